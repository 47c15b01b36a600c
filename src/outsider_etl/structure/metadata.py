"""Read what a report says of itself: title, authors, publisher, series, ISBN, date and language."""

import re
from collections.abc import Sequence
from dataclasses import replace

import py3langid

from outsider_etl.document import Metadata
from outsider_etl.structure.imprint import INSTITUTION_WORD, only_date, read_number, read_persons, with_date
from outsider_etl.structure.parts import Part
from outsider_etl.structure.suggested_citation import CITE_AS, read_suggested_citation

# A rule, a sentence, or a line that begins or ends as the name of an institution does.
_NO_SUBTITLE = re.compile(rf"^\W*$|\.$|^(?:the )?{INSTITUTION_WORD}|^[^:]*{INSTITUTION_WORD}$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|authors?:|written by)\s+(?P<names>.+)$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^\W*(?:(?:table of )?contents|summary|executive summary|abstract|introduction|jump to\b.*)\W*$", re.IGNORECASE
)
# What a first line may say before the title comes.
_DOCUMENT_KIND = re.compile(
    r"^\W*(?:(?:policy|working|research|issue|discussion|white|technical|briefing|background|special|annual|final)\s+)?"
    r"(?:briefs?|briefing|papers?|reports?|notes?|memo(?:randum)?|study|commentary|analysis|perspectives?)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?P<rest>.{2,120})", re.IGNORECASE)
_RIGHTS_NOISE = re.compile(
    r"all rights reserved|copyright|by the\b|\b(?:19|20)\d\d\b|[©,.;]|^\s*(?:by|the)\b", re.IGNORECASE
)
_SAMPLE = 20_000
_LEAST_LETTERS = 80


def metadata_of(paragraphs: Sequence[Part], source_text: str) -> Metadata:
    """Return what a document says of itself in its front matter, or in the heading that it begins with."""
    front = [p.text.value for p in paragraphs if p.kind == "front_matter"]
    title = [p.text.value for p in paragraphs[:1] if p.kind == "heading"]
    body = " ".join(p.text.value for p in paragraphs if p.kind == "paragraph")
    return read_metadata(title + front, body, source_text)


def first_known(first: Metadata, second: Metadata) -> Metadata:
    """Return what `first` says, and what `second` says where the first is silent."""
    known = {name: value for name in first.__slots__ if (value := getattr(first, name)) not in (None, ())}
    return replace(second, **known)


def read_metadata(front: Sequence[str], body: str, isbn_text: str) -> Metadata:
    """Return what the front matter says; `front` are its blocks' clean texts in order, `body` the text that follows.

    A suggested citation is believed before the title page, since it tells title, series, publisher and date apart.
    The language is that of the body. `isbn_text` is searched for an ISBN whose check digit holds.
    """
    title_page = _from_title_page(front, frozenset(_WORD.findall(body)))
    cited = read_suggested_citation(front)
    found = first_known(cited, title_page)
    return replace(
        found,
        publisher=found.publisher or _rights_holder(front),
        isbn=_isbn(isbn_text),
        language=_language(body or " ".join(front)),
    )


def _from_title_page(front: Sequence[str], words: frozenset[str]) -> Metadata:
    """Read title, subtitle, authors, series and date off the first short blocks, in whatever order they stand.

    `words` are those of the body: what is written small there is no name.
    """
    title = subtitle = None
    authors: tuple[str, ...] = ()
    found = Metadata()
    for text in front[:12]:
        if CITE_AS.match(text) or _CONTENTS.match(text) or len(text) > 200:
            break
        value, numbered, byline = only_date(text), read_number(text), _BYLINE.match(text)
        names = read_persons(byline["names"] if byline else text)
        if value:
            found = found if found.published_start else with_date(found, value)
        elif title and numbered:
            found = replace(found, series=found.series or numbered[0], series_number=found.series_number or numbered[1])
        elif names and (byline or (title and _are_names(names, words.union(_WORD.findall(title.lower()))))):
            authors += tuple(name for name in names if name not in authors)
        elif title is None:
            title = text if _WORD.search(text) and not _DOCUMENT_KIND.match(text) else None
        elif not (names or byline or subtitle or authors or found.published_start or _NO_SUBTITLE.search(text)):
            subtitle = text
    if title and subtitle is None and ": " in title:
        title, subtitle = title.split(": ", 1)
    return replace(found, title=title, subtitle=subtitle, authors=authors)


def _are_names(names: Sequence[str], words: frozenset[str]) -> bool:
    """Return whether none of the names has a word that is written small among `words`."""
    return not any(word.lower() in words for name in names for word in _WORD.findall(name) if word[0].isupper())


def _rights_holder(front: Sequence[str]) -> str | None:
    for text in front:
        match = _RIGHTS.search(text)
        holder = _RIGHTS_NOISE.sub(" ", match["rest"]) if match else ""
        if holder.strip():
            return " ".join(holder.split())
    return None


def _isbn(text: str) -> str | None:
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[- ]", "", match["isbn"]).upper()
        values = [10 if char == "X" else int(char) for char in digits]
        if len(values) == 13 and sum(v * (3 if i % 2 else 1) for i, v in enumerate(values)) % 10 == 0:
            return match["isbn"].strip()
        if len(values) == 10 and sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0:
            return match["isbn"].strip()
    return None


def _language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of `text` is in; None where there is too little to tell."""
    if sum(map(str.isalpha, text[:_SAMPLE])) < _LEAST_LETTERS:
        return None
    return next((code for code, _ in py3langid.rank(text[:_SAMPLE]) if len(code) == 2), None)

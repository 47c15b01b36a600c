"""Read what a report says of itself: title, authors, publisher, series, ISBN, date and language."""

import re
from collections.abc import Sequence
from dataclasses import replace

import py3langid

from outsider_etl.document import Metadata
from outsider_etl.structure.imprint import is_document_kind, read_line
from outsider_etl.structure.institutions import names_institution
from outsider_etl.structure.markup import clean
from outsider_etl.structure.parts import Part
from outsider_etl.structure.persons import has_given_name, read_persons
from outsider_etl.structure.signs import OPENING_HEADING, UNFINISHED
from outsider_etl.structure.suggested_citation import read_suggested_citation
from outsider_etl.structure.title_page import read_title_page
from outsider_etl.text import Text

_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?P<rest>.{2,120})", re.IGNORECASE)
_AFTER_RIGHTS = re.compile(r"(?<=[^\W\d_])\W*(?:all rights reserved|no part of)\b.*", re.IGNORECASE)
_RIGHTS_NOISE = re.compile(
    r"all rights reserved|copyright|by the\b|\b(?:19|20)\d\d\b|[©,.;]|^\s*(?:by|the)\b", re.IGNORECASE
)
# A title page may have the date or a number at the right.
_GAP = re.compile(r"(?<=[^\s:])(?:[^\S\n]{4,}|\t+)(?=\S)")
_SAMPLE = 20_000
_LEAST_LETTERS = 80


def metadata_of(paragraphs: Sequence[Part], source_text: str) -> Metadata:
    """Return what a document says of itself in its front matter, or in a heading that it begins with or goes on below.

    Where parts of the front matter have the levels of headings, what stands above the highest is not the title.
    """
    title = next((index for index, part in enumerate(paragraphs) if part.kind == "heading"), 0)
    titled = title == 0 or any(part.kind == "front_matter" for part in paragraphs[title + 1 : title + 2])
    front = [
        (text, part.level)
        for index, part in enumerate(paragraphs)
        if part.kind == "front_matter" or (part.kind == "heading" and titled and index == title)
        for text in _columns(part, source_text)
    ]
    front = _with_whole_names(front)
    levels = {index: level for index, (_, level) in enumerate(front) if level}
    headings = sorted(levels, key=levels.__getitem__)
    body = " ".join(p.text.value for p in paragraphs if p.kind == "paragraph")
    found = read_metadata([text for text, _ in front], body, source_text, headings)
    return found if found.title else replace(found, title=_title_over_all(paragraphs))


def _title_over_all(paragraphs: Sequence[Part]) -> str | None:
    """Return the first heading where it alone is of the highest level, and others stand below it."""
    levels = [(part.level, part.text.value) for part in paragraphs if part.kind == "heading"]
    highest = [title for level, title in levels if level == 1]
    alone = len(levels) > len(highest) == 1 and levels[0][0] == 1 and not OPENING_HEADING.fullmatch(highest[0])
    return highest[0] if alone else None


def _with_whole_names(front: Sequence[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Return the lines with their levels, those joined that only together name an institution: a logo has two."""
    joined: list[tuple[str, int | None]] = []
    for text, level in front:
        above = joined[-1][0] if joined else ""
        together = f"{above} {text}"
        whole = any(map(names_institution, (above, text))) or read_persons(above) or level or (joined and joined[-1][1])
        if (together.isupper() or UNFINISHED.search(above)) and not whole and names_institution(together):
            joined[-1] = (together, joined[-1][1])
        else:
            joined.append((text, level))
    return joined


def _columns(part: Part, source_text: str) -> list[str]:
    """Return what a part of the front matter says: its text, or what stands side by side there, set apart by a gap."""
    lines = [line.strip() for span in part.source_spans for line in source_text[slice(*span)].splitlines()]
    pieces = [piece for line in lines if _GAP.search(line) for piece in _GAP.split(line)]
    if part.level or not any(map(_stands_alone, pieces)):
        return [part.text.value]
    return [text.value for line in lines for piece in _GAP.split(line) if (text := clean(Text.of(piece))[0])]


def _stands_alone(piece: str) -> bool:
    """Whether a piece of a line is no part of a title: a date, a number, a kind, an institution or persons."""
    line = read_line(piece)
    named = line.names and (line.byline or any(map(has_given_name, line.names)))
    return bool(line.date or line.number or line.publisher or named or is_document_kind(piece))


def first_known(first: Metadata, second: Metadata) -> Metadata:
    """Return what `first` says, and what `second` says where the first is silent."""
    known = {name: value for name in first.__slots__ if (value := getattr(first, name)) not in (None, ())}
    return replace(second, **known)


def read_metadata(front: Sequence[str], body: str, isbn_text: str, headings: Sequence[int] = ()) -> Metadata:
    """Return what the front matter says; `front` are its blocks' clean texts in order, `body` the text that follows.

    `headings` are the blocks that are marked as such, the highest first.
    A suggested citation is believed before the title page, since it tells title, series, publisher and date apart.
    The language is that of the body. `isbn_text` is searched for an ISBN whose check digit holds.
    """
    language = _language(body or " ".join(front))
    title_page = read_title_page(front, body, language, headings)
    cited = read_suggested_citation(front)
    found = first_known(cited, title_page)
    return replace(
        found,
        publisher=cited.publisher or _rights_holder(front) or title_page.publisher,
        isbn=_isbn(isbn_text),
        language=language,
    )


def _rights_holder(front: Sequence[str]) -> str | None:
    for text in front:
        match = _RIGHTS.search(text)
        holder = _RIGHTS_NOISE.sub(" ", _AFTER_RIGHTS.sub("", match["rest"])) if match else ""
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

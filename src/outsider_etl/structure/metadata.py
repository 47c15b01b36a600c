"""Read what a report says of itself: title, authors, publisher, series, ISBN, date and language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import py3langid

from outsider_etl.document import Metadata
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.imprint import is_document_kind, read_line, says_publication
from outsider_etl.structure.institutions import names_institution
from outsider_etl.structure.markup import clean
from outsider_etl.structure.parts import Part
from outsider_etl.structure.persons import has_given_name, read_persons
from outsider_etl.structure.signs import FIELD, OPENING_HEADING, UNFINISHED
from outsider_etl.structure.suggested_citation import read_suggested_citation
from outsider_etl.structure.title_page import read_title_page
from outsider_etl.text import Text

_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright(?=\s*(?:©|\(c\)|by\b)|.{,60}\b(?:19|20)\d\d\b))\s*(?P<rest>.{2,120})", re.IGNORECASE
)
_AFTER_RIGHTS = re.compile(r"(?<=[^\W\d_])\W*(?:all rights reserved|no part of)\b.*", re.IGNORECASE)
_RIGHTS_NOISE = re.compile(
    r"all rights reserved|copyright|by the\b|\b(?:19|20)\d\d\b|[©,.;]|^\s*(?:by|the)\b", re.IGNORECASE
)
# A title page may have the date or a number at the right.
_GAP = re.compile(r"(?<=[^\s:])(?:[^\S\n]{4,}|\t+)(?=\S)")
# What a title that goes on in the next line ends with, and begins with there. So do not begin credits and addresses.
_NARROW = 60
_CUT = re.compile(r"\b(?:an?|the|of|in|on|upon|at|and)$|\w\s?[–—]$", re.IGNORECASE)
_SMALL_WORDS = re.compile(r"(?:on|upon|in|of|to|for|with)(?: the| an?)?", re.IGNORECASE)
_IN_SMALL_LETTERS = re.compile(
    r"(?!\w+ed\b|(?:by|for|from|with|under|par|pour|von|für)\b|www\b|\S*[@/:.\d])[^\W\d_A-Z]{2,} \S"
)
_SAMPLE = 20_000
_LEAST_LETTERS = 80


class _Line(NamedTuple):
    """A line of the front matter, the level it has as a heading, and whether it stands right below the one before."""

    text: str
    level: int | None
    close: bool


def metadata_of(paragraphs: Sequence[Part], source_text: str) -> Metadata:
    """Return what a document says of itself in its front matter, or in a heading that it begins with or goes on below.

    Where parts of the front matter have the levels of headings, what stands above the highest is not the title.
    """
    title = next((index for index, part in enumerate(paragraphs) if part.kind == "heading"), 0)
    titled = title == 0 or any(part.kind == "front_matter" for part in paragraphs[title + 1 : title + 2])
    told = [
        part
        for index, part in enumerate(paragraphs)
        if part.kind == "front_matter" or (part.kind == "heading" and titled and index == title)
    ]
    front = _with_whole_lines(_lines(told, source_text))
    levels = {index: line.level for index, line in enumerate(front) if line.level}
    headings = sorted(levels, key=levels.__getitem__)
    body = " ".join(p.text.value for p in paragraphs if p.kind == "paragraph")
    found = read_metadata([line.text for line in front], body, source_text, headings)
    return found if found.title else replace(found, title=_title_over_all(paragraphs))


def _title_over_all(paragraphs: Sequence[Part]) -> str | None:
    """Return the first heading where it alone is of the highest level, and others stand below it."""
    levels = [(part.level, part.text.value) for part in paragraphs if part.kind == "heading"]
    highest = [title for level, title in levels if level == 1]
    alone = len(levels) > len(highest) == 1 and levels[0][0] == 1 and not OPENING_HEADING.fullmatch(highest[0])
    return highest[0] if alone else None


def _lines(parts: Iterable[Part], source_text: str) -> Iterator[_Line]:
    end = 0
    for part in parts:
        (start, _), *_ = part.source_spans
        close = source_text[end:start].count("\n") == 1 and "\n\n" in source_text
        for text in _columns(part, source_text):
            yield _Line(text, part.level, close)
            close = True
        end = part.source_spans[-1][1]


def _with_whole_lines(front: Iterable[_Line]) -> list[_Line]:
    """Return the lines, those joined that are one only together: a logo has two, a narrow title several."""
    joined: list[_Line] = []
    for line in front:
        above = joined[-1] if joined else None
        if above and not (above.level or line.level) and _goes_on(above.text, line):
            joined[-1] = above._replace(text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _goes_on(above: str, line: _Line) -> bool:
    return _are_one_name(above, line.text) or _are_one_title(above, line)


def _are_one_name(above: str, text: str) -> bool:
    together = f"{above} {text}"
    whole = any(map(names_institution, (above, text))) or read_persons(above)
    return (together.isupper() or UNFINISHED.search(above) is not None) and not whole and names_institution(together)


def _are_one_title(above: str, line: _Line) -> bool:
    """Whether a title was cut behind a small word or a dash, or before one, or goes on in small letters right below.

    No line that says who wrote or published the report, when, for whom or where does.
    """
    if len(above) > _NARROW or says_publication(above) or read_persons(above) or FIELD.match(above):
        return False
    if _SMALL_WORDS.fullmatch(line.text):
        return True
    if says_publication(line.text) or FIELD.match(line.text):
        return False
    small = line.close and _IN_SMALL_LETTERS.match(line.text) is not None and not ends_sentence(above)
    return small or _CUT.search(above) is not None


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

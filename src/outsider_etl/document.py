"""What a report is made of: pages of lines as it was read, and the document that structure makes of them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple

from outsider_etl.text import Text

PassageKind = Literal[
    "paragraph",
    "heading",
    "list_item",
    "block_quote",
    "caption",
    "table",
    "front_matter",
    "toc",
    "back_matter",
    "footnote",
]


# A link covers what lies within it by so many points.
_COVERED = 1.0


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Link(NamedTuple):
    """A place on a page that leads to an address outside the document."""

    box: Box
    uri: str


class SourceLink(NamedTuple):
    """Characters `start` to `end` of the source text, which lead to an address outside the document."""

    start: int
    end: int
    uri: str


class FontRun(NamedTuple):
    """So many characters of a line printed alike: `font` is its name, `size` the type size in points.

    `rise` is how far above the line's baseline they stand, in points.
    """

    length: int
    font: str
    size: float
    rise: float


@dataclass(frozen=True, slots=True)
class Layout:
    """How a line is printed.

    `box` bounds it and `baseline` is where it stands, both in points from the page's top left corner. `edges` are the
    left edge of each character and the right edge of the last, in points. `fonts` cover the characters from left to
    right. Lines of one `column` of a page belong to one column, side column or text box, top to bottom.
    """

    box: Box
    baseline: float
    edges: "array[float]"
    fonts: tuple[FontRun, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it was read, without its line end; `layout` is known where the source is printed."""

    text: Text
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order; `number` counts from 1, None in a source that has no pages.

    A printed page has a `size` (width and height in points), a `label` where it names its number otherwise ("xii"),
    `rulings`, the lines and thin bars drawn on it, `painted`, its areas of another ground, and `links`. One whose text
    runs up, down or upside down is read, and measured, `turned` left by so many quarters.
    """

    number: int | None
    lines: tuple[Line, ...]
    label: str | None = None
    size: tuple[float, float] | None = None
    rulings: tuple[Box, ...] = ()
    links: tuple[Link, ...] = ()
    turned: int = 0
    painted: tuple[Box, ...] = ()


class OutlineEntry(NamedTuple):
    """An entry of the outline that a PDF carries: its level, 1 the highest, its title, and the page it leads to."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True)
class SourceText:
    """What a reader makes of a source's bytes: the text that source offsets count in, and its pages.

    `warnings` says what could be read only in part, and why. `outline` and `properties` are what a PDF says of its
    headings and of itself outside its pages.
    """

    text: str
    pages: tuple[Page, ...]
    media_type: str
    page_count: int | None = None
    warnings: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    properties: "Metadata | None" = None

    @property
    def is_printed(self) -> bool:
        """Whether it is known of any line where on its page it stands."""
        return bool(self._lines)

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds the character at `offset` of the text.

        None where pages have no number, and for what stands before the text of the first page.
        """
        index = bisect_right(self._page_starts, offset, key=itemgetter(0))
        return self._page_starts[index - 1][1] if index else None

    def page_label(self, number: int | None) -> str | None:
        """Return the label that the page of this number is printed with, where it has one."""
        return self._page_labels.get(number)

    def bbox(self, ranges: Iterable[tuple[int, int]]) -> Box | None:
        """Return the box around the characters in the ranges of the text, on the page where the first of them stands.

        It is rounded to hundredths of a point. None where the source is not printed, and where the ranges are empty.
        """
        parts = [part for start, end in ranges for part in self._covered(start, end)]
        if not parts:
            return None
        page = parts[0][0]
        return _turned_back(_around([box for other, box in parts if other is page]), page)

    def _covered(self, start: int, end: int) -> Iterator[tuple[Page, Box]]:
        """Yield the boxes around the characters of a range of the text, with their pages, line by line."""
        if start >= end:
            return
        first = max(0, bisect_right(self._line_starts, start) - 1)
        for page, line in self._lines[first : bisect_left(self._line_starts, end)]:
            box = _covered(line, start, end)
            if box:
                yield page, box

    def links(self) -> Iterator[SourceLink]:
        """Yield the stretches of the text that links on its pages cover.

        A link that covers several lines by one rectangle does not say where in them it begins and ends: it is left out.
        """
        for page in self.pages:
            for link in page.links:
                covered = [(line, span) for line in page.lines if (span := _under(line, link.box))]
                if len(covered) == 1:
                    line, span = covered[0]
                    yield SourceLink(*line.text.origin(*span), link.uri)

    @cached_property
    def _page_labels(self) -> dict[int | None, str | None]:
        return {page.number: page.label for page in self.pages}

    @cached_property
    def _lines(self) -> list[tuple[Page, Line]]:
        return [(page, line) for page in self.pages for line in page.lines if line.layout and line.text]

    @cached_property
    def _line_starts(self) -> "array[int]":
        return array("q", (line.text.runs[0].start for _, line in self._lines))

    @cached_property
    def _page_starts(self) -> list[tuple[int, int | None]]:
        """Where the text of each page starts, and the page's number; a blank page has no start."""
        firsts = [(page.number, next((line.text for line in page.lines if line.text), None)) for page in self.pages]
        return [(text.origin(0, 1)[0], number) for number, text in firsts if text]


def _covered(line: Line, start: int, end: int) -> Box | None:
    """Return the box around the characters of a line that came from the source range, or None where none did."""
    span = line.text.locate(start, end)
    if span is None or line.layout is None:
        return None
    edges, box = line.layout.edges, line.layout.box
    return Box(edges[span[0]], box.top, max(edges[span[0] + 1 : span[1] + 1]), box.bottom)


def _under(line: Line, box: Box) -> tuple[int, int] | None:
    """Return which characters of a line a box on the page covers, white space at their ends left out."""
    if line.layout is None or not box.top <= line.layout.baseline <= box.bottom:
        return None
    start = bisect_left(line.layout.edges, box.x0 - _COVERED)
    end = bisect_right(line.layout.edges, box.x1 + _COVERED) - 1
    value = line.text.value[start:end]
    start += len(value) - len(value.lstrip())
    return (start, start + len(value.strip())) if value.strip() else None


def _around(boxes: Sequence[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def _turned_back(box: Box, page: Page) -> Box:
    """Return the box as it stands on the page as it is shown, rounded."""
    x0, top, x1, bottom = box
    width, height = page.size or (0.0, 0.0)
    match page.turned:
        case 1:
            box = Box(height - bottom, x0, height - top, x1)
        case 2:
            box = Box(width - x1, height - bottom, width - x0, height - top)
        case 3:
            box = Box(top, width - x1, bottom, width - x0)
    return Box(*(round(value, 2) for value in box))


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of text that entities are looked for in: a paragraph of whatever kind, or a footnote.

    `text` is clean: no footnote markers, no marks, no escapes, normal spaces. `emphasis` are the spans of it that were
    printed in italics or bold. `source_spans` are the pieces of the source it was put together from, two or more where
    a page break, a footnote or a running head cut it. `position` counts from 0 among paragraphs or among footnotes.
    """

    passage_id: str
    kind: PassageKind
    section_id: str | None
    position: int
    text: Text
    source_spans: tuple[tuple[int, int], ...]
    emphasis: tuple[tuple[int, int], ...] = ()
    page_start: int | None = None
    page_end: int | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a footnote's marker stood: before the character at `offset` of the clean text of a passage."""

    passage_id: str
    offset: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote; `label` is None for an unnumbered note, `marker` for one that nothing points at."""

    passage: Passage
    label: str | None
    marker: Marker | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what it heads, up to the next heading of its level or above; level 1 is the highest.

    `source_start` and `source_end` hold the heading and all under it.
    """

    section_id: str
    parent_id: str | None
    level: int
    title: str
    position: int
    page_start: int | None
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; `published_start` and `published_end` are its date's first and last day."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    series: str | None = None
    series_number: str | None = None
    isbn: str | None = None
    language: str | None = None
    published_start: date | None = None
    published_end: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report in its parts, in the order of the source; `links` are what of it leads elsewhere.

    Headings are paragraphs of kind `heading` as well as sections. `passages()` runs over paragraphs, then footnotes.
    """

    source: SourceText
    metadata: Metadata
    sections: tuple[Section, ...]
    paragraphs: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]
    links: tuple[SourceLink, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Yield every passage: the paragraphs in order, then the footnotes in order."""
        yield from self.paragraphs
        for footnote in self.footnotes:
            yield footnote.passage

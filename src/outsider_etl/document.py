"""What a report is made of: pages of lines as it was read, and the document that structure makes of them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it was read, without its line end."""

    text: Text


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, top to bottom; `number` counts from 1, None in a source that has no pages."""

    number: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SourceText:
    """What a reader makes of a source's bytes: the text that source offsets count in, and its pages.

    `warnings` says what could be read only in part, and why.
    """

    text: str
    pages: tuple[Page, ...]
    media_type: str
    page_count: int | None = None
    warnings: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds the character at `offset` of the text.

        None where pages have no number, and for what stands before the text of the first page.
        """
        index = bisect_right(self._page_starts, offset, key=itemgetter(0))
        return self._page_starts[index - 1][1] if index else None

    @cached_property
    def _page_starts(self) -> list[tuple[int, int | None]]:
        """Where the text of each page starts, and the page's number; a blank page has no start."""
        firsts = [(page.number, next((line.text for line in page.lines if line.text), None)) for page in self.pages]
        return [(text.origin(0, 1)[0], number) for number, text in firsts if text]


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
    """A report in its parts, in the order of the source.

    Headings are paragraphs of kind `heading` as well as sections. `passages()` runs over paragraphs, then footnotes.
    """

    source: SourceText
    metadata: Metadata
    sections: tuple[Section, ...]
    paragraphs: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]

    def passages(self) -> Iterator[Passage]:
        """Yield every passage: the paragraphs in order, then the footnotes in order."""
        yield from self.paragraphs
        for footnote in self.footnotes:
            yield footnote.passage

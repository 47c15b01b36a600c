"""What a document is parted into, whatever format it came in, before its parts have their places in it."""

from dataclasses import dataclass

from outsider_etl.document import Metadata, PassageKind, SourceLink
from outsider_etl.text import Text

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of whatever kind, or what a note says: its clean text and where it came from.

    `source_spans` are the pieces of the source it was put together from, `emphasis` the spans of `text` in italics or
    bold. `level` is that of a heading where the source tells it, 1 the highest.
    """

    kind: PassageKind
    text: Text
    source_spans: tuple[Span, ...]
    emphasis: tuple[Span, ...] = ()
    page_start: int | None = None
    page_end: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its label, what it says, and the source range of its marker; label and marker are None where lost."""

    label: str | None
    body: Part
    marker: Span | None


@dataclass(frozen=True, slots=True)
class Parts:
    """All of a document: paragraphs and notes in the order of the source, and what it says of itself.

    `warnings` says what could be parted only in part, and why. `links` are what of it leads elsewhere, in order.
    """

    paragraphs: tuple[Part, ...]
    notes: tuple[Note, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()
    links: tuple[SourceLink, ...] = ()

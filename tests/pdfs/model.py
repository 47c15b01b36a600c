"""The parts that a test document is written in, and what a reader should make of them.

In every text `*` opens and closes what is set in italics.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "block_quote",
    "table",
    "table_note",
    "caption",
    "box",
    "equation",
    "endnotes",
    "unmarked",
    "title",
    "front",
    "contents_entry",
    "page_break",
]
READ_AS_BODY = ("paragraph", "list_item", "block_quote")
CONTEXT = 40


@dataclass(frozen=True)
class Note:
    """A note as its label and text stand in the document; `quotation` and `more` are further paragraphs of it."""

    label: str
    text: str
    quotation: str = ""
    more: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(paragraph for paragraph in (self.text, self.quotation, self.more) if paragraph)


@dataclass(frozen=True)
class Raised:
    """Raised and smaller characters that are no marker: the end of "1st", an exponent."""

    text: str


@dataclass(frozen=True)
class Link:
    text: str
    url: str


Piece = str | Note | Raised | Link


@dataclass(frozen=True)
class Block:
    """A block of text; `label` numbers a heading, an item, an equation or an entry, `cells` are a table's rows.

    A block of kind `endnotes` holds the notes whose markers stand before it, one of kind `unmarked` a note at the foot
    of the page that no marker points at.
    """

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    label: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The text as it is printed; a bullet is no part of it, the number of an item is."""
        return plain((f"{self.label} ", *self.pieces) if self.label not in ("", "•") else self.pieces)

    @property
    def notes(self) -> Iterator[tuple[Note, str | None]]:
        """Yield each note that the block brings up, with the text before its marker, None where it has no marker."""
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, Note) and self.kind != "endnotes":
                yield piece, None if self.kind == "unmarked" else plain(self.pieces[:index])[-CONTEXT:]


def plain(pieces: Sequence[Piece]) -> str:
    """Return the text of the pieces without their notes."""
    shown = (piece for piece in pieces if not isinstance(piece, Note))
    return unmarked("".join(piece if isinstance(piece, str) else piece.text for piece in shown))


def unmarked(text: str) -> str:
    return text.replace("*", "")


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text that are set alike, and whether they are in italics."""
    for index, run in enumerate(re.split(r"\*", text)):
        if run:
            yield run, index % 2 == 1


def heading(level: int, *pieces: Piece, label: str = "") -> Block:
    return Block("heading", pieces, level, label)


def paragraph(*pieces: Piece) -> Block:
    return Block("paragraph", pieces)


def quotation(*pieces: Piece) -> Block:
    return Block("block_quote", pieces)


def item(label: str, *pieces: Piece) -> Block:
    return Block("list_item", pieces, label=label)


def table(*cells: tuple[str, ...]) -> Block:
    return Block("table", cells=cells)


def collected(blocks: Sequence[Block]) -> Block:
    """Return the notes of the blocks as endnotes."""
    return Block("endnotes", tuple(note for block in blocks for note, _ in block.notes))


def expectation(blocks: Sequence[Block]) -> dict[str, object]:
    """Return what a reader should find: headings, paragraphs, boxes, rows of tables, notes, links."""
    return {
        "headings": [{"level": block.level, "text": block.text} for block in blocks if block.kind == "heading"],
        "paragraphs": [{"kind": block.kind, "text": block.text} for block in blocks if block.kind in READ_AS_BODY],
        "boxes": [block.text for block in blocks if block.kind == "box"],
        "rows": [list(row) for block in blocks for row in block.cells],
        "notes": [
            {"label": note.label, "text": unmarked(" ".join(note.paragraphs)), "before": before}
            for block in blocks
            for note, before in block.notes
        ],
        "links": [
            {"text": piece.text, "url": piece.url}
            for block in blocks
            for piece in block.pieces
            if isinstance(piece, Link)
        ],
    }

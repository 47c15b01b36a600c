"""Part a Markdown document: the blocks that the parser tells, brought together to notes, tables and paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import merge
from itertools import groupby

from outsider_etl.document import Metadata, SourceText
from outsider_etl.structure.contents import title_key
from outsider_etl.structure.markdown.days import with_days
from outsider_etl.structure.markdown.drawn_tables import without_drawn_tables
from outsider_etl.structure.markdown.front_matter import front_matter
from outsider_etl.structure.markdown.html import without_html, without_tags_around_markdown
from outsider_etl.structure.markdown.inline import Piece, finish, with_raised
from outsider_etl.structure.markdown.leaves import Group, Leaf, read_leaves
from outsider_etl.structure.markdown.outline import tell_kinds
from outsider_etl.structure.markdown.printed_notes import with_printed_notes
from outsider_etl.structure.markup import ROW_SEPARATOR, spans_in
from outsider_etl.structure.metadata import first_known, metadata_of
from outsider_etl.structure.parts import Note, Part, Parts, Span
from outsider_etl.text import Text


def part_markdown(source: SourceText) -> Parts:
    """Return the parts of a Markdown document; what its front matter says wins over what is found in the text."""
    begin, told, warnings = front_matter(source.text)
    text, rows = without_drawn_tables(without_tags_around_markdown(source.text), begin)
    read = (plain for leaf in read_leaves(text, begin) for plain in without_html(leaf))
    blocks = list(merge(read, rows, key=_start))
    leaves = [with_raised(leaf, source.text) for leaf in with_days(blocks, source.text)]
    markers = _markers(leaves)
    leaves = with_printed_notes(leaves, source.text)
    pieces = [piece for leaf in leaves for piece in finish(leaf, source.text)]
    body = _with_whole_tables([piece for piece in pieces if piece.part.kind != "footnote"])
    paragraphs = tuple(tell_kinds(body, source.text, told.title))
    return Parts(
        paragraphs=paragraphs,
        notes=tuple(_notes([piece for piece in pieces if piece.part.kind == "footnote"], markers)),
        metadata=_metadata(told, metadata_of(paragraphs, source.text)),
        warnings=warnings,
        links=tuple(sorted(link for leaf in leaves for link in leaf.links)),
    )


def _start(leaf: Leaf) -> int:
    return leaf.start


def _with_whole_tables(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, the rows of each table joined to one, a line each."""
    whole: list[Piece] = []
    for group, run in groupby(pieces, key=_group):
        rows = list(run)
        whole += [Piece(_joined([row.part for row in rows], ROW_SEPARATOR))] if group else rows
    return whole


def _group(piece: Piece) -> Group | None:
    return piece.group


def _joined(parts: Sequence[Part], separator: str) -> Part:
    text = Text.join((part.text for part in parts), separator)
    emphasised = (part.text.origin(*span) for part in parts for span in part.emphasis)
    spans = tuple(span for part in parts for span in part.source_spans)
    return replace(parts[0], text=text, source_spans=spans, emphasis=spans_in(text, emphasised))


def _markers(leaves: Iterable[Leaf]) -> dict[str, Span]:
    """Return where each note is pointed at first, by the key of its label."""
    markers: dict[str, Span] = {}
    for leaf in leaves:
        for label, span in leaf.markers:
            markers.setdefault(_label_key(label), span)
    return markers


def _label_key(label: str) -> str:
    return " ".join(label.casefold().split())


def _notes(pieces: Sequence[Piece], markers: dict[str, Span]) -> list[Note]:
    """Return the notes in the order of the source; of two notes of one label the first has the marker."""
    notes = []
    for group, run in groupby(sorted(pieces, key=_begin), key=_group):
        blocks = list(run)
        label = group.label if group else None
        marker = group.marker if group else None
        if label is not None:
            marker = markers.pop(_label_key(label), marker)
        notes.append(Note(label, _joined([block.part for block in blocks], " "), marker))
    return notes


def _begin(piece: Piece) -> int:
    return piece.group.start if piece.group else 0


def _metadata(told: Metadata, found: Metadata) -> Metadata:
    if told.title and title_key(told.title) != title_key(found.title or ""):
        # What was taken for a title is some other heading, and what follows it no subtitle.
        found = replace(found, subtitle=None)
    return first_known(told, found)

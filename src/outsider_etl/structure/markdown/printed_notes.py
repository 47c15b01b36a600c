"""Notes of a Markdown document that are marked as in print: raised numbers in the text, and numbered lines or items.

Programs that make Markdown of a PDF or a page of the web write them so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from outsider_etl.structure.footnotes import find_notes
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.markdown.leaves import Group, Leaf
from outsider_etl.structure.parts import Span
from outsider_etl.text import Edit, Text

_NUMBER_OF_ITEM = re.compile(r"(?<![^\n])[ \t]*\d{1,5}[.)][ \t]+\Z")
_LONGEST_NUMBER = 20
_BLANK = BodyLine(Text.of(""), None)


class _Printed(NamedTuple):
    """A note: its label, the source range of what it says, where its label begins, and its marker."""

    label: str
    start: int
    said: Span
    marker: Span | None


def with_printed_notes(leaves: Sequence[Leaf], source: str) -> list[Leaf]:
    """Return the leaves with those of notes as such, where the document has no note in Markdown's own syntax."""
    if any(leaf.markers or (leaf.group and leaf.group.kind == "footnote") for leaf in leaves):
        return list(leaves)
    notes = list(_printed(leaves, source))
    return [part for leaf in leaves for part in _parted(leaf, notes)] if notes else list(leaves)


def _printed(leaves: Sequence[Leaf], source: str) -> Iterator[_Printed]:
    lines, notes = find_notes([line for leaf in leaves for line in _lines(leaf, source)])
    for note in notes:
        (first, stop), *_ = note.lines
        texts = [line.text for line in lines[first:stop] if line.text]
        end = texts[-1].origin(0, len(texts[-1]))[1]
        yield _Printed(note.label, texts[0].origin(0, 1)[0], (note.label_end, end), note.marker)


def _lines(leaf: Leaf, source: str) -> Iterator[BodyLine]:
    """Yield the lines of a leaf, the number of an item of a list on the first of them, and a blank one behind them."""
    if leaf.html or leaf.group:
        return
    text = Text.join(leaf.pieces)
    number = _NUMBER_OF_ITEM.search(source, max(0, leaf.start - _LONGEST_NUMBER), leaf.start)
    if number and leaf.kind == "list_item":
        text = Text.of(number[0], number.start()) + text
    start = 0
    for line in text.value.split("\n"):
        yield BodyLine(text[start : start + len(line)], None)
        start += len(line) + 1
    yield _BLANK


def _parted(leaf: Leaf, notes: Sequence[_Printed]) -> Iterator[Leaf]:
    """Yield what is left of a leaf, without markers, and behind that a leaf for each note that it holds a part of."""
    text = Text.join(leaf.pieces)
    stop = max(leaf.end, text.origin(0, len(text))[1]) if text else leaf.end
    own = [note for note in notes if note.said[0] < stop and leaf.start < note.said[1]]
    begin = min((note.start for note in own), default=stop)
    if begin > leaf.start:
        markers = [
            (each.label, each.marker) for each in notes if each.marker and _within(each.marker, leaf.start, begin)
        ]
        spans = (text.locate(*marker) for _, marker in markers)
        body = text.edit(sorted(Edit(*span) for span in spans if span))
        before = body.locate(leaf.start, begin)
        yield _part(leaf, body[slice(*before)] if before else body[:0], (leaf.start, begin), markers)
    for note in own:
        said = text.locate(*note.said)
        if said:
            part = _part(leaf, text[slice(*said)], (max(leaf.start, note.said[0]), min(stop, note.said[1])))
            yield replace(part, kind="footnote", level=None, group=Group("footnote", note.start, note.label))


def _part(leaf: Leaf, text: Text, span: Span, markers: Sequence[tuple[str, Span]] = ()) -> Leaf:
    start, end = span
    links = [link for link in leaf.links if start <= link.start < end]
    return replace(leaf, start=start, end=end, pieces=[text], links=links, markers=list(markers))


def _within(span: Span, start: int, end: int) -> bool:
    return start <= span[0] and span[1] <= end

"""Notes of a Markdown document that are marked as in print: raised numbers in the text, and numbered lines or items.

Programs that make Markdown of a PDF or a page of the web write them so.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from outsider_etl.structure.closing import LONGEST_IMPRINT
from outsider_etl.structure.footnotes import find_notes
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.markdown.leaves import Group, Leaf
from outsider_etl.structure.parts import Span
from outsider_etl.structure.signs import BACK_LINK, LIST_HEADING
from outsider_etl.text import Edit, Run, Text

_NUMBER_OF_ITEM = re.compile(r"(?<![^\n])[ \t]*(\d{1,5})[.)][ \t]+\Z")
_LONGEST_NUMBER = 20
_BLANK = BodyLine(Text.of(""), None)
_INLINE_NOTE = "^["
_GOES_ON = ("paragraph", "list_item", "block_quote")


class _Printed(NamedTuple):
    """A note: where its label begins in the source, the label, where what it says begins, and its marker."""

    start: int
    label: str
    said: int
    marker: Span | None


def with_printed_notes(leaves: Sequence[Leaf], source: str) -> list[Leaf]:
    """Return the leaves with those of notes as such, where the document has no note in Markdown's own syntax.

    The notes close the document, under a heading of notes or under none: what another heading, or a colon, announces is
    a list.
    """
    own = any(leaf.markers or (leaf.group and leaf.group.kind == "footnote") for leaf in leaves)
    if own or _INLINE_NOTE in source:
        return list(leaves)
    notes = sorted(_printed(leaves, source))
    markers = sorted((note.marker, note.label) for note in notes if note.marker)
    parted = [part for leaf in leaves for part in _parted(leaf, notes, markers)] if notes else []
    return parted if _close(parted) else list(leaves)


def _printed(leaves: Sequence[Leaf], source: str) -> Iterator[_Printed]:
    lines, notes = find_notes(list(_lines(leaves, source)))
    for note in notes:
        begin = lines[note.label_line].text.origin(0, 1)[0]
        yield _Printed(begin, note.label, note.label_end, note.marker)


def _lines(leaves: Sequence[Leaf], source: str) -> Iterator[BodyLine]:
    """Yield the lines of the leaves that may hold notes or markers, each leaf's with a blank one behind them.

    The first line of an item has its number; where all have the same in the source they count on. Of headings only
    those of notes are given: numbered ones begin no note.
    """
    printed = counted = 0
    for leaf in leaves:
        text = Text.join(leaf.pieces)
        heading = leaf.kind == "heading" and not LIST_HEADING.fullmatch(text.value)
        item = _NUMBER_OF_ITEM.search(source, max(0, leaf.start - _LONGEST_NUMBER), leaf.start)
        if item and leaf.kind == "list_item" and not leaf.group:
            counted = counted + 1 if counted and int(item[1]) == printed else int(item[1])
            printed = int(item[1])
            text = Text(f"{counted}. ", (Run(len(f"{counted}. "), *item.span()),)) + text
        else:
            counted = 0
        if not (leaf.html or leaf.group or heading):
            start = 0
            for line in text.value.split("\n"):
                yield BodyLine(text[start : start + len(line)], None)
                start += len(line) + 1
        yield _BLANK


def _parted(leaf: Leaf, notes: Sequence[_Printed], markers: Sequence[tuple[Span, str]]) -> Iterator[Leaf]:
    """Yield what stands in a leaf before its notes, without `markers`, and then each note, up to the next or its end.

    What stands between two notes goes on with the first.
    """
    text = Text.join(leaf.pieces)
    stop = max(leaf.end, text.origin(0, len(text))[1]) if text else leaf.end
    before = bisect_left(notes, leaf.start, key=_said)
    own = [] if leaf.html or leaf.group else notes[before : bisect_left(notes, stop, lo=before, key=_said)]
    begin = min((note.start for note in own), default=stop)
    if not own and 0 < before < len(notes) and leaf.kind in _GOES_ON and not leaf.html:
        yield _as_note(leaf, text, notes[before - 1], (leaf.start, stop))
    elif not own or text.locate(leaf.start, max(begin, leaf.start)):
        yield _without_markers(leaf, text, (leaf.start, begin), markers)
    for note, end in zip(own, [*(note.start for note in own[1:]), stop], strict=False):
        yield _as_note(leaf, text, note, (max(leaf.start, note.said), end))


def _said(note: _Printed) -> int:
    return note.said


def _as_note(leaf: Leaf, text: Text, note: _Printed, span: Span) -> Leaf:
    """Return the part of a leaf that a note says, without the link back to its marker."""
    inside = text.locate(*span)
    said = text[slice(*inside)].strip() if inside else text[:0]
    back = BACK_LINK.search(said.value)
    part = _part(leaf, said[: back.start()] if back else said, span)
    return replace(part, kind="footnote", level=None, group=Group("footnote", note.start, note.label))


def _without_markers(leaf: Leaf, text: Text, span: Span, markers: Sequence[tuple[Span, str]]) -> Leaf:
    """Return what stands in a range of a leaf, without the markers there."""
    start, end = span
    own = markers[bisect_left(markers, ((start, 0), "")) : bisect_left(markers, ((end, 0), ""))]
    places = (text.locate(*marker) for marker, _ in own)
    body = text.edit(sorted(Edit(*place) for place in places if place))
    inside = body.locate(start, end)
    marked = [(label, marker) for marker, label in own]
    return _part(leaf, body[slice(*inside)] if inside else body[:0], span, marked)


def _part(leaf: Leaf, text: Text, span: Span, markers: Sequence[tuple[str, Span]] = ()) -> Leaf:
    start, end = span
    links = [link for link in leaf.links if start <= link.start < end]
    return replace(leaf, start=start, end=end, pieces=[text], links=links, markers=list(markers))


def _close(leaves: Sequence[Leaf]) -> bool:
    """Whether notes close a document: nothing parts or announces them, and behind them is an imprint at most."""
    kinds = [leaf.kind for leaf in leaves]
    if "footnote" not in kinds:
        return False
    first, last = kinds.index("footnote"), len(kinds) - kinds[::-1].index("footnote")
    behind = sum(len(piece) for leaf in leaves[last:] for piece in leaf.pieces)
    above = "".join(piece.value for piece in leaves[first - 1].pieces) if first else ""
    announced = above.endswith(":") or (kinds[first - 1] == "heading" and not LIST_HEADING.fullmatch(above))
    return {*kinds[first:last]} == {"footnote"} and behind <= LONGEST_IMPRINT and not announced

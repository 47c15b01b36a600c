"""Notes of a Markdown document that are marked as in print: raised numbers in the text, and numbered lines or items.

Programs that make Markdown of a PDF or a page of the web write them so.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from outsider_etl.structure.footnotes import find_notes
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import leaves_open
from outsider_etl.structure.markdown.leaves import Group, Item, Leaf, number_of_item
from outsider_etl.structure.markdown.note_runs import PrintedNote, chapters, closing_notes
from outsider_etl.structure.parts import Span
from outsider_etl.structure.signs import BACK_LINK, LIST_HEADING, SUPERSCRIPT, usual_mark
from outsider_etl.text import Edit, Run, Text, without_overlaps

_BLANK = BodyLine(Text.of(""), None)
_INLINE_NOTE = "^["
_GOES_ON = ("paragraph", "list_item", "block_quote")
_NUMBER = re.compile(rf"[\s\[(]*(\d{{1,3}}(?!\d)|{SUPERSCRIPT}{{1,3}})")
_COUNT_OF_BACK_LINK = re.compile(r"(?<=↩)\ufe0e?[²³⁴-⁹]")
# What stands between two markers at one place.
_BETWEEN = (",", ", ", ";", "; ")


class _Places:
    """The notes in the order of the source, their markers with the labels, and where something ends a note.

    That is the beginning of a section, a rule, and a marker, which stands in the body.
    """

    def __init__(self, notes: Sequence[PrintedNote], leaves: Sequence[Leaf]) -> None:
        self.notes = notes
        self.markers = sorted((note.marker, note.label) for note in notes if note.marker)
        parting = (leaf.start for leaf in leaves if leaf.ruled or leaf.kind == "heading")
        self.ends = sorted([*parting, *(start for (start, _), _ in self.markers)])
        self.said_below = frozenset(below.start for leaf, below in pairwise(leaves) if self._is_label(leaf))

    def _is_label(self, leaf: Leaf) -> bool:
        """Whether a leaf ends with the label of a note, which the next one says then."""
        text = Text.join(leaf.pieces)
        last = bisect_left(self.notes, text.origin(0, len(text))[1], key=attrgetter("start")) - 1 if text else -1
        return (
            last >= 0
            and leaf.start <= self.notes[last].start
            and not text.value[text.offset_of(self.notes[last].said) :].strip()
        )


def with_printed_notes(leaves: Sequence[Leaf], source: str) -> list[Leaf]:
    """Return the leaves with those of notes as such, where the document has no note in Markdown's own syntax."""
    own = any(
        leaf.markers or (leaf.group and leaf.group.kind == "footnote") or _INLINE_NOTE in _without_code(leaf).value
        for leaf in leaves
    )
    notes = [] if own else sorted(_printed(leaves, source))
    closing = closing_notes(list(_all_parted(leaves, notes)), notes) if notes else []
    return list(_all_parted(leaves, closing)) if closing else list(leaves)


def _printed(leaves: Sequence[Leaf], source: str) -> list[PrintedNote]:
    """Return the notes; those without markers are looked for in each chapter by itself, up to the end of its notes."""
    found = list(_found(leaves, source))
    if any(note.marker for note in found):
        return found
    return [note for chapter in chapters(leaves) for note in _found(chapter, source)]


def _found(leaves: Sequence[Leaf], source: str) -> Iterator[PrintedNote]:
    lines, notes = find_notes(list(_lines(leaves, source)))
    for note in notes:
        text = lines[note.label_line].text
        printed = text.value[: text.offset_of(note.label_end)]
        yield PrintedNote(text.origin(0, 1)[0], note.label, note.label_end, note.marker, printed)


def _all_parted(leaves: Sequence[Leaf], notes: Sequence[PrintedNote]) -> Iterator[Leaf]:
    places = _Places(notes, leaves)
    for leaf in leaves:
        yield from _parted(leaf, places)


def _lines(leaves: Sequence[Leaf], source: str) -> Iterator[BodyLine]:
    """Yield the lines of the leaves that may hold notes or markers, each leaf's with a blank one behind them.

    The first line of an item has its number; where all have the same in the source they count on. Of headings only
    those of notes are given: numbered ones begin no note.
    """
    printed = counted = 0
    for leaf in leaves:
        text = _without_code(leaf)
        heading = leaf.kind == "heading" and not LIST_HEADING.fullmatch(text.value)
        item = _item(leaf, text, source)
        if item:
            counted = counted + 1 if counted and item.number == printed else item.number
            printed = item.number
            text = Text(f"{counted}. ", (Run(len(f"{counted}. "), item.start, item.end),)) + text
        else:
            counted = 0
        if not (leaf.group or heading):
            start = 0
            for line in text.value.split("\n"):
                yield BodyLine(text[start : start + len(line)], None)
                start += len(line) + 1
        yield _BLANK


def _item(leaf: Leaf, text: Text, source: str) -> Item | None:
    """Return the number in front of an item of a list, where one of HTML does not print it as well."""
    if leaf.item:
        printed = _NUMBER.match(text.value)
        return None if printed and int(usual_mark(printed[1])) == leaf.item.number else leaf.item
    number = number_of_item(leaf, source)
    return Item(int(number[1]), *number.span()) if number else None


def _without_code(leaf: Leaf) -> Text:
    """Return the text of a leaf, a letter in the place of each code span: what code holds is no marker.

    Nor is the number of a link that leads back to the second of several markers.
    """
    text = Text.join(leaf.pieces)
    places = [place for span in leaf.code if (place := text.locate(*span))]
    counts = (match.span() for match in _COUNT_OF_BACK_LINK.finditer(text.value))
    return text.edit(without_overlaps([*(Edit(*place, "x") for place in places), *(Edit(*span) for span in counts)]))


def _parted(leaf: Leaf, places: _Places) -> Iterator[Leaf]:
    """Yield what stands in a leaf before its notes, without the markers, and then each note, up to the next or its end.

    What stands between two notes goes on with the first, unless something parts them.
    """
    text = Text.join(leaf.pieces)
    stop = max(leaf.end, text.origin(0, len(text))[1]) if text else leaf.end
    before = bisect_left(places.notes, leaf.start, key=attrgetter("said"))
    behind = before if leaf.group else bisect_left(places.notes, stop, lo=before, key=attrgetter("said"))
    own = places.notes[before:behind]
    begin = min((note.start for note in own), default=stop)
    goes_on = leaf.start in places.said_below or _are_together(places, before)
    if not own and leaf.kind in _GOES_ON and goes_on:
        yield _as_note(leaf, text, places.notes[before - 1], (leaf.start, stop))
    elif not own or text.locate(leaf.start, max(begin, leaf.start)):
        yield _without_markers(leaf, text, (leaf.start, begin), places.markers)
    for note, end in zip(own, [*(note.start for note in own[1:]), stop], strict=False):
        yield _as_note(leaf, text, note, (max(leaf.start, note.said), end))


def _are_together(places: _Places, index: int) -> bool:
    """Whether nothing parts a note from the one before it."""
    if not 0 < index < len(places.notes):
        return False
    first, second = places.notes[index - 1 : index + 1]
    return bisect_right(places.ends, first.said) == bisect_right(places.ends, second.start)


def _as_note(leaf: Leaf, text: Text, note: PrintedNote, span: Span) -> Leaf:
    """Return the part of a leaf that a note says, without the link back to its marker."""
    inside = text.locate(*span)
    said = text[slice(*inside)].strip() if inside else text[:0]
    if leaves_open(note.printed) and said.value.endswith("]") and said.value.count("]") > said.value.count("["):
        said = said[:-1]
    back = BACK_LINK.search(said.value)
    part = _part(leaf, said[: back.start()] if back else said, span)
    return replace(part, kind="footnote", level=None, group=Group("footnote", note.start, note.label, note.marker))


def _without_markers(leaf: Leaf, text: Text, span: Span, markers: Sequence[tuple[Span, str]]) -> Leaf:
    """Return what stands in a range of a leaf, without the markers there."""
    start, end = span
    own = markers[bisect_left(markers, ((start, 0), "")) : bisect_left(markers, ((end, 0), ""))]
    places = sorted({place for marker, _ in own if (place := text.locate(*marker))})
    body = text.edit(Edit(*place) for place in _with_marks_around(text.value, places))
    inside = body.locate(start, end)
    marked = [(label, marker) for marker, label in own]
    return _part(leaf, body[slice(*inside)] if inside else body[:0], span, marked)


def _with_marks_around(value: str, places: Sequence[Span]) -> list[Span]:
    """Return where markers stand, several at one place as one, with the brackets around them."""
    joined: list[Span] = []
    for start, end in places:
        if joined and value[joined[-1][1] : start] in _BETWEEN:
            start, _ = joined.pop()
        joined.append((start, end))
    return [
        (start - 1, end + 1) if start and value[start - 1] == "[" and value[end : end + 1] == "]" else (start, end)
        for start, end in joined
    ]


def _part(leaf: Leaf, text: Text, span: Span, markers: Sequence[tuple[str, Span]] = ()) -> Leaf:
    start, end = span
    links = [link for link in leaf.links if start <= link.start < end]
    return replace(leaf, start=start, end=end, pieces=[text], links=links, markers=list(markers))

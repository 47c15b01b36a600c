"""Whether the few labels that a short text has begin notes: they do where they stand as notes do, behind the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from outsider_etl.structure.alignment import Candidate, Pair
from outsider_etl.structure.blocks import block_starts, ends_sentence
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.signs import LIST_HEADING

LONGEST_IMPRINT = 300
"""So many characters may follow the notes of a page: its number, an imprint, an address."""
_LONGEST_HEADING = 40


class _Page:
    """The lines of a page that hold something, and where they and the blocks on it begin."""

    def __init__(self, lines: Sequence[BodyLine]) -> None:
        self.texts = [line.text for line in lines if not line.blank]
        self.starts = [text.origin(0, 1)[0] for text in self.texts]
        self.heads = block_starts(lines)

    def line_of(self, place: int) -> int:
        """Return the number of the line that a place of the source lies on."""
        return bisect_right(self.starts, place) - 1

    def above(self, place: int) -> str:
        """Return the line above that of a place, without the marker at its end; "" where there is none."""
        line = self.line_of(place)
        return self.texts[line - 1].value.rstrip(" 0123456789") if line else ""


def close_pages(lines: Sequence[BodyLine], pairs: Sequence[Pair], labels: Iterable[Candidate], *, alike: bool) -> bool:
    """Whether notes (the second of `pairs`) close the text of each page that they stand on.

    They count from 1, or on from the page before, one right behind the other, behind all their markers. A heading of
    notes or works stands before them, or else no heading, no lead-in and, among all `labels`, no other list behind the
    markers. These stand behind stops, unless they look `alike` the labels: "CO2" and "Option1" have figures of their
    own.
    """
    pages = {page: _Page(list(group)) for page, group in groupby(lines, key=lambda line: line.page)}
    if not (alike or all(_is_behind_stop(marker, pages[marker.page]) for marker, _ in pairs)):
        return False
    sure = [label for label in labels if label.doubt == 0.0]
    count = 0
    for number, group in groupby(pairs, key=lambda pair: pair[1].page):
        markers, notes = zip(*group, strict=True)
        first, behind = notes[0], markers[-1].start
        if first.label not in (1, count + 1) or first.start < behind or not _stand_together(pages[number], notes):
            return False
        above = pages[number].above(first.start)
        lists = (label for label in sure if label.label == first.label and label.page == number)
        rivals = any(label.start > behind and label.start != first.start for label in lists)
        if LIST_HEADING.fullmatch(above) is None and (rivals or _announces(above)):
            return False
        count = notes[-1].label
    return True


def _is_behind_stop(marker: Candidate, page: _Page) -> bool:
    text = page.texts[page.line_of(marker.start)]
    before = text.value[: text.offset_of(marker.start)].rstrip()
    return before != "" and not before[-1].isalnum()


def _stand_together(page: _Page, notes: Sequence[Candidate]) -> bool:
    """Whether notes count on, no other block parts them, and an imprint at most is behind them on their page."""
    blocks = [bisect_right(page.heads, note.start) - 1 for note in notes]
    labels = [note.label for note in notes]
    if labels != [*range(labels[0], labels[-1] + 1)] or {*blocks} != {*range(blocks[0], blocks[-1] + 1)}:
        return False
    behind = [*page.heads, page.starts[-1] + 1][blocks[-1] + 1]
    return sum(map(len, page.texts[bisect_left(page.starts, behind) :])) <= LONGEST_IMPRINT


def _announces(above: str) -> bool:
    """Whether the line above a list is its heading, or leads in to it."""
    return above.endswith(":") or (0 < len(above) < _LONGEST_HEADING and not ends_sentence(above))

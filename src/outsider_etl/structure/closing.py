"""Whether the few labels that a short text has begin notes: they do where they stand as notes do, behind the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from outsider_etl.structure.alignment import Candidate, Pair
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.signs import LIST_HEADING

_LONGEST_IMPRINT = 300
"""So many characters may follow the notes of a page: its number, an imprint, an address."""
_LONGEST_HEADING = 40


class _Page:
    """The lines of a page that hold something, and where they and the blocks on it begin."""

    def __init__(self, lines: Sequence[BodyLine]) -> None:
        self.texts = [line.text for line in lines if not line.blank]
        self.starts = [text.origin(0, 1)[0] for text in self.texts]
        before = [True, *(line.blank for line in lines)]
        heads = [line for line, apart in zip(lines, before, strict=False) if apart and not line.blank]
        self.heads = [line.text.origin(0, 1)[0] for line in heads]

    def line_of(self, place: int) -> int:
        """Return the number of the line that a place of the source lies on."""
        return bisect_right(self.starts, place) - 1


def close_pages(lines: Sequence[BodyLine], pairs: Sequence[Pair], labels: Iterable[Candidate], *, alike: bool) -> bool:
    """Whether notes (the second of `pairs`) close the text of each page that they stand on.

    They count from 1, or on from the page before, one right behind the other, behind all their markers. No heading and
    no lead-in announces them, as it would a list; nothing else behind the markers counts so among all `labels`. The
    markers stand behind stops, unless they look `alike` the labels: "CO2" and "Option1" have figures of their own.
    """
    pages = {page: _Page(list(group)) for page, group in groupby(lines, key=lambda line: line.page)}
    first = [other for other in labels if other.doubt == 0.0]
    count = 0
    for number, group in groupby(pairs, key=lambda pair: pair[1].page):
        markers, notes = zip(*group, strict=True)
        if notes[0].label not in (1, count + 1) or not _count_on(notes):
            return False
        count = notes[-1].label
        page = pages[number]
        rivals = [other for other in first if other.label == notes[0].label and other.page == number]
        if any(other.start > markers[-1].start and other.start != notes[0].start for other in rivals):
            return False
        if not (alike or all(map(_behind_stop, markers, map(pages.get, (each.page for each in markers))))):
            return False
        if markers[-1].start > notes[0].start or not _close(page, notes):
            return False
    return True


def _count_on(notes: Sequence[Candidate]) -> bool:
    return [note.label for note in notes] == list(range(notes[0].label, notes[0].label + len(notes)))


def _behind_stop(marker: Candidate, page: _Page | None) -> bool:
    if page is None:
        return False
    text = page.texts[page.line_of(marker.start)]
    before = text.value[: text.offset_of(marker.start)].rstrip()
    return before != "" and not before[-1].isalnum()


def _close(page: _Page, notes: Sequence[Candidate]) -> bool:
    """Whether notes that count on stand together at the end of a page, and no heading or lead-in before them."""
    blocks = [bisect_right(page.heads, note.start) - 1 for note in notes]
    if {*blocks} != {*range(blocks[0], blocks[-1] + 1)}:
        return False
    behind = [*page.heads, page.starts[-1] + 1][blocks[-1] + 1]
    imprint = page.texts[bisect_left(page.starts, behind) :]
    return sum(map(len, imprint)) <= _LONGEST_IMPRINT and not _announced(page, page.line_of(notes[0].start))


def _announced(page: _Page, line: int) -> bool:
    above = page.texts[line - 1].value.rstrip(" 0123456789") if line else ""  # it may end with a marker
    if not above or LIST_HEADING.fullmatch(above):
        return False
    return above.endswith(":") or (len(above) < _LONGEST_HEADING and not ends_sentence(above))

"""Whether the few labels that a short text has begin notes: they do where they stand as notes do, behind the text."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile
from operator import attrgetter

from outsider_etl.structure.alignment import Candidate, Pair
from outsider_etl.structure.blocks import block_starts, ends_sentence
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.resumption import heads_text
from outsider_etl.structure.signs import LIST_HEADING, NOTES_HEADING

LONGEST_IMPRINT = 300
"""So many characters may follow the notes of a page: its number, an imprint, an address."""
# One marker may be lost to so many that are found.
_FOUND_TO_LOST = 3
_LONGEST_HEADING = 40
_LONGEST_WORD = 40
_DOUBTFUL = 0.3
_STOPS = (".", ",", ";", ":")
# Asterisks and waves are ornaments.
_RULE = frozenset("-=_–—")


class _Page:
    """The lines of a page that hold something, and where they and the blocks on it begin."""

    def __init__(self, lines: Sequence[BodyLine]) -> None:
        self._lines = lines
        self._filled = [index for index, line in enumerate(lines) if not line.blank]
        self.texts = [lines[index].text for index in self._filled]
        self.starts = [text.origin(0, 1)[0] for text in self.texts]
        self._heads = block_starts(lines)

    def line_of(self, place: int) -> int:
        """Return the number of the line that a place of the source lies on."""
        return bisect_right(self.starts, place) - 1

    def block_of(self, place: int) -> int:
        """Return the number of the block that a place of the source lies in."""
        return bisect_right(self._heads, place) - 1

    def above(self, place: int) -> str:
        """Return the line above that of a place, without the marker at its end; "" where there is none."""
        line = self.line_of(place)
        return self.texts[line - 1].value.rstrip(" 0123456789") if line else ""

    def is_ruled_off(self, place: int) -> bool:
        """Whether a drawn rule stands between the line of a place and what is above it."""
        line = self.line_of(place)
        above = self._filled[line - 1] + 1 if line else 0
        return any(_RULE.intersection(between.text.value) for between in self._lines[above : self._filled[line]])

    def length_below(self, block: int) -> int:
        """Return how many characters stand behind a block."""
        return sum(map(len, self.texts[self._first_line(block + 1) :]))

    def length_to_heading(self, block: int) -> int:
        """Return how many characters stand behind a block, up to the next heading."""
        below = range(self._first_line(block + 1), len(self.texts))
        own = takewhile(lambda line: not heads_text(self._lines, self._filled[line], len(self._lines)), below)
        return sum(len(self.texts[line]) for line in own)

    def has_prose(self, first: int, end: int) -> bool:
        """Whether one of the blocks from `first` to before `end` ends as a sentence does."""
        return any(ends_sentence(self.above(self._heads[block + 1])) for block in range(first, end))

    def _first_line(self, block: int) -> int:
        return bisect_left(self.starts, self._heads[block]) if block < len(self._heads) else len(self.starts)


def close_pages(
    lines: Sequence[BodyLine],
    pairs: Sequence[Pair],
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    *,
    alike: bool,
) -> bool:
    """Whether notes (the second of `pairs`) close the text of each page, or chapter with notes, that they stand on.

    They count from 1, or on from the page before, one right behind the other, behind all their markers. A heading of
    notes stands before them, or one of works, or else no lead-in, and a drawn rule or no heading. Without a heading no
    other list stands behind the markers: none of labels of their `own` form, and none of `others` but one that prose
    parts from them. The markers stand at stops, unless they look `alike` the labels: "CO2" and "Option1" have figures
    of their own.
    """
    pages = {page: _Page(list(group)) for page, group in groupby(lines, key=lambda line: line.page)}
    if not (alike or _stand_at_stops([marker for marker, _ in pairs], pages)):
        return False
    own_by_page, others_by_page = _by_page(own), _by_page(others)
    titles = [line.text.origin(0, 1)[0] for line in lines if NOTES_HEADING.fullmatch(line.text.value)]
    count = 0
    for (number, _), group in groupby(pairs, key=lambda pair: (pair[1].page, bisect_left(titles, pair[1].start))):
        markers, marked = zip(*group, strict=True)
        notes = _with_unmarked(marked, own_by_page[number])
        first, page = notes[0], pages[number]
        if first.label not in (1, count + 1) or first.start < markers[-1].start or not _stand_together(page, notes):
            return False
        above = page.above(first.start)
        if LIST_HEADING.fullmatch(above) is None:
            of_own = [label for label in own_by_page[number] if label.start > markers[-1].start]
            of_others = [label for label in others_by_page[number] if label.start > markers[-1].start]
            announced = _announces(above) or (_is_short(above) and not page.is_ruled_off(first.start))
            if announced or _begins(of_own, first) or _rivals(page, of_others, first):
                return False
        count = notes[-1].label
    return True


def _with_unmarked(marked: Sequence[Candidate], labels: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the notes with those of the labels that count on between them: few lack a marker."""
    missing = {*range(marked[0].label, marked[-1].label)}.difference(note.label for note in marked)
    found = [label for label in labels if label.label in missing and marked[0].start < label.start < marked[-1].start]
    few = _FOUND_TO_LOST * len(missing) <= len(marked)
    return sorted([*marked, *found], key=attrgetter("start")) if few else marked


def _stand_at_stops(markers: Sequence[Candidate], pages: Mapping[int | None, _Page]) -> bool:
    """Whether all markers stand behind stops, or all are figures right before them, as in French.

    What numbers a name is no marker: it stands behind a capital, or behind one word again and again.
    """
    words, figures, stops = [], True, True
    for marker in markers:
        page = pages[marker.page]
        text = page.texts[page.line_of(marker.start)]
        start, end = text.offset_of(marker.start), text.offset_of(marker.end)
        words.append(text.value[max(0, start - _LONGEST_WORD) : start].rstrip().rpartition(" ")[2])
        figures = figures and text.value[start:end].isdigit()
        stops = stops and text.value[end : end + 1] in _STOPS
    lasts = [word[-1:] for word in words]
    if all(last and not last.isalnum() for last in lasts):
        return True
    named = len({word.lower() for word in words}) < len(words) or any(
        last.isupper() or last.isdigit() for last in lasts
    )
    return figures and stops and all(lasts) and not named


def _stand_together(page: _Page, notes: Sequence[Candidate]) -> bool:
    """Whether notes count on, no other block parts them, and an imprint at most is behind them.

    Behind several it may stand above a heading; one label above a heading begins anything.
    """
    blocks = [page.block_of(note.start) for note in notes]
    labels = [note.label for note in notes]
    if labels != [*range(labels[0], labels[-1] + 1)] or {*blocks} != {*range(blocks[0], blocks[-1] + 1)}:
        return False
    length = page.length_to_heading if len(notes) > 1 else page.length_below
    return length(blocks[-1]) <= LONGEST_IMPRINT


def _by_page(labels: Sequence[Candidate]) -> dict[int | None, list[Candidate]]:
    """Return the labels of each page, but those that are likelier something else."""
    found: dict[int | None, list[Candidate]] = defaultdict(list)
    for label in labels:
        if label.doubt < _DOUBTFUL:
            found[label.page].append(label)
    return found


def _begins(labels: Sequence[Candidate], first: Candidate) -> bool:
    """Whether some of `labels` begin another list than that whose first label is `first`."""
    return any(label.label == first.label and label.start != first.start for label in labels)


def _rivals(page: _Page, labels: Sequence[Candidate], first: Candidate) -> bool:
    """Whether labels begin another list than that of the note `first`, and no prose stands between the two."""
    above = [label for label in labels if label.start < first.start]
    below = [label for label in labels if label.start > first.start]
    last = max((page.block_of(label.start) for label in above), default=0)
    parted = page.has_prose(last + 1, page.block_of(first.start))
    return _begins(below if parted else [*above, *below], first)


def _announces(above: str) -> bool:
    """Whether the line above a list leads in to it."""
    return above.endswith(":")


def _is_short(above: str) -> bool:
    """Whether the line above a list may be its heading."""
    return 0 < len(above) < _LONGEST_HEADING and not ends_sentence(above)

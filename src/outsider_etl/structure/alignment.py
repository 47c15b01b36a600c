"""Match two sequences of labels in order: the markers in the text and the labels that begin notes.

Newcomers start at `align`; `displaced` adds what it cannot reach. Both sequences count up, from 1 again where a page
or a chapter begins; both are full of candidates that are no markers and no notes. The best matching is the chain of
pairs of equal labels, rising in both sequences, that loses least to gaps, restarts and doubts. A symbol counts as its
place in the sequence of symbols.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

# What a pair is worth, and what is lost by a label left out, by beginning above 1, and by beginning again.
_PAIR = 1.0
_GAP = 0.45
_LATE_START = 0.3
_LATEST_START = 4
_RESTART = 0.4
# A marker on its note's own page is likelier the right one; endnotes go without, all of them.
_SAME_PAGE = 0.2
_LONGEST_GAP = 3
# A marker is looked for among the nearest before its note, doubtful ones apart, since a unit such as "m²" may stand in
# every line: more of one label stand there only in hostile text.
_NEAREST = 12
# So many labels in a row may have come out of order.
_MOST_MISSING = 60
_START, _PAGE = attrgetter("start"), attrgetter("page")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a marker, or a note's label: the number it reads as, its page, and the source range it stands in.

    `label` is the number, or the place of a symbol in its sequence, 1 the first. `doubt` is what a pair loses because
    this may well be something else: 0 for what can hardly be, 1 for what proves nothing by itself.
    """

    label: int
    start: int
    end: int
    page: int | None = None
    doubt: float = 0.0


Pair = tuple[Candidate, Candidate]


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    marker: Candidate
    note: Candidate
    before: "_Link | None"


def align(markers: Sequence[Candidate], notes: Sequence[Candidate]) -> tuple[float, list[Pair]]:
    """Return the score and the pairs (marker, note) of the best chain; both sequences are in the order of the source.

    A marker stands before its note. Time grows as the number of pairs, of which each note has a bounded number, times
    the logarithm of their number.
    """
    alike: dict[tuple[int, bool], list[Candidate]] = defaultdict(list)
    for marker in markers:
        alike[marker.label, marker.doubt > 0].append(marker)
    chains: dict[int, _Staircase] = defaultdict(_Staircase)
    overall = _Staircase()
    for note in notes:
        before = [marker for doubted in (False, True) for marker in _before(alike[note.label, doubted], note)]
        for link in [_best_link(marker, note, chains, overall) for marker in before]:
            chains[note.label].add(link)
            overall.add(link)
    best = overall.best_before(None)
    return (best.score if best else 0.0), list(reversed(list(_pairs(best))))


def displaced(
    pairs: Sequence[Pair], markers: Sequence[Candidate], notes: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Candidate, Candidate]]:
    """Yield the pairs that a chain lacks because a label or a column came out of order, and a note of it next to each.

    A label that is missing between two others, or behind the last of a run, is taken where one note on their pages
    reads so, and one marker: on the note's page, or for endnotes between the markers of the two.
    """
    taken = {candidate.start for pair in pairs for candidate in pair}
    marked, noted = _by_label(markers, taken), _by_label(notes, taken)
    starts = [note.start for _, note in pairs]
    for (marker, note), (later, following) in pairwise([*pairs, pairs[-1]]):
        last = following.label <= note.label
        # Markers stand in the body, above the notes that follow.
        above = starts[bisect_right(starts, marker.start)]
        stop = above if last else min(above, later.start)
        beyond = note.label + _MOST_MISSING
        for missing in range(note.label + 1, beyond if last else min(following.label, beyond)):
            between = _between(marked[missing], marker.start, stop)
            for near in (note, following):
                found = _on_page(noted[missing], near.page)
                calling = _on_page(marked[missing], near.page) if marker.page == note.page else between
                if len(calling) == len(found) == 1 and calling[0].start < found[0].start:
                    marked[missing].remove(calling[0])
                    noted[missing].remove(found[0])
                    yield calling[0], found[0], near
                    break
            else:
                if last:
                    break


def _by_label(candidates: Sequence[Candidate], taken: set[int]) -> dict[int, list[Candidate]]:
    """Return the candidates that are not `taken` by their label, in the order of the source."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.start not in taken:
            found[candidate.label].append(candidate)
    return found


def _on_page(candidates: Sequence[Candidate], page: int | None) -> Sequence[Candidate]:
    if page is None:
        return ()
    return candidates[bisect_left(candidates, page, key=_PAGE) : bisect_right(candidates, page, key=_PAGE)]


def _between(candidates: Sequence[Candidate], start: int, stop: int) -> Sequence[Candidate]:
    return candidates[bisect_right(candidates, start, key=_START) : bisect_left(candidates, stop, key=_START)]


def _before(markers: Sequence[Candidate], note: Candidate) -> Sequence[Candidate]:
    stop = bisect_left(markers, note.start, key=lambda marker: marker.start)
    return markers[max(0, stop - _NEAREST) : stop]


def _best_link(marker: Candidate, note: Candidate, chains: dict[int, "_Staircase"], overall: "_Staircase") -> _Link:
    """Return the link of the pair behind what scores most: a label shortly before it, any other link, or nothing."""
    label = note.label
    best, before = 0.0, overall.best_before(marker.start)
    if before and before.score > _RESTART:
        best = before.score - _RESTART
    else:
        before = None
    best -= _LATE_START * min(label - 1, _LATEST_START)
    for gap in range(1, min(_LONGEST_GAP, label - 1) + 1):
        # Several markers may share a place: "[2, 3]".
        previous = chains[label - gap].best_before(marker.start + 1) if label - gap in chains else None
        if previous and previous.score - _GAP * (gap - 1) > best:
            best, before = previous.score - _GAP * (gap - 1), previous
    same_page = _SAME_PAGE if marker.page is not None and marker.page == note.page else 0.0
    return _Link(best + _PAIR + same_page - marker.doubt - note.doubt, marker, note, before)


def _pairs(link: _Link | None) -> Iterator[Pair]:
    while link:
        yield link.marker, link.note
        link = link.before


class _Staircase:
    """Links by the place of their marker, only those kept that score more than all before them."""

    def __init__(self) -> None:
        self._links: list[_Link] = []
        self._starts: list[int] = []

    def add(self, link: _Link) -> None:
        at = bisect_left(self._starts, link.marker.start)
        if at > 0 and self._links[at - 1].score >= link.score:
            return
        stop = at
        while stop < len(self._links) and self._links[stop].score <= link.score:
            stop += 1
        if stop == at < len(self._links) and self._starts[at] == link.marker.start:
            return
        self._links[at:stop] = [link]
        self._starts[at:stop] = [link.marker.start]

    def best_before(self, start: int | None) -> _Link | None:
        """Return the best link whose marker stands before `start`, or of all."""
        at = len(self._links) if start is None else bisect_left(self._starts, start)
        return self._links[at - 1] if at > 0 else None

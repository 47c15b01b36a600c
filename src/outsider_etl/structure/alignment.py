"""Match two sequences of labels in order: the markers in the text and the labels that begin notes.

Newcomers start at `align`. Both sequences count up, from 1 again where a page or a chapter begins; both are full of
candidates that are no markers and no notes. The best matching is the chain of pairs of equal labels, rising in both
sequences, that loses least to gaps, restarts and doubts. A symbol counts as its place in the sequence of symbols.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What a pair is worth, and what is lost by a label left out, by beginning above 1, and by beginning again.
_PAIR = 1.0
_GAP = 0.45
_LATE_START = 0.3
_LATEST_START = 4
_RESTART = 0.4
# A marker on its note's own page is likelier the right one; endnotes go without, all of them.
_SAME_PAGE = 0.2
_LONGEST_GAP = 3
# A marker is looked for among the nearest before its note: more of one label stand there only in hostile text.
_NEAREST = 12


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


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    marker: Candidate
    note: Candidate
    before: "_Link | None"


def align(markers: Sequence[Candidate], notes: Sequence[Candidate]) -> tuple[float, list[tuple[Candidate, Candidate]]]:
    """Return the score and the pairs (marker, note) of the best chain; both sequences are in the order of the source.

    A marker stands before its note. Time grows as the number of pairs, of which each note has a bounded number, times
    the logarithm of their number.
    """
    by_label: dict[int, list[Candidate]] = defaultdict(list)
    for marker in markers:
        by_label[marker.label].append(marker)
    chains: dict[int, _Staircase] = defaultdict(_Staircase)
    overall = _Staircase()
    for note in notes:
        links = [_best_link(marker, note, chains, overall) for marker in _before(by_label[note.label], note)]
        for link in links:
            chains[note.label].add(link)
            overall.add(link)
    best = overall.best_before(None)
    return (best.score if best else 0.0), list(reversed(list(_pairs(best))))


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
        previous = chains[label - gap].best_before(marker.start) if label - gap in chains else None
        if previous and previous.score - _GAP * (gap - 1) > best:
            best, before = previous.score - _GAP * (gap - 1), previous
    same_page = _SAME_PAGE if marker.page is not None and marker.page == note.page else 0.0
    return _Link(best + _PAIR + same_page - marker.doubt - note.doubt, marker, note, before)


def _pairs(link: _Link | None) -> Iterator[tuple[Candidate, Candidate]]:
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

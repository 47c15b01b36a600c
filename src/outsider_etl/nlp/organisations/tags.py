"""What a statistical tagger says of the words of a text, and what follows for any stretch of them.

The tags are those of BIOES: a word is outside of a name, or begins, is inside, ends or alone is the name of an
organisation. They come as log probabilities, so that a stretch that the tagger did not choose can be weighed as well:
`Tags.logit` is what a document's knowledge is added to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = tuple[int, int]
"""Where a stretch of a text starts and ends: code points, end-exclusive."""

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
TAGS = ("O", "B", "I", "E", "S")

_FOLLOWS = {
    OUTSIDE: (OUTSIDE, END, SINGLE),
    BEGIN: (OUTSIDE, END, SINGLE),
    INSIDE: (BEGIN, INSIDE),
    END: (BEGIN, INSIDE),
    SINGLE: (OUTSIDE, END, SINGLE),
}
# A word this likely to be outside is so in every best sequence that is worth having.
_SURE = float(np.log(0.998))
_LEAST = float(np.log(1e-4))
NO_NAME = np.array([np.log1p(-4e-4), *[_LEAST] * 4], dtype=np.float32)
"""The log probabilities of a word that cannot be part of a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The words of a text, by where they start and end (code points, end-exclusive), and the tags of each.

    `log_probabilities` has a row for each word and a column for each of TAGS.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    log_probabilities: NDArray[np.float32]

    def words(self, start: int, end: int) -> slice:
        """Return which words overlap the stretch from `start` to `end`."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return slice(first, max(first, int(np.searchsorted(self.starts, end, side="left"))))

    def logit(self, start: int, end: int) -> float:
        """Return the log odds that the stretch is one name, the mean of its words; 0 where it has none."""
        words = self.words(start, end)
        rows = self.log_probabilities[words]
        if not len(rows):
            return 0.0
        mean = float(np.clip(rows[np.arange(len(rows)), name_tags(len(rows))], _LEAST, -1e-4).mean())
        return mean - float(np.log1p(-np.exp(mean)))

    def names(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches that the likeliest sequence of tags makes names, in order."""
        for first, last in self._unsure():
            path = _likeliest(self.log_probabilities[first:last].tolist())
            begin = first
            for place, tag in enumerate(path, start=first):
                if tag in (BEGIN, SINGLE):
                    begin = place
                if tag in (END, SINGLE):
                    yield int(self.starts[begin]), int(self.ends[place])

    def _unsure(self) -> Iterator[tuple[int, int]]:
        """Yield the runs of words that may be in a name, from the first to behind the last."""
        places = np.flatnonzero(self.log_probabilities[:, OUTSIDE] < _SURE)
        if len(places):
            for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1):
                yield int(run[0]), int(run[-1]) + 1


def name_tags(length: int) -> list[int]:
    """Return the tags of the words of one name."""
    return [SINGLE] if length == 1 else [BEGIN, *[INSIDE] * (length - 2), END]


def _likeliest(rows: Sequence[Sequence[float]]) -> list[int]:
    """Return the likeliest sequence of tags that can follow each other (Viterbi), the words around being outside."""
    scores = [rows[0][OUTSIDE], rows[0][BEGIN], float("-inf"), float("-inf"), rows[0][SINGLE]]
    back: list[list[int]] = []
    for row in rows[1:]:
        best = [max(before, key=scores.__getitem__) for before in _FOLLOWS.values()]
        scores = [scores[before] + row[tag] for tag, before in enumerate(best)]
        back.append(best)
    path = [max((OUTSIDE, END, SINGLE), key=scores.__getitem__)]
    for best in reversed(back):
        path.append(best[path[-1]])
    return path[::-1]

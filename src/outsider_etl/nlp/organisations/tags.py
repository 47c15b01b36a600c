"""What a statistical tagger says of the words of a text, and what follows for any stretch of them.

The tags are those of BIOES: a word is outside of a name, or begins, is inside, ends or alone is the name of an
organisation. They come as log probabilities, so that a stretch that the tagger did not choose can be weighed as well:
`Tags.logit` is what a document's knowledge is added to.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

Offsets = tuple[int, int]
"""Where a stretch of a text starts and ends: code points, end-exclusive."""

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
TAGS = ("O", "B", "I", "E", "S")

# A word this likely to be outside is so in every best sequence that is worth having.
_SURE = float(np.log(0.998))
_LEAST = float(np.log(1e-4))
NO_NAME = np.array([np.log1p(-4e-4), *[_LEAST] * 4], dtype=np.float32)
"""The log probabilities of a word that cannot be part of a name."""


def log_probabilities_of(scores: NDArray[np.float32], caution: float) -> NDArray[np.float32]:
    """Return the log probabilities of TAGS by the scores that an encoder gives them: one row a word.

    `caution` are log odds that speak for each word to be outside of names.
    """
    rows = scores.copy()
    rows[:, OUTSIDE] += caution
    made: NDArray[np.float32] = rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)
    return made


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The words of a text, by where they start and end (code points, end-exclusive), and the tags of each.

    `log_probabilities` has a row for each word and a column for each of TAGS.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    log_probabilities: NDArray[np.float32]

    @classmethod
    def of(cls, starts: Sequence[int], ends: Sequence[int], log_probabilities: NDArray[np.float32]) -> "Tags":
        """Return the tags of words that stand there, one row a word."""
        return cls(np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32), log_probabilities)

    def without(self, closed: Sequence[Offsets]) -> "Tags":
        """Return the tags where no name stands in the spans `closed`."""
        if not closed:
            return self
        rows = self.log_probabilities.copy()
        for start, end in closed:
            rows[self.words(start, end)] = NO_NAME
        return replace(self, log_probabilities=rows)

    def with_names(self, spans: Iterable[Offsets]) -> "Tags":
        """Return the tags where each word of the spans is as likely in this place of a name as it was in any."""
        rows = self.log_probabilities.copy()
        for span in spans:
            words = self.words(*span)
            places = np.arange(words.start, words.stop)
            rows[places, name_tags(len(places))] = rows[words, BEGIN:].max(axis=1)
        return replace(self, log_probabilities=rows)

    def words(self, start: int, end: int) -> slice:
        """Return which words overlap the stretch from `start` to `end`."""
        first = int(self.ends.searchsorted(start, side="right"))
        return slice(first, max(first, int(self.starts.searchsorted(end, side="left"))))

    def logit(self, start: int, end: int) -> float:
        """Return the log odds that the stretch is one name, the mean of its words; 0 where it has none."""
        words = self.words(start, end)
        rows = self.log_probabilities[words]
        if not len(rows):
            return 0.0
        mean = float(rows[np.arange(len(rows)), name_tags(len(rows))].clip(_LEAST, -1e-4).mean())
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


def outside(spans: Iterable[Offsets], regions: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the spans that overlap none of the regions."""
    ordered = sorted(regions)
    reached = list(accumulate((stop for _, stop in ordered), max))
    for start, end in spans:
        before = bisect_left(ordered, end, key=itemgetter(0))
        if not before or reached[before - 1] <= start:
            yield start, end


def _likeliest(rows: Sequence[Sequence[float]]) -> list[int]:
    """Return the likeliest sequence of tags that can follow each other (Viterbi), the words around being outside."""
    scores = [0.0, float("-inf"), float("-inf"), float("-inf"), float("-inf")]
    back: list[tuple[int, int]] = []
    for row in rows:
        closed, open_ = _best_ends(scores), BEGIN if scores[BEGIN] >= scores[INSIDE] else INSIDE
        outer, inner = scores[closed], scores[open_]
        # A name that is open goes on or ends; behind all else one begins, or none.
        scores = [outer + row[OUTSIDE], outer + row[BEGIN], inner + row[INSIDE], inner + row[END], outer + row[SINGLE]]
        back.append((closed, open_))
    path = [_best_ends(scores)]
    for closed, open_ in reversed(back[1:]):
        path.append(open_ if path[-1] in (INSIDE, END) else closed)
    return path[::-1]


def _best_ends(scores: Sequence[float]) -> int:
    """Return the likeliest tag of a word behind which no name is open, the first of equals."""
    best = OUTSIDE if scores[OUTSIDE] >= scores[END] else END
    return best if scores[best] >= scores[SINGLE] else SINGLE

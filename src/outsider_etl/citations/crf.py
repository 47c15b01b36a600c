"""A linear-chain conditional random field over the features of the tokens of a note.

A label is `O` (no part of a citation), or a field with `S-` for the first token of a citation, `B-` for the first
token of a further field and `I-` for the next ones; `X` is what belongs to a citation but to no field. The weights are
made by `training/citations.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, count
from threading import Lock

import numpy as np
import numpy.typing as npt

from outsider_etl.citations.features import Features
from outsider_etl.model_files import read_model_file

OUTSIDE = "O"
FILLER = "X"
IMPOSSIBLE = -1e4
_KEPT, _AT_ONCE = 40_000, 500
"""So many sums of groups are kept, which come again, and of so many tokens at once are they looked up."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the labels are, and what each feature, each transition and each start speaks for.

    A feature that is none of `rows` has the last row of `states`, which speaks for nothing. `_sums` are those of the
    groups of features seen before, by their `_numbers`.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: Matrix
    transitions: Matrix
    starts: Matrix
    _sums: Matrix = field(compare=False, repr=False)
    _numbers: dict[Features, int] = field(default_factory=dict, compare=False, repr=False)
    _lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def sums_of(self, groups: Sequence[Features]) -> Matrix:
        """Return what the features of each group together say of each label: one row a group."""
        unknown = len(self.states) - 1
        rows = [self.rows.get(each, unknown) for group in groups for each in group or ("",)]
        firsts = [0, *accumulate(len(group) or 1 for group in groups)][:-1]
        sums: Matrix = np.add.reduceat(self.states[rows], firsts)
        return sums

    def scores_of(self, tokens: Sequence[Sequence[Features]]) -> Matrix:
        """Return what the groups of each token together say; the sum of each group is kept."""
        numbers = self._numbers
        with self._lock:
            if len(numbers) + sum(map(len, tokens)) > _KEPT:
                numbers.clear()
            new = list({*chain.from_iterable(tokens)}.difference(numbers))
            if new:
                # A document may run out of time anywhere: a number stands for a sum that is there.
                self._sums[len(numbers) : len(numbers) + len(new)] = self.sums_of(new)
                numbers.update(zip(new, count(len(numbers)), strict=False))
            places = np.array([[numbers[group] for group in groups] for groups in tokens])
            scores: Matrix = self._sums[places].sum(axis=1)
        return scores


def scores(note: Sequence[Sequence[Features]], weights: Weights) -> Matrix:
    """Return what the features of each token, in as many groups as any other's, say of each label: one row a token."""
    parts = [weights.scores_of(note[first : first + _AT_ONCE]) for first in range(0, len(note), _AT_ONCE)]
    return np.concatenate([np.zeros((0, len(weights.labels)), dtype=np.float32), *parts])


def best_path(scores: Matrix, weights: Weights) -> list[int]:
    """Return the number of the label of each token on the path of the highest score (Viterbi's algorithm)."""
    if not len(scores):
        return []
    best = [scores[0] + weights.starts]
    for own in scores[1:]:
        best.append((best[-1][:, None] + weights.transitions).max(axis=0) + own)
    label = int(best[-1].argmax())
    path = [label]
    for before in reversed(best[:-1]):
        label = int((before + weights.transitions[:, label]).argmax())
        path.append(label)
    return path[::-1]


@cache
def package_weights(name: str) -> Weights:
    """Return the weights of a file that comes with the package; ModelError where it is not the one recorded."""
    return read_weights(read_model_file(f"citations/{name}").decode())


def read_weights(text: str) -> Weights:
    """Return the weights that a file holds: its labels in the first line, then a feature and its weights in each.

    A weight is `label number:thousandths`. The feature `>label number` is a transition from that label.
    """
    first, *lines = text.splitlines()
    labels = tuple(first.split(" "))
    features, _, weighted = zip(*(line.partition(" ") for line in lines), strict=True)
    numbers, thousandths = np.fromstring(" ".join(weighted).replace(":", " "), dtype=np.int32, sep=" ").reshape(-1, 2).T
    states = np.zeros((len(lines) + 1, len(labels)), dtype=np.float32)
    states[np.repeat(np.arange(len(lines)), [each.count(":") for each in weighted]), numbers] = thousandths / 1000
    rows = {feature: row for row, feature in enumerate(features)}
    transitions = _allowed(labels)
    for number in range(len(labels)):
        transitions[number] += states[rows.get(f">{number}", -1)]
    starts = np.array([IMPOSSIBLE if label[:2] in ("B-", "I-") or label == FILLER else 0 for label in labels])
    sums = np.empty((_KEPT, len(labels)), dtype=np.float32)  # takes memory as it is filled
    return Weights(labels, rows, states, transitions, starts.astype(np.float32), sums)


def _allowed(labels: Sequence[str]) -> Matrix:
    """Return for each label (row) whether another (column) may follow: 0 where it may, else hardly ever."""
    allowed = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for row, before in enumerate(labels):
        for column, label in enumerate(labels):
            continues = label[:2] == "I-" and (before[:1] not in "SBI" or before[2:] != label[2:])
            begins = before == OUTSIDE and (label[:2] == "B-" or label == FILLER)
            if continues or begins:
                allowed[row, column] = IMPOSSIBLE
    return allowed

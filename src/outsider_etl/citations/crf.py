"""A linear-chain conditional random field over the features of the tokens of a note.

A label is `O` (no part of a citation), or a field with `S-` for the first token of a citation, `B-` for the first
token of a further field and `I-` for the next ones; `X` is what belongs to a citation but to no field. The weights are
made by `training/citations.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from outsider_etl.citations.features import Features
from outsider_etl.model_files import read_model_file

OUTSIDE = "O"
FILLER = "X"
IMPOSSIBLE = -1e4
_KEPT, _KEPT_SIZE = 20_000, 8
"""So many sums are kept, of groups of so few features: longer groups seldom come again."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the labels are, and what each feature (a row of `states`), each transition and each start speaks for."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: Matrix
    transitions: Matrix
    starts: Matrix
    _sums: dict[Features, Matrix] = field(default_factory=dict, compare=False, repr=False)

    def sum_of(self, group: Features) -> Matrix:
        """Return what the features of a group together say of each label; small groups, which come again, are kept."""
        known = self._sums.get(group)
        if known is None:
            said = [self.states[self.rows[each]] for each in group if each in self.rows]
            known = sum(said[1:], start=said[0]) if said else np.zeros(len(self.labels), dtype=np.float32)
            if len(group) <= _KEPT_SIZE:
                if len(self._sums) >= _KEPT:
                    self._sums.clear()
                self._sums[group] = known
        return known


def scores(note: Sequence[Sequence[Features]], weights: Weights) -> Matrix:
    """Return what the features of each token, in as many groups as any other's, say of each label: one row a token."""
    if not note:
        return np.zeros((0, len(weights.labels)), dtype=np.float32)
    # Groups that tokens have in common are summed once.
    numbers: dict[Features, int] = {}
    places = np.array([[numbers.setdefault(group, len(numbers)) for group in groups] for groups in note]).T
    sums: Matrix = np.array([weights.sum_of(group) for group in numbers])
    whole: Matrix = sum((sums[place] for place in places[1:]), start=sums[places[0]])
    return whole


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
    rows: dict[str, int] = {}
    states = np.zeros((len(lines), len(labels)), dtype=np.float32)
    transitions = _allowed(labels)
    for line in lines:
        feature, *weighted = line.split(" ")
        if feature[0] == ">" and feature[1:].isdecimal():
            target = transitions[int(feature[1:])]
        else:
            target = states[len(rows)]
            rows[feature] = len(rows)
        for each in weighted:
            label, _, weight = each.partition(":")
            target[int(label)] += int(weight) / 1000
    starts = np.array([IMPOSSIBLE if label[:2] in ("B-", "I-") or label == FILLER else 0 for label in labels])
    return Weights(labels, rows, states[: len(rows)], transitions, starts.astype(np.float32))


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

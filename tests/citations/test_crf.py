from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from outsider_etl.citations import crf
from outsider_etl.citations.tagger import FIELDS, TYPES

WRITTEN = "B-ti I-ti O S-a X\nred 0:1500 2:-250\nblue 3:500\n>2 3:1000 0:5000\n"


def test_weights_are_read_as_they_are_written() -> None:
    weights = crf.read_weights(WRITTEN)
    assert weights.labels == ("B-ti", "I-ti", "O", "S-a", "X")
    assert crf.scores([[("red", "blue"), ("unseen",)], [(), ()]], weights).tolist() == [
        [1.5, 0, -0.25, 0.5, 0],
        [0] * 5,
    ]
    assert weights.transitions[2, 3] == 1


def test_labels_follow_each_other_in_sense_only() -> None:
    weights = crf.read_weights(WRITTEN)
    # Outside, then the further field that its own score is all for: a citation has to begin first.
    path = crf.best_path(np.array([[0, 0, 9, 0, 0], [90, 0, 0, 0, 0]], dtype=np.float32), weights)
    assert [weights.labels[each] for each in path] == ["S-a", "B-ti"]


def test_sums_that_are_forgotten_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crf, "_KEPT", 4)
    monkeypatch.setattr(crf, "_AT_ONCE", 2)
    weights = crf.read_weights(WRITTEN)
    note = [[("red",), (each,)] for each in ("blue", "red", "unseen", "white", "blue")]
    assert crf.scores(note, weights)[:, (0, 3)].tolist() == [[1.5, 0.5], [3, 0], [1.5, 0], [1.5, 0], [1.5, 0.5]]


@given(arrays.arrays(np.float32, (4, 5), elements=st.integers(-20, 20)))
def test_the_best_path_is_the_best_of_all(scores: crf.Matrix) -> None:
    weights = crf.read_weights(WRITTEN)

    def total(path: tuple[int, ...]) -> float:
        steps = sum(float(weights.transitions[pair]) for pair in pairwise(path))
        return (
            float(weights.starts[path[0]]) + steps + sum(float(scores[place, each]) for place, each in enumerate(path))
        )

    best = max(total(path) for path in product(range(5), repeat=4))
    assert total(tuple(crf.best_path(scores, weights))) == pytest.approx(best)


def test_no_tokens_have_no_path() -> None:
    assert crf.best_path(np.zeros((0, 5), dtype=np.float32), crf.read_weights(WRITTEN)) == []


def test_the_weights_of_the_package_are_of_the_fields_and_types_that_there_are() -> None:
    fields = crf.package_weights(FIELDS).labels
    assert {label.partition("-")[2] or label for label in fields} >= {"O", "X", "a", "l", "ti", "j", "p", "d", "u"}
    assert {"book", "report", "legislation", "webpage"} <= set(crf.package_weights(TYPES).labels)

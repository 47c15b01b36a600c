from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from outsider_etl.nlp.organisations.tags import BEGIN, END, INSIDE, OUTSIDE, SINGLE, TAGS, Tags, name_tags


def tags(words: int, probabilities: np.ndarray) -> Tags:
    """Words of three characters with a space between them."""
    starts = np.arange(words, dtype=np.int32) * 4
    return Tags(starts, starts + 3, np.log(probabilities / probabilities.sum(axis=1, keepdims=True)).astype(np.float32))


def sure(*path: int) -> Tags:
    return tags(len(path), np.eye(len(TAGS))[list(path)] + 0.001)


def test_tags_make_names_of_their_likeliest_sequence() -> None:
    assert list(sure(OUTSIDE, BEGIN, INSIDE, END, OUTSIDE, SINGLE).names()) == [(4, 15), (20, 23)]


def test_tags_of_two_names_side_by_side_are_two() -> None:
    assert list(sure(SINGLE, BEGIN, END).names()) == [(0, 3), (4, 11)]


def test_tags_that_cannot_follow_each_other_are_mended() -> None:
    assert list(sure(OUTSIDE, INSIDE, INSIDE, OUTSIDE).names()) in ([], [(4, 11)])
    assert list(sure(BEGIN, INSIDE, INSIDE).names()) == [(0, 11)]


@given(st.integers(1, 12).flatmap(lambda n: arrays(float, (n, len(TAGS)), elements=st.floats(0.001, 1))))
def test_tags_make_names_in_order_and_apart(probabilities: np.ndarray) -> None:
    found = list(tags(len(probabilities), probabilities).names())
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def can_follow(before: int, tag: int) -> bool:
    return (before in (BEGIN, INSIDE)) == (tag in (INSIDE, END))


@given(st.integers(1, 5).flatmap(lambda n: arrays(float, (n, len(TAGS)), elements=st.floats(0.001, 1))))
def test_tags_make_the_names_of_the_best_of_all_sequences(probabilities: np.ndarray) -> None:
    weighed = tags(len(probabilities), probabilities)
    words = range(len(probabilities))

    def worth(path: tuple[int, ...]) -> float:
        return sum(float(weighed.log_probabilities[word, tag]) for word, tag in zip(words, path, strict=True))

    paths = [
        path
        for path in product(range(len(TAGS)), repeat=len(probabilities))
        if all(can_follow(*pair) for pair in pairwise((OUTSIDE, *path, OUTSIDE)))
    ]
    path = [OUTSIDE] * len(words)
    for start, end in weighed.names():
        path[weighed.words(start, end)] = name_tags(len(range(*weighed.words(start, end).indices(len(words)))))
    assert worth(tuple(path)) == pytest.approx(max(map(worth, paths)), abs=1e-4)


def test_no_name_stands_in_a_closed_span() -> None:
    opened = sure(SINGLE, BEGIN, END, SINGLE)
    closed = opened.without([(4, 11)])
    assert list(closed.names()) == [(0, 3), (12, 15)]
    assert list(opened.names()) == [(0, 3), (4, 11), (12, 15)]


def test_tags_weigh_a_stretch_by_its_words() -> None:
    weighed = sure(OUTSIDE, BEGIN, END, OUTSIDE)
    assert weighed.logit(4, 11) > 4
    assert weighed.logit(4, 7) < -4
    assert weighed.logit(0, 3) < -4


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 3, [0]), (0, 4, [0]), (3, 4, []), (2, 5, [0, 1]), (8, 99, [2])]
)
def test_tags_know_the_words_of_a_stretch(start: int, end: int, words: list[int]) -> None:
    assert list(range(3))[sure(OUTSIDE, OUTSIDE, OUTSIDE).words(start, end)] == words
    assert not words or sure(OUTSIDE, OUTSIDE, OUTSIDE).logit(start, end) < 0


def test_tags_of_no_words_name_nothing() -> None:
    nothing = tags(0, np.empty((0, len(TAGS))))
    assert list(nothing.names()) == []
    assert nothing.logit(0, 5) == 0


def test_words_are_as_sure_in_a_part_of_a_name_as_they_were_in_the_whole() -> None:
    whole = sure(BEGIN, INSIDE, END)
    assert whole.logit(4, 11) < -1
    parted = whole.with_names([(4, 7), (8, 11)])
    assert parted.logit(4, 7) > 4
    assert parted.logit(8, 11) > 4
    assert sure(OUTSIDE, BEGIN, END).with_names([(0, 11)]).logit(0, 11) < 2

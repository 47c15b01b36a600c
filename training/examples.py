"""From passages to what the encoder is trained on: windows of pieces with a tag for the first piece of each word."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import torch
from tokenizers import BertWordPieceTokenizer
from torch import Tensor

from outsider_etl.nlp.organisations.tags import OUTSIDE, name_tags
from outsider_etl.nlp.wordpieces import CLOSES, EDGE, OPENS, cut, windows
from training.corpora import Passage

NO_TAG = -100
_FEWEST_PIECES = 4
_HEADING = 120
_CAPITALS = 0.25
_POOL = 400


class Example(NamedTuple):
    """A window: its pieces, their shapes, a tag or NO_TAG for each, and how much it counts."""

    ids: list[int]
    shapes: list[int]
    tags: list[int]
    weight: float


class Batch(NamedTuple):
    """Windows of equal length: tensors (windows, pieces), the mask of what is no padding, the windows' weights."""

    ids: Tensor
    shapes: Tensor
    tags: Tensor
    mask: Tensor
    weights: Tensor


def examples(passage: Passage, pieces: BertWordPieceTokenizer) -> Iterator[Example]:
    """Yield the windows of a passage that have more than a word or two."""
    for window in windows(passage.text, cut(passage.text, pieces)):
        tags = [NO_TAG] * len(window.ids)
        words = list(zip(window.firsts, window.starts, window.ends, strict=True))
        for first, begin, stop in words:
            undecided = any(start < stop and begin < end for start, end in passage.undecided)
            tags[first] = NO_TAG if undecided else OUTSIDE
        for start, end in passage.names:
            inside = [first for first, begin, stop in words if start < stop and begin < end]
            if inside:
                for place, tag in zip(inside, name_tags(len(inside)), strict=True):
                    tags[place] = tag
        if len(window.ids) >= _FEWEST_PIECES:
            yield Example(
                [OPENS, *window.ids, CLOSES],
                [EDGE, *window.shapes, EDGE],
                [NO_TAG, *tags, NO_TAG],
                passage.weight,
            )


def in_capitals(passage: Passage, rng: random.Random) -> Passage:
    """Return a short passage now and then as a heading in capitals would have it."""
    upper = passage.text.upper()
    if len(upper) < _HEADING and len(upper) == len(passage.text) and rng.random() < _CAPITALS:
        return replace(passage, text=upper)
    return passage


def batches(windows: Sequence[Example], most_pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Yield the windows in batches of `most_pieces`, padding included, windows of like length together."""
    shuffled = rng.sample(windows, len(windows))
    groups: list[list[Example]] = []
    for begin in range(0, len(shuffled), _POOL):
        group: list[Example] = []
        for example in sorted(shuffled[begin : begin + _POOL], key=lambda each: len(each.ids)):
            if group and (len(group) + 1) * len(example.ids) > most_pieces:
                groups.append(group)
                group = []
            group.append(example)
        groups.append(group)
    rng.shuffle(groups)
    yield from map(_batch, groups)


def _batch(group: Sequence[Example]) -> Batch:
    length = max(len(example.ids) for example in group)

    def padded(rows: Sequence[Sequence[int]], filling: int) -> Tensor:
        return torch.tensor([[*row, *[filling] * (length - len(row))] for row in rows])

    ids = padded([example.ids for example in group], 0)
    return Batch(
        ids,
        padded([example.shapes for example in group], EDGE),
        padded([example.tags for example in group], NO_TAG),
        (ids != 0)[:, None, None, :],
        torch.tensor([example.weight for example in group]),
    )

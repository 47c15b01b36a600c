"""The encoder of notes: a small transformer over word pieces, which says of each token what its label may be.

It is run by ONNX Runtime. How it was made and how well it does is told in `docs/models.md`; `training/` makes it anew.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from outsider_etl.citations.crf import Matrix
from outsider_etl.citations.tokens import Token, inside, quotations, stretches
from outsider_etl.model_files import open_model
from outsider_etl.nlp.wordpieces import CLOSES, EDGE, OPENS, SHAPES, cut, tokenizer, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "encoder.onnx"
_pieces = cache(tokenizer)
_PLAIN, _QUOTED, _EMPHASISED = range(3)
MARKED_SHAPES = SHAPES * 3
"""How many shapes a piece can have here: that of its word, which stands in plain text, in quotes or in italics."""


class Window(NamedTuple):
    """What the encoder sees at once: pieces, their shapes, and for each token in it its first piece and its number."""

    ids: list[int]
    shapes: list[int]
    tokens: list[tuple[int, int]]


def note_windows(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> Iterator[Window]:
    """Yield a note in windows; `tokens` are its own, `emphasis` are the spans of it in italics or bold."""
    quoted = inside(len(tokens), quotations(tokens))
    italic = inside(len(tokens), stretches(tokens, emphasis))
    numbers = {token.start: number for number, token in enumerate(tokens)}
    state = _PLAIN
    for window in windows(text, cut(text, _pieces())):
        shapes, firsts = [], []
        stops = [*(word.piece for word in window.words[1:]), len(window.ids)]
        for word, stop in zip(window.words, stops, strict=True):
            number = numbers.get(word.start)
            if number is not None:
                firsts.append((word.piece + 1, number))
                state = _EMPHASISED if italic[number] else _QUOTED if quoted[number] else _PLAIN
            shapes += [shape + SHAPES * state for shape in window.shapes[word.piece : stop]]
        yield Window([OPENS, *window.ids, CLOSES], [EDGE, *shapes, EDGE], firsts)


def encode(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]], outputs: int) -> Matrix:
    """Return the scores of each token of a note: one row a token, `outputs` columns."""
    scores = np.zeros((len(tokens), outputs), dtype=np.float32)
    for window in note_windows(text, tokens, emphasis):
        if window.tokens:
            ids, shapes = np.array([window.ids], dtype=np.int64), np.array([window.shapes], dtype=np.int64)
            pieces, numbers = np.array(window.tokens, dtype=np.int64).T
            (seen,) = _session().run(None, {"ids": ids, "shapes": shapes, "asked": pieces})
            scores[numbers] = seen[0]
    return scores


@cache
def _session() -> "InferenceSession":
    return open_model(f"citations/{WEIGHTS}", 1)  # a note is too short for more threads to pay

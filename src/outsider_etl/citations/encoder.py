"""The encoder of notes: a small transformer over word pieces.

It says of each token what its label may be, and of each word whether it is in the name of an organisation.

It is run by ONNX Runtime. How it was made and how well it does is told in `docs/models.md`; `training/` makes it anew.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from outsider_etl.citations.crf import Matrix
from outsider_etl.citations.tokens import Token, inside, quotations, stretches
from outsider_etl.model_files import open_model
from outsider_etl.nlp.organisations.tags import TAGS, Tags, log_probabilities_of
from outsider_etl.nlp.wordpieces import CLOSES, EDGE, OPENS, SHAPES, Pieces, cut, tokenizer, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "encoder.onnx"
_CAUTION = 0.4
"""Log odds that speak for a word to be outside of names: with so much F1 on what was held back is as good as any."""
_pieces = cache(tokenizer)
_PLAIN, _QUOTED, _EMPHASISED = range(3)
MARKED_SHAPES = SHAPES * 3
"""How many shapes a piece can have here: that of its word, which stands in plain text, in quotes or in italics."""


class Window(NamedTuple):
    """What the encoder sees at once: pieces, with that which opens and that which closes them, and their words.

    `tokens` has for each word the number of the token that it begins, None where it begins none.
    """

    pieces: Pieces
    tokens: list[int | None]


class Seen(NamedTuple):
    """What the encoder says of a note: the `scores` of each token (one row a token), and the tags of its words."""

    scores: Matrix
    tags: Tags


def note_windows(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> Iterator[Window]:
    """Yield a note in windows; `tokens` are its own, `emphasis` are the spans of it in italics or bold."""
    quoted = inside(len(tokens), quotations(tokens))
    italic = inside(len(tokens), stretches(tokens, emphasis))
    numbers = {token.start: number for number, token in enumerate(tokens)}
    state = _PLAIN
    for window in windows(text, cut(text, _pieces())):
        shapes: list[int] = []
        begun = [numbers.get(start) for start in window.starts]
        for number, first, stop in zip(begun, window.firsts, window.stops(), strict=True):
            if number is not None:
                state = _EMPHASISED if italic[number] else _QUOTED if quoted[number] else _PLAIN
            own = window.shapes[first:stop]
            shapes += [shape + SHAPES * state for shape in own] if state else own
        ids, firsts = [OPENS, *window.ids, CLOSES], [first + 1 for first in window.firsts]
        yield Window(Pieces(ids, [EDGE, *shapes, EDGE], window.starts, window.ends, firsts), begun)


def encode(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]], outputs: int) -> Seen:
    """Return what the encoder says of a note: scores of `outputs` columns, and tags."""
    scores = np.zeros((len(tokens), outputs), dtype=np.float32)
    starts: list[int] = []
    ends: list[int] = []
    names = [np.zeros((0, len(TAGS)), dtype=np.float32)]
    for window in note_windows(text, tokens, emphasis):
        given = {"ids": [window.pieces.ids], "shapes": [window.pieces.shapes], "asked": window.pieces.firsts}
        (seen,) = _session().run(None, {name: np.array(value, dtype=np.int64) for name, value in given.items()})
        begins = [(place, number) for place, number in enumerate(window.tokens) if number is not None]
        if begins:
            places, numbers = np.array(begins, dtype=np.int64).T
            scores[numbers] = seen[0, places, :outputs]
        starts += window.pieces.starts
        ends += window.pieces.ends
        names.append(seen[0, :, outputs:])
    return Seen(scores, Tags.of(starts, ends, log_probabilities_of(np.concatenate(names), _CAUTION)))


@cache
def _session() -> "InferenceSession":
    return open_model(f"citations/{WEIGHTS}", 1)  # a note is too short for more threads to pay

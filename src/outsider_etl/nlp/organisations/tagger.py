"""The tagger of organisations: a small transformer encoder over word pieces, run by ONNX Runtime.

How it was made, on what data and how well it does is told in `docs/models.md`; `training/` makes it anew.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.model_files import open_model
from outsider_etl.nlp.organisations.tags import TAGS, Tags
from outsider_etl.nlp.wordpieces import CLOSES, EDGE, OPENS, Pieces, cut, tokenizer, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "tagger.onnx"
VERSION = "1.0.0"
"""The version of the weights; every new training has a new one."""

if not Doc.has_extension("tags"):
    Doc.set_extension("tags", default=None)


def create_tagger(nlp: Language, name: str, threads: int) -> Callable[[Doc], Doc]:
    """Return the component that sets `doc._.tags`, what the tagger says of each word of the text (`Tags`).

    `threads` is how many threads work on a window at a time; 0 stands for one a processor.
    """
    tag = _tagger(threads)

    def set_tags(doc: Doc) -> Doc:
        doc._.tags = tag(doc.text)
        return doc

    return set_tags


Language.factory("outsider_tagger", assigns=["doc._.tags"], default_config={"threads": 0}, func=create_tagger)


@cache
def _tagger(threads: int) -> Callable[[str], Tags]:
    session = open_model(f"nlp/organisations/{WEIGHTS}", threads)
    pieces = tokenizer()

    def tag(text: str) -> Tags:
        whole = cut(text, pieces)
        rows = [_log_probabilities(session, window) for window in windows(text, whole)]
        return Tags(
            np.array([word.start for word in whole.words], dtype=np.int32),
            np.array([word.end for word in whole.words], dtype=np.int32),
            np.concatenate(rows) if rows else np.empty((0, len(TAGS)), dtype=np.float32),
        )

    return tag


def _log_probabilities(session: "InferenceSession", window: Pieces) -> NDArray[np.float32]:
    # One window at a time: the activations of a batch share their scale, so tags would hang on a window's neighbours.
    ids = np.array([[OPENS, *window.ids, CLOSES]], dtype=np.int64)
    shapes = np.array([[EDGE, *window.shapes, EDGE]], dtype=np.int64)
    (scores,) = session.run(None, {"ids": ids, "shapes": shapes})
    rows: NDArray[np.float32] = scores[0, [word.piece + 1 for word in window.words]]
    return rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)

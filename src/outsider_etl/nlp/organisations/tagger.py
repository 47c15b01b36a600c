"""The tagger of organisations: a small transformer encoder over word pieces, run by ONNX Runtime.

Footnotes that cite have their tags from the encoder that reads what they cite (`outsider_etl.citations.encoder`).

How it was made, on what data and how well it does is told in `docs/models.md`; `training/` makes it anew.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.citations import component as citations  # noqa: F401 - registers `doc._.citations` and `doc._.note_tags`
from outsider_etl.model_files import open_model
from outsider_etl.nlp.organisations.asking import asked
from outsider_etl.nlp.organisations.cited import closed_fields
from outsider_etl.nlp.organisations.tags import NO_NAME, Tags, log_probabilities_of
from outsider_etl.nlp.spans import text_of
from outsider_etl.nlp.wordpieces import CLOSES, EDGE, OPENS, Pieces, cut, of_words, tokenizer, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "tagger.onnx"
VERSION = "1.6.0"
"""The version of the weights, and of those that footnotes are read by; every new training has a new one."""

_CAUTION = 0.8
"""Log odds that speak for a word to be outside of names.

The smaller encoder sees a name too many where its teacher sees none: with this much, precision and recall on what was
held back are nearest to each other, and F1 is as good as with any less.
"""

if not Doc.has_extension("tags"):
    Doc.set_extension("tags", default=None)


def create_tagger(nlp: Language, name: str, threads: int) -> Callable[[Doc], Doc]:
    """Return the component that sets `doc._.tags`, what the tagger says of each word of the text (`Tags`).

    `threads` is how many threads work on a window at a time; 0 stands for one a processor. A note that was read before
    has its tags by that, in `doc._.note_tags`. What the Doc's citations say to be no name is not tagged as one.
    """
    tag = _tagger(threads)

    def set_tags(doc: Doc) -> Doc:
        text = text_of(doc)
        tags: Tags = tag(text) if doc._.note_tags is None else doc._.note_tags
        doc._.tags = tags.without(closed_fields(text, doc._.citations or ()))
        return doc

    return set_tags


Language.factory("outsider_tagger", assigns=["doc._.tags"], default_config={"threads": 0}, func=create_tagger)


@cache
def _tagger(threads: int) -> Callable[[str], Tags]:
    session = open_model(f"nlp/organisations/{WEIGHTS}", threads)
    pieces = tokenizer()

    def tag(text: str) -> Tags:
        whole = cut(text, pieces)
        sentences = list(asked(text, whole))
        kept = [number for sentence, _ in sentences for number in sentence]
        wanted = {number for _, numbers in sentences for number in numbers}
        rows = np.tile(NO_NAME, (len(whole.firsts), 1))
        begin = 0
        for window in windows(text, of_words(whole, kept)):
            numbers = kept[begin : begin + len(window.firsts)]
            begin += len(numbers)
            places = {
                number: first + 1 for number, first in zip(numbers, window.firsts, strict=True) if number in wanted
            }
            if places:
                rows[[*places]] = _scored(session, window, [*places.values()])
        return Tags.of(whole.starts, whole.ends, rows)

    return tag


def _scored(session: "InferenceSession", window: Pieces, places: Sequence[int]) -> NDArray[np.float32]:
    # One window at a time: the activations of a batch share their scale, so tags would hang on a window's neighbours.
    ids = np.array([[OPENS, *window.ids, CLOSES]], dtype=np.int64)
    shapes = np.array([[EDGE, *window.shapes, EDGE]], dtype=np.int64)
    (scores,) = session.run(None, {"ids": ids, "shapes": shapes, "asked": np.array(places, dtype=np.int64)})
    return log_probabilities_of(scores[0], _CAUTION)

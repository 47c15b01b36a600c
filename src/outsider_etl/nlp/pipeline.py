"""The spaCy pipeline: citations, a tagger for names, the grammars, then what makes organisations of the names."""

import re

import spacy
from spacy.language import Language

from outsider_etl.citations import component as citations  # noqa: F401 - importing registers the factories
from outsider_etl.errors import ModelError
from outsider_etl.nlp import dates, money  # noqa: F401
from outsider_etl.nlp.organisations import component  # noqa: F401
from outsider_etl.nlp.organisations.tagger import VERSION

COMPONENTS = ("outsider_money", "outsider_dates", "outsider_organisations")

# Only names are asked of another model; the rest of its components would cost two thirds of the time.
_UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]

# The tokenizer of spaCy looks at the whole of a stretch without white space for each sign that it takes off its ends:
# the time grows with the square of its length. No word begins or ends with so many signs, or is so long; the grammars
# and the tagger have tokens of their own, and split what a mention begins or ends in.
_ONE_TOKEN = re.compile(r"[\W_]{50}|.*[\W_]{50}\Z|.{1000}", re.DOTALL)
_KEPT = 100_000
"""Of so many stretches without white space the tokens are kept: ten times as many as spaCy keeps, in some 10 MB."""


def load_nlp(model: str | None = None, *, threads: int = 0) -> Language:
    """Return a pipeline that finds ORG, MONEY and DATE entities, with values on `ent._.money` and `ent._.date`.

    An ORG has `ent._.score` (0 to 1) and `ent._.evidence`. `model` is the name or path of an installed spaCy model for
    English whose `ner` takes the place of our own tagger; `threads` is how many threads our tagger uses, 0 for one a
    processor. Raises ModelError where the model is missing, or is not the one whose hash is recorded.
    """
    nlp = _own(threads) if model is None else _other(model)
    nlp.tokenizer.token_match = _ONE_TOKEN.match
    nlp.tokenizer.max_cache_size = _KEPT
    nlp.add_pipe("outsider_citations", first=True)  # the tagger is not asked what they say already
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def model_label(nlp: Language) -> str:
    """Return name and version of the model that names come from, as `documents.model` has them."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _own(threads: int) -> Language:
    nlp = spacy.blank("en", meta={"name": "outsider_tagger", "version": VERSION})
    nlp.add_pipe("outsider_tagger", config={"threads": threads})
    return nlp


def _other(model: str) -> Language:
    try:
        return spacy.load(model, exclude=_UNUSED)
    except OSError as error:
        raise ModelError(
            f"{model}: no such spaCy model is installed; install it with pip, or leave the setting `model` empty"
        ) from error

"""What the tokens of a note are: the label of each, and the type of the work that a citation beginning there cites.

Two models say it, each in its own way, and their scores are added: an encoder that knows words and what they mean in
their context (`encoder`), and a grammar of features that knows quotes, brackets, italics, the order of fields, and
which label follows which (`features`, `crf`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from outsider_etl.citations import crf
from outsider_etl.citations.encoder import encode
from outsider_etl.citations.extents import IBID
from outsider_etl.citations.features import features
from outsider_etl.citations.tokens import Token, tokenize
from outsider_etl.nlp.organisations.tags import Tags

FIELDS, TYPES = "fields.txt", "types.txt"
_TYPE_GRAMMAR = 0.5
"""How much the grammar's scores count beside the encoder's where types are told."""
_ONLY_SAME = re.compile(rf"(?:{IBID.pattern})[.,]*(?:\s(?:(?:at|pp?\.|S\.)\s?\d+(?:[–-]\d+)?|\d{{1,3}}))?\.?")
"""What only says that it is the same, "Ibid., pp. 12-14.": a quarter of the notes of some reports."""
_DIGIT = re.compile(r"\d")
_DATED_PAGE = frozenset(("title=quoted", "date=day"))
_ON_A_SITE = frozenset(f"all={who}" for who in ("a|d|p|ti|u", "a|l|p|ti|u", "d|l|ti|u", "d|p|ti|u", "a|d|l|ti|u"))
_OF_LAW = frozenset(("before=nu|p.l.", "said=pub_l.", "said=public_law"))


class Tagged(NamedTuple):
    """What the tokens and the words of a note are.

    `labels` has the label of each token (see `crf`), `types` what the encoder says of the types of work, one row a
    token, and `tags` says of each word whether it is in the name of an organisation.
    """

    labels: list[str]
    types: crf.Matrix
    tags: Tags


def tag(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> Tagged:
    """Return what the tokens and the words of a note are; `emphasis` are the spans of it in italics or bold.

    A note that only says "Ibid., p. 12." is taken for the same with another page, which the models have seen before.
    """
    if _ONLY_SAME.fullmatch(text):
        return _tag_same(_DIGIT.sub("1", text), tuple(emphasis))
    return _tag(text, tokens, emphasis)


@lru_cache(maxsize=1000)
def _tag_same(text: str, emphasis: tuple[tuple[int, int], ...]) -> Tagged:
    return _tag(text, tokenize(text), emphasis)


def _tag(text: str, tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> Tagged:
    fields, types = crf.package_weights(FIELDS), crf.package_weights(TYPES)
    seen = encode(text, tokens, emphasis, len(fields.labels) + len(types.labels))
    of_fields, of_types = np.split(seen.scores, [len(fields.labels)], axis=1)
    grammar = crf.scores(features(tokens, emphasis), fields)
    # What is the same for all labels of a token decides nothing: scores need not be made probabilities.
    path = crf.best_path(of_fields + grammar, fields)
    return Tagged([fields.labels[each] for each in path], of_types, seen.tags)


def type_of(seen: Sequence[str], likely: crf.Matrix) -> str:
    """Return the type of a citation: `seen` are its features, `likely` what the encoder says at its first token."""
    types = crf.package_weights(TYPES)
    type_ = types.labels[int((likely + _TYPE_GRAMMAR * types.sums_of([tuple(seen)])[0]).argmax())]
    if type_ == "report" and "no=ti" in seen and _OF_LAW.intersection(seen):
        return "legislation"
    # A quoted title of a certain day on an institution's site, and neither number nor pages nor series.
    page = _DATED_PAGE.issubset(seen) and _ON_A_SITE.intersection(seen) and "has=pp" not in seen
    return "webpage" if type_ == "report" and page else type_

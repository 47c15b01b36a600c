import re

import pytest

from outsider_etl.nlp.dates.lexicon import classify
from outsider_etl.nlp.dates.patterns import PATTERNS, PREFIXES, Pattern, Prefix
from outsider_etl.nlp.lexemes import lex


def tags_of(text: str) -> str:
    return "".join(term.tag for term in classify(text, lex(text)))


@pytest.mark.parametrize("row", [*PATTERNS, *PREFIXES], ids=lambda row: row.example)
def test_patterns_match_their_examples(row: Pattern | Prefix) -> None:
    assert re.search(row.tags, tags_of(row.example))


@pytest.mark.parametrize("row", [*PATTERNS, *PREFIXES], ids=lambda row: row.example)
def test_patterns_are_bounded(row: Pattern | Prefix) -> None:
    assert not re.search(r"[*+]|\{\d*,\}", row.tags)

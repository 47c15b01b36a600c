from decimal import Decimal

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from outsider_etl.nlp.spans import Found, set_found, split_tokens
from outsider_etl.nlp.values import DateValue, Money

NLP = spacy.blank("en")
FIVE = Money(Decimal(5), Decimal(5), "USD")


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.label_, ent.text) for ent in doc.ents]


def test_spans_split_a_token_that_holds_more_than_the_mention() -> None:
    doc = set_found(NLP("the post-1945 world"), "DATE", [Found(9, 13, DateValue("absolute", timex="1945"))])
    assert entities(doc) == [("DATE", "1945")]
    assert doc.ents[0]._.date.timex == "1945"
    assert doc.text == "the post-1945 world"


def test_spans_take_the_place_of_a_models_entities() -> None:
    doc = NLP("in May 2019 for $5 by Acme May")
    doc.ents = [Span(doc, 1, 3, "DATE"), Span(doc, 7, 9, "ORG")]
    set_found(doc, "DATE", [Found(3, 11, DateValue("absolute"))])
    assert entities(doc) == [("DATE", "May 2019"), ("ORG", "Acme May")]
    set_found(doc, "ORG", [])
    assert entities(doc) == [("DATE", "May 2019")]


def test_spans_with_a_value_stay_where_another_overlaps() -> None:
    doc = set_found(NLP("paid $5 in May"), "MONEY", [Found(5, 7, FIVE)])
    set_found(doc, "DATE", [Found(6, 14, DateValue("absolute")), Found(11, 14, DateValue("relative"))])
    assert entities(doc) == [("MONEY", "$5"), ("DATE", "May")]
    assert (doc.ents[0]._.money, doc.ents[1]._.date) == (FIVE, DateValue("relative"))


@given(st.text(alphabet="ab1-. $\n", max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_spans_a_token_ends_at_each_place_asked_for(text: str, offsets: list[int]) -> None:
    doc = NLP(text)
    split_tokens(doc, offsets)
    assert doc.text == text
    inside = {offset for token in doc for offset in range(token.idx + 1, token.idx + len(token))}
    assert inside.isdisjoint(offsets)

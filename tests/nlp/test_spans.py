import time
from datetime import date
from decimal import Decimal

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from outsider_etl.nlp.spans import Found, set_found, split_tokens, text_of, value_of
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
    doc = split_tokens(doc, offsets)
    assert doc.text == text
    inside = {offset for token in doc for offset in range(token.idx + 1, token.idx + len(token))}
    assert inside.isdisjoint(offsets)


def test_spans_a_split_doc_keeps_what_was_known_of_the_whole() -> None:
    doc = NLP("Acme Corp1 in post-1945 Oslo")
    doc.ents = [Span(doc, 0, 2, "ORG", kb_id="Q1"), Span(doc, 4, 5, "GPE")]
    doc[0].tag_, doc[3].is_sent_start = "NNP", True
    doc._.reference_date, doc._.document = date(2020, 2, 29), "report"
    doc.ents[0]._.money = FIVE
    split = split_tokens(doc, [9, 19])
    assert [token.text for token in split][:3] == ["Acme", "Corp", "1"]
    assert [(ent.text, ent.label_, ent.kb_id_, ent._.money) for ent in split.ents] == [
        ("Acme Corp1", "ORG", "Q1", FIVE),
        ("Oslo", "GPE", "", None),
    ]
    assert (split[0].tag_, [token.i for token in split if token.is_sent_start]) == ("NNP", [0, 4])
    assert (split._.reference_date, split._.document) == (date(2020, 2, 29), "report")
    assert split_tokens(split, [9, 19]) is split


def test_spans_splits_many_tokens_in_linear_time() -> None:
    text = "post-1945 " * 6_000
    doc = NLP.tokenizer(text)
    started = time.process_time()
    doc = split_tokens(doc, [place for start in range(0, len(text), 10) for place in (start + 3, start + 7)])
    assert time.process_time() - started < 3
    assert doc[1].text == "t-19"


def test_spans_keep_a_parse_where_tokens_are_split() -> None:
    words = ["the", "post-1945", "world", "paid", "."]
    heads, deps = [2, 2, 3, 3, 3], ["det", "amod", "nsubj", "ROOT", "punct"]
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, spaces=[True, True, True, False, False])
    doc = set_found(doc, "DATE", [Found(9, 13, DateValue("absolute"))])
    assert [(token.text, token.dep_, token.head.text) for token in doc] == [
        ("the", "det", "world"),
        ("post-", "amod", "world"),
        ("1945", "dep", "post-"),
        ("world", "nsubj", "paid"),
        ("paid", "ROOT", "paid"),
        (".", "punct", "paid"),
    ]
    assert entities(doc) == [("DATE", "1945")]


def test_values_are_those_that_spacy_has_on_its_own_way() -> None:
    doc = NLP("NASA paid NASA")
    doc.ents = [Span(doc, 0, 1, "ORG"), Span(doc, 2, 3, "ORG")]
    for name in ("money", "date", "score", "evidence"):
        setattr(doc.ents[1]._, name, name)
        default = "model" if name == "evidence" else None
        assert [value_of(ent, name) for ent in doc.ents] == [getattr(ent._, name) for ent in doc.ents]
        assert value_of(doc.ents[0], name) == default
    assert text_of(doc) == doc._.text == doc.text

import subprocess
import sys
from datetime import date

import pytest
import spacy
import srsly
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from spacy.tokens import Doc, DocBin

from outsider_etl.citations.model import Citation
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.nlp.serialization import decode, encode
from outsider_etl.nlp.values import DateValue, Money

TEXTS = (
    "12. J. Holmgren, “Lending in Hard Times”, The Economist, 3 May 2019, p. 4.",
    "In June 2020 the World Bank (IBRD) lent about $4.5 million; the IBRD was repaid within two years.",
)


def said(doc: Doc) -> list[object]:
    """Return all that a Doc and its entities say."""
    ents = [(ent.text, ent.label_, ent._.money, ent._.date, ent._.score, ent._.evidence) for ent in doc.ents]
    # srsly reads lists as tuples where that is faster.
    citations = None if doc._.citations is None else list(doc._.citations)
    return [doc.text, ents, citations, doc._.reference_date]


@pytest.fixture(scope="module")
def nlp():
    return load_nlp(threads=1)


def test_docs_come_back_from_a_doc_bin_with_their_values(nlp):
    docs = list(nlp.pipe(TEXTS))
    docs[1]._.reference_date = date(2020, 7, 1)
    written = DocBin(docs=docs, store_user_data=True).to_bytes()
    read = list(DocBin().from_bytes(written).get_docs(nlp.vocab))
    assert [said(doc) for doc in read] == [said(doc) for doc in docs]
    assert docs[0]._.citations[0].work.issued_start == date(2019, 5, 3)
    assert any(ent._.money for ent in read[1].ents)


def test_grammars_work_in_several_processes():
    # spaCy forks: not this process, which has threads.
    program = f"""
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("outsider_money")
nlp.add_pipe("outsider_dates")
for processes in (1, 2):
    docs = nlp.pipe({TEXTS!r}, n_process=processes)
    print([(ent.text, ent._.money, ent._.date) for doc in docs for ent in doc.ents])
"""
    command = [sys.executable, "-W", "error", "-c", program]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    one, two = answer.stdout.splitlines()
    assert one == two
    assert "Money(" in one


def test_docs_that_only_citations_were_read_of_can_be_written():
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_citations")
    doc = nlp(TEXTS[0])
    assert said(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == said(doc)


@given(st.builds(Money, st.decimals(-9, 0, places=4), st.decimals(1, 10**20, places=4), st.just("EUR")))
def test_amounts_are_exact(money):
    assert srsly.msgpack_loads(srsly.msgpack_dumps({"value": [money]})) == {"value": [money]}


@given(st.from_type(Citation) | st.dates() | st.builds(DateValue, st.just("set"), duration=st.text()))
def test_values_come_back(value):
    assert srsly.msgpack_loads(srsly.msgpack_dumps(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        {"outsider_etl": [1]},
        {"outsider_etl": {"a": 1}},
        {"outsider_etl": "Money"},
        {"outsider_etl": [], "json": b"1"},
        {"outsider_etl": "Money", "json": 1},
        {"outsider_etl": "Other", "json": b"1"},
        {"outsider_etl": "date", "json": b'"2020-01-01"', "other": 5},
    ],
)
def test_dictionaries_of_others_are_left_alone(value):
    assert srsly.msgpack_loads(srsly.msgpack_dumps(value)) == value


def test_values_of_others_are_left_to_their_encoder():
    foreign = type("Money", (), {})()
    assert encode(foreign, chain=lambda value: ["foreign", value is foreign]) == ["foreign", True]
    assert decode({"a": 1}, chain=lambda value: ["foreign", value]) == ["foreign", {"a": 1}]
    with pytest.raises(TypeError, match="Money"):
        srsly.msgpack_dumps(foreign)


def test_a_damaged_value_is_refused():
    with pytest.raises(ValidationError):
        decode({"outsider_etl": "Money", "json": b'{"currency": "EUR"}'})

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from outsider_etl.nlp.organisations import tagger  # noqa: F401 - registers the component
from outsider_etl.nlp.organisations.tags import OUTSIDE, SINGLE, TAGS, Tags
from outsider_etl.nlp.pipeline import load_nlp
from tests.nlp.inline import lines, parse

NLP = load_nlp(threads=1)


def tags(text: str, threads: int = 1) -> Tags:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_tagger", config={"threads": threads})
    found: Tags = nlp(text)._.tags
    return found


@pytest.mark.parametrize(
    "marked",
    lines("""
The <org>Ministry of Transport</org> and <org>Hapag-Lloyd AG</org> signed it in Hamburg in May.
The <org>Kenya Medical Research Institute</org> (<org>KEMRI</org>) asked; <org>KEMRI</org> staff in Kisumu paid.
S. Roe, “Porty i dengi” [Ports and money], *<org>Kommersant</org>*, 2 May 2019, available at: www.kommersant.ru.
M. Roe, Ports and Money, Oxford: <org>Oxford University Press</org>, 1983, pp. 3-9.
Under the Clean Harbours Act (CHA), the <org>Environmental Protection Agency</org> sets the limits.
The <org>European Commission</org>'s Horizon Europe programme paid for Galileo and Copernicus.
Moscow and Beijing want more from Washington, said Angela Merkel.
The Global Competitiveness Index 2019 ranks Finland above France.
The <org>Senate</org> passed the bill; the <org>House Committee on Appropriations</org> did not.
She left <org>Siemens</org> for the <org>University of Leeds</org>.
THE ROLE OF THE <org>WORLD BANK</org>
"""),
)
def test_organisations_are_found(marked: str) -> None:
    text, marks = parse(marked)
    found = [(ent.start_char, ent.end_char) for ent in NLP(text).ents if ent.label_ == "ORG"]
    assert [text[start:end] for start, end in found] == [text[mark.start : mark.end] for mark in marks]


def test_a_note_that_was_read_keeps_its_tags() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_tagger")
    doc = nlp.make_doc("See Acme Holdings.")
    scores = np.log(np.eye(len(TAGS), dtype=np.float32)[[OUTSIDE, SINGLE, OUTSIDE, OUTSIDE]] + 0.001)
    doc._.note_tags = Tags.of([0, 4, 9, 17], [3, 8, 17, 18], scores)
    assert list(nlp(doc)._.tags.names()) == [(4, 8)]


def test_what_citations_close_is_no_name_in_a_note() -> None:
    text = "12. A. Hapag, Ports and Money, Oxford: Oxford University Press, 1983. The European Commission denied it."
    first, again = NLP(text), NLP(NLP(text))
    for doc in (first, again):
        names = [(ent.text, round(ent._.score, 3)) for ent in doc.ents if ent.label_ == "ORG"]
        assert [name for name, _ in names] == ["Oxford University Press", "European Commission"]
        assert names == [(ent.text, round(ent._.score, 3)) for ent in first.ents if ent.label_ == "ORG"]


def test_tags_do_not_hang_on_the_number_of_threads() -> None:
    text = "The Ministry of Transport and Hapag-Lloyd AG signed it in Hamburg. " * 9
    np.testing.assert_array_equal(tags(text, 1).log_probabilities, tags(text, 2).log_probabilities)


def test_tags_do_not_hang_on_other_texts() -> None:
    text = "The Ministry of Transport signed it."
    alone = tags(text).log_probabilities
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_tagger")
    (_, among) = nlp.pipe(["Hapag-Lloyd AG in Hamburg. " * 20, text])
    np.testing.assert_array_equal(alone, among._.tags.log_probabilities)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_every_text_has_tags(text: str) -> None:
    found = tags(text)
    assert found.log_probabilities.shape == (len(found.starts), len(TAGS))
    np.testing.assert_allclose(np.exp(found.log_probabilities).sum(axis=1), 1, rtol=1e-3)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b", "中国银行", "بنك مصر", "x" * 500, "é" * 90, "😀 WHO"])
def test_odd_texts_go_through_the_whole_pipeline(text: str) -> None:
    nlp: Language = NLP
    assert nlp(text).text == text

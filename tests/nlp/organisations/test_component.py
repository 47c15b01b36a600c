import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.nlp.organisations import component  # noqa: F401 - registers the component
from outsider_etl.nlp.organisations.tags import OUTSIDE, TAGS, Tags, name_tags
from outsider_etl.nlp.spans import Found, set_found
from outsider_etl.nlp.values import DateValue
from tests.nlp.inline import parse


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_organisations")
    return nlp


def named(nlp: Language, marked: str) -> Doc:
    """A Doc with the entities that another model would name, and with dates."""
    text, marks = parse(marked)
    doc = nlp.make_doc(text)
    doc.ents = [doc.char_span(m.start, m.end, label=m.label.upper(), alignment_mode="expand") for m in marks]
    return set_found(doc, "DATE", [Found(m.start, m.end, DateValue("absolute")) for m in marks if m.label == "date"])


def organisations(doc: Doc) -> list[str]:
    return [ent.text for ent in doc.ents if ent.label_ == "ORG"]


@pytest.mark.parametrize(
    "marked",
    [
        "The <org>Port of London Authority</org> (PLA) paid. => Port of London Authority | PLA",
        "The <org>Port of London Authority</org> (1908) paid. => Port of London Authority",
        "<person>Jane Roe</person> of <org>the Acme Group's</org> in <gpe>Paris</gpe>. => Acme Group",
        "Nothing at all. =>",
    ],
)
def test_organisations_are_made_of_what_another_model_names(nlp: Language, marked: str) -> None:
    given, right = marked.split("=>")
    doc = nlp.get_pipe("outsider_organisations")(named(nlp, given.strip()))
    assert organisations(doc) == [name.strip() for name in right.split("|") if name.strip()]
    assert all(0 < ent._.score < 1 and ent._.evidence for ent in doc.ents if ent.label_ == "ORG")


def test_docs_of_one_document_share_what_it_knows(nlp: Language) -> None:
    docs = [named(nlp, "The <org>Port of London Authority</org> (PLA) paid."), named(nlp, "The PLA paid.")]
    assert [organisations(doc) for doc in nlp.pipe(docs)] == [["Port of London Authority", "PLA"], ["PLA"]]


def test_docs_of_different_documents_share_nothing(nlp: Language) -> None:
    docs = [named(nlp, "The <org>Port of London Authority</org> (PLA) paid."), named(nlp, "The PLA paid.")]
    for number, doc in enumerate(docs):
        doc._.document = f"report-{number}"
    assert [organisations(doc) for doc in nlp.pipe(docs)] == [["Port of London Authority", "PLA"], []]
    assert organisations(nlp(named(nlp, "The PLA paid."))) == []


def test_organisations_leave_money_and_dates_alone(nlp: Language) -> None:
    doc = nlp.make_doc("The Army 2017 forum")
    doc = set_found(doc, "DATE", [Found(9, 13, DateValue("absolute"))])
    (date,) = nlp.get_pipe("outsider_organisations")(doc).ents
    assert (date.text, date.label_, date._.date) == ("2017", "DATE", DateValue("absolute"))


def test_organisations_keep_what_is_split_off_with_its_value(nlp: Language) -> None:
    doc = nlp.make_doc("In post-1945Acme")
    doc.ents = [doc.char_span(3, 16, label="ORG")]
    doc = set_found(doc, "DATE", [Found(8, 12, DateValue("absolute", timex="1945"))])
    (date,) = [ent for ent in nlp.get_pipe("outsider_organisations")(doc).ents if ent.label_ == "DATE"]
    assert (date.text, date._.date.timex) == ("1945", "1945")


def tagged(nlp: Language, marked: str) -> Doc:
    """A Doc of which a tagger is sure that just what is marked is names."""
    text, marks = parse(marked)
    doc = nlp.make_doc(text)
    probabilities = np.full((len(doc), len(TAGS)), 0.01)
    tags = np.full(len(doc), OUTSIDE)
    for span in (doc.char_span(mark.start, mark.end) for mark in marks):
        tags[span.start : span.end] = name_tags(len(span))
    probabilities[range(len(doc)), tags] = 0.96
    starts, ends = [token.idx for token in doc], [token.idx + len(token) for token in doc]
    doc._.tags = Tags.of(starts, ends, np.log(probabilities, dtype=np.float32))
    return doc


def test_a_name_is_as_sure_behind_its_article_as_the_tagger_was_of_both(nlp: Language) -> None:
    (ent,) = nlp.get_pipe("outsider_organisations")(tagged(nlp, "Pour <org>la Banque du Lac</org>, avec")).ents
    assert (ent.text, ent._.score > 0.8) == ("Banque du Lac", True)


@pytest.mark.parametrize(
    ("name", "found"), [("World Lake Treaty", []), ("World Lake Trust", ["World Lake Trust", "WLT"])]
)
def test_an_acronym_of_a_treaty_is_no_organisation(nlp: Language, name: str, found: list[str]) -> None:
    doc = tagged(nlp, f"The <org>{name}</org> (<org>WLT</org>) holds.")
    assert organisations(nlp.get_pipe("outsider_organisations")(doc)) == found

import pytest
import spacy
from spacy.language import Language

from outsider_etl.citations import component  # noqa: F401 - registers the component


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_citations")
    return nlp


@pytest.mark.parametrize(
    "text",
    [
        "12. P. Lindqvist, “Ice and Order”, *Polar Record*, Vol. 41, 2015, pp. 12-34.",
        "[^12]: P. Lindqvist, “Ice and Order”, _Polar Record_, Vol. 41, 2015, pp. 12-34.",
        "* P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015, pp. 12-34.",
    ],
)
def test_a_text_that_begins_with_a_notes_label_is_read_as_a_note(nlp: Language, text: str) -> None:
    (citation,) = nlp(text)._.citations
    assert text[citation.start : citation.end] == text[text.index("P.") :]
    assert [(part.label, text[part.start : part.end]) for part in citation.parts] == [
        ("a", "P. Lindqvist"),
        ("ti", "Ice and Order"),
        ("j", "Polar Record"),
        ("vo", "41"),
        ("d", "2015"),
        ("pp", "12-34"),
    ]


def test_other_texts_hold_no_citations(nlp: Language) -> None:
    assert nlp("P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015, pp. 12-34.")._.citations == []
    assert nlp("")._.citations == []


def test_citations_that_are_known_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("12. P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015.")
    doc._.citations = []
    assert nlp(doc)._.citations == []

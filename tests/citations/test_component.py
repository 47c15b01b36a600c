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


@pytest.mark.parametrize(
    "text",
    [
        "1. quoted in: Smith, *The War*, London: Penguin, 2001.",
        "3. de Gaulle, *Mémoires*, Paris: Plon, 1954.",
        "1. https://example.org/reports/2019",
        "[^3]: as in Smith, *The War*, London: Penguin, 2001.",
    ],
)
def test_a_note_may_go_on_in_lower_case(nlp: Language, text: str) -> None:
    assert len(nlp(text)._.citations) == 1


def test_types_are_those_of_the_tables(nlp: Language) -> None:
    (citation,) = nlp("1. “Who Will Win the AI Race?”, The Economist, 7 March 2019.")._.citations
    assert citation.work.type == "article-magazine"


def test_other_texts_hold_no_citations(nlp: Language) -> None:
    assert nlp("P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015, pp. 12-34.")._.citations == []
    assert nlp("1. the first of these aims is peace.")._.citations == []
    assert nlp("")._.citations == []


def test_citations_that_are_known_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("12. P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015.")
    doc._.citations = []
    assert nlp(doc)._.citations == []

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


def test_a_note_has_the_tags_of_its_words_at_their_places(nlp: Language) -> None:
    text = "12. Maria Ferrante, *Ports of Call*, London: Routledge, 2011. The Ministry of Transport denied it."
    tags = nlp(text)._.note_tags
    words = [text[start:end] for start, end in zip(tags.starts, tags.ends, strict=True)]
    assert " ".join(words) == (
        "Maria Ferrante , Ports of Call , London : Routledge , 2011 . The Ministry of Transport denied it ."
    )
    assert "Ministry of Transport" in [text[start:end] for start, end in tags.names()]
    assert nlp("The Ministry of Transport denied it.")._.note_tags is None


def test_what_is_numbered_and_cites_nothing_is_no_note(nlp: Language) -> None:
    doc = nlp("1. Introduction\nThe Ministry of Transport and Siemens Energy signed it in Hamburg.")
    assert (doc._.citations, doc._.note_tags) == ([], None)
    assert nlp.make_doc("12. The thing.").to_bytes()
    assert nlp("12. The thing.").to_bytes()


def test_citations_that_are_known_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc("12. P. Lindqvist, “Ice and Order”, Polar Record, Vol. 41, 2015.")
    doc._.citations = []
    assert nlp(doc)._.citations == []

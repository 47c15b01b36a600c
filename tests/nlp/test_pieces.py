import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from outsider_etl.nlp import pieces, pipeline


@Language.component("names_acme")
def names_acme(doc: Doc) -> Doc:
    """Stand in for a statistical model, which must never see more than a piece."""
    assert len(doc) <= 10
    doc.ents = [Span(doc, token.i, token.i + 1, "ORG") for token in doc if token.text == "Acme"]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("names_acme")
    for name in pipeline.COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("text", ["Acme paid $5 in May 2019. " * 40, "Acme paid $5 in 2019 and " * 40])
def test_pieces_of_a_long_text_are_read_as_the_whole(nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(pieces, "_MOST_TOKENS", 10)
    short = nlp.tokenizer("So Acme did.")
    whole, other = pieces.annotate_all(nlp, [nlp.tokenizer(text), short])
    assert whole.text == text
    assert [ent.label_ for ent in whole.ents] == ["ORG", "MONEY", "DATE"] * 40
    assert {ent.text for ent in whole.ents if ent.label_ == "ORG"} == {"Acme"}
    assert [ent.text for ent in other.ents] == ["Acme"]


def test_pieces_reads_a_text_that_is_longer_than_spacy_takes(nlp: Language) -> None:
    text = "a" * 200_000 + " x" * 3_000 + "." * 800_000
    assert len(text) > nlp.max_length
    plain = spacy.blank("en")
    (doc,) = pieces.annotate_all(plain, [plain.tokenizer(text)])
    assert doc.text == text

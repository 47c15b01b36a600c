import spacy
from spacy.language import Language

from outsider_etl.nlp import vocabulary
from outsider_etl.nlp.vocabulary import forget_words


def read(nlp: Language, text: str) -> list[str]:
    forget_words(nlp)
    return [token.text for token in nlp.tokenizer(text)]


def test_words_are_kept_until_they_are_many(monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_BYTES", 20_000)
    nlp = spacy.blank("en")
    assert read(nlp, "Hapag sails.") == ["Hapag", "sails", "."]
    assert read(nlp, "Hapag sails again.") == ["Hapag", "sails", "again", "."]
    assert "Hapag" in nlp.vocab
    many = [f"word{letter}{other}" for letter in "abcdefghijklmnopqrst" for other in "abcdefghijklmnopqrst"]
    assert read(nlp, " ".join(many)) == many
    assert read(nlp, "It sails.") == ["It", "sails", "."]
    assert "Hapag" not in nlp.vocab
    assert "wordab" not in nlp.vocab


def test_long_words_count_for_what_they_take():
    nlp = spacy.blank("en")
    read(nlp, " ".join(f"{letter * 500_000}" for letter in "abcdefghijklmno"))
    assert "a" * 500_000 in nlp.vocab
    read(nlp, "Hapag sails.")
    assert "a" * 500_000 not in nlp.vocab


def test_pipelines_forget_each_by_itself(monkeypatch):
    monkeypatch.setattr(vocabulary, "MOST_BYTES", 0)
    one, other = spacy.blank("en"), spacy.blank("en")
    forget_words(one)
    forget_words(other)
    one("Hapag")
    forget_words(other)
    assert "Hapag" in one.vocab
    forget_words(one)
    assert "Hapag" not in one.vocab

import time

import pytest
import spacy

from outsider_etl.nlp.pipeline import load_nlp

NLP = load_nlp(threads=1)


@pytest.mark.parametrize("piece", ["*", "[(", "'s", "US$", ":)", "😀", "_", "http://a.b/", "a"])
def test_a_stretch_without_white_space_is_cut_into_tokens_in_linear_time(piece: str) -> None:
    begin = time.process_time()
    doc = NLP.tokenizer(f"{piece * 20_000} end")
    assert time.process_time() - begin < 1
    assert doc.text == f"{piece * 20_000} end"


def test_ordinary_text_has_the_tokens_that_spacy_gives_it() -> None:
    text = f"“(See [U.S.] $5m, e.g. {'-' * 40}.)” http://a.b/{'c' * 400}/?d=e (it's {'.' * 80} 3). {'x-' * 200}"
    assert [token.text for token in NLP(text)] == [token.text for token in spacy.blank("en").tokenizer(text)]


def test_what_is_said_in_a_long_stretch_is_found_in_it() -> None:
    text = f"{'*' * 60}$5{'*' * 60} was paid"
    assert [(ent.text, ent.label_) for ent in NLP(text).ents] == [("$5", "MONEY")]


def test_the_pipeline_can_be_serialized() -> None:
    assert load_nlp(threads=1).from_bytes(NLP.to_bytes()).tokenizer.token_match("*" * 60)

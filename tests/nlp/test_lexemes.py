from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.lexemes import lex


def test_lexemes_are_the_same_whatever_a_tokenizer_would_do() -> None:
    pieces = [(lexeme.kind, lexeme.text, lexeme.gap) for lexeme in lex("post-1945, €1.2bn in the 1990s.¹⁰ ")]
    assert pieces == [
        ("word", "post", ""),
        ("symbol", "-", ""),
        ("digits", "1945", ""),
        ("symbol", ",", ""),
        ("symbol", "€", " "),
        ("digits", "1", ""),
        ("symbol", ".", ""),
        ("digits", "2", ""),
        ("word", "bn", ""),
        ("word", "in", " "),
        ("word", "the", " "),
        ("digits", "1990", " "),
        ("word", "s", ""),
        ("symbol", ".", ""),
        ("symbol", "¹", ""),
        ("symbol", "⁰", ""),
    ]


@given(st.text(max_size=80))
def test_lexemes_and_gaps_hold_the_whole_text(text: str) -> None:
    lexemes = lex(text)
    assert "".join(lexeme.gap + lexeme.text for lexeme in lexemes) == text.rstrip()
    assert all(text[lexeme.start : lexeme.end] == lexeme.text for lexeme in lexemes)

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.lexemes import lex
from outsider_etl.nlp.numerals import SCALE_WORDS, Numeral, read_numeral, read_ordinal

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("1E15"), allow_nan=False, allow_infinity=False, places=3)


def read_all(text: str) -> tuple[str, str] | None:
    """Return the value of the numeral that `text` begins with, and what it leaves over."""
    lexemes = lex(text)
    numeral = read_numeral(lexemes, 0)
    if numeral is None:
        return None
    return f"{numeral.value.normalize():f}", text[lexemes[numeral.end - 1].end :].strip()


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("250", "250", ""),
        ("1,000", "1000", ""),
        ("1,234,567.89", "1234567.89", ""),
        ("12,34,567", "1234567", ""),
        ("10 000", "10000", ""),
        ("10\u00a0000\u00a0000", "10000000", ""),
        ("1'000'000", "1000000", ""),
        ("1.234.567", "1234567", ""),
        ("1.234,56", "1234.56", ""),
        ("1.234", "1.234", ""),
        ("1,5", "1.5", ""),
        (".5", "0.5", ""),
        ("1½", "1.5", ""),
        ("2 1/2 million", "2500000", ""),
        ("101 3/8", "101.375", ""),
        ("5 1/3", "5", "1/3"),
        ("5 1/2/2019", "5", "1/2/2019"),
        ("2019 1/2", "2019", "1/2"),
        ("5¹² million", "5000000", ""),
        ("5[12] million", "5000000", ""),
        ("5[12] people", "5", "[12] people"),
        ("2019 100 people", "2019", "100 people"),
        ("19, 20", "19", ", 20"),
        ("1,000,5", "1000", ",5"),
        ("2.5 million", "2500000", ""),
        ("2-million-strong", "2000000", "-strong"),
        ("5 lakh crore", "5000000000000", ""),
        ("3 hundred thousand", "300000", ""),
        ("2 million 500 thousand", "2500000", ""),
        ("2 million 2019", "2000000", "2019"),
        ("twenty-five", "25", ""),
        ("twenty five", "25", ""),
        ("two hundred and fifty thousand", "250000", ""),
        ("one hundred fifty", "150", ""),
        ("twenty-five hundred", "2500", ""),
        ("two thousand and nineteen", "2019", ""),
        ("one million two hundred thousand", "1200000", ""),
        ("one million and two million", "1000000", "and two million"),
        ("five and six", "5", "and six"),
        ("one and a half billion", "1500000000", ""),
        ("three and three quarters million", "3750000", ""),
        ("a billion and a half", "1500000000", ""),
        ("a quarter of a million", "250000", ""),
        ("three-quarters of a billion", "750000000", ""),
        ("a half-billion", "500000000", ""),
        ("half a million", "500000", ""),
        ("half a century", "0.5", "a century"),
        ("half", "0.5", ""),
        ("a hundred", "100", ""),
        ("two dozen", "24", ""),
        ("5m people", "5", "m people"),
    ],
)
def test_numerals_read_value_and_end(text, value, rest):
    assert read_all(text) == (value, rest)


@pytest.mark.parametrize(
    "text",
    ["dozens of", "hundreds of millions", "million", "a few million", "a third", "a quarter", "a year", "", "9" * 25],
)
def test_numerals_reject_what_has_no_exact_value(text):
    assert read_all(text) is None


def test_numerals_read_scale_abbreviations_that_the_caller_allows():
    lexemes = lex("1.5bn")
    assert read_numeral(lexemes, 0) == Numeral(Decimal("1.5"), 3, Decimal(1), spelled=False)
    scales = {**SCALE_WORDS, "bn": Decimal("1E9")}
    assert read_numeral(lexemes, 0, scales=scales) == Numeral(Decimal("1.5E9"), 4, Decimal("1E9"), spelled=False)


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("21st century", 21, 2),
        ("third", 3, 1),
        ("twentieth", 20, 1),
        ("twenty-first", 21, 3),
        ("forty second", 42, 2),
        ("hundredth", 100, 1),
    ],
)
def test_numerals_read_ordinal(text, value, end):
    assert read_ordinal(lex(text), 0) == Numeral(Decimal(value), end, Decimal(1), spelled=text[0].isalpha())


@pytest.mark.parametrize("text", ["21", "21 st", "twenty", "twenty-twentieth", "five", ""])
def test_numerals_read_no_ordinal(text):
    assert read_ordinal(lex(text), 0) is None


@given(AMOUNTS)
def test_numerals_read_back_what_was_formatted(amount):
    lexemes = lex(f"{amount:,}")
    numeral = read_numeral(lexemes, 0)
    assert numeral == Numeral(amount, len(lexemes), Decimal(1), spelled=False)


@given(st.text(alphabet=" 0123456789.,'-½aint") | st.text(), st.integers(0, 20))
def test_numerals_end_behind_their_start(text, index):
    lexemes = lex(text)
    for read in (read_numeral, read_ordinal):
        numeral = read(lexemes, index)
        assert numeral is None or index < numeral.end <= len(lexemes)

import gc
import time
from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from outsider_etl.nlp.lexemes import lex
from outsider_etl.nlp.money import find_money, qualifiers, words
from outsider_etl.nlp.money.currencies import SUBUNITS
from outsider_etl.nlp.money.finding import find_among
from outsider_etl.nlp.values import Money


def found(text: str) -> list[tuple[int, int, Money]]:
    return [(item.start, item.end, item.value) for item in find_money(text)]


CURRENCIES = st.sampled_from([("$", "USD"), ("€", "EUR"), ("HK$", "HKD"), ("CHF ", "CHF"), ("UAH ", "UAH")])
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("1E15"), allow_nan=False, allow_infinity=False, places=2)


@given(AMOUNTS, CURRENCIES)
def test_money_finds_back_what_was_formatted(amount, currency):
    sign, code = currency
    assert found(f"paid {sign}{amount:,} then") == [(5, 5 + len(f"{sign}{amount:,}"), Money(amount, amount, code))]


@given(AMOUNTS, st.sampled_from(["million", "billion", "trillion"]))
def test_money_multiplies_exactly(amount, scale):
    power = {"million": 6, "billion": 9, "trillion": 12}[scale]
    [item] = find_money(f"{amount} {scale} euros")
    assert item.value == Money(amount.scaleb(power), amount.scaleb(power), "EUR")


PIECES = [
    "$",
    "5",
    "1,000",
    "-",
    "–",
    " ",
    "million",
    "to",
    "and",
    "a",
    "half",
    "euros",
    "USD",
    "cents",
    ".",
    "\\",
    "twenty",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_money_spans_lie_on_the_text_in_order(text):
    edges = [edge for item in find_money(text) for edge in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(0 <= item.start < item.end <= len(text) for item in find_money(text))


PHRASES = [" ".join(phrase) for phrase in (*qualifiers.BEFORE, *qualifiers.BEHIND)]
SUBUNIT_WORDS = [form for forms in SUBUNITS for form in forms.split()]
TABLES = [words.MONEY_SCALES, SUBUNIT_WORDS, words.RANGE_WORDS, words.RANGE_DASHES, words.PRICE_YEAR_CUES, PHRASES]
TERMS = st.sampled_from(TABLES).flatmap(lambda table: st.sampled_from(sorted(table)))
FIGURES = st.sampled_from("0 zero 1 12 31 99 2000 9999 0.0 $0 US$9999 -1 EUR euros rouble ₽ £ 1e9 ½ minus".split())


@settings(max_examples=400)
@given(st.lists(TERMS | FIGURES | FIGURES, max_size=12), st.sampled_from(["", " "]))
def test_money_never_fails_on_the_words_of_its_grammar(pieces, gap):
    text = gap.join(pieces)
    assert all(text[item.start : item.end].strip() for item in find_money(text))


CODES = frozenset(Locale("en").currencies)
MIXED = st.lists(TERMS | FIGURES | st.sampled_from(PIECES), max_size=12)


@given(MIXED, st.sampled_from(["", " "]))
def test_money_is_in_order_of_amount_and_in_a_known_currency(pieces, gap):
    for item in find_money(gap.join(pieces)):
        assert item.value.amount_min <= item.value.amount_max
        assert item.value.currency in CODES


@settings(max_examples=400)
@given(MIXED, st.sampled_from(["", " "]))
def test_money_is_found_without_lexing_the_rest(pieces, gap):
    text = gap.join(piece for piece in pieces if piece != " ")
    assert find_money(text) == list(find_among(lex(text)))


UNRELATED = st.sampled_from(["The committee met. ", "Nothing else was said of it. " * 9, "As Table 3 shows, it rose. "])
SAMPLES = st.sampled_from(
    [
        "$5 million",
        "€1.2bn",
        "5 to 10 million euros",
        "two hundred and fifty dollars",
        "USD 10-20 million",
        "-$5m",
        "3 cents",
    ]
)


@given(UNRELATED, SAMPLES, UNRELATED)
def test_money_is_the_same_in_any_surroundings(before, sample, after):
    [alone] = find_money(f"It cost {sample}. ")
    [item] = find_money(f"{before}It cost {sample}. {after}")
    assert (item.start - len(before), item.end - len(before), item.value) == (alone.start, alone.end, alone.value)


EMPTY = [
    "1",
    "$",
    "1-",
    "1,",
    "1,000,",
    "(",
    "($",
    "$-",
    "million ",
    "a ",
    "one and ",
    " ",
    "\n",
    "us$",
    "A$",
    "dollar ",
    "[1]",
    "negative ",
    "Mio. ",
    "deux cent ",
]
FIGURED = [
    "$1 ",
    "1$",
    "$1-",
    "$1 or ",
    "USD 1 ",
    "5 cents ",
    "$(1) ",
    "one dollar and one ",
    "$1 million[1] ",
    "$1, respectively ",
]


def seconds(text: str) -> float:
    # A collection of garbage takes longer the more there is in memory, also of other tests.
    gc.disable()
    try:
        start = time.process_time()
        find_money(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", EMPTY)
def test_money_passes_fast_over_hostile_text_without_figures(piece):
    assert seconds(piece * (200_000 // len(piece))) < 2


@pytest.mark.parametrize("piece", FIGURED)
def test_money_reads_hostile_figures_in_linear_time(piece):
    seconds(piece * 10)
    small, large = (seconds(piece * (size // len(piece))) for size in (5_000, 40_000))
    assert large < 25 * small + 0.25

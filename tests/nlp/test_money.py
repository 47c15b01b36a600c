import time
from decimal import Decimal

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from outsider_etl.nlp.money import find_money, words
from outsider_etl.nlp.values import Money
from tests.nlp.inline import Marked, parse

SIGNS = """
pledged <money amount=4500000000 currency=USD>$4.5 billion</money> to the fund
cost <money amount=3000000000 currency=USD>$3 billion</money>
about <money amount=14000000 currency=USD qualifier=about>$ 14 million</money> of 1988 sales
1988 sales of about <money amount=14000000 currency=USD qualifier=about>$ 14 million</money> in all
worth <money amount=3000000000 currency=USD>$3 billion</money>⁴ at the time
<money amount=1200000000 currency=USD>$1.2 billion</money> in FY2026
the US gave <money amount=2500000 currency=USD>US$2.5m</money> in aid
spent <money amount=7000000 currency=USD>U.S.$7 million</money>
the firm paid us <money amount=10 currency=USD>$10</money> for it
Canberra set aside <money amount=270000000000 currency=AUD>A$270 billion</money>
a <money amount=5 currency=USD>$5</money> fee
Ottawa's <money amount=1100000 currency=CAD>C$1.1 million</money> grant
<money amount=780000000 currency=HKD>HK$780 million</money> and <money amount=40000 currency=BRL>R$40,000</money>
<money amount=1200000000 currency=EUR>€1.2bn</money> over ten years
<money amount=1500000 currency=EUR>€1,5 million</money> in subsidies
<money amount=15000 currency=EUR>15 000 €</money> a head
<money amount=500000 currency=GBP>£500k</money> a year
<money amount=90000000000 currency=RUB>₽90 billion</money> or <money amount=50000 currency=INR>₹50,000</money>
<money amount=5000000000 currency=CNY>CN¥5 billion</money>
<money amount=100 currency=CNY>100元</money>
in 2019 <money amount=6000000 currency=USD>$6 million</money> was spent
<money amount=0.5 currency=USD>$.50</money> each
<money amount=1500000 currency=USD>$1½ million</money>
"""

CODES = """
a loan of <money amount=5000 currency=USD>USD 5,000</money>
<money amount=115.5 currency=USD>115.5USD</money>
<money amount=30000000 currency=USD>30 MUSD</money> in losses
<money amount=75000000 currency=EUR>75 EUR million</money>
<money amount=12000000 currency=CHF>CHF 12 million</money> for the lab
<money amount=400000000 currency=KZT>400 million KZT</money>
<money amount=2000000000 currency=INR>Rs. 200 crore</money>
<money amount=26000000000 currency=COP>COP 26 billion</money>
In 2021 <money amount=40000000 currency=NOK>NOK 40 million</money> went to it
"""

NAMES = """
<money amount=90000000000 currency=RUB>90 billion roubles</money> for the development
<money amount=20 currency=RUB>twenty rubles</money>
<money amount=90000000000 currency=RUB>90 bn. roubles</money> later
<money amount=19000000000 currency=SUR>19 billion Soviet rubles</money>
<money amount=5000000 currency=HKD>5 million Hong Kong dollars</money>
<money amount=300 currency=CAD>300 Canadian dollars</money>
<money amount=300 currency=USD>300 U.S. dollars</money>
<money amount=2000000 currency=FIM>two million Finnish markka</money>
<money amount=250000000 currency=NLG>250 million Dutch guilders</money>
<money amount=40 currency=GBP>40 pounds sterling</money>
<money amount=40000000 currency=GBP>40 million pounds</money>
<money amount=600000000 currency=SEK>600 million Swedish crowns</money>
<money amount=3000000000000 currency=KRW>3 trillion won</money>
<money amount=7000 currency=KRW>7,000 South Korean won</money>
<money amount=42 currency=LBP>42 Lebanese pounds</money>
<money amount=2000000000 currency=XOF>2 billion CFA francs</money>
<money amount=10 currency=MNT>ten tugriks</money>
<money amount=2000 currency=EUR>2000 euros</money> a month
a <money amount=5000000000 currency=EUR>five-billion-euro</money> plan
<money amount=0.12 currency=USD>12-cent</money> stamps
<money amount=1.97 currency=GBP>197 pence</money> a share
<money amount=3.5 currency=USD>3 dollars 50 cents</money>
<money amount=13.45 currency=USD>thirteen dollars and forty-five</money>.
<money amount=5.25 currency=KWD>5 Kuwaiti dinars and 250 fils</money>
"""

WORDS = """
<money amount=1500000000 currency=USD>one and a half billion dollars</money>
<money amount=250000 currency=EUR>a quarter of a million euros</money>
<money amount=500000 currency=USD>half a million dollars</money>
<money amount=250000 currency=USD>two hundred and fifty thousand dollars</money>
<money amount=100 currency=USD>a hundred dollars</money>
"""

RANGES = """
from <money amount=1300000000 currency=USD>$1.3</money> to <money amount=6100000000 currency=USD>$6.1 billion</money>
from \\<money amount=1200000 currency=USD>$1.2</money> to \\<money amount=6000000 currency=USD>$6 million</money>
<money min=5000000 max=10000000 currency=USD>$5-10 million</money>
<money min=5000000 max=10000000 currency=USD>$5 million–10 million</money>
<money amount=5000000 currency=EUR>€5</money> to <money amount=10000000 currency=EUR>€10 million</money>
<money min=5000000 max=10000000 currency=EUR>€5 to 10 million</money> per year
<money min=5000000 max=10000000 currency=EUR>5 to 10 million euros</money>
between <money min=5000000 max=10000000 currency=EUR>5 and 10 million euros</money>
between <money amount=1200000000 currency=EUR>€1.2bn</money> and <money amount=1500000000 currency=EUR>€1.5bn</money>
between <money amount=1000000 currency=USD>$1</money> and <money amount=2000000 currency=USD>$2 million</money>
<money amount=3000000 currency=USD>$3 million</money> or <money amount=4000000 currency=USD>$4 million</money>
<money min=10 max=20 currency=USD>10-20 dollars</money>
from <money amount=500 currency=USD>$500</money> to <money amount=1000000 currency=USD>$1 million</money>
<money amount=20 currency=USD>$20</money> and <money amount=5000000 currency=USD>$5 million</money>
<money amount=50 currency=USD>$50</money> to 100 people
<money amount=5 currency=USD>$5</money> to 10 percent of buyers
<money amount=5 currency=USD>$5</money> to 10 per cent of buyers
<money min=5 max=10 currency=USD>$5 to 10</money> per ton
"""

SURROUNDINGS = """
<money amount=40 currency=USD>$40</money> a barrel
a <money amount=2000000 currency=USD>$2-million</money>-a-year contract
a <money amount=5000000 currency=USD>$5m</money>-a-year job
(<money amount=1200 currency=USD>$1,200</money>)
a loss of <money amount=-5000000 currency=USD>-$5 million</money>
\\<money amount=3000000000 currency=USD>$3 billion</money>
<money amount=300000000 currency=CAD>$300 million CAD</money>
a <money amount=20 currency=USD>$20</money> T-shirt
"""

QUALIFIERS = """
around <money amount=5 currency=USD qualifier=about>$5</money>
an estimated <money amount=5 currency=USD qualifier=about>$5</money>
~<money amount=5 currency=USD qualifier=about>$5</money>
more than <money amount=5 currency=USD qualifier=more_than>$5</money>
in excess of \\<money amount=5 currency=USD qualifier=more_than>$5</money>
less than <money amount=5 currency=EUR qualifier=less_than>5 euros</money>
up to <money min=5 max=9 currency=USD qualifier=up_to>$5-9</money>
no more than <money amount=5 currency=USD qualifier=up_to>$5</money>
at least <money amount=5 currency=USD qualifier=at_least>$5</money>
no less than a <money amount=5 currency=USD qualifier=at_least>$5</money> share
<money amount=5 currency=USD qualifier=at_least>$5</money> or more
"""

NO_MONEY = """
5m people and 40 percent of 3 billion
she won 3 medals and 3,000 votes
in 2016 Trump won
a 2,000-pound bomb and 80,000 pounds of steel, some 3 million pounds of it
50 Cent sang of US$ and $HOME
COP 26 and the TOP 10 of AMD
3 AMD chips and 44 GMD interceptors
the NIS 2 Directive, NIS2, PHP 8 and 3 CAD drawings
Euro 2020 and Euro 6 engines
5 m from § 12 at 30 °C
call +1 202 555 0100
prices in 2015 dollars and constant 2010 US$
hundreds of millions of dollars
a few million dollars
a multi-million-dollar deal
the yuan 3 percent lower
the mark 5 years later
5 real people, 3 marks out of ten
the dollar
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def expected(span: Marked) -> tuple[int, int, Money]:
    low = span.attributes.get("min") or span.attributes["amount"]
    high = span.attributes.get("max") or span.attributes["amount"]
    qualifier = span.attributes.get("qualifier")
    return span.start, span.end, Money(Decimal(low), Decimal(high), span.attributes["currency"], qualifier)


def found(text: str) -> list[tuple[int, int, Money]]:
    return [(item.start, item.end, item.value) for item in find_money(text)]


@pytest.mark.parametrize(
    "marked",
    [line for block in (SIGNS, CODES, NAMES, WORDS, RANGES, SURROUNDINGS, QUALIFIERS) for line in lines(block)],
)
def test_money_finds_span_and_value(marked):
    text, spans = parse(marked)
    assert found(text) == [expected(span) for span in spans]


@pytest.mark.parametrize("text", lines(NO_MONEY))
def test_money_ignores_other_figures(text):
    assert found(text) == []


def test_money_component_sets_entities():
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_money")
    doc = nlp("The fund grew from \\$1.3 to \\$6.1 billion, or 80bn roubles.")
    values = [(ent.text, ent.label_, ent._.money.amount_min, ent._.money.currency) for ent in doc.ents]
    assert values == [
        ("$1.3", "MONEY", Decimal(1300000000), "USD"),
        ("$6.1 billion", "MONEY", Decimal(6100000000), "USD"),
        ("80bn roubles", "MONEY", Decimal(80000000000), "RUB"),
    ]


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


PHRASES = [" ".join(phrase) for phrase in (*words.BEFORE, *words.BEHIND)]
TABLES = [words.MONEY_SCALES, words.SUBUNITS, words.RANGE_WORDS, words.RANGE_DASHES, words.PRICE_YEAR_CUES, PHRASES]
TERMS = st.sampled_from(TABLES).flatmap(lambda table: st.sampled_from(sorted(table)))
FIGURES = st.sampled_from("0 zero 1 12 31 99 2000 9999 0.0 $0 US$9999 -1 EUR euros rouble ₽ £ 1e9 ½ minus".split())


@settings(max_examples=400)
@given(st.lists(TERMS | FIGURES | FIGURES, max_size=12), st.sampled_from(["", " "]))
def test_money_never_fails_on_the_words_of_its_grammar(pieces, gap):
    text = gap.join(pieces)
    assert all(text[item.start : item.end].strip() for item in find_money(text))


@pytest.mark.parametrize("piece", ["1", "$", "1,", "1,000,", "$1-", "twenty-", "one million ", "us$", "and a half "])
def test_money_reads_hostile_text_in_linear_time(piece):
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    find_money(text)
    assert time.process_time() - start < 10

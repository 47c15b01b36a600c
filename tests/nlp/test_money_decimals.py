from decimal import Decimal

import pytest
import spacy

from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.money.decimals import COMMA, POINT, decimal_sign_of


@pytest.mark.parametrize(
    ("sign", "language", "text"),
    [
        (COMMA, None, "Die Quote stieg auf 8,5 Prozent."),
        (COMMA, None, "Le budget atteint 5,2 Md€ et 3,5 M€."),
        (COMMA, None, "Abschnitt 2.1, Gesetz vom 3.4.2019: 1.500,50 Euro"),
        (COMMA, "de", "Er zahlte 1.500 Euro. 2.1 Europäische Verteidigung, 3.2 Militärische Lage"),
        (COMMA, "en", "In all € 2.500.000, 1,5 million euros, 8,5 percent and 3,2 percent."),
        (POINT, None, "Er zahlte 1.500 Euro."),
        (POINT, "en", "It cost 1.500 euros."),
        (POINT, "en", "5.000% Senior Notes, 4.625% and $1.125 billion; see chapters 2,3 European policy"),
        (POINT, "de", "In der Schweiz sind es 8.5 Prozent, 2.5 Prozent und 1.25 Mio. Franken, für CHF 1'500."),
    ],
)
def test_decimals_follow_the_numbers_of_a_document_and_else_its_language(sign, language, text):
    assert decimal_sign_of([text], language) == sign


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500 Euro", "1500"),
        ("€ 3.200", "3200"),
        ("1.500,25 Euro", "1500.25"),
        ("2.500.000 EUR", "2500000"),
        ("1.250 Mio. Euro", "1250000000"),
        ("8,5 Mrd. Euro", "8500000000"),
        ("12.50 Euro", "12.5"),
        ("3,125 Milliarden Euro", "3125000000"),
        ("12.345,678 Euro", "12345.678"),
        ("0.125 Mrd. Euro", "125000000"),
        ("1,234,567 Euro", "1234567"),
        ("1 Billion Euro", "1000000000000"),
        ("2,1 Billion Euro", "2100000000"),
        ("1 Billion €", "1000000000000"),
        ("1 Billion US-Dollar", "1000000000000"),
        ("2 billions de dollars", "2000000000000"),
        ("un billion de dollars", "1000000000000"),
        ("deux billions d'euros", "2000000000000"),
        ("1 billion euros", "1000000000"),
    ],
)
def test_money_takes_points_for_those_of_thousands_where_decimals_have_commas(text, amount):
    [item] = find_money(text, decimal_sign=COMMA)
    assert (text[item.start : item.end], item.value.amount_max) == (text, Decimal(amount))


def test_money_takes_a_billion_of_english_titles_for_one_of_english():
    [item] = find_money("Das Buch The 1 Billion Dollar Question", decimal_sign=COMMA)
    assert item.value.amount_max == Decimal("1E9")


def test_money_component_asks_the_doc_what_stands_before_decimals():
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_money")
    assert [ent._.money.amount_max for ent in nlp("Er zahlte 1.500 Euro, also 8,5 Prozent.").ents] == [1500]
    doc = nlp.make_doc("It traded at $1.125.")
    doc._.decimal_sign = POINT
    assert [ent._.money.amount_max for ent in nlp(doc).ents] == [Decimal("1.125")]

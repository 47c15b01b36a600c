import pytest

from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.money.owners import currencies_of


def codes_of(text):
    return [found.value.currency for found in find_money(text, currencies_of([text]))]


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("PKR", "Pakistan raised its budget to Rs 1,804 billion."),
        (
            "PKR",
            "Pakistan, unlike India, spent 50 billion rupees. Pakistan, Pakistani, Pakistan.",
        ),
        ("PHP", "The Philippines allocated 300 billion pesos."),
        ("CLP", "Chile spent 500 billion pesos."),
        ("UGX", "Uganda's Shs52.7tn budget"),
        ("TZS", "Tanzania paid 5 million shillings."),
        ("KES", "It cost Sh3.6 trillion."),
        ("CNY", "China announced ¥1.55 trillion."),
        ("EGP", "Egypt spent 300 billion pounds."),
        ("SSP", "South Sudan spent 3 billion pounds."),
        ("DKK", "Denmark spends 75 billion kroner."),
        ("XOF", "Senegal borrowed 300 billion francs."),
        ("FRF", "France owed 100 million francs to its own bank."),
        ("IQD", "Iraq's budget is 198.9 trillion dinars."),
        ("CZK", "The Czech budget is 111.8 billion crowns."),
    ],
)
def test_shared_names_are_those_of_the_country_that_a_text_tells_of(currency, text):
    assert codes_of(text) == [currency]


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("INR", "India fenced its border with Pakistan for Rs 500 crore."),
        ("INR", "It cost Rs 500 crore."),
        ("JPY", "Japan and China will pay ¥5 trillion."),
        ("MXN", "Mexico, Chile and Colombia pay 5 million pesos."),
        ("GBP", "The UK gave the Egyptian army 30 million pounds."),
        ("GBP", "Egypt bought arms for £30 million."),
        ("GBP", "Egypt bought arms for 30 million pounds sterling."),
        ("INR", "Pakistan owes 5 million Indian rupees."),
        ("JPY", "China lent 5 billion yen."),
    ],
)
def test_shared_names_are_the_usual_ones_without_clear_evidence(currency, text):
    assert codes_of(text) == [currency]


def test_shared_names_are_told_by_all_texts_together():
    assert (
        currencies_of(["Chile is long.", "It cost 5 pesos.", "All dollars are in Canadian dollars."])["peso"] == "CLP"
    )

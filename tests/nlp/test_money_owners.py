import pytest

from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.money.owners import currencies_of


def codes_of(text):
    return [found.value.currency for found in find_money(text, currencies_of([text]))]


@pytest.mark.parametrize(
    ("currency", "owner", "text"),
    [
        ("PKR", "Pakistan", "It raised its budget to Rs 1,804 billion."),
        ("PHP", "The Philippines", "It allocated 300 billion pesos."),
        ("CLP", "Chile", "It spent 500 billion pesos."),
        ("UGX", "Uganda", "A Shs52.7tn budget"),
        ("TZS", "Tanzania", "It paid 5 million shillings."),
        ("CNY", "China", "It announced ¥1.55 trillion."),
        ("EGP", "Egypt", "It spent 300 billion pounds."),
        ("SSP", "South Sudan", "It spent 3 billion pounds."),
        ("DKK", "Denmark", "It spends 75 billion kroner."),
        ("XOF", "Senegal", "It borrowed 300 billion francs."),
        ("XOF", "Ivory Coast", "It borrowed 300 billion francs."),
        ("CDF", "Congo", "It borrowed 300 billion francs."),
        ("FRF", "France", "It owed 100 million francs to its own bank."),
        ("IQD", "Iraq", "Its budget is 198.9 trillion dinars."),
        ("CZK", "The Czech Republic", "The budget is 111.8 billion crowns."),
        ("ZMW", "Zambia", "It spent K3.4 billion on maize, and signed up K 12 million Type K 3 times."),
        ("MWK", "Malawi", "It owed K450 million."),
    ],
)
def test_shared_names_are_those_of_the_country_that_a_text_tells_of(currency, owner, text):
    assert codes_of(f"{text} {owner} is large. {owner} borders on others. {owner} has a port.") == [currency]


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("INR", "India fenced its border with Pakistan for Rs 500 crore."),
        ("INR", "Pakistan, unlike India, spent 50 billion rupees. Pakistan, Pakistani, Pakistan."),
        ("INR", "It cost Rs 500 crore."),
        ("KES", "It cost Sh3.6 trillion."),
        ("JPY", "Japan and China will pay ¥5 trillion."),
        ("JPY", "Tokyo will spend ¥43 trillion on defence to deter China."),
        ("JPY", "Japan will spend ¥43 trillion. China, China's PLA, Chinese ships, China's coast guard."),
        ("JPY", "It will patrol the South China Sea, the East China Sea and the South China Sea for ¥5 trillion."),
        ("MXN", "Mexico, Chile and Colombia pay 5 million pesos."),
        ("GBP", "The UK gave the Egyptian army 30 million pounds."),
        ("GBP", "The U.K. gave 30 million pounds to Egypt. Egypt, Egypt and Egypt."),
        ("GBP", "The Foreign Office granted Egypt 30 million pounds; Cairo thanked Whitehall."),
        ("GBP", "Whitehall gave 30 million pounds to Egypt, Egypt, Egypt."),
        ("GBP", "Brexit cost London 350 million pounds a week, and the Sudan programme was cut."),
        ("GBP", "Scotland and Wales and England got 5 million pounds from Westminster; Egypt watched."),
        ("RUB", "Belarus depends on Moscow. The Kremlin's budget is 10 trillion rubles. Belarus. Belarus."),
        ("CHF", "Prussia demanded five billion francs from Paris in 1871. Luxembourg was neutral."),
        ("CHF", "Geneva-based foundations gave 4 million francs for Rwanda, Rwanda and Rwanda."),
        ("CHF", "Switzerland gave 20 million francs to Mali, Niger, Senegal and Togo."),
        ("CHF", "It lent 20 million francs to Papua New Guinea. Papua New Guinea, Papua New Guinea."),
    ],
)
def test_shared_names_are_the_usual_ones_without_clear_evidence(currency, text):
    assert codes_of(text) == [currency]


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("GBP", "Egypt bought arms for £30 million. Egypt, Egypt."),
        ("GBP", "Egypt bought arms for 30 million pounds sterling. Egypt, Egypt."),
        ("INR", "Pakistan owes 5 million Indian rupees. Pakistan, Pakistan."),
        ("JPY", "China lent 5 billion yen. China, China."),
    ],
)
def test_names_of_one_country_need_no_telling(currency, text):
    assert codes_of(text) == [currency]


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan earned 5 million dinars.",
        "The Tunisian coin hoard of Tunis, Tunisia, contained 300 dinars. Tunisia.",
        "It stands at 3 crowns 500 in Sweden. Sweden, Sweden.",
    ],
)
def test_names_that_are_common_to_many_are_no_money_without_clear_evidence(text):
    assert not codes_of(text)


def test_shared_names_are_told_by_all_texts_together():
    texts = ["Chile is long.", "Chilean wine.", "Chile.", "It cost 5 pesos.", "All dollars are in Canadian dollars."]
    assert currencies_of(texts)["peso"] == "CLP"

import pytest

from outsider_etl.nlp.money.dollars import dollar_of


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("AUD", "All figures are in Australian dollars. The fund spent $5 million."),
        ("AUD", "All dollar amounts in this report are expressed in Australian dollars unless otherwise stated."),
        ("CAD", "(All $ amounts are in Canadian dollars except where stated.) It cost $5 million."),
        ("AUD", "All \\$ figures are in Australian dollars. It cost \\$5 million."),
        ("CAD", "In this report, “$” refers to Canadian dollars."),
        ("CAD", "Dollar figures are in Canadian dollars."),
        ("CAD", "Note: dollars are Canadian unless noted. $5"),
        ("NZD", "Unless otherwise stated, all values are in NZD. $5"),
        ("NZD", "Values are in New Zealand dollars unless otherwise indicated: $5 million"),
        ("HKD", "All prices quoted are in Hong Kong dollars (HK$). $400"),
        ("SGD", "The currency is the Singapore dollar. $3"),
    ],
)
def test_dollars_follow_a_statement(currency, text):
    assert dollar_of([text]) == currency


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("AUD", "© Commonwealth of Australia 2020\nThe budget is $5 billion."),
        ("CAD", "© Her Majesty the Queen in Right of Canada, 2019. $3 million."),
    ],
)
def test_dollars_follow_the_imprint_of_a_government(currency, text):
    assert dollar_of([text]) == currency


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("AUD", "The mine sold for $100 million (US$75 million), as the Australian dollar fell."),
        ("CAD", "The Bank bought $5 billion, $6 billion and US$3 billion as the Canadian dollar rose."),
    ],
)
def test_dollars_follow_what_a_text_tells_apart(currency, text):
    assert dollar_of([text]) == currency


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$5 million",
        "The U.S. gave $5 billion and Australia A$3 billion.",
        "He paid 300 Canadian dollars ($220) for it.",
        "The price of oil is $40 a barrel; costs are in Canadian dollars.",
        "Australia spent $5 billion. The Australian dollar fell. US officials said.",
        "All figures are in US dollars. The Australian dollar fell.",
        "All $ amounts were made of Canadian dollars at a rate of 1.3. It cost $5 million.",
        "All $ figures leave out what was paid in Australian dollars. It cost $5 million.",
        "A loan of US$5 million and US$7 million, then $3 million; the Jamaican dollar fell.",
        "It cost $5 (US$4), in Canadian dollars or in Australian dollars.",
    ],
)
def test_dollars_are_american_without_clear_evidence(text):
    assert dollar_of([text]) == "USD"


def test_dollars_are_told_by_all_texts_together():
    assert dollar_of(["It cost $5.", "Nothing.", "Dollar amounts are in Canadian dollars."]) == "CAD"

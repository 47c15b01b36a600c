import pytest

from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.translation import with_english_dates
from outsider_etl.text import Text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("27. Februar 2022", "2022-02-27"),
        ("1er août 2019", "2019-08-01"),
        ("3 octobre 2023", "2023-10-03"),
        ("März 2021", "2021-03"),
        ("14 July 2022", "2022-07-14"),
        ("2. Dez. 2020", "2020-12-02"),
    ],
)
def test_dates_in_german_and_french_are_read_and_lead_back(text, edtf):
    around = f"Das war am {text}, und nicht früher."
    english = with_english_dates(Text.of(around))
    [found] = find_dates(english.value)
    start, end = english.origin(found.start, found.end)
    assert (around[start:end], found.value.edtf) == (text, edtf)


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Auguſt 1914",
        "Mars 2020",
        "Il a été élu.",
        "Mars 2,5 Mio.",
        "Chiang Mai und Juli",
        "Nr. 27. Mais",
        "1. Junior",
    ],
)
def test_words_that_are_no_dates_are_left_as_they_are(text):
    assert with_english_dates(Text.of(text)).value == text

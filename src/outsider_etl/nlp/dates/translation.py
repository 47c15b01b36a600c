"""Dates in German and French as the grammar of dates reads them: "27. Februar 2022" as "27 February 2022"."""

import re
from collections.abc import Iterator
from functools import cache

from outsider_etl.nlp.dates.months import english_month, month_numbers
from outsider_etl.text import Edit, Text

LANGUAGES = frozenset(("de", "fr"))
"""The ISO 639-1 codes of the languages that are translated."""

_PLANET = "Mars"


def with_english_dates(text: Text) -> Text:
    """Return a text with the months in English that a day stands before or a year behind, and without what marks days.

    Its `origin` leads back to the given one. A month alone is left as it is, and so is "Mars 2020":
    these are names as well.
    """
    return text.edit(_edits(text.value))


def _edits(value: str) -> Iterator[Edit]:
    for match in _dated_month().finditer(value):
        start, end = match.span("month")
        number = month_numbers().get(match["month"].lower())  # none for "Auguſt", which matches all the same
        if number is None or not (match["day"] or (match["year"] and match["month"] != _PLANET)):
            continue
        if match["mark"]:
            yield Edit(*match.span("mark"))
        yield Edit(start, end + (match["year"] or "").startswith("."), english_month(number))


@cache
def _dated_month() -> re.Pattern[str]:
    names = "|".join(sorted((name for name in month_numbers() if len(name) > 2), key=len, reverse=True))
    return re.compile(
        rf"(?P<day>\b\d{{1,2}}(?P<mark>\.|er)?\s)?\b(?P<month>{names})\b(?P<year>\.?\s(?:1[5-9]|20)\d\d\b)?",
        re.IGNORECASE,
    )

"""The days that a date of issue stands for, in the languages that notes are written in."""

import re
from datetime import date
from functools import lru_cache

from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.months import english_month, month_numbers
from outsider_etl.nlp.values import DateValue

_SEASONS = {
    "printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter",
    "frühjahr": "spring", "frühling": "spring", "sommer": "summer", "herbst": "autumn",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+\.?")
_FIRST = re.compile(r"\b1(?:er|st|ᵉʳ)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})\.(?=\s*[-–/]?\s*(?:\d{1,2}\.\s*)?[^\W\d_])")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")


@lru_cache(maxsize=10_000)
def issued(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of what `text` says, both inclusive, or None where it names no date."""
    english = _WORD.sub(_in_english, _ORDINAL.sub(r"\1", _FIRST.sub("1", _DOTTED.sub(r"\3-\2-\1", text))))
    values = [found.value for found in find_dates(english)]
    spans = [(value.start, value.end) for value in values if isinstance(value, DateValue) and value.start and value.end]
    # "2019, May 5": the year says nothing that the day does not.
    narrow = [one for one in spans if not any(other != one and _holds(one, other) for other in spans)]
    return (min(start for start, _ in narrow), max(end for _, end in narrow)) if narrow else None


def _holds(outer: tuple[date, date], inner: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _in_english(match: re.Match[str]) -> str:
    word = match.group().lower().strip(".")
    number = month_numbers().get(word)
    return english_month(number) if number else _SEASONS.get(word) or match.group()

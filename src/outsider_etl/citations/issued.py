"""The days that a date of issue stands for, in the languages that notes are written in."""

import re
from datetime import date
from functools import cache, lru_cache

from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.foreign_words import SEASONS
from outsider_etl.nlp.dates.months import english_month, month_numbers
from outsider_etl.nlp.values import DateValue

_WORD = re.compile(r"[^\W\d_]+\.?")
_FIRST = re.compile(r"\b1(?:er|st|ᵉʳ)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})\.(?=\s*[-–/]?\s*(?:\d{1,2}\.\s*)?[^\W\d_])")
_ACCESS = re.compile(
    r"\b(?:accessed|retrieved|visited|viewed|consulted|abgerufen|zugriff|consulté|as of)\b", re.IGNORECASE
)
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


def day_without_year(text: str) -> str | None:
    """Return the day, or the month in capitals, that `text` names without a year ("28 August"), None without one.

    What is said behind a word of access is none.
    """
    match = _days().search(text)
    return None if match is None or _ACCESS.search(text, 0, match.start()) else match.group().strip(".")


@cache
def _days() -> re.Pattern[str]:
    """Return the expression for a day and its month in any order, or a month that ends a clause."""
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    month = rf"(?i:{months})\b\.?"
    day = r"\d{1,2}"
    alone = rf"(?=[^\Wa-zß-ÿ]){month}(?=\s*(?:[,;)]|\Z))"
    without_year = r"(?!\s*,?\s*\d|[\w/-])"
    first = rf"{day}(?:st|nd|rd|th|er|\.)?\s+{month}"
    last = rf"(?=[^\Wa-zß-ÿ]){month}\s+{day}(?:st|nd|rd|th)?"
    return re.compile(rf"(?<![\w./-])(?:{first}|{last}|{alone}){without_year}")


def _holds(outer: tuple[date, date], inner: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _in_english(match: re.Match[str]) -> str:
    word = match.group().lower().strip(".")
    number = month_numbers().get(word)
    return english_month(number) if number else SEASONS.get(word) or match.group()

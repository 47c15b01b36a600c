"""The days that a date of issue stands for, in the languages that notes are written in."""

import re
from datetime import date
from functools import cache, lru_cache

from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.foreign_words import SEASONS
from outsider_etl.nlp.dates.months import english_month, month_numbers, month_numbers_of_works
from outsider_etl.nlp.values import DateValue

_WORD = re.compile(r"[^\W\d_]+\.?")
_FIRST = re.compile(r"\b1(?:er|st|ᵉʳ)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})\.(?=\s*[-–/]?\s*(?:\d{1,2}\.\s*)?[^\W\d_])")
_ACCESS = re.compile(
    r"\b(?:accessed|retrieved|visited|viewed|consulted|abgerufen|zugriff|consulté|as of)\b", re.IGNORECASE
)
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
# "12.III.1995", "3 V 2008"
_ROMAN = re.compile(r"\b(\d{1,2})[./ -]\s?(I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})[./ -]\s?(\d{4})\b")
_ROMAN_MONTHS = dict(zip("I II III IV V VI VII VIII IX X XI XII".split(), range(1, 13), strict=True))
_EAST_ASIAN = re.compile(r"(\d{4})\s?年(?:\s?(\d{1,2})\s?月)?(?:\s?(\d{1,2})\s?日)?")
# "12 de marzo de 2022", "2020. március 5."
_OF = re.compile(r"(?<=\w)\.?\s+del?\s+(?=\w)|(?<=\b\d{4})\.\s+(?=[^\W\d_])")
YEAR = r"(?:1[5-9]|20)\d\d"
"""The pattern of a year that works are of."""
_YEAR = re.compile(rf"\b{YEAR}\b")
_LONGEST = 200
"""So many characters are read for a date: what is longer is none."""


@lru_cache(maxsize=10_000)
def issued(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of what `text` says, both inclusive, or None where it names no date."""
    numeric = _EAST_ASIAN.sub(_spelled, _ROMAN.sub(_spelled_roman, _DOTTED.sub(r"\3-\2-\1", text[:_LONGEST])))
    english = _WORD.sub(_in_english, _ORDINAL.sub(r"\1", _FIRST.sub("1", _OF.sub(" ", numeric))))
    # Words of other languages may hide a year.
    said = (english, " and ".join(_YEAR.findall(english)))
    spans = next(filter(None, map(_spans, said)), [])
    # "2019, May 5": the year says nothing that the day does not.
    narrow = [one for one in spans if not any(other != one and holds(one, other) for other in spans)]
    return (min(start for start, _ in narrow), max(end for _, end in narrow)) if narrow else None


def _spans(text: str) -> list[tuple[date, date]]:
    values = (found.value for found in find_dates(text))
    return [(value.start, value.end) for value in values if isinstance(value, DateValue) and value.start and value.end]


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


def holds(outer: tuple[date, date], inner: tuple[date, date]) -> bool:
    """Whether some days are all among others."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _in_english(match: re.Match[str]) -> str:
    word = match.group().lower().strip(".")
    # The months of most languages are looked up last: their table takes time to make.
    number = month_numbers().get(word)
    if number is None and word not in SEASONS:
        number = month_numbers_of_works().get(word)
    return english_month(number) if number else SEASONS.get(word, match.group())


def _spelled_roman(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{day} {english_month(_ROMAN_MONTHS[month])} {year}"


def _spelled(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    named = english_month(int(month)) if month and 0 < int(month) < 13 else ""
    return f" {day or ''} {named} {year} ".replace("  ", " ")

"""Lengths of time, and times told by their distance, in German and French as the grammar of dates reads them.

"Vor fünf Jahren" is written as "5 years ago", "les cinq dernières années" as "les last 5 years", "im letzten Jahr" as
"im last year", "au XIXe siècle" as "au 19th century".
"""

import re
from collections.abc import Iterator

from outsider_etl.nlp.dates import foreign_words as words
from outsider_etl.text import Edit

_ONE = "1"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def lengths(value: str) -> Iterator[Edit]:
    """Yield what makes English of "fünf Jahre", "il y a cinq ans", "zwei Wochen später" and "die letzten 5 Jahre"."""
    for match in _LENGTH.finditer(value):
        number, unit = match["number"].lower(), words.UNITS.get(match["unit"].lower())
        number = words.NUMBERS.get(number, number).replace(",", ".")
        if unit is None:  # for "Wochen" with a long s, which matches all the same
            continue
        shift = _SHIFTS.get((match["before"] or match["shift"] or "").lower())
        behind = words.BEHIND_LENGTHS.get(" ".join((match["behind"] or "").lower().split()))
        unit = f"{unit} and a half" if match["half"] else unit
        is_one = number == _ONE and not match["half"]
        end = match.end() if behind or match["half"] else match.end("unit")
        if match["ago"]:
            yield Edit(match.start(), end, f"{number} {unit} ago")
        elif shift in ("last", "next") and not is_one:
            yield Edit(match.start("before" if match["before"] else "number"), end, f"{shift} {number} {unit}")
        elif behind:
            yield Edit(match.start("number"), end, f"{number} {unit} {behind}")
        elif not is_one and not shift:
            yield Edit(match.start("number"), end, f"{number} {unit}")


def shifts(value: str) -> Iterator[Edit]:
    """Yield what makes English of "letztes Jahr", "dieser Woche", "l'année dernière" and "cette année"."""
    for expression in (_SHIFT_BEFORE, _SHIFT_BEHIND, _SHIFT_THIS):
        for match in expression.finditer(value):
            shift, unit = _SHIFTS.get(match["shift"].lower()), words.UNITS.get(match["unit"].lower())
            if shift and unit:
                yield Edit(*match.span(), f"{shift} {unit.removesuffix('s')}")
    for match in _YEAR_BEFORE.finditer(value):
        yield Edit(*match.span(), "previous year")


def centuries(value: str) -> Iterator[Edit]:
    """Yield what makes English of "19. Jahrhundert" and "XIXe siècle"."""
    for match in _CENTURY.finditer(value):
        number = int(match["number"]) if match["number"].isdecimal() else _roman(match["number"])
        yield Edit(*match.span(), f"{number}{_ordinal_suffix(number)} century")


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < other else one for one, other in zip(values, (*values[1:], 0), strict=True))


def _ordinal_suffix(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else _SUFFIXES.get(number % 10, "th")


_NUMBER = rf"\d{{1,3}}(?:,\d)?|{'|'.join(words.NUMBERS)}"
_UNITS = "|".join(words.UNITS)
_SHIFTS = {**words.GERMAN_SHIFTS, **words.FRENCH_SHIFTS, "ce": "this", "cette": "this"}
_GERMAN, _FRENCH = "|".join(words.GERMAN_SHIFTS), "|".join(words.FRENCH_SHIFTS)
_BEHIND = "|".join(words.BEHIND_LENGTHS).replace(" ", r"\s")
_LENGTH = re.compile(
    rf"(?<![\w.,-])(?:(?P<ago>vor|il\sy\sa)\s|(?P<before>{_GERMAN})\s)?(?P<number>{_NUMBER})\s"
    rf"(?:(?P<shift>{_FRENCH})\s)?(?P<unit>{_UNITS})\b(?P<half>\set\sdemie?\b)?(?:\s(?P<behind>{_BEHIND})\b)?",
    re.IGNORECASE,
)
_SHIFT_BEFORE = re.compile(
    rf"\b(?P<shift>{_GERMAN})\s(?P<unit>jahr(?:es)?|monats?|woche|jahrzehnts?)\b(?!\s(?:des|der|von|vor)\b)",
    re.IGNORECASE,
)
_SHIFT_THIS = re.compile(r"\b(?P<shift>ce|cette)\s(?P<unit>année|mois|semaine|décennie)\b", re.IGNORECASE)
_SHIFT_BEHIND = re.compile(rf"\b(?P<unit>année|an|mois|semaine|décennie)\s(?P<shift>{_FRENCH})\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\bVorjahr(?:es)?\b")
_CENTURY = re.compile(
    r"(?<![\w.])(?P<number>\d{1,2}|[IVX]{1,5})(?:\.\sJahrhundert(?:s|en?)?|(?:er|ème|[eèᵉ])\ssiècles?)\b"
)

"""Lengths of time, and times told by their distance, in German and French as the grammar of dates reads them.

"Vor fünf Jahren" is written as "5 years ago", "les cinq dernières années" as "les last 5 years", "im letzten Jahr" as
"im last year", "au XIXe siècle" as "au 19th century". Each language has its own words: "an" is no year in German.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from outsider_etl.nlp.dates.foreign_words import LENGTHS
from outsider_etl.nlp.digits import roman_value
from outsider_etl.text import Edit

_ONE = "1"
_HALF = ".5"
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_LONGEST_WORD = 20


def lengths(value: str, language: str) -> Iterator[Edit]:
    """Yield what makes English of "fünf Jahre", "il y a cinq ans", "zwei Wochen später" and "die letzten 5 Jahre"."""
    words = LENGTHS[language]
    for match in _length(language).finditer(value):
        number, unit = match["number"].lower(), words.units.get(match["unit"].lower())
        # No unit is "Wochen" with a long s, which matches all the same.
        if unit is None or _goes_on_before(value, match.start("first") if match["first"] else match.start("number")):
            continue
        number = words.numbers.get(number, number).replace(",", ".")
        if match["half"]:
            number, unit = f"{number}{_HALF}", unit if unit.endswith("s") else f"{unit}s"
        shift = words.shifts.get((match["before"] or match["shift"] or "").lower())
        behind = words.behind.get(" ".join((match["behind"] or "").lower().split()))
        end = match.end("half" if match["half"] else "unit")
        if match["ago"]:
            if not match["first"] and not _NO_AGO[language].match(value, end):
                yield Edit(match.start(), end, f"{number} {unit} ago")
        elif shift:
            if shift in ("last", "next") and number != _ONE and not match["first"]:
                yield Edit(match.start("before" if match["before"] else "number"), end, f"{shift} {number} {unit}")
        elif number != _ONE or behind or _is_one_long(value, match.start("number"), end, language):
            if match["first"]:
                yield Edit(*match.span("first"), words.numbers.get(match["first"].lower(), match["first"]))
                yield Edit(*match.span("to"), "to")
            yield Edit(*match.span("number"), number)
            yield Edit(match.start("unit"), end, unit)
            if behind:
                yield Edit(*match.span("behind"), behind)


def shifts(value: str, language: str) -> Iterator[Edit]:
    """Yield what makes English of "letztes Jahr", "dieser Woche", "l'année dernière" and "cette année"."""
    words = LENGTHS[language]
    for expression in _SHIFTS[language]:
        for match in expression.finditer(value):
            shift, unit = match["shift"].lower(), words.units.get(match["unit"].lower())
            shift = "this" if shift in ("ce", "cette") else words.shifts.get(shift, "")
            if shift and unit:
                yield Edit(*match.span(), f"{shift} {unit.rstrip('s')}")
    for match in _YEAR_BEFORE.finditer(value):
        yield Edit(*match.span(), "previous year")


def centuries(value: str) -> Iterator[Edit]:
    """Yield what makes English of "19. Jahrhundert", "XIXe siècle" and "5. Jahrhundert v. Chr."."""
    for match in _CENTURY.finditer(value):
        if match["first"]:
            yield Edit(*match.span("first"), _ordinal(match["first"]))
            yield Edit(*match.span("to"), "to" if match["to"] in ("bis", "au") else "and")
        era = " BC" if match["bc"] else ""
        yield Edit(match.start("number"), match.end(), f"{_ordinal(match['number'])} century{era}")


def _goes_on_before(value: str, start: int) -> bool:
    """Return whether a number is the end of a longer one: "cent cinquante ans", "trente et un ans", "10 000 jours"."""
    before = value[max(0, start - _LONGEST_WORD) : start]
    return _NUMBER_BEFORE.search(before) is not None


def _is_one_long(value: str, start: int, end: int, language: str) -> bool:
    """Say whether "ein Jahr" tells how long: "um ein Jahr", "d'un an", but not "ein Jahr" and "d'un mois à l'autre"."""
    if _NO_LENGTH.match(value, start) or _BEHIND_NO_LENGTH.match(value, end):
        return False
    before = value[max(0, start - _LONGEST_WORD) : start]
    return _BEFORE_ONE[language].search(before) is not None and _OF_NO_LENGTH.search(before) is None


def _ordinal(written: str) -> str:
    figure, *_ = re.split(r"[^\dIVX]", written)
    number = int(figure) if figure.isdecimal() else roman_value(figure)
    return f"{number}{'th' if 10 < number % 100 < 14 else _SUFFIXES.get(number % 10, 'th')}"


@cache
def _length(language: str) -> re.Pattern[str]:
    words = LENGTHS[language]
    number = rf"\d{{1,3}}(?:,\d)?|{'|'.join(words.numbers)}"
    ago, about, to = (_either(phrases.split(", ")) for phrases in (words.ago, words.about, words.to))
    shift = _either(words.shifts)
    return re.compile(
        rf"(?:(?<![\w.,'’-])|(?<=\bd['’]))(?:(?P<ago>{ago})\s(?:(?:{about})\s)?|(?P<before>{shift})\s)?"
        rf"(?:(?P<first>{number})\s(?P<to>{to})\s)?(?P<number>{number})\s(?:(?P<shift>{shift})\s)?"
        rf"(?P<unit>{_either(words.units)})\b(?P<half>\set\sdemie?\b)?(?:\s(?P<behind>{_either(words.behind)})\b)?",
        re.IGNORECASE,
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(phrases).replace(" ", r"\s")


_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:cents?|mille|millions?|milliards?|vingt|trente|quarante|cinquante|soixante|hundert|tausend)(?:\set)?)\s\Z",
    re.IGNORECASE,
)
_BEFORE_ONE = {
    "de": re.compile(r"\b(?:um|nach|binnen|innerhalb|für|seit|über|als|fast|rund|etwa)\s\Z", re.IGNORECASE),
    "fr": re.compile(r"\b(?:(?:en|après|pendant|durant|dans|depuis|pour|sous)\s|d['’])\Z", re.IGNORECASE),
}
# "Le dernier vendredi d'un mois"
_OF_NO_LENGTH = re.compile(
    r"\b(?:début|milieu|fin|jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\sd['’]\Z", re.IGNORECASE
)
_COUNTS = (name for words in LENGTHS.values() for name, number in words.numbers.items() if number != _ONE)
# "Nach einem Jahr, in dem es regnete", "nach einem Jahr wie diesem", "d'un mois à l'autre", "einen Tag-Nacht-Rhythmus";
# what a comma parts from "en un an, deux mois de grève" is another length.
_BEHIND_NO_LENGTH = re.compile(
    rf"-|,\s(?:\d|(?:{_either(_COUNTS)})\b)"
    r"|,\s(?:in|das|dem|der|die|wo)\b|\s(?:wie|mit|ohne|voller|der|des|von)\b|\s(?:à|sur|où|du|que|comme)\b"
)
# A certain one: "au cours d'une année record", "d'un jour férié", "en un mois de mai"
_NO_LENGTH = re.compile(r"une?\s(?:année|jour\b|mois\sd)", re.IGNORECASE)
# "Il y a trois jours de repos" and "vor zwei Jahren Haft" count what there is.
_NO_AGO = {"de": re.compile(r"\s[A-ZÄÖÜ]"), "fr": re.compile(r"\s(?:de|dans|par|pour|en)\b|\sd['’]")}
# What is the last one of something is not the one before this.
_OF = r"(?!\s(?:des|der|von|vom|vor|als|(?:[sdk]?eine|ihre|unsere|diese|jene|jede)[rs])\b)"
_SHIFTS = {
    "de": (
        re.compile(
            rf"\b(?P<shift>{_either(LENGTHS['de'].shifts)})\s(?P<unit>jahr(?:es)?|monats?|woche|jahrzehnts?)\b{_OF}",
            re.IGNORECASE,
        ),
    ),
    "fr": (
        re.compile(r"\b(?P<shift>ce|cette)\s(?P<unit>année|mois|semaine|décennie)\b(?!-)", re.IGNORECASE),
        re.compile(
            r"(?:(?<=\bl['’])|(?<=\b(?:le|la|au|du)\s))(?P<unit>année|an|mois|semaine|décennie)\s"
            rf"(?P<shift>{_either(LENGTHS['fr'].shifts)})\b(?!\s(?:à|en|dans|sous|chez|au|aux)\b)",
            re.IGNORECASE,
        ),
    ),
}
_YEAR_BEFORE = re.compile(r"\bVorjahr(?:es)?\b")
_ROMAN_NUMBER = r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})"
_FRENCH_ORDINAL = rf"(?:\d{{1,2}}|{_ROMAN_NUMBER})(?:er|ème|[eèᵉ])"
_CENTURY = re.compile(
    rf"(?<![\w.])(?:(?P<first>\d{{1,2}}\.|{_FRENCH_ORDINAL})\s(?P<to>und|bis|oder|et|ou|au)\s)?"
    rf"(?P<number>\d{{1,2}}\.(?=\sJahrh)|{_FRENCH_ORDINAL}(?=\ss))\s(?:Jahrhundert(?:s|en?)?|siècles?)\b"
    r"(?P<bc>\s(?:v\.\s?(?:Chr\.|u\.\s?Z\.)|vor\s(?:Christus|Christi\sGeburt|unserer\sZeitrechnung)"
    r"|(?:av\.|avant)\sJ(?:\.|ésus)-C(?:\.|hrist)|avant\snotre\sère))?"
)

"""Phrases of German and French whose English is put together of the English of their words.

"Ende letzten Jahres" is written as "late last year", "alle zwei Jahre" as "every 2 years", "le 15 mars dernier" as "le
last 15 March". What a phrase is made of stands in its expression as groups; its English names them, and those that are
missing are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from outsider_etl.nlp.dates.foreign_words import DECADES, LENGTHS, PARTS, SEASONS
from outsider_etl.nlp.dates.months import english_month, month_numbers
from outsider_etl.text import Edit

_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_YEARS = rf"{_YEAR}[-–/]\d{{2,4}}"


class _Phrase(NamedTuple):
    """What a text with the phrase holds one of, in lower case, its expression, and its English.

    A look for the former takes a fraction of the time of a search.
    """

    cues: tuple[str, ...]
    pattern: str
    english: str


# Behind a day it is no month: "3. bis 5. Mai vergangenen Jahres" says both of them, and then the year.
_DATED = r"(?<!\d\s)(?<!\d\.\s)(?<!1er\s)(?:(?P<part>{parts})[\s-])?(?P<what>{months}|{seasons})"
_STEMS = {"früh": "early", "mittler": "mid", "spät": "late"}
_FAR_IN_GERMAN = ("letzte", "vergangene", "vorige", "nächste", "kommende", "diese", "laufende", "folgende")
_FAR_IN_FRENCH = ("derni", "prochain", "passé", "précéd", "suivante")
_PHRASES: Mapping[str, tuple[_Phrase, ...]] = {
    "de": (
        _Phrase(
            ("frühe", "späte", "mittlere"),
            r"(?P<part>früh|spät|mittler)e[mnrs]?(?=\s(?:(?:\d\d)?\d0er|\d{1,2}\.\sJahrhundert)\b)",
            "{part}",
        ),
        _Phrase(
            ("iger jahr", "iger-jahr", "igerjahr"),
            r"(?:(?:(?P<part>{parts})\s(?:der\s)?)|(?P<kind>früh|spät)en?\s)?"
            r"(?P<decade>{decades})[\s-]?jahren?(?!\sdes\s\S+\sjahrhunderts)",
            "{part} {kind} {decade}",
        ),
        _Phrase(
            ("jahresanfang", "jahresbeginn", "jahresmitte", "jahresende"),
            rf"jahres(?P<part>{{parts}})(?=\s{_YEAR})",
            "{part}",
        ),
        _Phrase(
            ("schuljahr", "studienjahr"),
            rf"(?:schul|studien)jahr(?:e?s)?\s(?P<year>{_YEARS})",
            "school year {year}",
        ),
        _Phrase(
            ("alle ",),
            r"alle\s(?P<number>{numbers})\s(?P<unit>jahre|monate|wochen|tage)(?!\s(?:{behind}))",
            "every {number} {unit}",
        ),
        _Phrase(("jede",), r"jede[mnrs]?\s(?P<unit>jahr|monat|woche|tag)", "every {unit}"),
        _Phrase(
            _FAR_IN_GERMAN,
            r"(?P<shift>{shifts})\s(?P<what>{months}|{seasons})(?!\.?\s\d)",
            "{shift} {what}",
        ),
        _Phrase(
            _FAR_IN_GERMAN,
            r"(?P<part>{parts})\s(?:des\s|der\s)?(?P<shift>{shifts})\s(?P<unit>jahres|monats|woche|jahrzehnts)",
            "{part} {shift} {unit}",
        ),
        _Phrase(
            ("jahres",),
            rf"{_DATED}\s(?:des\s)?(?P<shift>{{shifts}})\sjahres",
            "{part} {what} of {shift} year",
        ),
        _Phrase(
            ("selben jahres", "gleichen jahres"),
            rf"{_DATED}\sdes(?:selben|\sgleichen)\sjahres",
            "{part} {what} of the same year",
        ),
    ),
    "fr": (
        _Phrase(
            ("années ",),
            r"(?:(?P<part>{parts})\sdes\s|(?<=\b[dl]es\s)|(?<=\bd['’]))années\s"
            r"(?P<decade>{decades})(?!-|\sdu\s\S+\ssiècle)",
            "{part} {decade}",
        ),
        _Phrase(
            ("t1", "t2", "t3", "t4"),
            rf"(?:(?<=\b(?:au|du|le|en)\s)|(?<!\w\s))(?-i:T)(?P<quarter>[1-4])(?=(?:[\s-]|\sde\s){_YEAR})",
            "Q{quarter}",
        ),
        _Phrase(
            ("scolaire", "universitaire"),
            rf"année\s(?:scolaire|universitaire)\s(?P<year>{_YEARS})",
            "school year {year}",
        ),
        _Phrase(
            ("tous les ", "toutes les "),
            r"tou(?:te)?s\sles\s(?:(?P<number>{numbers})\s)?(?P<unit>ans|mois|semaines|jours)",
            "every {number} {unit}",
        ),
        _Phrase(("chaque ",), r"chaque\s(?P<unit>année|mois|semaine|jour)", "every {unit}"),
        _Phrase(
            _FAR_IN_FRENCH,
            r"(?:(?P<part>{parts})\s)?(?:(?P<day>\d{1,2})(?:er)?\s)?"
            r"(?P<what>{months}|(?<=l['’])(?:été|automne|hiver)|printemps)\s(?P<shift>{shifts})",
            "{part} {shift} {day} {what}",
        ),
        _Phrase(
            _FAR_IN_FRENCH,
            r"(?P<part>{parts})\s(?:de\sla\s|de\sl['’]|du\s|de\s|d['’])?(?P<unit>année|an|mois|semaine)\s"
            r"(?P<shift>{shifts})",
            "{part} {shift} {unit}",
        ),
        _Phrase(
            _FAR_IN_FRENCH,
            rf"{_DATED}\sde\sl['’]année\s(?P<shift>{{shifts}})",
            "{part} {what} of {shift} year",
        ),
        _Phrase(("de cette année",), rf"{_DATED}\sde\scette\sannée", "{part} {what} of this year"),
        _Phrase(("de la même année",), rf"{_DATED}\sde\sla\smême\sannée", "{part} {what} of the same year"),
    ),
}
_SPACED_DAY = re.compile(rf"\d{{1,2}}\.(?P<first> )\d{{1,2}}\.(?P<second> )(?={_YEAR})")


def phrases(value: str, language: str) -> Iterator[Edit]:
    """Yield what makes English of the phrases of a language, and of days such as "3. 10. 1990"."""
    lower = value.lower()
    for expression, phrase in _expressions(language):
        if not any(cue in lower for cue in phrase.cues):
            continue
        for match in expression.finditer(value):
            said = {name: word.lower() for name, word in match.groupdict().items() if word}
            words = {name: _english(word, language, plural="number" in said) for name, word in said.items()}
            # None is one with a long s, which matches all the same.
            if None not in words.values():
                yield Edit(*match.span(), " ".join(phrase.english.format_map(defaultdict(str, words)).split()))
    for match in _SPACED_DAY.finditer(value):
        yield Edit(*match.span("first"))
        yield Edit(*match.span("second"))


def _english(word: str, language: str, *, plural: bool) -> str | None:
    """Return the English of a word in lower case, or None; units are in the singular where nothing counts them."""
    lengths = LENGTHS[language]
    if unit := lengths.units.get(word):
        return unit if plural else unit.removesuffix("s")
    if number := month_numbers().get(word):
        return english_month(number)
    if word[0].isdecimal():
        return word
    tables = (PARTS, _STEMS, DECADES[language], lengths.shifts, lengths.numbers, SEASONS)
    return next((table[word] for table in tables if word in table), None)


@cache
def _expressions(language: str) -> tuple[tuple[re.Pattern[str], _Phrase], ...]:
    lists = {
        "{numbers}": rf"\d{{1,2}}|{_either(LENGTHS[language].numbers)}",
        "{shifts}": _either(LENGTHS[language].shifts),
        "{behind}": _either(LENGTHS[language].behind),
        "{decades}": _either(DECADES[language]),
        "{parts}": _either(PARTS),
        "{months}": _either(month_numbers()),
        "{seasons}": _either(SEASONS),
    }
    expressions = []
    for phrase in _PHRASES[language]:
        pattern = phrase.pattern
        for name, words in lists.items():
            pattern = pattern.replace(name, words)
        expressions.append((re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), phrase))
    return tuple(expressions)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

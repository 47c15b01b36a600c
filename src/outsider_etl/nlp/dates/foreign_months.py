"""Months without a year in German and French, behind the words that show them to be none but months.

"Im Mai" is written as "in May", "fin août" as "late August", "von März bis Juli" as "from March to July". Alone a month
is left as it is, since most are names as well.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from outsider_etl.nlp.dates.foreign_words import LENGTHS
from outsider_etl.nlp.dates.months import english_month, month_numbers, own_months
from outsider_etl.text import Edit


class _Openers(NamedTuple):
    """What leads to a month, with the space behind it and the English, and what joins another one to it.

    Those in `ranges` do so only where another month is joined.
    """

    single: Mapping[str, str]
    ranges: Mapping[str, str]
    joints: Mapping[str, str]


_OPENERS = {
    "de": _Openers(
        single={
            "im ": "in ",
            "seit ": "since ",
            "ab ": "from ",
            "bis ": "until ",
            "anfang ": "early ",
            "mitte ": "mid ",
            "ende ": "late ",
        },
        ranges={"von ": "from ", "zwischen ": "between "},
        joints={"bis": "to", "und": "and", "oder": "or"},
    ),
    "fr": _Openers(
        single={
            **dict.fromkeys(("en ", "courant ", "au mois de ", "au mois d'"), "in "),
            **dict.fromkeys(("depuis ", "dès "), "since "),
            **dict.fromkeys(("d'ici ", "jusqu'en "), "until "),
            "début ": "early ",
            "mi-": "mid-",
            "fin ": "late ",
        },
        ranges={"de ": "from ", "d'": "from ", "entre ": "between "},
        joints={"à": "to", "et": "and", "ou": "or"},
    ),
}
# A person: "seit August Bebel"
_NAME, _BEFORE_NAMES = "August", frozenset({"ab ", "bis ", "seit "})
_SPACE = re.compile(r"\s")


def months(value: str, language: str) -> Iterator[Edit]:
    """Yield what makes English of the months of a language that have no year, and of the words before them."""
    single, ranges, joints = _OPENERS[language]
    for match in _month(language).finditer(value):
        opener, other = _SPACE.sub(" ", match["opener"].lower().replace("’", "'")), match["other"]
        english = single.get(opener) or (ranges.get(opener) if other else None)
        is_person = match["month"] == _NAME and value[match.end() : match.end() + 2].strip().istitle()
        if english is None or (is_person and opener in _BEFORE_NAMES):
            continue
        yield Edit(*match.span("opener"), english)
        yield Edit(*match.span("month"), english_month(month_numbers()[match["month"].lower()]))
        if other:
            yield Edit(*match.span("joint"), joints[match["joint"].lower()])
            yield Edit(*match.span("other"), english_month(month_numbers()[other.lower()]))


@cache
def _month(language: str) -> re.Pattern[str]:
    single, ranges, joints = _OPENERS[language]
    openers = "|".join(sorted((*single, *ranges), key=len, reverse=True)).replace(" ", r"\s").replace("'", "['’]")
    names = "|".join(own_months(language))
    # "Im Juli vor zwei Jahren" has no second of July.
    numbers = "|".join(word for word, number in LENGTHS[language].numbers.items() if number != "1")
    return re.compile(
        rf"\b(?P<opener>(?i:{openers}))(?P<month>{names})\b"
        rf"(?:\s(?P<joint>{'|'.join(joints)})\s(?P<other>{names})\b)?"
        rf"(?!\.?\s?['’]?\d|[-–/]|\s(?:{LENGTHS[language].ago}|{numbers})\b)"
    )

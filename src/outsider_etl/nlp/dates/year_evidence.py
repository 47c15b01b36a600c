"""Judge by the words around it whether a number of four digits is a year.

It is where the text uses it as a time: behind a preposition of time, in front of the noun that it dates, or set off by
punctuation as in a citation. It is none where it counts things, numbers them, or ends a name.
"""

import re
from collections.abc import Iterator, Sequence

from outsider_etl.nlp.dates.count_evidence import COUNTED, is_counted, is_counted_range, is_listed_year
from outsider_etl.nlp.dates.evidence import (
    DETERMINERS,
    PREPOSITIONS,
    TIME_WORDS,
    continues_name,
    counts,
    is_name,
    is_numbered,
    words_of,
)
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, touches
from outsider_etl.nlp.dates.words import MONTHS, SEASONS
from outsider_etl.nlp.lexemes import Lexeme, lower_at

_YEAR = re.compile("[0-9]{4}")
_DATED = words_of(
    "born died dated founded established published copyright effective ending ended beginning starting amended",
    "dissolved ratified renamed",
)
_COUNTERS = words_of("some nearly almost than least most total totalling totaling another further")
_QUANTITIES = words_of(
    "altitude area capacity circulation crew depth distance elevation enrolment enrollment force garrison",
    "height length maximum membership population range speed staff strength sum total weight workforce",
)
_STREETS = words_of("street avenue road boulevard drive lane")
_TITLED = words_of(
    "act acts accord accords agreement agreements bill charter code communiqué constitution convention conventions",
    "covenant declaration decree directive doctrine edict guidelines law laws manifesto memorandum ordinance pact plan",
    "programme program protocol regulation regulations report resolution statute strategy treaty treaties",
)
_NAME_LINKS = words_of("on of for the and to against concerning")
_COPULAS = words_of("is was are were")
_LAST_YEAR = 2100
_LONGEST_NUMBER = 8
_ORDERS = words_of("decision order proclamation")
_NUMBER_SIGNS = words_of("no nos number . ( ) / -")
_CLOCK = words_of("hrs gmt utc")
_LONGEST_TITLE, _LONGEST_CITATIONS = 12, 100
_LONGEST_LIST = 60
_LIST_SIGNS = frozenset({"(", ")", ",", ";", "and", "or", "&"})
# "The invasion of 2003 a decade later" counts no year.
_COUNTED_UNITS = words_of("day week month year")
_BEHIND_LENGTH = words_of("later earlier after before on of too old")
_MONEY_OF_YEAR = words_of("dollars euros pounds prices terms")
_KINDS_OF_YEAR = words_of("base baseline benchmark model reference start target")
_BEHIND_CITED = frozenset("),;:]")
_NOW = words_of("present now today")
# What is named after the year that it leads to: "Horizon 2020", "the 2030 Agenda".
_AIMS = frozenset({"Agenda", "Horizon", "Vision"})


def is_bare_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the four-digit number, or the range of two, is a year."""
    before, after = lower_at(lexemes, _preposition(lexemes, start)), lower_at(lexemes, end)
    if is_numbered(lexemes, start) or _runs_on(lexemes, end) or _is_no_year(lexemes, start, end):
        return False
    year = int(lexemes[start].text)
    if before in TIME_WORDS or (before == "." and lower_at(lexemes, start - 2) in ("c", "ca")):
        return 1000 <= year < 2200
    if not 1500 <= year < _LAST_YEAR and not _is_last_year(lexemes, start, end):
        return False
    if _is_of_title(lexemes, start):
        return False
    if is_listed_year(lexemes, start, end):
        return True
    if before not in DETERMINERS and is_counted_range(lexemes, start, end):
        return False
    if end > start + 1:
        return True
    if before in DETERMINERS:
        possessive = lower_at(lexemes, end + 1) in APOSTROPHES
        return (after not in COUNTED or possessive) and after != "block"
    if is_counted(lexemes, start, end) or after == "of":
        return False
    # "At 1950 Market Street"
    if before == "at" and continues_name(lexemes, end):
        return False
    if before in PREPOSITIONS or before in _DATED or start == 0 or lexemes[start - 1].kind != "word":
        return True
    if _is_said_of_year(lexemes, start) or _is_cited(lexemes, start, end):
        return True
    if end == len(lexemes) or is_name(lexemes, start - 1):
        return False
    return lexemes[end].kind == "word" or (after in APOSTROPHES and lower_at(lexemes, end + 1) == "s")


def _preposition(lexemes: Sequence[Lexeme], start: int) -> int:
    """Return where the word stands that leads to a number: "since at least 2014", "up to and including 2014"."""
    pair = lower_at(lexemes, start - 2), lower_at(lexemes, start - 1)
    return start - (3 if pair in (("at", "least"), ("at", "most"), ("and", "including")) else 1)


def is_spoken_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "nineteen ninety-six" is a year: behind a preposition of time, and nothing that it counts."""
    before = lower_at(lexemes, start - 1)
    return before in TIME_WORDS | {"of", "from", "by"} and (end == len(lexemes) or not counts(lexemes[end]))


def _is_last_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether 2100 is what forecasts end with: "by 2100", "from 2050 to 2100", but not "rose by 2100 in March"."""
    if lexemes[start].text != str(_LAST_YEAR):
        return False
    by = lexemes[start - 1].text if start else ""
    return by == "By" or (by == "by" and lower_at(lexemes, end) != "in") or is_listed_year(lexemes, start, end)


def _is_said_of_year(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Tell "The base year is 2015" and "The year was 1984" from "the cost per year was 2000"."""
    if lower_at(lexemes, start - 1) not in _COPULAS or lower_at(lexemes, start - 2) not in ("year", "years"):
        return False
    return lower_at(lexemes, start - 3) in _KINDS_OF_YEAR or (start > 2 and lexemes[start - 3].text == "The")


def _is_no_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the words around a number of four digits make it a count, a page or the number of a house."""
    before = lower_at(lexemes, start - 1)
    if before in _COUNTERS and lower_at(lexemes, end) in ("were", "had", "have", "are", "was"):
        return True
    # "A population of 1987", but "the population of 1990", "a range of 2010-2012" and "a range of 2018 prices"
    is_quantity = lower_at(lexemes, start - 2) in _QUANTITIES and lower_at(lexemes, start - 3) in ("a", "an")
    dated = end > start + 1 or lower_at(lexemes, end) in ("data", "levels", "prices")
    if before == "of" and is_quantity and not dated and not lower_at(lexemes, end + 1).isdecimal():
        return True
    # "Jones (2004: 1999-2001)", "Vol. 12 (1999): 2001-2020"
    if before == ":" and (lower_at(lexemes, start - 2) == ")" or lower_at(lexemes, start - 2).isdigit()):
        return True
    if _is_of_plan(lexemes, start, end) or _is_listed_number(lexemes, start, end):
        return True
    if lower_at(lexemes, end) in _CLOCK:
        return True
    # "To 1987 in 2015", "2000 a day", but "by 2010 in 2015 dollars"
    if before not in TIME_WORDS | {"by"} and _is_counted_by_time(lexemes, end):
        return True
    # "COM(2020) 456"
    if before == "(" and touches(lexemes, start - 1) and lexemes[start - 2].text.isupper():
        return True
    if not continues_name(lexemes, end):
        return False
    return any(lexeme.lower in _STREETS for lexeme in lexemes[end + 1 : end + 4])


def _is_listed_number(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether it is a further one of "resolutions 1373, 1540 (2004) and 1624"."""
    first = start
    while first > max(0, start - _LONGEST_LIST) and (
        lexemes[first - 1].kind == "digits" or lexemes[first - 1].lower in _LIST_SIGNS
    ):
        first -= 1
    if first == start or lexemes[first].kind != "digits" or not is_numbered(lexemes, first):
        return False
    # Of "paragraphs 3, 4 and 2019" the last may be a year; "(2004)" is one, as is what stands behind the last number.
    is_over = lower_at(lexemes, start - 1) == "(" or any(each.lower == "and" for each in lexemes[first : start - 1])
    if lower_at(lexemes, first - 1) == "resolutions" and not is_over:
        return True
    year = lower_at(lexemes, end + 1)
    behind = lower_at(lexemes, end), lower_at(lexemes, end + 2)
    return behind == ("(", ")") and _YEAR.fullmatch(year) is not None


def _is_counted_by_time(lexemes: Sequence[Lexeme], end: int) -> bool:
    link, time = lexemes[end].text if end < len(lexemes) else "", lower_at(lexemes, end + 1)
    if link == "in":
        # "From 1990 to 2019 in 2017 dollars"
        money = any(lexeme.lower in _MONEY_OF_YEAR for lexeme in lexemes[end + 2 : end + 4])
        return bool(_YEAR.fullmatch(time)) and not money
    behind = lower_at(lexemes, end + 2)
    away = behind in _BEHIND_LENGTH and lower_at(lexemes, end + 3) != "average"
    return link in ("a", "each") and time in _COUNTED_UNITS and not away


def _is_of_plan(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the year or years belong to the name of a plan: "Horizon 2020", "the Strategic Plan 2020-2024"."""
    if end < len(lexemes) and lexemes[end].text == "Agenda":
        return True
    if start == 0 or not lexemes[start].gap:
        return False
    name = lexemes[start - 1]
    return name.text in _AIMS or (end > start + 1 and name.text.istitle() and name.lower in _TITLED)


def _is_cited(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the year stands behind an author in brackets: "(Kim and Lee 2013)", "(World Bank 2020a, 12)".

    Other works may stand before: "(Kim 2013; Lee 2014a; Roe 2016)".
    """
    letter = touches(lexemes, end) and len(lexemes[end].text) == 1 and lexemes[end].kind == "word"
    if lower_at(lexemes, end + letter) not in _BEHIND_CITED or not is_name(lexemes, start - 1):
        return False
    last = start - _LONGEST_TITLE
    for place in range(start - 1, max(-1, start - _LONGEST_CITATIONS), -1):
        mark = lexemes[place].text
        if place < last or mark in (")", "]"):
            return False
        if mark in ("(", "["):
            return True
        if mark == ";" and any(_YEAR.fullmatch(lower_at(lexemes, place - back)) for back in (1, 2, 3)):
            last = place - _LONGEST_TITLE
    return False


def _runs_on(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Say whether the figure is the beginning of something longer: "2019-style", "2053/S.", but not "2019-present"."""
    joined = touches(lexemes, end) and (lexemes[end].text in HYPHENS or lexemes[end].text == "/")
    if lower_at(lexemes, end + 1) in _NOW:
        return False
    goes_on = touches(lexemes, end + 1) and lexemes[end + 1].kind != "symbol"
    return joined and goes_on and lexemes[end].text != "\u2014"


def _is_of_title(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether the year belongs to the name of an act or a treaty: "Act of 2002", "Appropriations Act, 2026"."""
    if lower_at(lexemes, start - 1) not in ("of", ",") or start < 2:
        return False
    head = lexemes[start - 2]
    if lexemes[start - 1].text == "of" and _is_number_of_law(lexemes, start - 2):
        return True
    if lexemes[start - 1].text == ",":
        return head.text in ("Act", "Acts", "Bill", "Law")
    if not is_name(lexemes, start - 2) or head.lower in MONTHS or head.lower in SEASONS:
        return False
    return any(word.lower in _TITLED for word in _name_before(lexemes, start - 1))


def _is_number_of_law(lexemes: Sequence[Lexeme], last: int) -> bool:
    """Say whether the figures at `last` number a law: "Law No. 12 of 2018", "Decree (57) of 2018"."""
    place = last - (lower_at(lexemes, last) == ")")
    if place < 0 or lexemes[place].kind != "digits":
        return False
    while place > last - _LONGEST_NUMBER and (
        lower_at(lexemes, place) in _NUMBER_SIGNS or lower_at(lexemes, place).isdecimal()
    ):
        place -= 1
    return lower_at(lexemes, place) in _TITLED | _ORDERS and lexemes[place].text.istitle()


def _name_before(lexemes: Sequence[Lexeme], end: int) -> Iterator[Lexeme]:
    """Yield backwards the capitalised words of the name that ends before `end`: "Treaty", "Open" and "Skies"."""
    for lexeme in reversed(lexemes[max(0, end - _LONGEST_TITLE) : end]):
        if lexeme.kind != "word" or (lexeme.text.islower() and lexeme.text not in _NAME_LINKS):
            return
        if not lexeme.text.islower():
            yield lexeme

"""Judge by the words around it whether a number is a day: "on the 18th", "Friday the 15th", "on 4/22", "9 and 15 May".

It is none where a noun follows that it counts or numbers: "on the 5th floor", "on Sunday 31 people", "1/2 of them".
"""

import re
from collections.abc import Sequence

from outsider_etl.nlp.dates.count_evidence import COUNTED, is_counted
from outsider_etl.nlp.dates.evidence import fills_cell, is_bare_name, words_of
from outsider_etl.nlp.dates.terms import touches
from outsider_etl.nlp.dates.words import MONTH_NUMBERS, SHORT_WEEKDAYS, WEEKDAYS
from outsider_etl.nlp.lexemes import Lexeme, lower_at

_DAY_PREPOSITIONS = words_of("on by until till since before after around")
_FIGURE_PREPOSITIONS = _DAY_PREPOSITIONS | words_of("dated from to through between and this next last")
_BEHIND_DAY = words_of(
    "and or to at in on when by for with this that but after before until through from as because while he she it they "
    "we i the a is was were will would had has"
)
_CENTURIES = frozenset({"century", "centuries"})
_WEEKDAY_NAMES = frozenset({*WEEKDAYS, *SHORT_WEEKDAYS})
_LIST_SIGNS = frozenset({"and", "or", ",", "&"})
_LONGEST_LIST = 16
_FAR = 7
_YEAR = re.compile("[12][0-9]{3}")


def is_no_count(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the number that ends an expression counts nothing, as in "every May 2 people died"."""
    return not is_counted(lexemes, end - 1, end)


def is_day_of_month(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "the 18th" or "Friday 15" is a day: behind a preposition or a weekday, and no number."""
    if not _counts_nothing(lexemes, end):
        return False
    if lexemes[start].lower in _WEEKDAY_NAMES:
        return is_bare_name(lexemes, start, end)
    # "The second" is seldom a day.
    if lexemes[start].kind != "digits":
        return False
    definite = lower_at(lexemes, start - 1) == "the"
    if definite and fills_cell(lexemes, start, end):
        return True
    near = (lexeme.lower for lexeme in lexemes[end : end + _FAR])
    return definite and lower_at(lexemes, start - 2) in _DAY_PREPOSITIONS and not _CENTURIES.intersection(near)


def is_listed_day(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the first number of "9 and 15 February" is a day: it is not numbered by a noun before it."""
    return start == 0 or lower_at(lexemes, start - 1) in _FIGURE_PREPOSITIONS | {"the", "of", ",", "("}


def is_listed_behind_day(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether a further number of "February 9, 15 and 22" is a day."""
    if lower_at(lexemes, start - 1) not in _LIST_SIGNS or not _counts_nothing(lexemes, end):
        return False
    place = start - 1
    while place > max(0, start - _LONGEST_LIST) and lower_at(lexemes, place) in _LIST_SIGNS:
        if lexemes[place - 1].kind != "digits" or len(lexemes[place - 1].text) > 2:
            return False
        place -= 2
    return lower_at(lexemes, place - (lower_at(lexemes, place) == ".")) in MONTH_NUMBERS


def is_day_behind_month(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the number behind a month is its day, not that of "the end of May the Second Army moved"."""
    last, behind = lexemes[end - 1], lower_at(lexemes, end)
    named = last.text.istitle() and last.kind == "word" and lower_at(lexemes, end - 2) == "the"
    return not (named and end < len(lexemes) and lexemes[end].text.istitle()) and behind not in ("percent", "%")


def is_no_conjunction(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Tell "that May", "that 4th of July" from what follows a conjunction: "found that May 2020 was dry"."""
    if lexemes[start].text != "that" or lower_at(lexemes, start - 1) in _DAY_PREPOSITIONS:
        return True
    if _YEAR.fullmatch(lower_at(lexemes, end)):
        # "That winter 2000 people fled."
        return lower_at(lexemes, end + 1) in COUNTED
    if lexemes[start + 1].lower in _WEEKDAY_NAMES:
        day = end + (lower_at(lexemes, end) == ",")
        near = [lower_at(lexemes, index) for index in range(day, day + 2)]
        return not (any(map(str.isdecimal, near)) and any(word in MONTH_NUMBERS for word in near))
    # "That 3 May", "that May 5, 2020"
    day = max(start + 2, end - 1)
    is_dated = lower_at(lexemes, day + 1) == "," and _YEAR.fullmatch(lower_at(lexemes, day + 2))
    is_day_first = lexemes[start + 1].kind == "digits" and lower_at(lexemes, start + 2) in MONTH_NUMBERS
    return not is_day_first and not (is_dated and lexemes[day].kind == "digits")


def is_range(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether two days make a range: with "and" only behind "between"."""
    before = start - 1 - (lower_at(lexemes, start - 1) == "the")
    joined = any(lexeme.lower in ("and", "or", "&") for lexeme in lexemes[start + 1 : start + 4])
    return not joined or lower_at(lexemes, before) == "between"


def is_day_in_figures(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "4/22" is a day, which a fraction, a score or "9/11" is not."""
    figures = [lexeme.text for lexeme in lexemes[start:end:2]]
    if figures in (["9", "11"], ["24", "7"]) or not _counts_nothing(lexemes, end):
        return False
    before = lower_at(lexemes, start - 1)
    is_all = fills_cell(lexemes, start, end) and max(map(int, figures)) > 12
    return is_all or before in _DAY_PREPOSITIONS or (before in _FIGURE_PREPOSITIONS and max(map(int, figures)) > 12)


def is_day_in_letter(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "the 14th instant" is a day, as "the 14th instant message" and "the first instant" are none."""
    return lexemes[start].kind == "digits" and _counts_nothing(lexemes, end)


def is_written_as_one(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether figures and letters are those of "12MAR22", which a part of a hash ("3f12dec45") is not."""
    month, year = lexemes[start + 1].text, lexemes[end - 1].text
    is_part = touches(lexemes, start) and lexemes[start - 1].kind != "symbol"
    is_part = is_part or (touches(lexemes, end) and lexemes[end].kind != "symbol")
    is_one = all(touches(lexemes, index) for index in range(start + 1, end))
    return is_one and not is_part and month[0].isupper() and len(year) in (2, 4)


def _counts_nothing(lexemes: Sequence[Lexeme], end: int) -> bool:
    return end >= len(lexemes) or lexemes[end].kind == "symbol" or lexemes[end].lower in _BEHIND_DAY

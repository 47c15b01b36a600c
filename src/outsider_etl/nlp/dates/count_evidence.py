"""Judge by the words around it whether a number of four digits counts things: "2000 soldiers", "2000 to 2500 troops".

A plural alone does not tell ("In 2014 and 2015 exports fell"): behind a year of the same list the number is a year too.
Nor does a noun that is counted often ("From 2018 to 2020 cases rose"): it takes round numbers to count it.
"""

from collections.abc import Sequence

from outsider_etl.nlp.dates.evidence import TIME_WORDS, words_of
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, ends_sentence, touches
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import SCALE_WORDS

COUNTED = frozenset(SCALE_WORDS) | words_of(
    "people men women children personnel respondents households participants workers employees members soldiers",
    "troops patients students voters victims cases schools firms companies homes per metres meters tonnes tons",
    "staff km kg m mi ft mw gw kw hp kwh mwh gwh twh khz mhz ghz rpm kcal percent pct feet miles aircraft",
)
_COUNTED_OFTEN = COUNTED | words_of(
    "civilians deaths casualties fighters inhabitants jobs migrants militants missiles officers police prisoners",
    "rebels refugees residents tanks teachers vehicles villages warheads acres barrels hectares points seats units",
    "votes dollars euros francs marks pesos pounds roubles rubles rupees yen yuan",
)
# What a year stands before more often than a number: "1990 levels", "the 2020 elections".
_DATED_NOUNS = words_of(
    "levels prices figures rates terms estimates projections targets results elections primaries polls games floods",
    "protests riots attacks sanctions talks reforms budgets accounts guidelines standards rules wages values",
)
_ADDED = words_of("additional extra further more new other")
# What leads to a time at the beginning of a sentence only: "From 2020 new cars", but "the cars from 2000 new ones".
_LEADS_TO_TIME = words_of("around for from through toward towards")
_QUANTIFIERS = words_of("some nearly almost")
_APPROXIMATE = words_of("about roughly approximately around")
# "Cases rose from 1950 to 2020 cases" tells how many, where "From 1950 to 2020 cases rose" tells when.
_CHANGED = words_of(
    "rose risen grew grown fell fallen went shrank shrunk increased decreased declined dropped climbed expanded jumped",
    "raised reduced cut ranged ranging",
)
_JOINTS = words_of("and or to through until till") | HYPHENS
_RANGE_OPENERS = words_of("between from")
_LONGEST_LIST = 16
_ROUND, _ROUND_NOW = 50, 100


def is_counted(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the word at `end` is one that the number at `start` counts: a plural, a measure, a scale."""
    if lower_at(lexemes, end) in _ADDED and not _is_behind_time(lexemes, start):
        end += 1
    word = lower_at(lexemes, end)
    if lower_at(lexemes, end + 1) in APOSTROPHES:
        # "his 1963 children's book"
        return False
    if word in _DATED_NOUNS:
        return False
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "wards"))
    return word in _COUNTED_OFTEN or (plural and lexemes[end].text.islower())


def is_counted_range(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether what stands behind the second of two numbers counts both: "2000 to 2500 troops", "2000-2500 men".

    The lexemes from `start` to `end` are the first number, or both where a hyphen joins them.
    """
    last = end - 1
    joined = lexemes[end + 1] if lower_at(lexemes, end) in _JOINTS and end + 1 < len(lexemes) else None
    if joined and joined.kind == "digits" and len(joined.text) >= len(lexemes[start].text):
        # "From 2019 to 5 million" does not count up.
        last, end = end + 1, end + 2
    elif last == start:
        return False
    word = lower_at(lexemes, end)
    if lower_at(lexemes, end + 1) in APOSTROPHES or word == "per":
        return False
    quantified = lower_at(lexemes, start - 1) in _QUANTIFIERS or _is_up_to(lexemes, start)
    if not quantified and _are_years(lexemes, start, last):
        return False
    about = quantified or lower_at(lexemes, start - 1) in _APPROXIMATE
    return word in _COUNTED_OFTEN or (about and is_counted(lexemes, start, end))


def is_listed_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the number is joined to a year: "In 2014 and 2015 exports fell", "From 2018 to 2020 forces trained".

    Behind "from" and "between", which lead to other numbers too, two round ones may count what follows.
    """
    first = _list_start(lexemes, start)
    if first == start or lower_at(lexemes, start - 1) == ",":
        return False
    before = lower_at(lexemes, first - 1)
    if before in TIME_WORDS:
        return True
    counted = not _are_years(lexemes, first, start) and is_counted(lexemes, start, end)
    return before in _RANGE_OPENERS and not counted


def _list_start(lexemes: Sequence[Lexeme], start: int) -> int:
    """Return where the list of rising years begins that the one at `start` belongs to: "2012, 2013 and 2014"."""
    place = start
    while start - place < _LONGEST_LIST:
        joint = place - 1
        joint -= lower_at(lexemes, joint) in _JOINTS and lower_at(lexemes, joint - 1) == ","
        year = lower_at(lexemes, joint - 1)
        if lower_at(lexemes, joint) not in _JOINTS | {","} or not (len(year) == 4 and year.isdecimal()):
            return place
        if int(year) >= int(lexemes[place].text):
            return place
        place = joint - 1
    return place


def _are_years(lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """Say whether the numbers rise as years do and are not both round: "2018 to 2020", but not "1900 to 2000"."""
    one, other = lexemes[first].text, lexemes[last].text
    if touches(lexemes, last):
        # "2014-17"
        other = one[: -len(other)] + other
    changed = lower_at(lexemes, first - 1) == "from" and lower_at(lexemes, first - 2) in _CHANGED
    if changed and lower_at(lexemes, last + 1) in _COUNTED_OFTEN:
        return False
    if len(other) != 4 or not 1500 <= int(one) < int(other) < 2100:
        return False
    step = _ROUND_NOW if int(one) >= 1900 else _ROUND
    return int(one) % step > 0 or int(other) % step > 0


def _is_behind_time(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether what stands before the number leads to a time: "By 2025 new vehicles", "as of 2021 more states"."""
    before = lower_at(lexemes, start - 1)
    if before == "by" or (before == "of" and lower_at(lexemes, start - 2) == "as"):
        return True
    if before not in _LEADS_TO_TIME:
        return False
    return start == 1 or "\n" in lexemes[start - 1].gap or ends_sentence(lexemes, start - 2)


def _is_up_to(lexemes: Sequence[Lexeme], start: int) -> bool:
    return lower_at(lexemes, start - 1) == "to" and lower_at(lexemes, start - 2) == "up"

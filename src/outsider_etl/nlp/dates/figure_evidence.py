"""Judge by what stands around figures whether they are of a date: a year with a note's marker, decades, acts."""

from collections.abc import Sequence

from outsider_etl.nlp.dates.count_evidence import is_counted
from outsider_etl.nlp.dates.evidence import TIME_WORDS, words_of
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS
from outsider_etl.nlp.dates.words import MONTH_NUMBERS
from outsider_etl.nlp.lexemes import Lexeme, lower_at

_BEFORE_YEAR = TIME_WORDS | {"fy"} | frozenset(MONTH_NUMBERS)
_SHORT_WORDS = words_of("an as at by he if in is it no of on so to we")
_LONGEST_MARKER = 3
_DECADE_JOINTS = HYPHENS | {",", "and", "or", "to"}
_LONGEST_LIST = 24
# "Directive 2000/31", "Decreto-ley 9/2021", "Loi n° 12/2019", "SI 2010/12"
_ACTS = words_of(
    "act acts case decision decree decrees directive directives law laws ordinance regulation",
    "regulations resolution resolutions si decreto décret legge lei ley loi beschluss richtlinie verordnung ° º",
    "decisione decisions decisión directiva direttiva durchführungsverordnung décision reglamento regolamento",
    "règlement",
)
_BODIES_OF_ACTS = words_of("ce cee cfsp ec eec eu euratom ewg gasp pesc ue")
_ACT_JOINTS = frozenset({",", "and", "e", "et", "or", "und", "y"})
_REGISTERS = frozenset({"AZR", "BGs", "BvF", "BvL", "BvR", "StR", "ZR"})


def is_note_behind(lexemes: Sequence[Lexeme], first: int, point: int) -> bool:
    """Tell the year of "in 2019.3 The", whose sentence ends at `point` with a note's marker, from "2019.3 tons".

    A word leads to the figures, which begin at `first`, and a capital begins the next sentence.
    """
    year, marker, end = lexemes[point - 1].text, lexemes[point + 1].text, point + 2
    if lexemes[point].text != "." or len(year) != 4 or not "1500" <= year < "2100":
        return False
    if len(marker) > _LONGEST_MARKER or marker[0] == "0":
        return False
    is_year = lower_at(lexemes, first - 1) in _BEFORE_YEAR or _is_behind_day(lexemes, first)
    if end == len(lexemes) or not (is_year or _ends_range(lexemes, first, end)):
        return is_year
    begins = lexemes[end].text.istitle() and (len(lexemes[end].text) != 2 or lexemes[end].lower in _SHORT_WORDS)
    return begins and bool(lexemes[end].gap)


def _is_behind_day(lexemes: Sequence[Lexeme], first: int) -> bool:
    """Say whether a comma leads from a month or day to the year: "June 30, 2019", but not "1850.3, 1900.4"."""
    before = lexemes[max(0, first - 4) : max(0, first - 1)]
    return lower_at(lexemes, first - 1) == "," and any(lexeme.lower in MONTH_NUMBERS for lexeme in before)


def _ends_range(lexemes: Sequence[Lexeme], first: int, end: int) -> bool:
    """Say whether the figures end a range of years: "2014 to 2017", but not "1850 to 1990.5 Tonnes"."""
    year = lower_at(lexemes, first - 2)
    joined = lower_at(lexemes, first - 1) in ("to", "and") and "1500" <= year < "2100" and len(year) == 4
    return joined and year.isdecimal() and not is_counted(lexemes, first, end)


def tells_decade(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether "1980's" is a decade, which "2010's" is less often: "the late 1980's", "the 1970's and 1980's"."""
    first = index
    while index - first < _LONGEST_LIST:
        joint = first - 1
        joint -= lower_at(lexemes, joint) in _DECADE_JOINTS and lower_at(lexemes, joint - 1) == ","
        before = [lower_at(lexemes, place) for place in range(joint - 3, joint + 1)]
        if before[3] not in _DECADE_JOINTS or before[2] != "s" or before[1] not in APOSTROPHES or before[0][-1:] != "0":
            break
        first = joint - 3
    place = first - 1 - (lower_at(lexemes, first - 1) in HYPHENS)
    return lower_at(lexemes, place) in ("the", "early", "mid", "late")


def is_shillings(lexemes: Sequence[Lexeme], index: int, letter: int) -> bool:
    """Say whether "10s" is a sum of old British money: "£2 10s.", "10s. 6d."."""
    pence = letter + 1 + (lower_at(lexemes, letter + 1) == ".")
    is_pence = lower_at(lexemes, pence + 1) == "d" and lexemes[pence].kind == "digits"
    return is_pence or (lower_at(lexemes, index - 2) == "£" and lexemes[index - 1].kind == "digits")


def is_number_of_act(lexemes: Sequence[Lexeme], index: int, end: int) -> bool:
    """Say whether figures with a stroke number an act or a case: "Regulation (EU) 2021/23", "5 StR 1901/19"."""
    if end != index + 3 or lexemes[index + 1].text != "/" or index == 0:
        return False
    first, last, before = lexemes[index].text, lexemes[index + 2].text, lexemes[index - 1].text
    # "Cost of the Act 2019/20", "the (EU) 2019/2020 season"
    if len(first) == 4 and (int(last[-2:]) - int(first[-2:])) % 100 == 1:
        return False
    if before == ")":
        return _is_behind_body(lexemes, index)
    if before.lower() in _ACTS:
        # "A class of law 2016/19"
        return not before.islower() or len(first) < 4
    return before in _REGISTERS and index > 1 and lexemes[index - 2].kind == "digits"


def _is_behind_body(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether an act's body stands before its number: "Regulation (EU, Euratom) 2020/12", "and (EU) 2020/14"."""
    closing = index - 1
    for _ in range(_LONGEST_LIST):
        opening = closing - 2 - 2 * (lower_at(lexemes, closing - 2) == ",")
        if lower_at(lexemes, closing - 1) not in _BODIES_OF_ACTS or lower_at(lexemes, opening) != "(" or opening == 0:
            return False
        word, closing = lexemes[opening - 1], opening - 5
        if word.lower in _ACTS:
            return word.text[:1].isupper()
        is_listed = word.lower in _ACT_JOINTS and lower_at(lexemes, opening - 3) == "/"
        if not is_listed or lower_at(lexemes, closing) != ")":
            return False
    return False

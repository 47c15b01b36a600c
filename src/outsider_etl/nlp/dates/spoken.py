"""Read years and decades in words: "nineteen ninety-six", "two thousand and twenty", "the nineteen-eighties"."""

from collections.abc import Sequence

from outsider_etl.nlp.dates.words import CENTURY_WORDS, DECADE_WORDS
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import read_numeral, skip_hyphen

_THIS_CENTURY = 1900
_LATEST = 2100


def read_year_words(lexemes: Sequence[Lexeme], index: int) -> tuple[int, int] | None:
    """Return the year that is said from `index` on and the index after it, or None.

    It is said by its century ("nineteen ninety-six", "nineteen hundred and five", "nineteen oh five") or as a number
    of thousands ("two thousand and twenty").
    """
    century = CENTURY_WORDS.get(lexemes[index].lower)
    if century:
        return _read_in_century(lexemes, century, skip_hyphen(lexemes, index + 1))
    if lower_at(lexemes, index + 1) != "thousand" or lower_at(lexemes, index) not in ("one", "two"):
        return None
    number = read_numeral(lexemes, index)
    return (int(number.value), number.end) if number and 1000 <= number.value < _LATEST else None


def read_decade_words(lexemes: Sequence[Lexeme], index: int) -> tuple[int, int] | None:
    """Return the first year of a decade in words ("the nineteen-eighties", "the eighties") and the index after it."""
    century = CENTURY_WORDS.get(lexemes[index].lower)
    place = skip_hyphen(lexemes, index + 1) if century else index
    word = lower_at(lexemes, place)
    decade = 10 if century and word == "tens" else DECADE_WORDS.get(word)
    return ((century or _THIS_CENTURY) + decade, place + 1) if decade else None


def _read_in_century(lexemes: Sequence[Lexeme], century: int, place: int) -> tuple[int, int] | None:
    word = lower_at(lexemes, place)
    if word in ("oh", "o"):
        unit = read_numeral(lexemes, skip_hyphen(lexemes, place + 1))
        return (century + int(unit.value), unit.end) if unit and 1 <= unit.value <= 9 and unit.spelled else None
    if word == "hundred":
        joint = place + 1 + (lower_at(lexemes, place + 1) == "and")
        rest = read_numeral(lexemes, joint)
        follows = rest is not None and rest.spelled and 1 <= rest.value <= 99
        return (century + int(rest.value), rest.end) if rest and follows else (century, place + 1)
    rest = read_numeral(lexemes, place) if place < len(lexemes) else None
    if rest is None or not rest.spelled or not 10 <= rest.value <= 99 or rest.value % 1:
        return None
    return (century + int(rest.value), rest.end)

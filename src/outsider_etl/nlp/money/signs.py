"""Tell the signs and words that make the figure behind them negative from hyphens, dashes and subtractions."""

from collections.abc import Sequence

from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.qualifiers import match_before

_Lexemes = Sequence[Lexeme]

_MINUS, _NEGATIVE = "minus", "negative"
_OPENINGS = words.MINUS_SIGNS | {words.EN_DASH, _MINUS, _NEGATIVE}
_NO_FIGURES = words.RANGE_DASHES | {_MINUS, _NEGATIVE}
# What may stand before the "minus" of an amount; behind a noun or another amount it subtracts.
_BEFORE_MINUS = frozenset(
    "a an and as at be been between by from is of or reached reaching to was were ( : = |"
    " auf bei betrug beträgt bis ist lag liegt mit um und von war à de est était".split()
)
_FARTHEST_DASH = 12


def is_minus(lexemes: _Lexemes, index: int) -> bool:
    """Return whether a minus sign or "minus" stands at lexeme `index`.

    A sign touches what follows but not what is before, unless that opens a bracket; so does an en dash that is a minus,
    except that it may touch the mark that begins the cell of a table.
    """
    sign = lexemes[index].lower
    if sign not in _OPENINGS or index + 1 == len(lexemes) or lexemes[index + 1].lower in _NO_FIGURES:
        return False
    before, is_apart = lexemes[index - 1].lower if index else "", not index or bool(lexemes[index].gap)
    if sign == _NEGATIVE:
        return is_apart
    if sign == _MINUS:
        return is_apart and (not before or before in _BEFORE_MINUS or match_before(lexemes, index) > 0)
    if lexemes[index + 1].gap:
        return False
    if sign == words.EN_DASH:
        if before == words.CELL:
            return True
        # "2018 –$5m" is a range or a label, and "Health –$5m" an item of a list.
        is_cued = not before or before in _BEFORE_MINUS or match_before(lexemes, index) > 0
        return (is_apart or before == "(") and is_cued and not _is_paired(lexemes, index)
    return is_apart or before == "("


def _is_paired(lexemes: _Lexemes, index: int) -> bool:
    """Return whether the dash at `index` opens what another one closes: "a fund of –$5 million and more– grew".

    One closes that touches what is before it.
    """
    end = min(index + _FARTHEST_DASH, len(lexemes))
    for place in range(index + 2, end):
        is_open = place + 1 == len(lexemes) or lexemes[place + 1].gap or lexemes[place + 1].kind == "symbol"
        if lexemes[place].text == words.EN_DASH and is_open and not lexemes[place].gap:
            return True
    return False

"""Read the shillings and pence behind pounds, as Britain counted them until 1971: "£3 10s. 6d."."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.digits import read_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money.words import CLAUSE_ENDS, FUNCTION_WORDS
from outsider_etl.nlp.numerals import Numeral

_Lexemes = Sequence[Lexeme]

_SHILLINGS, _PENCE = 20, 12
_NOTHING, _ONE, _EXACT = Decimal(0), Decimal(1), Decimal("0.0001")


def read_shillings(lexemes: _Lexemes, index: int) -> tuple[Decimal, int] | None:
    """Return what "10s. 6d.", "10s" or "6½d." is of a pound, and the index after it; a point at the end stays out."""
    shillings, end = _read_coins(lexemes, index, "s", _SHILLINGS) or (_NOTHING, index)
    pence, last = _read_coins(lexemes, end, "d", _PENCE) or (_NOTHING, end)
    # "£100 3d printers"
    if not shillings and last < len(lexemes) and lexemes[last].kind == "word":
        return None
    pounds = shillings / _SHILLINGS + pence / (_SHILLINGS * _PENCE)
    return (pounds.quantize(_EXACT).normalize(), last) if last > index else None


def read_coins(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Return what the "2s. 6d." of "2s. 6d. a day" is of a pound, or None; sections and clauses are told from it."""
    if lexemes[index].kind != "digits" or (index > 0 and lexemes[index - 1].text.istitle()):
        return None
    shillings = _read_coins(lexemes, index, "s", _SHILLINGS)
    if shillings is None or lower_at(lexemes, shillings[1]) != ".":
        return None
    pence = _read_coins(lexemes, shillings[1], "d", _PENCE)
    if pence is None or not _is_clause_end(lexemes, pence[1]):
        return None
    pounds = shillings[0] / _SHILLINGS + pence[0] / (_SHILLINGS * _PENCE)
    return Numeral(pounds.quantize(_EXACT).normalize(), pence[1], _ONE, spelled=False)


def _is_clause_end(lexemes: _Lexemes, index: int) -> bool:
    """Tell "2s. 6d. a day" from "4s. 2d. wide", whatever sentence follows."""
    at = index + (lower_at(lexemes, index) == ".")
    if at >= len(lexemes) or lexemes[at].text in CLAUSE_ENDS or lexemes[at].text.istitle():
        return True
    return lexemes[at].lower in FUNCTION_WORDS


def _read_coins(lexemes: _Lexemes, index: int, letter: str, limit: int) -> tuple[Decimal, int] | None:
    """Read "10s" or "6½d", pence also behind a point or comma: fewer than make the next larger coin."""
    index += letter == "d" and lower_at(lexemes, index) in (".", ",")
    if index >= len(lexemes) or not (lexemes[index].gap or index == 0 or lexemes[index - 1].text == "("):
        return None
    number = read_digits(lexemes, index)
    is_coin = number is not None and lower_at(lexemes, number[1]) == letter and not lexemes[number[1]].gap
    return (number[0], number[1] + 1) if number and is_coin and number[0] < limit else None

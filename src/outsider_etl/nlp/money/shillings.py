"""Read the shillings and pence behind pounds, as Britain counted them until 1971: "£3 10s. 6d."."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.digits import FRACTION_SIGNS, read_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money.words import PER

_Lexemes = Sequence[Lexeme]

_SHILLINGS, _PENCE = 20, 12
_NOTHING, _EXACT = Decimal(0), Decimal("0.0001")


def read_shillings(lexemes: _Lexemes, index: int) -> tuple[Decimal, int] | None:
    """Return what "10s. 6d.", "10s" or "6½d." is of a pound, and the index after it; a point at the end stays out."""
    shillings, end = _read_coins(lexemes, index, "s", _SHILLINGS) or (_NOTHING, index)
    pence, last = _read_coins(lexemes, end, "d", _PENCE) or (_NOTHING, end)
    # "£100 3d printers"
    if not shillings and last < len(lexemes) and lexemes[last].kind == "word":
        return None
    pounds = shillings / _SHILLINGS + pence / (_SHILLINGS * _PENCE)
    return (pounds.quantize(_EXACT).normalize(), last) if last > index else None


def read_coins(lexemes: _Lexemes, index: int) -> tuple[Decimal, int] | None:
    """Return what "2s. 6d." or the "6d." of "6d. per pound" is of a pound, and the index after it, or None."""
    if lexemes[index].kind != "digits" and lexemes[index].text not in FRACTION_SIGNS:
        return None
    shillings, end = _read_coins(lexemes, index, "s", _SHILLINGS) or (_NOTHING, index)
    pence = _read_coins(lexemes, end, "d", _PENCE)
    if pence is None:
        return None
    # "6d. per pound", but not "in 3d. A new"
    behind = lexemes[pence[1] : pence[1] + 2]
    if end == index and not (len(behind) == 2 and behind[0].text == "." and behind[1].text in PER):
        return None
    pounds = shillings / _SHILLINGS + pence[0] / (_SHILLINGS * _PENCE)
    return pounds.quantize(_EXACT).normalize(), pence[1]


def _read_coins(lexemes: _Lexemes, index: int, letter: str, limit: int) -> tuple[Decimal, int] | None:
    """Read "10s" or "6½d", pence also behind a point or comma: fewer than make the next larger coin."""
    index += letter == "d" and lower_at(lexemes, index) in (".", ",")
    if index >= len(lexemes) or not (lexemes[index].gap or index == 0 or lexemes[index - 1].text == "("):
        return None
    number = read_digits(lexemes, index)
    is_coin = number is not None and lower_at(lexemes, number[1]) == letter and not lexemes[number[1]].gap
    return (number[0], number[1] + 1) if number and is_coin and number[0] < limit else None

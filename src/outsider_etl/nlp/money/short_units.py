"""Read the units that only their number before them tells: "50p a week", "20 grand", "2,5 G$", "5,000 gold francs"."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.currencies import BARE_DOLLAR
from outsider_etl.nlp.money.numbers import is_article
from outsider_etl.nlp.money.shillings import read_shillings
from outsider_etl.nlp.money.units import Unit, read_unit, subunit
from outsider_etl.nlp.numerals import Numeral

_Lexemes = Sequence[Lexeme]

_THOUSAND = Decimal(1000)
# "2,000 paper pounds of waste"
_WEIGHTS = frozenset({"pound", "GBP"})


def read_short(lexemes: _Lexemes, index: int, number: Numeral) -> Unit | None:
    """Return the unit at lexeme `index`, right behind its number, or None."""
    slang = _read_slang(lexemes, index, number) or _read_old_pounds(lexemes, index)
    return slang or _read_giga(lexemes, index, number) or _read_metal(lexemes, index)


def _read_giga(lexemes: _Lexemes, index: int, number: Numeral) -> Unit | None:
    """Read the unit of "2,5 G$", billions of dollars behind a small number; Guyana's stand before it."""
    if number.scale > 1 or number.value >= _THOUSAND or index + 1 >= len(lexemes):
        return None
    letter, sign = lexemes[index : index + 2]
    is_giga = letter.text == "G" and sign.text == "$" and not sign.gap
    return Unit("sign", BARE_DOLLAR, index + 2, factor=_THOUSAND**3) if is_giga else None


def _read_metal(lexemes: _Lexemes, index: int) -> Unit | None:
    """Read the money of a century ago: "5,000 gold francs" are large, "5 gold euros" are coins."""
    unit = read_unit(lexemes, index + 1) if lower_at(lexemes, index) in words.METALS else None
    if unit is None or unit.kind != "name" or unit.currency in _WEIGHTS:
        return None
    if not lexemes[unit.end - 1].lower.endswith("s"):
        return None
    return unit._replace(care="large")


def _read_old_pounds(lexemes: _Lexemes, index: int) -> Unit | None:
    """Read the "l." of "123l. 10s. 3d.", which stood for pounds before their sign did."""
    if lower_at(lexemes, index) != "l" or lexemes[index].gap or lower_at(lexemes, index + 1) != ".":
        return None
    return Unit("sign", "GBP", index + 2) if read_shillings(lexemes, index + 2) else None


def _are_pence(lexemes: _Lexemes, index: int) -> bool:
    """Tell "44p in every pound" from 44 pages."""
    behind = [lexeme.lower for lexeme in lexemes[index + 1 : index + 4]]
    return behind[:1] == ["in"] and behind[1:2] != ["a"] and behind[2:] == ["pound"]


def _read_slang(lexemes: _Lexemes, index: int, number: Numeral) -> Unit | None:
    """Read "50p a week", "30 ct/kWh" and "20 grand", where nothing follows that these could be ("two grand pianos")."""
    text = lexemes[index].text if index < len(lexemes) and number.scale <= 100 else ""
    after = lower_at(lexemes, index + 1)
    if text == "p" and not lexemes[index].gap and (after in words.PER or _are_pence(lexemes, index)):
        return Unit("cents", "GBP", index + 1, subunit("GBP"))
    # "2 ct/1 ct" are carats.
    if text == "ct" and (after in words.GERMAN_PER or (after == "/" and lower_at(lexemes, index + 2) == "kwh")):
        return Unit("cents", "EUR", index + 1, subunit("EUR"))
    if text != "grand":
        return None
    ends = words.CLAUSE_ENDS_BUT_COMMA if is_article(lexemes, number) else words.AFTER_GRAND
    return Unit("name", BARE_DOLLAR, index + 1, factor=_THOUSAND) if not after or after in ends else None

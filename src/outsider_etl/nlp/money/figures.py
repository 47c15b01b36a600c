"""Read one money figure: a number with the currency before or behind it, and the cents that belong to it.

Start at `read_figure`. What it takes to believe that a number and a unit are money is in `beliefs`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from outsider_etl.nlp.digits import touching_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.beliefs import fits_before, fits_behind
from outsider_etl.nlp.money.catalogue import catalogue, may_mean
from outsider_etl.nlp.money.numbers import (
    is_article,
    read_article,
    read_digits,
    read_number,
    skip_period,
    skip_same_in_digits,
)
from outsider_etl.nlp.money.shillings import read_coins, read_shillings
from outsider_etl.nlp.money.short_units import read_short
from outsider_etl.nlp.money.signs import is_minus
from outsider_etl.nlp.money.units import Unit, read_unit, skip_escape, subunit
from outsider_etl.nlp.numerals import SCALE_WORDS, Numeral, read_numeral, skip_hyphen, skip_note

_Lexemes = Sequence[Lexeme]

_NOTHING, _THOUSAND = Decimal(0), Decimal(1000)
_POUND = Unit("sign", "GBP", 0)
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


class Figure(NamedTuple):
    """A number with its currency, if it has one, from lexeme `start` to before `end`; `more` are the cents behind."""

    start: int
    end: int
    number: Numeral
    unit: Unit | None
    is_unit_first: bool = False
    more: Decimal = _NOTHING
    sign: int = 1

    def amount(self, unit: Unit) -> Decimal:
        """Return the amount in whole units of the currency of `unit`."""
        return self.sign * (self.number.value * unit.factor + self.more)


def read_figure(lexemes: _Lexemes, index: int) -> Figure | None:
    """Return the figure that begins at lexeme `index` ("$5 million", "5 million euros"), or None.

    A bare number ("5 million") is one without a unit, since another figure may share its own with it.
    """
    if is_minus(lexemes, index):
        figure = read_figure(lexemes, index + 1)
        return figure._replace(start=index, sign=-1) if figure and figure.unit and figure.sign > 0 else None
    unit = read_unit(lexemes, index) if lexemes[index].kind != "digits" else None
    figure = _read_unit_first(lexemes, index, unit) if unit else None
    # A unit may be a numeral too: the "a" of "A$5" and of "a million euros".
    figure = figure or _read_number_first(lexemes, index)
    return _add_subunits(lexemes, figure) if figure and figure.unit else figure


def _read_unit_first(lexemes: _Lexemes, index: int, unit: Unit) -> Figure | None:
    start = unit.end
    # "Rs. 500" and "TZS.3bn", but "in USD. 11" and "a EUR.1 certificate"
    is_short = unit.kind == "code" and not lexemes[start - 1].text.isupper()
    if unit.kind == "code" and start < len(lexemes) and lexemes[start].text == "." and not lexemes[start].gap:
        if not is_short and len(touching_digits(lexemes, start + 1)) == 1 and not _abbreviates(lexemes, start + 1):
            return None
        start += is_short or _abbreviates(lexemes, start + 1)
    if start >= len(lexemes):
        return None
    # "in euros.1": a sentence ends, and the marker of a note stands behind it.
    if unit.kind not in ("sign", "code") and lexemes[start].text == "." and not lexemes[start].gap:
        return None
    if unit.kind in ("sign", "code") and lexemes[start].kind != "digits":
        figure = _read_negative(lexemes, index, unit, start) or _read_scale_first(lexemes, index, unit, start)
        if figure:
            return figure
    number = read_number(lexemes, start)
    if number is None or not fits_before(lexemes, index, unit, start, number) or _scales_twice(lexemes, unit, number):
        return None
    end, unit = _settle_unit(lexemes, number, unit)
    return Figure(index, end, number, unit, is_unit_first=True)


def _abbreviates(lexemes: _Lexemes, start: int) -> bool:
    """Return whether the point before `start` is that of a code: "TZS.3bn", "KES.1,500", but not "USD.50"."""
    number = read_number(lexemes, start) if touching_digits(lexemes, start) else None
    return number is not None and (number.scale > 1 or (number.end > start + 2 and lexemes[start + 1].text == ","))


def _scales_twice(lexemes: _Lexemes, unit: Unit, number: Numeral) -> bool:
    """Return whether a number behind a unit such as "Mio. EUR" has its own scale, or is the year of a column."""
    is_year = 1900 <= number.value < 2100 and len(lexemes[number.end - 1].text) == words.YEAR_LENGTH
    return unit.factor > 1 and (number.scale > 1 or is_year)


def _settle_unit(lexemes: _Lexemes, number: Numeral, unit: Unit) -> tuple[int, Unit]:
    """Return the end of a figure and its unit, which may be said once more: "$5 million CAD", "$5 million (CAD)"."""
    end, again = _read_unit_again(lexemes, number)
    if again is None or again.kind == "cents":
        return number.end, unit
    if may_mean(unit.currency, again.currency):
        return end, unit._replace(currency=again.currency)
    return end if may_mean(again.currency, unit.currency) else number.end, unit


def _read_unit_again(lexemes: _Lexemes, number: Numeral) -> tuple[int, Unit | None]:
    """Read a unit behind a number that has one before it, and where the figure ends; brackets stay outside."""
    end = number.end
    at = skip_hyphen(lexemes, end)
    if at >= len(lexemes):
        return end, None
    if lexemes[at].text == "(":
        unit = read_unit(lexemes, at + 1)
        is_closed = unit is not None and unit.end < len(lexemes) and lexemes[unit.end].text == ")"
        return end, unit if unit and unit.kind == "code" and is_closed else None
    unit = _read_unit_behind(lexemes, number) if lexemes[at].kind == "word" else None
    return (unit.end, unit) if unit else (end, None)


def _read_negative(lexemes: _Lexemes, index: int, unit: Unit, start: int) -> Figure | None:
    """Read "$-5 million", "€–5m", "EUR -5" and, as accounting has it, "$(3,200)"."""
    if start + 1 >= len(lexemes) or unit.care != "none":
        return None
    mark = lexemes[start]
    if mark.text == "(" and unit.kind == "sign":
        return _read_in_brackets(lexemes, index, unit, start)
    is_sign = mark.text in words.MINUS_SIGNS or mark.text == words.EN_DASH
    if not is_sign or lexemes[start + 1].gap or (unit.kind == "code" and not mark.gap):
        return None
    number = read_digits(lexemes, start + 1)
    return Figure(index, number.end, number, unit, True, sign=-1) if number else None


def _read_in_brackets(lexemes: _Lexemes, index: int, unit: Unit, start: int) -> Figure | None:
    """Read "$(3,200)" and "$(5.2) million", but not "in US$ (2015)"."""
    number = read_digits(lexemes, start + 1)
    if number is None or number.end >= len(lexemes) or lexemes[number.end].text != ")":
        return None
    if lexemes[start].gap and number.end == start + 2:
        return None
    end = number.end + 1
    # "£(3.2)m", but "$(3) m"
    scales = SCALE_WORDS if end < len(lexemes) and lexemes[end].gap else words.MONEY_SCALES
    scale = scales.get(lexemes[end].lower) if end < len(lexemes) else None
    if scale is None or number.scale > 1:
        return Figure(index, end, number, unit, True, sign=-1)
    return Figure(index, end + 1, number._replace(value=number.value * scale, scale=scale), unit, True, sign=-1)


def _read_scale_first(lexemes: _Lexemes, index: int, unit: Unit, start: int) -> Figure | None:
    """Read "EUR million 12.5" and "£m 12.5"; what looks like a year behind it is the head of a column."""
    if start + 1 >= len(lexemes) or len(lexemes[start + 1].text) > 3:
        return None
    if len(lexemes[start].text) == 1 and not _is_heading(lexemes, index, start):
        return None
    scale, number = words.MONEY_SCALES.get(lexemes[start].lower), read_digits(lexemes, start + 1)
    if scale is None or number is None or number.scale > 1:
        return None
    return Figure(index, number.end, number._replace(value=number.value * scale, scale=scale), unit, True)


def _is_heading(lexemes: _Lexemes, index: int, start: int) -> bool:
    """Tell the "m" of "£m 12.5", as of a table, from that of other letters and of a list of sums "in £m"."""
    is_unit = lexemes[start].lower == "m" and not lexemes[start].gap and bool(lexemes[start + 1].gap)
    return is_unit and not (index > 0 and lexemes[index - 1].lower == "in")


def _read_number_first(lexemes: _Lexemes, index: int) -> Figure | None:
    if index and not lexemes[index].gap and (lexemes[index - 1].kind == "word" or _is_divisor(lexemes, index)):
        return None
    coins = read_coins(lexemes, index) if lexemes[index].kind != "word" else None
    if coins:
        return Figure(index, coins.end, coins, _POUND)
    number = read_number(lexemes, index) or read_article(lexemes, index)
    if number is None:
        return None
    number = skip_same_in_digits(lexemes, number)
    unit = _read_unit_behind(lexemes, number)
    if unit is None:
        return None if is_article(lexemes, number) else Figure(index, skip_period(lexemes, number), number, None)
    figure = Figure(index, unit.end, number, unit)
    if is_article(lexemes, number):
        # "a dollar" is no figure, "a dollar and 42 cents" and "a grand" are.
        is_figure = unit.factor == _THOUSAND or _add_subunits(lexemes, figure).more
        return figure if is_figure and fits_behind(lexemes, index, unit, number) else None
    if fits_behind(lexemes, index, unit, number) or (unit.kind == "name" and _add_subunits(lexemes, figure).more):
        return figure
    return Figure(index, number.end, number, None)


def _is_divisor(lexemes: _Lexemes, index: int) -> bool:
    """Return whether the number at `index` is the 2 of "1/2 million dollars"."""
    return index > 1 and lexemes[index - 1].text == "/" and lexemes[index - 2].kind == "digits"


def _read_unit_behind(lexemes: _Lexemes, number: Numeral) -> Unit | None:
    """Read the currency behind a number ("5 million euros", "5-dollar", "half a cent", "75 USD million")."""
    start = skip_period(lexemes, number)
    if start >= len(lexemes):
        return None
    if start == number.end:
        start = skip_note(lexemes, start)
        if number.spelled and 0 < number.value < 1:
            start = _skip_article(lexemes, start)
    start = skip_escape(lexemes, _skip_of(lexemes, start) if number.scale > 1 else start)
    unit = read_short(lexemes, start, number) or read_unit(lexemes, start)
    if unit is None and (at := skip_hyphen(lexemes, start)) > start:
        unit = read_unit(lexemes, at)
        unit = unit if unit and unit.kind != "sign" and lexemes[at].kind == "word" else None
    if unit is None or unit.kind == "name" or unit.kind == "cents" or unit.end >= len(lexemes):
        return unit
    scale = SCALE_WORDS.get(lexemes[unit.end].lower)
    if scale and number.scale == 1:
        return unit._replace(end=unit.end + 1, factor=unit.factor * scale)
    after = read_numeral(lexemes, unit.end, scales=words.MONEY_SCALES)
    if after is None or lexemes[unit.end].kind == "word" or _is_cents(lexemes, number, unit, after):
        return unit
    # "1-2 trillion USD2010" is at the prices of 2010.
    is_year = after.end == unit.end + 1 and not lexemes[unit.end].gap and 1900 <= after.value < 2100
    if number.scale > 1 and is_year and (unit.kind == "code" or unit.end > start + 1):
        return unit
    # "in 2019 $5 million": the sign belongs to the figure behind it, unless that one has its own ("10 $ 30 $").
    if not lexemes[start].gap and lexemes[unit.end].gap:
        return unit
    own = read_unit(lexemes, skip_period(lexemes, after))
    return unit if own and own.kind in (unit.kind, "cents") and lexemes[unit.end].gap else None


def _is_cents(lexemes: _Lexemes, number: Numeral, unit: Unit, after: Numeral) -> bool:
    """Tell "17 USD 25", where the clause ends there, from "in 2019 USD 25"."""
    is_pair = unit.kind == "code" and unit.care == "none" and number.scale == after.scale == 1
    if not is_pair or after.end != unit.end + 1 or len(lexemes[unit.end].text) != 2 or number.value % 1:
        return False
    is_year = len(lexemes[number.end - 1].text) == 4
    return not is_year and (after.end == len(lexemes) or lexemes[after.end].text in words.CLAUSE_ENDS)


def _skip_article(lexemes: _Lexemes, index: int) -> int:
    """Return the index after the "a" of "half a cent" and the "of a" of "a quarter of a dollar"."""
    at = index + (lower_at(lexemes, index) == "of")
    return at + 1 if lower_at(lexemes, at) in ("a", "an", "one") else index


def _skip_of(lexemes: _Lexemes, index: int) -> int:
    """Return the index after the "d'" of "30 millions d'euros" or the "of" of "30 millions of dollars"."""
    words_ = [lexeme.lower for lexeme in lexemes[index : index + 2]]
    if words_[:1] in (["de"], ["di"]) or (words_[:1] == ["of"] and _are_many(lexemes, index + 1)):
        return index + 1
    return index + 2 if words_ in (["d", "'"], ["d", "’"]) else index


def _are_many(lexemes: _Lexemes, index: int) -> bool:
    """Tell "5 milliards of francs" from "40 million of euro-denominated debt"."""
    unit = read_unit(lexemes, index + (lower_at(lexemes, index) in words.METALS))
    if unit is None or unit.kind != "name" or not lexemes[unit.end - 1].lower.endswith("s"):
        return False
    return skip_hyphen(lexemes, unit.end) == unit.end


def _add_subunits(lexemes: _Lexemes, figure: Figure) -> Figure:
    """Read on in "£3 10s. 6d.", "3 dollars (and) 50 cents" and "two dollars and a half".

    At the end of a clause "3 dollars and 50" counts too.
    """
    unit, number, end = figure.unit, figure.number, figure.end
    if unit is None or end >= len(lexemes) or unit.factor != 1 or number.scale > 1 or number.value % 1:
        return figure
    if unit.currency in ("GBP", "pound") and (coins := read_shillings(lexemes, end)):
        return figure._replace(more=coins[0], end=coins[1])
    start = end + (lexemes[end].lower == "and")
    if figure.is_unit_first and start == end:
        return figure
    more = read_numeral(lexemes, start)
    if more is None or not lexemes[start].gap:
        return figure
    if start > end and (half := _HALVES.get(lexemes[more.end - 1].lower)) and more.value == half:
        return figure._replace(end=more.end, more=half) if more.end == start + 2 else figure
    small = subunit(unit.currency)
    if more.value * small >= 1 or more.value % 1:
        return figure
    if more.end < len(lexemes) and lexemes[more.end].text in catalogue().small_words:
        return figure._replace(end=more.end + 1, more=more.value * small)
    ends_clause = more.end == len(lexemes) or lexemes[more.end].text in words.CLAUSE_ENDS
    if ends_clause or (start > end and lexemes[more.end].lower == "and"):
        return figure._replace(end=more.end, more=more.value * small)
    return figure

"""Find money figures and what they are worth.

Start at `find_money`: it walks over the lexemes once. `_read_figure` reads one figure with the currency before or
behind it, `_read_range` the other end of a range, and `_find_qualifier` looks at the words around both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.nlp.lexemes import Lexeme, lex
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.currencies import Unit, decimal_places, is_dollar, read_unit, skip_escape
from outsider_etl.nlp.numerals import SCALE_WORDS, Numeral, read_numeral, skip_hyphen
from outsider_etl.nlp.spans import Found, set_found
from outsider_etl.nlp.values import Money, Qualifier

_Lexemes = Sequence[Lexeme]

_FAR_APART = 100
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its currency, if it has one, from lexeme `start` to before `end`; `more` are cents behind it."""

    start: int
    end: int
    number: Numeral
    unit: Unit | None
    is_unit_first: bool = False
    more: Decimal = Decimal(0)
    sign: int = 1

    def amount(self, unit: Unit) -> Decimal:
        return self.sign * (self.number.value * unit.factor + self.more)


def create_money(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that makes the money figures of a Doc MONEY entities, with their value on `ent._.money`."""
    return _set_money


Language.factory("outsider_money", assigns=["doc.ents", "span._.money"], func=create_money)


def _set_money(doc: Doc) -> Doc:
    return set_found(doc, "MONEY", find_money(doc.text))


def find_money(text: str) -> list[Found]:
    """Return the money figures of `text` in order, each with a Money; they don't overlap.

    The span holds the figure with its currency and scale, and a minus sign that touches it. Words that qualify the
    amount are outside. A figure in brackets is positive: in running text brackets are no accounting.
    """
    lexemes = lex(text)
    found, index = [], 0
    while index < len(lexemes):
        figure = _read_figure(lexemes, index)
        if figure is None:
            index += 1
            continue
        first, last = _read_range(lexemes, figure)
        unit = first.unit or last.unit
        if unit is not None:
            qualifier = _find_qualifier(lexemes, first.start, last.end)
            money = Money(first.amount(unit), last.amount(unit), unit.currency, qualifier)
            found.append(Found(lexemes[first.start].start, lexemes[last.end - 1].end, money))
        index = last.end
    return found


def _read_figure(lexemes: _Lexemes, index: int) -> _Figure | None:
    """Read "$5 million", "5 million euros" or a bare "5 million"; the cents behind a whole amount belong to it."""
    if _is_minus(lexemes, index):
        figure = _read_figure(lexemes, index + 1)
        return replace(figure, start=index, sign=-1) if figure and figure.unit else None
    unit = read_unit(lexemes, index)
    figure = _read_unit_first(lexemes, index, unit) if unit else _read_number_first(lexemes, index)
    return _add_subunits(lexemes, figure) if figure and figure.unit else figure


def _is_minus(lexemes: _Lexemes, index: int) -> bool:
    """Return whether a minus sign stands at `index`: it touches what follows, but not what is before."""
    if lexemes[index].text not in words.MINUS_SIGNS or index + 1 == len(lexemes) or lexemes[index + 1].gap:
        return False
    apart = index == 0 or bool(lexemes[index].gap) or lexemes[index - 1].text == "("
    return apart and lexemes[index + 1].text not in words.MINUS_SIGNS


def _read_unit_first(lexemes: _Lexemes, index: int, unit: Unit) -> _Figure | None:
    start = unit.end
    # "Rs. 500"
    if unit.kind == "code" and start < len(lexemes) and lexemes[start].text == "." and not lexemes[start].gap:
        start += 1
    number = read_numeral(lexemes, start, scales=words.MONEY_SCALES)
    if number is None or not _fits_before(lexemes, index, unit, number):
        return None
    figure = _Figure(index, number.end, number, unit, is_unit_first=True)
    behind = _read_unit_behind(lexemes, number)
    # "$5 million CAD", "$ 10 dollars"
    if behind and (behind.currency == unit.currency or (unit.currency == "USD" and is_dollar(behind.currency))):
        return replace(figure, end=behind.end, unit=replace(unit, currency=behind.currency))
    return figure


def _fits_before(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Tell "euro 5 million" and "COP 5,000" from "the euro 5 years ago" and "COP 26"."""
    if unit.kind == "sign" or _is_large(lexemes, unit.end, number):
        return not (unit.doubtful and unit.kind == "name")
    if unit.kind == "code":
        return not unit.doubtful
    ends_clause = number.end == len(lexemes) or lexemes[number.end].text in words.CLAUSE_ENDS
    return not unit.doubtful and ends_clause and lexemes[index].text == lexemes[index].lower


def _is_large(lexemes: _Lexemes, start: int, number: Numeral) -> bool:
    """Return whether a number has a scale, thousands separators or more than four digits."""
    return number.scale >= 1000 or number.value >= (1000 if number.end - start > 1 else 10000)


def _read_number_first(lexemes: _Lexemes, index: int) -> _Figure | None:
    glued = index > 0 and not lexemes[index].gap and lexemes[index - 1].kind == "word"
    number = None if glued else read_numeral(lexemes, index, scales=words.MONEY_SCALES)
    if number is None:
        return None
    unit = _read_unit_behind(lexemes, number) or _read_subunit(lexemes, number)
    if unit is None or not _fits_behind(lexemes, index, unit, number):
        return _Figure(index, number.end, number, None)
    return _Figure(index, unit.end, number, unit)


def _read_unit_behind(lexemes: _Lexemes, number: Numeral) -> Unit | None:
    """Read the currency behind a number ("5 million euros", "5-dollar", "75 USD million")."""
    start = skip_escape(lexemes, _skip_period(lexemes, number))
    unit = read_unit(lexemes, start) or read_unit(lexemes, skip_hyphen(lexemes, start))
    if unit is None or unit.kind == "name":
        return unit
    scale = SCALE_WORDS.get(lexemes[unit.end].lower) if unit.end < len(lexemes) else None
    if scale and number.scale == 1:
        return replace(unit, end=unit.end + 1, factor=unit.factor * scale)
    after = read_numeral(lexemes, unit.end, scales=words.MONEY_SCALES)
    if after is None or lexemes[unit.end].kind == "word":
        return unit
    # "in 2019 $5 million": the sign belongs to the figure behind it, unless that one has its own ("10 $ 30 $").
    if not lexemes[start].gap and lexemes[unit.end].gap:
        return unit
    own = read_unit(lexemes, after.end) or _read_subunit(lexemes, after)
    return unit if own and own.kind in (unit.kind, "cents") and lexemes[unit.end].gap else None


def _skip_period(lexemes: _Lexemes, number: Numeral) -> int:
    """Return the index after the period of an abbreviated scale ("90 bn. roubles")."""
    end = number.end
    is_abbreviated = number.scale > 1 and lexemes[end - 1].lower not in SCALE_WORDS
    return end + 1 if is_abbreviated and end < len(lexemes) and lexemes[end].text == "." else end


def _fits_behind(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Tell "5 million pounds", "5,000 COP" and "2000 euros" from "5 pounds", "3 AMD" and "in 2000 euros"."""
    if unit.doubtful and unit.kind == "code":
        return _is_large(lexemes, index, number)
    if unit.doubtful:
        is_weight = unit.end < len(lexemes) and lexemes[unit.end].lower == "of"
        return number.scale >= 1000 and not is_weight
    is_year = number.end == index + 1 and len(lexemes[index].text) == 4 and 1900 <= number.value < 2100
    return not (is_year and index > 0 and lexemes[index - 1].lower in words.PRICE_YEAR_CUES)


def _read_subunit(lexemes: _Lexemes, number: Numeral) -> Unit | None:
    """Read "cents" behind a number."""
    index = skip_hyphen(lexemes, number.end)
    # In capitals it is a name ("50 Cent").
    currency = words.SUBUNITS.get(lexemes[index].text) if index < len(lexemes) else None
    if currency is None:
        return None
    return Unit("cents", currency, index + 1, factor=_subunit(currency))


def _subunit(currency: str) -> Decimal:
    return _ONE.scaleb(-decimal_places(currency))


def _add_subunits(lexemes: _Lexemes, figure: _Figure) -> _Figure:
    """Read on in "3 dollars (and) 50 cents", "$20 and 43c" and, where the clause ends there, "3 dollars and 50"."""
    unit, number = figure.unit, figure.number
    if unit is None or unit.factor != 1 or number.scale > 1 or number.value % 1 or figure.end >= len(lexemes):
        return figure
    joined = lexemes[figure.end].lower == "and"
    if figure.is_unit_first and not joined:
        return figure
    start = figure.end + joined
    more, subunit = read_numeral(lexemes, start), _subunit(unit.currency)
    if more is None or more.value * subunit >= 1 or more.value % 1 or not lexemes[start].gap:
        return figure
    end = more.end
    if end < len(lexemes) and lexemes[end].text in words.SUBUNITS:
        end += 1
    elif end < len(lexemes) and lexemes[end].text not in words.CLAUSE_ENDS:
        return figure
    return replace(figure, end=end, more=more.value * subunit)


def _read_range(lexemes: _Lexemes, figure: _Figure) -> tuple[_Figure, _Figure]:
    """Return both ends of the range that begins with `figure`; they are the same where it stands alone.

    In "$1.3 to $6.1 billion" each figure stands alone, but the first shares the scale of the second.
    """
    if figure.end + 1 >= len(lexemes) or figure.more or not _is_range_sign(lexemes, figure):
        return figure, figure
    last = _read_figure(lexemes, skip_escape(lexemes, figure.end + 1))
    if last is None:
        return figure, figure
    first = _share_scale(figure, last)
    if first.unit and last.unit:
        return first, first
    return (first, last) if _makes_range(lexemes, first, last) else (figure, figure)


def _makes_range(lexemes: _Lexemes, first: _Figure, last: _Figure) -> bool:
    """Return whether one currency, before the first or behind the second, is that of two figures."""
    shares_unit = (first.unit and first.is_unit_first) or (last.unit and not last.is_unit_first)
    if not shares_unit or last.more or first.sign + last.sign < 2 or first.number.value >= last.number.value:
        return False
    if (first.number.scale > 1) != (last.number.scale > 1):
        return False
    return last.unit is not None or _ends_range(lexemes, last)


def _is_range_sign(lexemes: _Lexemes, figure: _Figure) -> bool:
    sign = lexemes[figure.end]
    if sign.text in words.RANGE_DASHES:
        return bool(sign.gap) == bool(lexemes[figure.end + 1].gap)
    if sign.lower == "and":
        return any(lexeme.lower == "between" for lexeme in lexemes[max(0, figure.start - 3) : figure.start])
    return sign.lower in words.RANGE_WORDS


def _ends_range(lexemes: _Lexemes, last: _Figure) -> bool:
    """Tell "$5 to 10 a day" from "$5 to 10 percent" and "$5 to 10 people"."""
    if last.end == len(lexemes):
        return True
    after = lexemes[last.end]
    is_per_cent = after.lower == "per" and last.end + 1 < len(lexemes) and lexemes[last.end + 1].lower == "cent"
    if after.lower in words.PERCENT or is_per_cent:
        return False
    return last.number.scale > 1 or after.kind != "word" or after.lower in words.AFTER_RANGE


def _share_scale(first: _Figure, last: _Figure) -> _Figure:
    """Give `first` the scale of `last`, unless that makes it far larger ("$500 to $1 million")."""
    number, scale = first.number, last.number.scale
    if number.scale > 1 or scale < 1000 or number.value * scale > _FAR_APART * last.number.value:
        return first
    return replace(first, number=replace(number, value=number.value * scale, scale=scale))


def _find_qualifier(lexemes: _Lexemes, start: int, end: int) -> Qualifier | None:
    """Return what the words before lexeme `start` or from lexeme `end` make of an amount between them."""
    for length in (2, 1):
        phrase = tuple(lexeme.lower for lexeme in lexemes[end : end + length])
        if phrase in words.BEHIND:
            return words.BEHIND[phrase]
    while start > 0 and lexemes[start - 1].lower in words.SKIPPED_BEFORE:
        start -= 1
    for length in (4, 3, 2, 1):
        phrase = tuple(lexeme.lower for lexeme in lexemes[max(0, start - length) : start])
        if phrase in words.BEFORE:
            return words.BEFORE[phrase]
    return None

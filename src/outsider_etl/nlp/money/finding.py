"""Find money figures and what they are worth.

Start at `find_money`: it lexes only the stretches of the text that may hold a figure (`stretches`) and walks over each
once. `read_figure` reads one figure with the currency before or behind it, `read_range` the other end of a range, and
`find_qualifier` looks at the words around both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.currencies import NO_CURRENCY
from outsider_etl.nlp.money.decimals import COMMA, POINT, decimal_sign_of, with_long_scale, with_points_for_decimals
from outsider_etl.nlp.money.figures import Figure, read_figure
from outsider_etl.nlp.money.owners import DEFAULTS, currencies_of
from outsider_etl.nlp.money.qualifiers import find_qualifier
from outsider_etl.nlp.money.ranges import read_range
from outsider_etl.nlp.money.stretches import lex_stretches
from outsider_etl.nlp.spans import Found, set_found, text_of
from outsider_etl.nlp.values import Money

_Lexemes = Sequence[Lexeme]


def create_money(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that makes the money figures of a Doc MONEY entities, with their value on `ent._.money`.

    A bare "$" or "pesos" are in the currency that `doc._.currencies` names, and decimals stand behind
    `doc._.decimal_sign`; where these are None, the Doc's own text tells.
    """
    return _set_money


Language.factory("outsider_money", assigns=["doc.ents", "span._.money"], func=create_money)


def _set_money(doc: Doc) -> Doc:
    text, currencies, sign = text_of(doc), doc._.currencies, doc._.decimal_sign
    currencies = currencies_of([text]) if currencies is None else currencies
    return set_found(doc, "MONEY", find_money(text, currencies, decimal_sign_of([text]) if sign is None else sign))


def find_money(text: str, currencies: Mapping[str, str] = DEFAULTS, decimal_sign: str = POINT) -> list[Found]:
    """Return the money figures of `text` in order, each with a Money; they don't overlap.

    The span holds the figure with its currency and scale, and what makes it negative: a minus sign that touches it, or
    "minus" before it. Words that qualify the amount are outside. A figure in brackets is negative where the brackets
    fill the cell of a table, and positive in running text. `currencies` has the ISO 4217 code of what a bare "$", "Rs"
    or "pesos" stand for, as `currencies_of` returns it.
    Where decimals stand behind a comma "1.500" is fifteen hundred, and "3,125" three and an eighth.
    """
    stretches = lex_stretches(text)
    if decimal_sign == COMMA:
        stretches = ((base, with_long_scale(with_points_for_decimals(lexemes))) for base, lexemes in stretches)
    return [found for base, lexemes in stretches for found in find_among(lexemes, base, currencies)]


def find_among(lexemes: _Lexemes, base: int = 0, currencies: Mapping[str, str] = DEFAULTS) -> Iterator[Found]:
    """Yield the figures among `lexemes`, whose offsets count from `base` in the text."""
    index, following = 0, None
    while index < len(lexemes):
        figure = following or read_figure(lexemes, index)
        if figure is None:
            index += 1
            continue
        first, last, following = read_range(lexemes, figure)
        index = last.end
        unit = first.unit or last.unit
        currency = currencies.get(unit.currency, unit.currency) if unit else NO_CURRENCY
        if unit and currency != NO_CURRENCY:
            if first is last and _is_negative_cell(lexemes, first):
                first = last = first._replace(sign=-1)
            qualifier = find_qualifier(lexemes, first.start, last.end)
            low, high = sorted((first.amount(unit), last.amount(unit)))
            money = Money(low, high, currency, qualifier)
            yield Found(base + lexemes[first.start].start, base + lexemes[last.end - 1].end, money)


def _is_negative_cell(lexemes: _Lexemes, figure: Figure) -> bool:
    """Return whether a figure in brackets fills the cell of a table, as accounting writes a negative amount."""
    before, after = figure.start - 1, figure.end
    if before < 0 or after >= len(lexemes) or lexemes[before].text != "(" or lexemes[after].text != ")":
        return False
    opens = before > 0 and lexemes[before - 1].text == words.CELL
    closes = after + 1 < len(lexemes) and lexemes[after + 1].text == words.CELL
    begins = before == 0 or "\n" in lexemes[before].gap
    ends = after + 1 == len(lexemes) or "\n" in lexemes[after + 1].gap
    return (opens and (closes or ends)) or (begins and closes)

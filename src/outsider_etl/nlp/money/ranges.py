"""Read the other end of a range, and share a scale or a currency between both ends."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.figures import Figure, read_figure
from outsider_etl.nlp.money.qualifiers import match_from
from outsider_etl.nlp.money.units import skip_escape
from outsider_etl.nlp.numerals import Numeral

_Lexemes = Sequence[Lexeme]

_FAR_APART = 10
_ONE, _THOUSAND = Decimal(1), Decimal(1000)
_REACH = 3
_RESPECTIVE = "respectively"
_LONGEST_LIST = 40
_FALL_WORDS = frozenset({"from", "von", "de"})
_CENTS = -2
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_SPREAD_WORDS = frozenset({"between", "ranging", "range", "ranges", "ranged", "anywhere", "zwischen", "entre"})


class Range(NamedTuple):
    """A figure that stands alone (`first` and `last` are the same) or both ends of a range that shares a currency.

    `following` is the next figure where it had to be read for that.
    """

    first: Figure
    last: Figure
    following: Figure | None = None


def read_range(lexemes: _Lexemes, figure: Figure) -> Range:
    """Return the range that begins with `figure`.

    In "$1.3 to $6.1 billion" each figure stands alone, but the first shares the scale of the second; so do those of a
    list of three or more, or with "respectively". In "from 3.4 to 2.8 billion euros" the last is the smaller.
    """
    if (scale := _scale_of_list(lexemes, figure)) > 1:
        figure = _scaled(figure, scale)
        return Range(figure, figure)
    link = _read_link(lexemes, figure)
    if link == 0 or figure.more:
        return Range(figure, figure)
    start = skip_escape(lexemes, figure.end + link)
    skipped = start + match_from(lexemes, start) if figure.unit else start
    last = read_figure(lexemes, skipped) if skipped < len(lexemes) else None
    if last is None or not _links(lexemes, figure, last):
        return Range(figure, figure)
    if last.unit is None:
        # The point behind "$10m–20m." ends the sentence.
        last = last._replace(end=last.number.end)
    first = _share_scale(lexemes, figure, last)
    if first.unit and last.unit:
        return Range(first, first, following=last)
    is_range = skipped == start and _makes_range(lexemes, first, last)
    return Range(first, last) if is_range else Range(figure, figure)


def _read_link(lexemes: _Lexemes, figure: Figure) -> int:
    """Return the number of lexemes that link `figure` to the end of a range: "-", "to", "-to-"; 0 if none do."""
    end = figure.end
    if end + 1 >= len(lexemes):
        return 0
    sign = lexemes[end]
    if sign.lower in words.RANGE_WORDS | words.AND_WORDS or (sign.lower == "auf" and _may_fall(lexemes, figure)):
        return 1
    if sign.text not in words.RANGE_DASHES:
        return 0
    if lexemes[end + 1].lower == "to":
        return 3 if end + 3 < len(lexemes) and lexemes[end + 2].text == words.HYPHEN else 0
    # "fell by $5 -10 in all" has a minus sign.
    return 1 if sign.text != words.HYPHEN or bool(sign.gap) == bool(lexemes[end + 1].gap) else 0


def _links(lexemes: _Lexemes, figure: Figure, last: Figure) -> bool:
    """Tell "between $5 and $10 million" and "$5 and $10 million respectively" from "$20 and $5 million"."""
    if lexemes[figure.end].lower not in words.AND_WORDS or _is_spread(lexemes, figure):
        return True
    if figure.unit is None or last.unit is None:
        return False
    if _is_respective(lexemes, last):
        return True
    return _is_behind_another(lexemes, figure) and not _has_cents(figure) and _ends_list(lexemes, last)


def _is_behind_another(lexemes: _Lexemes, figure: Figure) -> bool:
    """Return whether a figure stands in a list behind one of the same currency: the "$4" of "$3, $4"."""
    place = figure.start - 1 - (lower_at(lexemes, figure.start - 1) == "\\")
    if figure.unit is None or not figure.is_unit_first or lower_at(lexemes, place) != ",":
        return False
    while place > 0 and (lexemes[place - 1].kind == "digits" or lexemes[place - 1].text in ".,"):
        place -= 1
    sign = [lexeme.text for lexeme in lexemes[figure.start : figure.unit.end]]
    return [lexeme.text for lexeme in lexemes[max(0, place - len(sign)) : place]] == sign


def _has_cents(figure: Figure) -> bool:
    """Return whether a figure is of cents, which share no scale: "EPS of $0.45, $0.50 and $1.2 billion in revenue"."""
    exponent = figure.number.value.as_tuple().exponent
    return figure.number.value < 1 and isinstance(exponent, int) and exponent <= _CENTS


def _ends_list(lexemes: _Lexemes, last: Figure) -> bool:
    """Tell "$3, $4 and $5 million" from the list before a clause: "$3, $4 and $5 million was spent"."""
    return lower_at(lexemes, last.end) not in _VERBS


def _is_respective(lexemes: _Lexemes, last: Figure) -> bool:
    return _RESPECTIVE in [lexeme.lower for lexeme in lexemes[last.end : last.end + 2]]


def _scale_of_list(lexemes: _Lexemes, figure: Figure) -> Decimal:
    """Return the scale that `figure` has from the end of a list ("$3, $4 and $5 million"), else 1."""
    if lower_at(lexemes, figure.end) != ",":
        return _ONE
    last, largest, is_long = figure, figure.number.value, _is_behind_another(lexemes, figure)
    while last.end < figure.end + _LONGEST_LIST:
        if last.unit is None:
            return _ONE
        is_small = last.number.scale == 1 and last.number.value < _THOUSAND and not _has_cents(last)
        comma = last.end < len(lexemes) and lexemes[last.end].text == ","
        at = last.end + comma
        is_end = at < len(lexemes) and lexemes[at].lower in words.AND_WORDS
        at = skip_escape(lexemes, at + is_end)
        following = read_figure(lexemes, at) if is_small and (comma or is_end) and at < len(lexemes) else None
        if following is None or following.unit is None or following.unit.currency != last.unit.currency:
            return _ONE
        if is_end:
            limit = following.number.value * _FAR_APART
            fits = max(largest, last.number.value) * following.number.scale <= limit
            is_list = _is_respective(lexemes, following) or (is_long and _ends_list(lexemes, following))
            return following.number.scale if fits and is_list else _ONE
        largest, last, is_long = max(largest, last.number.value), following, True
    return _ONE


def _is_spread(lexemes: _Lexemes, figure: Figure) -> bool:
    return not _SPREAD_WORDS.isdisjoint(_words_before(lexemes, figure))


def _may_fall(lexemes: _Lexemes, figure: Figure) -> bool:
    return not _FALL_WORDS.isdisjoint(_words_before(lexemes, figure))


def _words_before(lexemes: _Lexemes, figure: Figure) -> list[str]:
    return [lexeme.lower for lexeme in lexemes[max(0, figure.start - _REACH) : figure.start]]


def _makes_range(lexemes: _Lexemes, first: Figure, last: Figure) -> bool:
    """Return whether one currency, before the first or behind the second, is that of two figures."""
    shares_unit = (first.unit and first.is_unit_first) or (last.unit and not last.is_unit_first)
    if not shares_unit or last.more or first.sign + last.sign < 2 or not _is_in_order(lexemes, first, last):
        return False
    differs = (first.number.scale > 1) != (last.number.scale > 1)
    if differs and not (_is_thousands(first.number, last.number) or _is_written_out(lexemes, first.number)):
        return False
    return last.unit is not None or _ends_range(lexemes, first, last)


def _is_in_order(lexemes: _Lexemes, first: Figure, last: Figure) -> bool:
    """Return whether the first is the smaller, or falls to the last; from a year, or "Article 10", nothing falls."""
    start, end = first.number.value, last.number.value
    if start < end:
        return True
    is_year = first.unit is None and first.number.scale == 1 and len(lexemes[first.end - 1].text) == words.YEAR_LENGTH
    is_certain = not is_year and (last.unit is not None or last.number.scale > 1)
    falls = (
        _may_fall(lexemes, first) if first.unit else _words_before(lexemes, first)[-1:] in ([w] for w in _FALL_WORDS)
    )
    return end < start <= end * _FAR_APART and is_certain and falls


def _is_written_out(lexemes: _Lexemes, number: Numeral) -> bool:
    """Return whether a number of thousands has no scale word ("$750,000 to 1.5 million"), and is no year."""
    is_whole = number.value >= _THOUSAND and number.value % 1 == 0
    return number.scale == 1 and is_whole and len(lexemes[number.end - 1].text) != words.YEAR_LENGTH


def _ends_range(lexemes: _Lexemes, first: Figure, last: Figure) -> bool:
    """Tell "$5 to 10 a day" from "$5 to 10 percent", "$5 to 10 people" and "$5 million to 10 million people"."""
    if last.end == len(lexemes):
        return True
    after = lexemes[last.end]
    is_per_cent = after.lower == "per" and last.end + 1 < len(lexemes) and lexemes[last.end + 1].lower == "cent"
    if after.lower in words.PERCENT or is_per_cent:
        return False
    if after.kind != "word" or after.lower in words.FUNCTION_WORDS:
        return True
    # "$12,000 to 1.5 million displaced persons"
    is_given = first.number.scale == 1 and last.number.scale > 1
    counts = is_given or after.lower.endswith("s") or after.lower in words.PERSONS
    is_dashed = lexemes[first.end].text in words.RANGE_DASHES
    return last.number.scale > 1 and (is_dashed or not counts)


def _share_scale(lexemes: _Lexemes, first: Figure, last: Figure) -> Figure:
    """Give `first` the scale of `last`, unless that makes it larger ("$500 to $1 million").

    What falls may be larger, though not far: "from $6.1 to $1.3 billion".
    """
    number, scale = first.number, _shared_scale(lexemes, first, last)
    value = number.value * scale
    may_fall = _may_fall(lexemes, first) or lexemes[first.end].lower in words.AND_WORDS
    limit = last.number.value * (_FAR_APART if may_fall and not _is_spread(lexemes, first) else 1)
    if number.scale > 1 or scale < 1000 or value > limit:
        return first
    return _scaled(first, scale)


def _scaled(figure: Figure, scale: Decimal) -> Figure:
    number = figure.number
    return figure._replace(number=Numeral(number.value * scale, number.end, scale, number.spelled))


def _shared_scale(lexemes: _Lexemes, first: Figure, last: Figure) -> Decimal:
    """Return the scale of `last`, which in "$300-400,000" lies in its separator."""
    is_dashed = lexemes[first.end].text in words.RANGE_DASHES
    if last.number.scale > 1 or not is_dashed or last.is_unit_first or first.number.value >= 1000:
        return last.number.scale
    return _THOUSAND if _is_thousands(last.number, last.number) else _ONE


def _is_thousands(first: Numeral, last: Numeral) -> bool:
    """Return whether both are whole thousands below a million."""
    return all(number.value % _THOUSAND == 0 and number.value < 1_000_000 for number in (first, last))

"""Tie date expressions to their neighbours: a range with a dash is one, a list shares what its last item says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from outsider_etl.nlp.dates.cells import FISCAL_YEAR, YEAR, Cell, Stretch
from outsider_etl.nlp.dates.meanings import Between, Expression, InYear, PartOf
from outsider_etl.nlp.dates.terms import HYPHENS

_RANGE_ENDS = Stretch | InYear | PartOf
_RANGE_WORDS = frozenset({"to", "through", "until", "till"})
_LIST_WORDS = frozenset({"", "and", "or", *_RANGE_WORDS})


def link(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Return the expressions of `text` with ranges joined and what lists share filled in."""
    return _lend_years(text, _lend_fiscal(text, _join_ranges(text, expressions)))


def _between(text: str, first: Expression, last: Expression) -> str:
    # No word of a list is longer, and a text without dates is not to be copied again and again.
    return text[first.end : min(last.start, first.end + 20)].strip(" ,")


def _join_ranges(text: str, expressions: Iterable[Expression]) -> list[Expression]:
    """Make one of two expressions that a dash joins: "January-March 2019", "FY2020-FY2023"."""
    joined: list[Expression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        ends = last and isinstance(last.meaning, _RANGE_ENDS) and isinstance(expression.meaning, _RANGE_ENDS)
        if last and ends and _between(text, last, expression) in HYPHENS:
            joined[-1] = replace(last, end=expression.end, meaning=Between(last.meaning, expression.meaning))
        else:
            joined.append(expression)
    return joined


def _lend_fiscal(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Make a fiscal year of a year that is listed behind "fiscal years"."""
    lent = list(expressions[:1])
    for expression in expressions[1:]:
        last, meaning = lent[-1], expression.meaning
        if (
            isinstance(last.meaning, Stretch)
            and isinstance(meaning, Stretch)
            and (last.meaning.first.unit, meaning.first.unit) == (FISCAL_YEAR, YEAR)
            and _between(text, last, expression) in _LIST_WORDS
        ):
            first, last_year = (replace(cell, unit=FISCAL_YEAR) for cell in (meaning.first, meaning.last))
            expression = replace(expression, meaning=Stretch(first, last_year))
        lent.append(expression)
    return lent


def _lend_years(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Give a month or day the year of the one that it is listed with: "January and April 2020"."""
    lent: list[Expression] = []
    for expression in reversed(expressions):
        last = lent[-1] if lent else None
        if last and isinstance(expression.meaning, InYear) and isinstance(last.meaning, Stretch):
            named, words = last.meaning.first, _between(text, expression, last)
            cell = expression.meaning.of_year(named.year)
            if cell and words in _RANGE_WORDS and _begins_after(cell, named):
                # "December 20 to January 5, 2020"
                cell = expression.meaning.of_year(named.year - 1)
            if cell and named.unit.size < YEAR.size and words in _LIST_WORDS:
                expression = replace(expression, meaning=Stretch.of(cell))
        lent.append(expression)
    return lent[::-1]


def _begins_after(cell: Cell, other: Cell) -> bool:
    first, second = cell.first_day, other.first_day
    return first is not None and second is not None and first > second

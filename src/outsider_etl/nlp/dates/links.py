"""Tie date expressions to their neighbours: a range with a dash is one, a list shares what its last item says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from outsider_etl.nlp.dates.cells import DECADE, FISCAL_YEAR, YEAR, Cell, Stretch
from outsider_etl.nlp.dates.meanings import Between, Expression, InYear, Meaning, PartOf, WeekOf
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS

_RANGE_ENDS = Stretch | InYear | PartOf
_RANGE_WORDS = frozenset({"to", "through", "until", "till"})
# "13 March/25 March 1878" is a day in two calendars.
_LIST_WORDS = frozenset({"", "and", "or", "&", "/", *_RANGE_WORDS})
_AGAIN = frozenset({"and again", "and again in", "and again on"})
_NEAR = 4
_HALF_YEAR = 183
_THIS_CENTURY = 200


def link(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Return the expressions of `text` with ranges joined and what lists share filled in."""
    return _lend_years(text, _lend_fiscal(text, _lend_centuries(text, _join_ranges(text, expressions))))


def _between(text: str, first: Expression, last: Expression) -> str:
    # No word of a list is longer, and a text without dates is not to be copied again and again.
    words = text[first.end : min(last.start, first.end + 20)]
    # "1 Jan. to 3 Feb. 1999", but "It closed in May. June 2019 was quiet."
    return words.strip(" ,").removeprefix(". ").removesuffix(" the")


def _join_ranges(text: str, expressions: Iterable[Expression]) -> list[Expression]:
    """Make one of two expressions that a dash joins: "January-March 2019", "FY2020-FY2023", "April/May 2014"."""
    joined: list[Expression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        if last and _is_range(last.meaning, expression.meaning, _between(text, last, expression)):
            meaning = _in_century_of(last.meaning, expression) or expression.meaning
            joined[-1] = replace(last, end=expression.end, meaning=Between(last.meaning, meaning))
        else:
            joined.append(expression)
    return joined


def _lend_centuries(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Give a short decade the century of the one that it is listed behind: "the 1840s and '50s"."""
    lent = list(expressions[:1])
    for expression in expressions[1:]:
        decade = _in_century_of(lent[-1].meaning, expression)
        if decade and _between(text, lent[-1], expression) in _LIST_WORDS:
            expression = replace(expression, meaning=decade)
        lent.append(expression)
    return lent


def _in_century_of(first: Meaning, expression: Expression) -> Stretch | None:
    """Return the short decade of "1850s–60s" in the century of the first one, or None for another expression."""
    last = expression.meaning
    if not isinstance(first, Stretch) or not isinstance(last, Stretch) or expression.end - expression.start > 4:
        return None
    if first.first.unit is not DECADE or last.first.unit is not DECADE:
        return None
    if first.first.index >= _THIS_CENTURY:
        return None
    near = first.first.index // 10 * 10 + last.first.index % 10
    # "The 1890s and '20s", but "the 1990s and the 70s"
    return Stretch.of(Cell(DECADE, near + 10 if near < first.first.index and near != last.first.index else near))


def _is_range(first: Meaning, last: Meaning, sign: str) -> bool:
    if not isinstance(first, _RANGE_ENDS) or not isinstance(last, _RANGE_ENDS):
        return False
    if sign == "/":
        return isinstance(first, InYear) and first.day is None
    # "1949 – 4 April: it was founded"
    is_entry = isinstance(last, InYear) and isinstance(first, Stretch) and first.last.unit is YEAR
    return sign in HYPHENS and not is_entry


def _lend_fiscal(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Make a fiscal year of a mere year that is listed behind "fiscal years"."""
    lent = list(expressions[:1])
    for expression in expressions[1:]:
        last, meaning = lent[-1], expression.meaning
        if (
            isinstance(last.meaning, Stretch)
            and isinstance(meaning, Stretch)
            and (last.meaning.first.unit, meaning.first.unit) == (FISCAL_YEAR, YEAR)
            and (text[expression.start].isdecimal() or text[expression.start] in APOSTROPHES)
            and _between(text, last, expression) in _LIST_WORDS
        ):
            first, last_year = (replace(cell, unit=FISCAL_YEAR) for cell in (meaning.first, meaning.last))
            expression = replace(expression, meaning=Stretch(first, last_year))
        lent.append(expression)
    return lent


def _lend_years(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Give a month or day the year of the one that it is listed with: "January and April 2020"."""
    lent: list[Expression] = []
    for index, expression in reversed(tuple(enumerate(expressions))):
        last = lent[-1] if lent else None
        words = _between(text, expression, last) if last else ""
        # "In 2015 he came in May and again in June 2017."
        led = words in _AGAIN and any(
            isinstance(before.meaning, Stretch) for before in expressions[max(0, index - _NEAR) : index]
        )
        if last and not led and (year := _lent_year(expression.meaning, last.meaning, words)):
            expression = replace(expression, meaning=_in_year(expression.meaning, year, last.meaning, words))
        lent.append(expression)
    return lent[::-1]


def _lent_year(meaning: Meaning, listed: Meaning, words: str) -> int | None:
    """Return the year of what stands behind `words`, also where that is the same day by another calendar."""
    if words in _LIST_WORDS | _AGAIN:
        return year_of(listed)
    if not isinstance(meaning, InYear) or meaning.day is None:
        return None
    # "25 October (7 November) 1917"
    if words == ")" and isinstance(listed, Stretch) and listed.first.unit is YEAR:
        return listed.first.index
    return year_of(listed) if words == "(" else None


def year_of(meaning: Meaning) -> int | None:
    """Return the year that a day, month, season or quarter is of, a part of it or a range of them, or None."""
    match meaning:
        case Stretch(first=cell) if cell.unit.size < YEAR.size:
            return cell.year
        case PartOf(whole=whole) | WeekOf(day=whole):
            return year_of(whole)
        case Between(first=first, last=last):
            return year_of(first) or (year_of(last) if isinstance(first, InYear) else None)
    return None


def _in_year(meaning: Meaning, year: int, listed: Meaning, words: str) -> Meaning:
    """Return a meaning that has no year in `year`, or the year before where it leads up to what it is listed with."""
    match meaning:
        case InYear():
            cell, other = meaning.of_year(year), listed.first if isinstance(listed, Stretch) else None
            if cell and other and _turns_year(cell, other, words):
                cell = meaning.of_year(year - 1)
            return Stretch.of(cell) if cell else meaning
        case PartOf(part, whole):
            return PartOf(part, _in_year(whole, year, listed, words))
        case Between(InYear() as first, InYear() as last):
            cells = first.of_year(year), last.of_year(year)
            return (
                Stretch(cells[0], cells[1]) if cells[0] and cells[1] and cells[0].index <= cells[1].index else meaning
            )
    return meaning


def _turns_year(cell: Cell, other: Cell, words: str) -> bool:
    """Say whether a year ends between the two: "December 20 to January 5, 2020", "20 December (2 January 1918)"."""
    first, second = cell.first_day, other.first_day
    if first is None or second is None:
        return False
    # A day comes before itself in another calendar, or after: "7 November (25 October 1917)".
    return first > second if words in _RANGE_WORDS | _AGAIN else words == "(" and (first - second).days > _HALF_YEAR

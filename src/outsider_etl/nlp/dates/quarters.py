"""Read quarters and halves as tables and bulletins abbreviate them: "Q3/2018", "3Q18", "2018Q3", "Q2FY20", "H1"."""

import re
from collections.abc import Sequence

from outsider_etl.nlp.dates.cells import FISCAL_QUARTER, HALF, QUARTER, Stretch
from outsider_etl.nlp.dates.figures import long_year
from outsider_etl.nlp.dates.terms import Term, touches
from outsider_etl.nlp.lexemes import Lexeme

_YEAR = r"(?P<fiscal>FY)?(?P<year>\d{4}|\d{2})(?:[-–](?P<next>\d{2}))?"
_FORMS = (
    re.compile(rf"(?P<unit>[QH])(?P<number>[1-4])(?:[-/'’:]|(?=FY)){_YEAR}(?![0-9A-Za-z])"),
    re.compile(rf"(?P<number>[1-4])(?P<unit>[QH])[/'’]?{_YEAR}(?![0-9A-Za-z])"),
    re.compile(r"(?P<year>\d{4})[:/]?(?P<unit>[QH])(?P<number>[1-4])(?![0-9A-Za-z])"),
)
_ALONE = re.compile(r"(?:(?P<unit>[QHq])(?P<number>[1-4])|(?P<n>[1-4])(?P<u>[QH]))(?![0-9A-Za-z])")
_BEHIND_DIGITS = frozenset("QH:/")
_LONGEST = 8


def read_quarter(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Return the quarter or half, with its year if that touches it, that begins at lexeme `index`, or None."""
    end = index + 1
    if not touches(lexemes, end) or (lexemes[index].kind == "digits" and lexemes[end].text[0] not in _BEHIND_DIGITS):
        return None
    while end < index + _LONGEST and touches(lexemes, end):
        end += 1
    text = "".join(lexeme.text for lexeme in lexemes[index:end])
    for form in _FORMS:
        if match := form.match(text):
            return _with_year(match, index, index + _count(lexemes, index, match.end()))
    match = _ALONE.match(text)
    if match is None:
        return None
    unit, number = (match["unit"] or match["u"]).upper(), int(match["number"] or match["n"])
    if unit == "H" and number > 2:
        return None
    last = index + _count(lexemes, index, match.end())
    return Term("Q", index, last, number=number, unit=QUARTER if unit == "Q" else HALF)


def quarter_in(unit: str, number: int, year: int, *, fiscal: bool) -> Stretch | None:
    """Return the quarter ("Q") or half ("H") of a year; that of a fiscal year is one or two of its quarters."""
    if unit == "H" and number > 2:
        return None
    if not fiscal:
        return Stretch.of((QUARTER if unit == "Q" else HALF).in_year(year, number))
    first, last = (number, number) if unit == "Q" else (2 * number - 1, 2 * number)
    return Stretch(FISCAL_QUARTER.in_year(year, first), FISCAL_QUARTER.in_year(year, last))


def _with_year(match: re.Match[str], start: int, end: int) -> Term | None:
    groups = match.groupdict()
    year = int(match["year"])
    year = long_year(year) if year < 100 else year
    fiscal = bool(groups.get("fiscal") or groups.get("next"))
    # "Q4:2018-19" is of the fiscal year that ends in 2019.
    year += bool(groups.get("next"))
    stretch = quarter_in(match["unit"], int(match["number"]), year, fiscal=fiscal)
    return Term("I", start, end, stretch=stretch) if stretch else None


def _count(lexemes: Sequence[Lexeme], index: int, length: int) -> int:
    """Return how many lexemes from `index` hold `length` characters."""
    count = 0
    while length > 0:
        length -= len(lexemes[index + count].text)
        count += 1
    return count

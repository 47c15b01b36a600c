"""Read quarters, halves and years as tables abbreviate them: "Q3/2018", "3Q18", "2018Q3", "Q2FY20", "H1", "FY2026"."""

import re
from collections.abc import Sequence

from outsider_etl.nlp.dates.cells import FISCAL_QUARTER, FISCAL_YEAR, HALF, QUARTER, SCHOOL_YEAR, Cell, Stretch
from outsider_etl.nlp.dates.figures import chain, chain_end, long_year, year_span
from outsider_etl.nlp.dates.terms import APOSTROPHES, Term, touches
from outsider_etl.nlp.dates.words import YEAR_LETTERS
from outsider_etl.nlp.lexemes import Lexeme, lower_at

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


def read_fiscal(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Return the year or years ("FY2026", "FY 26", "FY2020-23", "CY2019", "AY 2019/20") at `index`, or None."""
    unit = YEAR_LETTERS.get(lexemes[index].lower)
    if unit is None or lower_at(lexemes, index + 1)[:1] not in tuple("0123456789'’"):
        return None
    first = index + 1 + (lexemes[index + 1].text in APOSTROPHES)
    if first >= len(lexemes) or lexemes[first].kind != "digits":
        return None
    end = chain_end(lexemes, first)
    text = chain(lexemes, first, end)
    span = year_span(text)
    if unit is SCHOOL_YEAR:
        # "AY 2019" may be a year of taxes.
        is_one = span is not None and span[1] == span[0] + 1
        return Term("G", index, end, stretch=Stretch.of(Cell(unit, span[0]))) if span and is_one else None
    if span and unit is FISCAL_YEAR and span[1] == span[0] + 1 and (len(text) != 9 or "/" in text):
        # "FY2019-20" and "FY2019/2020" are the one that ends in 2020.
        span = span[1], span[1]
    return Term("G", index, end, stretch=Stretch(Cell(unit, span[0]), Cell(unit, span[1]))) if span else None


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

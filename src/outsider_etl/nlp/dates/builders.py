"""Make meanings of the terms that the patterns of the date grammar caught: what the calendar names.

Each builder takes what its pattern's groups caught, by their names: `d` day, `m` month, `y` year, `s` season, `q`
quarter, `n` ordinal, `u` unit, `w` weekday, `h` named day, `k` days, `e` era. It returns None where that is no date
("31 February"). What is told by its distance is made in `relatives`, by its length in `lengths`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import (
    CENTURY,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    HALF,
    MONTH,
    QUARTER,
    SCHOOL_YEAR,
    SEASON,
    WEEK,
    YEAR,
    Cell,
    Stretch,
    day_cell,
)
from outsider_etl.nlp.dates.figures import long_year
from outsider_etl.nlp.dates.meanings import Meaning
from outsider_etl.nlp.dates.named_days import NamedDay
from outsider_etl.nlp.dates.quarters import quarter_in
from outsider_etl.nlp.dates.terms import Term


@dataclass(frozen=True, slots=True)
class Caught:
    """The terms that a pattern's groups caught, by the groups' names; `definite` where "the" stands before."""

    groups: Mapping[str, Sequence[Term]]
    definite: bool

    def __getitem__(self, name: str) -> Term:
        return self.groups[name][0]

    def __contains__(self, name: str) -> bool:
        return bool(self.groups.get(name))


def year_of(caught: Caught) -> Stretch | None:
    """Return the year or years, fiscal ones where the text says so."""
    term, unit = caught["y"], YEAR
    if term.stretch and term.tag == "G":
        return term.stretch
    if "u" in caught:
        if caught["u"].unit not in (YEAR, FISCAL_YEAR, SCHOOL_YEAR):
            return None
        unit = caught["u"].unit or YEAR
    last = term.other if term.tag == "K" else term.number
    if last == term.number + 1 and unit is not YEAR and caught["u"].tag == "u":
        # "The academic year 2018/19" is one, "fiscal year 2019-20" is the one that ends in 2020.
        return Stretch.of(Cell(unit, term.number if unit is SCHOOL_YEAR else last))
    return Stretch(Cell(unit, term.number), Cell(unit, last))


def fiscal_years_of(caught: Caught) -> Stretch | None:
    """Return "fiscal years 2020-2023"; the "years" of other years is no part of them."""
    return year_of(caught) if caught["u"].unit in (FISCAL_YEAR, SCHOOL_YEAR) else None


def school_year_of(caught: Caught) -> Stretch | None:
    """Return "2019-20 school year" or "2019-20 fiscal year", which is one year although two are named.

    "The 2019 calendar year" is one too, but "2019 years" are a length.
    """
    term, unit = caught["y"], caught["u"]
    is_kind = unit.unit in (SCHOOL_YEAR, FISCAL_YEAR) or unit.end > unit.start + 1
    return year_of(caught) if is_kind and (term.tag == "Y" or term.other == term.number + 1) else None


def era_year_of(caught: Caught) -> Stretch | None:
    """Return the year before or after Christ: "264 BC"."""
    amount = caught["y"].amount
    if amount is None or amount != amount.to_integral_value() or not 1 <= amount <= 9999:
        return None
    return Stretch.of(Cell(YEAR, int(amount if caught["e"].forward else 1 - amount)))


def era_years_of(caught: Caught) -> Stretch | None:
    """Return the years of "264–241 BC"."""
    first, last = 1 - caught["k"].number, 1 - caught["k"].other
    return Stretch(Cell(YEAR, first), Cell(YEAR, last)) if not caught["e"].forward else None


def day_of(caught: Caught) -> Meaning | None:
    """Return a day of a month, with or without its year."""
    month, day = caught["m"].number, caught["d"].number
    if "y" not in caught:
        # A leap year has every day that a year may have.
        return meant.InYear(MONTH, month, day) if day_cell(2000, month, day) else None
    return _stretch(day_cell(_year(caught["y"]), month, day))


def day_or_year_of(caught: Caught) -> Meaning | None:
    """Return the day of "Oct-2", and the month of "Oct-24", as charts and tables have it."""
    number = caught["d"].number
    return day_of(caught) if number < 10 else _stretch(MONTH.in_year(long_year(number), caught["m"].number))


def days_of(caught: Caught) -> Meaning | None:
    """Return the days from one to another of a month: "19-21 June 2018", "the 3rd to the 5th of May"."""
    if "k" in caught:
        first, last = caught["k"].number, caught["k"].other
    else:
        first, last = caught["d"].number, caught["k2"].number
    month = caught["m"].number
    if not 1 <= first < last:
        return None
    if "y" not in caught:
        ends = [meant.InYear(MONTH, month, day) for day in (first, last)]
        return meant.Between(*ends) if day_cell(2000, month, last) else None
    start, end = (day_cell(_year(caught["y"]), month, day) for day in (first, last))
    return Stretch(start, end) if start and end else None


def figures_day_of(caught: Caught) -> Meaning | None:
    """Return "4/22", with or without the year behind a comma."""
    month, day = caught["j"].number, caught["j"].other
    if "y" in caught:
        return _stretch(day_cell(caught["y"].number, month, day))
    return meant.InYear(MONTH, month, day)


def month_day_of(caught: Caught) -> meant.InMonth | None:
    """Return "the 18th", "Friday the 15th", and the first number of "9 and 15 of" what it has before it."""
    day = caught["d"].number
    weekday = caught["w"].number if "w" in caught else None
    return meant.InMonth(day, weekday) if 1 <= day <= 31 else None


def recurring_of(caught: Caught) -> meant.InYear | NamedDay | None:
    """Return the day, week, month, season or quarter that was caught, without its year."""
    if "h" in caught:
        return caught["h"].named_day
    if "d" in caught:
        day = day_of(Caught({name: terms for name, terms in caught.groups.items() if name in "dm"}, caught.definite))
        return day if isinstance(day, meant.InYear) else None
    if "m" in caught:
        return meant.InYear(MONTH, caught["m"].number)
    if "s" in caught:
        return meant.InYear(SEASON, caught["s"].number)
    if "k" in caught:
        number = caught["k"].number
        return meant.InYear(WEEK, number) if caught["v"].unit is WEEK and 1 <= number <= 53 else None
    number = caught["n"].number if "n" in caught else caught["q"].number
    unit = caught["q"].unit
    return meant.InYear(unit, number) if unit and unit.size in (3, 6) and 1 <= number <= 12 // unit.size else None


def in_year_of(caught: Caught) -> Meaning | None:
    """Return a day with a name, a week, month, season or quarter of a year that is said."""
    what, year = recurring_of(caught), year_of(caught)
    if what is None or year is None:
        return None
    if isinstance(what, meant.InYear) and what.unit in (QUARTER, HALF, FISCAL_QUARTER):
        # "Q4 of 2018-19" is of the fiscal year that ends in 2019.
        fiscal = year.first.unit is FISCAL_YEAR or year.last.index == year.first.index + 1
        fiscal = fiscal or what.unit is FISCAL_QUARTER
        return quarter_in("H" if what.unit is HALF else "Q", what.number, year.last.index, fiscal=fiscal)
    if year.first.unit is not YEAR:
        return meant.OfShift(what, year)
    return _stretch(what.of_year(year.first.index))


def figures_of(caught: Caught) -> Meaning | None:
    """Return what is written in figures alone: "2019-01-04", "1980s"."""
    return caught["i"].stretch


def quarter_of(caught: Caught) -> Meaning | None:
    """Return "the first quarter" of a year that is not said; when a fiscal one is depends on whose it is."""
    quarter = recurring_of(caught)
    if not isinstance(quarter, meant.InYear):
        return None
    return meant.Vague(f"XXXX-Q{quarter.number}") if quarter.unit is FISCAL_QUARTER else quarter


def century_of(caught: Caught) -> Meaning | None:
    """Return "the 21st century"."""
    unit, number = caught["u"].unit, caught["n"].number
    if unit is not CENTURY or not 1 <= number <= 30:
        return None
    return Stretch.of(Cell(CENTURY, 1 - number if "e" in caught and not caught["e"].forward else number))


def quarter_of_months(caught: Caught) -> Meaning | None:
    """Return "the January-March quarter", with or without its year."""
    return quarter_to_month(caught) if caught["m2"].number == caught["m"].number + 2 else None


def quarter_to_month(caught: Caught) -> Meaning | None:
    """Return "the June quarter", as Australia calls it by its last month, with or without its year."""
    last = caught["m2" if "m2" in caught else "m"].number
    if caught["q"].unit is not QUARTER or last % 3:
        return None
    quarter = meant.InYear(QUARTER, last // 3)
    return _stretch(quarter.of_year(caught["y"].number)) if "y" in caught else quarter


def weekday_of(caught: Caught) -> Meaning | None:
    """Return the weekday."""
    return meant.Weekday(caught["w"].number)


def _year(term: Term) -> int:
    """Return the year of a term; "23-Sep-20" has only its last digits."""
    return long_year(term.number) if term.tag == "N" else term.number


def _stretch(cell: Cell | None) -> Stretch | None:
    return Stretch.of(cell) if cell else None

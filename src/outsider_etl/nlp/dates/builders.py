"""Make meanings of the terms that the patterns of the date grammar caught.

Each builder takes what its pattern's groups caught, by their names: `d` day, `m` month, `y` year, `s` season, `q`
quarter, `n` ordinal, `u` unit, `w` weekday, `r` relative, `l` length, `a` direction, `e` era. It returns None where
that is no date ("31 February").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import (
    CENTURY,
    DAY,
    DECADE,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    MONTH,
    QUARTER,
    SEASON,
    WEEK,
    YEAR,
    Cell,
    Stretch,
    Unit,
    day_cell,
)
from outsider_etl.nlp.dates.meanings import Length, Meaning
from outsider_etl.nlp.dates.terms import Term
from outsider_etl.nlp.dates.values import timex_duration
from outsider_etl.nlp.dates.words import CYCLES


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
        if caught["u"].unit not in (YEAR, FISCAL_YEAR):
            return None
        unit = caught["u"].unit or YEAR
    number = term.number
    return Stretch(Cell(unit, number), Cell(unit, term.other if term.tag == "K" else number))


def fiscal_years_of(caught: Caught) -> Stretch | None:
    """Return "fiscal years 2020-2023"; the "years" of other years is no part of them."""
    return year_of(caught) if caught["u"].unit is FISCAL_YEAR else None


def era_year_of(caught: Caught) -> Stretch | None:
    """Return the year before or after Christ: "264 BC"."""
    amount = caught["y"].amount
    if amount is None or amount != amount.to_integral_value() or not 1 <= amount <= 9999:
        return None
    return Stretch.of(Cell(YEAR, int(amount if caught["e"].forward else 1 - amount)))


def day_of(caught: Caught) -> Meaning | None:
    """Return a day of a month, with or without its year."""
    month, day = caught["m"].number, caught["d"].number
    if "y" not in caught:
        # A leap year has every day that a year may have.
        day_exists = day_cell(2000, month, day)
        return meant.InYear(MONTH, month, day) if day_exists else None
    cell = day_cell(caught["y"].number, month, day)
    return Stretch.of(cell) if cell else None


def days_of(caught: Caught) -> Meaning | None:
    """Return the days from one to another of a month: "19-21 June 2018"."""
    month, days = caught["m"].number, caught["k"]
    if "y" not in caught:
        ends = [meant.InYear(MONTH, month, day) for day in (days.number, days.other)]
        return meant.Between(*ends) if day_cell(2000, month, days.other) else None
    first, last = (day_cell(caught["y"].number, month, day) for day in (days.number, days.other))
    return Stretch(first, last) if first and last else None


def recurring_of(caught: Caught) -> meant.InYear | None:
    """Return the day, month, season or quarter that was caught, without its year."""
    if "d" in caught:
        day = day_of(Caught({name: terms for name, terms in caught.groups.items() if name in "dm"}, caught.definite))
        return day if isinstance(day, meant.InYear) else None
    if "m" in caught:
        return meant.InYear(MONTH, caught["m"].number)
    if "s" in caught:
        return meant.InYear(SEASON, caught["s"].number)
    number = caught["n"].number if "n" in caught else caught["q"].number
    unit = caught["q"].unit
    return meant.InYear(unit, number) if unit and unit.size in (3, 6) and 1 <= number <= 12 // unit.size else None


def in_year_of(caught: Caught) -> Meaning | None:
    """Return a month, season or quarter of a year that is said."""
    what, year = recurring_of(caught), year_of(caught)
    if what is None or year is None:
        return None
    fiscal = year.first.unit is FISCAL_YEAR and what.unit is QUARTER
    return Stretch.of((FISCAL_QUARTER if fiscal else what.unit).in_year(year.first.index, what.number))


def figures_of(caught: Caught) -> Meaning | None:
    """Return what is written in figures alone: "2019-01-04", "1980s"."""
    return caught["i"].stretch


def century_of(caught: Caught) -> Meaning | None:
    """Return "the 21st century", or "the first quarter" of a year that is not said."""
    unit, number = caught["u"].unit, caught["n"].number
    if unit is QUARTER:
        return meant.InYear(QUARTER, number) if 1 <= number <= 4 else None
    if unit is not CENTURY or not 1 <= number <= 30:
        return None
    return Stretch.of(Cell(CENTURY, 1 - number if "e" in caught and not caught["e"].forward else number))


def shift_of(caught: Caught) -> meant.Shift | None:
    """Return a unit that is told by its distance: "last year", "the same month"."""
    relative, unit = caught["r"], caught["u"].unit
    if unit is None:
        return None
    # "Next year" is counted from when it was written, "the next year" from what was told before.
    anchor = "named" if caught.definite and relative.number else relative.anchor
    return meant.Shift(unit, relative.number, anchor)


def relative_of(caught: Caught) -> Meaning | None:
    """Return "last year", "the next day", or "the past year", which is a length."""
    relative, unit = caught["r"], caught["u"].unit
    if unit is DECADE and caught.definite and relative.number > 0:
        return Length(((Decimal(1), unit),))
    # "The last year" and "the past year" are the twelve months before; "last year" is a calendar year.
    if unit and relative.number < 0 and relative.anchor == "reference" and caught.definite and unit is not CENTURY:
        return meant.Rolling(Length(((Decimal(1), unit),)), forward=False)
    return shift_of(caught)


def in_shifted_year_of(caught: Caught) -> Meaning | None:
    """Return what lies in a year that is told by its distance: "March of last year"."""
    what, shift = recurring_of(caught), shift_of(caught)
    return meant.OfShift(what, shift) if what and shift and shift.unit in (YEAR, FISCAL_YEAR) else None


def in_shifted_month_of(caught: Caught) -> Meaning | None:
    """Return a day of a month or week that is told by its distance: "the 20th of last month"."""
    shift = shift_of(caught)
    if shift is None or shift.unit is not (WEEK if "w" in caught else MONTH):
        return None
    if "w" in caught:
        return meant.Nth(1, DAY, caught["w"].number, shift)
    return meant.Nth(caught["n"].number, DAY, None, shift) if 1 <= caught["n"].number <= 31 else None


def nearest_of(caught: Caught) -> Meaning | None:
    """Return "last March", "next Friday", "the following spring"."""
    what = meant.Weekday(caught["w"].number) if "w" in caught else recurring_of(caught)
    relative = caught["r"]
    anchor = "named" if caught.definite and relative.number > 0 else relative.anchor
    return meant.Nearest(what, relative.number, anchor) if what else None


def day_word_of(caught: Caught) -> Meaning | None:
    """Return "yesterday", "today", "tomorrow"."""
    return meant.Shift(DAY, caught["p"].number, "reference")


def within_of(caught: Caught) -> Meaning | None:
    """Read "later that year" and "earlier in the year"."""
    unit = caught["u"].unit
    if unit is None or caught["a"].anchor != "named":
        return None
    return meant.Shift(unit, 0, caught["r"].anchor if "r" in caught else "named")


def length_of(caught: Caught) -> Length | None:
    """Return a length of time: "five years", "2 years and 3 months", "several weeks"."""
    amounts: list[tuple[Decimal | None, Unit]] = []
    amount: Decimal | None = None
    for term in caught.groups["l"]:
        if term.tag in "NnYa":
            amount = term.amount if amount is None else amount
        elif term.unit:
            amounts.append((amount, term.unit))
            amount = None
    return Length(tuple(amounts))


def rolling_of(caught: Caught) -> Meaning | None:
    """Return "the past two years" and "the next 30 days"."""
    length, relative = length_of(caught), caught["r"]
    if length is None or relative.number == 0:
        return None
    return meant.Rolling(length, forward=relative.number > 0) if relative.anchor == "reference" else length


def vague_of(caught: Caught) -> Meaning | None:
    """Return "the coming years": a length without a figure."""
    unit = caught["u"].unit
    return Length(((None, unit),)) if unit and caught["r"].number else None


def offset_of(caught: Caught) -> Meaning | None:
    """Return "two years later", "ten years ago"."""
    length = length_of(caught)
    return meant.Offset(length, caught["a"].forward, caught["a"].anchor) if length else None


def cycle_of(caught: Caught) -> Meaning | None:
    """Return "every year", "every Monday", "monthly"."""
    if "w" in caught:
        return meant.Cycle(f"XXXX-WXX-{caught['w'].number + 1}")
    unit = caught["u"].unit
    return meant.Cycle(CYCLES[unit]) if unit and unit in CYCLES else None


def length_cycle_of(caught: Caught) -> Meaning | None:
    """Read "every two years"."""
    length = length_of(caught)
    return meant.Cycle(timex_duration(length)) if length else None


def weekday_of(caught: Caught) -> Meaning | None:
    """Return the weekday."""
    return meant.Weekday(caught["w"].number)


def part_of_unit_of(caught: Caught) -> Meaning | None:
    """Return the part of the year, month... that the text is about: "the end of the year"."""
    part, unit = caught["b"].part, caught["u"].unit
    return meant.PartOf(part, meant.Shift(unit, 0, "named")) if part and unit else None


def part_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return the early, middle or late part of `whole`."""
    part = caught["part"].part
    calendar = isinstance(whole, Stretch | meant.InYear | meant.Shift | meant.Nearest | meant.OfShift)
    return meant.PartOf(part, whole) if part and calendar else None


def day_only_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return `whole` if it is a day, which a weekday may stand before."""
    day = (isinstance(whole, Stretch) and whole.first.unit is DAY) or (isinstance(whole, meant.InYear) and whole.day)
    return whole if day else None


def nth_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return the first, second... or last week, Monday... of `whole`, or the first or last few."""
    order, inner = caught["n"], caught["u"]
    calendar = isinstance(whole, Stretch | meant.InYear | meant.Shift | meant.Nearest | meant.OfShift)
    if not calendar or (order.tag == "R" and order.number >= 0) or order.number == 0:
        return None
    if "l" in caught:
        count, single = caught["l"].amount or Decimal(0), abs(order.number) == 1
        whole_count = single and 1 <= count <= 100 and count == count.to_integral_value()
        return meant.Nth(order.number, inner.unit or DAY, None, whole, int(count)) if whole_count else None
    return meant.Nth(order.number, inner.unit or DAY, inner.number if inner.tag == "W" else None, whole)

"""Make meanings of the terms that the patterns of the date grammar caught: what is told by its place or distance.

The groups are named as in `builders`, with `r` relative, `l` length, `a` direction, `b` "before" or "after".
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.builders import Caught, recurring_of, year_of
from outsider_etl.nlp.dates.cells import (
    CENTURY,
    DAY,
    DECADE,
    FISCAL_YEAR,
    FORTNIGHT,
    HUNDRED,
    MONTH,
    QUARTER,
    SCHOOL_YEAR,
    WEEK,
    YEAR,
    Cell,
    Part,
    Stretch,
    Unit,
)
from outsider_etl.nlp.dates.lengths import length_of, whole_of
from outsider_etl.nlp.dates.meanings import Length, Meaning
from outsider_etl.nlp.dates.named_days import NamedDay

_ONE = Decimal(1)
_FORTNIGHTS: Mapping[int, Part] = {1: "FIRST_HALF", 2: "SECOND_HALF", -1: "SECOND_HALF"}
_CALENDAR = Stretch | meant.InYear | meant.Shift | meant.Nearest | meant.OfShift


def shift_of(caught: Caught, *, definite: bool) -> meant.Shift | None:
    """Return a unit that is told by its distance: "last year", "the same month"; `definite` behind "the"."""
    relative, unit = caught["r"], caught["u"].unit
    if unit is None or unit is FORTNIGHT:
        return None
    # "Next year" is counted from when it was written, "the next year" from what was told before.
    anchor = "named" if definite and relative.number else relative.anchor
    return meant.Shift(unit, relative.number, anchor)


def relative_of(caught: Caught) -> Meaning | None:
    """Return "last year", "the next day", or "the past year", which is a length."""
    relative, unit = caught["r"], caught["u"].unit
    if unit is DECADE and caught.definite and relative.number > 0:
        return Length(((_ONE, unit),))
    # "The last year" and "the past year" are the twelve months before; "last year" is a calendar year.
    is_behind = relative.number < 0 and relative.anchor == "reference" and caught.definite
    if is_behind and unit in (FISCAL_YEAR, SCHOOL_YEAR):
        return shift_of(caught, definite=False)
    if unit and ((is_behind and unit is not CENTURY) or (unit is FORTNIGHT and relative.number)):
        return meant.Rolling(Length(((_ONE, unit),)), forward=relative.number > 0)
    return shift_of(caught, definite=caught.definite)


def weekend_of(caught: Caught) -> Meaning | None:
    """Return "this weekend", "last weekend", and "the weekend", which is the nearest."""
    if "r" not in caught:
        return meant.PartOf("WEEKEND", meant.Shift(WEEK, 0, "reference"))
    return meant.PartOf("WEEKEND", meant.Shift(WEEK, caught["r"].number, caught["r"].anchor))


def in_shifted_year_of(caught: Caught) -> Meaning | None:
    """Return what lies in a year that is told by its distance: "March of last year", "Q3 this year"."""
    what, shift = recurring_of(caught), shift_of(caught, definite="t" in caught)
    return meant.OfShift(what, shift) if what and shift and shift.unit in (YEAR, FISCAL_YEAR) else None


def in_shifted_month_of(caught: Caught) -> Meaning | None:
    """Return a day of a month or week that is told by its distance: "the 20th of last month", "Friday of next week"."""
    shift = shift_of(caught, definite="t" in caught)
    if shift is None or shift.unit is not (WEEK if "w" in caught else MONTH):
        return None
    if "w" in caught:
        return meant.Nth(1, DAY, caught["w"].number, shift)
    first = caught["n"].number
    last = caught["k"].number if "k" in caught else first
    return meant.Nth(first, DAY, None, shift, last - first + 1) if 1 <= first <= last <= 31 else None


def day_by_letter_of(caught: Caught) -> Meaning | None:
    """Return "the 14th inst.", a day of the month that the text is about or of one beside it."""
    month, day = caught["r"], caught["n"].number
    if month.unit is not MONTH or not 1 <= day <= 31:
        return None
    return meant.Nth(day, DAY, None, meant.Shift(MONTH, month.number, month.anchor))


def nearest_of(caught: Caught) -> Meaning | None:
    """Return "last March", "next Friday", "the following spring"."""
    what = meant.Weekday(caught["w"].number) if "w" in caught else recurring_of(caught)
    relative = caught["r"]
    anchor = "named" if caught.definite and relative.number > 0 else relative.anchor
    return meant.Nearest(what, relative.number, anchor) if what else None


def after_next_of(caught: Caught) -> Meaning | None:
    """Return "the week after next", "the year before last", "Friday after next"."""
    steps = caught["r"].number
    if not steps or caught["b"].forward != (steps > 0):
        return None
    if "w" in caught:
        return meant.Nearest(meant.Weekday(caught["w"].number), 2 * steps, "reference")
    unit = caught["u"].unit
    return meant.Shift(unit, 2 * steps, "reference") if unit and unit is not FORTNIGHT else None


def day_word_of(caught: Caught) -> Meaning | None:
    """Return "yesterday", "today", "tomorrow"."""
    return meant.Shift(DAY, caught["p"].number, "reference")


def vague_phrase_of(caught: Caught) -> Meaning | None:
    """Return "recent years" and "these days"."""
    return meant.Vague(caught["p"].timex)


def within_of(caught: Caught) -> Meaning | None:
    """Read "later that year" and "earlier in the year"."""
    unit = caught["u"].unit
    if unit is None or unit is FORTNIGHT or caught["a"].anchor != "named":
        return None
    return meant.Shift(unit, 0, caught["r"].anchor if "r" in caught else "named")


def offset_from(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "two weeks before Easter" and "the day after tomorrow", where `whole` is a day to count from."""
    length = length_of(caught) if "l" in caught else whole_of(caught)
    if length is None or not _is_day(whole) or ("l" in caught and caught.definite):
        return None
    # "64 days from 21 November to 31 January"
    from_date = caught["b"].number and isinstance(whole, Stretch | meant.InYear)
    return None if from_date else meant.Offset(length, caught["b"].forward, whole)


def weekdays_from_now_of(caught: Caught) -> Meaning | None:
    """Return "three Fridays from now"."""
    count = caught["n"].amount or Decimal(0)
    if not 1 <= count <= 100 or count % 1:
        return None
    return meant.Nearest(meant.Weekday(caught["w"].number), int(count), "reference")


def part_of_unit_of(caught: Caught) -> Meaning | None:
    """Return the part of the year, month... that the text is about: "the end of the year"."""
    part, unit = caught["b"].part, caught["u"].unit
    return meant.PartOf(part, meant.Shift(unit, 0, "named")) if part and unit and unit is not FORTNIGHT else None


def rest_of(caught: Caught) -> Meaning | None:
    """Return "the rest of the year"."""
    unit = caught["u"].unit
    return meant.RestOf(unit) if unit in (WEEK, MONTH, YEAR) else None


def nth_of_unit(caught: Caught) -> Meaning | None:
    """Return "the first Monday of the month", of the month that the text is about."""
    unit = caught["u"].unit
    return nth_of(caught, meant.Shift(unit, 0, "named")) if unit and unit is not FORTNIGHT else None


def part_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return the early, middle or late part of `whole`."""
    part = caught["part"].part
    return meant.PartOf(part, whole) if part and isinstance(whole, _CALENDAR | meant.Weekday) else None


def first_or_last_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "the first weeks of 2019" and "the last months of 2019", which are its early and its late part."""
    number = caught["n"].number
    is_long = isinstance(whole, Stretch) and whole.first != whole.last
    if number not in (1, -1) or (caught["n"].tag == "R" and number > 0) or is_long or not isinstance(whole, _CALENDAR):
        return None
    return meant.PartOf("START" if number > 0 else "END", whole)


def first_or_last_of_unit(caught: Caught) -> Meaning | None:
    """Return "the last months of the year", of the year that the text is about."""
    unit = caught["u"].unit
    return first_or_last_of(caught, meant.Shift(unit, 0, "named")) if unit and unit is not FORTNIGHT else None


def day_only_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return `whole` if it is a day, which a weekday may stand before."""
    if isinstance(whole, meant.InYear) and whole.day:
        return replace(whole, weekday=caught["w"].number)
    return whole if _is_day(whole) and not isinstance(whole, meant.Shift | meant.Vague | meant.Weekday) else None


def week_to(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "the week ending 14 March", which are the seven days up to it."""
    first = meant.Offset(Length(((Decimal(6), DAY),)), forward=False, anchor=whole)
    return meant.Between(first, whole) if caught["u"].unit is WEEK and _is_day(whole) else None


def mid_to_late_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "the mid-to-late 1990s"."""
    first, last = part_of(caught, whole), caught["last"].part
    return meant.Between(first, meant.PartOf(last, whole)) if first and last else None


def part_of_year_of(caught: Caught) -> Meaning | None:
    """Return "year-end 2015"."""
    part, unit = caught["b"].part, caught["v"].unit
    return (
        meant.PartOf(part, Stretch.of(Cell(unit, caught["y"].number))) if part and unit in (YEAR, FISCAL_YEAR) else None
    )


def half_of_year(caught: Caught) -> Meaning | None:
    """Return "second half 2019", but not that of "in the second half 1500 fans left"."""
    part, year = caught["b"].part, year_of(caught)
    return meant.PartOf(part, year) if part and year and year.first.index >= 1900 else None


def week_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "the week of 5 May"."""
    return meant.WeekOf(whole) if caught["u"].unit is WEEK and _is_day(whole) else None


def weekend_in(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return "the weekend of 3 October" and "the weekend of 3-4 October"."""
    day = whole.first if isinstance(whole, meant.Between) else whole
    return meant.PartOf("WEEKEND", meant.WeekOf(day)) if _is_day(day) else None


def nth_of(caught: Caught, whole: Meaning) -> Meaning | None:
    """Return the first, second... or last week, Monday... of `whole`, or the first or last few."""
    order, inner = caught["n"], caught["i"]
    number = -order.number if "r" in caught else order.number
    if isinstance(whole, Stretch) and whole.first.unit in (CENTURY, HUNDRED) and inner.unit in (QUARTER, DECADE):
        return _of_century(whole.first, inner.unit, number, int(caught["l"].amount or 0) if "l" in caught else 1)
    if inner.unit is FORTNIGHT:
        return _fortnight_of(number, whole)
    forward_word = caught["r"].number >= 0 if "r" in caught else order.tag == "R" and number >= 0
    if not isinstance(whole, _CALENDAR) or forward_word or number == 0:
        return None
    if "l" in caught:
        count = caught["l"].amount or Decimal(0)
        whole_count = abs(number) == 1 and 1 <= count <= 100 and count == count.to_integral_value()
        return meant.Nth(number, inner.unit or DAY, None, whole, int(count)) if whole_count else None
    return meant.Nth(number, inner.unit or DAY, inner.number if inner.tag == "W" else None, whole)


def _fortnight_of(number: int, month: Meaning) -> Meaning | None:
    """Return "the first fortnight of May" and its last or second one, which are its halves."""
    part = _FORTNIGHTS.get(number)
    unit = month.first.unit if isinstance(month, Stretch) else None
    unit = month.unit if isinstance(month, meant.InYear | meant.Shift) else unit
    return meant.PartOf(part, month) if part and unit is MONTH else None


def _of_century(century: Cell, unit: Unit, number: int, count: int) -> Stretch | None:
    """Return `count` quarters or decades of a century from the `number`-th, counted from its end if negative."""
    parts = 4 if unit is QUARTER else 10
    place = number - 1 if number > 0 else parts + number + 1 - count
    if not 0 <= place < place + count <= parts:
        return None
    first = century.start // 12
    if unit is DECADE:
        return Stretch(Cell(DECADE, first // 10 + place), Cell(DECADE, first // 10 + place + count - 1))
    return Stretch(Cell(YEAR, first + 25 * place), Cell(YEAR, first + 25 * (place + count) - 1))


def _is_day(meaning: Meaning) -> bool:
    match meaning:
        case Stretch(first=cell):
            return cell.unit is DAY
        case meant.InYear(day=day):
            return day is not None
        case meant.Shift(unit=unit):
            return unit is DAY
        case meant.Nearest(what=what):
            return _is_day(what)
        case meant.Offset(anchor=anchor):
            return not isinstance(anchor, str) and _is_day(anchor)
    return isinstance(meaning, meant.Weekday | NamedDay | meant.InMonth)

"""Count over the calendar: to the next Friday, the Friday that is a 13th, the day two months on."""

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from outsider_etl.nlp.dates.cells import DAY, MONTH, Cell, day_cell
from outsider_etl.nlp.dates.meanings import InYear, Length
from outsider_etl.nlp.dates.named_days import NamedDay
from outsider_etl.nlp.dates.words import UNIT_DURATIONS

_LONGEST_LENGTH = 10_000
_FARTHEST_DAY = timedelta(800)


def occurrence(what: InYear | NamedDay, count: int, anchor: date) -> Cell | None:
    """Return the last occurrence that ended before `anchor` (`count` -1), or the next that begins after it (1)."""
    # A report of which only the month is known stands at its first day, and tells of days behind that.
    is_month = count < 0 and anchor.day == 1 and isinstance(what, InYear)
    anchor = (MONTH.containing(anchor).last_day if is_month else None) or anchor
    # 29 February may be eight years away.
    for year in range(anchor.year, anchor.year + 9 * count, count):
        cell = what.of_year(year)
        edge = (cell.first_day if count > 0 else cell.last_day) if cell else None
        if cell and edge and (edge > anchor if count > 0 else edge < anchor):
            return cell
    return None


def weekday(number: int, count: int, anchor: date | None, *, itself: bool) -> Cell | None:
    """Return the `count`-th such weekday after `anchor`, before it if negative; `itself` may be the first."""
    if anchor is None:
        return None
    ahead = (number - anchor.weekday()) % 7
    nearest = ahead if count > 0 else ahead - 7 if ahead else 0
    if nearest == 0 and not itself:
        nearest = 7 if count > 0 else -7
    return DAY.containing(anchor).shift(nearest + 7 * (count - 1 if count > 0 else count + 1))


def day_of(month: Cell, day: int) -> Cell | None:
    """Return a day of the cell of a month, or None where that has no such day."""
    return day_cell(month.index // 12, month.index % 12 + 1, day)


def day_on_weekday(day: int, weekday: int, reference: date) -> Cell | None:
    """Return the day nearest to `reference` that is such a day of its month and falls on the weekday."""
    month = MONTH.containing(reference)
    far = _FARTHEST_DAY.days // 31
    cells = (day_of(month.shift(step), day) for step in range(-far, far + 1))
    days = [cell.first_day for cell in cells if cell and cell.first_day]
    fitting = [found for found in days if found.weekday() == weekday]
    return DAY.containing(min(fitting, key=lambda found: abs(found - reference))) if fitting else None


def step_of(length: Length) -> relativedelta | None:
    """Return the length as a step over the calendar, or None where it has no whole figures."""
    sums = {"D": Decimal(0), "W": Decimal(0), "M": Decimal(0), "Y": Decimal(0)}
    for amount, unit in length.amounts:
        if amount is None or amount > _LONGEST_LENGTH:
            return None
        factor, letter, _ = UNIT_DURATIONS[unit]
        sums[letter] += amount * factor
    months = sums["M"] + 12 * sums["Y"]
    if any(count != count.to_integral_value() for count in (months, sums["W"], sums["D"])):
        return None
    return relativedelta(months=int(months), weeks=int(sums["W"]), days=int(sums["D"]))


def moved(day: date, delta: relativedelta, *, forward: bool) -> date | None:
    """Return the day that lies the step from `day`, or None outside the years 1 to 9999."""
    try:
        return day + delta if forward else day - delta
    except (ValueError, OverflowError):
        return None


def days_from(begin: Cell, stop: Cell) -> int:
    """Return how many days, or months where the calendar has none, `stop` begins after `begin`."""
    first, last = begin.first_day, stop.first_day
    return (last - first).days if first and last else stop.start - begin.start

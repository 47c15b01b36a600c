"""Resolve what date expressions mean against when the text was written and which date it named before.

Start at `resolve`. Two anchors are kept: the reference date, which "last year" and "ten years ago" count from, and the
date that the text named last, which "two years later", "the following day" and a month without a year count from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import DAY, HALF, MONTH, QUARTER, SEASON, WEEK, YEAR, Cell, Stretch, Unit
from outsider_etl.nlp.dates.meanings import Anchor, Expression, InYear, Length, Meaning
from outsider_etl.nlp.dates.values import cycle_value, length_value, rolling_value, stretch_value
from outsider_etl.nlp.dates.words import UNIT_DURATIONS
from outsider_etl.nlp.values import DateKind, DateValue

_LONGEST_STEP_BACK = timedelta(240)
_LONGEST_LENGTH = 10_000
_THURSDAY = 3
_COUNTED_FROM = (DAY, WEEK, MONTH, SEASON, QUARTER, HALF, YEAR)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known at a place of the text: the reference date, and the stretch that was named last."""

    reference: date | None = None
    named: Stretch | None = None

    def anchor(self, anchor: Anchor) -> date | None:
        """Return the day to count from; without a named date that is the reference."""
        if anchor == "named" and self.named and self.named.bounds:
            return self.named.bounds[0]
        return self.reference

    def after(self, stretch: Stretch) -> "Context":
        """Return the context behind a mention of `stretch`.

        Decades are too long to count from; a fiscal year labels money more often than it tells when things happened.
        """
        known = stretch.last.unit in _COUNTED_FROM
        return replace(self, named=Stretch(stretch.last, stretch.last)) if known else self


def resolve(expressions: Sequence[Expression], reference: date | None) -> list[DateValue | None]:
    """Return the value of each of the expressions of a text, in order; None for one that means nothing here."""
    context = Context(reference)
    values: list[DateValue | None] = []
    for expression in expressions:
        value, named = _value(expression, context)
        values.append(value)
        if named and not (expression.aside and context.named):
            context = context.after(named)
    return values


def _value(expression: Expression, context: Context) -> tuple[DateValue | None, Stretch | None]:
    """Return the value of an expression, and the stretch of the calendar that it names."""
    meaning, mod = expression.meaning, expression.mod
    if isinstance(meaning, meant.Cycle):
        return cycle_value(meaning), None
    if isinstance(meaning, Length):
        return length_value(meaning, mod), None
    if isinstance(meaning, meant.Rolling):
        return rolling_value(meaning.length, _rolling(meaning, context), mod), None
    if _refers_back(meaning) and context.named is None:
        return None, None
    stretch = stretch_of(meaning, context)
    if stretch is None or not stretch.exists:
        return _open_value(meaning), None
    return stretch_value(stretch, _kind(meaning), mod), None if _is_deictic(meaning) else stretch


def _refers_back(meaning: Meaning) -> bool:
    """Say whether it is a mere "that year" or "the same day", which means nothing without a date before it."""
    return isinstance(meaning, meant.Shift) and meaning.count == 0 and meaning.anchor == "named"


def _is_deictic(meaning: Meaning) -> bool:
    """Say whether it is counted from the reference date: such a mention is an aside to what is told."""
    match meaning:
        case meant.Shift(anchor=anchor) | meant.Nearest(anchor=anchor) | meant.Offset(anchor=anchor):
            return anchor == "reference"
        case meant.PartOf(whole=whole) | meant.Nth(whole=whole) | meant.OfShift(year=whole):
            return _is_deictic(whole)
    return isinstance(meaning, meant.Weekday)


def _kind(meaning: Meaning) -> DateKind:
    match meaning:
        case Stretch():
            return "absolute"
        case meant.PartOf(whole=whole) | meant.Nth(whole=whole):
            return _kind(whole)
        case meant.Between(first, last):
            # A first end without a year takes the last one's.
            return _kind(last) if isinstance(first, InYear) or _kind(first) == "absolute" else "relative"
    return "relative"


def _open_value(meaning: Meaning) -> DateValue:
    """Return the value of what cannot be placed: a month of an unknown year, a moment before an unknown one."""
    match meaning:
        case InYear(unit=unit, number=number, day=None) if unit is MONTH:
            return DateValue("relative", granularity="month", timex=f"XXXX-{number:02d}")
        case InYear(number=number, day=int(day)):
            return DateValue("relative", granularity="day", timex=f"XXXX-{number:02d}-{day:02d}")
        case meant.Weekday(number=number):
            return DateValue("relative", granularity="day", timex=f"XXXX-WXX-{number + 1}")
        case meant.Offset(forward=forward):
            return DateValue("relative", timex="FUTURE_REF" if forward else "PAST_REF")
    return DateValue("relative")


def stretch_of(meaning: Meaning, context: Context) -> Stretch | None:
    """Return the stretch of the calendar that `meaning` is in `context`, or None where that is not known."""
    match meaning:
        case Stretch():
            return meaning
        case InYear():
            return _stretch(_in_context(meaning, context))
        case meant.Weekday(number):
            return _stretch(_weekday(number, 0, context.anchor("reference")))
        case meant.Shift(unit, count, anchor):
            return _shifted(unit, count, context.anchor(anchor))
        case meant.Nearest(what, count, anchor):
            return _stretch(_nearest(what, count, context.anchor(anchor)))
        case meant.OfShift(what, year):
            whole = stretch_of(year, context)
            return _stretch(what.of_year(whole.first.index)) if whole else None
        case meant.PartOf(part, whole):
            inner = stretch_of(whole, context)
            return Stretch.of(inner.first, part) if inner and inner.first == inner.last else inner
        case meant.Nth():
            return _nth(meaning, context)
        case meant.Offset():
            return _offset(meaning, context)
        case meant.Between(first, last):
            return _between(first, last, context)
    return None


def _stretch(cell: Cell | None) -> Stretch | None:
    return Stretch.of(cell) if cell else None


def _in_context(what: InYear, context: Context) -> Cell | None:
    """Return it in the year that was named last, or its nearest occurrence before the reference date."""
    if context.named and context.named.bounds:
        cell = what.of_year(context.named.first.year)
        return what.of_year(context.named.first.year + 1) if cell and _wraps(context.named.first, cell) else cell
    if context.reference is None:
        return None
    cell = what.of_year(context.reference.year)
    first = cell.first_day if cell else None
    return cell if first and first <= context.reference else _nearest(what, -1, context.reference)


def _wraps(named: Cell, cell: Cell) -> bool:
    """Say whether what lies so long before the date named last must be of the year after: December, then January."""
    dated, first = named.first_day, cell.first_day
    return named.unit in (DAY, MONTH) and dated is not None and first is not None and dated - first > _LONGEST_STEP_BACK


def _nearest(what: meant.Recurring, count: int, anchor: date | None) -> Cell | None:
    """Return the last occurrence that began before `anchor`, the next that begins after it, or that of its year."""
    if anchor is None:
        return None
    if isinstance(what, meant.Weekday):
        return _weekday(what.number, count, anchor)
    if count == 0:
        return what.of_year(anchor.year)
    # 29 February may be eight years away.
    years = range(anchor.year, anchor.year + 9 * count, count)
    occurrences = (what.of_year(year) for year in years)
    for cell in occurrences:
        first = cell.first_day if cell else None
        if cell and first and (first > anchor if count > 0 else first < anchor):
            return cell
    return None


def _weekday(number: int, count: int, anchor: date | None) -> Cell | None:
    """Return the weekday on or before `anchor` (0), before it (-1) or after it (1)."""
    if anchor is None:
        return None
    back = (anchor.weekday() - number) % 7
    return DAY.containing(anchor).shift(7 - back if count > 0 else -back or 7 * count)


def _shifted(unit: Unit, count: int, anchor: date | None) -> Stretch | None:
    return Stretch.of(unit.containing(anchor).shift(count)) if anchor else None


def _nth(nth: meant.Nth, context: Context) -> Stretch | None:
    """Return the first, second... week or Monday of a whole; a week belongs to what its Thursday lies in."""
    whole = stretch_of(nth.whole, context)
    if whole is None or whole.bounds is None:
        return None
    start: date | None
    end: date | None
    start, end = whole.bounds
    weekday = _THURSDAY if nth.unit is WEEK else nth.weekday
    if weekday is not None:
        start = DAY.containing(start).shift((weekday - start.weekday()) % 7).first_day
        end = DAY.containing(end).shift(-((end.weekday() - weekday) % 7)).first_day
    if start is None or end is None:
        return None
    step = 1 if nth.weekday is None else 7
    if nth.number > 0:
        first = nth.unit.containing(start).shift(step * (nth.number - 1))
        last = first.shift(nth.count - 1)
    else:
        last = nth.unit.containing(end)
        first = last.shift(1 - nth.count)
    inside = nth.unit.containing(start).index <= first.index and last.index <= nth.unit.containing(end).index
    return Stretch(first, last) if inside else None


def _rolling(rolling: meant.Rolling, context: Context) -> Stretch | None:
    """Return the days before the reference date, or after it, that the length is long."""
    delta = _delta(rolling.length)
    # "The next 0 months" hold no day.
    if context.reference is None or not delta:
        return None
    far = _moved(context.reference, delta, forward=rolling.forward)
    if far is None:
        return None
    near = DAY.containing(context.reference).shift(1 if rolling.forward else -1)
    stretch = Stretch(near, DAY.containing(far)) if rolling.forward else Stretch(DAY.containing(far), near)
    return stretch if stretch.exists else None


def _offset(offset: meant.Offset, context: Context) -> Stretch | None:
    """Return the cell, as fine as the finest unit counted in, that lies the length away from its anchor."""
    anchor, delta = context.anchor(offset.anchor), _delta(offset.length)
    if anchor is None or delta is None:
        return None
    day = _moved(anchor, delta, forward=offset.forward)
    unit = offset.length.amounts[-1][1]
    return Stretch.of(unit.containing(day)) if day else None


def _delta(length: Length) -> relativedelta | None:
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


def _moved(day: date, delta: relativedelta, *, forward: bool) -> date | None:
    try:
        return day + delta if forward else day - delta
    except (ValueError, OverflowError):
        return None


def _between(first: Meaning, last: Meaning, context: Context) -> Stretch | None:
    """Return the stretch from `first` to `last`; a `first` without a year takes the one that `last` has."""
    end = stretch_of(last, context)
    if end is None:
        return None
    start = stretch_of(first, replace(context, named=end))
    if start is None:
        return None
    begin, stop = start.edges[0], end.edges[1]
    if _days_from(begin, stop) < 0 and isinstance(first, InYear):
        # "November-January 2020" begins in the year before.
        earlier = first.of_year(end.first.year - 1)
        begin = earlier or begin
    return Stretch(begin, stop) if _days_from(begin, stop) >= 0 else None


def _days_from(begin: Cell, stop: Cell) -> int:
    """Return how many days, or months where the calendar has none, `stop` begins after `begin`."""
    first, last = begin.first_day, stop.first_day
    return (last - first).days if first and last else stop.start - begin.start

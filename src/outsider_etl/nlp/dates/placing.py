"""Place what a date expression means on the calendar, in the context of what was told before it.

Start at `stretch_of`. What has no year takes that of the date named last, or is looked for around the reference date:
in its year, unless the tense of the sentence says that it must lie before or after.
"""

from datetime import date, timedelta
from decimal import Decimal

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import (
    CENTURY,
    DAY,
    DECADE,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    FORTNIGHT,
    HALF,
    MONTH,
    QUARTER,
    SCHOOL_YEAR,
    WEEK,
    YEAR,
    Cell,
    Stretch,
    Unit,
)
from outsider_etl.nlp.dates.context import Context
from outsider_etl.nlp.dates.counting import (
    day_of,
    day_on_weekday,
    days_from,
    moved,
    occurrence,
    step_of,
    weekday,
)
from outsider_etl.nlp.dates.meanings import InYear, Length, Meaning
from outsider_etl.nlp.dates.named_days import NamedDay
from outsider_etl.nlp.dates.quarters import quarter_in

_LONGEST_STEP = timedelta(240)
_THURSDAY = 3
_RECENT = 10
_A_YEAR_EARLIER = meant.Offset(Length(((Decimal(1), YEAR),)), forward=False, anchor="named")


def stretch_of(meaning: Meaning, context: Context) -> Stretch | None:
    """Return the stretch of the calendar that `meaning` is in `context`, or None where that is not known."""
    match meaning:
        case Stretch():
            return meaning.fiscal(context.fiscal_month)
        case InYear(weekday=int(number)):
            return _stretch(_on_weekday(meaning, number, context))
        case InYear() | NamedDay():
            return _stretch(_in_context(meaning, context))
        case meant.InMonth():
            return _stretch(_in_month(meaning, context))
        case meant.Weekday(number):
            return _stretch(weekday(number, 1 if context.tense == "future" else -1, context.reference, itself=True))
        case meant.Shift(unit, count, anchor):
            return _shifted(unit, count, context.anchor(anchor), context.fiscal_month)
        case meant.Nearest(what, count, anchor):
            return _stretch(_nearest(what, count, context.anchor(anchor), context))
        case meant.OfShift(what, year):
            whole = stretch_of(year, context)
            return _of_whole(what, whole.first) if whole else None
        case meant.PartOf("WEEKEND", meant.Shift(count=0)):
            return _this_weekend(context)
        case meant.PartOf(part, whole):
            inner = stretch_of(whole, context)
            return Stretch.of(inner.first, part) if inner and inner.first == inner.last else inner
        case meant.Nth():
            return _nth(meaning, context)
        case meant.Offset():
            return _offset(meaning, context)
        case meant.Ahead(length):
            ahead = meant.Offset(length, forward=True, anchor="reference")
            return _offset(ahead, context) if context.tense == "future" else None
        case meant.WeekOf(day):
            inner = stretch_of(day, context)
            return Stretch.of(WEEK.containing(inner.bounds[0])) if inner and inner.bounds else None
        case meant.RestOf(unit):
            return _rest(unit, context.reference)
        case meant.Between(first, last):
            return _between(first, last, context)
    return None


def rolling_stretch(rolling: meant.Rolling, context: Context) -> Stretch | None:
    """Return the days before the reference date, or after it, that the length is long."""
    unit, delta = rolling.length.amounts[-1][1], step_of(rolling.length)
    # "The next 0 months" hold no day.
    if context.reference is None or not delta:
        return None
    far = moved(context.reference, delta, forward=rolling.forward)
    if far is None:
        return None
    if unit in (QUARTER, FISCAL_QUARTER, FISCAL_YEAR, SCHOOL_YEAR):
        # These are periods of accounts: none of them is under way.
        now = unit.in_year(context.reference.year).fiscal(context.fiscal_month).unit.containing(context.reference)
        count = (12 * delta.years + delta.months) // unit.size
        return _between_cells(now, 1, count) if rolling.forward else _between_cells(now, -count, -1)
    near = DAY.containing(context.reference).shift(1 if rolling.forward else -1)
    stretch = Stretch(near, DAY.containing(far)) if rolling.forward else Stretch(DAY.containing(far), near)
    return stretch if stretch.exists else None


def _between_cells(cell: Cell, first: int, last: int) -> Stretch | None:
    stretch = Stretch(cell.shift(first), cell.shift(last))
    return stretch if stretch.exists and stretch.bounds else None


def _stretch(cell: Cell | None) -> Stretch | None:
    return Stretch.of(cell) if cell else None


def _in_context(what: InYear | NamedDay, context: Context) -> Cell | None:
    """Return it in the year that was named last, or near the reference date."""
    named, reference = context.year_cell, context.reference
    if named is not None:
        cell = what.of_year(named.year)
        if not (cell and context.contradicts(cell)):
            return what.of_year(named.year + 1) if cell and _wraps(named, cell) else cell
    if reference is None:
        return None
    cell = what.of_year(reference.year)
    first, last = (cell.first_day, cell.last_day) if cell else (None, None)
    is_quarter = isinstance(what, InYear) and what.unit is QUARTER
    if context.tense == "future":
        # What will be reported are the accounts of a quarter that is over.
        return cell if is_quarter or (last and last >= reference) else occurrence(what, 1, reference)
    if context.tense == "past" or is_quarter:
        return cell if first and first <= reference else occurrence(what, -1, reference)
    if last and reference - last > _LONGEST_STEP:
        return occurrence(what, 1, reference)
    return cell if first and first - reference <= _LONGEST_STEP else occurrence(what, -1, reference)


def _on_weekday(what: InYear, number: int, context: Context) -> Cell | None:
    """Return a day that is on a weekday, in the year before or after, or those around the reference, if only there.

    The day of a history, which may count by another calendar, stays far from the reference, and a day near the year
    that its own sentence tells.
    """
    cell, around = _in_context(what, context), []
    if cell:
        reference = context.reference
        is_recent = reference is not None and abs(reference.year - cell.year) <= _RECENT
        is_told = context.visits or (context.named is not None and context.named_in[0] == context.sentence)
        around = [cell.year, reference.year] if reference and is_recent and not is_told else [cell.year]
    near = (what.of_year(year + years) for year in around for years in (0, -1, 1))
    fitting = (other for other in near if other and other.first_day and other.first_day.weekday() == number)
    return next(fitting, cell)


def _wraps(named: Cell, cell: Cell) -> bool:
    """Say whether what lies so long before the date named last must be of the year after: December, then January."""
    dated, first = named.first_day, cell.first_day
    return named.unit in (DAY, MONTH) and dated is not None and first is not None and dated - first > _LONGEST_STEP


def _in_month(what: meant.InMonth, context: Context) -> Cell | None:
    """Return the day of the month named last, or near the reference date; a weekday has to agree."""
    if what.weekday is not None and context.reference:
        return day_on_weekday(what.day, what.weekday, context.reference)
    named = context.year_cell
    if named is not None and named.unit in (DAY, MONTH):
        month = MONTH.containing(named.first_day) if named.first_day else None
        return day_of(month, what.day) if month else None
    reference = context.reference
    if reference is None:
        return None
    month = MONTH.containing(reference)
    cell = day_of(month, what.day)
    first = cell.first_day if cell else None
    if context.tense == "past" and (first is None or first > reference):
        return day_of(month.shift(-1), what.day)
    if context.tense == "future" and (first is None or first < reference):
        return day_of(month.shift(1), what.day)
    return cell


def _nearest(what: meant.Recurring, count: int, anchor: date | None, context: Context) -> Cell | None:
    """Return the last occurrence that began before `anchor`, the next that begins after it, or "this" one."""
    if anchor is None:
        return None
    if isinstance(what, meant.Weekday):
        step = count or (-1 if context.tense == "past" else 1)
        return weekday(what.number, step, anchor, itself=count == 0)
    return what.of_year(anchor.year) if count == 0 else occurrence(what, count, anchor)


def _shifted(unit: Unit, count: int, anchor: date | None, fiscal_month: int) -> Stretch | None:
    if anchor is None:
        return None
    unit = unit.in_year(anchor.year).fiscal(fiscal_month).unit
    return Stretch.of(unit.containing(anchor).shift(count))


def _of_whole(what: InYear | NamedDay, year: Cell) -> Stretch | None:
    """Return it in a year that may be a fiscal or a school year: October of fiscal 2020 is one of 2019."""
    if year.unit is YEAR:
        return _stretch(what.of_year(year.index))
    if isinstance(what, InYear) and what.unit in (QUARTER, HALF) and year.unit.name == FISCAL_YEAR.name:
        quarter = quarter_in("Q" if what.unit is QUARTER else "H", what.number, year.index, fiscal=True)
        return quarter.fiscal(year.unit.offset + 13) if quarter else None
    days = year.first_day, year.last_day
    if days[0] is None or days[1] is None:
        return None
    for number in range(days[0].year, days[1].year + 1):
        cell = what.of_year(number)
        if cell and cell.first_day and days[0] <= cell.first_day <= days[1]:
            return Stretch.of(cell)
    return None


def _this_weekend(context: Context) -> Stretch | None:
    """Return the weekend of the reference date's week, or the one before it where the sentence looks back."""
    if context.reference is None:
        return None
    weekend = Stretch.of(WEEK.containing(context.reference), "WEEKEND")
    begun = weekend.bounds is not None and weekend.bounds[0] <= context.reference
    return weekend if begun or context.tense != "past" else Stretch.of(weekend.first.shift(-1), "WEEKEND")


def _rest(unit: Unit, reference: date | None) -> Stretch | None:
    if reference is None:
        return None
    last = unit.containing(reference).last_day
    return Stretch(DAY.containing(reference), DAY.containing(last)) if last else None


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
        last = nth.unit.containing(end).shift(step * (nth.number + 1))
        first = last.shift(1 - nth.count)
    inside = nth.unit.containing(start).index <= first.index and last.index <= nth.unit.containing(end).index
    return Stretch(first, last) if inside else None


def _offset(offset: meant.Offset, context: Context) -> Stretch | None:
    """Return the cell that lies the length away from its anchor, as fine as the finest unit counted in.

    What is counted from a day that is said itself is a day.
    """
    unit = offset.length.amounts[-1][1]
    if offset.anchor == "named" and unit in (DECADE, CENTURY):
        # "A decade later" is told of years, but where a decade was told before.
        if context.decade and unit is DECADE:
            return Stretch.of(context.decade.first.shift(1 if offset.forward else -1))
        unit = YEAR
    if isinstance(offset.anchor, str):
        if offset.anchor == "named" and context.latest and context.latest.bounds is None:
            return _years_off(offset, context.latest.first)
        if offset == _A_YEAR_EARLIER and context.style == "news" and context.latest:
            return _year_before(context.latest.first)
        anchor = context.anchor(offset.anchor)
    else:
        inner, unit = stretch_of(offset.anchor, context), DAY
        anchor = inner.bounds[0] if inner and inner.bounds else None
    delta = step_of(offset.length)
    if anchor is None or delta is None:
        return None
    day = moved(anchor, delta, forward=offset.forward)
    return Stretch.of((WEEK if unit is FORTNIGHT else unit).containing(day)) if day else None


def _year_before(compared: Cell) -> Stretch | None:
    """Return what figures of "a year earlier" are of: the same month or quarter of that year."""
    size = compared.unit.size
    return Stretch.of(compared.shift(-12 // size) if size in (1, 3, 6) and not compared.unit.in_days else compared)


def _years_off(offset: meant.Offset, named: Cell) -> Stretch | None:
    """Return the year that lies whole years away from one before Christ."""
    delta = step_of(offset.length)
    if delta is None or named.unit is not YEAR or delta.months or delta.days:
        return None
    return Stretch.of(named.shift(delta.years if offset.forward else -delta.years))


def _between(first: Meaning, last: Meaning, context: Context) -> Stretch | None:
    """Return the stretch from `first` to `last`; a `first` without a year takes the one that `last` has."""
    end = stretch_of(last, context)
    if end is None:
        return None
    if isinstance(first, InYear):
        start = _stretch(first.of_year(end.first.year))
    else:
        start = stretch_of(first, context.with_year_of(end))
    if start is None:
        return None
    begin, stop = start.edges[0], end.edges[1]
    if days_from(begin, stop) < 0 and isinstance(first, InYear):
        # "November-January 2020" begins in the year before.
        earlier = first.of_year(end.first.year - 1)
        begin = earlier or begin
    return Stretch(begin, stop) if days_from(begin, stop) >= 0 else None

"""Arithmetic over the calendar: every day, month, quarter or century is a cell, a unit and a number on its line.

Start at `Unit`: cells of one unit lie side by side, so that "the next" is plus one and "three later" plus three, across
years and eras alike. A `Stretch` runs from one cell to another, or is a part ("early", "mid", "late") of one cell; it
is the single form that bounds, EDTF and TIMEX are read from. Years are astronomical: 1 BC is 0, 264 BC is -263.
"""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

from outsider_etl.nlp.values import Granularity

Part = Literal["START", "MID", "END", "FIRST_HALF", "SECOND_HALF", "WEEKEND"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A way to cut time into cells of `size` months, or days where `in_days`; cell 0 begins at `offset`.

    Months count from January of year 0, days are proleptic Gregorian ordinals.
    """

    name: str
    granularity: Granularity
    size: int
    offset: int = 0
    in_days: bool = False

    def containing(self, day: date) -> "Cell":
        """Return the cell of this unit that `day` lies in."""
        at = day.toordinal() if self.in_days else day.year * 12 + day.month - 1
        return Cell(self, (at - self.offset) // self.size)

    def in_year(self, year: int, number: int = 1) -> "Cell":
        """Return the `number`-th (from 1) of the cells that a year is cut into; seasons begin with spring."""
        return Cell(self, year * (12 // self.size) + number - 1 if self.size < 12 else year)


DAY = Unit("day", "day", 1, in_days=True)
WEEK = Unit("week", "week", 7, offset=1, in_days=True)
FORTNIGHT = Unit("fortnight", "week", 14, offset=1, in_days=True)
MONTH = Unit("month", "month", 1)
QUARTER = Unit("quarter", "quarter", 3)
SEASON = Unit("season", "season", 3, offset=2)
HALF = Unit("half", "quarter", 6)
YEAR = Unit("year", "year", 12)
# The fiscal year of the United States' government begins in October of the year before; `fiscal` makes others.
FISCAL_YEAR = Unit("fiscal year", "year", 12, offset=-3)
# The school year begins in September; it is told by the year in which it begins.
SCHOOL_YEAR = Unit("school year", "year", 12, offset=8)
FISCAL_QUARTER = Unit("fiscal quarter", "quarter", 3, offset=-3)
DECADE = Unit("decade", "decade", 120)
# "The 1800s" are 1800 to 1899, "the 19th century" 1801 to 1900.
HUNDRED = Unit("hundred", "century", 1200)
CENTURY = Unit("century", "century", 1200, offset=-1188)

_SEASONS = ("SP", "SU", "FA", "WI")

# Which smaller cells of a cell a part takes, first and last; negative numbers count from the end.
_Slice = tuple[Unit, int, int]
_PARTS: dict[str, dict[Part, _Slice]] = {
    WEEK.name: {"START": (DAY, 0, 2), "MID": (DAY, 2, 3), "END": (DAY, -3, -1), "WEEKEND": (DAY, 5, 6)},
    MONTH.name: {
        "START": (DAY, 0, 9),
        "MID": (DAY, 10, 19),
        "END": (DAY, 20, -1),
        "FIRST_HALF": (DAY, 0, 14),
        "SECOND_HALF": (DAY, 15, -1),
    },
    QUARTER.name: {"START": (MONTH, 0, 0), "MID": (MONTH, 1, 1), "END": (MONTH, 2, 2)},
    HALF.name: {"START": (MONTH, 0, 1), "MID": (MONTH, 2, 3), "END": (MONTH, 4, 5)},
    YEAR.name: {
        "START": (MONTH, 0, 2),
        "MID": (MONTH, 4, 7),
        "END": (MONTH, 9, 11),
        "FIRST_HALF": (MONTH, 0, 5),
        "SECOND_HALF": (MONTH, 6, 11),
    },
    DECADE.name: {
        "START": (YEAR, 0, 3),
        "MID": (YEAR, 4, 6),
        "END": (YEAR, 7, 9),
        "FIRST_HALF": (YEAR, 0, 4),
        "SECOND_HALF": (YEAR, 5, 9),
    },
    CENTURY.name: {
        "START": (YEAR, 0, 39),
        "MID": (YEAR, 40, 69),
        "END": (YEAR, 70, 99),
        "FIRST_HALF": (YEAR, 0, 49),
        "SECOND_HALF": (YEAR, 50, 99),
    },
}
_PARTS[SEASON.name] = _PARTS[FISCAL_QUARTER.name] = _PARTS[QUARTER.name]
_PARTS[FISCAL_YEAR.name] = _PARTS[SCHOOL_YEAR.name] = _PARTS[YEAR.name]
_PARTS[HUNDRED.name] = _PARTS[CENTURY.name]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, week, month... of the calendar."""

    unit: Unit
    index: int

    @property
    def start(self) -> int:
        """The ordinal of its first day or the number of its first month, as its unit counts."""
        return self.index * self.unit.size + self.unit.offset

    @property
    def year(self) -> int:
        """The year that it begins in, or that it is named after if it is a fiscal year."""
        if self.unit.name in (FISCAL_YEAR.name, SCHOOL_YEAR.name):
            return self.index
        return date.fromordinal(self.start).year if self.unit.in_days else self.start // 12

    @property
    def first_day(self) -> date | None:
        """Its first day, or None where that lies outside the years 1 to 9999."""
        if self.unit.in_days:
            return date.fromordinal(self.start) if self.start in _ORDINALS else None
        return _first_of_month(self.start)

    @property
    def last_day(self) -> date | None:
        """Its last day, or None where that lies outside the years 1 to 9999."""
        end = self.start + self.unit.size
        if not self.unit.in_days:
            after = _first_of_month(end)
            end = after.toordinal() if after else 0
        return date.fromordinal(end - 1) if end - 1 in _ORDINALS else None

    def fiscal(self, first_month: int) -> "Cell":
        """Return the fiscal year or quarter of this name where fiscal years begin in `first_month`; others as they are.

        Months count from January of the year before: a fiscal year is named after the year that it ends in, or from
        month 13 on begins in. Up to 1976 that of the United States began in July.
        """
        if self.unit.name not in (FISCAL_YEAR.name, FISCAL_QUARTER.name):
            return self
        if first_month == 10 and self.index * self.unit.size // 12 < 1977:
            first_month = 7
        return replace(self, unit=replace(self.unit, offset=first_month - 13 if first_month > 1 else 0))

    def shift(self, count: int) -> "Cell":
        """Return the cell that lies `count` cells later, or earlier for a negative `count`."""
        return replace(self, index=self.index + count)

    def edtf(self) -> str:
        """Return it in EDTF level 1, as an interval where that has no name for it."""
        year, place = divmod(self.index, 4)
        match self.unit.name:
            case "day":
                return date.fromordinal(self.start).isoformat()
            case "week":
                return f"{Cell(DAY, self.start).edtf()}/{Cell(DAY, self.start + 6).edtf()}"
            case "month":
                return f"{_edtf_year(self.index // 12)}-{self.index % 12 + 1:02d}"
            case "year":
                return _edtf_year(self.index)
            case "season":
                return f"{_edtf_year(year)}-{21 + place}"
            case "decade" if self.index >= 0:
                return f"{self.index:03d}X"
            case "hundred" if self.index >= 0:
                return f"{self.index:02d}XX"
        last = self.start + self.unit.size - 1
        unit = YEAR if self.start % 12 == 0 and last % 12 == 11 else MONTH
        first, end = Cell(unit, self.start // unit.size), Cell(unit, last // unit.size)
        return first.edtf() if first == end else f"{first.edtf()}/{end.edtf()}"

    def timex(self) -> str:
        """Return its TIMEX3 value."""
        year, place = divmod(self.index, 4)
        match self.unit.name:
            case "day":
                return date.fromordinal(self.start).isoformat()
            case "week":
                week = date.fromordinal(self.start).isocalendar()
                return f"{week.year:04d}-W{week.week:02d}"
            case "month":
                return f"{_timex_year(self.index // 12)}-{self.index % 12 + 1:02d}"
            case "season":
                return f"{_timex_year(year)}-{_SEASONS[place]}"
            case "quarter":
                return f"{_timex_year(year)}-Q{place + 1}"
            case "fiscal quarter":
                return f"FY{_timex_year(year)}-Q{place + 1}"
            case "half":
                return f"{_timex_year(self.index // 2)}-H{self.index % 2 + 1}"
            case "fiscal year":
                return f"FY{_timex_year(self.index)}"
            case "school year":
                return f"{_timex_year(self.index)}-09/{_timex_year(self.index + 1)}-08"
            case "decade":
                return f"{self.index:03d}" if self.index >= 0 else f"BC{-self.index - 1:03d}"
            case "hundred":
                return f"{self.index:02d}" if self.index >= 0 else f"BC{-self.index - 1:02d}"
            case "century":
                return f"{self.index - 1:02d}" if self.index > 0 else f"BC{1 - self.index:02d}"
        return _timex_year(self.index)


_ORDINALS = range(1, date.max.toordinal() + 1)


def _first_of_month(number: int) -> date | None:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1) if MINYEAR <= year <= MAXYEAR else None


def _edtf_year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _timex_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time from the cell `first` to the cell `last`, or `part` of the one cell that both are."""

    first: Cell
    last: Cell
    part: Part | None = None

    @classmethod
    def of(cls, cell: Cell, part: Part | None = None) -> "Stretch":
        """Return the stretch of one cell; a part that its unit does not have, or the calendar, is the whole."""
        if cell.first_day is None or cell.last_day is None:
            return cls(cell, cell)
        if cell.unit is YEAR and part in ("FIRST_HALF", "SECOND_HALF"):
            half = HALF.in_year(cell.index, 1 if part == "FIRST_HALF" else 2)
            return cls(half, half)
        if cell.unit.name == FISCAL_YEAR.name and part in ("FIRST_HALF", "SECOND_HALF"):
            unit = replace(FISCAL_QUARTER, offset=cell.unit.offset)
            quarter = Cell(unit, 4 * cell.index + (0 if part == "FIRST_HALF" else 2))
            return cls(quarter, quarter.shift(1))
        return cls(cell, cell, part if part in _PARTS.get(cell.unit.name, {}) else None)

    def fiscal(self, first_month: int) -> "Stretch":
        """Return the stretch of these cells where fiscal years begin in `first_month`."""
        return replace(self, first=self.first.fiscal(first_month), last=self.last.fiscal(first_month))

    @property
    def edges(self) -> tuple[Cell, Cell]:
        """The first and the last cell that it takes up; those of a part are smaller than its whole."""
        if self.part is None:
            return self.first, self.last
        unit, first, last = _PARTS[self.first.unit.name][self.part]
        return _sub_cell(self.first, unit, first), _sub_cell(self.first, unit, last)

    @property
    def exists(self) -> bool:
        """Whether the calendar has its days; months and years go on before the year 1, days and weeks don't."""
        return all(cell.first_day and cell.last_day for cell in self.edges if cell.unit.in_days)

    @property
    def bounds(self) -> tuple[date, date] | None:
        """Its first and last day, both inclusive; None where one lies outside the years 1 to 9999."""
        first, last = self.edges
        start, end = first.first_day, last.last_day
        return (start, end) if start and end else None

    def edtf(self) -> str:
        """Return it in EDTF level 1."""
        first, last = self.edges
        if first == last:
            return first.edtf()
        return f"{first.edtf().split('/')[0]}/{last.edtf().split('/')[-1]}"

    def timex(self) -> str:
        """Return its TIMEX3 value, without the modifier that tells its part; a weekend has a value of its own."""
        if self.part == "WEEKEND":
            return f"{self.first.timex()}-WE"
        first, last = self.first.timex(), self.last.timex()
        return first if first == last else f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _sub_cell(cell: Cell, unit: Unit, number: int) -> Cell:
    """Return the cell of the smaller `unit` at `number` inside `cell`, counted from its end if negative."""
    edge = cell.start + cell.unit.size if number < 0 else cell.start
    if unit.in_days and not cell.unit.in_days:
        first = _first_of_month(edge)
        edge = first.toordinal() if first else 0
    return Cell(unit, (edge - unit.offset) // unit.size + number)


def day_cell(year: int, month: int, day: int) -> Cell | None:
    """Return the cell of a day, or None where the calendar has no such day."""
    try:
        return DAY.containing(date(year, month, day))
    except ValueError:
        return None


def week_cell(year: int, number: int) -> Cell | None:
    """Return the cell of the ISO 8601 week `number` of `year`, or None where that year has no such week."""
    try:
        return WEEK.containing(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None

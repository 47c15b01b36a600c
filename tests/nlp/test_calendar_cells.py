from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.dates.cells import (
    CENTURY,
    DAY,
    DECADE,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    HALF,
    HUNDRED,
    MONTH,
    QUARTER,
    SEASON,
    WEEK,
    YEAR,
    Cell,
    Part,
    Stretch,
    Unit,
    day_cell,
)

UNITS = (DAY, WEEK, MONTH, QUARTER, SEASON, HALF, YEAR, FISCAL_YEAR, FISCAL_QUARTER, DECADE, HUNDRED, CENTURY)
PARTS: tuple[Part, ...] = ("START", "MID", "END", "FIRST_HALF", "SECOND_HALF")
ANY_DAY = st.dates(date(200, 1, 1), date(2800, 12, 31))


def days(cell: Cell) -> tuple[date, date]:
    bounds = Stretch.of(cell).bounds
    assert bounds is not None
    return bounds


def bounds(cell: Cell) -> tuple[str, str]:
    return str(cell.first_day), str(cell.last_day)


@given(ANY_DAY, st.sampled_from(UNITS))
def test_calendar_cells_lie_side_by_side(day: date, unit: Unit) -> None:
    cell = unit.containing(day)
    last, after = days(cell)[1], days(cell.shift(1))[0]
    assert days(cell)[0] <= day <= last
    assert (after - last).days == 1


@given(ANY_DAY, st.sampled_from(UNITS), st.integers(-50, 50))
def test_calendar_cells_shift_there_and_back(day: date, unit: Unit, count: int) -> None:
    cell = unit.containing(day)
    assert cell.shift(count).shift(-count) == cell


@given(ANY_DAY, st.sampled_from(UNITS), st.sampled_from(PARTS))
def test_calendar_cells_parts_lie_inside_their_whole(day: date, unit: Unit, part: Part) -> None:
    cell = unit.containing(day)
    edges = Stretch.of(cell, part).bounds
    assert edges is not None
    assert days(cell)[0] <= edges[0] <= edges[1] <= days(cell)[1]


@pytest.mark.parametrize(
    ("cell", "first", "last", "timex", "edtf"),
    [
        (WEEK.containing(date(2026, 1, 1)), "2025-12-29", "2026-01-04", "2026-W01", "2025-12-29/2026-01-04"),
        (SEASON.in_year(2019, 4), "2019-12-01", "2020-02-29", "2019-WI", "2019-24"),
        (FISCAL_YEAR.in_year(2026), "2025-10-01", "2026-09-30", "FY2026", "2025-10/2026-09"),
        (FISCAL_QUARTER.in_year(2026, 2), "2026-01-01", "2026-03-31", "FY2026-Q2", "2026-01/2026-03"),
        (DECADE.containing(date(1985, 5, 5)), "1980-01-01", "1989-12-31", "198", "198X"),
        (HUNDRED.containing(date(1885, 5, 5)), "1800-01-01", "1899-12-31", "18", "18XX"),
        (CENTURY.containing(date(2000, 5, 5)), "1901-01-01", "2000-12-31", "19", "1901/2000"),
        (Cell(YEAR, -263), "None", "None", "BC0264", "-0263"),
    ],
)
def test_calendar_cells_say_bounds_timex_and_edtf(cell: Cell, first: str, last: str, timex: str, edtf: str) -> None:
    assert bounds(cell) == (first, last)
    assert (cell.timex(), cell.edtf()) == (timex, edtf)


def test_calendar_cells_know_which_days_exist() -> None:
    assert day_cell(2019, 2, 29) is None
    assert day_cell(2020, 2, 29) == DAY.containing(date(2020, 2, 29))

"""Find tables in plain text: rows whose cells stand under each other, parted by wide gaps or tabs."""

import re
from collections.abc import Sequence
from itertools import groupby

from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.markup import CELL_SEPARATOR, ROW_SEPARATOR, clean
from outsider_etl.text import Text

_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t\s*)(?=\S)")
_FEWEST_ROWS = 3
# The figures of the last column stand in so many rows, since the first and some others have words there.
_FIGURES_SHARE = 0.5
_LONGEST_SECOND_LINE = 28

_Row = list[tuple[int, int]]


def find_tables(lines: Sequence[BodyLine]) -> dict[int, int]:
    """Return by its first line where each table ends, or its part on a page.

    One blank line, or a cell's second line, may part two rows.
    """
    gaps = [_gaps(line.text.value) for line in lines]
    tables: dict[int, int] = {}
    run: list[int] = []
    for index, row in enumerate(gaps):
        if not row:
            continue
        if run and not (_is_near(lines, run[-1], index) and _share_column(lines, gaps, run[-1], index)):
            tables.update(_as_table(lines, gaps, run))
            run = []
        run.append(index)
    return tables | _as_table(lines, gaps, run)


def table_of(lines: Sequence[Text]) -> Text:
    """Return the text of a table, its cells and rows parted as those of tables in other formats are."""
    return Text.join((clean(line.strip().sub(_GAP, CELL_SEPARATOR))[0] for line in lines), ROW_SEPARATOR)


def _gaps(line: str) -> _Row:
    """Return the gaps between the cells of a row."""
    return [match.span() for match in _GAP.finditer(line)] if "   " in line or "\t" in line else []


def _cells(line: str, gaps: _Row) -> list[str]:
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(line)]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _is_near(lines: Sequence[BodyLine], above: int, index: int) -> bool:
    between = lines[above + 1 : index]
    return len(between) < 2 and all(map(_may_part_rows, between))


def _may_part_rows(line: BodyLine) -> bool:
    return line.blank or len(line.text.value.strip()) < _LONGEST_SECOND_LINE


def _share_column(lines: Sequence[BodyLine], gaps: Sequence[_Row], above: int, index: int) -> bool:
    """Whether a gap of one row stands under one of the other, or where tabs part them, whether they have as many."""
    if all("\t" in lines[at].text.value for at in (above, index)):
        return len(gaps[above]) == len(gaps[index])
    return any(start < other_end and other < end for start, end in gaps[above] for other, other_end in gaps[index])


def _as_table(lines: Sequence[BodyLine], gaps: Sequence[_Row], run: Sequence[int]) -> dict[int, int]:
    """Return the first line and the end of the rows on each page if they are a table: its last column has figures.

    What has words there may be anything with wide gaps in it: items of a list, fields, or columns of text.
    """
    rows = [_cells(lines[at].text.value, gaps[at]) for at in run]
    figures = sum(_is_figure(cells[-1]) and not cells[0].endswith(":") for cells in rows)
    if len(run) < _FEWEST_ROWS or figures < _FIGURES_SHARE * len(rows):
        return {}
    if _are_contents([lines[at].text.value for at in run], rows):
        return {}
    pages = [list(group) for _, group in groupby(run, key=lambda at: lines[at].page)]
    return {page[0]: page[-1] + 1 for page in pages}


def _is_figure(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) >= sum(map(str.isalpha, cell))


def _are_contents(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows are titles with page numbers, which do not fall."""
    entries = [
        any(map(str.isalpha, cells[-2])) and LEADER.search(line.rstrip()[-LONGEST_LEADER:]) is not None
        for line, cells in zip(lines, rows, strict=True)
    ]
    pages = [int(cells[-1]) for cells, entry in zip(rows, entries, strict=True) if entry and cells[-1].isdecimal()]
    return 2 * sum(entries) > len(rows) and pages == sorted(pages)

"""Find tables in plain text: rows whose cells stand under each other, parted by wide gaps or tabs."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.markup import CELL_SEPARATOR, ROW_SEPARATOR, clean
from outsider_etl.text import Text

_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t\s*)(?=\S)")
# What stands before the text of an item of a list, of a numbered paragraph, or of a field.
_BEFORE_TEXT = re.compile(r"\W{1,3}|\W?\w{1,3}\W?|.*:")
_FEWEST_ROWS = 3
# A cell is no longer than this; where cells are longer than that on average, columns of text stand side by side.
_LONGEST_CELL = 60
_LONGEST_MEAN = 28

_Row = list[tuple[int, int]]


def find_tables(lines: Sequence[BodyLine]) -> dict[int, int]:
    """Return by its first line where each table ends; one blank line, or a cell's second line, may part two rows."""
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
    """Return the gaps between the cells of a row, none where the line is rather an item of a list, or text."""
    if not ("   " in line or "\t" in line):
        return []
    gaps = [match.span() for match in _GAP.finditer(line)]
    cells = _cells(line, gaps)
    marked = len(cells) == 2 and _BEFORE_TEXT.fullmatch(cells[0])
    return [] if marked or max(map(len, cells)) > _LONGEST_CELL else gaps


def _cells(line: str, gaps: _Row) -> list[str]:
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(line)]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _is_near(lines: Sequence[BodyLine], above: int, index: int) -> bool:
    """Whether two rows follow each other, on one page."""
    between = lines[above + 1 : index]
    return len(between) < 2 and lines[above].page == lines[index].page and all(map(_may_part_rows, between))


def _may_part_rows(line: BodyLine) -> bool:
    return line.blank or len(line.text.value.strip()) < _LONGEST_MEAN


def _share_column(lines: Sequence[BodyLine], gaps: Sequence[_Row], above: int, index: int) -> bool:
    """Whether a gap of one row stands under one of the other, or where tabs part them, whether they have as many."""
    if all("\t" in lines[at].text.value for at in (above, index)):
        return len(gaps[above]) == len(gaps[index])
    return any(start < other_end and other < end for start, end in gaps[above] for other, other_end in gaps[index])


def _as_table(lines: Sequence[BodyLine], gaps: Sequence[_Row], run: Sequence[int]) -> dict[int, int]:
    """Return the first line and the end of the rows if they are a table, and no list of contents or columns of text."""
    if len(run) < _FEWEST_ROWS:
        return {}
    rows = [_cells(lines[at].text.value, gaps[at]) for at in run]
    entries = [_is_entry(lines[at].text.value, cells) for at, cells in zip(run, rows, strict=True)]
    listed = any(a and b for a, b in pairwise(entries))
    wide = fmean(len(cell) for cells in rows for cell in cells) > _LONGEST_MEAN
    return {} if listed or wide else {run[0]: run[-1] + 1}


def _is_entry(line: str, cells: Sequence[str]) -> bool:
    """Whether a row could be one of a table of contents: a title and a page number."""
    titled = len(cells) == 2 and any(map(str.isalpha, cells[0]))
    return titled and LEADER.search(line.rstrip()[-LONGEST_LEADER:]) is not None

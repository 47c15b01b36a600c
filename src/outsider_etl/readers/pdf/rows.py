"""Gather runs of glyphs into rows: those of one baseline, with what is raised, lowered or hung in front of them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from outsider_etl.readers.pdf.glyphs import GlyphRun

# Shares of the type size. Runs this near each other's baseline stand on one line.
_SAME_BASELINE = 0.15
# A raised or lowered run is smaller than what it is raised beside, within these bounds of its baseline, and near it.
_RAISED_SIZE = 0.9
_HIGHEST_RAISE = 0.65
_LOWEST_DROP = 0.3
_TOUCHING = 0.6
# The raised label of a note may stand well off the text of it.
_LABEL_GAP = 4.0
_LABEL = re.compile(r"\s*[\[(]?(?:\d{1,4}|[*†‡§¶‖∗]{1,4})[\])]?\s*")
# One that is not smaller has a letter or two, and nothing beside it on its own baseline.
_FEW = 2
_ALONE = 1.0
# Bounds the time on a page of scattered glyphs.
_FARTHEST_ROW = 30
# An initial is so much larger than the lines that begin beside it.
_INITIAL = 1.6

Row = list[GlyphRun]
_HomeOf = Callable[[GlyphRun, int, Sequence[Row]], int]


def gather_rows(runs: Sequence[GlyphRun]) -> list[Row]:
    """Return the runs of each line of a page, lines from top to bottom, runs from left to right."""
    rows: list[Row] = []
    for run in sorted(runs, key=attrgetter("baseline")):
        if rows and run.baseline - rows[-1][0].baseline <= _SAME_BASELINE * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=_left)
    # An initial hangs between the lines: nothing is raised beside it.
    initials = _leaving(rows, _initial_of)
    raised = _leaving(rows, _raised_beside)
    for home, run in (*initials, *raised):
        rows[home].append(run)
        rows[home].sort(key=_left)
    return [row for row in rows if row]


def _left(run: GlyphRun) -> float:
    return run.lefts[0]


def _leaving(rows: Sequence[Row], home_of: _HomeOf) -> list[tuple[int, GlyphRun]]:
    """Take the runs out of the rows that `home_of` says belong to another; return them with that row."""
    leaving: list[tuple[int, GlyphRun]] = []
    homes = [[home_of(run, index, rows) for run in row] for index, row in enumerate(rows)]
    for index, row in enumerate(rows):
        leaving += [(home, run) for home, run in zip(homes[index], row, strict=True) if home != index]
        row[:] = [run for home, run in zip(homes[index], row, strict=True) if home == index]
    return leaving


def _raised_beside(run: GlyphRun, index: int, rows: Sequence[Row]) -> int:
    """Return the row of the larger type that a run is raised or lowered beside, or its own row."""
    own = _neighbours(run, rows[index])
    lonely = len(run.texts) <= _FEW and all(_gap(run, other) > _ALONE * run.size for other in own)
    # The label of a note that stands in the margin may be nearer to the text beside it than to its own.
    hanging = all(len(other.texts) <= _FEW or _gap(run, other) > _ALONE * run.size for other in own)
    best, nearest = index, _LABEL_GAP if hanging and _LABEL.fullmatch("".join(run.texts)) else _TOUCHING
    for other in _rows_around(index, rows, 4 * run.size):
        for base in _neighbours(run, rows[other]):
            rise = (base.baseline - run.baseline) / base.size
            if -_LOWEST_DROP <= rise <= _HIGHEST_RAISE and (lonely or run.size <= _RAISED_SIZE * base.size):
                gap = _gap(run, base) / base.size
                if gap < nearest:
                    best, nearest = other, gap
    return best


def _initial_of(run: GlyphRun, index: int, rows: Sequence[Row]) -> int:
    """Return the first of the rows that begin beside a large initial, or its own row."""
    if len(run.texts) > _FEW or not run.texts[-1].isalpha():
        return index
    place = bisect_left(rows[index], run.lefts[0], key=_left)
    if place and _gap(run, rows[index][place - 1]) <= rows[index][place - 1].size:
        return index
    first = index
    for other in _rows_around(index, rows, run.ascent):
        after = rows[other][bisect_left(rows[other], run.rights[-1] - 1, key=_left) :][:1]
        beside = after and run.size >= _INITIAL * after[0].size and _gap(run, after[0]) <= after[0].size
        if beside and other < first:
            first = other
    return first


def _rows_around(index: int, rows: Sequence[Row], reach: float) -> Iterator[int]:
    """Yield the other rows near the row `index` whose baseline is at most `reach` points from that."""
    baseline = rows[index][0].baseline
    for other in range(max(0, index - _FARTHEST_ROW), min(len(rows), index + _FARTHEST_ROW + 1)):
        if other != index and rows[other] and abs(rows[other][0].baseline - baseline) <= reach:
            yield other


def _neighbours(run: GlyphRun, row: Row) -> list[GlyphRun]:
    """Return the runs of a row that stand next to `run` on its left and on its right."""
    place = bisect_left(row, run.lefts[0], key=_left)
    return [other for other in row[max(0, place - 1) : place + 2] if other is not run]


def _gap(run: GlyphRun, other: GlyphRun) -> float:
    return max(run.lefts[0] - other.rights[-1], other.lefts[0] - run.rights[-1], 0.0)

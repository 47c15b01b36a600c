"""Read the bullets of lists that are drawn on a page, and no characters of its text."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from outsider_etl.document import Box
from outsider_etl.readers.pdf.glyphs import GlyphRun

_BULLET = "•"
# In type sizes of the text: how large a bullet is, how high its middle stands above the baseline, how far off the text
# begins, and how far away what stands before it is at least.
_SMALLEST, _LARGEST = 0.15, 0.5
_LOWEST, _HIGHEST = 0.15, 0.45
_NEAREST, _FARTHEST = 0.2, 3.0
_CLEAR = 1.0
# Bullets stand under each other; so many dots are those of a drawing.
_FEWEST = 2
_MOST = 500
_REACH = 40.0

_baseline = attrgetter("baseline")


def with_bullets(runs: Sequence[GlyphRun], dots: Sequence[Box]) -> list[GlyphRun]:
    """Return the runs of a page, with a bullet for each of the `dots` under each other that text stands behind."""
    if not _FEWEST <= len(dots) <= _MOST:
        return list(runs)
    ordered = sorted(runs, key=_baseline)
    found = [(dot, run) for dot in dots for run in _behind(dot, ordered)]
    aligned = Counter(round(dot.x0) for dot, _ in found)
    return [*runs, *(_bullet(dot, run) for dot, run in found if aligned[round(dot.x0)] >= _FEWEST)]


def _behind(dot: Box, runs: Sequence[GlyphRun]) -> Iterator[GlyphRun]:
    """Yield the run that begins right behind a dot in the line that the dot begins, if there is one."""
    middle, height = (dot.top + dot.bottom) / 2, dot.bottom - dot.top
    first, stop = bisect_left(runs, middle, key=_baseline), bisect_right(runs, middle + _REACH, key=_baseline)
    row = [run for run in runs[first:stop] if _LOWEST <= (run.baseline - middle) / run.size <= _HIGHEST]
    behind = [run for run in row if _NEAREST <= (run.lefts[0] - dot.x1) / run.size <= _FARTHEST]
    if behind and all(run.lefts[0] >= dot.x1 or dot.x0 - run.rights[-1] > _CLEAR * run.size for run in row):
        run = min(behind, key=lambda run: run.lefts[0])
        if _SMALLEST <= height / run.size <= _LARGEST:
            yield run


def _bullet(dot: Box, run: GlyphRun) -> GlyphRun:
    return GlyphRun(run.font, run.size, run.baseline, run.ascent, run.descent, [_BULLET], [dot.x0], [dot.x1])

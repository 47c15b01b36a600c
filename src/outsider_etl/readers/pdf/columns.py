"""Bring the lines of a page into reading order: columns, side columns and boxes one after the other."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from outsider_etl.document import Box, FontRun, Layout
from outsider_etl.readers.pdf.lines import Piece
from outsider_etl.readers.pdf.margins import line_numbers
from outsider_etl.readers.pdf.sides import SideText, find_side_texts
from outsider_etl.readers.pdf.strips import Strip, strips_of

# A column has at least so many lines on either side of its gutter, of so many characters; its lines fill it.
_FEWEST_LINES = 4
_FEWEST_CHARS = 12
_FILLED = 0.55
# So few lines go on with the columns that stand above or below them.
_FEWEST_CONTINUED = 2
# A column's lines follow each other so closely, as a multiple of their usual distance; labels and cells stand apart.
_FOLLOWING = 1.6
_FLOWING = 0.6
# Cells: so many blocks, and most of them, that are parted by so much begin on the same lines on both sides.
_FEWEST_ROWS = 3
_MOST_ROWS = 0.6
_BLOCK_GAP = 1.3
# A column begins at one of the edges that most pieces begin at. All three bound the time on a page of scattered pieces.
_MOST_EDGES = 16
_MOST_BESIDE = 30
_DEEPEST = 30
# In type sizes: how wide a gutter is at least, how far a column's lines stand in or out, and which gap is a tab.
_GUTTER = 0.8
_INDENT = 3.0
_TAB = 2.0
# A line that runs into the gutter, or through it by this share of its length, is one of the left column's.
_OVERHANG = 0.25
# Lines whose baselines are this near, in type sizes, overlap where one begins before the other ends.
_OVERLAP = 0.5
# A row that stands so much farther from a column's lines than they from each other is a running head or foot.
_APART = 1.7
_SAME_ROW = 2.0
# In points: a column is wider than this.
_NARROWEST = 40.0
# A large initial may begin so far left of the lines below it.
_BEARING = 2.0

_Rule = tuple[float, float, float]


class _Gutter(NamedTuple):
    x: float
    top: float
    bottom: float
    weight: int


def in_reading_order(
    rows: Sequence[Sequence[Piece]], rulings: Sequence[Box], gutters: Sequence[float] = ()
) -> Iterator[tuple[str, Layout]]:
    """Yield text and layout of the lines of a page, given its pieces row by row, in the order they are read.

    `rulings` are the rules drawn on the page: one that crosses a gutter ends it. `gutters` are those of the page
    before, which few lines tell to go on. A text in the margin is a column of its own, read before the paragraph that
    it begins beside. Numbers that count the lines of the page in its margin are a column too, read last.
    """
    rules = sorted(
        ((box.top, box.x0, box.x1) for box in rulings if box.x1 - box.x0 > box.bottom - box.top), key=itemgetter(0)
    )
    numbers = line_numbers(rows)
    strips = strips_of([[piece for piece in row if id(piece) not in numbers] for row in rows])
    counting = strips_of([[piece for piece in row if id(piece) in numbers] for row in rows])
    sides = find_side_texts(strips, rules)
    aside = {id(strip) for side in sides for strip in side.strips}
    regions = [
        *_regions([strip for strip in strips if id(strip) not in aside], rules, gutters),
        *([counting] if counting else []),
    ]
    beside: dict[int, list[tuple[int, SideText]]] = defaultdict(list)
    for column, side in enumerate(sides, start=len(regions)):
        beside[id(side.anchor)].append((column, side))
    for column, region in enumerate(regions):
        for line in _lines(region):
            for side_column, side in (found for strip in line for found in beside[id(strip)]):
                yield from (_joined(side_line, side_column) for side_line in _lines(side.strips))
            yield _joined(line, column)


def gutters_of(layouts: Sequence[Layout]) -> list[float]:
    """Return where the columns begin, in points, that stand right of the leftmost one of a page."""
    lefts: dict[int, float] = {}
    for layout in layouts:
        lefts[layout.column] = min(layout.box.x0, lefts.get(layout.column, layout.box.x0))
    return [left - _BEARING for left in lefts.values() if left > min(lefts.values()) + _NARROWEST]


def _lines(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Yield the strips of each line of a region."""
    lines: dict[int, list[Strip]] = defaultdict(list)
    for strip in strips:
        lines[strip.row].append(strip)
    for row in sorted(lines):
        yield sorted(lines[row], key=lambda strip: strip.left)


def _regions(
    strips: list[Strip], rules: Sequence[_Rule], beyond: Sequence[float], depth: int = 0
) -> Iterator[list[Strip]]:
    """Yield the strips of each column in reading order; what stands above and below two columns is a region too.

    `beyond` are the gutters of columns that stand above or below.
    """
    gutter = _find_gutter(strips, rules) if depth < _DEEPEST else None
    if gutter is None and strips and depth < _DEEPEST:
        ordered = sorted(beyond)
        gutters = (_continued(strips, rules, x, end) for x, end in pairwise([*ordered, inf]))
        gutter = next(filter(None, gutters), None)
    if gutter is None:
        if strips:
            yield strips
        return
    beside = [strip for strip in strips if gutter.top <= strip.baseline <= gutter.bottom]
    for part, nearby in (
        ([strip for strip in strips if strip.baseline < gutter.top], [*beyond, gutter.x]),
        ([strip for strip in beside if not _is_right_of(gutter.x, strip)], beyond),
        ([strip for strip in beside if _is_right_of(gutter.x, strip)], beyond),
        ([strip for strip in strips if strip.baseline > gutter.bottom], [*beyond, gutter.x]),
    ):
        yield from _regions(part, rules, nearby, depth + 1)


def _is_right_of(x: float, strip: Strip) -> bool:
    return strip.left >= x


def _find_gutter(strips: Sequence[Strip], rules: Sequence[_Rule]) -> _Gutter | None:
    """Return the gutter with most text on both sides of it, or None where the strips stand in one column."""
    if len(strips) < 2 * _FEWEST_LINES:
        return None
    starts = Counter(round(strip.left / 2) for strip in strips)
    leftmost = min(starts)
    edges = Counter({x: starts[x] + starts[x + 1] for x in [*starts] if x > leftmost})
    ordered = sorted(strips, key=_baseline)
    gutters = (
        _as_gutter(_without_heads(band, x), x)
        for x in (2.0 * edge - 1 - _BEARING for edge, _ in edges.most_common(_MOST_EDGES))
        for band in _bands(ordered, rules, x)
    )
    return max(filter(None, gutters), key=lambda gutter: gutter.weight, default=None)


def _continued(strips: Sequence[Strip], rules: Sequence[_Rule], x: float, end: float) -> _Gutter | None:
    """Return the gutter at `x` between a few lines that begin and run as those of two columns do, if there is one.

    The next column begins at `end`. Where all lines on the left begin with capitals they are rather rows.
    """
    for band in _bands(sorted(strips, key=_baseline), rules, x):
        left = [strip for strip in band if not _is_right_of(x, strip)]
        right = [strip for strip in band if x <= strip.left < end]
        if min(len(left), len(right)) < _FEWEST_CONTINUED or any(s.left > x + _INDENT * s.size for s in right):
            continue
        measure = x - min(strip.left for strip in left)
        if any(map(_goes_on, left[1:])) and all(
            len({strip.row for strip in side}) == len(side)
            and max(strip.right - strip.left for strip in side) >= _FILLED * measure
            and median(strip.length for strip in side) >= _FEWEST_CHARS
            for side in (left, right)
        ):
            return _Gutter(x, band[0].baseline, band[-1].baseline, 0)
    return None


def _goes_on(strip: Strip) -> bool:
    first = strip.pieces[0].text[:1]
    return first.isalpha() and not first.isupper()


def _bands(strips: Sequence[Strip], rules: Sequence[_Rule], x: float) -> Iterator[list[Strip]]:
    """Yield the strips of the stretches of the page in which nothing crosses `x`."""
    beginning = [strip for strip in strips if x <= strip.left <= x + _INDENT * strip.size]
    crossing = [_crosses(strip, x) and not _runs_into(strip, beginning) for strip in strips]
    ends = [y for y, x0, x1 in rules if x0 < x - 10 and x1 > x + 10]
    ends += [strip.baseline for strip, ends_band in zip(strips, crossing, strict=True) if ends_band]
    ends.sort()
    bands: dict[int, list[Strip]] = defaultdict(list)
    at = 0
    for strip, ends_band in zip(strips, crossing, strict=True):
        while at < len(ends) and ends[at] < strip.baseline:
            at += 1
        if not ends_band:
            bands[at].append(strip)
    yield from bands.values()


def _crosses(strip: Strip, x: float) -> bool:
    return strip.left < x and strip.right - x > _OVERHANG * (x - strip.left)


def _runs_into(strip: Strip, beginning: Sequence[Strip]) -> bool:
    """Whether a strip is too long for its column: it overlaps one of those that begin the lines of the next."""
    near = _OVERLAP * strip.size
    first = bisect_left(beginning, strip.baseline - near, key=_baseline)
    last = bisect_right(beginning, strip.baseline + near, key=_baseline)
    return any(other.left < strip.right for other in beginning[first : min(last, first + _MOST_BESIDE)])


def _baseline(strip: Strip) -> float:
    return strip.baseline


def _without_heads(band: Sequence[Strip], x: float) -> Sequence[Strip]:
    """Return the band without the row at its head or foot that stands far off the lines of both columns."""
    sides = [[strip.baseline for strip in band if _is_right_of(x, strip) is right] for right in (False, True)]
    if min(map(len, sides)) < _FEWEST_LINES:
        return band
    far = _APART * max(median(after - before for before, after in pairwise(side)) for side in sides)
    top, bottom = band[0].baseline, band[-1].baseline
    below, above = top + _SAME_ROW, bottom - _SAME_ROW
    if all(next(y for y in side if y > below) - top > far for side in sides if side[-1] > below):
        top = below
    if all(bottom - next(y for y in reversed(side) if y < above) > far for side in sides if side[0] < above):
        bottom = above
    return [strip for strip in band if top <= strip.baseline <= bottom]


def _as_gutter(band: Sequence[Strip], x: float) -> _Gutter | None:
    left = [strip for strip in band if not _is_right_of(x, strip)]
    right = [strip for strip in band if _is_right_of(x, strip)]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return None
    edge = sorted(strip.right for strip in left)[int(0.9 * (len(left) - 1))]
    if min(strip.left for strip in right) - edge < _GUTTER * median(strip.size for strip in band):
        return None
    if not (_is_text(left) and _is_text(right)) or _are_cells(left, right):
        return None
    weight = min(sum(strip.length for strip in left), sum(strip.length for strip in right))
    return _Gutter(x, band[0].baseline, band[-1].baseline, weight)


def _is_text(side: Sequence[Strip]) -> bool:
    """Whether the strips beside a gutter stand as lines of text do, and not as cells or labels.

    Of several columns, the one with most lines is judged.
    """
    edge, _ = Counter(round(strip.left / 4) for strip in side).most_common(1)[0]
    column = [strip for strip in side if abs(strip.left - 4.0 * edge) <= _INDENT * strip.size]
    if len(column) < _FEWEST_LINES:
        return False
    measure = sorted(strip.right for strip in column)[int(0.9 * (len(column) - 1))] - 4.0 * edge
    if median(strip.right - strip.left for strip in column) < _FILLED * measure:
        return False
    if median(strip.length for strip in column) < _FEWEST_CHARS:
        return False
    steps = [after.baseline - before.baseline for before, after in pairwise(column)]
    usual = median(steps)
    return sum(step <= _FOLLOWING * usual for step in steps) >= _FLOWING * len(steps)


def _are_cells(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    """Whether the blocks on both sides begin on the same lines, as the cells of a table's rows do."""
    sides = [_block_starts([piece.baseline for piece in side]) for side in (left, right)]
    shared = sum(any(abs(y - other) <= _SAME_ROW for other in sides[1]) for y in sides[0])
    return shared >= _FEWEST_ROWS and shared >= _MOST_ROWS * min(map(len, sides))


def _block_starts(baselines: Sequence[float]) -> list[float]:
    """Return the baselines, top to bottom, that stand farther below the one before than most do, and the first."""
    usual = median(after - before for before, after in pairwise(baselines))
    return [baselines[0], *(after for before, after in pairwise(baselines) if after - before > _BLOCK_GAP * usual)]


def _joined(line: Sequence[Strip], column: int) -> tuple[str, Layout]:
    """Return the pieces of a line as one line, with a space between two, or a tab where the gap is as wide as one."""
    pieces = [piece for strip in line for piece in strip.pieces]
    base = max(pieces, key=lambda piece: len(piece.text) * piece.size)
    texts: list[str] = []
    edges = array("f")
    fonts: list[FontRun] = []
    for piece in pieces:
        if texts:
            # The right edge of the piece before is the left edge of the space.
            texts.append("\t" if piece.box.x0 - edges[-1] > _TAB * piece.size else " ")
            fonts[-1] = fonts[-1]._replace(length=fonts[-1].length + 1)
        texts.append(piece.text)
        edges.extend(piece.edges)
        raised = base.baseline - piece.baseline
        fonts += (run._replace(rise=run.rise + raised) for run in piece.fonts)
    box = Box(
        min(p.box.x0 for p in pieces),
        min(p.box.top for p in pieces),
        max(p.box.x1 for p in pieces),
        max(p.box.bottom for p in pieces),
    )
    return "".join(texts), Layout(box, base.baseline, edges, tuple(fonts), column)

"""Find what stands beside the text: boxes with a frame around them or on a ground of their own, and side columns."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from outsider_etl.document import Box, Page
from outsider_etl.structure.layout.setting import same_size
from outsider_etl.structure.layout.typography import PrintedLine, body_size

# Sides of one frame end within so many points of each other; a frame is at least so high.
_CLOSE = 3.0
_LOWEST = 20.0
_LOWEST_GROUND = 24.0
_STRIPES = 3
# A frame around most of a page's lines is a border of the page.
_MOST = 0.7
_MOST_RULINGS = 2000
# A title has so many lines, in type larger than the text by this.
_LONGEST_TITLE = 3
_LARGER = 1.2
# A side column is so narrow beside the page's widest column, and holds so little of its text.
_SIDE_WIDTH = 0.5
_SIDE_SHARE = 0.3


def rulings_of(pages: Sequence[Page]) -> dict[int | None, Sequence[Box]]:
    """Return the rules on each page, none for a page with so many that they make a drawing."""
    return {page.number: page.rulings if len(page.rulings) <= _MOST_RULINGS else () for page in pages}


def _find_asides(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> list[int]:
    """Return for each line 0 where it is of the running text, else the number of the box or side column it is in."""
    rulings = rulings_of(pages)
    painted = {page.number: _grounds(page) for page in pages}
    found: list[int] = []
    count = 0
    size = body_size(lines)
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        frames = [*_frames(rulings.get(page, ())), *painted.get(page, ())]
        frames = [frame for frame in frames if _is_box(frame, on_page, size)]
        sides = _side_columns(on_page)
        numbers: dict[Box | int, int] = {}
        for line in on_page:
            home = _innermost(line, frames) or (line.layout.column if line.layout.column in sides else None)
            if home is None:
                found.append(0)
                continue
            if home not in numbers:
                count += 1
                numbers[home] = count
            found.append(numbers[home])
    return found


def with_boxes_whole(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> tuple[list[PrintedLine], list[int]]:
    """Return the lines, those of each box where its first one is, and for each 0 or the number of what it stands in.

    Text beside a box may stand on the same rows; 0 is the running text, and boxes and side columns are numbered.
    """
    asides = _find_asides(lines, pages)
    first: dict[int, int] = {}
    for index, aside in enumerate(asides):
        first.setdefault(aside, index)
    places = [first[aside] if aside else index for index, aside in enumerate(asides)]
    order = sorted(range(len(lines)), key=places.__getitem__)
    return [lines[index] for index in order], [asides[index] for index in order]


def _grounds(page: Page) -> list[Box]:
    """Return the painted areas of a page that may be boxes: higher than a line, and no stripes of a table."""
    if len(page.painted) > _MOST_RULINGS:
        return []
    alike = Counter((round(box.x0), round(box.x1)) for box in page.painted)
    return [
        box
        for box in page.painted
        if box.bottom - box.top >= _LOWEST_GROUND and alike[round(box.x0), round(box.x1)] < _STRIPES
    ]


def _frames(rulings: Sequence[Box]) -> Iterator[Box]:
    """Yield the rectangles that two upright rules of one height and two level ones make."""
    upright: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for rule in rulings:
        if rule.bottom - rule.top >= max(_LOWEST, rule.x1 - rule.x0):
            upright[round(rule.top / _CLOSE), round(rule.bottom / _CLOSE)].append(rule)
    level: dict[int, list[Box]] = defaultdict(list)
    for rule in rulings:
        if rule.x1 - rule.x0 > rule.bottom - rule.top:
            level[round(rule.top / _CLOSE)].append(rule)
    for sides in upright.values():
        left, right = min(sides), max(sides, key=lambda rule: rule.x1)
        frame = Box(left.x0, left.top, right.x1, left.bottom)
        if all(_has_side(level, frame, y) for y in (frame.top, frame.bottom)):
            yield frame


def _has_side(level: Mapping[int, Sequence[Box]], frame: Box, y: float) -> bool:
    """Whether a level rule runs along a frame at the height `y`; `level` are the rules by their height."""
    cell = round(y / _CLOSE)
    return any(
        rule.x0 <= frame.x0 + 2 * _CLOSE and rule.x1 >= frame.x1 - 2 * _CLOSE
        for near in (cell - 1, cell, cell + 1)
        for rule in level.get(near, ())
    )


def _is_box(frame: Box, lines: Sequence[PrintedLine], size: float) -> bool:
    """Whether a frame holds some of a page's lines; a band under a title, in type larger than the text's, is no box."""
    inside = [line for line in lines if _holds(frame, line)]
    title = len(inside) <= _LONGEST_TITLE and all(line.size > _LARGER * size for line in inside)
    return not title and len(inside) <= _MOST * len(lines)


def _holds(frame: Box, line: PrintedLine) -> bool:
    box = line.layout.box
    return (
        frame.x0 <= (box.x0 + box.x1) / 2 <= frame.x1
        and frame.top <= line.layout.baseline <= frame.bottom
        and box.x0 >= frame.x0 - _CLOSE
    )


def _innermost(line: PrintedLine, frames: Sequence[Box]) -> Box | None:
    holding = [frame for frame in frames if _holds(frame, line)]
    return min(holding, key=lambda frame: frame.bottom - frame.top, default=None)


def _side_columns(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """Return the columns of a page that hold little beside others, and are narrow or set in a type of their own."""
    columns: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        columns[line.layout.column].append(line)
    if len(columns) < 2:
        return frozenset()
    widths = {
        column: max(line.layout.box.x1 for line in own) - min(line.layout.box.x0 for line in own)
        for column, own in columns.items()
    }
    sizes = {column: body_size(own) for column, own in columns.items()}
    usual = body_size(lines)
    total = sum(len(line.text) for line in lines)

    def is_side(column: int, other: int) -> bool:
        of_its_own = same_size(sizes[other], usual) and not same_size(sizes[column], usual)
        return of_its_own or widths[column] < _SIDE_WIDTH * widths[other]

    return frozenset(
        column
        for column, own in columns.items()
        if sum(len(line.text) for line in own) < _SIDE_SHARE * total
        and any(is_side(column, other) and _beside(own, columns[other]) for other in columns if other != column)
    )


def _beside(column: Sequence[PrintedLine], other: Sequence[PrintedLine]) -> bool:
    """Whether a column stands at the side of another, and not above or below it."""
    top, bottom = column[0].layout.baseline, column[-1].layout.baseline
    return any(top <= line.layout.baseline <= bottom for line in other)

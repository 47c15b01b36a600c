"""Measure how a document is set: its type, the margins of its columns, its leading, and how it marks paragraphs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.typography import PrintedLine, body_size, family

# In type sizes: lines this near start alike, type this near is of one size, and steps between lines vary by this.
ALIGNED = 0.35
_ALIKE = 0.04
_UNEVEN = 0.12
# A line ends short of a justified column's margin from so many type sizes on.
_SHORT = 0.5
_SPACE = 0.25
_DEEPEST_INDENT = 5.0
# Lines further apart than this many usual steps are not of one paragraph.
_APART = 1.5
_JUSTIFIED_SHARE = 0.4
_MEASURE_QUANTILE = 0.97
_STEP_QUANTILE = 0.95
_FEWEST_LINES = 6
_FEWEST_STEPS = 3
_HEADING_STEP = 1.5

ColumnKey = tuple[int, int]


class Column(NamedTuple):
    """The margins of a column in points, whether lines are stretched to the right one, and its usual type size."""

    left: float
    right: float
    justified: bool
    size: float


@dataclass(frozen=True)
class Setting:
    """How the text of a document is set.

    `size` is its type size in points. `columns` are by page and column. `steps` are the largest distances between two
    baselines of one paragraph, by type size to half a point. `indented` says that paragraphs begin with an indent.
    `family` is the family of type that most of the text is set in.
    """

    size: float
    family: str
    columns: Mapping[ColumnKey, Column]
    steps: Mapping[float, float]
    indented: bool

    def column(self, line: PrintedLine) -> Column:
        """Return the column that a line stands in."""
        return self.columns[key_of(line)]

    def parted(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Whether two lines of a column stand further apart than lines of one paragraph do."""
        step = line.layout.baseline - above.layout.baseline
        size = max(line.size, above.size)
        return not 0 < step <= self.steps.get(_half(size), size * max(_HEADING_STEP, self._usual_step()))

    def _usual_step(self) -> float:
        return self.steps.get(_half(self.size), 0.0) / self.size if self.size else 0.0

    def is_short(self, above: PrintedLine, line: PrintedLine, right: float) -> bool:
        """Whether `above` ends so far from the margin at `right` that the first word of `line` had room on it."""
        if self.column(above).justified:
            return right - above.layout.box.x1 > _SHORT * above.size
        return has_room(above, line, right)


def measure_setting(lines: Sequence[PrintedLine]) -> Setting:
    """Return how the document of these lines of running text is set."""
    size = body_size(lines)
    steps = _steps(lines)
    columns = _columns(lines, size)
    setting = Setting(size, _usual_family(lines, size), columns, steps, indented=False)
    return replace(setting, indented=_is_indented(lines, setting))


def _usual_family(lines: Sequence[PrintedLine], size: float) -> str:
    lengths: Counter[str] = Counter()
    for line in lines:
        if same_size(line.size, size):
            lengths[family(line.layout)] += len(line.text)
    return max(lengths, key=lambda name: (lengths[name], name), default="")


def has_room(above: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether the first word of `line` would have stood on the line above it, before the margin at `right`."""
    return right - above.layout.box.x1 > _first_word_width(line)


def key_of(line: PrintedLine) -> ColumnKey:
    """Return the page and the column that a line stands in."""
    return line.page, line.layout.column


def same_size(a: float, b: float) -> bool:
    """Whether two type sizes are one but for rounding."""
    return abs(a - b) <= _ALIKE * max(a, b)


def _half(size: float) -> float:
    return round(2 * size) / 2


def _first_word_width(line: PrintedLine) -> float:
    """Return how wide the first word of a line is with a space, which is as wide as the one behind it."""
    words = line.text.value.split(maxsplit=1)
    edges = line.layout.edges
    if len(words) < 2 or len(edges) <= len(words[0]) + 1:
        return edges[-1] - edges[0] + _SPACE * line.size
    return edges[len(words[0]) + 1] - edges[0]


def neighbours(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the pairs of lines of one size that stand under each other in a column."""
    for above, line in pairwise(lines):
        if key_of(above) == key_of(line) and same_size(above.size, line.size):
            yield above, line


def _steps(lines: Sequence[PrintedLine]) -> dict[float, float]:
    """Return the largest step between two lines of a paragraph by type size, from lines that surely are of one."""
    sure: dict[float, list[float]] = defaultdict(list)
    for above, line in neighbours(lines):
        step = line.layout.baseline - above.layout.baseline
        if step > 0 and line.text.value[:1].islower() and not ends_sentence(above.text.value):
            sure[_half(line.size)].append(step)
    limits = {}
    for size, steps in sure.items():
        if len(steps) >= _FEWEST_STEPS:
            usual = median(steps)
            near = sorted(step for step in steps if step <= _APART * usual)
            limits[size] = near[int(_STEP_QUANTILE * (len(near) - 1))] + _UNEVEN * size
    return limits


def _columns(lines: Sequence[PrintedLine], size: float) -> dict[ColumnKey, Column]:
    # A side text stands between the lines of the column beside it.
    groups: dict[ColumnKey, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        groups[key_of(line)].append(line)
    starts: Counter[tuple[bool, int]] = Counter()
    for line in lines:
        if same_size(line.size, size):
            starts[line.page % 2 == 0, round(line.layout.box.x0)] += 1

    lefts = {}
    ends: dict[int, list[float]] = defaultdict(list)
    for key, group in groups.items():
        even = key[0] % 2 == 0
        edges = Counter(round(line.layout.box.x0) for line in group)
        place = max((starts[even, x], count, -x) for x, count in edges.items())[2] * -1
        lefts[key] = min(line.layout.box.x0 for line in group if round(line.layout.box.x0) == place)
        ends[round(place / 2)] += [line.layout.box.x1 for line in group]
    columns = {}
    for key, group in groups.items():
        own = [line.layout.box.x1 for line in group]
        enough = own if len(own) >= _FEWEST_LINES else ends[round(round(lefts[key]) / 2)]
        right, justified = _right_margin(enough)
        columns[key] = Column(lefts[key], right, justified, body_size(group))
    return columns


def _right_margin(ends: Sequence[float]) -> tuple[float, bool]:
    """Return where lines end that are full, and whether most of them end just there."""
    counts = Counter(map(round, ends))
    place = max(counts, key=lambda x: (counts[x] + counts[x - 1] + counts[x + 1], x))
    if counts[place] + counts[place - 1] + counts[place + 1] >= _JUSTIFIED_SHARE * len(ends):
        return max(end for end in ends if abs(round(end) - place) <= 1), True
    ordered = sorted(ends)
    return ordered[round(_MEASURE_QUANTILE * (len(ordered) - 1))], False


def _is_indented(lines: Sequence[PrintedLine], setting: Setting) -> bool:
    """Whether more paragraphs begin with an indent than flush left under more space than lines have."""
    indented = flush = 0
    for above, line in neighbours(lines):
        left = setting.column(line).left
        depth = (line.layout.box.x0 - left) / line.size
        if not same_size(line.size, setting.size) or not ends_sentence(above.text.value):
            continue
        if ALIGNED < depth < _DEEPEST_INDENT and above.layout.box.x0 < left + ALIGNED * line.size:
            indented += 1
        elif abs(depth) <= ALIGNED and setting.parted(above, line):
            flush += 1
    return indented > flush

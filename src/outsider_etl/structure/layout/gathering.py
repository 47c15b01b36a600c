"""Gather printed lines into blocks: lines that were set as one, parted by space, indents, short lines and type."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsider_etl.document import FontRun, PassageKind
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.forms import (
    begins_caption,
    begins_item,
    is_formula,
    is_listing,
)
from outsider_etl.structure.layout.items import counts_on, is_attribution, opens_item, opens_unmarked_item, text_left
from outsider_etl.structure.layout.setting import ALIGNED, Setting, key_of, same_size
from outsider_etl.structure.layout.typography import PrintedLine, is_bold, is_italic, spans

_LONGEST_DISPLAY = 4
_DROP_CAP = 1.6
_LONGEST_INITIAL = 4
_LABEL = 0.85
# Type larger than that of the text by this much is that of titles.
_DISPLAY = 1.08
# A title in the middle has this share of the measure on both sides.
_MIDDLE = 0.15


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """Lines that were set as one block.

    `aside` says that it stands in a box or a side column. `apart` says that more space than between lines is above it.
    """

    lines: tuple[PrintedLine, ...]
    kind: PassageKind = "paragraph"
    level: int | None = None
    aside: bool = False
    apart: bool = True

    @property
    def value(self) -> str:
        """The block's text as it stands in the source, lines joined by spaces."""
        return " ".join(line.text.value.strip() for line in self.lines)

    @property
    def first(self) -> PrintedLine:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> PrintedLine:
        """Its last line."""
        return self.lines[-1]

    @property
    def left(self) -> float:
        """Where its leftmost line begins, in points."""
        return min(line.layout.box.x0 for line in self.lines)

    @property
    def right(self) -> float:
        """Where its longest line ends, in points."""
        return max(line.layout.box.x1 for line in self.lines)

    @property
    def size(self) -> float:
        """The type size of its first line, in points; small capitals count as what they are beside."""
        largest = max(run.size for run in self.first.layout.fonts)
        capitals = self.first.text.value.isupper() and largest <= _DROP_CAP * self.first.size
        return largest if capitals else self.first.size


def gather(lines: Sequence[PrintedLine], setting: Setting) -> list[PrintedBlock]:
    """Return the blocks of lines that stand in one box or outside all boxes."""
    blocks: list[PrintedBlock] = []
    for stack in _cut(lines, setting):
        above = blocks[-1].last if blocks else None
        apart = above is None or key_of(above) != key_of(stack[0]) or setting.parted(above, stack[0])
        for index, block in enumerate(_blocks_of(stack, setting)):
            blocks.append(PrintedBlock(tuple(block), apart=apart and index == 0))
    return blocks


def _cut(lines: Iterable[PrintedLine], setting: Setting) -> Iterator[list[PrintedLine]]:
    """Yield the runs of lines that place, type, and the marks of items part."""
    run: list[PrintedLine] = []
    for line in lines:
        if run and (_is_parted(run[-1], line, setting) or counts_on(run, line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_parted(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether place or type part two lines, whatever they say."""
    if (key_of(above) != key_of(line) and not _is_title_over(above, line, setting)) or setting.parted(above, line):
        return True
    if begins_caption(line.text.value) and ends_sentence(above.text.value):
        return True
    if _is_displayed(above, setting) != _is_displayed(line, setting):
        return True
    moved = abs(line.layout.box.x0 - above.layout.box.x0) > ALIGNED * line.size
    if moved and _is_in_middle(above, setting) and _reaches_margin(line, setting):
        return True
    return _changes_type(above, line, setting) or opens_item(above, line, setting)


def _is_title_over(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether a line over columns is a title that goes on in the first line of one, which is set as large."""
    return (
        above.page == line.page
        and above.size > setting.size * _DISPLAY
        and same_size(above.size, line.size)
        and abs(above.layout.box.x0 - line.layout.box.x0) <= ALIGNED * line.size
    )


def _is_displayed(line: PrintedLine, setting: Setting) -> bool:
    """Whether a line is a formula set apart from the text."""
    return is_formula(line.text.value) and line.layout.box.x0 > setting.column(line).left + ALIGNED * line.size


def _is_in_middle(line: PrintedLine, setting: Setting) -> bool:
    """Whether a line stands in the middle of its column, far from both margins, as a title does."""
    column, box = setting.column(line), line.layout.box
    left, right = box.x0 - column.left, column.right - box.x1
    centred = abs(left - right) <= 2 * ALIGNED * line.size and min(left, right) > _MIDDLE * (column.right - column.left)
    return centred and not begins_item(line.text.value)


def _reaches_margin(line: PrintedLine, setting: Setting) -> bool:
    """Whether a line begins or ends at a margin of its column."""
    column, box = setting.column(line), line.layout.box
    return min(box.x0 - column.left, column.right - box.x1) <= ALIGNED * line.size


def _changes_type(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether the type changes between two lines, and not only for some words that happen to end a line."""
    if not (_has_size(above, line.size) or _has_size(line, above.size)):
        return True
    before, after = _ends(above)[1], _ends(line)[0]
    if is_bold(before.font) != is_bold(after.font):
        return is_whole(above, is_bold) or (is_whole(line, is_bold) and not is_bold(before.font))
    if is_italic(before.font) != is_italic(after.font) and (is_whole(above, is_italic) or is_whole(line, is_italic)):
        return setting.is_short(above, line, setting.column(above).right)
    return _changes_case(above, line) and setting.is_short(above, line, setting.column(above).right)


def _changes_case(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether one of two lines is set in capitals, and is not only an acronym that stands alone on it."""
    values = above.text.value.strip(), line.text.value.strip()
    capitals = [value.isupper() for value in values]
    return capitals[0] != capitals[1] and " " in values[capitals.index(True)]


def _has_size(line: PrintedLine, size: float) -> bool:
    """Whether some words of a line are of a type size."""
    return any(run.length > 1 and same_size(run.size, size) and run.rise == 0 for run in line.layout.fonts)


def _ends(line: PrintedLine) -> tuple[FontRun, FontRun]:
    """Return how the first and the last characters of a line are printed, raised ones and spaces left aside."""
    runs = [span.font for span in spans(line.layout) if span.font.size > 0.85 * line.size] or list(line.layout.fonts)
    return runs[0], runs[-1]


def is_whole(line: PrintedLine, has: Callable[[str], bool]) -> bool:
    """Whether a line is set in fonts of a kind throughout, single characters left aside."""
    return all(has(run.font) for run in line.layout.fonts if run.length > 1 or len(line.layout.fonts) == 1)


def _blocks_of(stack: Sequence[PrintedLine], setting: Setting) -> Iterator[list[PrintedLine]]:
    """Yield the blocks of a stack of lines that only indents and short lines part."""
    title = len(stack) <= _LONGEST_DISPLAY and (_is_display(stack, setting) or _is_centred(stack, setting))
    if title or all(is_listing(line, setting) for line in stack):
        yield list(stack)
        return
    lefts = _lefts(stack)
    outer = min(lefts) + ALIGNED * stack[0].size
    inner = [left > outer for left in lefts]
    right = _right(stack, setting)
    ended = [False, *(_may_end(above, line, right, setting) for above, line in pairwise(stack))]
    broken = Counter(inner[i] - inner[i - 1] for i in range(1, len(stack)) if not ended[i])
    hanging = broken[1] > broken[-1]
    item = begins_item(stack[0].text.value)
    first = 0
    for i in range(1, len(stack)):
        if opens_unmarked_item(stack[i - 1], stack[i], setting):
            yield list(stack[first:i])
            first = i
            continue
        moved = inner[i] - inner[i - 1]
        short = setting.is_short(stack[i - 1], stack[i], right)
        if moved and hanging:
            parted = moved < 0
        elif moved < 0:
            # What is indented in one line only is the beginning of a paragraph, unless it ends there.
            parted = ended[i] and (short or i - first > 1) and (item or ends_sentence(stack[i - 1].text.value))
        else:
            parted = moved > 0 or (
                ended[i] and short and (inner[i] > hanging or ends_sentence(stack[i - 1].text.value))
            )
        if parted and not is_attribution(stack[i - 1], stack[i], lefts[i - 1]):
            yield list(stack[first:i])
            first = i
    yield list(stack[first:])


def _lefts(stack: Sequence[PrintedLine]) -> list[float]:
    """Return where the text of each line begins, in points, beside a drop cap where that is."""
    lefts = [stack[0].layout.box.x0]
    for line in stack[1:]:
        # Where a line begins with a label in smaller type, such as of what was blackened, its text does not.
        labelled = line.layout.fonts[0].size < _LABEL * line.size and line.layout.fonts[0].length > _LONGEST_INITIAL
        lefts.append(lefts[-1] if labelled else line.layout.box.x0)
    initial = stack[0].layout.fonts[0]
    if initial.length < _LONGEST_INITIAL and initial.size > _DROP_CAP * stack[0].size:
        beside = [line.layout.baseline - stack[0].layout.baseline < initial.size for line in stack]
        return [lefts[0] if near else left for near, left in zip(beside, lefts, strict=True)]
    return [text_left(stack[0]), *lefts[1:]]


def _may_end(above: PrintedLine, line: PrintedLine, right: float, setting: Setting) -> bool:
    """Whether a paragraph may end with `above` by what the lines say: not in the middle of a sentence."""
    if line.text.value[:1].islower():
        return False
    return ends_sentence(above.text.value) or setting.is_short(above, line, right)


def _is_display(stack: Sequence[PrintedLine], setting: Setting) -> bool:
    """Whether lines are set as titles are: larger than the text, or in bold throughout."""
    return stack[0].size > setting.size * _DISPLAY or all(is_whole(line, is_bold) for line in stack)


def _is_centred(stack: Sequence[PrintedLine], setting: Setting) -> bool:
    """Whether the lines stand in the middle of their column, and at least one of them not at its margins."""
    column = setting.column(stack[0])
    away = [
        (line.layout.box.x0 - column.left, column.right - line.layout.box.x1, line.size * ALIGNED * 2) for line in stack
    ]
    return all(abs(left - right) <= near for left, right, near in away) and any(left > near for left, _, near in away)


def _right(stack: Sequence[PrintedLine], setting: Setting) -> float:
    """Return where the lines of a stack end that are full: those of a quotation before the column's margin."""
    column = setting.column(stack[0])
    left = min(line.layout.box.x0 for line in stack)
    if len(stack) > 2 and left > column.left + ALIGNED * stack[0].size:
        return max(line.layout.box.x1 for line in stack)
    return column.right

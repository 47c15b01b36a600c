"""Find what stands in the margin beside the text of a page: side heads, captions, pull quotes."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from outsider_etl.readers.pdf.strips import Strip

# The text has so many lines at least, of so many characters, that fill its measure; a margin is narrower by so much.
_FEWEST_LINES = 8
_FEWEST_CHARS = 25
_FILLED = 0.55
_NARROW = 0.6
# Where more lines than this share reach into the margin, or are accompanied in it, it is none.
_REACHING = 0.15
_ACCOMPANIED = 0.5
# A word has so many letters; labels have fewer.
_WORD = 5
# Level rules over text and margin alike are those of a table.
_FEWEST_RULES = 3
_REACH = 10.0
# In type sizes: the gap beside the text, the indent of its lines, and the steps within a text in the margin.
_GUTTER = 0.5
_INDENT = 3.0
_STEP = 1.8
_LEVEL = 0.6
# A paragraph begins below a wider step than usual, with an indent, or below a line that ends short of the measure.
_APART = 1.3
_INDENTED = 0.5
_SHORT = 0.15

_Rule = tuple[float, float, float]


class SideText(NamedTuple):
    """The strips of a text in the margin, top to bottom, and the line of the text that begins the paragraph beside."""

    anchor: Strip
    strips: tuple[Strip, ...]


class _Body(NamedTuple):
    """The lines of the text, the indexes of those that begin a paragraph, its edges and its type size."""

    lines: list[Strip]
    starts: list[int]
    left: float
    right: float
    size: float


def find_side_texts(strips: Sequence[Strip], rules: Sequence[_Rule]) -> list[SideText]:
    """Return the texts in the margins of a page, top to bottom; `rules` are its level rules: height, left, right."""
    body = _body_of(strips)
    if body is None:
        return []
    gutter = _GUTTER * body.size
    left = [strip for strip in strips if strip.right <= body.left - gutter]
    right = [strip for strip in strips if strip.left >= body.right + gutter]
    found: list[SideText] = []
    for margin, edge, fewest in ((left, body.left, 1), (right, body.right, 2)):
        if margin and _is_margin(margin, edge, strips, body, rules):
            blocks = [block for block in _blocks(margin) if len(block) >= fewest and _is_text(block)]
            beside = [(block, _count_beside(block, body)) for block in blocks]
            if sum(count for _, count in beside) <= _ACCOMPANIED * len(body.lines):
                found += (SideText(_paragraph_at(block[0], body), tuple(block)) for block, count in beside if count)
    return sorted(found, key=lambda side: side.strips[0].baseline)


def _body_of(strips: Sequence[Strip]) -> _Body | None:
    """Return the lines that begin where most of the page's text does, or None where they are no column of text."""
    if len(strips) < _FEWEST_LINES:
        return None
    weights: Counter[int] = Counter()
    for strip in strips:
        weights[round(strip.left / 2)] += strip.length
    place = max(weights, key=lambda x: (weights[x] + weights[x + 1], -x))
    left, size = 2.0 * place - 1, median(strip.size for strip in strips)
    lines = sorted(
        (strip for strip in strips if left <= strip.left <= left + _INDENT * size), key=lambda strip: strip.baseline
    )
    right = sorted(line.right for line in lines)[int(0.97 * (len(lines) - 1))]
    is_text = len(lines) >= _FEWEST_LINES and median(line.length for line in lines) >= _FEWEST_CHARS
    if not is_text or median(line.right for line in lines) - left < _FILLED * (right - left):
        return None
    usual = median(line.baseline - above.baseline for above, line in pairwise(lines))
    starts = [
        index
        for index, (above, line) in enumerate(pairwise(lines), start=1)
        if line.baseline - above.baseline > _APART * usual
        or line.left - above.left > _INDENTED * size
        or right - above.right > _SHORT * (right - left)
    ]
    return _Body(lines, [0, *starts], left, right, size)


def _is_margin(
    margin: Sequence[Strip], edge: float, strips: Sequence[Strip], body: _Body, rules: Sequence[_Rule]
) -> bool:
    """Whether what stands beyond an edge of the text is narrow, and hardly a line or rule runs through that edge."""
    width = max(abs(edge - x) for strip in margin for x in (strip.left, strip.right))
    if width > _NARROW * (body.right - body.left):
        return False
    reaching = sum(strip.left < edge - _REACH and strip.right > edge + _REACH for strip in strips)
    crossing = sum(x0 < edge - _REACH and x1 > edge + _REACH for _, x0, x1 in rules)
    return reaching <= _REACHING * len(body.lines) and crossing < _FEWEST_RULES


def _blocks(margin: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Yield the lines in a margin that follow each other closely."""
    block: list[Strip] = []
    for strip in sorted(margin, key=lambda strip: strip.baseline):
        if block and strip.baseline - block[-1].baseline > _STEP * max(strip.size, block[-1].size):
            yield block
            block = []
        block.append(strip)
    if block:
        yield block


def _is_text(block: Sequence[Strip]) -> bool:
    """Whether lines in the margin are one under the other, and have the letters of a word and not of a label."""
    letters = sum(char.isalpha() for strip in block for piece in strip.pieces for char in piece.text)
    return letters >= _WORD and all(above.row != strip.row for above, strip in pairwise(block))


def _count_beside(block: Sequence[Strip], body: _Body) -> int:
    """Return how many lines of the text stand beside those of a block."""
    near = _LEVEL * body.size
    first = bisect_left(body.lines, block[0].baseline - near, key=_baseline)
    return bisect_right(body.lines, block[-1].baseline + near, key=_baseline) - first


def _paragraph_at(strip: Strip, body: _Body) -> Strip:
    """Return the line that begins the paragraph beside a strip."""
    beside = bisect_right(body.lines, strip.baseline + _LEVEL * body.size, key=_baseline) - 1
    return body.lines[body.starts[max(0, bisect_right(body.starts, beside) - 1)]]


def _baseline(strip: Strip) -> float:
    return strip.baseline

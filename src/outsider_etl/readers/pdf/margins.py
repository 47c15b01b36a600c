"""Find the numbers that count the lines of a page in its margin."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from outsider_etl.readers.pdf.lines import Piece

# So many numbers, of at most so many digits, the same step apart in count, down so much of the page.
_FEWEST = 5
_MOST_DIGITS = 3
_REGULAR = 1.5
_COVERED = 0.7
# In points: how far the right or left edges of the numbers may lie apart.
_ALIGNED = 4.0


def line_numbers(rows: Sequence[Sequence[Piece]]) -> frozenset[int]:
    """Return the ids of the pieces that count the lines of the page, left or right of all its text."""
    filled = [sorted(row, key=lambda piece: piece.box.x0) for row in rows if row]
    for place in (0, -1):
        numbers = [row[place] for row in filled if _is_number(row[place].text)]
        others = [piece for row in filled for piece in row if not _is_number(piece.text)]
        if len(numbers) >= _FEWEST and others and _counts_lines(numbers, others):
            return frozenset(map(id, numbers))
    return frozenset()


def _is_number(text: str) -> bool:
    return len(text) <= _MOST_DIGITS and text.isdecimal()


def _counts_lines(numbers: Sequence[Piece], others: Sequence[Piece]) -> bool:
    steps = {int(after.text) - int(before.text) for before, after in pairwise(numbers)}
    if len(steps) != 1 or steps == {0} or min(steps) < 0:
        return False
    if min(_spread([n.box.x0 for n in numbers]), _spread([n.box.x1 for n in numbers])) > _ALIGNED:
        return False
    left, right = min(n.box.x0 for n in numbers), max(n.box.x1 for n in numbers)
    if any(piece.box.x0 < right and piece.box.x1 > left for piece in others):
        return False
    distances = [after.baseline - before.baseline for before, after in pairwise(numbers)]
    height = _spread([piece.baseline for piece in others])
    return max(distances) <= _REGULAR * median(distances) and sum(distances) >= _COVERED * height


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values)

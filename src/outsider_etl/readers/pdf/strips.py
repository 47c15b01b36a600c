"""Take the pieces of lines that stand together as one strip: a label and the text that hangs behind it."""

import re
import string
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from outsider_etl.readers.pdf.lines import Piece

# A label of a list's item or of a note, and the widest gap behind it, in type sizes.
_LABEL = re.compile(r"[^\w\s]{0,2}(?:\d{1,4}|[A-Za-z]|[ivxlIVXL]{2,6}|[^\w\s])[^\w\s]{0,2}")
_WIDEST_GAP = 3.0
# So many labels of a page begin or end at the same place; of those that are numbers, this share follows the one before.
_FEWEST_LABELS = 3
_COUNTING = 0.5

_Edge = tuple[str, int]


class Strip(NamedTuple):
    """Pieces of one `row` of the page that are never parted; edges, `baseline` and `size` are in points."""

    row: int
    pieces: tuple[Piece, ...]
    left: float
    right: float
    baseline: float
    size: float

    @property
    def length(self) -> int:
        """The number of characters in its pieces."""
        return sum(len(piece.text) for piece in self.pieces)


def strips_of(rows: Sequence[Sequence[Piece]]) -> list[Strip]:
    """Return the strips of a page, given its pieces row by row, from top to bottom."""
    ordered = [sorted(row, key=lambda piece: piece.box.x0) for row in rows]
    series: dict[_Edge, list[str]] = defaultdict(list)
    for row in ordered:
        for at, piece in enumerate(row):
            if _hangs(row, at):
                series["left", round(piece.box.x0)].append(piece.text)
                series["right", round(piece.box.x1)].append(piece.text)
    labels = frozenset(edge for edge, texts in series.items() if _are_labels(texts))
    return [_strip(number, pieces) for number, row in enumerate(ordered) for pieces in _together(row, labels)]


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether texts that begin or end at one edge are labels: numbers count up by one, as those of pages do not."""
    numbers = [int(digits) for text in texts if (digits := text.strip(string.punctuation)).isdecimal()]
    counting = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(texts) >= _FEWEST_LABELS and counting >= _COUNTING * (len(numbers) - 1)


def _strip(row: int, pieces: Sequence[Piece]) -> Strip:
    text = pieces[-1]
    return Strip(row, tuple(pieces), pieces[0].box.x0, max(p.box.x1 for p in pieces), text.baseline, text.size)


def _together(row: Sequence[Piece], labels: frozenset[_Edge]) -> Iterator[Sequence[Piece]]:
    """Yield the pieces of a row, each label that stands at one of the edges of labels with the piece behind it."""
    at = 0
    while at < len(row):
        box = row[at].box
        aligned = ("left", round(box.x0)) in labels or ("right", round(box.x1)) in labels
        count = 2 if aligned and _hangs(row, at) else 1
        yield row[at : at + count]
        at += count


def _hangs(row: Sequence[Piece], at: int) -> bool:
    """Whether a piece looks like the label of the next, and stands nearer to that than to the one before."""
    if at + 1 == len(row) or not _LABEL.fullmatch(row[at].text) or not any(map(str.isalpha, row[at + 1].text)):
        return False
    gap = row[at + 1].box.x0 - row[at].box.x1
    return gap <= _WIDEST_GAP * row[at + 1].size and (at == 0 or gap < row[at].box.x0 - row[at - 1].box.x1)

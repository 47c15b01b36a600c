"""Tell to what width the lines of a text were wrapped, and which of them fill it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from unicodedata import category

from pdfminer.fontmetrics import FONT_METRICS

from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.signs import UNFINISHED

# A text is wrapped where so many of its lines have another right under them, and so many of these go on within a
# sentence; else each line is a paragraph.
_WRAPPED_SHARE = 0.25
_WITHIN_SHARE = 0.1
# Lines of running text are between this share of the measure and all of it.
_RAGGED = 0.85
# A line that the removal of a hyphen joined with the next is longer than this.
_JOINED = 1.3
_LONGER = 1.1
_WIDEST = 1.5
# A line that ends no sentence is running text from this share of the measure on; a shorter one is a heading or a cell.
_RUNNING = 0.7
_SHORT = 0.9
# So many lines that end within a sentence tell how full lines are; a few of them are in other type or beside a figure.
_ENOUGH = 20
_FEW = 0.05
# As many lines that end with a sentence are the last of a paragraph for one within it.
_LAST_LINES = 1.5
# Without them, a line is full where the next word would have passed this share of the measure; it surely breaks off
# where it would not have passed this share of what is full.
_FULL = 0.97
# How wide letters are: all of them alike, or as they are printed.
_ALIKE: Mapping[str, int] = {}
_PRINTED: Mapping[str, int] = FONT_METRICS["Times-Roman"][1]
_OTHER = 500
_INDENT = 450
_SIGNS = ("Mn", "Mc")


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual size of a text's lines, whose letters are as wide as `letters` says.

    Lines within a paragraph are no smaller than `least`, and with the first word of the next line than `filled`;
    what is longer than `longest` was joined of two lines or more.
    """

    letters: Mapping[str, int]
    width: float
    least: float
    filled: float
    longest: float

    def runs(self, line: str) -> bool:
        """Whether a line is as long as running text; a shorter one that ends no sentence is a heading or a cell."""
        return _size(line, self.letters) >= _RUNNING * self.width

    def falls_short(self, line: str) -> bool:
        """Whether a line breaks off before the end of the measure; those of notes, in smaller type, are longer."""
        return _size(line, self.letters) < _SHORT * self.width

    def is_full(self, lines: Sequence[str], following: str) -> bool:
        """Whether the last of `lines` is as long as those within paragraphs, so that the next word had no place there.

        What is longer than the measure is lines that were joined, of which the last one counts. Where the lines above
        are all longer, or all had room for another word, they have a measure of their own.
        """
        *above, size = (_size(line, self.letters) for line in lines)
        *with_word, with_next = map(self._with_first_word, lines, [*lines[1:], following])
        wider = above and self.longest < min(above) <= max(above) < _WIDEST * self.width
        if len(above) > 1 and (wider or max(with_word) < self.filled):
            return with_next > max(above)
        joined = size // self.longest * self.least
        return size - joined >= self.least and with_next - joined >= self.filled

    def breaks_off(self, line: str, following: str) -> bool:
        """Whether the first word of the next line had its place on a line, by the measure and by the next line."""
        return self._with_first_word(line, following) < _FULL * min(self.filled, _size(following, self.letters))

    def _with_first_word(self, line: str, following: str) -> float:
        return _size(line, self.letters) + _first_word(following, self.letters)


def measure(lines: Sequence[BodyLine]) -> Measure | None:
    """Return the measure that the text was wrapped to, or None where it was not wrapped.

    Its letters are as wide as makes the lines' ends agree best.
    """
    filled = [line.text.value for line in lines if not line.blank]
    pairs = [(a.text.value.rstrip(), b.text.value.strip()) for a, b in pairwise(lines) if not a.blank and not b.blank]
    capitals = "".join(filled).isupper()
    within = sum(_is_cut(a, b, capitals) for a, b in pairs)
    if len(pairs) < _WRAPPED_SHARE * len(filled) or within <= _WITHIN_SHARE * len(pairs):
        return None
    _, found = min((_fit(pairs, letters) for letters in (_ALIKE, _PRINTED)), key=itemgetter(0))
    # Where many lines are longer, a few short ones stand together.
    longer = sum(_size(line, found.letters) > _JOINED * found.width for line in filled)
    return found if longer <= _WRAPPED_SHARE * len(filled) else None


def _is_cut(line: str, following: str, capitals: bool) -> bool:
    """Whether a line ends within a sentence, by its own last word or how the next one begins in a text not in capitals.

    Words of many scripts end with the sign of a vowel, which is no letter.
    """
    within = line[-1].isalnum() or line[-1] in ",-" or category(line[-1]) in _SIGNS
    goes_on = within and following[0].isalpha() and (capitals or not following[0].isupper())
    return goes_on or UNFINISHED.search(line) is not None


def _fit(pairs: Sequence[tuple[str, str]], letters: Mapping[str, int]) -> tuple[float, Measure]:
    """Return the measure of lines, each given with the next, if its letters are that wide, and how far it is off.

    It is the usual length of the lines where most lengths crowd: headings and cells are shorter, and a line that a
    hyphen's removal joined with the next is longer.
    """
    sized = [(_size(line, letters), line, following) for line, following in pairs]
    sizes = sorted(size for size, _, _ in sized)
    firsts = [bisect_left(sizes, _RAGGED * size) for size in sizes]
    last = max(range(len(sizes)), key=lambda i: (i + 1 - firsts[i]) * sizes[i])
    width = sizes[(firsts[last] + last) // 2]
    within = [
        (size, size + _first_word(following, letters))
        for size, line, following in sized
        if line[-1].islower() and following[0].islower() and _RUNNING * width <= size <= _JOINED * width
    ]
    if len(within) < _ENOUGH:
        return 1, Measure(letters, width, _RAGGED * width, _FULL * width, _JOINED * width)
    alone, with_next = (sorted(column) for column in zip(*within, strict=True))
    least, filled = _lower_bound(alone, width), _lower_bound(with_next, width)
    most = alone[-1 - int(_FEW * len(within))]
    return (most - filled) / width, Measure(letters, width, least, filled, _LONGER * filled)


def _lower_bound(sizes: Sequence[float], width: float) -> float:
    """Return the size, of those of lines within paragraphs in order, that best parts them from the last lines.

    These have any length up to `width`, so each step of the bound parts as many more of them.
    """
    best = max(range(len(sizes) // 2), key=lambda i: _LAST_LINES * sizes[i] / width - i / len(sizes))
    return sizes[best]


def _first_word(line: str, letters: Mapping[str, int]) -> float:
    return _size(line.split(maxsplit=1)[0], letters) + letters.get(" ", 1)


def _size(line: str, letters: Mapping[str, int]) -> float:
    if not letters:
        return len(line.rstrip())
    bare = line.strip()
    return (len(line.rstrip()) - len(bare)) * _INDENT + sum(letters.get(char, _OTHER) for char in bare)

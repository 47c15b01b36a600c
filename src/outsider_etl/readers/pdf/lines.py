"""Put the glyphs of a page together to pieces of lines: characters with their spaces, edges and fonts."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from outsider_etl.document import Box, FontRun
from outsider_etl.readers.pdf.accents import Placed, compose
from outsider_etl.readers.pdf.glyphs import GlyphRun
from outsider_etl.readers.pdf.rows import gather_rows

# Shares of the type size: letters are kerned by less than a word gap, of which little may be left where a space is
# drawn. Gaps wider than a piece's are judged by what stands above and below them.
_WORD_GAP = 0.1
_SPACE_GAP = 0.03
# Words that are placed one by one may overlap, where a scan's text layer is set in type of another width.
_RUN_GAP = -0.5
_PIECE_GAP = 0.9
# An initial hangs so far below the line that it begins, and stands off its word by less than this.
_HANGING = 0.5
_INITIAL_GAP = 0.35
# Letters are spaced where so many words would be single ones.
_FEWEST_SPACED = 4
# Texts lie on top of each other where so many glyphs are covered by the next one to this share of their width.
_FEWEST_COVERED = 2
_COVERED = 0.5
# The same glyph drawn twice this near makes it bold.
_OVERPRINT = 0.12


class Glyph(NamedTuple):
    """A glyph of a line: its text, its edges, the run it is of, and whether a space is drawn before it."""

    text: str
    left: float
    right: float
    run: GlyphRun
    spaced: bool


@dataclass(slots=True)
class Piece:
    """A part of a line without a wide gap in it.

    `edges` are the left edge of each character, and the right one of the last.
    """

    text: str
    edges: "array[float]"
    fonts: tuple[FontRun, ...]
    baseline: float
    box: Box

    @property
    def size(self) -> float:
        """The type size that most of its characters have, in points."""
        return max(self.fonts, key=lambda run: run.length).size


def make_pieces(runs: Sequence[GlyphRun]) -> list[list[Piece]]:
    """Return the pieces of each line of a page, lines from top to bottom, pieces from left to right."""
    rows = ([_piece(glyphs) for glyphs in _parted(_glyphs(row))] for row in gather_rows(runs))
    return [row for row in rows if row]


def _glyphs(row: Sequence[GlyphRun]) -> list[Glyph]:
    """Return the glyphs of a row from left to right, spaces left out, accents set on their letters.

    Where they lie on top of each other, as two texts do in one place, each run is kept together.
    """
    placed = [
        glyph for run in row for glyph in zip(run.texts, run.lefts, run.rights, [run] * len(run.texts), strict=True)
    ]
    if all(last.rights[-1] <= run.lefts[0] for last, run in pairwise(row)):
        return _without_spaces(placed)
    glyphs = _without_spaces(sorted(placed, key=itemgetter(1)))
    covered = sum((last.right - glyph.left) > _COVERED * (last.right - last.left) for last, glyph in pairwise(glyphs))
    return glyphs if covered < _FEWEST_COVERED else _without_spaces(placed)


def _without_spaces(placed: Sequence[Placed]) -> list[Glyph]:
    glyphs: list[Glyph] = []
    spaced = False
    for text, left, right, run in compose(placed):
        if text == " ":
            spaced = True
            continue
        if not text:
            continue
        if glyphs and text == glyphs[-1].text and abs(left - glyphs[-1].left) < _OVERPRINT * run.size:
            continue
        glyphs.append(Glyph(text, left, right, run, spaced))
        spaced = False
    return glyphs


def _parted(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Yield the glyphs of each piece of a row; where a second text begins over the first, another one begins."""
    start = 0
    for i, (last, glyph) in enumerate(pairwise(glyphs), start=1):
        gap = glyph.left - last.right
        initial = glyph.run.baseline - last.run.baseline > _HANGING * last.run.size
        size = last.run.size if initial else max(glyph.run.size, 0.7 * last.run.size)
        if gap > _PIECE_GAP * size or glyph.left < last.left - glyph.run.size:
            yield glyphs[start:i]
            start = i
    if glyphs:
        yield glyphs[start:]


def _word_starts(glyphs: Sequence[Glyph]) -> list[int]:
    """Return the places of the glyphs that begin a word, but for the first."""
    starts = _wider_than(glyphs, 0.0)
    if len(starts) < _FEWEST_SPACED or 2 * len(starts) < len(glyphs):
        return starts
    letters = [
        (glyph.left - last.right) / glyph.run.size
        for last, glyph in pairwise(glyphs)
        if last.text.isalpha() and glyph.text.isalpha()
    ]
    return starts if len(letters) < _FEWEST_SPACED else _wider_than(glyphs, max(0.0, median(letters)))


def _wider_than(glyphs: Sequence[Glyph], tracking: float) -> list[int]:
    """Return the places of the glyphs before which a gap is wider than letters have that are spaced by `tracking`."""
    return [
        i
        for i, (last, glyph) in enumerate(pairwise(glyphs), start=1)
        if glyph.left - last.right > (tracking + _least_gap(last, glyph)) * min(last.run.size, glyph.run.size)
    ]


def _least_gap(last: Glyph, glyph: Glyph) -> float:
    """Return the gap between two words, as a share of the type size, that begin and end so."""
    if last.run.baseline - glyph.run.baseline > _HANGING * glyph.run.size:
        return _INITIAL_GAP
    if glyph.spaced:
        return _SPACE_GAP if glyph.run is last.run else _RUN_GAP
    return _WORD_GAP


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    """Return the piece that the glyphs make, with a space before each word."""
    runs = list({id(glyph.run): glyph.run for glyph in glyphs}.values())
    base = max(runs, key=lambda run: len(run.texts) * run.size)
    words = [0, *_word_starts(glyphs), len(glyphs)]
    texts: list[str] = []
    edges = array("f")
    owners: list[GlyphRun] = []
    lengths: list[int] = []
    for start, end in pairwise(words):
        if start:
            texts.append(" ")
            edges.append(glyphs[start - 1].right)
            lengths[-1] += 1
        for text, left, right, run, _ in glyphs[start:end]:
            texts.append(text)
            count = len(text)
            edges.extend([left + (right - left) * i / count for i in range(count)] if count > 1 else (left,))
            if owners and run is owners[-1]:
                lengths[-1] += count
            else:
                owners.append(run)
                lengths.append(count)
    edges.append(glyphs[-1].right)
    box = Box(
        x0=glyphs[0].left,
        top=min(run.baseline - run.ascent for run in runs),
        x1=max(glyph.right for glyph in glyphs),
        bottom=max(run.baseline + run.descent for run in runs),
    )
    fonts = [
        FontRun(length, run.font, run.size, base.baseline - run.baseline)
        for run, length in zip(owners, lengths, strict=True)
    ]
    return Piece("".join(texts), edges, tuple(_merged(fonts)), base.baseline, box)


def _merged(fonts: Sequence[FontRun]) -> Iterator[FontRun]:
    """Yield the font runs, those that are printed alike made one."""
    last = fonts[0]
    for run in fonts[1:]:
        if run.font == last.font and abs(run.size - last.size) < 0.05 and abs(run.rise - last.rise) < 0.05:
            last = last._replace(length=last.length + run.length)
        else:
            yield last
            last = run
    yield last

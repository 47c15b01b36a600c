"""Collect what a page shows: runs of glyphs, the rules drawn on it, and what lies under its text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, Point, Rect, apply_matrix_pt

from outsider_etl.document import Box
from outsider_etl.readers.pdf.content import Interpreter
from outsider_etl.readers.pdf.fonts import FontFacts, Fonts
from outsider_etl.readers.pdf.geometry import FARTHEST, bounds_of, quarter_of, upright

# Text of these rendering modes is drawn with no ink, as the text layer under a scan is.
_NO_INK = (3, 7)
_SMALLEST = 2.0
_THICKEST_RULE = 3.0
_SHORTEST_RULE = 10.0
_SMALLEST_DOT, _LARGEST_DOT, _ROUND = 1.0, 12.0, 0.2
# A page has no more glyphs; of more rules and areas than this it makes no odds which are kept.
_MOST_GLYPHS = 1_000_000
_MOST_DRAWN = 100_000
# A page is printed sideways where so many glyphs stand so, and more than stand upright.
_FEWEST_TURNED = 100
# What is white in each colour space; in the others, a colour of its own may be the first one.
_WHITE = {
    **dict.fromkeys(("DeviceGray", "CalGray"), (1,)),
    **dict.fromkeys(("DeviceRGB", "CalRGB"), (1, 1, 1)),
    "DeviceCMYK": (0, 0, 0, 0),
}


@dataclass(slots=True)
class GlyphRun:
    """Glyphs drawn by one operator, left to right: of one font and size, on one baseline.

    `texts` are what each glyph stands for, any number of characters, `lefts` and `rights` its edges. These, `baseline`,
    `ascent` and `descent` (above and below the baseline) and `size` are in points from the page's left and top.
    """

    font: str
    size: float
    baseline: float
    ascent: float
    descent: float
    texts: list[str]
    lefts: list[float]
    rights: list[float]


@dataclass(slots=True)
class PageContent:
    """What a page shows: runs of glyphs in the order they are drawn, rules, and what is no upright ink.

    `size` are width and height in points, of the page as it is read; `quarters` counts the glyphs that run to the
    right, down, upside down and up. `invisible` are runs drawn without ink, `white` those drawn in white; `painted`
    are the areas that white can be seen on, `dots` small marks as wide as they are high. `images` counts the images.
    """

    size: tuple[float, float]
    runs: list[GlyphRun] = field(default_factory=list)
    invisible: list[GlyphRun] = field(default_factory=list)
    white: list[GlyphRun] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    painted: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    quarters: Counter[int] = field(default_factory=Counter)
    images: int = 0


class _Interpreter(Interpreter):
    """An interpreter that tells its device of shadings too."""

    def do_sh(self, name: object) -> None:
        """Paint with a shading, up to the edges of the page for all that is known."""
        if isinstance(self.device, GlyphDevice):
            self.device.shade()


class GlyphDevice(PDFTextDevice):
    """A device for pdfminer's interpreter that keeps of each page what its lines are made of.

    It makes no object for a glyph, which is what most of the time of `page.chars` goes into.
    """

    def __init__(self) -> None:
        self._resources = Fonts()
        super().__init__(self._resources)
        self._content = PageContent((0.0, 0.0))
        self._mode = 0
        self._glyphs = 0
        self._outer: list[Matrix] = []
        # The fonts are kept with what is known of them, since another font may come to have the id of one let go.
        self._fonts: dict[int, tuple[PDFFont, FontFacts]] = {}

    def read(self, page: PDFPage) -> tuple[PageContent, int]:
        """Return what `page` shows, and by how many quarters it was turned left so that most of its text is upright.

        Raises whatever pdfminer does on a broken page.
        """
        content = self._read(page, 0)
        quarter, count = max(content.quarters.items(), key=lambda item: item[1], default=(0, 0))
        if quarter == 0 or count < _FEWEST_TURNED:
            return content, 0
        return self._read(page, quarter), quarter

    def _read(self, page: PDFPage, quarter: int) -> PageContent:
        matrix, size = upright(page, quarter)
        self._content = PageContent(size)
        self._glyphs = 0
        self._outer = []
        _Interpreter(self.rsrcmgr, self).render_contents(page.resources, page.contents, ctm=matrix)
        return self._content

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Remember the system of coordinates that a form or an image stands in."""
        self._outer.append(self._matrix)

    def end_figure(self, name: str) -> None:
        """Return to that system."""
        self.set_ctm(self._outer.pop())

    def shade(self) -> None:
        """Take the whole page for painted."""
        self._paint(Box(0.0, 0.0, *self._content.size))

    def render_image(self, name: str, stream: object) -> None:
        """Keep the place of an image, the unit square of its own system."""
        self._content.images += 1
        self._paint(bounds_of([apply_matrix_pt(self._matrix, point) for point in ((0, 0), (1, 1))]))

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: object, graphicstate: PDFGraphicState
    ) -> None:
        """Note how the string is drawn, and go through its glyphs."""
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)  # type: ignore[arg-type]

    def render_string_vertical(self, seq: PDFTextSeq, matrix: Matrix, pos: Point, *_: object) -> Point:
        """Pass over the glyphs of a vertical script."""
        return pos

    def render_string_horizontal(
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: object,
        graphicstate: PDFGraphicState,
    ) -> Point:
        """Keep the glyphs of a string with their places; return where the next string begins."""
        a, _, c, _, e, _ = matrix
        facts = self._facts(font)
        known = facts.known
        unit = fontsize * scaling
        x, y = pos
        start = x
        origin = c * (y + rise) + e
        texts: list[str] = []
        lefts: list[float] = []
        rights: list[float] = []
        spaced = False
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                spaced = True
            elif isinstance(part, bytes):
                self._glyphs += len(part)
                if self._glyphs > _MOST_GLYPHS:
                    raise PDFException(f"a page has more than {_MOST_GLYPHS:,} glyphs")
                for cid in font.decode(part):
                    if spaced:
                        x += charspace
                    glyph = known.get(cid) or facts.look_up(cid)
                    texts.append(glyph[0])
                    lefts.append(a * x + origin)
                    x += glyph[1] * unit
                    rights.append(a * x + origin)
                    if cid == 32 and wordspace:
                        x += wordspace
                    spaced = True
        if texts:
            self._keep(facts, fontsize, matrix, (start, y + rise), (texts, lefts, rights), graphicstate)
        return x, y

    def _facts(self, font: PDFFont) -> FontFacts:
        found = self._fonts.get(id(font))
        if found is None:
            found = self._fonts[id(font)] = (
                font,
                FontFacts(font, len(self._fonts), self._resources.unnamed.get(font, frozenset())),
            )
        return found[1]

    def _keep(
        self,
        facts: FontFacts,
        fontsize: float,
        matrix: Matrix,
        start: Point,
        glyphs: tuple[list[str], list[float], list[float]],
        state: PDFGraphicState,
    ) -> None:
        """Keep a run of glyphs where they can be seen, and stand upright on the page."""
        a, b, c, d, _, f = matrix
        texts, lefts, rights = glyphs
        content = self._content
        # A negative size in a mirrored system is upright again.
        sign = 1 if fontsize >= 0 else -1
        quarter = quarter_of(sign * a, sign * b, sign * c, sign * d)
        points = abs(fontsize) * hypot(c, d)
        if quarter is None or points < _SMALLEST:
            return
        baseline = b * start[0] + d * start[1] + f
        width, height = content.size
        if not (quarter or (rights[-1] > 0 and lefts[0] < width and 0 < baseline <= height)):
            return
        # What is no number is not within any bounds.
        if not (points <= FARTHEST and min(lefts) >= -FARTHEST and max(rights) <= FARTHEST):
            return
        content.quarters[quarter] += len(texts)
        if quarter:
            return
        ascent, descent, size = facts.extent(points)
        run = GlyphRun(facts.name, size, baseline, ascent, descent, texts, lefts, rights)
        if self._mode in _NO_INK:
            content.invisible.append(run)
        elif _is_white(state):
            content.white.append(run)
        else:
            content.runs.append(run)

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Keep the lines, thin bars and sides of frames of a path as rules, the areas that it paints, and dots."""
        if not stroke and (not fill or _is_white(graphicstate)):
            return
        for points in self._subpaths(path):
            box = bounds_of(points)
            self._dot(box)
            if min(box.x1 - box.x0, box.bottom - box.top) <= _THICKEST_RULE:
                self._rule(box)
                continue
            if fill:
                self._paint(box)
            if stroke:
                for i in range(len(points)):
                    self._rule(bounds_of((points[i - 1], points[i])))

    def _paint(self, box: Box) -> None:
        if len(self._content.painted) < _MOST_DRAWN and _is_near(box):
            self._content.painted.append(box)

    def _dot(self, box: Box) -> None:
        width, height = box.x1 - box.x0, box.bottom - box.top
        is_dot = _SMALLEST_DOT <= width <= _LARGEST_DOT and abs(width - height) <= _ROUND * width
        if is_dot and len(self._content.dots) < _MOST_DRAWN and _is_near(box):
            self._content.dots.append(box)

    def _rule(self, box: Box) -> None:
        width, height = box.x1 - box.x0, box.bottom - box.top
        is_rule = min(width, height) <= _THICKEST_RULE and max(width, height) >= _SHORTEST_RULE
        if is_rule and len(self._content.rulings) < _MOST_DRAWN and _is_near(box):
            self._content.rulings.append(box)

    def _subpaths(self, path: Sequence[PathSegment]) -> Iterator[list[Point]]:
        """Yield the corners of each part of a path, in points from the page's top left corner."""
        points: list[Point] = []
        for segment in path:
            if segment[0] == "m":
                if len(points) > 1:
                    yield points
                points = []
            if len(segment) > 1:
                points.append(apply_matrix_pt(self._matrix, (segment[-2], segment[-1])))
        if len(points) > 1:
            yield points

    @property
    def _matrix(self) -> Matrix:
        return self.ctm or MATRIX_IDENTITY


def _is_near(box: Box) -> bool:
    return all(-FARTHEST <= edge <= FARTHEST for edge in box)


def _is_white(state: PDFGraphicState) -> bool:
    color = state.ncolor
    white = (1, 1, 1) if state.ncs.name == "ICCBased" else _WHITE.get(state.ncs.name)
    return white is not None and (tuple(color) if isinstance(color, (list, tuple)) else (color,)) == white

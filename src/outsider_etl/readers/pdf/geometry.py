"""Turn what a page says of its places to points from its top left corner."""

from collections.abc import Sequence

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Point, Rect

from outsider_etl.document import Box

FARTHEST = 1_000_000.0
"""How far from the corner of a page, in points, there may be something: programs that show PDFs go less far."""

_LETTER = (0.0, 0.0, 612.0, 792.0)
# A baseline that rises or falls by more than this share of its length is that of rotated text.
_SLANT = 0.02


def upright(page: PDFPage, quarter: int = 0) -> tuple[Matrix, tuple[float, float]]:
    """Return the matrix from the page's own system to points from its top left corner, and its width and height.

    The page is what its crop box shows of it, turned as it says itself and then left by `quarter` quarters.
    """
    x0, y0, x1, y1 = _shown(page)
    width, height = x1 - x0, y1 - y0
    match (page.rotate // 90 - quarter) % 4:
        case 0:
            return (1, 0, 0, -1, -x0, y1), (width, height)
        case 1:
            return (0, 1, 1, 0, -y0, -x0), (height, width)
        case 2:
            return (-1, 0, 0, 1, x1, -y0), (width, height)
        case _:
            return (0, -1, -1, 0, y1, x1), (height, width)


def _shown(page: PDFPage) -> Rect:
    """Return what is shown of a page: its crop box, or where that is none its media box, or else a sheet of paper."""
    for box in (page.cropbox, page.mediabox):
        # A box may name any two of its corners that lie across from each other; what is no number is within no bounds.
        (x0, x1), (y0, y1) = sorted(box[::2]), sorted(box[1::2])
        if all(abs(edge) <= FARTHEST for edge in box) and x0 < x1 and y0 < y1:
            return x0, y0, x1, y1
    return _LETTER


def quarter_of(a: float, b: float, c: float, d: float) -> int | None:
    """Return how many quarters right of upright text of this matrix stands; None for a slope or a mirror image."""
    if abs(b) <= _SLANT * abs(a) and a * d < 0:
        return 0 if a > 0 else 2
    if abs(a) <= _SLANT * abs(b) and b * c > 0:
        return 1 if b > 0 else 3
    return None


def bounds_of(points: Sequence[Point]) -> Box:
    """Return the smallest box that holds the points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))

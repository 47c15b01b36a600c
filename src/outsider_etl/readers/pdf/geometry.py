"""Turn what a page says of its places to points from its top left corner."""

from collections.abc import Sequence

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, Point

from outsider_etl.document import Box

# A baseline that rises or falls by more than this share of its length is that of rotated text.
_SLANT = 0.02


def upright(page: PDFPage, quarter: int = 0) -> tuple[Matrix, tuple[float, float]]:
    """Return the matrix from the page's own system to points from its top left corner, and its width and height.

    The page is what its crop box shows of it, turned as it says itself and then left by `quarter` quarters.
    """
    # A box may name any two of its corners that lie across from each other.
    (x0, x1), (y0, y1) = sorted(page.cropbox[::2]), sorted(page.cropbox[1::2])
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

"""Find the addresses that a page's links lead to, and the places they cover."""

from collections.abc import Iterator
from itertools import islice

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, Point, apply_matrix_pt, decode_text

from outsider_etl.document import Box, Link
from outsider_etl.readers.pdf.geometry import FARTHEST

_MOST = 5_000


def links_of(page: PDFPage, matrix: Matrix) -> tuple[Link, ...]:
    """Return the links of a page that lead out of the document; `matrix` is the one that the page is read with.

    Where they are broken there are none: they are no reason not to read the page.
    """
    try:
        return tuple(islice(_links(page, matrix), _MOST))
    except MemoryError:
        raise
    except Exception:  # pdfminer raises whatever comes up where an object is broken
        return ()


def _links(page: PDFPage, matrix: Matrix) -> Iterator[Link]:
    annotations = resolve1(page.annots)
    for reference in annotations[:_MOST] if isinstance(annotations, list) else ():
        annotation = resolve1(reference)
        action = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
        uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
        if not isinstance(uri, (str, bytes)):
            continue
        text = uri if isinstance(uri, str) else decode_text(uri)
        for corners in _areas(annotation):
            xs, ys = zip(*(apply_matrix_pt(matrix, corner) for corner in corners), strict=True)
            yield Link(Box(min(xs), min(ys), max(xs), max(ys)), text.strip())


def _areas(annotation: dict[str, object]) -> Iterator[list[Point]]:
    """Yield the corners of the areas that a link covers: one on each line where it says so, else its rectangle."""
    quads = _numbers(annotation.get("QuadPoints"))
    if quads and len(quads) % 8 == 0:
        for i in range(0, len(quads), 8):
            yield list(zip(quads[i : i + 8 : 2], quads[i + 1 : i + 8 : 2], strict=True))
        return
    rectangle = _numbers(annotation.get("Rect"))
    if len(rectangle) == 4:
        yield [(rectangle[0], rectangle[1]), (rectangle[2], rectangle[3])]


def _numbers(value: object) -> list[float]:
    values = resolve1(value)
    numbers = [resolve1(item) for item in values] if isinstance(values, list) else []
    return [float(number) for number in numbers if isinstance(number, (int, float)) and abs(number) <= FARTHEST]

"""Find the addresses that a page's links lead to, and the places they cover."""

from collections.abc import Iterator

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, apply_matrix_pt, decode_text

from outsider_etl.document import Box, Link

_MOST = 5_000


def links_of(page: PDFPage, matrix: Matrix) -> Iterator[Link]:
    """Yield the links of a page that lead out of the document; `matrix` is the one that the page is read with."""
    annotations = resolve1(page.annots)
    for reference in annotations[:_MOST] if isinstance(annotations, list) else ():
        annotation = resolve1(reference)
        action = resolve1(annotation.get("A")) if isinstance(annotation, dict) else None
        uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
        rectangle = [resolve1(value) for value in resolve1(annotation.get("Rect")) or ()] if uri else []
        if not isinstance(uri, (str, bytes)) or len(rectangle) != 4:
            continue
        text = uri if isinstance(uri, str) else decode_text(uri)
        x0, y0 = apply_matrix_pt(matrix, (rectangle[0], rectangle[1]))
        x1, y1 = apply_matrix_pt(matrix, (rectangle[2], rectangle[3]))
        yield Link(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), text.strip())

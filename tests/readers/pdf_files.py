"""Make small PDFs out of content streams, so that a test can say what stands where on a page."""

from collections.abc import Mapping, Sequence
from itertools import count

WIDTH, HEIGHT = 400, 600


def text(x: float, y: float, words: str, size: float = 10, font: str = "F1") -> str:
    """Return the operators that set `words` with their baseline `y` points below the top of the page."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({escaped}) Tj ET\n"


def lines(x: float, y: float, words: Sequence[str], size: float = 10, leading: float = 12) -> str:
    """Return the operators that set lines of text under each other."""
    return "".join(text(x, y + leading * i, line, size) for i, line in enumerate(words))


def make_pdf(
    *contents: str,
    page: str = "",
    catalog: str = "",
    info: str = "",
    objects: Mapping[int, str] | None = None,
    encoding: str = "latin-1",
) -> bytes:
    """Return a PDF with a page for each content stream, set in Helvetica (F1) and Helvetica-Bold (F2).

    `page`, `catalog` and `info` are entries put into those dictionaries, `objects` further objects by their numbers,
    from 100 on.
    """
    numbers = count(10, 2)
    pages = [(number, number + 1) for number in (next(numbers) for _ in contents)]
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    fonts += "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{number} 0 R' for number, _ in pages)}] >>",
        3: f"<< {info} >>",
        **(objects or {}),
    }
    for (number, stream), content in zip(pages, contents, strict=True):
        bodies[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {stream} 0 R "
            f"/Resources << /Font << {fonts} >> >> {page} >>"
        )
        bodies[stream] = f"<< /Length {len(content.encode(encoding))} >>\nstream\n{content}\nendstream"
    return _file(bodies, encoding)


def _file(bodies: Mapping[int, str], encoding: str) -> bytes:
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n{body}\nendobj\n".encode(encoding)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    data += b"".join(f"{number} 1\n{place:010} 00000 n \n".encode() for number, place in places.items())
    return data + f"trailer\n<< /Size 1000 /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()

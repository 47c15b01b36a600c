"""PDFs with anything anywhere on their pages, and with bytes of them changed."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.fragments import pieces
from tests.readers.pdf_files import lines, make_pdf
from tests.readers.pdf_files import text as set_text

_PDFS = sorted((Path(__file__).parents[1] / "pdfs").glob("*.pdf"))
_PARTS = [
    f" {part} ".encode()
    for part in (
        *"<< >> [ ] ( \\ ) 0 -1 99999999999 R obj endobj stream endstream xref trailer /Kids /Parent /Length".split(),
        *"/FlateDecode /ASCII85Decode /LZWDecode /RunLengthDecode null true nan Tf Tj BT ET q Q cm Do".split(),
        *("/Type /Page", "/Filter", "/Contents 2 0 R", "10 0 R", "/Rotate 90", "/MediaBox [0 0 0 0]", "/Parent 10 0 R"),
    )
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """The operators of a page: lines anywhere, of any size, some of them raised or turned, and drawn lines."""
    made: list[str] = []
    for _ in range(draw(st.integers(0, 8))):
        x, y = draw(st.integers(-20, 420)), draw(st.integers(-20, 620))
        words = draw(pieces).replace("\n", " ").encode("latin-1", "replace").decode("latin-1")
        font = draw(st.sampled_from(["F1", "F2"]))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            made.append(f"{x} {y} {draw(st.integers(-200, 400))} {draw(st.integers(-5, 400))} re f\n")
        elif kind == 1:
            made.append(
                lines(x, y, [words[at : at + 40] for at in range(0, len(words), 40)], leading=draw(st.integers(-3, 20)))
            )
        elif kind == 2:
            made.append(f"q {draw(st.sampled_from(['0 1 -1 0', '-1 0 0 -1', '0 0 0 0', '1 .3 0 1']))} {x} {y} cm\n")
            made.append(set_text(0, 0, words, font=font) + "Q\n")
        else:
            made.append(set_text(x, y, words, draw(st.sampled_from([0, 0.01, 5, 8, 10, 10, 10, 14, 900, -10])), font))
    return "".join(made)


@st.composite
def pdfs(draw: st.DrawFn) -> bytes:
    """Small PDFs, made or those of the tests, with bytes of them changed, left out or doubled."""
    made = draw(st.lists(pages(), min_size=1, max_size=3))
    data = make_pdf(*made) if draw(st.integers(0, 2)) else draw(st.sampled_from(_small_pdfs()))
    for _ in range(draw(st.sampled_from([0, 0, 1, 3, 20]))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 1, 1, 4, 50]))
        put = draw(st.one_of(st.binary(max_size=4), st.sampled_from(_PARTS), st.just(data[at : at + 80])))
        data = data[:at] + put + data[at + length :]
    return data


@cache
def _small_pdfs() -> list[bytes]:
    return [data for path in _PDFS if len(data := path.read_bytes()) < 20_000]

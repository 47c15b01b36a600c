"""The parser of content streams is pdfminer's, in other words."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF, PSException

from outsider_etl.readers import read_pages
from outsider_etl.readers.pdf.content import ContentParser
from tests.readers.pdf_files import make_pdf, text

PIECES = st.one_of(
    st.sampled_from(
        rb"BT ET q Q Tf TJ Tj T* ' \" cm re f* true false null D0 a'b a#b BI ID EI # ! % { } {1}".split()
        + rb"0 -1 +2 3. .5 -.5 --7 +-1 1.2.3 4-5 1e5 - + . -. 12345678901234567890".split()
        + rb"/F1 / /A#20B /F1(a) (abc) (a(b)c) (a\)b) (\101\) () <41> <4> <> <41>> <41 << >> [ ] [] [1".split()
        + [b"/\xe9", b"(\r\n)", b"(\\\r\n)", b"<4 1>", b"<</A 1>>", b"[(a)-250(b)<4142>]", b"[1 2 [3]]", b"[/A 1]"]
        + [b"% a comment\n", b"\x00", b"BI /W 1 /H 1 ID abc EI ", b"BI /F /A85 ID abc~> "]
    ),
    st.binary(max_size=4),
    st.integers(-999, 999).map(lambda number: str(number).encode()),
)
CONTENT = st.lists(st.tuples(PIECES, st.sampled_from([b"", b" ", b"\n"])), max_size=30).map(
    lambda pieces: b"".join(piece + gap for piece, gap in pieces)
)


def objects(parser: PDFContentParser) -> Iterator[Any]:
    """What the parser gives out, streams as what they hold, and last the kind of the error that it ends by."""
    while True:
        try:
            place, found = parser.nextobject()
        except PSEOF:
            return
        except (PSException, AssertionError) as error:
            yield type(error)
            return
        yield place, (found.attrs, found.rawdata) if isinstance(found, PDFStream) else (type(found), found)


def streams(contents: list[bytes]) -> list[PDFStream]:
    return [PDFStream({}, content) for content in contents]


@settings(max_examples=500, deadline=None)
@given(st.lists(CONTENT, min_size=1, max_size=3), st.sampled_from([1, 2, 7, 64, 4096]))
@example([b"1", b"2 [(a)", b"(b)] TJ"], 4096)
@example([b"9" * 5000 + b" 1 [" + b"9" * 5000 + b"] TJ"], 4096)
def test_the_same_objects_come_as_from_pdfminer(contents: list[bytes], size: int) -> None:
    expected = PDFContentParser(streams(contents))
    found = ContentParser(streams(contents))
    expected.BUFSIZ = found.BUFSIZ = size
    assert list(objects(found)) == list(objects(expected))


@pytest.mark.parametrize("piece", [b"[1 ", b"(", b"<4", b"1", b"[(a)1", b"/A", b"[" * 3, b"BI "])
def test_time_does_not_grow_with_the_square(piece: bytes) -> None:
    found = ContentParser(streams([piece * 100_000]))
    started = time.process_time()
    assert len(list(objects(found))) < 200_000
    assert time.process_time() - started < 20  # with the square it would be hours


def test_arguments_that_nothing_takes_cost_no_more_for_their_number() -> None:
    pdf = make_pdf(text(20, 40, "Oslo"), "1 " * 200_000 + "w " * 200_000 + text(20, 40, "Bergen"))
    started = time.process_time()
    assert read_pages(pdf, "a.pdf").text.split() == ["Oslo", "Bergen"]
    assert time.process_time() - started < 20


def test_a_form_that_shows_itself_is_shown_once() -> None:
    resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /X 100 0 R >> >>"
    form = f"{text(20, 40, 'Oslo')} /X Do"
    shown = f"<< /Subtype /Form /BBox [0 0 600 800] {resources} /Length {len(form)} >>\nstream\n{form}\nendstream"
    pdf = make_pdf("/X Do", "", page=resources, objects={100: shown})
    assert read_pages(pdf, "a.pdf").text.split() == ["Oslo"]

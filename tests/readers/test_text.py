import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.readers import read_pages

SENTENCE = "Café owners — “small fry”, says the ministry’s report — paid £3.5 billion in 2019 for their naïve façades."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert read_pages(SENTENCE.encode(encoding), "report.txt").text == SENTENCE


def test_text_in_utf16_without_mark_is_told_from_binary() -> None:
    plain = "There is no accent in this report, and nothing else that helps to tell what it is written in."
    assert read_pages(plain.encode("utf-16-le"), "report.txt").text == plain


def test_text_whose_encoding_was_guessed_says_so() -> None:
    assert read_pages(SENTENCE.encode("cp1252"), "report.txt").warnings == ("encoding not declared; read as cp1252",)
    assert read_pages(SENTENCE.encode(), "report.txt").warnings == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_text_lines_end_in_every_style(line_end: str) -> None:
    source = read_pages(line_end.join(["one", "", "two"]).encode(), "report.txt")
    assert [line.text.value for line in source.pages[0].lines] == ["one", "", "two"]
    last = source.pages[0].lines[2].text
    assert source.text[slice(*last.origin(0, 3))] == "two"


def test_text_form_feeds_end_pages() -> None:
    source = read_pages(b"one\ntwo\fthree", "report.TXT")
    assert [(page.number, [line.text.value for line in page.lines]) for page in source.pages] == [
        (1, ["one", "two"]),
        (2, ["three"]),
    ]
    assert read_pages(b"one", "report.txt").pages[0].number is None


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff".encode(), b"\f\f"])
def test_text_without_any_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match=r"^report\.txt: there is no text"):
        read_pages(data, "report.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 10,
        b"%PDF-1.7\n\x00\x01\x02\x03" + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(range(255, -1, -1)) * 4,
        b"\xff\xfeabc",
        b"\xef\xbb\xbfabc\xff",
    ],
)
def test_text_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^report\.txt: .*(export|suffix)"):
        read_pages(data, "report.txt")


@given(st.binary(max_size=300))
def test_text_of_any_bytes_is_text_or_refused(data: bytes) -> None:
    try:
        source = read_pages(data, "report.txt")
    except (EmptySourceError, UnreadableError):
        return
    lines = [line.text for page in source.pages for line in page.lines if len(line.text)]
    assert all(source.text[slice(*line.origin(0, len(line)))] == line.value for line in lines)


def test_text_of_an_unknown_kind_names_the_kinds() -> None:
    with pytest.raises(UnreadableError, match=r"report\.docx: cannot read this kind of file.*\.txt"):
        read_pages(b"abc", "report.docx")

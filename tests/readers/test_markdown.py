import pytest

from outsider_etl.document import Line
from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.readers import read_pages
from outsider_etl.text import Text


@pytest.mark.parametrize("name", ["report.md", "REPORT.MD", "report.markdown"])
def test_read_markdown_keeps_the_text_as_it_is(name: str) -> None:
    source = read_pages("\ufeff# Aims\r\n\r\nTo *grow*.\n".encode(), name)
    assert source.text == "# Aims\r\n\r\nTo *grow*.\n"
    assert source.media_type == "text/markdown"
    assert source.page_count is None


def test_read_markdown_has_lines_and_no_page_numbers() -> None:
    (page,) = read_pages(b"# Aims\n\fTo grow.", "report.md").pages
    assert page.number is None
    assert page.lines == (Line(Text.of("# Aims")), Line(Text.of("\fTo grow.", 7)))


def test_read_markdown_guesses_an_encoding_and_says_so() -> None:
    source = read_pages("Le marché coûte très cher à l’État.".encode("cp1252"), "report.md")
    assert source.text == "Le marché coûte très cher à l’État."
    assert source.warnings == ("encoding not declared; read as cp1252",)


def test_read_markdown_refuses_what_is_no_text() -> None:
    with pytest.raises(EmptySourceError):
        read_pages(b" \n\n", "report.md")
    with pytest.raises(UnreadableError, match="not a text file"):
        read_pages(bytes(range(1, 32)) * 20, "report.md")

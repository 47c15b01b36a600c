"""The titles that notes stand under, as plain text has them."""

from time import perf_counter

import pytest

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from outsider_etl.structure.signs import BACK_LINK


@pytest.mark.parametrize(
    "title",
    ["Notes", "Notes and references", "Sources & notes", "End notes:", "Einzelnachweise", "Notes du chapitre 2"],
)
def test_what_is_numbered_under_a_title_of_notes_is_notes(title: str) -> None:
    text = f"The board met twice in May and heard them.\n\n{title}\n\n1. Minutes, 1921.\n2. Minutes, 1922.\n3. Ibid.\n"
    document = build_document(read_pages(text.encode(), "report.txt"))
    assert [(note.label, note.passage.text.value) for note in document.footnotes] == [
        ("1", "Minutes, 1921."),
        ("2", "Minutes, 1922."),
        ("3", "Ibid."),
    ]


@pytest.mark.parametrize("title", ["Sources", "Citations", "Sources of growth", "Notes on method", "Notes to readers"])
def test_what_is_numbered_under_another_title_is_a_list(title: str) -> None:
    text = f"The board met twice in May and heard them.\n\n{title}\n\n1. Minutes, 1921.\n2. Minutes, 1922.\n3. Ibid.\n"
    assert build_document(read_pages(text.encode(), "report.txt")).footnotes == ()


@pytest.mark.parametrize("row", ["↑ ", "↩ ", "↩2 ", "↑        "])
def test_a_row_of_arrows_is_read_in_time_that_grows_with_it(row: str) -> None:
    start = perf_counter()
    assert BACK_LINK.search(row * 2_000 + "x") is None
    assert perf_counter() - start < 1

"""The report of raw/ as a PDF, typeset with real footnotes, gives the same tables as its text."""

from pathlib import Path

import pytest

import outsider_etl
from outsider_etl.report import Report

ROOT = Path(__file__).parents[2]
# What a printed page adds, and where things stand in another source.
OF_THE_SOURCE = {
    *("document_id", "source", "media_type", "byte_size", "page_count", "warnings"),
    *("page", "page_start", "page_end", "page_label", "bbox"),
    *("source_start", "source_end", "source_spans"),
}


@pytest.fixture(scope="module")
def text() -> Report:
    return outsider_etl.process(ROOT / "raw" / "the-outsider.txt")


@pytest.fixture(scope="module")
def printed() -> Report:
    return outsider_etl.process(ROOT / "tests" / "pdfs" / "the-outsider.pdf")


def rows(report: Report, name: str) -> list[dict[str, object]]:
    table = report.tables[name]
    return table.drop_columns([column for column in table.column_names if column in OF_THE_SOURCE]).to_pylist()


@pytest.mark.parametrize(
    "name",
    ["documents", "sections", "paragraphs", "footnotes", "organisations", "organisation_mentions", "money", "dates"],
)
def test_pdf_gives_the_same_rows_as_text(text: Report, printed: Report, name: str) -> None:
    assert rows(printed, name) == rows(text, name)


@pytest.mark.parametrize("name", ["organisation_mentions", "money", "dates"])
def test_every_mention_in_a_pdf_has_its_page_and_box(printed: Report, name: str) -> None:
    for row in printed.tables[name].to_pylist():
        assert row["page"] is not None
        box = row["bbox"]
        assert 0 <= box["x0"] < box["x1"] <= 596
        assert 0 <= box["top"] < box["bottom"] <= 842


def test_rejected_is_empty(printed: Report) -> None:
    assert printed.tables["rejected"].num_rows == 0

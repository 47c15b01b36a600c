"""The typeset documents of tests/pdfs: what is read from each is what was set in it.

Each PDF has its expectation beside it; `tests/pdfs/typeset.py` writes both.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from outsider_etl.document import Document, Footnote
from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

FOLDER = Path(__file__).parents[1] / "pdfs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
BODY_KINDS = ("paragraph", "list_item", "block_quote")
CONTEXT = 40

every_document = pytest.mark.parametrize("name", NAMES)


@cache
def read(name: str) -> Document:
    return build_document(read_pages((FOLDER / f"{name}.pdf").read_bytes(), f"{name}.pdf"))


@cache
def expected(name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def before_marker(document: Document, footnote: Footnote) -> str | None:
    if footnote.marker is None:
        return None
    texts = {passage.passage_id: passage.text.value for passage in document.passages()}
    return texts[footnote.marker.passage_id][: footnote.marker.offset][-CONTEXT:]


@every_document
def test_notes_have_their_labels_and_texts(name: str) -> None:
    notes = [(note.label, note.passage.text.value) for note in read(name).footnotes]
    assert notes == [(note["label"], note["text"]) for note in expected(name)["notes"]]


@every_document
def test_markers_are_where_they_were_set(name: str) -> None:
    document = read(name)
    markers = [(note.label, before_marker(document, note)) for note in document.footnotes]
    assert markers == [(note["label"], note["before"]) for note in expected(name)["notes"]]


@every_document
def test_paragraphs_are_whole_and_nothing_else_is_among_them(name: str) -> None:
    boxes = expected(name)["boxes"]
    paragraphs = [(part.kind, part.text.value) for part in read(name).paragraphs if part.kind in BODY_KINDS]
    rest = [(kind, text) for kind, text in paragraphs if text not in boxes]
    assert rest == [(part["kind"], part["text"]) for part in expected(name)["paragraphs"]]


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["boxes"]])
def test_text_of_a_box_is_a_passage_of_its_own(name: str) -> None:
    assert set(expected(name)["boxes"]) <= {part.text.value for part in read(name).paragraphs}


@every_document
def test_headings_have_their_levels(name: str) -> None:
    headings = [(section.level, section.title) for section in read(name).sections]
    assert headings == [(section["level"], section["text"]) for section in expected(name)["headings"]]


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["rows"]])
def test_tables_keep_their_rows(name: str) -> None:
    tables = " ".join(part.text.value for part in read(name).paragraphs if part.kind == "table")
    words = " ".join(re.findall(r"[^\s|;]+", tables))
    assert [row for row in expected(name)["rows"] if " ".join(row) not in words] == []


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["links"]])
def test_text_of_links_stays_in_the_text(name: str) -> None:
    text = read(name).source.text
    assert [link["text"] for link in expected(name)["links"] if link["text"] not in text] == []


def test_furniture_stays_in_the_source_text() -> None:
    text = read("furniture").source.text
    assert {"2 | Upper Valley Board", "Water Papers | 3", "Not for resale"} <= set(text.splitlines())


def test_rotated_and_invisible_text_is_left_out() -> None:
    text = read("furniture").source.text
    assert "Downloaded" not in text
    assert "nobody sees them" not in text


def test_pages_have_their_printed_labels() -> None:
    assert [page.label for page in read("page_labels").source.pages] == ["i", "ii", "1"]


def test_outline_is_read() -> None:
    outline = [(entry.level, entry.title, entry.page) for entry in read("raised_markers").source.outline]
    assert outline == [
        (1, "Sharing Water in the Upper Valley", 1),
        (2, "What the board may do, and what the law of 1974 leaves to the district", 1),
        (2, "What it has done", 2),
    ]


def test_pages_without_text_count_as_pages() -> None:
    source = read("empty_page").source
    assert source.page_count == 4
    assert [bool(page.lines) for page in source.pages] == [True, False, True, False]


def test_font_without_unicode_map_is_read_by_the_names_of_its_glyphs() -> None:
    document = read("no_unicode_map")
    assert document.source.warnings == ()
    assert "A village well is rarely measured. Its owner knows how deep" in " ".join(document.source.text.split())


def test_scanned_document_names_the_extra_that_reads_it() -> None:
    with pytest.raises(EmptySourceError, match="ocr"):
        read("scanned")


def test_document_without_pages_is_empty() -> None:
    with pytest.raises(EmptySourceError, match=r"no_pages\.pdf"):
        read("no_pages")


def test_password_is_asked_for() -> None:
    with pytest.raises(UnreadableError, match="password"):
        read("password")


def test_truncated_document_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match=r"truncated\.pdf"):
        read("truncated")


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["links"]])
def test_links_lead_from_their_text_to_their_addresses(name: str) -> None:
    document = read(name)
    found = [(document.source.text[link.start : link.end].rstrip("."), link.uri) for link in document.links]
    assert set(found) >= {(link["text"], link["url"]) for link in expected(name)["links"]}

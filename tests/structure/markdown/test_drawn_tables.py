import pytest

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document


def build(text: str) -> Document:
    return build_document(read_pages(f"# Report\n\n## Aims\n\n{text}".encode(), "report.md"))


def blocks(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text.value) for p in build(text).paragraphs[2:]]


SIMPLE = """\
Before.

  Year   Sum
  ------ --------
  2019   *\\$3* bn
  2020   4[^1]

  : In dollars

After.

[^1]: An estimate.
"""
HEADLESS = """\
  --- -----
  1   2 m
  3   4
  --- -----
"""
LONG_ROWS = """\
-------------------------
 Year  What it was
 ----- ------------------
 2019  A long
       text

 2020  Short
-------------------------

After.
"""
GRID = """\
+------+---------+
| Year | Sum     |
+======+=========+
| 2019 | 3       |
|      | or 4    |
+------+---------+
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_simple_table_is_one(line_end: str) -> None:
    document = build(SIMPLE.replace("\n", line_end))
    assert [(p.kind, p.text.value) for p in document.paragraphs[2:]] == [
        ("paragraph", "Before."),
        ("table", "Year | Sum\n2019 | $3 bn\n2020 | 4"),
        ("caption", "In dollars"),
        ("paragraph", "After."),
    ]
    table = document.paragraphs[3]
    assert [table.text.value[start:end] for start, end in table.emphasis] == ["$3"]
    (note,) = document.footnotes
    assert note.marker is not None
    assert (note.marker.passage_id, note.marker.offset) == (table.passage_id, len(table.text))


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (HEADLESS, "1 | 2 m\n3 | 4"),
        (LONG_ROWS, "Year | What it was\n2019 | A long\ntext\n2020 | Short"),
        (GRID, "Year | Sum\n2019 | 3\n| or 4"),
    ],
)
def test_other_drawn_tables_are_one(table: str, text: str) -> None:
    assert blocks(table)[0] == ("table", text)


def test_rules_and_headings_are_no_tables() -> None:
    assert blocks("One.\n\n---\n\nTwo.\n\n- - -\n\nThree\n---\n\nFour.\n\n---\n") == [
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("heading", "Three"),
        ("paragraph", "Four."),
    ]

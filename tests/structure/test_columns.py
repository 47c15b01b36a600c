"""Tables in plain text, and what looks like one."""

import time

import pytest

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

PROSE = "The council asked for eight things, and it asked for them in no uncertain terms at all. " * 3


def parts(text: str) -> list[tuple[str, str]]:
    document = build_document(read_pages(f"{PROSE}\n\n{text}\n\n{PROSE}\n".encode(), "report.txt"))
    return [(p.kind, p.text.value) for p in document.paragraphs][1:-1]


def test_rows_whose_cells_stand_under_each_other_are_a_table_with_its_caption_and_remark() -> None:
    table = """\
Table 2
Dues by port

Port                  Let       Dues ($m)

North Harbour         2016            9.4
The Old Quay          2017           14.2
  and its docks
South Harbour         2018            3.1

Source: Water Board, register of ports"""
    rows = """\
Port | Let | Dues ($m)
North Harbour | 2016 | 9.4
The Old Quay | 2017 | 14.2
and its docks
South Harbour | 2018 | 3.1"""
    assert parts(table) == [
        ("caption", "Table 2"),
        ("caption", "Dues by port"),
        ("table", rows),
        ("caption", "Source: Water Board, register of ports"),
    ]


def test_rows_parted_by_tabs_are_a_table() -> None:
    assert parts("Port\tDues\nNorth\t14\nSouth\t9.1") == [("table", "Port | Dues\nNorth | 14\nSouth | 9.1")]


def test_the_names_in_the_first_column_of_a_table_may_be_short_or_end_in_a_colon() -> None:
    rows = "EU        14.2\nUSA       13.1\nUK        12.0\nTotal:    39.3"
    assert parts(rows) == [("table", "EU | 14.2\nUSA | 13.1\nUK | 12.0\nTotal: | 39.3")]


@pytest.mark.parametrize(
    "text",
    [
        "•    Raise dues\n•    Cut rents\n•    Build quays",
        "1.    Raise dues\n2.    Cut rents\n3.    Build quays",
        "1.1\tThe committee met.\n1.2\tIt heard the board.\n1.3\tIt will report again.",
        "Article 1\tThe board is dissolved.\nArticle 2\tIts ships are sold.\nArticle 3\tThe act enters into force.",
        "SMITH      Who paid for the quay?\nJONES      The board paid for it.\nSMITH      And the walls?",
        "From:    Ada Mensah\nTo:    Li Wei\nSubject:    Who pays",
        "Date:    3 May 2019\nTel.:    030 1234\nFax:    030 1235",
        "North     14\n\n\nSouth     15\n\n\nWest     9.1",
        "The   committee   met   again\nin   the   year   before   the   last\nand   heard   whom   it   would",
        "What the boards spend on safety is       A levy on cargo was proposed three\n"
        "hard to say, because the heading has     times in as many years. Each time the\n"
        "changed four times since the act of      users asked what it was for, and each\n"
        "the year before last was passed then.    time the answer was for the harbour.",
        "The board met in      A levy was asked\nMay and heard that    for by the users\nthe quays are     of ports.",
    ],
    ids=[
        "bullets", "numbers", "numbered paragraphs", "articles", "speakers", "fields", "figures in fields", "far apart",
        "justified", "columns of text", "narrow columns of text",
    ],
)  # fmt: skip
def test_what_has_gaps_within_its_lines_may_be_no_table(text: str) -> None:
    assert "table" not in [kind for kind, _ in parts(text)]


@pytest.mark.parametrize(
    "entries",
    [
        "1      Ships      3\n1.1    Aims       4\n2      Dues       12",
        "1\tShips\t3\n1.1\tAims\t4\n2\tDues\t12",
        "Chapter 1     Ships     iv\nChapter 2     Aims      1\nChapter 3     Dues     12",
        "Ships     Ada Mensah     3\nAims      Li Wei         4\nDues      Jo Roe        12",
    ],
    ids=["numbers", "tabs", "chapters", "authors"],
)
def test_contents_in_three_columns_are_no_table(entries: str) -> None:
    assert [kind for kind, _ in parts(f"Contents\n\n{entries}")] == ["toc"] * 4


def test_a_table_that_goes_on_on_the_next_page_is_one_on_both() -> None:
    assert parts("Port     2016    2017\nNorth     9.4     8.1\n\fSouth    14.2    15.0\nWest      3.1     3.2") == [
        ("table", "Port | 2016 | 2017\nNorth | 9.4 | 8.1"),
        ("table", "South | 14.2 | 15.0\nWest | 3.1 | 3.2"),
    ]


def test_every_cell_of_a_table_leads_back_to_its_place() -> None:
    source = f"{PROSE}\n\nPort      Dues     Let\nNorth     14       2016\nSouth     9.1      2017\n\n{PROSE}\n"
    document = build_document(read_pages(source.encode(), "report.txt"))
    table = next(p for p in document.paragraphs if p.kind == "table")
    for cell in ("Port", "Dues", "14", "9.1", "2017"):
        start = table.text.value.index(cell)
        begin, end = table.text.origin(start, start + len(cell))
        assert source[begin:end] == cell


@pytest.mark.parametrize(
    "title", ["Key Findings: Ports and Power", "Source Criticism: How to Read Accounts", "Notes on Method: What We Did"]
)
def test_a_title_with_a_colon_is_no_remark(title: str) -> None:
    assert parts(f"{title}\n\n{PROSE}")[0] == ("heading", title)


def test_a_remark_is_no_heading_and_long_text_under_a_table_no_remark() -> None:
    assert parts(f"Source: Water Board\n\n{PROSE}")[0][0] == "paragraph"
    text = f"Note: {PROSE.strip()}"
    assert parts(f"North     14     15\nSouth     9.1    15\nWest      9.2    16\n\n{text}")[1] == ("paragraph", text)


def test_the_time_of_many_rows_grows_as_they_do() -> None:
    def seconds(rows: int) -> float:
        lines = "\n".join(f"Port {row}      {row}.5      9{row % 7}" for row in range(rows))
        source = read_pages(f"{PROSE}\n\n{lines}\n\n{PROSE}".encode(), "report.txt")
        start = time.process_time()
        build_document(source)
        return time.process_time() - start

    assert seconds(8_000) < 16 * (seconds(2_000) + 0.02)

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from outsider_etl.document import OutlineEntry, SourceText
from outsider_etl.errors import EmptySourceError, TooLargeError, UnreadableError
from outsider_etl.readers import read_pages
from outsider_etl.readers.pdf import reading
from tests.readers.pdf_files import lines, make_pdf, text

PDFS = Path(__file__).parents[1] / "pdfs"
LEFT = [
    "The board met twice in",
    "its first year, and it has",
    "met every month since the",
    "flood of that spring when",
    "the mill was lost.",
]
RIGHT = [
    "No minutes were kept by",
    "its clerks before the war",
    "and few of them are found",
    "in the county archive, or",
    "in any other place.",
]


def read(content: str, **parts: str) -> SourceText:
    return read_pages(make_pdf(content, **parts), "made.pdf")


def values(source: SourceText) -> list[str]:
    return [line.text.value for page in source.pages for line in page.lines]


def test_pdf_source_text_is_its_lines_with_a_form_feed_after_each_page() -> None:
    source = read_pages(make_pdf(text(50, 50, "one") + text(50, 70, "two"), "", text(50, 50, "three")), "made.pdf")

    assert source.text == "one\ntwo\n\f\n\f\nthree\n\f"
    assert (source.media_type, source.page_count) == ("application/pdf", 3)
    assert [source.page_at(source.text.index(word)) for word in ("one", "two", "three")] == [1, 1, 3]


def test_pdf_every_line_stands_for_its_place_in_the_source_text() -> None:
    source = read_pages((PDFS / "two_columns.pdf").read_bytes(), "two_columns.pdf")

    for page in source.pages:
        for line in page.lines:
            start, end = line.text.origin(0, len(line.text))
            assert source.text[start:end] == line.text.value
            assert line.layout is not None
            assert len(line.layout.edges) == len(line.text) + 1
            assert sum(run.length for run in line.layout.fonts) == len(line.text)


def test_pdf_a_range_of_the_source_text_has_a_box() -> None:
    source = read(text(50, 50, "one two three"))
    start = source.text.index("two")
    box = source.bbox([(start, start + 3)])

    # In Helvetica "one " is 1.946 and "two" 1.556 times as wide as the type is high.
    assert box is not None
    assert (box.x0, box.x1) == (69.46, 85.02)
    assert box.top < 50 < box.bottom
    assert source.bbox([(3, 3)]) is None


def test_pdf_the_box_of_a_range_over_lines_holds_them_all_and_stays_on_its_first_page() -> None:
    source = read_pages(make_pdf(text(50, 50, "one") + text(90, 70, "two"), text(50, 500, "three")), "made.pdf")
    box = source.bbox([(0, len(source.text))])

    assert box is not None
    assert box.x0 == 50
    assert box.x1 > 100
    assert box.bottom < 100


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        pytest.param("(one) Tj 12 0 Td (two) Tj", "onetwo", id="touching"),
        pytest.param("[(one) -180 (two)] TJ", "one two", id="moved-by-a-narrow-gap"),
        pytest.param("[(o) -60 (n) -60 (e)] TJ", "one", id="kerned-apart"),
        pytest.param("[(w) 40 (e ) 278 (ll)] TJ", "well", id="space-drawn-over"),
        pytest.param("3 Tc (NOTES ON LAW) Tj", "NOTES ON LAW", id="letterspaced"),
        pytest.param("[(N) -300 (O) -300 (T) -300 (E) -300 (S) -700 (O) -300 (N)] TJ", "NOTES ON", id="letters-apart"),
        pytest.param("(one\\240two-\\255) Tj", "one two--", id="no-break-space-and-printed-soft-hyphen"),
        pytest.param("[(caf) (\\264) 445 (e)] TJ", "café", id="accent-drawn-before-its-letter"),
        pytest.param("[(A) 500 (\\250) (b)] TJ", "Äb", id="accent-drawn-after-its-letter"),
        pytest.param("(bold) Tj 0.3 0 Td (bold) Tj", "bold", id="drawn-twice-for-bold"),
        pytest.param("(left) Tj 200 0 Td (right) Tj", "left\tright", id="far-apart"),
    ],
)
def test_pdf_words_are_parted_by_gaps_relative_to_the_type(operators: str, expected: str) -> None:
    assert values(read(f"BT /F1 10 Tf 50 500 Td {operators} ET")) == [expected]


def test_pdf_raised_and_lowered_type_stays_in_its_line_in_tight_leading() -> None:
    above = text(50, 50, "Carbon dioxide (CO") + text(138, 52, "2", 7) + text(142, 50, ") is a gas.")
    source = read(above + text(50, 60, "It is heavier than air") + text(137.5, 56.5, "12", 6) + text(144.4, 60, "."))

    assert values(source) == ["Carbon dioxide (CO2) is a gas.", "It is heavier than air12."]
    layout = source.pages[0].lines[1].layout
    assert layout is not None
    assert [(run.length, run.size, round(run.rise, 1)) for run in layout.fonts] == [
        (22, 10, 0),
        (2, 6, 3.5),
        (1, 10, 0),
    ]


def test_pdf_a_letter_lowered_in_its_word_stays_in_it() -> None:
    assert values(read(text(50, 50, "The T") + text(76, 52.2, "E") + text(82.5, 50, "X book"))) == ["The TEX book"]


def test_pdf_an_initial_begins_the_first_of_the_lines_beside_it() -> None:
    beside = lines(73, 50, ["he board met twice", "in its first year, in", "a mill by the river"])
    source = read(text(50, 74, "T", 36) + beside + text(50, 86, "that it had bought."))

    assert values(source) == [
        "The board met twice",
        "in its first year, in",
        "a mill by the river",
        "that it had bought.",
    ]


def test_pdf_columns_are_read_one_after_the_other() -> None:
    content = text(150, 40, "A Title Across", 14) + lines(50, 70, LEFT) + lines(220, 71, RIGHT)
    source = read(content + text(50, 150, "A note that runs across both of the columns, and is read after them."))

    assert values(source) == [
        "A Title Across",
        *LEFT,
        *RIGHT,
        "A note that runs across both of the columns, and is read after them.",
    ]
    assert [line.layout.column for line in source.pages[0].lines if line.layout] == [0, *[1] * 5, *[2] * 5, 3]


def test_pdf_three_columns_are_read_one_after_the_other() -> None:
    columns = [[f"{word} the board met again" for word in names] for names in (("In May", "In June") * 3,) * 3]
    source = read("".join(lines(40 + 120 * i, 50, column, 8) for i, column in enumerate(columns)))

    assert values(source) == [line for column in columns for line in column]
    assert {line.layout.column for line in source.pages[0].lines if line.layout} == {0, 1, 2}


def test_pdf_the_cells_of_a_table_are_read_row_by_row() -> None:
    rows = [("Grain", "1,200", "1,350"), ("Timber and its products", "300", "420"), ("Wool", "75", "80")]
    rows += [("Coal", "9,100", "8,750"), ("Iron", "640", "655"), ("Salt", "12", "11")]
    cells = "".join(
        text(x, 50 + 14 * i, cell) for i, row in enumerate(rows) for x, cell in zip((50, 200, 280), row, strict=True)
    )

    assert values(read(cells)) == ["\t".join(row) for row in rows]


def test_pdf_cells_of_several_lines_that_begin_together_are_no_columns() -> None:
    blocks = [(50, LEFT[:3]), (100, LEFT[1:4]), (150, LEFT[2:])], [(50, RIGHT[:2]), (100, RIGHT[:3]), (150, RIGHT[:3])]
    content = "".join(lines(x, y, cell) for x, side in zip((50, 220), blocks, strict=True) for y, cell in side)

    assert values(read(content))[:2] == [f"{LEFT[0]}\t{RIGHT[0]}", f"{LEFT[1]}\t{RIGHT[1]}"]


def test_pdf_a_running_head_in_two_parts_above_columns_is_of_neither() -> None:
    def column(x: float) -> str:
        return lines(x, 71, LEFT) + lines(x, 143, [*LEFT, *RIGHT])

    head = text(50, 50, "The County") + text(220, 50, "Volume 9")

    assert values(read(head + column(50) + column(220))) == ["The County\tVolume 9", *[*LEFT, *LEFT, *RIGHT] * 2]


def test_pdf_a_rule_drawn_across_ends_the_columns() -> None:
    above = lines(50, 50, LEFT) + lines(220, 50, RIGHT)
    below = lines(50, 130, LEFT) + lines(220, 130, RIGHT)
    rule = "50 481 m 350 481 l S\n"

    assert values(read(above + below)) == [*LEFT, *LEFT, *RIGHT, *RIGHT]
    assert values(read(above + rule + below)) == [*LEFT, *RIGHT, *LEFT, *RIGHT]


def test_pdf_few_lines_of_columns_are_read_as_those_of_the_columns_above() -> None:
    above = lines(50, 50, LEFT) + lines(220, 50, RIGHT)
    between = "A plan of the mill and of the river that runs behind it."
    source = read(above + text(50, 130, between) + lines(50, 160, LEFT[:2]) + lines(220, 160, RIGHT[:2]))

    assert values(source) == [*LEFT, *RIGHT, between, *LEFT[:2], *RIGHT[:2]]


def test_pdf_few_lines_of_columns_are_read_as_those_of_the_page_before() -> None:
    def page(*counts: int) -> str:
        columns = zip((30, 150, 270), (LEFT, RIGHT, LEFT), counts, strict=True)
        return "".join(lines(x, 50, words[:count], size=9) for x, words, count in columns)

    before, rest = page(5, 5, 5), page(3, 2, 2)

    assert values(read(rest))[:2] == ["\t".join(row) for row in zip(LEFT, RIGHT, LEFT, strict=True)][:2]
    source = read_pages(make_pdf(before, rest), "made.pdf")
    assert values(source)[15:] == [*LEFT[:3], *RIGHT[:2], *LEFT[:2]]


def test_pdf_few_rows_behind_a_page_of_columns_are_read_row_by_row() -> None:
    before = lines(30, 50, LEFT, size=9) + lines(150, 50, RIGHT, size=9)
    left, right = ["Dues of the north", "Dues of the south"], ["paid by owners of ships", "paid by owners of cargo"]
    source = read_pages(make_pdf(before, lines(30, 50, left, size=9) + lines(150, 50, right, size=9)), "made.pdf")

    assert values(source)[10:] == ["\t".join(row) for row in zip(left, right, strict=True)]


def test_pdf_numbers_that_count_the_lines_in_the_margin_are_a_column_of_their_own() -> None:
    body = [*LEFT, *RIGHT]
    numbers = [str(number) for number in range(1, 11)]
    source = read(lines(80, 50, body) + lines(50, 50, numbers))

    assert values(source) == [*body, *numbers]


def test_pdf_a_numbered_table_has_no_line_numbers() -> None:
    rows = "".join(text(80, 50 + 12 * i, line) + text(50, 50 + 12 * i, str(i + 1)) for i, line in enumerate(LEFT))

    assert values(read(rows + lines(50, 150, [*LEFT, *RIGHT])))[:2] == [f"1\t{LEFT[0]}", f"2\t{LEFT[1]}"]


def test_pdf_a_line_too_long_for_its_column_does_not_end_the_columns() -> None:
    long = "www.county.example/archive/minutes-of-the-board"
    source = read(lines(50, 50, [*LEFT[:3], long, *LEFT[3:]]) + lines(220, 50, [*RIGHT, RIGHT[0]]))

    assert values(source) == [*LEFT[:3], long, *LEFT[3:], *RIGHT, RIGHT[0]]


def test_pdf_an_initial_beside_the_other_column_begins_its_own() -> None:
    left = lines(50, 46, ["The board met twice in its first", "year and has met every month since"], leading=26)
    right = text(220, 74, "T", 36) + lines(243, 50, ["he clerks kept no", "minutes before the", "war and the flood"])

    assert "The clerks kept no" in values(read(left + right))


def test_pdf_an_initial_is_of_its_own_column_where_the_lines_of_both_stand_on_one_row() -> None:
    right = text(183.2, 74, "T", 36) + lines(207, 50, ["he clerks kept", "no minutes before", "the war."])
    source = read(lines(50, 50, [*LEFT, *RIGHT]) + right + lines(185, 86, [*RIGHT, *RIGHT[:3]]))

    assert values(source) == [
        *(*LEFT, *RIGHT),
        *("The clerks kept", "no minutes before", "the war.", *RIGHT, *RIGHT[:3]),
    ]


def test_pdf_the_label_of_a_note_in_the_margin_stays_with_it_however_near_the_text_is() -> None:
    note = text(362, 55, "3", 6) + text(367, 57, "Minutes,", 7) + text(362, 65, "page 4.", 7)
    source = read(lines(110, 50, [*PARAGRAPHS, *PARAGRAPHS]) + text(350, 59, ".") + note)

    assert [value for value in values(source) if "Minutes" in value] == ["3 Minutes,"]


def test_pdf_labels_that_hang_before_the_text_of_two_columns_stay_with_it() -> None:
    notes = ["Minutes of the board, 1911.", "Ibid.", "Minutes of the mill, 1912.", "Letter to the clerk, 1913."]
    content = "".join(
        text(x, 50 + 14 * i, str(first + i)) + text(x + 20, 50 + 14 * i, note)
        for x, first in ((40, 1), (220, 5))
        for i, note in enumerate(notes)
    )

    assert [value.replace("\t", " ") for value in values(read(content))] == [
        f"{number} {note}" for number, note in enumerate([*notes, *notes], start=1)
    ]


def test_pdf_page_numbers_of_contents_in_two_columns_are_no_labels() -> None:
    titles = ["The board and its clerks", "The mill on the river", "The flood of that spring", "The county archive"]
    content = "".join(
        text(x, 50 + 14 * i, title) + text(x + 150, 50 + 14 * i, page)
        for x, pages in ((40, ("2", "2", "5", "9")), (210, ("12", "12", "15", "19")))
        for i, (title, page) in enumerate(zip(titles, pages, strict=True))
    )

    assert not any(value.startswith(("2", "5", "9")) for value in values(read(content)))


# Two paragraphs with a step between them, and the column that they are set in.
PARAGRAPHS = [
    *["The board met twice in its first year, and it has", "met every month since the flood of that spring when"] * 3,
    "the mill was lost.",
    *["No minutes were kept by its clerks before the war", "and few of them are found in the county archive or"] * 3,
    "in any other place.",
]


def paragraphs(x: float) -> str:
    return lines(x, 50, PARAGRAPHS[:7]) + lines(x, 146, PARAGRAPHS[7:])


def columns(source: SourceText) -> list[int]:
    return [line.layout.column for page in source.pages for line in page.lines if line.layout]


@pytest.mark.parametrize(
    ("beside", "read_before"),
    [
        pytest.param(lines(30, 146, ["The Minutes", "and Where", "They Are"]), 7, id="side-head"),
        pytest.param(lines(30, 145, ["Background"]), 7, id="side-head-of-one-word"),
        pytest.param(lines(30, 165, ["Few of them", "are found."]), 7, id="pull-quote-within-a-paragraph"),
        pytest.param(
            text(30, 158, "38%", 24) + lines(30, 174, ["of minutes", "are lost"]), 7, id="figure-over-its-words"
        ),
        pytest.param(lines(360, 74, ["The mill before", "it was lost"], 8, 10), 0, id="caption-at-the-right"),
    ],
)
def test_pdf_a_text_in_the_margin_is_read_before_the_paragraph_beside_it(beside: str, read_before: int) -> None:
    source = read(paragraphs(110) + beside)
    side = [value for value in values(source) if value not in PARAGRAPHS]

    assert values(source) == [*PARAGRAPHS[:read_before], *side, *PARAGRAPHS[read_before:]]
    assert columns(source) == [0] * read_before + [1] * len(side) + [0] * (14 - read_before)


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(lines(90, 50, ["1."]) + lines(90, 146, ["2."]), id="numbers"),
        pytest.param(lines(50, 50, ["Minutes"] * 7) + lines(50, 146, ["County"] * 3), id="terms-at-most-lines"),
    ],
)
def test_pdf_labels_in_the_margin_stay_in_their_lines(labels: str) -> None:
    assert set(columns(read(paragraphs(110) + labels))) == {0}


def test_pdf_a_table_with_rules_has_no_margin() -> None:
    rules = "".join(f"30 {y} m 350 {y} l S\n" for y in (566, 462, 370))
    cells = lines(30, 50, ["Board"]) + lines(30, 146, ["Minutes"])

    assert set(columns(read(paragraphs(110) + cells + rules))) == {0}


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET", id="watermark"),
        pytest.param("BT /F1 8 Tf 0 1 -1 0 20 100 Tm (Downloaded on Monday) Tj ET", id="rotated"),
        pytest.param("BT 3 Tr /F1 10 Tf 50 300 Td (no ink) Tj ET", id="no-ink"),
        pytest.param("BT 1 g /F1 10 Tf 50 300 Td (white) Tj ET", id="white-on-white"),
        pytest.param("BT /F1 1 Tf 50 300 Td (tiny) Tj ET", id="too-small-to-see"),
        pytest.param("BT /F1 10 Tf 50 700 Td (slug) Tj ET", id="off-the-page"),
    ],
)
def test_pdf_what_a_reader_does_not_see_as_text_is_left_out(hidden: str) -> None:
    assert values(read(text(50, 50, "The board met.") + hidden)) == ["The board met."]


def test_pdf_white_text_on_a_painted_ground_is_read() -> None:
    assert values(read("0 0 1 rg 40 290 200 30 re f 1 g BT /F1 10 Tf 50 300 Td (Summary) Tj ET")) == ["Summary"]


def test_pdf_a_page_drawn_without_ink_is_the_text_layer_of_a_scan() -> None:
    stamp = text(50, 590, "Archive 12")
    source = read("BT 3 Tr /F1 10 Tf 50 500 Td (The board met twice in its first year.) Tj 0 Tr ET " + stamp)

    assert values(source) == ["The board met twice in its first year.", "Archive 12"]


def test_pdf_a_page_that_is_printed_sideways_is_turned_and_its_boxes_are_where_it_shows_them() -> None:
    table = "".join(f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * i} 50 Tm ({line}) Tj ET\n" for i, line in enumerate(LEFT))
    source = read(table)
    box = source.bbox([(0, 3)])

    assert values(source) == LEFT
    assert source.pages[0].turned == 3
    assert box is not None
    # "The" runs up from 50 points above the foot of the page, left of the first baseline.
    assert 90 < box.x0 < 100 < box.x1 < 104
    assert box.bottom == 550
    assert 530 < box.top < 536


def test_pdf_much_text_at_an_angle_is_left_out_with_a_warning() -> None:
    source = read(text(50, 50, "The board met twice.") + "BT /F1 10 Tf 0 1 -1 0 20 100 Tm (a label of an axis) Tj ET")

    assert values(source) == ["The board met twice."]
    assert source.warnings == ("text at an angle to the rest left out on page 1",)


def test_pdf_words_of_a_text_layer_that_overlap_are_kept_apart() -> None:
    assert values(read(text(50, 50, "somebody ") + text(78, 50, "who ") + text(110, 50, "asked"))) == [
        "somebody who asked"
    ]


def dot(x: float, y: float, size: float) -> str:
    """Return the operators that paint a square whose middle is `y` below the top of the page."""
    return f"{x} {600 - y - size / 2} {size} {size} re f\n"


@pytest.mark.parametrize(
    ("size", "count", "expected"),
    [
        (3, 3, ["• The board", "• Its clerks", "• The mill"]),
        (3, 1, ["The board", "Its clerks", "The mill"]),
        (7, 3, ["The board", "Its clerks", "The mill"]),
    ],
)
def test_pdf_bullets_that_are_drawn_under_each_other_are_read(size: float, count: int, expected: list[str]) -> None:
    items = lines(60, 50, ["The board", "Its clerks", "The mill"], leading=14)
    dots = "".join(dot(48, 47 + 14 * i, size) for i in range(count))

    assert values(read(items + dots)) == expected


def test_pdf_dots_within_a_line_are_no_bullets() -> None:
    row = "".join(text(50, y, "Ministry") + dot(92, y - 3, 3) + text(98, y, "Review") for y in (50, 70))

    assert values(read(row)) == ["Ministry Review"] * 2


def test_pdf_rules_and_links_are_kept() -> None:
    link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [50 540 90 555] /A << /S /URI /URI (https://a.example) >> >>]"
    source = read(text(50, 50, "our site") + "50 300 m 200 300 l S", page=link)

    assert [(tuple(each.box), each.uri) for each in source.pages[0].links] == [
        ((50, 45, 90, 60), "https://a.example"),
    ]
    assert [tuple(rule) for rule in source.pages[0].rulings] == [(50, 300, 200, 300)]


def test_pdf_pages_carry_the_labels_that_they_are_printed_with() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D >>] >>"
    source = read_pages(make_pdf(*[text(50, 50, "page")] * 3, catalog=labels), "made.pdf")

    assert [(page.number, page.label) for page in source.pages] == [(1, "i"), (2, "ii"), (3, "1")]


def test_pdf_outline_names_pages_and_survives_a_loop() -> None:
    objects = {
        100: "<< /First 101 0 R /Last 102 0 R >>",
        101: "<< /Title (One) /Dest [10 0 R /Fit] /Next 102 0 R /First 103 0 R >>",
        102: "<< /Title (Two) /A << /S /GoTo /D [12 0 R /Fit] >> /Next 101 0 R >>",
        103: "<< /Title (Deeper) /Dest (nowhere) >>",
    }
    source = read_pages(
        make_pdf(text(50, 50, "a"), text(50, 50, "b"), catalog="/Outlines 100 0 R", objects=objects), "made.pdf"
    )

    assert source.outline == (OutlineEntry(1, "One", 1), OutlineEntry(2, "Deeper", None), OutlineEntry(1, "Two", 2))


def test_pdf_properties_say_what_the_file_says_of_itself() -> None:
    info = "/Title (Water and Its Price) /Author (Ada Holder; Ben Mill) /CreationDate (D:20190314101500Z)"
    properties = read(text(50, 50, "a"), info=info, catalog="/Lang (en-GB)").properties

    assert properties is not None
    assert properties.title == "Water and Its Price"
    assert properties.authors == ("Ada Holder", "Ben Mill")
    assert (properties.published_start, properties.published_end) == (date(2019, 3, 14), date(2019, 3, 14))
    assert properties.language == "en"


@pytest.mark.parametrize("title", ["Microsoft Word - final_v3.doc", "report.indd", "untitled", "Document1", "12-345"])
def test_pdf_properties_are_not_what_programs_put_in(title: str) -> None:
    properties = read(
        text(50, 50, "a"), info=f"/Title ({title}) /Author (jsmith) /CreationDate (D:19700101)"
    ).properties

    assert properties is not None
    assert (properties.title, properties.authors, properties.published_start) == (None, (), None)


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("password", UnreadableError, "password.pdf: this PDF is protected by a password"),
        ("no_pages", EmptySourceError, "no_pages.pdf: this PDF has no pages"),
        ("truncated", UnreadableError, "truncated.pdf: .*damaged.*; get it again"),
    ],
)
def test_pdf_that_cannot_be_read_says_why(name: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read_pages((PDFS / f"{name}.pdf").read_bytes(), f"{name}.pdf")


@pytest.mark.parametrize("data", [b"", b"Dear all,\n", b"<html>%PDF is not what this is</html>"])
def test_pdf_that_is_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"a\.pdf: this is not a PDF"):
        read_pages(data, "a.pdf")


def test_pdf_page_labels_that_are_broken_cost_no_page() -> None:
    loop = make_pdf(
        text(50, 50, "The board met."), catalog="/PageLabels 100 0 R", objects={100: "<< /Kids [100 0 R] >>"}
    )

    assert values(read_pages(loop, "a.pdf")) == ["The board met."]


def test_pdf_box_of_a_page_may_be_written_from_any_corner() -> None:
    data = make_pdf(text(50, 50, "The board met.")).replace(b"/MediaBox [0 0 400 600]", b"/MediaBox [400 600 0 0]")
    source = read_pages(data, "a.pdf")

    assert values(source) == ["The board met."]
    assert source.pages[0].size == (400, 600)


def test_pdf_of_blank_pages_is_not_taken_for_a_scan() -> None:
    with pytest.raises(EmptySourceError, match="blank"):
        read("")


def test_pdf_cut_off_after_its_pages_is_read_with_a_warning() -> None:
    data = make_pdf(text(50, 50, "The board met."))
    source = read_pages(data[: data.index(b"xref") + 20], "cut.pdf")

    assert values(source) == ["The board met."]
    assert source.warnings == ("the file is damaged or cut off; read what could be found in it",)


def test_pdf_stream_may_tell_its_length_by_another_object_or_not_at_all() -> None:
    data = make_pdf(text(50, 50, "The board met."), objects={100: "58"})
    length = data[data.index(b"/Length") :].split(b"\n")[0].removesuffix(b" >>")

    for told in (b"/Length 100 0 R", b"/Longitude 0"):
        assert values(read_pages(data.replace(length, told), "made.pdf")) == ["The board met."]


def test_pdf_is_read_up_to_a_limit_of_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf(*(text(50, 50, "0123456789") for _ in range(5)))
    assert len(read_pages(data, "made.pdf", 65).text) <= 65
    told = []
    monkeypatch.setattr(reading, "links_of", lambda *page: told.append(page) or ())
    with pytest.raises(TooLargeError, match=r"made\.pdf: has more than 20 characters; split it, or set document_char"):
        read_pages(data, "made.pdf", 20)
    assert len(told) == 2


def test_pdf_page_whose_content_is_broken_is_named_and_the_others_are_read() -> None:
    parts = make_pdf(text(50, 50, "one"), text(50, 50, "two"), "", text(50, 50, "three")).split(b"/Subtype /Type1")
    # The first font of the second page becomes one of a kind that lacks all that it needs.
    data = b"/Subtype /Type1".join(parts[:3]) + b"/Subtype /Type3" + b"/Subtype /Type1".join(parts[3:])
    source = read_pages(data, "made.pdf")

    assert values(source) == ["one", "three"]
    assert source.warnings == ("content damaged, left out: page 2", "no text on page 3: blank, or an image")


# A font whose glyphs have names of its own, and no map of what they stand for.
UNMAPPED = "<< /Type /Encoding /Differences [65 /g1 /g2 /g3 /g4 /g5] >>"


def unmapped(*contents: str) -> bytes:
    data = make_pdf(*contents, objects={100: UNMAPPED})
    return data.replace(b"Bold /Encoding /WinAnsiEncoding", b"Bold /Encoding " + b"100 0 R".ljust(16))


def test_pdf_font_without_a_map_is_warned_of_and_the_rest_is_read() -> None:
    source = read_pages(unmapped(text(50, 50, "The board met in October.") + text(50, 90, "ABCDE", font="F2")), "a.pdf")

    assert values(source) == ["The board met in October.", "\ufffd" * 5]
    assert source.warnings == ("the fonts do not say which characters 17 % of the glyphs are; those stand as \ufffd",)


def test_pdf_that_is_set_in_fonts_without_a_map_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"a\.pdf: its fonts do not say which characters"):
        read_pages(unmapped(text(50, 50, "ABCDEABCDE", font="F2")), "a.pdf")


@pytest.mark.parametrize("code", ["\x7f", "\x81", "\x95", "\x9d"])
def test_pdf_codes_that_the_encoding_of_windows_does_not_use_are_bullets(code: str) -> None:
    content = text(50, 50, f"{code} The board met.")
    assert values(read(content)) == ["• The board met."]
    data = make_pdf(content, objects={100: "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 /A] >>"})
    based = data.replace(b"Helvetica /Encoding /WinAnsiEncoding", b"Helvetica /Encoding " + b"100 0 R".ljust(16))
    assert values(read_pages(based, "made.pdf")) == ["• The board met."]
    mac = make_pdf(content).replace(b" /WinAnsiEncoding", b"/MacRomanEncoding")
    assert "•" not in "".join(values(read_pages(mac, "made.pdf")))


def test_pdf_want_of_memory_is_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("outsider_etl.readers.pdf.reading.make_pieces", fail)
    with pytest.raises(MemoryError):
        read(text(50, 50, "one"))


def test_pdf_scan_names_the_extra_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outsider_etl.readers.pdf.reading.can_recognise", bool)
    with pytest.raises(EmptySourceError, match=r"scanned\.pdf: .*outsider-etl\[ocr\]"):
        read_pages((PDFS / "scanned.pdf").read_bytes(), "scanned.pdf")


@pytest.mark.skipif(not (find_spec("ocrmypdf") and which("tesseract")), reason="the ocr extra is not installed")
def test_pdf_scan_is_read_where_the_extra_is_installed() -> None:
    data = (PDFS / "scanned.pdf").read_bytes()
    source = read_pages(data, "scanned.pdf")

    assert "A village well is rarely measured." in source.text
    assert "optical character recognition" in source.warnings[0]
    assert source == read_pages(data, "scanned.pdf")


def test_pdf_time_grows_with_the_number_of_pages_and_not_faster() -> None:
    page = lines(50, 50, [*LEFT, *RIGHT])
    source = read_pages(make_pdf(*[page] * 500), "made.pdf")

    assert source.page_count == 500
    assert source.bbox([(len(source.text) - 20, len(source.text) - 5)]) is not None

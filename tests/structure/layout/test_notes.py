import pytest

from outsider_etl.structure.build import build_document
from tests.structure.layout.press import Press

BODY = (
    "The board was founded in the year of the drought and it met in October with eleven members present{} and a "
    "clerk who had walked up from the coast over two days{} because no road was open yet in that part of the valley."
)
MORE = (
    "What the members said to each other on that day was written down in a book which has been lost since, though "
    "a copy of two of its pages hangs framed in the room where the board now meets every other month of the year."
)


def found(press):
    document = build_document(press.source())
    texts = {passage.passage_id: passage.text.value for passage in document.passages()}
    return [
        (
            note.label,
            note.passage.text.value,
            texts[note.marker.passage_id][: note.marker.offset][-14:] if note.marker else None,
        )
        for note in document.footnotes
    ]


def body(press):
    return [part.text.value for part in build_document(press.source()).paragraphs if part.kind == "paragraph"]


def notes(press, *texts, size=8.0):
    press.baseline = 600
    for text in texts:
        press.line(text, size=size)


@pytest.mark.parametrize(
    ("markers", "labels"),
    [
        (("^1^", "^2^"), ("^1^ ", "^2^ ")),
        (("^1^", "^2^"), ("^1^", "^2^")),
        (("^1^", "^2^"), ("1. ", "2. ")),
        (("^1^", "^2^"), ("1) ", "2) ")),
        (("^1^", "^2^"), ("1 ", "2 ")),
        (("^[1]^", "^[2]^"), ("[1] ", "[2] ")),
        (("[1]", "[2]"), ("[1] ", "[2] ")),
        (("^(1)^", "^(2)^"), ("(1) ", "(2) ")),
        ((" (1)", " (2)"), ("(1) ", "(2) ")),
        (("¹", "²"), ("¹ ", "² ")),
        (("^*^", "^†^"), ("* ", "† ")),
        (("*", "†"), ("^*^", "^†^")),
        (("^∗^", "^∗∗^"), ("∗ ", "∗∗ ")),
        (("^a^", "^b^"), ("^a^ ", "^b^ ")),
        (("^a^", "^b^"), ("a ", "b ")),
        (("^a^", "^b^"), ("a. ", "b. ")),
    ],
)
def test_markers_and_labels_match_however_they_are_printed(markers, labels):
    press = Press()
    press.paragraph(BODY.format(*markers))
    notes(press, f"{labels[0]}Minutes of the board.", f"{labels[1]}See below.")
    assert [(text, before) for _, text, before in found(press)] == [
        ("Minutes of the board.", "embers present"),
        ("See below.", " over two days"),
    ]
    assert body(press) == [BODY.format("", "")]


@pytest.mark.parametrize("group", ["^2,3^", "^2, 3^", "^2–3^", "²,³", "²⁻³", "[2, 3]", "[2–3]", " [2,3]"])
def test_markers_at_one_place_lead_to_a_note_each(group):
    press = Press()
    one = "[{}]" if "[" in group else "^{}^"
    press.paragraph(BODY.format(one.format(1), group))
    press.paragraph(MORE[:-1] + one.format(4) + ".")
    notes(press, *(f"{number} Note {letter}." for number, letter in enumerate("abcd", 1)))
    assert [(label, before) for label, _, before in found(press)] == [
        ("1", "embers present"),
        ("2", " over two days"),
        ("3", " over two days"),
        ("4", "th of the year"),
    ]
    assert body(press) == [BODY.format("", ""), MORE]


def test_a_line_in_small_type_that_begins_with_an_article_is_no_note_without_its_marker():
    press = Press()
    press.paragraph(BODY.format("^a^", ""))
    notes(press, "b Minutes of the board.", "a letter of the clerk says so.")
    assert found(press) == []


def test_note_with_a_symbol_may_stand_on_the_page_behind_its_marker():
    press = Press()
    press.paragraph(BODY.format("^*^", "^†^"))
    notes(press, "* Minutes of the board.")
    press.new_page()
    press.paragraph(MORE)
    notes(press, "† See below.")
    assert [(label, text) for label, text, _ in found(press)] == [("*", "Minutes of the board."), ("†", "See below.")]


def test_note_that_runs_over_the_page_is_whole():
    press = Press()
    press.paragraph(BODY.format("^1^", ""), ends=True)
    notes(press, "^1^ The minutes say that the members were sworn in one", "after the other, and that the last of them")
    press.new_page()
    press.paragraph(MORE)
    notes(press, "would not take the oath.")
    assert found(press) == [
        (
            "1",
            "The minutes say that the members were sworn in one after the other, and that the last of them would not "
            "take the oath.",
            "embers present",
        )
    ]
    assert body(press) == [BODY.format("", ""), MORE]


def test_numbers_may_begin_again_on_each_page():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    notes(press, "^1^ Minutes of the board.", "^2^ See below.")
    press.new_page()
    press.paragraph(MORE.replace("lost", "lost^1^"))
    notes(press, "^1^ Minutes of the clerk.")
    assert [(label, text) for label, text, _ in found(press)] == [
        ("1", "Minutes of the board."),
        ("2", "See below."),
        ("1", "Minutes of the clerk."),
    ]


def test_note_of_several_paragraphs_goes_on_after_a_gap():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    press.baseline = 600
    press.line("^1^ Minutes of the board.", size=8)
    press.line("They were lost in the flood.", size=8, step=20)
    press.line("^2^ See below.", size=8)
    assert [text for _, text, _ in found(press)] == [
        "Minutes of the board. They were lost in the flood.",
        "See below.",
    ]


def test_several_notes_share_a_line():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    notes(press, "^1^ Ibid. ^2^ See below.")
    assert [(label, text) for label, text, _ in found(press)] == [("1", "Ibid."), ("2", "See below.")]


def test_label_whose_marker_is_lost_is_a_note_without_one():
    press = Press()
    press.paragraph(BODY.format("^1^", "^3^"))
    notes(press, "^1^ Minutes of the board.", "^2^ See above.", "^3^ See below.")
    assert [(label, before is None) for label, _, before in found(press)] == [("1", False), ("2", True), ("3", False)]


def test_endnotes_under_their_heading_are_linked_across_pages():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    press.paragraph(MORE)
    press.new_page()
    press.line("Notes", size=14, font="Serif-Bold")
    press.line("1. Minutes of the board.", step=20)
    press.line("2. See below.")
    assert found(press) == [
        ("1", "Minutes of the board.", "embers present"),
        ("2", "See below.", " over two days"),
    ]


def test_label_glued_to_a_date_is_told_by_the_order_of_the_notes():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    notes(press, "1Minutes of the board.", "26/23/17 Letter to the clerk.")
    assert [(label, text) for label, text, _ in found(press)] == [
        ("1", "Minutes of the board."),
        ("2", "6/23/17 Letter to the clerk."),
    ]


def test_rule_parts_notes_from_a_body_in_the_same_type():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    press.baseline = 600
    press.rule(width=90)
    press.line("^1^ Minutes of the board.", step=14)
    press.line("^2^ See below.")
    assert [(label, text) for label, text, _ in found(press)] == [
        ("1", "Minutes of the board."),
        ("2", "See below."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["A plot of 4 km^2^ holds 10^3^ m^3^ of water in spring.", "It is the 2^nd^ of its kind."],
        ["1. Read the levels.", "2. Write them down.", "3. Send them to the clerk."],
        ["The act has levels (1) read and (2) kept.", "(1) Read the levels.", "(2) Write them down."],
        ["1951 was the year of the drought.", "1952 was wetter."],
        ["d = k x\t(1)", "D = n d\t(2)"],
        ["As was found [1], levels fall [2].", "References", "[1] Brook, A. Levels.", "[2] Well, B. Falls."],
        ["Visit\t-0.142***", "Tonnage\t0.215*", "* p < 0.05, *** p < 0.001"],
    ],
    ids=["exponents", "numbered list", "list in a sentence", "years", "formulas", "references", "significance"],
)
def test_document_without_notes_has_none(lines):
    press = Press()
    press.paragraph(MORE)
    for line in lines:
        press.line(line, step=14)
    press.paragraph(MORE, space=8)
    assert found(press) == []


def test_letters_behind_figures_lead_to_the_notes_of_a_table_and_its_source_is_none_of_them():
    press = Press()
    press.paragraph(MORE)
    press.line("Wells^a^\t1,450\t1,203", step=24)
    press.line("Rivers\t1,147\t1,098^b^")
    press.line("^a^ Those of the valley.", size=8, step=18)
    press.line("^b^ An estimate.", size=8)
    press.line("Source: Register of wells.", size=8)
    press.paragraph(MORE, space=12)
    assert found(press) == [("a", "Those of the valley.", "Wells"), ("b", "An estimate.", " 1,147 | 1,098")]


def test_last_endnote_does_not_take_the_next_chapter():
    press = Press()
    press.paragraph(BODY.format("^1^", "^2^"))
    press.line("Notes", size=14, font="Serif-Bold", step=24)
    press.line("1. Minutes of the board.", step=20)
    press.line("2. See below.")
    press.new_page()
    press.line("CHAPTER TWO")
    press.paragraph(MORE, space=10)
    assert [text for _, text, _ in found(press)] == ["Minutes of the board.", "See below."]
    assert MORE in body(press)

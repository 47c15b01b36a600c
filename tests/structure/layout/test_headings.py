from outsider_etl.document import Box, OutlineEntry
from tests.structure.layout.press import BOLD, Press, said
from tests.structure.layout.test_blocks import DUES, LEVY, SHIPS


def headings(press):
    return [(part.text.value, part.level) for part in press.parts() if part.kind == "heading"]


def test_larger_type_heads_and_the_largest_is_the_highest():
    press = Press()
    for chapter, section in (("The ships", "Their register"), ("The boards", "Their dues")):
        press.line(chapter, size=18, step=40)
        press.paragraph(SHIPS, space=6)
        press.line(section, size=13, step=24)
        press.paragraph(DUES, space=6)
    assert headings(press) == [("The ships", 1), ("Their register", 2), ("The boards", 1), ("Their dues", 2)]


def test_bold_lines_head_but_bold_words_that_begin_a_paragraph_do_not():
    press = Press()
    for title in ("The ships", "The boards"):
        press.line(title, font=BOLD, step=24)
        press.paragraph(SHIPS)
    assert [title for title, _ in headings(press)] == ["The ships", "The boards"]
    assert len(press.parts()) == 4


def test_a_heading_on_two_lines_is_one():
    press = Press()
    for _ in range(2):
        press.line("The register of ships and all those who", size=14, step=30)
        press.line("may ask for it", size=14, step=17)
        press.paragraph(SHIPS, space=6)
    assert [title for title, _ in headings(press)] == ["The register of ships and all those who may ask for it"] * 2


def test_numbers_tell_levels():
    press = Press()
    for title in ("1 Ships", "1.1 Their register", "1.1.1 Its readers", "2 Boards"):
        press.line(title, font=BOLD, size=12, step=30)
        press.paragraph(SHIPS, space=6)
    assert [level for _, level in headings(press)] == [1, 2, 3, 1]


def test_numbered_headings_are_no_items_of_a_list():
    press = Press()
    for title in ("1. Ships", "2. Boards"):
        press.line(title, font=BOLD, size=12, step=30)
        press.paragraph(SHIPS, space=6)
    assert [title for title, _ in headings(press)] == ["1. Ships", "2. Boards"]


def test_the_number_of_a_chapter_goes_with_its_title():
    press = Press()
    for number in (1, 2):
        press.line(f"Chapter {number}", step=40)
        press.line("Of ships", size=20, step=40)
        press.paragraph(SHIPS, space=12)
    assert [title for title, _ in headings(press)] == ["Chapter 1 Of ships", "Chapter 2 Of ships"]


def test_the_number_of_a_chapter_is_no_line_of_its_title():
    press = Press()
    title = ("Of ships and of those", "who keep a register", "of them and of what it", "says of their owners")
    press.paragraph(DUES)
    press.line("2", size=14, step=40)
    for line in title:
        press.line(line, size=20, step=24)
    press.paragraph(SHIPS, space=12)
    assert [title for title, _ in headings(press)] == [f"2 {' '.join(title)}"]


def test_the_outline_names_headings_in_the_type_of_the_text():
    press = Press(outline=(OutlineEntry(1, "Of the boards", 1),))
    press.paragraph(SHIPS)
    press.line("Of the boards", step=30)
    press.paragraph(DUES, space=12)
    assert headings(press) == [("Of the boards", 1)]


def test_capitals_in_small_type_head_as_small_capitals_do():
    press = Press()
    for title in ("THE SHIPS", "THE BOARDS"):
        press.line(title, step=30, x=120)
        press.paragraph(SHIPS, space=6)
    assert [title for title, _ in headings(press)] == ["THE SHIPS", "THE BOARDS"]


def test_bold_terms_flush_over_their_explanation_are_no_headings():
    press = Press()
    press.paragraph(SHIPS)
    press.line("harbour board", font=BOLD)
    press.paragraph(DUES, x=20)
    press.line("levy on cargo", font=BOLD)
    press.paragraph(LEVY, x=20)
    assert headings(press) == []


def test_a_paragraph_in_larger_type_is_no_heading():
    press = Press()
    press.paragraph(f"{SHIPS} {DUES} {LEVY}")
    press.paragraph(DUES, size=13, space=12)
    press.paragraph(LEVY, space=12)
    assert [kind for kind, _ in said(press.parts())] == ["paragraph"] * 3


def test_numerals_alone_in_the_middle_count_as_headings():
    press = Press()
    for numeral in ("I", "A", "B", "II", "A"):
        press.line(numeral, x=147, step=24)
        press.paragraph(SHIPS, space=6)
    assert headings(press) == [("I", 1), ("A", 2), ("B", 2), ("II", 1), ("A", 2)]


def test_a_letter_alone_that_nothing_counts_on_from_is_no_heading():
    press = Press()
    press.paragraph(SHIPS)
    press.line("A", x=147, step=24)
    press.paragraph(DUES, space=6)
    assert headings(press) == []


def test_numerals_at_the_head_of_titles_tell_levels_by_how_they_are_nested():
    press = Press()
    for title in (
        "I. Ships",
        "A. Registers",
        "1. Readers",
        "a. North",
        "b. South",
        "2. Writers",
        "B. Ports",
        "II. Boards",
    ):
        press.line(title, font=BOLD, step=24)
        press.paragraph(SHIPS, space=6)
    assert [level for _, level in headings(press)] == [1, 2, 3, 4, 4, 3, 2, 1]


def test_the_contents_tell_levels_by_indents_where_the_numbers_do_not():
    press = Press()
    entries = (("I. Ships", 0), ("A. Registers", 12), ("B. Ports", 12), ("II. Boards", 0))
    press.line("Sommaire", size=14, step=30)
    for title, x in entries:
        press.line(f"{title} ......... 3", x=x)
    press.new_page()
    for title, _ in entries:
        press.line(title, font=BOLD, step=24)
        press.paragraph(SHIPS, space=6)
    assert [level for _, level in headings(press)] == [1, 2, 2, 1]


def test_an_appendix_with_a_letter_is_no_lower_than_the_numbered_sections_before_it():
    press = Press()
    for title in ("1. Ships", "2. Boards", "A. Registers", "B. Ports"):
        press.line(title, font=BOLD, step=24)
        press.paragraph(SHIPS, space=6)
    assert [level for _, level in headings(press)] == [1, 1, 1, 1]


def test_small_capitals_in_the_middle_head_and_go_on_over_two_lines():
    press = Press()
    for _ in range(2):
        press.paragraph(SHIPS, space=6)
        press.line("STATEMENT OF THE MASTER OF THE NORTHERN", x=70, size=8, step=30)
        press.line("HARBOUR", x=136, size=8, step=10)
        press.paragraph(DUES, space=12)
    assert [title for title, _ in headings(press)] == ["STATEMENT OF THE MASTER OF THE NORTHERN HARBOUR"] * 2


def test_a_bold_line_heads_without_more_space_above_it():
    press = Press()
    for title in ("Sec. 1. Ships", "Sec. 2. Boards"):
        press.paragraph(SHIPS)
        press.line(title, font=BOLD)
        press.paragraph(DUES)
    assert [title for title, _ in headings(press)] == ["Sec. 1. Ships", "Sec. 2. Boards"]


def test_two_numbered_titles_over_each_other_are_no_table():
    press = Press()
    press.paragraph(SHIPS)
    press.line("2\tBoards", size=14, step=30)
    press.line("2.1\tTheir dues", size=12, step=24)
    press.paragraph(DUES, space=6)
    assert [level for _, level in headings(press)] == [1, 2]


def test_references_head_what_is_back_matter():
    press = Press()
    for _ in range(3):
        press.paragraph(f"{SHIPS} {DUES} {LEVY}", first=15)
    press.line("References", font=BOLD, step=24)
    press.paragraph("Brightwater, Ada. A Register and its Readers. Leith 1993.", space=6)
    parts = press.parts()
    assert headings(press) == [("References", 1)]
    assert parts[-1].kind == "back_matter"


def test_a_heading_of_notes_that_were_taken_out_heads_nothing_and_is_one():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Notes", font=BOLD, step=24)
    assert [title for title, _ in headings(press)] == ["Notes"]


def test_the_number_of_a_part_in_words_goes_with_the_title_under_it():
    press = Press()
    for number, title in (("Part One", "Ships"), ("Part Two", "Dues")):
        press.line(number, size=14, font=BOLD, step=40)
        press.line(title, size=20, font=BOLD, step=30)
        press.paragraph(SHIPS, space=10)
        press.paragraph(DUES, first=15)
    assert [(part.level, part.text.value) for part in press.parts() if part.kind == "heading"] == [
        (1, "Part One Ships"),
        (1, "Part Two Dues"),
    ]


def test_the_highest_headings_are_of_level_one_whatever_the_title_page_is_set_in():
    press = Press()
    press.line("The Price of Silence", size=34, step=60)
    press.line("How a small town lost its harbour", size=16, step=30)
    press.line("By Jane Doe", step=20)
    for title in ("The Closing", "The Deal"):
        press.line(title, font=BOLD, step=30)
        press.paragraph(SHIPS)
        press.paragraph(DUES, first=15)
    assert [(part.level, part.text.value) for part in press.parts() if part.kind == "heading"] == [
        (1, "The Closing"),
        (1, "The Deal"),
    ]


def test_a_title_in_the_middle_needs_no_space_under_it():
    press = Press()
    press.paragraph(LEVY)
    for title in ("I. Of the ships", "II. Of dues"):
        press.line(title, x=150 - 2.5 * len(title), step=18)
        press.paragraph(SHIPS)
        press.paragraph(DUES, first=15)
    assert [text for text, _ in headings(press)] == ["I. Of the ships", "II. Of dues"]
    assert said(press.parts())[0] == ("paragraph", LEVY)


def test_a_line_of_an_item_that_happens_to_stand_in_the_middle_is_no_title():
    press = Press(measure=160, justified=False)
    press.paragraph(SHIPS)
    press.line("• The plan of the boards was", x=20, step=18)
    press.line("drawn by the ports a", x=30)
    press.line("year before it came.", x=30)
    press.paragraph(DUES, space=6)
    assert [kind for kind, _ in said(press.parts())] == ["paragraph", "list_item", "paragraph"]


def test_a_title_on_a_band_of_colour_is_no_box():
    press = Press()
    for title in ("Ships", "Dues"):
        press.line(title, size=20, step=40)
        press.painted[press.page] = [Box(press.left, press.baseline - 40, press.left + 300, press.baseline + 20)]
        press.paragraph(SHIPS, space=20)
        press.paragraph(DUES, first=15)
        press.new_page()
    assert headings(press) == [("Ships", 1), ("Dues", 1)]

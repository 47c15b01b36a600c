from dataclasses import replace
from datetime import date

import pytest

from outsider_etl.document import Box, FontRun, OutlineEntry
from outsider_etl.structure.captions import is_caption
from outsider_etl.structure.metadata import metadata_of
from tests.structure.layout.press import BOLD, ITALIC, Press, said

SHIPS = (
    "The register of ships was meant to be public, and for eleven years it was. It listed every vessel above the "
    "length that the act laid down, the port in which she was kept, and the name of the person answerable for her."
)
DUES = (
    "What the boards spend on safety is hard to say, because the heading under which it is booked has changed four "
    "times since then. Both readings are consistent with the accounts that were published by the board."
)
LEVY = (
    "A levy on cargo was proposed three times in as many years. Each time the users asked what it was for, and each "
    "time the answer was that it was for the harbour, which they did not doubt but had not asked."
)


def frame(press, top):
    left, right, bottom = press.left, press.left + 300, press.baseline + 8
    return [
        Box(left, top, left, bottom),
        Box(right, top, right, bottom),
        Box(left, top, right, top),
        Box(left, bottom, right, bottom),
    ]


def test_paragraphs_that_are_indented():
    press = Press()
    press.paragraph(SHIPS)
    press.paragraph(DUES, first=15)
    press.paragraph(LEVY, first=15)
    assert said(press.parts()) == [("paragraph", SHIPS), ("paragraph", DUES), ("paragraph", LEVY)]


def test_paragraphs_that_are_parted_by_space():
    press = Press(justified=False)
    press.paragraph(SHIPS)
    press.paragraph(DUES, space=6)
    assert said(press.parts()) == [("paragraph", SHIPS), ("paragraph", DUES)]


def test_the_longest_of_a_few_ragged_lines_tells_which_are_short():
    press = Press(justified=False)
    press.line("References", size=14)
    press.line("Brook, A. Levels of the upper valley, and of others.", step=24)
    press.line("Well, B. The register of ships that was meant to be public,")
    press.line("and its owners as they were in the years of the board.", x=15)
    press.line("Spring, C. Falls.")
    press.line("Pond, D. Depths.")
    works = [text for _, text in said(press.parts())[1:]]
    assert [work.split(",")[0] for work in works] == ["Brook", "Well", "Spring", "Pond"]


def test_paragraphs_that_only_short_lines_part():
    press = Press()
    press.paragraph(SHIPS)
    press.paragraph(DUES)
    assert said(press.parts()) == [("paragraph", SHIPS), ("paragraph", DUES)]


def test_hanging_indents_part_the_entries_of_a_list_of_works():
    press = Press()
    for text in (SHIPS, DUES, LEVY):
        press.paragraph(text, first=-20, x=20)
    assert [text for _, text in said(press.parts())] == [SHIPS, DUES, LEVY]


def test_a_drop_cap_does_not_cut_its_paragraph():
    press = Press()
    press.paragraph(DUES)
    press.line("The register of ships was meant to be public, and for", step=18, x=20, wide=280)
    press.line("eleven years it was, until the printer died and the", x=20, wide=280)
    press.line("board found none to take his place.")
    press.lines[-3] = _with_initial(press.lines[-3], press.left)
    assert said(press.parts())[1] == (
        "paragraph",
        "The register of ships was meant to be public, and for eleven years it was, until the printer died and the "
        "board found none to take his place.",
    )


def _with_initial(line, left):
    """Return a line whose first letter is a drop cap that stands at `left`."""
    edges = line.layout.edges[:]
    edges[0] = left
    _, *rest = line.layout.fonts
    fonts = (FontRun(1, "Serif-Regular", 26.0, 0.0), FontRun(len(line.text) - 1, "Serif-Regular", 10.0, 0.0), *rest)
    return replace(line, layout=replace(line.layout, edges=edges, fonts=fonts, box=line.layout.box._replace(x0=left)))


def test_bullets_and_numbers_begin_items_and_bullets_are_left_out():
    press = Press()
    press.paragraph(SHIPS)
    press.paragraph("•  " + DUES, first=-15, x=15, space=6)
    press.paragraph("1. " + LEVY, first=-15, x=15, space=6)
    assert said(press.parts()) == [("paragraph", SHIPS), ("list_item", DUES), ("list_item", "1. " + LEVY)]


def test_an_item_begins_where_its_number_counts_on_even_below_a_full_line():
    press = Press(justified=False)
    press.paragraph(SHIPS)
    press.line("1. The board shall meet in the first week of each of the", step=18)
    press.line("four quarters, and its minutes shall be printed, and kept.")
    press.line("2. The board shall be paid what the law of that year allows.")
    assert [text[:12] for _, text in said(press.parts())[1:]] == ["1. The board", "2. The board"]


def test_a_date_that_begins_a_line_does_not_count_on_from_one_that_begins_the_paragraph():
    press = Press(justified=False)
    press.paragraph(SHIPS)
    press.line("1. Januar 2020 war der Tag, an dem das Amt neu begann; der", step=18)
    press.line("2. Januar war der erste Tag, an dem es etwas getan hat, und")
    press.line("das letzte.")
    assert [text[:9] for _, text in said(press.parts())[1:]] == ["1. Januar"]


@pytest.mark.parametrize("title", ["Caixa e equivalentes de caixa", "Mapa y territorio", "Quadro e contesto storico"])
def test_a_letter_within_a_title_is_no_number_of_a_caption(title):
    assert not is_caption(title)
    assert is_caption(f"{title.split()[0]} A")


def test_a_ragged_line_is_short_only_where_the_next_word_and_its_space_had_room():
    press = Press(justified=False)
    press.line("The inspectors came to see the registers of all ports, and so")
    press.line("did the boards. Nobody was told what they had found in them.")
    press.line("Inspectors who came again were told as little as the others.")
    press.line("The rest is in the papers of the board, which are not open to")
    press.line("anyone.")
    assert len(press.parts()) == 1


def test_a_dash_or_a_year_that_begins_a_line_is_no_item():
    press = Press()
    press.line("The board met twice a year, and its minutes were printed with", wide=300)
    press.line("– or without – the names of those who spoke, until the year of", wide=300)
    press.line("1990. In that year the printer died.")
    assert [kind for kind, _ in said(press.parts())] == ["paragraph"]


def test_text_behind_the_items_of_a_list_is_a_paragraph_of_its_own():
    press = Press()
    press.paragraph("• " + DUES, first=-10, x=10)
    press.paragraph("• The last one is short", first=-10, x=10)
    press.paragraph(SHIPS)
    press.paragraph(LEVY, first=15)
    assert [kind for kind, _ in said(press.parts())] == ["list_item", "list_item", "paragraph", "paragraph"]


def test_what_is_indented_on_both_sides_is_a_quotation_with_its_author():
    press = Press()
    press.paragraph(SHIPS)
    press.paragraph(DUES, x=25, narrower=25, space=6)
    press.line("— A harbour master", x=25)
    press.paragraph(LEVY, space=6)
    kinds = said(press.parts())
    assert kinds[1] == ("block_quote", DUES + " — A harbour master")
    assert [kind for kind, _ in kinds] == ["paragraph", "block_quote", "paragraph"]


def test_emphasis_is_where_italics_and_bold_are():
    press = Press()
    press.paragraph("The _Harbour Gazette_ printed the register for as long as anyone asked the board for it.")
    (part,) = press.parts()
    assert [part.text.value[start:end] for start, end in part.emphasis] == ["Harbour Gazette"]


def test_hyphens_at_line_ends_are_closed_up_where_the_word_is_known():
    press = Press()
    press.line("The inspectors of the board asked the other inspec-", wide=300)
    press.line("tors of the board for their reports.")
    assert said(press.parts()) == [
        ("paragraph", "The inspectors of the board asked the other inspectors of the board for their reports.")
    ]


def test_a_box_is_kept_out_of_the_text_that_runs_on_behind_it():
    press = Press()
    press.paragraph(f"{SHIPS} It was kept by one office and open to any of those, rich or poor, who ever", ends=False)
    top = press.baseline + 10
    press.line("What a visit costs", x=20, step=30, font=BOLD)
    press.line("A visit takes two days.", x=20)
    press.rulings[1] = frame(press, top)
    press.line("asked for it in writing.", step=30)
    press.paragraph(DUES, first=15)
    texts = [text for _, text in said(press.parts())]
    assert texts[0].endswith("any of those, rich or poor, who ever asked for it in writing.")
    assert "A visit takes two days." in texts


def test_small_remarks_under_a_table_are_captions():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Year\tShips\tBoards", step=24)
    press.line("1990\t1,147\t61")
    press.line("1995\t1,203\t58")
    press.line("Source: reports of the board.", size=8, step=10)
    press.paragraph(DUES, space=12)
    assert [kind for kind, _ in said(press.parts())] == ["paragraph", "table", "caption", "paragraph"]


def test_nothing_makes_nothing():
    assert Press().parts() == []


def test_what_is_largest_on_the_title_page_is_the_title_and_names_under_each_other_are_several():
    press = Press()
    press.line("N P C", size=12, step=40)
    press.line("A Register and its Readers", size=20, step=40)
    press.line("Ada Brightwater", size=12, step=40)
    press.line("Per Lindqvist", size=12, step=14)
    press.new_page()
    press.line("© Water Board", size=8)
    press.line("All rights reserved. No part of this report on ships may be copied.", size=8, step=10)
    press.line("First published in March 1993", size=8, step=10)
    press.new_page()
    press.line("Ships", size=14, step=30)
    press.paragraph(SHIPS, space=6)
    press.line("Dues", size=14, step=30)
    press.paragraph(DUES, space=6)
    found = metadata_of(press.parts(), "")
    assert (found.title, found.authors) == ("A Register and its Readers", ("Ada Brightwater", "Per Lindqvist"))
    assert (found.publisher, found.published_start) == ("Water Board", date(1993, 3, 1))


def test_a_box_in_small_type_is_text_under_its_caption():
    press = Press()
    press.paragraph(SHIPS)
    top = press.baseline + 10
    press.line("Kasten 1: Abgaben", size=9, font=BOLD, x=10, step=30)
    press.paragraph(DUES, x=10, size=8, narrower=20)
    press.rulings[1] = frame(press, top)
    assert [kind for kind, _ in said(press.parts())] == ["paragraph", "caption", "paragraph"]


def test_text_under_the_title_of_a_box_without_a_frame_is_text():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Box 1. Of dues", size=9, font=BOLD, step=24)
    press.paragraph(DUES, size=8, space=4)
    press.line("Figure 1. Ships and boards", size=9, font=BOLD, step=24)
    press.line("The figure is of 1990, and shows ships alone.", size=8, step=14)
    press.paragraph(LEVY, space=12)
    assert [kind for kind, _ in said(press.parts())] == [
        *("paragraph", "caption", "paragraph", "caption", "caption", "paragraph")
    ]


def test_key_points_in_a_box_before_the_text_are_text():
    press = Press()
    press.line("A Register and its Readers", size=20, step=40)
    press.line("Ada Brightwater", step=30)
    top = press.baseline + 10
    press.line("Key points", x=10, step=30, font=BOLD)
    press.line("• The register was public.", x=10)
    press.rulings[1] = frame(press, top)
    press.paragraph(SHIPS, space=30)
    press.paragraph(DUES, first=15)
    kinds = [kind for kind, _ in said(press.parts())]
    assert kinds == ["front_matter", "front_matter", "paragraph", "list_item", "paragraph", "paragraph"]


def test_a_title_over_a_table_that_is_much_larger_than_the_text_heads():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Abkürzungen", size=14, step=40)
    press.line("EU\tEuropäische Union", step=20)
    press.line("KfW\tKreditanstalt")
    assert [kind for kind, _ in said(press.parts())] == ["paragraph", "heading", "table"]


def test_the_title_page_and_the_repeated_title_are_front_matter():
    press = Press()
    press.line("A Register and its Readers", size=20, step=40)
    press.line("Ada Brightwater", step=30)
    press.line("March 1993")
    press.new_page()
    press.line("A Register and its Readers", size=20, step=40)
    press.line("Ships", size=14, step=30)
    press.paragraph(SHIPS, space=6)
    press.line("Dues", size=14, step=30)
    press.paragraph(DUES, space=6)
    kinds = said(press.parts())
    assert [kind for kind, _ in kinds[:3]] == ["front_matter"] * 3
    assert [text for kind, text in kinds if kind == "heading"] == ["Ships", "Dues"]


def test_what_stands_under_a_title_that_the_outline_names_is_front_matter_up_to_the_first_sentence():
    press = Press(outline=(OutlineEntry(1, "A Register and its Readers", 1), OutlineEntry(2, "Ships", 1)))
    press.line("A Register and its Readers", size=20, step=40)
    press.line("Ada Brightwater", step=30)
    press.line("1 March 1993")
    press.line("The register is kept by nobody.", step=24)
    press.line("Ships", size=14, step=30)
    press.paragraph(SHIPS, space=6)
    press.line("Dues", size=14, step=30)
    press.line("To Ada", step=24)
    press.paragraph(DUES, space=6)
    parts = press.parts()
    kinds = "heading front_matter front_matter paragraph heading paragraph heading paragraph paragraph"
    assert [part.kind for part in parts] == kinds.split()
    found = metadata_of(parts, "")
    assert (found.title, found.authors) == ("A Register and its Readers", ("Ada Brightwater",))
    assert found.published_start == date(1993, 3, 1)


def test_a_line_under_a_first_heading_that_begins_a_text_is_text():
    press = Press(outline=(OutlineEntry(1, "Introduction", 1), OutlineEntry(1, "Ships", 1)))
    press.line("Introduction", size=20, step=40)
    press.line("To govern is to choose", step=30)
    press.paragraph(SHIPS, space=12)
    press.line("Ships", size=14, step=30)
    press.paragraph(DUES, space=6)
    assert [kind for kind, _ in said(press.parts())][:2] == ["heading", "paragraph"]


def test_a_line_under_the_first_of_many_like_headings_is_text():
    press = Press()
    for title in ("The First Letter", "The Second Letter", "The Third Letter"):
        press.line(title, size=20, step=40)
        press.line("To Ada Brightwater, 1 March 1993", step=30)
        press.paragraph(SHIPS, space=6)
    assert [kind for kind, _ in said(press.parts())] == ["heading", "paragraph", "paragraph"] * 3


def test_what_is_by_far_the_largest_is_the_title_whatever_stands_above_it():
    press = Press()
    press.line("NORTHERN", font=BOLD, step=40)
    press.line("Paper 14 | June 2021", step=30)
    press.line("Steady Hands", size=30, step=36)
    press.line("Ada Brightwater", step=14)
    press.new_page()
    press.line("Ships", size=14, step=30)
    press.paragraph(SHIPS, space=6)
    press.line("Dues", size=14, step=30)
    press.paragraph(DUES, space=6)
    found = metadata_of(press.parts(), "")
    assert (found.title, found.authors) == ("Steady Hands", ("Ada Brightwater",))


def test_a_title_over_columns_goes_on_in_its_last_line_which_ends_over_the_first_one():
    press = Press()
    press.line("A Register of Ships and its", size=20, step=40)
    press.column = 1
    press.line("Readers", size=20, step=28)
    press.line("Ships", size=14, step=30)
    press.paragraph(SHIPS, space=6)
    press.line("Dues", size=14, step=30)
    press.paragraph(DUES, space=6)
    assert said(press.parts())[0][1] == "A Register of Ships and its Readers"


def test_contents_are_no_headings_and_tell_their_levels():
    press = Press()
    press.line("Contents", size=14, step=30)
    press.line("Ships . . . . . . . . . 1")
    press.line("Registers . . . . . . . 1", x=15)
    press.line("Dues . . . . . . . . . . 2")
    for title in ("Ships", "Registers", "Dues"):
        press.line(title, font=ITALIC, size=12, step=30)
        press.paragraph(SHIPS, space=6)
    parts = press.parts()
    assert [part.kind for part in parts[:5]] == ["toc"] * 4 + ["heading"]
    assert [(part.text.value, part.level) for part in parts if part.kind == "heading"] == [
        ("Ships", 1),
        ("Registers", 2),
        ("Dues", 1),
    ]


def test_the_entries_of_contents_are_parts_of_their_own():
    press = Press()
    press.line("Contents", size=14, step=30)
    for entry in (
        "Ships . . . . . . . . . 1",
        "Of the boards and what they did with",
        "the levy . . . . . . . . 2",
        "Dues . . . . . . . 9",
    ):
        press.line(entry)
    press.paragraph(SHIPS, space=30)
    assert [text for kind, text in said(press.parts()) if kind == "toc"] == [
        "Contents",
        "Ships . . . . . . . . . 1",
        "Of the boards and what they did with the levy . . . . . . . . 2",
        "Dues . . . . . . . 9",
    ]


def test_a_formula_stands_by_itself():
    press = Press()
    press.paragraph(SHIPS)
    press.line("h = a + b (1)", x=120)
    press.paragraph(DUES)
    assert said(press.parts()) == [("paragraph", SHIPS), ("table", "h = a + b (1)"), ("paragraph", DUES)]


def test_a_first_page_without_a_title_is_text():
    press = Press()
    press.paragraph("Whoever keeps a ship in a port of the north shall have her name written in the register there.")
    press.line("No. 1. Of the register", font=BOLD, step=24)
    press.paragraph("The register is kept by the boards of the ports, and it is open to all who come to see it.")
    press.line("No. 2. Of dues", font=BOLD, step=24)
    press.paragraph(DUES)
    assert [kind for kind, _ in said(press.parts())] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_items_whose_bullets_are_no_text_are_items():
    press = Press(justified=False)
    press.paragraph(f"{DUES} The plan has three parts:")
    press.line("a register, open to anyone;", x=25, step=18)
    press.line("an inspector, whom nobody pays; and", x=25)
    press.line("a levy.", x=25)
    press.paragraph(SHIPS, space=6)
    assert said(press.parts())[1:4] == [
        ("list_item", "a register, open to anyone;"),
        ("list_item", "an inspector, whom nobody pays; and"),
        ("list_item", "a levy."),
    ]


def test_a_listing_is_a_paragraph_and_not_cut():
    press = Press()
    press.paragraph(SHIPS)
    for text in ("if [ $1 = purge ]; then", "  rm /etc/ports", "fi # of the ports"):
        press.line(text, size=8, font="Mono-Regular")
    press.paragraph(DUES, space=6)
    listing = "if [ $1 = purge ]; then rm /etc/ports fi # of the ports"
    assert said(press.parts()) == [("paragraph", SHIPS), ("paragraph", listing), ("paragraph", DUES)]


def test_a_label_in_small_type_does_not_cut_its_paragraph():
    press = Press()
    press.line("The board met twice a year, and its minutes were printed with", wide=300)
    press.line("Harm to Others the names of those who spoke, so that", x=12, wide=288)
    press.line("nobody came.")
    label, rest = (
        FontRun(14, "Sans-Regular", 6.0, 0.0),
        FontRun(len(press.lines[1].text) - 14, "Serif-Regular", 10.0, 0.0),
    )
    press.lines[1] = replace(press.lines[1], layout=replace(press.lines[1].layout, fonts=(label, rest)))
    assert len(press.parts()) == 1

import pytest

from tests.structure.layout.press import Press, said
from tests.structure.layout.test_blocks import DUES, LEVY, SHIPS, frame

# Texts that fill their last lines.
UNFINISHED = f"{SHIPS} The inspectors came to see it, stayed for as long as the board asked, and then"
FINISHED = f"{SHIPS} It was printed."


def test_a_page_cuts_a_paragraph_within_a_sentence():
    press = Press()
    press.paragraph(UNFINISHED, ends=False)
    press.new_page()
    press.paragraph("they went away again for good.")
    press.paragraph(DUES, first=15)
    parts = press.parts()
    assert said(parts)[0] == ("paragraph", f"{UNFINISHED} they went away again for good.")
    assert (parts[0].page_start, parts[0].page_end, len(parts[0].source_spans)) == (1, 2, 2)


def test_a_full_last_line_goes_on_with_an_unindented_line():
    press = Press()
    press.paragraph(LEVY)
    press.paragraph(DUES, first=15)
    press.paragraph(FINISHED, first=15, ends=False)
    press.new_page()
    press.paragraph(LEVY)
    assert said(press.parts())[-1] == ("paragraph", f"{FINISHED} {LEVY}")


@pytest.mark.parametrize(("first", "ends"), [(15.0, False), (0.0, True)])
def test_an_indent_or_a_short_line_parts_paragraphs_at_a_page_break(first, ends):
    press = Press()
    press.paragraph(LEVY)
    press.paragraph(DUES, first=15)
    press.paragraph(FINISHED, first=15, ends=ends)
    press.new_page()
    press.paragraph(LEVY, first=first)
    assert said(press.parts())[-2:] == [("paragraph", FINISHED), ("paragraph", LEVY)]


def test_columns_cut_paragraphs_as_pages_do():
    press = Press(measure=200)
    press.paragraph(f"{SHIPS} The inspectors came to see it, and then", ends=False)
    press.new_column(300)
    press.paragraph("they went away again for good.")
    press.paragraph(DUES, first=15)
    assert said(press.parts())[0][1].endswith("came to see it, and then they went away again for good.")


def test_a_table_between_does_not_end_a_paragraph():
    press = Press()
    press.paragraph(UNFINISHED, ends=False)
    press.line("Table 1. Ships and boards", step=24)
    press.line("1990\t1,147\t61", step=24)
    press.line("1995\t1,203\t58")
    press.line("they went away again for good.", step=30)
    press.paragraph(DUES, first=15)
    kinds = said(press.parts())
    assert [kind for kind, _ in kinds] == ["paragraph", "caption", "table", "paragraph"]
    assert kinds[0][1] == f"{UNFINISHED} they went away again for good."


def test_items_of_a_list_do_not_run_into_each_other_over_a_page():
    press = Press()
    press.paragraph(SHIPS)
    press.paragraph("• have the register closed,", first=-10, x=10, space=6)
    press.new_page()
    press.paragraph("• or have it printed again.", first=-10, x=10)
    assert [text for _, text in said(press.parts())[1:]] == ["have the register closed,", "or have it printed again."]


def test_a_box_that_goes_on_in_the_next_column_goes_on_with_its_paragraph():
    press = Press(measure=300)
    press.paragraph(LEVY)
    press.paragraph(DUES, first=15)
    top = press.baseline + 10
    press.line("What a visit of the inspectors costs in the ports of the", x=10, step=30)
    press.line("north and how it is paid depends on those who keep", x=10)
    press.rulings[1] = frame(press, top)
    press.new_column(400)
    press.line("the ships.", x=10)
    press.line("A second visit is free.", x=10, step=20)
    press.rulings[1] += frame(press, 75)
    press.paragraph(SHIPS, space=20)
    press.paragraph(LEVY, first=15)
    boxes = [text for _, text in said(press.parts())[2:4]]
    assert boxes[0].endswith("depends on those who keep the ships.")
    assert boxes[1] == "A second visit is free."

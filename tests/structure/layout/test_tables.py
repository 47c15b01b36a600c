from array import array
from dataclasses import replace
from itertools import accumulate

import pytest

from tests.structure.layout.press import Press, said
from tests.structure.layout.test_blocks import DUES, SHIPS


def tables(press):
    return [text for kind, text in said(press.parts()) if kind == "table"]


def stretched(line):
    """Return a line whose words are as far apart as they can be in its width, its letters being half as wide."""
    value, (left, *_, right) = line.text.value, line.layout.edges
    gap = (right - left - 2.5 * (len(value) - value.count(" "))) / (len(value.split()) - 1)
    widths = [gap if char == " " else 2.5 for char in value]
    edges = array("f", accumulate(widths, initial=left))
    return replace(line, layout=replace(line.layout, edges=edges))


def test_the_cells_of_a_row_are_parted_so_that_no_figures_merge():
    press = Press()
    press.paragraph(SHIPS)
    press.line("1990\t143\t145", step=24)
    press.line("1995\t147\t149")
    press.paragraph(DUES, space=12)
    assert tables(press) == ["1990 | 143 | 145\n1995 | 147 | 149"]


def test_a_row_that_ends_as_an_entry_of_the_contents_does_is_a_row():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Vessels\t1.430\t145", step=24)
    press.line("Boards\t1.470\t149")
    press.paragraph(DUES, space=12)
    assert tables(press) == ["Vessels | 1.430 | 145\nBoards | 1.470 | 149"]


def test_a_table_under_the_contents_is_one():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Tables", size=14, step=24)
    for title in ("Springs", "Wells", "Rivers", "Offices"):
        press.line(f"{title}\t3", step=16)
    press.line("Offices", size=14, step=24)
    press.line("WB\tWater Board", step=24)
    press.line("MW\tMinistry of Water", step=16)
    assert tables(press) == ["WB | Water Board\nMW | Ministry of Water"]


def test_lines_that_are_stretched_to_the_width_of_a_narrow_column_are_no_rows():
    press = Press(measure=120)
    press.paragraph(SHIPS)
    press.line("within two years.", wide=120)
    press.line("register of ships", wide=120)
    for line in press.lines[-2:]:
        press.lines[press.lines.index(line)] = stretched(line)
    press.line("kept by the board.")
    assert tables(press) == []


def test_a_numbered_paragraph_under_a_table_is_no_row_of_it():
    press = Press()
    press.paragraph(SHIPS)
    press.line("1990\t143\t145", step=24)
    press.line("1995\t147\t149")
    press.line("2.5\tThe board met twice a year, and its minutes were", step=24)
    press.line("printed for as long as it was asked to.", x=30)
    press.line("2.6\tNobody was told.", step=24)
    assert tables(press) == ["1990 | 143 | 145\n1995 | 147 | 149"]


def test_what_is_left_of_a_cell_goes_on_with_it():
    press = Press()
    press.paragraph(SHIPS)
    press.line("Ships\twhat the board knows", step=24)
    press.line("of them", x=40)
    press.line("Boards\twhat they say", step=16)
    press.paragraph(DUES, space=12)
    assert tables(press) == ["Ships | what the board knows of them\nBoards | what they say"]


def test_cells_of_words_as_long_as_each_other_are_a_table():
    press = Press()
    press.paragraph(SHIPS)
    for row in ("Tugs\tHigh\tHigh\tPoor", "Bark\tPoor\tHigh\tHigh"):
        press.line(row, step=18)
    press.paragraph(DUES, space=12)
    assert tables(press) == ["Tugs | High | High | Poor\nBark | Poor | High | High"]


def test_rules_hold_a_table_together():
    press = Press()
    press.paragraph(SHIPS)
    press.rule()
    press.line("Kind of ship", step=18)
    press.rule()
    for kind in ("Tugs", "Ferries", "Lighters"):
        press.line(kind, step=18)
    press.rule()
    press.paragraph(DUES, space=12)
    assert tables(press) == ["Kind of ship\nTugs\nFerries\nLighters"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ada Brightwater\tPer Lindqvist"],
        ["•\tthe first of two", "•\tthe second of two"],
    ],
    ids=["one row", "bullets"],
)
def test_not_every_wide_gap_makes_a_table(lines):
    press = Press()
    press.paragraph(SHIPS)
    for line in lines:
        press.line(line, step=18)
    press.paragraph(DUES, space=12)
    assert tables(press) == []

import pytest

from outsider_etl.structure.layout.furniture import without_furniture
from outsider_etl.structure.layout.typography import printed_lines
from tests.structure.layout.press import BOLD, ROMAN, Press

WELLS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def text(page):
    """Return the lines of text of a page, which no other page has."""
    return (
        f"The {WELLS[page - 1]} well of the upper valley was dug in the year of the drought",
        f"and the {WELLS[page - 1]} family that drank from it was the one that had no cattle",
        f"though the {WELLS[page - 1]} well was deeper than most and had a roof of its own",
    )


def texts(pages):
    return [line for page in range(1, pages + 1) for line in text(page)]


def left(press):
    source = press.source()
    return [line.text.value for line in without_furniture(printed_lines(source), source.pages)]


def pages(count, *, heads=lambda page: None, feet=lambda page: None, own=lambda page: ()):
    """Print pages of three lines of text, each with a head and a foot where there is one."""
    press = Press()
    for page in range(1, count + 1):
        if page > 1:
            press.new_page()
        if heads(page):
            press.line(heads(page), step=0)
        press.baseline = 120
        for line in (*own(page), *text(page)):
            press.line(line)
        if feet(page):
            press.baseline = 700
            press.line(feet(page))
    return press


def test_head_and_foot_that_come_again_are_left_out():
    press = pages(4, heads=lambda _: "Water and Its Price", feet=lambda _: "www.example.org/water")
    assert left(press) == texts(4)


def test_heads_may_alternate_and_hold_the_page_number():
    press = pages(8, heads=lambda p: f"{p + 40} | Upper Valley Board" if p % 2 else f"The Price of Water | {p + 40}")
    assert left(press) == texts(8)


def test_a_number_in_a_head_may_happen_to_be_that_of_a_page():
    press = pages(3, heads=lambda p: "Water Papers, Vol. 12, No. 3" if p > 1 else None, feet=str)
    assert left(press) == texts(3)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("form", ["{}", "– {} –"])
def test_one_of_few_pages_may_have_its_number(count, form):
    assert left(pages(count, feet=lambda page: form.format(page) if page == count else None)) == texts(count)


@pytest.mark.parametrize("foot", ["7", "Well 1", "1. Wells"])
def test_other_figures_at_the_foot_of_a_page_are_not_its_number(foot):
    assert left(pages(1, feet=lambda _: foot)) == [*texts(1), foot]


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {} of 6", "[{}]", "Seite {} von 6"])
def test_page_numbers_are_left_out(form):
    assert left(pages(6, feet=lambda p: form.format(p + 11))) == texts(6)


@pytest.mark.parametrize(
    "heads",
    [
        ("The Price of Water | 1", "2 | Upper Valley Board"),
        ("Page 1 of 2", "Page 2 of 2"),
        ("Draft, 1/2, 3 May 2015", "Draft, 2/2, 3 May 2015"),
    ],
)
def test_two_pages_are_enough_to_know_heads_with_their_numbers(heads):
    assert left(pages(2, heads=lambda p: heads[p - 1])) == texts(2)


def test_number_of_a_chapter_in_larger_type_is_text():
    press = Press()
    for page in range(1, 4):
        if page > 1:
            press.new_page()
        press.line("1" if page == 1 else "", size=14)
        for line in text(page):
            press.line(line)
        press.baseline = 700
        press.line(str(page))
    assert left(press) == ["1", *texts(3)]


@pytest.mark.parametrize(
    ("form", "size", "font"),
    [
        ("Figure {number}. Prices of the {well} well", 8, ROMAN),
        ("THE {well} WELL", 9, BOLD),
        ("The {well} well was dry.", 8, ROMAN),
        ("{number}. The {well} well", 10, ROMAN),
        ("{number}) The {well} well", 10, ROMAN),
        ("{number} The {well} well", 10, BOLD),
    ],
)
def test_lines_of_their_own_that_begin_pages_are_text(form, size, font):
    heads = [form.format(number=number, well=well) for number, well in enumerate(WELLS, start=1)]
    press = Press()
    for page, head in enumerate(heads, start=1):
        if page > 1:
            press.new_page()
        press.line(head, size=size, font=font)
        press.baseline += 10
        for line in text(page):
            press.line(line)
    assert left(press) == [line for page, head in enumerate(heads, start=1) for line in (head, *text(page))]


def test_titles_whose_numbers_happen_to_count_the_pages_are_text():
    press = Press()
    for page, title in enumerate(("1. Springs", "2. Wells", "3. Rivers"), start=1):
        if page > 1:
            press.new_page()
        press.line(title, size=14)
        press.baseline += 10
        for line in text(page):
            press.line(line)
    assert [line for line in left(press) if line not in texts(3)] == ["1. Springs", "2. Wells", "3. Rivers"]


def test_roman_numbers_count_too():
    numerals = ["i", "ii", "iii", "iv", "v", "vi"]
    assert left(pages(6, feet=lambda p: numerals[p - 1])) == texts(6)


def test_a_chapters_head_that_stands_on_one_page_only_is_known_by_its_place():
    chapters = {1: "Springs", 2: "Springs", 3: "Wells", 4: "Wells", 5: "Rivers", 6: "Seas"}
    assert left(pages(6, heads=lambda p: f"{chapters[p]} {p}")) == texts(6)


def test_number_that_does_not_count_the_pages_is_text():
    years = {1: "1951", 2: "1974", 3: "1988", 4: "2003"}
    assert left(pages(4, own=lambda p: (years[p],))) == [line for p in range(1, 5) for line in (years[p], *text(p))]


def test_signature_at_the_end_of_some_pages_is_text():
    press = Press()
    for page in range(1, 7):
        if page > 1:
            press.new_page()
        for line in text(page) * page:
            press.line(line)
        press.line("Publius")
    assert left(press).count("Publius") == 6


def test_stamp_in_the_middle_of_every_page_is_left_out():
    press = Press()
    for page in range(1, 5):
        if page > 1:
            press.new_page()
        for line in text(page):
            press.line(line)
        press.baseline = 400
        press.line("Downloaded by the library")
        for line in text(page + 4):
            press.line(line)
    assert left(press) == [line for page in range(1, 5) for line in (*text(page), *text(page + 4))]


def test_numbers_that_count_the_lines_are_taken_off_them():
    press = Press()
    for page in range(1, 4):
        if page > 1:
            press.new_page()
        for number, line in enumerate((*text(page), *text(page + 3)), start=1):
            press.line(f"{number} {line}")
    lines = [line for page in range(1, 4) for line in (*text(page), *text(page + 3))]
    source = press.source()
    kept = without_furniture(printed_lines(source), source.pages)
    assert [line.text.value for line in kept] == lines
    assert [source.text[line.start :][: len(line.text)] for line in kept] == lines
    assert {line.layout.box.x0 for line in kept} == {press.left + 2 * 5}


def test_numbered_list_on_one_page_keeps_its_numbers():
    press = Press()
    for number, line in enumerate(texts(2), start=1):
        press.line(f"{number} {line}")
    assert left(press) == [f"{number} {line}" for number, line in enumerate(texts(2), start=1)]

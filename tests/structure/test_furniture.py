"""Running heads and page numbers of a plain text whose pages have marks, and what looks like them."""

import pytest

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

SENTENCES = (
    "The register of ships was meant to be public, and for eleven years it was kept by the board.",
    "Whether dues rose or fell is a question of what is counted, and the board has not said so.",
    "A levy on cargo was proposed three times in as many years, and the users asked what for.",
    "Both readings are consistent with the accounts that were published by the board of the port.",
)


def said(*pages: str) -> list[tuple[str, str]]:
    document = build_document(read_pages("\n\f".join(pages).encode(), "report.txt"))
    return [(p.kind, p.text.value) for p in document.paragraphs]


def test_heads_that_name_the_section_with_the_number_of_the_page_are_furniture() -> None:
    heads = ("Ships 3", "4 Ports and Power", "Dues 5", "6 Ports and Power")
    pages = [f"{head}\n\n{sentence}" for head, sentence in zip(heads, SENTENCES, strict=True)]
    assert said(*pages) == [("paragraph", sentence) for sentence in SENTENCES]


@pytest.mark.parametrize(
    "titles",
    [
        ("1 Ships", "2 Dues", "3 Levy", "4 Readings"),
        ("Albania 1", "Belgium 2", "Chad 3", "Denmark 4"),
    ],
    ids=["chapters", "countries"],
)
@pytest.mark.parametrize("foot", ["", "\n\n– {} –"], ids=["without feet", "with feet"])
def test_numbered_titles_that_each_head_a_page_are_headings(titles: tuple[str, ...], foot: str) -> None:
    chapters = list(zip(titles, SENTENCES, strict=True))
    pages = [f"{title}\n\n{text}{foot.format(at)}" for at, (title, text) in enumerate(chapters, 1)]
    assert [value for _, value in said(*pages)] == [value for chapter in chapters for value in chapter]


def test_what_has_a_point_behind_its_number_is_no_running_head() -> None:
    heads = ("1. Ships", "2. Dues", "3. Levy", "4. Ships")
    pages = [f"{head}\n\n{text}" for head, text in zip(heads, SENTENCES, strict=True)]
    assert {"2. Dues", "3. Levy"} < {value for _, value in said(*pages)}


def test_notes_that_count_as_their_pages_do_are_no_running_feet() -> None:
    works = ("IMF, Outlook, 2010", "OECD, Ports and Power, Paris 2012", "Water Board, Dues, 2014", "WTO, Ships, 2015")
    pages = [f"{text}{at}\n\n{at} {work}" for at, (text, work) in enumerate(zip(SENTENCES, works, strict=True), 1)]
    document = build_document(read_pages("\n\f".join(pages).encode(), "report.txt"))
    assert [note.passage.text.value for note in document.footnotes] == list(works)


@pytest.mark.parametrize("number", ["Page 2", "page ii", "Seite 2 von 3", "– Page 2/3 –", "Page 2 sur 3"])
def test_a_line_that_says_that_it_is_the_number_of_a_page_is_furniture_however_few_have_one(number: str) -> None:
    pages = [SENTENCES[0], f"{SENTENCES[1]}\n\n{number}", SENTENCES[2]]
    assert said(*pages) == [("paragraph", sentence) for sentence in SENTENCES[:3]]


@pytest.mark.parametrize("line", ["Page 2 is missing", "Pages", "Part 2"])
def test_a_line_that_says_more_than_the_number_of_a_page_is_none(line: str) -> None:
    pages = [SENTENCES[0], f"{SENTENCES[1]}\n\n{line}\n\n{SENTENCES[3]}\n\n{line}", SENTENCES[2]]
    assert sum(value.startswith(line) for _, value in said(*pages)) == 2

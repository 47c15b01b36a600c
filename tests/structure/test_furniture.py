"""Running heads and page numbers of a plain text whose pages have marks, and what looks like them."""

import pytest

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

SENTENCES = (
    "The register of ships was meant to be public, and for eleven years it was kept by the board.",
    "Whether dues rose or fell is a question of what is counted, and the board has not said so.",
    "A levy on cargo was proposed three times in as many years, and the users asked what for.",
    "Both readings are consistent with the accounts that were published by the board of the port.",
)


def build(*pages: str) -> Document:
    return build_document(read_pages("\n\f".join(pages).encode(), "report.txt"))


def said(*pages: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text.value) for p in build(*pages).paragraphs]


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


def test_the_number_of_a_document_that_heads_its_pages_heads_no_text() -> None:
    pages = [f"{'' if at < 1 else 'A/41/35'}\n\n{sentence}" for at, sentence in enumerate(SENTENCES)]
    assert said(*pages) == [("paragraph", sentence) for sentence in SENTENCES]


@pytest.mark.parametrize("title", ["1\tShips", "1.Ships", "1\u2003Ships"])
def test_a_numbered_title_without_a_space_heads_the_first_of_its_pages(title: str) -> None:
    pages = [f"{'' if at < 1 else title}\n\n{sentence}" for at, sentence in enumerate(SENTENCES)]
    assert [kind for kind, _ in said(*pages)] == ["paragraph", "heading", *["paragraph"] * (len(SENTENCES) - 1)]


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


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize(
    ("first", "head"),
    [
        ("Dues and Levies", "Dues and Levies {}"),
        ("Dues and Levies", "{} | DUES AND LEVIES"),
        ("Dues and Levies        1\n\nDues and Levies", "Dues and Levies        {}"),
    ],
)
def test_few_pages_have_running_heads_and_the_first_of_them_a_title(count: int, first: str, head: str) -> None:
    texts = [f"{head.format(at)}\n\n{text}" for at, text in enumerate(SENTENCES[1:count], 2)]
    document = build(f"{first}\n\nBy Ada Mensah\n\n{SENTENCES[0]}", *texts)
    assert document.metadata.title == "Dues and Levies"
    assert [p.text.value for p in document.paragraphs if p.kind != "front_matter"] == [*SENTENCES[:count]]
    assert document.sections == ()


def test_heads_of_two_pages_may_have_other_words_where_wide_space_parts_them_from_the_number() -> None:
    texts = [f"Board Papers            {at}\n\n{text}" for at, text in enumerate(SENTENCES[1:3], 2)]
    document = build(f"Dues and Levies\n\nBy Ada Mensah\n\n{SENTENCES[0]}", *texts)
    assert [p.text.value for p in document.paragraphs if p.kind != "front_matter"] == [*SENTENCES[:3]]


@pytest.mark.parametrize("head", ["Mills and Quays", "Ships by the quay:       2", "Holms and Skerries       2"])
def test_a_head_of_one_page_with_other_words_is_text(head: str) -> None:
    found = said(f"Dues and Levies\n\n{SENTENCES[0]}", f"{head}\n\n{SENTENCES[1]}", SENTENCES[2])
    assert " ".join(head.split()) in [" ".join(value.split()) for _, value in found]


@pytest.mark.parametrize("listed", ["Papers of the quay", "Fees and fines"])
def test_headings_that_the_first_page_lists_stay(listed: str) -> None:
    first = f"Minutes of the Board\n\n{listed}\n\nRepair of the quay\n\n{SENTENCES[0]}"
    found = said(first, f"2 {listed}\n\n{SENTENCES[1]}", f"3 Repair of the quay\n\n{SENTENCES[2]}")
    values = [value for _, value in found]
    assert {f"2 {listed}", "3 Repair of the quay"} <= {*values}


@pytest.mark.parametrize(
    "top",
    [
        "Harbour Papers\n\nDues: who pays?\n\n",
        "DRAFT FOR THE BOARD\nDues and Levies.\n\n",
        "NOT YET AGREED\nby leave of the board\n\n",
        "Port of Call\nPort of Call\n\nDues and Levies\n\n",
        "Harbour Board Briefing\n\nDues and Levies\n\nAnn Roe\n\n",
    ],
)
def test_a_head_above_another_line_is_not_the_title(top: str) -> None:
    head = top.partition("\n")[0]
    document = build(f"{top}{SENTENCES[0]}", *[f"{head} {at}\n\n{s}" for at, s in enumerate(SENTENCES[1:], 2)])
    assert head not in [p.text.value for p in document.paragraphs]
    assert document.metadata.title != head


def test_a_running_head_makes_no_number_elsewhere_that_of_a_page() -> None:
    second = f"Dues and Levies 2\n\n{SENTENCES[1]}\n\nShips that were lost:\n\n2"
    found = said(f"Dues and Levies\n\nBy Ada Mensah\n\n{SENTENCES[0]}", second)
    assert [value for _, value in found][-3:] == [SENTENCES[1], "Ships that were lost:", "2"]


@pytest.mark.parametrize("below", ["Introduction\n\n", "By Ada Mensah\n\n", ""])
def test_the_title_that_the_heads_of_all_pages_repeat_stays_above_the_text(below: str) -> None:
    document = build(f"Dues and Levies\n\n{below}{SENTENCES[0]}", *[f"Dues and Levies\n\n{s}" for s in SENTENCES[1:]])
    assert document.metadata.title == "Dues and Levies"
    assert [p.text.value for p in document.paragraphs].count("Dues and Levies") == 1


@pytest.mark.parametrize("head", ["Harbour Papers", "CONFIDENTIAL"])
def test_a_head_above_the_title_is_none(head: str) -> None:
    document = build(f"{head}\n\nDues and Levies\n\n{SENTENCES[0]}", *[f"{head}\n\n{s}" for s in SENTENCES[1:]])
    assert document.metadata.title == "Dues and Levies"
    assert head not in [p.text.value for p in document.paragraphs]


def test_two_of_three_pages_may_be_numbered() -> None:
    assert said(SENTENCES[0], f"2\n\n{SENTENCES[1]}", f"3\n\n{SENTENCES[2]}") == [
        ("paragraph", sentence) for sentence in SENTENCES[:3]
    ]


@pytest.mark.parametrize("heads", [("Case Study 1", "Case Study 2"), ("Ships", "2    Board Tax"), ("Ships", "Dues 2")])
def test_titles_with_a_number_that_head_few_pages_are_headings(heads: tuple[str, str]) -> None:
    found = said(*[f"{head}\n\n{text}" for head, text in zip(heads, SENTENCES, strict=False)])
    assert [value for _, value in found][::2] == [" ".join(head.split()) for head in heads]


def test_a_row_of_figures_at_the_head_of_a_page_is_none() -> None:
    rows = "Tons of Sand      2\nTons of Clay      7\nTons of Silt      4"
    assert "Tons of Sand" in "".join(value for _, value in said(SENTENCES[0], f"{rows}\n\n{SENTENCES[1]}"))


def test_the_title_of_two_pages_stays_above_its_subtitle() -> None:
    first = f"Dues and Levies\n\nWhat the users of a port pay\n\nBy Ada Mensah\n\n{SENTENCES[0]}"
    document = build(first, f"DUES AND LEVIES 2\n\n{SENTENCES[1]}")
    assert document.metadata.title == "Dues and Levies"
    assert [p.text.value for p in document.paragraphs if p.kind != "front_matter"] == [*SENTENCES[:2]]


SHEET = " ".join(SENTENCES)
"""What fills a page."""


@pytest.mark.parametrize("number", ["{}", "- {} -", "Page {} of 9", "{}\n\nPorts and Power", "[[Page 4617{}]]"])
def test_numbers_alone_on_lines_part_a_text_without_form_feeds_into_pages(number: str) -> None:
    pages = [f"{word} of them were kept. {SHEET} In those years the board knew that" for word in ("all", "few", "most")]
    text = "".join(f"{page}\n\n{number.format(at)}\n\n" for at, page in enumerate([SHEET[:-1], *pages], 3))
    document = build_document(read_pages(f"{text}none of them were kept.".encode(), "report.txt"))
    joined = " ".join([SHEET[:-1], *pages, "none of them were kept."])
    assert [(p.text.value, p.page_start) for p in document.paragraphs] == [(joined, None)]


@pytest.mark.parametrize(("marker", "label"), [("[{}]", "[{}] {}"), ("[{}]", "[Footnote {}: {}]")])
def test_a_note_within_a_page_whose_number_stands_alone_takes_no_more_of_it(marker: str, label: str) -> None:
    says = [f"Water Board, Dues of {word}" for word in ("some", "all", "few", "most")]
    pages = [
        f"of {say} kept. {SHEET}{marker.format(at)}\n\n{label.format(at, say)}\n\n{SHEET} In year {at} they knew"
        for at, say in enumerate(says, 1)
    ]
    text = "".join(f"{page}\n\n{at}\n\n" for at, page in enumerate(pages, 7))
    report = build_document(read_pages(text.encode(), "report.txt"))
    assert [note.passage.text.value for note in report.footnotes] == says
    assert not {"7", "8"} & set(" ".join(p.text.value for p in report.paragraphs).split())


def test_the_labels_of_notes_alone_on_lines_within_sentences_are_no_page_numbers() -> None:
    words = ("some", "all", "few", "most")
    pages = [f"{SHEET}[{at}] It saw that {word}\n\n{at}\n\nvgl. Amt {word}." for at, word in enumerate(words, 1)]
    report = build_document(read_pages("\n\nof it was new. ".join(pages).encode(), "report.txt"))
    assert [note.passage.text.value for note in report.footnotes] == [f"vgl. Amt {word}." for word in words]


def test_years_alone_on_lines_are_no_pages() -> None:
    text = "".join(f"{year}\n\nthe dues of {year} were new. {SHEET} Raised in {year}\n\n" for year in range(2014, 2019))
    report = build_document(read_pages(text.encode(), "report.txt"))
    assert "2016 the dues" in " ".join(p.text.value for p in report.paragraphs)


@pytest.mark.parametrize(
    "page",
    [
        f"{SHEET}",
        f"that {SHEET[:-1]};",
        "a) the ships and their dues",
        f"{SHEET}\n\nTable {{at}}\n\nwheat of 19{{at}}0",
        f"the harbour was dredged. {SHEET}",
        f"that the quays of port {{at}} be kept. {SHEET} Of port {{at}} too,",
        f"Aim\n\nto widen the harbour. {SHEET}",
        f"to widen the harbour. {SHEET[:-1]}\n\nAim",
        f"{SENTENCES[0]}\n\nby the board.",
    ],
    ids=["chapters", "resolution", "short items", "with tables", "history", "bill", "aims", "aims above", "near"],
)
def test_numbers_alone_on_lines_may_count_something_else_than_pages(page: str) -> None:
    text = "".join(f"{at if 'Table' not in page else ''}\n\n{page.format(at=at)}\n\n" for at in range(1, 6))
    document = build_document(read_pages(text.encode(), "report.txt"))
    assert "3" in " ".join(p.text.value for p in document.paragraphs).split()

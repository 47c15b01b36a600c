"""Plain text as programs dump it from a PDF: notes at the foot of each page, labels in and out of their place."""

import re
import time
from itertools import pairwise
from random import Random

import pytest
from pdfminer.fontmetrics import FONT_METRICS

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

NAMES = ("Arran", "Bute", "Coll", "Danna", "Eigg", "Foula", "Gigha", "Hoy")
# Lines as long as each other, so that only the last one of a paragraph is short.
BODY = (
    "The board of the harbour met twice in that year and published neither of\n"
    "its two reports, although they were asked for in plain terms"
)
MORE = (
    "Nothing came of the inquiry that followed, since the inspectors were paid\n"
    "by those whom they were to inspect and knew which side to err{}\n"
)

QUAYS = (
    "The council of the island met in the old hall by the sea and gave him a seat\n"
    "in it, for which he had to pay more than he had at near the door that leads out\n"
    "to the old harbour of the island and its quays and near the sea at the harbour.\n"
)


def build(*pages: str) -> Document:
    return build_document(read_pages("\f".join(pages).encode(), "report.txt"))


def notes(document: Document) -> list[tuple[str | None, str]]:
    return [(note.label, note.passage.text.value) for note in document.footnotes]


def before_markers(document: Document) -> list[str]:
    """The twelve characters before each marker, or nothing where a note has none."""
    texts = {passage.passage_id: passage.text.value for passage in document.passages()}
    return [
        texts[note.marker.passage_id][max(0, note.marker.offset - 12) : note.marker.offset] if note.marker else ""
        for note in document.footnotes
    ]


def page(name: str, markers: str, foot: str) -> str:
    """A page with two markers, one in each paragraph, and what stands at its foot; no two names make equal pages."""
    first, second = markers.split()
    return f"Of {name} there is this to say. {BODY}.{first}\n{MORE.format('.' + second)}\n{foot.replace('NAME', name)}"


def pages(markers: str, foot: str, *, count: int = 3) -> list[str]:
    return [page(name, markers, foot) for name in NAMES[:count]]


def expected(first: str, second: str) -> list[tuple[str | None, str]]:
    return [
        (label, f"{text} of {name}.")
        for name in NAMES[:3]
        for label, text in ((first, "Minutes"), (second, "Board papers, item 4,"))
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "1 Minutes of NAME.\n2 Board papers, item 4, of NAME.\n",
        "1Minutes of NAME.\n2Board papers, item 4, of NAME.\n",
        "1\n\nMinutes of NAME.\n2\n\nBoard papers, item 4, of NAME.\n",
        "Minutes of NAME.\n1\n\nBoard papers, item 4, of NAME.\n2\n",
        "1\n\nMinutes of NAME.\n\nBoard papers, item 4, of NAME.\n2\n",
        "1\n\n2\n\nMinutes of NAME.\nBoard papers, item 4, of NAME.\n",
        "1\n2\n\nMinutes of NAME.\nBoard papers, item 4, of NAME.\n",
        "1\n\nMinutes of NAME.\nBoard papers, item 4, of NAME.\n2\n",
    ],
    ids="plain glued above behind mixed column block last".split(),
)
def test_dump_labels_stand_before_behind_or_away_from_their_notes(foot: str) -> None:
    document = build(*pages("1 2", foot))
    assert notes(document) == expected("1", "2")
    assert before_markers(document) == ["plain terms.", "side to err."] * 3
    assert not any("Minutes" in passage.text.value for passage in document.paragraphs)


@pytest.mark.parametrize("symbols", [("*", "†"), ("∗", "†"), ("†", "‡"), ("*", "**")])
def test_dump_symbols_begin_again_on_each_page(symbols: tuple[str, str]) -> None:
    first, second = symbols
    foot = f"{first} Minutes of NAME.\n{second} Board papers, item 4, of NAME.\n"
    document = build(*pages(f"{first} {second}", foot))
    assert notes(document) == expected(first.replace("∗", "*"), second)
    assert before_markers(document) == ["plain terms.", "side to err."] * 3


@pytest.mark.parametrize(("first", "second"), [("(1)", "(2)"), ("a", "b")])
def test_dump_labels_in_parentheses_or_letters_on_lines_of_their_own(first: str, second: str) -> None:
    foot = f"{first}\n\nMinutes of NAME.\n{second}\nBoard papers, item 4, of NAME.\n"
    document = build(*pages(f"{first} {second}", foot))
    assert notes(document) == expected(first.strip("()"), second.strip("()"))
    assert before_markers(document) == ["plain terms.", "side to err."] * 3


def test_dump_endnotes_in_two_columns_that_were_read_across() -> None:
    markers = [f"{n} {n + 1}" for n in range(1, 17, 2)]
    texts = {n: f"Minutes, item {n}." for n in range(1, 17)}
    # The labels of the left column stand apart from their notes, those of the right column do not.
    across = "".join(f"{n}\n\n{texts[n]}\n\n{n + 8} {texts[n + 8]}\n\n" for n in range(1, 9))
    document = build(
        *[page(name, m, "So much of NAME.\n") for name, m in zip(NAMES, markers, strict=True)], f"Notes\n\n{across}"
    )
    assert dict(notes(document)) == {str(n): text for n, text in texts.items()}
    assert before_markers(document) == ["plain terms.", "plain terms.", "side to err.", "side to err."] * 4


def test_dump_labels_of_endnotes_on_lines_of_their_own_number_no_lines() -> None:
    markers = [f"{n} {n + 1}" for n in range(1, 17, 2)]
    texts = {n: f"Minutes, item {n}." for n in range(1, 17)}
    foot = "".join(f"{n}\n\n{text}\n\n" for n, text in texts.items())
    document = build(
        *[page(name, m, "So much of NAME.\n") for name, m in zip(NAMES, markers, strict=True)], f"Notes\n\n{foot}"
    )
    assert notes(document) == [(str(n), text) for n, text in texts.items()]


@pytest.mark.parametrize("slug", ["Jkt 035 PO 000 Frm 000{} Fmt 6633", "19-12345", "{}/16"])
def test_dump_slug_at_the_foot_is_no_part_of_a_note(slug: str) -> None:
    sheets = pages("1 2", "1 Minutes of NAME.\n2 Board papers, item 4, of NAME.\n")
    document = build(*[f"{sheet}\n{slug.format(n)}\n" for n, sheet in enumerate(sheets, start=1)])
    assert notes(document) == expected("1", "2")


def test_dump_label_that_reads_as_the_page_number_is_a_label() -> None:
    sheets = pages("1 2", "1\n\nMinutes of NAME.\nBoard papers, item 4, of NAME.\n2\n")
    document = build(*[f"{sheet}\n{n}\n" for n, sheet in enumerate(sheets, start=1)])
    assert notes(document) == expected("1", "2")


def test_dump_catchword_at_the_foot_is_no_text() -> None:
    first, second, third = pages("1 2", "1 Minutes of NAME.\n2 Board papers, item 4, of NAME.\n")
    document = build(f"{first}\nOf\n", f"{second}\nOf\n", third)
    assert notes(document) == expected("1", "2")


def test_dump_link_from_a_note_back_to_its_marker_is_no_text() -> None:
    document = build(*pages("1 2", "1. Minutes of NAME. ↩\n2. Board papers, item 4, of NAME. ↩\n"))
    assert notes(document) == expected("1", "2")


FEW = ("Minutes of the board.", "Ibid., item 4.")


def short(foot: str, first: str = ".1", second: str = ".2") -> str:
    """A text with two markers, and what stands behind them."""
    return f"Of Arran{first} {BODY}.\n\n{MORE.format(second)}\n{foot}\n"


@pytest.mark.parametrize("title", ["About the author", "Annex: Method"])
def test_dump_what_a_heading_behind_the_last_note_heads_is_no_part_of_it(title: str) -> None:
    sheets = [f"Of {name} is much to say.{n} {BODY}.\n" for n, name in enumerate(NAMES[:6], 1)]
    foot = "".join(f"{n} Minutes, item {n}.\n\nIt was item {n}.\n\n" for n in range(1, 7))
    document = build(*sheets, f"Notes\n\n{foot}\n{title}\n\n{BODY}.\n\nThe end.\n")
    assert notes(document) == [(str(n), f"Minutes, item {n}. It was item {n}.") for n in range(1, 7)]
    assert [p.text.value[:9] for p in document.paragraphs[-3:]] == [title[:9], "The board", "The end."]


@pytest.mark.parametrize("label", ["{} ", "{}. ", "{}) ", "[{}] "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("heading", ["", "____\n\n", "Notes\n\n", "Fußnoten\n\n", "Sources\n\n"])
@pytest.mark.parametrize("imprint", ["", "© Harbour Institute 2020", "Contact: press@harbour.example"])
def test_few_notes_that_close_a_text_are_notes(label: str, between: str, heading: str, imprint: str) -> None:
    foot = between.join(label.format(number) + text for number, text in enumerate(FEW, 1))
    document = build(short(f"{heading}{foot}\n\n{imprint}"))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]
    assert before_markers(document) == ["Of Arran.", "side to err."]


@pytest.mark.parametrize("rule", ["____________\n", "----------\n\n"])
def test_few_notes_below_a_rule_may_have_a_short_line_above_it(rule: str) -> None:
    above = "Yours faithfully\n\nAda Mensah"
    foot = "".join(f"{number} {text}\n" for number, text in enumerate(FEW, 1))
    assert notes(build(short(f"\n{above}\n\n{rule}{foot}"))) == [("1", FEW[0]), ("2", FEW[1])]
    assert notes(build(short(f"\n{above}\n\n{foot}"))) == []


@pytest.mark.parametrize("above", ["We ask the minister to\n\n* * *", "The next meeting is about:\n\n____________"])
def test_a_list_is_none_of_notes_below_an_ornament_or_a_line_that_leads_in_to_it(above: str) -> None:
    foot = "".join(f"{number} {text}\n" for number, text in enumerate(FEW, 1))
    assert notes(build(short(f"\n{above}\n\n{foot}"))) == []


@pytest.mark.parametrize("labels", [("1", "2"), ("1", "1")])
@pytest.mark.parametrize("number", ["", "{}", "- {} -", "Page {} of 2"])
def test_few_notes_that_close_their_pages_are_notes(labels: tuple[str, str], number: str) -> None:
    sheets = [
        f"Of {name} there is this to say.{label} {BODY}.\n\n{label} {text}\n\n{number.format(page)}\n"
        for page, (name, label, text) in enumerate(zip(NAMES, labels, FEW, strict=False), 1)
    ]
    assert notes(build(*sheets)) == list(zip(labels, FEW, strict=True))


def test_few_notes_under_their_heading_may_have_a_list_before_them() -> None:
    foot = "".join(f"{number}. {text}\n" for number, text in enumerate(FEW, 1))
    document = build(short(f"What should be done\n\n{STEPS}\nNotes\n\n{foot}"))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]


def test_few_notes_may_be_called_before_the_stops() -> None:
    document = build(short("".join(f"{number} {text}\n" for number, text in enumerate(FEW, 1)), " und Bute1,", "2."))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]
    assert before_markers(document) == ["ran und Bute", " side to err"]


@pytest.mark.parametrize("heading", ["", "Notes\n\n"])
def test_few_notes_may_have_a_section_behind_them(heading: str) -> None:
    foot = "".join(f"{number} {text}\n" for number, text in enumerate(FEW, 1))
    document = build(short(f"{heading}{foot}\nAbout the board\n\n{BODY}. {BODY}. {BODY}."))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]
    assert before_markers(document) == ["Of Arran.", "side to err."]
    assert "About the board" in [section.title for section in document.sections]


def test_few_notes_may_have_a_list_before_them_that_prose_parts_from_them() -> None:
    foot = "".join(f"{number} {text}\n" for number, text in enumerate(FEW, 1))
    document = build(short(f"The board should do two things:\n\n{STEPS}\n{BODY}.\n\n{foot}"))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]
    assert [p.text.value for p in document.paragraphs if p.kind == "list_item"] == STEPS.splitlines()


def test_few_notes_whose_labels_are_glued_are_told_from_a_list_above_a_heading() -> None:
    foot = "".join(f"{number}{text}\n" for number, text in enumerate(FEW, 1))
    document = build(short(f"{BODY}.\n\n{STEPS}\nWhat is to come\n\n{BODY}.\n\n{foot}"))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]


def test_few_notes_close_each_chapter() -> None:
    chapters = [
        f"{number} Of {name}\n\n{BODY}.1\n\n{MORE.format('.2')}\nNotes\n\n1 Minutes of {name}.\n2 Ibid., item 4.\n"
        for number, name in enumerate(NAMES[:3], 1)
    ]
    document = build("\n".join(chapters))
    assert notes(document) == [
        note for name in NAMES[:3] for note in (("1", f"Minutes of {name}."), ("2", "Ibid., item 4."))
    ]
    assert before_markers(document) == ["plain terms.", "side to err."] * 3
    assert [s.title for s in document.sections if s.title != "Notes"] == ["1 Of Arran", "2 Of Bute", "3 Of Coll"]


STEPS = "1. Cut the dues.\n2. Raise the levy.\n"


@pytest.mark.parametrize(
    "text",
    [
        short(STEPS, ".1", "."),
        short(STEPS, " and NUTS1.", " of NUTS2."),
        short(STEPS, " pays for CO1 and SO2.", "."),
        short(STEPS, " has tier1, and Bute has tier2.", "."),
        short(STEPS, " [1].", " [2]."),
        short(STEPS, "(1).", "(2)."),
        short(f"What should be done\n\n{STEPS}"),
        short(f"The board should do two things:\n\n{STEPS}"),
        short("(1) Cut the dues.\n(2) Raise the levy.\n", ", to (1) pay,", " or (2) sink."),
        short("E = m c (1)\n\nF = n (2)\n\n(1) Cut the dues.\n(2) Raise the levy.\n", ".", "."),
        short(f"(1) B = c\n\nOf Bute\n\n{BODY}. {BODY}. {BODY}.", " in an AR(1) process.", "."),
        short(f"{STEPS}\n{3 * BODY}."),
        short(f"1 {FEW[0]}\n2 {FEW[1]}\n\nRecommendations\n\n{STEPS}"),
        short(f"1. Cut the dues.\n\n{BODY}.\n\n2. Raise the levy.\n"),
    ],
)
def test_list_that_closes_a_text_is_no_notes(text: str) -> None:
    assert notes(build(text)) == []


def test_few_notes_in_parentheses_are_called_behind_a_space() -> None:
    document = build(short(f"(1) {FEW[0]}\n(2) {FEW[1]}\n", " in 2019 (1).", " (2)."))
    assert notes(document) == [("1", FEW[0]), ("2", FEW[1])]
    assert before_markers(document) == ["rran in 2019", " side to err"]


def test_dump_notes_in_parentheses_are_told_from_numbered_recitals() -> None:
    called = [f"Having regard to the law of {name} (1),\n".replace("1", str(n)) for n, name in enumerate(NAMES, 1)]
    recitals = [f"({n}) {BODY}.\n\n" for n in range(1, 12)]
    foot = [f"({n}) Gazette of {name}.\n" for n, name in enumerate(NAMES, 1)]
    document = build("\n".join([*called, *recitals, *foot]))
    assert notes(document) == [(str(n), f"Gazette of {name}.") for n, name in enumerate(NAMES, 1)]
    assert len([p for p in document.paragraphs if p.kind == "list_item"]) == 11


def test_dump_numbers_of_one_sentence_are_explained_by_a_list() -> None:
    listed = "\n\n".join(f"({n}) A tax on {name} would be raised." for n, name in enumerate(NAMES[:3], 1))
    document = build(f"It made three proposals: a tax (1), a levy (2) and a fund (3). {BODY}.\n\n{BODY}.\n\n{listed}\n")
    assert document.footnotes == ()


def test_dump_numbered_paragraph_that_counts_on_from_the_notes_of_the_page_before_is_none() -> None:
    sheets = [
        f"({n}) Of {name} there is this to say (1). {BODY} (2).\n\n{MORE.format('.')}\n"
        f"(1) Gazette of {name}.\n(2) Ibid., item 4.\n"
        for n, name in enumerate(NAMES, 1)
    ]
    document = build(*sheets)
    assert notes(document) == [
        note for name in NAMES for note in (("1", f"Gazette of {name}."), ("2", "Ibid., item 4."))
    ]


def test_dump_one_symbol_on_one_page_is_a_note() -> None:
    document = build(f"{BODY}.\n", f"{BODY}.†\n{MORE.format('.')}\n† Minutes of Coll.\n", f"{MORE.format('.')}")
    assert notes(document) == [("†", "Minutes of Coll.")]
    assert before_markers(document) == ["plain terms."]


def test_dump_label_behind_a_word_that_the_page_broke() -> None:
    document = build(
        f"{BODY}.1\nThe matter was then laid before the ministers of the young confede1 Minutes of Arran.\n",
        f"racy that had been made that year.2 {MORE.format('.')}\n2 Board papers, item 4.\n",
        f"{BODY}.3 {MORE.format('.4')}\n3 Board papers, item 5.\n4 Board papers, item 6.\n",
    )
    assert notes(document) == [
        ("1", "Minutes of Arran."),
        ("2", "Board papers, item 4."),
        ("3", "Board papers, item 5."),
        ("4", "Board papers, item 6."),
    ]
    assert any("of the young confederacy that had been made" in p.text.value for p in document.paragraphs)


def test_dump_notes_on_one_line_are_parted() -> None:
    document = build(*pages("1 2", "1 Minutes of NAME. 2 Board papers, item 4, of NAME.\n"))
    assert notes(document) == expected("1", "2")


LONG = "2 Board papers, item 4, which was withdrawn before the meeting and then put\n"


def test_dump_note_runs_on_at_the_foot_of_the_next_page() -> None:
    document = build(
        page("Arran", "1 2", f"1 Minutes of Arran.\n{LONG}"),
        f"{BODY}.3\n\nbefore the members once more.\n3 Board papers, item 5.\n",
        page("Bute", "4 5", "4 Ibid.\n5 Ibid., p. 3.\n"),
    )
    texts = [text for _, text in notes(document)]
    assert texts[1].endswith("before the meeting and then put before the members once more.")
    assert texts[2:] == ["Board papers, item 5.", "Ibid.", "Ibid., p. 3."]
    assert [len(note.passage.source_spans) for note in document.footnotes] == [1, 2, 1, 1, 1]


def test_dump_word_processors_remark_is_no_part_of_the_note() -> None:
    document = build(
        page("Arran", "1 2", f"1 Minutes of Arran.\n{LONG}(continued...)\n"),
        f"{BODY}.3\n\nBefore them again.\n3 Board papers, item 5.\n",
        page("Bute", "4 5", "4 Ibid.\n5 Ibid., p. 3.\n"),
    )
    assert notes(document)[1][1].endswith("and then put Before them again.")


def test_dump_body_goes_on_under_the_notes_of_a_column() -> None:
    document = build(
        f"{BODY}.1\nThe first column ended in the middle of\n\n1 Minutes.\n\na sentence.2 {BODY}.\n\n2 Ibid.\n",
        page("Arran", "3 4", "3 Board papers.\n4 Ibid., p. 2.\n"),
    )
    assert [text for _, text in notes(document)] == ["Minutes.", "Ibid.", "Board papers.", "Ibid., p. 2."]
    assert any("in the middle of a sentence." in passage.text.value for passage in document.paragraphs)


def test_dump_markers_behind_years_are_found() -> None:
    sheets = [
        f"{BODY} of {name} since 1998.{n} {MORE.format(f'.{n + 1}')}\n{n} Minutes of {name}.\n{n + 1} Ibid.\n"
        for n, name in zip((1, 3, 5), NAMES, strict=False)
    ]
    document = build(*sheets)
    assert [label for label, _ in notes(document)] == ["1", "2", "3", "4", "5", "6"]
    assert before_markers(document) == [" since 1998.", "side to err."] * 3


@pytest.mark.parametrize("sum_", ["£48,500", "some 6,200", "the year 2019-20", "more than BZK-7"])
def test_few_notes_may_be_called_behind_the_figure_that_ends_a_sentence(sum_: str) -> None:
    foot = "1 Minutes.\n2 Board papers.\n3 Ibid.\n4 Ibid., p. 3.\n"
    text = f"{BODY}.1 The quay cost {sum_}.{{}} They left it so.3 {MORE.format('.4')}\n\n{foot}"
    document = build(text.format(2))
    assert [label for label, _ in notes(document)] == ["1", "2", "3", "4"]
    assert before_markers(document)[1] == f"The quay cost {sum_}."[-12:]
    # Decimals stay where no marker is missing, and notes are found where one is.
    decimals = f"{BODY}. It rose by 9.2 Per head it fell by 8.3\nfrom 7.4\n"
    assert "by 9.2 Per head it fell by 8.3 from 7.4" in build(decimals + text.format(2)).paragraphs[0].text.value
    assert [bool(marker) for marker in before_markers(build(text.format("")))] == [True, False, True, True]


@pytest.mark.parametrize(
    "said",
    [
        "cost £3.2\nbillion of dues",
        "fell by 3.2\nper head",
        "cost £31,500.2 Million of it",
        "is in Table 14.2 Dues by year",
        "is in section 3.2 The Quay",
        "was kept at 11.2 Tuesday or not",
        "fell um 4.2 Prozent",
        "is in Annex 12.2 Celsius",
    ],
)
def test_decimals_are_no_marker_that_is_missing(said: str) -> None:
    foot = "1 Minutes.\n2 Board papers.\n3 Ibid.\n4 Ibid., p. 3.\n"
    document = build(f"{BODY}.1 It {said} then. They left it so.3 {MORE.format('.4')}\n\n{foot}")
    assert " ".join(said.split()) in document.paragraphs[0].text.value
    assert [label for label, _ in notes(document)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("first", [2, 3])
def test_a_list_is_no_notes_whose_first_have_no_marker(first: int) -> None:
    said = "".join(f" They met in the hall.{number}" for number in range(first, 6))
    foot = "".join(f"{number} Raise the dues of {NAMES[number]}.\n" for number in range(1, 6))
    assert notes(build(f"{BODY}.{said}\n\n{foot}")) == []


@pytest.mark.parametrize("said", ["§ 5 of the Act.", "¶ 7.", "£60 of it.", "… and so on.", "¿Y qué?", "@harbour."])
def test_few_notes_may_begin_with_a_sign(said: str) -> None:
    text = f"{BODY}.1 It rose.2 {MORE.format('.3')}"
    assert notes(build(f"{text}\n\n1 Minutes.\n2 {said}\n3 Ibid.\n"))[1] == ("2", said)
    # Rows of sums are none.
    rows = "1 £40 £50\n2 £60 £20\n3 £10 £12\n"
    foot = "1 Minutes.\n2 Ibid.\n3 Ibid.\n"
    for parts in ((rows, text, foot), (text, rows, f"{BODY}.", foot), (text, foot, BODY, rows)):
        document = build("\n\n".join(parts))
        assert notes(document) == [("1", "Minutes."), ("2", "Ibid."), ("3", "Ibid.")]


@pytest.mark.parametrize("between", [" Trade by year", "\nof all", " Mio."])
def test_figures_of_captions_call_no_items_of_a_list(between: str) -> None:
    text = "\n\n".join(f"{BODY}. See Figure 2.{n}{between}." for n in range(1, 6))
    assert notes(build(text + "\n\n" + "".join(f"{n} Cut the dues of {NAMES[n]}.\n" for n in range(1, 6)))) == []


NO_NOTES = {
    "numbered list": "1. Cut the dues.\n2. Raise the levy.\n3. Sell the quay.\n",
    "numbers alone": "1\n\n2\n\n3\n",
    "years": "2017 was a good year for all.\n2018 was not.\n2019 was worse.\n",
    "equations": "E = m\n\n(1)\n\nF = n\n\n(2)\n",
    "exponents": "An area of 5 m2 and a volume of 7 m3, or some 10² and 10³ of them.\n",
    "ordinals": "1st the dues.\n2nd the levy.\n3rd the quay.\n",
    "star bullets": "* Cut the dues.\n* Raise the levy.\n* Sell the quay.\n",
    "emphasis": "It was *never* meant so.\n*Never* was it meant.\n* Item of *weight*\n",
    "significance": "Dues 0.31*\nLevy 0.12**\n* p < 0.05, ** p < 0.01\n",
    "table": "Port\n\nDues†\n\n4.1\n\nLevy\n\n3.2\n\n† Provisional.\n",
    "multiplication": "It is 3 * 4 * 5 in all.\n* Four\n",
    "algebra": "A C*-algebra is a *-algebra, and C* itself is none.\n",
    "fine print": "* Terms apply to all offers made here.\n",
    "references in parentheses": "So Ames(1) and Boone(2).\n\nReferences\n\n(1) Ames.\n(2) Boone.\n",
    "enumeration": "It means (1) to cut, (2) to raise and (3) to sell.\n\n(1) Cut it.\n(2) Raise it.\n(3) Sell it.\n",
    "subsections": "So subsection (1), but paragraph (2); see (3).\n\n(1) Cut it.\n(2) Raise it.\n(3) Sell it.\n",
    "letters": "a\n\nb\n\nc\n",
    "references": "So Ames [1] and Boone [2], with Cole [3].\n\nReferences\n\n[1] Ames.\n[2] Boone.\n[3] Cole.\n",
}


@pytest.mark.parametrize("case", NO_NOTES)
def test_dump_without_notes_has_none(case: str) -> None:
    document = build(
        *[f"Of {name}. {BODY}.\n{MORE.format('.')}\n{NO_NOTES[case]}\n{BODY}.\nSo {name}.\n" for name in NAMES]
    )
    assert notes(document) == []


def test_dump_running_heads_of_two_lines_are_no_text() -> None:
    heads = [f"Ports of the North and of the Islands\nbeyond {n}" for n in range(4, 10)]
    document = build(
        *[f"{head}\nOf {n}. {BODY}.\n{MORE.format(f' in {n}.')}" for head, n in zip(heads, NAMES, strict=False)]
    )
    assert not any("Islands" in passage.text.value for passage in document.paragraphs)
    assert [p.text.value[:9] for p in document.paragraphs] == [
        text for name in NAMES[:6] for text in (f"Of {name}. The board"[:9], "Nothing c")
    ]


@pytest.mark.parametrize("number", ["- {} -", "{} | Ports", "Page {}", "[{}]"])
def test_dump_page_numbers_are_no_text(number: str) -> None:
    sheets = [f"Of {name}. {BODY}.\n{MORE.format(f' in {name}.')}" for name in NAMES]
    document = build(*[f"{sheet}\n{number.format(n)}\n" for n, sheet in enumerate(sheets, start=3)])
    assert not any(re.search(r"\d", passage.text.value) for passage in document.passages())


def test_dump_line_numbers_in_the_margin_are_no_text() -> None:
    sheets = [f"{name} is first.\n" + f"{BODY}.\n{MORE.format('.')}" * 4 + f"{name} is last." for name in NAMES[:3]]
    numbered = ["\n\n".join(f"{n}\n\n{line}" for n, line in enumerate(t.splitlines(), start=1)) for t in sheets]
    document = build(*numbered)
    assert not any(re.search(r"\d", passage.text.value) for passage in document.passages())
    assert document.paragraphs[1].text.value == " ".join(f"{BODY}.".split())


def test_dump_bullet_on_a_line_of_its_own_makes_an_item() -> None:
    document = build(f"{BODY}:\n\n•\n\nthe dues of the smaller harbours\n\n•\n\nthe levy\n\n{BODY}.\n")
    items = [passage.text.value for passage in document.paragraphs if passage.kind == "list_item"]
    assert items == ["the dues of the smaller harbours", "the levy"]


def test_dump_title_over_two_lines_is_one_heading() -> None:
    document = build(f"{BODY}.\n\nHarbours without Inspectors and the\nBoards that Pay them\n{BODY}.\n")
    assert [section.title for section in document.sections] == [
        "Harbours without Inspectors and the Boards that Pay them"
    ]


def test_dump_summary_before_the_contents_is_text() -> None:
    entries = "".join(f"{name} ........ {n}\n" for n, name in enumerate(("Aims", "Means", "Ends"), start=3))
    document = build(f"Steady Hands\n\nSummary\n\n{BODY}. {BODY}.\n\nContents\n{entries}", f"Aims\n\n{BODY}.\n")
    assert [(p.kind, p.text.value[:9]) for p in document.paragraphs if p.kind != "toc"] == [
        ("front_matter", "Steady Ha"),
        ("heading", "Summary"),
        ("paragraph", "The board"),
        ("heading", "Aims"),
        ("paragraph", "The board"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "*\n" * 20_000,
        "[1]" * 30_000,
        "1. " * 30_000,
        "word1 A " * 15_000 + "\nx1 The\n",
        "word* " * 10_000 + "\n" + "* note\n" * 4_000,
        "\f".join("word1 " * 30 + "\n" + "1\n" * 100 for _ in range(200)),
        "\f".join(
            " ".join(f"word{n}" for n in range(99)) + "\n\n" + "\n".join(f"{n}\n\nA." for n in range(99))
            for _ in range(40)
        ),
        "•\nkeep a register of ships\n" * 2_000,
    ],
    ids="stars brackets numbers broken symbols lone column bullets".split(),
)
def test_dump_takes_time_in_proportion_to_the_text(text: str) -> None:
    started = time.perf_counter()
    build(text)
    assert time.perf_counter() - started < 20


def width(text: str, font: str) -> int:
    return sum(FONT_METRICS[font][1][char] for char in text)


def printed(text: str, font: str, measure: int) -> list[str]:
    """The lines of a paragraph that is set in a font to a measure."""
    lines = [""]
    for word in text.split():
        if width(f"{lines[-1]} {word}", font) > measure:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def paragraph(seed: int, font: str, measure: int = 40_000) -> str:
    """A paragraph with a sentence that ends with a line where there was no room for the next word; there is at last."""
    random = Random(seed)
    while True:
        words = ["".join(random.choices("iltfaenorswmg", k=random.randint(2, 11))) for _ in range(80)]
        text = f"It {' '.join(words[:40])}. {' '.join(words[40:]).capitalize()}."
        *lines, last = printed(text, font, measure)
        full = [width(f"{a} {b.split()[0]}", font) > 1.04 * measure for a, b in pairwise(lines) if a.endswith(".")]
        if full == [True] and width(f"{last} It", font) < 0.96 * measure:
            return text


@pytest.mark.parametrize("font", ["Times-Roman", "Helvetica", "Courier"])
def test_dump_parts_paragraphs_where_the_next_word_had_its_place(font: str) -> None:
    texts = [paragraph(seed, font) for seed in range(30)]
    document = build("\n".join(line for text in texts for line in printed(text, font, 40_000)))
    assert [p.text.value for p in document.paragraphs] == texts


@pytest.mark.parametrize("measure", [32_000, 50_000])
def test_dump_keeps_a_paragraph_of_another_measure_whole(measure: int) -> None:
    texts = [paragraph(seed, "Times-Roman", measure if seed == 9 else 40_000) for seed in range(30)]
    lines = [printed(text, "Times-Roman", measure if n == 9 else 40_000) for n, text in enumerate(texts)]
    document = build("\n".join(line for paragraph in lines for line in paragraph))
    assert [p.text.value for p in document.paragraphs] == texts


def test_dump_parts_a_long_heading_from_the_prose_under_it() -> None:
    heading = "Ports of the northern coast and who in all the world has paid for the quays"
    texts = [paragraph(seed, "Times-Roman") for seed in range(20)]
    lines = [line for text in texts for line in printed(text, "Times-Roman", 40_000)]
    half = lines.index(printed(texts[10], "Times-Roman", 40_000)[0])
    document = build("\n".join([*lines[:half], heading, *lines[half:]]))
    assert [s.title for s in document.sections] == [heading]


@pytest.mark.parametrize(
    "items", [["Roads", "Ports and the\nquays", "Rail"], ["keep the roads,", "sell the ports", "wait."]]
)
def test_dump_gives_bullets_that_stand_above_a_list_to_its_items(items: list[str]) -> None:
    bullets = "•\n" * len(items)
    document = build(f"{BODY}.\n{MORE.format('.')}\n{BODY}:\n\n{bullets}\n" + "\n".join(items) + f"\n\n{BODY}.\n")
    listed = [p.text.value for p in document.paragraphs if p.kind == "list_item"]
    assert listed == [item.replace("\n", " ") for item in items]


def test_dump_cuts_no_item_where_more_bullets_stand_above_it() -> None:
    document = build(f"{QUAYS}\n{QUAYS}\nHull\n●\n●\n●\nGood access by road\nand by rail to the quays\nof the north\n")
    listed = [p.text.value for p in document.paragraphs if p.kind == "list_item"]
    assert listed == ["Good access by road and by rail to the quays of the north"]


@pytest.mark.parametrize("marks", ["•\n1.1", "1.1"])
def test_dump_gives_a_number_alone_to_the_title_below_it(marks: str) -> None:
    document = build(f"{QUAYS}\n{QUAYS}\n{marks}\nPorts and Roads\n\n{QUAYS}")
    assert [s.title for s in document.sections] == ["1.1 Ports and Roads"]


def test_dump_takes_a_short_line_below_a_full_one_for_a_heading() -> None:
    prose = ["The council met in the old hall by the sea and gave him a seat in it"] * 6
    full = [*prose, "that stands near its door. Nobody had asked the firm to pay for them."]
    document = build("\n".join([*full, "Who Paid", *full]))
    assert [s.title for s in document.sections] == ["Who Paid"]
    wrapped = build("\n".join([*full, "Who paid", "for it is not known.", "", *full]))
    assert not wrapped.sections


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        ("Securing the Rights of Ports and Their Delivery\nTo All Others", None),
        ("Securing the Rights of Ports and the Delivery\n1.1 Dues", 2),
        ("SECURING THE RIGHTS OF PORTS AND ROADS IN LAW\nDues and Tolls", 2),
        ("Ports and Roads\nDues and Tolls", 2),
        ("The Economic Consequences of the Closing of Ports\nIntroduction", 2),
    ],
)
def test_dump_joins_the_lines_of_a_long_heading(lines: str, titles: int | None) -> None:
    prose = "The council met in the old hall by the sea and gave him a seat in it that stands near the door.\n" * 6
    document = build(f"{prose}\n\n{lines}\n{prose}")
    assert [s.title for s in document.sections] == (lines.split("\n") if titles else [lines.replace("\n", " ")])


def test_dump_may_begin_with_a_long_heading() -> None:
    document = build("The Ports of the North of England and Scotland\nA Study of Dues")
    assert [p.text.value for p in document.paragraphs][1:] == ["A Study of Dues"]


@pytest.mark.parametrize(
    "last", ["Nobody was asked.1", "Who paid is not known (Roe 2019)", "Nobody paid (see Annex B)"]
)
def test_dump_takes_no_last_line_of_a_paragraph_for_a_heading(last: str) -> None:
    document = build(f"{QUAYS}{last}\n\n" * 5)
    assert not document.sections
    assert len(document.paragraphs) == 5


@pytest.mark.parametrize(
    "entries",
    [
        [
            "Mensah, A. 2019. Ports of the North and the People Who Pay for Them All of it.\n    London: Sea Press.",
            "Roe, J. 2018. Roads of the South and the People Who Pay for Them All and so on.\n    Paris: Road Press.",
        ],
        [
            "1. The master of a ship sends in the form before all the ships may enter port.\n   It is sent in by June.",
            "2. The clerk of the port reads the form and asks for all that is not there now.\n   He has a week.",
        ],
    ],
)
def test_dump_keeps_lines_that_hang_from_the_first_one_with_it(entries: list[str]) -> None:
    texts = [p.text.value for p in build(f"{QUAYS * 3}\n" + "\n".join(entries) + f"\n\n{QUAYS}").paragraphs]
    assert texts[1:3] == [" ".join(entry.split()) for entry in entries]


@pytest.mark.parametrize(
    "prose",
    [
        "परिषद की बैठक पुराने भवन में हुई और उसने उसे एक आसन दिया जिसके लिए उसे\n"
        "बहुत कुछ देना पड़ा और जो दरवाजे के पास था जो पुराने बंदरगाह की ओर जाता है\nऔर जहाँ से समुद्र दिखता है।",
        "THE COUNCIL OF THE ISLAND MET IN OLD HALL AND GAVE HIM SEAT\n"
        "NEAR DOOR WHICH LEADS OUT TOWARDS OLD HARBOUR WHERE SHIPS LIE\nWAITING FOR PILOTS WHO NEVER COME.",
    ],
)
def test_dump_joins_lines_of_scripts_with_vowel_signs_and_of_capitals(prose: str) -> None:
    document = build("\n\n".join([prose] * 5))
    assert [p.text.value for p in document.paragraphs] == [" ".join(prose.split())] * 5


def test_dump_takes_no_running_head_for_the_heading_that_it_repeats() -> None:
    title = "1.3 Ports and Roads"
    pages = [f"{title}\n\n{BODY}.\n\n{title}\n\n{MORE.format('.')}", f"2 Harbours\n\n{MORE.format('.')}\n{BODY}."]
    document = build(*pages, f"{title}\n\n{BODY} again.")
    assert [s.title for s in document.sections] == [title, "2 Harbours"]
    assert [s.title for s in build(*pages).sections] == [title, "2 Harbours"]
    begun = f"{MORE.format('.')}\n{title}\n\n{BODY}"
    assert [s.title for s in build(pages[1], begun, f"{title}\n\nas ever. {BODY}.").sections] == [title]


def test_dump_keeps_the_headings_of_pages_that_were_listed_before() -> None:
    titles = ["1 Ports of the north", "2 Roads of the south"]
    listed = "\n\n".join(titles)
    document = build(f"{BODY}. It has two parts:\n\n{listed}\n\n{BODY}.", *[f"{title}\n\n{QUAYS}" for title in titles])
    assert document.sections[-1].title == titles[1]
    assert [p.text.value for p in document.paragraphs][-4::2] == titles


@pytest.mark.parametrize(
    ("lines", "paragraph"),
    [
        ("— Ada Mensah (2019)", f"{' '.join(BODY.split())}. — Ada Mensah (2019)"),
        ("— roads and rail\n— ports", f"{' '.join(BODY.split())}."),
        ("– Roads and rail", f"{' '.join(BODY.split())}."),
    ],
)
def test_dump_joins_whom_a_quotation_is_of_with_it(lines: str, paragraph: str) -> None:
    document = build(f"{BODY}.\n{lines}\n{MORE.format('.')}\n{BODY}.")
    assert document.paragraphs[0].text.value == paragraph


@pytest.mark.parametrize("labels", [("i.", "ii."), ("(a)", "(b)"), ("1.", "2.")])
def test_dump_parts_the_items_of_a_sentence(labels: tuple[str, str]) -> None:
    first, second = labels
    document = build(f"{BODY}.\n{MORE.format('.')}\n{BODY}:\n{first} {BODY}; and\n{second} {BODY}.\n")
    items = [p.text.value for p in document.paragraphs if p.kind == "list_item"]
    assert [item.split()[0] for item in items] == [first, second]


@pytest.mark.parametrize(
    ("heads", "left"),
    [
        (["PORTS    1", "Harbour Papers    2", "PORTS    3", "Harbour Papers    4"], True),
        (["12  Ports", "13  Ports", "14  Ports", "15  Ports"], True),
        (["1 Ports", "2 Roads", "3 Rail", "4 Air"], False),
    ],
)
def test_dump_leaves_out_running_heads_that_count_pages_without_marks(heads: list[str], left: bool) -> None:
    parts = [f"{BODY}", *[f"as they had been {name}.\n\n{BODY}" for name in NAMES[:3]], "as ever."]
    text = "\n\n".join(part for pair in zip(parts, [*heads, ""], strict=True) for part in pair)
    texts = [p.text.value for p in build(f"Ports of May 2021\n\n{MORE.format('.')}\n\n{text}").paragraphs]
    assert [head for head in heads if " ".join(head.split()) in " ".join(texts)] == ([] if left else heads)
    assert (f"{' '.join(BODY.split())} as they had been Arran." in texts) is left


def test_dump_leaves_recommendations_that_are_numbered() -> None:
    text = "".join(f"Recommendation {number}\n\n{BODY}.\n\n" for number in range(1, 6))
    assert [s.title for s in build(f"{BODY}.\n\n{text}").sections] == [f"Recommendation {n}" for n in range(1, 6)]


def test_dump_a_number_alone_over_a_note_is_no_part_of_what_stands_behind_the_note() -> None:
    document = build(short(f"1.1\n\n1. {FEW[0]}\n2. "))
    spans = sorted(span for passage in document.passages() for span in passage.source_spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))

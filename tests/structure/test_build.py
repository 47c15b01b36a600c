import re
import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from tests.structure.typesetting import STYLES, Sentence, typeset

WORDS = (
    "budget council defence economy finance growth industry justice law market nation office policy reform sector "
    "treaty union value worker zone"
).split()


def build(text: str) -> Document:
    return build_document(read_pages(text.encode(), "report.txt"))


def sentence(random: Random, *, note_share: float) -> Sentence:
    first, *others = random.choices(WORDS, k=random.randint(6, 18))
    note = " ".join(["See", *random.choices(WORDS, k=random.randint(2, 9))]) + ", 2019."
    return Sentence([first.title(), *others], note if random.random() < note_share else None)


def paragraphs(random: Random, *, note_share: float) -> list[list[Sentence]]:
    return [
        [sentence(random, note_share=note_share) for _ in range(random.randint(4, 7))]
        for _ in range(random.randint(3, 9))
    ]


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(random=st.randoms(use_true_random=True), words_a_page=st.integers(40, 200))
def test_build_finds_every_note_and_joins_every_paragraph(style: str, random: Random, words_a_page: int) -> None:
    setting = typeset(paragraphs(random, note_share=0.3), style, words_a_page)
    if len(setting.notes) < 5:
        return
    document = build(setting.text)
    texts = {p.passage_id: p.text.value for p in document.paragraphs}
    assert [(note.label, note.passage.text.value) for note in document.footnotes] == setting.notes
    assert list(texts.values()) == setting.paragraphs
    for note, before in zip(document.footnotes, setting.markers, strict=True):
        assert note.marker is not None
        assert texts[note.marker.passage_id][: note.marker.offset] == before


@settings(max_examples=25, deadline=None)
@given(random=st.randoms(use_true_random=True))
def test_build_finds_no_note_where_there_is_none(random: Random) -> None:
    setting = typeset(paragraphs(random, note_share=0.0), "superscript, point", 10_000)
    numbered = setting.text + "\n\n1. Raise taxes in 2019.\n\n2. Cut rents by 5 m² a head.\n\n2020. A year of reform.\n"
    assert build(numbered).footnotes == ()


@settings(max_examples=40, deadline=None)
@example("11¹\f1B\fB")
@given(st.text(alphabet="aB 1²¹.\n\f[]()^*_$\\“”-é", max_size=200).filter(str.strip))
def test_build_maps_every_character_to_its_source(text: str) -> None:
    document = build(text)
    for passage in document.passages():
        # Where a paragraph goes on behind the notes of a page, its space stands for all that is between.
        gaps = {(one[1], other[0]) for one, other in pairwise(passage.source_spans)}
        for index, char in enumerate(passage.text.value):
            start, end = passage.text.origin(index, index + 1)
            assert document.source.text[start:end] == char or (
                char == " "
                and ((start, end) in gaps or not document.source.text[start:end].strip("\n\f\\*_[]^() 1²¹."))
            )
        assert all(start < end for start, end in passage.source_spans)


REPORT = """\
STEADY HANDS

How small states finance their ports

Ada MENSAH and Li Wei

March 2021

Suggested citation:

Ada Mensah and Li Wei, “Steady Hands: How Small States Finance their Ports”, Harbour Papers, No. 12,
Institute for Coastal Policy, March 2021.

ISBN 978-3-16-148410-0

Table of Contents

INTRODUCTION\t3
MONEY AND MEN\t5
Who pays for quays\t6
CONCLUSION......9

Introduction

Ports are dear, and small states have always looked for others to pay for the building of what they need most; that
 is the theme of this *short* paper.¹

Money and Men

Who pays for quays?

In 2019 alone they borrowed \\$3 billion,² a sum without precedent in the years since the war ended, and much of it was

Translated from French by Jo Roe.

1. See A. Mensah, “Le port et l'argent” [The port and the money], Paris, 2017.

2. *Ibid.*, p. 3.

never paid back to those who had lent it so gladly.

A word on workers

They built the quays and were seldom thanked for it in any language that the lenders would have read or understood.

Conclusion

Quays stay where they are, which cannot be said of those who paid for them, nor of the ships that lie there at night.

Also available in this series

- One Port Too Many, Harbour Papers, No. 11, 2020
- The Last Ferry, Harbour Papers, No. 10, 2019
"""


@pytest.fixture(scope="module")
def report() -> Document:
    return build(REPORT)


def test_build_tells_the_kinds_apart(report: Document) -> None:
    kinds = [(p.kind, p.text.value[:24]) for p in report.paragraphs if p.kind != "front_matter"]
    assert kinds == [
        ("toc", "Table of Contents"),
        ("toc", "INTRODUCTION 3"),
        ("toc", "MONEY AND MEN 5"),
        ("toc", "Who pays for quays 6"),
        ("toc", "CONCLUSION......9"),
        ("heading", "Introduction"),
        ("paragraph", "Ports are dear, and smal"),
        ("heading", "Money and Men"),
        ("heading", "Who pays for quays?"),
        ("paragraph", "In 2019 alone they borro"),
        ("heading", "A word on workers"),
        ("paragraph", "They built the quays and"),
        ("heading", "Conclusion"),
        ("paragraph", "Quays stay where they ar"),
        ("back_matter", "Also available in this s"),
        ("back_matter", "One Port Too Many, Harbo"),
        ("back_matter", "The Last Ferry, Harbour "),
    ]
    assert "Translated from French by Jo Roe." in [p.text.value for p in report.paragraphs if p.kind == "front_matter"]


def test_build_sections_form_a_tree(report: Document) -> None:
    tree = [(s.section_id, s.parent_id, s.level, s.title) for s in report.sections]
    assert tree == [
        ("s1", None, 1, "Introduction"),
        ("s2", None, 1, "Money and Men"),
        ("s2.1", "s2", 2, "Who pays for quays?"),
        ("s2.1.1", "s2.1", 3, "A word on workers"),
        ("s3", None, 1, "Conclusion"),
    ]
    for section in report.sections:
        assert REPORT[section.source_start :].startswith(section.title)
    ends = {s.section_id: s.source_end for s in report.sections}
    starts = {s.section_id: s.source_start for s in report.sections}
    assert ends["s1"] == starts["s2"]
    assert ends["s2"] == ends["s2.1.1"] == starts["s3"]
    assert REPORT[: ends["s3"]].endswith("lie there at night.")


def test_build_clean_text_has_no_marks_and_keeps_emphasis(report: Document) -> None:
    first = next(p for p in report.paragraphs if p.kind == "paragraph")
    assert first.text.value.endswith("the theme of this short paper.")
    assert [first.text.value[a:b] for a, b in first.emphasis] == ["short"]
    cut = next(p for p in report.paragraphs if p.text.value.startswith("In 2019"))
    assert "borrowed $3 billion, a sum" in cut.text.value
    assert cut.text.value.endswith("and much of it was never paid back to those who had lent it so gladly.")
    assert [REPORT[a:b][:9] for a, b in cut.source_spans] == ["In 2019 a", "never pai"]


def test_build_notes_are_whole_and_linked(report: Document) -> None:
    notes = [(n.label, n.passage.text.value, n.passage.section_id) for n in report.footnotes]
    assert notes == [
        ("1", "See A. Mensah, “Le port et l'argent” [The port and the money], Paris, 2017.", "s1"),
        ("2", "Ibid., p. 3.", "s2.1"),
    ]


def test_build_reads_the_metadata(report: Document) -> None:
    metadata = report.metadata
    assert (metadata.title, metadata.subtitle) == ("Steady Hands", "How Small States Finance their Ports")
    assert metadata.authors == ("Ada Mensah", "Li Wei")
    assert (metadata.series, metadata.series_number) == ("Harbour Papers", "12")
    assert metadata.publisher == "Institute for Coastal Policy"
    assert (str(metadata.published_start), str(metadata.published_end)) == ("2021-03-01", "2021-03-31")
    assert (metadata.isbn, metadata.language) == ("978-3-16-148410-0", "en")


def test_build_runs_heads_and_page_numbers_into_no_paragraph() -> None:
    pages = [
        f"{number}  HARBOUR PAPERS\n\nThe {word} of page {number} is as long as prose is and ends here.\n\nfor Ports"
        for number, word in enumerate(WORDS[:6], start=11)
    ]
    document = build("\f".join(pages))
    texts = [p.text.value for p in document.paragraphs]
    assert len(texts) == 6
    assert all(re.fullmatch(r"The \w+ of page \d\d is as long as prose is and ends here\.", text) for text in texts)
    assert [p.page_start for p in document.paragraphs] == [1, 2, 3, 4, 5, 6]


def test_build_joins_wrapped_lines_and_broken_words() -> None:
    text = (
        "The harbour authority of the smallest of the island states borrowed a great\n"
        "deal of money for its breakwaters, and the break-\n"
        "waters were never finished by the well-\n"
        "known builders whom it had hired from abroad at a very considerable price.\n"
        "Nobody minded much. It was a warm and pleasant year, and there was plenty of\n"
        "fish to be had at the old quay for anybody who cared to go there and take it.\n"
    )
    (paragraph,) = build(text).paragraphs
    assert (
        "for its breakwaters, and the breakwaters were never finished by the well-known builders"
        in paragraph.text.value
    )


def test_build_takes_no_list_of_short_items_for_headings() -> None:
    items = [f"{number}. {word.title()} first" for number, word in enumerate(WORDS[:8], start=1)]
    prose = "The council asked for eight things, and it asked for them in no uncertain terms. " * 4
    document = build("\n\n".join(["Demands", prose, *items, prose]))
    assert document.sections == ()
    assert [p.text.value for p in document.paragraphs if p.kind == "list_item"] == items


def test_build_keeps_the_lines_of_contents_apart() -> None:
    entries = [f"{word.title()} and more .......... {number}" for number, word in enumerate(WORDS[:9], start=3)]
    prose = "The council asked for eight things, and it asked for them in no uncertain terms. " * 4
    document = build("\n".join(["Contents", *entries]) + "\n\nBudget and more\n\n" + prose)
    assert [p.kind for p in document.paragraphs] == ["toc"] * 10 + ["heading", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50_000 + "word",
        "*" * 50_000 + "* a" * 15_000,
        "[" * 50_000 + "](b" * 15_000,
        "Heading Of It\n\n" * 5_000,
        "".join(f"{number}. item\n\n" for number in range(5_000)),
        "word¹ " * 5_000 + "\n\n" + "1. note\n\n" * 1_000,
        "a" + " " * 50_000 + "b\n" + "\t" * 50_000,
        "wor-\nd " * 10_000,
        "*ab* " * 10_000,
        "x " + "-" * 25_000 + "x\n\fa\n\fb",
        " ".join(f"word[^{number}]" for number in range(1, 4_500))
        + "\n\n"
        + "".join(f"[^{number}]: note\n\n" for number in range(1, 4_500)),
    ],
    ids="quotes stars brackets headings labels markers spaces hyphens emphasis rules notes".split(),
)
def test_build_takes_time_in_proportion_to_the_text(text: str) -> None:
    started = time.perf_counter()
    build(text)
    assert time.perf_counter() - started < 10


PROSE = "The council asked for eight things, and it asked for them in no uncertain terms at all. " * 3


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text.value) for p in build(text).paragraphs]


def test_build_takes_no_name_with_a_digit_for_a_marker() -> None:
    text = f"{PROSE}Sales rose in Q1, fell in Q2 and recovered in Q3.\n\nSteps\n\n1. Raise\n\n2. Cut\n\n3. Wait\n"
    document = build(text)
    assert document.footnotes == ()
    assert document.paragraphs[0].text.value.endswith("rose in Q1, fell in Q2 and recovered in Q3.")


def test_build_finds_a_single_note_where_its_marker_is_plain_to_see() -> None:
    (note,) = build(f"{PROSE}So it was.¹\n\n1. See the record.\n").footnotes
    assert (note.label, note.passage.text.value) == ("1", "See the record.")


def test_build_keeps_notes_whose_markers_are_lost() -> None:
    text = "\n\n".join([f"{PROSE}One.³ Two.⁴", "Notes", *(f"{n}. See item {n} of it." for n in range(1, 8))])
    notes = [(n.label, n.marker is not None) for n in build(text).footnotes]
    assert notes == [(str(n), n in (3, 4)) for n in range(1, 8)]


def test_build_links_a_marker_that_begins_a_block_to_that_block() -> None:
    document = build(f"{PROSE}\n\n[^1] {PROSE}\n\n[^1]: A note.\n")
    (note,) = document.footnotes
    assert note.marker is not None
    assert (note.marker.passage_id, note.marker.offset) == (document.paragraphs[1].passage_id, 0)


@pytest.mark.parametrize(
    "heading",
    ["Coverage by region", "Photovoltaics: the cost curve", "Editorial independence: a principle", "1. Aims"],
)
def test_build_takes_no_heading_for_a_credit_line(heading: str) -> None:
    assert (("heading", heading)) in kinds(f"{PROSE}\n\n{heading}\n\n{PROSE}")


@pytest.mark.parametrize("heading", ["The Consumer Price Index", "Contacts with the opposition", "References"])
def test_build_takes_no_section_with_prose_for_back_matter(heading: str) -> None:
    found = kinds("\n\n".join([PROSE] * 6 + [heading, PROSE, "Conclusion", PROSE]))
    assert found[-4:] == [
        (kind, text.strip())
        for kind, text in (("heading", heading), ("paragraph", PROSE), ("heading", "Conclusion"), ("paragraph", PROSE))
    ]


def test_build_leaves_the_title_page_whole() -> None:
    found = kinds(f"A Small Report\n\nJohn Smith\n\nMarch 2019\n\n{PROSE}\n\nOutlook\n\n{PROSE}")
    assert found[:3] == [
        ("front_matter", "A Small Report"),
        ("front_matter", "John Smith"),
        ("front_matter", "March 2019"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "New York, 14 March 2023",
        "Paris, le 4 mars 2021",
        "Institut der deutschen Wirtschaft, Köln, 5. Mai 2023",
        "Published on 12 June 2023",
        "12 June 2023 | Friends of the Earth",
        "Par Jean Dupont et Claire Martin",
        "Institute for Coastal Policy",
        "RL31675",
    ],
)
def test_build_leaves_the_last_line_of_the_title_page_in_it(line: str) -> None:
    assert kinds(f"A Small Report\n\nJohn Smith\n\n{line}\n\n{PROSE}")[2] == ("front_matter", line)


@pytest.mark.parametrize("line", ["F-35", "Case Study 1", "The Institute and its critics"])
def test_build_leaves_a_heading_over_the_prose(line: str) -> None:
    assert kinds(f"A Small Report\n\nJohn Smith\n\n{line}\n\n{PROSE}")[2] == ("heading", line)


def test_build_takes_no_title_under_the_publisher_for_a_heading() -> None:
    report = build(f"European Commission\n\nMay 2020\n\nThe European Green Deal\n\n{PROSE}\n\nOutlook\n\n{PROSE}")
    assert [p.kind for p in report.paragraphs] == ["front_matter"] * 3 + ["paragraph", "heading", "paragraph"]
    assert (report.metadata.title, report.metadata.publisher) == ("The European Green Deal", "European Commission")


def test_build_takes_an_introduction_for_a_heading_where_the_title_page_has_no_title() -> None:
    assert kinds(f"European Commission\n\nMay 2020\n\nIntroduction\n\n{PROSE}")[2] == ("heading", "Introduction")


def test_build_reads_what_stands_side_by_side_on_the_title_page() -> None:
    report = build(f"EUROPEAN\nCOMMISSION{' ' * 30}COM(2019) 640 final\n\nThe Green Deal\n\n3 May 2019\n\n{PROSE}")
    assert (report.metadata.title, report.metadata.publisher) == ("The Green Deal", "EUROPEAN COMMISSION")
    assert report.metadata.series_number == "COM(2019) 640"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("WHY    GAS    PRICES    RISE", "WHY GAS PRICES RISE"),
        ("Why Gas Prices     Rise in the\nWinter of Discontent", "Why Gas Prices Rise in the Winter of Discontent"),
        ("# Gas\tin Europe", "Gas in Europe"),
    ],
)
def test_build_cuts_no_title_at_the_gaps_between_its_words(first: str, title: str) -> None:
    metadata = build(f"{first}\n\nBy Ada Mensah\n\n3 May 2019\n\n{PROSE}\n\n{PROSE}").metadata
    assert (" ".join((metadata.title or "").split()), metadata.subtitle) == (title, None)


@pytest.mark.parametrize(
    "lines",
    ["Jane Roe\n\nEnvironment Agency", "JANE ROE\n\nENVIRONMENT AGENCY", "Jane Roe\n\nStanford University"],
)
def test_build_joins_no_author_with_the_affiliation(lines: str) -> None:
    metadata = build(f"The Gas Trap\n\n{lines}\n\n3 May 2019\n\n{PROSE}\n\n{PROSE}").metadata
    assert (metadata.title, metadata.authors, metadata.publisher) == ("The Gas Trap", ("Jane Roe",), None)


def test_build_keeps_the_fields_of_an_email_apart() -> None:
    fields = "From: Ada Mensah\nTo: Li Wei\nDate: Tue, 9 May 2023 07:00:12 +0000\nSubject: Who pays for the ports?"
    report = build(f"{fields.replace(': ', ':      ')}\n\n{PROSE}\n\n{PROSE}")
    assert [p.text.value for p in report.paragraphs[:4]] == fields.split("\n")
    assert (report.metadata.title, report.metadata.authors) == ("Who pays for the ports?", ("Ada Mensah",))


def test_build_takes_no_title_of_two_sentences_for_text() -> None:
    found = kinds(f"Who Paid? Taxes and Labour on the Lake\n\nWhere it went. And why\n\nBy Ada Mensah\n\n{PROSE}")
    assert [kind for kind, _ in found] == ["front_matter"] * 3 + ["paragraph"]


@pytest.mark.parametrize("heading", ["RECOMMENDATIONS.", "CHAPTER II."])
def test_build_reads_headings_in_capitals_with_a_stop(heading: str) -> None:
    assert ("heading", heading) in kinds(f"{PROSE}\n\n{heading}\n\n{PROSE}")
    assert ("heading", "U.S.A.") not in kinds(f"{PROSE}\n\nU.S.A.\n\n{PROSE}")
    assert ("heading", heading) not in kinds(f"{PROSE}\n\n{heading}\n\nIt rose at six.")


@pytest.mark.parametrize("line", ["MR. SMITH.", "LONDON, MAY 3.", "YOURS SINCERELY.", "JOHN DOE, ESQ.", "JOHN DOE."])
def test_build_takes_no_line_of_a_letter_for_a_heading(line: str) -> None:
    assert ("heading", line) not in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")


def test_build_begins_the_text_at_the_heading_that_opens_it() -> None:
    page = "THE TOLLS\n\nBY HENRY MARSH\n\nCHAPTER I.\n\nTHE OLD TOLLS."
    assert [kind for kind, _ in kinds(f"{page}\n\n{PROSE}")] == ["front_matter"] * 2 + ["heading"] * 2 + ["paragraph"]
    for page in ("The Ports\n\nPart One\n\nBy Jane Roe\n\n3 May 2019", "The Ports\n\nBackground\n\nRise\n\nJane Roe"):
        assert [kind for kind, _ in kinds(f"{page}\n\n{PROSE}")] == ["front_matter"] * 4 + ["paragraph"]
    listed = f"Ports\n\nIntroduction\n\nThe sale\n\nIntroduction\n\n{PROSE}"
    assert [kind for kind, _ in kinds(listed)] == ["front_matter"] * 3 + ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("titles", "levels"),
    [
        (["I. Ports", "A. Dues", "B. Sales", "II. Roads", "C. Tolls", "III. Rail"], [1, 2, 2, 1, 2, 1]),
        (["I. Ports", "A. Dues", "1. Before", "2. Behind", "B. Sales", "II. Roads", "A. Tolls"], [1, 2, 3, 3, 2, 1, 2]),
        (["A. Ports", "B. Roads", "C. Rail", "I. Steam", "D. Air"], [1, 1, 1, 2, 1]),
        (["1. Ports", "1.1 Dues", "2. Roads", "A. Proofs", "B. Data"], [1, 2, 1, 1, 1]),
        (["1. Ports", "A. Dues", "B. Tax", "2. Roads", "1. Rail", "A. Steam", "2. Air"], [1, 2, 2, 1, 1, 2, 1]),
        (["I. Ports", "1. Dues", "2. Tax", "II. Roads", "1. Tolls", "I. Rail", "1. Air"], [1, 2, 2, 1, 2, 1, 2]),
    ],
)
def test_build_tells_levels_by_the_ways_that_headings_are_numbered(titles: list[str], levels: list[int]) -> None:
    report = build(f"Ports\n\n{PROSE}\n\n" + "".join(f"{title}\n\n{PROSE}\n\n" for title in titles))
    assert [(s.title, s.level) for s in report.sections] == list(zip(titles, levels, strict=True))


def test_build_puts_a_list_behind_numbered_sections_beside_them() -> None:
    titles = ["1. Ports", "Outlook", "2. Roads", "References"]
    report = build(f"Ports\n\n{PROSE}\n\n" + "".join(f"{title}\n\n{PROSE}\n\n" for title in titles))
    assert [s.level for s in report.sections] == [1, 2, 1, 1]


def test_build_takes_a_number_right_under_another_for_a_deeper_one() -> None:
    report = build(f"Ports\n\n{PROSE}\n\nI. Ports\n\n{PROSE}\n\nII. Roads\n\nA. Tolls\n\n{PROSE}")
    assert [s.level for s in report.sections] == [1, 1, 2]


@pytest.mark.parametrize(
    ("marker", "label"),
    [
        ("*", "* {}"),
        ("†", "† {}"),
        ("(*)", "(*) {}"),
        ("[*]", "[*] {}"),
        ("[1]", "[Footnote 1: {}]"),
        ("[A]", "[Footnote A: {}]"),
        ("*", "[Footnote *: {}]"),
        ("\\1\\", "\\1\\{}"),
        ("^1", "^1 {}"),
    ],
)
def test_build_finds_a_single_note_that_closes_the_text(marker: str, label: str) -> None:
    report = build(f"{PROSE}\n\n{PROSE.strip()}{marker}\n\n{PROSE}\n\n{label.format('See the files.')}\n")
    assert [note.passage.text.value for note in report.footnotes] == ["See the files."]
    assert report.paragraphs[1].text.value == PROSE.strip()


@pytest.mark.parametrize(
    ("rest", "says"),
    [("]", "The board [of 1871] says: “Dues fell.”"), ("", "The board [of 1871] says:")],
    ids=["closed", "never closed"],
)
def test_build_ends_a_note_in_brackets_where_they_are_closed(rest: str, says: str) -> None:
    note = f"[Footnote A: The board [of 1871] says:\n\n“Dues fell.”{rest}"
    report = build(f"{PROSE}\n\n{PROSE.strip()}[A]\n\n{note}\n\n{PROSE}\n\n{PROSE}")
    assert [note.passage.text.value for note in report.footnotes] == [says]


@pytest.mark.parametrize("quoted", ['"[A]ny ship shall pay."', '"[A] ship shall pay."', "“[A]ny ship shall pay.”"])
@pytest.mark.parametrize("note", ["Note", "Footnote"])
def test_build_takes_no_letter_that_was_put_for_another_for_a_marker(quoted: str, note: str) -> None:
    said = f"The charter says that {quoted}"
    report = build(f"{PROSE}\n\n{said}\n\n[{note} A: See the charter.]\n\n{PROSE}")
    assert said in [p.text.value for p in report.paragraphs]


@pytest.mark.parametrize("end", ["\n\n* Ports\n", "\n\n* Ports\n* Roads\n", "\n\nOur aims:\n\n* Ports\n"])
def test_build_takes_no_list_for_notes_where_a_star_stands_in_the_text(end: str) -> None:
    starred = f"{PROSE.strip()}*" if "aims" in end or "Roads" in end else PROSE
    assert build(f"{PROSE}\n\n{starred}\n\n{PROSE}{end}").footnotes == ()


@pytest.mark.parametrize(("date", "marked"), [("in May 2018", True), ("in 2018", False), ("by some 2018", False)])
def test_build_finds_a_marker_that_touches_the_year_of_a_month(date: str, marked: bool) -> None:
    text = f"{PROSE.strip()}1 It was built.2\n\nDues rose {date}3, as the board says. {PROSE.strip()}4 {PROSE.strip()}5"
    report = build(f"{text}\n\nNotes\n\n" + "\n\n".join(f"{n} See file {n}." for n in range(1, 6)))
    assert [note.marker is not None for note in report.footnotes] == [True, True, marked, True, True]
    assert (f"rose {date}," in report.paragraphs[1].text.value) is marked


@pytest.mark.parametrize("labels", [("i", "ii", "iii"), ("a", "b", "c")])
def test_build_finds_notes_whose_labels_are_letters_in_brackets(labels: tuple[str, ...]) -> None:
    text = "".join(f"{PROSE.strip()}[{label}]\n\n" for label in labels)
    report = build(text + "\n".join(f"[{label}] See page {label}." for label in labels))
    assert [(note.label, note.marker is not None) for note in report.footnotes] == [(label, True) for label in labels]


@pytest.mark.parametrize("labels", [("i", "ii", "iii"), ("a", "b", "c")])
def test_build_takes_no_items_that_the_text_refers_to_for_notes(labels: tuple[str, ...]) -> None:
    items = "\n\n".join(f"[{label}] to keep the record {label};" for label in labels)
    one, two, three = labels
    refers = f"The duties in [{one}] and [{two}] bind the state. The one in [{three}] binds the board."
    assert build(f"{PROSE}\n\n{refers} {PROSE}\n\n{items}\n\n{PROSE}").footnotes == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Abb. 3 verdeutlicht dies.", "paragraph"),
        ("Tableau 3 de l'annexe montre que les prix montent.", "paragraph"),
        ("Abb. 3: Preise in Europa", "caption"),
        ("Table 3 Spending by region.", "caption"),
    ],
)
def test_build_takes_no_sentence_about_a_figure_for_its_caption(text: str, kind: str) -> None:
    assert (kind, text) in kinds(f"{PROSE}\n\n{text}\n\n{PROSE}")


def test_build_takes_no_line_within_a_paragraph_for_a_field() -> None:
    lines = ["The council met in the old hall by the sea and gave him a"] * 6
    lines[3:3] = ["Title: the head of the firm, which he had never asked for,"]
    (paragraph,) = build("\n".join(lines) + ".").paragraphs
    assert paragraph.text.value.count("Title: the head") == 1


def test_build_takes_no_sections_in_the_contents_for_notes() -> None:
    lead = f"{PROSE.strip()}[1] {PROSE.strip()}[2] {PROSE.strip()}[3]"
    report = build(
        f"{lead}\n\nContents\n1 Ports\n2 Roads\n3 Rail\n\nPorts\n\n{PROSE}\n\nRoads\n\n{PROSE}\n\nRail\n\n{PROSE}"
    )
    assert report.footnotes == ()


def test_build_parts_short_lines_over_paragraphs_of_one_line() -> None:
    found = kinds(f"Why the ports should stay public\nBy Ada Mensah\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n")
    assert [text for _, text in found[:2]] == ["Why the ports should stay public", "By Ada Mensah"]


def test_build_takes_a_name_over_the_prose_for_the_author() -> None:
    assert build(f"Ports and Power\n\nJane Roe\n\n{PROSE}\n\n{PROSE}").metadata.authors == ("Jane Roe",)
    assert ("heading", "Old Harbours") in kinds(f"Ports and Power\n\nOld Harbours\n\n{PROSE}\n\n{PROSE}")


@pytest.mark.parametrize("line", ["I. Introduction", "A. Market Power", "Virginia Politics"])
def test_build_takes_no_heading_for_another_author(line: str) -> None:
    report = build(f"Gas in Europe\n\nBy Jane Roe\n\nMay 2019\n\n{line}\n\n{PROSE}\n\n{PROSE}")
    assert (report.metadata.authors, [s.title for s in report.sections]) == (("Jane Roe",), [line])
    names = build(f"Gas in Europe\n\nAda Mensah\n\nJohn Doe\n\n{PROSE}\n\n{PROSE}")
    assert names.metadata.authors == ("Ada Mensah", "John Doe")


@pytest.mark.parametrize(
    ("one", "two_three", "four_to_six", "seven"),
    [
        ("[1]", "[2, 3]", "[4-6]", "[7]"),
        (" [1]", " [2,3]", " [4–6]", " [7]"),
        ("¹", "²,³", "⁴⁻⁶", "⁷"),
        ("¹", "², ³", "⁴–⁶", "⁷"),
        ("1", "2,3", "4-6", "7"),
        ("^1", "^2,3", "^4-6", "^7"),
    ],
)
def test_markers_at_one_place_lead_to_a_note_each(one: str, two_three: str, four_to_six: str, seven: str) -> None:
    said = "It met{} and left.{} Then came the rain{} and it fell.{}"
    notes = "\n\n".join(f"{number}. Note {letter}." for number, letter in enumerate("abcdefg", 1))
    report = build(f"{PROSE}\n\n{said.format(one, two_three, four_to_six, seven)}\n\nNotes\n\n{notes}\n")
    assert report.paragraphs[1].text.value == said.format("", "", "", "")
    ends = [len(before) for before in ("It met", "It met and left.", "It met and left. Then came the rain")]
    offsets = [note.marker and note.marker.offset for note in report.footnotes]
    assert offsets == [ends[0], *[ends[1]] * 2, *[ends[2]] * 3, len(said.format("", "", "", ""))]


@pytest.mark.parametrize("mark", ["[{}]", "{}"])
@pytest.mark.parametrize(
    "said",
    [
        "was won,2-3 at home, by",
        "answered on a scale [1-3] how it was",
        "was as the award says in [2, 3] and",
        "was [5-3] to [2-90] of them",
        "says, pp.1-2 and art.2-3 of it",
        "spent more in FY1-2 and FY2-3 than",
        "(see nos.2-3) was so",
        "fell from x^2,3 to",
        "has 5 km²,³ of",
    ],
)
def test_figures_are_no_markers_at_one_place(said: str, mark: str) -> None:
    sentences = [f"It {said} that.", "It met.", "So it was.", "It left.", "So it fell.", "It went."]
    text = " ".join(f"{sentence}{mark.format(number)}" for number, sentence in enumerate(sentences, 1))
    notes = "\n\n".join(f"[{number}] Note {letter}." for number, letter in enumerate("abcdef", 1))
    document = build(f"{PROSE}{text}\n\nNotes\n\n{notes}\n")
    assert document.paragraphs[0].text.value == f"{PROSE}{' '.join(sentences)}"
    assert all(note.marker for note in document.footnotes)


@pytest.mark.parametrize("marker", ["", "i", "[ii]", " [ii]", "12", "*", "¹"])
def test_build_takes_two_sentences_for_text_whatever_marker_ends_them(marker: str) -> None:
    text = f"Ports matter. The state owned all of them.{marker}"
    assert kinds(f"Ports\n\nBy Jane Roe\n\n{text}\n\n{PROSE}")[2] == ("paragraph", text)


LEAD = "The council said that the port would be sold."
REPLY = "Two former ministers spoke against it."


@pytest.mark.parametrize("more", ["", f"\n\n{PROSE}"])
def test_build_takes_sentences_under_the_title_page_for_text(more: str) -> None:
    head = "Port to be sold\n\nBy Ada Mensah, Diplomatic Editor\n\nThe Guardian, 24 November 2020"
    found = build(f"{head}\n\n{LEAD}\n\n{REPLY}{more}")
    assert [p.kind for p in found.paragraphs[:5]] == ["front_matter"] * 3 + ["paragraph"] * 2
    assert (found.metadata.title, found.metadata.authors) == ("Port to be sold", ("Ada Mensah",))
    assert str(found.metadata.published_start) == "2020-11-24"


@pytest.mark.parametrize("line", ["ISBN 978-0-596-51796-0", "May 2020", "By Ada Mensah", "Ada Mensah"])
def test_build_leaves_a_sentence_above_a_line_of_the_title_page_in_it(line: str) -> None:
    found = kinds(f"Port to be sold\n\n{LEAD}\n\n{line}\n\n© Harbour Office\n\n{PROSE}")
    assert [kind for kind, _ in found] == ["front_matter"] * 4 + ["paragraph"]


def test_build_takes_no_sentence_with_a_marker_for_a_heading() -> None:
    text = "The port was sold in the spring of the year.[2]"
    assert ("heading", text) not in kinds(f"{PROSE}\n\n{text}\n\n{PROSE}")


def test_build_takes_no_two_sentences_for_a_heading() -> None:
    assert ("heading", "It rose. Nobody knows why it did") not in kinds(
        f"{PROSE}\n\nIt rose. Nobody knows why it did\n\n{PROSE}"
    )


def test_build_joins_nothing_to_a_list_item_without_stop_but_what_goes_on() -> None:
    pages = f"{PROSE}\n\n- First item\n\n- Second item without stop\f{PROSE}\n\n- Third that goes\fon after the page\n"
    texts = [text for _, text in kinds(pages)]
    assert "Second item without stop" in texts
    assert "Third that goes on after the page" in texts


def test_build_reads_markdown_marks_of_headings_and_quotations() -> None:
    document = build(
        f"# Report\n\n## Methods\n\n{PROSE}**Source: **ours.\n\n> quoted words\n\n---\n\n# Results\n\n{PROSE}"
    )
    assert [(s.level, s.title) for s in document.sections] == [(2, "Methods"), (1, "Results")]
    assert [p.text.value[-13:] for p in document.paragraphs if p.kind != "heading"] == [
        "Report",
        "Source: ours.",
        "quoted words",
        PROSE.strip()[-13:],
    ]


def test_build_removes_a_chapters_title_where_it_heads_further_pages() -> None:
    pages = [f"2 Ports of the World\n\nPage {word} begins and ends. {PROSE}" for word in WORDS[:5]]
    document = build("\f".join([PROSE, *pages]))
    assert [s.title for s in document.sections] == ["2 Ports of the World"]
    assert sum("Ports of the World" in p.text.value for p in document.paragraphs) == 1


def test_build_finds_notes_under_their_heading_where_no_marker_is_left() -> None:
    text = "\n\n".join([PROSE, "# Endnotes", *(f"{n}. See item {n} of it." for n in range(1, 6))])
    document = build(text)
    assert [(n.label, n.marker) for n in document.footnotes] == [(str(n), None) for n in range(1, 6)]
    assert build("\n\n".join([PROSE, "Demands", *(f"{n}. See item {n} of it." for n in range(1, 6))])).footnotes == ()


def test_build_takes_a_marker_out_with_the_space_before_it() -> None:
    document = build(
        f"{PROSE}So it was. ¹ {PROSE}Then it ended. ²\n\nNOTES\n\n1. See the record.\n\n2. See it again.\n"
    )
    assert " So it was. The council" in document.paragraphs[0].text.value
    assert [(p.kind, p.text.value) for p in document.paragraphs[1:]] == [("heading", "NOTES")]
    assert [(n.label, n.marker is not None) for n in document.footnotes] == [("1", True), ("2", True)]


@pytest.mark.parametrize(
    "parts",
    [
        ["A Title", "Notes", PROSE, "1. Introduction", PROSE, "2. Aims", PROSE, "3. Conclusion", PROSE],
        ["Notes:", PROSE, "Recommendations", "1. Cut the budget.", "2. Raise the taxes.", "3. Sell the assets."],
    ],
)
def test_build_takes_no_chapters_or_lists_for_notes_whose_markers_are_lost(parts: list[str]) -> None:
    assert build("\n\n".join([PROSE, *parts])).footnotes == ()


def test_build_ends_the_notes_where_something_else_stands() -> None:
    notes = [f"{n}. See item {n} of it." for n in range(1, 6)]
    document = build("\n\n".join([f"{PROSE}¹ Two.²", "Endnotes", *notes, "Annex", PROSE, "6. Something"]))
    assert [n.label for n in document.footnotes] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("heading", ["Design: Lessons Learned", "Illustration: How It Works", "Designed by Nature"])
def test_build_takes_no_heading_with_a_colon_for_a_credit_line(heading: str) -> None:
    assert ("heading", heading) in kinds(f"{PROSE}\n\n{heading}\n\n{PROSE}")


def test_build_leaves_a_label_where_nothing_is_that_can_be_read() -> None:
    document = build(f"{PROSE}¹ Two.² Three.³\n\n1. See it.\n\n2. \u00ad\n\n3. **\u200b** \n")
    assert [(note.label, note.passage.text.value) for note in document.footnotes] == [("1", "See it.")]
    assert document.paragraphs[0].text.value.endswith("Two.² Three.³")


def test_build_reads_a_heading_between_the_marks_of_a_typed_out_book() -> None:
    report = build(f"{PROSE}\n\n=Ports and Roads=\n\n{PROSE}\n\nIt is = 2, not =3=.\n\n{PROSE}")
    assert [s.title for s in report.sections] == ["Ports and Roads"]
    assert "It is = 2, not =3=." in [p.text.value for p in report.paragraphs]


@pytest.mark.parametrize("row", ["= Net dues of the port", "= 12 million dollars", "=SUM(A1:A5)=", "=C3=9Cber Quais="])
def test_build_takes_no_sum_for_a_heading(row: str) -> None:
    assert ("paragraph", row) in kinds(f"{PROSE}\n\n{row}\n\n{PROSE}")


def test_build_leaves_out_marks_around_nothing() -> None:
    assert [p.text.value for p in build(f"{PROSE}\n\n**\u00ad**\n\n{PROSE}").paragraphs] == [PROSE.strip()] * 2


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("• Dues;", "list_item"),
        ("4. Dues of the port; or", "list_item"),
        ("Of Ports; or", "heading"),
        ("On Quays, Sheds, and", "heading"),
    ],
)
def test_build_takes_what_ends_as_an_item_for_a_heading_only_without_its_number(item: str, kind: str) -> None:
    report = kinds(
        f"Contents\n\nShips 3\n\nDues 4\n\nRail 5\n\nShips\n\n{PROSE}\n\n{item}\n\n{PROSE}\n\nRail\n\n{PROSE}"
    )
    assert (kind, item.lstrip("• ")) in report


def test_build_takes_the_titles_of_chapters_between_their_notes_for_headings() -> None:
    chapters = [f"{title}\n\n{PROSE.strip()}¹ {PROSE.strip()}² {PROSE}" for title in ("Ships", "Roads", "Rail")]
    notes = [f"{title}\n\n1. See {title} of 1964.\n2. Ibid., p. 3." for title in ("Ships", "Roads", "Rail")]
    report = build("\n\n".join(["Ports", PROSE, *chapters, "Notes", *notes, "Appendix", "Witnesses", PROSE]))
    titles = ["Ships", "Roads", "Rail"]
    assert [s.title for s in report.sections] == [*titles, "Notes", *titles, "Appendix", "Witnesses"]


def test_build_takes_items_of_a_list_that_each_have_a_note_below_for_no_headings() -> None:
    items = [f"{at - 1}. {word}[{at}]\n\n[{at}] See the {word}.\n" for at, word in enumerate(("Ports", "Roads"), 2)]
    report = build("\n".join([f"{PROSE.strip()}[1]\n\n[1] See the map.\n", PROSE, *items, PROSE, PROSE]))
    listed = [p.text.value for p in report.paragraphs if p.kind == "list_item"]
    assert listed == ["1. Ports", "2. Roads"]


@pytest.mark.parametrize(
    ("heading", "below", "kind"),
    [
        ("THE STEAMSHIP “ARRAN.”", PROSE.strip(), "heading"),
        ("THE CHAIRMAN.", "I now put to you the question of the member for the port of Coll:", "paragraph"),
        ("THE PRESIDENT.", "It shows the decks that the bulkheads reached.", "paragraph"),
    ],
)
def test_build_reads_an_old_heading_that_ends_with_a_quotation(heading: str, below: str, kind: str) -> None:
    assert (kind, heading) in kinds(f"{PROSE}\n\n{heading}\n\n{below}\n\n{PROSE}")


def test_build_keeps_a_number_that_stands_alone() -> None:
    assert [p.text.value for p in build(f"1.1\n\n2.2\n\nAims\n\n{PROSE}\n\n3.3\n").paragraphs] == [
        "1.1",
        "2.2 Aims",
        PROSE.strip(),
        "3.3",
    ]


def test_build_joins_no_number_with_what_stands_behind_notes_or_another_page() -> None:
    document = build(f"STEADY HANDS\n\n{PROSE}¹ So.²\n\n3.3\n\n1. See it.\n\n2. See that.\n\fSTEADY HANDS\n\n{PROSE}\n")
    assert [p.text.value for p in document.paragraphs[-3:]] == ["3.3", "STEADY HANDS", PROSE.strip()]
    spans = sorted(span for passage in document.passages() for span in passage.source_spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_build_takes_a_label_before_nothing_but_a_marker_for_no_note() -> None:
    document = build(f"{PROSE}\n{PROSE}\n1.²\n\n2. {PROSE}")
    said = " ".join(passage.text.value for passage in document.passages())
    assert "1." in said
    assert [note.label for note in document.footnotes] in ([], ["2"])


@pytest.mark.parametrize("foot", ["{said}¹\n↩\n\n1. ", "{said}1\n{said}2\n\n1. \u000b\u00ad\n2. {said}"])
def test_build_leaves_marker_and_label_of_a_note_that_says_nothing(foot: str) -> None:
    said = "In March 2019 the World Bank lent $1.3 billion to the Ministry of Finance."
    head = "STEADY HANDS\n\n"
    document = build(f"{head}{said}\n{said}\n\f{head}\n\f{head}{foot.format(said=said)}")
    assert "1" not in [footnote.label for footnote in document.footnotes]
    assert any(re.search("Finance.[1¹]", passage.text.value) for passage in document.passages())
    assert any("1." in passage.text.value.split() for passage in document.passages())


@pytest.mark.parametrize("unit", ["240 km²", "1.7 m²", "12 hm³", "9 ft²", "2 t CO²"])
def test_build_takes_no_exponent_of_a_unit_for_a_marker(unit: str) -> None:
    text = f"They are dear.¹ Each takes {unit} of it.² The law of 2019 freed them.³ {PROSE}"
    document = build(
        text + f"The last takes {unit}, or {unit} and more. " * 20 + "\n\n¹ See it.\n² See that.\n³ Ibid.\n"
    )
    offsets = [note.marker.offset for note in document.footnotes if note.marker]
    said = document.paragraphs[0].text.value
    assert [said[:offset].rpartition(" ")[2] for offset in offsets] == ["dear.", "it.", "them."]
    assert said.count(unit) == 41


def test_build_takes_the_figure_of_a_sum_for_the_marker_that_the_notes_lack() -> None:
    document = build(f"{PROSE}It was cheap.¹ The quay cost £5m² and more.³ {PROSE}\n\n¹ See it.\n² Ibid.\n³ Ibid.\n")
    assert [note.marker is not None for note in document.footnotes] == [True] * 3
    assert "cost £5m and more. The" in document.paragraphs[0].text.value


def test_build_reads_a_title_that_stands_below_authors_and_date() -> None:
    front = [
        "Chatham House",
        "Research Paper",
        "Ada Mensah and Li Wei",
        "Security Programme | July 2020",
        "Ports of Asia",
    ]
    document = build("\n\n".join([*front, PROSE, PROSE]))
    assert document.sections == ()
    assert (document.metadata.title, document.metadata.publisher) == ("Ports of Asia", "Chatham House")
    assert document.metadata.authors == ("Ada Mensah", "Li Wei")
    assert [s.title for s in build("\n\n".join(["Quiet Harbours", *front[2:], PROSE, PROSE])).sections] == [front[4]]


def test_build_parts_paragraphs_at_the_indents_of_their_first_lines() -> None:
    full = "The council of the island met in the old hall by the sea and gave him a seat."
    lines = ["    " + full[:-5] + ".", full[:-1], full, "    " + full[:-5] + ".", full[:-1], "that is his."]
    texts = [" ".join(" ".join(lines[:3]).split()), " ".join(" ".join(lines[3:]).split())]
    assert [text for _, text in kinds("\n".join(lines))] == texts


def test_build_leaves_lines_apart_that_are_paragraphs_each() -> None:
    lines = [
        f"The council of {name} met in the old hall by the sea in 2019." for name in ("Arran", "Bute", "Coll", "Eigg")
    ]
    assert [text for _, text in kinds("\n".join(lines * 3))] == lines * 3


@pytest.mark.parametrize(
    "listed", ["Ports\n1\nRoads\n\n3\nRail\n8", "Ports\nRoads\nRail", "I. Ports\nII. Roads\nIII. Rail"]
)
@pytest.mark.parametrize("heading", ["Contents", "Índice"])
def test_build_reads_contents_whose_page_numbers_stand_below_the_titles(heading: str, listed: str) -> None:
    text = f"Who Pays\n\n{heading}\n{listed}\n\nPorts\n\n{PROSE}\n\nRoads\n\n{PROSE}\n\nRail\n\n{PROSE}"
    found = build(text)
    lines = listed.replace("\n\n", "\n").split("\n")
    assert [p.text.value for p in found.paragraphs if p.kind == "toc"] == [heading, *lines]
    assert [(s.level, s.title) for s in found.sections] == [(1, "Ports"), (1, "Roads"), (1, "Rail")]
    assert found.metadata.authors == ()


def test_build_takes_the_prose_behind_the_contents_for_text() -> None:
    found = kinds(
        f"Who Pays\n\nContents\nPorts .... 1\nRoads .... 3\nRail .... 8\n\nA Word\n\n{PROSE}\n\nPorts\n\n{PROSE}"
    )
    assert [kind for kind, _ in found[-4:]] == ["heading", "paragraph"] * 2


def test_build_takes_no_date_above_a_signature_for_a_heading() -> None:
    found = build(f"{PROSE}\n\n{PROSE}\n\nParis, le 25 mars 2021\n\nMarie Lafontaine\n\nDirectrice")
    assert "Paris, le 25 mars 2021" not in [s.title for s in found.sections]
    assert [s.title for s in build(f"{PROSE}\n\n12 March 2021\n\n{PROSE}").sections] == ["12 March 2021"]


def test_build_takes_no_line_that_ends_a_letter_for_a_heading() -> None:
    end = "Yours faithfully\n\nAda Mensah\n\nEnclosures"
    found = build(f"{PROSE}\n\nWhat Is to Pay\n\n{PROSE}\n\nAda Mensah\n\n{PROSE}\n\n{end}\n")
    assert [s.title for s in found.sections] == ["What Is to Pay", "Ada Mensah"]


@pytest.mark.parametrize(
    "titles",
    [["5 Outlook", "6 Annex", "To follow"], ["Annex", "List of Members", "Further Reading"]],
    ids=["numbered", "known"],
)
def test_build_takes_titles_that_end_a_report_for_headings(titles: list[str]) -> None:
    found = build("\n\n".join([PROSE, "Ports", PROSE, *titles]))
    assert [s.title for s in found.sections][:3] == ["Ports", *titles[:2]]


def test_build_keeps_the_headings_that_a_list_at_the_end_repeats() -> None:
    found = build("\n\n".join([PROSE, "Ports", PROSE, "Roads", PROSE, "Home", "Ports", "Roads", "Search"]))
    assert [s.title for s in found.sections] == ["Ports", "Roads"]


def test_build_takes_no_entry_of_a_log_for_a_heading() -> None:
    log = [
        f"{day} March 2021\n\nShip Ada {does}" for day, does in ((12, "enters from Leith"), (13, "leaves for Bergen"))
    ]
    report = build("\n\n".join(["The Log", PROSE, *log, "14 March 2021", PROSE]))
    assert [s.title for s in report.sections if "Ship" in s.title] == []


def test_build_takes_no_table_below_a_heading_for_contents() -> None:
    report = build(f"Register of Quays\n\n{PROSE}\n\nContents\n\nSand\n\n12\n\nClay\n\n30\n\nSilt\n\n58")
    assert "toc" not in [p.kind for p in report.paragraphs]
    assert PROSE.strip() in [p.text.value for p in report.paragraphs if p.kind == "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Subject: Who pays for the ports of the north and", "What they have got for it"],
        [
            "SUBJECT: The Source Code of Ports: How to Get It",
            "Efficiency and the Transparency of All Ports by",
            "Reuse",
        ],
    ],
)
def test_build_reads_a_subject_over_several_lines(lines: list[str]) -> None:
    report = build("To: Heads of Ports\nFrom: Ada Mensah\n" + "\n".join(lines) + f"\n\n{PROSE}\n\n{PROSE}")
    assert [p.text.value for p in report.paragraphs if p.kind == "front_matter"][2:] == [" ".join(lines)]
    apart = build(f"Subject: Who pays for the ports of the north now\nTo: Li Wei\n\n{PROSE}\n\n{PROSE}")
    assert "To: Li Wei" in [p.text.value for p in apart.paragraphs]


def test_build_takes_the_marked_title_under_a_subject() -> None:
    assert build(f"Subject: Gas\n\n# Why Prices Rise\n\n{PROSE}\n\n{PROSE}").metadata.title == "Why Prices Rise"


def test_build_takes_no_speaker_of_a_play_for_a_heading() -> None:
    scene = "".join(f"{name}.\n\n{PROSE}\n\n" for name in ("PREFACE", "HAMLET", "HORATIO", "HAMLET", "HAMLET"))
    assert {s.title for s in build(f"{PROSE}\n\n{scene}").sections} == {"PREFACE.", "HORATIO."}
    parts = f"CHAPTER I.\n\n{PROSE}\n\n" * 3
    assert len(build(f"{PROSE}\n\n{parts}").sections) == 3


def test_build_takes_two_headings_between_title_page_and_prose_for_headings() -> None:
    report = build(f"Ports and Power\n\nBy Ada Mensah\n\nMay 2021\n\nWho Pays\n\nOld Harbours\n\n{PROSE}")
    assert [s.title for s in report.sections] == ["Who Pays", "Old Harbours"]
    assert report.metadata.authors == ("Ada Mensah",)
    titled = build(f"European Commission\n\nMay 2020\n\nThe Green Deal\n\nA New Start\n\n{PROSE}")
    assert titled.metadata.title == "The Green Deal"


@pytest.mark.parametrize("row", ["{}      2,300     {}", "Island {}     2,300     {}", "{}\t{}"])
def test_build_takes_no_table_for_contents(row: str) -> None:
    table = "\n".join(row.format(2017 + year, 12 * year) for year in range(1, 6))
    report = build(f"{PROSE}\n\nPorts\n\n{PROSE}\n\n{table}\n\nRoads\n\n{PROSE}")
    assert "toc" not in [p.kind for p in report.paragraphs]
    assert [s.title for s in report.sections if not s.title[0].isdigit()][:1] == ["Ports"]


@pytest.mark.parametrize(
    "lines",
    [
        "REPORT OF THE COMMISSION\n\nON\n\nCOAL AND STEEL\n\nIN THE\n\nNORTH",
        "Report of the Commission on\n\nCoal and Steel in the North",
        "Report of the Commission on Coal\nand steel in the North",
        "Report of the Commission on Coal –\nSteel in the North",
    ],
)
def test_title_in_a_narrow_measure_is_one(lines: str) -> None:
    document = build(f"{lines}\n\nHarbour Institute\n\n3 May 2019\n\n{PROSE}\n\n{PROSE}\n")
    assert document.metadata.title == re.sub(r"\n+", " ", lines)
    assert document.metadata.subtitle is None


@pytest.mark.parametrize("below", ["lessons from the north", "Lessons from the north"])
def test_title_ends_at_a_blank_line(below: str) -> None:
    document = build(f"The Gas Trap\n\n{below}\n\nedited by Jane Roe\n\n3 May 2019\n\n{PROSE}\n\n{PROSE}\n")
    assert (document.metadata.title, document.metadata.subtitle) == ("The Gas Trap", below)

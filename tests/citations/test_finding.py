"""What is found in notes of many styles: every mark in them is compared."""

import gc
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.citations import tagger
from outsider_etl.citations.features import features
from outsider_etl.citations.finding import read_footnotes, read_note
from outsider_etl.citations.model import Citation
from outsider_etl.citations.numbering import with_number
from outsider_etl.citations.reading import read_work
from outsider_etl.citations.tokens import tokenize
from outsider_etl.document import Footnote, SourceLink
from outsider_etl.report import build_document, read_pages
from outsider_etl.text import Text
from tests.citations.notes import cited, marked
from tests.nlp.inline import lines
from tests.tables.hand_made import passage

PLAIN = """\
<c t=article-journal><a>P. <f>Lindqvist</f></a>, “<ti>Ice and Order in the Barents Sea</ti>”, *<j>Polar \
Record</j>*, Vol. <vo>41</vo>, No. <is>2</is>, <d v=2015>2015</d>, pp. <pp>12-34</pp>.</c>
<c t=book><a>Maria <f>Ferrante</f></a>, *<ti>Ports of Call: Trade and Empire</ti>* (<pl>London</pl>: \
<p>Routledge</p>, <d v=2011>2011</d>), p. <pp>45</pp>.</c>
See <c t=article-newspaper><a>T. <f>Okafor</f></a>, “<ti>Grid Failure Leaves Lagos in the Dark</ti>”, \
*<j>The Guardian</j>*, <d v=2019-03-05>5 March 2019</d>, available at: <<u>https://guardian.ng</u>></c>; \
<c t=webpage>“<ti>Power Sector Recovery Plan</ti>”, <p>Ministry of Power</p>, <d v=2018-10>October \
2018</d>, available at: <u>www.power.gov.ng</u>.</c>
*For a critical view, see* <c t=report><l>World Bank</l>, *<ti>Power Sector Recovery Operation</ti>*, \
Report No. <nu>PAD3542</nu>, <d v=2020>2020</d>, p. <pp>11</pp>.</c>
<c t=interview>Interview with a former official of the ministry, <pl>Abuja</pl>, <d v=2021-05>May 2021</d>.</c>
The tariff was raised twice in 2020, by more than half for large users.
<c t=article-newspaper>“<ti>Novaja gavan'</ti>” [<tt>A new harbour</tt>], *<j>Kommersant</j>*, \
<d v=2018-09-14>14 September 2018</d>, available at: <u>www.kommersant.ru</u>.</c>
<c t=legislation><vo>30</vo> <j>U.S.C.</j> <nu>§1401(a)</nu>.</c>
"""


def pairs(citations: list[Citation], text: str) -> list[tuple[str, str, str]]:
    return [
        (text[each.start : each.end], part.label, text[part.start : part.end])
        for each in citations
        for part in each.parts
    ]


@pytest.mark.parametrize("line", lines(PLAIN))
def test_citations_are_found_with_their_fields(line: str) -> None:
    (note,) = notes = marked(f"1 {line}")
    assert pairs(read_note(note.text, note.emphasis).citations, note.text) == pairs(cited(notes), note.text)


def footnote(number: int, text: str) -> Footnote:
    return Footnote(passage(f"n{number:03}", "footnote", Text.of(text)), str(number), None)


def test_citations_of_a_document_are_resolved() -> None:
    notes = read_footnotes(
        [
            footnote(1, "J. Holmgren, “Ice Roads”, Polar Record, Vol. 12, 2009, pp. 3-9."),
            footnote(2, "Ibid., p. 4. The road was closed in 2010."),
            footnote(3, "J. Holmgren, “Ice Roads”, op. cit., p. 7."),
        ]
    )
    assert [(each.citation.kind, each.refers_to, each.work) for each in notes.citations] == [
        ("full", None, 0),
        ("ibid", 0, 0),
        ("short", 0, 0),
    ]


def test_the_footnotes_of_a_document_that_cite_have_tags() -> None:
    texts = ["J. Holmgren, Ice Roads, Oxford: Oxford University Press, 2009.", "", "The World Bank agreed.", "Ibid."]
    notes = read_footnotes([footnote(number, text) for number, text in enumerate(texts, start=1)])
    named = [
        tags and [text[slice(*name)] for name in tags.names()] for text, tags in zip(texts, notes.tags, strict=True)
    ]
    assert named == [["Oxford University Press"], None, None, []]


def test_an_address_behind_a_link_is_that_of_the_work() -> None:
    text = "J. Holmgren, “Ice Roads”, Polar Record, 2009; E. Poe, “Silt”, The Guardian, 3 May 2020."
    note = footnote(1, text)
    links = [SourceLink(text.index("Ice"), text.index("Ice") + 9, "https://polar.org/ice")]
    found = read_footnotes([note], links).citations
    assert [each.citation.work.url for each in found] == ["https://polar.org/ice", None]


@pytest.mark.parametrize(
    ("note", "url"),
    [
        ("[Harbours Act 1964](https://law.org/64), s 9.", "https://law.org/64"),
        ("[Poe v Roe](https://law.org/1) [2011] EWCA Civ 4.", "https://law.org/1"),
        ("E. Poe, [Silt](https://sea.org/2), *The Guardian*, 3 May 2020.", "https://sea.org/2"),
        ("J. Holmgren, *Ice Roads* (Oxford: Oxford University Press, 2009), p. 4.", None),
        (
            "[Eva Lind](https://sea.org/lind), [Silt](https://sea.org/2), *The Guardian*, 3 May 2020.",
            "https://sea.org/2",
        ),
        ("[Eva Lind](mailto:lind@sea.org), *Silt and Sand* (Oxford: Oxford University Press, 2009), p. 4.", None),
        ("Eva Lind, “Silt”, *[The Guardian](https://guardian.example)*, 3 May 2020.", None),
        ("Eva Lind, “Silt”, *The Guardian*, [3 May 2020](https://sea.org/3).", "https://sea.org/3"),
    ],
)
def test_an_address_may_be_behind_the_first_words_of_a_note(note: str, url: str | None) -> None:
    text = f"# A Report\n\nIt met [in May](https://b.org/c).[^1] It met again.\n\n[^1]: {note}\n"
    document = build_document(read_pages(text.encode(), "report.md"))
    (found,) = read_footnotes(document.footnotes, document.links).citations
    assert found.citation.work.url == url


@pytest.mark.parametrize(
    "text", ["", "x", "!?.,;:" * 20, "()[]{}<>" * 20, "Including Shell, BP, Total and Eni.", "See also pp. 50-52."]
)
def test_scraps_and_lists_of_names_are_no_citations(text: str) -> None:
    assert read_footnotes([footnote(1, text)]).citations == []


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The CHIPS Act (P.L. 117-167) provided $52.7 billion.", "P.L. 117-167"),
        ("Called the Jones Act (46 U.S.C. §55102).", "46 U.S.C. §55102"),
        ("A. Smith, Ice Roads (Oxford: Oxford University Press, 2009).", None),
    ],
)
def test_a_bracket_around_a_citation_is_no_part_of_it(text: str, cited: str | None) -> None:
    assert [each.text for each in read_note(text, []).citations] == [cited or text]


def test_what_is_cited_by_the_number_of_a_law_alone_is_legislation() -> None:
    text = "P.L. 119-4 and explanatory statements accompanying P.L. 117-103, P.L. 117-328, and P.L. 118-42."
    types = [each.work.type for each in read_note(text, []).citations]
    assert types == ["legislation"] * 4


def test_a_yearbook_is_a_citation_though_nothing_marks_its_title() -> None:
    texts = ["World Bank, World Development Report 2019.", "Ibid., p. 30."]
    one, same = read_footnotes([footnote(number, text) for number, text in enumerate(texts, start=1)]).citations
    assert one.citation.work.title == "World Development Report 2019"
    assert same.refers_to == 0


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("Friedman, Washington Post, p. 3", "Washington Post"),
        ("J. Müller, Süddeutsche Zeitung, S. 4", "Süddeutsche Zeitung"),
        ("Smith, Journal of Peace Research, pp. 4-9", "Journal of Peace Research"),
        ("Roe, Tides in the North. A History of Ports, London: Routledge, 2010", None),
    ],
)
def test_a_paper_or_journal_behind_an_author_is_the_container(text: str, container: str | None) -> None:
    (only,) = read_note(text, []).citations
    assert only.work.container_title == container


def test_a_bill_of_the_senate_is_no_page() -> None:
    (only,) = read_footnotes([footnote(1, "S. 3755.")]).citations
    assert (only.citation.work.type, only.citation.work.number) == ("bill", "S. 3755")


def test_what_was_looked_up_on_a_day_is_a_citation() -> None:
    text = "IMF, Direction of Trade Statistics, Exports to China, accessed May 3, 2023."
    (only,) = read_footnotes([footnote(1, text)]).citations
    assert (only.citation.work.container_title, only.citation.work.title) == (
        "Direction of Trade Statistics",
        "Exports to China",
    )


def test_a_number_or_a_day_by_itself_is_no_citation() -> None:
    assert read_footnotes([footnote(1, "12 May 2012.")]).citations == []
    assert len(read_footnotes([footnote(1, "Interview, 12 May 2012.")]).citations) == 1
    (only,) = read_footnotes([footnote(1, "1. Author's interview with Gen. (ret.) Ann Z., Kyiv, 3.11.2021.")]).citations
    assert only.citation.text.startswith("Author's interview")


def test_who_speaks_in_a_work_is_no_citation() -> None:
    text = "Jens Stoltenberg, quoted in “NATO warns Moscow over Ukraine”, Reuters, 3 May 2021."
    for spoken in (text, "General " + text.removeprefix("Jens ")):
        (only,) = read_footnotes([footnote(1, spoken)]).citations
        assert only.citation.work.title == "NATO warns Moscow over Ukraine"
    (short,) = read_footnotes([footnote(1, "Nelson 1965b.")]).citations
    assert short.citation.text == "Nelson 1965b."


@given(st.text(max_size=300))
def test_whatever_stands_in_a_note_it_is_read(text: str) -> None:
    found = read_note(text, []).citations
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for each in found:
        assert all(each.start <= part.start < part.end <= each.end for part in each.parts)
        assert each.work == with_number(read_work(text, each.parts, each.end)._replace(type=each.work.type))


@pytest.mark.parametrize(
    "piece",
    [
        "See J. Roe, “Tides”, Sea, 2009, pp. 3-9; ",
        "中文。",
        "ab,",
        "a-b.c-",
        "ab.c-",
        '"a ',
        "“ ",
        "www.x.org/(.,",
        "J. ",
        "(note 1) ",
        "(",
        "1-",
    ],
)
def test_tokens_and_features_take_a_time_that_grows_with_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        gc.disable()  # it goes through what other tests have left as well
        started = time.process_time()
        features(tokenize(text), [])
        gc.enable()
        return time.process_time() - started

    # Four times the text takes four times as long, and sixteen times where something is quadratic. They are timed in
    # turn, so that what else the machine does meets both.
    assert any(seconds(16_000) < 12 * max(0.005, seconds(4_000)) for _ in range(5))


def test_notes_that_only_say_same_are_shown_to_the_models_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_note("Ibid., pp. 12-14.", ())
    monkeypatch.setattr(tagger, "encode", None)
    ((citation,), _) = read_note("Ibid., pp. 87-91.", ())
    assert (citation.kind, citation.work.page, citation.text) == ("ibid", "87-91", "Ibid., pp. 87-91.")


def test_the_year_of_a_note_that_says_the_same_is_no_page() -> None:
    ((citation,), _) = read_note("Ibid., 2019.", ())
    assert (str(citation.work.issued_start), citation.work.page) == ("2019-01-01", None)

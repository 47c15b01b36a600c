import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.citations.cards import acronyms
from outsider_etl.citations.model import Citation, Name, Work
from outsider_etl.citations.resolution import Resolved, resolve
from tests.citations.notes import cited, marked

ROE = (
    "1 <c t=book><a>J. <f>Roe</f></a>, *<ti>Tides of the North Sea</ti>*, <pl>Hull</pl>: <p>Sea Press</p>, "
    "<d v=2005>2005</d>.</c>"
)
POE = (
    "2 <c t=article-journal><a>E. <f>Poe</f></a>, “<ti>Sand and Silt</ti>”, *<j>Shores</j>*, Vol. <vo>4</vo>, "
    "<d v=2011>2011</d>.</c>"
)


def resolved(*lines: str) -> list[Resolved]:
    notes = marked(*lines)
    return resolve(cited(notes), [note.label for note in notes])


@pytest.mark.parametrize(
    ("note", "target"),
    [
        ("3 <c t=book>Ibid., p. <pp>4</pp>.</c>", 1),
        ("3 <c t=book><a>Roe</a>, *op. cit.*, p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book><a>J. <f>Roe</f></a>, *<ti>Tides</ti>*, p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book>“<ti>Sand and [...]</ti>”, op. cit.</c>", 1),
        ("3 <c t=book><a>Roe</a> (<d v=2005>2005</d>), p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book><a>Roe</a> (<d v=1987>1987</d>), p. <pp>4</pp>.</c>", None),
        ("3 <c t=book>supra note 1, p. <pp>9</pp>.</c>", 0),
        ("3 <c t=book>Roe, *op. cit.*, p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book><a>Moe</a>, *op. cit.*</c>", None),
        ("3 <c t=book><a>J. <f>Roe</f></a>, *<ti>Winds</ti>*, <p>Air Press</p>, <d v=2005>2005</d>.</c>", None),
        ("3 <c t=book><a>Rö</a>, *<ti>Sand and Silt</ti>*, p. <pp>4</pp>.</c>", None),
        ("3 <c t=book>op. cit., p. <pp>4</pp>.</c>", 1),
        ("3 <c t=book>A. a. O., S. <pp>4</pp>.</c>", 1),
        ("3 <c t=personal_communication>E-mail from <a>J. <f>Roe</f></a>, <d v=2005-05>May 2005</d>.</c>", None),
        ("3 <c t=book>As above, p. <pp>4</pp>.</c>", 1),
        ("3 <c t=book><a>Roe</a> above, p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book><a>Roe</a> and <a>Moe</a> <d v=2005>2005</d>.</c>", None),
        ("3 <c t=book>Idem, *<ti>Tides of the North Sea</ti>*, p. <pp>4</pp>.</c>", 0),
        ("3 <c t=book><a>A.a.O.</a>, S. <pp>4</pp>.</c>", 1),
    ],
)
def test_citations_lead_to_what_they_stand_for(note: str, target: int | None) -> None:
    last = resolved(ROE, POE, note)[-1]
    assert last.refers_to == target
    if target is not None:
        assert last.work == target
        assert last.citation.work.type == ("book", "article-journal")[target]


@pytest.mark.parametrize(
    ("full", "short", "authors"),
    [
        ("<a>E. <f>Economy</f></a>", "<l>Economy</l>", (Name("Economy"),)),
        ("<a>E. <f>Economy</f></a>", "<l>ECONOMY</l>", (Name("ECONOMY"),)),
        ("<l>Verra</l>", "<a>Verra</a>", (Name(literal="Verra"),)),
        ("<l>Verra</l>", "<l>Verra</l>", (Name(literal="Verra"),)),
        ("<a>E. <f>Roe</f></a> <et>et al.</et>", "<a>Roe</a> <et>et al.</et>", (Name("Roe"), Name(literal="et al."))),
    ],
)
def test_a_name_is_that_of_a_person_where_the_full_citation_says_so(
    full: str, short: str, authors: tuple[Name, ...]
) -> None:
    told = f"1 <c t=book>{full}, *<ti>Tides of the North</ti>*, <p>Sea Press</p>, <d v=2005>2005</d>.</c>"
    _, one = resolved(told, f"2 <c t=book k=short>{short}, *<ti>Tides of the North</ti>*, p. <pp>3</pp>.</c>")
    assert (one.refers_to, one.citation.work.authors) == (0, authors)


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ("<a>Roe, Poe</a>", ("Roe", "Poe")),
        ("<a>Roe, Poe, Moe</a>", ("Roe", "Poe", "Moe")),
        ("<a>Roe, Ann</a>", ("Roe",)),
        ("<a>Roe, Joe</a>", ("Roe",)),
        ("<a>Moe, Poe</a>", ("Moe",)),
    ],
)
def test_family_names_that_were_taken_for_one_are_several_where_the_full_citation_says_so(
    printed: str, authors: tuple[str, ...]
) -> None:
    persons = "<a>Ann <f>Roe</f></a>, <a>Bob <f>Poe</f></a>, <a>Cy <f>Moe</f></a>, <a>Poe <f>Moe</f></a>"
    told = f"1 <c t=book>{persons}, *<ti>Tides of the North</ti>*, <p>Sea Press</p>, <d v=2005>2005</d>.</c>"
    _, one = resolved(told, f"2 <c t=book k=short>{printed}, *<ti>Tides of the North</ti>*, p. <pp>3</pp>.</c>")
    assert tuple(name.family for name in one.citation.work.authors) == authors


@pytest.mark.parametrize(
    ("note", "target"),
    [
        ("2 <c t=book><a>J. <f>Roe</f></a>, *<ti>A Chronicle of Ports</ti>*, p. <pp>4</pp>.</c>", 0),
        ("2 <c t=book><a>J. <f>Roe</f></a>, *<ti>Chronicle of Ports</ti>*, p. <pp>4</pp>.</c>", None),
        ("2 <c t=book><a>J. <f>Poe</f></a>, *<ti>A Chronicle of Ports</ti>*, p. <pp>4</pp>.</c>", None),
        (
            "2 <c t=book><a>J. <f>Roe</f></a>, *<ti>A Chronicle of Ports</ti>*, <pl>York</pl> <d v=2011>2011</d>.</c>",
            None,
        ),
    ],
)
def test_a_subtitle_may_stand_for_the_work(note: str, target: int | None) -> None:
    told = (
        "1 <c t=book><a>J. <f>Roe</f></a>, *<ti>Salt and Silt: A Chronicle of Ports</ti>*, slides, p. <pp>7</pp>.</c>"
    )
    assert resolved(told, note)[-1].refers_to == target


def test_a_subtitle_stands_for_no_work_of_an_institution() -> None:
    note = "{} <c t=report><l>Sea Board</l>, *<ti>{}</ti>* (<pl>Hull</pl>: <p>Sea Board</p>, <d v=2011>2011</d>).</c>"
    found = resolved(note.format(1, "Slow Work in the Ports: Annual Report"), note.format(2, "Annual Report"))
    assert [each.work for each in found] == [0, 1]


def test_a_speech_of_which_nothing_is_told_but_the_day_is_a_work() -> None:
    speech = "<c t=speech>Statement by the minister, <pl>Hull</pl>, <d>4 May {}</d>.</c>"
    notes = (f"1 {speech.format(2022)}", f"2 {speech.format(2022)}", f"3 {speech.format(2021)}")
    assert [(each.citation.work.type, each.work) for each in resolved(*notes)] == [
        ("speech", 0),
        ("speech", 0),
        ("speech", 1),
    ]
    (undated,) = resolved("1 <c t=speech>Statement by the minister, <pl>Hull</pl>.</c>")
    assert undated.work is None


@pytest.mark.parametrize(
    ("later", "kind", "work"),
    [
        ("<ti>Sea Defence Act</ti>, Pub. L. No. <nu>115-232</nu>, § <nu>4</nu> (<d>2018</d>)", "full", 0),
        ("<ti>Sea Defence Act</ti>, Pub. L. No. <nu>115-233</nu> (<d>2018</d>)", "full", 1),
        ("Pub. L. No. <nu>115-232</nu>", "short", 0),
    ],
)
def test_a_law_that_is_named_later_is_told_in_full_again(later: str, kind: str, work: int) -> None:
    law = "Pub. L. No. <nu>115-232</nu>, <vo>132</vo> <j>Stat.</j> <pp>1636</pp> (<d>2018</d>)"
    _, found = resolved(f"1 <c t=legislation>{law}.</c>", f"2 <c t=legislation>{later}.</c>")
    assert (found.citation.kind, found.work) == (kind, work)


def test_ibid_leads_on_to_the_work_itself() -> None:
    found = resolved(ROE, "2 <c t=book>Ibid.</c>", "3 <c t=book>Ibid., p. <pp>4</pp></c>; <c t=book>ibid.</c>")
    assert [each.refers_to for each in found] == [None, 0, 0, 0]


SAND = (
    "2 <c t=article-journal><a>E. <f>Poe</f></a>, “<ti>Sand</ti>”, *<j>Shores</j>*, <vo>4</vo>, <pp>211–38</pp></c>; "
)
BOOK = "<c t=book><a>J. <f>Moe</f></a>, *<ti>Winds</ti>*, <p>Air Press</p>, <d v=2005>2005</d>.</c>"
PAGE = "<c t=webpage>“<ti>Port closed</ti>”, <p>Ministry of Ports</p>, <d v=2005-03-04>4 March 2005</d>.</c>"


@pytest.mark.parametrize(
    ("note", "ibid", "target"),
    [
        (SAND + BOOK, "Ibid., p. <pp>215</pp>.", 1),
        (SAND + BOOK, "Ibid., p. <pp>239</pp>.", 2),
        (SAND.replace("211–38", "97–114") + BOOK, "Ibid., p. <pp>115</pp>.", 2),
        (SAND.replace("211–38", "1–38") + BOOK, "Ibid., p. <pp>15</pp>.", 2),
        (BOOK.replace("<c", "2 <c").replace(".</c>", "</c>; ") + SAND[2:-2], "Ibid., p. <pp>12</pp>.", 1),
        (SAND + SAND[2:] + BOOK, "Ibid., p. <pp>215</pp>.", 2),
        (SAND + BOOK, "Ibid.", 2),
        (BOOK.replace("<c", "2 <c") + " " + PAGE, "Ibid., p. <pp>9</pp>.", 1),
        (BOOK.replace("<c", "2 <c") + " " + PAGE, "Ibid.", 2),
        (BOOK.replace("<c", "2 <c") + " " + PAGE.replace(".</c>", ", p. <pp>2</pp></c>"), "Ibid., p. <pp>9</pp>.", 2),
        (PAGE.replace("<c", "2 <c") + " " + PAGE.replace("Port", "Sea"), "Ibid., p. <pp>9</pp>.", 2),
    ],
)
def test_of_several_works_ibid_is_the_one_with_its_page(note: str, ibid: str, target: int) -> None:
    assert resolved(ROE, note, f"3 <c t=book>{ibid}</c>")[-1].refers_to == target


def test_behind_a_work_of_its_own_note_ibid_is_that_work() -> None:
    note = f"{SAND}{BOOK.removesuffix('.</c>')}</c>; <c t=book>ibid., p. <pp>215</pp>.</c>"
    assert resolved(ROE, note)[-1].refers_to == 2


@pytest.mark.parametrize(
    ("name", "acronym", "target"),
    [
        ("U.S. Government Accountability Office", "GAO", 0),
        ("US Department of Energy", "DOE", 0),
        ("U.S. Department of Agriculture", "USDA", 0),
        ("UK Health Security Agency", "UKHSA", 0),
        ("Public Utilities Commission of Guyana", "PUC", 0),
        ("UK Export Finance", "UEF", 0),
        ("UK Export Finance", "UKEF", 0),
        ("Bank of Guyana", "B", None),
        ("U.S. Steel", "S", None),
        ("US Department of Energy", "EPA", None),
    ],
)
def test_the_country_may_be_left_out_of_an_acronym(name: str, acronym: str, target: int | None) -> None:
    full = f"1 <c t=report><l>{name}</l>, *<ti>Port Infrastructure: Federal Funds</ti>*, <d v=2023>2023</d>.</c>"
    short = f"2 <c t=report><l>{acronym}</l>, *<ti>Port Infrastructure</ti>*, p. <pp>20</pp>.</c>"
    assert resolved(full, short)[-1].refers_to == target


def test_nothing_has_no_acronym_and_the_united_nations_are_no_country() -> None:
    assert acronyms("") == set()
    assert acronyms("un environment programme") == {"uep"}


@pytest.mark.parametrize(
    ("title", "target"), [("Military and Security Developments", 0), ("Military", None), ("Security Review", None)]
)
def test_the_beginning_of_a_title_and_its_year_lead_to_it(title: str, target: int | None) -> None:
    full = (
        "1 <c t=report><l>Department of Defense</l>, <ti>Military and Security Developments in China</ti>, "
        "<d v=2022-11-29>29 November 2022</d></c>"
    )
    short = f"2 <c t=report><l>DoD</l>, <ti>{title}</ti>, <d v=2022>2022</d>, <pp>150</pp></c>"
    assert resolved(full, short)[-1].refers_to == target


def test_ibid_with_nothing_before_it_stays_open() -> None:
    (found,) = resolved("1 <c t=book>Ibid.</c>")
    assert (found.refers_to, found.work) == (None, None)


def test_a_work_cited_twice_in_full_is_one_work() -> None:
    again = ROE.replace("1 ", "3 ").replace("<a>J. <f>Roe</f></a>", "<a>Jane <f>Roe</f></a>")
    found = resolved(ROE, POE, again)
    assert [(each.refers_to, each.work) for each in found] == [(None, 0), (None, 1), (None, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<d v=2019-04>April 2019</d>", "<d v=2019-10>October 2019</d>"),
        (
            "Vol. <vo>61</vo>, No. <is>1</is>, <d v=2019>2019</d>",
            "Vol. <vo>61</vo>, No. <is>4</is>, <d v=2019>2019</d>",
        ),
        ("vol. <vo>1</vo>, <d v=2012>2012</d>", "vol. <vo>2</vo>, <d v=2012>2012</d>"),
    ],
)
def test_works_of_one_title_are_told_apart_by_their_days_volumes_and_issues(one: str, other: str) -> None:
    note = "{} <c t=report><l>Monetary Fund</l>, *<ti>World Outlook</ti>*, <p>Fund Press</p>, {}.</c>"
    first, second, again = resolved(note.format(1, one), note.format(2, other), note.format(3, one))
    assert (second.citation.kind, second.refers_to) == ("full", None)
    assert [first.work, second.work, again.work] == [0, 1, 0]


def test_chapters_of_one_title_are_told_apart_by_their_books() -> None:
    note = (
        "{} <c t=chapter>“<ti>Introduction</ti>”, in <e>J. <f>Roe</f></e> (ed.), *<j>{}</j>*, <d v=2012>2012</d>.</c>"
    )
    assert [each.work for each in resolved(note.format(1, "War"), note.format(2, "Peace"))] == [0, 1]


def test_symbols_leave_the_numbers_of_notes_in_reach() -> None:
    star = "* <c t=book><a>E. <f>Poe</f></a>, *<ti>Silt</ti>*, <d v=2001>2001</d>.</c>"
    found = resolved(ROE, star, star, "2 <c t=book>See note 1 above.</c>")
    assert found[-1].refers_to == 0


def test_what_stands_for_nothing_known_has_no_type() -> None:
    (found,) = resolved("1 <c t=book>Op. cit., p. <pp>3</pp>.</c>")
    assert (found.citation.work.type, found.refers_to, found.work) == (None, None, None)


@pytest.mark.parametrize(
    "other",
    [
        ROE.replace("2005", "2009"),
        "3 <c t=report><l>Sea Board</l>, *<ti>Sea Level Review 2019</ti>*, <u>sea.org/19</u></c>",
        "3 <c t=interview>Interview with a pilot, <d v=2005>2005</d>.</c>",
    ],
)
def test_works_that_differ_stay_apart(other: str) -> None:
    board = "2 <c t=report><l>Sea Board</l>, *<ti>Sea Level Review 2018</ti>*, <u>sea.org/18</u></c>"
    pilot = "2 <c t=interview>Interview with a pilot, <d v=2005>2005</d>.</c>"
    assert [each.work for each in resolved(ROE, board, pilot, other)] == [0, 1, 2, 3]


def test_institutions_go_by_their_acronyms_and_by_names_given_for_later() -> None:
    found = resolved(
        "1 <c t=report><l>International Energy Agency</l>, *<ti>Minerals in Transition</ti>*, <d v=2022>2022</d>.</c>",
        "2 <c t=report><l>Sea Board</l>, *<ti>On Nodules</ti>*, <nu>SB/4</nu>, (hereinafter <h>SB/4</h>).</c>",
        "3 <c t=report><l>IEA</l>, *<ti>Minerals in Transition</ti>*, p. <pp>5</pp>.</c>",
        "4 <c t=report><nu>SB/4</nu>, p. <pp>5</pp>.</c>",
    )
    assert [each.refers_to for each in found] == [None, None, 0, 1]
    assert [each.citation.kind for each in found] == ["full", "full", "short", "short"]


@pytest.mark.parametrize(
    ("short", "target"),
    [("<a>Roe</a>", 2), ("<a>Roe</a> and <a>Poe</a>", 1), ("<a>Roe</a>, <a>Poe</a> <et>et al.</et>", 0)],
)
def test_works_of_a_year_are_told_apart_by_how_many_wrote_them(short: str, target: int) -> None:
    writers = ("<a>Roe</a>, <a>Poe</a> and <a>Moe</a>", "<a>Roe</a> and <a>Poe</a>", "<a>Roe</a>")
    full = [
        f"{number} <c t=book>{names} <d v=2006>2006</d>, <ti>Tides {number}</ti>, <p>Sea Press</p></c>"
        for number, names in enumerate(writers)
    ]
    assert resolved(*full, f"4 <c t=book>{short} <d v=2006>2006</d>, <pp>3</pp></c>")[-1].refers_to == target


@pytest.mark.parametrize(("volume", "target"), [("1", 0), ("3", 1), ("2", 1)])
def test_a_volume_of_a_book_is_told_from_the_others(volume: str, target: int) -> None:
    full = "{} <c t=book><a>Roe</a>, <ti>Tides</ti>, vol. <vo>{}</vo>, <p>Sea Press</p>, <d v=2006>2006</d></c>"
    short = f"3 <c t=book><a>Roe</a>, <ti>Tides</ti>, vol. <vo>{volume}</vo>, p. <pp>5</pp></c>"
    assert resolved(full.format(1, 1), full.format(2, 3), short)[-1].refers_to == target


def test_a_page_without_its_title_is_the_page_of_that_address() -> None:
    page = "1 <c t=webpage>“<ti>Tides</ti>”, <p>Harbour Board</p>, <u>sea.org/tides</u></c>"
    again, other = resolved(page, "2 <c t=webpage><u>sea.org/tides</u></c>", "3 <c t=webpage><u>sea.org</u></c>")[1:]
    assert (again.work, other.work) == (0, 1)


def test_regulations_go_by_their_numbers_and_names() -> None:
    full = "1 <c t=legislation>Regulation (EU) <nu>2019/881</nu> <ti>on tides</ti>, <j>OJ</j> L 4 (Tides Act)</c>"
    short = ("Regulation <nu>2019/881</nu>, art. <pp>4</pp>", "<ti>Tides Act</ti>, art. <pp>4</pp>")
    assert [
        resolved(full, f"2 <c t=legislation>{each}</c>")[-1].refers_to for each in (*short, "<ti>Winds Act</ti>")
    ] == [0, 0, None]


def test_a_short_citation_is_the_last_full_one_that_it_fits() -> None:
    found = resolved(ROE, ROE.replace("1 ", "2 "), "3 <c t=book><a>Roe</a>, op. cit.</c>")
    assert [each.refers_to for each in found] == [None, None, 1]
    assert {each.work for each in found} == {0}


def test_a_work_cited_over_and_over_leaves_others_in_reach() -> None:
    later = ROE.replace("Tides of the North Sea", "The North Sea and Its Tides").replace("1 ", "9 ")
    found = resolved(ROE, *[later] * 40, "50 <c t=book><a>J. <f>Roe</f></a>, *<ti>Tides of the North Sea</ti>*.</c>")
    assert {each.work for each in found[1:-1]} == {1}
    assert found[-1].refers_to == 0


def test_a_title_that_was_taken_for_a_publisher_is_found_again() -> None:
    full = "1 <c t=book><a>J. <f>Roe</f></a>, <p>Northern Tides</p>, <d v=2005>2005</d>.</c>"
    short = "2 <c t=book><a>Roe</a>, <ti>Northern Tides</ti>, p. <pp>4</pp>.</c>"
    assert [each.refers_to for each in resolved(full, short)] == [None, 0]


@pytest.mark.parametrize(
    ("given", "target"),
    [("J.", 0), ("Jane", 0), ("P.", 1), ("Petra", 1), ("Anna P.", 1), ("M.", 1), ("", 1)],
)
def test_namesakes_are_told_apart_by_their_given_names(given: str, target: int | None) -> None:
    other = POE.replace("<a>E. <f>Poe</f></a>", "<a>P. <f>Roe</f></a>")
    short = f"3 <c t=book><a>{given} <f>Roe</f></a>, *op. cit.*, p. <pp>4</pp>.</c>"
    assert resolved(ROE, other, short)[-1].refers_to == target
    # Where there is but one of the name, it may be spelled in two ways.
    assert resolved(ROE, POE, short)[-1].refers_to == 0


def test_a_name_for_later_outlives_a_second_citation_in_full() -> None:
    title = "Report on the Growth of Blue Industries along the Northern Coasts"
    full = f"<c t=report><l>Sea Commission</l>, *<ti>{title}</ti>*, <p>Sea Press</p>, <d v=2005>2005</d>{{}}.</c>"
    found = resolved(
        "1 " + full.format(" (hereafter “<h>Blue Report</h>”)"),
        "2 " + full.format(""),
        "3 <c t=report>*<ti>Blue Report</ti>*, p. <pp>4</pp>.</c>",
    )
    assert {each.work for each in found} == {0}


def test_the_next_author_is_no_given_name() -> None:
    both = ROE.replace("<a>J. <f>Roe</f></a>", "<a>J. <f>Roe</f></a> and <a>S. <f>Moe</f></a>")
    last = resolved(both, POE, "3 <c t=book><a><f>Roe</f>, Moe</a>, <d v=2005>2005</d>, p. <pp>4</pp>.</c>")[-1]
    assert last.refers_to == 0


def test_idem_has_the_author_of_the_citation_before() -> None:
    found = resolved(ROE, "2 <c t=book>Idem, *<ti>Winds</ti>*, <p>Air Press</p>, <d v=2006>2006</d>.</c>")
    assert [(each.refers_to, each.work) for each in found] == [(None, 0), (None, 1)]
    assert found[1].citation.work.authors == found[0].citation.work.authors


CASE = (
    "1 <c t=legal_case>*<ti>Roe v. Harbor Board</ti>*, <vo>712</vo> <j>F.3d</j> <pp>215</pp> "
    "(<p>5th Cir.</p> <d v=2013>2013</d>).</c>"
)
RULE = (
    "1 <c t=legislation><l>Commission</l> Delegated Regulation (EU) <nu>2022/2104</nu> <ti>on standards for oil</ti> "
    "(<j>OJ</j> <vo>L 284</vo>, <d v=2022-11-04>4.11.2022</d>).</c>"
)
NEWS = "1 <c t=article-newspaper>“<ti>Arrival of Ice</ti>,” *<j>Harbour Mail</j>*, <d>August 30, 1955</d>.</c>"
NAMED = "1 <c t=report><l>Sea Board</l>, *<ti>On Nodules</ti>*, <d v=2018>2018</d> (‘Nodule Report’).</c>"
YEARLY = "1 <c t=report><l>World Bank</l>, *<ti>World Development Report 2018: Learning</ti>*, <d v=2018>2018</d>.</c>"
LETTERS = (
    "1 <c t=book><a><f>Roe</f>, J.</a> (<d v=2012>2012a</d>) *<ti>Tides</ti>*.</c> "
    "<c t=book><a><f>Roe</f>, J.</a> (<d v=2012>2012b</d>) *<ti>Winds</ti>*.</c>"
)
PAIR = (
    "1 <c t=book><a>J. <f>Roe</f></a>, *<ti>Tides</ti>*, <d v=2005>2005</d></c>; "
    "<c t=book><a>J. <f>Roe</f></a>, *<ti>Winds</ti>*, <d v=2006>2006</d></c>"
)
FILE = "1 <c t=manuscript><a>J. <f>Slade</f></a>, minute, <nu>CO 926/259</nu>, <p>National Archives</p> (‘NA’).</c>"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (CASE, "<ti>Harbor Board</ti>, <vo>712</vo> <j>F.3d</j> at <pp>226</pp>"),
        (CASE, "<vo>712</vo> <j>F.3d</j> at <pp>226</pp>"),
        (CASE, "*<ti>Roe</ti>* (n 1) <pp>226</pp>"),
        (RULE, "<ti>Delegated Regulation (EU) 2022/2104</ti>, recital <pp>14</pp>"),
        (NEWS, "*<j>Harbour Mail</j>*, <d>August 30, 1955</d>."),
        (NEWS, "*<j>Harbour Mail</j>*, August 30."),
        (NAMED, "<l>Nodule Report</l>, p. <pp>4</pp>."),
        (NAMED, "Nodule Report (n 1) <pp>4</pp>."),
        (NAMED, "<l>Sea Board</l> report, p. <pp>4</pp>."),
        (YEARLY, "<l>WDR</l> <d v=2018>2018</d>, p. <pp>4</pp>."),
        (LETTERS, "<a><f>Roe</f></a> (<d v=2012>2012a</d>)"),
        (PAIR, "note 1 above, p. <pp>4</pp>"),
        (PAIR, "<a><f>Roe</f></a>, *op. cit.* (note 1), p. <pp>4</pp>"),
        (FILE, "<nu>CO 926/259</nu>, <p>NA</p>, fol. <pp>12</pp>"),
        (ROE, "Same book, p. <pp>4</pp>."),
        (ROE, "Ibid. (statement of <a>J. <f>Poe</f></a>, <ti>Sea Board</ti>)."),
    ],
)
def test_what_says_less_leads_to_what_says_more(full: str, short: str) -> None:
    last = resolved(full, f"2 <c t=book>{short}</c>")[-1]
    assert (last.refers_to, last.citation.kind == "full") == (0, False)


CHAPTER = (
    "1 <c t=chapter><a>E. <f>Poe</f></a>, “<ti>Sand and Silt</ti>”, in <e>J. <f>Roe</f></e> (ed.), *<j>Handbook of "
    "Tides</j>*, <pl>Oxford</pl>: <p>Sea Press</p>, <d v=2010>2010</d>.</c>"
)
REVIEW = (
    "1 <c t=review><a>E. <f>Poe</f></a>, review of J. Roe, Tides of the North Sea (Hull: Sea Press, 2005), "
    "*<j>Shores</j>* <vo>4</vo>.</c>"
)
REPEALS = (
    "1 <c t=legislation>Regulation (EU) <nu>2016/679</nu> <ti>on the protection of persons, repealing Directive "
    "95/46/EC</ti>, <j>OJ</j> <vo>L 119</vo>, <d v=2016>2016</d>.</c>"
)
CHARTER = (
    "1 <c t=treaty><ti>Charter of the United Nations</ti>, <nu>Article 51</nu>, <d v=1945>1945</d> (‘Charter’).</c>"
)


@pytest.mark.parametrize(
    ("full", "other"),
    [
        (FILE, "<nu>CO 926/260</nu>, <p>NA</p>, fol. <pp>12</pp>"),
        (CASE, "<vo>712</vo> <j>F.3d</j> <pp>519</pp> (<p>2d Cir.</p> <d v=2013>2013</d>)"),
        (NEWS, "*<j>Harbour Mail</j>*, <d>August 31, 1955</d>."),
        (NEWS, "*<j>Harbour Mail</j>*, <d>August 30, 1955</d>, <u>mail.com/ice</u>."),
        (YEARLY, "<l>WDR</l> <d v=2019>2019</d>, p. <pp>4</pp>."),
        (CHAPTER, "<e>J. <f>Roe</f></e> (ed.), *<ti>Handbook of Tides</ti>*, <p>Sea Press</p>, <d v=2010>2010</d>"),
        (REVIEW, "<a>J. <f>Roe</f></a>, *<ti>Tides of the North Sea</ti>*, <p>Sea Press</p>, <d v=2005>2005</d>"),
        (REPEALS, "Directive <nu>95/46/EC</nu>, art. 5"),
        (NEWS, "*<j>Harbour Mail</j>*, <d v=1955-08>August 1955</d>."),
        (CHARTER, "<ti>Vienna Convention on Treaties</ti>, <nu>Article 51</nu>, <d v=1969>1969</d>"),
        (CHARTER, "<ti>Charter of Fundamental Rights of the Union</ti>, <j>OJ</j> <vo>C 326</vo>, <d v=2012>2012</d>"),
        (
            NAMED,
            "<a>E. <f>Poe</f></a>, “<ti>The Nodule Report and its Critics</ti>”, *<j>Shores</j>*, <d v=2020>2020</d>",
        ),
        ("1 <c t=legislation>P.L. <nu>116-120</nu>.</c>", "H.Rept. <nu>116-120</nu>"),
        (ROE, "<a>E. <f>Poe</f></a>, “<ti>Sand</ti>”, in the same volume, pp. <pp>5-9</pp>"),
        (ROE, "<a>E. <f>Poe</f></a>, *op. cit.* (note 1), p. <pp>4</pp>"),
        (FILE, "<nu>CO 926/205</nu>, op. cit."),
        (ROE, "Poe, *loc. cit.*"),
        (ROE, "Interview with an infrastructure investor, <d v=2005>2005</d>"),
    ],
)
def test_what_says_other_things_is_another_work(full: str, other: str) -> None:
    last = resolved(full, f"2 <c t=book>{other}</c>")[-1]
    assert last.refers_to is None
    assert last.work != 0


@pytest.mark.parametrize(("number", "is_one"), [("95/46", True), ("95/46/EC", True), ("95/47/EC", False)])
def test_the_number_of_an_act_may_leave_out_its_community(number: str, is_one: bool) -> None:
    law = "<c t=legislation>Directive <nu>{}</nu> of <d>24 October 1995</d> <ti>on the protection of persons</ti></c>"
    last = resolved(f"1 {law.format('95/46/EC')}", f"2 {law.format(number)}")[-1]
    assert (last.work == 0) == is_one


def test_what_is_quoted_in_an_ibid_says_nothing_of_its_work() -> None:
    found = resolved(
        POE.replace("2 ", "1 "), ROE.replace("1 ", "2 "), "3 <c t=book>Ibid. (quoting <a>E. <f>Poe</f></a>).</c>"
    )
    assert found[-1].refers_to == 1


def test_institutions_in_brackets_behind_others_are_no_names() -> None:
    note = "{} <c t=report><l>Ministry of Defence ({})</l>, *<ti>Annual Report</ti>*, <d v=2005>2005</d>.</c>"
    assert [
        each.work for each in resolved(note.format(1, "Japan"), note.format(2, "Norway").replace("Defence", "Finance"))
    ] == [0, 1]


@pytest.mark.parametrize(
    "note",
    [
        # another institution of the same kind
        "3 <c t=report><l>Ministry of Finance</l>, *op. cit.*</c>",
        # a note that a full citation mentions is not what it cites
        "3 <c t=book><a>A. <f>Moe</f></a>, *<ti>Dunes</ti>*, <p>Sand</p>, <d>2005</d> (see also note 1 above).</c>",
        # another article in the same volume
        "3 <c t=article-journal><a>A. <f>Moe</f></a>, “<ti>Dunes</ti>”, *<j>Shores</j>*, Vol. <vo>4</vo></c>",
    ],
)
def test_what_is_alike_is_not_the_same(note: str) -> None:
    defence = "2 <c t=report><l>Ministry of Defence</l>, *<ti>Fleet Plan</ti>*, <d v=2005>2005</d>.</c>"
    assert resolved(ROE, defence, POE.replace("2 ", "2 ", 1), note)[-1].refers_to is None


def test_pages_on_two_sites_with_one_title_are_two_works() -> None:
    found = resolved(
        "1 <c t=webpage>“<ti>About our organisation</ti>”, <p>Sea Board</p>, <u>sea.org</u></c>",
        "2 <c t=webpage>“<ti>About our organisation</ti>”, <p>Air Board</p>, <u>air.org</u></c>",
    )
    assert [each.work for each in found] == [0, 1]


WORKS = st.builds(
    Work,
    type=st.sampled_from(["book", "interview", None]),
    authors=st.lists(st.builds(Name, family=st.text(max_size=5), given=st.none(), literal=st.none()), max_size=2).map(
        tuple
    ),
    title=st.none() | st.text(max_size=12),
    number=st.none() | st.text(max_size=5),
    url=st.none() | st.just("x.org"),
)
CITATIONS = st.builds(
    Citation,
    note=st.just(0),
    start=st.just(0),
    end=st.just(1),
    kind=st.sampled_from(["full", "short", "ibid"]),
    work=WORKS,
    parts=st.just(()),
    text=st.text(max_size=20),
    points_to=st.none() | st.just("1"),
    short_name=st.none() | st.text(max_size=5),
    same_author=st.booleans(),
)


@given(st.lists(CITATIONS, max_size=8))
def test_whatever_citations_say_they_lead_back_to_what_says_what_it_is(citations: list[Citation]) -> None:
    found = resolve(citations, ["1"])
    assert len(found) == len(citations)
    for number, each in enumerate(found):
        if each.refers_to is not None:
            target = found[each.refers_to]
            assert each.refers_to < number
            assert target.refers_to is None
            assert target.work == each.work
    assert sorted({each.work for each in found if each.work is not None}) == list(
        range(len({each.work for each in found if each.work is not None}))
    )


def test_resolving_takes_a_time_that_grows_with_the_number_of_citations() -> None:
    def seconds(count: int) -> float:
        notes = [
            ROE.replace("1 ", f"{number} ").replace("Tides", f"Tides and Ebbs {number}") for number in range(count)
        ]
        made = cited(marked(*notes))
        started = time.process_time()
        resolve(made, [str(number) for number in range(count)])
        return time.process_time() - started

    assert min(seconds(1200) for _ in range(2)) < 12 * max(0.05, seconds(300))


@pytest.mark.parametrize(
    "note", ["3 See <c t=book>note 9 below</c>.", "3 See <c t=book>note 2 above</c>.", "3 <c t=book>note 3</c>."]
)
def test_a_note_that_cites_nothing_before_leads_nowhere(note: str) -> None:
    last = resolved(ROE, "2 A remark without any citation.", note)[-1]
    assert (last.refers_to, last.work) == (None, None)


def test_a_note_is_looked_for_where_numbering_began_last() -> None:
    notes = [ROE, POE, ROE.replace("Tides", "Ebbs"), "2 A remark.", "3 See <c t=book>note 2 above</c>."]
    assert resolved(*notes)[-1].refers_to is None
    assert resolved(*notes[:3], POE.replace("Sand", "Mud"), notes[4])[-1].refers_to == 3


def test_ibid_for_nothing_known_has_no_type() -> None:
    (found,) = resolved("1 <c t=book>Ibid.</c>")
    assert found.citation.work.type is None


def test_names_in_a_remark_are_no_citation_but_a_short_title_is() -> None:
    notes = marked(
        ROE,
        "2 <c t=report><l>Baidu</l>, <ti>Alibaba</ti></c>",
        "3 <c t=book><a>Roe</a>, <ti>Tides of the North</ti></c>",
        POE.replace("2 ", "4 ", 1),
    )
    made = [replace(each, is_scrap=0 < each.note < 3) for each in cited(notes)]
    found = resolve(made, [note.label for note in notes])
    assert [(each.refers_to, each.work) for each in found] == [(None, 0), (0, 0), (None, 1)]


def test_a_reply_to_a_paper_is_not_the_paper() -> None:
    reply = "1 <c t=report>Reply to <nu>Cm 8100</nu>, <nu>Cm 8200</nu>, <d v=2011>2011</d></c>"
    assert resolved(reply, ROE, "3 <c t=report><nu>Cm 8100</nu>.</c>")[-1].refers_to is None


def test_the_years_that_books_are_about_make_none_of_them_one_work() -> None:
    note = "{} <c t=chapter><a>{}</a>, {}in: <e>Moe</e> (Hg.), <j>Ports</j> <nu>1450-1620</nu>, <d v=2011>2011</d>.</c>"
    found = resolved(note.format(1, "Roe", ""), note.format(2, "Poe", "<ti>On Silt</ti>, "))
    assert [each.work for each in found] == [0, 1]


def test_two_names_stand_for_what_the_two_wrote_rather_than_for_what_they_edit() -> None:
    told = "<ti>{}</ti>, in: <e>Roe</e>/<e>Poe</e> (Hg.), <j>Ports</j>, <pl>Hull</pl> <d v=2011>2011</d>.</c>"
    notes = (f"1 <c t=chapter><a>A. Roe</a>, <a>B. Poe</a>, {told}", f"2 <c t=chapter><a>C. Moe</a>, {told}")
    found = resolved(
        *(note.format(title) for note, title in zip(notes, ("Silt", "Salt"), strict=True)),
        "3 <c t=chapter><a>Roe</a>/<a>Poe</a> <d v=2011>2011</d>, S. <pp>3</pp>.</c>",
    )
    assert found[-1].refers_to == 0


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("<ti>Sea Ports Act 1998</ti>, s <nu>4</nu>", "<ti>Sea Ports Act 1998</ti>, ss <nu>9-11</nu>", True),
        ("<ti>Silt Convention</ti>, art. <nu>4</nu>", "<ti>Silt Convention</ti>, Article <nu>7(1)</nu>", True),
        ("<ti>Silt Act of 1998</ti>, <nu>§ 4</nu>", "<ti>Silt Act of 1998</ti>, <nu>§§ 7-8</nu>", True),
        ("<ti>Silt Act of 1998</ti>, <nu>§ 4</nu>", "<ti>Silt Act of 1999</ti>, <nu>§ 4</nu>", False),
        ("<ti>Silt Act 1998</ti> (Bree), s <nu>4</nu>", "<ti>Silt Act 1998</ti> (Moria), s <nu>9B</nu>", False),
        ("<ti>Silt Act 1998</ti> (Bree), s <nu>4</nu>", "<ti>Silt Act 1998</ti> (Bree), s <nu>9B</nu>", True),
        ("<ti>Constitution</ti>, art. <nu>4</nu>", "<ti>Constitution</ti>, art. <nu>9</nu>", False),
        ("<ti>Silt Act</ti>, No. <nu>4</nu>", "<ti>Silt Act</ti>, No. <nu>7</nu>", False),
        ("<ti>Silt Act</ti>, S. <nu>4</nu>", "<ti>Silt Act</ti>, S. <nu>7</nu>", False),
        ("<ti>Silt Act</ti>, s <nu>4</nu>", "<ti>Silt Act</ti>, No. <nu>7</nu>", False),
    ],
)
def test_sections_of_one_law_are_one_work(one: str, other: str, is_one: bool) -> None:
    works = [
        each.work for each in resolved(*(f"{n} <c t=legislation>{law}.</c>" for n, law in enumerate((one, other))))
    ]
    assert (works[0] == works[1]) == is_one


@pytest.mark.parametrize(
    ("note", "target"),
    [
        ("<l>Silt Guide</l>, Section <nu>3.5</nu> (<ti>Framework for Ports</ti>)", 0),
        ("<l>Silt Guide</l> art. <nu>3</nu> (<ti>Framework for Ports</ti>)", 0),
        ("<l>Silt Guide</l>, <ti>Framework for Ports</ti>", None),
        ("<l>Silt Guide Board</l>, Section <nu>3.5</nu> (<ti>Framework for Ports</ti>)", None),
    ],
)
def test_a_place_behind_a_name_for_later_is_in_what_goes_by_it(note: str, target: int | None) -> None:
    told = "1 <c t=report><l>Sea Board</l>, <ti>On Ports</ti> (<d v=2019>2019</d>) [hereinafter <h>Silt Guide</h>].</c>"
    assert resolved(told, f"2 <c t=report>{note}</c>")[-1].refers_to == target

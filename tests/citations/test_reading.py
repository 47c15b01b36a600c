import re
from datetime import date

import pytest

from outsider_etl.citations.model import Name, Part, Work
from outsider_etl.citations.numbering import with_number
from outsider_etl.citations.reading import read
from outsider_etl.citations.roles import with_firms
from outsider_etl.citations.tokens import tokenize
from tests.citations.notes import cited, marked


def test_reading_makes_fields_of_labels() -> None:
    note = "See J. Roe, “On Tides”, Sea, Vol. 2, 2019, pp. 3–9, sea.org/ a-b."
    labels = "O S-a I-a X X B-ti I-ti X X B-j X X X B-vo X B-d X X X B-pp X B-u I-u X".split()
    (citation,) = read(7, note, tokenize(note), labels)
    assert note[citation.start : citation.end] == note[4:]
    assert (citation.note, citation.kind) == (7, "full")
    assert citation.work == Work(
        authors=(Name("Roe", "J."),),
        title="On Tides",
        container_title="Sea",
        volume="2",
        page="3-9",
        issued_start=date(2019, 1, 1),
        issued_end=date(2019, 12, 31),
        url="sea.org/a-b",
    )


def test_reading_begins_a_citation_at_each_s_label() -> None:
    note = "Roe, Tides; Poe, Sands. A remark."
    labels = "S-a X B-ti O S-a X B-ti X O O O".split()
    assert [note[each.start : each.end] for each in read(0, note, tokenize(note), labels)] == [
        "Roe, Tides",
        "Poe, Sands.",
    ]


@pytest.mark.parametrize(
    ("note", "laws"),
    [
        ("P.L. 92-419, P.L. 96-247, and P.L. 117-328.", ["P.L. 92-419", "P.L. 96-247", "P.L. 117-328."]),
        ("Pub. L. No. 92-419 and Pub. L. No. 96-247", ["Pub. L. No. 92-419", "Pub. L. No. 96-247"]),
        (
            "7 U.S.C. §19(g)(1); 7 U.S.C. §20; 9 CFR 4, 9 CFR 5",
            ["7 U.S.C. §19(g)(1)", "7 U.S.C. §20; 9 CFR 4", "9 CFR 5"],
        ),
        ("7 U.S.C. §§19, 20, and 21", ["7 U.S.C. §§19, 20, and 21"]),
        ("P.L. 92-419 as amended by P.L. 96-247", ["P.L. 92-419 as amended by P.L. 96-247"]),
        ("P.L.", []),
    ],
)
def test_laws_in_a_row_that_are_told_in_the_same_way_are_one_citation_each(note: str, laws: list[str]) -> None:
    tokens = tokenize(note)
    labels = ["S-X", *("B-nu" if token.text[0].isdigit() else "X" for token in tokens[1:])]
    assert [note[each.start : each.end] for each in read(0, note, tokens, labels)] == laws


@pytest.mark.parametrize(
    ("note", "labels", "publisher", "found"),
    [
        ("Roe: “Tides”. Sea Institute, Paper Nr. 4", "S-a X X B-ti X X S-l I-l X B-j X X B-nu", "Sea Institute", 1),
        ("Roe: “Tides”. Sea Institute, sea.org", "S-a X X B-ti X O S-l I-l X B-u", "Sea Institute", 1),
        ("Roe. Tides; Sea Press: Hull, 2019", "S-a X B-ti O S-l I-l X B-pl X B-d", "Sea Press", 1),
        ("Roe, “Tides”; Sea Board, sea.org", "S-a X X B-ti X O S-l I-l X B-u", None, 2),
        ("Roe, Tides; Sea Board, Hull, 2019", "S-a X B-ti O S-l I-l X B-pl X B-d", None, 2),
        ("Roe, Tides; Interview, Hull, 2019", "S-a X B-ti O S-X X B-pl X B-d", None, 2),
        ("Roe: “Tides”. Sea Board (2019)", "S-a X X B-ti X X S-l I-l X B-d X", None, 2),
        ("Roe: “Tides”. Sea Board, Sands, sea.org", "S-a X X B-ti X X S-l I-l X B-ti X B-u", None, 2),
        ("Roe: “Tides”, 2019. Sea Board, sea.org", "S-a X X B-ti X X B-d X S-l I-l X B-u", None, 2),
        ("Roe: Tides. Sea Board, sea.org", "S-a X B-ti X S-l I-l X B-u", None, 2),
    ],
)
def test_where_a_title_appeared_is_no_citation_by_itself(
    note: str, labels: str, publisher: str | None, found: int
) -> None:
    citations = list(read(0, note, tokenize(note), labels.split()))
    assert (len(citations), citations[0].work.publisher) == (found, publisher)


@pytest.mark.parametrize(
    ("note", "labels", "cited"),
    [
        ("Jan Roe, quoted in: “Tides”, Sea", "S-a I-a X X X X X B-ti X X B-j", "“Tides”, Sea"),
        ("Jan Roe, zitiert nach Poe, Tides", "S-a I-a X X X B-a X B-ti", "Poe, Tides"),
        ("Sea Board, cited in: Lake Board, Tides", "S-l I-l X X X X B-l I-l X B-ti", "Lake Board, Tides"),
        ("Sea Board, Tides, Lake Board", "S-l I-l X B-ti X B-p I-p", "Sea Board, Tides, Lake Board"),
        ("Roe, Sands, quoted in Poe, Tides", "S-a X B-ti X X X B-a X B-ti", "Roe, Sands, quoted in Poe, Tides"),
        ("Roe (2019, quoted in Poe, Tides)", "S-a X B-d X X X B-a X B-ti X", "Roe (2019, quoted in Poe, Tides)"),
    ],
)
def test_who_is_quoted_is_outside_of_what_quotes_it(note: str, labels: str, cited: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert citation.text == cited


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        ("Roe, Tides (arguing for free ports).", "Roe, Tides"),
        ("Roe, Tides (insisting that ports be free)", "Roe, Tides"),
        ("Roe, Tides (working paper of 2019)", "Roe, Tides (working paper of 2019)"),
        ("Roe, Tides (amending its Silt Code)", "Roe, Tides (amending its Silt Code)"),
        ("Roe, Tides (citing Poe)", "Roe, Tides (citing Poe)"),
    ],
)
def test_what_is_said_of_a_work_in_brackets_behind_it_is_a_remark(note: str, cited: str) -> None:
    tokens = tokenize(note)
    (citation,) = read(0, note, tokens, ["S-a", "X", "B-ti", *["X"] * (len(tokens) - 3)])
    assert citation.text == cited


def test_what_is_cited_in_brackets_is_no_remark() -> None:
    note = "Roe, Tides (discussing the Silt Code)"
    (citation,) = read(0, note, tokenize(note), "S-a X B-ti X X X B-ti I-ti X".split())
    assert citation.text == note


@pytest.mark.parametrize(
    ("note", "labels", "title"),
    [
        ("Müller, Hafenpolitik, 2018, S. 44", "S-a X B-pl X B-d X X B-pp", "Hafenpolitik"),
        ("Müller, Hamburg, 4. Mai 2018", "S-a X B-pl X B-d I-d I-d I-d", None),
        ("Müller (Hamburg, 2018)", "S-a X B-pl X B-d X", None),
        ("Interview mit Müller, Hamburg, 2018", "S-X X B-a X B-pl X B-d", None),
        ("Müller, London, 2018, p. 5", "S-a X B-pl X B-d X X B-pp", None),
        ("Müller, Speech, Hull, 2018", "S-a X X X B-pl X B-d", None),
        ("Müller to Poe, Hull, 1918, f. 5", "S-a X B-a X B-pl X B-d X X B-pp", None),
        ("Müller and Poe, Tides, 2018", "S-a X B-a X B-pl X B-d", "Tides"),
        ("Müller, Häfen, Hamburg, 2018", "S-a X B-ti X B-pl X B-d", "Häfen"),
        ("Roe, Sea Press, Hull, 2018", "S-a X B-p I-p X B-pl X B-d", None),
        ("Müller, Die Flut, S. 14", "S-a X B-j I-j X X B-pp", None),
    ],
)
def test_no_place_stands_between_an_author_and_a_year(note: str, labels: str, title: str | None) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert citation.work.title == title


@pytest.mark.parametrize(
    ("note", "cited", "said"),
    [
        ("Vgl. SEIDL, Heilige Kuh, aaO. Ein Satz.", "SEIDL, Heilige Kuh, aaO.", ("SEIDL", "Heilige Kuh", None)),
        ("So auch Stourzh a.a.O., S. 551, der irrt.", "Stourzh a.a.O., S. 551", ("Stourzh", None, "551")),
        ("Das zeigen Roe/Poe, a. a. O.", "Roe/Poe, a. a. O.", ("Roe", None, None)),
        ("It is Latin, and they met in a room named a.a.O. of old.", None, ()),
        ("was im a.a.O. genannten Text steht", None, ()),
    ],
)
def test_what_is_told_elsewhere_is_a_citation_in_a_remark(
    note: str, cited: str | None, said: tuple[str | None]
) -> None:
    tokens = tokenize(note)
    found = list(read(0, note, tokens, ["O"] * len(tokens)))
    assert [each.text for each in found] == [cited] * (cited is not None)
    for each in found:
        assert (each.kind, each.work.authors[0].family, each.work.title, each.work.page) == ("short", *said)


@pytest.mark.parametrize(
    ("note", "labels", "institution", "title"),
    [
        (
            "Ministry of Ports, Shipping and Waterways, Annual Report",
            "S-l I-l I-l X B-ti I-ti I-ti I-ti I-ti I-ti",
            "Ministry of Ports, Shipping and Waterways",
            "Annual Report",
        ),
        (
            "Ministerio de Transportes, Movilidad y Agenda Urbana, Plan 2021",
            "S-l I-l I-l X B-ti I-ti I-ti I-ti I-ti I-ti I-ti",
            "Ministerio de Transportes, Movilidad y Agenda Urbana",
            "Plan 2021",
        ),
        (
            "Ministry of Ports, Shipping and Waterways, India, Vision",
            "S-l I-l I-l X B-ti I-ti I-ti X B-l X B-ti",
            "Ministry of Ports, Shipping and Waterways",
            "Vision",
        ),
        (
            "Department of Transport, Roads and Bridges, a Survey",
            "S-l I-l I-l X B-ti I-ti I-ti I-ti I-ti I-ti",
            "Department of Transport",
            "Roads and Bridges, a Survey",
        ),
        (
            "Department of Transport, Roads and Bridges",
            "S-l I-l I-l X B-ti I-ti I-ti",
            "Department of Transport",
            "Roads and Bridges",
        ),
        (
            "World Bank, Ports and Ships, Annual Report",
            "S-l I-l X B-ti I-ti I-ti I-ti I-ti I-ti",
            "World Bank",
            "Ports and Ships, Annual Report",
        ),
    ],
)
def test_a_ministry_may_have_commas_in_its_name(note: str, labels: str, institution: str, title: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert (citation.work.authors[0].literal, citation.work.title) == (institution, title)


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ("<a>Roe</a>, <a>Poe</a> & <a>Moe LLP</a>", ["Roe, Poe & Moe LLP"]),
        ("<a>Ann Roe</a>, <a>Poe</a> & <a>Moe LLP</a>", ["Ann Roe", "Poe & Moe LLP"]),
        ("<a>A. Roe</a> & <l>Co.</l>", ["A. Roe & Co."]),
        ("<a>Roe</a> & <a>Poe</a>", ["Roe", "Poe"]),
        ("<a>A. Roe</a> & <a>Sea Surveys Ltd</a>", ["A. Roe", "Sea Surveys Ltd"]),
        ("<a>Ann Roe</a> and <a>Sea Surveys Ltd</a>", ["Ann Roe", "Sea Surveys Ltd"]),
        ("<a>Ann Roe</a> & <l>Sea Company</l>", ["Ann Roe", "Sea Company"]),
    ],
)
def test_a_firm_may_be_called_by_persons(printed: str, authors: list[str]) -> None:
    (note,) = marked(f"1 <c t=report>{printed}, <ti>Tides</ti></c>")
    (own,) = note.citations
    parts = tuple(Part(each.tag, each.start, each.end) for each in own.fields)
    assert [note.text[part.start : part.end] for part in with_firms(note.text, parts)][:-1] == authors


@pytest.mark.parametrize(
    ("note", "papers"),
    [
        ("COM(2021) 12 final and COM(2021) 34 final, p. 5", ["COM(2021) 12 final", "COM(2021) 34 final, p. 5"]),
        ("A/HRC/9/4, A/HRC/9/5, and A/71/2", ["A/HRC/9/4", "A/HRC/9/5", "A/71/2"]),
        ("COM(2021) 12 and SWD(2021) 34", ["COM(2021) 12 and SWD(2021) 34"]),
        ("A/66/359 and S/2011/584", ["A/66/359 and S/2011/584"]),
        ("COM(2021) 12 replaces COM(2019) 4", ["COM(2021) 12 replaces COM(2019) 4"]),
        ("A/71/2, A/71/2/Add.1, and A/71/9", ["A/71/2, A/71/2/Add.1", "A/71/9"]),
        ("COM(2021) 12 final, COM(2021) 12 final/2", ["COM(2021) 12 final, COM(2021) 12 final/2"]),
        ("Articles 12 and 14", ["Articles 12 and 14"]),
        ("Cases C-12/19 and C-14/19", ["Cases C-12/19 and C-14/19"]),
    ],
)
def test_papers_of_one_series_in_a_row_are_one_citation_each(note: str, papers: list[str]) -> None:
    tokens = tokenize(note)
    starts = [token.text[:1].isupper() or token.text.isdigit() for token in tokens]
    labels = [
        "S-nu",
        *(
            "B-nu" if start and tokens[i].text in (",", "and", "replaces") else "X"
            for i, start in enumerate(starts[1:])
        ),
    ]
    assert [note[each.start : each.end] for each in read(0, note, tokens, labels)] == papers


@pytest.mark.parametrize("behind", ["S I", "B-d I-d", "B-p I-p", "B-ti I-ti"])
def test_what_is_told_behind_papers_in_a_row_may_be_of_them_all(behind: str) -> None:
    note = "A/71/2 and A/71/3, Silt Reports"
    labels = ["S-nu", "X", "B-nu", "X", *behind.replace("S I", "O O").split()]
    (first, *_) = read(0, note, tokenize(note), labels)
    assert first.work.number == "A/71/2"
    assert (first.end == len(note)) is (behind != "S I")


def test_a_series_of_law_reports_is_part_of_its_name() -> None:
    note = "Mono Lake, 658 P.2d at 732; 4 P. 2"
    labels = "S-ti I-ti X B-vo B-j B-pp X B-pp O S-vo B-j B-pp".split()
    one, other = (each.work for each in read(0, note, tokenize(note), labels))
    assert (one.container_title, one.page, other.container_title, other.page) == ("P.2d", "732", "P.", "2")


def test_laws_in_a_title_part_nothing() -> None:
    note = "J. Roe, Effects of P.L. 104-193 and P.L. 105-33, 2019."
    labels = "S-a I-a X B-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-d X".split()
    (citation,) = read(0, note, tokenize(note), labels)
    assert citation.work.title == "Effects of P.L. 104-193 and P.L. 105-33"


@pytest.mark.parametrize(
    ("printed", "volume", "issue", "year"),
    [
        ("<vo>33(2)</vo>", "33", "2", None),
        ("<vo>33/2</vo>", "33", "2", None),
        ("<vo>14.3</vo>", "14", "3", None),
        ("<is>14.3</is>", "14", "3", None),
        ("<vo>XII(3-4)</vo>", "XII", "3-4", None),
        ("<vo>1/2</vo>", "1/2", None, None),
        ("<is>48/2022</is>", None, "48", 2022),
        ("<is>4/2018</is>, <d v=2019>2019</d>", None, "4", 2019),
        ("<vo>33</vo>(<is>2</is>)", "33", "2", None),
        ("<is>3/4</is>", None, "3/4", None),
    ],
)
def test_what_says_two_things_in_one_word_is_parted(
    printed: str, volume: str | None, issue: str | None, year: int | None
) -> None:
    (citation,) = cited(marked(f"1 <c t=article-journal><a>Roe</a>, “<ti>Tides</ti>”, *<j>Sea</j>* {printed}.</c>"))
    work = citation.work
    assert (work.volume, work.issue, work.issued_start and work.issued_start.year) == (volume, issue, year)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("1 <c t=book>Ibid., p. <pp>4</pp>.</c>", "ibid"),
        ("1 <c t=book>*Id.* at <pp>4</pp>.</c>", "ibid"),
        ("1 <c t=book>Ebd., S. <pp>4</pp>.</c>", "ibid"),
        ("1 <c t=book><a>J. <f>Roe</f></a>, *op. cit.*, p. <pp>4</pp>.</c>", "short"),
        ("1 <c t=report><l>Sea Board</l>, <ti>Tides report</ti> (previously cited), p. <pp>4</pp></c>", "short"),
        ("1 <c t=book><a>Roe</a>, supra note 3, at <pp>4</pp></c>", "short"),
        ("1 See <c t=book>note 12 above</c>.", "short"),
        ("1 <c t=book><a>Roe</a>, a. a. O., S. <pp>4</pp>.</c>", "short"),
        ("1 As <c t=book><a>Roe</a> (<d v=2005>2005</d>)</c> says, tides turn.", "short"),
        ("1 <c t=book><a>Roe</a> and <a>Poe</a> <d v=2005>2005</d>, p. <pp>3</pp></c>", "short"),
        ("1 <c t=book><a>Roe</a> and <a>Poe</a> <d v=2005>2005</d>, esp. chs 3 and 4</c>", "short"),
        ("1 <c t=book><a>J. <f>Roe</f></a>, *<ti>Tides</ti>*, <p>Sea Press</p>, <d v=2005>2005</d>.</c>", "full"),
        ("1 <c t=interview>Interview with <a>J. <f>Roe</f></a>, <d v=2020-04>April 2020</d>.</c>", "full"),
        ("1 <c t=personal_communication>E-mail from <a>J. <f>Roe</f></a>, <d v=2020>2020</d>.</c>", "full"),
    ],
)
def test_the_kind_is_told_by_what_stands_between_the_fields(note: str, kind: str) -> None:
    (citation,) = cited(marked(note))
    assert citation.kind == kind


@pytest.mark.parametrize(
    ("note", "labels", "kind", "families"),
    [
        ("Tamże, s. 14.", "S-ti X X B-pp X", "ibid", []),
        ("Там же, с. 14.", "S-ti I-ti X X B-pp X", "ibid", []),
        ("IVI, Annual Report", "S-l X B-ti I-ti", "full", [None]),
        ("Véase Ann Roe, Mareas", "S-a I-a I-a X B-ti", "full", ["Roe"]),
        ("a. A. Roe, Das Meer", "S-a I-a I-a X B-ti I-ti", "full", ["Roe"]),
        ("A. A. Roe, Das Meer", "S-a I-a I-a X B-ti I-ti", "full", ["Roe"]),
    ],
)
def test_words_of_other_languages_are_no_names(note: str, labels: str, kind: str, families: list[str | None]) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert (citation.kind, [name.family for name in citation.work.authors]) == (kind, families)
    assert all(name.given in (None, "Ann", "A. A.") for name in citation.work.authors)


@pytest.mark.parametrize(
    ("note", "label"),
    [
        ("1 <c t=book><a>Roe</a>, supra note 12, at <pp>4</pp></c>", "12"),
        ("1 See <c t=book>footnote 128</c>.", "128"),
        ("1 <c t=book><a>Roe</a> (wie Anm. 7), S. <pp>3</pp>.</c>", "7"),
        ("1 <c t=book><a>Roe</a> (note 14), p. <pp>530</pp></c>", "14"),
        ("1 <c t=book><a>Roe</a>, “<ti>Tides</ti>,” p. <pp>62</pp>, n. 34.</c>", None),
    ],
)
def test_a_note_that_is_pointed_at_is_known(note: str, label: str | None) -> None:
    (citation,) = cited(marked(note))
    assert citation.points_to == label


def test_fields_lose_the_marks_around_them_but_not_within() -> None:
    (citation,) = cited(marked("1 <c t=book>“<ti>The “Good” Tide</ti>”, <l>Sea Board</l>, <et>et al.</et></c>"))
    assert citation.work.title == "The “Good” Tide"
    assert citation.work.authors == (Name(literal="Sea Board"), Name(literal="et al."))


def test_several_pages_are_told_in_order() -> None:
    (citation,) = cited(marked("1 <c t=book><ti>Tides</ti>, pp. <pp>17—19</pp>, see p. <pp>18</pp>.</c>"))
    assert citation.work.page == "17-19, 18"


def test_a_short_name_for_later_is_kept() -> None:
    (citation,) = cited(marked("1 <c t=report><l>SB</l>, *<ti>Tides</ti>* (hereinafter <h>SB, Tides</h>).</c>"))
    assert citation.short_name == "SB, Tides"


@pytest.mark.parametrize(
    ("named", "name", "title"),
    [
        ("(“<ti>Tides Act</ti>”)", "Tides Act", "On tides"),
        ("(Tide Tables Act)", "Tide Tables Act", "On tides"),
        ("(“<tt>Tides Act</tt>”)", None, "On tides"),
        ("(as amended)", None, "On tides"),
    ],
)
def test_a_second_title_in_brackets_is_a_name_for_later(named: str, name: str | None, title: str) -> None:
    (citation,) = cited(marked(f"1 <c t=legislation><ti>On tides</ti>, <d>2019</d> {named}.</c>"))
    assert (citation.short_name, citation.work.title) == (name, title)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("<j>OJ</j> <nu>L4/31 (TIDER)</nu>", "TIDER"),
        ("<j>ABl.</j> L <vo>4</vo>, S. <pp>31</pp> (GVO), Art. <nu>5</nu>", "GVO"),
        ("(EEC) <j>OJ</j> L <vo>4</vo>, p. <pp>31</pp>", None),
        ("<vo>2</vo> <j>AC</j> <pp>31</pp> (CJEU)", None),
    ],
)
def test_capitals_in_brackets_behind_the_official_journal_are_a_name_for_later(printed: str, name: str | None) -> None:
    (citation,) = cited(marked(f"1 <c t=legislation>Regulation <nu>2019/881</nu>, {printed}</c>"))
    assert citation.short_name == name


def test_translators_are_told_by_the_word_before_them() -> None:
    note = "J. Monnet, Memoirs, trans. R. Mayne (London: Collins, 1978)."
    labels = "S-a I-a X B-ti X X X B-e I-e X B-pl X B-p X B-d X X".split()
    (citation,) = read(0, note, tokenize(note), labels)
    assert (citation.work.editors, citation.work.translators) == ((), (Name("Mayne", "R."),))


@pytest.mark.parametrize(
    ("note", "labels", "families"),
    [
        ("Ann Roe, interviewed by Bob Poe, Sea, 2012", "S-a I-a X X X B-a I-a X B-j X B-d", ["Roe"]),
        ("Ann Roe in conversation with Bob Poe, Sea", "S-a I-a X X X B-a I-a X B-j", ["Roe"]),
        ("Interview by Bob Poe, Sea, 2012", "S-X X B-a I-a X B-j X B-d", ["Poe"]),
        ("Ann Roe, review of Tides, by Bob Poe, Sea", "S-a I-a X X X B-ti X X B-a I-a X B-j", ["Roe"]),
        ("Ann Roe, review of Bob Poe, Tides", "S-a I-a X X X B-a I-a X B-ti", ["Roe"]),
        ("Interview with Ann Roe by Bob Poe, Sea", "S-X X B-a I-a X B-a I-a X B-j", ["Roe"]),
        ("Review of Tides, by Ann Roe, Sea", "S-X X B-ti X X B-a I-a X B-j", ["Roe"]),
        ("Acme, Review of Tides, by Bob Poe, Sea", "S-l X B-ti I-ti I-ti X X B-a I-a X B-j", [None, "Poe"]),
        ("Ann Roe, Tides, by Bob Poe, Sea", "S-a I-a X B-ti X X B-a I-a X B-j", ["Roe", "Poe"]),
        ("Mag. Ann Roe, Tides", "S-a X B-a I-a X B-ti", ["Roe"]),
    ],
)
def test_who_asks_and_who_is_reviewed_are_no_authors(note: str, labels: str, families: list[str | None]) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert [name.family for name in citation.work.authors] == families


@pytest.mark.parametrize(
    ("note", "labels", "editors"),
    [
        ("Ann Roe, Bob Poe and Jan Doe (eds), Tides", "S-a I-a X B-a I-a X B-e I-e X X X X B-ti", "Roe Poe Doe"),
        ("Ann Roe, Bob Poe (ed.), Tides", "S-a I-a X B-e I-e X X X X X B-j", "Poe"),
        ("Roe, Bob Poe and Jan Doe (eds), Tides", "S-a X B-e I-e X B-e I-e X X X X B-j", "Poe Doe"),
        ("Roe, A./Poe, B. (Hg.), Tides", "S-e I-e I-e X B-e I-e I-e X X X X X B-j", "Roe Poe"),
        ("Ann Roe, in Bob Poe (ed.), Tides", "S-a I-a X X B-e I-e X X X X X B-j", "Poe"),
    ],
)
def test_editors_stand_side_by_side(note: str, labels: str, editors: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert [name.family for name in citation.work.editors] == editors.split()
    assert (citation.work.title is None) == bool(citation.work.authors)


@pytest.mark.parametrize(
    ("note", "labels", "editors"),
    [
        (
            "Roe, Ebbe, Ports, dirigé par Jan Poe, Al Moe, 2011",
            "S-a X B-ti X B-j X X X B-a I-a X B-a I-a X B-d",
            "Poe Moe",
        ),
        ("Roe, Ports, coordonnés par Jan Poe et Al Moe", "S-a X B-j X X X B-a I-a X B-a I-a", "Poe Moe"),
        ("Roe, Ports, dirigé par Jan Poe. Al Moe", "S-a X B-j X X X B-a I-a X B-a I-a", "Poe"),
        ("Roe, Ports, par Jan Poe et Al Moe", "S-a X B-j X X B-a I-a X B-a I-a", ""),
    ],
)
def test_who_directs_a_book_edits_it(note: str, labels: str, editors: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert [name.family for name in citation.work.editors] == editors.split()


@pytest.mark.parametrize(
    ("note", "labels", "given", "container"),
    [
        ("Roe, A.; Kim, Y. Sea Lett. 2010", "S-a I-a I-a X B-a I-a B-j I-j I-j X B-d", "Y.", "Sea Lett"),
        ("Roe, A.; Ho, K. L. Sea 2010", "S-a I-a I-a X B-a I-a B-j I-j I-j B-d", "K. L.", "Sea"),
        ("Roe, A.; Kim, Y. J. Am. Soc. 2010", "S-a I-a I-a X B-a I-a B-j I-j I-j I-j I-j X B-d", "Y.", "J. Am. Soc"),
        ("Roe, A.; Kim, U.S. Law 2010", "S-a I-a I-a X B-a I-a B-j I-j B-d", None, "U.S. Law"),
        ("Kim, Y. Sea Lett. 2010", "S-a X B-j I-j I-j X B-d", None, "Y. Sea Lett"),
        ("Ann Kim, U.S. Law 2010", "S-a I-a X B-j I-j B-d", "Ann", "U.S. Law"),
    ],
)
def test_initials_before_a_journal_are_those_of_the_last_author(
    note: str, labels: str, given: str | None, container: str
) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert (citation.work.authors[-1].given, citation.work.container_title) == (given, container)


@pytest.mark.parametrize(
    ("note", "labels", "editors"),
    [
        ("Ann Roe, Ice, in: dies. (Hrsg.), Tides", "S-a I-a X B-ti X X X X X X X X X X B-j", "Roe"),
        ("Ann Roe, Ice, in idem and Jan Poe (eds), Tides", "S-a I-a X B-ti X X X X B-e I-e X X X X B-j", "Roe Poe"),
        ("Ann Roe, Ice, in: dies., Tides", "S-a I-a X B-ti X X X X X X B-j", ""),
        ("Ann Roe, Ice, in id. (ed.), Tides", "S-a I-a X B-ti X X X X X X X X B-j", "Roe"),
        ("Ann Roe, Ice, in ID Poe (ed.), Tides", "S-a I-a X B-ti X X B-e I-e X X X X X B-j", "Poe"),
        ("Ann Roe, Ice, in Jan Poe (ed.), Tides", "S-a I-a X B-ti X X B-e I-e X X X X X B-j", "Poe"),
    ],
)
def test_who_wrote_a_chapter_may_edit_the_book(note: str, labels: str, editors: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert [name.family for name in citation.work.authors] == ["Roe"]
    assert [name.family for name in citation.work.editors] == editors.split()


@pytest.mark.parametrize(
    ("note", "labels"),
    [
        (
            "Ann Roe, Ice, in: Sea Bureau (Hrsg.), Tides, Bonn 2019",
            "S-a I-a X B-ti X X X B-l I-l X X X X X B-j X B-pl B-d",
        ),
        (
            "Ann Roe, Ice, in: Sea Bureau (Hg.): Tides, Bonn 2019",
            "S-a I-a X B-ti X X X B-j I-j X X X X X B-j X B-pl B-d",
        ),
        ("Ann Roe, Ice, in Sea Bureau, ed., Tides, Bonn 2019", "S-a I-a X B-ti X X B-l I-l X X X X B-j X B-pl B-d"),
    ],
)
def test_an_institution_edits_what_a_work_is_in(note: str, labels: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert [name.family for name in citation.work.authors] == ["Roe"]
    assert citation.work.editors == (Name(literal="Sea Bureau"),)
    assert citation.work.container_title == "Tides"


@pytest.mark.parametrize(
    ("title", "number", "day"),
    [
        (
            "Directive 2005/29/EC of the European Parliament and of the Council of 11 May 2005 on Ice",
            "2005/29/EC",
            "11 5",
        ),
        ("Council Regulation (EEC) No 2092/91 of 24 June 2005 on Ice", "2092/91", "24 6"),
        ("Richtlinie 92/43/EWG des Rates vom 21. Mai 2005 zur Erhaltung von Eis", "92/43/EWG", "21 5"),
        ("règlement (UE) n° 1169/2011 du Parlement du 1er mai 2005 relatif aux glaces", "1169/2011", "1 5"),
        ("Directive on Ice of 3 June 2005", None, "9 8"),
        ("Decision 2/CP.19: Ice of 3 June 2005", None, "9 8"),
        ("Regulation of Ice, 1990/91 to 3 June 2005", None, "9 8"),
        ("Price regulation in 2019/20", None, "9 8"),
        ("Directive 2014/24/EU on Ice, repealing that of 3 June 2005", "2014/24/EU", "9 8"),
        ("Directive 2014/24/EU of 31 February 2005 on Ice", "2014/24/EU", "9 8"),
    ],
)
def test_acts_of_the_union_are_called_by_their_number_and_day(title: str, number: str | None, day: str) -> None:
    text = f"1 <c t=legislation><ti>{title}</ti>, <j>OJ</j> C, <d>9 August 2005</d></c>"
    (citation,) = cited(marked(text))
    work = citation.work
    assert work.title == title
    assert work.number == number
    assert (work.issued_start, work.issued_end) == (date(2005, *map(int, reversed(day.split()))),) * 2


def test_what_is_written_about_an_act_is_not_of_its_day() -> None:
    title = "Regulation (EU) 2016/679 of 27 April 2016: An Overview"
    note = f"1 <c t=article-journal><a>Jan <f>Roe</f></a>, <ti>{title}</ti>, <j>Sea Law</j>, <d>2018</d></c>"
    (citation,) = cited(marked(note))
    assert (citation.work.number, citation.work.issued_start) == (None, date(2018, 1, 1))


def test_persons_joined_by_a_slash_are_two() -> None:
    (citation,) = cited(marked("1 <c t=book><a>Claudia Müller/Peter Schmidt</a>: <ti>Breitband</ti>, <d>2019</d></c>"))
    assert citation.work.authors == (Name("Müller", "Claudia"), Name("Schmidt", "Peter"))


def test_a_number_beside_a_volume_is_the_issue() -> None:
    (citation,) = cited(marked("1 <c t=article-journal><j>Shores</j>, Vol. <vo>45</vo>, No. <nu>3–4</nu></c>"))
    assert (citation.work.issue, citation.work.number) == ("3-4", None)


@pytest.mark.parametrize(
    ("printed", "issue", "pages"),
    [
        ("«<j>Rivista</j>», <d>2012</d>, n. 2, pp. <pp>345-367</pp>", "2", "345-367"),
        ("<j>Revista</j>, núm. 145, <d>2009</d>, pp. <pp>11-42</pp>", "145", "11-42"),
        ("<j>Zeitschrift</j>, <vo>52</vo> (<d>2002</d>) <pp>16–17</pp>, S. <pp>3–11</pp>", "16-17", "3-11"),
        ("<j>Shores</j> <vo>52</vo> (<d>2002</d>), <pp>16–17</pp>, <pp>20</pp>", None, "16-17, 20"),
        ("<j>Shores</j>, p. <pp>62</pp>, n. 34", None, "62"),
    ],
)
def test_an_issue_is_told_by_its_mark_or_by_that_of_the_pages(printed: str, issue: str | None, pages: str) -> None:
    (citation,) = cited(marked(f"1 <c t=article-journal>{printed}</c>"))
    assert (citation.work.issue, citation.work.page) == (issue, pages)


@pytest.mark.parametrize(
    ("printed", "page"),
    [
        ("p. <pp>3</pp>, col. <pp>4</pp>", "3"),
        ("p. <pp>3</pp>, cols <pp>4–5</pp> and p. <pp>9</pp>", "3, 9"),
        ("p. <pp>3</pp>, cols <pp>4–5</pp>, <pp>7</pp>", "3"),
        ("pp. <pp>3</pp>, <pp>8</pp>, col. <pp>4</pp>, p. <pp>9</pp>, <pp>11</pp>", "3, 8, 9, 11"),
        ("cols <pp>12–14</pp>, col. <pp>19</pp>", "12-14, 19"),
        ("pp. <pp>3</pp>, <pp>4</pp>", "3, 4"),
        ("col. <pp>4</pp>", "4"),
    ],
)
def test_columns_of_a_page_are_no_pages(printed: str, page: str) -> None:
    note = f"1 <c t=article-newspaper><j>Sea News</j>, <d v=1931-05-04>4 May 1931</d>, {printed}.</c>"
    assert cited(marked(note))[0].work.page == page


def test_a_document_of_a_volume_is_no_issue() -> None:
    note = "1 <c t=book><ti>Foreign Relations</ti>, vol. <vo>XVII</vo>, {} <nu>40</nu></c>"
    works = [cited(marked(note.format(mark)))[0].work for mark in ("doc.", "Document", "no.")]
    assert [(work.number, work.issue) for work in works] == [("40", None), ("40", None), (None, "40")]


@pytest.mark.parametrize(
    ("printed", "work"),
    [
        (
            "Pub. L. No. <nu>107-56</nu>, <vo>115</vo> <j>Stat.</j> <pp>272</pp>",
            Work(number="107-56", volume="115", container_title="Stat.", page="272"),
        ),
        ("<vo>40</vo> <j>C.F.R.</j> pt. <nu>60</nu>", Work(volume="40", container_title="C.F.R.", number="60")),
        ("<vo>28</vo> <j>U.S.C.</j> <pp>1605</pp>", Work(volume="28", container_title="U.S.C.", number="1605")),
        (
            "<vo>1577</vo> <j>UNTS</j> <pp>3</pp>, art. <nu>37</nu>",
            Work(volume="1577", container_title="UNTS", page="3", number="37"),
        ),
        ("<nu>15</nu> <j>CFR</j> parts <nu>730-774</nu>", Work(volume="15", container_title="CFR", number="730-774")),
        ("Art. <nu>115 Abs. 2 GG</nu>", Work(container_title="GG", number="115 Abs. 2")),
        ("§ <nu>32 BNDG</nu>", Work(container_title="BNDG", number="32")),
        ("Article <nu>4(2) TEU</nu>", Work(container_title="TEU", number="4(2)")),
        ("Art. <nu>12 II</nu>", Work(number="12 II")),
        ("No. <nu>12 NATO</nu>", Work(number="12 NATO")),
        (
            "[2019] <j>OJ</j> <nu>L305/17</nu>, <pp>20</pp>",
            Work(container_title="OJ", volume="L305", page="17, 20"),
        ),
        ("[2019] <j>OJ</j> <vo>L305/17</vo>", Work(container_title="OJ", volume="L305", page="17")),
        (
            "Directive <nu>93/13/EEC</nu> [1993] <j>OJ</j> <nu>L95/29</nu>, art <nu>3</nu>",
            Work(container_title="OJ", volume="L95", page="29", number="93/13/EEC"),
        ),
        ("<j>BGE</j> <nu>150 IV 267</nu>", Work(container_title="BGE", volume="150", issue="IV", page="267")),
        ("<j>SR</j> <nu>150 IV 267</nu>", Work(container_title="SR", number="150 IV 267")),
        ("<nu>arXiv:2104.11803</nu>", Work(container_title="arXiv", number="2104.11803")),
        ("<j>Tides</j>, <nu>arXiv:2104.11803</nu>", Work(container_title="Tides", number="arXiv:2104.11803")),
        ("(HC <nu>2022–23</nu>, <pp>115</pp>) para <pp>7</pp>", Work(number="115", page="7")),
        (
            "[2008] <j>UKHL</j> <nu>13</nu>, [2008] <vo>1</vo> <j>AC</j> <pp>884</pp>",
            Work(container_title="UKHL", number="13", volume="1", page="884"),
        ),
    ],
)
def test_the_numbers_of_laws_and_papers_are_told_from_issues_and_pages(printed: str, work: Work) -> None:
    (citation,) = cited(marked(f"1 <c t=legislation>{printed}</c>"))
    assert citation.work == work._replace(type="legislation")


@pytest.mark.parametrize("printed", ["<nu>S.</nu> <pp>3755</pp>", "<nu>H.J.Res. 7</nu>", "<nu>S. Con. Res. 12</nu>"])
def test_bills_are_told_by_their_numbers(printed: str) -> None:
    (citation,) = cited(marked(f"1 See <c t=report>{printed}</c>"))
    number = re.sub("<.*?>", "", printed)
    assert with_number(citation.work) == Work(type="bill", number=number)


def test_standards_are_told_by_their_numbers() -> None:
    types = [
        with_number(Work(type="dataset", number=each)).type for each in ("ISO 9:2018", "SFS 2018:1937", "WP 9:2018")
    ]
    assert types == ["standard", "dataset", "dataset"]


def test_what_is_about_a_bill_is_none() -> None:
    report = Work(type="report", title="Tides and Votes", number="S. 12")
    assert with_number(report) == report


def test_an_issue_of_what_has_none_is_its_number() -> None:
    paper = Work(type="report", issue="711")
    assert with_number(paper) == Work(type="report", number="711")
    for other in (paper._replace(type="article-magazine"), paper._replace(container_title="L'Hebdo")):
        assert with_number(other) == other


@pytest.mark.parametrize(
    ("printed", "issue", "month"),
    [
        ("<d>13/2021</d>", "13", None),
        ("<d>16–17/2020</d>", "16-17", None),
        ("<d>3/2021</d>", None, 3),
        ("No. <is>7</is>, <d>13/2021</d>", "7", None),
    ],
)
def test_what_no_year_has_so_many_months_for_is_an_issue(printed: str, issue: str | None, month: int | None) -> None:
    (citation,) = cited(marked(f"1 <c t=article-magazine><j>Sea</j>, {printed}, p. <pp>4</pp></c>"))
    start, end = citation.work.issued_start, citation.work.issued_end
    assert start
    assert end
    assert (start.month if start.month == end.month else None) == month
    assert (citation.work.issue, citation.work.page) == (issue, "4")


@pytest.mark.parametrize("day", ["28 August", "<d>28 August</d>. Available at: <u>sea.org</u>"])
def test_the_day_of_a_year_in_brackets_may_stand_behind_the_title(day: str) -> None:
    note = f"1 <c t=article-newspaper><a>Elgot, J.</a> (<d v=2019>2019</d>) ‘<ti>Tides</ti>’, <j>Sea</j>, {day}</c>"
    (citation,) = cited(marked(note))
    assert (citation.work.issued_start, citation.work.issued_end) == (date(2019, 8, 28), date(2019, 8, 28))


@pytest.mark.parametrize(
    ("printed", "families"),
    [
        ("<a>Radin, Demus</a>, and <a>Marcinek</a>", ["Radin", "Demus", "Marcinek"]),
        ("<a>Radin, Ann</a> and <a>Demus, Bob</a>", ["Radin", "Demus"]),
        ("<a>Radin, A.</a> and <a>Demus</a>", ["Radin", "Demus"]),
        ("<a>Radin, A. Bob</a> and <a>C. Demus</a>", ["Radin", "Bob", "Demus"]),
        ("<a>A. Radin, B. Demus</a>", ["Radin", "Demus"]),
        ("<a>Radin/Demus</a>", ["Radin", "Demus"]),
        ("<a>Weizsäcker</a>, <a>Richard von</a>, <a>Jan Roe</a>", ["Weizsäcker", "Roe"]),
    ],
)
def test_persons_are_told_by_commas_and_particles(printed: str, families: list[str]) -> None:
    (citation,) = cited(marked(f"1 <c t=book>{printed}, <ti>Tides</ti>, <d v=2020>2020</d></c>"))
    assert [name.family for name in citation.work.authors] == families


def test_the_day_of_a_paper_counts_more_than_the_years_of_its_file() -> None:
    (citation,) = cited(
        marked("1 <c t=manuscript><p>NARA</p>, Central Files, <d>1960–63</d>, Telegram, <d>August 14, 1961</d></c>")
    )
    assert citation.work.issued_start == date(1961, 8, 14)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("<a>Roe</a> (<d>2019</d>), “<ti>Tides</ti>”, <j>Sea News</j>, <d>3 May 2019</d>", date(2019, 5, 3)),
        ("<a>Roe</a>, <ti>Tides</ti> (<d>2019</d>), on the storm of <d>3 May 2019</d>", date(2019, 1, 1)),
        (
            "<ti>Report on Silt</ti> (<d>3 May to 9 June 2019</d>), <nu>A/74/9</nu>, <d>2 July 2019</d>",
            date(2019, 7, 2),
        ),
        ("<ti>Tides</ti>, paper given at Hull, <d>5–7 May 2019</d> (Hull: <d>2020</d>)", date(2019, 5, 5)),
        ("<ti>Law on Silt</ti>, <d>12.12.2015</d>, <j>Gazette</j>, <d>8 January 2016</d>", date(2015, 12, 12)),
        ("<ti>Minutes</ti>, <d>3–4 May 2019</d>, approved <d>7 June 2019</d>", date(2019, 5, 3)),
        (
            "<ti>Sea Pact</ti>, Turku, <d>8–9 May 2019</d>, <u>https://pact.example</u>, <d>2 July 2020</d>",
            date(2019, 5, 8),
        ),
        (
            "<ti>Sea Pact</ti>, <d>8–9 May 2019</d>, <nu>A/74/3</nu>, <u>https://pact.example</u>, <d>2 July 2020</d>",
            date(2019, 5, 8),
        ),
    ],
)
def test_the_day_of_an_event_is_none_of_issue(printed: str, day: date) -> None:
    (citation,) = cited(marked(f"1 <c t=article-newspaper>{printed}</c>"))
    assert citation.work.issued_start == day


def test_of_two_dates_the_first_is_that_of_issue() -> None:
    (citation,) = cited(
        marked("1 <c t=legislation>Law of <d>7 October 2016</d>, <j>JORF</j> of <d>8 October 2016</d></c>")
    )
    assert citation.work.issued_end == date(2016, 10, 7)

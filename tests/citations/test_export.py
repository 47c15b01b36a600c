import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.citations.export import to_bibtex, to_csl_json, told_in_full
from outsider_etl.citations.model import Name, Work
from outsider_etl.citations.resolution import Resolved
from outsider_etl.document import Footnote
from outsider_etl.tables.citations import citation_rows
from outsider_etl.tables.models.citations import CSL_TYPES
from outsider_etl.text import Text
from tests.citations.notes import cited, marked
from tests.tables.hand_made import passage

ROE = Work(
    type="article-journal",
    authors=(Name("Roe", "J."), Name("von Poe", "E."), Name(literal="Sea Board"), Name(literal="et al.")),
    title="Tides & {Silt}: 50% of $5_billion",
    title_translation="Prilivy",
    container_title="Shores",
    volume="4",
    issue="2",
    page="3-9",
    issued_start=date(2019, 3, 1),
    issued_end=date(2019, 3, 31),
    accessed=date(2020, 1, 2),
    url="doi.org/10.1000/xyz",
)
BOOK = Work(
    type="book",
    editors=(Name("Moe", "A."),),
    title="Winds",
    publisher="Sea Press",
    publisher_place="Hull",
    issued_start=date(2005, 1, 1),
    issued_end=date(2005, 12, 31),
    url="www.sea.org/a{b}",
)


def rows(*works: Work) -> list[dict[str, object]]:
    notes = marked("1 <c t=book>x</c>")
    (citation,) = cited(notes)
    made = [Resolved(replace(citation, work=work), None, number) for number, work in enumerate(works)]
    footnote = Footnote(passage("n001", "footnote", Text.of("x")), "1", None)
    return citation_rows("0123456789abcdef", [footnote], made, {"n001"})[1]


def test_csl_json_holds_what_the_work_says() -> None:
    assert json.loads(to_csl_json(rows(ROE, BOOK))) == [
        {
            "id": "0123456789abcdef-w001",
            "type": "article-journal",
            "author": [
                {"family": "Roe", "given": "J."},
                {"family": "von Poe", "given": "E."},
                {"literal": "Sea Board"},
            ],
            "title": "Tides & {Silt}: 50% of $5_billion",
            "container-title": "Shores",
            "volume": "4",
            "issue": "2",
            "page": "3-9",
            "issued": {"date-parts": [[2019, 3]]},
            "accessed": {"date-parts": [[2020, 1, 2]]},
            "DOI": "10.1000/xyz",
            "note": "Translated title: Prilivy",
        },
        {
            "id": "0123456789abcdef-w002",
            "type": "book",
            "editor": [{"family": "Moe", "given": "A."}],
            "title": "Winds",
            "publisher": "Sea Press",
            "publisher-place": "Hull",
            "issued": {"date-parts": [[2005]]},
            "URL": "http://www.sea.org/a{b}",
        },
    ]


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        ((2019, 3, 14), (2019, 3, 14), [[2019, 3, 14]]),
        ((2019, 3, 14), (2019, 3, 15), [[2019, 3, 14], [2019, 3, 15]]),
        ((2020, 2, 1), (2020, 2, 29), [[2020, 2]]),
        ((2019, 12, 1), (2019, 12, 31), [[2019, 12]]),
        ((2019, 6, 1), (2019, 8, 31), [[2019, 6], [2019, 8]]),
        ((1998, 1, 1), (2004, 12, 31), [[1998], [2004]]),
        ((2019, 12, 1), (2020, 2, 29), [[2019, 12], [2020, 2]]),
        ((9999, 12, 1), (9999, 12, 31), [[9999, 12]]),
    ],
)
def test_csl_dates_are_as_wide_as_the_interval(
    start: tuple[int, int, int], end: tuple[int, int, int], parts: list[list[int]]
) -> None:
    (item,) = json.loads(
        to_csl_json(rows(Work(type="book", title="x", issued_start=date(*start), issued_end=date(*end))))
    )
    assert item["issued"] == {"date-parts": parts}


def test_bibtex_holds_what_the_work_says() -> None:
    first, second = to_bibtex(rows(ROE, BOOK)).split("\n\n")
    assert first.splitlines() == [
        "@article{0123456789abcdef-w001,",
        "  author = {Roe, J. and von Poe, E. and {Sea Board} and others},",
        r"  title = {{Tides \& \textbraceleft{}Silt\textbraceright{}: 50\% of \$5\_billion}},",
        "  journal = {Shores},",
        "  volume = {4},",
        "  number = {2},",
        "  pages = {3--9},",
        "  note = {Translated title: Prilivy},",
        "  year = {2019},",
        "  month = mar,",
        "  doi = {10.1000/xyz},",
        "  urldate = {2020-01-02}",
        "}",
    ]
    assert "  editor = {Moe, A.}" in second
    assert "  url = {http://www.sea.org/a%7Bb%7D}" in second


def test_works_told_in_full_are_exported_and_called_by_the_words_that_cite_them() -> None:
    (work,) = rows(Work(type="interview"))
    citation = {"document_id": work["document_id"], "work_id": "w001", "kind": "full", "url": "sea.org"}
    citations = [
        {**citation, "text": "Interview with a pilot, 2019, <sea.org>."},
        {**citation, "text": "Ibid.", "kind": "ibid"},
    ]
    citations.append({**citation, "work_id": "w003", "text": "Roe, op. cit.", "kind": "short"})
    works = [work, {**work, "work_id": "w003"}]
    assert [each["title"] for each in told_in_full(works, citations)] == ["Interview with a pilot, 2019"]


def test_pages_that_a_report_points_at_are_no_pages_of_a_book() -> None:
    book, chapter = rows(Work(type="book", title="x", page="45"), Work(type="chapter", title="y", page="45-48"))
    assert ["page" in item for item in json.loads(to_csl_json([book, chapter]))] == [False, True]
    assert to_bibtex([book, chapter]).count("pages = {45--48}") == 1


def test_suffixes_and_names_that_hold_and_stay_in_one_piece() -> None:
    work = Work(type="book", title="A { brace", authors=(Name("King", "Martin, Jr."), Name("Sand and Sea", "A.")))
    written = to_bibtex(rows(work))
    assert "  author = {King, Jr., Martin and {Sand and Sea}, A.}" in written
    assert written.count("{") == written.count("}")
    (item,) = json.loads(to_csl_json(rows(work)))
    assert item["author"][0] == {"family": "King", "given": "Martin", "suffix": "Jr."}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize(("written", "form"), [(to_csl_json, "csljson"), (to_bibtex, "bibtex")])
def test_pandoc_cites_every_type(written, form: str) -> None:
    every = [ROE._replace(type=type_, title=f"Work of type {type_}") for type_ in CSL_TYPES.split()]
    command = ["pandoc", "--from", form, "--to", "plain", "--citeproc"]
    result = subprocess.run(command, input=written(rows(*every, BOOK)), capture_output=True, text=True, check=True)
    cited = " ".join(result.stdout.lower().split())
    assert [type_ for type_ in CSL_TYPES.split() if f"type {type_}" not in cited] == []
    assert "Winds" in result.stdout


# What the schema of CSL-JSON 1.0.2 (citation-style-language/schema, csl-data.json) allows of what is written here.
NAME_KEYS = {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}
NAMES, DATES = {"author", "editor", "translator"}, {"issued", "accessed"}
STRINGS = set(
    "id type title container-title publisher publisher-place volume issue page number edition URL DOI note".split()
)
ANY_TEXT = st.none() | st.text(min_size=1, max_size=8)
ANY_NAME = st.builds(Name, family=ANY_TEXT, given=ANY_TEXT) | st.builds(Name, literal=st.text(min_size=1, max_size=8))
ANY_WORK = st.builds(
    Work,
    type=st.none() | st.sampled_from(CSL_TYPES.split()),
    authors=st.lists(ANY_NAME, max_size=2).map(tuple),
    editors=st.lists(ANY_NAME, max_size=2).map(tuple),
    **dict.fromkeys(("title", "title_translation", "container_title", "publisher", "number", "page", "url"), ANY_TEXT),
    issued_start=st.dates(),
).map(lambda work: work._replace(issued_end=work.issued_start))


@given(ANY_WORK)
def test_every_work_is_valid_csl_json_and_balanced_bibtex(work: Work) -> None:
    (item,) = json.loads(to_csl_json(rows(work)))
    assert item.keys() <= NAMES | DATES | STRINGS
    assert item["type"] in CSL_TYPES.split()
    assert all(isinstance(item[key], str) for key in item.keys() & STRINGS)
    for key in item.keys() & NAMES:
        assert all(name.keys() <= NAME_KEYS and all(name.values()) for name in item[key])
    for key in item.keys() & DATES:
        assert all(isinstance(number, int) for part in item[key]["date-parts"] for number in part)
    written = to_bibtex(rows(work))
    assert written.count("{") == written.count("}")

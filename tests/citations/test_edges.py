import pytest

from outsider_etl.citations.reading import read
from outsider_etl.citations.tokens import tokenize


@pytest.mark.parametrize(
    ("note", "labels", "title"),
    [
        ("Act on a „Sea Fund“ of 1 July 2022", "S-ti I-ti I-ti I-ti I-ti I-ti X X B-d I-d I-d", "Act on a „Sea Fund“"),
        ("Tides (and “Silt”), 2019", "S-ti I-ti I-ti I-ti I-ti X X X B-d", "Tides (and “Silt”)"),
        ("Tides (and Silt “), 2019", "S-ti I-ti I-ti I-ti X X X B-d", "Tides (and Silt"),
        ("“Tides of May”, 2019", "X S-ti I-ti I-ti X X B-d", "Tides of May"),
        ("Tides (2nd edn), 2019", "S-ti X B-ed I-ed X X B-d", "Tides"),
    ],
)
def test_a_title_holds_the_mark_that_closes_what_it_opens(note: str, labels: str, title: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert citation.work.title == title


@pytest.mark.parametrize(
    ("note", "labels", "author"),
    [
        ("Board for Sea Trade (BfST), Tides", "S-l I-l I-l I-l I-l I-l I-l X B-ti", "Board for Sea Trade"),
        ("Board of Trade (UK), Tides", "S-l I-l I-l I-l I-l I-l X B-ti", "Board of Trade (UK)"),
        ("Sea Board (PRC), Tides", "S-l I-l I-l I-l I-l X B-ti", "Sea Board (PRC)"),
        ("Sea Board (Norway), Tides", "S-l I-l I-l I-l I-l X B-ti", "Sea Board (Norway)"),
    ],
)
def test_an_acronym_is_no_part_of_a_name(note: str, labels: str, author: str) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert citation.work.authors[0].literal == author


@pytest.mark.parametrize(
    ("note", "labels", "title", "year"),
    [
        ("Silt Code, dated May 3, 2019, Hull", "S-ti I-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-pl", "Silt Code", 2019),
        (
            "Four Notes, dated 3 May 1819, Hull, 2010",
            "S-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-pl X B-d",
            "Four Notes, dated 3 May 1819",
            2010,
        ),
        (
            "Notes on Silt, dated from 2011 to 2018, Hull",
            "S-ti I-ti I-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-pl",
            "Notes on Silt, dated from 2011 to 2018",
            None,
        ),
        (
            "Two Notes, dated May to June 1957, Hull",
            "S-ti I-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-pl",
            "Two Notes, dated May to June 1957",
            None,
        ),
        (
            "Chart of Silt, dated about 1840, Hull",
            "S-ti I-ti I-ti I-ti I-ti I-ti I-ti X B-pl",
            "Chart of Silt, dated about 1840",
            None,
        ),
        (
            "“Silt Code, dated May 3, 2019”",
            "X S-ti I-ti I-ti I-ti I-ti I-ti I-ti I-ti X",
            "Silt Code, dated May 3, 2019",
            None,
        ),
        ("Silt, dated but sound, 2021", "S-ti I-ti I-ti I-ti I-ti X B-d", "Silt, dated but sound", 2021),
        ("Letter dated May 3, 2019", "S-ti I-ti I-ti I-ti I-ti I-ti", "Letter dated May 3, 2019", None),
    ],
)
def test_a_day_behind_a_title_is_no_part_of_it(note: str, labels: str, title: str, year: int | None) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    start = citation.work.issued_start
    assert (citation.work.title, start and start.year) == (title, year)


@pytest.mark.parametrize(
    ("note", "labels", "container", "year"),
    [
        ("Roe, Ice, in Sea 2014: Tides, Hull 2013", "S-a X B-ti X X B-j B-d X B-j X B-pl B-d", "Sea 2014: Tides", 2013),
        ("Roe, Ice, in Sea 2014: Tides, Hull", "S-a X B-ti X X B-j B-d X B-j X B-pl", "Sea", 2014),
        ("Roe, Ice, Sea (2014), Tides, May 2015", "S-a X B-ti X B-j X B-d X X B-j X B-d I-d", "Sea", 2014),
    ],
)
def test_a_year_in_the_name_of_a_book_is_none_of_issue(note: str, labels: str, container: str, year: int) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    start = citation.work.issued_start
    assert (citation.work.container_title, start and start.year) == (container, year)


@pytest.mark.parametrize(
    ("note", "labels", "title", "container"),
    [
        ("“Ice,” Poe's Notes, 2021", "X S-ti X X B-ti I-ti X B-d", "Ice", "Poe's Notes"),
        ("“Ice,” read at “Sea Notes”, 2021", "X S-ti X X B-ti I-ti I-ti I-ti I-ti X X B-d", "Ice", None),
        ("Ice, Sea Notes, 2021", "S-ti X B-ti I-ti X B-d", "Ice, Sea Notes", None),
        ("“Ice”, Sea Notes, Hull News, 2021", "X S-ti X X B-ti I-ti X B-j I-j X B-d", "Ice", "Hull News"),
    ],
)
def test_what_stands_behind_a_title_in_quotes_is_its_container(
    note: str, labels: str, title: str, container: str | None
) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert (citation.work.title, citation.work.container_title) == (title, container)


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("DIN EN ISO 9:2018, Depth of water", "DIN EN ISO 9:2018", "Depth of water"),
        ("IEC 60-2-1:1999 – Buoys", "IEC 60-2-1:1999", "Buoys"),
        ("ISO 9:2018", None, "ISO 9:2018"),
        ("SFS 2018:1937, Tides", None, "SFS 2018:1937, Tides"),
        ("SEA 2018: Tides", None, "SEA 2018: Tides"),
        ("On ISO 9:2018, Depth of water", None, "On ISO 9:2018, Depth of water"),
    ],
)
def test_the_number_of_a_standard_is_no_part_of_its_title(title: str, number: str | None, rest: str) -> None:
    note = f"{title}, Hull"
    tokens = tokenize(note)
    end = sum(token.start < len(title) for token in tokens)
    (citation,) = read(0, note, tokens, ["S-ti", *["I-ti"] * (end - 1), "X", "B-pl"])
    assert (citation.work.number, citation.work.title) == (number, rest)


@pytest.mark.parametrize(
    ("note", "labels", "title", "number"),
    [
        ("Rivals (1450-1620), Hull 2011", "S-ti X B-nu X X B-pl B-d", "Rivals (1450-1620)", None),
        ("Rivals (1450-16), Hull 2011", "S-ti X B-nu X X B-pl B-d", "Rivals", "1450-16"),
        ("Rivals, 1450-1620, Hull 2011", "S-ti X B-nu X B-pl B-d", "Rivals", "1450-1620"),
    ],
)
def test_the_years_that_a_work_is_about_are_part_of_its_title(
    note: str, labels: str, title: str, number: str | None
) -> None:
    (citation,) = read(0, note, tokenize(note), labels.split())
    assert (citation.work.title, citation.work.number) == (title, number)

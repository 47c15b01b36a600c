from datetime import date

import pytest

from outsider_etl.document import Metadata
from outsider_etl.structure.metadata import read_metadata

BODY = "The harbour authority paid for it. An analysis of the internet, its architecture and the consequences was made."
GREAT_GAME = Metadata(title="The Great Game", language="en")
MAY_2019 = (date(2019, 5, 1), date(2019, 5, 31))
YEAR_2019 = (date(2019, 1, 1), date(2019, 12, 31))


def cited(citation: str) -> Metadata:
    return read_metadata([f"Suggested citation: {citation}"], BODY, "")


def on_title_page(*front: str) -> Metadata:
    return read_metadata(front, BODY, "")


def published(metadata: Metadata) -> tuple[date | None, date | None]:
    return metadata.published_start, metadata.published_end


def test_metadata_citation_with_family_name_first() -> None:
    found = cited(
        "Smith, John, and Jane Doe. “The Great Game: Power.” Working Paper No. 12, Brookings Institution, "
        "Washington, DC, May 2019. https://example.org/a-report-of-2021"
    )
    assert found.authors == ("John Smith", "Jane Doe")
    assert (found.title, found.subtitle) == ("The Great Game", "Power")
    assert (found.series, found.series_number) == ("Working Paper", "12")
    assert found.publisher == "Brookings Institution"
    assert published(found) == MAY_2019


@pytest.mark.parametrize("title", ["The Great Game,", "“The Great Game,”"])
def test_metadata_citation_with_place_and_publisher(title: str) -> None:
    found = cited(
        f"Jane Doe and John Smith, {title} Santa Monica, Calif.: RAND Corporation, RR-1234, 2019. "
        "As of March 3, 2020: https://www.example.org"
    )
    assert (found.title, found.authors) == ("The Great Game", ("Jane Doe", "John Smith"))
    assert (found.publisher, found.series, found.series_number) == ("RAND Corporation", None, "RR-1234")
    assert published(found) == YEAR_2019


def test_metadata_citation_with_the_year_second() -> None:
    found = cited(
        "Doe, J. A., Smith, J., & Wei, L. (2019, May). The great game (Policy Brief 3). Institute for X. doi: 10.1/2020"
    )
    assert (found.title, found.authors) == ("The great game", ("J. A. Doe", "J. Smith", "L. Wei"))
    assert (found.publisher, found.series, found.series_number) == ("Institute for X", "Policy Brief", "3")
    assert published(found) == MAY_2019


def test_metadata_citation_with_the_title_in_plain_letters_after_a_list_of_names() -> None:
    found = cited("Jane Doe, Li Wei, and John Smith, The Great Game: War and Peace, Santa Monica, CA: RAND, 2019.")
    assert found.authors == ("Jane Doe", "Li Wei", "John Smith")
    assert (found.title, found.subtitle, found.publisher) == ("The Great Game", "War and Peace", "RAND")


@pytest.mark.parametrize(
    ("citation", "unsaid"),
    [
        ("Institute for X, The great game, 2019", ("title", "authors", "publisher")),
        ("European Commission, “The Great Game”, Brussels, 2019.", ("authors", "publisher")),
        ("Jane Doe, “The Great Game,” Survival, Vol. 60, No. 3, 2019, pp. 3-20.", ("publisher", "series")),
        ("Jane Doe, ‘Russia’s Great Game’, Chatham House, London, May 2019", ("publisher", "series", "series_number")),
    ],
)
def test_metadata_citation_leaves_open_what_it_does_not_say(citation: str, unsaid: tuple[str, ...]) -> None:
    found = cited(citation)
    assert [getattr(found, name) or None for name in unsaid] == [None] * len(unsaid)


@pytest.mark.parametrize("title", ["Europe in 2030", "Ports, 2030", "Ports of Asia in May 2019"])
def test_metadata_title_with_a_date_is_a_title(title: str) -> None:
    assert on_title_page(title) == Metadata(title=title, language="en")


@pytest.mark.parametrize(
    "line",
    [
        "May 2019",
        "Published in May 2019",
        "Draft of May 2019",
        "Paris, May 2019",
        "Washington, DC, May 2019",
        "(May 2019)",
    ],
)
def test_metadata_date_line_is_a_date(line: str) -> None:
    assert published(on_title_page("The Great Game", line)) == MAY_2019


@pytest.mark.parametrize(
    "lines",
    [
        ["Ada Mensah", "Li Wei"],
        ["Ada Mensah and Li Wei"],
        ["---", "Ada MENSAH", "Li Wei", "Institute for Coastal Policy"],
        ["Ada Mensah, Research Fellow", "Li Wei (Director)"],
        ["By Dr. Ada Mensah, Professor, and Li Wei, Institute for Coastal Policy"],
    ],
)
def test_metadata_title_page_authors(lines: list[str]) -> None:
    found = on_title_page("The Great Game", *lines)
    assert (found.title, found.subtitle, found.authors) == ("The Great Game", None, ("Ada Mensah", "Li Wei"))


@pytest.mark.parametrize(
    "lines",
    [
        ["Great Game"],
        ["Internet Architecture"],
        ["Institute for Coastal Policy"],
        ["By the Institute for X"],
        ["---"],
        ["Jump to Main Text of Report", "Ada Mensah"],
        ["# Contents", "Latin Quarters", "Quiet Harbours"],
    ],
)
def test_metadata_title_page_takes_nothing_else_for_an_author(lines: list[str]) -> None:
    assert on_title_page("The Great Game", *lines) == GREAT_GAME


@pytest.mark.parametrize(
    ("line", "series", "number"),
    [
        ("Working Paper 12", "Working Paper", "12"),
        ("CRS Report R45770", "CRS Report", "R45770"),
        ("Harbour Papers No. 7", "Harbour Papers", "7"),
        ("RR-1234", None, "RR-1234"),
        ("Annual Report 2019", None, None),
    ],
)
def test_metadata_title_page_series(line: str, series: str | None, number: str | None) -> None:
    found = on_title_page("The Great Game", line)
    assert (found.series, found.series_number) == (series, number)


def test_metadata_names_a_language_with_a_two_letter_code_or_none() -> None:
    assert read_metadata([], "Hello world.", "").language is None
    assert read_metadata([], "The harbour was built by those who lived near it. " * 5, "").language == "en"
    assert read_metadata([], "Le port fut construit par ceux qui vivaient tout près de là. " * 5, "").language == "fr"
    assert len(read_metadata([], "Ang pantalan gitukod sa mga lumulupyo sa duol niini. " * 5, "").language or "xx") == 2


def test_metadata_title_comes_behind_the_kind_of_document() -> None:
    metadata = read_metadata(["POLICY BRIEF", "Water for All", "by Ana Souza", "12 June 2018"], BODY, "")
    assert (metadata.title, metadata.authors, str(metadata.published_start)) == (
        "Water for All",
        ("Ana Souza",),
        "2018-06-12",
    )


def test_metadata_title_ends_at_the_comma_where_one_stands_behind_the_year() -> None:
    metadata = cited("OECD (2019), Europe in 2030, OECD Publishing, Paris, https://doi.org/10.1787/x.")
    assert metadata.title == "Europe in 2030"

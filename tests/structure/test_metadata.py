from datetime import date

import pytest

from outsider_etl.document import Metadata
from outsider_etl.structure.institutions import names_institution
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
        ["By the Institute for X"],
        ["---"],
        ["Jump to Main Text of Report", "Ada Mensah"],
        ["# Contents", "Latin Quarters", "Quiet Harbours"],
        ["Key Findings", "Latin Quarters"],
        ["1 Background", "Latin Quarters"],
        ["Prepared for", "European Commission", "by"],
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


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        (["Amnesty International"], "Amnesty International"),
        (["EUROPEAN COMMISSION", "COM(2019) 640 final"], "EUROPEAN COMMISSION"),
        (["United Nations", "General Assembly", "Seventy-fourth session"], "United Nations"),
        (["Konrad-Adenauer-Stiftung", "Working Paper No. 12"], "Konrad-Adenauer-Stiftung"),
        (["Bruegel Policy Brief"], None),
        (["Press release"], None),
        (["Home / Research / Commentary"], None),
    ],
)
def test_metadata_title_comes_behind_who_publishes_it_and_its_series(above: list[str], publisher: str | None) -> None:
    found = on_title_page(*above, "LEFT IN THE DARK", "How the police keep no records", "London, July 2020")
    assert (found.title, found.subtitle) == ("LEFT IN THE DARK", "How the police keep no records")
    assert (found.publisher, found.authors) == (publisher, ())


@pytest.mark.parametrize(
    ("lines", "title", "authors"),
    [
        (
            ["Deterring Rivals", "Options for the Alliance", "Jane Doe, Li Wei"],
            "Deterring Rivals",
            ("Jane Doe", "Li Wei"),
        ),
        (["Deterring Rivals", "Jane Doe and Li Wei"], "Deterring Rivals", ("Jane Doe", "Li Wei")),
        (["World Economic Outlook", "War Sets Back the Recovery"], "World Economic Outlook", ()),
        (["Briefing Paper", "Jane Doe", "Rivals and the Alliance"], "Rivals and the Alliance", ("Jane Doe",)),
        (["Rivals’ Niche Power", "By Jane Doe"], "Rivals’ Niche Power", ("Jane Doe",)),
    ],
)
def test_metadata_title_below_the_publisher_may_look_like_a_name(
    lines: list[str], title: str, authors: tuple[str, ...]
) -> None:
    found = on_title_page("RAND Corporation", *lines)
    assert (found.title, found.authors, found.publisher) == (title, authors, "RAND Corporation")


def test_metadata_name_of_two_words_is_a_title_where_the_first_is_a_common_word() -> None:
    found = read_metadata(["Security Council", "Reform at last"], "The security of all is at stake.", "")
    assert (found.title, found.subtitle) == ("Security Council", "Reform at last")


@pytest.mark.parametrize("line", ["Amnesty International", "Working Paper No. 12", "Harbour Papers No. 7"])
def test_metadata_title_is_the_first_line_where_no_other_may_be_one(line: str) -> None:
    assert on_title_page(line, "By Ada Mensah", "May 2019", "© 2019").title == line


@pytest.mark.parametrize(
    "title",
    [
        "Reforming the International Monetary Fund",
        "The European Commission",
        "A Bank for Europe",
        "Russia's Central Election Commission",
        "Department of Defense Directed Energy Weapons",
        "Opinion of the Legal Service",
        "United Nations Peacekeeping in Mali",
        "Capital Markets Union",
        "Human Agency",
    ],
)
def test_metadata_title_that_speaks_of_an_institution_is_a_title(title: str) -> None:
    found = on_title_page(title, "What comes next")
    assert (found.title, found.subtitle) == (title, "What comes next")


@pytest.mark.parametrize(
    "name",
    [
        "Bertelsmann Stiftung",
        "Bundesministerium der Finanzen",
        "Center for Strategic and International Studies",
        "Food and Agriculture Organization of the United Nations",
        "Fondation pour la recherche stratégique",
        "Max-Planck-Institut für Sozialrecht und Sozialpolitik",
        "Transparency International EU",
        "Amnesty International UK",
        "IISS",
        "RUSI",
        "United Nations Conference on Trade and Development",
    ],
)
def test_metadata_institution_is_the_publisher_and_no_author(name: str) -> None:
    assert names_institution(name)
    found = on_title_page("The Great Game", "Ada Mensah", name, "May 2019")
    assert (found.subtitle, found.authors, found.publisher) == (None, ("Ada Mensah",), name)


@pytest.mark.parametrize(
    "name",
    ["Ports, Roads and Harbours Committee", "Ministry of Labour, Trade and Mines", "Grain, Timber & Wool Commission"],
)
def test_metadata_institution_of_several_things_stands_above_the_title(name: str) -> None:
    found = on_title_page(name, "The future of ports", "May 2019")
    assert (found.title, found.publisher) == ("The future of ports", name)
    house = on_title_page("House of Commons", name, "The future of ports", "Fifth Report of Session 2019–21")
    assert (house.title, house.publisher) == ("The future of ports", "House of Commons")


@pytest.mark.parametrize(
    "title", ["Ports, Roads and Rail", "Russia, Iran and the Security Council", "Trade, Aid and the World Bank"]
)
def test_metadata_several_things_are_no_institution(title: str) -> None:
    assert not names_institution(title)
    assert on_title_page(title, "Ada Mensah", "May 2019").title == title


def test_metadata_publisher_is_none_of_several_institutions_and_no_university() -> None:
    several = on_title_page("The Great Game", "Ada Mensah", "Kiel Institute", "Li Wei", "Stimson Center")
    assert (several.authors, several.publisher) == (("Ada Mensah", "Li Wei"), None)
    assert on_title_page("The Great Game", "Ada Mensah", "University of Ghana").publisher is None
    assert on_title_page("The Great Game", "Ada Mensah, Oxfam International") == on_title_page(
        "The Great Game", "Ada Mensah"
    )


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Mensah | Financial Times | Li Wei",
        "Ada Mensah | Senior Fellow | Li Wei",
        "Ada Mensah* and Li Wei**",
        "Ada Mensah und Li Wei",
        "Ada Mensah / Li Wei",
        "Commentary by Ada Mensah and Li Wei",
        "Prepared by: Ada Mensah and Li Wei",
        "By Ada Mensah and Li Wei, 3 May 2019",
    ],
)
def test_metadata_byline_names_the_authors(line: str) -> None:
    found = on_title_page("The Great Game", line)
    assert (found.subtitle, found.authors) == (None, ("Ada Mensah", "Li Wei"))


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Par Ada Mensah et Li Wei", "Le port fut construit par ceux qui vivaient tout près de là. "),
        ("Par M. Ada MENSAH et Mme Li Wei", "Le port fut construit par ceux qui vivaient tout près de là. "),
        ("Von Ada Mensah und Li Wei", "Der Hafen wurde von denen gebaut, die in der Nähe lebten. "),
    ],
)
def test_metadata_byline_is_in_the_language_of_the_text(line: str, body: str) -> None:
    found = read_metadata(["The Great Game", line], body * 3, "")
    assert (found.title, found.subtitle, found.authors) == ("The Great Game", None, ("Ada Mensah", "Li Wei"))
    assert read_metadata([line, "Mai 2019"], body * 3, "").title == line


@pytest.mark.parametrize("title", ["Von Clausewitz Today", "Par Excellence"])
def test_metadata_first_line_is_no_byline_in_another_language(title: str) -> None:
    found = on_title_page(title, "Jane Roe", "May 2019")
    assert (found.title, found.authors, published(found)) == (title, ("Jane Roe",), MAY_2019)


ABOUT_AN_INSTITUTION = [
    ["Federal Communications Commission", "Updated May 3, 2020", "R45699", "The Honorable Adam Smith"],
    ["Federal Communications Commission", "Spectrum Auctions after the Repack", "R45699"],
    ["DEFENSE HEALTH AGENCY", "Actions Needed to Improve the Care of Soldiers", "GAO-20-100"],
    ["Federal Election Commission", "Membership and Policymaking Quorum, In Brief", "R. Sam Garrett"],
    ["International Atomic Energy Agency", "Oversight and Issues for Congress"],
    ["Bank of England", "A History of the First Two Centuries"],
    ["European Central Bank", "Policy Options for the Next Crisis", "Jane Roe"],
    ["The World Bank", "A Critical Primer"],
    ["Brookings Institution", "Jane Roe", "May 2019"],
]


@pytest.mark.parametrize("front", ABOUT_AN_INSTITUTION)
def test_metadata_institution_that_the_report_is_about_is_the_title(front: list[str]) -> None:
    found = on_title_page(*front)
    assert (found.title, found.publisher) == (front[0], None)


def test_metadata_institution_that_the_text_begins_with_is_the_title() -> None:
    body = "The Harbour Safety Agency was founded in 1921. It keeps the harbours of the north."
    front = ["Harbour Safety Agency", "Keeping the North Safe", "May 2019"]
    assert (read_metadata(front, body, "").title, on_title_page(*front).title) == (front[0], front[1])
    assert read_metadata(front, "The HSA was founded in 1921.", "").title == front[0]
    capitals = read_metadata(["Harbour Safety Agency", "KEEPING THE NORTH SAFE"], body, "")
    assert (capitals.title, capitals.publisher) == ("KEEPING THE NORTH SAFE", "Harbour Safety Agency")
    marked = read_metadata(front, BODY, "", [0])
    assert (marked.title, marked.subtitle, marked.publisher) == (front[0], front[1], None)
    numbered = read_metadata([front[0], "Working Paper No. 12", *front[1:]], BODY, "", [0])
    assert (numbered.title, numbered.publisher, numbered.series_number) == (front[1], front[0], "12")


@pytest.mark.parametrize(
    "lines",
    [
        ["The Honorable Adam Smith", "Chairman", "Committee on Armed Services", "Dear Mr. Chairman:"],
        ["Chairman", "Committee on Armed Services"],
        ["Dear Mr. Chairman:", "Committee on Armed Services"],
        ["To:", "Committee on Armed Services"],
        ["Submitted to", "European Environment Agency"],
        ["Submitted to:", "European Commission"],
        ["Funded by", "European Commission"],
        ["Testimony presented before", "Senate Foreign Relations Committee"],
        ["Before the", "Committee on Armed Services"],
    ],
)
def test_metadata_institution_that_the_report_is_for_is_no_publisher(lines: list[str]) -> None:
    found = on_title_page("The Great Game", *lines)
    assert (found.title, found.authors, found.publisher) == ("The Great Game", (), None)
    assert on_title_page("The Great Game", "Published by", "European Commission").publisher == "European Commission"


@pytest.mark.parametrize("name", ["Anna Post", "Jane News", "J. R. Post"])
def test_metadata_author_may_be_called_as_a_newspaper_is(name: str) -> None:
    found = on_title_page("The Great Game", name)
    assert (found.subtitle, found.authors) == (None, (name,))


@pytest.mark.parametrize("line", ["Washington Post", "The Anna Post", "Anna Energy News", "R E P O R T"])
def test_metadata_newspaper_or_spaced_word_is_no_author(line: str) -> None:
    assert on_title_page("The Great Game", line).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Boston",
        "Cambridge, MA",
        "Menlo Park, CA 94025",
        "New York",
        "Paris, France",
        "Washington, DC",
        "United States Senate",
    ],
)
def test_metadata_place_is_no_author(line: str) -> None:
    found = on_title_page("The Great Game", "Ada Mensah", line)
    assert (found.subtitle, found.authors) == (None, ("Ada Mensah",))


@pytest.mark.parametrize(
    "line",
    [
        "Published in Lagos, 7 June 2018",
        "Report No: 412-X, June 7, 2018",
        "Presented to Parliament by the Secretary of State for Ports, 7 June 2018",
    ],
)
def test_metadata_line_about_the_publication_may_end_with_its_date(line: str) -> None:
    found = on_title_page("The Great Game", line)
    assert (found.title, found.subtitle, str(found.published_start)) == ("The Great Game", None, "2018-06-07")


@pytest.mark.parametrize(
    "line", ["Published in Lagos, 1951", "Published in Lagos, it was read by all in June 2018.", "A Visit, 7 June 2018"]
)
def test_metadata_other_dates_are_not_that_of_the_publication(line: str) -> None:
    assert on_title_page("The Great Game", line).published_start is None


@pytest.mark.parametrize(
    "line", ["Presented to Parliament as asked for by the Dues Act, 4 March 2011", "Published in Lagos, 4 March 2011"]
)
def test_metadata_date_that_stands_alone_is_that_of_the_publication(line: str) -> None:
    assert str(on_title_page("The Great Game", line, "7 June 2018").published_start) == "2018-06-07"


@pytest.mark.parametrize(
    "line",
    [
        "Presented to Parliament in reply to the Fourth Report, 4 March 2011",
        "Published in Lagos; first read in Oslo, 4 March 2011",
        "Presented to Congress under the Dues Act 2009, 4 March 2011",
    ],
)
def test_metadata_dates_of_what_the_report_answers_are_not_its_own(line: str) -> None:
    assert on_title_page("The Great Game", line).published_start is None


@pytest.mark.parametrize("place", ["Cambridge, MA", "New York", "Paris, France", "Washington, DC"])
def test_metadata_place_behind_an_author_is_none(place: str) -> None:
    assert on_title_page("The Great Game", f"By Ada Mensah, {place}").authors == ("Ada Mensah",)


def test_metadata_session_is_a_kind_of_document_where_it_is_numbered() -> None:
    found = on_title_page("Emergency Session", "A Memoir of the Council")
    assert found.title == "Emergency Session"
    report = on_title_page("FOREIGN AFFAIRS COMMITTEE", "First Report of Session 2019-20", "Global Britain")
    assert (report.title, report.authors, report.publisher) == ("Global Britain", (), "FOREIGN AFFAIRS COMMITTEE")
    house = on_title_page(
        "House of Commons", "Defence Committee", "Fifth Report of Session 2019–21", "Manpower or mindset"
    )
    assert (house.title, house.publisher) == ("Manpower or mindset", "House of Commons")
    above = on_title_page(
        "House of Commons", "Transport Committee", "The future of ports", "Fifth Report of Session 2019"
    )
    assert (above.title, above.publisher) == ("The future of ports", "House of Commons")


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Clean Air Fund, Bonn, May 2019", "Clean Air Fund"),
        ("Centre for European Reform, May 2019", "Centre for European Reform"),
        ("Institut der deutschen Wirtschaft, Köln, Mai 2019", "Institut der deutschen Wirtschaft"),
        ("Published in May 2019 by Friends of the Earth Europe", "Friends of the Earth Europe"),
        ("May 2019 | Chatham House", "Chatham House"),
        ("Date: May 2019 Publisher: Harbour Watch", "Harbour Watch"),
        ("May 2019, Geneva", None),
        ("The Hague, May 2019", None),
        ("Bonn, im Mai 2019", None),
    ],
)
def test_metadata_imprint_line_says_publisher_and_date(line: str, publisher: str | None) -> None:
    found = on_title_page("The Great Game", line)
    assert (found.subtitle, found.publisher, published(found)) == (None, publisher, MAY_2019)


@pytest.mark.parametrize(
    "line",
    [
        "Updated 3 May 2019, 10:14",
        "Fri 3 May 2019 06.00 GMT",
        "Last modified on Friday, May 3, 2019 at 5:12 p.m. EDT",
        "2019-05-03T10:00:00Z",
        "Policy Brief, 3 May 2019",
        "Working Paper 14, 3 May 2019",
    ],
)
def test_metadata_date_stands_beside_the_hour_or_the_series(line: str) -> None:
    found = on_title_page("The Great Game", line)
    assert (found.title, found.subtitle, str(found.published_start)) == ("The Great Game", None, "2019-05-03")


@pytest.mark.parametrize("subject", ["SUBJECT: The Great Game", "Re: The Great Game"])
def test_metadata_memorandum_says_in_fields_who_wrote_it_when_and_on_what(subject: str) -> None:
    found = on_title_page("MEMORANDUM", "TO: Members of the Board", "FROM: Ada Mensah", "DATE: 3 May 2019", subject)
    assert (found.title, found.subtitle, found.authors) == ("The Great Game", None, ("Ada Mensah",))
    assert str(found.published_start) == "2019-05-03"


def test_metadata_subject_of_no_letter_is_no_title() -> None:
    found = on_title_page("The Gas Trap", "By Jane Roe", "Subject: Energy policy")
    assert (found.title, found.authors) == ("The Gas Trap", ("Jane Roe",))


@pytest.mark.parametrize("line", ["Report No. 12", "Policy Brief"])
def test_metadata_subtitle_stands_below_the_number_or_kind(line: str) -> None:
    found = on_title_page("The Gas Trap", line, "Lessons from the last two winters", "Jane Roe")
    assert (found.title, found.subtitle) == ("The Gas Trap", "Lessons from the last two winters")


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Published by Jane Roe", None),
        ("Published by Jane Roe on 3 May 2019", None),
        ("Published by The Ledger on 3 May 2019", "Ledger"),
        ("Published by Order of the House of Commons", None),
        ("Herausgegeben von Jana Roth", None),
    ],
)
def test_metadata_publisher_is_a_house_without_the_date(line: str, publisher: str | None) -> None:
    found = on_title_page("The Gas Trap", line)
    assert (found.title, found.publisher) == ("The Gas Trap", publisher)
    assert (found.published_start is None) == ("2019" not in line)


def test_metadata_title_is_no_line_that_says_for_whom_the_report_is() -> None:
    found = on_title_page("Submitted to the European Commission", "The Great Game", "May 2019")
    assert (found.title, found.publisher) == ("The Great Game", None)
    assert on_title_page("Prepared for the Worst", "How ports plan for floods").title == "Prepared for the Worst"


def test_metadata_author_between_publisher_and_title_has_a_given_name() -> None:
    found = on_title_page("RAND Corporation", "Jane Roe", "The Costs of Port Security", "Evidence from Twelve Harbours")
    assert (found.title, found.authors) == ("The Costs of Port Security", ("Jane Roe",))
    assert found.subtitle == "Evidence from Twelve Harbours"
    assert on_title_page("RAND Corporation", "Climate Action", "The Costs of Port Security").authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("BY HENRY MARSH, M.A.", ("Henry Marsh",)),
        ("JOHN ROE AND LI WEI", ("John Roe", "Li Wei")),
        ("WILLIAM GATES III", ("William Gates III",)),
        ("JJ ROE", ("JJ Roe",)),
        ("by Jane Roe <jane@example.org>", ("Jane Roe",)),
        ("Dockworkers' Rights Network", ()),
        ("Harbours’ Friends", ()),
    ],
)
def test_metadata_author_is_without_degree_and_no_house(line: str, authors: tuple[str, ...]) -> None:
    assert on_title_page("The Great Game", line).authors == authors


def test_metadata_name_in_german_has_no_word_of_the_text() -> None:
    body = "Die Antwort der Regierung lag vor. Der Hafen wurde von denen gebaut, die in der Nähe lebten. " * 3
    found = read_metadata(["Wasserstoff im Hafen", "Antwort der Regierung", "Ada Mensah"], body, "")
    assert found.authors == ("Ada Mensah",)


def test_metadata_title_page_of_the_united_nations() -> None:
    front = ["United Nations", "S/2021/713", "Security Council", "Distr.: General", "3 May 2019", "Original: English"]
    found = on_title_page(*front, "Situation in the Lake Region")
    assert (found.title, found.publisher, found.series_number) == (
        "Situation in the Lake Region",
        "United Nations",
        "S/2021/713",
    )


@pytest.mark.parametrize("line", ["https://ledger.example/ports", "The Long Read", "Opinion"])
def test_metadata_address_or_column_of_a_newspaper_is_no_title(line: str) -> None:
    assert on_title_page(line, "How the ports died", "By Ada Mensah").title == "How the ports died"
    assert on_title_page("How the ports died | The Ledger", line, "By Ada Mensah").title == "How the ports died"


def test_metadata_house_of_a_committee_is_the_publisher() -> None:
    found = on_title_page("The Gas Trap", "House of Commons", "Energy Committee")
    assert (found.title, found.publisher) == ("The Gas Trap", "House of Commons")
    assert on_title_page("The Gas Trap", "Energy Committee").publisher == "Energy Committee"


@pytest.mark.parametrize("line", ["Part One", "Overview"])
def test_metadata_byline_may_stand_below_what_opens_texts(line: str) -> None:
    found = on_title_page("The Gas Trap", line, "By Jane Roe", "3 May 2019")
    assert (found.title, found.subtitle, found.authors) == ("The Gas Trap", None, ("Jane Roe",))
    assert str(found.published_start) == "2019-05-03"


def test_metadata_title_may_speak_of_an_address() -> None:
    title = "A letter to jane@example.org and what came of it"
    assert on_title_page(title, "By Ada Mensah").title == title


def test_metadata_year_behind_a_city_is_a_date() -> None:
    for city in ("Rome", "Boston", "Santa Monica", "Pretoria"):
        assert published(on_title_page("The Great Game", f"{city}, 2019")) == YEAR_2019
    assert on_title_page("The Great Game", "Ports, 2019").subtitle == "Ports, 2019"


@pytest.mark.parametrize(
    "line",
    [
        "The budget of 2019 cut the spending on schools.1 It did not cut the army.2",
        "The allies spent 1.0 trillion dollars in 2019.12 Germany spent 1.57 per cent.13",
        "Our rules:",
        "Policy Brief",
    ],
)
def test_metadata_subtitle_is_no_sentence(line: str) -> None:
    assert on_title_page("The Great Game", line).subtitle is None


def test_metadata_takes_a_lone_field_of_an_address_for_the_title() -> None:
    found = on_title_page("From: Peril to Promise", "How ports were saved", "By Ada Mensah")
    assert (found.title, found.subtitle) == ("From: Peril to Promise", "How ports were saved")
    assert on_title_page("From: Peril to Promise").title == "From: Peril to Promise"
    assert on_title_page("From: Ada Mensah", "The Great Game").authors == ("Ada Mensah",)
    assert on_title_page("From: The Ports Office", "To: All", "The Great Game").title == "The Great Game"


def test_metadata_takes_a_marked_title_and_not_the_subject_above_it() -> None:
    assert read_metadata(["Subject: Gas", "The Great Game"], BODY, "", [1]).title == "The Great Game"
    assert read_metadata(["To: All", "Subject: The Great Game", "Gas"], BODY, "", [2]).title == "The Great Game"


@pytest.mark.parametrize(
    "front",
    [
        ("National Audit Office", "Report by the Comptroller and Auditor General", "The Great Game"),
        ("Coastal Water Authority", "The Great Game"),
        ("United Nations", "Seventy-fifth session", "Item 21 (b) of the provisional agenda", "The Great Game"),
        ("SÉNAT", "SESSION ORDINAIRE DE 2020-2021", "RAPPORT D'INFORMATION", "The Great Game"),
        ("Deutscher Bundestag", "Antwort", "der Bundesregierung", "auf die Kleine Anfrage", "The Great Game"),
        ("Bundesministerium für Verkehr", "Referat W 14", "Betreff: The Great Game", "Sehr geehrte Frau Lindner,"),
        ("Ministère des Transports", "Objet : The Great Game", "Monsieur le Président,"),
    ],
)
def test_metadata_title_stands_below_who_publishes_it_and_on_what_occasion(front: tuple[str, ...]) -> None:
    found = on_title_page(*front)
    assert (found.title, found.subtitle, found.authors) == ("The Great Game", None, ())
    assert found.publisher == front[0]


def test_metadata_an_address_names_no_author() -> None:
    address = ("An die Vorsitzende", "Frau Dr. Karin Lindner", "Platz der Republik 1", "Bonn, den 3. Mai 2019")
    found = on_title_page("Bundesministerium für Verkehr", *address, "Betreff: The Great Game")
    assert (found.title, found.authors) == ("The Great Game", ())
    assert found.published_start == date(2019, 5, 3)


@pytest.mark.parametrize(
    "title", ["Congress and Presidential Authority", "Reforming the Post Office", "Report to the President"]
)
def test_metadata_title_may_end_or_begin_as_such_a_line_does(title: str) -> None:
    assert on_title_page(title, "Ada Mensah", "May 2019").title == title


@pytest.mark.parametrize(
    "title",
    ["An den Rändern Europas", "An die Arbeit", "Monsieur Europe s'en va", "Report of the Board on the State of Ports"],
)
def test_metadata_title_below_who_publishes_it_may_begin_as_an_address_or_a_report_does(title: str) -> None:
    found = on_title_page("Stiftung Wissenschaft und Politik", title, "Ada Mensah", "May 2019")
    assert title in (found.title, found.subtitle)
    assert found.authors == ("Ada Mensah",)


def test_metadata_who_a_report_is_by_may_be_its_subtitle_or_its_title() -> None:
    assert (
        on_title_page("Quays in Decline", "Report of the Committee on Ports").subtitle
        == "Report of the Committee on Ports"
    )
    found = on_title_page("United Nations", "General Assembly", "Report of the Secretary-General", "May 2019")
    assert (found.title, found.publisher) == ("Report of the Secretary-General", "United Nations")


@pytest.mark.parametrize("title", ["der Hafen stirbt", "Gutachten", "Bericht"])
def test_metadata_title_may_begin_in_lower_case_or_be_the_kind_of_document(title: str) -> None:
    found = on_title_page(title, "Ada Mensah", "May 2019")
    assert (found.title, found.authors) == (title, ("Ada Mensah",))


def test_metadata_kind_of_document_is_no_title_above_one_that_reads_as_a_name() -> None:
    found = on_title_page("Policy Brief", "Arctic Futures", "Ada Mensah", "May 2019")
    assert (found.title, found.authors) == ("Arctic Futures", ("Ada Mensah",))


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Harbour Institute",
        "[Senate Report 104-12]",
        "104th Congress",
        "EN",
        "Vol. 12",
        "Version 0.9",
        "version: 2.1",
        "Read it at www.ports.example",
    ],
)
def test_metadata_line_about_the_publication_is_neither_title_nor_subtitle(line: str) -> None:
    found = on_title_page(line, "The Gas Trap", line)
    assert (found.title, found.subtitle) == ("The Gas Trap", None)


@pytest.mark.parametrize("title", ["Copyright Reform in Europe", "AI", "[Un]safe Harbours", "Versions of a Story"])
def test_metadata_title_may_look_like_such_a_line(title: str) -> None:
    found = on_title_page(title, "Jane Roe")
    assert (found.title, found.authors, found.publisher) == (title, ("Jane Roe",), None)


@pytest.mark.parametrize(
    "item", ["Agenda item 75 (b)", "Item 4 of the provisional agenda", "Point 3 de l’ordre du jour"]
)
def test_metadata_item_of_an_agenda_is_no_title(item: str) -> None:
    found = on_title_page(
        "United Nations", "A/75/123", item, "Oceans", "Harbours and the law", "Report of the Secretary*"
    )
    assert (found.title, found.subtitle) == ("Harbours and the law", "Report of the Secretary")


def test_metadata_authors_have_marks_and_addresses() -> None:
    body = f"{BODY} ada.mensah@ports.example"
    found = read_metadata(["The Gas Trap ∗", "Jane Roe †", "Ada Mensah ¶", "Part IV"], body, "")
    assert (found.title, found.authors) == ("The Gas Trap", ("Jane Roe", "Ada Mensah"))


def test_metadata_papers_of_parliaments_say_when_they_were_printed() -> None:
    found = on_title_page(
        "HARBOUR SAFETY ACT OF 1995", "March 3, 1995.--Ordered to be printed", "HOUSE OF REPRESENTATIVES"
    )
    assert published(found) == (date(1995, 3, 3), date(1995, 3, 3))
    assert (found.title, found.publisher) == ("HARBOUR SAFETY ACT OF 1995", "HOUSE OF REPRESENTATIVES")

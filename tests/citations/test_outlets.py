import pytest

from outsider_etl.citations.model import Work
from outsider_etl.citations.outlets import known_type, with_known_outlet
from tests.citations.notes import cited, marked


@pytest.mark.parametrize(
    ("work", "type_"),
    [
        (Work(type="article-newspaper", container_title="The Economist"), "article-magazine"),
        (Work(type="article-newspaper", container_title="Forbes.ru"), "article-magazine"),
        (Work(type="article-newspaper", container_title="La Revue des mers"), "article-magazine"),
        (Work(type="article-newspaper", container_title="Shore Weekly"), "article-magazine"),
        (Work(type="article-newspaper", container_title="The Guardian"), "article-newspaper"),
        (Work(type="article-newspaper", container_title="Revue nouvelle", volume="4"), "article-newspaper"),
        (Work(type="article-newspaper", container_title="Khabr", url="https://habr.com/ru/1"), "post-weblog"),
        (Work(type="webpage", url="roe.substack.com/p/tides"), "post-weblog"),
        (Work(type="webpage", url="https://www.twitter.com/roe/status/1"), "post"),
        (Work(type="webpage", url="https://en.wikipedia.org/wiki/Tide"), "entry-encyclopedia"),
        (Work(type="webpage", url="https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1"), "article"),
        (Work(type="chapter", container_title="Stanford Encyclopedia of Philosophy"), "entry-encyclopedia"),
        (Work(type="chapter", container_title="Meyers Konversations-Lexikon"), "entry-encyclopedia"),
        (Work(type="chapter", container_title="The Oxford Dictionary of National Biography"), "entry-encyclopedia"),
        (Work(type="chapter", container_title="Encyclopaedia Iranica"), "entry-encyclopedia"),
        (Work(type="chapter", container_title="Historisches Lexikon der Schweiz"), "entry-encyclopedia"),
        (Work(type="webpage", container_title="Lexikon"), "webpage"),
        (Work(type="article-journal", container_title="Lexikon", volume="4"), "article-journal"),
        (Work(type="chapter", container_title="Encyclopaideia. Journal of Phenomenology"), "chapter"),
        (Work(type="chapter", container_title="Diderot’s Encyclopédie Studies"), "chapter"),
        (Work(type="chapter", container_title="Essays on the Dictionary of National Biography"), "chapter"),
        (Work(type="chapter", container_title="Handbook of Ports"), "chapter"),
        (Work(type="interview", url="https://medium.com/x"), "interview"),
        (Work(type="webpage", url="https://www.medium.com.example.org/"), "webpage"),
        (Work(type="article-newspaper", container_title="Sea Board Special Report"), "report"),
        (Work(type="article-newspaper", container_title="The Saturday Paper"), "article-newspaper"),
        (Work(type="article-newspaper", container_title="Shore Bulletin"), "article-newspaper"),
        (Work(type="webpage"), "webpage"),
        (Work(), None),
    ],
)
def test_the_type_follows_from_where_a_work_appeared_where_that_is_known(work: Work, type_: str | None) -> None:
    assert known_type(work) == type_


@pytest.mark.parametrize("agency", ["Reuters", "The Associated Press", "Agence France-Presse", "Saltmarsh News Agency"])
def test_a_news_agency_is_the_container_of_what_it_sent_out(agency: str) -> None:
    note = f"1 <c t=webpage>“<ti>Harbour closed</ti>”, <p>{agency}</p>, <d v=2019-04-22>22 April 2019</d>.</c>"
    (read,) = map(with_known_outlet, cited(marked(note)))
    assert (read.work.container_title, read.work.publisher, read.work.type) == (agency, None, "article-newspaper")
    assert [part.label for part in read.parts] == ["ti", "j", "d"]


def test_a_broadcaster_in_the_place_of_the_author_is_the_container() -> None:
    note = (
        "1 <c t=webpage><l>Al Jazeera</l>, ‘<ti>Harbour closed</ti>’, <d v=2019-06-03>3 June 2019</d>, <u>a.org</u></c>"
    )
    (read,) = map(with_known_outlet, cited(marked(note)))
    assert (read.work.container_title, read.work.authors, read.work.type) == ("Al Jazeera", (), "article-newspaper")


def test_a_magazine_in_the_place_of_the_author_is_the_container() -> None:
    note = "1 <c t=webpage><l>Shore Weekly</l>, ‘<ti>Harbour closed</ti>’, <d v=2019-06-03>3 June 2019</d></c>"
    (read,) = map(with_known_outlet, cited(marked(note)))
    assert (read.work.container_title, read.work.authors, read.work.type) == ("Shore Weekly", (), "article-magazine")


def test_who_sends_a_broadcast_is_its_container() -> None:
    note = "1 <c t=broadcast>‘<ti>Harbour closed</ti>’, <p>Tide Radio</p>, <d v=2019-06-03>3 June 2019</d></c>"
    (read,) = map(with_known_outlet, cited(marked(note)))
    assert (read.work.container_title, read.work.publisher, read.work.type) == ("Tide Radio", None, "broadcast")


@pytest.mark.parametrize(
    ("printed", "container"),
    [
        (
            "<l>Harbour News</l>, ‘<ti>Quay closed</ti>’, <u>https://www.harbour-news.com/article/quay</u>",
            "Harbour News",
        ),
        ("‘<ti>Quay closed</ti>’, <p>Gas Quay</p>, <u>gasquay.com/story/quay-closed</u>", "Gas Quay"),
        ("‘<ti>Quay closed</ti>’, <p>The Quay</p>, <u>thequay.com/a/story/quay-closed</u>", None),
        ("<l>Maersk</l>, “<ti>Green fuel</ti>”, <u>https://www.maersk.com/news/articles/2023/03/15/green</u>", None),
        ("<l>Shell</l>, “<ti>Green fuel</ti>”, <u>https://www.shell.com/what-we-do/stories/green</u>", None),
        ("<l>McKinsey</l>, “<ti>Green fuel</ti>”, <u>mckinsey.com/industries/sea/article/green</u>", None),
        ("‘<ti>Quay closed</ti>’, <p>Harbour Board</p>, <u>harbourboard.com/news/quay</u>", None),
        ("‘<ti>Quay closed</ti>’, <p>Harbour Board</p>, <u>harbourboard.org/articles/quay</u>", None),
        ("‘<ti>Quay closed</ti>’, <p>Harbour Board</p>, <u>sea.com/articles/quay</u>", None),
    ],
)
def test_who_has_articles_on_its_own_site_is_their_container(printed: str, container: str | None) -> None:
    (read,) = map(with_known_outlet, cited(marked(f"1 <c t=webpage>{printed}, <d v=2019-06-03>3 June 2019</d></c>")))
    assert (read.work.container_title, read.work.type) == (container, "article-newspaper" if container else "webpage")


def test_a_documentary_stays_a_broadcast() -> None:
    note = "1 <c t=broadcast><l>Al Jazeera</l>, <ti>Harbour closed</ti>, <d v=2019-06-03>3 June 2019</d></c>"
    (read,) = map(with_known_outlet, cited(marked(note)))
    assert (read.work.container_title, read.work.type) == ("Al Jazeera", "broadcast")


@pytest.mark.parametrize(
    ("printed", "container"),
    [
        ("<l>Census Bureau</l>, <ti>USA Trade Online, HS Port-Level Data</ti>", "USA Trade Online"),
        ("<l>World Bank</l>, <ti>World Development Indicators, GDP per capita</ti>", "World Development Indicators"),
        ("<l>FAO</l>, <ti>FAOSTAT, Fertilizers by Nutrient</ti>", "FAOSTAT"),
        ("<ti>FAOSTAT, Food and Agriculture Organization</ti>", None),
        ("<l>Board</l>, <ti>Trade Statistics, Hull Harbour Board</ti>", None),
        ("<l>Board</l>, <ti>Sea Ice Database, Washington</ti>", None),
        ("<l>Board</l>, <ti>Energy Data Browser, January to June</ti>", None),
        ("<l>Board</l>, <ti>Migration Database, Fourth Quarter</ti>", None),
        ("<l>IMF</l>, <ti>World Economic Outlook Database, April 2021 Edition</ti>", None),
        ("<l>Board</l>, <ti>Industry Statistics, November 2023</ti>", None),
        ("<l>Board</l>, <ti>Sea Ice Database, Version 3</ti>", None),
        ("<l>Board</l>, “<ti>Trade Online, Sea Ports</ti>”", None),
        ("<l>Board</l>, <ti>Sea Ice, Arctic</ti>", None),
        ("<l>Board</l>, <ti>Trade Online, Sea Ports</ti>, <j>Eurostat</j>", "Eurostat"),
    ],
)
def test_the_database_of_a_table_is_its_container(printed: str, container: str | None) -> None:
    (bare,) = cited(marked(f"1 See <c t=dataset>{printed}, <d>2019</d></c>"))
    read = with_known_outlet(bare)
    assert read.work.container_title == container
    if container and bare.work.container_title is None:
        title = next(part for part in read.parts if part.label == "ti")
        assert read.work.title == read.text[title.start - read.start : title.end - read.start]
        assert f"{container}, {read.work.title}" == bare.work.title


@pytest.mark.parametrize(
    ("printed", "container"),
    [
        ("<p>Ministry of Ports Research Series</p> <nu>1/09</nu>", "Ministry of Ports Research Series"),
        ("<p>Arbeitspapier</p> Nr. <nu>4</nu>, <pl>Bonn</pl>", "Arbeitspapier"),
        ("<p>Ministry of Ports</p>, <nu>1/09</nu>", None),
        ("<p>Sea Bulletin</p>, <pl>Hull</pl>", None),
        ("<j>Sea Papers</j>, <p>Port Series</p> <nu>4</nu>", "Sea Papers"),
    ],
)
def test_a_series_before_its_number_is_no_publisher(printed: str, container: str | None) -> None:
    (read,) = map(with_known_outlet, cited(marked(f"1 <c t=report><ti>Tides</ti>, {printed}, <d>2019</d></c>")))
    assert read.work.container_title == container


def test_a_communication_of_the_commission_is_a_document() -> None:
    work = Work(type="personal_communication", title="A Green Deal", number="COM(2019) 640")
    assert known_type(work) == "document"
    assert known_type(work._replace(number=None)) == "personal_communication"


@pytest.mark.parametrize(
    "note",
    [
        "1 <c t=webpage>“<ti>Tides</ti>”, <p>Harbour Board</p>, <d v=2019-04-22>22 April 2019</d>.</c>",
        "1 <c t=webpage><l>BBC</l>, <d v=2019>2019</d>, <u>bbc.co.uk</u></c>",
        "1 <c t=report><l>Reuters Institute</l>, *<ti>Tides</ti>*, <p>Reuters</p>, <d v=2019>2019</d>.</c>",
        "1 <c t=webpage>“<ti>Tides</ti>”, <j>Tide Daily</j>, <p>Reuters</p>, <d v=2019>2019</d>.</c>",
    ],
)
def test_other_publishers_stay_publishers(note: str) -> None:
    (before,) = cited(marked(note))
    assert with_known_outlet(before) == before


@pytest.mark.parametrize(
    ("behind", "container"),
    [
        ("IMF Country Report No. <nu>23/132</nu>", "IMF Country Report"),
        ("(IISD Report <nu>4</nu>)", "IISD Report"),
        ("Country Report No. <nu>4</nu>", None),
        ("HL Paper <nu>54</nu>", None),
        ("UN Report No. <nu>54</nu>", None),
        ("a reply to IISD Report <nu>4</nu>", None),
        ("<j>Sea Notes</j>, IISD Report <nu>4</nu>", "Sea Notes"),
        ("IISD Report, May <d>2019</d>", None),
    ],
)
def test_what_an_institution_numbers_under_its_initials_is_a_series(behind: str, container: str | None) -> None:
    (read,) = map(with_known_outlet, cited(marked(f"1 <c t=report><a>Roe</a>, <ti>Tides</ti>, {behind}.</c>")))
    assert read.work.container_title == container
    assert [read.text[part.start : part.end] for part in read.parts if part.label == "j"] == [container] * bool(
        container
    )


@pytest.mark.parametrize(
    ("printed", "volume", "number"),
    [
        ("<c t=report><ti>Tides</ti>, <j>Sea Commentary</j> <vo>236</vo></c>", None, "236"),
        ("<c t=report><ti>Tides</ti>, <j>Sea Commentary</j>, no. <vo>236</vo></c>", None, "236"),
        ("<c t=report><ti>Tides</ti>, <j>Annual Report</j>, vol. <vo>2</vo></c>", "2", None),
        ("<c t=report><ti>Tides</ti>, <j>Sea Papers</j> <vo>2</vo>, no. <is>4</is></c>", "2", None),
        ("<c t=article-journal><ti>Tides</ti>, <j>Sea Notes</j> <vo>2</vo></c>", "2", None),
    ],
)
def test_a_report_in_a_series_has_a_number_and_no_volume(printed: str, volume: str | None, number: str | None) -> None:
    (read,) = map(with_known_outlet, cited(marked(f"1 {printed}")))
    assert (read.work.volume, read.work.number) == (volume, number)

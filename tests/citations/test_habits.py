from outsider_etl.citations.habits import with_publishers
from outsider_etl.citations.model import Citation
from tests.citations.notes import cited, marked

ITALIC = "{n} <c t=article-newspaper>“<ti>Title {n}</ti>”, *<j>Daily {n}</j>*, <d v=2019>2019</d>.</c>"
UPRIGHT = "{n} <c t=article-newspaper>“<ti>Title {n}</ti>”, <j>{name}</j>, <d v=2019>2019</d>.</c>"


def read(*lines: str) -> list[Citation]:
    notes = marked(*lines)
    return with_publishers(cited(notes), [note.emphasis for note in notes])


def test_where_outlets_are_in_italics_an_upright_one_is_a_publisher() -> None:
    *others, last = read(*(ITALIC.format(n=n) for n in range(1, 6)), UPRIGHT.format(n=6, name="Sea Board"))
    assert [each.work.container_title for each in others] == [f"Daily {n}" for n in range(1, 6)]
    assert (last.work.container_title, last.work.publisher, last.work.type) == (None, "Sea Board", "webpage")
    assert [part.label for part in last.parts] == ["ti", "p", "d"]


def test_a_host_stays_an_outlet() -> None:
    last = read(*(ITALIC.format(n=n) for n in range(1, 6)), UPRIGHT.format(n=6, name="Sea.org"))[-1]
    assert (last.work.container_title, last.work.type) == ("Sea.org", "article-newspaper")


def test_a_series_stays_one() -> None:
    series = "6 <c t=report>“<ti>Title</ti>”, <j>Sea Papers</j>, No. <nu>4</nu>, <d v=2019>2019</d>.</c>"
    assert read(*(ITALIC.format(n=n) for n in range(1, 6)), series)[-1].work.container_title == "Sea Papers"


def test_without_the_habit_nothing_changes() -> None:
    few = [ITALIC.format(n=1), *(UPRIGHT.format(n=n, name="Sea Board") for n in range(2, 8))]
    assert all(each.work.container_title for each in read(*few))
    assert all(each.work.container_title for each in read(*few[1:]))

import pytest

from outsider_etl.citations.model import Work
from outsider_etl.citations.outlets import known_type


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
        (Work(type="interview", url="https://medium.com/x"), "interview"),
        (Work(type="webpage", url="https://www.medium.com.example.org/"), "webpage"),
        (Work(type="webpage"), "webpage"),
        (Work(), None),
    ],
)
def test_the_type_follows_from_where_a_work_appeared_where_that_is_known(work: Work, type_: str | None) -> None:
    assert known_type(work) == type_

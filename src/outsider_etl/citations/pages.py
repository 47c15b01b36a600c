"""Which of the works of a note has the page that an *ibid.* names."""

import re
from collections.abc import Sequence

from outsider_etl.citations.model import UNNAMED, Work

_FIRST = re.compile(r"\d+")
_RANGE = re.compile(r"\D{0,2}(\d+)-(\d+)")
_IN_PARTS = frozenset(("article-journal", "chapter", "paper-conference"))
_WITHOUT_PAGES = frozenset(
    (*UNNAMED, "article-newspaper", "broadcast", "dataset", "map", "motion_picture", "post", "post-weblog", "software")
) | {"speech", "webpage"}


def with_page(page: str | None, works: Sequence[Work]) -> int:
    """Return the place of the work meant by an *ibid.* behind a note that cites `works`: the last, as a rule.

    Where that cannot have `page`, it is the last before that can; and where one of them is an article that has it among
    so few pages so far behind the first ("211-38", but not "1-38") that another work would hardly be cited there, it is
    that article.
    """
    last = len(works) - 1
    first = _FIRST.search(page or "")
    if first is None:
        return last
    number = int(first.group())
    telling = [place for place, work in enumerate(works) if (pages := _pages(work)) and _is_told_by(number, pages)]
    if len(telling) == 1:
        return telling[0]
    return next((place for place in reversed(range(len(works))) if _may_have(works[place], number)), last)


def _pages(work: Work) -> range | None:
    """Return the pages of an article or a chapter: "211-38"."""
    pages = _RANGE.match(work.page or "")
    if pages is None or work.type not in _IN_PARTS:
        return None
    start, end = pages.groups()
    return range(int(start), int(start[: max(len(start) - len(end), 0)] + end) + 1)


def _is_told_by(page: int, pages: range) -> bool:
    return page in pages and 2 * len(pages) <= pages.start


def _may_have(work: Work, page: int) -> bool:
    pages = _pages(work)
    return bool(work.page) or work.type not in _WITHOUT_PAGES if pages is None else page in pages

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

    It is the only article whose pages hold `page`, or else the last that may have pages, where the last of all has
    none.
    """
    last = len(works) - 1
    first = _FIRST.search(page or "")
    if first is None:
        return last
    holding = [place for place, work in enumerate(works) if _holds(work, int(first.group()))]
    if len(holding) == 1:
        return holding[0]
    return next((place for place in reversed(range(len(works))) if _may_have_pages(works[place])), last)


def _holds(work: Work, page: int) -> bool:
    """Whether a work is an article or a chapter with a page between its first and its last ("211-38")."""
    pages = _RANGE.match(work.page or "")
    if pages is None or work.type not in _IN_PARTS:
        return False
    start, end = pages.groups()
    return int(start) <= page <= int(start[: len(start) - len(end)] + end)


def _may_have_pages(work: Work) -> bool:
    return bool(work.page) or work.type not in _WITHOUT_PAGES

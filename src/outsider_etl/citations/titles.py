"""The titles of works as the places of names: a year within one is no date of the text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from outsider_etl.citations.model import Citation, Part
from outsider_etl.nlp.spans import Found
from outsider_etl.nlp.values import DateValue

_SPOKEN = ("hearing", "interview", "personal_communication", "speech")
_QUOTES = frozenset("\"“”„«»'‘’‹›")
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
_BEHIND_TITLE = re.compile(r"[^\w\s(]{0,3} (?P<word>[a-z]+)")
# What stands behind the title of an article or a chapter
_BEHIND_NAMES = frozenset(("accessed", "at", "available", "dans", "ed", "eds", "in", "no", "p", "pp", "trans", "vol"))


def outside_titles(found: Sequence[Found], citations: Sequence[Citation], text: str) -> list[Found]:
    """Return the dates found in a passage but for the years within the titles of works that have a date beside.

    They belong to a name. `citations` are those of the passage; offsets are into its `text`.
    """
    cited = [citation for citation in citations if citation.work.type not in _SPOKEN]
    dated = [citation.parts for citation in cited if any(part.label == "d" for part in citation.parts)]
    parts = (part for parts in dated for part in parts if part.label in ("ti", "tt"))
    titles = sorted((part.start, part.end) for part in parts if not _is_spoken(text, part))
    return [each for each in found if not (_is_year(each.value) and _lies_within(each, titles))]


def _is_spoken(text: str, title: Part) -> bool:
    """Say whether what is taken for a title are rather words that somebody said: "We built it in 2017," he told us."""
    before = text[max(0, title.start - 4) : title.start + 1].strip()
    if not any(mark in _QUOTES for mark in before[-2:]):
        return False
    behind = _BEHIND_TITLE.match(text, title.end)
    told_by = behind is not None and behind["word"] not in _BEHIND_NAMES
    return ":" in before[:-1] or told_by or _SPEAKER.search(text, title.start, title.end) is not None


def _is_year(value: object) -> bool:
    return isinstance(value, DateValue) and value.kind == "absolute" and value.granularity == "year"


def _lies_within(found: Found, stretches: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(stretches, found.start, key=itemgetter(0)) - 1
    return place >= 0 and found.end <= stretches[place][1]

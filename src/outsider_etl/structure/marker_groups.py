"""Several markers at one place: "[2, 3]", "⁴⁻⁶", "5,6". All of them stand for the whole of it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from operator import attrgetter, itemgetter

from outsider_etl.structure.alignment import Candidate
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import BEFORE_ENCLOSED, BEHIND_MARKER, OF_UNIT, number
from outsider_etl.structure.signs import SUPERSCRIPT

_RAISED, _PRINTED, _DASH = f"{SUPERSCRIPT}{{1,3}}", r"\d{1,3}", "[-‐‑–—−⁻]"
_NEXT = rf"\s?(?:[,;]|{_DASH})\s?"
SEVERAL_RAISED = rf"{_RAISED}(?:{_NEXT}{_RAISED}){{1,19}}"
"""Raised numbers with what stands between them."""
SEVERAL = rf"{_PRINTED}(?:{_NEXT}{_PRINTED}){{1,19}}"
"""Numbers with what stands between them."""
# A word, or a sentence's end, that no abbreviation is: "pp.1-2", "art.2,3", "FY3-4".
_WORD = r"(?:(?<=[a-zà-öø-ÿœß]{4})|(?<=[a-zà-öø-ÿœß]{4}[.!?…,;:])|(?<=[!?…)\]”’\"'»])|(?<=[)\]”’\"'»][.,;:]))"
_DOUBT, _DOUBT_OF_POWERS = 0.1, 0.6
"""More than that of single markers: scales, intervals and pages are printed so too."""
GROUPS: Mapping[str, tuple[re.Pattern[str], float]] = {
    "superscript": (
        re.compile(rf"(?=[ \u00a0\u202f⁰¹²³⁴⁵⁶⁷⁸⁹])(?<=[^\s(])[ \u00a0\u202f]?(?![²³]{OF_UNIT})({SEVERAL_RAISED})"),
        _DOUBT,
    ),
    "caret": (re.compile(rf"\^(?<={BEFORE_ENCLOSED}\^)({SEVERAL})(?![\d^])"), _DOUBT_OF_POWERS),
    "bracket": (re.compile(rf"(?=[ \[])(?<=\S) ?\[({SEVERAL})\]"), _DOUBT),
    "plain": (re.compile(rf"(?=\d){_WORD}({_PRINTED}(?:[,–-]{_PRINTED}){{1,9}}){BEHIND_MARKER}"), _DOUBT),
}
"""How such a place is printed, by the way that single markers are (`labels.MARKERS`), and how doubtful it is."""
_NUMBER = re.compile(rf"\d+|{SUPERSCRIPT}+")
_RANGE = re.compile(rf"\s?{_DASH}\s?")


def numbers_in(printed: str, labels: Set[int]) -> list[int]:
    """Return the numbers that a group of markers stands for, those within a range too.

    There are none where they do not rise, or where one of them is not among the `labels` of the notes.
    """
    found: list[int] = []
    end = 0
    for match in _NUMBER.finditer(printed):
        after, this = found[-1] if found else 0, number(match[0])
        is_range = bool(found) and _RANGE.fullmatch(printed, end, match.start()) is not None
        if this <= after or this not in labels or (is_range and this - after > len(labels)):
            return []
        found += range(after + 1, this + 1) if is_range else (this,)
        end = match.end()
    return found if labels >= set(found) else []


def with_groups(lines: Sequence[BodyLine], way: str, singles: Sequence[Candidate], labels: Set[int]) -> list[Candidate]:
    """Return the markers that are printed in one way, those at one place too, in the order of the source.

    `labels` are those of the notes, as numbers.
    """
    if way not in GROUPS:
        return list(singles)
    grouped = []
    pattern, doubt = GROUPS[way]
    for line in lines:
        for match in pattern.finditer(line.text.value):
            numbers = numbers_in(match[1], labels)
            # What merely touches a word is a figure, "1,234", unless it counts on.
            if way == "plain" and any(second != first + 1 for first, second in pairwise(numbers)):
                continue
            span = line.text.origin(*match.span())
            grouped += [Candidate(each, *span, line.page, doubt) for each in numbers]
    spans = [(each.start, each.end) for each in grouped]
    apart = [each for each in singles if not _is_within(each.start, spans)]
    return sorted([*grouped, *apart], key=attrgetter("start", "label"))


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans, which are in order."""
    at = bisect_right(spans, place, key=itemgetter(0)) - 1
    return at >= 0 and place < spans[at][1]

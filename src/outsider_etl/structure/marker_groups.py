"""Several markers at one place: "[2, 3]", "⁴⁻⁶", "5,6". All of them stand for the whole of it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter

from outsider_etl.structure.alignment import Candidate
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import BEFORE_ENCLOSED, BEHIND_MARKER, BEHIND_WORD, number
from outsider_etl.structure.signs import SUPERSCRIPT

_RAISED, _PRINTED = f"{SUPERSCRIPT}{{1,3}}", r"\d{1,3}"
SEVERAL_RAISED, SEVERAL = (rf"{one}(?:\s?[,;⁻–-]\s?{one}){{1,9}}" for one in (_RAISED, _PRINTED))
"""Numbers with what stands between them, in raised figures and in others."""
GROUPS: Mapping[str, re.Pattern[str]] = {
    "superscript": re.compile(rf"(?=[ ⁰¹²³⁴⁵⁶⁷⁸⁹])(?<=[^\s(]) ?({SEVERAL_RAISED})"),
    "caret": re.compile(rf"\^(?<={BEFORE_ENCLOSED}\^)({SEVERAL})(?![\d^])"),
    "bracket": re.compile(rf"(?=[ \[])(?<=\S) ?\[({SEVERAL})\]"),
    "plain": re.compile(rf"{BEHIND_WORD}({_PRINTED}(?:[,–-]{_PRINTED}){{1,9}}){BEHIND_MARKER}"),
}
"""How such a place is printed, by the way that single markers are (`labels.MARKERS`)."""
_NUMBER = re.compile(rf"\d+|{SUPERSCRIPT}+")
_LONGEST_RANGE = 30


def numbers_in(printed: str) -> list[int]:
    """Return the numbers that a group of markers stands for, those within a range too; none where they do not rise."""
    found: list[int] = []
    end = 0
    for match in _NUMBER.finditer(printed):
        after, this = found[-1] if found else 0, number(match[0])
        is_range = bool(found) and printed[end : match.start()].strip() in ("–", "-", "⁻")
        if this <= after or (is_range and this - after > _LONGEST_RANGE):
            return []
        found += range(after + 1, this + 1) if is_range else (this,)
        end = match.end()
    return found


def with_groups(lines: Sequence[BodyLine], way: str, singles: Sequence[Candidate]) -> list[Candidate]:
    """Return the markers that are printed in one way, those at one place too, in the order of the source."""
    if way not in GROUPS:
        return list(singles)
    grouped = []
    for line in lines:
        for match in GROUPS[way].finditer(line.text.value):
            numbers = numbers_in(match[1])
            # What merely touches a word is a figure, "1,234", unless it counts on.
            if way == "plain" and any(second != first + 1 for first, second in pairwise(numbers)):
                continue
            span = line.text.origin(*match.span())
            grouped += [Candidate(each, *span, line.page) for each in numbers]
    spans = [(each.start, each.end) for each in grouped]
    apart = [each for each in singles if not _is_within(each.start, spans)]
    return sorted([*grouped, *apart], key=attrgetter("start", "label"))


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of the spans, which are in order."""
    at = bisect_right(spans, place, key=itemgetter(0)) - 1
    return at >= 0 and place < spans[at][1]

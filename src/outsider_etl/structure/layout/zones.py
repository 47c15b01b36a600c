"""Tell where on a printed page notes may stand: at the foot of a column, in small type, below a rule, under "Notes"."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from outsider_etl.document import Box, Page
from outsider_etl.structure.layout.typography import PrintedLine, body_size
from outsider_etl.structure.signs import NOTES_HEADING

_REFERENCES_HEADING = re.compile(
    r"[\W\d_]*(?:references|bibliography|works cited|literature(?: cited)?|sources|publications)[\W_]*", re.IGNORECASE
)
# Type is small below this share of the body's size.
_SMALL = 0.97
_LEVEL = 2.0
_SHORTEST_RULE = 20.0
_SEPARATOR = 0.6
_UNDERLINE = 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands; `region` counts columns over the document.

    `small` says that it is set smaller than the body, `at_foot` that all below it in its column is so too. `ruled` says
    that a rule stands right above it, `separated` that the short rule that parts notes from the body stands somewhere
    above it in its column. `in_notes` and `in_references` say which heading it stands under.
    """

    region: int
    small: bool
    at_foot: bool
    ruled: bool
    separated: bool
    in_notes: bool
    in_references: bool


def places_of(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> list[Place]:
    """Return the place of each line."""
    body = body_size(lines)
    rules: dict[int, list[Box]] = defaultdict(list)
    for page in pages:
        if page.number is not None:
            level = (r for r in page.rulings if r.bottom - r.top <= _LEVEL and r.x1 - r.x0 >= _SHORTEST_RULE)
            rules[page.number] += sorted(level, key=_top)
    places: list[Place] = []
    in_notes = in_references = False
    for region, (_, group) in enumerate(groupby(lines, key=lambda line: (line.page, line.layout.column))):
        column = list(group)
        small = [line.size < _SMALL * body for line in column]
        foot = len(column)
        while foot > 0 and small[foot - 1]:
            foot -= 1
        left = min(line.layout.box.x0 for line in column)
        width = max(line.layout.box.x1 for line in column) - left
        separated = False
        for i, line in enumerate(column):
            if NOTES_HEADING.fullmatch(line.text.value):
                in_notes, in_references = True, False
            elif _REFERENCES_HEADING.fullmatch(line.text.value):
                in_notes, in_references = False, True
            above = _rules_above(column, i, rules[line.page])
            separated = separated or any(
                abs(rule.x0 - left) <= body and rule.x1 - rule.x0 <= _SEPARATOR * width for rule in above
            )
            places.append(Place(region, small[i], i >= foot, bool(above), separated, in_notes, in_references))
    return places


def _rules_above(column: Sequence[PrintedLine], index: int, rules: Sequence[Box]) -> list[Box]:
    """Return the rules that stand between a line and the one above it in its column, and underline neither."""
    box = column[index].layout.box
    above = column[index - 1] if index else None
    ceiling = above.layout.baseline + _UNDERLINE * above.size if above else 0.0
    first = bisect_right(rules, ceiling, key=_top)
    stop = bisect_left(rules, (box.top + box.bottom) / 2, key=_top)
    return [rule for rule in rules[first:stop] if rule.x0 < box.x1 and rule.x1 > box.x0]


def _top(rule: Box) -> float:
    return rule.top

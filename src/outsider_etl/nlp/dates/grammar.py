"""Read date expressions from the terms of a text, by the patterns over their tags.

Start at `read_all`: at each place it takes the longest pattern that matches, or a prefix ("early", "the end of",
"Thursday,", "the first week of") with the expression behind it. Every pattern is bounded, so reading a text is linear.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from outsider_etl.nlp.dates.builders import Caught
from outsider_etl.nlp.dates.meanings import Meaning
from outsider_etl.nlp.dates.patterns import BARE_FORMS, PATTERNS, PREFIXES, Pattern, Prefix
from outsider_etl.nlp.dates.terms import Term
from outsider_etl.nlp.lexemes import Lexeme


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the term `start` up to the term `end`."""

    start: int
    end: int
    meaning: Meaning


_Row = TypeVar("_Row", Pattern, Prefix)
_FIRST_TAGS = re.compile(r"(?:\(\?P<\w+>)?(?:\[(?P<set>\w+)\]|(?P<tag>\w))")


def _by_first_tag(rows: Iterable[_Row]) -> dict[str, list[tuple[_Row, re.Pattern[str]]]]:
    """Return the rows, with their tags compiled, by the tags that they can begin with."""
    table: dict[str, list[tuple[_Row, re.Pattern[str]]]] = {}
    for row in rows:
        first = _FIRST_TAGS.match(row.tags)
        for tag in (first["set"] or first["tag"]) if first else "":
            table.setdefault(tag, []).append((row, re.compile(row.tags)))
    return table


_TABLE = _by_first_tag(PATTERNS)
_PREFIX_TABLE = _by_first_tag(PREFIXES)
_LONGEST_ROW = 48
_STARTS = re.compile(f"[{''.join(sorted({*_TABLE, *_PREFIX_TABLE}))}]")


def read_all(lexemes: Sequence[Lexeme], terms: Sequence[Term]) -> Iterator[Reading]:
    """Yield the date expressions that `terms` hold, in order and without overlap."""
    tags = "".join(term.tag for term in terms)
    start = _STARTS.search(tags)
    while start:
        reading = _read(lexemes, terms, tags, start.start())
        if reading:
            yield reading
        start = _STARTS.search(tags, reading.end if reading else start.end())


def _read(lexemes: Sequence[Lexeme], terms: Sequence[Term], tags: str, index: int) -> Reading | None:
    """Return the longest expression that begins at the term `index`, or None; `tags` are those of all `terms`."""
    best = _read_plain(lexemes, terms, tags, index, prefixed=False)
    for prefix, match in _prefixes(_row(tags, index)):
        behind = index + match.end()
        inner = _read_plain(lexemes, terms, tags, behind, prefixed=True)
        if inner and (best is None or inner.end > best.end):
            meaning = prefix.wrap(_caught(match, terms, tags, index), inner.meaning)
            best = Reading(index, inner.end, meaning) if meaning else best
    return best


def _read_plain(
    lexemes: Sequence[Lexeme], terms: Sequence[Term], tags: str, index: int, *, prefixed: bool
) -> Reading | None:
    """Return the longest match of a pattern; a bare form behind a prefix needs no further evidence."""
    best: Reading | None = None
    for pattern, match in _patterns(_row(tags, index)):
        end = index + match.end()
        if best and end <= best.end:
            continue
        evidence = None if prefixed and pattern.evidence in BARE_FORMS else pattern.evidence
        if evidence and not evidence(lexemes, terms[index].start, terms[end - 1].end):
            continue
        if meaning := pattern.build(_caught(match, terms, tags, index)):
            best = Reading(index, end, meaning)
    return best


def _row(tags: str, index: int) -> str:
    """Return the tags from `index` that a pattern can go over; few rows are different, so their matches are kept."""
    end = tags.find("x", index, index + _LONGEST_ROW)
    return tags[index : index + _LONGEST_ROW if end < 0 else end]


@lru_cache(maxsize=20_000)
def _patterns(row: str) -> Sequence[tuple[Pattern, re.Match[str]]]:
    return [(pattern, match) for pattern, tags in _TABLE.get(row[:1], ()) if (match := tags.match(row))]


@lru_cache(maxsize=20_000)
def _prefixes(row: str) -> Sequence[tuple[Prefix, re.Match[str]]]:
    return [(prefix, match) for prefix, tags in _PREFIX_TABLE.get(row[:1], ()) if (match := tags.match(row))]


def _caught(match: re.Match[str], terms: Sequence[Term], tags: str, index: int) -> Caught:
    """Return the terms that the groups of a match of the tags from `index` caught."""
    groups = {
        name: terms[index + match.start(name) : index + match.end(name)]
        for name, text in match.groupdict().items()
        if text
    }
    return Caught(groups, definite=tags[max(0, index - 1) : index] == "t")

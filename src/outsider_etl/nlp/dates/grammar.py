"""The grammar of date expressions: patterns over the tags of `terms`, and what each of them means.

Start at `read_all`: at each place it takes the longest pattern that matches, or a prefix ("early", "the end of",
"Thursday,", "the first week of") with the expression behind it. Every pattern is bounded, so reading a text is linear.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from outsider_etl.nlp.dates import builders as build
from outsider_etl.nlp.dates.builders import Caught
from outsider_etl.nlp.dates.evidence import (
    Evidence,
    is_bare_abbreviation,
    is_bare_name,
    is_bare_season,
    is_bare_unit,
    is_bare_year,
    is_length,
)
from outsider_etl.nlp.dates.meanings import Meaning
from outsider_etl.nlp.dates.terms import Term
from outsider_etl.nlp.lexemes import Lexeme


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the term `start` up to the term `end`."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Pattern:
    """Tags to match, what they mean, and the test of the words around that a bare form has to pass."""

    tags: re.Pattern[str]
    build: Callable[[Caught], Meaning | None]
    evidence: Evidence | None = None


_MONTH = r"(?P<m>[Mm])(?:(?<=m)\.)?"
_DAY = r"(?P<d>[NO])"
_OF_YEAR = r"(?P<u>[uU])?(?P<y>[YyGK])"
_OF_SHIFT = r"(?:ot?)?(?P<r>R)(?P<u>u)"
_QUARTER = r"(?P<n>O)(?P<q>u)"
_AMOUNT = r"[NnY]-?a?[uU](?:,?c?[Nn][uU])*"

_PATTERNS = (
    Pattern(re.compile(rf"{_DAY}o?{_MONTH},?(?P<y>Y)"), build.day_of),
    Pattern(re.compile(rf"{_MONTH}t?{_DAY},?(?P<y>Y)"), build.day_of),
    Pattern(re.compile(rf"{_DAY}o?(?P<m>[Mm])"), build.day_of),
    Pattern(re.compile(rf"{_MONTH}t?{_DAY}"), build.day_of),
    Pattern(re.compile(rf"{_DAY}o?{_MONTH}{_OF_SHIFT}"), build.in_shifted_year_of),
    Pattern(re.compile(rf"{_MONTH}t?{_DAY}{_OF_SHIFT}"), build.in_shifted_year_of),
    Pattern(re.compile(rf"(?P<k>k)o?{_MONTH},?(?P<y>Y)"), build.days_of),
    Pattern(re.compile(r"(?P<k>k)o?(?P<m>[Mm])"), build.days_of),
    Pattern(re.compile(rf"{_MONTH}(?P<k>k)(?:,?(?P<y>Y))?"), build.days_of),
    Pattern(re.compile(rf"{_MONTH}[o,-]?(?P<y>[Yy])"), build.in_year_of),
    Pattern(re.compile(rf"(?P<m>M){_OF_SHIFT}"), build.in_shifted_year_of),
    Pattern(re.compile(r"(?P<r>R)(?P<m>M)"), build.nearest_of),
    Pattern(re.compile(r"(?P<m>M)"), build.recurring_of, is_bare_name),
    Pattern(re.compile(r"(?P<m>m)"), build.recurring_of, is_bare_abbreviation),
    Pattern(re.compile(r"(?P<y>Y)(?P<m>[Mm])"), build.in_year_of),
    Pattern(re.compile(rf"(?P<y>Y){_MONTH}{_DAY}"), build.day_of),
    Pattern(re.compile(rf"(?P<s>S)[o,]?{_OF_YEAR}"), build.in_year_of),
    Pattern(re.compile(r"(?P<y>Y)(?P<s>S)"), build.in_year_of),
    Pattern(re.compile(rf"(?P<s>S){_OF_SHIFT}"), build.in_shifted_year_of),
    Pattern(re.compile(r"(?P<r>R)(?P<s>S)"), build.nearest_of),
    Pattern(re.compile(r"(?P<s>S)"), build.recurring_of, is_bare_season),
    Pattern(re.compile(rf"(?P<q>Q)[o,-]?{_OF_YEAR}"), build.in_year_of),
    Pattern(re.compile(r"(?P<y>[YG])-?(?P<q>Q)"), build.in_year_of),
    Pattern(re.compile(rf"{_QUARTER}(?:[o,]t?)?{_OF_YEAR}"), build.in_year_of),
    Pattern(re.compile(rf"{_QUARTER}{_OF_SHIFT}"), build.in_shifted_year_of),
    Pattern(re.compile(r"(?P<q>Q)"), build.recurring_of),
    Pattern(re.compile(r"(?P<n>O)(?P<u>u)(?P<e>e)?"), build.century_of),
    Pattern(re.compile(r"(?P<y>[YK])"), build.year_of, is_bare_year),
    Pattern(re.compile(r"(?P<y>[Gy])"), build.year_of),
    Pattern(re.compile(r"(?P<u>u)(?P<y>[YK])"), build.year_of),
    Pattern(re.compile(r"(?P<u>U)(?P<y>[YK])"), build.fiscal_years_of),
    Pattern(re.compile(r"(?P<y>[YNn])(?P<e>e)"), build.era_year_of),
    Pattern(re.compile(r"(?P<e>e)(?P<y>[YNn])"), build.era_year_of),
    Pattern(re.compile(r"(?P<i>[DI])"), build.figures_of),
    Pattern(re.compile(r"(?P<w>W)"), build.weekday_of, is_bare_name),
    Pattern(re.compile(r"(?P<r>R)(?P<w>W)"), build.nearest_of),
    Pattern(re.compile(rf"(?P<w>W){_OF_SHIFT}"), build.in_shifted_month_of),
    Pattern(re.compile(r"(?P<r>R)(?P<u>u)(?P<w>W)"), build.in_shifted_month_of),
    Pattern(re.compile(r"(?P<n>O)ot?(?P<r>R)(?P<u>u)"), build.in_shifted_month_of),
    Pattern(re.compile(r"(?P<r>R)(?P<u>u)"), build.relative_of),
    Pattern(re.compile(r"(?P<b>B)ot?(?P<u>u)"), build.part_of_unit_of),
    Pattern(re.compile(r"(?P<p>P)"), build.day_word_of),
    Pattern(re.compile(r"(?P<a>A)(?:(?P<r>R)|it)(?P<u>u)"), build.within_of),
    Pattern(re.compile(rf"(?P<l>{_AMOUNT})(?:-?d)?"), build.length_of, is_length),
    Pattern(re.compile(r"(?P<l>vU)"), build.length_of),
    Pattern(re.compile(r"(?P<l>au)"), build.length_of, is_bare_unit),
    *(
        Pattern(re.compile(rf"(?P<l>{length})(?P<a>A)"), build.offset_of)
        for length in (_AMOUNT, "vU", "avU", "au", "U")
    ),
    Pattern(re.compile(rf"(?P<r>R)(?P<l>{_AMOUNT}|vU)"), build.rolling_of),
    Pattern(re.compile(r"(?P<r>R)(?P<u>U)"), build.vague_of),
    Pattern(re.compile(r"V(?P<u>u)"), build.cycle_of),
    Pattern(re.compile(r"V(?P<w>W)"), build.cycle_of),
    Pattern(re.compile(rf"V(?P<l>{_AMOUNT})"), build.length_cycle_of),
    Pattern(re.compile(r"(?P<u>f)"), build.cycle_of),
)

_FIRST_TAGS = re.compile(r"(?:\(\?P<\w>)?(?:\[(?P<set>\w+)\]|(?P<tag>\w))")


def _by_first_tag(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    table: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        first = _FIRST_TAGS.match(pattern.tags.pattern)
        for tag in (first["set"] or first["tag"]) if first else "":
            table.setdefault(tag, []).append(pattern)
    return table


_TABLE = _by_first_tag(_PATTERNS)
_PREFIXES = (
    (re.compile(r"(?P<part>E)-?(?:it?)?"), build.part_of),
    (re.compile(r"(?P<part>B)(?:ot?|-)"), build.part_of),
    (re.compile(r"(?P<part>h)ot?"), build.part_of),
    (re.compile(r"(?:W|w\.?),?t?"), build.day_only_of),
    (re.compile(r"(?P<n>[OR])(?P<u>[uW])[oi]t?"), build.nth_of),
    (re.compile(r"(?P<n>[OR])(?P<l>[Nn])(?P<u>U)[oi]t?"), build.nth_of),
)


_STARTS = re.compile(f"[{''.join(_TABLE)}EBh]")


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
    for prefix, wrap in _PREFIXES:
        match = prefix.match(tags, index)
        inner = match and _read_plain(lexemes, terms, tags, match.end(), prefixed=True)
        if match and inner and (best is None or inner.end > best.end):
            meaning = wrap(_caught(match, terms, tags), inner.meaning)
            best = Reading(index, inner.end, meaning) if meaning else best
    return best


def _read_plain(
    lexemes: Sequence[Lexeme], terms: Sequence[Term], tags: str, index: int, *, prefixed: bool
) -> Reading | None:
    """Return the longest match of a pattern; what stands behind a prefix needs no further evidence."""
    best: Reading | None = None
    for pattern in _TABLE.get(tags[index : index + 1], ()):
        match = pattern.tags.match(tags, index)
        if match is None or (best and match.end() <= best.end):
            continue
        span = terms[index].start, terms[match.end() - 1].end
        if pattern.evidence and not prefixed and not pattern.evidence(lexemes, *span):
            continue
        if meaning := pattern.build(_caught(match, terms, tags)):
            best = Reading(index, match.end(), meaning)
    return best


def _caught(match: re.Match[str], terms: Sequence[Term], tags: str) -> Caught:
    groups = {name: terms[match.start(name) : match.end(name)] for name, text in match.groupdict().items() if text}
    return Caught(groups, definite=tags[max(0, match.start() - 1) : match.start()] == "t")

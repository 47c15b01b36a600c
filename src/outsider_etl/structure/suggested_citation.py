"""Read the citation that a report asks to be quoted by: authors, title, series and number, publisher, date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from outsider_etl.document import Metadata
from outsider_etl.structure.imprint import only_date, read_number, with_date, without_date
from outsider_etl.structure.institutions import INSTITUTION
from outsider_etl.structure.persons import AND, read_persons

_LONGEST = 1000
CITE_AS = re.compile(
    r"^\W*(?:how to (?:quote|cite)|(?:please )?(?:cite|quote) (?:this|as)|(?:suggested|recommended|preferred) citation"
    r"|citation)\b[^:]{0,40}:?\s*",
    re.IGNORECASE,
)
# What follows the facts of a citation: where it can be had, and when it was looked up.
_TAIL = re.compile(
    r"\s*(?:https?://|www\.|\bdoi\b|(?:(?<=[.,;)])|(?<=[.,;)]\s))"
    r"(?:as of|(?:also )?available|accessed|retrieved|url)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(
    r"^(?P<authors>.*?)[\s,(]*(?P<year>(?:19|20)\d\d)?[).,:\s]*"
    r"(?:[“\"«](?P<title>[^”\"»]{3,300})[”\"»]|‘(?P<single>.{3,300})’(?=[,.;(\s]|$))(?P<rest>.*)",
    re.DOTALL,
)
_YEAR_SECOND = re.compile(
    r"^(?P<authors>.+?)\s*\((?P<year>(?:19|20)\d\d)(?:, (?P<day>\w+(?: \d+)?))?\)(?P<mark>[.,:]?)\s+"
    r"(?P<title>[^.?!(]{3,300}[?!]?)[.\s]*(?P<rest>.*)",
    re.DOTALL,
)
_IMPRINT = re.compile(
    r"(?:^|(?<=[,.;] ))[A-Z][\w’' -]+(?:, (?:[A-Z]{2}|[A-Z][a-z]{1,5}\.|D\.C\.))?: (?P<publisher>[A-Z][^,.;:]+)"
)
_SEPARATOR = re.compile(r",\s+|;\s+|(?<!\b[A-Z])\.\s+(?=[A-Z])")


def read_suggested_citation(front: Sequence[str]) -> Metadata:
    """Read the citation that the report asks to be quoted by, in whichever of the usual orders its facts stand."""
    citation = _TAIL.sub("", _suggested_citation(front)[:_LONGEST]).strip()
    match = _QUOTED.match(citation)
    if match:
        found = _titled(match["title"] or match["single"], read_persons(match["authors"]))
        return _with_rest(with_date(found, only_date(match["year"] or "")), match["rest"])
    match = _YEAR_SECOND.match(citation)
    if match:
        # Where a comma stands behind the year, the next one ends the title.
        title, comma, more = match["title"].partition(", ") if match["mark"] == "," else (match["title"], "", "")
        found = _titled(title, read_persons(match["authors"]))
        value = only_date(f"{match['day'] or ''} {match['year']}".strip())
        return _with_rest(with_date(found, value), f"{more}{comma}{match['rest']}")
    imprint = _last_imprint(citation)
    if imprint:
        names, title = _names_before_title(citation[: imprint.start()])
        return _with_rest(_titled(title, names), citation[imprint.start() :]) if title else Metadata()
    return Metadata()


def _last_imprint(text: str) -> re.Match[str] | None:
    """Return where the place and the publisher stand; a colon in the title may look the same, but comes before."""
    return max(_IMPRINT.finditer(text), key=re.Match.start, default=None)


def _titled(text: str, authors: tuple[str, ...]) -> Metadata:
    title, _, subtitle = text.strip(" ,.").partition(": ")
    return Metadata(title=title, subtitle=subtitle or None, authors=authors)


def _names_before_title(text: str) -> tuple[tuple[str, ...], str | None]:
    """Part the authors from a title that only a comma or a full stop sets off: several names end after their "and"."""
    for match in _SEPARATOR.finditer(text):
        head, title = text[: match.start()], text[match.end() :].strip(" ,.")
        names = read_persons(head)
        open_list = AND.match(title) or (AND.search(title) and read_persons(_SEPARATOR.split(title)[0]))
        if names and not open_list and title[:1].isalpha() and (len(names) == 1 or AND.search(head)):
            return names, title
    return (), None


def _with_rest(found: Metadata, rest: str) -> Metadata:
    """Add what stands after the title: series and number, publisher and date."""
    value, rest = without_date(rest.replace("(", ", ").replace(")", "").strip(" ,.;"))
    imprint = _last_imprint(rest)
    if imprint:
        rest = rest[: imprint.start()] + rest[imprint.end() :]
    parts = [part.strip(" .") for part in _SEPARATOR.split(rest) if part.strip(" .,;")]
    series, number, others = _series_apart(parts)
    likely = [part for part in others if INSTITUTION.search(part)] or (others if number and len(others) == 1 else [])
    return replace(
        found if found.published_start else with_date(found, value),
        publisher=imprint["publisher"].strip() if imprint else next(iter(likely), None),
        series=series,
        series_number=number,
    )


def _series_apart(parts: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    """Return the series, the number in it and the other parts; the series may be a part of its own before it."""
    for index, part in enumerate(parts):
        numbered = read_number(part)
        if numbered is None:
            continue
        series, number = numbered
        others = [*parts[:index], *parts[index + 1 :]]
        before = parts[index - 1] if index else ""
        if any(map(str.isdigit, before)):
            return None, None, others
        if series is None and len(others) > 1 and before and not INSTITUTION.search(before):
            others.remove(before)
            series = before
        return series, number, others
    return None, None, list(parts)


def _suggested_citation(front: Sequence[str]) -> str:
    for index, text in enumerate(front):
        lead = CITE_AS.match(text)
        if lead:
            rest = text[lead.end() :].strip()
            return rest or (front[index + 1] if index + 1 < len(front) else "")
    return ""

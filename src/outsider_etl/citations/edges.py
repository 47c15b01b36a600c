"""Where the fields of a citation begin and end, by the marks in and around them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from outsider_etl.citations.issued import YEAR, issued
from outsider_etl.citations.model import Part
from outsider_etl.citations.numbering import STANDARD
from outsider_etl.nlp.organisations.acronyms import is_initials

_CLOSED_BY = {"(": ")", "[": "]", "“": "”", "„": "“”", "«": "»"}
_DOUBLE = frozenset('"“”„«»')
_QUOTES = _DOUBLE | frozenset("‘’'")
_NAMED = frozenset(("j", "l", "p", "ti", "tt"))
_ACRONYM = re.compile(r"\s\(([A-Z][\w&/.-]{1,11})\)$")
_YEAR = re.compile(YEAR)
_DATED = re.compile(r",\sdated\s(?=[\w ,.]{6,20}$)(.+)$")
_SPAN = re.compile(r"(?:1\d|20)\d\d[-–](?:1\d|20)\d\d")
_BEHIND_NUMBER = re.compile(r"[,.:]?\s(?:[–—-]\s)?(?=\S)")
# "Outlook | 2014 | : Ports in Doubt"
_GOES_ON = re.compile(r"\s?[:–—-]?\s")


def with_edges(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a citation in the note `text` with names that are whole, and a container that was a title."""
    marked = tuple(_marked(text, part) for part in _with_years(text, _with_span(text, parts)))
    if not any(part.label == "d" for part in marked):
        marked = tuple(each for part in marked for each in _dated(text, part))
    return _with_container(text, _with_standard(text, marked))


def _with_standard(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with the number of a standard apart that a title begins with: "ISO 9:2018, | Depth of Water"."""
    if any(part.label == "nu" for part in parts):
        return parts
    for place, title in enumerate(parts):
        begun = STANDARD.match(text, title.start, title.end) if title.label == "ti" else None
        if begun and (gap := _BEHIND_NUMBER.match(text, begun.end(), title.end)):
            both = (Part("nu", title.start, begun.end()), title._replace(start=gap.end()))
            return (*parts[:place], *both, *parts[place + 1 :])
    return parts


def _dated(text: str, part: Part) -> tuple[Part, ...]:
    """Return a title without quotes and the day at its end each by itself: "Bill of Lading, dated May 3, 2019"."""
    bare = part.label == "ti" and text[part.start - 1 : part.start] not in _QUOTES
    dated = _DATED.search(text[part.start : part.end]) if bare else None
    days = issued(dated[1]) if dated else None
    # "Letters, dated May to June 1967"
    if dated is None or days is None or days[0] != days[1]:
        return (part,)
    return (part._replace(end=part.start + dated.start()), Part("d", part.start + dated.start(1), part.end))


def _marked(text: str, part: Part) -> Part:
    """Return a part with the marks behind it that close quotes and brackets in it, and without an acronym."""
    if part.label not in _NAMED:
        return part
    end = part.end
    while text[end : end + 1] in _open(text[part.start : end]):
        end += 1
    acronym = _ACRONYM.search(text[part.start : end]) if part.label == "l" else None
    # "Institute for Sea Trade (IfST)", but no "Department of Trade (UK)".
    if acronym and is_initials(acronym[1], text[part.start : part.start + acronym.start()]):
        end = part.start + acronym.start()
    return part._replace(end=end)


def _open(value: str) -> tuple[str, ...]:
    """Return the marks any of which closes what was opened last in a value, and is still open."""
    opened: list[str] = []
    for place, mark in enumerate(value):
        if opened and mark in opened[-1]:
            opened.pop()
        elif place and mark in _CLOSED_BY:
            opened.append(_CLOSED_BY[mark])
    return tuple(opened[-1]) if opened else ()


def _with_span(text: str, parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts with the years that a work is about in its name: "Rivalry of Ports | (1450-1620)"."""
    for place, (name, years) in enumerate(pairwise(parts)):
        named = name.label in ("j", "ti") and years.label == "nu" and _SPAN.fullmatch(text, years.start, years.end)
        if named and (text[name.end : years.start], text[years.end : years.end + 1]) == (" (", ")"):
            return (*parts[:place], name._replace(end=years.end + 1), *parts[place + 2 :])
    return parts


def _with_years(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts with a year in a name as part of it, where the day of issue is told elsewhere."""
    made = list(parts)
    for one, year, rest in zip(parts, parts[1:], parts[2:], strict=False):
        is_name = one.label == rest.label and one.label in ("j", "ti") and year.label == "d"
        if not is_name or sum(part.label == "d" for part in made) < 2:
            continue
        joined = text[one.end : year.start] == " " and _GOES_ON.fullmatch(text, year.end, rest.start)
        if joined and _YEAR.fullmatch(text, year.start, year.end):
            place = made.index(one)
            made[place : place + 3] = [one._replace(end=rest.end)]
    return tuple(made)


def _with_container(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with a second title behind one in quotes as the container that it is, where none is told."""
    if any(part.label == "j" for part in parts):
        return parts
    for place, (title, behind) in enumerate(pairwise(parts), start=1):
        if title.label == behind.label == "ti" and _is_behind_quotes(text, title, behind):
            return (*parts[:place], behind._replace(label="j"), *parts[place + 1 :])
    return parts


def _is_behind_quotes(text: str, title: Part, behind: Part) -> bool:
    """Whether a title is in quotes, and what is behind it has none: "“Tides”, Journal of the Sea"."""
    marks = text[title.start - 1 : title.start] + text[title.end : behind.start].strip(" ,.")[:1]
    return len(marks) == 2 and _QUOTES.issuperset(marks) and _DOUBLE.isdisjoint(text[behind.start : behind.end])

"""Where the fields of a citation begin and end, by the marks in and around them."""

import re
from collections.abc import Sequence

from outsider_etl.citations.model import Offsets, Part

_CLOSED_BY = {"(": ")", "[": "]", "“": "”", "„": "“”", "«": "»"}
_DOUBLE = frozenset('"“”„«»')
_QUOTES = _DOUBLE | frozenset("‘’'")
_NAMED = frozenset(("j", "l", "p", "ti", "tt"))
# "Institute for Sea Trade (IfST)", but no "Ministry of Defence (Norway)".
_ACRONYM = re.compile(r"\s\((?=(?:[^()]*[A-Z]){2})[A-Z][\w&/.-]{1,11}\)$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# "Outlook | 2014 | : Ports in Doubt"
_GOES_ON = re.compile(r"\s?[:–—-]?\s")
_PARTING = re.compile(r"(?:\.|(?<=[?!]))\s$")


def with_edges(text: str, parts: Sequence[Part], emphasis: Sequence[Offsets]) -> tuple[Part, ...]:
    """Return the parts of a citation in the note `text` with names that are whole, and a container that was a title.

    `emphasis` are the spans of the note in italics or bold.
    """
    whole = (_marked(text, part) for part in _with_years(text, parts))
    return _with_container(text, tuple(whole), emphasis)


def _marked(text: str, part: Part) -> Part:
    """Return a part with the mark behind it that closes a quote or a bracket in it, and without an acronym."""
    if part.label not in _NAMED:
        return part
    value = text[part.start : part.end]
    opened = max(value.rfind(mark) for mark in _CLOSED_BY)
    if opened > 0:
        closing = _CLOSED_BY[value[opened]]
        is_open = not any(mark in value[opened + 1 :] for mark in closing)
        if is_open and text[part.end : part.end + 1] in tuple(closing):
            part = part._replace(end=part.end + 1)
    acronym = _ACRONYM.search(text[part.start : part.end]) if part.label == "l" else None
    return part._replace(end=part.start + acronym.start()) if acronym else part


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


def _with_container(text: str, parts: tuple[Part, ...], emphasis: Sequence[Offsets]) -> tuple[Part, ...]:
    """Return the parts with what stands behind a title as its container, where that was taken for a title.

    It is a second title behind one in quotes, or ends one in italics: "Tides in the North. *Journal of the Sea*, 2021".
    """
    if any(part.label == "j" for part in parts):
        return parts
    for place, part in enumerate(parts):
        behind = parts[place + 1] if place + 1 < len(parts) else part
        if part.label == "ti" and behind.label == "ti" and _is_behind_quotes(text, part, behind):
            return (*parts[: place + 1], behind._replace(label="j"), *parts[place + 2 :])
        inside = [span for span in emphasis if span[0] < part.end and part.start < span[1]]
        parting = _PARTING.search(text, part.start, inside[0][0]) if len(inside) == 1 else None
        if part.label == "ti" and parting and inside[0][1] >= part.end and text[inside[0][0]].isupper():
            cut = (part._replace(end=parting.start()), part._replace(label="j", start=parting.end()))
            return (*parts[:place], *cut, *parts[place + 1 :])
    return parts


def _is_behind_quotes(text: str, title: Part, behind: Part) -> bool:
    """Whether a title is in quotes, and what is behind it has none: "“Tides”, Journal of the Sea"."""
    marks = text[title.start - 1 : title.start] + text[title.end : behind.start].strip(" ,.")[:1]
    return len(marks) == 2 and _QUOTES.issuperset(marks) and _DOUBLE.isdisjoint(text[behind.start : behind.end])

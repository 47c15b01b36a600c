"""Find in a citation the outlet or publisher that stands between the title and the date."""

import re
from collections.abc import Iterator, Sequence

from outsider_etl.nlp.foreign import Offsets

_MARKS = "*_"
# Between a title and its date stand a series, an outlet, a publisher; more parts mean that something else is told.
_MOST_PARTS = 3
_TITLE_END = re.compile(r"[”“\"»’'\]][,.]?[\s*_]*$|[,.][”\"’'][\s*_]*$")
_PLACE = re.compile(r"(?:^|[,.(”\"»\]*])\s*[A-ZÀ-Þ][\w’'-]+(?:[ ,][\s*]*[A-ZÀ-Þ][\w.’'-]*){0,3}:\s*$")
_NUMBERED = re.compile(r"^(?:vol|no|nr|n°|issue|report|pp?|chap|ch|art|part|book|ed)\b|\d{3,}|^\d", re.IGNORECASE)


def find_outlets(text: str, dates: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the outlets and publishers that a date closes: "“Title”, Outlet, 4 May 2019" and "Place: Publisher, 2017".

    A journal is none: its volume, issue or pages stand before the date.
    """
    for start, _ in dates:
        before = text[max(0, start - 300) : start]
        offset = start - len(before)
        parts = [match.span() for match in re.finditer(r"[^,]+", before)]
        if not re.search(r",\s+$", before) or len(parts) < 2:
            continue
        begin, end = _stripped(before, *parts[-2])
        colon = before.rfind(": ", begin, end)
        if colon >= 0 and _PLACE.search(before[: colon + 2]):
            begin, end = _stripped(before, colon + 2, end)
        elif not _follows_title(before, parts[:-1]):
            continue
        else:
            begin = _behind_title(before, begin, end)
        if begin < end and _is_outlet(before[begin:end]):
            yield offset + begin, offset + end


def _stripped(text: str, begin: int, end: int) -> Offsets:
    piece = text[begin:end]
    strip = " \t\n" + _MARKS
    return begin + len(piece) - len(piece.lstrip(strip)), begin + len(piece.rstrip(strip))


def _behind_title(text: str, begin: int, end: int) -> int:
    """Return where the part begins behind the closing quote or bracket that stands within it, if one does."""
    ends = [match.end() for match in re.finditer(r"[”\"»\]][\s*_]+", text[begin:end])]
    return begin + ends[-1] if ends else begin


def _follows_title(text: str, parts: Sequence[Offsets]) -> bool:
    """Whether a title ends right before one of the last parts."""
    for begin, end in list(reversed(parts))[:_MOST_PARTS]:
        inside = re.search(r"[”\"»\]][\s*_]+\S", text[begin:end])
        if inside or _TITLE_END.search(text[:begin]):
            return True
        if re.search(r"[.;]\s", text[begin:end]):
            return False
    return False


def _is_outlet(part: str) -> bool:
    words = part.split()
    return (
        0 < len(words) <= 10
        and not _NUMBERED.search(part)
        and (part[0].isupper() or part.startswith("the "))
        and all(word[:1].isupper() or len(word) <= 4 for word in words)
    )

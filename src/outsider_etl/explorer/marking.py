"""Text as HTML, with marks around parts of it and markers between its characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from operator import attrgetter

from markupsafe import Markup

# They turn the order of what stands around them, or show nothing: https://www.unicode.org/reports/tr9/
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around the characters `start` to `end` of a text: its tag, its id, and what else `attributes` returns.

    The id is given once where the element is cut into several.
    """

    start: int
    end: int
    tag: str
    id: str
    attributes: Markup


@dataclass(frozen=True, slots=True)
class Marker:
    """An element that stands before the character `offset` of a text and takes no room in it."""

    offset: int
    element: Markup


def attributes(**values: object) -> Markup:
    """Return HTML attributes, `data_start` as `data-start`; those that are None are left out."""
    given = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value is not None)
    # Markup.format would do the escaping too, and takes most of the time of a page.
    return Markup("".join(f' {name}="{escape(visible(str(value)))}"' for name, value in given))  # noqa: S704


def visible(text: str) -> str:
    """Return text in which characters that would reorder or hide other characters are told by their numbers."""
    return _UNSEEN.sub(_told, text)


def marked(text: str, marks: Iterable[Mark], markers: Iterable[Marker] = ()) -> Markup:
    """Return `text` as HTML, escaped, with the marks around their characters and the markers between them.

    Marks may lie within each other. Where two cross, the one that begins later is cut at the end of the other.
    """
    waiting = sorted((mark for mark in marks if mark.start < mark.end), key=_outer_first)
    between = sorted(markers, key=attrgetter("offset"))
    edges = {0, len(text), *(m.start for m in waiting), *(m.end for m in waiting), *(m.offset for m in between)}
    out: list[str] = []
    opened: list[Mark] = []
    place = 0
    for edge in sorted(edges):
        out.append(escape(visible(text[place:edge])))
        place = edge
        opened = _close(opened, edge, out)
        while between and between[0].offset == edge:
            out.append(between.pop(0).element)
        while waiting and waiting[0].start == edge:
            mark = waiting.pop(0)
            out.append(f'<{mark.tag} id="{escape(mark.id)}"{mark.attributes}>')
            opened.append(mark)
    return Markup("".join(out))  # noqa: S704 - each piece is escaped


def _close(opened: list[Mark], edge: int, out: list[str]) -> list[Mark]:
    """End the elements that end at `edge`, and begin those anew that had to be ended with them."""
    ending = next((depth for depth, mark in enumerate(opened) if mark.end <= edge), None)
    if ending is None:
        return opened
    out += [f"</{mark.tag}>" for mark in reversed(opened[ending:])]
    crossing = [mark for mark in opened[ending:] if mark.end > edge]
    out += [f"<{mark.tag}{mark.attributes}>" for mark in crossing]
    return opened[:ending] + crossing


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _told(match: re.Match[str]) -> str:
    return f"⟦U+{ord(match[0]):04X}⟧"

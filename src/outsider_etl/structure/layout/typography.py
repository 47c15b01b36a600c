"""What the setting of a line says: its type size, its weight, and the pieces of it that are set apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from outsider_etl.document import FontRun, Layout, SourceText
from outsider_etl.text import Text

_BOLD = re.compile(r"bold|black|heavy|demi|medi(?!um)|semib|\bbd\b|(?<![a-z])cmbx|^sfbx|[-,]b(?:i|o)?$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|(?<![a-z])cm(?:ti|sl)|^sf(?:ti|sl)|[-,](?:b?i|it)$", re.IGNORECASE)
_STYLE = re.compile(r"[-,].*$|(?:PS)?MT$|(?<=[a-z])(?:Bold|Italic|Regular|Oblique|Ital|Medi).*$")
_BODY_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a printed page: its text, which may be edited, and how it was set.

    `size` is the type size of most of it, `start` where it begins in the source.
    """

    text: Text
    layout: Layout
    page: int
    size: float
    start: int = 0


class Span(NamedTuple):
    """Characters `start` to `end` of a line, set alike."""

    start: int
    end: int
    font: FontRun


def printed_lines(source: SourceText) -> list[PrintedLine]:
    """Return the lines of all pages in reading order."""
    return [
        PrintedLine(line.text, line.layout, page.number, line_size(line.layout), line.text.origin(0, 1)[0])
        for page in source.pages
        for line in page.lines
        if line.text and line.layout is not None and page.number is not None
    ]


def without_front(line: PrintedLine, count: int) -> PrintedLine:
    """Return a line without its first `count` characters, and its layout without them."""
    if count == 0:
        return line
    layout = line.layout
    fonts = [span.font._replace(length=span.end - max(span.start, count)) for span in spans(layout) if span.end > count]
    rest = replace(
        layout, box=layout.box._replace(x0=layout.edges[count]), edges=layout.edges[count:], fonts=tuple(fonts)
    )
    return replace(line, text=line.text[count:], layout=rest, size=line_size(rest), start=line.start + count)


def line_size(layout: Layout) -> float:
    """Return the type size that most characters of a line have, in points to a tenth."""
    sizes: Counter[float] = Counter()
    for run in layout.fonts:
        sizes[round(run.size, 1)] += run.length
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def body_size(lines: Iterable[PrintedLine]) -> float:
    """Return the type size that the body is set in, in points: the largest one that much of the text has.

    Notes may have more text than the body, headings never nearly as much.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    enough = _BODY_SHARE * sizes.total()
    return max((size for size, count in sizes.items() if count >= enough), default=max(sizes, default=0.0))


def spans(layout: Layout) -> Iterator[Span]:
    """Yield the runs of characters that are set alike, with where they stand in the line."""
    start = 0
    for run in layout.fonts:
        yield Span(start, start + run.length, run)
        start += run.length


def family(layout: Layout) -> str:
    """Return the name of the type family that most characters of a line are of, its styles left aside."""
    names: Counter[str] = Counter()
    for run in layout.fonts:
        names[_STYLE.sub("", run.font)] += run.length
    return max(names, key=lambda name: (names[name], name), default="")


def is_bold(font: str) -> bool:
    """Whether the name of a font says that it is bold."""
    return _BOLD.search(font) is not None


def is_italic(font: str) -> bool:
    """Whether the name of a font says that it is italic."""
    return _ITALIC.search(font) is not None


def bold_share(layout: Layout) -> float:
    """Return the share of a line's characters that are set bold."""
    total = sum(run.length for run in layout.fonts)
    return sum(run.length for run in layout.fonts if is_bold(run.font)) / total if total else 0.0


def leading(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance between the baselines of two lines of the text under each other, in points."""
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        step = line.layout.baseline - above.layout.baseline
        if above.page == line.page and above.layout.column == line.layout.column and step > 0:
            steps[round(step, 1)] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=0.0)

"""Find the contents of a printed document: entries that lead to a page number, and the levels of what they list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER
from outsider_etl.structure.contents import number_depth, title_key
from outsider_etl.structure.layout.typography import PrintedLine

_HEADING = re.compile(
    r"\W*(?:table of )?contents\W*|\W*(?:list of )?(?:figures|tables|boxes|charts|maps|illustrations)\W*"
    r"|sommaire|table des matières|inhalt\w*|(?:abbildungs|tabellen)verzeichnis",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})$|…{2,}\s*(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s(\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_FEWEST = 3
# A title may take so many lines, or the head of a part may stand between, before the next page number comes.
_LONGEST_GAP = 3
# Page numbers are hardly so much higher than pages are many; years are.
_NUMBERED_AHEAD = 500
# In type sizes: entries that begin this near each other are of one level.
_ALIGNED = 0.5


@dataclass(frozen=True, slots=True)
class Listing:
    """The ranges of lines that each entry takes up, and the levels of the titles, by `title_key`."""

    entries: tuple[tuple[int, int], ...]
    levels: Mapping[str, int]


def find_listing(lines: Sequence[PrintedLine]) -> Listing:
    """Return the contents, and lists of figures and tables, of a document."""
    entries: list[tuple[int, int]] = []
    levels: dict[str, int] = {}
    for first, end in _runs(lines):
        levels = levels or _levels(lines[first:end])
        at = first
        for index in range(first, end):
            value = lines[index].text.value.strip()
            if _HEADING.fullmatch(value) or _page_number(value) or index == end - 1:
                entries.append((at, index + 1))
                at = index + 1
    return Listing(tuple(entries), levels)


def _page_number(entry: str) -> re.Match[str] | None:
    """Return the page number that ends an entry, with what leads to it."""
    return LEADER.search(entry[-LONGEST_LEADER:]) or _NUMBERED.search(entry[-LONGEST_LEADER:])


def _runs(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """Yield the runs of entries: dotted ones anywhere, under a heading also such as only end with a number."""
    last_page = lines[-1].page + _NUMBERED_AHEAD if lines else 0
    headed = False
    run: list[int] = []
    reached = 0
    for index, line in enumerate(lines):
        value = line.text.value.strip()
        number = _NUMBERED.search(value)
        page = int(number[1]) if number and number[1].isdigit() else 0
        if _HEADING.fullmatch(value):
            headed, reached = True, 0
            run = run or [index]
        elif _DOTTED.search(value[-LONGEST_LEADER:]) or (headed and number and reached <= page <= last_page):
            run.append(index)
            reached = page
        elif run and index - run[-1] > _LONGEST_GAP:
            if len(run) > _FEWEST:
                yield run[0], run[-1] + 1
            run, headed = [], False
    if len(run) > _FEWEST:
        yield run[0], run[-1] + 1


def _levels(lines: Sequence[PrintedLine]) -> dict[str, int]:
    """Return the level of each title: by its number where most have one and some a longer one, else by its indent."""
    titles: list[tuple[str, float]] = []
    pending: list[tuple[str, float]] = []
    left = min(line.layout.box.x0 for line in lines)
    for line in lines:
        value = line.text.value.strip()
        place = _page_number(value)
        depth = (line.layout.box.x0 - left) / line.size
        if place is None:
            pending = [] if _HEADING.fullmatch(value) else [*pending, (value, depth)]
            continue
        title = value[: len(value) - len(place.group())]
        whole = [*pending, (title, depth)]
        titles += [(title, depth), (" ".join(text for text, _ in whole), whole[0][1])]
        pending = []
    depths = [number_depth(title) for title, _ in titles]
    if max((depth or 0 for depth in depths), default=0) > 1 and 2 * depths.count(None) < len(depths):
        return {title_key(title): depth or 1 for (title, _), depth in zip(titles, depths, strict=True)}
    steps: list[float] = []
    for depth in sorted({depth for _, depth in titles}):
        if not steps or depth - steps[-1] > _ALIGNED:
            steps.append(depth)
    return {title_key(title): sum(depth >= step - _ALIGNED / 2 for step in steps) for title, depth in titles}

"""Find a table of contents, and what it says of the headings' levels."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER, Block
from outsider_etl.structure.signs import CONTENTS_HEADING

_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})*(?=[.)]?\s)|[IVXLC]{1,6}(?=[.):])|[A-Z](?=[.)]))[.):]?\s+(?=\S)"
)
# A row of a table has another column of figures.
_CELL = re.compile(r"(?:\s{3,}|\t)[$€£–-]?[\d.,]+ ?%?$")
_FEWEST = 3
_MOST_LINES = 2
_LONGEST_TITLE = 120
# Titles that follow each other are not more pages apart.
_FARTHEST = 100
# What each way to number begins with.
_FIRST = ("1", "A", "I")


@dataclass(frozen=True, slots=True)
class Contents:
    """The levels of the titles that a table of contents lists, by `title_key`, and the blocks it stands in."""

    levels: dict[str, int]
    first_block: int
    end_block: int


def unnumbered(title: str) -> str:
    """Return a title without the number at its head."""
    return _NUMBER.sub("", title.strip()) or title


def title_key(title: str) -> str:
    """Return what two printings of one title share: letters and digits, case and leading number left aside."""
    return re.sub(r"[\W_]+", "", unnumbered(title)).casefold()


def number_depth(title: str) -> int | None:
    """Return how deep the number at the head of a title goes: 1 for "2 Aims", 2 for "2.1 Scope"; None without one."""
    match = _NUMBER.match(title.strip())
    return None if match is None else match["number"].count(".") + 1


def number_depths(titles: Sequence[str], stacked: Collection[int] = ()) -> list[int | None]:
    """Return how deep the number at the head of each title of a document goes; None without one.

    Roman numbers, letters and figures may stand one below the other: one way to number is below another that it first
    begins behind, if that counts on later, or if the title is among the `stacked`, which have no text above them.
    """
    numbers = [match["number"] if (match := _NUMBER.match(title.strip())) else "" for title in titles]
    ways = _ways(numbers)
    lasts = {way: at for at, way in enumerate(ways)}
    depths: dict[str, int] = {}
    above = ""
    for at, (way, number) in enumerate(zip(ways, numbers, strict=True)):
        if way and way not in depths:
            begins = number in _FIRST and above != "" and (lasts[above] > at or at in stacked)
            depths[way] = depths[above] + 1 if begins else 0
        above = way or above
    return [depths[way] + number.count(".") + 1 if number else None for way, number in zip(ways, numbers, strict=True)]


def _ways(numbers: Sequence[str]) -> list[str]:
    """Return in which way each title is numbered; "C" that follows "B" is no Roman number."""
    ways = []
    letter = ""
    for number in numbers:
        if len(number) == 1 and number.isalpha() and (number not in "IVXLC" or number == _following(letter)):
            letter = number
            ways.append("letters")
        else:
            ways.append(("figures" if number[0].isdigit() else "Roman numbers") if number else "")
    return ways


def _following(letter: str) -> str:
    return chr(ord(letter) + 1) if letter else ""


def find_contents(blocks: Sequence[Block]) -> Contents | None:
    """Return the table of contents, or None.

    It is the longest run of entries that end with a page number, or under its heading titles with page numbers below
    them or without any that come again.
    """
    entries = [None if block.kind == "table" else _entry_title(block.value) for block in blocks]
    best = (0, 0)
    start = None
    for index, entry in enumerate([*entries, None]):
        if entry and start is None:
            start = index
        elif not entry and start is not None:
            best = max(best, (start, index), key=lambda run: run[1] - run[0])
            start = None
    first, end = best
    titles = [title for title in entries[first:end] if title]
    heading = next((index for index, block in enumerate(blocks) if CONTENTS_HEADING.fullmatch(block.value)), None)
    if len(titles) < _FEWEST and heading is not None:
        first = heading + 1
        values = [block.value for block in blocks[first:]]
        titles, length = max(_with_numbers(values), _come_again(values), key=itemgetter(1))
        end = first + length
    if len(titles) < _FEWEST:
        return None
    levels = dict(zip(map(title_key, titles), _levels(titles), strict=True))
    headed = first > 0 and CONTENTS_HEADING.fullmatch(blocks[first - 1].value) is not None
    return Contents(levels, first - headed, end)


def _with_numbers(values: Sequence[str]) -> tuple[list[str], int]:
    """Return the titles that page numbers stand below, which rise, and how many of the values all of that is.

    There are none where no title comes again behind them, as with the rows of a table.
    """
    titles: list[str] = []
    title: list[str] = []
    page = length = 0
    for index, value in enumerate(values):
        if title and value.isdecimal() and page <= int(value) <= page + _FARTHEST:
            titles.append(" ".join(title))
            title, page, length = [], int(value), index + 1
        elif len(title) < _MOST_LINES and len(value) <= _LONGEST_TITLE and any(map(str.isalpha, value)):
            title.append(value)
        else:
            break
    again = set(map(title_key, values[length:]))
    return (titles, length) if any(title_key(title) in again for title in titles) else ([], 0)


def _come_again(values: Sequence[str]) -> tuple[list[str], int]:
    """Return the titles at the beginning of the values that come again behind them, and how many they are."""
    keys = [title_key(value) for value in values]
    lasts = {key: index for index, key in enumerate(keys)}
    firsts = {key: len(keys) - 1 - index for index, key in enumerate(reversed(keys))}
    length = next((i for i, key in enumerate(keys) if lasts[key] == i or firsts[key] < i), len(keys))
    return [*values[:length]], length


def _entry_title(text: str) -> str | None:
    """Return the title of an entry that ends with a page number; a row of a table has no words or more numbers."""
    tail = text[-LONGEST_LEADER:]
    leader = LEADER.search(tail)
    title = text[: len(text) - len(tail) + leader.start()].strip() if leader else ""
    row = _CELL.search(title[-LONGEST_LEADER:]) or not any(map(str.isalpha, title))
    return None if row else title


def _levels(titles: Sequence[str]) -> list[int]:
    """Return the level of each entry: by its number where most are numbered, else capitals stand above lower case."""
    depths = number_depths(titles)
    if sum(depth is not None for depth in depths) * 2 > len(titles):
        return [depth or 1 for depth in depths]
    capitals = [title.isupper() for title in titles]
    if any(capitals) and not all(capitals):
        return [1 if upper else 2 for upper in capitals]
    return [1] * len(titles)

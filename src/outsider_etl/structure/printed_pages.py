"""Part a text without form feeds into pages where page numbers stand alone on lines that count on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from outsider_etl.document import Line, Page

_NUMBER = re.compile(
    r"[|–—-]?\s?(\d{1,4})\s?[|–—-]?|(?:page|seite) (\d{1,4})(?: (?:of|von) \d{1,4})?|\[\[page (\d{1,6})\]\]",
    re.IGNORECASE,
)
# A page has so many characters; up to two pages in a row may have no number, as where a chapter begins.
_SHORTEST, _LONGEST = 300, 12_000
_FARTHEST = 3
_FEWEST = 3
# A number may stand elsewhere on its page too, as the label of a note.
_NEAREST = 4
# They stand in so much of the text, on so many of the pages between the first and the last of them.
_COVERED, _NUMBERED = 0.5, 0.85
# So many of the numbers stand within a sentence, as none of those does that count chapters, paragraphs or notes; up to
# so many lines of a running head may stand between it and its end.
_CUTTING, _FEWEST_CUTTING = 0.25, 2
_MOST_HEADS = 2
# What counts on within these are years.
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


class _Number(NamedTuple):
    """A number alone on a line: which line, where in the source, and what it reads as."""

    line: int
    place: int
    value: int


def with_printed_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of a text that form feeds part, or else those that its page numbers do, without the numbers.

    A page so found is numbered as printed if its number stands at its foot, else as the page before it is.
    """
    if len(pages) != 1 or pages[0].number is not None:
        return tuple(pages)
    lines = pages[0].lines
    numbers = _longest_count(_numbers_alone(lines))
    if len(numbers) < _FEWEST or _are_years(numbers) or not (_cover(numbers, lines) and _cut_sentences(numbers, lines)):
        return tuple(pages)
    starts = [0, *(number.line + 1 for number in numbers)]
    ends = [*(number.line for number in numbers), len(lines)]
    names = [*(number.value for number in numbers), numbers[-1].value + 1]
    return tuple(Page(name, lines[a:b]) for name, a, b in zip(names, starts, ends, strict=True))


def _numbers_alone(lines: Sequence[Line]) -> list[_Number]:
    """Return the lines that hold a number alone, blank ones around them."""
    found = []
    for index, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.text.value.strip())
        if match and match.lastindex and _is_blank(lines, index - 1) and _is_blank(lines, index + 1):
            found.append(_Number(index, line.text.origin(0, 1)[0], int(match[match.lastindex])))
    return found


def _is_blank(lines: Sequence[Line], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].text.value.strip()


def _longest_count(numbers: Sequence[_Number]) -> list[_Number]:
    """Return the longest run of numbers that count on, as far apart as those of pages are."""
    alike: dict[int, list[int]] = defaultdict(list)
    lengths: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        near = [
            other
            for step in range(1, _FARTHEST + 1)
            for other in alike[number.value - step][-_NEAREST:]
            if _SHORTEST <= number.place - numbers[other].place <= step * _LONGEST
        ]
        previous = max(near, key=lengths.__getitem__, default=None)
        before.append(previous)
        lengths.append(1 if previous is None else lengths[previous] + 1)
        alike[number.value].append(at)
    found: list[_Number] = []
    link: int | None = max(range(len(numbers)), key=lengths.__getitem__, default=None)
    while link is not None:
        found.append(numbers[link])
        link = before[link]
    return found[::-1]


def _are_years(numbers: Sequence[_Number]) -> bool:
    return numbers[0].value >= _FIRST_YEAR and numbers[-1].value <= _LAST_YEAR


def _cover(numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Whether numbers stand on most pages of a text."""
    first, last = numbers[0], numbers[-1]
    covered = last.line - first.line >= _COVERED * len(lines)
    return covered and len(numbers) > _NUMBERED * (last.value - first.value)


def _cut_sentences(numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Whether enough of the numbers stand within a sentence: it has no stop above, and goes on in lower case below."""
    again = Counter(line.text.value.strip() for line in lines)
    cutting = 0
    for number in numbers:
        above = next(_filled(lines, range(number.line - 1, -1, -1)), "")
        below = islice(_filled(lines, range(number.line + 1, len(lines))), _MOST_HEADS + 1)
        first = next((text for text in below if again[text] == 1), "")
        breaks_off = again[above] == 1 and above.rstrip("-")[-1:].isalpha()
        cutting += breaks_off and first[:1].islower() and first[1:2] not in (")", ".")
    return cutting >= max(_FEWEST_CUTTING, _CUTTING * len(numbers))


def _filled(lines: Sequence[Line], places: Iterable[int]) -> Iterator[str]:
    """Yield what those of the lines hold that hold something."""
    return (text for place in places if (text := lines[place].text.value.strip()))

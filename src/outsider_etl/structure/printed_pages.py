"""Part a text without form feeds into pages by their numbers, which count on, alone on lines or in running heads."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from outsider_etl.document import Line, Page
from outsider_etl.structure.captions import CAPTION

_NUMBER = re.compile(
    r"[|–—-]?\s?(\d{1,4})\s?[|–—-]?|(?:page|seite) (\d{1,4})(?: (?:of|von) \d{1,4})?|\[\[page (\d{1,6})\]\]",
    re.IGNORECASE,
)
# A running head has words, or says how many pages there are.
_HEAD = re.compile(r"[^\W\d_]{2}|\b\d{1,3}/\d{1,3}\b")
_FIGURES = re.compile(r"\d{1,6}")
_LONGEST_HEAD = 100
# A page has so many characters; up to two pages in a row may have no number, as where a chapter begins.
_SHORTEST, _LONGEST = 300, 12_000
_FARTHEST = 3
_FEWEST = 3
# A number may stand elsewhere on its page too, as the label of a note.
_NEAREST = 4
# They stand in so much of the text, on so many of the pages between the first and the last of them.
_COVERED, _NUMBERED = 0.5, 0.85
# A sentence goes on behind at least so many of the numbers, as it does behind none of those that count chapters,
# paragraphs or notes; those with words may count anything. Up to so many lines of a running head may stand between.
_CUTTING, _CUTTING_WITH_WORDS, _FEWEST_CUTTING = 0.1, 0.3, 2
_MOST_HEADS = 2


class _Number(NamedTuple):
    """A number that may be a page's: on which line, where in the source, what it reads as, and if words are with it."""

    line: int
    place: int
    value: int
    in_head: bool


def with_printed_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of a text that form feeds part, or else those that its page numbers do, without the numbers.

    A page so found is numbered as printed if its number stands at its foot, else as the page before it is.
    """
    if len(pages) != 1 or pages[0].number is not None:
        return tuple(pages)
    lines = pages[0].lines
    numbers = _longest_count(_numbers_alone(lines))
    if len(numbers) < _FEWEST or not (_cover(numbers, lines) and _cut_sentences(numbers, lines)):
        return tuple(pages)
    starts = [0, *(number.line + 1 for number in numbers)]
    ends = [*(number.line for number in numbers), len(lines)]
    names = [*(number.value for number in numbers), numbers[-1].value + 1]
    return tuple(Page(name, lines[a:b]) for name, a, b in zip(names, starts, ends, strict=True))


def _numbers_alone(lines: Sequence[Line]) -> list[_Number]:
    """Return the numbers on lines that hold one alone, or in a running head whose words come again there."""
    found = []
    heads: dict[str, list[_Number]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text.value.strip()
        if not 0 < len(text) <= _LONGEST_HEAD or not (_is_blank(lines, index - 1) and _is_blank(lines, index + 1)):
            continue
        place = line.text.origin(0, 1)[0]
        alone = _NUMBER.fullmatch(text)
        if alone:
            found.append(_Number(index, place, int(next(filter(None, alone.groups()))), in_head=False))
        elif _HEAD.search(text) and not CAPTION.match(text):
            numbers = [_Number(index, place, int(figure), in_head=True) for figure in _FIGURES.findall(text)]
            heads[_FIGURES.sub("#", text.casefold())] += numbers
    again = (numbers for numbers in heads.values() if numbers and numbers[0].line != numbers[-1].line)
    return sorted([*found, *chain.from_iterable(again)])


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


def _cover(numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Whether numbers stand on most pages of a text."""
    first, last = numbers[0], numbers[-1]
    covered = last.line - first.line >= _COVERED * len(lines)
    return covered and len(numbers) > _NUMBERED * (last.value - first.value)


def _cut_sentences(numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Whether the text below enough of the numbers begins in lower case, running heads left aside, as no item does."""
    below = [[*islice(_filled(lines, range(n.line + 1, len(lines))), _MOST_HEADS + 1)] for n in numbers]
    again = Counter(text for _, text in {*chain.from_iterable(below)})
    firsts = [next((text for _, text in texts if again[text] == 1), "") for texts in below]
    above = [next(_filled(lines, range(n.line - 1, -1, -1)), (0, "")) for n in numbers]
    cutting = sum(
        first[:1].islower() and first[1:2] not in (")", ".") and not last.endswith((";", ":"))
        for (_, last), first in zip(above, firsts, strict=True)
    )
    share = _CUTTING_WITH_WORDS if any(number.in_head for number in numbers) else _CUTTING
    return cutting >= max(_FEWEST_CUTTING, share * len(numbers))


def _filled(lines: Sequence[Line], places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the places of those of the lines that hold something, and what they hold."""
    return ((place, text) for place in places if (text := lines[place].text.value.strip()))

"""Find the running heads of a text whose pages have no marks, by the page numbers in them that count on."""

from collections import Counter
from collections.abc import Sequence, Set

from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.page_edges import numbers_of, words_of

_LONGEST = 200
_STOPS = ".!?:;"


def without_counting_heads(lines: Sequence[BodyLine]) -> list[BodyLine]:
    """Return the lines of a text but the running heads where its pages have no marks: lines apart that count the pages.

    Their words come again, and several stand within a sentence, where no caption or heading does.
    """
    filled = [index for index, line in enumerate(lines) if not line.blank]
    alone = [
        (before, index, after)
        for before, index, after in zip(filled, filled[1:], filled[2:], strict=False)
        if lines[index].page is None and index - before > 1 and after - index > 1 and _is_numbered(lines[index])
    ]
    chain = _longest_count([set(numbers_of(lines[index].text.value.strip())) for _, index, _ in alone])
    words = Counter(words_of(lines[index].text.value.strip()) for _, index, _ in map(alone.__getitem__, chain))
    heads = [alone[at] for at in chain if words[words_of(lines[alone[at][1]].text.value.strip())] > 1]
    cutting = sum(
        lines[before].text.value.rstrip()[-1:] not in _STOPS and lines[after].text.value.strip()[0].islower()
        for before, _, after in heads
    )
    left = {index for _, index, _ in heads} if cutting >= max(2, len(heads) / 3) else set()
    return [line for index, line in enumerate(lines) if index not in left]


def _longest_count(numbers: Sequence[Set[int]]) -> list[int]:
    """Return the longest chain of places, each of which has a number that is one more than that of the one before."""
    ends: dict[int, tuple[int, int]] = {}
    before: dict[tuple[int, int], tuple[int, int]] = {}
    lengths: dict[tuple[int, int], int] = {}
    for at, own in enumerate(numbers):
        for number in own:
            if number - 1 in ends:
                before[number, at] = ends[number - 1]
            lengths[number, at] = lengths.get(before.get((number, at), (0, -1)), 0) + 1
        ends |= {number: (number, at) for number in own}
    link: tuple[int, int] | None = max(lengths, key=lengths.__getitem__, default=None)
    chain: list[int] = []
    while link is not None:
        chain.append(link[1])
        link = before.get(link)
    return chain[::-1]


def _is_numbered(line: BodyLine) -> bool:
    """Whether a short line begins or ends with a number, and says more than that."""
    text = line.text.value.strip()
    return len(text) <= _LONGEST and words_of(text) not in ("", text.casefold())

"""Tell where behind notes the body is resumed, or something else begins that is none of theirs."""

from bisect import bisect_left
from collections.abc import Sequence

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.furniture import BodyLine

_LONGEST_HEADING = 60


def body_resumed(lines: Sequence[BodyLine], indices: Sequence[int], markers: Sequence[int]) -> int:
    """Return how many of the lines are the note's, the body perhaps being resumed behind a blank line.

    It is where the note's sentence is ended and what follows is a heading, or begins within another sentence, or where
    a marker stands there.
    """
    blanks = [
        place
        for place, index in enumerate(indices)
        if lines[index].blank and place > 0 and not lines[indices[place - 1]].blank
    ]
    for place in blanks:
        before = lines[indices[place - 1]]
        after = next((index for index in indices[place:] if not lines[index].blank), None)
        if after is None or not ends_sentence(before.text.value):
            continue
        if lines[after].text.value.strip()[:1].islower() or heads_text(lines, after, indices[-1] + 1):
            return place
    resumed = blanks and any(holds_marker(lines, (index, index + 1), markers) for index in indices[blanks[0] :])
    return blanks[0] if resumed else len(indices)


def heads_text(lines: Sequence[BodyLine], index: int, end: int) -> bool:
    """Whether a line stands as a heading: short, no sentence, and alone above one on its page, before `end`."""
    title = lines[index].text.value.strip()
    alone = all(lines[beside].blank for beside in (index - 1, index + 1) if 0 <= beside < end)
    says = len(title) <= _LONGEST_HEADING and any(map(str.isalpha, title))
    if not alone or not says or title[0].islower() or ends_sentence(title):
        return False
    below = next((at for at in range(index + 1, end) if not lines[at].blank), end)
    last = next((at for at in range(below, end) if lines[at].blank), end) - 1
    if below == end or lines[below].page != lines[index].page or not lines[below].text.value.strip()[:1].isupper():
        return False
    # A marker may stand behind the sentence.
    return ends_sentence(lines[last].text.value.rstrip(" 0123456789"))


def holds_marker(lines: Sequence[BodyLine], block: tuple[int, int], markers: Sequence[int]) -> bool:
    """Whether a marker stands on one of the lines from the first of `block` to before the second."""
    filled = [lines[index].text for index in range(*block) if lines[index].text]
    if not filled:
        return False
    start, end = filled[0].origin(0, 1)[0], filled[-1].origin(0, len(filled[-1]))[1]
    return bisect_left(markers, start) < bisect_left(markers, end)

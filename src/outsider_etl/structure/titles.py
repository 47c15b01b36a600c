"""Put titles together that run over several lines."""

from collections.abc import Sequence
from dataclasses import replace

from outsider_etl.structure.blocks import BLOCK_MARK, BULLET, Block, ends_sentence
from outsider_etl.structure.contents import Contents, number_depth, title_key
from outsider_etl.structure.signs import FIELD, LIST_HEADING, OPENING_HEADING, UNFINISHED

_MOST_LINES = 4
# A heading that goes on in the next line has so many letters in the first.
_LONG_LINE = 40


def with_whole_titles(blocks: Sequence[Block], contents: Contents | None) -> list[Block]:
    """Return the blocks, those joined that stand on top of each other and make one title.

    They do where the table of contents lists it so, or where the upper ones are unfinished.
    """
    listed = contents.levels if contents else {}
    start = contents.end_block if contents else 0
    whole = list(blocks[:start])
    at = start
    while at < len(blocks):
        lines = _lines_of_title(blocks[at : at + _MOST_LINES], listed)
        taken = blocks[at : at + lines]
        whole.append(replace(taken[0], lines=tuple(line for block in taken for line in block.lines)))
        at += lines
    return whole


def with_whole_headings(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Return the blocks, two headings right below each other being one where the first is as long as a line of one.

    What is numbered, set in other letters or the usual title of a part is a heading of its own.
    """
    whole: list[Block] = []
    for block in blocks:
        if whole and not (block.apart or block.cut) and _goes_on_in(whole[-1], block, listed):
            whole[-1] = replace(whole[-1], lines=(*whole[-1].lines, *block.lines))
        else:
            whole.append(block)
    return whole


def _goes_on_in(above: Block, block: Block, listed: dict[str, int]) -> bool:
    """Whether a heading in one line goes on in the one right below it."""
    return (
        above.kind == block.kind == "heading"
        and len(above.lines) == len(block.lines) == 1
        and len(above.value) >= max(_LONG_LINE, len(block.value))
        and above.value.isupper() == block.value.isupper()
        and number_depth(block.value) is None
        and not any(heading.fullmatch(block.value) for heading in (OPENING_HEADING, LIST_HEADING))
        and not any(title_key(b.value) in listed or BLOCK_MARK.match(b.value) for b in (above, block))
    )


def _lines_of_title(blocks: Sequence[Block], listed: dict[str, int]) -> int:
    """Return how many of the blocks make one title; 1 where the first is one, or none at all."""
    together = 1
    for following in blocks[1:]:
        stacked = len(following.lines) == len(blocks[0].lines) == 1 and not BULLET.match(following.value)
        if following.apart or following.cut or not stacked:
            break
        together += 1
    values = [block.value for block in blocks[:together]]
    for count in range(together, 1, -1):
        if title_key(" ".join(values[:count])) in listed:
            return count
    count = 1
    while (
        count < together and not ends_sentence(values[count]) and _leads_on(values[count - 1], values[count], values[0])
    ):
        count += 1
    return count


def _leads_on(above: str, following: str, first: str) -> bool:
    """Whether a line of a title goes on in the next: it is unfinished, or a long one of a field such as "Subject:"."""
    if UNFINISHED.search(above):
        return True
    field = FIELD.match(first) is not None and FIELD.match(following) is None
    return field and len(above) >= _LONG_LINE and not following.endswith(",")

"""Take what only looks like a heading for what it is: items of a list, cells of a table, signatures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from outsider_etl.structure.back_matter import closing_lines
from outsider_etl.structure.blocks import Block, begins_item, ends_sentence, mark_depth
from outsider_etl.structure.contents import title_key
from outsider_etl.structure.imprint import only_date

_OFTEN = 3
# A chapter's, a section's and a subsection's heading may stand on top of each other, hardly more.
_HIGHEST_STACK = 4
_ONE_WORD = re.compile(r"[^\W\d_]+\.")


def without_lists(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Return the blocks, what stands like a heading but among its like being items of a list or cells of a table.

    Numbered lines that follow each other are a list, however few; others where they stack higher than headings do.
    """
    checked: list[Block] = []
    for stack in _stacks(blocks):
        if stack[0].kind == "heading" and not any(title_key(b.value) in listed or mark_depth(b.value) for b in stack):
            high = len(stack) > _HIGHEST_STACK
            numbered = [begins_item(b.value) for b in stack]
            for i, block in enumerate(stack):
                if numbered[i] and (high or True in (*numbered[max(0, i - 1) : i], *numbered[i + 1 : i + 2])):
                    stack[i] = replace(block, kind="list_item")
                elif high and i + 1 < len(stack):
                    stack[i] = replace(block, kind="paragraph")
        checked += stack
    return checked


def without_signatures(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Return the blocks, what looks like a heading but comes again and again being none.

    It comes right before others, or is a word in capitals with a stop, as who speaks in a play. Nor is the date above
    the signature of a letter, nor any of the lines that it ends with.
    """
    again = Counter(a.value for a, b in pairwise(blocks) if a.kind == b.kind == "heading")
    again.update(b.value for b in blocks if b.kind == "heading" and b.value.isupper() and _ONE_WORD.fullmatch(b.value))
    none = {value for value, count in again.items() if count >= _OFTEN}
    none |= {
        a.value
        for a, b in pairwise(blocks)
        if a.kind == "heading"
        and title_key(a.value) not in listed
        and only_date(a.value)
        and not ends_sentence(b.value)
    }
    end = len(blocks) - closing_lines(blocks, listed)
    return [
        replace(block, kind="paragraph") if block.kind == "heading" and (at >= end or block.value in none) else block
        for at, block in enumerate(blocks)
    ]


def _stacks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the runs of blocks of one kind, which notes taken out between them part as well, but no items of a list."""
    stack: list[Block] = []
    for block in blocks:
        if stack and (block.kind != stack[0].kind or _stood_behind_note(block, stack[-1])):
            yield stack
            stack = []
        stack.append(block)
    if stack:
        yield stack


def _stood_behind_note(block: Block, above: Block) -> bool:
    return block.cut and block.page == above.page and not begins_item(block.value)

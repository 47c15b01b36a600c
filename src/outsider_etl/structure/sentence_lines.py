"""Put paragraphs together that were written a sentence a line, with a blank line behind each paragraph."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from outsider_etl.structure.blocks import Block, begins_item, ends_sentence
from outsider_etl.structure.sentences import split_sentences
from outsider_etl.structure.signs import FIELD

# So many paragraphs of several sentences tell that lines are sentences, if so many of their lines hold just one, and
# so many of the paragraphs begin with one and not with a heading.
_FEWEST = 3
_ONE_SENTENCE = 0.9
_UNHEADED = 0.6
# Where there are more lines between two blank ones, each is rather a paragraph.
_MOST_LINES = 12


def with_whole_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text whose lines were not wrapped, those joined that are the sentences of a paragraph."""
    stacks = _stacks(blocks)
    if not _are_sentences([stack for stack in stacks if sum(map(_says_sentence, stack)) > 1]):
        return list(blocks)
    whole: list[Block] = []
    for stack in stacks:
        whole.append(stack[0])
        for above, block in pairwise(stack):
            if _says_sentence(above) and _says_sentence(block):
                whole[-1] = replace(whole[-1], lines=(*whole[-1].lines, *block.lines))
            else:
                whole.append(block)
    return whole


def _stacks(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the runs of blocks that neither a blank line nor a cut parts."""
    stacks: list[list[Block]] = []
    for block in blocks:
        if stacks and not (block.apart or block.cut):
            stacks[-1].append(block)
        else:
            stacks.append([block])
    return stacks


def _are_sentences(stacks: Sequence[Sequence[Block]]) -> bool:
    """Whether the blocks of stacks of several are the sentences of paragraphs, and no paragraphs of their own."""
    if len(stacks) < _FEWEST or max(map(len, stacks)) > _MOST_LINES:
        return False
    unheaded = sum(_says_sentence(stack[0]) for stack in stacks)
    lines = [block.value for stack in stacks for block in stack if _says_sentence(block)]
    single = sum(len(split_sentences(line)) == 1 for line in lines)
    return unheaded >= _UNHEADED * len(stacks) and single >= _ONE_SENTENCE * len(lines)


def _says_sentence(block: Block) -> bool:
    value = block.value
    is_text = block.kind == "paragraph" and not (begins_item(value) or FIELD.match(value))
    return is_text and ends_sentence(value)

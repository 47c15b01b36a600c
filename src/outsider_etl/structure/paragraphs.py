"""Join the pieces of paragraphs that page breaks, notes and furniture cut in two."""

from collections.abc import Iterator, Sequence

from outsider_etl.document import PassageKind
from outsider_etl.structure.blocks import Block, begins_item, ends_sentence

_CONTINUED: frozenset[PassageKind] = frozenset({"paragraph", "list_item", "block_quote"})
_INTERPOSED: frozenset[PassageKind] = frozenset({"front_matter", "caption", "table"})


def join_cut(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the pieces of each paragraph, in the order of the paragraphs' beginnings; most have one piece.

    A piece goes on with the last unfinished paragraph where something cut the text between them, or where it begins in
    lower case, as what goes on with an item of a list must, since items end without a stop, and what goes on behind a
    semicolon or a point; a caption, a table or a credit line that lies between stays a block of its own.
    """
    groups: list[list[Block]] = []
    unfinished: list[Block] | None = None
    cut = False
    for block in blocks:
        cut = cut or block.cut
        if block.kind in _INTERPOSED and unfinished:
            groups.append([block])
            cut = True
            continue
        if unfinished and _goes_on(unfinished, block, cut):
            unfinished.append(block)
        else:
            unfinished = [block]
            groups.append(unfinished)
        cut = False
        if block.kind not in _CONTINUED and block is unfinished[0]:
            unfinished = None
    yield from groups


def _goes_on(group: Sequence[Block], block: Block, cut: bool) -> bool:
    """Whether `block` goes on with the paragraph that the blocks of `group` make."""
    if block.kind != "paragraph" or begins_item(block.value):
        return False
    lower = block.value[:1].islower()
    if ends_sentence(group[-1].value):
        return cut and lower
    return lower or (cut and group[0].kind != "list_item")

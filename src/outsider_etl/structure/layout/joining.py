"""Join the pieces of paragraphs that pages, columns, notes, tables and boxes cut in two."""

from collections.abc import Sequence

from outsider_etl.document import PassageKind
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.forms import begins_item
from outsider_etl.structure.layout.gathering import PrintedBlock
from outsider_etl.structure.layout.setting import ALIGNED, Setting, key_of, same_size
from outsider_etl.structure.layout.typography import PrintedLine

_RUNNING: frozenset[PassageKind] = frozenset({"paragraph", "list_item", "block_quote"})
_BETWEEN: frozenset[PassageKind] = frozenset({"caption", "table", "front_matter"})
# In type sizes: the space between two paragraphs is no larger.
_NEAR = 3.0
_HYPHENS = ("-", "\u2010", "\u00ad")


def join_pieces(blocks: Sequence[PrintedBlock], setting: Setting) -> list[list[PrintedBlock]]:
    """Return the pieces of each paragraph, in the order of the paragraphs' beginnings; most have one piece.

    Captions, tables and what stands aside do not end a paragraph that goes on behind them.
    """
    groups: list[list[PrintedBlock]] = []
    unfinished: list[PrintedBlock] | None = None
    between = False
    for block in blocks:
        if block.aside or block.kind in _BETWEEN:
            last = groups[-1][-1] if groups else block
            alike = last.kind == block.kind and ((last.aside and block.aside) or block.kind == "front_matter")
            if alike and _is_cut(last, block, setting):
                groups[-1].append(block)
            else:
                groups.append([block])
            between = True
            continue
        if unfinished and block.kind in _RUNNING and _goes_on(unfinished[-1], block, setting, between=between):
            unfinished.append(block)
        else:
            groups.append([block])
            unfinished = groups[-1] if block.kind in _RUNNING else None
        between = False
    return groups


def _goes_on(above: PrintedBlock, block: PrintedBlock, setting: Setting, *, between: bool) -> bool:
    """Whether `block` goes on with the paragraph that `above` is the last piece of."""
    last, first = above.last, block.first
    if begins_item(first.text.value) or not same_size(last.size, first.size):
        return False
    said = last.text.value.rstrip()
    lower = first.text.value.lstrip()[:1].islower()
    column = setting.column(last)
    full = not setting.is_short(last, first, column.right)
    indent = _indent(first.layout.box.x0, block, setting)
    if between and key_of(last) == key_of(first) and not setting.parted(last, first):
        # Lines beside a box are shorter than others.
        return (full or (lower and not ends_sentence(said))) and indent <= ALIGNED
    if between and _is_under(last, first):
        return False
    if key_of(last) == key_of(first) and not between:
        return lower and full and not ends_sentence(said)
    if lower or said.endswith(_HYPHENS):
        return True
    if not ends_sentence(said):
        return full and indent <= ALIGNED
    # A paragraph's last line is hardly ever full, and its first one is indented where that is the custom. Whether a
    # ragged line is full cannot be told so surely.
    sure = column.justified or setting.indented
    usual = _indent(last.layout.box.x0, above, setting) if len(above.lines) > 1 else 0.0
    return full and sure and abs(indent - usual) <= ALIGNED


def _is_under(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line stands so near under another that nothing is between them but what stands at the side."""
    return key_of(above) == key_of(line) and 0 < line.layout.baseline - above.layout.baseline < _NEAR * line.size


def _is_cut(above: PrintedBlock, block: PrintedBlock, setting: Setting) -> bool:
    """Whether a page or column cut two pieces of front matter in the middle of a sentence."""
    cut = key_of(above.last) != key_of(block.first) and len(above.lines) > 1
    return cut and not ends_sentence(above.last.text.value) and _goes_on(above, block, setting, between=False)


def _indent(x: float, block: PrintedBlock, setting: Setting) -> float:
    """Return how far a line of a block begins from its column's left margin, in type sizes."""
    return (x - setting.column(block.first).left) / block.size

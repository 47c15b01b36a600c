"""Part the running text of a printed document: paragraphs, headings, lists, quotations, tables and captions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from outsider_etl.document import PassageKind, SourceText
from outsider_etl.structure.back_matter import with_back_matter
from outsider_etl.structure.blocks import BULLET, Block, ends_sentence
from outsider_etl.structure.contents import number_depth, title_key
from outsider_etl.structure.hyphens import Words
from outsider_etl.structure.kinds import is_credit, is_prose, is_quoted
from outsider_etl.structure.layout.boxes import with_boxes_whole
from outsider_etl.structure.layout.forms import begins_caption, begins_item, is_formula, is_listing, leads_in, names_box
from outsider_etl.structure.layout.front import mark_front_matter
from outsider_etl.structure.layout.gathering import PrintedBlock, gather
from outsider_etl.structure.layout.headings import (
    SMALLEST,
    is_centred,
    mark_headings,
    mark_numerals,
    may_head,
    style_of,
    with_levels_from_one,
)
from outsider_etl.structure.layout.joining import join_pieces
from outsider_etl.structure.layout.listing import find_listing
from outsider_etl.structure.layout.running import running_text, source_spans
from outsider_etl.structure.layout.setting import ALIGNED, Setting, key_of, measure_setting, same_size
from outsider_etl.structure.layout.tables import find_tables, table_text
from outsider_etl.structure.layout.typography import PrintedLine, body_size
from outsider_etl.structure.parts import Part, Span

# Smaller type than this share of the text's is that of captions and remarks.
_SMALL = 0.93
_LABEL = 0.85
_REMARK = re.compile(
    r"\W*(?:sources?|notes?|credits?|photos?|image|key|legend|quellen?|anm(?:\.|erkung(?:en)?)|hinweise?|foto|remarques?"
    r"|légende|lecture|champ)(?!\w)[^.]{0,40}?:|[*†‡§](?=\s?[^\W_])",
    re.IGNORECASE,
)
_NARROWER = 1.2
# In type sizes: from its table a title is not further away, and a remark under it, in smaller type, not than this.
_NEAR_ABOVE = 3.0
_NEAR_BELOW = 3.5
# In sizes of the text: what is so large over a table heads a section.
_HEADING = 1.2
# So many characters in the type of the text are words of it.
_FEWEST_CHARS = 8


def part_body(lines: Sequence[PrintedLine], source: SourceText, words: Words) -> list[Part]:
    """Return the parts that the lines of the text make, notes and furniture being gone from among them.

    `words` returns the words of the document, by which hyphens at line ends are closed up.
    """
    lines = _in_type_of_text([line for line in lines if line.text.value.strip()])
    if not lines:
        return []
    lines, asides = with_boxes_whole(lines, source.pages)
    setting = measure_setting(lines)
    listing = find_listing(lines)
    blocks = _with_kinds(_blocks(lines, asides, source, setting, listing.entries), setting)
    blocks = mark_headings(blocks, setting, source.outline, listing.levels)
    named = {*listing.levels, *(title_key(entry.title) for entry in source.outline)}
    blocks = mark_numerals(with_levels_from_one(mark_front_matter(blocks, setting, named)), setting)
    blocks = _with_back_matter(blocks, listing.levels)
    return [_part(pieces, setting, words) for pieces in join_pieces(blocks, setting)]


def _in_type_of_text(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines, those with words in the type of the text being of its size, whatever else stands on them."""
    size = body_size(lines)
    return [
        replace(line, size=size)
        if line.size < _SMALL * size
        and any(
            run.length >= _FEWEST_CHARS and run.rise == 0 and same_size(run.size, size) for run in line.layout.fonts
        )
        else line
        for line in lines
    ]


def _blocks(
    lines: Sequence[PrintedLine],
    asides: Sequence[int],
    source: SourceText,
    setting: Setting,
    listings: Sequence[Span],
) -> list[PrintedBlock]:
    """Return the blocks of the lines: entries of the contents and tables whole, the rest as it was gathered."""
    whole: dict[int, tuple[int, PassageKind]] = {first: (end, "toc") for first, end in listings}
    taken = {index for first, end in listings for index in range(first, end)}
    others = [index for index in range(len(lines)) if index not in taken]
    for first, end in find_tables([lines[index] for index in others], source.pages, setting):
        # The contents may stand between the rows.
        for _, run in groupby(enumerate(others[first:end]), key=_shift):
            rows = [index for _, index in run]
            if len(rows) > 1:
                whole[rows[0]] = (rows[-1] + 1, "table")
    blocks: list[PrintedBlock] = []
    at = 0
    for first, (end, kind) in sorted(whole.items()):
        blocks += _gathered(lines[at:first], asides[at:first], setting)
        blocks.append(PrintedBlock(tuple(lines[first:end]), kind=kind))
        at = end
    return blocks + list(_gathered(lines[at:], asides[at:], setting))


def _shift(place: tuple[int, int]) -> int:
    return place[1] - place[0]


def _gathered(lines: Sequence[PrintedLine], asides: Sequence[int], setting: Setting) -> Iterator[PrintedBlock]:
    """Yield the blocks of the lines, those of each box or side column gathered by themselves."""
    starts = [index for index in range(len(lines)) if not index or asides[index] != asides[index - 1]]
    for first, end in pairwise([*starts, len(lines)]):
        for block in gather(lines[first:end], setting):
            yield replace(block, aside=asides[first] > 0)


def _with_kinds(blocks: Sequence[PrintedBlock], setting: Setting) -> list[PrintedBlock]:
    """Return the blocks with the kinds that their form tells, headings left for later."""
    marked: list[PrintedBlock] = []
    for index, block in enumerate(blocks):
        above = marked[-1] if marked else None
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        kind = block.kind if block.kind != "paragraph" else _kind(block, above, below, setting)
        marked.append(replace(block, kind=kind))
    return marked


def _kind(block: PrintedBlock, above: PrintedBlock | None, below: PrintedBlock | None, setting: Setting) -> PassageKind:
    value = block.value
    small = block.size < _SMALL * setting.column(block.first).size
    if is_credit(value):
        return "front_matter"
    # No kind says that a block is a formula; it is set apart from the sentences around it as a table is.
    listing = all(is_listing(line, setting) for line in block.lines)
    if is_formula(value) and not listing:
        return "table"
    if begins_caption(value) or _is_table_title(block, below, setting):
        return "caption"
    after_table = above is not None and above.kind in ("table", "caption") and _is_near(above, block, _NEAR_BELOW)
    if (small or after_table) and _REMARK.match(value):
        return "caption"
    if small and after_table and not (listing or block.aside or (above and names_box(above.value))):
        return "caption"
    if begins_item(value) or _is_unmarked_item(block, above, setting):
        return "list_item"
    if _is_title(block, setting):
        return "paragraph"
    if _is_label(block, setting) and small and not listing:
        return "caption"
    indented = not block.aside and _is_indented(block, above, setting, small=small)
    quoted = indented or (above is not None and is_quoted(value, above.value))
    return "block_quote" if quoted and not listing else "paragraph"


def _is_label(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block in small type is part of a figure."""
    return block.size < _LABEL * setting.size and not is_prose(block.value) and not ends_sentence(block.value)


def _is_title(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block is set as a title: in bold, in capitals or larger than the text, at the left or in the middle."""
    style = style_of(block)
    display = style.bold or style.capitals or style.size > setting.size
    placed = block.left <= setting.column(block.first).left + ALIGNED * block.size or is_centred(block, setting)
    return display and placed and may_head(block) and block.size >= SMALLEST * setting.size


def _is_unmarked_item(block: PrintedBlock, above: PrintedBlock | None, setting: Setting) -> bool:
    """Whether an indented block goes on with a sentence as the items of a list do whose bullets are no text."""
    return (
        above is not None
        and block.value[:1].islower()
        and block.left > setting.column(block.first).left + ALIGNED * block.size
        and key_of(above.last) == key_of(block.first)
        and (above.kind == "list_item" or above.left < block.left)
        and (leads_in(above.value) or setting.is_short(above.last, block.first, setting.column(above.last).right))
    )


def _is_near(above: PrintedBlock, block: PrintedBlock, reach: float) -> bool:
    """Whether a block stands right under another, `reach` type sizes away at most."""
    step = block.first.layout.baseline - above.last.layout.baseline
    return key_of(above.last) == key_of(block.first) and 0 < step < reach * block.size


def _is_set_apart(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block is not set as the text is, at the left and in its type."""
    style = style_of(block)
    of_text = same_size(block.size, setting.size) and not (style.bold or style.italic or style.capitals)
    return not of_text or is_centred(block, setting)


def _is_table_title(block: PrintedBlock, below: PrintedBlock | None, setting: Setting) -> bool:
    """Whether a block is the line or two right over a table that say what is in it."""
    return (
        below is not None
        and below.kind == "table"
        and len(block.lines) <= 2
        and (number_depth(block.value) or 0) < 2
        and block.size < _HEADING * setting.size
        and _is_set_apart(block, setting)
        and _is_near(block, below, _NEAR_ABOVE)
        and not ends_sentence(block.value)
    )


def _is_indented(block: PrintedBlock, above: PrintedBlock | None, setting: Setting, *, small: bool) -> bool:
    """Whether a block is set as a quotation: indented throughout and narrower or in smaller type than the text."""
    column = setting.column(block.first)
    near = ALIGNED * block.size
    if block.left <= column.left + near or len(block.lines) < 2:
        return False
    if above is not None and above.kind == "list_item" and above.right - block.left > 0 and not small:
        hanging = max(line.layout.box.x0 for line in above.lines)
        if abs(hanging - block.left) <= near:
            return False
    narrower = block.right < column.right - _NARROWER * block.size
    return small or narrower or not same_size(block.size, column.size)


def _with_back_matter(blocks: Sequence[PrintedBlock], levels: Mapping[str, int]) -> list[PrintedBlock]:
    plain = [Block(tuple(line.text for line in block.lines), block.first.page, kind=block.kind) for block in blocks]
    return [
        replace(block, kind="back_matter", level=None) if told.kind == "back_matter" else block
        for block, told in zip(blocks, with_back_matter(plain, dict(levels)), strict=True)
    ]


def _part(pieces: Sequence[PrintedBlock], setting: Setting, words: Words) -> Part:
    lines = [line for piece in pieces for line in piece.lines]
    kind = pieces[0].kind
    emphasis: tuple[Span, ...] = ()
    if kind == "table":
        text = table_text(lines, setting)
    else:
        bullet = BULLET.match(lines[0].text.value)
        if bullet:
            lines[0] = replace(lines[0], text=lines[0].text[bullet.end() :])
        text, emphasis = running_text(lines, words)
    return Part(
        kind=kind,
        text=text,
        source_spans=tuple(span for piece in pieces for span in source_spans(piece.lines)),
        emphasis=() if kind == "heading" else emphasis,
        page_start=lines[0].page,
        page_end=lines[-1].page,
        level=pieces[0].level,
    )

"""Tell the title page of a printed document, and what stands like it, from its headings and text."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.contents import title_key
from outsider_etl.structure.imprint import only_date
from outsider_etl.structure.kinds import heads_summary, is_prose
from outsider_etl.structure.layout.gathering import PrintedBlock
from outsider_etl.structure.layout.headings import stands_out, style_of
from outsider_etl.structure.layout.setting import Setting, has_room, same_size
from outsider_etl.structure.persons import read_persons
from outsider_etl.structure.places import without_place
from outsider_etl.structure.signs import OPENING_HEADING

# Running text has lines enough, in type that is hardly smaller than the document's.
_FEWEST_LINES = 3
_SMALLEST = 0.82
# A sentence has so many words that begin in lower case, more than a name or a date.
_WORD = re.compile(r"(?<![^\W_])[a-zà-ÿ]{2,}")
_FEWEST_WORDS = 4


def mark_front_matter(blocks: Sequence[PrintedBlock], setting: Setting, listed: Set[str]) -> list[PrintedBlock]:
    """Return the blocks, those before the text with their kind: title, authors, date, and the title repeated.

    A heading before the text is one where its title is `listed`, where its style comes again, or where it stands right
    over the text and under a larger title. What is set largest of all before the text is the title and has a level.
    Where it stays a heading, what stands under it before the first sentence is front matter all the same.
    """
    start = _text_start(blocks, setting)
    page = blocks[start].first.page
    stacked = start
    while stacked > 0 and blocks[stacked - 1].kind in ("heading", "toc"):
        stacked -= 1
    later = {style_of(block) for block in blocks[start:] if block.kind == "heading"}
    largest = max((style_of(block).size for block in blocks[:start]), default=0.0)

    def stays(index: int) -> bool:
        block = blocks[index]
        style = style_of(block)
        near = block.first.page == page or index >= stacked
        under_title = index == start - 1 and style.size < largest and stands_out(style, setting)
        comes_again = title_key(block.value) in listed or style in later
        # Of two lines of one style over each other, the first names the author of what the second heads.
        if index + 1 < start and blocks[index + 1].kind == "heading" and style_of(blocks[index + 1]) == style:
            return False
        return block.kind == "heading" and ((comes_again and near) or under_title)

    first = next((index for index in range(start) if stays(index)), start)
    before = (block for block in blocks[:first] if not heads_summary(block.value))
    titles = {title_key(block.value) for block in before} - listed

    boxed = _boxed_summary(blocks[:first])
    under = _under_title(blocks[:start], first, largest, setting)
    if first < start and style_of(blocks[first]) in later:
        under = range(0)

    def is_front(index: int) -> bool:
        block = blocks[index]
        if index in boxed:
            return False
        if block.kind == "heading":
            summary = block.first.page == page and heads_summary(block.value)
            return (index < first and not summary) or title_key(block.value) in titles
        return (index < first or index in under) and block.kind != "toc"

    marked: list[PrintedBlock] = []
    for index, block in enumerate(blocks):
        if not is_front(index):
            marked.append(block)
        elif style_of(block).size == largest:
            title = block.level is None and largest > setting.size
            marked.append(replace(block, kind="front_matter", level=1 if title else block.level))
        else:
            marked += _lines_apart(replace(block, kind="front_matter", level=None), setting)
    return marked


def _under_title(blocks: Sequence[PrintedBlock], at: int, largest: float, setting: Setting) -> range:
    """Return the blocks right under the one at `at` that say who wrote the report and when, if that is its title."""
    if at == len(blocks) or OPENING_HEADING.fullmatch(blocks[at].value):
        return range(0)
    if not setting.size < style_of(blocks[at]).size == largest:
        return range(0)
    return range(at + 1, next((i for i in range(at + 1, len(blocks)) if _says_more(blocks[i], setting)), len(blocks)))


def _boxed_summary(blocks: Sequence[PrintedBlock]) -> range:
    """Return the blocks of a box or side column that hold the summary, or key points, with their title."""
    first = next((i for i, block in enumerate(blocks) if block.aside and heads_summary(block.value)), len(blocks))
    end = next((i for i in range(first, len(blocks)) if not blocks[i].aside), len(blocks))
    return range(first, end)


def _lines_apart(block: PrintedBlock, setting: Setting) -> Iterator[PrintedBlock]:
    """Yield what the lines of a block of the title page say: each of them where all are names, dates or places.

    In type no larger than the text's, a line that begins where the one above had room for its first word is another.
    """
    values = [line.text.value.strip() for line in block.lines]
    each = len(values) > 1 and all(
        read_persons(value) or only_date(value) or not without_place(value) for value in values
    )
    small = block.size <= setting.size or same_size(block.size, setting.size)
    right = setting.column(block.first).right
    first = 0
    for index, (above, line) in enumerate(pairwise(block.lines), start=1):
        if each or (small and has_room(above, line, right) and not values[index][:1].islower()):
            yield replace(block, lines=block.lines[first:index], apart=block.apart and not first)
            first = index
    yield replace(block, lines=block.lines[first:], apart=block.apart and not first)


def _text_start(blocks: Sequence[PrintedBlock], setting: Setting) -> int:
    """Return the first block of the text, 0 where there is none.

    What stands before the contents is text only where a heading stands right over it whose type is not the largest
    there, or comes again behind them.
    """
    contents = [index for index, block in enumerate(blocks) if block.kind == "toc"]
    first, end = (contents[0], contents[-1] + 1) if contents else (0, 0)
    largest = max((style_of(block).size for block in blocks[:first]), default=0.0)
    later = {style_of(block) for block in blocks[end:] if block.kind == "heading"}
    for block, below in pairwise(blocks[:first]):
        style = style_of(block)
        if block.kind == "heading" and (style.size < largest or style in later) and _is_text(below, setting):
            end = 0
    start = next((i for i in range(end, len(blocks)) if _is_text(blocks[i], setting) or _runs(blocks[i], setting)), 0)
    while start > end and _says_sentence(blocks[start - 1], setting):
        start -= 1
    return start


def _is_text(block: PrintedBlock, setting: Setting) -> bool:
    return (
        block.kind in ("paragraph", "list_item", "block_quote")
        and not block.aside
        and len(block.lines) >= _FEWEST_LINES
        and block.size >= _SMALLEST * setting.size
        and is_prose(block.value)
    )


def _runs(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block is set as the text is: in its type, and over the whole measure until a sentence ends."""
    return (
        block.kind in ("paragraph", "list_item")
        and _is_filled(block, setting)
        and (ends_sentence(block.value) or len(block.lines) >= _FEWEST_LINES)
        and _says_sentence(block, setting)
    )


def _says_sentence(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block is a sentence of the text, however short, and no line of a title page."""
    return (
        block.kind in ("paragraph", "list_item", "block_quote")
        and not block.aside
        and same_size(block.size, setting.column(block.first).size)
        and block.size >= _SMALLEST * setting.size
        and (ends_sentence(block.value) or _is_filled(block, setting))
        and len(_WORD.findall(block.value)) >= _FEWEST_WORDS
    )


def _says_more(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block under the title is none of its lines: a heading, a sentence, an item, or a figure."""
    return block.kind != "paragraph" or block.aside or _says_sentence(block, setting) or _is_text(block, setting)


def _is_filled(block: PrintedBlock, setting: Setting) -> bool:
    """Whether all lines of a block but its last go on to the right margin."""
    right = setting.column(block.first).right
    return len(block.lines) > 1 and not any(setting.is_short(a, b, right) for a, b in pairwise(block.lines))

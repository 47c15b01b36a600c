"""Tell the headings of a printed document from its text by their type, and give them levels."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from outsider_etl.document import FontRun, OutlineEntry
from outsider_etl.structure.back_matter import heads_list
from outsider_etl.structure.blocks import BULLET, ends_sentence
from outsider_etl.structure.contents import number_depth, title_key
from outsider_etl.structure.layout.forms import begins_caption, is_formula, mark_width
from outsider_etl.structure.layout.gathering import PrintedBlock, is_whole
from outsider_etl.structure.layout.numerals import count_levels
from outsider_etl.structure.layout.setting import ALIGNED, Setting, key_of
from outsider_etl.structure.layout.typography import PrintedLine, is_bold, is_italic

_LONGEST = 250
_MOST_LINES = 4
# In sizes of the text: from the first on type stands out by its size, from the second on even with a point at its end;
# smaller type than the third heads nothing.
_LARGER = 1.06
_MUCH_LARGER = 1.2
SMALLEST = 0.78
# A style is one of headings where so large a share of what is printed in it could be one.
_HEADING_SHARE = 0.5
# A title in the type of the text is narrower than this share of its column.
_TITLE_WIDTH = 0.6
_WORD = re.compile(r"[^\W\d_]{3}")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_DEEPEST = 6
# A numeral alone, and the one at the head of a title.
_NUMERAL = re.compile(r"([IVX]{1,5}|[A-Z])\.?")
_ENUMERATOR = re.compile(r"(\w{1,5})[.)]\s")
# The number of a chapter on a line of its own, over its title.
_NUMBER_LINE = re.compile(
    r"(?:(?:chapter|part|section|appendix|book|annex|kapitel|teil|chapitre|partie)\s+)?(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])[.:]?"
    r"|(?:chapter|part|section|book) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[.:]?"
    r"|(?:première|deuxième|troisième|quatrième|cinquième|sixième) partie",
    re.IGNORECASE,
)


class Style(NamedTuple):
    """How a heading is printed: type size in points, whether in capitals, in bold, in italics."""

    size: float
    capitals: bool
    bold: bool
    italic: bool


def mark_headings(
    blocks: Sequence[PrintedBlock], setting: Setting, outline: Sequence[OutlineEntry], listed: Mapping[str, int]
) -> list[PrintedBlock]:
    """Return the blocks, the headings among them with their kind and level.

    A heading is printed in a style that is not the text's and that hardly ever runs on like text; or the outline or the
    contents, whose levels are `listed`, name it. A number on a line of its own goes with the heading under it.
    """
    known = {**listed, **{title_key(entry.title): entry.level for entry in outline}}
    blocks = _with_number_lines(blocks, setting)
    styles = [style_of(block) for block in blocks]
    text_style = _text_style(blocks, styles)
    heading_styles = _heading_styles(blocks, styles, text_style, setting)
    heads: list[bool] = []
    above: PrintedBlock | None = None
    for block, style, below in zip(blocks, styles, _below(blocks), strict=True):
        told = title_key(block.value) in known or heads_list(block.value)
        named = told and (style != text_style or len(block.lines) == block.apart)
        styled = style in heading_styles and not block.aside
        parted = block.apart or (above is not None and (heads[-1] or _ends_before(above, block, style, setting)))
        heads.append(may_head(block) and (named or (styled and parted and _heads(block, style, below, setting))))
        above = block
    heading_levels = iter(_levels([(b, s) for b, s, head in zip(blocks, styles, heads, strict=True) if head], known))
    return [
        replace(block, kind="heading", level=next(heading_levels)) if head else block
        for block, head in zip(blocks, heads, strict=True)
    ]


def mark_numerals(blocks: Sequence[PrintedBlock], setting: Setting) -> list[PrintedBlock]:
    """Return the blocks, those that are only a numeral in the middle of their column, and count on, being headings.

    They stand below the last heading that has a title.
    """
    alone = [
        _NUMERAL.fullmatch(block.value)
        if block.kind in ("paragraph", "table", "front_matter") and not block.aside and is_centred(block, setting)
        else None
        for block in blocks
    ]
    marked: list[PrintedBlock] = []
    above = 0
    for block, level in zip(blocks, count_levels([match[1] if match else "" for match in alone]), strict=True):
        above = block.level or above
        marked.append(replace(block, kind="heading", level=above + level) if level else block)
    return marked


def with_levels_from_one(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """Return the blocks, the highest headings among them being of level 1: what stood above them was the title page."""
    highest = min((block.level for block in blocks if block.kind == "heading" and block.level), default=1)
    return [
        replace(block, level=block.level - highest + 1) if block.kind == "heading" and block.level else block
        for block in blocks
    ]


def may_head(block: PrintedBlock) -> bool:
    """Whether a block could be a heading by what it says."""
    value = block.value
    return (
        (block.kind == "paragraph" or (block.kind == "list_item" and not BULLET.match(value)))
        and len(_title_lines(block)) <= _MOST_LINES
        and len(value) <= _LONGEST
        and _WORD.search(value) is not None
        and not _NUMERAL.fullmatch(value)
        and not value.endswith((",", ";", "-", "–", "—"))
        and not begins_caption(value)
        and not _ADDRESS.search(value)
        and not is_formula(value)
    )


def style_of(block: PrintedBlock) -> Style:
    """Return how most of a block is printed; the line with a chapter's number over its title does not count."""
    lines = _title_lines(block)
    runs = [run for line in lines for run in line.layout.fonts]
    capitals = all(line.text.value.isupper() for line in lines)
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(2 * run.size) / 2] += run.length
    return Style(
        size=round(2 * block.size) / 2 if capitals else sizes.most_common(1)[0][0],
        capitals=capitals,
        bold=_mostly(runs, is_bold),
        italic=_mostly(runs, is_italic),
    )


def _title_lines(block: PrintedBlock) -> Sequence[PrintedLine]:
    """Return the lines of a block without that which only holds the number of a chapter."""
    return block.lines[1:] if len(block.lines) > 1 and _NUMBER_LINE.fullmatch(block.first.text.value) else block.lines


def _mostly(runs: Sequence[FontRun], has: Callable[[str], bool]) -> bool:
    """Whether most characters are printed in a font of a kind."""
    return 2 * sum(run.length for run in runs if has(run.font)) > sum(run.length for run in runs)


def _with_number_lines(blocks: Sequence[PrintedBlock], setting: Setting) -> list[PrintedBlock]:
    """Return the blocks, a chapter's number on a line of its own made one block with the title under it."""
    joined: list[PrintedBlock] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if (
            above is not None
            and above.kind == block.kind == "paragraph"
            and len(above.lines) == 1
            and key_of(above.last) == key_of(block.first)
            and _NUMBER_LINE.fullmatch(above.value)
            and (may_head(block) and not ends_sentence(block.value))
            and (stands_out(style_of(block), setting) or is_centred(block, setting))
        ):
            joined[-1] = replace(block, lines=above.lines + block.lines, apart=above.apart)
        else:
            joined.append(block)
    return joined


def _text_style(blocks: Sequence[PrintedBlock], styles: Sequence[Style]) -> Style:
    """Return the style that most of the text is printed in."""
    lengths: Counter[Style] = Counter()
    for block, style in zip(blocks, styles, strict=True):
        lengths[style] += sum(len(line.text) for line in block.lines)
    return lengths.most_common(1)[0][0]


def _heading_styles(
    blocks: Sequence[PrintedBlock], styles: Sequence[Style], text: Style, setting: Setting
) -> frozenset[Style]:
    """Return the styles that stand out from that of the text, and that hardly ever run on like it."""
    fit: Counter[Style] = Counter()
    unfit: Counter[Style] = Counter()
    for block, style in zip(blocks, styles, strict=True):
        if block.kind in ("paragraph", "list_item") and not block.aside:
            could = may_head(block) and (not ends_sentence(block.value) or block.value.endswith("?"))
            (fit if could else unfit)[style] += 1
    return frozenset(
        style
        for style, count in fit.items()
        if style.size >= SMALLEST * setting.size
        and (
            style.size >= _LARGER * setting.size
            or style.capitals
            or style.bold > text.bold
            or (style.italic > text.italic and count > 1)
            or style == text
        )
        and (count >= _HEADING_SHARE * (count + unfit[style]) or style == text)
    )


def stands_out(style: Style, setting: Setting) -> bool:
    """Whether a style is larger than that of the text, in capitals or in bold."""
    return style.size >= _LARGER * setting.size or style.capitals or style.bold


def is_centred(block: PrintedBlock, setting: Setting) -> bool:
    """Whether a block stands in the middle of its column, away from both margins."""
    column = setting.column(block.first)
    near = 2 * ALIGNED * block.size
    room = block.left - column.left, column.right - block.right
    return abs(room[0] - room[1]) <= near and min(room) > near


def _is_narrow(block: PrintedBlock, setting: Setting) -> bool:
    column = setting.column(block.first)
    return block.right - block.left < _TITLE_WIDTH * (column.right - column.left)


def _below(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock | None]:
    """Return for each block the next one that does not stand aside."""
    below: list[PrintedBlock | None] = []
    following = None
    for block in reversed(blocks):
        below.append(following)
        following = following if block.aside else block
    return below[::-1]


def _ends_before(above: PrintedBlock, block: PrintedBlock, style: Style, setting: Setting) -> bool:
    """Whether a paragraph ends before a block whose type sets it apart from that, no more space being between them."""
    short = key_of(above.last) == key_of(block.first) and setting.is_short(
        above.last, block.first, setting.column(above.last).right
    )
    bold = all(is_whole(line, is_bold) for line in block.lines)
    return (bold or style.capitals) and (short or ends_sentence(above.value))


def _heads(block: PrintedBlock, style: Style, below: PrintedBlock | None, setting: Setting) -> bool:
    """Whether a block of a heading's style heads the one below it."""
    if below is None:
        return stands_out(style, setting) and number_depth(block.value) is not None
    if style.size >= (_MUCH_LARGER if block.value.endswith(".") else _LARGER) * setting.size:
        return True
    if block.value[mark_width(block.value) :][:1].islower():
        return False
    if ends_sentence(block.value) and not block.value.endswith("?"):
        return False
    centred = is_centred(block, setting)
    plain_title = centred and len(block.lines) == 1 and _is_narrow(block, setting) and below.kind == "paragraph"
    # A term stands flush over its explanation, which is indented throughout.
    explained = (
        below.kind in ("paragraph", "block_quote")
        and len(below.lines) > 1
        and key_of(below.first) == key_of(block.first)
    )
    if explained and not centred and below.left > block.left + ALIGNED * block.size:
        return False
    return style.capitals or style.bold or style.italic or plain_title or (number_depth(block.value) or 0) > 1


def _levels(headings: Sequence[tuple[PrintedBlock, Style]], known: Mapping[str, int]) -> list[int]:
    """Return the level of each heading: as known, or as its number tells, or that of its style.

    A style's level is that of most of its headings of which it is told, else one below that of the next weightier.
    """
    depths = [number_depth(block.value) for block, _ in headings]
    numbered = max((depth or 0 for depth in depths), default=0) > 1
    enumerators = [_ENUMERATOR.match(block.value) for block, _ in headings]
    counted = count_levels([match[1] if match else "" for match in enumerators])
    nested = max(counted, default=0) > 1
    told = [
        known.get(title_key(block.value)) or (depth if numbered else (level or None) if nested else None)
        for (block, _), depth, level in zip(headings, depths, counted, strict=True)
    ]
    votes: dict[Style, Counter[int]] = defaultdict(Counter)
    for (_, style), level in zip(headings, told, strict=True):
        votes[style].update([level] if level else [])
    of_style: dict[Style, int] = {}
    last = 0
    for style in sorted(votes, reverse=True):
        voted = votes[style].most_common(1)
        last = voted[0][0] if voted else min(last + 1, _DEEPEST)
        of_style[style] = last
    return [level or of_style[style] for (_, style), level in zip(headings, told, strict=True)]

"""Tell front matter, contents, headings and back matter from running text, by what stands in plain text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from outsider_etl.document import PassageKind
from outsider_etl.structure.blocks import BULLET, Block, begins_item, ends_sentence
from outsider_etl.structure.contents import Contents, title_key, unnumbered
from outsider_etl.structure.footnotes import NOTES_HEADING
from outsider_etl.structure.sentences import split_sentences

_LONGEST_HEADING = 120
# A chapter's, a section's and a subsection's heading may stand on top of each other, hardly more.
_HIGHEST_STACK = 4
_PROSE = 200
# Back matter begins in the last part of a document, or a section on "references" early on would take it all away.
_BACK_SHARE = 2 / 3
_CAPTION = re.compile(
    r"^[*_]{0,3}(?:figure|fig\.|table|box|chart|map|graph|exhibit)\s+(?:\d|[IVX]+\b|[A-Z]\b)", re.IGNORECASE
)
_CREDIT = re.compile(
    r"^\W*(?:translated|edited|illustrated|designed|typeset|proofread|photographed)\b[\w ,]{0,60}? by"
    r" +(?-i:(?:[^\W\d_a-z][\w.’'-]*[ ,&/]*(?:and )?){2,8})$",
    re.IGNORECASE,
)
_BACK_TITLE = re.compile(
    r"^\W*(?:\d+[.)]? )?(?:(?:the|our|latest|recent|other|selected|further|list of|related|more) )*"
    r"(?:publications?|bibliography|references|works cited|reading|about the authors?|acknowledge?ments?|index|glossary"
    r"|contacts?|imprint|also available|in the same series)(?: (?:of|by|in|from|on) .{1,80})?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s*(?P<marks>#{1,6})\s+(?=\S)")
_TITLE_PAGE_END = re.compile(r"^(?:by|authors?)\b|^(?:\S+ ){0,3}\(?(?:19|20)\d\d\)?$", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:1[6-9]|20)\d\d\b|https?://|www\.|\S@\S")


def classify(blocks: Sequence[Block], contents: Contents | None) -> list[Block]:
    """Return the blocks with their kinds, notes and furniture being gone from among them already."""
    body_start = _body_start(blocks, contents)
    listed = contents.levels if contents else {}
    kinds: list[Block] = []
    for index, block in enumerate(blocks):
        if contents and contents.first_block <= index < contents.end_block:
            kinds.append(replace(block, kind="toc"))
        elif index < body_start or _is_credit(block):
            kinds.append(replace(block, kind="front_matter"))
        elif title_key(block.value) in listed or mark_depth(block.value) or _is_heading(blocks, index):
            kinds.append(replace(block, kind="heading"))
        else:
            kinds.append(_text_kind(block, kinds))
    return _with_back_matter(_without_lists(kinds, listed), listed)


def _without_lists(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Return the blocks, what stands like a heading but among its like being items of a list or cells of a table.

    Numbered lines that follow each other are a list, however few; others where they stack higher than headings do.
    """
    checked: list[Block] = []
    for kind, run in groupby(blocks, key=_kind):
        stack = list(run)
        if kind == "heading" and not any(title_key(b.value) in listed or mark_depth(b.value) for b in stack):
            high = len(stack) > _HIGHEST_STACK
            numbered = [begins_item(b.value) for b in stack]
            for i, block in enumerate(stack):
                if numbered[i] and (high or True in (*numbered[max(0, i - 1) : i], *numbered[i + 1 : i + 2])):
                    stack[i] = replace(block, kind="list_item")
                elif high and i + 1 < len(stack):
                    stack[i] = replace(block, kind="paragraph")
        checked += stack
    return checked


def _kind(block: Block) -> PassageKind:
    return block.kind


def _text_kind(block: Block, before: Sequence[Block]) -> Block:
    value = block.value
    if _CAPTION.match(value) and len(value) < _PROSE:
        return replace(block, kind="caption")
    if value.startswith(">") or (_is_quoted(value) and before and before[-1].value.rstrip().endswith(":")):
        return replace(block, kind="block_quote")
    if begins_item(value):
        return replace(block, kind="list_item")
    return block


def _is_quoted(value: str) -> bool:
    return value[0] in '"“«„' and value.rstrip(" .,;*_")[-1:] in ('"', "”", "»", "“")


def _is_credit(block: Block) -> bool:
    return len(block.value) < _LONGEST_HEADING and _CREDIT.match(block.value) is not None


def _looks_like_heading(value: str) -> bool:
    """Whether a block could be a heading by its form alone."""
    bare = value.strip("*_# ")
    return (
        0 < len(bare) <= _LONGEST_HEADING
        and (bare[0].isupper() or bare[0].isdigit() or bare[0] in "“\"'‘¿")
        and any(char.isalpha() for char in bare)
        and (not ends_sentence(bare) or bare.endswith("?"))
        and len(split_sentences(unnumbered(bare))) == 1
        and not bare.endswith((",", "-", "–", "—"))
        and not BULLET.match(value)
        and not _CAPTION.match(bare)
        and not re.search(r"https?://|www\.|\S@\S", bare)
    )


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block heads what follows it; the first words of a paragraph that a page break cut do not."""
    block = blocks[index]
    if NOTES_HEADING.fullmatch(block.value):
        return True
    following = next((b for b in blocks[index + 1 : index + 3] if not _is_credit(b)), None)
    if len(block.lines) > 2 or following is None or not _looks_like_heading(block.value):
        return False
    return following.value[:1].isupper() or not following.value[:1].isalpha()


def _body_start(blocks: Sequence[Block], contents: Contents | None) -> int:
    """Return the first block of the body: where the contents' first title comes again, or the prose begins."""
    if contents:
        for index in range(contents.end_block, len(blocks)):
            if title_key(blocks[index].value) in contents.levels:
                return index
        return contents.end_block
    for index, block in enumerate(blocks):
        if len(block.value) >= _PROSE or len(split_sentences(block.value)) > 1:
            return index - 1 if index > 1 and _heads_prose(blocks[index - 1].value) else index
    return 0


def _heads_prose(value: str) -> bool:
    """Whether the last line before the prose heads it, rather than ending the title page with a date or a byline."""
    return _looks_like_heading(value) and not _TITLE_PAGE_END.search(value)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.value) >= _PROSE and not _SOURCE.search(block.value)


def _with_back_matter(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Mark what stands behind the last text: lists of publications, references, contacts, under their heading."""
    start = None
    earliest = blocks[-1].end * _BACK_SHARE if blocks else 0
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        heads_prose = index + 1 < len(blocks) and _is_prose(blocks[index + 1])
        if start is None and _BACK_TITLE.match(block.value) and block.start >= earliest and not heads_prose:
            start = index
        elif start is not None and (title_key(block.value) in listed or heads_prose):
            start = None
    return [
        replace(block, kind="back_matter") if start is not None and index >= start else block
        for index, block in enumerate(blocks)
    ]


def mark_depth(text: str) -> int | None:
    """Return the number of the marks that make `text` a heading in Markdown ("## Aims" is 2), or None."""
    marks = _MARKS.match(text)
    return len(marks["marks"]) if marks else None

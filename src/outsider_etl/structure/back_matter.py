"""Tell back matter from text: references, a glossary, the publisher's other publications, contacts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, takewhile

from outsider_etl.structure.blocks import Block, ends_sentence, mark_depth
from outsider_etl.structure.contents import number_depth, title_key
from outsider_etl.structure.signs import NOTES_HEADING

# A block of so many characters is running text.
LONG = 200
# Back matter begins in the last part of a document, or a section on "references" early on would take it all away.
_BACK_SHARE = 2 / 3
_LED = r"^\W*(?:\d+[.)]? )?(?:(?:the|our|latest|recent|other|selected|further|list of|related|more|general) )*"
_TAIL = r"(?: (?:of|by|in|from|on) .{1,80})?\W*$"
# What a document ends with is a section of it, or it is the publisher's and none of the document's.
_LAST_SECTION = re.compile(
    f"{_LED}(?:bibliography|references|works cited|literature(?: cited)?|sources|readings?|about the authors?|glossary"
    f"|acknowledge?ments?|index|(?:acronyms|abbreviations|symbols)(?: and (?:acronyms|abbreviations|symbols))?){_TAIL}",
    re.IGNORECASE,
)
_PUBLISHERS_LIST = re.compile(
    f"{_LED}(?:publications?|contacts?|imprint|also available|in the same series){_TAIL}", re.IGNORECASE
)
_APPENDED = re.compile(r"^\W*(?:appendix|appendices|annex(?:es)?|supplement)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:1[6-9]|20)\d\d\b|https?://|www\.|\S@\S")


def heads_list(value: str) -> bool:
    """Whether a title is that of notes, or of a list at the end of a document: references, a glossary, an index."""
    return NOTES_HEADING.fullmatch(value) is not None or _LAST_SECTION.match(value) is not None


def with_back_matter(blocks: Sequence[Block], listed: dict[str, int]) -> list[Block]:
    """Return the blocks, those behind the text marked: references, a glossary, other publications, contacts.

    A heading among it is one still where it heads a section of the document. Text, and a title that is `listed` by its
    `title_key`, end the back matter.
    """
    earliest = blocks[-1].end * _BACK_SHARE if blocks else 0
    marked: list[Block] = []
    within: re.Pattern[str] | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            heads_prose = index + 1 < len(blocks) and _is_prose(blocks[index + 1])
            opened = _back_matter_of(block.value) if block.start >= earliest and not heads_prose else None
            ends = heads_prose or title_key(block.value) in listed or _APPENDED.match(block.value)
            within = opened or (None if ends else within)
        outside = within is None or (block.kind == "heading" and within is _LAST_SECTION)
        marked.append(block if outside else replace(block, kind="back_matter"))
    return marked


def closing_lines(blocks: Sequence[Block], listed: dict[str, int]) -> int:
    """Return how many lines a document ends with, as letters do, that stand like headings and head nothing."""
    if not blocks or len(blocks[-1].value) >= LONG or ends_sentence(blocks[-1].value):
        return 0
    headings = takewhile(lambda block: block.kind == "heading", reversed(blocks[:-1]))
    return sum(1 for _ in takewhile(lambda block: not _is_known(block, listed), chain(blocks[-1:], headings)))


def _is_known(block: Block, listed: dict[str, int]) -> bool:
    """Whether a heading is told by its place, its marks or its number, or by what it says."""
    value = block.value
    marked = block.cut or mark_depth(value) is not None or number_depth(value) is not None
    return marked or title_key(value) in listed or heads_list(value) or _APPENDED.match(value) is not None


def _back_matter_of(title: str) -> re.Pattern[str] | None:
    """Return which kind of back matter a title heads, or None."""
    return next((pattern for pattern in (_LAST_SECTION, _PUBLISHERS_LIST) if pattern.match(title)), None)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.value) >= LONG and not _SOURCE.search(block.value)

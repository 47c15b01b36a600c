"""Gather lines into blocks: runs of lines that were set as one, parted by blank lines, indents or short lines."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from outsider_etl.document import PassageKind
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.signs import FIELD
from outsider_etl.text import Text

# A text is wrapped where so many of its lines have another right under them; else each line is a paragraph.
_WRAPPED_SHARE = 0.25
# A line is full where the next line's first word would have passed this share of the measure.
_FULL = 0.97
# A line that ends no sentence is running text from this share of the measure on; a shorter one is a heading or a cell.
_RUNNING = 0.7
# Lines of running text are between this share of the measure and all of it.
_RAGGED = 0.85
_JOINED = 1.3

BULLET = re.compile(r"\s*(?:[-*+]\s+)?(?:[•‣▪▫■□▀◦●○–—\uf0b7\uf0a7·]\s*|(?<=[-*+] ))(?=\S)|\s*[-*+]\s+(?=\S)")
# Markdown's marks of a heading and of a quotation.
BLOCK_MARK = re.compile(r"\s*(?:#{1,6}\s+|(?:>\s?)+)(?=\S)")
_ENUMERATOR = re.compile(r"\s*(?:\(?[a-z]\)|\(?[ivx]{1,4}\)|\(?\d{1,3}[.)])\s+(?=\S)")
_LONE_MARK = re.compile(r"[•‣▪▫■□▀◦●○\uf0b7\uf0a7·]|\d{1,2}(?:\.\d{1,2})+\.?")
LONGEST_LEADER = 300
# What ends an entry of a table of contents: a tab, leader dots or a wide gap, and a page number.
LEADER = re.compile(r"(?:\t+|\s*(?:\.\s?){3,}|\s{3,}|\s*…+)\s*(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]*_\u00b9\u00b2\u00b3\u2070-\u2079]*\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that were set as one block, stripped, and the page they are on.

    `cut` says that a page break, a note or furniture stood before it: it may go on with what stood before. `apart`
    says that a blank line did.
    """

    lines: tuple[Text, ...]
    page: int | None
    cut: bool = False
    kind: PassageKind = "paragraph"
    apart: bool = False

    @property
    def value(self) -> str:
        """The block's text as it stands in the source, lines joined by spaces."""
        return " ".join(line.value for line in self.lines)

    @property
    def start(self) -> int:
        """Where the block begins in the source."""
        return self.lines[0].origin(0, 1)[0]

    @property
    def end(self) -> int:
        """Where the block ends in the source."""
        return self.lines[-1].origin(0, len(self.lines[-1]))[1]


def block_starts(lines: Sequence[BodyLine]) -> list[int]:
    """Return where in the source the lines begin that have a blank line or nothing before them."""
    before = [True, *(line.blank for line in lines)]
    return [line.text.origin(0, 1)[0] for line, apart in zip(lines, before, strict=False) if apart and not line.blank]


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a lead-in does, closing quotes, brackets and marks left aside."""
    return _SENTENCE_END.search(text) is not None


def begins_item(text: str) -> bool:
    """Whether `text` begins with a bullet or an enumerator."""
    return BULLET.match(text) is not None or _ENUMERATOR.match(text) is not None


def measure(lines: Sequence[BodyLine]) -> int | None:
    """Return the line length that the text was wrapped to, in characters, or None where it was not wrapped.

    It is the usual length of the lines where most lengths crowd: headings and cells are shorter, and a line that a
    hyphen's removal joined with the next is longer.
    """
    filled = sum(not line.blank for line in lines)
    followed = sorted(len(a.text) for a, b in pairwise(lines) if not a.blank and not b.blank)
    if len(followed) < _WRAPPED_SHARE * filled or not followed:
        return None
    firsts = [bisect_left(followed, _RAGGED * length) for length in followed]
    last = max(range(len(followed)), key=lambda i: (i + 1 - firsts[i]) * followed[i])
    width = followed[(firsts[last] + last) // 2]
    # Where many lines are longer, a few short ones stand together.
    longer = sum(len(line.text) > _JOINED * width for line in lines if not line.blank)
    return width if longer <= _WRAPPED_SHARE * filled else None


def gather(lines: Sequence[BodyLine], width: int | None, cuts: frozenset[int]) -> list[Block]:
    """Return the blocks of `lines`, which were wrapped to `width`; a cut stood before each line in `cuts`.

    A bullet or a section's number on a line of its own belongs to the line that follows on its page.
    """
    blocks: list[Block] = []
    current: list[BodyLine] = []
    cut = apart = False
    mark: Text | None = None
    page = None

    def close() -> None:
        nonlocal cut, apart
        if current:
            blocks.append(Block(tuple(line.text.strip() for line in current), current[0].page, cut, apart=apart))
            current.clear()
            cut = apart = False

    def close_mark() -> None:
        nonlocal mark
        # A bullet that no line follows says nothing; a number may be more than a section's.
        if mark and mark.value[0].isdigit():
            current.append(BodyLine(mark, page))
            close()
        mark = None

    for index, line in enumerate(lines):
        if index in cuts or line.page != page:
            close()
            close_mark()
            cut, page = True, line.page
        if _LONE_MARK.fullmatch(line.text.value.strip()):
            close()
            close_mark()
            mark = line.text.strip()
            continue
        if line.blank or (current and not _runs_on(current[-1].text.value, line.text.value, width)):
            close()
        apart = apart or line.blank
        if not line.blank:
            current.append(replace(line, text=Text.join((mark, line.text.strip()), " ")) if mark else line)
            mark = None
    close()
    close_mark()
    return blocks


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """Whether `following` goes on with the block that `line` is in."""
    line, following = line.rstrip(), following.strip()
    # A full line of prose may be followed by one that begins as a field does.
    full = width is not None and len(line) >= _RUNNING * width and not FIELD.match(line)
    if BULLET.match(following) or (FIELD.match(following) and not full) or LEADER.search(line[-LONGEST_LEADER:]):
        return False
    lower = following[:1].islower() or following[:1] in '("“'
    if width is None:
        return not ends_sentence(line) and (lower or line.endswith((",", "-")))
    if _ENUMERATOR.match(following) and ends_sentence(line):
        return False
    if ends_sentence(line):
        # What is longer than the measure is two lines that were joined, of which the last one counts.
        last = len(line) - width if len(line) > _JOINED * width else len(line)
        return last + 1 + len(following.split(maxsplit=1)[0]) >= _FULL * width
    return len(line) >= _RUNNING * width or following[:1].islower()

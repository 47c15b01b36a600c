"""Gather lines into blocks: runs of lines that were set as one, parted by blank lines, indents or short lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from outsider_etl.document import PassageKind
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.measure import Measure
from outsider_etl.structure.signs import FIELD, UNFINISHED
from outsider_etl.text import Edit, Text

BULLET = re.compile(r"\s*(?:[-*+]\s+)?(?:[•‣▪▫■□▀◦●○–—\uf0b7\uf0a7·]\s*|(?<=[-*+] ))(?=\S)|\s*[-*+]\s+(?=\S)")
# Markdown's marks of a heading and of a quotation.
BLOCK_MARK = re.compile(r"\s*(?:#{1,6}\s+|(?:>\s?)+)(?=\S)")
_MARKS = re.compile(r"\s*(?P<marks>#{1,6})\s+(?=\S)")
_ENUMERATOR = re.compile(r"\s*(?:\(?[a-z]\)|\(?[ivx]{1,4}[.)]|\(?\d{1,3}[.)])\s+(?=\S)")
# An item of a list in the form of a sentence ends so before the last one.
LAST_BUT_ONE = re.compile(r"[;,] (?:and|or|und|oder|sowie|et|ou|y|o)$")
_LONE_MARK = re.compile(r"[•‣▪▫■□▀◦●○\uf0b7\uf0a7·]|\d{1,2}(?:\.\d{1,2})+\.?")
_BULLET = "• "
# The first line of a paragraph may be indented by so many characters more than the next one.
_FIRST_INDENT = 2
# So many lines tell whether a block has a measure of its own.
_NEAR = 3
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


def mark_depth(text: str) -> int | None:
    """Return the number of the marks that make `text` a heading in Markdown ("## Aims" is 2), or None."""
    marks = _MARKS.match(text)
    return len(marks["marks"]) if marks else None


def gather(
    lines: Sequence[BodyLine], width: Measure | None, cuts: frozenset[int], tables: Mapping[int, int]
) -> list[Block]:
    """Return the blocks of `lines`, which were wrapped to `width`; a cut stood before each line in `cuts`.

    `tables` says by its first line where each table ends.
    """
    blocks: list[Block] = []
    current: list[Text] = []
    cut = apart = False
    page = None

    def close() -> None:
        nonlocal cut, apart
        if current:
            blocks.append(Block(tuple(line.strip() for line in current), page, cut, apart=apart))
            current.clear()
            cut = apart = False

    marked = _with_marks(lines, cuts)
    end = 0
    for index, line in enumerate(marked):
        if index in tables:
            close()
            end = tables[index]
            rows = tuple(row.text.strip() for row in lines[index:end] if not row.blank)
            blocks.append(Block(rows, line.page, kind="table", apart=apart))
            page = line.page
        if index < end:
            continue
        if index in cuts or line.page != page:
            close()
            cut, page = True, line.page
        following = [below.text.value.rstrip() for below in marked[index : index + 2]]
        if line.blank or (current and not _runs_on(current, *following, width=width)):
            close()
        apart = apart or line.blank
        if not line.blank:
            current.append(line.text)
    close()
    return blocks


def _with_marks(lines: Sequence[BodyLine], cuts: frozenset[int]) -> list[BodyLine]:
    """Return the lines with blank ones for bullets and sections' numbers that stand alone, and these where they belong.

    That is the line that follows on their page with no cut between, or for several bullets the items of a list that
    follow them. A bullet that no line or a number follows says nothing; a number may be more than a section's, and
    stays.
    """
    marked = list(lines)
    number: int | None = None
    bullets = 0
    for index, line in enumerate(lines):
        if index in cuts or (index and line.page != lines[index - 1].page):
            number, bullets = None, 0
        if _is_bullet(line):
            number, bullets = None, bullets + 1
            marked[index] = replace(line, text=line.text[:0])
        elif _LONE_MARK.fullmatch(line.text.value.strip()):
            number, bullets = index, 0
        elif not line.blank:
            if number is not None:
                marked[index] = replace(line, text=Text.join((lines[number].text.strip(), line.text.strip()), " "))
                marked[number] = replace(line, text=line.text[:0])
            for item in _items(lines, index, bullets):
                marked[item] = replace(line, text=lines[item].text.strip().edit([Edit(0, 0, _BULLET)]))
            number, bullets = None, 0
    return marked


def _is_bullet(line: BodyLine) -> bool:
    mark = line.text.value.strip()
    return _LONE_MARK.fullmatch(mark) is not None and not mark[0].isdigit()


def _items(lines: Sequence[BodyLine], first: int, count: int) -> list[int]:
    """Return the lines that begin the items of a list, whose bullets stood above them, if there are as many, or one.

    Where the first begins with a capital, what does not goes on with an item.
    """
    if count < 2:
        return [first] * count
    run = takewhile(lambda i: not (lines[i].blank or _is_bullet(lines[i])), range(first, len(lines)))
    lower = {
        index: lines[index].text.value.strip()[0].islower() for index in run if lines[index].page == lines[first].page
    }
    items = [index for index in lower if lower[first] or not lower[index]]
    return items if len(items) == count else [first]


def _runs_on(lines: Sequence[Text], following: str, below: str = "", *, width: Measure | None) -> bool:
    """Whether `following` goes on with the block that `lines` make; `below` is the line below it."""
    line = lines[-1].value.rstrip()
    # A paragraph begins as far in as the one above it; what else is indented hangs from the first line.
    deeper = _indent(following) >= _indent(below or line) + _FIRST_INDENT
    indented = deeper and _indent(following) == _indent(lines[0].value)
    following, below = following.lstrip(), below.lstrip()
    # A full line of prose may be followed by one that begins as a field does.
    runs = width is not None and width.runs(line)
    if LEADER.search(line[-LONGEST_LEADER:]) or (LAST_BUT_ONE.search(line) and _ENUMERATOR.match(following)):
        return False
    if BULLET.match(following):
        return width is not None and not width.runs(following) and _names_source(lines[0].value, line, following, below)
    if FIELD.match(following) and (not runs or FIELD.match(line)):
        return False
    if width is None:
        lower = following[:1].islower() or following[:1] in '("“'
        return not ends_sentence(line) and (lower or line.endswith((",", "-")))
    if ends_sentence(line):
        # A short line that neither ends a sentence nor a paragraph stands over the next one.
        heads = below and not (below[0].islower() or width.runs(following) or ends_sentence(following))
        full = width.is_full([above.value for above in lines[-_NEAR:]], following)
        return full and not (heads or indented or _ENUMERATOR.match(following))
    return following[:1].islower() or (
        runs and (UNFINISHED.search(line) is not None or not width.breaks_off(line, following))
    )


def _names_source(first: str, line: str, following: str, below: str) -> bool:
    """Whether a line behind a dash names whom the quotation above is of, and is no item of a list."""
    dashed = [text.lstrip().startswith("—") for text in (first, following, below)]
    return dashed == [False, True, False] and ends_sentence(line) and not line.endswith((":", ";"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

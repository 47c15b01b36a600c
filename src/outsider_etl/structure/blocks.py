"""Gather lines into blocks: runs of lines that were set as one, parted by blank lines, indents or short lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsider_etl.document import PassageKind
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.text import Text

# A text is wrapped where so many of its lines have another right under them; else each line is a paragraph.
_WRAPPED_SHARE = 0.25
# A line is full where the next line's first word would have passed this share of the measure.
_FULL = 0.85
# A line that ends no sentence is running text from this share of the measure on; a shorter one is a heading or a cell.
_RUNNING = 0.65
_MEASURE_QUANTILE = 0.9

BULLET = re.compile(r"\s*(?:[-*+]\s+)?(?:[•‣▪▫■□▀◦●○–—\uf0b7\uf0a7·]\s*|(?<=[-*+] ))(?=\S)|\s*[-*+]\s+(?=\S)")
# Markdown's marks of a heading and of a quotation.
BLOCK_MARK = re.compile(r"\s*(?:#{1,6}\s+|(?:>\s?)+)(?=\S)")
_ENUMERATOR = re.compile(r"\s*(?:\(?[a-z]\)|\(?[ivx]{1,4}\)|\(?\d{1,3}[.)])\s+(?=\S)")
LONGEST_LEADER = 300
# What ends an entry of a table of contents: a tab, leader dots or a wide gap, and a page number.
LEADER = re.compile(r"(?:\t+|\s*(?:\.\s?){3,}|\s{3,}|\s*…+)\s*(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]*_\u00b9\u00b2\u00b3\u2070-\u2079]*\s*$")
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{1,40})(?P<hyphen>[-\u2010\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that were set as one block, stripped, and the page they are on.

    `cut` says that a page break, a note or furniture stood before it: it may go on with what stood before.
    """

    lines: tuple[Text, ...]
    page: int | None
    cut: bool = False
    kind: PassageKind = "paragraph"

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


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a lead-in does, closing quotes, brackets and marks left aside."""
    return _SENTENCE_END.search(text) is not None


def begins_item(text: str) -> bool:
    """Whether `text` begins with a bullet or an enumerator."""
    return BULLET.match(text) is not None or _ENUMERATOR.match(text) is not None


def measure(lines: Sequence[BodyLine]) -> int | None:
    """Return the line length that the text was wrapped to, in characters, or None where it was not wrapped."""
    filled = [line for line in lines if not line.blank]
    followed = sorted(len(a.text) for a, b in pairwise(lines) if not a.blank and not b.blank)
    if len(followed) < _WRAPPED_SHARE * len(filled) or not followed:
        return None
    return followed[int(_MEASURE_QUANTILE * (len(followed) - 1))]


def gather(lines: Sequence[BodyLine], width: int | None, cuts: frozenset[int]) -> list[Block]:
    """Return the blocks of `lines`, which were wrapped to `width`; a cut stood before each line in `cuts`."""
    blocks: list[Block] = []
    current: list[BodyLine] = []
    cut = False
    page = None

    def close() -> None:
        nonlocal cut
        if current:
            blocks.append(Block(tuple(line.text.strip() for line in current), current[0].page, cut))
            current.clear()
            cut = False

    for index, line in enumerate(lines):
        if index in cuts or line.page != page:
            close()
            cut, page = True, line.page
        if line.blank or (current and not _runs_on(current[-1].text.value, line.text.value, width)):
            close()
        if not line.blank:
            current.append(line)
    close()
    return blocks


def _runs_on(line: str, following: str, width: int | None) -> bool:
    """Whether `following` goes on with the block that `line` is in."""
    line, following = line.rstrip(), following.strip()
    if BULLET.match(following) or LEADER.search(line[-LONGEST_LEADER:]):
        return False
    lower = following[:1].islower() or following[:1] in '("“'
    if width is None:
        return not ends_sentence(line) and (lower or line.endswith((",", "-")))
    if _ENUMERATOR.match(following) and ends_sentence(line):
        return False
    if ends_sentence(line):
        return len(line) + 1 + len(following.split(maxsplit=1)[0]) >= _FULL * width
    return len(line) >= _RUNNING * width or following[:1].islower()


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a document in lower case, compounds with their hyphens and whole."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def join_lines(lines: Sequence[Text], words: Callable[[], frozenset[str]]) -> Text:
    """Return the lines as one running text.

    A hyphen at the end of a line goes where the joined word occurs elsewhere in the document, whose `words` are asked
    for only then; otherwise it is taken as the compound's own.
    """
    groups: list[list[Text]] = []
    for line in lines:
        last = groups[-1][-1] if groups else Text.of("")
        broken = _BROKEN.search(last.value)
        rest = re.match(r"[^\W\d_]+", line.value)
        if broken and rest and rest.group()[0].islower():
            whole = (broken["word"] + rest.group()).lower()
            if broken["hyphen"] == "\u00ad" or whole in words():
                groups[-1][-1] = last[: broken.start("hyphen")]
            groups[-1].append(line)
        else:
            groups.append([line])
    return Text.join((Text.join(group) for group in groups), " ")

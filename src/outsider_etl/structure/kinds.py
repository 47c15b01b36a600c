"""Tell front matter, contents and headings from running text, by what stands in plain text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outsider_etl.nlp.dates import find_dates
from outsider_etl.structure.back_matter import LONG, with_back_matter
from outsider_etl.structure.blocks import BULLET, LAST_BUT_ONE, Block, begins_item, ends_sentence, mark_depth
from outsider_etl.structure.captions import CAPTION, REMARK, is_caption, is_of_caption
from outsider_etl.structure.contents import Contents, title_key, unnumbered
from outsider_etl.structure.imprint import MOST_BLOCKS, is_document_kind, read_line, says_publication
from outsider_etl.structure.markup import BOLD_LINE
from outsider_etl.structure.mock_headings import without_lists, without_signatures
from outsider_etl.structure.persons import has_given_name, read_persons
from outsider_etl.structure.sentences import split_sentences
from outsider_etl.structure.signs import NOTES_HEADING, OPENING_HEADING, SUMMARY_HEADING
from outsider_etl.structure.titles import with_whole_headings

_LONGEST_HEADING = 120
_MOST_LINES = 4
_CREDIT = re.compile(
    r"^\W*(?:translated|edited|illustrated|designed|typeset|proofread|photographed)\b[\w ,]{0,60}? by"
    r" +(?-i:(?:[^\W\d_a-z][\w.’'-]*+[ ,&/]*+(?:and )?){2,8})$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|^copyright\b|\ball rights reserved\b|\bIS[BS]N\b", re.IGNORECASE)
_STOP = re.compile(r"[.!][\"”’»)\]*_]*(?:\d{1,3}|[¹²³⁰-⁹]+|\[\d{1,3}\]|\^\d{1,3}\^)?$")
# A marker of whatever form may stand behind the stop.
_STOP_NEAR = re.compile(r"[.!?:;…][^\s.!?:;…]{0,6}(?: ?[\[(][^\s.!?:;…]{1,4}[\])])?$")
# A sentence has so many words that begin in lower case, more than a name or a date.
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zà-ÿ]{2,}")
_FEWEST_SMALL_WORDS = 4
# Whom a speech or a letter is by, and how it ends.
_OF_LETTER = re.compile(r"\b(?:MRS?|MS|DR|SIR|ESQ|YOURS)\b")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_FARTHEST = 2
# A heading may be counted with what could be an initial.
_COUNTED = re.compile(r"\W*(?:\d|[AI]\. (?![A-Z]\.))")


def classify(blocks: Sequence[Block], contents: Contents | None) -> list[Block]:
    """Return the blocks with their kinds, notes and furniture being gone from among them already."""
    front = _front(blocks, contents)
    listed = contents.levels if contents else {}
    kinds: list[Block] = []
    for index, block in enumerate(blocks):
        if contents and contents.first_block <= index < contents.end_block:
            kinds.append(replace(block, kind="toc"))
        elif index in front or is_credit(block.value):
            kinds += _front_matter(block)
        elif block.kind == "table":
            kinds.append(block)
        elif kinds and is_of_caption(block, kinds[-1], blocks[index + 1 : index + 2]):
            kinds.append(replace(block, kind="caption"))
        elif _is_listed(block.value, listed) or mark_depth(block.value) or _is_heading(blocks, index):
            kinds.append(replace(block, kind="heading"))
        else:
            kinds.append(_text_kind(block, kinds))
    headed = without_signatures(without_lists(with_whole_headings(kinds, listed), listed), listed)
    return with_back_matter(headed, listed)


def _is_listed(value: str, listed: dict[str, int]) -> bool:
    """Whether a block has the words of a title of the contents, and is no item of a list."""
    return title_key(value) in listed and not _ends_as_item(value)


def _ends_as_item(value: str) -> bool:
    """Whether a block with a bullet or a number ends as an item of a list in the form of a sentence does."""
    return begins_item(value) and (value.endswith(";") or LAST_BUT_ONE.search(value) is not None)


def _front_matter(block: Block) -> Iterator[Block]:
    """Yield a block of the title page; what stands side by side on it are lines, and no rows of a table."""
    lines = [(line,) for line in block.lines] if block.kind == "table" else [block.lines]
    yield from (replace(block, lines=each, kind="front_matter") for each in lines)


def _text_kind(block: Block, before: Sequence[Block]) -> Block:
    value = block.value
    if is_caption(value):
        return replace(block, kind="caption")
    if value.startswith(">") or (before and is_quoted(value, before[-1].value)):
        return replace(block, kind="block_quote")
    if begins_item(value):
        return replace(block, kind="list_item")
    return block


def is_quoted(value: str, above: str) -> bool:
    """Whether a block is a quotation that the block above leads in to, all of it being between quotation marks."""
    return (
        value[:1] in ('"', "“", "«", "„")
        and value.rstrip(" .,;*_")[-1:] in ('"', "”", "»", "“")
        and above.rstrip().endswith(":")
    )


def heads_summary(value: str) -> bool:
    """Whether a title is that of a summary or a foreword, which are text even where they stand before the contents."""
    return SUMMARY_HEADING.fullmatch(value) is not None


def is_credit(value: str) -> bool:
    """Whether a block is a credit line, such as "Translated from French by Jo Roe"."""
    return len(value) < _LONGEST_HEADING and _CREDIT.match(value) is not None


def is_prose(value: str) -> bool:
    """Whether a block is running text by its length or its sentences; a title of two lacks the last stop."""
    return len(value) >= LONG or (_STOP_NEAR.search(value) is not None and len(split_sentences(value)) > 1)


def says_sentence(value: str) -> bool:
    """Whether a block ends as a sentence does and has the words of one, and is no line of a title page."""
    return _STOP.search(value) is not None and len(_SMALL_WORD.findall(value)) >= _FEWEST_SMALL_WORDS


def text_start(values: Sequence[str], prose: int) -> int:
    """Return where the text begins, of blocks the first of which that is surely prose is `prose`.

    Sentences are text as well where no line of a title page stands below them. Where there is no prose, such a line
    stands right above them or over their heading.
    """
    start = next((index for index in range(1, prose) if says_sentence(values[index])), prose)
    page = range(1, min(prose, MOST_BLOCKS))
    told = [index for index in page if _is_of_title_page(values[index])]
    if prose == len(values):
        return start if told and 0 < start - told[-1] <= _FARTHEST else prose
    told += [index for index in page if read_persons(values[index])]
    return max([start, *(index + 1 for index in told if index >= start)])


def _is_of_title_page(value: str) -> bool:
    return _RIGHTS.search(value) is not None or (says_publication(value) and not says_sentence(value))


def _looks_like_heading(value: str) -> bool:
    """Whether a block could be a heading by its form alone."""
    bare = BOLD_LINE.sub(r"\g<text>", value).strip("*_# ")
    return (
        0 < len(bare) <= _LONGEST_HEADING
        and (bare[0].isupper() or bare[0].isdigit() or bare[0] in "“\"'‘¿")
        and any(char.isalpha() for char in bare)
        and (not (ends_sentence(bare) or says_sentence(bare)) or bare.endswith("?") or _is_old_heading(bare))
        and len(split_sentences(unnumbered(bare))) == 1
        and not (bare.endswith((",", "-", "–", "—")) or _ends_as_item(bare))
        and not BULLET.match(value)
        and not (CAPTION.match(bare) or REMARK.match(bare))
        and not re.search(r"https?://|www\.|\S@\S", bare)
    )


def _is_old_heading(value: str) -> bool:
    """Whether a block is a heading in capitals with a full stop, as printers set them up to the last century."""
    if not (value.isupper() and value.rstrip('"”’»').endswith(".") and _LONG_WORD.search(value)):
        return False
    return not (_OF_LETTER.search(value) or _has_given_names(value) or any(find_dates(value.title())))


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block heads what follows it; the first words of a paragraph that a page break cut do not."""
    block = blocks[index]
    if NOTES_HEADING.fullmatch(block.value):
        return True
    following = next((b for b in blocks[index + 1 : index + 3] if not is_credit(b.value)), None)
    if len(block.lines) > _MOST_LINES or following is None or not _looks_like_heading(block.value):
        return False
    if _is_old_heading(block.value) and not (is_prose(following.value) or _looks_like_heading(following.value)):
        return False
    return following.value[:1].isupper() or not following.value[:1].isalpha()


def _front(blocks: Sequence[Block], contents: Contents | None) -> frozenset[int]:
    """Return the blocks of the title page and of lists beside the contents; a summary before them is text."""
    front = range(_body_start(blocks, contents))
    stop = contents.first_block if contents else 0
    summary = next((index for index in range(stop) if heads_summary(blocks[index].value)), stop)
    prose = next((index for index in range(summary, stop) if is_prose(blocks[index].value)), stop)
    return frozenset(front) - {summary} - frozenset(range(prose, stop)) if prose < stop else frozenset(front)


def _body_start(blocks: Sequence[Block], contents: Contents | None) -> int:
    """Return the first block of the body: where a title of the contents comes again, or the prose begins."""
    if contents:
        for index in range(contents.end_block, len(blocks)):
            value, above = blocks[index].value, blocks[index - 1].value
            if title_key(value) in contents.levels:
                return index
            if is_prose(value) and blocks[index].kind != "table":
                headed = index > contents.end_block and _looks_like_heading(above) and not says_publication(above)
                return index - headed
        return contents.end_block
    values = [block.value for block in blocks]
    prose = next((i for i, block in enumerate(blocks) if block.kind != "table" and is_prose(block.value)), len(blocks))
    start = text_start(values, prose)
    if start == len(blocks):
        return 0
    opening = _opening(values, start)
    if opening is not None:
        return opening
    if start < 2 or not _heads_prose(values[start - 1], values[: start - 1]):
        return start
    # Right below the title page another heading may stand over that one.
    stacked = start > 3 and says_publication(values[start - 3]) and _heads_prose(values[start - 2], values[: start - 2])
    return start - 1 - stacked


def _opening(values: Sequence[str], start: int) -> int | None:
    """Return the title that the text begins with: none that comes again, as one in a list of contents does.

    What stands above a line of the title page is part of it.
    """
    openings = [i for i in range(1, start) if OPENING_HEADING.fullmatch(values[i])]
    if not openings:
        return None
    titles = Counter(map(title_key, values))
    told = [i for i in range(start) if _is_of_title_page(values[i]) or _has_given_names(values[i])]
    last = max(told, default=0)
    return next((i for i in openings if i > last and titles[title_key(values[i])] == 1), None)


def _has_given_names(value: str) -> bool:
    return not _COUNTED.match(value) and any(map(has_given_name, read_persons(value)))


def _adds_author(value: str, above: Sequence[str]) -> bool:
    """Whether a line names the author, whom no line `above` has named yet, or another one right below a name."""
    if not _has_given_names(value):
        return False
    signed = any(read_line(line).byline for line in above)
    return not signed and (_has_given_names(above[-1]) or not any(map(_has_given_names, above)))


def _heads_prose(value: str, above: Sequence[str]) -> bool:
    """Whether the last line before the prose heads it, rather than ending the title page with a date or a byline.

    It is the title itself where all lines `above` say who published it and when, or who wrote it for them.
    """
    if not _looks_like_heading(value) or says_publication(value) or _adds_author(value, above):
        return False
    return OPENING_HEADING.fullmatch(value) is not None or not _is_title_page(above[:MOST_BLOCKS])


def _is_title_page(lines: Sequence[str]) -> bool:
    """Whether all lines say who published a report and when; who wrote it, and its kind, below the first one."""
    first, *others = lines
    return says_publication(first) and all(
        says_publication(line) or is_document_kind(line) or read_persons(line) for line in others
    )

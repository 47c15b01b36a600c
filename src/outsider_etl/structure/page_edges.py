"""The heads and feet of the pages of a plain text, and the title that running heads repeat."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from outsider_etl.document import Page
from outsider_etl.structure.persons import read_persons
from outsider_etl.structure.signs import OPENING_HEADING

# Heads and feet have up to three lines, and the page number may stand on any of them.
_DEPTH = 3
_LONGEST = 200
_PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?(?P<first>\d{1,4})\b[\s|/–—-]*|[\s|/\[–—-]*\b(?P<last>\d{1,4})[\s|/\]–—-]*$", re.IGNORECASE
)
# The number of a page, which wide space parts from the words of its head.
_PARTED_NUMBER = re.compile(r"\S.*\S(?:[ \u00a0]{3,}|[ ]*\t\s*)\d{1,4}")
_WIDE = re.compile(r"\S(?:[ \u00a0]{3,}|[ ]*\t\s*)\S")
# A number that stands before words as that of a section does.
_SECTION = re.compile(r"\d+\W? ?[^\W\d_]")
_BYLINE = re.compile(r"(?:by|von|par)\s+(?P<names>.+)", re.IGNORECASE)
# Sentences of the text are longer than this, titles and stamps are often not.
_SHORT = 60

Edge = tuple[int, str]
"""Index and text of a line."""


def edges_of(page: Page) -> tuple[Sequence[Edge], Sequence[Edge]]:
    """Return index and text of the lines at the head and at the foot of a page, from its edge inwards."""
    if page.number is None:
        return (), ()
    filled = [(index, line.text.value.strip()) for index, line in enumerate(page.lines) if line.text.value.strip()]
    short = [[edge for edge in side[:_DEPTH] if len(edge[1]) <= _LONGEST] for side in (filled, filled[::-1])]
    return short[0], short[1]


def words_of(text: str) -> str:
    """Return what a line says beside the number that it begins or ends with, in small letters."""
    return " ".join(_PAGE_NUMBER.sub("", text).split()).casefold()


def numbers_of(text: str) -> Iterator[int]:
    """Yield the numbers that a line begins and ends with."""
    for match in _PAGE_NUMBER.finditer(text):
        yield int(match["first"] or match["last"])


def title_line(pages: Sequence[Page]) -> int | None:
    """Return the line at the head of the first page that is the title which running heads repeat, and none of them.

    The text or the byline stands right below it; or it is the second line there with its words, and no other short
    line stands below.
    """
    head, _ = edges_of(pages[0])
    said = {words_of(text) for page in pages[1:] for _, text in chain.from_iterable(edges_of(page))}
    found = None
    for at, (index, text) in enumerate(head):
        words = words_of(text)
        # One word may be a stamp, such as "CONFIDENTIAL".
        if " " not in words or words != text.casefold() or words not in said:
            continue
        below = next(_filled(pages[0], index + 1), "")
        again = words in {words_of(above) for _, above in head[:at]}
        if _is_below_title(below) or (again and len(below) > _SHORT):
            found = index
    return found


def _is_below_title(text: str) -> bool:
    """Whether a line is the byline, a heading that opens the text, or long enough to be a sentence of it."""
    byline = _BYLINE.fullmatch(text)
    signed = byline is not None and len(read_persons(byline["names"])) > 0
    sentence = len(text) > _SHORT and text.endswith((".", "!", "?"))
    return signed or sentence or OPENING_HEADING.fullmatch(text) is not None


def surely_running(pages: Sequence[Page]) -> frozenset[str]:
    """Return the words of the outermost lines that surely are heads or feet, however few pages have one.

    They have the page's number, and are those of the title, or at heads wide space parts the two on several pages. A
    number that stands first may be a section's, unless several pages say the same or something parts the two.
    """
    title = next((text.casefold() for text in _filled(pages[0]) if not [*numbers_of(text)]), "")
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for page in pages:
        below = next(islice(_filled(page), 1, None), "")
        for place, side in enumerate(edges_of(page)):
            for _, text in side[:1]:
                words = words_of(text)
                wide = place == 0 and _PARTED_NUMBER.fullmatch(text) is not None and not _WIDE.search(below)
                if page.number in {*numbers_of(text)} and " " in words and not words.endswith(":"):
                    found[words].append((wide, _SECTION.match(text) is None))
    return frozenset(
        words
        for words, heads in found.items()
        if (words == title and (len(heads) > 1 or heads[0][1])) or sum(wide for wide, _ in heads) > 1
    )


def _filled(page: Page, start: int = 0) -> Iterator[str]:
    """Yield the lines of a page from one on that hold something, so much of each as a head may have."""
    return (text[:_LONGEST] for line in islice(page.lines, start, None) if (text := line.text.value.strip()))

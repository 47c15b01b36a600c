"""The heads and feet of the pages of a plain text, and the title that running heads repeat."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from outsider_etl.document import Page
from outsider_etl.structure.signs import OPENING_HEADING

# Heads and feet have up to three lines, and the page number may stand on any of them.
_DEPTH = 3
_LONGEST = 200
# The title stands among so many lines of the first page.
_TITLE_PAGE = 10
_PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?(?P<first>\d{1,4})\b[\s|/–—-]*|[\s|/\[–—-]*\b(?P<last>\d{1,4})[\s|/\]–—-]*$", re.IGNORECASE
)
# The number of a page, which wide space parts from the words of its head.
_PARTED_NUMBER = re.compile(r"\S.*\S(?:[ \u00a0]{3,}|[ ]*\t\s*)\d{1,4}")
_WIDE = re.compile(r"\S(?:[ \u00a0]{3,}|[ ]*\t\s*)\S")
_BELOW_TITLE = re.compile(r"(?:by|von|par)\s|.*[.!?]$", re.IGNORECASE)

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

    It is the second line there with their words, or in other letters than they are or without the number that they
    all have; or else the text or the byline stands right below it.
    """
    head, _ = edges_of(pages[0])
    others = [text for page in pages[1:] for _, text in chain.from_iterable(edges_of(page))]
    said = {words_of(text) for text in others}
    found = None
    for at, (index, text) in enumerate(head):
        words = words_of(text)
        # One word may be a stamp, such as "CONFIDENTIAL".
        if " " not in words or words != text.casefold() or words not in said:
            continue
        below = head[at + 1][1] if at + 1 < len(head) else ""
        again = words in {words_of(above) for _, above in head[:at]}
        if again or text not in others or _BELOW_TITLE.match(below) or OPENING_HEADING.fullmatch(below):
            found = index
    return found


def surely_running(pages: Sequence[Page]) -> frozenset[str]:
    """Return the words of the outermost lines that surely are heads or feet, however few pages have one.

    They have the page's number and say what stands on the title page, or at a head wide space parts the two.
    """
    titles = {text.casefold() for text in _filled(pages[0])[:_TITLE_PAGE] if not [*numbers_of(text)]}
    found = set()
    for page in pages:
        for place, side in enumerate(edges_of(page)):
            for _, text in side[:1]:
                words = words_of(text)
                below = next(iter(_filled(page)[1:]), "")
                parted = place == 0 and _PARTED_NUMBER.fullmatch(text) and not _WIDE.search(below)
                if page.number in {*numbers_of(text)} and " " in words and (parted or words in titles):
                    found.add(words)
    return frozenset(found)


def _filled(page: Page) -> list[str]:
    """Return the lines of a page that hold something, so much of each as a head may have."""
    return [text[:_LONGEST] for line in page.lines if (text := line.text.value.strip())]

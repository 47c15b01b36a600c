"""Tell a page's furniture, its running heads and feet and its page number, from its text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from outsider_etl.document import Page
from outsider_etl.text import Text

# Heads and feet have one or two lines, and the page number may stand on the second.
_DEPTH = 2
_LONGEST = 200
_REPEATED_PAGES = 3
_REPEATED_SHARE = 0.1
_NUMBERED_SHARE = 0.3
_NOTHING = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*|\s*(?:[-=_*~–—]\s?){3,}")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?(?P<first>\d{1,4})\b[\s|/–—-]*|[\s|/–—-]*\b(?P<last>\d{1,4})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of text, with the page it is on; blank lines are kept, since they part blocks."""

    text: Text
    page: int | None

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line but white space and invisible characters, or a drawn rule."""
        return _NOTHING.fullmatch(self.text.value) is not None


def without_furniture(pages: Sequence[Page]) -> list[BodyLine]:
    """Return the lines of all pages but running heads and feet and page numbers.

    A line at a page's head or foot is furniture where the same words stand there on several pages, or where it holds
    the number that counts the pages. A numbered title that heads several pages is a heading where it comes first.
    """
    repeated = _repeated(pages)
    titles = _repeated_titles(pages)
    offset = _number_offset(pages)
    lines = []
    for page in pages:
        edges = dict(_edges(page))
        for index, line in enumerate(page.lines):
            text = edges.get(index, "")
            if text and (_is_furniture(text, page, repeated, offset) or titles.get(text, page.number) != page.number):
                continue
            lines.append(BodyLine(line.text, page.number))
    return lines


def _repeated_titles(pages: Sequence[Page]) -> dict[str, int | None]:
    """Return the numbered titles that head more than one page, with the first page that each of them heads."""
    first: dict[str, int | None] = {}
    again = set()
    for page in pages:
        for _, text in islice(_edges(page), 1):
            if _words(text) not in ("", text.casefold()):
                again.update({text} & first.keys())
                first.setdefault(text, page.number)
    return {text: first[text] for text in again}


def _edges(page: Page) -> Iterator[tuple[int, str]]:
    """Yield index and text of the lines at the head and the foot of a page."""
    if page.number is None:
        return
    filled = [(index, line.text.value.strip()) for index, line in enumerate(page.lines) if line.text.value.strip()]
    for position, item in enumerate(filled):
        if (position < _DEPTH or position >= len(filled) - _DEPTH) and len(item[1]) <= _LONGEST:
            yield item


def _words(text: str) -> str:
    return " ".join(_PAGE_NUMBER.sub("", text).split()).casefold()


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    counts = Counter(words for page in pages for words in {_words(text) for _, text in _edges(page)})
    enough = max(_REPEATED_PAGES, len(pages) * _REPEATED_SHARE)
    return frozenset(words for words, count in counts.items() if words and count >= enough)


def _numbers(text: str) -> Iterator[int]:
    for match in _PAGE_NUMBER.finditer(text):
        yield int(match["first"] or match["last"])


def _number_offset(pages: Sequence[Page]) -> int | None:
    """Return what to add to a page's place in the file for the number printed on it, or None where none is."""
    counts = Counter(
        offset
        for page in pages
        if page.number is not None
        for offset in {number - page.number for _, text in _edges(page) for number in _numbers(text)}
    )
    if not counts:
        return None
    offset, count = counts.most_common(1)[0]
    return offset if count >= max(_REPEATED_PAGES, len(pages) * _NUMBERED_SHARE) else None


def _is_furniture(text: str, page: Page, repeated: frozenset[str], offset: int | None) -> bool:
    words = _words(text)
    if words in repeated:
        return words == text.casefold() or _has_number(text, page, offset)
    return not words and _has_number(text, page, offset)


def _has_number(text: str, page: Page, offset: int | None) -> bool:
    return offset is not None and page.number is not None and page.number + offset in _numbers(text)

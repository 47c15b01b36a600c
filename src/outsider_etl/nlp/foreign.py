"""Find the titles that a text cites in another language: names inside them are no mentions."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from spacy.lang.en.stop_words import STOP_WORDS

Offsets = tuple[int, int]

_TITLE = re.compile(
    r"“[^“”]{3,400}[”»]|„[^„“”]{3,400}[“”]|«[^«»]{3,400}»|\"[^\"]{3,400}\"|(?<!\w)[‘'][^‘\n]{3,400}?['’”](?!\w)"
    r"|(?<![\w*])\*[^*\n]{3,400}\*"
)
_TRANSLATION = re.compile(r"[\s,.*\"“”»'’]{0,4}\[(?P<text>[^\[\]]{8,400})\]")
# Where an unquoted title begins at the latest: behind the author, a lead-in or the work cited before.
_TITLE_START = re.compile(r"(?:[,;:]|(?<=\w\w)\.)\s+|^\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# A title in English of so many words has a word such as "of", "the" or "in" among them.
_ENOUGH_WORDS = 4


def foreign_spans(text: str, emphasis: Sequence[Offsets]) -> list[Offsets]:
    """Return where `text` holds titles that are not in English; `emphasis` are its spans in italics.

    A title is foreign where its translation follows in square brackets, or where it is in quotes or italics and has no
    English function word in a row of words that no English title goes without.
    """
    titles = [match.span() for match in _TITLE.finditer(text)] + list(emphasis)
    spans = [title for title in titles if not _looks_english(text[slice(*title)])]
    begins = {stop: start for start, stop in titles}
    breaks = [match.end() for match in _TITLE_START.finditer(text)]
    for match in _TRANSLATION.finditer(text):
        if _looks_english(match["text"]):
            spans.append((_begin(match.start(), begins, breaks), match.start()))
    return sorted(spans)


def _looks_english(title: str) -> bool:
    words = [word.lower() for word in _WORD.findall(title)]
    return len(words) < _ENOUGH_WORDS or any(word in STOP_WORDS and len(word) > 1 for word in words)


def _begin(end: int, begins: Mapping[int, int], breaks: Sequence[int]) -> int:
    """Return where the title that ends at `end` begins: a marked one, by its end in `begins`, or behind a break."""
    for stop in (end, end - 1, end + 1):
        if begins.get(stop, end) < end:
            return begins[stop]
    count = bisect_left(breaks, end)
    return breaks[count - 1] if count else 0


def outside(spans: Sequence[Offsets], regions: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the spans that overlap none of the regions."""
    ordered = sorted(regions)
    begins = [begin for begin, _ in ordered]
    reached = list(accumulate((stop for _, stop in ordered), max))
    for start, end in spans:
        before = bisect_left(begins, end)
        if not before or reached[before - 1] <= start:
            yield start, end

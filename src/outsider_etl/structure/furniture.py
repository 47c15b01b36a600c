"""Tell a page's furniture, its running heads and feet and its page number, from its text."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from outsider_etl.document import Page
from outsider_etl.structure.page_edges import edges_of, numbers_of, surely_running, title_line, words_of
from outsider_etl.text import Text

_REPEATED_PAGES = 3
# Two pages alone are numbered where both have a number in one way.
_FEW_PAGES = 2
_CALLED_PAGE = ("page #", "seite #")
# The title that a running head repeats stands not more than so many pages before; so many titles on a page are listed.
_NEAR_PAGES = 2
_FEWEST_LISTED = 3
_SHORT_NOTE = 60
# A head stands on so many of the pages between its first and its last, since left and right ones may differ.
_REPEATED_SHARE = 0.3
_NUMBERED_SHARE = 0.3
# Lines are numbered in the margin where about every one is; notes are never so many on a page.
_FEWEST_NUMBERED = 10
_NUMBERED_LINES = 0.4
_LARGEST_STEP = 2
_LONGEST_NUMBER = 4
# A lone letter and what has none, if it is no longer than this, may be the label of a note.
_LONGEST_LABEL = 6
_LONGEST_CATCHWORD = 20
_NOTHING = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]*|\s*(?:[-=_*~–—]\s?){3,}")
_FIGURES = re.compile(r"\d+")
# A Roman number, or one that says that it is a page's.
_ROMAN = r"(?=[ivxl])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_OF_PAGE = rf"(?i:page|seite|página|pagina) (?:\d{{1,4}}|{_ROMAN})(?: ?(?:of|von|sur|de|/) ?\d{{1,4}})?"
# "A/41/35"
_DOCUMENT_NUMBER = re.compile(r"[A-Z]{1,4}(?:/[A-Z\d.-]+){2,8}")
_ALONE = re.compile(rf"[\s|–—-]*(?:{_ROMAN}|{_OF_PAGE})[\s|–—-]*")


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
    the number that counts the pages, with other words too where that is the place of the number on most of the pages.
    A numbered title that heads several pages is a heading where it comes first.
    """
    sure = surely_running(pages) if len(pages) <= _REPEATED_PAGES else frozenset()
    offset = _number_offset(pages)
    repeated = _repeated(pages, offset) | _counting(pages)
    title = title_line(pages)
    titles = _repeated_titles(pages)
    places = _places_of_numbers(pages, offset)
    lines = []
    for page, margin in zip(pages, _margin_numbers(pages), strict=True):
        left_out = set(margin)
        for place, side in enumerate(edges_of(page)):
            numbered = False
            for depth, (index, text) in enumerate(side):
                # The title stays, and with it what stands between it and the text.
                if page is pages[0] and place == 0 and index == title:
                    break
                first_page = titles.get(text, page.number)
                running = depth == 0 and (
                    (place in places and _is_running(text, page, offset))
                    or (words_of(text) in sure and _has_number(text, page, 0))
                )
                furniture = running or _is_furniture(text, page, repeated, offset)
                is_title = text in titles and not _DOCUMENT_NUMBER.fullmatch(text)
                if first_page == page.number and (is_title or not furniture):
                    break
                # The page has one number at its edge: another one there is a note's label.
                if numbered and not words_of(text):
                    break
                numbered = numbered or not words_of(text)
                left_out.add(index)
        lines += [BodyLine(line.text, page.number) for i, line in enumerate(page.lines) if i not in left_out]
    left = _catchwords(lines)
    return [line for i, line in enumerate(lines) if i not in left]


def _catchwords(lines: Sequence[BodyLine]) -> frozenset[int]:
    """Return the lines alone at the foot of a page whose words begin the next page once more, as in old books."""
    pages = [list(group) for _, group in groupby(range(len(lines)), key=[line.page for line in lines].__getitem__)]
    filled = [at for page in pages if (at := [i for i in page if not lines[i].blank])]
    found = set()
    for (*_, last), (first, *_) in pairwise(filled):
        word, following = lines[last].text.value.strip(), lines[first].text.value.strip()
        alone = len(word) <= _LONGEST_CATCHWORD and any(map(str.isalpha, word)) and last > 0 and lines[last - 1].blank
        if alone and following.startswith(f"{word} "):
            found.add(last)
    return frozenset(found)


def _margin_numbers(pages: Sequence[Page]) -> list[frozenset[int]]:
    """Return by page the lines that hold nothing but a number that counts the others, and the blank ones around them.

    Most pages have such numbers, or they begin again on each; the labels of notes at the end do neither.
    """
    counting = [_counting_lines(page) for page in pages]
    firsts = Counter(min(numbers.values()) for numbers in counting if numbers)
    most = 2 * firsts.total() > len(pages)
    return [
        frozenset(i for i, line in enumerate(page.lines) if i in numbers or not line.text.value.strip())
        if numbers and (most or firsts[min(numbers.values())] > 1)
        else frozenset()
        for page, numbers in zip(pages, counting, strict=True)
    ]


def _counting_lines(page: Page) -> dict[int, int]:
    """Return the lines of a page that hold a number alone, with the number, if they are as many as its lines."""
    texts = [line.text.value.strip() for line in page.lines]
    numbers = {i: int(text) for i, text in enumerate(texts) if len(text) < _LONGEST_NUMBER and text.isdecimal()}
    counting = [b for a, b in pairwise(numbers.values()) if 0 < b - a <= _LARGEST_STEP]
    filled = sum(map(bool, texts)) - len(numbers)
    return numbers if len(counting) >= max(_FEWEST_NUMBERED, _NUMBERED_LINES * filled) else {}


def _repeated_titles(pages: Sequence[Page]) -> dict[str, int | None]:
    """Return the numbered titles that head pages and stand elsewhere too, with the page that each of them heads first.

    That is none where the title itself stands within the text of that page or shortly before it.
    """
    heads: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for _, text in edges_of(page)[0][:1]:
            if page.number is not None and words_of(text) not in ("", text.casefold()):
                heads[text].add(page.number)
    within: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        counts = Counter(line.text.value.strip() for line in page.lines)
        titles = [text for text in counts.keys() & heads.keys() if page.number not in heads[text] or counts[text] > 1]
        # Where several stand, they are listed; two are where each heads a page alone.
        for title in titles:
            if len(titles) < (_FEWEST_LISTED if len(heads[title]) > 1 else _FEWEST_LISTED - 1):
                within[title].append(page.number or 0)
    found: dict[str, int | None] = {}
    for text, numbers in heads.items():
        first = min(numbers)
        if any(first - _NEAR_PAGES <= number <= first for number in within[text]):
            found[text] = None
        elif len(numbers) > 1:
            found[text] = first
    return found


def _repeated(pages: Sequence[Page], offset: int | None) -> frozenset[str]:
    """Return the words that stand at the edges of several pages, of few with the number that counts the pages."""
    places: dict[str, list[int]] = defaultdict(list)
    numbered: Counter[str] = Counter()
    for place, page in enumerate(pages):
        head, foot = edges_of(page)
        texts = [text for _, text in head] + [text for _, text in foot if not _is_sentence(text)]
        found = {text.casefold(): False for text in texts if words_of(text)}
        found |= {words_of(text): _has_number(text, page, offset) for text in texts}
        for words, has_number in found.items():
            places[words].append(place)
            numbered[words] += has_number
    return frozenset(
        words
        for words, at in places.items()
        if len(words) > (1 if any(map(str.isalpha, words)) else _LONGEST_LABEL)
        and (numbered[words] > 1 or len(at) >= max(_REPEATED_PAGES, _REPEATED_SHARE * (at[-1] - at[0] + 1)))
    )


def _counting(pages: Sequence[Page]) -> frozenset[str]:
    """Return what stands at the edges of several pages, figures aside, where one figure within counts the pages."""
    counts: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        for text in {text for _, text in chain.from_iterable(edges_of(page)) if not _is_sentence(text)}:
            words = _without_figures(text)
            figures = enumerate(_FIGURES.finditer(text))
            counts.update((words, n, int(match[0]) - (page.number or 0)) for n, match in figures if match.start())
    few = len(pages) == _FEW_PAGES
    return frozenset(
        words
        for (words, _, _), count in counts.items()
        if count >= _REPEATED_PAGES or (few and count == _FEW_PAGES and words.startswith(_CALLED_PAGE))
    )


def _without_figures(text: str) -> str:
    return _FIGURES.sub("#", text.casefold())


def _is_sentence(text: str) -> bool:
    """Whether a line reads as text, such as the short note "1 Ibid." at the foot of many a page."""
    return len(text) < _SHORT_NOTE and text.endswith(".")


def _number_offset(pages: Sequence[Page]) -> int | None:
    """Return what to add to a page's place in the file for the number printed on it, or None where none is."""
    counts = Counter(
        offset
        for page in pages
        if page.number is not None
        for offset in {
            number - page.number for _, text in chain.from_iterable(edges_of(page)) for number in numbers_of(text)
        }
    )
    offset, count = counts.most_common(1)[0] if counts else (None, 0)
    enough = count >= max(_REPEATED_PAGES, len(pages) * _NUMBERED_SHARE)
    return offset if enough else 0 if _are_two_numbered(pages) else None


def _are_two_numbered(pages: Sequence[Page]) -> bool:
    """Whether there are two pages, or two behind the first, and each has its number alone on a line at its edge."""
    numbered = [
        [depth for side in edges_of(page) for depth, (_, text) in enumerate(side) if _is_number(text, page)]
        for page in pages[-_FEW_PAGES:]
    ]
    if len(pages) == _FEW_PAGES:
        return all(numbered)
    return len(pages) == _FEW_PAGES + 1 and all(0 in depths for depths in numbered)


def _is_number(text: str, page: Page) -> bool:
    return not words_of(text) and _has_number(text, page, 0)


def _places_of_numbers(pages: Sequence[Page], offset: int | None) -> frozenset[int]:
    """Return at which edge, head (0) or foot (1), the outermost line of most pages has words with the page's number.

    Some of the words come again there, as those of notes and of numbered titles do not.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for page in pages:
        for place, side in enumerate(edges_of(page)):
            found[place] += [words_of(text) for _, text in side[:1] if _is_running(text, page, offset)]
    enough = max(_REPEATED_PAGES, len(pages) / 2)
    return frozenset(place for place, words in found.items() if enough <= len(words) > len(set(words)))


def _is_running(text: str, page: Page, offset: int | None) -> bool:
    """Whether a line reads as a running head or foot that has the page's number: "Who Pays 12", but not "12. Pay"."""
    return words_of(text)[:1] not in ("", ".", ")") and not _is_sentence(text) and _has_number(text, page, offset)


def _is_furniture(text: str, page: Page, repeated: frozenset[str], offset: int | None) -> bool:
    words = words_of(text)
    if text.casefold() in repeated or _without_figures(text) in repeated or _ALONE.fullmatch(text):
        return True
    if words in repeated:
        return words == text.casefold() or _has_number(text, page, offset)
    return not words and _has_number(text, page, offset)


def _has_number(text: str, page: Page, offset: int | None) -> bool:
    return offset is not None and page.number is not None and page.number + offset in numbers_of(text)

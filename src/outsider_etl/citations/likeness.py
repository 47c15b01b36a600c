"""How well two citations fit each other: whether a short one may stand for a full one, whether two cite one work."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import product

from anyascii import anyascii
from rapidfuzz import fuzz

from outsider_etl.citations.model import Citation

SAME_TITLE, SAME_WORK, LIKE = 85.0, 92.0, 55.0
"""Likeness (0 to 100) from which a title is another's beginning, two titles are one, a short citation fits."""
_SAME_NAME = 88.0
_ONE_AUTHOR, _ONE_AUTHOR_AND_YEAR, _ONE_VOLUME = 70.0, 90.0, 95.0
_SHORTEST_TITLE, _TELLING_TITLE = 8, 20
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")
_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset("a and de des du et for in la le of on the und von".split())
_LONGEST_ACRONYM = 8


def fold(text: str) -> str:
    """Return the words of a text in lower case and without accents, with one space between them."""
    return " ".join(_WORDS.findall(anyascii(text).lower()))


class Card:
    """What a citation is found by: its names, titles and numbers, folded once."""

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.work = citation.work
        named = [*citation.work.authors, *citation.work.editors]
        told = [name.family or name.literal or "" for name in named if name.literal != "et al."]
        # A work without an author goes by who published it.
        self.names = tuple(filter(None, map(fold, told or [citation.work.publisher or ""])))

    @cached_property
    def title(self) -> str:
        """The title as it is cited, folded."""
        return fold(self.work.title or "")

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title and its translation, folded; without one what stands in its place, and may be it."""
        work = self.work
        own = (work.title, work.title_translation) if work.title else (work.publisher, work.container_title)
        return tuple(filter(None, map(fold, filter(None, own))))

    @cached_property
    def number(self) -> str:
        """The number of the report, law or document, folded."""
        return fold(self.work.number or "")

    @cached_property
    def short_name(self) -> str:
        """What the work is called from here on, folded."""
        return fold(self.citation.short_name or "")

    @cached_property
    def called(self) -> str:
        """The names and the title or number, folded: what a short name is made of."""
        return " ".join([*self.names, self.title or self.number])

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but a title, perhaps who wrote it, and pages."""
        work = self.work
        said = (work.container_title, work.publisher, work.publisher_place, work.number, work.issued_start, work.url)
        return work.title is not None and not any(said)

    def found_by(self) -> set[str]:
        """Return words by which a citation that fits this one can be found: it has at least one of them too."""
        keys = {f"n:{word}" for name in self.names for word in name.split() if word not in _SMALL}
        keys |= {f"n:{acronym}" for name in self.names for acronym in _acronyms(name)}
        keys |= {f"t:{word}" for title in self.titles for word in title.split() if len(word) > 3}
        keys |= {f"t:{word}" for word in self.short_name.split()}
        keys |= {f"#:{self.number.split()[0]}"} if self.number else set()
        if self.work.container_title and self.work.volume:
            keys.add(f"v:{fold(self.work.container_title)} {self.work.volume}")
        if self.work.url:
            keys.add(f"u:{self.work.url}")
        return keys


def fits(short: Card, full: Card) -> float:
    """Return how well a citation fits a full one that it may stand for, 0 to 100."""
    if full.short_name and fuzz.token_set_ratio(full.short_name, short.called) >= SAME_TITLE:
        return 100.0
    shared = _share(short.names, full.names)
    contrary = bool(short.names and full.names) and not shared
    if not contrary and not short.title and _one_place(short, full):
        return _ONE_VOLUME
    if not short.title:
        return _by_name(short, full) if shared else 0.0
    if short.citation.kind == "full" and not _agree_in_year(short, full):
        return 0.0
    title = max((_shortens(short.work.title or "", each) for each in full.titles), default=0.0)
    if shared:
        return title if short.citation.kind == "full" else max(title, LIKE + title / 4)
    # An institution goes by more than one name: a title that is all the same outweighs that.
    whole = short.citation.kind == "full" and not short.is_bare
    if contrary or (whole and (short.names or full.names)):
        return title - 1 if title > SAME_WORK and len(short.title) >= _TELLING_TITLE else 0.0
    return title - 1 if len(short.title) >= _SHORTEST_TITLE else 0.0


def _by_name(short: Card, full: Card) -> float:
    """Return how well a citation of one author fits another that says no more than a year."""
    dated = bool(short.work.issued_start)
    if not _agree_in_year(short, full) or (short.number and not dated):
        return 0.0
    return _ONE_AUTHOR_AND_YEAR if dated and full.work.issued_start else _ONE_AUTHOR


def _one_place(short: Card, full: Card) -> bool:
    """Whether two citations name one document by its number, or one volume of law reports or of a journal."""
    if short.number and full.number:
        longer = full.number.startswith(f"{short.number} ") and len(short.number) > 5
        return short.number == full.number or longer
    one, other = short.work, full.work
    held = one.container_title and one.volume and not one.issued_start and not one.number
    return bool(held) and (one.container_title, one.volume) == (other.container_title, other.volume)


def _shortens(short: str, full: str) -> float:
    """Return how well a title, in which words may be left out ("[...]"), is the beginning or a part of a folded one."""
    pieces = [piece for piece in map(fold, _LEFT_OUT.split(short)) if piece]
    one = " ".join(pieces)
    if not one or not _numbers(one) <= _numbers(full):
        return 0.0
    if len(pieces) > 1 and _in_order(pieces, full):
        return 100.0
    return fuzz.ratio(one, full) if len(one) >= len(full) else fuzz.partial_ratio(one, full)


def _in_order(pieces: Iterable[str], full: str) -> bool:
    padded, place = f" {full} ", 0
    for piece in pieces:
        found = padded.find(f" {piece} ", place)
        if found < 0:
            return False
        place = found + len(piece) + 1
    return True


def _numbers(folded: str) -> set[str]:
    return {word for word in folded.split() if word.isdigit()}


def _share(own: Iterable[str], other: Iterable[str]) -> bool:
    return any(_one_name(one, two) for one, two in product(own, other))


def _one_name(one: str, two: str) -> bool:
    if one == two or (min(len(one), len(two)) > 4 and fuzz.ratio(one, two) > _SAME_NAME):
        return True
    shorter, longer = sorted((one, two), key=len)
    if shorter in _acronyms(longer):
        return True
    words = len(shorter.split())
    return (words > 1 or (len(shorter) > 4 and len(longer.split()) == 2)) and f" {longer} ".startswith(f" {shorter} ")


def _acronyms(name: str) -> set[str]:
    words = name.split()
    if len(words) == 1:
        return set()
    made = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}
    return {acronym for acronym in made if 1 < len(acronym) <= _LONGEST_ACRONYM}


def _agree_in_year(one: Card, other: Card) -> bool:
    first, second = one.work.issued_start, other.work.issued_start
    return first is None or second is None or first.year == second.year


def abbreviates(one: Card, other: Card) -> bool:
    """Whether a citation that fits a full one says less: only what tells which work is meant."""
    short, full = one.work, other.work
    if short.publisher or short.url:
        return False
    if not one.title and other.title:
        return True
    if short.container_title:
        return short.issued_start is None and full.issued_start is not None
    said = (full.publisher, full.publisher_place, full.container_title, full.url)
    return any(said) or (short.issued_start is None and full.issued_start is not None)


def same_work(one: Card, other: Card) -> bool:
    """Whether two full citations cite one work: nothing that tells works apart differs, and title or place agree."""
    shared = _share(one.names, other.names)
    if (one.names and other.names and not shared) or not _agree_in_year(one, other):
        return False
    if one.number and other.number and one.number != other.number:
        return False
    if one.title and other.title:
        alike = fuzz.ratio(one.title, other.title) >= SAME_WORK and _numbers(one.title) == _numbers(other.title)
        return alike and (shared or not _apart(one, other))
    if one.title or other.title:
        return False
    if one.work.url or other.work.url:
        return one.work.url == other.work.url
    mine, theirs = (
        (each.work.container_title, each.work.volume, each.work.number, each.work.issued_start) for each in (one, other)
    )
    return mine == theirs and any(mine[:3])


def _apart(one: Card, other: Card) -> bool:
    """Whether two works without a common author appeared in different places."""
    places = ("container_title", "publisher", "url")
    pairs = [(getattr(one.work, place), getattr(other.work, place)) for place in places]
    return any(first and second and fold(first) != fold(second) for first, second in pairs)

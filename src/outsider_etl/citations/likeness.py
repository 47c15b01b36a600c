"""How well two citations fit each other: whether a short one may stand for a full one."""

import re
from collections.abc import Iterable
from itertools import product

from rapidfuzz import fuzz

from outsider_etl.citations.cards import SHORTEST_INITIALS, Card, acronyms, fold
from outsider_etl.citations.model import UNNAMED

SAME_TITLE, SAME_WORK, LIKE = 85.0, 92.0, 55.0
"""Likeness (0 to 100) from which a title is another's beginning, two titles are one, a short citation fits."""
_SAME_NAME = 88.0
_ONE_AUTHOR, _ONE_AUTHOR_AND_YEAR, _ONE_NAME = 70.0, 90.0, 95.0
_NAMESAKE = 10.0
"""So much worse a work fits whose author has other given names, or a book of which another volume was cited: enough to
choose between two, as a name may be spelled in two ways ("Yevgeny", "Evgeny") and all volumes told at once."""
_OTHERS = 1.0
"""So much worse a work fits that has more or fewer authors than are named, or no more where others are said to be."""
_SHORTEST_TITLE, _TELLING_TITLE = 8, 20
_COMPARED = 400
"""So many characters of titles are compared."""
_MOST_BESIDE = 3
"""Words that a short citation says beside the name given for later, at most."""
_LESS = 0.8
"""A citation that says nothing of its own has so many of the words of the full one at most."""
_TALKS = frozenset((*UNNAMED, "broadcast", "document", "manuscript", "speech"))
_SUBTITLE = re.compile(r"\W*$|\s?[:.,;?!–—-]")
# "OA Guide, section 3.5 (Framework for Ports)"
_IN_WORK = re.compile(r"\s(?:annex|arts?|articles?|ch|chapter|paras?|parts?|pp?|recitals?|sec|sections?|ss?)\s\d")
_BEFORE_SUBTITLE = re.compile(r"\w\s?:\s$")
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")


def fits(short: Card, full: Card) -> float:
    """Return how well a citation fits a full one that it may stand for, 0 to 100.

    One that is taken for a full citation itself stands for another only where it says less.
    """
    if contradicts(short, full) or _is_talk(short, full):
        return 0.0
    if _goes_by(short, full):
        return _ONE_NAME
    if _is_within(short, full):
        return _ONE_NAME - _miscounted(short, full)
    if short.citation.kind == "full" and not _abbreviates(short, full):
        return 0.0
    other = _are_namesakes(short, full) or _in_other_volumes(short, full)
    return _likeness(short, full) - (_NAMESAKE if other else 0.0)


def _is_talk(short: Card, full: Card) -> bool:
    """Whether a letter or an interview is told, and a work that is read: "E-mail from J. Roe, May 2014"."""
    return short.citation.kind == "full" and short.work.type in UNNAMED and full.work.type not in _TALKS


def contradicts(short: Card, full: Card) -> bool:
    """Whether two citations say by number, volume, issue, year letter or person that they cite different works."""
    one, other = short.identifier, full.identifier
    numbers = one and other and not (_begins(one, other) or _begins(other, one))
    letters = short.year_suffix and full.year_suffix and short.year_suffix != full.year_suffix
    persons = short.persons and full.persons and not share(short.names, full.names)
    return bool(numbers or letters or persons) or (bool(short.container) and _in_other_volumes(short, full))


def _are_namesakes(short: Card, full: Card) -> bool:
    """Whether a person has the family name of one in another citation, but not the given names of any."""
    for family, given in short.given:
        others = [other for name, other in full.given if name == family]
        if others and not any(_may_be_given(given, other) for other in others):
            return True
    return False


def _may_be_given(one: str, other: str) -> bool:
    """Whether one person may have both given names: in notes a part of a family name may be taken for one of them."""
    return one[:1] == other[:1] or not set(one.split()).isdisjoint(other.split())


def _in_other_volumes(short: Card, full: Card) -> bool:
    one, other = short.work, full.work
    if short.container != full.container:
        return False
    pairs = ((one.volume, other.volume), (one.issue, other.issue))
    return any(mine and theirs and fold(mine) != fold(theirs) for mine, theirs in pairs)


def _likeness(short: Card, full: Card) -> float:
    shared = share(short.names, full.names) or _stands_for_title(short, full)
    contrary = bool(short.names and full.names) and not shared
    if differ(short, full):
        return 0.0
    if not contrary and _one_place(short, full, shared):
        return 100.0
    if not short.title:
        return _by_name(short, full) if shared else 0.0
    title = _title_of(short, full)
    if shared:
        return title if short.citation.kind == "full" else max(title, LIKE + title / 4)
    # An institution goes by more than one name: a title that is all the same outweighs that.
    whole = short.citation.kind == "full" and not short.is_bare
    if contrary or (whole and (short.names or full.names)):
        return title - 1 if title > SAME_WORK and len(short.title) >= _TELLING_TITLE else 0.0
    begins = short.is_bare and any(f"{each} ".startswith(f"{short.title} ") for each in full.titles)
    return title - 1 if len(short.title) >= _SHORTEST_TITLE or begins else 0.0


def _stands_for_title(short: Card, full: Card) -> bool:
    """Whether a citation names a work by the first letters of its title: "WEO 2021" the World Energy Outlook 2021."""
    called = (*short.names, short.title)
    return any(len(name) >= SHORTEST_INITIALS and full.initials.startswith(name) for name in called)


def _goes_by(short: Card, full: Card) -> bool:
    """Whether a citation says the name that a full one was given for later, and little beside it."""
    name = full.short_name
    if not name or name == fold(short.work.publisher or ""):  # an archive, not what lies there
        return False
    if fuzz.ratio(name, short.title or short.called) >= SAME_TITLE:
        return True
    beside = len(short.telling - set(name.split()))
    if short.citation.kind != "full":
        return f" {name} " in f" {short.said} " and beside <= _MOST_BESIDE
    said = short.said.removeprefix("the ")
    return said.startswith(f"{name} ") and (beside <= 1 or _IN_WORK.match(said, len(name)) is not None)


def _is_within(short: Card, full: Card) -> bool:
    """Whether a citation says nothing but what a full one says too, which says more.

    What is taken for a full citation itself must also have the beginning of the title, the number and the container of
    the other, as far as it says them, or it may be what the other one is about, or a part of.
    """
    if short.work.url or not short.words < full.words or len(short.words) > _LESS * len(full.words):
        return False
    if short.names and not share(short.names, full.names):
        return False
    if short.citation.kind != "full":
        return bool(short.telling)
    one, other = short.work, full.work
    named = short.names or one.type not in UNNAMED
    if not named or (len(short.telling) < 2 and not one.container_title):
        return False
    if one.number and short.number != full.number and not same_number(short, full):
        return False
    if one.container_title and short.container != full.container:
        return False
    if one.title:
        return other.type == "legal_case" or _opens(one.title, other.title) or _is_subtitle(short, full)
    return not _is_vaguer(short, full)


def _opens(beginning: str, title: str | None) -> bool:
    """Whether a title is what stands before a subtitle of another, or all of it."""
    begins = (title or "").casefold().startswith(beginning.casefold())
    return begins and _SUBTITLE.match(title or "", len(beginning)) is not None


def _is_subtitle(short: Card, full: Card) -> bool:
    """Whether persons and a subtitle are all that is told; "Annual Report" is one of many works of an institution."""
    one, other = (short.work.title or "").casefold(), (full.work.title or "").casefold()
    if not one or not short.persons or short.work.publisher or short.work.publisher_place or short.work.issued_start:
        return False
    return other.endswith(one) and _BEFORE_SUBTITLE.search(other[: -len(one)]) is not None


def _is_vaguer(short: Card, full: Card) -> bool:
    """Whether a citation says a month or a year, and another a day of it."""
    one, other = short.work, full.work
    if not (one.issued_start and one.issued_end and other.issued_start and other.issued_end):
        return False
    return one.issued_end - one.issued_start > other.issued_end - other.issued_start


def overlap(short: Card, full: Card) -> float:
    """Return the share of the words of a short citation that a full one has too."""
    return len(short.telling & full.telling) / max(1, len(short.telling))


def _by_name(short: Card, full: Card) -> float:
    """Return how well a citation of one author fits another that says no more than a year."""
    if short.signed > full.signed > 0 and not full.has_others:
        return 0.0
    dated = bool(short.work.issued_start)
    if short.number and not dated and short.citation.kind == "full":
        return 0.0
    return (_ONE_AUTHOR_AND_YEAR if dated and full.work.issued_start else _ONE_AUTHOR) - _miscounted(short, full)


def _miscounted(short: Card, full: Card) -> float:
    """Return how much worse a citation fits a full one that has other authors than it leads to expect."""
    if not short.signed or not full.signed or full.has_others:
        return 0.0
    others = (short.signed < full.signed) != short.has_others or short.signed > full.signed
    return _OTHERS if others else 0.0


def _one_place(short: Card, full: Card, shared: bool) -> bool:
    """Whether two citations name one document by its number, or one volume of law reports or of a journal."""
    if same_number(short, full):
        told = short.title and full.title and short.identifier not in short.title
        return not told or _title_of(short, full) >= SAME_TITLE
    if shared and short.number and short.number == full.number and not short.title:
        return True
    one, other = short.work, full.work
    if not one.container_title or short.container != full.container:
        return False
    if not one.volume or one.volume != other.volume or one.issued_start or one.number:
        return False
    if short.title:
        return _title_of(short, full) >= SAME_TITLE
    return short.citation.kind != "full" or " at " in short.said


def same_number(short: Card, full: Card) -> bool:
    """Whether two citations have one identifier, and do not say that it numbers different things."""
    if not short.identifier or not _begins(full.identifier, short.identifier):
        return False
    return len({short.numbered, full.numbered} - {""}) < 2


def _begins(number: str, beginning: str) -> bool:
    return f"{number} ".startswith(f"{beginning} ")


def _title_of(short: Card, full: Card) -> float:
    return max((_shortens(short.printed_title, each) for each in full.titles), default=0.0)


def _shortens(short: str, full: str) -> float:
    """Return how well a title, in which words may be left out ("[...]"), is the beginning or a part of a folded one."""
    pieces = [piece for piece in map(fold, _LEFT_OUT.split(short)) if piece]
    one = " ".join(pieces)
    if not one or not numbers(one) <= numbers(full):
        return 0.0
    if len(pieces) > 1 and _in_order(pieces, full):
        return 100.0
    one, full = one[:_COMPARED], full[:_COMPARED]
    return fuzz.ratio(one, full) if len(one) >= len(full) else fuzz.partial_ratio(one, full)


def _in_order(pieces: Iterable[str], full: str) -> bool:
    padded, place = f" {full} ", 0
    for piece in pieces:
        found = padded.find(f" {piece} ", place)
        if found < 0:
            return False
        place = found + len(piece) + 1
    return True


def numbers(folded: str) -> set[str]:
    """Return the numbers in a folded text."""
    return {word for word in folded.split() if word.isdigit()}


def share(own: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether any of some folded names is any of others, in full or shortened."""
    return any(_one_name(one, two) for one, two in product(own, other))


def _one_name(one: str, two: str) -> bool:
    if one == two or (min(len(one), len(two)) > 4 and fuzz.ratio(one, two) > _SAME_NAME):
        return True
    shorter, longer = sorted((one, two), key=len)
    if shorter in acronyms(longer):
        return True
    words = len(shorter.split())
    return (words > 1 or (len(shorter) > 3 and len(longer.split()) != 1)) and (
        f" {longer} ".startswith(f" {shorter} ") or f" {longer} ".endswith(f" {shorter} ")
    )


def _abbreviates(one: Card, other: Card) -> bool:
    """Whether a citation that fits a full one says less: only what tells which work is meant."""
    short, full = one.work, other.work
    if short.publisher or short.url or (one.title and other.number and not other.title):
        return False
    if not one.title and other.title:
        return True
    if short.container_title:
        return short.issued_start is None and full.issued_start is not None
    if len(one.title) >= _TELLING_TITLE and other.title.startswith(f"{one.title} "):
        return True
    said = (full.publisher, full.publisher_place, full.container_title, full.url)
    return any(said) or (short.issued_start is None and full.issued_start is not None)


def differ(one: Card, other: Card) -> bool:
    """Whether two citations say different days, or issues of a journal."""
    first, second = one.work, other.work
    if first.issue and second.issue and fold(first.issue) != fold(second.issue):
        return True
    if not (first.issued_start and first.issued_end and second.issued_start and second.issued_end):
        return False
    return first.issued_end < second.issued_start or second.issued_end < first.issued_start

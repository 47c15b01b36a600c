"""Whether two citations in full cite one work."""

import re

from rapidfuzz import fuzz

from outsider_etl.citations.cards import Card, fold
from outsider_etl.citations.likeness import SAME_WORK, differ, numbers, same_number, share

_LAWS = frozenset(("legislation", "regulation", "treaty"))
_PLACES = frozenset("arts rule rules sec secs sections ss".split())
_COMMUNITY = re.compile(r"(?<=\d)[ /](?:ce|cee|cfsp|ec|eec|eg|eu|ewg|jha|ue)$")
_PAGE = re.compile(r"\w/\w")


def same_work(one: Card, other: Card) -> bool:
    """Whether two full citations cite one work: nothing that tells works apart differs, and title or place agree."""
    shared = share(one.names, other.names)
    if (one.names and other.names and not shared) or differ(one, other):
        return False
    columns = ("number", "volume", "container_title") if one.work.type == "chapter" else ("number", "volume")
    if one.work.type in _LAWS and one.numbers_place and other.numbers_place and _tell_alike(one, other):
        columns = ("volume", "container_title")
    told = ((getattr(one.work, column), getattr(other.work, column)) for column in columns)
    if any(mine and theirs and _bare(mine) != _bare(theirs) for mine, theirs in told):
        return False
    if one.title and other.title:
        alike = fuzz.ratio(one.title, other.title) >= SAME_WORK and numbers(one.title) == numbers(other.title)
        return alike and (shared or not _apart(one, other))
    if one.title or other.title:
        # A page or a law that has a title the one time and none the other.
        page = _PAGE.search(one.work.url or "") is not None and one.work.url == other.work.url
        return page or same_number(one, other)
    if one.work.url or other.work.url:
        return one.work.url == other.work.url
    if one.numbered and other.numbered and one.numbered != other.numbered:
        return False
    mine, theirs = (
        (each.work.container_title, each.work.volume, each.work.number, each.work.issued_start) for each in (one, other)
    )
    return (mine == theirs and any(mine[:3])) or one.said == other.said


def _bare(told: str) -> str:
    """Return what tells a work, folded, without the community that an act's number may end in: "95/46/EC"."""
    return _COMMUNITY.sub("", fold(told))


def _tell_alike(one: Card, other: Card) -> bool:
    """Whether two laws are told in the same words; "(NSW)" tells one of them, and a mere "Constitution" none."""
    mine, theirs = ({word for word in each.telling - _PLACES if word.isalpha()} for each in (one, other))
    return mine == theirs and len(mine) > 1


def _apart(one: Card, other: Card) -> bool:
    """Whether two works without a common author appeared in different places."""
    places = ("container_title", "publisher", "url")
    pairs = [(getattr(one.work, place), getattr(other.work, place)) for place in places]
    return any(first and second and fold(first) != fold(second) for first, second in pairs)

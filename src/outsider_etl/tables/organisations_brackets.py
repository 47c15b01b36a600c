"""Which names of a document explain each other: "Full Name (ACR)", "ACR: Full Name", "Nom (Name)"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from outsider_etl.nlp.organisations.acronyms import (
    abbreviates,
    fold,
    introductions,
    is_acronym,
    is_called,
    mark_behind,
    shares_letters,
)
from outsider_etl.nlp.organisations.countries import is_country, is_state
from outsider_etl.nlp.organisations.keys import form, name_key
from outsider_etl.nlp.organisations.sameness import last
from outsider_etl.nlp.organisations.tags import Offsets
from outsider_etl.tables.rejection import Row

# Small words that no English name has.
_FOREIGN = frozenset("da das de dei del della der des di du et für im la las le les los und voor y".split())
_OPENED = re.compile(r"[(\[]\s?(?:the\s)?[\"“«]?\Z", re.IGNORECASE)
_LONGEST_OPENING = 8
_PARTS = re.compile(r"[\"”’»]?(?:\s*[,;/]|\s+or\b)\s*(?:or\s+)?[\"“«]?")
_CLOSES = re.compile(r"[\"”’»]?\s*[)\]]")
_CLOSING = frozenset(")]")
# So many letters are the same where what a body is stands first in a translation: "Ministère", "Ministry".
_STEM = 4
# So many letters of a word of its name begin a coined one.
_SHARED = 3
# What stands behind a name of fewer words is as often a part of it: "European Commission (Eurostat)".
_LONG = 4


class Explained(NamedTuple):
    """A name and what else it is called, one of them in brackets, and where the first of both stands."""

    place: int
    name: str
    other: str


def explained_acronyms(mentions: Sequence[Row], texts: Mapping[str, str]) -> set[Explained]:
    """Return the names and their acronyms, by the letters: what the text introduces, or puts in brackets."""
    found = set(_introduced(mentions, texts))
    for one, other in _neighbours(mentions):
        text, spans = texts[one["passage_id"]], (_span(one), _span(other))
        if mark_behind(text, *spans) or is_called(text, *spans):
            for name, acronym in ((one, other), (other, one)):
                if abbreviates(acronym["text"], name["text"]):
                    found.add(_explained(one, name, acronym))
        elif _fills_bracket(text, one, other):
            found.add(_explained(one, one, other))
    return found


def _introduced(mentions: Sequence[Row], texts: Mapping[str, str]) -> Iterator[Explained]:
    for passage_id, group in groupby(mentions, itemgetter("passage_id")):
        named = {_span(mention): mention for mention in group}
        for each in introductions(texts[passage_id]) if len(named) > 1 else ():
            if each.name in named and each.acronym in named:
                name, acronym = named[each.name], named[each.acronym]
                yield _explained(min(name, acronym, key=itemgetter("start")), name, acronym)


def names_in_brackets(
    mentions: Sequence[Row], texts: Mapping[str, str], same: Mapping[str, str]
) -> Iterator[Explained]:
    """Yield the names and what else brackets say that they are called, where no letters tell: "Nom (Name)".

    A body that the name is a part of, or a part of it, stands in brackets as well: the other name must be a translation
    or made of the same words, or the acronym of one; new to the document, stand in brackets behind no other name, and
    be the only one behind this. `same` leads from the key of each name to the one that it is a form of.
    """
    found = list(_bracketed(mentions, texts))
    names: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for each, _ in found:
        names[name_key(each.other)].add(last(name_key(each.name), same))
        others[last(name_key(each.name), same)].add(name_key(each.other))
    for each, may_be in found:
        root, key = last(name_key(each.name), same), name_key(each.other)
        if may_be and len(names[key]) == len(others[root]) == 1 and last(key, same) == key != root:
            yield each


def is_foreign(name: str) -> bool:
    """Return whether a name has a small word that no English one has."""
    return not _FOREIGN.isdisjoint(name.split())


def _bracketed(mentions: Sequence[Row], texts: Mapping[str, str]) -> Iterator[tuple[Explained, bool]]:
    """Yield the names and what stands in brackets behind them, and whether that may be called so there first."""
    first = {name_key(mention["text"]): mention["source_start"] for mention in reversed(mentions)}
    for passage_id, group in groupby(mentions, itemgetter("passage_id")):
        text, named = texts[passage_id], list(group)
        for (one, other), behind in zip(pairwise(named), [*named[2:], None], strict=False):
            if mark := mark_behind(text, _span(one), _span(other)):
                each = _explained(one, one, other)
                name, called = each.name, each.other
                is_alone = mark in _CLOSING or (behind is not None and _fills_bracket(text, other, behind))
                may_be = first[name_key(called)] == other["source_start"] and (
                    is_called(text, _span(one), _span(other))
                    or _may_be_translated(name, called)
                    or (is_alone and (_may_be_coined(name, called) or _may_be_called(name, called, mark)))
                )
                yield each, may_be


def _may_be_translated(name: str, acronym: str) -> bool:
    """Whether an acronym may be that of a name in another language: "National Liberation Army (ELN)"."""
    return not is_state(acronym) and shares_letters(acronym, name)


def _may_be_coined(name: str, other: str) -> bool:
    """Whether a word may be made of one of a long name: "European Union Agency for Law Enforcement (Europol)"."""
    words = fold(name).split()
    is_begun = fold(other)[:_SHARED] in {word[:_SHARED] for word in words}
    return is_begun and len(words) >= _LONG and other.isalpha() and not is_country(other)


def _may_be_called(name: str, other: str, mark: str) -> bool:
    """Whether another name is a translation or a gloss of a name, or what a longer one is called for short.

    An acronym that has not its letters is as often that of the body that the name is a part of.
    """
    if " " not in name or is_acronym(name) or is_acronym(other) or is_country(other):
        return False
    if " " in other and mark == "]":
        return True
    if " " in other and is_foreign(name) is not is_foreign(other):
        foreign, english = (name, other) if is_foreign(name) else (other, name)
        return any(word[:_STEM] == fold(foreign)[:_STEM] for word in fold(english).split())
    spelt = [name_key(word) for word in other.split() if not word.isupper()]
    return bool(spelt) and set(spelt) <= set(name_key(name).split())


def _fills_bracket(text: str, name: Row, acronym: Row) -> bool:
    """Whether a bracket holds a name and its acronym, and nothing else."""
    opening = text[max(0, name["start"] - _LONGEST_OPENING) : name["start"]]
    return (
        _OPENED.search(opening) is not None
        and _PARTS.fullmatch(text, name["end"], acronym["start"]) is not None
        and _CLOSES.match(text, acronym["end"]) is not None
        and abbreviates(acronym["text"], name["text"])
    )


def _neighbours(mentions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    return ((one, other) for one, other in pairwise(mentions) if one["passage_id"] == other["passage_id"])


def _explained(first: Row, name: Row, other: Row) -> Explained:
    return Explained(first["source_start"], form(name["text"]), form(other["text"]))


def _span(mention: Row) -> Offsets:
    return mention["start"], mention["end"]

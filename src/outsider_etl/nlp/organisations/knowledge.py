"""What a whole document knows of its organisations, and what follows for each place that may name one.

A tagger sees a sentence or two. A document says the same name many times, and says what its acronyms stand for: the
evidence of all these places together is the document's belief in a name, and it is added to what is said of each place
by itself. A place is a mention where the sum is in favour. So a name that is sure in some sentences is found in others,
and an acronym goes the way of the name that it is introduced for, while a place of another kind ("Target" and "target
price") can differ from the rest.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import exp
from operator import itemgetter
from statistics import fmean
from typing import NamedTuple

from outsider_etl.nlp.organisations.acronyms import (
    Introduction,
    abbreviates,
    bracketed,
    introductions,
    is_acronym,
    is_initials,
    is_part_of_name,
    mark_behind,
)
from outsider_etl.nlp.organisations.countries import is_country, is_state
from outsider_etl.nlp.organisations.passages import Passage, repaired
from outsider_etl.nlp.organisations.tags import Offsets, outside
from outsider_etl.nlp.organisations.trimming import legal_end
from outsider_etl.nlp.values import Evidence

_TRUST = 1.0
"""How much a document's belief counts beside what is said of a place alone, once it has many places."""
_NAME_SAYS, _OWN, _ACRONYM_SAYS = 2.0, 0.5, 0.5
"""How much an acronym goes by the name that it is introduced for, and by its own places; how much it speaks for it."""
_MOST = 4.0
"""No place says more than this for or against a name."""
_CITED_SCORE = 0.9
"""How sure a name is at least that a citation gives: of those in the notes of the report in `raw/`, 95 % are right."""
_SLOPE, _LEVEL = 0.535, -0.237
"""What makes a probability of log odds: a logistic regression on the gold that was held back (4,051 mentions)."""
_CLOSING = frozenset({")", "]"})
# "FAA Reauthorization Act", "FIFA World Cup": a law, a prize or an event has the name within its own.
_IN_TITLE = re.compile(
    r"(?:\s[A-ZÀ-Þ][\w’'&-]*(?:\s(?:and|for|of))?){0,5}\s(?:Act|Award|Bill|Championship|Convention|Cup|Fellow|Games|Medal|Prize|Treaty)s?\b"
)
# What may be the rest of a longer name, of that of a person, a case at law or a foreign title.
_BEFORE = re.compile(
    r"(?:\b(?:(?!The\s)[A-ZÀ-Þ][\w’'.&-]*|vs?\.?)\s(?:(?:and|for|of|on)\s)?(?:the\s)?|[&-]\s?|[\"„“«‘])\Z"
)
_BEHIND = re.compile(r"-?\s?(?:(?:&|and|for|of|on)\s)?(?:the\s)?[A-ZÀ-Þ]|\s?[&-]")
_NEAR = 40
_CHOSEN, _CITED = 0.1, 2.0
"""What a place says at least that the tagger chose, or that is introduced for one that it did, and one that a citation
gives; so is the belief in its name."""


class Mention(NamedTuple):
    """A mention of an organisation: where it stands, how sure it is (0 to 1), and what it was found by."""

    start: int
    end: int
    score: float
    evidence: Evidence


class Place(NamedTuple):
    """A place that may name an organisation: the number of its passage, where in it, and the log odds of it alone.

    `logit` is what it says for or against the name, within bounds; `unbounded` is what the tagger says, `chosen`
    whether the tagger made a name of it, and `cited` whether a citation did.
    """

    passage: int
    start: int
    end: int
    logit: float
    unbounded: float
    chosen: bool
    cited: bool


def find_mentions(passages: Sequence[Passage]) -> list[list[Mention]]:
    """Return the organisations that each passage of one document names, in order and without overlaps."""
    given = [list(introductions(passage.text)) for passage in passages]
    passages = repaired(passages, given)
    given = [[*here, *bracketed(each.text, each.named)] for each, here in zip(passages, given, strict=True)]
    passages = list(map(_explained, passages, given))
    introduced, words = _introduced(passages, given)
    for passage in passages:
        for span in passage.named:
            _note(words, passage, span)
    places = _places(passages, words)
    linked = {*introduced, *(name for names in introduced.values() for name in names)}
    found: list[list[Mention]] = [[] for _ in passages]
    for name, belief in _beliefs(places, introduced).items():
        is_sure = _is_sure(name, places[name])
        for place in places[name]:
            text = passages[place.passage].text
            titled = not place.chosen and _IN_TITLE.match(text, place.end)
            logit = place.logit + belief
            if is_sure and logit < _CITED and _stands_apart(text, place):
                logit = _CITED
            if place.cited or (logit > 0 and not titled):
                score = max(_CITED_SCORE * place.cited, _score(max(logit, place.unbounded + belief)))
                evidence = _evidence(place, name in linked)
                end = legal_end(text, place.end)
                found[place.passage].append(Mention(place.start, end, score, evidence))
    return [_apart(mentions) for mentions in found]


def _explained(passage: Passage, given: Iterable[Introduction]) -> Passage:
    named = set(passage.named)
    explained = frozenset(each.acronym for each in given if _whole(passage, each) in named)
    return replace(passage, explained=explained) if explained else passage


def _introduced(
    passages: Sequence[Passage], given: Sequence[Iterable[Introduction]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the names that acronyms are introduced for, where one of both was chosen, and the first words of both."""
    chosen = {passage.text[slice(*span)] for passage in passages for span in passage.named}
    introduced: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for passage, here in zip(passages, given, strict=True):
        for introduction in here:
            span = _whole(passage, introduction)
            acronym, name = passage.text[slice(*introduction.acronym)], passage.text[slice(*span)]
            if not chosen.isdisjoint((acronym, name)):
                introduced.setdefault(acronym, set()).add(name)
                _note(words, passage, introduction.acronym)
                _note(words, passage, span)
        for name, acronym in _bracketed(passage):
            introduced.setdefault(acronym, set()).add(name)
    return introduced, words


def _bracketed(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield the chosen names and acronyms of which one fills a bracket behind the other, whatever their letters."""
    for one, other in pairwise(passage.named):
        if mark_behind(passage.text, one, other) in _CLOSING:
            names = passage.text[slice(*one)], passage.text[slice(*other)]
            for name, acronym in (names, names[::-1]):
                may_be = is_acronym(acronym) and not is_country(acronym) and not is_acronym(name)
                if may_be and (" " in name or abbreviates(acronym, name)):
                    yield name, acronym


def _whole(passage: Passage, introduction: Introduction) -> Offsets:
    """Return where the name stands that an acronym is introduced for.

    A name that the tagger chose and that ends there is it, if it is longer ("U.S. Department of Energy" is not spelt in
    "DOE"), or if the acronym is not the initials and what is before it is no part of a name ("by the", "in June. The").
    """
    start, end = introduction.name
    before = bisect_left(passage.named, end, key=itemgetter(1))
    if before == len(passage.named) or passage.named[before][1] != end:
        return introduction.name
    chosen = passage.named[before]
    acronym = passage.text[slice(*introduction.acronym)]
    longer = passage.text[start : chosen[0]]
    is_spelt = is_initials(acronym, passage.text[start:end]) or is_part_of_name(longer)
    return introduction.name if longer and is_spelt else chosen


def _note(words: dict[str, set[str]], passage: Passage, span: Offsets) -> None:
    """Note the name at `span` under its first word, so that it is found elsewhere."""
    start, end = span
    first = passage.tags.words(start, end)
    if first.start < first.stop and int(passage.tags.starts[first.start]) == start:
        word = passage.text[start : int(passage.tags.ends[first.start])]
        words.setdefault(word, set()).add(passage.text[start:end])


def _places(passages: Sequence[Passage], words: Mapping[str, set[str]]) -> dict[str, list[Place]]:
    """Return where the passages have each of the names, but for places within a longer name and closed ones."""
    lengths = {word: sorted(set(map(len, names))) for word, names in words.items()}
    places: dict[str, list[Place]] = {}
    for number, passage in enumerate(passages):
        named = set(passage.named)
        spans = sorted({*named, *passage.explained, *_occurrences(passage, words, lengths)})
        for start, end in outside((span for span in spans if not _within_longer(span, passage.named)), passage.closed):
            unbounded = passage.tags.logit(start, end)
            chosen, cited = (start, end) in named, (start, end) in passage.cited
            least = _CITED if cited else _CHOSEN if chosen or (start, end) in passage.explained else -_MOST
            logit = max(least, min(_MOST, unbounded))
            place = Place(number, start, end, logit, unbounded, chosen, cited)
            places.setdefault(passage.text[start:end], []).append(place)
    return places


def _occurrences(
    passage: Passage, words: Mapping[str, set[str]], lengths: Mapping[str, Sequence[int]]
) -> Iterator[Offsets]:
    text, starts, ends = passage.text, passage.tags.starts.tolist(), passage.tags.ends.tolist()
    begun = [(start, word) for start, end in zip(starts, ends, strict=True) if (word := text[start:end]) in words]
    stops = set(ends) if begun else set()
    for start, word in begun:
        for length in lengths[word]:
            if start + length in stops and text[start : start + length] in words[word]:
                yield start, start + length


def _within_longer(span: Offsets, named: Sequence[Offsets]) -> bool:
    """Whether a span is part of a longer one of `named`, which are in order and apart."""
    before = bisect_right(named, span[0], key=itemgetter(0))
    return before > 0 and span[1] <= named[before - 1][1] and span != named[before - 1]


def _beliefs(places: Mapping[str, Sequence[Place]], introduced: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Return the document's belief in each name, as log odds to add to those of its places.

    An acronym goes by the name that it is introduced for, where both are surest: elsewhere the name may be part of a
    title, and the acronym stand before a noun. It speaks for that name itself. A name that a citation gives, and the
    tagger too, is one elsewhere. An acronym that stands for a state as well goes by its own places alone.
    """
    said = {name: fmean(place.logit for place in group) for name, group in places.items()}
    beliefs = {name: mean * _TRUST * (1 - 1 / len(places[name])) for name, mean in said.items()}
    for name, group in places.items():
        if any(place.cited and place.unbounded > 0 for place in group):
            beliefs[name] = max(beliefs[name], _CITED)
    for acronym, names in introduced.items():
        known = [name for name in names if name in said]
        if acronym in said and known and not any(map(is_state, names)):
            beliefs[acronym] += max(0.0, *(place.logit for place in places[acronym]))
            surest = max(place.logit for name in known for place in places[name])
            beliefs[acronym] = beliefs[acronym] * _OWN + surest * _NAME_SAYS
            for name in known:
                beliefs[name] += max(0.0, said[acronym]) * _ACRONYM_SAYS
    return beliefs


def _is_sure(name: str, places: Sequence[Place]) -> bool:
    """Whether a name of some words is beyond doubt at a place, and chosen at half of all or more: it is one at each."""
    chosen = [place.unbounded for place in places if place.chosen]
    return " " in name and not is_country(name) and 2 * len(chosen) >= len(places) and max(chosen) >= _CITED


def _stands_apart(text: str, place: Place) -> bool:
    """Whether no words are around a place that it may be a part of a longer name with: "Alex de Vries", "Lake Act"."""
    return not (_BEFORE.search(text, max(0, place.start - _NEAR), place.start) or _BEHIND.match(text, place.end))


def _evidence(place: Place, linked: bool) -> Evidence:
    if place.cited:
        return "citation"
    if place.chosen:
        return "model"
    return "acronym" if linked else "repeat"


def _score(logit: float) -> float:
    return 1 / (1 + exp(-(_SLOPE * logit + _LEVEL)))


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions, of those that overlap the longest one, in order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.start - each.end, each.start)):
        place = bisect_right(kept, mention)
        clear_before = place == 0 or kept[place - 1].end <= mention.start
        if clear_before and (place == len(kept) or mention.end <= kept[place].start):
            kept.insert(place, mention)
    return kept

"""What each citation of a document stands for: *ibid.*, *op. cit.*, shortened titles, works cited more than once.

The citations are read in order. *Ibid.* is the one before, or the one beside it that has the page; a note that is named
("supra note 12") holds the one meant; a short citation is the last full one before that shares its author and its
title, as far as it says them. Two full citations that agree are one work.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from outsider_etl.citations.cards import Card, fold
from outsider_etl.citations.identity import same_work
from outsider_etl.citations.likeness import LIKE, SAME_TITLE, contradicts, fits, overlap
from outsider_etl.citations.model import UNNAMED, Citation, Name
from outsider_etl.citations.pages import with_page

_REMEMBERED = 30
"""Of the works that have a word in common so many are compared, those cited last: the time grows with the document."""


_Told = tuple[int, str, str, str | None]
"""A work by its number, and by what name for later, number and letter of the year it was told."""


class Resolved(NamedTuple):
    """A citation, which citation it stands for, and which work it cites, both by number from 0; None where unknown."""

    citation: Citation
    refers_to: int | None
    work: int | None


def resolve(citations: Sequence[Citation], labels: Sequence[str | None]) -> list[Resolved]:
    """Return the citations of a document, given in order, with what they stand for; `labels` are those of the notes.

    A citation that stands for another one has the type of that one; an *ibid.* for none known has no type. Short
    citations of a work that is told in full nowhere refer to none, but cite one work. What says too little to be a
    citation by itself, and stands for none, is left out.
    """
    catalogue = _Catalogue(labels)
    for citation in citations:
        catalogue.add(citation)
    return catalogue.resolved


class _Catalogue:
    """The citations so far, and where those stand that say what they cite."""

    def __init__(self, labels: Sequence[str | None]) -> None:
        self.resolved: list[Resolved] = []
        self._labels = labels
        self._cards: list[Card] = []
        self._works = 0
        # Where each work was told last by these names and numbers, in the order of that.
        self._by_key: defaultdict[str, dict[_Told, int]] = defaultdict(dict)
        self._notes: dict[str, int] = {}
        self._last_note = -1
        self._in_note: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, citation: Citation) -> None:
        """Resolve the next citation."""
        self._turn_to(citation.note)
        card = self._card(citation)
        number, works = len(self.resolved), self._works
        resolved = self._resolve(card)
        if citation.is_scrap and resolved.refers_to is None:
            self._works = works
            return
        self._cards.append(card)
        self.resolved.append(resolved)
        self._in_note[citation.note].append(number)
        if resolved.refers_to is None and resolved.work is not None:
            told = (resolved.work, card.short_name, card.identifier, card.year_suffix)
            for key in card.found_by:
                known = self._by_key[key]
                known.pop(told, None)
                known[told] = number
                if len(known) > _REMEMBERED:
                    del known[next(iter(known))]

    def _turn_to(self, note: int) -> None:
        """Note the labels of the notes up to one; where numbering begins anew, those before are out of reach."""
        while self._last_note < note - 1:
            self._last_note += 1
            label = self._labels[self._last_note]
            if label is not None:
                # Symbols begin anew with each page, and stand beside numbers that do not.
                if label in self._notes and label.isdigit():
                    self._notes.clear()
                self._notes[label] = self._last_note

    def _card(self, citation: Citation) -> Card:
        """Return the card of a citation, with the authors of the one before where it says that they are the same.

        A work that was told before by that title, though not by them, is meant nevertheless.
        """
        before, card = self._root(len(self.resolved) - 1), Card(citation)
        if not citation.same_author or citation.work.authors or before is None:
            return card
        authors = self._cards[before].work.authors
        same = Card(replace(citation, work=citation.work._replace(authors=authors)))
        return card if self._target(same) is None and self._target(card) is not None else same

    def _resolve(self, card: Card) -> Resolved:
        citation = card.citation
        target = self._target(card)
        if target is not None:
            told = citation.kind == "ibid" or self.resolved[target].citation.kind == "full"
            kind = "short" if citation.kind == "full" else citation.kind
            meant = self.resolved[target].citation.work
            citation = replace(_named_as(meant.authors, citation), kind=kind).typed(meant.type)
            return Resolved(citation, target if told else None, self.resolved[target].work)
        if citation.kind == "full" and citation.work.type not in UNNAMED:
            same = self._best(self._candidates(card), partial(same_work, card), least=1.0)
            if same is not None:
                return Resolved(citation, None, self.resolved[same].work)
        if not _tells(card):
            return Resolved(citation.typed(None), None, None)
        self._works += 1
        return Resolved(citation, None, self._works - 1)

    def _target(self, card: Card) -> int | None:
        """Return the number of the citation that one stands for, None where it stands for itself or for none known."""
        citation = card.citation
        last = self._root(len(self.resolved) - 1)
        fit = partial(fits, card)
        match citation.kind:
            case "ibid":
                # "Roe, ibid.": whom it quotes ("Ibid. (statement of Poe)") says nothing of what it cites.
                named = card.names and citation.parts and citation.parts[0].start == citation.start
                found = self._best(self._candidates(card), fit, least=LIKE) if named else None
                return self._before(citation) if found is None else found
            case "short":
                return self._meant(card, last)
            case _:
                return self._best(self._candidates(card), fit, least=LIKE if card.is_name else SAME_TITLE)

    def _before(self, citation: Citation) -> int | None:
        """Return what was cited last, or of the works of the note before an *ibid.* the one with its page."""
        last = len(self.resolved) - 1
        note = self.resolved[last].citation.note if self.resolved else citation.note
        numbers = [last] if note == citation.note else self._in_note[note][-_REMEMBERED:]
        roots = [root for number in numbers if (root := self._root(number)) is not None]
        if self._root(last) is None:
            return None
        # Each work once, where it was cited last.
        works: dict[int | None, int] = {}
        for root in roots:
            works.pop(self.resolved[root].work, None)
            works[self.resolved[root].work] = root
        cited = list(works.values())
        return cited[with_page(citation.work.page, [self._cards[root].work for root in cited])]

    def _meant(self, card: Card, last: int | None) -> int | None:
        """Return what a short citation stands for: what it points to, what it fits, or else what was cited last."""
        work = card.work
        told = bool(card.names or work.title or work.number or work.container_title)
        pointed = self._pointed(card)
        if pointed is not None and (not told or fits(card, self._cards[pointed]) >= LIKE):
            return pointed
        found = self._best(self._candidates(card), partial(fits, card), least=LIKE)
        if found is not None:
            return found
        if pointed is not None:
            return None if contradicts(card, self._cards[pointed]) else pointed
        nothing_told = not (told or card.citation.points_to or (card.telling and not card.is_same))
        return last if nothing_told else None

    def _pointed(self, card: Card) -> int | None:
        """Return what fits a citation best of what the note cites that it points to, the first of equals."""
        there = self._in_note.get(self._notes.get(card.citation.points_to or "", -1), ())
        cited = sorted({root for number in there if (root := self._root(number)) is not None})[:_REMEMBERED]

        def fit(number: int) -> tuple[float, float]:
            return fits(card, self._cards[number]), overlap(card, self._cards[number])

        return max(cited, key=fit, default=None)

    def _root(self, number: int) -> int | None:
        """Return the citation that the one of this number stands for: itself where it says what it cites."""
        if number < 0:
            return None
        resolved = self.resolved[number]
        if resolved.refers_to is not None:
            return resolved.refers_to
        return number if resolved.work is not None else None

    def _candidates(self, card: Card) -> set[int]:
        return {number for key in card.found_by for number in self._by_key.get(key, {}).values()}

    def _best(self, numbers: Iterable[int], fit: Callable[[Card], float], *, least: float) -> int | None:
        """Return which of the citations of these numbers fits best and well enough, the last of equals."""
        score, number = max(((fit(self._cards[number]), number) for number in numbers), default=(-1.0, 0))
        return number if score >= least else None


def _named_as(authors: Sequence[Name], citation: Citation) -> Citation:
    """Return a citation whose names of one word are persons or institutions as they are among `authors`: "Economy".

    Family names with nothing but commas between them may have been taken for one name: "Roe, Poe, Moe".
    """
    persons = {fold(name.family) for name in authors if name.family}
    whole = {fold(f"{name.family} {name.given}") for name in authors}
    institutions = {fold(name.literal) for name in authors if name.literal}
    made: list[Name] = []
    for name in citation.work.authors:
        printed = name.literal or name.family or ""
        families = [printed, *(name.given or "").split(", ")]
        is_one = any(f"{each} ".startswith(f"{fold(' '.join(families))} ") for each in whole)
        if name.given and not is_one and persons.issuperset(map(fold, families)):
            made += map(Name, families)
            continue
        told = (fold(printed) in persons, fold(printed) in institutions, name.given is None)
        same = {(True, False, True): Name(family=printed), (False, True, True): Name(literal=printed)}
        made.append(same.get(told, name))
    return replace(citation, work=citation.work._replace(authors=tuple(made)))


def _tells(card: Card) -> bool:
    """Whether anything is said by which a work can be told from others, if only the day of a statement."""
    work = card.work
    named = (work.title, work.authors, work.editors, work.url, work.number, work.container_title)
    return any(named) or (card.citation.kind == "full" and (work.type in UNNAMED or work.issued_start is not None))

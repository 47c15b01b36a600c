"""Which mentions of a document name the same organisation.

Two do when their names are forms of one (`sameness`), or when one explains the other in brackets
(`organisations_brackets`). An acronym that is introduced more than once stands for the name that it was introduced with
last.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from outsider_etl.nlp.organisations.acronyms import fold, initials, is_acronym
from outsider_etl.nlp.organisations.keys import form, name_key
from outsider_etl.nlp.organisations.sameness import last, same_names
from outsider_etl.tables.organisations_brackets import (
    explained_acronyms,
    is_foreign,
    names_in_brackets,
)
from outsider_etl.tables.rejection import Row


class Introduction(NamedTuple):
    """A place in the source that introduces an acronym for a name, and the key of the organisation it stands for."""

    place: int
    root: str
    acronym: str


def identify(mentions: Sequence[Row], texts: Mapping[str, str]) -> list[Row]:
    """Return the rows of the organisations that `mentions` name, and give each mention its organisation's id.

    `mentions` are rows of organisation_mentions in order; `texts` are the texts of their passages by id.
    """
    same = same_names([[each["text"] for each in group] for _, group in groupby(mentions, itemgetter("passage_id"))])
    introduced = _introduced(mentions, texts, same)
    # Backwards, so that the first acronym of a name stays.
    last_first = sorted(chain.from_iterable(introduced.values()), reverse=True)
    acronyms = {last(each.root, same): each.acronym for each in last_first}
    groups: dict[str, list[Row]] = {}
    for mention in mentions:
        root = _root(mention["text"], mention["source_start"], introduced, same)
        groups.setdefault(root, []).append(mention)
    for number, group in enumerate(groups.values(), start=1):
        organisation_id = f"o{number:03}"
        for mention in group:
            mention["organisation_id"] = organisation_id
    return [_organisation(group, acronyms.get(root)) for root, group in groups.items()]


def _introduced(
    mentions: Sequence[Row], texts: Mapping[str, str], same: dict[str, str]
) -> dict[str, list[Introduction]]:
    """Return where the text introduces acronyms in brackets, by their keys and in the order of the source.

    What turns out to be a translation is added to `same`.
    """
    introduced: dict[str, list[Introduction]] = {}
    first_roots: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for place, name, acronym in sorted(explained_acronyms(mentions, texts)):
        key = name_key(acronym)
        root = _root(name, place, introduced, same)
        # A name and its translation share an acronym, and are one organisation.
        before = first_roots[key].items()
        known = next((earlier for other, earlier in before if _is_translation(other, name, acronym)), root)
        first_roots[key].setdefault(name, known)
        introduced.setdefault(key, []).append(Introduction(place, known, acronym))
        if known != root:
            same[root] = known
    explained = {last(each.root, same) for each in chain.from_iterable(introduced.values())}
    for place, name, other in list(names_in_brackets(mentions, texts, same)):
        root, key = _root(name, place, introduced, same), name_key(other)
        if not is_acronym(other) or len(other) >= len(name):
            same[key] = root
        # A name that has an acronym by its letters has no other one: "California Department of Education (CDE)".
        elif root not in explained:
            introduced.setdefault(key, []).append(Introduction(place, root, other))
    return introduced


def _is_translation(one: str, other: str, acronym: str) -> bool:
    """Whether just one of two names of an acronym is in English, and does not explain it by its own initials."""
    english = [name for name in (one, other) if not is_foreign(name)]
    return len(english) == 1 and fold(acronym) not in initials(english[0])


def _root(name: str, place: int, introduced: Mapping[str, Sequence[Introduction]], same: Mapping[str, str]) -> str:
    """Return the key of what `name` stands for at `place`: as introduced last before it, else first after it."""
    key = name_key(name)
    if key in introduced:
        before = bisect_right(introduced[key], place, key=attrgetter("place"))
        key = introduced[key][max(0, before - 1)].root
    return last(key, same)


def _organisation(mentions: Sequence[Row], acronym: str | None) -> Row:
    forms = list(dict.fromkeys(map(form, dict.fromkeys(mention["text"] for mention in mentions))))
    name = max(forms, key=_fullness)
    return {
        "document_id": mentions[0]["document_id"],
        "organisation_id": mentions[0]["organisation_id"],
        "name": name,
        "acronym": acronym,
        "aliases": sorted(set(forms) - {name, acronym}),
        "mention_count": len(mentions),
        "first_mention_id": mentions[0]["mention_id"],
    }


def _fullness(form: str) -> tuple[int, bool]:
    # Of forms of one length, the one that a heading did not put in capitals.
    return len(form), not form.isupper()

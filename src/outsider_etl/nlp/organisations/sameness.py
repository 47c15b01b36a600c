"""Which names of a document are forms of one, beside those that share a key."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from outsider_etl.nlp.organisations.acronyms import are_beginnings, fold, is_acronym
from outsider_etl.nlp.organisations.countries import countries, demonyms, is_country, lands
from outsider_etl.nlp.organisations.keys import form, name_key, plain, spelt_alike

# What a firm is by its kind, before or behind its name.
_KIND = r"(?:compani|concern|holdings?)"
_FIRM = re.compile(rf"state (?:\S+ ){{0,3}}?(?:corporation|{_KIND}) (?P<behind>.+)|(?P<before>.+?) {_KIND}")
# A group is as often one of several bodies ("NATO Group"), but not where a document calls it by the one
# word that is left from then on. More are often a name by themselves: "World Bank Group".
_SHORTENED = re.compile(r"(?P<short>\S+) (?:group|international)")
_LINKS = frozenset("a and at de des du et for in of on the und y".split())
# Bodies that are called by what they are for, before or behind: "Justice Department", "Department of Justice".
_TURNED = "agency bureau center commission committee department directorate ministry office".split()
_SHORT = 3
_UNITED_STATES = "us"
_AMERICAN = "army congress navy senate treasury".split()
"""Bodies that reports of the United States call by one word."""


def same_names(passages: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return for the key of each name of a document the key of the name that it is another form of, else itself.

    `passages` are the names of each of its passages in order. A name is one with that of the same words in another
    order ("Justice Department"); with the only one that has a country more ("Russian Academy of Sciences"), but where a
    passage has the bare one first, as in "the Air Force and the Israeli Air Force"; a firm with that of the same name
    ("Norgaz Holding"); a group with what it is called from then on ("Norgaz"); and an acronym with the only name that
    has its initials, or of whose words it has beginnings.
    """
    places = _first_places(passages)
    keys = sorted(places)
    leads: dict[str, str] = {}
    named = {name: plain(form(name)) for name in set(chain.from_iterable(passages))}
    for key, other in chain(
        turned(keys),
        _national(keys, places),
        _firms(keys),
        _shortened(named, places),
        _initials(named),
        _syllables(named),
    ):
        leads.setdefault(key, other)
    return {key: last(key, leads) for key in keys}


def _first_places(passages: Sequence[Sequence[str]]) -> dict[str, dict[int, int]]:
    """Return where each key stands first in each of the passages that have it, by the numbers of these."""
    places: dict[str, dict[int, int]] = {}
    for number, names in enumerate(passages):
        for place, name in enumerate(names):
            places.setdefault(name_key(name), {}).setdefault(number, place)
    return places


def last(key: str, leads: Mapping[str, str]) -> str:
    """Return where `key` leads to in the end; where that is a circle, its first key by the alphabet."""
    if leads.get(key, key) == key:
        return key  # as most do
    seen: dict[str, None] = {key: None}
    while (key := leads.get(key, key)) not in seen:
        seen[key] = None
    path = list(seen)
    return min(path[path.index(key) :])


def turned(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys that have the same words in another order, the later one first; `keys` are sorted."""
    first: dict[tuple[str, ...], str] = {}
    for key in keys:
        words = _words(key)
        is_known = not _turned_words().isdisjoint(words) or (len(words) > 2 and not countries().isdisjoint(words))
        if len(words) > 1 and is_known and first.setdefault(words, key) != key:
            yield key, first[words]


def _national(keys: Sequence[str], places: Mapping[str, Mapping[int, int]]) -> Iterator[tuple[str, str]]:
    """Yield the keys that others have just a country more than, one and the same, with the first of those.

    It stands before as a people's adjective or behind, and those others are one as well: "Ministry of Health", "Indian
    Ministry of Health", "Ministry of Health of India".
    """
    known: dict[tuple[str, ...], str] = {}
    for key in keys:
        known.setdefault(_words(key), key)
    for rest, others in _longer(known).items():
        (longest, country), *more = others.items()
        if _are_one_country(set(others.values())):
            yield from ((other, longest) for other, _ in more)
            if rest in known and _is_called(known[rest], longest, country, places):
                yield known[rest], longest


def _longer(known: Mapping[tuple[str, ...], str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the keys that have a word or a country more than others, with what that is, by the words of these."""
    longer: dict[tuple[str, ...], dict[str, str]] = {}
    for words, key in known.items():
        for word in words:
            rest = tuple(other for other in words if other != word)
            if rest and (word in demonyms() or (len(rest) > 1 and rest in known)):
                longer.setdefault(rest, {})[key] = word
        head, _, tail = key.rpartition(" of ")
        country, rest = tail.removeprefix("the "), _words(head.removesuffix(" of the republic"))
        if len(rest) > 1 and country in countries():
            longer.setdefault(rest, {})[key] = country
    return longer


def _are_one_country(words: Collection[str]) -> bool:
    """Whether words and names are of one country: they are all the same, or its people's adjective and its names."""
    return any(is_country(word) and {word, *lands(word)}.issuperset(words) for word in words)


def _is_called(bare: str, longer: str, country: str, places: Mapping[str, Mapping[int, int]]) -> bool:
    """Whether a document that has a name with a country calls it by the one without, as "Congress" and "Navy"."""
    if " " not in bare and not (
        country == _UNITED_STATES and bare in _american() and not _has_rival(bare, longer, places)
    ):
        return False
    alone, whole = places[bare], places[longer]
    told_apart = any(alone[number] < whole[number] for number in alone.keys() & whole.keys())
    if longer.endswith(f" {country}"):
        # A high court of one country is told from that of another that the document is about.
        return not told_apart and min(whole) <= min(alone)
    in_order = [each for each in longer.split() if each not in {country, *_LINKS}] == [
        each for each in bare.split() if each not in _LINKS
    ]
    return (in_order or not _turned_words().isdisjoint(bare.split())) and (
        not told_apart or (country == _UNITED_STATES and " " in bare)
    )


def _has_rival(bare: str, longer: str, names: Iterable[str]) -> bool:
    """Whether a document names another body that the same word may call: "Royal Navy", "HM Treasury"."""
    behind = re.compile(rf"(?:.* )?(?P<before>\S+) {re.escape(bare)}|{re.escape(bare)} of .+")
    found = (match["before"] for name in names if name != longer and (match := behind.fullmatch(name)))
    # "Library of Congress", "115th Congress"
    return any(before is None or not (before in _LINKS or before[0].isdigit()) for before in found)


def _firms(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys that say what kind of a firm another is, with that: "norgaz holding", "state concern norgaz"."""
    known = set(keys)
    for key in keys:
        match = _FIRM.fullmatch(key)
        name = match and (match["behind"] or match["before"])
        if name in known and name not in _american() and not name.endswith(" bank"):
            yield key, name


def _shortened(names: Iterable[str], places: Mapping[str, Mapping[int, int]]) -> Iterator[tuple[str, str]]:
    """Yield the keys of what a document calls a group behind its name, with that: "Norgaz", "Norgaz Group"."""
    unfit = {name_key(name) for name in names if is_acronym(name)} | _american()
    matches = map(_SHORTENED.fullmatch, sorted(places))
    for key, short in [(match.string, match["short"]) for match in matches if match]:
        is_later = short in places and min(places[key].items()) < min(places[short].items())
        if is_later and short not in unfit and not is_country(short):
            yield short, key


def _words(key: str) -> tuple[str, ...]:
    return tuple(sorted(set(key.split()) - _LINKS))


def _initials(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of the acronyms whose letters are the initials of names of just one key, with that key.

    `names` are those of the document, each with what it is in plain letters.
    """
    named: dict[str, set[str]] = {}
    for name, spelt in names.items():
        words = spelt.split()
        for counted in (words, [word for word in words if word.casefold() not in _LINKS]):
            letters = (word if word.isupper() and len(word) <= _SHORT else word[0] for word in counted)
            named.setdefault("".join(letters).casefold(), set()).add(name_key(name))
    for acronym in sorted(name for name in names if name.isupper()):
        key = name_key(acronym)
        others = named.get(names[acronym].casefold(), set()) - {key}
        if len(key) > 1 and len(others) == 1:
            yield key, min(others)


def _syllables(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of the acronyms made of beginnings of the words of one name, with its key: "STRATCOM".

    `names` are those of the document, each with what it is in plain letters.
    """
    named: dict[str, dict[tuple[str, ...], str]] = {}
    for name, spelt in names.items():
        words = [word for word in spelt.casefold().split() if word not in _LINKS]
        while len(words) > 1:
            named.setdefault(words[0][0], {})[tuple(words)] = name_key(name)
            words = words[1:] if is_country(words[0]) else []
    for acronym in sorted(name for name in names if name.isupper()):
        letters = fold(acronym)
        others = {key for words, key in named.get(letters[:1], {}).items() if are_beginnings(letters, words)}
        if len(others) == 1:
            yield name_key(acronym), min(others)


@cache
def _turned_words() -> frozenset[str]:
    return frozenset(map(spelt_alike, _TURNED))


@cache
def _american() -> frozenset[str]:
    return frozenset(map(spelt_alike, _AMERICAN))

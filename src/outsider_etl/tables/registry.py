"""A registry of organisations that the user names: a file of identifiers, names and aliases to link organisations to.

Read as they are: CSV with the columns `id`, `name` and perhaps `aliases` (parted by ";" or "|"); the dump of ROR in
JSON or CSV (versions 1 and 2 of its schema); the CSV and JSON that the query service of Wikidata exports (`item`,
`itemLabel`, `itemAltLabel`).
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, cast

from rapidfuzz import fuzz, process

from outsider_etl.errors import UsageError
from outsider_etl.nlp.organisations.keys import name_key

# Short names are like each other by chance, and so are the names of some countries.
_LONG_ENOUGH = 10
_SAME_WORD = 93
_EQUAL = 100
_LONGEST_FIELD = 10_000_000
_PARTS = re.compile(r"\s*[;|]\s*")
_LANGUAGE = re.compile(r"\A[a-z]{2}: ")


class Entry(NamedTuple):
    """An organisation of a registry: its identifier, its name, and what else it is called."""

    id: str
    name: str
    aliases: tuple[str, ...]


class Registry:
    """Finds organisations by their names: by the same key, else by likeness.

    `threshold` is the least likeness, from 0 to 100 (the ratio of equal characters, words in any order); 100 takes
    equal names only.
    """

    def __init__(self, entries: Sequence[Entry], threshold: float) -> None:
        aliases = _by_key((alias, entry.id) for entry in entries for alias in entry.aliases)
        found = aliases | _by_key((entry.name, entry.id) for entry in entries)
        self._ids = {key: next(iter(ids)) for key, ids in sorted(found.items()) if len(ids) == 1}
        self._shared = {key for key, ids in found.items() if len(ids) > 1}
        self._alike: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for key in self._ids:
            if len(key) >= _LONG_ENOUGH and threshold < _EQUAL:
                ordered = _ordered(key)
                self._alike[len(ordered)][ordered] = self._ids[key]
        self._threshold = threshold

    def find(self, name: str, others: Sequence[str]) -> str | None:
        """Return the identifier of an organisation by its `name`, else by the `others` it goes by; None without one.

        A name that several entries share finds none, and an acronym only where it is the `name`: many share one.
        """
        for form in (name, *(other for other in others if not _is_acronym(other))):
            if (key := name_key(form)) in self._ids:
                return self._ids[key]
        key = name_key(name)
        return None if key in self._shared else self._find_alike(key)

    def _find_alike(self, key: str) -> str | None:
        if self._threshold >= _EQUAL or len(key) < _LONG_ENOUGH:
            return None
        ordered = _ordered(key)
        # Texts are no more alike than their lengths.
        spare = int(len(ordered) * 2 * (100 - self._threshold) / self._threshold) + 1
        found: dict[str, float] = {}
        for length in range(len(ordered) - spare, len(ordered) + spare + 1):
            names = self._alike.get(length, {})
            for other, ratio, _ in process.extract_iter(
                ordered, names.keys(), scorer=fuzz.ratio, score_cutoff=self._threshold
            ):
                if _same_words(ordered, other):
                    found[names[other]] = max(ratio, found.get(names[other], 0.0))
        best = [identifier for identifier, ratio in found.items() if ratio == max(found.values())]
        return best[0] if len(best) == 1 else None


def _ordered(key: str) -> str:
    return " ".join(sorted(key.split()))


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(map(str.isupper, name)) > 1


def _by_key(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the identifiers by the keys of their names."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for name, identifier in named:
        ids[name_key(name)].add(identifier)
    return dict(ids)


def _same_words(one: str, other: str) -> bool:
    """Whether two names, words in order, have as many words, and those that differ are spellings of one."""
    pairs = list(zip_longest(one.split(), other.split(), fillvalue=""))
    return all(a.rstrip("s") == b.rstrip("s") or fuzz.ratio(a, b) >= _SAME_WORD for a, b in pairs)


def read_registry(path: Path, threshold: float) -> Registry:
    """Return the registry in the file at `path`; raises UsageError where it is none of the formats that are read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the registry cannot be read ({error}); name a CSV or JSON file in UTF-8") from error
    try:
        entries, problem = list(_entries(text)), ""
    except (ValueError, TypeError, AttributeError, LookupError, csv.Error) as error:
        entries, problem = [], f" ({type(error).__name__}: {error})"
    if not entries:
        raise UsageError(
            f"{path}: no organisation is in it{problem}; a registry is CSV with the columns id, name, aliases, the "
            "dump of ROR, or what Wikidata's query service exports with item, itemLabel, itemAltLabel"
        )
    return Registry(entries, threshold)


def _entries(text: str) -> Iterator[Entry]:
    """Yield the organisations of a file; what it raises says that the file is of another form."""
    if text.lstrip()[:1] in ("[", "{"):
        rows = _listed(json.loads(text))
    else:
        csv.field_size_limit(_LONGEST_FIELD)
        head = text.partition("\n")[0]
        rows = csv.DictReader(
            io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True
        )
    for row in rows:
        identifier, *names = _read(row)
        named = tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))
        if identifier and named and row.get("status") != "withdrawn":
            yield Entry(str(identifier), named[0], named[1:])


def _listed(value: Any) -> Iterable[Mapping[str, Any]]:
    """Return the objects of a JSON file: a list of them, ROR's `items`, or the bindings of a SPARQL result."""
    if isinstance(value, list):
        return value
    if "items" in value:
        return cast(list[Mapping[str, Any]], value["items"])
    return [{name: cell["value"] for name, cell in row.items()} for row in value["results"]["bindings"]]


def _read(row: Mapping[str, Any]) -> list[str | None]:
    """Return the identifier of an organisation, then its name, then its other names."""
    if "itemLabel" in row:
        return [(row["item"] or "").rpartition("/")[2], row["itemLabel"], *(row.get("itemAltLabel") or "").split(", ")]
    if isinstance(row.get("names"), list):
        shown = sorted(row["names"], key=lambda name: "ror_display" not in name["types"])
        return [row["id"], *(name["value"] for name in shown)]
    if "names.types.ror_display" in row:
        columns = ("names.types.ror_display", "names.types.label", "names.types.alias", "names.types.acronym")
        return [row["id"], *(part for column in columns for part in _parts(row.get(column)))]
    others = (part for column in ("aliases", "acronyms", "labels") for part in _parts(row.get(column)))
    return [row["id"], row["name"], *others]


def _parts(value: Any) -> list[str]:
    """Return the names in a cell: parted by ";" or "|" (in ROR's with a language before), or a list of them."""
    if isinstance(value, str):
        return [_LANGUAGE.sub("", part) for part in _PARTS.split(value)]
    return [part["label"] if isinstance(part, dict) else part for part in value or ()]

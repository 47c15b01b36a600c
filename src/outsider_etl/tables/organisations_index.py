"""The organisations of a whole dataset: which rows of its documents name the same one.

Two do when their names share a key (`keys.name_key`) or have the same words, or when the name of one is an alias or
the acronym of the other's and of no other's: "FEMA" is the agency that a document introduces it for, but "Ministry of
Defense" is nobody's where it stands for two. What a document tells apart stays apart. The rows hang on the set of
documents alone, not on their order.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from outsider_etl.nlp.organisations.keys import name_key
from outsider_etl.nlp.organisations.sameness import turned
from outsider_etl.tables.checking import sound_table
from outsider_etl.tables.registry import Registry
from outsider_etl.tables.rejection import Row

INDEXED_COLUMNS = ["document_id", "name", "acronym", "aliases", "mention_count"]
"""The columns of `organisations` that the index is made of."""


def index_organisations(organisations: pa.Table, registry: Registry | None) -> pa.Table:
    """Return the table `organisations_index` of all rows of `organisations`, by name.

    With a `registry` each row has the identifier of the entry that its names lead to.
    """
    rows = organisations.select(INDEXED_COLUMNS).to_pylist()
    roots = _roots(rows)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[roots[name_key(row["name"])]].append(row)
    indexed = [_indexed(root, group, registry) for root, group in groups.items()]
    return sound_table("organisations_index", sorted(indexed, key=lambda row: (row["name"], row["index_id"])))


def _roots(rows: Sequence[Row]) -> dict[str, str]:
    """Return for the key of each name the key of the organisation that it stands for."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    named_by: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        key = name_key(row["name"])
        documents[key].add(row["document_id"])
        for other in (*row["aliases"], row["acronym"]):
            if other is not None and (alias := name_key(other)) != key:
                named_by[alias].add(key)
    leads = dict(turned(sorted(documents)))
    for alias, keys in sorted(named_by.items()):
        if len(keys) == 1:
            leads.setdefault(alias, *keys)
    roots, members = {key: key for key in documents}, {key: [key] for key in documents}
    for key, other in sorted(leads.items()):
        one, two = roots.get(key), roots.get(other)
        # Two rows of one document are two organisations, whatever another document calls them.
        if one is not None and two is not None and documents[one].isdisjoint(documents[two]):
            less, more = sorted((one, two), key=lambda root: (len(members[root]), root))
            documents[more] |= documents[less]
            members[more] += members[less]
            roots |= dict.fromkeys(members.pop(less), more)
    return {key: min(members[root]) for key, root in roots.items()}


def _indexed(root: str, group: Sequence[Row], registry: Registry | None) -> dict[str, Any]:
    forms = {form for row in group for form in (row["name"], *row["aliases"], row["acronym"]) if form is not None}
    name = max({row["name"] for row in group}, key=lambda form: (len(form), not form.isupper(), form))
    acronyms = Counter(sorted(row["acronym"] for row in group if row["acronym"] is not None))
    acronym = acronyms.most_common(1)[0][0] if acronyms else None
    return {
        "index_id": hashlib.sha256(root.encode()).hexdigest()[:16],
        "name": name,
        "acronym": acronym,
        "aliases": sorted(forms - {name, acronym}),
        "document_count": len({row["document_id"] for row in group}),
        "mention_count": sum(row["mention_count"] for row in group),
        "registry_id": registry.find(name, sorted(forms - {name})) if registry else None,
    }

import random
from typing import Any

import pyarrow as pa

from outsider_etl.tables import arrow_schema
from outsider_etl.tables.organisations_index import index_organisations
from outsider_etl.tables.registry import Entry, Registry


def organisations(*rows: tuple[int, str, str | None, list[str], int]) -> pa.Table:
    """Rows of `organisations`: number of the document, name, acronym, aliases, mentions."""
    records = [
        {
            "document_id": f"{document:016x}",
            "organisation_id": f"o{number:03}",
            "name": name,
            "acronym": acronym,
            "aliases": aliases,
            "mention_count": count,
            "first_mention_id": "m0001",
        }
        for number, (document, name, acronym, aliases, count) in enumerate(rows, start=1)
    ]
    return pa.Table.from_pylist(records, schema=arrow_schema("organisations"))


def indexed(*rows: tuple[int, str, str | None, list[str], int], registry: Registry | None = None) -> list[Any]:
    return index_organisations(organisations(*rows), registry).to_pylist()


def test_index_joins_the_rows_of_one_organisation() -> None:
    (row,) = indexed(
        (1, "Federal Port Agency", "FPA", [], 3),
        (2, "Federal Port Agency", None, ["Port Agency"], 2),
        (3, "FPA", None, [], 4),
        (4, "Port Agency", None, [], 1),
    )
    assert (row["name"], row["acronym"], row["aliases"]) == ("Federal Port Agency", "FPA", ["Port Agency"])
    assert (row["document_count"], row["mention_count"], row["registry_id"]) == (4, 10, None)


def test_index_leaves_apart_what_could_be_either() -> None:
    rows = indexed(
        (1, "Russian Ministry of Defense", "MoD", ["Ministry of Defense"], 1),
        (2, "Polish Ministry of Defense", "MoD", ["Ministry of Defense"], 1),
        (3, "Ministry of Defense", None, [], 1),
        (4, "MoD", None, [], 1),
    )
    assert [row["name"] for row in rows] == [
        "Ministry of Defense",
        "MoD",
        "Polish Ministry of Defense",
        "Russian Ministry of Defense",
    ]


def test_index_leaves_apart_what_a_document_tells_apart() -> None:
    rows = indexed(
        (1, "European Central Bank", None, ["Central Bank"], 1),
        (2, "European Central Bank", None, [], 1),
        (2, "Central Bank", None, [], 1),
    )
    assert [row["document_count"] for row in rows] == [1, 2]


def test_index_leaves_apart_what_a_document_tells_apart_by_a_third_name() -> None:
    rows = indexed(
        (1, "Russian Academy of Sciences", "RAS", ["Academy of Sciences"], 1),
        (2, "Academy of Sciences", None, [], 1),
        (2, "RAS", None, [], 1),
    )
    assert [row["document_count"] for row in rows].count(2) == 1
    assert len(rows) == 2


def test_index_joins_the_words_of_a_name_in_any_order() -> None:
    assert len(indexed((1, "Department of Justice", None, [], 1), (2, "Justice Department", None, [], 1))) == 1


def test_index_does_not_hang_on_the_order_of_documents() -> None:
    names = ["Alpha Board", "ALPHA BOARD", "Beta Union", "AB", "Gamma"]
    rows = [(number, names[number % 5], "AB" if number % 5 == 0 else None, [], number + 1) for number in range(20)]
    expected = indexed(*rows)
    for seed in range(5):
        assert indexed(*random.Random(seed).sample(rows, len(rows))) == expected
    assert len({row["index_id"] for row in expected}) == len(expected) == 3


def test_index_ends_where_aliases_go_round() -> None:
    rows = indexed((1, "Alpha", None, ["Beta"], 1), (2, "Beta", None, ["Alpha"], 1))
    assert len({row["index_id"] for row in rows}) == len(rows)


def test_index_links_to_a_registry() -> None:
    registry = Registry([Entry("r1", "Federal Port Agency", ("Port Agency",))], 100)
    rows = indexed((1, "Port Agency", None, [], 1), (1, "Acme", None, [], 1), registry=registry)
    assert [(row["name"], row["registry_id"]) for row in rows] == [("Acme", None), ("Port Agency", "r1")]

import json

import pyarrow as pa
import pytest

from outsider_etl.tables import (
    SCHEMA_VERSION,
    TABLES,
    arrow_schema,
    columns,
    describe,
    primary_key,
    to_json,
    to_markdown,
)

SPANS = "list<item: struct<start: int64, end: int64>>"
LINKS = "list<item: struct<start: int32, end: int32, uri: string>>"
NAMES = "list<item: struct<family: string, given: string, literal: string>>"

# The types of the columns in order; a question mark for those that may be null.
MENTION = {
    "document_id": "string",
    "mention_id": "string",
    "passage_id": "string",
    "passage_kind": "string",
    "section_id": "string?",
    "page": "int32?",
    "page_label": "string?",
    "start": "int32",
    "end": "int32",
    "text": "string",
    "source_start": "int64",
    "source_end": "int64",
    "sentence": "string",
    "bbox": "struct<x0: float, top: float, x1: float, bottom: float>?",
}
WORK = {
    "type": "string?",
    "authors": NAMES,
    "title": "string?",
    "title_translation": "string?",
    "container_title": "string?",
    "publisher": "string?",
    "publisher_place": "string?",
    "volume": "string?",
    "issue": "string?",
    "page": "string?",
    "number": "string?",
    "issued_start": "date32[day]?",
    "issued_end": "date32[day]?",
    "url": "string?",
    "editors": NAMES,
    "translators": NAMES,
    "edition": "string?",
    "accessed": "date32[day]?",
}
EXPECTED = {
    "documents": {
        "document_id": "string",
        "source": "string",
        "media_type": "string",
        "byte_size": "int64",
        "title": "string?",
        "subtitle": "string?",
        "authors": "list<item: string>",
        "publisher": "string?",
        "series": "string?",
        "series_number": "string?",
        "isbn": "string?",
        "language": "string?",
        "published_start": "date32[day]?",
        "published_end": "date32[day]?",
        "page_count": "int32?",
        "word_count": "int32",
        "section_count": "int32",
        "paragraph_count": "int32",
        "footnote_count": "int32",
        "pipeline_version": "string",
        "model": "string",
        "warnings": "list<item: string>",
    },
    "sections": {
        "document_id": "string",
        "section_id": "string",
        "parent_id": "string?",
        "level": "int8",
        "title": "string",
        "position": "int32",
        "page_start": "int32?",
        "page_label": "string?",
        "source_start": "int64",
        "source_end": "int64",
    },
    "paragraphs": {
        "document_id": "string",
        "passage_id": "string",
        "section_id": "string?",
        "kind": "string",
        "position": "int32",
        "text": "string",
        "page_start": "int32?",
        "page_end": "int32?",
        "page_label": "string?",
        "source_spans": SPANS,
        "links": LINKS,
    },
    "footnotes": {
        "document_id": "string",
        "passage_id": "string",
        "label": "string?",
        "position": "int32",
        "text": "string",
        "page": "int32?",
        "page_label": "string?",
        "source_spans": SPANS,
        "links": LINKS,
        "marker_passage_id": "string?",
        "marker_offset": "int32?",
        "marker_sentence": "string?",
    },
    "citations": {
        "document_id": "string",
        "citation_id": "string",
        "passage_id": "string",
        "position": "int32",
        "kind": "string",
        "start": "int32",
        "end": "int32",
        "text": "string",
        **WORK,
        "refers_to": "string?",
        "work_id": "string?",
    },
    "works": {"document_id": "string", "work_id": "string", **WORK, "citation_count": "int32"},
    "organisations": {
        "document_id": "string",
        "organisation_id": "string",
        "name": "string",
        "acronym": "string?",
        "aliases": "list<item: string>",
        "mention_count": "int32",
        "first_mention_id": "string",
    },
    "organisation_mentions": {**MENTION, "organisation_id": "string", "score": "float?", "evidence": "string"},
    "money": {
        **MENTION,
        "amount_min": "decimal128(24, 4)",
        "amount_max": "decimal128(24, 4)",
        "currency": "string",
        "qualifier": "string?",
    },
    "dates": {
        **MENTION,
        "kind": "string",
        "date_start": "date32[day]?",
        "date_end": "date32[day]?",
        "granularity": "string?",
        "edtf": "string?",
        "duration": "string?",
        "timex": "string?",
        "mod": "string?",
    },
    "organisations_index": {
        "index_id": "string",
        "name": "string",
        "acronym": "string?",
        "aliases": "list<item: string>",
        "document_count": "int32",
        "mention_count": "int32",
        "registry_id": "string?",
    },
    "rejected": {
        "document_id": "string",
        "table": "string",
        "row": "string",
        "column": "string",
        "check": "string",
        "reason": "string",
    },
    "failures": {
        "document_id": "string?",
        "source": "string",
        "stage": "string",
        "reason": "string?",
        "error": "string",
        "message": "string",
    },
}


def test_schema_has_every_table_in_order() -> None:
    assert list(TABLES) == list(EXPECTED)


@pytest.mark.parametrize("table", EXPECTED)
def test_schema_has_the_columns_of_the_contract(table: str) -> None:
    found = {field.name: f"{field.type}{'?' if field.nullable else ''}" for field in arrow_schema(table)}
    assert list(found.items()) == list(EXPECTED[table].items())


@pytest.mark.parametrize("table", EXPECTED)
def test_schema_carries_descriptions_and_units(table: str) -> None:
    schema = arrow_schema(table)
    assert schema.metadata.keys() == {b"title", b"description", b"schema_version"}
    assert all(schema.metadata.values())
    for field in schema:
        assert field.metadata[b"description"].endswith(b".")
    units = {field.name for field in schema if b"unit" in field.metadata}
    assert units >= {"start", "end", "source_start", "source_end", "bbox"} & set(schema.names)


def test_schema_survives_arrow_serialisation() -> None:
    schema = arrow_schema("money")
    assert pa.ipc.read_schema(schema.serialize()).equals(schema, check_metadata=True)


@pytest.mark.parametrize("table", EXPECTED)
def test_schema_keys_are_columns_that_exist(table: str) -> None:
    assert set(primary_key(table)) <= set(EXPECTED[table])
    for column in columns(table).values():
        for target in column.references:
            other, name = target.split(".")
            assert name in primary_key(other)


@pytest.mark.parametrize("table", ["organisation_mentions", "money", "dates"])
def test_schema_mentions_inherit_their_checks(table: str) -> None:
    names = {check["name"] for check in describe(table)["checks"]}
    assert names >= {"start_before_end", "source_start_before_source_end", "sentence_holds_text"}


def test_dictionary_is_json_that_names_every_column() -> None:
    content = json.loads(to_json())
    assert content["schema_version"] == SCHEMA_VERSION
    assert [table["name"] for table in content["tables"]] == list(EXPECTED)
    for table in content["tables"]:
        assert [column["name"] for column in table["columns"]] == list(EXPECTED[table["name"]])
        assert table["title"]
        assert table["description"]
        assert all(column["description"] for column in table["columns"])


def test_dictionary_json_says_what_is_allowed() -> None:
    (table,) = json.loads(to_json(["dates"]))["tables"]
    by_name = {column["name"]: column for column in table["columns"]}
    assert by_name["kind"]["allowed"] == ["absolute", "relative", "duration", "set"]
    assert by_name["start"]["unit"] == "Unicode code points"
    assert by_name["passage_id"]["references"] == ["paragraphs.passage_id", "footnotes.passage_id"]
    assert by_name["date_start"]["type"] == "date32"
    assert by_name["date_start"]["nullable"]
    assert table["primary_key"] == ["document_id", "mention_id"]


@pytest.mark.parametrize("table", EXPECTED)
def test_dictionary_markdown_has_a_line_for_each_column(table: str) -> None:
    text = to_markdown([table])
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == list(EXPECTED[table])
    assert {line.count(" | ") for line in lines} == {5}


def test_dictionary_refuses_a_table_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        to_markdown(["entities"])
    with pytest.raises(KeyError):
        to_json(["entities"])

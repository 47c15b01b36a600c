"""Small documents made by hand: a document's number is its id, and its version decides what its rows say."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from outsider_etl.dataset import Entry, Failed, Published, document_key, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import Failure
from outsider_etl.tables import arrow_schema

State = Mapping[int, int | None]
"""The versions of the sources by their number, None for a source that fails."""


def document_id(number: int, version: int) -> str:
    return f"{(number * 0x9E3779B97F4A7C15 + version * 0x51ED27) % 2**64:016x}"


def value(kind: pa.DataType, seed: int) -> Any:
    if pa.types.is_list(kind):
        return [value(kind.value_type, seed + step) for step in range(seed % 3)]
    if pa.types.is_struct(kind):
        return {field.name: value(field.type, seed) for field in kind}
    if pa.types.is_decimal(kind):
        return Decimal(seed) / 4
    if pa.types.is_date(kind):
        return date(2000 + seed % 30, 1 + seed % 12, 1)
    if pa.types.is_floating(kind):
        return seed / 8
    if pa.types.is_integer(kind):
        return 1 + seed % 100
    return f"value {seed} Ж"


def table(name: str, identity: str, rows: int, seed: int) -> pa.Table:
    schema = arrow_schema(name)
    records = []
    for number in range(rows):
        record = {
            field.name: None if field.nullable and (seed + number) % 3 == 0 else value(field.type, seed + number)
            for field in schema
        }
        records.append(record | {"document_id": identity})
    return pa.Table.from_pylist(records, schema=schema)


def document(number: int, version: int) -> dict[str, pa.Table]:
    identity = document_id(number, version)
    counts = {
        "documents": 1,
        "money": (number + version) % 4,
        "paragraphs": 5 + version,
        "dates": number % 2,
        "organisations": (number + 2 * version) % 3,
    }
    return {name: table(name, identity, counts.get(name, 0), number * 7 + version) for name in DOCUMENT_TABLES}


def entry(number: int, version: int) -> Entry:
    identity, source = document_id(number, version), f"report-{number}.txt"
    return Entry(identity, source, (), document_key(identity, source, "", "test"))


def failure(number: int) -> Failure:
    return Failure(f"report-{number}.txt", None, "read", "UnreadableError", "mend it")


def entries(state: State) -> list[Entry]:
    return [entry(number, version) for number, version in state.items() if version is not None]


def failures(state: State) -> list[Failed]:
    return [Failed(failure(number), f"{number:016x}") for number, version in state.items() if version is None]


def stage_all(destination: Path, state: State) -> None:
    for number, version in state.items():
        if version is not None:
            stage(destination, entry(number, version).key, document(number, version))


def commit(destination: Path, state: State) -> Published:
    return publish(destination, entries(state), failures(state), sources_found=len(state), pipeline_version="1.0")


def put(destination: Path, state: State) -> Published:
    """Stage and publish the sources of `state`."""
    stage_all(destination, state)
    return commit(destination, state)


def contents(destination: Path) -> dict[str, bytes]:
    """Return every file under `destination` by its path."""
    return {
        path.relative_to(destination).as_posix(): path.read_bytes()
        for path in sorted(destination.rglob("*"))
        if path.is_file()
    }


def times(destination: Path) -> dict[str, int]:
    """Return when every file and folder under `destination` was last changed; in it a run says who it is."""
    return {path.as_posix(): path.stat().st_mtime_ns for path in sorted(destination.rglob("*"))}

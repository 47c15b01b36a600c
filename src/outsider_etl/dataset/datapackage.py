"""The dataset described as a Data Package (version 2 of the standard, https://datapackage.org)."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from outsider_etl.dataset.manifest import Manifest, TableFile
from outsider_etl.tables.schema import Column, columns, description, primary_key, title

DATAPACKAGE_NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES = {
    "array": pa.types.is_list,
    "object": pa.types.is_struct,
    "date": pa.types.is_date,
    "integer": pa.types.is_integer,
    "number": pa.types.is_decimal,
    "string": pa.types.is_string,
}


def data_package(manifest: Manifest) -> dict[str, Any]:
    """Return the descriptor of the dataset: for each table its files, fields and keys."""
    return {
        "$schema": PROFILE,
        "name": "outsider-etl",
        "schema_version": manifest.schema_version,
        "resources": [_resource(name, files) for name, files in manifest.tables.items()],
    }


def _resource(name: str, files: Sequence[TableFile]) -> dict[str, Any]:
    resource = {
        "name": name,
        "title": title(name),
        "description": description(name),
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(file.bytes for file in files),
        "schema": _schema(name),
    }
    # The standard has a hash for a resource of one file only.
    if len(files) == 1:
        resource |= {"path": files[0].path, "hash": f"sha256:{files[0].sha256}"}
    return resource


def _schema(name: str) -> dict[str, Any]:
    declared = columns(name).values()
    keys = {
        "primaryKey": list(primary_key(name)),
        "foreignKeys": [_foreign_key(name, column) for column in declared if len(column.references) == 1],
    }
    return {"fields": [_field(column) for column in declared]} | {key: value for key, value in keys.items() if value}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    unit = {"unit": column.unit} if column.unit else {}
    return {
        "name": column.name,
        "type": next((name for name, holds in _TYPES.items() if holds(column.type)), "number"),
        "description": column.description,
        "constraints": constraints,
        **unit,
    }


def _foreign_key(name: str, column: Column) -> dict[str, Any]:
    """Return the key of a column of table `name` whose values are all in one other.

    The standard knows no choice of two, and has a key into its own table name none.
    """
    table, _, referred = column.references[0].partition(".")
    # Ids other than that of a document count within a document.
    within = [] if referred == "document_id" else ["document_id"]
    resource = {} if table == name else {"resource": table}
    return {"fields": [*within, column.name], "reference": {**resource, "fields": [*within, referred]}}

"""Which datasets can be read: schema versions, and rows of an older minor version as rows of the present one.

A version is `major.minor`. Columns and tables that come new, and hold null or nothing where they are not known, make a
new minor version; all other changes of what is written make a new major one.
"""

import re
from collections.abc import Mapping

import pyarrow as pa

from outsider_etl.errors import DatasetError
from outsider_etl.tables import SCHEMA_VERSION, arrow_schema

_ANEW = "make the dataset anew by `outsider-etl rebuild SOURCE --out DIR`"
_VERSION = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?")


def require_readable(written: object, version: object) -> str:
    """Return the schema version under which `written` (a file or a table, as messages name it) was written.

    Raises DatasetError where this version of the product does not read it, ValueError where it is no version.
    """
    major, minor = _numbers(version)
    own = _numbers(SCHEMA_VERSION)
    if major == own[0] and minor <= own[1]:
        return str(version)
    if (major, minor) > own:
        remedy = f"reads up to {SCHEMA_VERSION}: upgrade it, or choose another destination"
    else:
        remedy = f"reads {own[0]}.0 to {SCHEMA_VERSION}: {_ANEW}"
    raise DatasetError(f"{written} was written under schema version {version}, this version of outsider-etl {remedy}")


def conform(name: str, table: pa.Table) -> pa.Table:
    """Return `table` under the declared schema of table `name`; DatasetError where it has other columns or types."""
    require_declared(name, table.schema)
    return pa.Table.from_arrays(table.columns, schema=arrow_schema(name))


def require_declared(name: str, schema: pa.Schema) -> None:
    """Raise DatasetError where `schema` has not the columns and types that are declared of table `name`."""
    if not schema.equals(arrow_schema(name)):
        raise DatasetError(f"table {name} has not the columns that this version declares: {_ANEW}")


def present_rows(name: str, table: pa.Table) -> pa.Table:
    """Return published rows of table `name` under the declared schema; columns that came after them are null.

    Raises DatasetError where they were written under a version that is not read, or have not the columns of theirs.
    """
    metadata: Mapping[bytes, bytes] = table.schema.metadata or {}
    try:
        require_readable(f"table {name}", metadata.get(b"schema_version", b"").decode("ascii", "replace"))
    except ValueError as error:
        raise DatasetError(f"table {name} says no schema version: {_ANEW}") from error
    schema = arrow_schema(name)
    new = [field for field in schema if field.nullable and field.name not in table.column_names]
    for field in new:
        table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return conform(name, table.select(schema.names) if new else table)


def _numbers(version: object) -> tuple[int, int]:
    # Version 1.0 was written as the number 1 once.
    match = _VERSION.fullmatch(str(version))
    if match is None:
        raise ValueError(f"{version!r} is no schema version")
    return int(match[1]), int(match[2] or 0)

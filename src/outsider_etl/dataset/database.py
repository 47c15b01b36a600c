"""A DuckDB database over a published dataset: a view for each table, and the views of `tables.views`, with comments."""

import glob
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from outsider_etl.dataset.files import move_draft
from outsider_etl.dataset.loading import Dataset
from outsider_etl.errors import UsageError
from outsider_etl.objects import ObjectPath
from outsider_etl.tables import SCHEMA_VERSION, columns
from outsider_etl.tables.schema import description
from outsider_etl.tables.views import VIEWS


def write_database(data: Dataset, path: Path) -> None:
    """Write a DuckDB file to `path`, whose views read the Parquet files of the dataset where they lie.

    The views follow what is published later. Raises UsageError where `path` is something else than a DuckDB file, or
    cannot be written, and where the dataset lies in object storage or is of an older schema version.
    """
    if isinstance(data.destination, ObjectPath):
        raise UsageError(
            f"{data.destination}: the views of a DuckDB file read a folder; copy the dataset into one, or use `sql`"
        )
    if data.manifest.schema_version != SCHEMA_VERSION:
        raise UsageError(
            f"{data.destination}: was written under schema version {data.manifest.schema_version}, and its files have "
            f"not all columns of {SCHEMA_VERSION}; bring it up to date by `outsider-etl run`, or use `sql`"
        )
    try:
        if path.exists() and not _is_database(path):
            raise UsageError(f"{path}: is no DuckDB file and is left as it is; name another file")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
            draft = Path(folder, path.name)
            with duckdb.connect(draft) as connection:
                _create_views(connection, data.destination, data.tables)
            move_draft(draft, path)
    except (OSError, duckdb.IOException) as error:
        raise UsageError(f"{path}: cannot be written ({error}); name another file") from error


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"  # https://duckdb.org/docs/stable/internals/storage


def _create_views(connection: duckdb.DuckDBPyConnection, destination: Path, tables: Sequence[str]) -> None:
    for name in tables:
        folder = glob.escape(str((destination / name).resolve()))
        files = _quoted(f"{folder}/*.parquet")
        connection.execute(f"create view {name} as from read_parquet({files}, hive_partitioning = false)")
        _comment(connection, name, description(name), {own.name: own.description for own in columns(name).values()})
    for name, view in VIEWS.items():
        connection.execute(f"create view {name} as {view.query}")
        _comment(connection, name, view.description, view.columns)


def _comment(connection: duckdb.DuckDBPyConnection, name: str, said: str, of_columns: Mapping[str, str]) -> None:
    connection.execute(f"comment on view {name} is {_quoted(said)}")
    for column, meaning in of_columns.items():
        connection.execute(f'comment on column {name}."{column}" is {_quoted(meaning)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

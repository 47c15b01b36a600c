"""Read a published dataset: its tables as Arrow, and SQL over all of them through DuckDB."""

import glob
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, count
from typing import TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from outsider_etl.dataset.buckets import published_rows
from outsider_etl.dataset.manifest import Manifest, check_content, damaged, problem, read_manifest
from outsider_etl.dataset.places import Place, arrow_files, place_of
from outsider_etl.dataset.versions import present_rows
from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath
from outsider_etl.tables import SCHEMA_VERSION, TABLES, arrow_schema
from outsider_etl.tables.views import VIEWS

ATTEMPTS = 10
"""How often a reading starts anew because a newer publication took the files away."""

_NO_NETWORK = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}

Result = TypeVar("Result")


def load(destination: str | Place) -> "Dataset":
    """Return the dataset published at `destination`, a folder or a URI, also while a run is publishing there.

    Raises DatasetError where there is none, or where its files do not agree with its manifest.
    """
    place = place_of(destination)
    return Dataset(place, _whole_manifest(place))


class Dataset:
    """A published dataset: `data["money"]` is an Arrow table, `data.sql(...)` asks all tables at once.

    Every reading is of one whole publication: that of `manifest`, or a newer one where that has been replaced and its
    files are gone; `manifest` is then the newer one's.
    """

    def __init__(self, destination: Place, manifest: Manifest) -> None:
        self.destination = destination
        self.manifest = manifest

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables; one that came after the dataset was written is empty."""
        return tuple(TABLES)

    def __getitem__(self, name: str) -> pa.Table:
        """Return a table; KeyError for a name that is none."""
        return self._read(partial(self._table, name))

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Return the answer to `query`, in which every table and every view of `tables.views` goes by its name.

        The answer is held in memory: `fetchall()`, `arrow()`, `show()` and further relational steps read no file. Of
        columns of one name the later ones are called `name_1`, `name_2` and so on, as DuckDB does in tables.
        Raises duckdb.Error for a query that DuckDB refuses, DatasetError for anything but one SELECT or EXPLAIN.
        """
        return self.answers([query])[0]

    def answers(self, queries: Sequence[str]) -> list[duckdb.DuckDBPyRelation]:
        """Return the answers to several queries, of one publication, as `sql` does to each, and sooner."""
        return self._read(partial(self._answers, queries))

    def everything(self) -> dict[str, pa.Table]:
        """Return all tables and all views by name, of one publication."""
        return self._read(self._everything)

    def of_documents(self, document_ids: Sequence[str], names: Sequence[str]) -> dict[str, pa.Table]:
        """Return the rows of some documents in some tables, by table, of one publication."""
        return self._read(partial(self._of_documents, document_ids, names))

    def verify(self) -> None:
        """Compare the bytes of every file with the manifest; DatasetError names the first that differs."""
        self._read(self._compare)

    def _table(self, name: str) -> pa.Table:
        try:
            paths, filesystem = arrow_files(self._paths(name))
            read = [pq.read_table(path, partitioning=None, filesystem=filesystem) for path in paths]
        except FileNotFoundError:
            raise
        except (OSError, pa.ArrowException) as error:
            raise damaged(self.destination, f"a file of table {name} cannot be read ({error})") from error
        return pa.concat_tables([arrow_schema(name).empty_table(), *(present_rows(name, rows) for rows in read)])

    def _of_documents(self, document_ids: Sequence[str], names: Sequence[str]) -> dict[str, pa.Table]:
        return {
            name: published_rows(self.destination, name, self.manifest.tables.get(name, ()), document_ids)
            for name in names
        }

    def _everything(self) -> dict[str, pa.Table]:
        tables = {name: self._table(name) for name in self.tables}
        views = self._answers([f"from {name}" for name in VIEWS])
        return tables | {name: view.to_arrow_table() for name, view in zip(VIEWS, views, strict=True)}

    def _answers(self, queries: Sequence[str]) -> list[duckdb.DuckDBPyRelation]:
        for query in queries:
            _require_question(query)
        connection = duckdb.connect(":memory:", config=_NO_NETWORK)
        if isinstance(self.destination, ObjectPath) or self.manifest.schema_version != SCHEMA_VERSION:
            self._take_tables(connection, set().union(*map(_tables_of, queries)))
        else:
            self._view_files(connection)
        return [_answer(connection, query) for query in queries]

    def _view_files(self, connection: duckdb.DuckDBPyConnection) -> None:
        for name in self.tables:
            # To DuckDB a path is a pattern, and a folder called "a=b" a column.
            paths = [glob.escape(str(path)) for path in self._paths(name)]
            connection.read_parquet(paths, hive_partitioning=False).create_view(name)
        for name, view in VIEWS.items():
            connection.execute(f"create view {name} as {view.query}")

    def _take_tables(self, connection: duckdb.DuckDBPyConnection, names: set[str]) -> None:
        """Take into memory the tables that are read.

        Files of an older schema version have not all columns. What DuckDB itself reads object storage with would have
        to be downloaded; through a file system of Python's it asks hundreds of times for a file, and a scan that calls
        back into Python may wait for itself for ever.
        """
        for name in names:
            connection.register(name, self._table(name))
        for name, view in VIEWS.items():
            if _tables_of(view.query) <= names:
                connection.execute(f"create view {name} as {view.query}")

    def _compare(self) -> None:
        for file in self.manifest.files():
            check_content(self.destination, file)

    def _paths(self, name: str) -> list[Place]:
        return [self.destination / file.path for file in self.manifest.tables.get(name, ())]

    def _read(self, reading: Callable[[], Result]) -> Result:
        for _ in range(ATTEMPTS):
            try:
                return reading()
            except (FileNotFoundError, duckdb.IOException):
                newest = _whole_manifest(self.destination)
                if newest == self.manifest:
                    raise
                self.manifest = newest
        raise _too_fast(self.destination)


def _require_question(query: str) -> None:
    asked = [statement.type.name for statement in duckdb.extract_statements(query)]
    # A pivot is a type that is created in memory, and a selection.
    if not asked or asked[-1] not in ("SELECT", "EXPLAIN") or not set(asked[:-1]) <= {"CREATE"}:
        raise DatasetError("a dataset can be asked one thing at a time, and not changed: ask with SELECT")


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    answer = connection.sql(query).to_arrow_table()
    return connection.from_arrow(answer.rename_columns(list(_distinct(answer.column_names))))


def _distinct(names: Iterable[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        tried = chain([name], (f"{name}_{number}" for number in count(1)))
        distinct = next(each for each in tried if each.lower() not in taken)
        taken.add(distinct.lower())
        yield distinct


def _tables_of(query: str) -> set[str]:
    """Return the tables that a query may read, by itself or through views: those whose names are words of it."""
    words = set(re.findall(r"\w+", query.lower()))
    for name, view in VIEWS.items():
        if name in words:
            words |= _tables_of(view.query)
    return words & set(TABLES)


def _whole_manifest(destination: Place) -> Manifest:
    """Return the manifest as soon as all the files it names are there."""
    manifest = _manifest(destination)
    for _ in range(ATTEMPTS):
        found = problem(destination, manifest)
        if found is None:
            return manifest
        newest = _manifest(destination)
        if newest == manifest:
            raise damaged(destination, found)
        manifest = newest
    raise _too_fast(destination)


def _manifest(destination: Place) -> Manifest:
    manifest = read_manifest(destination)
    if manifest is None:
        raise DatasetError(f"{destination} is no dataset: name the folder that a run has written")
    return manifest


def _too_fast(destination: Place) -> DatasetError:
    return DatasetError(f"{destination} is published anew faster than it can be read: try again")

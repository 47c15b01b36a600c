"""The files that a table consists of after a change: those of unchanged buckets as they are, the others anew.

A new file is a draft until the change is committed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from outsider_etl.dataset.buckets import (
    bucket_digits,
    bucket_keys,
    bucket_name,
    count_nulls,
    published_rows,
    sorted_rows,
    to_parquet,
)
from outsider_etl.dataset.entries import Failed
from outsider_etl.dataset.manifest import DocumentRecord, Manifest, TableFile, check_content, damaged
from outsider_etl.dataset.places import Place, arrow_files, write_draft
from outsider_etl.dataset.staging import DOCUMENT_TABLES, INDEX, staged_rows
from outsider_etl.tables import SCHEMA_VERSION, TABLES, sound_table
from outsider_etl.tables.organisations_index import INDEXED_COLUMNS, index_organisations
from outsider_etl.tables.registry import Registry


@dataclass(frozen=True, slots=True)
class Change:
    """The step from the `previous` manifest to the new `documents`; `drafts` of new files by their places.

    Rows that are new are found in `staged`, a local place.
    """

    destination: Place
    staged: Path
    previous: Manifest
    documents: dict[str, DocumentRecord]
    drafts: dict[Place, Place]


def tables_of(
    change: Change, failures: Sequence[Failed], registry: Registry | None
) -> dict[str, tuple[TableFile, ...]]:
    """Return the files that each table consists of after the change; those that are new are written as drafts.

    Raises DatasetError where rows that are to be kept are missing or damaged.
    """
    tables = {name: _table_files(change, name) for name in DOCUMENT_TABLES}
    tables["failures"] = (_draft_file(change, "failures", "", _failure_rows(failures)),)
    tables[INDEX] = (_index_file(change, tables["organisations"], registry),)
    return {name: tables[name] for name in TABLES}


def _index_file(change: Change, organisations: tuple[TableFile, ...], registry: Registry | None) -> TableFile:
    rows = [_indexed_columns(change, file) for file in organisations]
    return _draft_file(change, INDEX, "", index_organisations(pa.concat_tables(rows), registry))


def _indexed_columns(change: Change, file: TableFile) -> pa.Table:
    place = change.destination / file.path
    if place not in change.drafts:
        check_content(change.destination, file)
    (path,), filesystem = arrow_files([change.drafts.get(place, place)])
    return pq.read_table(path, columns=INDEXED_COLUMNS, partitioning=None, filesystem=filesystem)


def count_unlinked(change: Change, footnotes: tuple[TableFile, ...]) -> int:
    """Return how many footnotes have no marker, in the files of their table after the change."""
    paths = [change.destination / file.path for file in footnotes]
    return count_nulls(change.destination, [change.drafts.get(path, path) for path in paths], "marker_passage_id")


def _table_files(change: Change, name: str) -> tuple[TableFile, ...]:
    digits = bucket_digits(name, change.documents)
    before = bucket_keys(name, change.previous.documents, digits)
    files = {file.prefix: file for file in change.previous.tables.get(name, ())}
    return tuple(
        files[prefix]
        if keys and prefix in files and keys == before.get(prefix) and change.previous.schema_version == SCHEMA_VERSION
        else _draft_file(change, name, prefix, _bucket_rows(change, name, prefix, keys))
        for prefix, keys in bucket_keys(name, change.documents, digits).items()
    )


def _failure_rows(failures: Sequence[Failed]) -> pa.Table:
    rows = [asdict(failed.failure) | {"reason": failed.failure.reason} for failed in failures]
    return sound_table("failures", sorted(rows, key=itemgetter("source")))


def _bucket_rows(change: Change, name: str, prefix: str, keys: Mapping[str, str]) -> pa.Table:
    kept = {document_id for document_id, key in keys.items() if change.previous.holds(document_id, key)}
    new = staged_rows(change.staged, [key for document_id, key in keys.items() if document_id not in kept], name)
    if not kept:
        return new  # it is in order, as the keys are
    # The files of before may be cut more finely or more coarsely than the bucket.
    files = [
        file
        for file in change.previous.tables.get(name, ())
        if file.prefix.startswith(prefix) or prefix.startswith(file.prefix)
    ]
    try:
        # Rows of a damaged file would go over into a new one, and be taken for right from then on.
        for file in files:
            check_content(change.destination, file)
        old = published_rows(change.destination, name, files, kept)
    except FileNotFoundError as error:
        raise damaged(change.destination, f"a file of table {name} is missing ({error})") from error
    return sorted_rows([old, new])


def _draft_file(change: Change, name: str, prefix: str, rows: pa.Table) -> TableFile:
    content = to_parquet(rows)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{name}/{bucket_name(prefix)}-{digest[:12]}.parquet"
    file = TableFile(path=path, rows=rows.num_rows, bytes=len(content), sha256=digest)
    if file not in change.previous.tables.get(name, ()):
        place = change.destination / path
        change.drafts[place] = write_draft(place, content)
    return file

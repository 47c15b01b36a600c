"""Make the staged documents the dataset: commit, then clean.

Start with `publish`. Up to the moment that the manifest is replaced the old dataset stands, from then on the new one;
a crash before or after leaves a whole dataset, and files that the next publication puts in order. Every step finds out
by itself what is left to do, so a publication without news touches nothing.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from outsider_etl.dataset.buckets import (
    bucket_digits,
    bucket_keys,
    bucket_name,
    published_rows,
    sorted_rows,
    to_parquet,
)
from outsider_etl.dataset.datapackage import DATAPACKAGE_NAME, data_package
from outsider_etl.dataset.files import DRAFT_SUFFIX, locked, move_draft, write_draft, write_file, writing
from outsider_etl.dataset.manifest import (
    FILE_NAME,
    MANIFEST_NAME,
    DocumentRecord,
    Manifest,
    TableFile,
    damaged,
    problem,
    read_manifest,
    to_json,
)
from outsider_etl.dataset.staging import DOCUMENT_TABLES, INDEX, clear_staging, staged_sizes, staged_table
from outsider_etl.dataset.sums import check_rows, check_sources
from outsider_etl.errors import DatasetError, Failure
from outsider_etl.tables import TABLES, arrow_schema, sound_table
from outsider_etl.tables.organisations_index import INDEXED_COLUMNS, index_organisations
from outsider_etl.tables.registry import Registry

_OWN_FILE = re.compile(rf"{FILE_NAME}(\.[0-9a-f]+{re.escape(DRAFT_SUFFIX)})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the dataset: its first name, further names of the same bytes, and the key of its rows."""

    document_id: str
    source: str
    aliases: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that failed; `key` is None where another try may go well, and it is not remembered then."""

    failure: Failure
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to: the dataset's manifest, whether it differs from the one before, and counts.

    Of the documents, `new` came from staging, `unchanged` were there before, and `removed` are there no more.
    """

    manifest: Manifest
    changed: bool
    new: int
    unchanged: int
    removed: int
    failed: int
    rows: dict[str, int]


def publish(
    destination: Path,
    entries: Sequence[Entry],
    failures: Sequence[Failed],
    *,
    sources_found: int,
    pipeline_version: str,
    registry: Registry | None = None,
) -> Published:
    """Make `entries` the documents and `failures` the failures of the dataset at `destination`, and no others.

    The rows of an entry come from the present dataset where that has them under the same key, else from staging.
    Each of the `sources_found` sources is an entry's source, an alias of it or a failure. Organisations are linked to
    the `registry`, where there is one. Only files whose rows change are written; without a change no file is touched.

    Raises DatasetError, and publishes nothing, where the sums do not close, staged or published rows are missing, the
    destination cannot be written or another process is publishing there.
    """
    check_sources(entries, failures, sources_found)
    with writing(destination), locked(destination):
        previous = read_manifest(destination) or _NOTHING
        _check_files(destination, previous)
        _remove_unnamed(destination, previous)
        change = _Change(destination, previous, _records(destination, entries, previous), {})
        manifest = _publish(change, failures, pipeline_version, registry)
    return _summary(manifest, previous, len(failures))


def publish_anew(
    destination: Path,
    entries: Sequence[Entry],
    failures: Sequence[Failed],
    *,
    sources_found: int,
    pipeline_version: str,
    registry: Registry | None = None,
) -> Published:
    """Do as `publish` does where the destination holds nothing: every row comes from staging, every file is written.

    The dataset that is there stands until the new one is committed, and may be damaged or of an older version. Raises
    DatasetError as `publish` does.
    """
    check_sources(entries, failures, sources_found)
    with writing(destination), locked(destination):
        _check_owner(destination)
        change = _Change(destination, _NOTHING, _records(destination, entries, _NOTHING), {})
        manifest = _publish(change, failures, pipeline_version, registry)
    return _summary(manifest, _NOTHING, len(failures))


@dataclass(frozen=True, slots=True)
class _Change:
    """The step from the `previous` manifest to the new `documents`; `drafts` of new files by their places."""

    destination: Path
    previous: Manifest
    documents: dict[str, DocumentRecord]
    drafts: dict[Path, Path]


_NOTHING = Manifest(pipeline_version="", tables={}, documents={}, failed={})


def _publish(change: _Change, failures: Sequence[Failed], pipeline_version: str, registry: Registry | None) -> Manifest:
    try:
        manifest = Manifest(
            pipeline_version=pipeline_version,
            tables=_tables(change, failures, registry),
            documents=change.documents,
            failed={failed.key: failed.failure for failed in failures if failed.key},
        )
        check_rows(manifest, len(failures))
        _commit(change, manifest)
    finally:
        for draft in change.drafts.values():
            draft.unlink(missing_ok=True)
    # The dataset stands: what another process holds on to here is left to the next publication.
    with suppress(OSError):
        _remove_unnamed(change.destination, manifest)
    with suppress(OSError):
        clear_staging(change.destination)
    return manifest


def _check_files(destination: Path, previous: Manifest) -> None:
    found = problem(destination, previous)
    if found:
        raise damaged(destination, found)
    _check_owner(destination)


def _check_owner(destination: Path) -> None:
    for path in _paths(destination, "*.parquet"):
        if not _OWN_FILE.fullmatch(path.name):
            raise DatasetError(f"{path} does not belong to the dataset: move it elsewhere, then run again")


def _records(destination: Path, entries: Sequence[Entry], previous: Manifest) -> dict[str, DocumentRecord]:
    records = {}
    for entry in entries:
        published = previous.holds(entry.document_id, entry.key)
        sizes = previous.documents[entry.document_id] if published else staged_sizes(destination, entry.key)
        if sizes is None:
            raise DatasetError(f"the rows of {entry.source} are neither published nor staged: run again")
        records[entry.document_id] = DocumentRecord(
            source=entry.source, aliases=entry.aliases, key=entry.key, rows=sizes.rows, bytes=sizes.bytes
        )
    return records


def _tables(change: _Change, failures: Sequence[Failed], registry: Registry | None) -> dict[str, tuple[TableFile, ...]]:
    tables = {name: _table_files(change, name) for name in DOCUMENT_TABLES}
    tables["failures"] = (_draft_file(change, "failures", "", _failure_rows(failures)),)
    tables[INDEX] = (_index_file(change, tables["organisations"], registry),)
    return {name: tables[name] for name in TABLES}


def _index_file(change: _Change, organisations: tuple[TableFile, ...], registry: Registry | None) -> TableFile:
    rows = [_indexed_columns(change, change.destination / file.path) for file in organisations]
    return _draft_file(change, INDEX, "", index_organisations(pa.concat_tables(rows), registry))


def _indexed_columns(change: _Change, path: Path) -> pa.Table:
    try:
        return pq.read_table(change.drafts.get(path, path), columns=INDEXED_COLUMNS, partitioning=None)
    except pa.ArrowException as error:
        raise damaged(change.destination, f"{path} cannot be read ({error})") from error


def _table_files(change: _Change, name: str) -> tuple[TableFile, ...]:
    digits = bucket_digits(name, change.documents)
    before = bucket_keys(name, change.previous.documents, digits)
    files = {file.prefix: file for file in change.previous.tables.get(name, ())}
    return tuple(
        files[prefix]
        if keys and prefix in files and keys == before.get(prefix)
        else _draft_file(change, name, prefix, _bucket_rows(change, name, prefix, keys))
        for prefix, keys in bucket_keys(name, change.documents, digits).items()
    )


def _failure_rows(failures: Sequence[Failed]) -> pa.Table:
    rows = [asdict(failed.failure) for failed in failures]
    return sound_table("failures", sorted(rows, key=itemgetter("source")))


def _bucket_rows(change: _Change, name: str, prefix: str, keys: Mapping[str, str]) -> pa.Table:
    kept = {document_id for document_id, key in keys.items() if change.previous.holds(document_id, key)}
    new = [staged_table(change.destination, key, name) for document_id, key in keys.items() if document_id not in kept]
    # The files of before may be cut more finely or more coarsely than the bucket.
    files = [
        file
        for file in change.previous.tables.get(name, ())
        if file.prefix.startswith(prefix) or prefix.startswith(file.prefix)
    ]
    old = [published_rows(change.destination, name, files, kept)] if kept else []
    return sorted_rows([arrow_schema(name).empty_table(), *old, *new])


def _draft_file(change: _Change, name: str, prefix: str, rows: pa.Table) -> TableFile:
    content = to_parquet(rows)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{name}/{bucket_name(prefix)}-{digest[:12]}.parquet"
    file = TableFile(path=path, rows=rows.num_rows, bytes=len(content), sha256=digest)
    if file not in change.previous.tables.get(name, ()):
        place = change.destination / path
        change.drafts[place] = write_draft(place, content)
    return file


def _commit(change: _Change, manifest: Manifest) -> None:
    for path, draft in change.drafts.items():
        move_draft(draft, path)
    contents = {MANIFEST_NAME: manifest.to_json(), DATAPACKAGE_NAME: to_json(data_package(manifest))}
    for name, content in contents.items():
        path = change.destination / name
        if not path.exists() or path.read_bytes() != content:
            write_file(path, content)


def _remove_unnamed(destination: Path, manifest: Manifest) -> None:
    named = {destination / file.path for file in manifest.files()}
    for path in _paths(destination, "*"):
        if path not in named and _OWN_FILE.fullmatch(path.name):
            path.unlink()
    for path in destination.glob(f"*.json.*{DRAFT_SUFFIX}"):
        path.unlink()


def _paths(destination: Path, pattern: str) -> Iterator[Path]:
    for name in TABLES:
        yield from sorted((destination / name).glob(pattern))


def _summary(manifest: Manifest, previous: Manifest, failed: int) -> Published:
    unchanged = sum(previous.holds(document_id, record.key) for document_id, record in manifest.documents.items())
    return Published(
        manifest=manifest,
        changed=manifest != previous,
        new=len(manifest.documents) - unchanged,
        unchanged=unchanged,
        removed=len(previous.documents.keys() - manifest.documents.keys()),
        failed=failed,
        rows={name: sum(file.rows for file in files) for name, files in manifest.tables.items()},
    )

"""Make the staged documents the dataset: commit, then clean.

Start with `publish`. Up to the moment that the manifest is replaced the old dataset stands, from then on the new one;
a crash before or after leaves a whole dataset, and files that the next publication puts in order. Every step finds out
by itself what is left to do, so a publication without news touches nothing.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from outsider_etl.dataset.assertions import check_assertions
from outsider_etl.dataset.buckets import (
    bucket_digits,
    bucket_keys,
    bucket_name,
    count_nulls,
    published_rows,
    sorted_rows,
    to_parquet,
)
from outsider_etl.dataset.datapackage import DATAPACKAGE_NAME, data_package
from outsider_etl.dataset.entries import Entry, Failed, Published, summary
from outsider_etl.dataset.files import DRAFT_SUFFIX
from outsider_etl.dataset.manifest import (
    FILE_NAME,
    MANIFEST_NAME,
    DocumentRecord,
    Manifest,
    TableFile,
    check_content,
    damaged,
    problem,
    read_manifest,
    to_json,
)
from outsider_etl.dataset.places import (
    Place,
    arrow_files,
    discard_draft,
    locked,
    move_draft,
    place_of,
    sizes,
    write_draft,
    write_files,
    writing,
)
from outsider_etl.dataset.staging import (
    DOCUMENT_TABLES,
    INDEX,
    clear_staging,
    staged_nearby,
    staged_rows,
    staged_sizes,
)
from outsider_etl.dataset.sums import check_rows, check_sources
from outsider_etl.errors import DatasetError
from outsider_etl.settings import Assertions
from outsider_etl.tables import SCHEMA_VERSION, TABLES, sound_table
from outsider_etl.tables.organisations_index import INDEXED_COLUMNS, index_organisations
from outsider_etl.tables.registry import Registry

DEFAULTS = Assertions()

_OWN_FILE = re.compile(rf"{FILE_NAME}(\.[0-9a-f]+{re.escape(DRAFT_SUFFIX)})?")
_OWN_DRAFT = re.compile(rf".*\.json\..*{re.escape(DRAFT_SUFFIX)}")


def publish(
    destination: str | Place,
    entries: Sequence[Entry],
    failures: Sequence[Failed],
    *,
    sources_found: int,
    pipeline_version: str,
    registry: Registry | None = None,
    assertions: Assertions = DEFAULTS,
) -> Published:
    """Make `entries` the documents and `failures` the failures of the dataset at `destination`, and no others.

    The rows of an entry come from the present dataset where that has them under the same key, else from staging.
    Each of the `sources_found` sources is an entry's source, an alias of it or a failure. Organisations are linked to
    the `registry`, where there is one. Only files whose rows change are written; without a change no file is touched.

    Raises DatasetError, and publishes nothing, where the sums do not close, a minimum of the `assertions` is missed,
    staged or published rows are missing, the destination cannot be written or another process is publishing there.
    """
    check_sources(entries, failures, sources_found)
    place = place_of(destination)
    with writing(place), locked(place) as confirm:
        previous = read_manifest(place) or _NOTHING
        _check_files(place, previous)
        _remove_unnamed(place, previous)
        with _change(place, previous, entries) as change:
            return _publish(change, failures, pipeline_version, registry, assertions, confirm)


def publish_anew(
    destination: str | Place,
    entries: Sequence[Entry],
    failures: Sequence[Failed],
    *,
    sources_found: int,
    pipeline_version: str,
    registry: Registry | None = None,
    assertions: Assertions = DEFAULTS,
) -> Published:
    """Do as `publish` does where the destination holds nothing: every row comes from staging, every file is written.

    The dataset that is there stands until the new one is committed, and may be damaged or of an older version; nothing
    is compared with it. Raises DatasetError as `publish` does.
    """
    check_sources(entries, failures, sources_found)
    place = place_of(destination)
    with writing(place), locked(place) as confirm:
        _check_owner(place)
        with _change(place, _NOTHING, entries) as change:
            return _publish(change, failures, pipeline_version, registry, assertions, confirm)


@dataclass(frozen=True, slots=True)
class _Change:
    """The step from the `previous` manifest to the new `documents`; `drafts` of new files by their places.

    Rows that are new are found in `staged`, a local place.
    """

    destination: Place
    staged: Path
    previous: Manifest
    documents: dict[str, DocumentRecord]
    drafts: dict[Place, Place]


_NOTHING = Manifest(pipeline_version="", tables={}, documents={}, failed={})


@contextmanager
def _change(destination: Place, previous: Manifest, entries: Sequence[Entry]) -> Iterator[_Change]:
    new = [entry.key for entry in entries if not previous.holds(entry.document_id, entry.key)]
    with staged_nearby(destination, new) as staged:
        yield _Change(destination, staged, previous, _records(staged, entries, previous), {})


def _publish(
    change: _Change,
    failures: Sequence[Failed],
    pipeline_version: str,
    registry: Registry | None,
    assertions: Assertions,
    confirm: Callable[[], None],
) -> Published:
    try:
        manifest = Manifest(
            pipeline_version=pipeline_version,
            tables=_tables(change, failures, registry),
            documents=change.documents,
            failed={failed.key: failed.failure for failed in failures if failed.key},
        )
        check_rows(manifest, len(failures))
        unlinked = _count_unlinked(change, manifest.tables["footnotes"])
        warnings = check_assertions(
            assertions,
            change.destination,
            manifest,
            change.previous,
            failures=[failed.failure for failed in failures],
            unlinked=unlinked,
        )
        _commit(change, manifest, confirm)
    except DatasetError:
        _take_back(change)
        confirm()  # who has lost the right to publish finds files gone that another run has taken away
        raise
    except BaseException:
        _take_back(change)
        raise
    # The dataset stands: what another process holds on to here is left to the next publication.
    with suppress(OSError):
        _remove_unnamed(change.destination, manifest)
    with suppress(OSError):
        clear_staging(change.destination)
    return summary(manifest, change.previous, len(failures), warnings)


def _check_files(destination: Place, previous: Manifest) -> None:
    found = problem(destination, previous)
    if found:
        raise damaged(destination, found)
    _check_owner(destination)


def _check_owner(destination: Place) -> None:
    for path in _table_paths(destination):
        if path.suffix == ".parquet" and not _OWN_FILE.fullmatch(path.name):
            raise DatasetError(f"{path} does not belong to the dataset: move it elsewhere, then run again")


def _records(staged: Path, entries: Sequence[Entry], previous: Manifest) -> dict[str, DocumentRecord]:
    records = {}
    for entry in entries:
        published = previous.holds(entry.document_id, entry.key)
        sizes = previous.documents[entry.document_id] if published else staged_sizes(staged, entry.key)
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
    rows = [_indexed_columns(change, file) for file in organisations]
    return _draft_file(change, INDEX, "", index_organisations(pa.concat_tables(rows), registry))


def _indexed_columns(change: _Change, file: TableFile) -> pa.Table:
    place = change.destination / file.path
    if place not in change.drafts:
        check_content(change.destination, file)
    (path,), filesystem = arrow_files([change.drafts.get(place, place)])
    return pq.read_table(path, columns=INDEXED_COLUMNS, partitioning=None, filesystem=filesystem)


def _count_unlinked(change: _Change, footnotes: tuple[TableFile, ...]) -> int:
    paths = [change.destination / file.path for file in footnotes]
    return count_nulls(change.destination, [change.drafts.get(path, path) for path in paths], "marker_passage_id")


def _table_files(change: _Change, name: str) -> tuple[TableFile, ...]:
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


def _bucket_rows(change: _Change, name: str, prefix: str, keys: Mapping[str, str]) -> pa.Table:
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


def _draft_file(change: _Change, name: str, prefix: str, rows: pa.Table) -> TableFile:
    content = to_parquet(rows)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{name}/{bucket_name(prefix)}-{digest[:12]}.parquet"
    file = TableFile(path=path, rows=rows.num_rows, bytes=len(content), sha256=digest)
    if file not in change.previous.tables.get(name, ()):
        place = change.destination / path
        change.drafts[place] = write_draft(place, content)
    return file


def _commit(change: _Change, manifest: Manifest, confirm: Callable[[], None]) -> None:
    for path, draft in change.drafts.items():
        move_draft(draft, path)
    confirm()
    contents = {} if manifest == change.previous else {MANIFEST_NAME: manifest.to_json()}
    contents[DATAPACKAGE_NAME] = to_json(data_package(manifest))
    changed = {name: content for name, content in contents.items() if _read(change.destination / name) != content}
    write_files(change.destination, changed)


def _take_back(change: _Change) -> None:
    """Remove the new files that no manifest names."""
    for draft in change.drafts.values():
        discard_draft(draft)
    # In object storage a put of the manifest that seems to have failed may yet go through.
    if isinstance(change.destination, Path):
        with suppress(OSError, DatasetError):
            _remove_unnamed(change.destination, read_manifest(change.destination) or _NOTHING)


def _read(path: Place) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _remove_unnamed(destination: Place, manifest: Manifest) -> None:
    named = {destination / file.path for file in manifest.files()}
    for path in _table_paths(destination):
        if path not in named and _OWN_FILE.fullmatch(path.name):
            path.unlink()
    for file in sizes(destination):
        if _OWN_DRAFT.fullmatch(file):
            (destination / file).unlink()


def _table_paths(destination: Place) -> list[Place]:
    return [destination / name / file for name in TABLES for file in sizes(destination / name)]

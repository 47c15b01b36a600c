"""Make the staged documents the dataset: commit, then clean.

Start with `publish`. Up to the moment that the manifest is replaced the old dataset stands, from then on the new one;
a crash before or after leaves a whole dataset, and files that the next publication puts in order. Every step finds out
by itself what is left to do, so a publication without news touches nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from outsider_etl.dataset.assertions import check_assertions
from outsider_etl.dataset.datapackage import DATAPACKAGE_NAME, data_package
from outsider_etl.dataset.entries import Entry, Failed, Published, summary
from outsider_etl.dataset.files import DRAFT_SUFFIX
from outsider_etl.dataset.manifest import (
    FILE_NAME,
    MANIFEST_NAME,
    DocumentRecord,
    Manifest,
    damaged,
    problem,
    read_manifest,
    to_json,
)
from outsider_etl.dataset.places import (
    Place,
    discard_draft,
    locked,
    move_draft,
    place_of,
    sizes,
    write_files,
    writing,
)
from outsider_etl.dataset.staging import clear_staging, staged_nearby, staged_sizes
from outsider_etl.dataset.sums import check_rows, check_sources
from outsider_etl.dataset.table_files import Change, count_unlinked, tables_of
from outsider_etl.errors import DatasetError
from outsider_etl.settings import Assertions
from outsider_etl.tables import TABLES
from outsider_etl.tables.registry import Registry

DEFAULTS = Assertions()
_NOTHING = Manifest(pipeline_version="", tables={}, documents={}, failed={})

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


@contextmanager
def _change(destination: Place, previous: Manifest, entries: Sequence[Entry]) -> Iterator[Change]:
    new = [entry.key for entry in entries if not previous.holds(entry.document_id, entry.key)]
    with staged_nearby(destination, new) as staged:
        yield Change(destination, staged, previous, _records(staged, entries, previous), {})


def _publish(
    change: Change,
    failures: Sequence[Failed],
    pipeline_version: str,
    registry: Registry | None,
    assertions: Assertions,
    confirm: Callable[[], None],
) -> Published:
    try:
        manifest = Manifest(
            pipeline_version=pipeline_version,
            tables=tables_of(change, failures, registry),
            documents=change.documents,
            failed={failed.key: failed.failure for failed in failures if failed.key},
        )
        check_rows(manifest, len(failures))
        unlinked = count_unlinked(change, manifest.tables["footnotes"])
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


def _commit(change: Change, manifest: Manifest, confirm: Callable[[], None]) -> None:
    for path, draft in change.drafts.items():
        move_draft(draft, path)
    confirm()
    contents = {} if manifest == change.previous else {MANIFEST_NAME: manifest.to_json()}
    contents[DATAPACKAGE_NAME] = to_json(data_package(manifest))
    changed = {name: content for name, content in contents.items() if _read(change.destination / name) != content}
    write_files(change.destination, changed)


def _take_back(change: Change) -> None:
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

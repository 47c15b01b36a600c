"""Sums that must close before anything is published."""

from collections import Counter
from collections.abc import Sequence

from outsider_etl.dataset.entries import Entry, Failed
from outsider_etl.dataset.manifest import Manifest
from outsider_etl.dataset.staging import INDEX
from outsider_etl.errors import DatasetError


def check_sources(entries: Sequence[Entry], failures: Sequence[Failed], sources_found: int) -> None:
    """Raise DatasetError unless each of the sources found is in one entry or one failure."""
    names = Counter(name for entry in entries for name in (entry.source, *entry.aliases))
    names.update(failed.failure.source for failed in failures)
    if names.total() != sources_found:
        raise DatasetError(f"{sources_found} sources were found, {names.total()} became documents or failures")
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise DatasetError(f"sources counted more than once: {', '.join(sorted(twice))}")
    if len({entry.document_id for entry in entries}) < len(entries):
        raise DatasetError("a document was handed in more than once")


def check_rows(manifest: Manifest, failures: int) -> None:
    """Raise DatasetError unless the rows that were made are the rows that were written, table by table."""
    made = Counter({"failures": failures})
    for record in manifest.documents.values():
        made.update(record.rows)
    # The index is made of the rows of another table.
    for name, files in manifest.tables.items():
        written = sum(file.rows for file in files)
        if name != INDEX and written != made[name]:
            raise DatasetError(f"{made[name]} rows were made for table {name}, {written} written: nothing is published")

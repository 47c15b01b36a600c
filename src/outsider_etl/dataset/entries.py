"""What a publication is made of, and the sums of it that must close."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from outsider_etl.dataset.manifest import Manifest
from outsider_etl.dataset.staging import INDEX
from outsider_etl.errors import DatasetError, Failure


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


def check_sources(entries: Sequence[Entry], failures: Sequence[Failed], sources_found: int) -> None:
    """Raise DatasetError where a source is neither a document nor a failure, or is counted twice."""
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
    """Raise DatasetError where a table has not as many rows as were made for it."""
    made = Counter({"failures": failures})
    for record in manifest.documents.values():
        made.update(record.rows)
    # The index is made of the rows of another table.
    for name, files in manifest.tables.items():
        written = sum(file.rows for file in files)
        if name != INDEX and written != made[name]:
            raise DatasetError(f"{made[name]} rows were made for table {name}, {written} written: nothing is published")

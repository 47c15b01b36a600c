"""What a publication is made of, and what it comes to."""

from dataclasses import dataclass

from outsider_etl.dataset.manifest import Manifest
from outsider_etl.errors import Failure


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

    Of the documents, `new` came from staging, `unchanged` were there before, and `removed` are there no more. The
    `warnings` are what is not as asserted in the settings.
    """

    manifest: Manifest
    changed: bool
    new: int
    unchanged: int
    removed: int
    failed: int
    rows: dict[str, int]
    warnings: tuple[str, ...]


def summary(manifest: Manifest, previous: Manifest, failed: int, warnings: tuple[str, ...]) -> Published:
    """Return what the step from the `previous` manifest to the new one came to."""
    unchanged = sum(previous.holds(document_id, record.key) for document_id, record in manifest.documents.items())
    return Published(
        manifest=manifest,
        changed=manifest != previous,
        new=len(manifest.documents) - unchanged,
        unchanged=unchanged,
        removed=len(previous.documents.keys() - manifest.documents.keys()),
        failed=failed,
        rows=manifest.rows(),
        warnings=warnings,
    )

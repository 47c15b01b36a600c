"""The manifest: which files make up the published dataset, and which document each row of them came from."""

import hashlib
import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from outsider_etl.dataset.places import Place, place_of, sizes
from outsider_etl.dataset.versions import require_readable
from outsider_etl.errors import DatasetError, Failure
from outsider_etl.objects import ObjectPath
from outsider_etl.tables import SCHEMA_VERSION

MANIFEST_NAME = "manifest.json"

FILE_NAME = r"(all|[0-9a-f]{1,2})-[0-9a-f]{12}\.parquet"
"""How a table's files are called: the bucket, then the first digits of the content's SHA-256."""


class Record(BaseModel):
    """Base of what the manifest is made of: immutable, compared by value."""

    model_config = ConfigDict(frozen=True)


class TableFile(Record):
    """A Parquet file of a table: its path relative to the destination, its rows, its size and hash."""

    path: Annotated[str, StringConstraints(pattern=rf"^[a-z_]+/{FILE_NAME}$")]
    rows: int
    bytes: int
    sha256: str

    @property
    def prefix(self) -> str:
        """What the ids of the documents in the file begin with; empty for the one bucket of a small table."""
        bucket = self.path.rpartition("/")[2].partition("-")[0]
        return "" if bucket == "all" else bucket


class Sizes(Record):
    """How much a document brings to each table it has rows in: `rows`, and their `bytes` in memory."""

    rows: dict[str, int]
    bytes: dict[str, int]


class DocumentRecord(Sizes):
    """A published document: its names, the key that its rows were made under, and their sizes."""

    source: str
    aliases: tuple[str, ...]
    key: str


class Manifest(Record):
    """A published dataset: the files of each table, its documents by id, remembered failures by key.

    It answers what a run need not do again: `holds` tells which rows are published, and `failed[key]` is a failure
    that the same bytes and settings would only repeat.
    """

    schema_version: str = SCHEMA_VERSION
    pipeline_version: str
    tables: dict[str, tuple[TableFile, ...]]
    documents: dict[str, DocumentRecord]
    failed: dict[str, Failure]

    def files(self) -> list[TableFile]:
        """Return the files of all tables."""
        return [file for files in self.tables.values() for file in files]

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return {name: sum(file.rows for file in files) for name, files in self.tables.items()}

    def holds(self, document_id: str, key: str) -> bool:
        """Tell whether the rows of a document are published as they are made under `key`."""
        record = self.documents.get(document_id)
        return record is not None and record.key == key

    def to_json(self) -> bytes:
        """Return the manifest as it is written: keys sorted, so that equal manifests are equal bytes."""
        return to_json(self.model_dump(mode="json"))


def to_json(value: object) -> bytes:
    """Return `value` as JSON whose bytes depend on nothing but the value."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(destination: str | Place) -> Manifest | None:
    """Return the manifest of the dataset at `destination`, None where there is none.

    Raises DatasetError for a manifest that cannot be read, or was written under a schema version that is not.
    """
    path = place_of(destination) / MANIFEST_NAME
    try:
        content = json.loads(path.read_bytes())
        version = require_readable(path, content["schema_version"])
        return Manifest.model_validate(content | {"schema_version": version})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror or error})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise DatasetError(f"{path} is damaged or no manifest of a dataset: remove it and run again") from error


def problem(destination: Place, manifest: Manifest) -> str | None:
    """Return what is wrong with the first file that is missing or has the wrong size, None where all agree."""
    for name, files in manifest.tables.items():
        found = sizes(destination / name)
        for file in files:
            path, size = destination / file.path, found.get(file.path.rpartition("/")[2])
            if size is None:
                return f"{path} is missing"
            if size != file.bytes:
                return f"{path} has {size} bytes where the manifest says {file.bytes}"
    return None


def check_content(destination: Place, file: TableFile) -> None:
    """Raise DatasetError where the bytes of a file are not those that were published, OSError where there are none."""
    path = destination / file.path
    if _digest(path) != file.sha256:
        raise damaged(destination, f"{path} is not what was published")


def _digest(path: Place) -> str:
    if isinstance(path, ObjectPath):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def damaged(destination: Place, what: str) -> DatasetError:
    """Return the error for a dataset whose files do not agree with its manifest."""
    return DatasetError(f"{what}: restore the file, or make {destination} anew by `outsider-etl rebuild`")

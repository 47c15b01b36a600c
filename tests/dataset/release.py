"""Write the dataset that a release leaves behind for later versions to read: `python -m tests.dataset.release`.

It goes into `released/VERSION` beside this file: two documents with rows in every table, and a source that failed.
Run it once, right before a release, and commit what it writes; what an earlier release wrote is never written again.
"""

from pathlib import Path

from outsider_etl.dataset import Failed, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import UsageError
from outsider_etl.settings import pipeline_version
from tests.dataset.small_documents import entry, failure, table

RELEASED = Path(__file__).parent / "released"
DOCUMENTS = ((1, 1), (2, 1))
FAILED = 3


def write(destination: Path, version: str) -> None:
    entries = [entry(*document) for document in DOCUMENTS]
    for seed, made in enumerate(entries):
        rows = {name: 1 if name == "documents" else 2 for name in DOCUMENT_TABLES}
        stage(
            destination,
            made.key,
            {name: table(name, made.document_id, rows[name], 7 * seed + 3) for name in DOCUMENT_TABLES},
        )
    failed = [Failed(failure(FAILED), f"{FAILED:016x}")]
    publish(destination, entries, failed, sources_found=len(entries) + 1, pipeline_version=version)


def main() -> None:
    destination = RELEASED / pipeline_version()
    if destination.exists():
        raise UsageError(f"{destination}: is there already, as that version wrote it")
    write(destination, pipeline_version())


if __name__ == "__main__":
    main()

"""Measure what a million reports would take: `python -m benchmarks.scale [REPORTS]`, by default the reports in raw/.

Prints Markdown. What a document costs is measured on the reports; what grows with their number is simulated at the
sizes that are printed and said for more by proportion. Times are of the processor, not of the clock on the wall, so
that other work on the machine disturbs them little.
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from outsider_etl.dataset import Entry, Manifest, is_staged, load, publish, read_manifest, stage, staged_keys
from outsider_etl.dataset.buckets import BUCKET_BYTES, MAX_DIGITS, sorted_rows, to_parquet
from outsider_etl.dataset.manifest import MANIFEST_NAME, DocumentRecord
from outsider_etl.dataset.staging import DOCUMENT_TABLES, STAGING
from outsider_etl.jobs import Job, read_jobs
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.readers import SUFFIXES
from outsider_etl.report import Report, extract
from outsider_etl.settings import Settings, pipeline_key
from outsider_etl.sources import discover, read
from outsider_etl.tables import arrow_schema
from outsider_etl.tables.organisations_index import index_organisations

REPORTS = Path(__file__).parents[1] / "raw"
MANIFEST_DOCUMENTS = 50_000
INDEX_ROWS = 50_000
STAGED_FILES = 10_000
BUCKET_COPIES = 50
COUNTS = (1_000_000, 100_000_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one document costs, on average over the reports; bytes of tables by name, in memory and as Parquet."""

    documents: int
    source_bytes: float
    seconds: float
    read_seconds: float
    staged_bytes: float
    rows: dict[str, float]
    memory: dict[str, float]
    parquet: dict[str, float]


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that `work` takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(reports: Path, destination: Path) -> Measured:
    """Make a dataset of the reports, and return what a document of it cost."""
    sources = discover(reports, SUFFIXES)
    jobs: list[Job] = []
    pipeline = pipeline_key(Settings())
    read_seconds = cpu(lambda: jobs.extend(read_jobs(sources, pipeline)[0]))
    nlp = load_nlp(threads=1)
    extract(read(sources[0]), nlp)  # what is loaded at the first document is loaded once a process
    seconds = sum(cpu(lambda job=job: _stage(destination, job, nlp)) for job in jobs)
    staged = sum(path.stat().st_size for path in (destination / STAGING).iterdir())
    entries = [Entry(job.document_id, job.source.name, (), job.key) for job in jobs]
    manifest = publish(destination, entries, [], sources_found=len(entries), pipeline_version="benchmark").manifest
    count = len(jobs)
    return Measured(
        documents=count,
        source_bytes=sum(job.size for job in jobs) / count,
        seconds=seconds / count,
        read_seconds=read_seconds / count,
        staged_bytes=staged / count,
        rows=_mean(record.rows for record in manifest.documents.values()),
        memory=_mean(record.bytes for record in manifest.documents.values()),
        parquet={name: sum(file.bytes for file in files) / count for name, files in manifest.tables.items()},
    )


def _stage(destination: Path, job: Job, nlp: object) -> None:
    report = extract(read(job.source), nlp)
    if isinstance(report, Report):
        stage(destination, job.key, report.tables)


def _mean(counts: Iterable[dict[str, int]]) -> dict[str, float]:
    listed = list(counts)
    total: Counter[str] = Counter()
    for each in listed:
        total.update(each)
    return {name: total[name] / len(listed) for name in DOCUMENT_TABLES}


def simulate_manifest(measured: Measured, folder: Path) -> tuple[float, float, float]:
    """Return for each document of a manifest: its bytes, seconds to write and seconds to read."""
    record = DocumentRecord(
        source="reports/2020/the name of a report.pdf",
        aliases=(),
        key="0" * 16,
        rows={name: round(rows) for name, rows in measured.rows.items() if rows},
        bytes={name: round(size) for name, size in measured.memory.items() if size},
    )
    documents = {f"{number:016x}": record for number in range(MANIFEST_DOCUMENTS)}
    manifest = Manifest(pipeline_version="benchmark", tables={}, documents=documents, failed={})
    path = folder / MANIFEST_NAME
    written = cpu(lambda: path.write_bytes(manifest.to_json()))
    loaded = cpu(lambda: read_manifest(folder))
    return path.stat().st_size / MANIFEST_DOCUMENTS, written / MANIFEST_DOCUMENTS, loaded / MANIFEST_DOCUMENTS


def simulate_index(measured: Measured) -> tuple[float, float]:
    """Return for each row of `organisations` the seconds and the bytes of memory that the index takes of it.

    Half of the names are in two documents, and half in one.
    """
    each = max(1, round(measured.rows["organisations"]))
    words = ("Ministry", "Institute", "Agency", "University", "Bank", "Council", "Centre")
    rows = [
        {
            "document_id": f"{number // each:016x}",
            "organisation_id": f"o{number % each:03}",
            "name": f"{words[number % 7]} of {_word(number if number % 2 else number // 4)}",
            "acronym": None,
            "aliases": [],
            "mention_count": 2,
            "first_mention_id": "m0001",
        }
        for number in range(INDEX_ROWS)
    ]
    table = pa.Table.from_pylist(rows, schema=arrow_schema("organisations"))
    del rows
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = cpu(lambda: index_organisations(table, None))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return seconds / INDEX_ROWS, grown * 1024 / INDEX_ROWS


def _word(number: int) -> str:
    """Return a word that no other number has."""
    syllables = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def simulate_rewriting(destination: Path) -> float:
    """Return the seconds to write a byte of rows anew, as a bucket is where one of its documents changes."""
    paragraphs = pa.concat_tables([load(destination)["paragraphs"]] * BUCKET_COPIES)
    return cpu(lambda: to_parquet(sorted_rows([paragraphs]))) / paragraphs.nbytes


def simulate_staging(folder: Path) -> float:
    """Return the seconds to find one of many staged documents, and to look at what it holds."""
    empty = {name: arrow_schema(name).empty_table() for name in DOCUMENT_TABLES}
    stage(folder, "0" * 16, empty)
    archive = (folder / STAGING / f"{'0' * 16}.zip").read_bytes()
    for number in range(1, STAGED_FILES):
        (folder / STAGING / f"{number:016x}.zip").write_bytes(archive)
    return cpu(lambda: [is_staged(folder, key) for key in staged_keys(folder)]) / STAGED_FILES


def digits(size: float) -> int:
    """Return how many digits name a bucket of a table of so many bytes in memory."""
    return next((digits for digits in range(MAX_DIGITS) if size <= BUCKET_BYTES * 16**digits), MAX_DIGITS)


def per_table(measured: Measured) -> list[list[str]]:
    """Return the lines of the table by table."""
    lines = []
    for name in (*DOCUMENT_TABLES, "organisations_index"):
        memory = measured.memory.get(name, 0)
        cells = [name, f"{measured.rows.get(name, 0):.0f}", f"{memory:,.0f}", f"{measured.parquet[name]:,.0f}"]
        for count in COUNTS:
            buckets = 16 ** digits(memory * count)
            cells.append(f"{buckets} x {memory * count / buckets / 1e9:,.2f} GB" if memory else "1")
        lines.append(cells)
    return lines


def markdown(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is measured, and what follows for many documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path, default=REPORTS)
    reports = parser.parse_args(arguments).reports
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(reports, Path(folder, "measured"))
        index_seconds, index_bytes = simulate_index(measured)
        manifest = simulate_manifest(measured, Path(folder))
        rewriting_seconds = simulate_rewriting(Path(folder, "measured"))
        staging_seconds = simulate_staging(Path(folder, "staging"))
    organisations = measured.rows["organisations"]
    once = {
        "source, bytes": measured.source_bytes,
        "to read and hash it in every run, CPU ms": measured.read_seconds * 1e3,
        "to make its rows, once, CPU s": measured.seconds,
        "documents a core-hour": 3600 / measured.seconds,
        "staged until it is published, bytes": measured.staged_bytes,
        "to find it staged, CPU ms": staging_seconds * 1e3,
        "published, bytes": sum(measured.parquet.values()),
        "manifest, bytes": manifest[0],
        "manifest, to write and read it in every run, CPU ms": (manifest[1] + manifest[2]) * 1e3,
        "to write its rows anew with a bucket, CPU ms": rewriting_seconds * sum(measured.memory.values()) * 1e3,
        "rows of organisations": organisations,
        "organisations_index, in every publication, CPU ms": index_seconds * organisations * 1e3,
        "organisations_index, memory, bytes": index_bytes * organisations,
    }
    print(f"Measured on {measured.documents} reports.\n")
    print(markdown(("of one document", "value"), ((name, f"{value:,.2f}") for name, value in once.items())))
    print()
    head = ("table", "rows", "bytes in memory", "bytes of Parquet", *(f"buckets at {count:,}" for count in COUNTS))
    print(markdown(head, per_table(measured)))


if __name__ == "__main__":
    main()

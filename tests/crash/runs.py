"""A run without Prefect and without a model, over reports whose rows are made up; all else is as in a real one."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pandera.backends.polars.register import register_polars_backends

from outsider_etl import report
from outsider_etl.batch import Plan, check_outcomes, make_batches, make_plan, open_destination, settle
from outsider_etl.dataset import Published, publish
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import Failure
from outsider_etl.jobs import Job
from outsider_etl.nlp import pipeline
from outsider_etl.report import Report
from outsider_etl.settings import Settings, pipeline_key
from outsider_etl.sources import Content
from outsider_etl.tables import TABLES, arrow_schema
from outsider_etl.working import Outcome, process_document
from tests.dataset.small_documents import table

Sources = Mapping[str, str]
"""What the files of a folder of reports hold, by their names; a report that begins with "fail" fails."""

FAILS = "fail"
DOCUMENTS = arrow_schema("documents")


def make_up_rows(patch: pytest.MonkeyPatch) -> None:
    """Let every report have rows that follow from its bytes alone, and let no model be loaded."""
    patch.setattr(report, "extract", _extract)
    patch.setattr(pipeline, "load_nlp", lambda *_, **__: SimpleNamespace(vocab=()))


def warm_up(settings: Settings, *states: Sources) -> None:
    """Do once what every process would do first, so that their time goes into what is to be disturbed."""
    pipeline_key(settings)
    register_polars_backends()
    for name in TABLES:
        arrow_schema(name)
    for text in {text for sources in states for text in sources.values()}:
        _tables(hashlib.sha256(text.encode()).hexdigest()[:16])


def write_sources(raw: Path, sources: Sources) -> None:
    """Make the files of `raw` those of `sources`, and no others."""
    raw.mkdir(exist_ok=True)
    for path in raw.iterdir():
        if path.name not in sources:
            path.unlink()
    for name, text in sources.items():
        (raw / name).write_text(text, "utf-8")


def run(settings: Settings) -> Published:
    """Plan, work on the documents in processes, and publish."""
    from outsider_etl.workers import open_workers

    with open_destination(settings):
        plan = make_plan(settings)
        batches = make_batches(plan.jobs, settings)
        with (
            open_workers(settings, batches=len(batches)) as workers,
            ThreadPoolExecutor(settings.worker_count()) as threads,
        ):
            outcomes = [outcome for done in threads.map(workers.run, batches) for outcome in done]
        return finish(plan, outcomes, settings)


def run_here(settings: Settings) -> Published:
    """Do as `run` does, in this process alone."""
    with open_destination(settings):
        plan = make_plan(settings)
        return finish(plan, work(plan.jobs, settings), settings)


def work(jobs: Sequence[Job], settings: Settings) -> list[Outcome]:
    """Do in this process what a worker does with documents."""
    return [process_document(job, settings) for job in jobs]


def finish(plan: Plan, outcomes: Sequence[Outcome], settings: Settings) -> Published:
    """Publish what a plan has come to."""
    check_outcomes(plan, outcomes, settings)
    plan = settle(plan, outcomes)
    return publish(
        settings.destination, plan.entries, plan.failures, sources_found=plan.sources_found, pipeline_version="1.0"
    )


def rows_of(document_id: str) -> dict[str, int]:
    """Return how many rows each table has of a document."""
    return {name: rows.num_rows for name, rows in _tables(document_id).items()}


def _extract(content: Content, *_: object) -> Report | Failure:
    if content.data.startswith(FAILS.encode()):
        return Failure(content.source.name, content.document_id, "structure", "ValueError", "it is made to fail")
    tables = dict(_tables(content.document_id))
    told = {"source": content.source.name, "title": content.overrides.get("title")}
    tables["documents"] = pa.Table.from_pylist([row | told for row in tables["documents"].to_pylist()], DOCUMENTS)
    return Report(content.document_id, content.source.name, tables)


@cache
def _tables(document_id: str) -> dict[str, pa.Table]:
    seed = int(document_id[:4], 16)
    counts = {"documents": 1, "paragraphs": 4 + seed % 3, "money": seed % 3, "dates": seed % 2, "organisations": 1}
    return {name: table(name, document_id, counts.get(name, 0), seed) for name in DOCUMENT_TABLES}

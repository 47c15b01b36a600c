"""What a run has to do, in batches, and the work on one batch.

Start with `make_plan`: a plan follows from the sources, the settings and what the destination holds already. The work
on a batch leaves the rows of its documents staged; `settle` says what a plan comes to once outcomes are known.
"""

import builtins
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from outsider_etl.dataset import Entry, Failed, Manifest, is_staged, read_manifest, stage, staged_keys
from outsider_etl.dataset.places import Place, place_of
from outsider_etl.errors import DatasetError, Failure, SourceError, Stage, UsageError
from outsider_etl.jobs import Job, read_jobs
from outsider_etl.readers import SUFFIXES
from outsider_etl.settings import Settings, pipeline_key
from outsider_etl.sources import discover, read

if TYPE_CHECKING:
    from spacy.language import Language

# The process that plans a run needs no model: what imports spaCy is imported where a document is worked on.

BATCHES_PER_WORKER = 4
"""How finely a small run is cut, so that no process is left without work while another has a long batch."""

_NO_MEMORY = "ran out of memory; split it, or set fewer workers, and run again"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: staged rows, or a failure; `final` where another try would only fail again."""

    document_id: str
    failure: Failure | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run found: the documents, those of them to work on, and the sources that failed.

    Each of the `sources_found` sources is in one of the entries, as its source or an alias, or in one of the failures.
    """

    sources_found: int
    entries: tuple[Entry, ...]
    failures: tuple[Failed, ...]
    jobs: tuple[Job, ...]


_open: ContextVar[Plan | None] = ContextVar("plan", default=None)


@contextmanager
def open_plan(settings: Settings) -> Iterator[Plan]:
    """Give out the plan that is open in this context already, or else a new one, as `make_plan` makes it."""
    plan = _open.get()
    if plan is not None:
        yield plan
        return
    plan = make_plan(settings)
    token = _open.set(plan)
    try:
        yield plan
    finally:
        _open.reset(token)


def make_plan(settings: Settings) -> Plan:
    """Read all sources and compare them with what is published or staged at the destination.

    Sources of the same bytes are one document under the first name in order. A failure that the manifest remembers
    under a document's key stands without another try. Raises UsageError, ModelError or DatasetError.
    """
    destination = _destination(settings)
    manifest = read_manifest(destination)
    plan = make_plan_anew(settings)
    jobs = plan.jobs
    if manifest is not None:
        plan = settle(plan, [_remembered(entry, manifest) for entry in plan.entries if entry.key in manifest.failed])
    staged = staged_keys(destination)
    done = {
        entry.key
        for entry in plan.entries
        if (manifest is not None and manifest.holds(entry.document_id, entry.key))
        or (entry.key in staged and is_staged(destination, entry.key))
    }
    done.update(failed.key for failed in plan.failures if failed.key)
    return replace(plan, jobs=tuple(job for job in jobs if job.key not in done))


def make_plan_anew(settings: Settings) -> Plan:
    """Read all sources and plan to work on every document, whatever the destination holds.

    Raises UsageError or ModelError.
    """
    _destination(settings)
    sources = discover(settings.source, SUFFIXES)
    jobs, aliases, failures = read_jobs(sources, pipeline_key(settings))
    entries = tuple(Entry(job.document_id, job.source.name, aliases[job.document_id], job.key) for job in jobs)
    return Plan(len(sources), entries, tuple(failures), tuple(jobs))


def settle(plan: Plan, outcomes: Sequence[Outcome]) -> Plan:
    """Return the plan with every document that failed, and its aliases, among the failures; no job is left."""
    failed = {outcome.document_id: outcome for outcome in outcomes if outcome.failure}
    failures = list(plan.failures)
    for entry in plan.entries:
        outcome = failed.get(entry.document_id)
        if outcome is None or outcome.failure is None:
            continue
        failures.append(Failed(outcome.failure, entry.key if outcome.final else None))
        failures.extend(Failed(replace(outcome.failure, source=alias)) for alias in entry.aliases)
    entries = tuple(entry for entry in plan.entries if entry.document_id not in failed)
    return Plan(plan.sources_found, entries, tuple(failures), ())


def check_outcomes(plan: Plan, outcomes: Sequence[Outcome], settings: Settings) -> None:
    """Raise DatasetError where a dataset would lose all its documents to failures that may pass."""
    failures = [outcome.failure for outcome in outcomes if outcome.failure and not outcome.final]
    failures += [failed.failure for failed in plan.failures if failed.key is None]
    left = {entry.document_id for entry in plan.entries}
    left -= {outcome.document_id for outcome in outcomes if outcome.failure}
    if left or not failures:
        return
    destination = place_of(settings.destination)
    manifest = read_manifest(destination)
    if manifest is not None and manifest.documents:
        raise DatasetError(
            f"every report failed, some in a way that may pass, and {destination} stays as it is; the first of these: "
            f"{failures[0].message}"
        )


def make_batches(jobs: Sequence[Job], settings: Settings) -> list[tuple[Job, ...]]:
    """Return the jobs in batches within the limits of the settings, the largest documents first.

    The same jobs and settings give the same batches.
    """
    share = sum(job.size for job in jobs) // (settings.worker_count() * BATCHES_PER_WORKER)
    limit = max(1, min(settings.batch_bytes, share))
    batches: list[list[Job]] = []
    size = 0
    for job in sorted(jobs, key=_largest_first):
        if not batches or size + job.size > limit or len(batches[-1]) == settings.batch_documents:
            batches.append([])
            size = 0
        batches[-1].append(job)
        size += job.size
    return [tuple(batch) for batch in batches]


def process_batch(jobs: Sequence[Job], settings: Settings) -> list[Outcome]:
    """Stage the rows of each document and return what became of it; what is staged already is left as it is.

    A document that fails leaves the others alone. Raises ModelError, or DatasetError where nothing can be staged.
    """
    nlp = prepare(settings.model)
    return [_process(job, settings, nlp) for job in jobs]


@cache
def prepare(model: str | None) -> "Language":
    """Return the pipeline that all documents of this process go through; ModelError where the model is missing."""
    from outsider_etl.nlp.pipeline import load_nlp

    return load_nlp(model, threads=1)  # processes fill the processors already


def _process(job: Job, settings: Settings, nlp: "Language") -> Outcome:
    from outsider_etl.report import extract

    if is_staged(settings.destination, job.key):
        return Outcome(job.document_id)
    try:
        content = read(job.source)
        if (content.document_id, content.overrides_digest) != (job.document_id, job.overrides_digest):
            return _failed(job, "read", "SourceChanged", "changed while the run was reading it; run again")
        with _time_limit(settings.document_seconds):
            report = extract(content, nlp)
    except SourceError as error:
        return _failed(job, "read", type(error).__name__, str(error))
    except _TimeUpError:
        limit = f"took longer than {settings.document_seconds} s; split it, or set document_seconds higher"
        return _failed(job, "annotate", "TimeUp", limit)
    except MemoryError as error:
        return _failed(job, "read", type(error).__name__, _NO_MEMORY)
    if isinstance(report, Failure):
        return _judged(job, report)
    stage(settings.destination, job.key, report.tables)
    return Outcome(job.document_id)


def _judged(job: Job, failure: Failure) -> Outcome:
    """Return the outcome for a failure: final, unless it is the machine's and not the document's."""
    # Libraries have classes of their own for want of memory, which end like this.
    if failure.error.endswith("MemoryError"):
        return _failed(job, failure.stage, failure.error, _NO_MEMORY)
    if issubclass(getattr(builtins, failure.error, Exception), OSError):
        cause = failure.message.partition(";")[0]
        return _failed(job, failure.stage, failure.error, f"{cause} ({failure.error}); mend that and run again")
    return Outcome(job.document_id, failure, final=True)


def crashed(job: Job) -> Outcome:
    """Return the outcome of a document that took the process working on it down."""
    return _failed(job, "annotate", "Crashed", "the process died over it, or ran out of memory; split or leave it out")


def _destination(settings: Settings) -> Place:
    destination = place_of(settings.destination)
    if isinstance(destination, Path) and destination.exists() and not destination.is_dir():
        raise UsageError(f"{destination}: is no folder; name the folder that the tables are to be written into")
    return destination


def _failed(job: Job, stage_name: Stage, error: str, reason: str) -> Outcome:
    prefix = "" if reason.startswith(job.source.name) else f"{job.source.name}: "
    return Outcome(job.document_id, Failure(job.source.name, job.document_id, stage_name, error, prefix + reason))


def _largest_first(job: Job) -> tuple[int, str]:
    return -job.size, job.source.name


def _remembered(entry: Entry, manifest: Manifest) -> Outcome:
    return Outcome(entry.document_id, manifest.failed[entry.key], final=True)


class _TimeUpError(BaseException):
    """A document took too long; no Exception, so that nobody on the way takes it for an error of theirs."""


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise _TimeUpError

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        try:
            # Each second again, since an error that is raised under C code may be dropped on its way.
            signal.setitimer(signal.ITIMER_REAL, seconds, 1)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        # The alarm may have come when it was about to be turned off.
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

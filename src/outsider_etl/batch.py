"""What a run has to do, in batches.

Start with `make_plan`: a plan follows from the sources, the settings and what the destination holds already; `settle`
says what it comes to once the outcomes are known.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from outsider_etl.dataset import Entry, Failed, Manifest, forget_staged, is_staged, read_manifest, staged_keys
from outsider_etl.dataset.places import Place, locked, place_of, writing
from outsider_etl.errors import DatasetError, Failure, UsageError
from outsider_etl.jobs import Job, read_jobs
from outsider_etl.readers import SUFFIXES
from outsider_etl.settings import Settings, pipeline_key
from outsider_etl.sources import discover
from outsider_etl.working import Outcome

SHARES_PER_WORKER = 2
"""A batch takes the documents that are left by their bytes, divided by the workers and by this.

So batches become smaller (guided self-scheduling), and no process waits long for another's last one.
"""
WORTH_A_BATCH = 100_000
"""Bytes of documents that take about a second: a batch costs some 30 ms of Prefect's."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run found: the documents, those of them to work on, and the sources that failed.

    Each of the `sources_found` sources is in one of the entries, as its source or an alias, or in one of the failures.
    """

    sources_found: int
    entries: tuple[Entry, ...]
    failures: tuple[Failed, ...]
    jobs: tuple[Job, ...]


@contextmanager
def open_destination(settings: Settings) -> Iterator[None]:
    """Hold the right to work on the destination, from the plan to the publication.

    Raises UsageError for a destination that is none, DatasetError while another run works on it.
    """
    place = _destination(settings)
    with ExitStack() as stack:
        with writing(place):
            stack.enter_context(locked(place))
        yield


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
    # What a run of other sources, or of other code, has left would only take up room.
    with suppress(OSError):
        forget_staged(destination, keep={entry.key for entry in plan.entries})
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
        failures.extend(Failed(_of_alias(outcome.failure, alias)) for alias in entry.aliases)
    entries = tuple(entry for entry in plan.entries if entry.document_id not in failed)
    return Plan(plan.sources_found, entries, tuple(failures), ())


def _of_alias(failure: Failure, alias: str) -> Failure:
    message = failure.message
    if message.startswith(failure.source):
        message = alias + message.removeprefix(failure.source)
    return replace(failure, source=alias, message=message)


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

    Towards the end batches become smaller. The same jobs and settings give the same batches.
    """
    left = sum(job.size for job in jobs)
    shares = settings.worker_count() * SHARES_PER_WORKER
    least = min(WORTH_A_BATCH, left // shares)
    batches: list[list[Job]] = []
    room = 0  # bytes that the last batch may still take
    for job in sorted(jobs, key=_largest_first):
        if not batches or job.size > room or len(batches[-1]) == settings.batch_documents:
            batches.append([])
            room = min(settings.batch_bytes, max(least, left // shares))
        batches[-1].append(job)
        room -= job.size
        left -= job.size
    return [tuple(batch) for batch in batches]


def _destination(settings: Settings) -> Place:
    destination = place_of(settings.destination)
    if isinstance(destination, Path) and destination.exists() and not destination.is_dir():
        raise UsageError(f"{destination}: is no folder; name the folder that the tables are to be written into")
    return destination


def _largest_first(job: Job) -> tuple[int, str]:
    return -job.size, job.source.name


def _remembered(entry: Entry, manifest: Manifest) -> Outcome:
    return Outcome(entry.document_id, manifest.failed[entry.key], final=True)

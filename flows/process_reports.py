"""The flow from a folder of reports to a published dataset."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from prefect import flow, get_run_logger, task
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.artifacts import show_explorer, show_faults, show_summary, show_tables, start_progress
from flows.events import announce
from flows.logs import keep_logs_clean, unexpected_in_brief
from outsider_etl import dataset
from outsider_etl.batch import Plan, check_outcomes, make_batches, open_destination, open_plan, settle
from outsider_etl.errors import OutsiderError
from outsider_etl.explorer import FOLDER
from outsider_etl.settings import Settings, pipeline_version
from outsider_etl.tables.registry import Registry, read_registry
from outsider_etl.workers import Batch, open_workers
from outsider_etl.working import Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: counts of documents, of failed sources and of rows by table, and what it warns of."""

    sources_found: int
    changed: bool
    new: int
    unchanged: int
    removed: int
    failed: int
    rows: dict[str, int]
    warnings: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Return the summary in words."""
        if not self.changed:
            news = "nothing new"
        else:
            news = f"{self.new} new, {self.unchanged} unchanged, {self.removed} removed"
        failed = f"; {self.failed} failed" if self.failed else ""
        return f"{_counted(self.sources_found, 'source')} found: {news}{failed}"


@flow(name="process-reports", flow_run_name="{settings.source} to {settings.destination}")
def process_reports(settings: Settings) -> State[Summary | OutsiderError]:
    """Read the reports at a source and publish their tables at a destination.

    Only documents that are new or have changed are worked on. A document that fails is named in the table `failures`
    and leaves the others alone; the run fails where no document at all can be published, and leaves the destination
    as it is where that may pass.
    """
    keep_logs_clean()
    try:
        open_registry(settings)  # one that cannot be read is told before the work, not after it
        with open_destination(settings):
            plan = discover_documents(settings)
            outcomes = process_all(plan, settings)
            check_outcomes(plan, outcomes, settings)
            published = publish_dataset(whole(settle(plan, outcomes)), settings)
    except OutsiderError as error:
        return Failed(message=str(error), data=error)
    return report(plan, published, settings)


@task(name="discover documents")
def discover_documents(settings: Settings) -> Plan:
    """Find the sources and plan what is to do."""
    with open_plan(settings) as plan:
        log_plan(plan)
        return plan


def log_plan(plan: Plan) -> None:
    """Write into the run's log what there is to do, and which sources have failed already."""
    logger = get_run_logger()
    found, jobs = _counted(plan.sources_found, "source"), _counted(len(plan.jobs), "document")
    logger.info("%s found, %s to work on", found, jobs)
    for failed in plan.failures:
        logger.warning("%s", failed.failure.message)


def _can_pass(task: object, run: object, state: State[Any]) -> bool:
    # No memory for a new process may pass; a document that fails is no error of the task, and would fail again.
    return isinstance(state.result(raise_on_failure=False), OSError)


@task(
    name="process batch",
    task_run_name="{label}",
    retries=2,
    retry_delay_seconds=[1, 10],
    retry_condition_fn=_can_pass,
)
def process_documents(batch: Batch, settings: Settings, label: str) -> list[Outcome]:
    """Stage the rows of each document of a batch."""
    with unexpected_in_brief(), open_workers(settings) as workers:
        outcomes = workers.run(batch)
    logger = get_run_logger()
    for job, outcome in zip(batch, outcomes, strict=True):
        if outcome.failure:
            logger.warning("%s", outcome.failure.message)
        else:
            logger.info("%s: done", job.source.name)
    return outcomes


def whole(plan: Plan) -> Plan:
    """Return a plan as a parameter that Prefect hands on as it is, rather than go through its documents one by one."""
    return cast(Plan, quote(plan))


@task(name="publish")
def publish_dataset(plan: Plan, settings: Settings) -> dataset.Published:
    """Make what is staged the dataset."""
    return publish_by(dataset.publish, plan, settings)


def publish_by(publish: Callable[..., dataset.Published], plan: Plan, settings: Settings) -> dataset.Published:
    """Publish a settled plan by `publish` or `publish_anew` of `outsider_etl.dataset`."""
    with unexpected_in_brief():
        published = publish(
            settings.destination,
            plan.entries,
            plan.failures,
            sources_found=plan.sources_found,
            pipeline_version=pipeline_version(),
            registry=open_registry(settings),
            assertions=settings.assertions,
        )
    for warning in published.warnings:
        get_run_logger().warning("%s", warning)
    return published


@task(name="write the explorer")
def write_pages(settings: Settings) -> None:
    """Write the pages that people read the dataset in, where that lies in a folder.

    Where they cannot be written the dataset stands without them.
    """
    try:
        data = dataset.load(settings.destination)
        if not isinstance(data.destination, Path):
            get_run_logger().info("pages go into folders only: outsider-etl explore %s --out DIR", data.destination)
            return
        folder = data.destination / FOLDER
        if not settings.explorer_documents and not folder.exists():
            return  # nothing to write, and nothing to remove

        from outsider_etl.explorer.writing import update_explorer  # slow to import

        page = update_explorer(data, folder, settings.explorer_documents, settings.worker_count())
    except OutsiderError as error:
        get_run_logger().warning("%s", error)
        return
    if page is not None:
        show_explorer(page, settings.explorer_url)


def open_registry(settings: Settings) -> Registry | None:
    """Return the registry that organisations are linked to, None without one; UsageError where it cannot be read."""
    return read_registry(Path(settings.registry), settings.registry_threshold) if settings.registry else None


def process_all(plan: Plan, settings: Settings) -> list[Outcome]:
    """Work on the jobs of a plan in batches and return what became of each, in any order."""
    batches = make_batches(plan.jobs, settings)
    threads: ThreadPoolTaskRunner[list[Outcome]] = ThreadPoolTaskRunner(max_workers=settings.worker_count())
    with open_workers(settings, batches=len(batches)) as workers, threads as runner:
        futures: list[PrefectFuture[list[Outcome]]] = [
            runner.submit(process_documents, {"batch": batch, "settings": settings, "label": _label(batch)})
            for batch in batches
        ]
        advance = start_progress(len(plan.jobs))
        outcomes: list[Outcome] = []
        try:
            for future in as_completed(futures):
                done = future.result()
                outcomes += done
                advance(len(done))
        except BaseException:
            workers.close()  # the threads wait for it, and the runner for them
            raise
        return outcomes


def report(plan: Plan, published: dataset.Published, settings: Settings) -> State[Summary | OutsiderError]:
    """Show and announce what a run came to, and return it as the state that the run ends in."""
    summary = _summary(plan, published)
    data = dataset.load(settings.destination)
    show_summary(data, summary.sentence(), summary.warnings)
    show_faults(data)
    if summary.changed:
        show_tables(data)
    write_pages(settings)  # a run that was killed may have left it undone
    if not published.manifest.documents:
        return Failed(message=f"no document could be read; {summary.sentence()}", data=summary)
    announce(settings, published)
    return Completed(message=summary.sentence(), data=summary)


def _label(batch: Batch) -> str:
    more = f" and {len(batch) - 1} more" if len(batch) > 1 else ""
    return f"{batch[0].source.name}{more}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _summary(plan: Plan, published: dataset.Published) -> Summary:
    return Summary(
        sources_found=plan.sources_found,
        changed=published.changed,
        new=published.new,
        unchanged=published.unchanged,
        removed=published.removed,
        failed=published.failed,
        rows=published.rows,
        warnings=published.warnings,
    )

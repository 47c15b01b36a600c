"""The commands that work on reports: `run`, `rebuild`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from outsider_etl.cli.exits import errors_as_exits
from outsider_etl.errors import UsageError
from outsider_etl.garbage import loading

if TYPE_CHECKING:
    from prefect import Flow

    from flows.process_reports import Summary
    from outsider_etl.dataset.places import Place
    from outsider_etl.settings import Settings

_SECONDS_BETWEEN_LINES = 30.0

Source = Annotated[str | None, typer.Argument(help="A report, a folder of them, or a URI. [default: raw]")]
Out = Annotated[
    str | None, typer.Option("--out", metavar="DIR", help="The folder or the URI to write to. [default: processed]")
]
Runner = Annotated[
    str | None, typer.Option("--runner", metavar="local|dask", help="Where to read reports. [default: local]")
]
DaskAddress = Annotated[
    str | None, typer.Option("--dask-address", metavar="ADDRESS", help="The scheduler, such as tcp://HOST:8786.")
]


def run(source: Source = None, out: Out = None, runner: Runner = None, dask_address: DaskAddress = None) -> None:
    """Read reports and publish their tables.

    Only reports that are new or have changed are worked on. Ends with 0 when every source made it into the dataset, 1
    when some failed and the rest are published, 2 on wrong usage, or where nothing could be published. What else can be
    set is read from OUTSIDER_ETL_... variables.
    """
    _carry_out(_run, source=source, destination=out, runner=runner, dask_address=dask_address)


def rebuild(source: Source = None, out: Out = None, runner: Runner = None, dask_address: DaskAddress = None) -> None:
    """Read all reports and make their dataset anew, as if the folder to write to were empty.

    For after an upgrade, or where a dataset is damaged; what is there stands until the new one is complete. Ends as
    `run` does.
    """
    _carry_out(_rebuild, source=source, destination=out, runner=runner, dask_address=dask_address)


def _carry_out(work: "Callable[[Settings], Summary]", **given: str | None) -> None:
    with errors_as_exits():
        settings = _settings(**given)
        summary = work(settings)
        _print_summary(settings, summary)
    if summary.failed:
        raise typer.Exit(1)


def _settings(**given: str | None) -> "Settings":
    from pydantic import ValidationError

    from outsider_etl.settings import Settings

    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name, *parts = (str(part) for part in first["loc"])
        place = f" ({'.'.join(parts)})" if parts else ""
        raise UsageError(f"OUTSIDER_ETL_{name.upper()}{place}: {first['msg'].removeprefix('Value error, ')}") from error


def _run(settings: "Settings") -> "Summary":
    """Run the flow; the processes begin with the first batches while Prefect starts."""
    from flows import server
    from outsider_etl.readers import SUFFIXES
    from outsider_etl.sources import discover

    discover(settings.source, SUFFIXES)  # before anything is started
    server.connect()

    with loading():
        from outsider_etl.batch import make_batches, open_destination, open_plan
        from outsider_etl.workers import open_workers

    with open_destination(settings), open_plan(settings) as plan:
        batches = make_batches(plan.jobs, settings)
        with (
            _progress(len(plan.jobs)) as on_done,
            open_workers(settings, batches=len(batches), on_done=on_done) as workers,
        ):
            for batch in batches[: settings.worker_count()]:
                workers.start(batch)
            with loading():
                from flows.process_reports import process_reports

            return _run_flow(process_reports, settings)


def _rebuild(settings: "Settings") -> "Summary":
    from flows import server
    from outsider_etl.readers import SUFFIXES
    from outsider_etl.sources import discover

    sources = discover(settings.source, SUFFIXES)
    server.connect()

    with loading():
        from flows.rebuild_dataset import rebuild_dataset
        from outsider_etl.workers import open_workers

    with _progress(len(sources)) as on_done, open_workers(settings, batches=len(sources), on_done=on_done):
        return _run_flow(rebuild_dataset, settings)


def _run_flow(flow: "Flow[..., Any]", settings: "Settings") -> "Summary":
    from prefect.client.schemas.objects import State
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.process_reports import Summary

    # Heartbeats would hold up the end of the run by a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = cast(State[Any], flow(settings, return_state=True))
    result: Summary | Exception = state.result(raise_on_failure=False)
    if isinstance(result, Exception):
        raise result
    return result


@contextmanager
def _progress(documents: int) -> Iterator[Callable[[int], None]]:
    """Show how many documents are done: by a bar on a terminal, elsewhere by a line now and then."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not (console.is_terminal and documents):
        yield _in_lines(documents)
        return
    columns = (TextColumn("Reading reports"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield partial(progress.advance, progress.add_task("", total=documents))


def _in_lines(documents: int) -> Callable[[int], None]:
    """Return what counts the documents done and, from any thread, prints how many they are."""
    lock, done, told = Lock(), 0, monotonic()

    def on_done(more: int) -> None:
        nonlocal done, told
        with lock:
            done += more
            if done < documents and monotonic() - told >= _SECONDS_BETWEEN_LINES:
                told = monotonic()
                with suppress(OSError):  # nobody may be there to be told
                    typer.echo(f"{done:,} of {documents:,} reports read", err=True)

    return on_done


def _print_example(destination: "Place") -> None:
    """Print where the tables are, and a query that is ready to be asked."""
    from outsider_etl.objects import ObjectPath

    query = "select currency, amount_max, sentence from {} order by amount_max desc limit 10"
    if isinstance(destination, ObjectPath):
        typer.echo(f"Tables are in {destination}/. Try:")
        typer.echo(f'  outsider-etl sql "{query.format("money")}" {destination}')
        return
    typer.echo(f"Tables are in {destination}/. Try, in DuckDB:")
    quoted = "'" + str(destination / "money" / "*.parquet").replace("'", "''") + "'"
    typer.echo(f"  {query.format(quoted)};")


def _print_summary(settings: "Settings", summary: "Summary") -> None:
    from flows.artifacts import count_open_citations
    from outsider_etl.dataset import load

    data = load(settings.destination)
    typer.echo(summary.sentence())
    width = max(len(name) for name in summary.rows)
    for name, rows in summary.rows.items():
        if rows:
            typer.echo(f"  {name:{width}} {rows:>9,}")
    if unresolved := count_open_citations(data):
        typer.echo(f"  {unresolved}")
    if summary.rows["documents"]:
        _print_example(data.destination)
    for warning in summary.warnings:
        typer.echo(f"Warning: {warning}", err=True)
    for failure in data["failures"].to_pylist() if summary.failed else ():
        typer.echo(f"Failed: {failure['message']}", err=True)

"""The command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outsider_etl.errors import OutsiderError, SourceError, UsageError

if TYPE_CHECKING:
    from flows.process_reports import Summary
    from outsider_etl.settings import Settings

# Each command imports what it needs when it runs: Prefect and spaCy take seconds.

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


def _print_version(wanted: bool) -> None:
    if wanted:
        from outsider_etl.settings import pipeline_version

        typer.echo(pipeline_version())
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turn policy reports into tables of organisations, money figures and dates, each traced to its source."""


@app.command()
def run(
    source: Annotated[str | None, typer.Argument(help="A report or a folder of reports. [default: raw]")] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="The folder to write to. [default: processed]")
    ] = None,
) -> None:
    """Read reports and publish their tables.

    Only reports that are new or have changed are worked on. Ends with 0 when every source made it into the dataset, 1
    when some failed and the rest are published, 2 on wrong usage, or where nothing could be published. What else can be
    set is read from OUTSIDER_ETL_... variables.
    """
    with _errors_as_exits():
        settings = _settings(source, out)
        summary = _run(settings)
        _print_summary(settings, summary)
    if summary.failed:
        raise typer.Exit(1)


@app.command()
def text(file: Annotated[Path, typer.Argument(help="A report.")]) -> None:
    """Print the source text of a report, the text that source offsets count in."""
    from outsider_etl.readers import SUFFIXES, read_pages
    from outsider_etl.sources import discover, read

    with _errors_as_exits():
        if file.is_dir():
            raise UsageError(f"{file}: is a folder; name a report in it")
        (source,) = discover(file, SUFFIXES)
        page_text = read_pages(read(source).data, source.name).text
    sys.stdout.buffer.write(page_text.encode())
    sys.stdout.buffer.flush()


@app.command()
def schema(
    table: Annotated[str | None, typer.Argument(help="A table. [default: all]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the data dictionary: what the tables hold, column by column."""
    from outsider_etl.tables import TABLES, to_json, to_markdown

    with _errors_as_exits():
        if table is not None and table not in TABLES:
            raise UsageError(f"{table}: there is no such table; these are: {', '.join(TABLES)}")
    tables = TABLES if table is None else (table,)
    typer.echo(to_json(tables) if as_json else to_markdown(tables), nl=False)


export_app = typer.Typer(no_args_is_help=True)
app.add_typer(export_app, name="export", help="Write parts of a dataset for other programs.")


@export_app.command("citations")
def export_citations(
    dataset: Annotated[Path, typer.Argument(help="The folder that a run has written.")] = Path("processed"),
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path("."),
) -> None:
    """Write the cited works to references.json (CSL-JSON) and references.bib (BibTeX).

    Zotero, pandoc and other reference managers load them. A work has the id of its document and its own: `w001`.
    """
    from outsider_etl.citations.export import to_bibtex, to_csl_json, told_in_full
    from outsider_etl.dataset import load
    from outsider_etl.dataset.files import move_draft, write_draft

    with _errors_as_exits():
        data = load(dataset)
        works = told_in_full(data["works"].to_pylist(), data["citations"].to_pylist())
        written = {"references.bib": to_bibtex(works), "references.json": to_csl_json(works)}
        drafts: dict[str, Path] = {}
        try:
            for name, text in written.items():
                drafts[name] = write_draft(out / name, text.encode())
            for name, draft in drafts.items():
                move_draft(draft, out / name)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written to ({error.strerror}); name another folder by --out") from error
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
    typer.echo(f"Cited works ({len(works):,}) are in {out / 'references.json'} and {out / 'references.bib'}")


@contextmanager
def _errors_as_exits() -> Iterator[None]:
    try:
        yield
    except OutsiderError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1 if isinstance(error, SourceError) else 2) from error


def _settings(source: str | None, out: str | None) -> "Settings":
    from pydantic import ValidationError

    from outsider_etl.settings import Settings

    given = {"source": source, "destination": out}
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"OUTSIDER_ETL_{name}: {first['msg']}") from error


def _run(settings: "Settings") -> "Summary":
    """Run the flow; the processes begin with the first batches while Prefect starts."""
    from flows import server
    from outsider_etl.readers import SUFFIXES
    from outsider_etl.sources import discover

    discover(settings.source, SUFFIXES)  # before anything is started
    server.connect()

    from outsider_etl.batch import make_batches, open_plan
    from outsider_etl.workers import open_workers

    with open_plan(settings) as plan:
        batches = make_batches(plan.jobs, settings)
        with (
            _progress(len(plan.jobs)) as on_done,
            open_workers(settings, batches=len(batches), on_done=on_done) as workers,
        ):
            for batch in batches[: settings.worker_count()]:
                workers.start(batch)
            return _run_flow(settings)


def _run_flow(settings: "Settings") -> "Summary":
    from prefect.client.schemas.objects import State
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.process_reports import Summary, process_reports

    # Heartbeats would hold up the end of the run by a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state: State[Any] = process_reports(settings, return_state=True)
    result: Summary | Exception = state.result(raise_on_failure=False)
    if isinstance(result, Exception):
        raise result
    return result


@contextmanager
def _progress(documents: int) -> Iterator[partial[None] | None]:
    """Show how many documents are done, on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not (console.is_terminal and documents):
        yield None
        return
    columns = (TextColumn("Reading reports"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield partial(progress.advance, progress.add_task("", total=documents))


def _print_summary(settings: "Settings", summary: "Summary") -> None:
    from flows.artifacts import count_open_citations
    from outsider_etl.dataset import load

    folder = Path(settings.destination)
    data = load(folder)
    typer.echo(summary.sentence())
    width = max(len(name) for name in summary.rows)
    for name, rows in summary.rows.items():
        if rows:
            typer.echo(f"  {name:{width}} {rows:>9,}")
    if unresolved := count_open_citations(data):
        typer.echo(f"  {unresolved}")
    typer.echo(f"Tables are in {folder}/. Try, in DuckDB:")
    pattern = str(folder / "money" / "*.parquet").replace("'", "''")
    typer.echo(f"  select currency, amount_max, sentence from '{pattern}' order by amount_max desc limit 10;")
    for failure in data["failures"].to_pylist() if summary.failed else ():
        typer.echo(f"Failed: {failure['message']}", err=True)

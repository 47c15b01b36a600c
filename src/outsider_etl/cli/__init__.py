"""The command line: each command is declared in a module of its subject, and imports what it needs when it runs.

Prefect, spaCy and DuckDB take a while to import; `--help` must not.
"""

from typing import Annotated

import typer

from outsider_etl.cli import asking, exporting, running, serving


def _print_version(wanted: bool) -> None:
    if wanted:
        from outsider_etl.settings import pipeline_version

        typer.echo(pipeline_version())
        raise typer.Exit


app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turn policy reports into tables of organisations, money figures and dates, each traced to its source."""


app.command()(running.run)
app.command()(running.rebuild)
app.command()(serving.serve)
app.command()(serving.watch)
app.command()(asking.text)
app.command()(asking.schema)
app.command()(asking.sql)
app.command()(asking.duckdb)
app.command()(asking.explore)
app.add_typer(exporting.app, name="export")

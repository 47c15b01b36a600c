"""Commands that read: a report's text, the data dictionary, a dataset."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from outsider_etl.cli.exits import errors_as_exits
from outsider_etl.errors import UsageError


def text(file: Annotated[Path, typer.Argument(help="A report.")]) -> None:
    """Print the source text of a report, the text that source offsets count in."""
    from outsider_etl.readers import SUFFIXES, read_pages
    from outsider_etl.sources import discover, read

    with errors_as_exits():
        if file.is_dir():
            raise UsageError(f"{file}: is a folder; name a report in it")
        (source,) = discover(file, SUFFIXES)
        page_text = read_pages(read(source).data, source.name).text
    sys.stdout.buffer.write(page_text.encode())
    sys.stdout.buffer.flush()


def schema(
    table: Annotated[str | None, typer.Argument(help="A table or a view. [default: all]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the data dictionary: what the tables and views hold, column by column."""
    from outsider_etl.tables import TABLES, to_json, to_markdown
    from outsider_etl.tables.views import VIEWS

    known = (*TABLES, *VIEWS)
    with errors_as_exits():
        if table is not None and table not in known:
            raise UsageError(f"{table}: there is no such table; these are: {', '.join(known)}")
    names = known if table is None else (table,)
    typer.echo(to_json(names) if as_json else to_markdown(names), nl=False)


class Format(StrEnum):
    """How the rows of an answer are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def sql(
    query: Annotated[str, typer.Argument(help="A question in DuckDB's SQL; `-` reads it from standard input.")],
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
    form: Annotated[Format, typer.Option("--format", help="For people, spreadsheets or programs.")] = Format.table,
) -> None:
    """Ask a dataset in SQL. Tables and views go by their names: `outsider-etl schema` lists them.

    As JSON there is an object a line. Example: outsider-etl sql "select sentence, money from statements where
    len(money) > 0 and len(organisations) > 0"
    """
    import duckdb

    from outsider_etl.dataset import load
    from outsider_etl.dataset.spreadsheets import to_csv, to_json_lines

    asked = sys.stdin.read() if query == "-" else query
    with errors_as_exits():
        try:
            answer = load(dataset).sql(asked)
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be answered: {error}") from error
    if form is Format.table:
        answer.show(max_width=shutil.get_terminal_size((160, 0)).columns, max_rows=1000)
        return
    rows = answer.to_arrow_table()
    sys.stdout.buffer.write(to_csv(rows) if form is Format.csv else to_json_lines(rows))
    sys.stdout.buffer.flush()


def duckdb(
    file: Annotated[Path, typer.Argument(help="The DuckDB file to write.")],
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
) -> None:
    """Write a DuckDB file with a view for each table, and `statements`.

    The views read the tables where they lie and follow later runs; every column has its description as a comment.
    """
    from outsider_etl.dataset import load
    from outsider_etl.dataset.database import write_database

    with errors_as_exits():
        write_database(load(dataset), file)
    typer.echo(f"Views of {dataset} are in {file}")


def explore(
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to write to. [default: explorer in DATASET]")
    ] = None,
) -> None:
    """Write pages to read a dataset in: each document with its organisations, money, dates and citations marked.

    A run writes them as well, up to OUTSIDER_ETL_EXPLORER_DOCUMENTS documents. They need no server and no network.
    """
    from outsider_etl.dataset import load
    from outsider_etl.explorer import FOLDER
    from outsider_etl.explorer.writing import write_explorer

    with errors_as_exits():
        data = load(dataset)
        if out is None and not isinstance(data.destination, Path):
            raise UsageError(f"{dataset}: name a folder on this machine by --out")
        index = write_explorer(data, out or Path(dataset, FOLDER))
    typer.echo(f"Open {index} in a browser")

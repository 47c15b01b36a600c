"""The commands `export ...`: a dataset, or parts of it, for other programs."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from outsider_etl.cli.exits import errors_as_exits
from outsider_etl.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Write a dataset, or parts of it, for other programs.")


@app.command("citations")
def export_citations(
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path("."),
) -> None:
    """Write the cited works to references.json (CSL-JSON) and references.bib (BibTeX).

    Zotero, pandoc and other reference managers load them. A work has the id of its document and its own: `w001`.
    """
    from outsider_etl.citations.export import to_bibtex, to_csl_json, told_in_full
    from outsider_etl.dataset import load

    with errors_as_exits():
        data = load(dataset)
        works = told_in_full(data["works"].to_pylist(), data["citations"].to_pylist())
        bibtex, csl_json = to_bibtex(works).encode(), to_csl_json(works).encode()
        _write_together(out, {"references.bib": bibtex, "references.json": csl_json})
    typer.echo(f"Cited works ({len(works):,}) are in {out / 'references.json'} and {out / 'references.bib'}")


@app.command("csv")
def export_csv(
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path("csv"),
) -> None:
    """Write a CSV file for each table, and statements.csv: who, how much and when, sentence by sentence.

    Text that a spreadsheet program would take for a formula has an apostrophe before it. Lists are JSON.
    """
    from outsider_etl.dataset import load
    from outsider_etl.dataset.spreadsheets import to_csv

    with errors_as_exits():
        tables = load(dataset).everything()
        _write_together(out, {f"{name}.csv": to_csv(table) for name, table in tables.items()})
    typer.echo(f"{len(tables)} tables are in {out}/")


@app.command("xlsx")
def export_xlsx(
    dataset: Annotated[str, typer.Argument(help="The folder or the URI that a run has written to.")] = "processed",
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The workbook to write.")] = Path("dataset.xlsx"),
) -> None:
    """Write an Excel workbook with a sheet for each table, and for statements.

    Cells hold no formulas. A text longer than Excel allows is cut and says so; use csv for all of it.
    """
    from outsider_etl.dataset import load
    from outsider_etl.dataset.spreadsheets import write_workbook

    with errors_as_exits():
        tables = load(dataset).everything()
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=out.parent, prefix=".") as folder:
                draft = Path(folder, "draft.xlsx")
                cut = write_workbook(tables, draft)
                draft.replace(out)
        except OSError as error:
            raise UsageError(f"{out}: cannot be written ({error.strerror}); name another file by --out") from error
    typer.echo(f"{len(tables)} tables are in {out}")
    if cut:
        typer.echo(f"{cut:,} cells were too long for Excel and are cut; export csv has all of them", err=True)


def _write_together(out: Path, contents: dict[str, bytes]) -> None:
    """Write all files into a folder, or none."""
    from outsider_etl.dataset.files import move_draft, write_draft

    drafts: dict[str, Path] = {}
    try:
        for name, content in contents.items():
            drafts[name] = write_draft(out / name, content)
        for name, draft in drafts.items():
            move_draft(draft, out / name)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written to ({error.strerror}); name another folder by --out") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)

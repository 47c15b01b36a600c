"""How a command ends: errors of the product as messages and exit codes."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from outsider_etl.errors import OutsiderError, SourceError


@contextmanager
def errors_as_exits() -> Iterator[None]:
    """Print an error of the product to stderr and end with 1 where a source is at fault, with 2 for all else."""
    try:
        yield
    except OutsiderError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1 if isinstance(error, SourceError) else 2) from error

"""The commands that go on until they are interrupted: `serve`, `watch`."""

from pathlib import Path
from typing import Annotated

import typer

from outsider_etl.cli.exits import errors_as_exits
from outsider_etl.errors import UsageError


def serve() -> None:
    """Serve Prefect on this machine, with the deployments and a worker, until Ctrl-C.

    For a person to try: reports are read from `raw` and tables written to `processed` in the folder this is started
    in, on a schedule or from the user interface. docs/operations.md tells how to run the parts on a real host.
    """
    from flows import serving

    with errors_as_exits():
        serving.serve()


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder of reports.")] = Path("raw"),
    deployment: Annotated[
        str, typer.Option("--deployment", help="The deployment to run on it.")
    ] = "process-reports/on-demand",
) -> None:
    """Start a run whenever the reports in a folder have changed, until Ctrl-C.

    The deployment is one of the Prefect server in PREFECT_API_URL, by default that of `outsider-etl serve`.
    """
    from flows import server

    with errors_as_exits():
        if not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder")
        server.connect_to_served()

        from flows import watch as watching

        watching.watch(folder, deployment)

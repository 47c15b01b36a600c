"""Start a run whenever a folder of reports has changed: `outsider-etl watch raw`.

A run starts once every report in the folder has kept its size and time for a while, so that none is read while it is
still being written, and many that arrive together make one run. Names that are hidden or end in `.part` are no reports.
Nothing is remembered here: the flow itself knows what is new, so there is a run at the start as well.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from watchfiles import Change
from watchfiles import watch as changes_in

from outsider_etl.errors import UsageError
from outsider_etl.readers import SUFFIXES
from outsider_etl.redaction import quotation
from outsider_etl.sources import SIDECAR_SUFFIX, discover

DEPLOYMENT = "process-reports/on-demand"
QUIET_SECONDS = 3.0

Found = dict[Path, tuple[int, int]]
"""The files of a folder by their paths, each with its size in bytes and its time in nanoseconds."""


def watch(folder: Path, deployment: str = DEPLOYMENT, *, quiet_seconds: float = QUIET_SECONDS) -> None:
    """Run a deployment on a folder now and after each change, one run at a time, until interrupted.

    The run takes the deployment's settings, but for its source. The worker must see the folder under the same path.
    Raises UsageError where there is no such folder or deployment.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    with get_client(sync_client=True) as client:
        try:
            settings = client.read_deployment_by_name(deployment).parameters.get("settings", {})
        except (ObjectNotFound, ValueError) as error:
            raise UsageError(
                f"{deployment}: the server has no such deployment (FLOW/NAME); make it: python -m flows.deployments"
            ) from error
    parameters = {"settings": settings | {"source": str(folder.resolve())}}

    def run() -> None:
        # Prefect's type allows for a caller that is a coroutine.
        try:
            flow_run = run_deployment(deployment, parameters=parameters, as_subflow=False, poll_interval=2)
        except httpx.HTTPError as error:
            print(f"The server does not answer ({quotation(str(error))}); the next change starts a run", flush=True)
            return
        if isinstance(flow_run, FlowRun) and flow_run.state:
            print(f"{flow_run.name}: {flow_run.state.name}: {flow_run.state.message}", flush=True)

    print(f"Watching {folder} for {deployment}", flush=True)
    with suppress(KeyboardInterrupt):
        follow(folder, run, quiet_seconds=quiet_seconds)
    print("Stopped.", flush=True)


def follow(
    folder: Path, start: Callable[[], object], *, quiet_seconds: float, stop: threading.Event | None = None
) -> None:
    """Call `start` for the reports in a folder now, and again when they have changed; each time once all are quiet.

    Changes during a call are found after it. Returns once `stop` is set.
    """
    stop = stop or threading.Event()
    known: Found | None = None
    events = changes_in(
        folder,
        watch_filter=_concerns,
        rust_timeout=500,
        yield_on_timeout=True,  # the reports that are there already make no event
        stop_event=stop,
    )
    for changes in events:
        if not changes and known is not None:
            continue
        found = _quiet(folder, quiet_seconds, stop)
        if not found:
            print(f"There is no report in {folder} that can be read", flush=True)
        elif found != known and not stop.is_set():
            start()
        known = found


def _concerns(change: Change, path: str) -> bool:
    name = Path(path).name
    return not name.startswith(".") and (name.endswith(SIDECAR_SUFFIX) or Path(name).suffix.lower() in SUFFIXES)


def _quiet(folder: Path, seconds: float, stop: threading.Event) -> Found:
    """Return the files of a folder once none of them has changed for some seconds."""
    found = _files(folder)
    while not stop.wait(seconds):
        before, found = found, _files(folder)
        if before == found:
            break
    return found


def _files(folder: Path) -> Found:
    try:
        reports = [source.path for source in discover(folder, SUFFIXES) if isinstance(source.path, Path)]
    except UsageError:
        return {}  # there is no report yet
    found: Found = {}
    for report in reports:
        for path in (report, report.with_name(report.name + SIDECAR_SUFFIX)):
            try:
                state = path.stat()
            except OSError:
                continue  # it has no such file beside it, or is gone again
            found[path] = (state.st_size, state.st_mtime_ns)
    return found

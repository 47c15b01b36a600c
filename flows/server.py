"""A Prefect server of its own for one run, for where none is named.

Prefect can start such a server too. This one starts while the caller still imports Prefect, on a socket that is open at
once, asks for a password that only the run knows, and ends with the run however that ends.
"""

import atexit
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from outsider_etl.errors import OutsiderError
from outsider_etl.garbage import loading
from outsider_etl.lifeline import exit_with_parent

LOG = "server.log"
_PATIENCE = 10

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The run reports on itself; what Prefect logs can be seen in its user interface.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
_SERVER = {
    # Requests wait while the server starts, which takes longest with a new database.
    "PREFECT_API_REQUEST_TIMEOUT": "120",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
}


def connect() -> None:
    """Set up Prefect, which must not have been imported yet, to run quietly on the server in PREFECT_API_URL.

    Where that is not set, a server is started for as long as this process lives; its history is kept in PREFECT_HOME,
    by default a private folder of the user. What is set already in the environment stands, but the password of a
    server that is started is always its own.
    """
    _set_defaults(_QUIET)
    if not os.environ.get("PREFECT_HOME"):
        os.environ["PREFECT_HOME"] = str(state_folder() / "prefect")
    home = Path(os.environ["PREFECT_HOME"])
    make_private(home)
    if os.environ.get("PREFECT_API_URL"):
        _check(os.environ["PREFECT_API_URL"])
        return
    try:
        _start(home)
    except OSError as error:
        raise _unusable(home, error) from error


def connect_to_served() -> None:
    """Set up Prefect, which must not have been imported yet, for the server in PREFECT_API_URL, or that of `serve`.

    Raises OutsiderError where no server answers.
    """
    _set_defaults(_QUIET)
    os.environ.setdefault("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    _check(os.environ["PREFECT_API_URL"])


def make_private(home: Path) -> None:
    """Create a folder that only the user may read, where it is not there yet; OutsiderError where that cannot be."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(home, error) from error


def _unusable(home: Path, error: OSError) -> OutsiderError:
    return OutsiderError(f"{home}: cannot be used ({error.strerror}); set PREFECT_HOME to another folder")


def _check(url: str) -> None:
    """Raise OutsiderError where no server answers, which Prefect would say at length."""
    try:
        with urlopen(f"{url.rstrip('/')}/health", timeout=_PATIENCE):  # noqa: S310 - the address is the user's own
            return
    except HTTPError:
        return  # it is there, and may want a password
    except (OSError, ValueError) as error:
        raise OutsiderError(f"{url}: no Prefect server answers; start it, or set PREFECT_API_URL to another") from error


def state_folder() -> Path:
    """Return the folder that the user keeps the state of this program in; OutsiderError for one without a home."""
    base = os.environ.get("XDG_STATE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".local" / "state") / "outsider-etl"
    except RuntimeError as error:
        raise OutsiderError("the user has no home folder; set PREFECT_HOME to a folder to write into") from error


def _set_defaults(variables: Mapping[str, str]) -> None:
    for name, value in variables.items():
        os.environ.setdefault(name, value)


def _start(home: Path) -> None:
    password = f"run:{secrets.token_urlsafe()}"
    _set_defaults(_SERVER)
    os.environ.update(PREFECT_API_AUTH_STRING=password, PREFECT_SERVER_API_AUTH_STRING=password)
    with socket.socket() as listener, (home / LOG).open("wb") as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(listener.fileno()), str(os.getpid())],
            pass_fds=[listener.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # an interrupted run has something left to tell
        )
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
    # Prefect registers later, so it sends what it has left before the server ends.
    atexit.register(_stop, process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()


def _serve(descriptor: int, parent: int) -> None:
    """Serve Prefect's API on a socket that listens already, for as long as the process `parent` lives."""
    exit_with_parent(parent)
    if hasattr(os, "sched_setaffinity"):
        # To make a new database, two threads take turns tens of thousands of times: a third faster on one processor.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with loading():
        import uvicorn
        from prefect.server.api.server import create_app

        server = uvicorn.Server(uvicorn.Config(create_app(ephemeral=True, final=True), log_level="error"))
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]))

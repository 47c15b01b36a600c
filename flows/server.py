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
from pathlib import Path

from outsider_etl.errors import OutsiderError
from outsider_etl.lifeline import exit_with_parent

LOG = "server.log"

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
    by default a private folder of the user. What is set already in the environment stands.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    home = Path(os.environ.setdefault("PREFECT_HOME", str(_state_folder() / "prefect")))
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.environ.get("PREFECT_API_URL"):
            _start(home)
    except OSError as error:
        raise OutsiderError(f"{home}: cannot be used ({error.strerror}); set PREFECT_HOME to another folder") from error


def _state_folder() -> Path:
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "outsider-etl"


def _start(home: Path) -> None:
    password = f"run:{secrets.token_urlsafe()}"
    os.environ.update(_SERVER, PREFECT_API_AUTH_STRING=password, PREFECT_SERVER_API_AUTH_STRING=password)
    with socket.socket() as listener, (home / LOG).open("wb") as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(listener.fileno())],
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


def _serve(descriptor: int) -> None:
    """Serve Prefect's API on a socket that listens already."""
    exit_with_parent()
    if hasattr(os, "sched_setaffinity"):
        # To make a new database, two threads take turns tens of thousands of times: a third faster on one processor.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    import uvicorn
    from prefect.server.api.server import create_app

    server = uvicorn.Server(uvicorn.Config(create_app(ephemeral=True, final=True), log_level="error"))
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    _serve(int(sys.argv[1]))

"""A Prefect server with the deployments and a worker on this machine, for a person to try: `outsider-etl serve`.

Deployed runs read and write in the folder that this was started in. The server listens on loopback alone; it asks for a
password where PREFECT_SERVER_API_AUTH_STRING is set ("user:password"). On a real host the parts are run by the system:
docs/operations.md.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import HTTPError
from urllib.request import urlopen

from flows.server import make_private, state_folder
from outsider_etl.errors import OutsiderError

DEFAULT_PORT = 4200
STARTUP_SECONDS = 300
STOP_SECONDS = 30
HOST = "127.0.0.1"

_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The new user interface calls a host of its maker's; so do its advertisements.
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    # Automations take a run for dead that misses three of these.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}

# Prefect's command line in a process that does not outlive this one, even where this one is killed.
_PREFECT = """
import runpy, sys
from outsider_etl.lifeline import exit_with_parent
exit_with_parent(int(sys.argv.pop(1)))
runpy.run_module("prefect", run_name="__main__", alter_sys=True)
"""


def serve() -> None:
    """Serve until interrupted, by Ctrl-C or SIGTERM; OutsiderError where a part cannot start, or ends by itself."""
    for number in (signal.SIGTERM, signal.SIGINT):  # a script's background job begins with SIGINT ignored, for good
        signal.signal(number, _interrupt)
    try:
        with _server() as server, _worker() as worker:
            print(_welcome(), flush=True)
            while server.poll() is None and worker.poll() is None:
                time.sleep(0.5)
            name = "server" if server.poll() is not None else "worker"
            raise OutsiderError(f"the {name} has ended by itself; {_log(name)} says why")
    except KeyboardInterrupt:
        print("Stopped.", flush=True)


@contextmanager
def _server() -> Iterator[subprocess.Popen[bytes]]:
    """Start the server and set the environment up for its clients, Prefect in this process among them."""
    port = _port()
    os.environ.setdefault("PREFECT_HOME", str(state_folder() / "serve"))
    make_private(Path(os.environ["PREFECT_HOME"]))
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    password = os.environ.get("PREFECT_SERVER_API_AUTH_STRING")
    if password:
        os.environ["PREFECT_API_AUTH_STRING"] = password
    os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
    command = ["server", "start", "--host", HOST, "--port", str(port)]
    # The user interface asks at the port of the settings.
    with _child("server", command, {"PREFECT_SERVER_API_PORT": str(port)}) as server:
        _wait(server)
        yield server


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    # Prefect reads its settings when it is imported.
    from flows.deployments import POOL, deploy, end_runs

    print("Deploying ...", flush=True)
    deploy()
    # A run takes all processors as it is; a second waits.
    command = ["worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"]
    try:
        with _child("worker", command, {}) as worker:
            yield worker
    finally:
        end_runs("The worker was stopped; what is finished is staged, and the next run goes on from there.")


@contextmanager
def _child(name: str, command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with _log(name).open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _PREFECT, str(os.getpid()), "--no-prompt", *command],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches this process alone, which ends the others in their order
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(server: subprocess.Popen[bytes]) -> None:
    print("Starting a Prefect server ...", flush=True)
    url = f"{os.environ['PREFECT_API_URL']}/health"
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - the server that was just started
                return
        except HTTPError:
            return  # it is there, and wants a password
        except OSError:
            time.sleep(0.2)
    raise OutsiderError(f"the Prefect server does not start; {_log('server')} says why")


def _port() -> int:
    given = os.environ.get("PREFECT_SERVER_API_PORT", str(DEFAULT_PORT))
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, int(given) or -1))  # 0 would be any port, and nobody would know which
    except (OSError, ValueError, OverflowError) as error:
        raise OutsiderError(
            f"port {given} cannot be used ({error}); stop what uses it, or set PREFECT_SERVER_API_PORT to another"
        ) from error
    return int(given)


def _log(name: str) -> Path:
    return Path(os.environ["PREFECT_HOME"]) / f"{name}.log"


def _welcome() -> str:
    url = os.environ["PREFECT_API_URL"].removesuffix("/api")
    return (
        f"Prefect is at {url}, its logs in {os.environ['PREFECT_HOME']}.\n"
        f"Reports are read from and tables written to folders in {os.getcwd()}.\n"
        f"Start a run at {url}/deployments, or let the schedule of `nightly` do it. Ctrl-C ends all."
    )


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

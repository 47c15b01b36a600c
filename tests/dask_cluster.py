"""A Dask cluster of real processes on loopback, for tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 60


@contextmanager
def process(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for as long as it is needed; what it prints goes to `log`."""
    with log.open("wb") as output:
        started = subprocess.Popen(command, env=environment, cwd=log.parent, stdout=output, stderr=output)
    try:
        yield started
    finally:
        started.kill()
        started.wait(PATIENCE)


@contextmanager
def scheduler(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Run a scheduler and give out its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    with process([*command, "--dashboard-address", "127.0.0.1:0"], folder / "scheduler.log", environment):
        wait_until_open(port)
        yield f"tcp://127.0.0.1:{port}"


@contextmanager
def workers(
    address: str, names: list[str], folder: Path, environment: dict[str, str]
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run workers of one thread each and give them out by name."""
    command = [sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(process([*command, "--name", name], folder / f"{name}.log", environment))
            for name in names
        }


def wait_until_open(port: int) -> None:
    """Wait until something listens on a port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on port {port}")


def bare_environment() -> dict[str, str]:
    """Return the environment of processes that are nobody's: they find the code, and no settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "OUTSIDER_ETL_"))}
    return {**kept, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

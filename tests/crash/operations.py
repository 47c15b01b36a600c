"""What a process is about to do to the files of a dataset, told operation by operation.

Python's audit events come before each call, in whatever library; so a test can end the process there, or let the call
and all after it fail, and needs to know nothing of the code that calls.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from outsider_etl.dataset.files import OWNER_NAME

PHASES = ("planning", "staging", "drafts", "renames", "manifest", "cleaning")
"""What a run does in turn; in the first it takes the right to work there, and changes nothing else."""

Tell = Callable[[str], None]

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_listening: list[tuple[str, Tell]] = []
_hooked: list[bool] = []


def listen(folder: Path, tell: Tell) -> None:
    """Call `tell` with the phase before each operation that changes something below `folder`, in this process.

    Processes that this one forks do the same.
    """
    if not _hooked:
        sys.addaudithook(_hear)  # it stays for ever
        _hooked.append(True)
    _listening[:] = [(f"{folder}{os.sep}", tell)]


@contextmanager
def listening(folder: Path, tell: Tell) -> Iterator[None]:
    """Do as `listen` does for a while."""
    listen(folder, tell)
    try:
        yield
    finally:
        _listening.clear()


def crashes(work: Callable[[], object], folder: Path, step: int) -> bool:
    """Do `work`, whose `step`-th operation below `folder` fails as nobody expects, and all after it; tell if it came.

    So a crash is made in the process of the test: what runs on the way out can change nothing either.
    """
    left = step

    def crash(phase: str) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise KeyboardInterrupt

    try:
        with listening(folder, crash):
            work()
    except KeyboardInterrupt:
        pass
    return left <= 0


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _listening:
        return
    match event, arguments:
        case ("open", (str() | Path() as path, _, int(flags))) if flags & _WRITES:
            pass
        case ("os.rename", (_, str() | Path() as path, *_)) | (
            "os.remove" | "os.rmdir" | "os.mkdir",
            (str() | Path() as path, *_),
        ):
            pass
        case _:
            return
    folder, tell = _listening[0]
    if str(path).startswith(folder):
        tell(_phase(event, Path(path)))


def _phase(event: str, path: Path) -> str:
    if event in ("os.remove", "os.rmdir"):
        return "cleaning"
    if path.name == OWNER_NAME:
        return "planning"
    if ".staging" in path.parts:
        return "staging"
    if ".json" in path.name:
        return "manifest"
    return "renames" if event == "os.rename" else "drafts"

"""Files that are there completely or not at all, and one writer of a folder at a time."""

import fcntl
import json
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from outsider_etl.errors import DatasetError

DRAFT_SUFFIX = ".draft"
OWNER_NAME = ".run.json"
"""The file in which a run says who it is, for others to name it."""


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never a part."""
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files in their order, each as `write_file` does; none is touched before there is room for all."""
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            drafts[path] = write_draft(path, content)
        for path, draft in drafts.items():
            move_draft(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def write_draft(path: Path, content: bytes) -> Path:
    """Write `content` beside `path` under a name of its own, safe on disk, and return where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}{DRAFT_SUFFIX}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def move_draft(draft: Path, path: Path) -> None:
    """Put a draft in its place at once, and make the folder's new state safe on disk."""
    os.replace(draft, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Create `folder` and turn what the operating system refuses about it into a DatasetError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise DatasetError(
            f"{folder} cannot be written ({error.strerror or error}): "
            "free what blocks it or choose another destination, then run again"
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to change what is in `folder`; DatasetError, which says who holds it, while another process does.

    The system takes the right back when the process ends, however that happens.
    """
    handle = os.open(folder, os.O_RDONLY)
    owner = folder / OWNER_NAME
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatasetError(
                f"another run is working on {folder}{_named(owner)}: run again when it has ended"
            ) from error
        except OSError:
            pass  # some network file systems know no locks; there it is left to people that one run works at a time
        with suppress(OSError):  # on a full disk nobody is told who it is
            owner.write_bytes(_owner())
        try:
            yield
        finally:
            with suppress(OSError):
                owner.unlink()
    finally:
        os.close(handle)


def _owner() -> bytes:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"host": platform.node(), "process": os.getpid(), "since": since}).encode()


def _named(owner: Path) -> str:
    try:
        said = json.loads(owner.read_bytes())
        return f" (process {said['process']} on {said['host']}, since {said['since']})"
    except (OSError, ValueError, LookupError, TypeError):
        return ""

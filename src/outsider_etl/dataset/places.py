"""Where a dataset lies: a folder, or a prefix in object storage; what the two do each in their own way.

In a folder a file is written beside its place and moved into it. In object storage a put is all or nothing, so new
files are put in their places at once: nobody reads them before a manifest names them.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any

from outsider_etl.dataset import files
from outsider_etl.dataset.leases import leased
from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath, object_path, remove_all

Place = Path | ObjectPath

_held: ContextVar[Mapping[Place, Callable[[], None]]] = ContextVar("held", default=MappingProxyType({}))


def place_of(location: str | Place) -> Place:
    """Return the place that a path or a URI names; UsageError where it cannot be reached with what is installed."""
    if isinstance(location, ObjectPath):
        return location
    return object_path(location) or Path(location)


def sizes(folder: Place) -> dict[str, int]:
    """Return the bytes of each file that lies directly in a folder, by name, in order; nothing where there is none."""
    if isinstance(folder, ObjectPath):
        return folder.sizes()
    found = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # One that is taken away meanwhile, such as a draft that is moved, is none.
            with suppress(OSError):
                found[entry.name] = entry.stat().st_size
    return dict(sorted(found.items()))


def write_file(path: Place, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never a part."""
    if isinstance(path, ObjectPath):
        path.write_bytes(content)
    else:
        files.write_file(path, content)


def write_files(folder: Place, contents: Mapping[str, bytes]) -> None:
    """Write files of a folder in their order, each as `write_file` does; on a full disk none at all."""
    if isinstance(folder, ObjectPath):
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    else:
        files.write_files({folder / name: content for name, content in contents.items()})


def write_draft(path: Place, content: bytes) -> Place:
    """Write a new file that no manifest names yet, safely, and return where it lies until it is moved to `path`."""
    if isinstance(path, ObjectPath):
        path.write_bytes(content)
        return path
    return files.write_draft(path, content)


def move_draft(draft: Place, path: Place) -> None:
    """Put a draft in its place."""
    if isinstance(draft, Path) and isinstance(path, Path):
        files.move_draft(draft, path)


def discard_draft(draft: Place) -> None:
    """Remove a draft that has not been moved."""
    # An object lies in its place already, and a put of the manifest that failed may have gone through all the same:
    # what is named by no manifest is removed by the next publication.
    if isinstance(draft, Path):
        draft.unlink(missing_ok=True)


def remove_folder(folder: Place) -> None:
    """Remove a folder with the files in it."""
    if isinstance(folder, ObjectPath):
        remove_all(folder, list(folder.sizes()))
    elif folder.exists():
        for path in folder.iterdir():
            path.unlink(missing_ok=True)
        folder.rmdir()


@contextmanager
def writing(folder: Place) -> Iterator[None]:
    """Make `folder` ready and turn what the system refuses about it into a DatasetError."""
    if isinstance(folder, Path):
        with files.writing(folder):
            yield
        return
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"{folder} cannot be written ({error.strerror}): check bucket, address and credentials, then run again"
        ) from error


@contextmanager
def locked(folder: Place) -> Iterator[Callable[[], None]]:
    """Hold the right to change what is in `folder`; DatasetError, which says who holds it, while another run does.

    In a context that holds it already nothing is taken and nothing given back. What is given out is to be called right
    before the manifest is replaced, and raises DatasetError where the right has gone over to another run meanwhile.
    """
    held = _held.get()
    if folder in held:
        yield held[folder]
        return
    with leased(folder) if isinstance(folder, ObjectPath) else _kept(folder) as confirm:
        token = _held.set({**held, folder: confirm})
        try:
            yield confirm
        finally:
            _held.reset(token)


@contextmanager
def _kept(folder: Path) -> Iterator[Callable[[], None]]:
    """Hold the right to change a folder, which the operating system keeps: there is nothing to confirm."""
    with files.locked(folder):
        yield lambda: None


def arrow_files(paths: Sequence[Place]) -> tuple[list[str], Any]:
    """Return files of one dataset as Arrow takes them: their paths, and the file system, None for the local one."""
    if paths and isinstance(paths[0], ObjectPath):
        return [path.key for path in paths if isinstance(path, ObjectPath)], paths[0].filesystem
    return [str(path) for path in paths], None

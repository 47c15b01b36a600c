"""Objects in object storage: what the product does with files, done with objects through fsspec.

An object is put whole or not at all, and read as it was put last. There are no folders: what lies "in" one has a key
that begins like it.
"""

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from outsider_etl.errors import UsageError
from outsider_etl.redaction import redact

_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_READ_TOGETHER = 64
_REMOVED_TOGETHER = 1000


@dataclass(frozen=True, slots=True)
class ObjectPath:
    """The place of an object, or of all objects whose keys begin with `key` and a slash.

    Its methods are those of `pathlib.Path` that it shares, and raise OSError as they do. It may go to another process,
    which finds the credentials in its own environment.
    """

    protocol: str
    key: str

    def __str__(self) -> str:
        return f"{self.protocol}://{self.key}"

    def __truediv__(self, name: str) -> "ObjectPath":
        return replace(self, key=f"{self.key}/{name}")

    @property
    def name(self) -> str:
        """Return the last part of the key."""
        return PurePosixPath(self.key).name

    @property
    def suffix(self) -> str:
        """Return the end of the name, from its last dot on."""
        return PurePosixPath(self.key).suffix

    @property
    def filesystem(self) -> Any:
        """Return fsspec's file system, which keeps no listings: other processes write there too."""
        return fsspec.filesystem(self.protocol, use_listings_cache=False)

    def with_name(self, name: str) -> "ObjectPath":
        """Return the place of another object beside this one."""
        return replace(self, key=f"{self.key.rpartition('/')[0]}/{name}")

    def read_bytes(self) -> bytes:
        """Return the content of the object."""
        with _as_os_errors(self):
            content: bytes = self.filesystem.cat_file(self.key)
            return content

    def write_bytes(self, content: bytes) -> None:
        """Put the object in the place of any that is there."""
        with _as_os_errors(self):
            self.filesystem.pipe_file(self.key, content)

    def create(self, content: bytes) -> None:
        """Put the object; FileExistsError where there is one already, whoever put it and however closely before."""
        with _as_os_errors(self):
            self.filesystem.pipe_file(self.key, content, mode="create")

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the object; a store may not tell whether one was there, so `missing_ok` is always so."""
        with _as_os_errors(self), suppress(FileNotFoundError):
            self.filesystem.rm_file(self.key)

    def size(self) -> int:
        """Return the bytes of the object."""
        with _as_os_errors(self):
            return int(self.filesystem.size(self.key))

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each object that lies directly in this place, by name, in order."""
        with _as_os_errors(self):
            try:
                listed = self.filesystem.ls(self.key, detail=True)
            except FileNotFoundError:
                return {}
        found = {entry["name"].rpartition("/")[2]: int(entry["size"]) for entry in listed if entry["type"] == "file"}
        return {name: size for name, size in sorted(found.items()) if name}

    def below(self) -> list[str]:
        """Return the keys of all objects in this place, however deep; that of an object at the place itself alone."""
        with _as_os_errors(self):
            keys: list[str] = self.filesystem.find(self.key)
            return [key for key in keys if not key.endswith("/")]


def object_path(location: str | Path) -> ObjectPath | None:
    """Return the place that a URI names, None where `location` is the path of a file or a folder.

    Raises UsageError where nothing is installed that could reach it, where it would be taken for a pattern, or where
    it holds credentials.
    """
    match = _URI.match(str(location))
    if match is None:
        return None
    if redact(str(location)) != str(location):
        raise UsageError(
            f"{location}: an address must hold no credentials; set them in the environment, for s3:// as "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    protocol = match[1].lower()
    try:
        _, key = fsspec.core.url_to_fs(protocol + str(location)[len(protocol) :], use_listings_cache=False)
    except ImportError as error:
        raise UsageError(
            f"{location}: cannot be reached ({error}); for s3:// install the extra: pip install 'outsider-etl[s3]'"
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{location}: cannot be reached ({error}); name a file, a folder or s3://BUCKET/PREFIX"
        ) from error
    if "://" in key:
        raise UsageError(f"{location}: {protocol} knows no folders; fetch what is there, and name where you put it")
    if set(key) & set("*?["):
        raise UsageError(f"{location}: has a sign of a pattern (* ? [) in it; name a place without one")
    return ObjectPath(protocol, key.rstrip("/"))


def read_all(folder: ObjectPath, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each object of a folder that is there, many being on their way at the same time.

    Names must be free of the signs that patterns are made of.
    """
    keys = {(folder / name).key: name for name in names}
    for some in _batched(list(keys), _READ_TOGETHER):
        with _as_os_errors(folder):
            # Whatever else goes wrong with an object is raised, not taken for its absence.
            contents: dict[str, Any] = folder.filesystem.cat(some, on_error="return")
            for content in contents.values():
                if isinstance(content, Exception) and not isinstance(content, FileNotFoundError):
                    raise content
        yield from ((keys[key], content) for key, content in contents.items() if isinstance(content, bytes))


def remove_all(folder: ObjectPath, names: Sequence[str]) -> None:
    """Remove objects of a folder; those that are not there are removed already. Names are as in `read_all`."""
    for some in _batched([(folder / name).key for name in names], _REMOVED_TOGETHER):
        with _as_os_errors(folder), suppress(FileNotFoundError):
            folder.filesystem.rm(some)


@contextmanager
def _as_os_errors(path: ObjectPath) -> Iterator[None]:
    """Raise as OSError, with the URI as its file name, what file systems raise each in their own way."""
    try:
        yield
    except (FileNotFoundError, FileExistsError) as error:
        raise type(error)(error.errno or errno.EIO, redact(error.strerror or str(error)), str(path)) from error
    except OSError as error:
        raise OSError(error.errno or errno.EIO, redact(error.strerror or str(error)), str(path)) from error
    except Exception as error:
        raise OSError(errno.EIO, redact(f"{type(error).__name__}: {error}"), str(path)) from error


def _batched(items: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])

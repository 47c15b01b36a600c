"""Find the reports of a run, read their bytes, and read what the files beside them say about them."""

import codecs
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from outsider_etl.errors import MetadataError, UnreadableError, UsageError
from outsider_etl.objects import ObjectPath, object_path
from outsider_etl.publication_date import days_of

SIDECAR_SUFFIX = ".meta.json"
MAX_SIDECAR_BYTES = 1_000_000
MAX_SOURCE_BYTES = 500_000_000

_LEADS_OUT = "is a link that leads out of the reports' folder; put a copy in its place"

Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


@dataclass(frozen=True, slots=True)
class Source:
    """A report to read: its name in the dataset, a posix path relative to the run's source, and where it lies.

    One that was found in a folder has it as its `root`, free of links: what leads out of that is not read.
    """

    name: str
    path: Path | ObjectPath
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A source as it was read.

    `document_id` is the first 16 hex digits of the SHA-256 of `data`. `overrides` are fields of `Metadata` that the
    file beside the source sets; `overrides_digest` changes when they do, and is empty without such a file.
    """

    source: Source
    data: bytes
    document_id: str
    overrides: dict[str, Any]
    overrides_digest: str


class Sidecar(BaseModel):
    """What a file `NAME.meta.json` beside the source NAME may say; null takes away what the report says itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: Line | None = None
    subtitle: Line | None = None
    authors: tuple[Line, ...] | None = None
    publisher: Line | None = None
    series: Line | None = None
    series_number: Line | None = None
    isbn: Line | None = None
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] | None = None
    published: Annotated[str, StringConstraints(max_length=100)] | None = None


def discover(location: str | Path, suffixes: frozenset[str]) -> list[Source]:
    """Return the reports at `location`, a file or a folder with all under it, in order of their names.

    A URI (`s3://bucket/reports`) names an object or a prefix in object storage, and is read as a folder would be.

    Hidden files, `README` files and `NAME.meta.json` files are no reports. Links to folders are not followed, and links
    to files that lead out of the folder are refused by `read`. Raises UsageError where nothing can be read, or a folder
    on the way cannot: reports in it would be taken for removed. `suffixes` are in lower case.
    """
    root = object_path(location) or Path(location)
    try:
        return _discover(root, suffixes) if isinstance(root, Path) else _discover_objects(root, suffixes)
    except OSError as error:
        if isinstance(root, ObjectPath):
            reason = f"{root}: cannot be read ({error.strerror}); check bucket, address and credentials"
            raise UsageError(reason) from error
        raise UsageError(
            f"{error.filename}: cannot be read ({error.strerror}); make it readable, or move it out of {root}"
        ) from error


def _discover(root: Path, suffixes: frozenset[str]) -> list[Source]:
    kinds = ", ".join(sorted(suffixes))
    if root.is_file():
        if root.suffix.lower() not in suffixes:
            raise UsageError(f"{root}: cannot read this kind of file; these can be read: {kinds}")
        return [Source(_name(Path(root.name)), root)]
    if not root.is_dir():
        raise UsageError(f"{root}: there is no such file or folder")
    inside = Path(os.path.realpath(root))
    paths = (path for path in _files(root) if path.suffix.lower() in suffixes)
    found = [Source(_name(path.relative_to(root)), path, inside) for path in paths]
    return sorted(_some(found, root, kinds), key=_by_name)


def _discover_objects(root: ObjectPath, suffixes: frozenset[str]) -> list[Source]:
    kinds = ", ".join(sorted(suffixes))
    keys = root.below()
    if not keys:
        raise UsageError(f"{root}: there is no such object or prefix")
    if keys == [root.key]:
        if root.suffix.lower() not in suffixes:
            raise UsageError(f"{root}: cannot read this kind of file; these can be read: {kinds}")
        return [Source(root.name, root)]
    names = [key.removeprefix(f"{root.key}/") for key in keys]
    found = [Source(name, root / name) for name in names if _is_report(PurePosixPath(name), suffixes)]
    return sorted(_some(found, root, kinds), key=_by_name)


def _is_report(relative: PurePosixPath, suffixes: frozenset[str]) -> bool:
    hidden = any(part.startswith(".") for part in relative.parts)
    return not hidden and _may_be_report(relative.name) and relative.suffix.lower() in suffixes


def _may_be_report(name: str) -> bool:
    return (
        not name.startswith(".") and PurePosixPath(name).stem.upper() != "README" and not name.endswith(SIDECAR_SUFFIX)
    )


def _some(found: list[Source], root: Path | ObjectPath, kinds: str) -> list[Source]:
    if not found:
        raise UsageError(f"{root}: there is no report in this folder; these kinds of files can be read: {kinds}")
    return found


def read(source: Source) -> Content:
    """Read the bytes of a source and the file beside it.

    Raises UnreadableError where the bytes cannot be had, MetadataError where the file beside it is wrong.
    """
    return with_overrides(read_alone(source))


def read_alone(source: Source) -> Content:
    """Read the bytes of a source and not the file beside it; UnreadableError where they cannot be had."""
    if _leads_out(source.path, source):
        raise UnreadableError(f"{source.name}: {_LEADS_OUT}")
    data = _read_bytes(source.path, source.name, MAX_SOURCE_BYTES)
    return Content(source, data, hashlib.sha256(data).hexdigest()[:16], {}, "")


def with_overrides(content: Content) -> Content:
    """Return the content with what the file beside its source says; MetadataError where that file is wrong."""
    overrides, overrides_digest = _read_sidecar(content.source)
    return replace(content, overrides=overrides, overrides_digest=overrides_digest)


def _by_name(source: Source) -> str:
    return source.name


def _name(relative: Path) -> str:
    # A name that is no valid UTF-8 could not be written into a table; no other name may look like what stands for it.
    return os.fsencode(relative.as_posix().replace("\\", r"\\")).decode("utf-8", "backslashreplace")


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if not _may_be_report(name):
                continue
            # What is no file, a pipe say, is no report either, but not passed over in silence.
            yield path


def _raise(error: OSError) -> None:
    raise error


def _read_bytes(path: Path | ObjectPath, name: str, limit: int) -> bytes:
    try:
        if isinstance(path, Path):
            return _read_file(path, name, limit)
        _check_size(path.size(), name, limit)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name}: cannot be read ({error.strerror}); check that it is there and yours") from error


def _read_file(path: Path, name: str, limit: int) -> bytes:
    _check_kind(path.stat(), name, limit)
    # A pipe that took the file's place would be waited for, until somebody writes into it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        told = os.fstat(descriptor)
        _check_kind(told, name, limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(told.st_size)
    finally:
        os.close(descriptor)


def _check_kind(told: os.stat_result, name: str, limit: int) -> None:
    if not stat.S_ISREG(told.st_mode):
        raise UnreadableError(f"{name}: is no file but a pipe, a socket, a device or a folder; put a copy in its place")
    _check_size(told.st_size, name, limit)


def _check_size(size: int, name: str, limit: int) -> None:
    if size > limit:
        raise UnreadableError(f"{name}: has {size:,} bytes, more than the {limit:,} that are read; split it")


def _read_sidecar(source: Source) -> tuple[dict[str, Any], str]:
    path = source.path.with_name(source.path.name + SIDECAR_SUFFIX)
    name = source.name + SIDECAR_SUFFIX
    # Path.exists raises where the name of a source leaves no room for the suffix.
    if isinstance(path, Path) and not os.path.lexists(path):
        return {}, ""
    if _leads_out(path, source):
        raise MetadataError(f"{name}: {_LEADS_OUT}")
    try:
        sidecar = Sidecar.model_validate_json(_read_bytes(path, name, MAX_SIDECAR_BYTES).removeprefix(codecs.BOM_UTF8))
    except UnreadableError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return {}, ""
        raise MetadataError(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        if first["type"] == "extra_forbidden":
            known = ", ".join(Sidecar.model_fields)
            raise MetadataError(f"{name}: {field}: cannot be set; these can be: {known}") from error
        raise MetadataError(f"{name}: {field}: {first['msg']}; correct or remove it") from error
    overrides: dict[str, Any] = sidecar.model_dump(exclude_unset=True)
    if "authors" in overrides:
        overrides["authors"] = sidecar.authors or ()
    if "published" in overrides:
        del overrides["published"]
        overrides["published_start"], overrides["published_end"] = _published(sidecar.published, name)
    canonical = sidecar.model_dump_json(exclude_unset=True)
    return overrides, hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _leads_out(path: Path | ObjectPath, source: Source) -> bool:
    """Whether a file of a source is a link out of the folder that the source was found in."""
    if source.root is None or isinstance(path, ObjectPath) or not path.is_symlink():
        return False
    return not Path(os.path.realpath(path)).is_relative_to(source.root)


def _published(expression: str | None, name: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of an EDTF date or interval."""
    if expression is None:
        return None, None
    try:
        return days_of(expression)
    except ValueError as error:
        raise MetadataError(
            f"{name}: published: {expression!r} is no EDTF date or interval with a first and a last day, "
            "such as 2013-03-22, 2013-03 or 2013-03/2013-05"
        ) from error

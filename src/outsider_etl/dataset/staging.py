"""Finished documents on their way into the dataset: one file a document, under the key it was made with.

A staged file is a zip archive of an Arrow stream for each table and of the document's sizes; the archive's checksums
tell a whole file from a torn one.
"""

import hashlib
import io
import json
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

import pyarrow as pa

from outsider_etl.dataset.manifest import Sizes
from outsider_etl.dataset.places import Place, place_of, remove_folder, sizes, write_file, writing
from outsider_etl.dataset.versions import conform, require_declared
from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath, read_all, remove_all
from outsider_etl.tables import TABLES, arrow_schema

STAGING = ".staging"
INDEX = "organisations_index"
DOCUMENT_TABLES = tuple(name for name in TABLES if name not in (INDEX, "failures"))

_SIZES = "sizes.json"
_COPIES = "outsider-etl-"
_SUFFIX = ".zip"
# What the parts of a stream of Arrow begin with, before the length of what describes them, which is 0 for the end.
_BEGIN = b"\xff\xff\xff\xff"
_END = _BEGIN + bytes(4)
# A bit that is wrong in the directory of an archive may make it compressed, or encrypted.
_TORN = (OSError, ValueError, KeyError, EOFError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


def document_key(document_id: str, source: str, overrides_digest: str, pipeline_key: str) -> str:
    """Return the 16 hex digits that change whenever the rows of a document might."""
    parts = json.dumps([document_id, source, overrides_digest, pipeline_key], ensure_ascii=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def stage(destination: str | Place, key: str, tables: Mapping[str, pa.Table]) -> None:
    """Keep the tables of a document, made under `key`, until they are published.

    Raises DatasetError where a table is missing or has not the declared schema, or the folder cannot be written.
    """
    if set(tables) != set(DOCUMENT_TABLES):
        wrong = sorted(set(tables) ^ set(DOCUMENT_TABLES))
        raise DatasetError(f"a staged document holds each of its tables and no other; wrong: {', '.join(wrong)}")
    streams = {name: _to_stream(conform(name, tables[name])) for name in DOCUMENT_TABLES}
    # Sizes are those of the tables as they are read back, whatever buffers they were made in.
    staged = {name: _read(stream) for name, stream in streams.items()}
    staged_size = Sizes(
        rows={name: table.num_rows for name, table in staged.items() if table.num_rows},
        bytes={name: table.nbytes for name, table in staged.items() if table.num_rows},
    )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr(_SIZES, staged_size.model_dump_json())
        for name, stream in streams.items():
            writer.writestr(name, stream)
    place = place_of(destination)
    with writing(place):
        write_file(_path(place, key), archive.getvalue())


def staged_keys(destination: str | Place) -> set[str]:
    """Return the keys that something is staged under, torn or whole: one look at all that `is_staged` can affirm."""
    return {name.removesuffix(_SUFFIX) for name in sizes(place_of(destination) / STAGING) if name.endswith(_SUFFIX)}


def is_staged(destination: str | Place, key: str) -> bool:
    """Tell whether rows made under `key` are staged, by the directory of their archive: the rows are not read.

    `stage` writes an archive whole or not at all, so only a damaged disk leaves wrong rows behind a right directory;
    `staged_rows` finds that out. A file without a right directory is removed.
    """
    return staged_sizes(destination, key) is not None


def staged_sizes(destination: str | Place, key: str) -> Sizes | None:
    """Return the sizes of what is staged under `key`, None where that is nothing or, and then removed, torn."""
    path = _path(place_of(destination), key)
    file = _file(path)
    if file is None:
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            if set(archive.namelist()) != {_SIZES, *DOCUMENT_TABLES}:
                raise zipfile.BadZipFile("other tables are in it")
            return Sizes.model_validate_json(archive.read(_SIZES))
    except _TORN:
        path.unlink(missing_ok=True)
        return None


@contextmanager
def staged_nearby(destination: Place, keys: Sequence[str]) -> Iterator[Path]:
    """Give out a local destination with what is staged under `keys`: the place itself, or copies for a while.

    What is found damaged, and so removed, among the copies is removed at `destination` in the end. Raises OSError where
    the copies have no room or cannot be fetched.
    """
    if isinstance(destination, Path):
        yield destination
        return
    _sweep_copies()
    with tempfile.TemporaryDirectory(prefix=f"{_COPIES}{os.getpid()}-") as copies:
        folder = Path(copies, STAGING)
        folder.mkdir()
        copied = []
        for name, content in read_all(destination / STAGING, [key + _SUFFIX for key in keys]):
            (folder / name).write_bytes(content)
            copied.append(name)
        try:
            yield Path(copies)
        finally:
            remove_all(destination / STAGING, [name for name in copied if not (folder / name).exists()])


def _sweep_copies() -> None:
    """Remove the copies of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_COPIES}*-*"):
        process = folder.name.removeprefix(_COPIES).partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # of somebody else
    return True


def staged_rows(destination: Path, keys: Iterable[str], name: str) -> pa.Table:
    """Return the rows of one table of all that is staged under `keys`, in their order.

    Raises DatasetError where something is gone, damaged or of another schema; its file is then removed.
    """
    head = arrow_schema(name).serialize().to_pybytes()
    batches = [_staged_batches(destination, key, name, head) for key in keys]
    # To read one stream of all batches costs less than to read each.
    return _read(b"".join([head, *batches, _END]))


def _staged_batches(destination: Path, key: str, name: str, head: bytes) -> memoryview:
    """Return the rows of a staged stream: what lies between its schema, which is mostly `head`, and its end."""
    path = _path(destination, key)
    try:
        with zipfile.ZipFile(path) as archive:
            stream = archive.read(name)
        if not stream.endswith(_END):
            raise ValueError(f"table {name} is cut short")
        # Another version of Arrow may have written the same schema in another way.
        if not stream.startswith(head):
            require_declared(name, pa.ipc.read_schema(pa.py_buffer(stream)))
        begin = len(_END) + int.from_bytes(stream[len(_BEGIN) : len(_END)], "little")
        return memoryview(stream)[begin : -len(_END)]
    except (*_TORN, DatasetError) as error:
        path.unlink(missing_ok=True)
        raise DatasetError(f"{path} cannot be published ({error}): run again") from error


def forget_staged(destination: str | Place, *, keep: Collection[str]) -> None:
    """Forget all that is staged but what is under the keys to `keep`; OSError where it cannot be removed."""
    folder = place_of(destination) / STAGING
    kept = {key + _SUFFIX for key in keep}
    strays = [name for name in sizes(folder) if name not in kept]
    if isinstance(folder, ObjectPath):
        remove_all(folder, strays)
    else:
        for name in strays:
            (folder / name).unlink(missing_ok=True)


def clear_staging(destination: str | Place) -> None:
    """Forget all that is staged; OSError where it cannot be removed."""
    remove_folder(place_of(destination) / STAGING)


def _to_stream(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue()


def _read(stream: bytes) -> pa.Table:
    # To hand each of many small buffers to a thread takes longer than to decompress it here.
    with pa.ipc.open_stream(stream, options=pa.ipc.IpcReadOptions(use_threads=False)) as reader:
        return reader.read_all()


def _file(path: Place) -> Path | io.BytesIO | None:
    """Return what an archive is opened from, None where there is none."""
    if isinstance(path, Path):
        return path if path.exists() else None
    try:
        return io.BytesIO(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror}): run again") from error


@overload
def _path(destination: Path, key: str) -> Path: ...
@overload
def _path(destination: ObjectPath, key: str) -> ObjectPath: ...
def _path(destination: Place, key: str) -> Place:
    return destination / STAGING / f"{key}{_SUFFIX}"

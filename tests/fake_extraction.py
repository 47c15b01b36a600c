"""An extraction that makes tables without rows of whatever a document holds, unless it asks to fail or never to end."""

import ctypes
import os
import signal
import time
from pathlib import Path

from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import Failure
from outsider_etl.report import Report
from outsider_etl.sources import Content
from outsider_etl.tables import arrow_schema

EMPTY = {name: arrow_schema(name).empty_table() for name in DOCUMENT_TABLES}


def fake_extract(content: Content, nlp: object, characters: int) -> Report | Failure:
    """Do what a document says: "fail", "raise ERROR", "crash HOW [FILE]", "sleep SECONDS [FILE]", "hang", "take BYTES".

    A crash happens once where there is a FILE to remember it; who sleeps makes FILE first.
    """
    what, *rest = content.data.decode().split()
    match what:
        case "fail":
            return Failure(content.source.name, content.document_id, "structure", "ValueError", "no good")
        case "raise":
            message = f"{content.source.name}: no room; this is a fault of the program, please report it"
            return Failure(content.source.name, content.document_id, "tables", rest[0], message)
        case "crash":
            _crash(*rest)
        case "sleep":
            seconds, *file = rest
            for name in file:
                Path(name).touch()
            time.sleep(float(seconds))
        case "hang":
            ctypes.PyDLL(None).sleep(60)  # in C, with the interpreter's lock held
        case "take":
            bytearray(int(rest[0]))
    return Report(content.document_id, content.source.name, EMPTY)


def _crash(how: str, file: str | None = None) -> None:
    if file is not None:
        if Path(file).exists():
            return
        Path(file).touch()
    match how:
        case "exit":
            os._exit(7)
        case "segfault":
            ctypes.string_at(0)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)

"""What a document may take of the process that works on it: time, and memory.

Both hold in C code too. A process whose time is up dies, and whoever started it sees by which signal; one that asks
for more memory than it may have gets none, which Python raises as MemoryError.
"""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pypdfium2

TIME_UP = signal.SIGALRM
"""The signal that ends a process whose time is up."""

_STATM = Path("/proc/self/statm")
_DATA_PAGES = 5
# A page of a text without page breaks, and the fewest bytes that a page of a PDF takes.
_TEXT_PAGE = 3000
_LEAST_PDF_PAGE = 100


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process by `TIME_UP` unless what is done within takes less; another limit within takes its place."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def memory_limit(size: int) -> Iterator[None]:
    """Let this process have `size` bytes of memory more than it has now, where the system can tell (Linux)."""
    if not _STATM.exists():
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    held = int(_STATM.read_text().split()[_DATA_PAGES]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_DATA, (_lower(held + size, before[1]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _lower(limit: int, hard: int) -> int:
    return limit if hard == resource.RLIM_INFINITY else min(limit, hard)


def count_pages(data: bytes, name: str) -> int:
    """Return about how many pages the bytes of the source `name` hold: for a PDF as it says, at most as there can be.

    Of text 3,000 bytes are a page. A PDF that cannot be opened is one.
    """
    if PurePosixPath(name).suffix.lower() != ".pdf":
        return 1 + len(data) // _TEXT_PAGE
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return min(len(pdf), 1 + len(data) // _LEAST_PDF_PAGE)
    except pypdfium2.PdfiumError:
        return 1

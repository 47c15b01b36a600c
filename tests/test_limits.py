import sys
import time
from collections.abc import Callable
from multiprocessing import get_context

import pytest

from outsider_etl.limits import TIME_UP, count_pages, memory_limit, time_limit
from tests.readers.pdf_files import make_pdf


def _sleep() -> None:
    with time_limit(0.2):
        time.sleep(60)


def _sleep_within_another() -> None:
    with time_limit(60), time_limit(0.2):
        time.sleep(60)


def _finish_in_time() -> None:
    with time_limit(0.2):
        pass
    time.sleep(0.3)


def _exit_code(function: Callable[[], None]) -> int | None:
    process = get_context("spawn").Process(target=function)
    process.start()
    process.join(30)
    return process.exitcode


@pytest.mark.parametrize(
    ("function", "exit_code"), [(_sleep, -TIME_UP), (_sleep_within_another, -TIME_UP), (_finish_in_time, 0)]
)
def test_a_process_ends_where_its_time_is_up(function, exit_code):
    assert _exit_code(function) == exit_code


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is kept on Linux only")
def test_memory_has_a_limit_for_a_while():
    with memory_limit(200_000_000):
        with pytest.raises(MemoryError):
            bytearray(400_000_000)
        assert len(bytearray(50_000_000)) == 50_000_000
    assert len(bytearray(400_000_000)) == 400_000_000


@pytest.mark.parametrize(
    ("data", "name", "pages"),
    [
        (b"", "a.txt", 1),
        (b"x" * 9000, "a.md", 4),
        (make_pdf("", "", ""), "a.PDF", 3),
        (make_pdf("", "").replace(b"/Count 2", b"/Count 900"), "a.pdf", 12),
        (b"%PDF-1.4 and no more", "a.pdf", 1),
    ],
)
def test_pages_are_counted_as_a_file_says_and_as_there_is_room(data, name, pages):
    assert count_pages(data, name) == pages

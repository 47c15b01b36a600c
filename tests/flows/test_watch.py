"""The watched folder, with real files and the real watcher; what is started is a list of what lay there then."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.watch import follow

QUIET = 0.5
PATIENCE = 20


class Watched:
    """A folder that is being watched, and the names that lay in it at each start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.starts: list[list[str]] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._follow)

    def _follow(self) -> None:
        follow(self.folder, self._start, quiet_seconds=QUIET, stop=self.stop)

    def _start(self) -> None:
        self.starts.append(sorted(path.name for path in self.folder.iterdir()))

    def wait(self, starts: int) -> list[str]:
        """Return what lay there at the last start, once there have been so many and no more follow."""
        end = time.monotonic() + PATIENCE
        while len(self.starts) < starts and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(3 * QUIET)
        assert len(self.starts) == starts
        return self.starts[-1]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    (tmp_path / "first.txt").write_text("The first.", "utf-8")
    watched = Watched(tmp_path)
    watched.thread.start()
    try:
        assert watched.wait(1) == ["first.txt"]
        yield watched
    finally:
        watched.stop.set()
        watched.thread.join(PATIENCE)
    assert not watched.thread.is_alive()


def test_follow_makes_one_start_of_many_files(watched: Watched) -> None:
    for number in range(20):
        (watched.folder / f"{number:02}.txt").write_text("One of many.", "utf-8")
        time.sleep(QUIET / 10)
    assert len(watched.wait(2)) == 21


def test_follow_waits_for_a_file_that_is_being_written(watched: Watched) -> None:
    with (watched.folder / "slow.txt").open("w", encoding="utf-8") as slow:
        for _ in range(10):
            slow.write("A line of it.\n")
            slow.flush()
            time.sleep(QUIET / 2)
        assert len(watched.starts) == 1
    assert watched.wait(2) == ["first.txt", "slow.txt"]


def test_follow_takes_a_file_when_it_gets_its_name(watched: Watched) -> None:
    for name in (".hidden.txt", "report.txt.part", "notes.docx"):
        (watched.folder / name).write_text("Not yet.", "utf-8")
    watched.wait(1)
    (watched.folder / "report.txt.part").rename(watched.folder / "report.txt")
    assert "report.txt" in watched.wait(2)


def test_follow_takes_changes_removals_and_what_is_said_beside_a_report(watched: Watched) -> None:
    (watched.folder / "first.txt").write_text("The first, corrected.", "utf-8")
    watched.wait(2)
    (watched.folder / "first.txt.meta.json").write_text("{}", "utf-8")
    watched.wait(3)
    (watched.folder / "second.txt").write_text("The second.", "utf-8")
    watched.wait(4)
    (watched.folder / "second.txt").unlink()
    assert watched.wait(5) == ["first.txt", "first.txt.meta.json"]


def test_follow_waits_for_the_first_report(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.thread.start()
    try:
        time.sleep(3 * QUIET)
        assert watched.starts == []
        (tmp_path / "first.txt").write_text("The first.", "utf-8")
        assert watched.wait(1) == ["first.txt"]
    finally:
        watched.stop.set()
        watched.thread.join(PATIENCE)

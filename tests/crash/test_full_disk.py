"""A disk that is full, and one that cannot be written, in earnest: file systems in memory, mounted for a test."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outsider_etl.batch import make_plan
from outsider_etl.dataset import load
from outsider_etl.errors import DatasetError
from outsider_etl.settings import Settings
from tests.crash.runs import make_up_rows, run_here, work, write_sources
from tests.dataset.small_documents import contents, times

OLD = {f"{name}.txt": f"report {name}" for name in "abcd"}
NEW = OLD | {"a.txt": "report a, written anew", "e.txt": "report e", "copy.txt": "report b"}
BLOCK = 4096


def mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no command `mount`")
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={512 * BLOCK}", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(autouse=True)
def reports(monkeypatch: pytest.MonkeyPatch) -> None:
    make_up_rows(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, disk: Path) -> Settings:
    return Settings(source=str(tmp_path / "raw"), destination=str(disk / "out"))


def with_room(disk: Path, blocks: int) -> Path:
    """Fill the disk until it has `blocks` left, and return the file that takes up the room."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes((shutil.disk_usage(disk).free // BLOCK - blocks) * BLOCK))
    return ballast


def until_there_is_room(disk: Path, attempt: Callable[[], object]) -> Iterator[int]:
    """Do what needs room with ever more of it until it is done; yield after each time that there was too little."""
    for blocks in range(0, 512, 3):
        ballast = with_room(disk, blocks)
        full = pytest.raises(DatasetError, match=r"cannot be written \(No space left on device\): free what blocks it")
        try:
            attempt()
            return
        except DatasetError as error:
            with full:
                raise error
        finally:
            ballast.unlink()
        yield blocks


def publish_old_and_write_new(settings: Settings) -> dict[str, bytes]:
    """Publish the old sources, put the new ones in their place, and return the files of the dataset."""
    write_sources(Path(settings.source), OLD)
    run_here(settings)
    write_sources(Path(settings.source), NEW)
    return contents(Path(settings.destination))


def check_as_if_undisturbed(settings: Settings) -> None:
    """Compare the files of a destination with those that a run into an empty one makes there."""
    out = Path(settings.destination)
    finished = contents(out)
    shutil.rmtree(out)
    run_here(settings)
    assert finished == contents(out)


def test_a_disk_that_is_full_when_rows_are_staged_takes_nothing_away(settings: Settings, disk: Path) -> None:
    out = Path(settings.destination)
    old = publish_old_and_write_new(settings)
    staged = set()
    for _ in until_there_is_room(disk, lambda: work(make_plan(settings).jobs, settings)):
        found = contents(out)
        assert old.items() <= found.items()
        assert all(name.startswith(".staging/") and name.endswith(".zip") for name in found.keys() - old.keys())
        staged.add(len(found.keys() - old.keys()))
    assert staged == {0, 1}  # what was finished is kept
    run_here(settings)
    check_as_if_undisturbed(settings)


def test_a_disk_that_is_full_when_a_dataset_is_published_leaves_the_old_one(settings: Settings, disk: Path) -> None:
    out = Path(settings.destination)
    old = publish_old_and_write_new(settings)
    work(make_plan(settings).jobs, settings)
    staged, failed = contents(out), 0
    for _ in until_there_is_room(disk, lambda: run_here(settings)):
        failed += 1
        load(out).verify()
        assert {name: content for name, content in contents(out).items() if name in old} == old
        assert contents(out) == staged
    assert failed > 5
    check_as_if_undisturbed(settings)


def test_a_disk_that_cannot_be_written_is_told_and_read(settings: Settings, disk: Path) -> None:
    raw, out = Path(settings.source), Path(settings.destination)
    write_sources(raw, OLD)
    run_here(settings)
    before = contents(out), times(out)
    mount("-o", "remount,ro", str(disk))
    assert not run_here(settings).changed  # without news there is nothing to write
    write_sources(raw, NEW)
    with pytest.raises(DatasetError, match=r"out cannot be written \(Read-only file system\): free what blocks it"):
        run_here(settings)
    with pytest.raises(DatasetError, match="Read-only file system"):
        run_here(settings.model_copy(update={"destination": str(disk / "another")}))
    load(out).verify()
    assert (contents(out), times(out)) == before
    mount("-o", "remount,rw", str(disk))
    run_here(settings)
    assert set(load(out)["documents"]["source"].to_pylist()) == set(NEW) - {"copy.txt"}

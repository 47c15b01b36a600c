"""The command as people use it: processes, files and exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from outsider_etl import dataset

REPORT = """The budget of {place}

In {year} the World Bank lent $5 million to {place}. It had lent €2.5 billion to the European Commission in May 2001.
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "OUTSIDER_ETL_"))}
    state = tmp_path_factory.mktemp("state")
    return {**kept, "XDG_STATE_HOME": str(state), "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    for number, place in enumerate(("Georgia", "Armenia", "Moldova")):
        path = folder / place / "report.txt"
        path.parent.mkdir(parents=True)
        path.write_text(REPORT.format(place=place, year=2010 + number), "utf-8")
    return folder


def run(environment: dict[str, str], *args: object, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from outsider_etl.cli import app; app()", "run", *map(str, args)]
    return subprocess.run(command, env=environment | settings, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changes(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_run_publishes_what_it_can_and_names_the_rest(tmp_path, raw, environment):
    (raw / "binary.txt").write_bytes(b"\x00\x01\x02")
    (raw / "broken.txt").symlink_to(raw / "nowhere")
    out = tmp_path / "out"
    first = run(environment, raw, "--out", out)
    assert first.returncode == 1, first.stderr
    assert first.stdout.startswith("5 sources found: 3 new, 0 unchanged, 0 removed; 2 failed\n")
    # A slow machine is told how far the run is as well.
    warned = [line for line in first.stderr.splitlines() if not line.endswith(" reports read")]
    assert [line.split(":")[1] for line in warned] == [" binary.txt", " broken.txt"]
    query = first.stdout.splitlines()[-1].strip()
    assert len(duckdb.sql(query).fetchall()) == 6

    before = changes(out)
    second = run(environment, raw, "--out", out, OUTSIDER_ETL_ASSERTIONS='{"max_rows": {"documents": 2}}')
    assert second.returncode == 1
    assert second.stderr.startswith("Warning: documents: 3 rows, where max_rows is 2\n")
    assert second.stdout.startswith("5 sources found: nothing new; 2 failed\n")
    assert changes(out) == before


def test_run_follows_its_sources_and_gives_the_same_bytes_again(tmp_path, raw, environment):
    one, other = tmp_path / "one", tmp_path / "other"
    result = run(environment, raw, "--out", one, OUTSIDER_ETL_WORKERS="1")
    assert (result.returncode, result.stderr) == (0, "")
    (raw / "Armenia" / "report.txt").write_text(REPORT.format(place="Armenia", year=1999), "utf-8")
    (raw / "Georgia" / "report.txt").unlink()
    result = run(environment, raw, "--out", one, OUTSIDER_ETL_WORKERS="1")
    assert result.stdout.startswith("2 sources found: 1 new, 1 unchanged, 2 removed\n")
    data = dataset.load(one)
    assert {"Armenia/report.txt", "Moldova/report.txt"} == set(data["documents"]["source"].to_pylist())
    assert {row["date_start"].year for row in data["dates"].to_pylist()} == {1999, 2001, 2012}

    result = run(environment, raw, "--out", other, OUTSIDER_ETL_WORKERS="2")
    assert result.returncode == 0
    assert files(one) == files(other)


def test_run_ends_with_2_where_it_cannot_write(tmp_path, raw, environment):
    (tmp_path / "out").touch()
    result = run(environment, raw, "--out", tmp_path / "out")
    assert result.returncode == 2
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr

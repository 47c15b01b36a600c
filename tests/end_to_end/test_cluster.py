"""Runs whose reports or tables lie in object storage, and runs on a cluster: the same bytes as in a folder."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outsider_etl.cli import app
from outsider_etl.objects import ObjectPath
from tests import dask_cluster
from tests.dataset.small_documents import contents
from tests.object_storage import contents as object_contents
from tests.object_storage import upload

PATIENCE = 240
COUNT = 12
# Small reports take less time than loading the pipeline once more.
ONE_PROCESS = {"OUTSIDER_ETL_WORKERS": "1"}

REPORT = """The budget of Georgia

In {year} the World Bank lent ${number} million to Georgia.¹ It lent €2.5 billion to the European Commission in 2001.

1. World Bank, Lending Report {number} (Washington: World Bank, {year}), p. {number}.
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, s3_environment: dict[str, str]) -> dict[str, str]:
    state = str(tmp_path_factory.mktemp("state"))
    return {**dask_cluster.bare_environment(), **s3_environment, "XDG_STATE_HOME": state}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports") / "raw"
    for number in range(1, COUNT + 1):
        path = folder / f"{number % 3}" / f"report {number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT.format(number=number, year=2000 + number), "utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(raw: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """The dataset as a run on one machine publishes it into a folder."""
    out = raw.with_name("expected")
    result = outsider_etl(environment | ONE_PROCESS, "run", raw, "--out", out)
    assert result.returncode == 0, result.stderr
    return contents(out)


def without_pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if not name.startswith("explorer/")}


def command(*args: object) -> list[str]:
    return [sys.executable, "-c", "from outsider_etl.cli import app; app()", *map(str, args)]


def outsider_etl(environment: dict[str, str], *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args), env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def complaints(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what a run says on stderr but how far it is, which a slow one says."""
    return [line for line in run.stderr.splitlines() if not line.endswith(" reports read")]


def test_run_from_and_into_object_storage(
    raw: Path, expected: dict[str, bytes], bucket: ObjectPath, environment: dict[str, str]
) -> None:
    environment = environment | ONE_PROCESS
    upload(raw, bucket / "reports")
    out = bucket / "processed"
    first = outsider_etl(environment, "run", bucket / "reports", "--out", out)
    assert (first.returncode, complaints(first)) == (0, [])
    assert first.stdout.startswith(f"{COUNT} sources found: {COUNT} new, 0 unchanged, 0 removed\n")
    assert f'from money order by amount_max desc limit 10" {out}' in first.stdout
    assert object_contents(out) == without_pages(expected)

    (bucket / "reports" / "0" / "report 3.txt").unlink()
    second = outsider_etl(environment, "run", bucket / "reports", "--out", out)
    assert second.stdout.startswith(f"{COUNT - 1} sources found: 0 new, {COUNT - 1} unchanged, 1 removed\n")
    asked = CliRunner().invoke(app, ["sql", "select count(*) as n from documents", str(out), "--format", "json"])
    assert json.loads(asked.stdout) == {"n": COUNT - 1}
    before = object_contents(out)
    third = outsider_etl(environment, "run", bucket / "reports", "--out", out)
    assert third.stdout.startswith(f"{COUNT - 1} sources found: nothing new\n")
    assert object_contents(out) == before


def wait_for_staged(destination: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not list(destination.glob(".staging/*.zip")):
        assert time.monotonic() < end, "nothing was staged"
        time.sleep(0.01)


def test_run_on_a_cluster_loses_nothing_with_a_worker(
    tmp_path: Path, raw: Path, expected: dict[str, bytes], bucket: ObjectPath, environment: dict[str, str]
) -> None:
    out = tmp_path / "out"
    one_each = {**environment, "OUTSIDER_ETL_BATCH_DOCUMENTS": "1"}
    with (
        dask_cluster.scheduler(tmp_path, environment) as address,
        dask_cluster.workers(address, ["one", "two"], tmp_path, environment) as workers,
    ):
        options = ["--runner", "dask", "--dask-address", address]
        run = subprocess.Popen(
            command("run", raw, "--out", out, *options),
            env=one_each,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            wait_for_staged(out)
            workers["one"].kill()
            assert len(list(out.glob(".staging/*.zip"))) < COUNT
            stdout, stderr = run.communicate(timeout=PATIENCE)
        finally:
            run.kill()
        assert (run.returncode, "Traceback" in stderr) == (0, False), stderr
        assert stdout.startswith(f"{COUNT} sources found: {COUNT} new, 0 unchanged, 0 removed\n")
        assert contents(out) == expected

        remote = outsider_etl(environment, "run", raw, "--out", bucket / "processed", *options)
        assert (remote.returncode, complaints(remote)) == (0, [])
        assert object_contents(bucket / "processed") == without_pages(expected)


def test_run_on_a_cluster_needs_an_address(raw: Path, environment: dict[str, str]) -> None:
    result = outsider_etl(environment, "run", raw, "--runner", "dask")
    assert result.returncode == 2
    assert "OUTSIDER_ETL_DASK_ADDRESS: the runner dask needs the address" in result.stderr

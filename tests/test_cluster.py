import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from outsider_etl import cluster
from outsider_etl.batch import Outcome, make_batches, make_plan
from outsider_etl.cluster import Cluster, View, check_view, versions
from outsider_etl.dataset import is_staged
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.settings import Settings
from outsider_etl.workers import Batch, Workers, open_workers
from tests import dask_cluster

REPORT = "The budget of {place}\n\nIn March 2019 the World Bank lent $5 million to {place}.\n"
MARK = "0123456789abcdef"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for place in ("Georgia", "Armenia"):
        path = tmp_path / "raw" / f"{place}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT.format(place=place), "utf-8")
    marks = tmp_path / "processed" / cluster.MARKS
    marks.mkdir(parents=True)
    (marks / MARK).write_text(MARK, "utf-8")
    return Settings(source=str(tmp_path / "raw"), destination=str(tmp_path / "processed"), batch_documents=1)


def batches_of(settings: Settings) -> list[Batch]:
    return make_batches(make_plan(settings).jobs, settings)


def test_a_worker_that_sees_all_is_good(settings: Settings) -> None:
    check_view(settings, View(versions(settings), MARK), "tcp://worker")


def test_a_worker_with_other_versions_is_refused(settings: Settings) -> None:
    own = dict(versions(settings))
    assert {"python", "outsider-etl", "spacy", "pyarrow", "jinja2"} <= own.keys()
    for name in ("outsider-etl", "spacy"):
        view = View(tuple((own | {name: "0"}).items()), MARK)
        with pytest.raises(UsageError, match=f"worker tcp://worker: has {name} .* where the run has 0; install"):
            check_view(settings, view, "tcp://worker")


def test_a_worker_that_does_not_see_the_files_is_refused(settings: Settings) -> None:
    view = View(versions(settings), MARK)
    for blind, seen in (
        (settings.model_copy(update={"source": f"{settings.source}-not"}), view),
        (settings.model_copy(update={"destination": settings.source}), view),
        (settings, replace(view, mark="another")),
    ):
        with pytest.raises(UsageError, match="a file system that all machines share"):
            check_view(blind, seen, "tcp://worker")


def test_a_worker_under_a_nanny_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "current_process", lambda: SimpleNamespace(daemon=True))
    with pytest.raises(UsageError, match="start it with --no-nanny"):
        check_view(settings, View(versions(settings), MARK), "tcp://worker")


def test_a_cluster_is_needed_only_where_there_is_something_to_do(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"runner": "dask", "dask_address": "tcp://127.0.0.1:1"})
    with open_workers(nowhere, batches=0) as pool:
        assert isinstance(pool, Workers)


def test_a_scheduler_that_does_not_answer_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://127.0.0.1:1"):
        nowhere = settings.model_copy(update={"runner": "dask", "dask_address": address})
        with pytest.raises(UsageError, match=f"{address}: no Dask scheduler answers"), open_workers(nowhere):
            pass


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dask_cluster.scheduler(tmp_path_factory.mktemp("scheduler"), dask_cluster.bare_environment()) as address:
        yield address


def test_a_cluster_without_workers_is_told(settings: Settings, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(UsageError, match=f"{scheduler}: the scheduler has no workers"):
        Cluster(settings.model_copy(update={"dask_address": scheduler}))


def test_a_cluster_works_on_batches_until_its_scheduler_dies(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "PATIENCE", 10)
    relative = settings.model_copy(update={"source": "raw", "destination": "processed"})
    environment = dask_cluster.bare_environment()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done: list[int] = []
    with dask_cluster.scheduler(elsewhere, environment) as address:
        here = relative.model_copy(update={"runner": "dask", "dask_address": address})
        first, second = batches_of(here)
        with dask_cluster.workers(address, ["worker"], elsewhere, environment):
            pool = Cluster(here, on_done=done.append)
            pool.start(first)
            assert pool.run(first) == [Outcome(first[0].document_id)]
            assert is_staged("processed", first[0].key)
            assert done == [1]
        pool.start(second)
    with pytest.raises(DatasetError, match=f"{address}: the scheduler is gone"):
        pool.run(second)
    with pytest.raises(DatasetError, match=f"{address}: the scheduler is gone"):
        pool.run(first)
    pool.close()
    pool.close()  # the client closes itself where the scheduler does not come back
    with pytest.raises(DatasetError, match=f"{address}: the scheduler is gone"):
        pool.run(second)


def test_batches_not_begun_are_forgotten(settings: Settings, scheduler: str, tmp_path: Path) -> None:
    def tasks(dask_scheduler: Any) -> int:
        return len(dask_scheduler.tasks)

    here = settings.model_copy(update={"runner": "dask", "dask_address": scheduler})
    with dask_cluster.workers(scheduler, ["worker"], tmp_path, dask_cluster.bare_environment()):
        pool = Cluster(here)
    pool.start(batches_of(here)[0])
    with cluster.client_of(scheduler) as client:
        assert client.run_on_scheduler(tasks) == 1
        pool.close()
        for _ in range(100):
            if not client.run_on_scheduler(tasks):
                break
            time.sleep(0.1)
        assert client.run_on_scheduler(tasks) == 0


def test_documents_that_kill_worker_after_worker_are_failures(
    settings: Settings, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import KilledWorker

    class Dead:
        status = "error"

        def result(self) -> Any:
            raise KilledWorker("key", "worker", 3)

    monkeypatch.setattr(cluster, "_connect", lambda address: SimpleNamespace(submit=lambda *args, **kwargs: Dead()))
    (outcome,) = Cluster(settings).run(batches_of(settings)[0])
    assert outcome.failure is not None
    assert (outcome.failure.error, outcome.final) == ("Crashed", False)


@pytest.mark.parametrize(("status", "known"), [("closed", True), ("closing", True), ("running", False)])
def test_a_batch_that_its_client_will_never_ask_for_is_not_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, status: str, known: bool
) -> None:
    pending = SimpleNamespace(key="key", status="pending")
    client = SimpleNamespace(
        status=status, futures={"key": pending} if known else {}, submit=lambda *args, **kwargs: pending
    )
    monkeypatch.setattr(cluster, "_connect", lambda address: client)
    with pytest.raises(DatasetError, match="the scheduler is gone"):
        Cluster(settings).run(batches_of(settings)[0])


def test_a_client_whose_thread_had_no_time_to_start_is_made_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def client(address: str, **_: Any) -> str:
        made.append(address)
        assert len(made) > 1
        return "client"

    monkeypatch.setattr("distributed.Client", client)
    assert cluster.client_of("tcp://127.0.0.1:9") == "client"
    assert made == ["tcp://127.0.0.1:9"] * 2

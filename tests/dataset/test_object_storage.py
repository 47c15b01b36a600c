import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from outsider_etl.dataset import leases, load
from outsider_etl.dataset.database import write_database
from outsider_etl.dataset.leases import CLAIMS, leased
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.objects import ObjectPath
from tests.dataset import small_documents
from tests.dataset.small_documents import commit, put, stage_all
from tests.object_storage import contents, let_claims_expire

OLD = {1: 1, 2: 1, 3: None, 4: 1}
NEW = {1: 1, 2: 2, 4: 1, 5: 1, 6: 1}


def test_a_dataset_is_the_same_in_object_storage_as_in_a_folder(tmp_path: Path, bucket: ObjectPath) -> None:
    destination = bucket / "some where" / "year=2020"
    for state in (OLD, NEW):
        published, expected = put(destination, state), put(tmp_path, state)
        assert published == expected
        assert contents(destination) == small_documents.contents(tmp_path)


def test_publishing_again_writes_no_object(bucket: ObjectPath, monkeypatch: pytest.MonkeyPatch) -> None:
    destination = bucket / "processed"
    put(destination, OLD)
    written: list[str] = []
    monkeypatch.setattr(ObjectPath, "write_bytes", lambda path, content: written.append(path.key))
    assert not commit(destination, OLD).changed
    assert [key for key in written if CLAIMS not in key] == []


def test_loading_reads_tables_and_answers_sql(tmp_path: Path, bucket: ObjectPath) -> None:
    put(bucket / "processed", OLD)
    put(tmp_path, OLD)
    data, expected = load(f"s3://{bucket.key}/processed/"), load(tmp_path)
    data.verify()
    assert data.everything() == expected.everything()
    query = "select amount_min, date_start, source from money join dates using (document_id) join documents using (all)"
    query = query.replace("using (all)", "using (document_id) order by all")
    assert data.sql(query).fetchall() == expected.sql(query).fetchall() != []
    for query in ("from statements", "from MONEY", "pivot documents on source using count(*)", "describe dates"):
        assert sorted(data.sql(query).fetchall()) == sorted(expected.sql(query).fetchall())
    queries = ["select count(*) from statements", "select count(*) from works"]
    assert [answer.fetchall() for answer in data.answers(queries)] == [
        expected.sql(each).fetchall() for each in queries
    ]
    with pytest.raises(duckdb.Error, match="no_such_column"):
        data.sql("select no_such_column from money")
    for statement in ("create table t (a int)", "", "set threads = 1"):
        with pytest.raises(DatasetError, match="ask with SELECT"):
            data.sql(statement)


def test_a_loaded_dataset_moves_on_where_a_newer_one_took_its_place(bucket: ObjectPath) -> None:
    put(bucket / "processed", OLD)
    data = load(bucket / "processed")
    published = put(bucket / "processed", {7: 1, 8: 1})
    assert data.sql("select count(*) from documents").fetchall() == [(2,)]
    assert data.manifest == published.manifest
    put(bucket / "processed", {9: 1})
    assert data["documents"].num_rows == 1


def test_loading_is_right_while_a_run_publishes(bucket: ObjectPath) -> None:
    destination = bucket / "processed"
    states = [{1: 1, 2: 1}, {1: 1, 2: 2, 3: 1}]
    put(destination, states[0])
    done = threading.Event()

    def publish_in_turn() -> None:
        try:
            for turn in range(3):
                put(destination, states[turn % 2])
        finally:
            done.set()

    publisher = threading.Thread(target=publish_in_turn)
    publisher.start()
    query = "select (select count(*) from documents), (select count(*) from paragraphs)"
    pairs = set()
    while not done.is_set():
        pairs.update(load(destination).sql(query).fetchall())
    publisher.join()
    assert pairs
    assert pairs <= {(2, 12), (3, 19)}


def test_a_missing_or_short_object_is_told(bucket: ObjectPath) -> None:
    destination = bucket / "processed"
    put(destination, OLD)
    [name] = (destination / "money").sizes()
    path = destination / "money" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DatasetError, match="where the manifest says"):
        load(destination)
    path.unlink()
    with pytest.raises(DatasetError, match="is missing"):
        put(destination, NEW)


def test_a_damaged_archive_is_made_anew(memory: ObjectPath) -> None:
    stage_all(memory, OLD)
    name = next(iter((memory / ".staging").sizes()))
    content = (memory / ".staging" / name).read_bytes()
    (memory / ".staging" / name).write_bytes(content.replace(b"money", b"honey"))
    with pytest.raises(DatasetError, match="neither published nor staged: run again"):
        commit(memory, OLD)
    assert name not in (memory / ".staging").sizes()
    put(memory, OLD)
    load(memory).verify()


@pytest.mark.parametrize("place", ["s3://no-such-bucket-anywhere/x", "s3://no-such-bucket-anywhere"])
def test_a_bucket_that_is_missing_is_told(bucket: ObjectPath, place: str) -> None:
    with pytest.raises(DatasetError, match=r"cannot be written \(The specified bucket does not exist\)"):
        commit(place, {})
    with pytest.raises(DatasetError, match="is no dataset"):
        load(place)


def test_a_duckdb_file_is_refused(tmp_path: Path, memory: ObjectPath) -> None:
    put(memory, OLD)
    with pytest.raises(UsageError, match="copy the dataset into one"):
        write_database(load(memory), tmp_path / "file.duckdb")


def crash_at(step: int, patch: pytest.MonkeyPatch) -> None:
    """Let the `step`-th call that changes an object raise what no handler expects, and all after it."""
    calls = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls >= step:
                raise KeyboardInterrupt
            return call(*arguments, **options)

        return run

    for name in ("write_bytes", "create", "unlink"):
        patch.setattr(ObjectPath, name, counted(getattr(ObjectPath, name)))
    patch.setattr("outsider_etl.dataset.places.remove_all", counted(lambda folder, names: None))


def test_publishing_survives_a_crash_at_every_step(tmp_path: Path, memory: ObjectPath) -> None:
    put(tmp_path, NEW)
    seen, step = set(), 1
    while True:
        destination = memory / f"{step}"
        old = put(destination, OLD).manifest
        stage_all(destination, NEW)
        with pytest.MonkeyPatch.context() as patch:
            crash_at(step, patch)
            try:
                commit(destination, NEW)
                break
            except KeyboardInterrupt:
                pass
        survivor = load(destination)
        survivor.verify()
        seen.add(survivor.manifest == old)
        let_claims_expire(destination)
        commit(destination, NEW)
        assert contents(destination) == small_documents.contents(tmp_path)
        step += 1
    assert seen == {True, False}


def publish_and_die(destination: ObjectPath, key: str) -> None:
    """Publish NEW and be killed when S3 is about to be sent an object whose key has `key` in it."""
    import s3fs

    ask = s3fs.S3FileSystem._call_s3

    async def ask_or_die(filesystem: Any, method: str, *arguments: Any, **options: Any) -> Any:
        if method == "put_object" and key in options["Key"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return await ask(filesystem, method, *arguments, **options)

    s3fs.S3FileSystem._call_s3 = ask_or_die
    commit(destination, NEW)


@pytest.mark.parametrize(
    ("key", "committed"), [("/money/", False), ("/manifest.json", False), ("/datapackage.json", True)]
)
def test_publishing_survives_a_kill(tmp_path: Path, bucket: ObjectPath, key: str, committed: bool) -> None:
    destination = bucket / "processed"
    old = put(destination, OLD).manifest
    stage_all(destination, NEW)
    child = multiprocessing.get_context("spawn").Process(target=publish_and_die, args=(destination, key))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    survivor = load(destination)
    survivor.verify()
    assert (survivor.manifest != old) == committed
    with pytest.raises(DatasetError, match=f"process {child.pid} on"):
        commit(destination, NEW)
    let_claims_expire(destination)
    put(destination, NEW)
    put(tmp_path, NEW)
    assert contents(destination) == small_documents.contents(tmp_path)


def test_publishing_refuses_a_second_publisher(bucket: ObjectPath) -> None:
    put(bucket / "processed", OLD)
    with leased(bucket / "processed"), pytest.raises(DatasetError, match=rf"another run is working.*{os.getpid()}"):
        commit(bucket / "processed", {})
    assert commit(bucket / "processed", {}).removed == 3
    assert len((bucket / "processed" / CLAIMS).sizes()) == 1


def test_only_one_of_many_gets_a_claim(bucket: ObjectPath) -> None:
    with leased(bucket):
        pass
    begin, end = threading.Barrier(8, timeout=60), threading.Barrier(8, timeout=60)
    held: list[bool] = []

    def claim() -> None:
        begin.wait()
        try:
            with leased(bucket):
                held.append(True)
                end.wait()
        except DatasetError:
            held.append(False)
            end.wait()

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held) == [False] * 7 + [True]


def test_a_publisher_that_slept_through_its_claim_publishes_nothing(bucket: ObjectPath) -> None:
    with leased(bucket) as first:
        first()
        let_claims_expire(bucket)
        with leased(bucket) as second:
            second()
            with pytest.raises(DatasetError, match="the claim to work there ran out"):
                first()
        with pytest.raises(DatasetError, match="the claim to work there ran out"):
            first()


def test_a_claim_that_ran_out_is_not_kept_up_again(memory: ObjectPath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LEASE_SECONDS", -1.0)
    with leased(memory) as confirm:
        monkeypatch.setattr(leases, "LEASE_SECONDS", 60.0)
        with pytest.raises(DatasetError, match="run again"):
            confirm()


def test_a_claim_is_kept_up_while_it_is_used(memory: ObjectPath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LEASE_SECONDS", 0.4)
    with leased(memory) as confirm:
        path = memory / CLAIMS / "00000001.json"
        first = datetime.fromisoformat(json.loads(path.read_bytes())["expires"])
        threading.Event().wait(0.8)
        assert datetime.fromisoformat(json.loads(path.read_bytes())["expires"]) >= first + timedelta(seconds=0.4)
        with pytest.raises(DatasetError, match="another run is working"), leased(memory):
            pass
        confirm()
    assert datetime.now(UTC) > first


def test_a_damaged_claim_is_told(memory: ObjectPath) -> None:
    (memory / CLAIMS / "00000001.json").write_bytes(b"?")
    with pytest.raises(DatasetError, match=r"00000001\.json: is no claim of a run; remove it"):
        commit(memory, {})

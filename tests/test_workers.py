import gc
import multiprocessing
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars
import pytest

from outsider_etl import report, working
from outsider_etl.dataset import is_staged
from outsider_etl.errors import DatasetError, ModelError
from outsider_etl.jobs import Job, read_jobs
from outsider_etl.limits import TIME_UP
from outsider_etl.settings import Settings
from outsider_etl.sources import Source
from outsider_etl.workers import Workers, open_workers
from outsider_etl.working import Outcome, process_document
from tests.fake_extraction import fake_extract

# A model that is not there is not loaded, which saves the processes of these tests the time.
SETTINGS = Settings(workers=1, model="no_such_model")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return SETTINGS.model_copy(
        update={"source": str(tmp_path / "raw"), "destination": str(tmp_path / "processed"), "page_seconds": 0}
    )


def jobs_of(settings: Settings, **texts: str) -> tuple[Job, ...]:
    """Return jobs for sources with these texts, in the order of their names."""
    for name, text in texts.items():
        Path(settings.source, f"{name}.txt").write_text(text, "utf-8")
    sources = [Source(f"{name}.txt", Path(settings.source, f"{name}.txt")) for name in texts]
    return tuple(read_jobs(sources, "pipeline")[0])


def work(job: Job, settings: Settings) -> Outcome:
    """Do what a process does with a document, but for the extraction."""
    report.extract, working.prepare = fake_extract, (lambda *_: "nlp")  # in a process of its own
    return process_document(job, settings)


@contextmanager
def workers_of(settings: Settings, **options: Any) -> Iterator[Workers]:
    workers = Workers(settings, task=work, **{"batches": 1} | options)
    try:
        yield workers
    finally:
        workers.close()


def reasons(outcomes: list[Outcome]) -> list[str | None]:
    return [outcome.failure.reason if outcome.failure else None for outcome in outcomes]


def collected(job: Job, settings: Settings) -> Outcome:
    return Outcome(f"{gc.get_freeze_count()} {gc.get_threshold()[0]}")


def test_a_process_looks_for_garbage_seldom_and_never_through_what_it_has_loaded(settings):
    workers = Workers(settings, batches=1, task=collected)
    try:
        (outcome,) = workers.run(jobs_of(settings, a="good"))
    finally:
        workers.close()
    frozen, threshold = map(int, outcome.document_id.split())
    assert frozen > 1000
    assert threshold > gc.get_threshold()[0]


def test_workers_outlive_documents_that_end_or_fill_a_process(settings):
    limited = settings.model_copy(update={"document_seconds": 1, "document_memory": 200_000_000})
    hostile = {
        "crash exit": ("crashed", "its process died twice (exit code 7)"),
        "crash segfault": ("crashed", "its process died twice (SIGSEGV)"),
        "crash kill": ("memory", "its process was killed twice"),
        "sleep 60": ("timeout", "took longer than 1 s and 0 s a page"),
        "hang": ("timeout", "took longer than 1 s and 0 s a page"),
        "take 400000000": ("memory", "needs more than 200,000,000 bytes of memory"),
    }
    texts = [text for each in hostile for text in (f"good before {each}", each)]
    batch = jobs_of(limited, **{f"{n:02}": text for n, text in enumerate(texts)})
    with workers_of(limited) as workers:
        good, bad = (outcomes := workers.run(batch))[::2], outcomes[1::2]
    assert reasons(good) == [None] * len(good)
    for outcome, (reason, message) in zip(bad, hostile.values(), strict=True):
        assert outcome.failure is not None
        assert outcome.failure.reason == reason
        assert f".txt: {message}" in outcome.failure.message
        assert not outcome.final
    assert [is_staged(limited.destination, job.key) for job in batch] == [True, False] * len(hostile)


def test_a_document_gets_a_second_process_where_the_first_was_killed(settings, tmp_path):
    batch = jobs_of(settings, a=f"crash kill {tmp_path / 'once'}", b="good")
    with workers_of(settings) as workers:
        assert reasons(workers.run(batch)) == [None, None]


def test_a_worker_that_was_killed_while_it_was_idle_costs_no_document(settings):
    first, second = jobs_of(settings, a="good", b="good too")
    with workers_of(settings) as workers:
        assert reasons(workers.run((first,))) == [None]
        (child,) = multiprocessing.active_children()
        child.kill()
        child.join()
        assert reasons(workers.run((second,))) == [None]


def fail_over_second(job: Job, settings: Settings) -> Outcome:
    if job.source.name == "b.txt":
        raise ModelError("missing")
    return Outcome(job.document_id)


def test_answers_to_a_batch_that_failed_are_not_taken_for_those_to_the_next(settings):
    failing, sound = jobs_of(settings, a="1", b="2", c="3", d="4"), jobs_of(settings, e="5", f="6")
    workers = Workers(settings, batches=1, task=fail_over_second)
    try:
        with pytest.raises(ModelError, match="missing"):
            workers.run(failing)
        assert [outcome.document_id for outcome in workers.run(sound)] == [job.document_id for job in sound]
    finally:
        workers.close()


def count_threads(job: Job, settings: Settings) -> Outcome:
    raise ModelError(f"polars has {polars.thread_pool_size()} threads")


def test_a_worker_uses_one_thread(settings, monkeypatch):
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    workers = Workers(settings, batches=1, task=count_threads)
    try:
        with pytest.raises(ModelError, match="polars has 1 threads"):
            workers.run(jobs_of(settings, one="One."))
    finally:
        workers.close()


def test_a_document_does_not_disturb_those_of_other_processes(settings):
    deadly, *good = jobs_of(settings, a="crash exit", **{f"b{n}": f"good {n}" for n in range(6)})
    two = settings.model_copy(update={"workers": 2})
    done: list[int] = []
    with workers_of(two, batches=2, on_done=done.append) as workers:
        workers.start((deadly,))
        workers.start(tuple(good))
        assert reasons(workers.run(tuple(good))) == [None] * 6
        assert reasons(workers.run((deadly,))) == ["crashed"]
    assert done == [6, 1]


def test_workers_end_at_once_whatever_they_do(settings, tmp_path):
    batch = jobs_of(settings, a="good", b=f"sleep 60 {tmp_path / 'begun'}", c="good too")
    with workers_of(settings) as workers, ThreadPoolExecutor(1) as waiting:
        answer = waiting.submit(workers.run, batch)
        _wait_for((tmp_path / "begun").exists)
        began = time.monotonic()
        workers.close()
        with pytest.raises(DatasetError, match="the run was ended; what is done is kept, run again"):
            answer.result()
        assert time.monotonic() - began < 10
    assert not multiprocessing.active_children()
    assert [is_staged(settings.destination, job.key) for job in batch] == [True, False, False]


def test_the_time_of_a_document_is_up_where_the_signal_is_ignored(settings):
    limited = settings.model_copy(update={"document_seconds": 1})
    before = signal.signal(TIME_UP, signal.SIG_IGN)
    try:
        with workers_of(limited) as workers:
            assert reasons(workers.run(jobs_of(limited, a="hang"))) == ["timeout"]
    finally:
        signal.signal(TIME_UP, before)


def test_a_fault_beyond_the_extraction_is_a_failure_of_the_document(settings):
    with workers_of(settings.model_copy(update={"document_memory": 1 << 80})) as workers:
        (outcome,) = workers.run(jobs_of(settings, a="good"))
    assert outcome.failure is not None
    assert (outcome.failure.reason, outcome.failure.error) == ("fault", "OverflowError")


def test_workers_hand_on_the_message_of_a_missing_model(settings):
    with open_workers(settings) as workers, pytest.raises(ModelError, match="no_such_model"):
        workers.run(jobs_of(settings, a="good"))


def test_open_workers_gives_out_the_workers_of_the_context():
    with open_workers(SETTINGS) as outer, open_workers(SETTINGS) as inner:
        assert inner is outer
    with open_workers(SETTINGS) as later:
        assert later is not outer


def test_exit_with_parent_ends_a_process_whose_parent_is_killed(tmp_path):
    pid_file = tmp_path / "pid"
    child = (
        "import os, sys, time; from outsider_etl.lifeline import exit_with_parent; exit_with_parent(int(sys.argv[2])); "
        "open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    )
    parent = (
        f"import os, subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}, sys.argv[1], str(os.getpid())])"
    )
    process = subprocess.Popen([sys.executable, "-c", parent, str(pid_file)])
    pid = _wait_for(lambda: pid_file.exists() and pid_file.read_text())
    process.kill()
    process.wait()
    assert _wait_for(lambda: not _is_running(int(pid)))


def test_exit_with_parent_ends_a_process_whose_parent_has_ended_before():
    code = "from outsider_etl.lifeline import exit_with_parent; exit_with_parent(int(input())); print('alive')"
    parent = subprocess.Popen([sys.executable, "-c", ""])
    parent.wait()
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, input=str(parent.pid), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _wait_for(condition):
    for _ in range(600):
        result = condition()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError("waited in vain")

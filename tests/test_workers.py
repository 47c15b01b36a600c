import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from outsider_etl.batch import Job, Outcome
from outsider_etl.errors import ModelError
from outsider_etl.settings import Settings
from outsider_etl.sources import Source
from outsider_etl.workers import Batch, Workers, open_workers

# A model that is not there is not loaded, which saves the processes of these tests the time.
SETTINGS = Settings(workers=1, model="no_such_model")


def job(name: str) -> Job:
    return Job(Source(name, Path(name)), name, "", name, 1)


def work(jobs: Batch, settings: Settings) -> list[Outcome]:
    if any(job.document_id == "deadly" for job in jobs):
        os._exit(1)
    return [Outcome(job.document_id) for job in jobs]


def test_workers_outlive_a_document_that_kills_a_process():
    done: list[int] = []
    workers = Workers(SETTINGS, batches=1, on_done=done.append, task=work)
    try:
        outcomes = workers.run((job("good"), job("deadly")))
        assert [outcome.failure is None for outcome in outcomes] == [True, False]
        assert outcomes[1].failure is not None
        assert (outcomes[1].failure.stage, outcomes[1].failure.error) == ("annotate", "Crashed")
        assert outcomes[1].failure.message.startswith("deadly: the process died")
        assert not outcomes[1].final
        assert workers.run((job("next"),)) == [Outcome("next")]
    finally:
        workers.close()
    assert done == [2, 1]


def test_workers_do_not_end_a_healthy_pool_for_a_broken_one():
    workers = Workers(SETTINGS, batches=1, task=work)
    try:
        workers.start((job("deadly"),))
        workers.start((job("good"),))
        assert workers.run((job("deadly"),))[0].failure is not None
        healthy = workers._pool
        assert workers.run((job("good"),)) == [Outcome("good")]
        assert workers._pool is healthy
    finally:
        workers.close()


def test_workers_start_nothing_in_a_broken_pool():
    workers = Workers(SETTINGS, batches=1, task=work)
    try:
        workers.start((job("deadly"),))
        _wait_for(lambda: workers._pool._broken)
        workers.start((job("good"),))
        assert workers.run((job("good"),)) == [Outcome("good")]
    finally:
        workers.close()


def test_workers_hand_on_the_message_of_a_missing_model():
    with open_workers(SETTINGS) as workers, pytest.raises(ModelError, match="no_such_model"):
        workers.run((job("good"),))


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
    for _ in range(100):
        result = condition()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError("waited in vain")

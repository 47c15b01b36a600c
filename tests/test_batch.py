import hashlib
import signal
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl import batch, report
from outsider_etl.batch import (
    Job,
    Outcome,
    check_outcomes,
    crashed,
    make_batches,
    make_plan,
    open_plan,
    process_batch,
    settle,
)
from outsider_etl.dataset import is_staged, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import DatasetError, Failure, UsageError
from outsider_etl.report import Report
from outsider_etl.settings import Settings
from outsider_etl.sources import Content, Source
from outsider_etl.tables import arrow_schema

EMPTY = {name: arrow_schema(name).empty_table() for name in DOCUMENT_TABLES}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings(
        source=str(tmp_path / "raw"), destination=str(tmp_path / "processed"), workers=2, document_seconds=1
    )


@pytest.fixture
def raw(settings: Settings) -> Path:
    return Path(settings.source)


@pytest.fixture(autouse=True)
def fake_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make tables without rows of whatever a document holds, unless it asks to fail or never to end."""

    def extract(content: Content, nlp: object) -> Report | Failure:
        if content.data == b"fail":
            return Failure(content.source.name, content.document_id, "structure", "ValueError", "no good")
        if content.data.startswith(b"raise "):
            error = content.data.decode().removeprefix("raise ")
            message = f"{content.source.name}: no room; this is a fault of the program, please report it"
            return Failure(content.source.name, content.document_id, "tables", error, message)
        if content.data == b"endless":
            time.sleep(30)
        if content.data == b"deaf":
            with suppress(BaseException):
                time.sleep(30)
            time.sleep(30)
        return Report(content.document_id, content.source.name, EMPTY)

    monkeypatch.setattr(report, "extract", extract)
    monkeypatch.setattr(batch, "prepare", str)


def run(settings: Settings) -> batch.Plan:
    plan = make_plan(settings)
    plan = settle(plan, process_batch(plan.jobs, settings))
    publish(
        Path(settings.destination),
        plan.entries,
        plan.failures,
        sources_found=plan.sources_found,
        pipeline_version="1",
    )
    return plan


def names(jobs) -> list[str]:
    return [job.source.name for job in jobs]


def messages(plan: batch.Plan) -> dict[str, str]:
    return {failed.failure.source: failed.failure.message for failed in plan.failures}


def test_make_plan_has_each_document_once_under_its_first_name(settings, raw):
    for name in ("b.txt", "a.txt", "c.txt"):
        (raw / name).write_text("same", "utf-8")
    plan = make_plan(settings)
    assert plan.sources_found == 3
    assert names(plan.jobs) == ["a.txt"]
    assert [(entry.source, entry.aliases) for entry in plan.entries] == [("a.txt", ("b.txt", "c.txt"))]


def test_make_plan_goes_on_past_what_cannot_be_read(settings, raw):
    (raw / "good.txt").write_text("good", "utf-8")
    (raw / "broken.txt").symlink_to(raw / "nowhere")
    (raw / "wrong.txt").write_text("text", "utf-8")
    (raw / "wrong.txt.meta.json").write_text("{", "utf-8")
    plan = make_plan(settings)
    assert names(plan.jobs) == ["good.txt"]
    failures = {failed.failure.source: failed.failure for failed in plan.failures}
    assert {name: (failure.stage, failure.error) for name, failure in failures.items()} == {
        "broken.txt": ("read", "UnreadableError"),
        "wrong.txt": ("read", "MetadataError"),
    }
    assert failures["broken.txt"].document_id is None
    assert failures["wrong.txt"].document_id == hashlib.sha256(b"text").hexdigest()[:16]


def test_make_plan_has_nothing_to_do_a_second_time(settings, raw):
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(name, "utf-8")
    run(settings)
    plan = make_plan(settings)
    assert plan.jobs == ()
    assert len(plan.entries) == 2


def test_make_plan_takes_up_what_a_killed_run_has_staged(settings, raw):
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(name, "utf-8")
    first = make_plan(settings).jobs[0]
    stage(Path(settings.destination), first.key, EMPTY)
    assert names(make_plan(settings).jobs) == ["b.txt"]


@pytest.mark.parametrize("change", ["text", "name", "metadata"])
def test_make_plan_finds_what_has_changed(settings, raw, change):
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(name, "utf-8")
    run(settings)
    if change == "text":
        (raw / "b.txt").write_text("other", "utf-8")
    elif change == "name":
        (raw / "b.txt").rename(raw / "new.txt")
    else:
        (raw / "b.txt.meta.json").write_text('{"title": "B"}', "utf-8")
    assert names(make_plan(settings).jobs) == ["new.txt" if change == "name" else "b.txt"]


def test_make_plan_remembers_what_would_fail_again(settings, raw):
    (raw / "bad.txt").write_text("fail", "utf-8")
    (raw / "copy.txt").write_text("fail", "utf-8")
    (raw / "good.txt").write_text("good", "utf-8")
    first = run(settings)
    second = make_plan(settings)
    assert second.jobs == ()
    assert messages(second) == messages(first) == {"bad.txt": "no good", "copy.txt": "no good"}


def test_make_plan_refuses_a_destination_that_is_a_file(settings):
    Path(settings.destination).write_text("", "utf-8")
    with pytest.raises(UsageError, match="is no folder"):
        make_plan(settings)


def test_make_plan_refuses_a_destination_that_nothing_reaches(settings, raw):
    (raw / "a.txt").write_text("good", "utf-8")
    with pytest.raises(UsageError, match="nowhere://bucket: cannot be reached"):
        make_plan(settings.model_copy(update={"destination": "nowhere://bucket"}))


def test_open_plan_gives_out_the_plan_of_the_context(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    with open_plan(settings) as outer:
        (raw / "b.txt").write_text("b", "utf-8")
        with open_plan(settings) as inner:
            assert inner is outer
    with open_plan(settings) as later:
        assert later.sources_found == 2


def test_check_outcomes_keeps_a_dataset_whose_documents_all_failed_in_passing(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    run(settings)
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(f"new {name}", "utf-8")
    plan = make_plan(settings)
    with pytest.raises(DatasetError, match=r"stays as it is; .*: a\.txt: the process died"):
        check_outcomes(plan, [crashed(job) for job in plan.jobs], settings)


def test_check_outcomes_keeps_a_dataset_where_one_failure_of_several_may_pass(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    run(settings)
    for name, text in (("a.txt", "fail"), ("b.txt", "new")):
        (raw / name).write_text(text, "utf-8")
    plan = make_plan(settings)
    outcomes = [*process_batch(plan.jobs[:1], settings), crashed(plan.jobs[1])]
    assert [outcome.final for outcome in outcomes] == [True, False]
    with pytest.raises(DatasetError, match=r"stays as it is; .*: b\.txt: the process died"):
        check_outcomes(plan, outcomes, settings)


@pytest.mark.parametrize("before", [True, False])
def test_check_outcomes_lets_through_what_leaves_a_dataset_or_never_had_one(settings, raw, before):
    if before:
        (raw / "a.txt").write_text("a", "utf-8")
        run(settings)
    (raw / "b.txt").write_text("b", "utf-8")
    plan = make_plan(settings)
    check_outcomes(plan, [crashed(job) for job in plan.jobs], settings)


def test_check_outcomes_lets_through_failures_that_would_come_again(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    run(settings)
    (raw / "a.txt").write_text("fail", "utf-8")
    plan = make_plan(settings)
    check_outcomes(plan, process_batch(plan.jobs, settings), settings)


def test_settle_keeps_every_document_that_did_not_fail(settings, raw):
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(name, "utf-8")
    plan = make_plan(settings)
    assert settle(plan, [Outcome(job.document_id) for job in plan.jobs]) == replace(plan, jobs=())


def test_settle_counts_every_name_of_a_document_that_killed_its_process(settings, raw):
    for name, text in {"a.txt": "deadly", "b.txt": "deadly", "c.txt": "good"}.items():
        (raw / name).write_text(text, "utf-8")
    plan = make_plan(settings)
    deadly, good = plan.jobs
    plan = settle(plan, [crashed(deadly), *process_batch((good,), settings)])
    assert [entry.source for entry in plan.entries] == ["c.txt"]
    assert [(failed.failure.source, failed.failure.error, failed.key) for failed in plan.failures] == [
        ("a.txt", "Crashed", None),
        ("b.txt", "Crashed", None),
    ]


def test_process_batch_leaves_rows_staged_and_names_what_failed(settings, raw):
    (raw / "bad.txt").write_text("fail", "utf-8")
    (raw / "good.txt").write_text("good", "utf-8")
    bad, good = make_plan(settings).jobs
    outcomes = process_batch((bad, good), settings)
    assert [(outcome.document_id, outcome.failure is None, outcome.final) for outcome in outcomes] == [
        (bad.document_id, False, True),
        (good.document_id, True, False),
    ]
    destination = Path(settings.destination)
    assert (is_staged(destination, bad.key), is_staged(destination, good.key)) == (False, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [("rewrite", "a.txt: changed while the run was reading it; run again"), ("remove", "a.txt: cannot be read (")],
)
def test_process_batch_does_not_lose_a_source_that_changed_since(settings, raw, change, message):
    path = raw / "a.txt"
    path.write_text("before", "utf-8")
    plan = make_plan(settings)
    path.write_text("after", "utf-8") if change == "rewrite" else path.unlink()
    plan = settle(plan, process_batch(plan.jobs, settings))
    assert messages(plan)["a.txt"].startswith(message)
    assert plan.failures[0].key is None


def test_process_batch_gives_up_a_document_that_takes_too_long(settings, raw):
    (raw / "a.txt").write_text("endless", "utf-8")
    (raw / "b.txt").write_text("good", "utf-8")
    plan = make_plan(settings)
    plan = settle(plan, process_batch(plan.jobs, settings))
    assert messages(plan) == {"a.txt": "a.txt: took longer than 1 s; split it, or set document_seconds higher"}
    assert [entry.source for entry in plan.entries] == ["b.txt"]


@pytest.mark.parametrize("error", ["MemoryError", "_ArrayMemoryError", "OSError", "PermissionError"])
def test_process_batch_does_not_blame_a_document_for_the_machine(settings, raw, error):
    (raw / "a.txt").write_text(f"raise {error}", "utf-8")
    (outcome,) = process_batch(make_plan(settings).jobs, settings)
    assert not outcome.final
    assert outcome.failure is not None
    assert (outcome.failure.stage, outcome.failure.error) == ("tables", error)
    assert ("ran out of memory" if "Memory" in error else f"no room ({error})") in outcome.failure.message
    assert "fault of the program" not in outcome.failure.message


def test_process_batch_goes_on_where_a_document_is_too_large_to_read(settings, raw, monkeypatch):
    (raw / "a.txt").write_text("good", "utf-8")
    jobs = make_plan(settings).jobs

    def read(source: Source) -> Content:
        raise MemoryError

    monkeypatch.setattr(batch, "read", read)
    (outcome,) = process_batch(jobs, settings)
    assert not outcome.final
    assert outcome.failure is not None
    assert outcome.failure.message.startswith("a.txt: ran out of memory")


def test_process_batch_gives_up_a_document_that_drops_an_alarm(settings, raw):
    (raw / "a.txt").write_text("deaf", "utf-8")
    (outcome,) = process_batch(make_plan(settings).jobs, settings)
    assert outcome.failure is not None
    assert outcome.failure.error == "TimeUp"


def test_process_batch_leaves_no_alarm_behind_when_it_comes_at_the_last_moment(settings, raw, monkeypatch):
    (raw / "a.txt").write_text("good", "utf-8")
    jobs = make_plan(settings).jobs
    before = signal.getsignal(signal.SIGALRM)
    setitimer = signal.setitimer
    late = iter([True])

    def ring_late(which: int, seconds: float, interval: float = 0) -> None:
        if seconds == 0 and next(late, False):
            signal.raise_signal(signal.SIGALRM)
        setitimer(which, seconds, interval)

    monkeypatch.setattr(signal, "setitimer", ring_late)
    process_batch(jobs, settings)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_process_batch_does_not_work_out_the_pipeline_again(settings, raw, monkeypatch):
    (raw / "a.txt").write_text("good", "utf-8")
    (raw / "a.txt.meta.json").write_text('{"title": "A"}', "utf-8")
    jobs = make_plan(settings).jobs
    monkeypatch.setattr(batch, "pipeline_key", lambda settings: "other")
    assert process_batch(jobs, settings) == [Outcome(jobs[0].document_id)]


def test_process_batch_notices_metadata_that_changed_since(settings, raw):
    (raw / "a.txt").write_text("good", "utf-8")
    jobs = make_plan(settings).jobs
    (raw / "a.txt.meta.json").write_text('{"title": "A"}', "utf-8")
    (outcome,) = process_batch(jobs, settings)
    assert outcome.failure is not None
    assert outcome.failure.error == "SourceChanged"


def test_process_batch_stops_where_nothing_can_be_staged(settings, raw):
    (raw / "a.txt").write_text("good", "utf-8")
    jobs = make_plan(settings).jobs
    Path(settings.destination).write_text("in the way", "utf-8")
    with pytest.raises(DatasetError):
        process_batch(jobs, settings)


@given(
    sizes=st.lists(st.integers(0, 5_000_000), max_size=60),
    workers=st.integers(1, 8),
    documents=st.integers(1, 30),
    limit=st.integers(1, 10_000_000),
)
def test_make_batches_keeps_every_document_once_and_within_limits(sizes, workers, documents, limit):
    jobs = [Job(Source(f"{i:03}.txt", Path()), f"{i:016x}", "", "", size) for i, size in enumerate(sizes)]
    settings = Settings(workers=workers, batch_documents=documents, batch_bytes=limit)
    batches = make_batches(jobs, settings)
    assert sorted(job.document_id for batch in batches for job in batch) == [job.document_id for job in jobs]
    assert all(0 < len(batch) <= documents for batch in batches)
    assert all(len(batch) == 1 or sum(job.size for job in batch) <= limit for batch in batches)
    assert make_batches(list(reversed(jobs)), settings) == batches


def test_make_batches_gives_every_process_work():
    jobs = [Job(Source(f"{i}.txt", Path()), f"{i:016x}", "", "", 1000) for i in range(8)]
    assert len(make_batches(jobs, Settings(workers=4))) == 8

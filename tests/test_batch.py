import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl import batch, report, working
from outsider_etl.batch import check_outcomes, make_batches, make_plan, open_destination, open_plan, settle
from outsider_etl.dataset import publish, stage, staged_keys
from outsider_etl.dataset.files import OWNER_NAME
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.jobs import Job
from outsider_etl.settings import Settings
from outsider_etl.sources import Source
from outsider_etl.working import Outcome, died, process_document
from tests.fake_extraction import EMPTY, fake_extract


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings(source=str(tmp_path / "raw"), destination=str(tmp_path / "processed"), workers=2)


@pytest.fixture
def raw(settings: Settings) -> Path:
    return Path(settings.source)


@pytest.fixture(autouse=True)
def fake_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "extract", fake_extract)
    monkeypatch.setattr(working, "prepare", lambda *_: "nlp")


def run(settings: Settings) -> batch.Plan:
    plan = make_plan(settings)
    plan = settle(plan, [process_document(job, settings) for job in plan.jobs])
    publish(
        Path(settings.destination),
        plan.entries,
        plan.failures,
        sources_found=plan.sources_found,
        pipeline_version="1",
    )
    return plan


def crashed(job: Job) -> Outcome:
    return died(job, 1, Settings())


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


HOLD = """
import sys
from outsider_etl.batch import open_destination
from outsider_etl.settings import Settings
with open_destination(Settings(destination=sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_open_destination_refuses_a_second_run_until_the_first_has_ended(settings):
    command = [sys.executable, "-c", HOLD, settings.destination]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        told = rf"another run is working on .*processed \(process {first.pid} on .*, since .*\): run again when it has"
        with pytest.raises(DatasetError, match=told), open_destination(settings):
            pass
        first.kill()
        first.wait()
    with open_destination(settings):
        pass
    assert list(Path(settings.destination).iterdir()) == []


def test_open_destination_lets_the_run_publish(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    with open_destination(settings):
        run(settings)
        assert Path(settings.destination, OWNER_NAME).exists()
    assert not Path(settings.destination, OWNER_NAME).exists()


def test_settle_names_each_alias_in_its_own_message(settings, raw):
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text("same", "utf-8")
    plan = make_plan(settings)
    messages_of = messages(settle(plan, [crashed(job) for job in plan.jobs]))
    assert {name: message.partition(":")[0] for name, message in messages_of.items()} == {
        "a.txt": "a.txt",
        "b.txt": "b.txt",
    }


def test_make_plan_forgets_what_is_staged_for_other_runs(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    key = make_plan(settings).jobs[0].key
    for staged in (key, "0" * 16):
        stage(settings.destination, staged, EMPTY)
    draft = Path(settings.destination, ".staging", "half.zip.draft")
    draft.write_bytes(b"half")
    make_plan(settings)
    assert staged_keys(settings.destination) == {key}
    assert not draft.exists()


def test_check_outcomes_keeps_a_dataset_whose_documents_all_failed_in_passing(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    run(settings)
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(f"new {name}", "utf-8")
    plan = make_plan(settings)
    with pytest.raises(DatasetError, match=r"stays as it is; .*: a\.txt: its process died"):
        check_outcomes(plan, [crashed(job) for job in plan.jobs], settings)


def test_check_outcomes_keeps_a_dataset_where_one_failure_of_several_may_pass(settings, raw):
    (raw / "a.txt").write_text("a", "utf-8")
    run(settings)
    for name, text in (("a.txt", "fail"), ("b.txt", "new")):
        (raw / name).write_text(text, "utf-8")
    plan = make_plan(settings)
    outcomes = [process_document(plan.jobs[0], settings), crashed(plan.jobs[1])]
    assert [outcome.final for outcome in outcomes] == [True, False]
    with pytest.raises(DatasetError, match=r"stays as it is; .*: b\.txt: its process died"):
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
    check_outcomes(plan, [process_document(job, settings) for job in plan.jobs], settings)


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
    plan = settle(plan, [crashed(deadly), process_document(good, settings)])
    assert [entry.source for entry in plan.entries] == ["c.txt"]
    assert [(failed.failure.source, failed.failure.error, failed.key) for failed in plan.failures] == [
        ("a.txt", "Crashed", None),
        ("b.txt", "Crashed", None),
    ]


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


@given(documents=st.integers(1, 2000), size=st.integers(1, 500_000), workers=st.integers(1, 64))
def test_make_batches_makes_smaller_ones_towards_the_end(documents, size, workers):
    jobs = [Job(Source(f"{i:04}.txt", Path()), f"{i:016x}", "", "", size) for i in range(documents)]
    lengths = [len(batch) for batch in make_batches(jobs, Settings(workers=workers))]
    assert lengths[:-1] == sorted(lengths[:-1], reverse=True)
    assert len(lengths) >= min(documents, workers)


def test_make_batches_makes_no_batch_of_one_short_document_where_there_are_many():
    jobs = [Job(Source(f"{i:04}.txt", Path()), f"{i:016x}", "", "", 500) for i in range(1000)]
    assert {len(batch) for batch in make_batches(jobs, Settings(workers=2))} == {24, 16}


def test_make_batches_gives_every_process_work():
    jobs = [Job(Source(f"{i}.txt", Path()), f"{i:016x}", "", "", 1000) for i in range(8)]
    assert len(make_batches(jobs, Settings(workers=4))) == 8


def test_make_batches_leaves_no_process_waiting_where_one_is_slower():
    jobs = [Job(Source(f"{i:03}.txt", Path()), f"{i:016x}", "", "", 100_000) for i in range(200)]
    seconds_a_document, ends = (1.0, 1.15), [0.0, 0.0]
    for documents in make_batches(jobs, Settings(workers=2)):
        first = ends.index(min(ends))
        ends[first] += seconds_a_document[first] * len(documents)
    assert max(ends) - min(ends) < 2

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from outsider_etl import batch, report, working
from outsider_etl.batch import make_plan
from outsider_etl.dataset import is_staged
from outsider_etl.errors import DatasetError, Failure, failure
from outsider_etl.jobs import Job
from outsider_etl.limits import TIME_UP
from outsider_etl.settings import Settings
from outsider_etl.sources import Content, Source
from outsider_etl.working import Outcome, died, prepare, process_document
from tests.fake_extraction import fake_extract


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings(source=str(tmp_path / "raw"), destination=str(tmp_path / "processed"))


@pytest.fixture
def job_of(settings: Settings) -> Callable[[str], Job]:
    """Return a function that writes a source and returns its job."""

    def write(text: str) -> Job:
        Path(settings.source, "a.txt").write_text(text, "utf-8")
        return make_plan(settings).jobs[0]

    return write


@pytest.fixture(autouse=True)
def fake_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "extract", fake_extract)
    monkeypatch.setattr(working, "prepare", lambda *_: "nlp")


def failure_of(outcome: Outcome) -> Failure:
    assert outcome.failure is not None
    return outcome.failure


@pytest.fixture
def no_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_pipelines", {})


@pytest.mark.usefixtures("no_pipelines")
def test_a_pipeline_is_kept_with_its_words_until_they_are_many(monkeypatch):
    monkeypatch.setattr(working, "MOST_WORDS", 9)
    nlp = prepare(None)
    nlp("Hapag sails.")
    assert prepare(None) is nlp
    nlp("One two three four five six seven eight nine ten.")
    other = prepare(None)
    assert other is not nlp
    assert "Hapag" in nlp.vocab
    assert "Hapag" not in other.vocab
    assert prepare(None) is other


@pytest.mark.usefixtures("no_pipelines")
def test_a_pipeline_that_has_read_much_is_replaced(monkeypatch):
    monkeypatch.setattr(working, "MOST_BYTES", 1000)
    nlp = prepare(None, 900)
    assert prepare(None, 900) is nlp
    assert prepare(None, 1) is not nlp


def test_what_is_made_is_staged(settings, job_of):
    job = job_of("good")
    assert process_document(job, settings) == Outcome(job.document_id)
    assert is_staged(settings.destination, job.key)


def test_a_document_at_fault_is_not_tried_again(settings, job_of):
    job = job_of("fail")
    outcome = process_document(job, settings)
    assert (failure_of(outcome).message, failure_of(outcome).reason, outcome.final) == ("no good", "fault", True)
    assert not is_staged(settings.destination, job.key)


@pytest.mark.parametrize(
    ("change", "reason", "message"),
    [
        ("rewrite", "changed", "a.txt: changed while the run was reading it; run again"),
        ("remove", "unreadable", "a.txt: cannot be read ("),
        ("describe", "changed", "a.txt: changed while the run was reading it; run again"),
    ],
)
def test_a_source_that_changed_since_is_tried_again(settings, job_of, change, reason, message):
    job = job_of("before")
    match change:
        case "rewrite":
            job.source.path.write_text("after", "utf-8")
        case "remove":
            job.source.path.unlink()
        case "describe":
            job.source.path.with_name("a.txt.meta.json").write_text('{"title": "A"}', "utf-8")
    outcome = process_document(job, settings)
    assert failure_of(outcome).message.startswith(message)
    assert (failure_of(outcome).reason, outcome.final) == (reason, False)


@pytest.mark.parametrize("error", ["MemoryError", "_ArrayMemoryError", "OSError", "PermissionError", "TooLargeError"])
def test_a_document_is_not_blamed_for_the_machine_or_a_limit(settings, job_of, error):
    outcome = process_document(job_of(f"raise {error}"), settings)
    failure = failure_of(outcome)
    assert not outcome.final
    assert (failure.stage, failure.error) == ("tables", error)
    reason = "memory" if "Memory" in error else "too_large" if error == "TooLargeError" else "system"
    assert failure.reason == reason
    if reason == "memory":
        limit = "needs more than 2,147,483,648 bytes of memory; split it, or set document_memory higher"
        assert failure.message == f"a.txt: {limit}"
    elif reason == "system":
        assert failure.message == f"a.txt: no room ({error}); mend that and run again"


def test_a_library_that_gets_no_memory_is_understood():
    error = RuntimeError("[ONNXRuntimeError] : 1 : FAIL : std::bad_alloc")
    assert failure("a.txt", None, "annotate", error).reason == "memory"
    assert failure("a.txt", None, "annotate", RuntimeError("allocation of seats")).reason == "fault"


def test_a_source_that_memory_has_no_room_for_fails(settings, job_of, monkeypatch):
    job = job_of("good")

    def read(source: Source) -> Content:
        raise MemoryError

    monkeypatch.setattr(working, "read", read)
    outcome = process_document(job, settings)
    assert (failure_of(outcome).reason, failure_of(outcome).stage, outcome.final) == ("memory", "read", False)


def test_no_limit_is_left_behind(settings, job_of):
    process_document(job_of("good"), settings)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_the_pipeline_is_not_worked_out_again(settings, job_of, monkeypatch):
    job = job_of("good")
    monkeypatch.setattr(batch, "pipeline_key", lambda settings: "other")
    assert process_document(job, settings) == Outcome(job.document_id)


def test_nothing_goes_on_where_nothing_can_be_staged(settings, job_of):
    job = job_of("good")
    Path(settings.destination).write_text("in the way", "utf-8")
    with pytest.raises(DatasetError):
        process_document(job, settings)


@pytest.mark.parametrize(
    ("exit_code", "error", "reason", "words"),
    [
        (-TIME_UP, "TimeUp", "timeout", "took longer than 120 s and 1 s a page; split it, or set document_seconds"),
        (-signal.SIGKILL, "Killed", "memory", "its process was killed twice"),
        (-signal.SIGSEGV, "Crashed", "crashed", "its process died twice (SIGSEGV); split it, set document_memory"),
        (7, "Crashed", "crashed", "its process died twice (exit code 7)"),
        (None, "Crashed", "crashed", "its process died twice (why is not known)"),
    ],
)
def test_a_death_is_told_by_its_exit_code(exit_code, error, reason, words):
    job = Job(Source("a.txt", Path("a.txt")), "0" * 16, "", "", 1)
    outcome = died(job, exit_code, Settings())
    failure = failure_of(outcome)
    assert (failure.error, failure.reason, outcome.final) == (error, reason, False)
    assert failure.message.startswith(f"a.txt: {words}")

import time
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client

from flows.process_reports import Summary, process_reports
from outsider_etl import dataset
from outsider_etl.batch import make_plan, open_plan
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.redaction import QUOTED
from outsider_etl.settings import Assertions, Settings
from outsider_etl.workers import Batch, Workers
from outsider_etl.working import Outcome, died
from tests.dataset.small_documents import table

REPORT = """The budget of {place}

In March 2019 the World Bank lent $5 million to {place}.¹ The Ministry of Finance of {place} spent
it by 2 June 2020.²

1. Ibid., p. 4.
2. J. Holmgren, “Lending in Hard Times”, Development Review, Vol. 12, No. 3, 2019, pp. 3-9.
"""

TEXT = "The ministry said that the port was paid for. "
SECRET = "https://user:S3CRET@host/reports"

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    raw = tmp_path / "raw"
    raw.mkdir()
    for place in ("Georgia", "Armenia"):
        (raw / f"{place}.txt").write_text(REPORT.format(place=place), "utf-8")
    (raw / "empty.txt").touch()
    return Settings(source=str(raw), destination=str(tmp_path / "processed"), workers=1)


def artifacts() -> dict[str | None, object]:
    with get_client(sync_client=True) as client:
        answer = client.request("POST", "/artifacts/latest/filter", json={})
        return {artifact["key"]: artifact["data"] for artifact in answer.json()}


def refuse(process: SpawnProcess) -> None:
    raise AssertionError("a run with nothing new starts no process")


def test_process_reports_publishes_what_can_be_read_and_shows_it(settings, monkeypatch):
    state = process_reports(settings, return_state=True)
    assert state.is_completed()
    assert state.message == "3 sources found: 2 new, 0 unchanged, 0 removed; 1 failed"
    assert state.result().rows["money"] == 2
    assert dataset.load(settings.destination)["failures"]["source"].to_pylist() == ["empty.txt"]
    shown = artifacts()
    tables = {"top-organisations", "largest-money-figures", "most-cited-works", "timeline"}
    assert set(shown) == {"report-summary", "progress", "failures", "rejected-rows", "explorer", *tables}
    assert shown["progress"] == 100
    page = Path(settings.destination, "explorer", "index.html")
    assert page.as_uri() in shown["explorer"]
    assert "2 documents" in page.read_text("utf-8")
    assert "empty.txt" in shown["failures"]
    assert shown["rejected-rows"] == "[]"
    assert "empty.txt" in shown["report-summary"]
    assert "2 of 2 short and ibid. citations could not be resolved" in shown["report-summary"]
    assert "Lending in Hard Times" in shown["most-cited-works"]
    assert "5000000" in shown["largest-money-figures"]
    assert "2020-06-02" in shown["timeline"]

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    state = process_reports(settings, return_state=True)
    assert state.is_completed()
    assert state.message == "3 sources found: nothing new; 1 failed"
    assert "nothing new" in artifacts()["report-summary"]


def test_process_reports_stops_where_a_minimum_is_missed_and_goes_on_from_there(settings, monkeypatch):
    Path(settings.source, "empty.txt").unlink()
    settings = settings.model_copy(update={"explorer_documents": 0})
    for entry in make_plan(settings).entries:
        tables = {name: table(name, entry.document_id, int(name == "documents"), 1) for name in DOCUMENT_TABLES}
        dataset.stage(settings.destination, entry.key, tables)
    monkeypatch.setattr(SpawnProcess, "start", refuse)
    least = Assertions(min_rows={"documents": 3}, max_rows={"documents": 1})
    state = process_reports(settings.model_copy(update={"assertions": least}), return_state=True)
    assert state.is_failed()
    assert "documents: 2 rows, where min_rows is 3" in state.message
    assert not Path(settings.destination, "manifest.json").exists()

    most = Assertions(max_rows={"documents": 1})
    state = process_reports(settings.model_copy(update={"assertions": most}), return_state=True)
    assert state.message == "2 sources found: 2 new, 0 unchanged, 0 removed"
    assert state.result().warnings == ("documents: 2 rows, where max_rows is 1",)
    assert "documents: 2 rows, where max&#95;rows is 1" in artifacts()["report-summary"]


def test_process_reports_takes_the_plan_that_is_made_already(settings):
    with open_plan(settings):
        Path(settings.source, "later.txt").write_text(REPORT.format(place="Moldova"), "utf-8")
        state = process_reports(settings, return_state=True)
    assert state.message.startswith("3 sources found: 2 new")


def test_process_reports_fails_where_no_document_can_be_published(settings):
    for place in ("Georgia", "Armenia"):
        Path(settings.source, f"{place}.txt").unlink()
    state = process_reports(settings, return_state=True)
    assert state.is_failed()
    assert "no document could be read" in state.message
    assert isinstance(state.result(raise_on_failure=False), Summary)
    assert dataset.load(settings.destination)["failures"].num_rows == 1


def test_process_reports_fails_with_what_to_do_and_logs_no_internals(settings, caplog):
    for path in Path(settings.source).iterdir():
        path.unlink()
    state = process_reports(settings, return_state=True)
    assert state.is_failed()
    assert state.message.startswith(f"{settings.source}: there is no report in this folder")
    assert isinstance(state.result(raise_on_failure=False), UsageError)
    assert "there is no report in this folder" in caplog.text
    assert "Traceback" not in caplog.text


def test_process_reports_keeps_a_dataset_where_every_document_failed_in_passing(settings, monkeypatch):
    process_reports(settings)
    before = dataset.load(settings.destination).manifest
    for place in ("Georgia", "Armenia"):
        Path(settings.source, f"{place}.txt").write_text(REPORT.format(place="Moldova") + place, "utf-8")

    def crash(workers: Workers, batch: Batch) -> list[Outcome]:
        return [died(job, 1, settings) for job in batch]

    monkeypatch.setattr(Workers, "run", crash)
    state = process_reports(settings, return_state=True)
    assert state.is_failed()
    assert isinstance(state.result(raise_on_failure=False), DatasetError)
    assert dataset.load(settings.destination).manifest == before


@pytest.mark.parametrize(
    ("found", "sentence"), [(1, "1 source found: nothing new"), (2, "2 sources found: nothing new")]
)
def test_summary_counts_in_words(found, sentence):
    summary = Summary(sources_found=found, changed=False, new=0, unchanged=0, removed=0, failed=0, rows={})
    assert summary.sentence() == sentence


def test_process_reports_offers_its_settings_as_a_form():
    schema = process_reports.parameters.model_dump()
    described = schema["definitions"]["Settings"]["properties"]
    assert {name for name, field in described.items() if field.get("description")} == set(Settings.model_fields)


def test_process_reports_writes_pages_for_as_many_documents_as_it_is_told(settings):
    pages = Path(settings.destination, "explorer")
    process_reports(settings)
    assert pages.exists()
    Path(settings.source, "Moldova.txt").write_text(REPORT.format(place="Moldova"), "utf-8")
    process_reports(settings.model_copy(update={"explorer_documents": 2}))
    assert not pages.exists()


def test_process_reports_publishes_where_no_pages_can_be_written(settings):
    Path(settings.destination).mkdir()
    Path(settings.destination, "explorer").write_text("in the way")
    state = process_reports(settings, return_state=True)
    assert state.is_completed()
    assert dataset.load(settings.destination)["documents"].num_rows == 2


def test_process_reports_writes_pages_that_an_earlier_run_left_undone(settings):
    process_reports(settings)
    index = Path(settings.destination, "explorer", "index.html")
    before = index.read_bytes()
    index.unlink()
    state = process_reports(settings, return_state=True)
    assert "nothing new" in state.message
    assert index.read_bytes() == before


def _message_of_task(name: str) -> str:
    """Return the message of a failed task that quotes an address; the server hears of its state some time later."""
    for _ in range(100):
        with get_client(sync_client=True) as client:
            states = [run.state for run in client.read_task_runs() if run.name.startswith(name)]
        messages = [str(each.message) for each in states if each is not None and each.is_failed()]
        if quoting := [message for message in messages if "***" in message]:
            return quoting[0]
        time.sleep(0.1)
    raise AssertionError(f"no task {name} has failed")


def test_states_and_logs_of_a_run_quote_little_of_a_document(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def publish(*_: Any, **__: Any) -> None:
        raise ValueError(f"{SECRET} {TEXT * 1000}")

    monkeypatch.setattr(dataset, "publish", publish)
    nothing_to_read = Settings(source=str(Path(settings.source) / "empty.txt"), destination=settings.destination)
    state = process_reports(nothing_to_read, return_state=True)
    assert state.is_failed()
    messages = [str(state.message), _message_of_task("publish")]
    assert caplog.records
    for message in messages:
        assert "ValueError: https://***@host/reports The ministry" in message
        assert "S3CRET" not in message
        assert len(message) < QUOTED + 300
    assert not any("S3CRET" in record.getMessage() or TEXT * 10 in record.getMessage() for record in caplog.records)


def test_a_run_with_credentials_in_an_address_is_refused_before_it_has_a_name(settings: Settings) -> None:
    wrong = {**settings.model_dump(), "source": SECRET}
    with pytest.raises(Exception, match="no credentials") as raised:
        process_reports(wrong)
    assert "S3CRET" not in str(raised.value)
    with get_client(sync_client=True) as client:
        assert not any("S3CRET" in run.name for run in client.read_flow_runs())

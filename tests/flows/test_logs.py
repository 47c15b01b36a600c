"""What runs tell: nothing of the credentials of addresses, and of documents no more than a short quotation."""

import logging
from pathlib import Path

import pytest

from flows.artifacts import _rows
from flows.logs import keep_logs_clean, unexpected_in_brief
from outsider_etl.errors import LONGEST_MESSAGE, DatasetError
from outsider_etl.redaction import QUOTED
from tests.dataset.one_report import put_report
from tests.dataset.small_documents import contents, put

TEXT = "The ministry said that the port was paid for. "
SECRET = "https://user:S3CRET@host/reports"


def test_an_unexpected_error_says_little_of_a_document() -> None:
    def fail() -> None:
        raise ValueError(TEXT * 1000)

    with pytest.raises(RuntimeError) as raised, unexpected_in_brief():
        fail()
    assert str(raised.value).startswith(f"ValueError: {TEXT}")
    assert len(str(raised.value)) < QUOTED + 100
    assert raised.traceback[-1].name == "fail"
    assert raised.value.__suppress_context__


@pytest.mark.parametrize("error", [DatasetError("what to do"), PermissionError(13, "Permission denied", "x")])
def test_an_error_that_says_what_is_wrong_is_left_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, unexpected_in_brief():
        raise error
    assert raised.value is error


def test_logs_of_runs_hold_no_credentials(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_logs_clean()
    logger = logging.getLogger("prefect.flow_runs")
    monkeypatch.setattr(logger, "handlers", [caplog.handler])
    logger.warning("%s cannot be read, %d times", SECRET, 3)
    logger.warning("100%% of %s", "reports")
    assert {record.getMessage() for record in caplog.records} == {
        "https://***@host/reports cannot be read, 3 times",
        "100% of reports",
    }


def test_cells_of_artifacts_are_not_long(tmp_path: Path) -> None:
    data = put_report(tmp_path)
    ((cell,),) = (row.values() for row in _rows(data.sql(f"select repeat('{TEXT}', 1000)")))
    assert isinstance(cell, str)
    assert len(cell) == LONGEST_MESSAGE + 3


def test_a_dataset_does_not_say_where_it_lies(tmp_path: Path) -> None:
    put(tmp_path / "processed", {1: 1, 2: None})
    written = contents(tmp_path / "processed")
    assert "manifest.json" in written
    assert not any(str(tmp_path).encode() in content for content in written.values())

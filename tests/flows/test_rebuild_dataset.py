from pathlib import Path

import pytest

from flows.process_reports import process_reports
from flows.rebuild_dataset import rebuild_dataset
from outsider_etl import dataset
from outsider_etl.errors import DatasetError
from outsider_etl.settings import Settings
from outsider_etl.workers import open_workers
from tests.dataset import small_documents

REPORT = """The budget of {place}

In March 2019 the World Bank lent $5 million to {place}. The Ministry of Finance of {place} spent it by 2 June 2020.
"""

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    raw = tmp_path / "raw"
    raw.mkdir()
    for place in ("Georgia", "Armenia"):
        (raw / f"{place}.txt").write_text(REPORT.format(place=place), "utf-8")
    (raw / "empty.txt").touch()
    return Settings(source=str(raw), destination=str(tmp_path / "processed"), workers=1)


def contents(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def damage(folder: str, how: str) -> None:
    manifest = Path(folder, "manifest.json")
    (money,) = Path(folder, "money").glob("*.parquet")
    if how == "manifest":
        manifest.write_text("{", "utf-8")
    elif how == "older":
        manifest.write_text('{"schema_version": 0, "tables": ["money"]}', "utf-8")
    elif how == "missing":
        money.unlink()
    else:
        money.write_bytes(b"\0" * money.stat().st_size)


def test_rebuild_mends_a_dataset_and_gives_the_same_bytes(settings: Settings) -> None:
    with open_workers(settings):
        process_reports(settings)
        whole = contents(settings.destination)
        for how in ("manifest", "older", "missing", "overwritten"):
            damage(settings.destination, how)
            if how != "overwritten":  # which only `verify` would see
                assert process_reports(settings, return_state=True).is_failed()

            state = rebuild_dataset(settings, return_state=True)
            assert state.is_completed()
            assert state.message == "3 sources found: 2 new, 0 unchanged, 0 removed; 1 failed"
            assert contents(settings.destination) == whole
        assert process_reports(settings, return_state=True).message == "3 sources found: nothing new; 1 failed"


def test_rebuild_uses_nothing_that_is_staged_and_leaves_a_dataset_where_nothing_can_be_read(settings: Settings) -> None:
    with open_workers(settings):
        process_reports(settings)
        whole = contents(settings.destination)
        for document in dataset.load(settings.destination).manifest.documents.values():
            dataset.stage(Path(settings.destination), document.key, small_documents.document(1, 1))
        assert rebuild_dataset(settings, return_state=True).is_completed()
        assert contents(settings.destination) == whole

        for path in Path(settings.source).iterdir():
            path.write_bytes(b"")
        state = rebuild_dataset(settings, return_state=True)
    assert state.is_failed()
    assert "no report could be read" in state.message
    assert isinstance(state.result(raise_on_failure=False), DatasetError)
    assert contents(settings.destination) == whole

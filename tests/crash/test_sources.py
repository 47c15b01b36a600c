"""Sources that change or vanish while a run reads them: what they were is not mixed with what they are."""

from pathlib import Path

import pytest

from outsider_etl import sources
from outsider_etl.dataset import load
from outsider_etl.settings import Settings
from tests.crash.runs import make_up_rows, run_here, write_sources
from tests.dataset.small_documents import contents

BEFORE = {"a.txt": "report a", "b.txt": "report b", "c.txt": "report c"}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    make_up_rows(monkeypatch)
    return Settings(source=str(tmp_path / "raw"), destination=str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("reading", "change", "error"),
    [
        ("to plan", "rewritten", None),
        ("to plan", "half rewritten", "SourceChanged"),
        ("to plan", "gone", "UnreadableError"),
        ("to work", "rewritten", "SourceChanged"),
        ("to work", "half rewritten", "SourceChanged"),
        ("to work", "gone", "UnreadableError"),
    ],
)
def test_a_source_that_changes_while_it_is_read_waits_for_the_next_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, reading: str, change: str, error: str | None
) -> None:
    raw, out = Path(settings.source), Path(settings.destination)
    write_sources(raw, BEFORE)
    run_here(settings)
    write_sources(raw, BEFORE | {"a.txt": "report a, written anew", "b.txt": "report b, written anew"})
    moments, read_file = iter(["to plan", "to work"]), sources._read_file

    def read_in_the_middle(path: Path, name: str, limit: int) -> bytes:
        if path.name != "a.txt" or next(moments, "") != reading:
            return read_file(path, name, limit)
        if change == "gone":
            path.unlink()
            return read_file(path, name, limit)
        before = read_file(path, name, limit)
        path.write_bytes(b"REPORT A IS OTHERWISE")
        after = read_file(path, name, limit)
        return after if change == "rewritten" else before[:9] + after[9:]

    monkeypatch.setattr(sources, "_read_file", read_in_the_middle)
    published = run_here(settings)
    monkeypatch.setattr(sources, "_read_file", read_file)
    data = load(out)
    assert [(row["source"], row["error"]) for row in data["failures"].to_pylist()] == [("a.txt", error)][: bool(error)]
    assert {"b.txt", "c.txt"} <= set(data["documents"]["source"].to_pylist())
    assert published.manifest.failed == {}  # so that it is tried again

    run_here(settings)
    data = load(out)
    assert data["failures"].num_rows == 0
    assert set(data["documents"]["source"].to_pylist()) == {path.name for path in raw.iterdir()}
    undisturbed = settings.model_copy(update={"destination": f"{out} undisturbed"})
    run_here(undisturbed)
    assert contents(out) == contents(Path(undisturbed.destination))

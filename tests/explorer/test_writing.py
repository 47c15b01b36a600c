import os
import re
import shutil
import xml.etree.ElementTree as ET
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from outsider_etl.dataset import Dataset, Entry, load, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.explorer.charts import draw_charts
from outsider_etl.explorer.writing import update_explorer, write_explorer
from tests.crash.operations import crashes
from tests.dataset.one_report import put_report
from tests.dataset.small_documents import contents, put, times
from tests.tables.hand_made import IDENTITY, tables

STYLE = (Path(write_explorer.__code__.co_filename).parent / "templates" / "explorer.css").read_text("utf-8")


def test_the_same_dataset_gives_the_same_bytes_and_nothing_is_written_twice(tmp_path):
    data = put_report(tmp_path / "processed")
    for name in ("a", "b"):
        assert write_explorer(data, tmp_path / name) == tmp_path / name / "index.html"
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    before = times(tmp_path / "a")
    write_explorer(data, tmp_path / "a")
    assert times(tmp_path / "a") == before


def put_three(destination: Path) -> Dataset:
    """Publish a report under three ids."""
    made, entries = tables(), []
    for number in range(3):
        entries.append(Entry(f"{number:016x}", f"{number}.txt", (), f"{number:016x}"))
        ids = {name: pa.array([entries[-1].document_id] * len(made[name]), pa.string()) for name in DOCUMENT_TABLES}
        own = {name: made[name].set_column(0, made[name].schema.field(0), ids[name]) for name in DOCUMENT_TABLES}
        stage(destination, entries[-1].key, own)
    publish(destination, entries, [], sources_found=3, pipeline_version="1.0")
    return load(destination)


def test_pages_are_the_same_whatever_number_of_processes_writes_them(tmp_path, monkeypatch):
    monkeypatch.setattr("outsider_etl.explorer.writing.WORTH_A_PROCESS", 1)
    data = put_three(tmp_path / "processed")
    write_explorer(data, tmp_path / "one")
    write_explorer(data, tmp_path / "two", processes=2)
    assert len(contents(tmp_path / "one")) == 5
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_process_that_dies_over_the_pages_is_told_of_and_the_next_try_writes_them(tmp_path, monkeypatch):
    monkeypatch.setattr("outsider_etl.explorer.writing.WORTH_A_PROCESS", 1)
    data = put_three(tmp_path / "processed")
    with monkeypatch.context() as patch:
        patch.setattr("outsider_etl.explorer.writing._begin", os._exit)
        with pytest.raises(DatasetError, match="a process that wrote pages has died"):
            write_explorer(data, tmp_path / "pages", processes=2)
    write_explorer(data, tmp_path / "pages", processes=2)
    write_explorer(data, tmp_path / "expected")
    assert contents(tmp_path / "pages") == contents(tmp_path / "expected")


def test_pages_follow_the_documents(tmp_path):
    folder, page = tmp_path / "explorer", f"documents/{IDENTITY.document_id}.html"
    write_explorer(put_report(tmp_path / "processed"), folder)
    assert set(contents(folder)) == {"index.html", "pages.json", page}
    (folder / page).unlink()
    write_explorer(load(tmp_path / "processed"), folder)
    assert (folder / page).exists()
    put(tmp_path / "processed", {})
    write_explorer(load(tmp_path / "processed"), folder)
    assert set(contents(folder)) == {"index.html", "pages.json"}
    assert "There is nothing to show." in (folder / "index.html").read_text("utf-8")


def test_a_kill_at_any_moment_leaves_nothing_that_later_pages_do_not_replace(tmp_path, monkeypatch):
    monkeypatch.setattr("outsider_etl.explorer.writing._index", lambda data: f"{len(data.manifest.documents)}")
    one = put_report(tmp_path / "one")
    put(tmp_path / "none", {})
    none, expected = load(tmp_path / "none"), tmp_path / "expected"
    write_explorer(none, expected)
    step = 1
    for data in (one, none):
        folder = tmp_path / f"{data.destination.name} killed"
        while True:
            shutil.rmtree(folder, ignore_errors=True)
            if data is none:
                write_explorer(one, folder)
            if not crashes(partial(write_explorer, data, folder), folder, step):
                break
            write_explorer(none, folder)
            assert contents(folder) == contents(expected)
            step += 1
    assert step > 10


def test_a_damaged_record_of_the_pages_makes_them_anew(tmp_path):
    data = put_report(tmp_path / "processed")
    write_explorer(data, tmp_path / "explorer")
    (tmp_path / "explorer" / "pages.json").write_text("[")
    write_explorer(data, tmp_path / "explorer")
    assert IDENTITY.document_id in (tmp_path / "explorer" / "pages.json").read_text("utf-8")


def test_files_of_others_are_left_alone(tmp_path):
    data, site = put_report(tmp_path / "processed"), tmp_path / "site"
    (site / "documents").mkdir(parents=True)
    (site / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="name another folder"):
        write_explorer(data, site)
    (site / "index.html").unlink()
    (site / "documents" / "mine.html").write_text("mine")
    write_explorer(data, site)
    assert update_explorer(data, site, 0) is None
    assert set(contents(site)) == {"documents/mine.html"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "explorer").write_text("a file")
    with pytest.raises(DatasetError, match="explorer cannot be written"):
        write_explorer(put_report(tmp_path / "processed"), tmp_path / "explorer")


def test_charts_are_sound_and_lead_to_documents(dataset):
    charts = draw_charts(dataset)
    assert [chart.anchor for chart in charts] == ["money", "time", "organisations", "together"]
    for chart in charts:
        assert chart.svg is not None
        links = [link.get("href") for link in ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}a")]
        assert links
        assert all(re.fullmatch(r"documents/[0-9a-f]{16}\.html#m\d+", link) for link in links)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", re.findall(r"\{([^{}]*--paper[^{}]*--org[^{}]*)\}", STYLE))
def test_colours_have_the_contrast_that_wcag_asks_for(theme):
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", theme))
    for ground in ("paper", "panel", "org", "money", "date"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5
    for ground in ("paper", "panel"):
        assert contrast(colours["soft"], colours[ground]) >= 4.5
        assert contrast(colours["link"], colours[ground]) >= 4.5
        for line in ("focus", "org-line", "money-line", "date-line", "citation-line"):
            assert contrast(colours[line], colours[ground]) >= 3

"""Two reports, one of them hostile, in a dataset with its pages; and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import outsider_etl
from outsider_etl.dataset import Dataset, Entry, load, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.explorer.writing import write_explorer

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

GOOD = """# The ports of Georgia

## Money

In March 2019 the World Bank lent $5 million to Georgia.[^1] The European Union (EU) gave €3 billion in 2020.[^2]

## Time

The World Bank and the European Union met in Tbilisi on 2 June 2021.[^3]

[^1]: A. Smith, *Ports and Progress*, Cambridge: MIT Press, 2018, p. 12.
[^2]: See www.ebrd.com for the figures.
[^3]: Ibid., p. 14. See A. Smith, *Ports and Progress*, op. cit., p. 3.
"""

HOSTILE = """<script>window.hacked=1</script> "><img src=x onerror=window.hacked=1>

In March 2019 the World Bank of <b onclick="window.hacked=1">Evil</b> paid $5 million.¹ \u202egnp.exe\u202c and
the "><svg onload=window.hacked=1> Ministry of Finance paid {{ 7*7 }} {% raw %} €9 billion.

1. J. Doe, “<img src=x onerror=window.hacked=1>”, Journal of </style><script>window.hacked=1</script>, 2019,
javascript:window.hacked=1, available at: <http://tracker.example/pixel.png>.
"""


def publish_reports(folder: Path, reports: dict[str, str]) -> Dataset:
    entries = []
    for name, text in reports.items():
        (folder / name).write_text(text, "utf-8")
        report = outsider_etl.process(folder / name)
        document_id = report.tables["documents"]["document_id"][0].as_py()
        stage(folder / "processed", document_id, {table: report.tables[table] for table in DOCUMENT_TABLES})
        entries.append(Entry(document_id, name, (), document_id))
    publish(folder / "processed", entries, [], sources_found=len(entries), pipeline_version="1.0")
    return load(folder / "processed")


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return publish_reports(tmp_path_factory.mktemp("reports"), {"good.md": GOOD, "hostile.txt": HOSTILE})


@pytest.fixture(scope="session")
def index(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_explorer(dataset, tmp_path_factory.mktemp("explorer"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; while it is open there is a running event loop, by which Prefect would take its callers for async."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install the package `chromium`, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()

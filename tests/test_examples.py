"""The notebook runs as a program, and in marimo."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.explorer.conftest import GOOD, publish_reports

NOTEBOOK = Path(__file__).parents[1] / "examples" / "reading_a_dataset.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report and, in `processed`, a dataset of it."""
    folder = tmp_path_factory.mktemp("notebook")
    publish_reports(folder, {"good.md": GOOD})
    return folder


def run(folder: Path, *command: object) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,  # a run of seconds; machines that build several things at once are slow
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_notebook_runs_as_a_program(folder: Path) -> None:
    printed = run(folder, NOTEBOOK, "--reports", ".", "--out", "it.csv")
    assert f"€3 billion stands at {GOOD.index('€3 billion')} in good.md: '€3 billion'" in printed
    with (folder / "it.csv").open(encoding="utf-8-sig", newline="") as file:
        statements = list(csv.DictReader(file))
    assert [row["how_much"] for row in statements] == ['["$5 million"]', '["€3 billion"]']
    assert "World Bank" in statements[0]["who"]


def test_notebook_runs_in_marimo(folder: Path) -> None:
    copy = shutil.copy(NOTEBOOK, folder)  # marimo keeps its sessions beside a notebook
    command = ("-m", "marimo", "export", "html", copy, "--no-sandbox", "-o", "it.html")
    run(folder, *command, "--", "--dataset", "processed", "--reports", ".", "--out", "other.csv")
    page = (folder / "it.html").read_text("utf-8")
    assert "\\u003Csvg xmlns" in page, "there is no chart"
    assert "3 billion stands at" in page
    assert (folder / "other.csv").exists()

"""The README speaks of what is there."""

import re
from pathlib import Path

import pytest
import spacy
import typer

from outsider_etl.cli import app
from outsider_etl.tables import TABLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_readme_names_every_table() -> None:
    listed = README[README.index("## The tables") : README.index("`outsider-etl schema` prints")]
    assert set(re.findall(r"`(\w+)`", listed)) == set(TABLES)


@pytest.mark.parametrize("command", typer.main.get_command(app).commands)
def test_readme_names_every_command(command: str) -> None:
    assert f"outsider-etl {command}" in README


def test_readme_names_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z]+)", README):
        assert f"\n{target}:" in makefile


def run(code: str) -> list[tuple[object, ...]]:
    """Run an example and return what its last line gives."""
    *statements, last = code.strip().splitlines()
    scope: dict[str, object] = {"spacy": spacy}
    exec("\n".join(statements), scope)
    found: list[tuple[object, ...]] = eval(last, scope)
    return found


def test_readme_examples_run() -> None:
    organisations, values = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert [each[0] for each in run(organisations)] == ["European Maritime Safety Agency", "EMSA", "EMSA"]
    assert [each[0] for each in run(values)] == ["October 2019", "$1.3", "$6.1 billion"]

"""The documentation speaks of what is there, of all of it, and its site asks nothing of the network."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import outsider_etl
from docs.generate import find_flows, pages, parameters
from outsider_etl.cli import app
from outsider_etl.settings import Assertions, Settings
from outsider_etl.tables import TABLES, columns
from outsider_etl.tables.schema import description, title
from outsider_etl.tables.views import VIEWS
from tests.explorer.conftest import GOOD, publish_reports

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REPORT = ROOT / "raw" / "the-outsider.txt"
COMMAND = ".venv/bin/outsider-etl"
WRITTEN = sorted(path for path in DOCS.rglob("*.md") if path.name not in ("dictionary.md", "reference.md"))
TUTORIAL = (DOCS / "tutorial.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the blocks of code in a language, without the indent that a list gives them."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return ["".join(line[len(indent) :] for line in code.splitlines(True)) for indent, code in found]


def commands(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command of the console blocks, in words, and what is printed under it."""
    for block in blocks(text, "console"):
        for said in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = said.splitlines(keepends=True)
            taken = next(n for n in range(1, len(lines) + 1) if is_whole("".join(lines[:n])))
            yield shlex.split("".join(lines[:taken]), comments=True), "".join(lines[taken:])


def is_whole(command: str) -> bool:
    try:
        shlex.split(command, comments=True)
    except ValueError:  # a quotation goes on in the next line
        return False
    return True


OUR_COMMANDS = [
    pytest.param(words[words.index(COMMAND) + 1 :], id=f"{path.stem}: {' '.join(words)[:60]}")
    for path in WRITTEN
    for words, _ in commands(path.read_text("utf-8"))
    if COMMAND in words
]
QUERIES = [
    pytest.param(query, id=f"{path.stem}: {' '.join(query.split())[:60]}")
    for path in WRITTEN
    for query in (
        *blocks(path.read_text("utf-8"), "sql"),
        *(words[words.index("sql") + 1] for words, _ in commands(path.read_text("utf-8")) if "sql" in words),
    )
    if query != "-"
]
CODE = [
    pytest.param(code, id=f"{path.stem}: {code.strip().splitlines()[-1][:60]}")
    for path in WRITTEN
    for code in blocks(path.read_text("utf-8"), "python")
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it after `make run`."""
    folder = tmp_path_factory.mktemp("clone")
    publish_reports(folder, {REPORT.name: REPORT.read_text("utf-8")})
    (folder / "raw").mkdir()
    (folder / REPORT.name).rename(folder / "raw" / REPORT.name)
    (folder / "report.md").write_text(GOOD, "utf-8")
    return folder


@pytest.fixture
def in_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(clone)
    monkeypatch.setenv("COLUMNS", "160")
    return clone


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", ["dictionary.md", "reference.md"])
def test_generated_pages_say_what_the_code_says(generated: dict[str, str], name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == generated[name], "run `make docs`, and commit what it changes"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(generated: dict[str, str], table: str) -> None:
    assert title(table)
    assert description(table)
    for name, column in columns(table).items():
        assert column.description.strip(), f"{table}.{name} has no description"
    (section,) = re.findall(rf"\(`{table}`\)\n(.*?)(?=\n## |\Z)", generated["dictionary.md"], re.DOTALL)
    assert re.findall(r"^\| `(\w+)` ", section, re.MULTILINE) == list(columns(table))


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_of_a_view_is_documented(in_clone: Path, generated: dict[str, str], view: str) -> None:
    answered = outsider_etl.load("processed").sql(f"from {view}").columns
    assert [name for name, said in VIEWS[view].columns.items() if said.strip()] == answered
    section = generated["dictionary.md"].partition(f"(`{view}`, a view)")[2]
    assert re.findall(r"^\| `(\w+)` ", section, re.MULTILINE)[: len(answered)] == answered


def all_commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for below, own in getattr(command, "commands", {}).items():
        yield from all_commands(own, f"{name} {below}")


ALL_COMMANDS = dict(all_commands(typer.main.get_command(app), "outsider-etl"))


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_command_and_option_is_documented(generated: dict[str, str], name: str) -> None:
    command = ALL_COMMANDS[name]
    assert command.help, f"{name} has no help"
    assert f"$ {name} " in generated["reference.md"]
    for parameter in command.params:
        assert parameter.help, f"{name}: {parameter.name} has no help"
        shown = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name
        assert re.search(rf"^\* `{shown}\b.*`: .", generated["reference.md"], re.MULTILINE)


@pytest.mark.parametrize("name", Assertions.model_fields)
def test_every_assertion_is_documented(generated: dict[str, str], name: str) -> None:
    assert f"| `{name}` |" in generated["reference.md"]


def test_assertions_are_written_as_they_are_read() -> None:
    told = [re.findall(r"OUTSIDER_ETL_ASSERTIONS='(.+?)'", path.read_text("utf-8")) for path in WRITTEN]
    examples = [Assertions.model_validate_json(example) for found in told for example in found]
    assert len(examples) > 1


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(generated: dict[str, str], name: str) -> None:
    assert Settings.model_fields[name].description
    assert f"| `OUTSIDER_ETL_{name.upper()}` |" in generated["reference.md"]


def test_every_flow_and_each_of_its_parameters_is_documented(generated: dict[str, str]) -> None:
    flows = find_flows()
    assert "process-reports" in [flow.name for flow in flows]
    for flow in flows:
        assert flow.description, f"{flow.name} has no docstring"
        section = generated["reference.md"].partition(f"### `{flow.name}`")[2].partition("\n### ")[0]
        schema = flow.parameters.model_dump()
        for stated in parameters(schema):
            assert stated.get("description"), f"{flow.name}: {stated['name']} has no description"
            assert f"| `{stated['name']}` |" in section
        for name, model in schema.get("definitions", {}).items():
            for field, stated in model.get("properties", {}).items():
                assert stated.get("description"), f"{flow.name}: {name}.{field} has no description"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


def test_site_has_every_page_and_no_program(site: Path) -> None:
    assert {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")} <= {
        path.relative_to(site) for path in site.rglob("*.html")
    }
    assert not list(site.rglob("*.py"))
    assert '"location":"dictionary.html' in (site / "search" / "search_index.json").read_text("utf-8")


class Loaded(HTMLParser):
    """Collects the addresses that a browser loads with a page by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        names = ("href",) if tag == "link" else ("src", "srcset", "data", "poster", "action", "style")
        self.addresses += [said[name] or "" for name in names if name in said]


def test_site_asks_nothing_of_the_network(site: Path) -> None:
    loaded = []
    for path in site.rglob("*.html"):
        page = Loaded()
        page.feed(path.read_text("utf-8"))
        assert page.addresses
        loaded += page.addresses
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    loaded += [address for style in styles for address in re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", style)]
    assert [address for address in loaded if re.match(r"(\w+:)?//", address)] == []


@pytest.mark.parametrize("path", [ROOT / "README.md", *WRITTEN], ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_tutorial_prints_the_counts_of_the_run(in_clone: Path) -> None:
    ((words, printed), *_) = commands(TUTORIAL)
    assert words == ["make", "run"]
    data = outsider_etl.load("processed")
    counts = {name: data[name].num_rows for name in data.tables}
    told = {name: int(count) for name, count in re.findall(r"^  (\w+) +(\d+)$", printed, re.MULTILINE)}
    assert told == {name: count for name, count in counts.items() if count}


def test_tutorial_prints_what_its_commands_print(in_clone: Path) -> None:
    told = [(words[1:], printed) for words, printed in commands(TUTORIAL) if words[0] == COMMAND]
    assert len(told) > 3
    for words, printed in told:
        answer = CliRunner().invoke(app, words)
        assert answer.exit_code == 0
        assert answer.stdout.strip() == printed.strip()


def test_tutorial_follows_a_citation_to_its_source(in_clone: Path) -> None:
    session = "".join(blocks(TUTORIAL, "pycon"))
    test = doctest.DocTestParser().get_doctest(session, {}, "tutorial", "tutorial.md", 0)
    complaints: list[str] = []
    ran = doctest.DocTestRunner().run(test, out=complaints.append)
    assert ran.attempted > 10
    assert not complaints, "".join(complaints)


@pytest.mark.parametrize("words", OUR_COMMANDS)
def test_commands_are_there_with_their_options(words: list[str]) -> None:
    given = list(takewhile(lambda word: word not in "<>", words))
    length = 2 if " ".join(["outsider-etl", *given[:2]]) in ALL_COMMANDS else 1
    name = " ".join(["outsider-etl", *given[:length]])
    ALL_COMMANDS[name].make_context(name, given[length:])  # raises an error for an option that it does not have


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_answered(in_clone: Path, query: str) -> None:
    assert outsider_etl.load("processed").sql(query).columns


@pytest.mark.parametrize("code", CODE)
def test_code_runs(in_clone: Path, code: str) -> None:
    if "import pandas" in code:
        pytest.importorskip("pandas", reason="pandas is not installed: nothing here needs it")
    exec(code, {})

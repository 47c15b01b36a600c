import json
import subprocess
import sys
from unittest.mock import patch

import duckdb
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from outsider_etl.cli import app, running
from outsider_etl.dataset import load
from outsider_etl.settings import pipeline_version
from outsider_etl.tables import columns, sound_table
from tests.dataset.one_report import put_report


def invoke(*args: object):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_version_is_printed():
    assert invoke("--version").output == f"{pipeline_version()}\n"


def test_run_tells_how_far_it_is_where_there_is_no_terminal(capsys, monkeypatch):
    monkeypatch.setattr(running, "_SECONDS_BETWEEN_LINES", 0.0)
    with running._progress(1200) as on_done:
        on_done(1000)
        on_done(200)
    assert capsys.readouterr().err == "1,000 of 1,200 reports read\n"


def test_text_prints_a_report_and_nothing_else(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("  € 5 million\n\nin Tbilisi", "utf-8")
    result = invoke("text", path)
    assert (result.exit_code, result.stdout_bytes) == (0, path.read_bytes())


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("missing.txt", 2, "there is no such file"),
        ("", 2, "is a folder"),
        ("picture.png", 2, "cannot read this kind of file"),
        ("empty.txt", 1, "there is no text"),
    ],
)
def test_text_says_why_there_is_none(tmp_path, name, code, message):
    (tmp_path / "picture.png").touch()
    (tmp_path / "empty.txt").touch()
    result = invoke("text", tmp_path / name)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_schema_prints_tables_for_people():
    assert "`amount_min`" in invoke("schema", "money").stdout
    everything = invoke("schema").stdout
    assert all(f"(`{table}`)" in everything for table in ("documents", "money", "dates", "failures"))


def test_schema_prints_json_for_programs():
    (table,) = json.loads(invoke("schema", "dates", "--json").stdout)["tables"]
    assert table["name"] == "dates"
    assert "date_start" in [column["name"] for column in table["columns"]]


def test_schema_knows_no_other_tables():
    result = invoke("schema", "nonsense")
    assert result.exit_code == 2
    assert "organisation_mentions" in result.stderr


@pytest.mark.parametrize("name", ["missing", "empty", "picture.png"])
def test_run_ends_with_2_where_there_is_nothing_to_read(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").touch()
    result = invoke("run", tmp_path / name, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert name in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [("run",), ("rebuild",), ("sql", "select 1"), ("explore",)])
def test_credentials_in_an_address_are_refused_and_not_repeated(command):
    result = invoke(*command, "s3://KEY:S3CRET/S3CRET@bucket/reports")
    assert result.exit_code == 2
    assert "no credentials" in result.stderr
    assert "S3CRET" not in result.output


def test_run_ends_with_2_on_a_uri_that_nothing_reaches(tmp_path):
    result = invoke("run", "nowhere://bucket/reports", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "nowhere://bucket/reports: cannot be reached" in result.stderr


def test_run_says_what_its_exit_codes_mean():
    assert "2 on wrong usage, or where nothing could be published" in " ".join(invoke("run", "--help").stdout.split())


def test_run_ends_with_2_on_a_setting_that_is_no_good(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSIDER_ETL_WORKERS", "many")
    result = invoke("run", tmp_path)
    assert result.exit_code == 2
    assert "OUTSIDER_ETL_WORKERS" in result.stderr


def test_run_says_where_in_a_setting_something_is_no_good(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSIDER_ETL_ASSERTIONS", '{"min_kept_share": 80}')
    result = invoke("run", tmp_path)
    assert result.exit_code == 2
    assert "OUTSIDER_ETL_ASSERTIONS (min_kept_share): " in result.stderr


def test_run_ends_with_2_on_an_unknown_option():
    assert invoke("run", "--no-such-option").exit_code == 2


TABLES = {
    "works": {"work_id": "w001", "title": "Ice Roads", "citation_count": 1},
    "citations": {
        "citation_id": "n001.c1",
        "passage_id": "n001",
        "position": 0,
        "kind": "full",
        "start": 0,
        "end": 9,
        "text": "Ice Roads",
        "work_id": "w001",
    },
}


def tables() -> dict[str, pa.Table]:
    """Tables of one row each that says no more than this."""
    made = {}
    for name, said in TABLES.items():
        empty = {key: [] if pa.types.is_list(column.type) else None for key, column in columns(name).items()}
        made[name] = sound_table(name, [empty | {"document_id": "0" * 16} | said])
    return made


def test_export_writes_the_cited_works_for_other_programs(tmp_path):
    with patch("outsider_etl.dataset.load", return_value=tables()):
        result = invoke("export", "citations", tmp_path, "--out", tmp_path / "new" / "folder")
    assert result.exit_code == 0
    assert "Cited works (1) are in" in result.stdout
    (item,) = json.loads((tmp_path / "new" / "folder" / "references.json").read_text("utf-8"))
    assert item["title"] == "Ice Roads"
    assert "Ice Roads" in (tmp_path / "new" / "folder" / "references.bib").read_text("utf-8")


def test_export_writes_all_or_nothing(tmp_path):
    (tmp_path / "references.bib").mkdir()
    with patch("outsider_etl.dataset.load", return_value=tables()):
        result = invoke("export", "citations", tmp_path, "--out", tmp_path)
    assert result.exit_code == 2
    assert "name another folder by --out" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["references.bib"]


def test_export_says_where_there_is_no_dataset(tmp_path):
    result = invoke("export", "citations", tmp_path)
    assert result.exit_code == 2
    assert "is no dataset" in result.stderr


@pytest.mark.parametrize(
    "code",
    [
        "from outsider_etl.cli import app; app(['--help'], standalone_mode=False)",
        "from outsider_etl.cli import app; app(['text', sys.argv[1]], standalone_mode=False)",
    ],
)
def test_commands_other_than_run_import_nothing_slow(tmp_path, code):
    path = tmp_path / "report.txt"
    path.write_text("text", "utf-8")
    code = f"import sys; {code}; sys.exit(bool({{'prefect', 'spacy', 'duckdb', 'polars'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False).returncode == 0


def test_the_library_does_not_know_prefect():
    code = (
        "import sys, outsider_etl.report, outsider_etl.batch, outsider_etl.workers, outsider_etl.cli;"
        "sys.exit('prefect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def dataset(tmp_path):
    put_report(tmp_path / "processed")
    return tmp_path / "processed"


def test_sql_answers_for_people_spreadsheets_and_programs(dataset):
    query = "select text, amount_max from money order by all"
    assert "$2 billion" in invoke("sql", query, dataset).stdout
    assert invoke("sql", query, dataset, "--format", "csv").stdout.splitlines()[1] == "$2 billion,2000000000"
    answers = [json.loads(line) for line in invoke("sql", query, dataset, "--format", "json").stdout.splitlines()]
    assert answers[0] == {"text": "$2 billion", "amount_max": "2000000000"}
    asked = CliRunner().invoke(app, ["sql", "-", str(dataset)], input="select 40 + 2 as answer")
    assert "42" in asked.stdout


@pytest.mark.parametrize("query", ["select", "select nothing from money", "drop view money"])
def test_sql_says_what_is_wrong_with_a_query(dataset, query):
    result = invoke("sql", query, dataset)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")


def test_duckdb_writes_a_file_of_views(dataset, tmp_path):
    assert invoke("duckdb", tmp_path / "it.duckdb", dataset).exit_code == 0
    with duckdb.connect(tmp_path / "it.duckdb", read_only=True) as connection:
        assert connection.sql("select count(*) from statements").fetchall() == [(3,)]


def test_export_writes_csv_and_a_workbook(dataset, tmp_path):
    assert "14 tables" in invoke("export", "csv", dataset, "--out", tmp_path / "csv").stdout
    assert "$2 billion" in (tmp_path / "csv" / "statements.csv").read_text("utf-8-sig")
    assert "14 tables" in invoke("export", "xlsx", dataset, "--out", tmp_path / "new" / "it.xlsx").stdout
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["it.xlsx"]
    assert invoke("export", "xlsx", dataset, "--out", tmp_path).exit_code == 2


def test_explore_writes_pages_beside_the_tables_or_elsewhere(dataset, tmp_path):
    assert f"Open {dataset / 'explorer' / 'index.html'}" in invoke("explore", dataset).stdout.replace("\n", "")
    assert invoke("explore", dataset, "--out", tmp_path / "pages").exit_code == 0
    assert (tmp_path / "pages" / "index.html").exists()
    assert load(dataset).verify() is None


def test_watch_names_a_folder_that_is_not_there(tmp_path):
    result = invoke("watch", tmp_path / "nowhere")
    assert (result.exit_code, "there is no such folder" in result.stderr) == (2, True)


def test_watch_says_that_no_server_answers(tmp_path, monkeypatch):
    for name in ("DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED", "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"):
        monkeypatch.setenv(name, "0")  # what the command sets is taken back after the test
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    result = invoke("watch", tmp_path)
    assert (result.exit_code, "no Prefect server answers" in result.stderr) == (2, True)


def test_exports_say_where_they_cannot_be_written(dataset, tmp_path):
    assert invoke("export", "xlsx", dataset, "--out", ".").exit_code == 2
    assert invoke("duckdb", tmp_path / ("a" * 300), dataset).exit_code == 2

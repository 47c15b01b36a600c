import json
import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from outsider_etl.dataset import load
from outsider_etl.errors import DatasetError
from outsider_etl.tables import TABLES, arrow_schema
from tests.dataset.small_documents import commit, put, stage_all

STATE = {1: 1, 2: 1, 3: None}


def test_loading_gives_every_table_under_its_schema(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(str(tmp_path))
    assert sorted(data.tables) == sorted(TABLES)
    for name in data.tables:
        assert data[name].schema.equals(arrow_schema(name))
    with pytest.raises(KeyError):
        data["no such table"]


def test_loading_answers_sql_with_exact_types(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    rows = data.sql("select amount_min, date_start from money join dates using (document_id)").fetchall()
    assert rows
    assert {type(value) for row in rows for value in row} <= {Decimal, date, type(None)}
    answer = data.sql("select * from money order by all").to_arrow_table()
    assert answer.schema.field("amount_min").type == pa.decimal128(24, 4)
    assert answer.num_rows == data["money"].num_rows
    counts = data.sql(" union all ".join(f"select count(*) from {name}" for name in data.tables)).fetchall()
    assert [count for (count,) in counts] == [data[name].num_rows for name in data.tables]


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    answer = data.sql("select passage_id, *, 1 as Passage_ID, 2 as passage_id_1 from money order by all")
    assert [name for name in answer.columns if name.lower().startswith("passage_id")] == [
        "passage_id",
        "passage_id_1",
        "Passage_ID_2",
        "passage_id_1_1",
    ]
    assert len(answer.fetchall()) == data["money"].num_rows
    assert answer.to_arrow_table()["passage_id_1"].equals(answer.to_arrow_table()["passage_id"])


def test_loading_takes_the_name_of_the_destination_as_it_is(tmp_path: Path) -> None:
    destination = tmp_path / "year=2020" / "[a]* ?{b} 'c' Ж%20"
    put(destination, STATE)
    data = load(destination)
    assert data.sql("select * from documents").columns == data["documents"].column_names
    put(destination, {1: 1})
    assert data["documents"].num_rows == 1


def test_answers_to_several_queries_are_those_to_each(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    queries = 2 * [
        "from statements order by all",
        "pivot documents on source using count(*)",
        "from money order by all",
    ]
    for query, answer in zip(queries, data.answers(queries), strict=True):
        assert sorted(answer.fetchall(), key=str) == sorted(data.sql(query).fetchall(), key=str)
    with pytest.raises(DatasetError, match="ask with SELECT"):
        data.answers(["from money", "drop view money"])


def test_loading_leaves_a_wrong_query_to_duckdb(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    with pytest.raises(duckdb.Error):
        load(tmp_path).sql("select no_such_column from money")
    with pytest.raises(duckdb.Error):
        load(tmp_path).sql("select * from 'no_such_file.csv'")


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (a int)",
        "drop view money",
        "",
        "set threads = 1",
        "copy (select 1) to 'x.csv'",
        "select 1; select 2",
    ],
)
def test_loading_refuses_a_statement_that_answers_nothing(tmp_path: Path, statement: str) -> None:
    put(tmp_path, STATE)
    with pytest.raises(DatasetError, match="ask with SELECT"):
        load(tmp_path).sql(statement)


def test_rows_of_documents_are_those_of_a_newer_publication_where_the_files_are_gone(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    ids = data["documents"]["document_id"].to_pylist()
    put(tmp_path, {1: 1})
    rows = data.of_documents(ids, ["documents", "paragraphs"])
    assert rows["documents"].num_rows == 1
    assert rows["paragraphs"].num_rows == data["paragraphs"].num_rows


def test_an_answer_outlives_the_files_it_came_from(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    answer = load(tmp_path).sql("select count(*) from documents")
    put(tmp_path, {})
    assert answer.fetchall() == [(2,)]


def test_a_loaded_dataset_moves_on_where_a_newer_one_took_its_place(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    published = put(tmp_path, {1: 1, 4: 1, 5: 1})
    assert data["documents"].num_rows == 3
    assert data.manifest == published.manifest
    assert data.sql("select count(*) from documents").fetchall() == [(3,)]


def test_loading_is_right_while_a_run_publishes(tmp_path: Path) -> None:
    states = [{1: 1, 2: 1}, {1: 1, 2: 2, 3: 1}]
    put(tmp_path, states[0])
    done = threading.Event()

    def publish_in_turn() -> None:
        try:
            for turn in range(20):
                stage_all(tmp_path, states[turn % 2])
                commit(tmp_path, states[turn % 2])
        finally:
            done.set()

    publisher = threading.Thread(target=publish_in_turn)
    publisher.start()
    pairs = set()
    while not done.is_set():
        data = load(tmp_path)
        assert data["documents"].num_rows in (2, 3)
        pairs.update(data.sql("select (select count(*) from documents), (select count(*) from paragraphs)").fetchall())
    publisher.join()
    assert pairs <= {(2, 12), (3, 19)}


@pytest.mark.parametrize("present", [True, False])
def test_loading_refuses_what_is_no_dataset(tmp_path: Path, present: bool) -> None:
    path = tmp_path / "somewhere"
    if present:
        path.write_text("")
    with pytest.raises(DatasetError, match="somewhere is no dataset"):
        load(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema_version": 1}', '{"schema_version": null}'])
def test_loading_refuses_a_damaged_manifest(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(DatasetError, match="damaged or no manifest"):
        load(tmp_path)


def test_loading_refuses_a_manifest_of_a_newer_version(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99, "tables": "of another kind"}))
    with pytest.raises(DatasetError, match=r"schema version 99.*upgrade"):
        load(tmp_path)


def test_loading_refuses_paths_that_lead_out_of_the_dataset(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"money/all', '"../money/all'))
    with pytest.raises(DatasetError, match="damaged or no manifest"):
        load(tmp_path)


def test_loading_refuses_a_missing_or_short_file(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    [file] = (tmp_path / "money").iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-1])
    with pytest.raises(DatasetError, match="where the manifest says"):
        load(tmp_path)
    file.unlink()
    with pytest.raises(DatasetError, match="is missing"):
        load(tmp_path)


def test_verifying_finds_a_file_with_other_bytes(tmp_path: Path) -> None:
    put(tmp_path, STATE)
    data = load(tmp_path)
    data.verify()
    [file] = (tmp_path / "money").iterdir()
    file.write_bytes(b"\0" * file.stat().st_size)
    with pytest.raises(DatasetError, match="is not what was published"):
        data.verify()
    with pytest.raises(DatasetError, match="cannot be read"):
        data["money"]

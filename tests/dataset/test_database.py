from pathlib import Path

import duckdb
import pytest

from outsider_etl.dataset.database import write_database
from outsider_etl.errors import UsageError
from outsider_etl.tables import TABLES
from outsider_etl.tables.views import VIEWS
from tests.dataset.one_report import put_report
from tests.dataset.small_documents import put


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.sql(query).fetchall()


def test_a_database_has_every_table_and_view_with_what_it_holds(tmp_path):
    path = tmp_path / "new" / "dataset.duckdb"
    write_database(put_report(tmp_path / "it's [a] dataset"), path)
    comments = dict(ask(path, "select view_name, comment from duckdb_views() where not internal"))
    assert set(comments) == {*TABLES, *VIEWS}
    assert all(comments.values())
    assert ask(path, "select column_name from duckdb_columns() where comment is null and not internal") == []
    assert ask(path, "select count(*) from statements") == [(3,)]


def test_a_database_follows_later_runs_and_is_written_anew(tmp_path):
    destination, path = tmp_path / "processed", tmp_path / "dataset.duckdb"
    put(destination, {1: 1})
    from outsider_etl.dataset import load

    write_database(load(destination), path)
    assert ask(path, "select count(*) from documents") == [(1,)]
    put(destination, {1: 1, 2: 1})
    assert ask(path, "select count(*) from documents") == [(2,)]
    write_database(load(destination), path)
    assert ask(path, "select count(*) from documents") == [(2,)]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dataset.duckdb", "processed"]


@pytest.mark.parametrize("name", ["report.pdf", "folder", "folder/file/below"])
def test_a_database_takes_no_place_of_something_else(tmp_path, name):
    data = put_report(tmp_path / "processed")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 and so on")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").touch()
    with pytest.raises(UsageError, match="name another file"):
        write_database(data, tmp_path / name)
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF-1.7 and so on"

"""Every dataset that a release wrote is read, and published over; what comes from other versions is refused."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from outsider_etl.dataset import (
    Entry,
    Failed,
    Manifest,
    Published,
    load,
    publish,
    publish_anew,
    read_manifest,
    versions,
)
from outsider_etl.dataset.database import write_database
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.tables import SCHEMA_VERSION, TABLES, arrow_schema
from outsider_etl.tables import schema as declared
from tests.dataset import release
from tests.dataset.small_documents import contents, put, table

RELEASED = sorted(release.RELEASED.iterdir())
RELEASE_HEADING = re.compile(r"^## \[([0-9.]+)\]", re.MULTILINE)
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"

released = pytest.mark.parametrize("folder", RELEASED, ids=[folder.name for folder in RELEASED])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the dataset that the first release wrote."""
    return Path(shutil.copytree(RELEASED[0], tmp_path / "old"))


@pytest.fixture
def newer_minor(monkeypatch: pytest.MonkeyPatch) -> pa.Field:
    """A column of `money` that the present schema gets for as long as the test runs."""
    column = pa.field("reason", pa.string(), metadata={"description": "Why."})
    major, minor = SCHEMA_VERSION.split(".")
    version = f"{major}.{int(minor) + 1}"
    real = declared.arrow_schema

    def arrow_schema_with_more(name: str) -> pa.Schema:
        schema = real(name).with_metadata({**real(name).metadata, b"schema_version": version.encode()})
        return schema.insert(2, column) if name == "money" else schema

    for module in ("versions", "buckets", "loading", "publishing", "manifest"):
        for name, value in (("SCHEMA_VERSION", version), ("arrow_schema", arrow_schema_with_more)):
            monkeypatch.setattr(f"outsider_etl.dataset.{module}.{name}", value, raising=False)
    return column


def republish(destination: Path, manifest: Manifest) -> Published:
    """Publish the documents and the failures that a dataset has already."""
    entries = [Entry(key, each.source, each.aliases, each.key) for key, each in manifest.documents.items()]
    failures = [Failed(failure, key) for key, failure in manifest.failed.items()]
    found = len(entries) + len(failures)
    return publish(destination, entries, failures, sources_found=found, pipeline_version="99.0.0")


def files_as_written(folder: Path, name: str) -> pa.Table:
    return pa.concat_tables([pq.read_table(path) for path in sorted((folder / name).glob("*.parquet"))])


def test_each_release_has_left_a_dataset() -> None:
    assert RELEASED
    assert set(RELEASE_HEADING.findall(CHANGELOG.read_text("utf-8"))) <= {folder.name for folder in RELEASED}


@released
def test_a_released_dataset_is_read_with_all_that_was_written(folder: Path) -> None:
    data = load(folder)
    data.verify()
    assert data["documents"].num_rows == 2
    for name in TABLES:
        read = data[name]
        assert read.schema.equals(arrow_schema(name))
        written = files_as_written(folder, name) if (folder / name).exists() else read.slice(0, 0).select([])
        assert read.select(written.column_names).to_pylist() == written.to_pylist()
        for column in set(read.column_names) - set(written.column_names):
            assert read[column].null_count == read.num_rows
        assert data.sql(f"select count(*) from {name}").fetchone() == (read.num_rows,)
        if name in ("money", "paragraphs"):
            ids = data["documents"]["document_id"].to_pylist()
            assert data.of_documents(ids, [name])[name].equals(read)


@released
def test_a_release_of_the_same_columns_has_the_present_schema_version_and_no_other_has(folder: Path) -> None:
    written = {path.parent.name: pq.read_schema(path) for path in folder.glob("*/*.parquet")}
    same = written.keys() == set(TABLES) and all(written[name].equals(arrow_schema(name)) for name in TABLES)
    manifest = read_manifest(folder)
    assert manifest is not None
    assert same == (versions._numbers(manifest.schema_version) == versions._numbers(SCHEMA_VERSION))


@released
def test_publishing_over_a_released_dataset_brings_every_file_up_to_date(folder: Path, tmp_path: Path) -> None:
    destination = tmp_path / "processed"
    shutil.copytree(folder, destination)
    before = load(destination)
    rows = before.everything()
    published = republish(destination, before.manifest)
    assert (published.new, published.unchanged, published.failed) == (0, 2, 1)
    for name in TABLES:
        (path,) = (destination / name).glob("*.parquet")
        assert pq.read_schema(path).metadata[b"schema_version"] == SCHEMA_VERSION.encode()
        # Made anew by each publication, the one with columns that older versions have not.
        if name not in ("organisations_index", "failures"):
            assert load(destination)[name].equals(rows[name])
    assert load(destination)["failures"]["reason"].to_pylist() == ["unreadable"]
    for name in ("manifest.json", "datapackage.json"):
        assert json.loads((destination / name).read_text())["schema_version"] == SCHEMA_VERSION
    once = contents(destination)
    assert not republish(destination, published.manifest).changed
    assert contents(destination) == once
    write_database(load(destination), tmp_path / "views.duckdb")


def test_a_table_that_came_later_is_empty(old: Path) -> None:
    path = old / "manifest.json"
    content = json.loads(path.read_text())
    del content["tables"]["works"]
    path.write_text(json.dumps(content))
    shutil.rmtree(old / "works")
    data = load(old)
    assert data["works"].equals(arrow_schema("works").empty_table())
    assert data.sql("select count(*) from works").fetchall() == [(0,)]
    assert data.of_documents(["0" * 16], ["works"])["works"].num_rows == 0
    assert data.everything()["works"].num_rows == 0


def test_a_column_that_came_later_is_null(old: Path, newer_minor: pa.Field) -> None:
    data = load(old)
    money = data["money"]
    assert money.column_names[2] == newer_minor.name
    assert money[newer_minor.name].null_count == money.num_rows == 4
    assert data.sql("select count(*), count(reason) from money").fetchall() == [(4, 0)]
    ids = data["documents"]["document_id"].to_pylist()[:1]
    assert data.of_documents(ids, ["money"])["money"][newer_minor.name].null_count == 2


def test_views_over_the_files_of_an_older_version_are_refused(old: Path, tmp_path: Path, newer_minor: pa.Field) -> None:
    with pytest.raises(UsageError, match=r"schema version 1, .*outsider-etl run"):
        write_database(load(old), tmp_path / "views.duckdb")


def change_version(destination: Path, version: Any) -> None:
    path = destination / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": version}))


@pytest.mark.parametrize("version", [2, "1.99", "2.0", "10.0"])
def test_a_newer_version_is_refused_with_what_to_do(old: Path, version: Any) -> None:
    change_version(old, version)
    before = contents(old)
    for reading in (lambda: load(old), lambda: put(old, {1: 1})):
        with pytest.raises(DatasetError, match=rf"schema version {version}, .* {SCHEMA_VERSION}: upgrade it"):
            reading()
    assert {name: content for name, content in contents(old).items() if not name.startswith(".staging/")} == before


@pytest.mark.parametrize("version", [0, "0.7"])
def test_an_older_major_version_is_refused_with_the_command_that_rebuilds_it(old: Path, version: Any) -> None:
    change_version(old, version)
    for reading in (lambda: load(old), lambda: put(old, {1: 1})):
        with pytest.raises(DatasetError, match=rf"schema version {version}, .*`outsider-etl rebuild SOURCE --out DIR`"):
            reading()
    publish_anew(old, [], [], sources_found=0, pipeline_version="99.0.0")
    assert load(old).manifest.schema_version == SCHEMA_VERSION


@pytest.mark.parametrize("version", ["", "1.0.0", "one", -1, None, [1]])
def test_what_is_no_version_is_no_manifest(old: Path, version: Any) -> None:
    change_version(old, version)
    with pytest.raises(DatasetError, match="damaged or no manifest"):
        load(old)


def test_a_file_of_another_version_than_its_manifest_says_is_refused() -> None:
    rows = table("money", "0" * 16, 2, 1)
    metadata = rows.schema.metadata
    assert versions.present_rows("money", rows).equals(rows)
    with pytest.raises(DatasetError, match=r"table money was written under schema version 9\.0"):
        versions.present_rows("money", rows.replace_schema_metadata({**metadata, b"schema_version": b"9.0"}))
    with pytest.raises(DatasetError, match="table money says no schema version"):
        versions.present_rows("money", rows.replace_schema_metadata(None))


def test_rows_without_a_column_that_always_was_there_are_refused() -> None:
    rows = table("money", "0" * 16, 2, 1).drop_columns(["mention_id"])
    with pytest.raises(DatasetError, match=r"table money has not the columns .*rebuild"):
        versions.present_rows("money", rows)

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsider_etl.dataset import Failed, buckets, files, load, publish, publish_anew, read_manifest, table_files
from outsider_etl.errors import DatasetError
from outsider_etl.tables import TABLES, arrow_schema
from outsider_etl.tables.registry import Entry, Registry
from tests.crash.operations import crashes
from tests.dataset.small_documents import (
    commit,
    contents,
    entries,
    entry,
    failure,
    failures,
    put,
    stage_all,
    table,
    times,
)

OLD = {0: 1, 1: 1, 2: None, 3: 1}
NEW = {0: 1, 1: 2, 2: 1, 4: None, 5: 3}

STATES = st.dictionaries(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 2)), max_size=9)


@pytest.fixture
def small_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "BUCKET_BYTES", 300)


def test_publishing_gives_every_table_a_file_a_glob_finds(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    for name in TABLES:
        [file] = (tmp_path / name).glob("*.parquet")
        schema = pq.read_schema(file)
        assert schema.equals(arrow_schema(name))
        assert schema.metadata == arrow_schema(name).metadata
        for field in arrow_schema(name):
            assert field.metadata.items() <= schema.field(field.name).metadata.items()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*TABLES, "manifest.json", "datapackage.json"])


def test_publishing_sorts_by_document_and_keeps_the_order_of_its_rows(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(range(6), 2))
    rows = load(tmp_path)["paragraphs"].to_pylist()
    expected = [
        row
        for made in sorted(entries(dict.fromkeys(range(6), 2)), key=lambda made: made.document_id)
        for row in table("paragraphs", made.document_id, 7, int(made.source[7:-4]) * 7 + 2).to_pylist()
    ]
    assert rows == expected


@settings(max_examples=12, deadline=None)
@given(st.lists(STATES, max_size=4), STATES, st.sampled_from([300, 2_000, 500_000_000]))
def test_publishing_depends_on_the_documents_only(
    tmp_path_factory: pytest.TempPathFactory, history: list[Any], state: Any, bucket_bytes: int
) -> None:
    grown, fresh = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("fresh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "BUCKET_BYTES", bucket_bytes)
        for earlier in history:
            put(grown, earlier)
        put(grown, state)
        put(fresh, dict(sorted(state.items(), reverse=True)))
    assert contents(grown) == contents(fresh)
    shutil.rmtree(grown)
    shutil.rmtree(fresh)


@pytest.mark.usefixtures("small_buckets")
def test_publishing_without_news_touches_nothing(tmp_path: Path) -> None:
    first = put(tmp_path, OLD)
    before = times(tmp_path), contents(tmp_path)
    again = commit(tmp_path, OLD)
    assert (times(tmp_path), contents(tmp_path)) == before
    assert (first.changed, again.changed) == (True, False)
    assert (again.new, again.unchanged, again.removed, again.failed) == (0, 3, 0, 1)


def test_publishing_counts_what_changed(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    published = put(tmp_path, {0: 1, 1: 2, 2: None, 7: 1})
    # The first document stayed; the second has other bytes, which make it another document.
    assert (published.new, published.unchanged, published.removed, published.failed) == (2, 1, 2, 1)
    assert published.rows["documents"] == 3
    assert published.rows["failures"] == 1


@pytest.mark.usefixtures("small_buckets")
def test_publishing_rewrites_only_the_bucket_of_a_changed_document(tmp_path: Path) -> None:
    state = dict.fromkeys(range(8), 1)
    put(tmp_path, state)
    before = times(tmp_path / "paragraphs")
    put(tmp_path, state | {20: 1})
    changed = {Path(path).name for path, _ in times(tmp_path / "paragraphs").items() ^ before.items()}
    assert len(before) > 4
    buckets_changed = {name.split("-")[0] for name in changed} - {"paragraphs"}
    assert len(buckets_changed) == 1
    assert entry(20, 1).document_id.startswith(buckets_changed.pop())


def test_publishing_cuts_a_table_finer_as_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = dict.fromkeys(range(12), 1)
    put(tmp_path, state)
    for bucket_bytes, length in ((2_000, 1), (20, 2)):
        monkeypatch.setattr(buckets, "BUCKET_BYTES", bucket_bytes)
        put(tmp_path, state | {12: 1})
        names = [path.name.split("-")[0] for path in (tmp_path / "paragraphs").glob("*.parquet")]
        assert {len(name) for name in names} == {length}
        assert [path.name.split("-")[0] for path in (tmp_path / "works").iterdir()] == ["all"]
        assert len(load(tmp_path)["paragraphs"]) == 13 * 6
        state |= {12: 1}


def test_publishing_remembers_failures_under_their_key(tmp_path: Path) -> None:
    failures = [Failed(failure(2), "ab" * 8), Failed(failure(1))]
    publish(tmp_path, [], failures, sources_found=2, pipeline_version="1.0")
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert {key: failed.source for key, failed in manifest.failed.items()} == {"ab" * 8: "report-2.txt"}
    assert load(tmp_path)["failures"]["source"].to_pylist() == ["report-1.txt", "report-2.txt"]


def test_publishing_counts_further_names_as_sources(tmp_path: Path) -> None:
    stage_all(tmp_path, {1: 1})
    twice = replace(entry(1, 1), aliases=("copy.txt",))
    publish(tmp_path, [twice], [], sources_found=2, pipeline_version="1.0")
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert manifest.documents[twice.document_id].aliases == ("copy.txt",)


@pytest.mark.parametrize(
    ("made", "found", "message"),
    [
        ([entry(0, 1)], 2, "2 sources were found, 1 became"),
        ([entry(0, 1), entry(0, 1)], 2, "counted more than once: report-0.txt"),
        ([entry(0, 1), replace(entry(0, 1), source="b.txt")], 2, "handed in more than once"),
        ([entry(0, 1), entry(9, 1)], 2, "rows of report-9.txt are neither published nor staged"),
    ],
)
def test_publishing_refuses_sums_that_do_not_close(tmp_path: Path, made: Any, found: int, message: str) -> None:
    put(tmp_path, OLD)
    before = contents(tmp_path)
    with pytest.raises(DatasetError, match=message):
        publish(tmp_path, made, [], sources_found=found, pipeline_version="1.0")
    assert contents(tmp_path) == before


def test_publishing_refuses_rows_that_went_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, OLD)
    before = load(tmp_path).manifest
    monkeypatch.setattr(table_files, "sorted_rows", lambda parts: next(iter(parts)))
    with pytest.raises(DatasetError, match="rows were made for table"):
        put(tmp_path, NEW)
    assert load(tmp_path).manifest == before


def test_publishing_refuses_a_foreign_file_that_a_glob_would_find(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    foreign = tmp_path / "money" / "mine.parquet"
    foreign.write_bytes(b"PAR1")
    with pytest.raises(DatasetError, match=r"mine\.parquet does not belong"):
        put(tmp_path, NEW)
    assert foreign.exists()
    assert load(tmp_path)["money"].num_rows == 3


def test_publishing_leaves_other_files_of_the_user_alone(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.pdf").write_bytes(b"%PDF")
    put(tmp_path, OLD)
    put(tmp_path, NEW)
    assert (tmp_path / "documents" / "letter.pdf").read_bytes() == b"%PDF"


def test_publishing_refuses_a_damaged_dataset(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    [file] = (tmp_path / "money").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(DatasetError, match=r"manifest says \d+: restore the file, or make"):
        put(tmp_path, NEW)
    (tmp_path / "manifest.json").unlink()
    put(tmp_path, NEW)
    assert load(tmp_path)["documents"].num_rows == 4


def test_publishing_refuses_a_destination_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for destination in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DatasetError, match="cannot be written"):
            put(destination, OLD)
        with pytest.raises(DatasetError, match="cannot be written"):
            commit(destination, {})


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_publishing_on_a_full_disk_leaves_the_dataset_as_it_was(tmp_path: Path, call: str) -> None:
    put(tmp_path, OLD)
    before = contents(tmp_path)
    stage_all(tmp_path, NEW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, full_disk)
        with pytest.raises(DatasetError, match="No space left on device"):
            commit(tmp_path, NEW)
    assert before.items() <= contents(tmp_path).items()
    assert not list(tmp_path.rglob("*.draft"))


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_publishing_stands_whatever_happens_to_its_leavings(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    stage_all(tmp_path, NEW)
    unlink = Path.unlink

    def taken_first(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=True)
        if path.parent.name == ".staging":
            (path.parent / "draft of another run").touch()
        unlink(path, missing_ok)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", taken_first)
        published = commit(tmp_path, NEW)
    assert load(tmp_path).manifest == published.manifest
    commit(tmp_path, NEW)
    assert not (tmp_path / ".staging").exists()


def test_publishing_refuses_a_second_publisher(tmp_path: Path) -> None:
    with files.locked(tmp_path), pytest.raises(DatasetError, match="another run is working"):
        commit(tmp_path, {})


def test_publishing_survives_a_crash_at_every_second_step(tmp_path: Path) -> None:
    expected = tmp_path / "expected"
    put(expected, NEW)
    old, seen, step = put(tmp_path / "old", OLD).manifest, set(), 1
    while True:
        destination = tmp_path / f"{step}"
        shutil.copytree(tmp_path / "old", destination)
        stage_all(destination, NEW)
        if not crashes(partial(commit, destination, NEW), destination, step):
            break
        survivor = load(destination)
        survivor.verify()
        seen.add(survivor.manifest == old)
        commit(destination, NEW)
        assert contents(destination) == contents(expected)
        shutil.rmtree(destination)
        step += 2
    assert seen == {True, False}


def test_publishing_indexes_the_organisations_of_all_documents(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(range(6), 1))
    rows = load(tmp_path)
    named = rows["organisations"].to_pylist()
    index = rows["organisations_index"].to_pylist()
    assert {row["name"] for row in index} <= {row["name"] for row in named}
    assert sum(row["mention_count"] for row in index) == sum(row["mention_count"] for row in named) > 0
    assert [row["registry_id"] for row in index] == [None] * len(index)


def test_publishing_with_another_registry_rewrites_the_index_only(tmp_path: Path) -> None:
    state = dict.fromkeys(range(6), 1)
    put(tmp_path, state)
    before, name = contents(tmp_path), load(tmp_path)["organisations"]["name"][0].as_py()
    registry = Registry([Entry("r1", name, ())], 100)

    def link(registry: Registry | None) -> None:
        publish(tmp_path, entries(state), [], sources_found=6, pipeline_version="1.0", registry=registry)

    link(registry)
    linked = contents(tmp_path)
    changed = {path for path in before.keys() | linked.keys() if before.get(path) != linked.get(path)}
    assert {path.split("/")[0] for path in changed} == {"organisations_index", "manifest.json", "datapackage.json"}
    assert "r1" in load(tmp_path)["organisations_index"]["registry_id"].to_pylist()
    link(registry)
    assert contents(tmp_path) == linked
    link(None)
    assert contents(tmp_path) == before


def damage_manifest(destination: Path) -> None:
    (destination / "manifest.json").write_text("{", "utf-8")


def age_manifest(destination: Path) -> None:
    (destination / "manifest.json").write_text('{"schema_version": 0, "tables": []}', "utf-8")


def remove_file(destination: Path) -> None:
    next((destination / "dates").glob("*.parquet")).unlink()


def overwrite_file(destination: Path) -> None:
    path = next((destination / "dates").glob("*.parquet"))
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("spoil", [damage_manifest, age_manifest, remove_file, overwrite_file])
def test_publishing_anew_gives_what_an_empty_folder_gives(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoilt, fresh = tmp_path / "spoilt", tmp_path / "fresh"
    put(fresh, NEW)
    put(spoilt, OLD)
    spoil(spoilt)
    stage_all(spoilt, NEW)
    published = publish_anew(spoilt, entries(NEW), failures(NEW), sources_found=len(NEW), pipeline_version="1.0")
    assert (published.changed, published.new, published.unchanged) == (True, 4, 0)
    assert contents(spoilt) == contents(fresh)


def test_publishing_anew_uses_no_published_rows_and_leaves_the_dataset_where_some_are_missing(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    before = contents(tmp_path)
    with pytest.raises(DatasetError, match="neither published nor staged"):
        publish_anew(tmp_path, entries(OLD), failures(OLD), sources_found=len(OLD), pipeline_version="1.0")
    assert contents(tmp_path) == before


def test_publishing_takes_no_rows_over_from_a_file_that_is_not_what_was_published(tmp_path: Path) -> None:
    for name in ("paragraphs", "organisations"):
        destination = tmp_path / name
        put(destination, OLD)
        [file] = (destination / name).glob("*.parquet")
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        stage_all(destination, NEW)
        with pytest.raises(DatasetError, match=rf"{file.name} is not what was published: restore the file, or make"):
            commit(destination, NEW)
        publish_anew(destination, entries(NEW), failures(NEW), sources_found=len(NEW), pipeline_version="1.0")
        load(destination).verify()


@pytest.mark.parametrize("moves", [1, 4, 7])
def test_publishing_that_fails_takes_its_new_files_back(tmp_path: Path, moves: int) -> None:
    put(tmp_path, OLD)
    before = contents(tmp_path)
    stage_all(tmp_path, NEW)
    staged = contents(tmp_path)
    left, replace_file = moves, os.replace

    def full_after(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            full_disk()
        replace_file(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", full_after)
        with pytest.raises(DatasetError, match="No space left on device"):
            commit(tmp_path, NEW)
    assert contents(tmp_path) == staged  # so that a plain glob over a table finds no row twice
    assert before.items() <= staged.items()

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.dataset import document_key, is_staged, load, stage
from outsider_etl.dataset.staging import staged_nearby, staged_rows, staged_sizes
from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath
from outsider_etl.tables import TABLES, arrow_schema
from tests.dataset.small_documents import commit, document, entry, put

KEY = entry(1, 1).key


def staged_file(destination: Path) -> Path:
    [file] = (destination / ".staging").iterdir()
    return file


def test_staging_gives_the_tables_back(tmp_path: Path) -> None:
    assert not is_staged(tmp_path, KEY)
    stage(tmp_path, KEY, document(1, 1))
    assert is_staged(tmp_path, KEY)
    for name, table in document(1, 1).items():
        assert staged_rows(tmp_path, [KEY], name).equals(table, check_metadata=True)


def test_staging_gives_the_rows_of_documents_in_the_order_asked_for(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        stage(tmp_path, entry(number, 1).key, document(number, 1))
    rows = staged_rows(tmp_path, [entry(number, 1).key for number in (3, 1)], "paragraphs")
    assert rows.equals(pa.concat_tables([document(number, 1)["paragraphs"] for number in (3, 1)]))
    assert staged_rows(tmp_path, [], "paragraphs").equals(arrow_schema("paragraphs").empty_table())


def test_staging_reads_a_schema_that_another_version_of_arrow_has_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = {name: pa.schema([field.remove_metadata() for field in arrow_schema(name)]) for name in TABLES}
    with monkeypatch.context() as patch:
        patch.setattr("outsider_etl.dataset.versions.arrow_schema", bare.get)
        stage(tmp_path, KEY, document(1, 1))
    for name, table in document(1, 1).items():
        assert staged_rows(tmp_path, [KEY], name).equals(table, check_metadata=True)


def test_staging_measures_rows_however_they_lie_in_memory(tmp_path: Path) -> None:
    stage(tmp_path, "a", document(1, 1))
    pieces = {name: pa.concat_tables([table[:1], table[1:3], table[3:]]) for name, table in document(1, 1).items()}
    stage(tmp_path, "b", pieces)
    assert staged_sizes(tmp_path, "a") == staged_sizes(tmp_path, "b")


def test_staging_takes_a_torn_file_for_none_and_removes_it(tmp_path: Path) -> None:
    stage(tmp_path, KEY, document(1, 1))
    whole = staged_file(tmp_path).read_bytes()
    for torn in (b"", b"PK", whole[:-1], whole[: len(whole) // 2]):
        path = tmp_path / ".staging" / f"{KEY}.zip"
        path.write_bytes(torn)
        assert not is_staged(tmp_path, KEY)
        assert not path.exists()


def test_staging_takes_an_archive_of_other_tables_for_none_and_removes_it(tmp_path: Path) -> None:
    stage(tmp_path, KEY, document(1, 1))
    with zipfile.ZipFile(staged_file(tmp_path), "a") as archive:
        archive.writestr("more", "")
    assert not is_staged(tmp_path, KEY)
    assert not list((tmp_path / ".staging").iterdir())


def test_staging_answers_without_reading_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(tmp_path, KEY, document(1, 1))
    read: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "read", recorded(zipfile.ZipFile.read, read))
    assert is_staged(tmp_path, KEY)
    assert read == ["sizes.json"]


def recorded(read: Callable[..., bytes], names: list[str]) -> Callable[..., bytes]:
    def run(archive: zipfile.ZipFile, name: str) -> bytes:
        names.append(name)
        return read(archive, name)

    return run


def test_staging_finds_damaged_rows_on_publishing_and_removes_them(tmp_path: Path) -> None:
    stage(tmp_path, KEY, document(1, 1))
    path = staged_file(tmp_path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        content[archive.getinfo("footnotes").header_offset - 1] ^= 0xFF  # the last byte of the paragraphs
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"Bad CRC-32.*run again"):
        commit(tmp_path, {1: 1})
    assert not is_staged(tmp_path, KEY)
    put(tmp_path, {1: 1})
    assert load(tmp_path)["documents"].num_rows == 1


def test_staging_finds_every_wrong_bit_in_the_directory_of_an_archive(tmp_path: Path) -> None:
    stage(tmp_path, KEY, document(1, 1))
    path = staged_file(tmp_path)
    whole, tables, sizes = path.read_bytes(), document(1, 1), staged_sizes(tmp_path, KEY)
    with zipfile.ZipFile(path) as archive:
        entries, directory = archive.infolist()[:2], archive.start_dir
    places = [place for entry in entries for place in range(entry.header_offset, entry.header_offset + 30)]
    found = set()
    for place in (*places, *range(directory, directory + 140)):
        for bit in range(8):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            if not is_staged(tmp_path, KEY):
                found.add("at once")
                continue
            assert staged_sizes(tmp_path, KEY) == sizes
            try:
                assert staged_rows(tmp_path, [KEY], "documents").equals(tables["documents"])
                found.add("harmless")
            except DatasetError:
                assert not path.exists()
                found.add("on publishing")
    assert found == {"at once", "harmless", "on publishing"}


def test_staging_finds_another_schema_on_publishing_and_removes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(tmp_path, KEY, document(1, 1))
    other = pa.schema([pa.field("document_id", pa.string())])
    for module in ("staging", "versions"):
        monkeypatch.setattr(f"outsider_etl.dataset.{module}.arrow_schema", {"documents": other}.get)
    with pytest.raises(DatasetError, match="table documents has not the columns"):
        staged_rows(tmp_path, [KEY], "documents")
    assert not is_staged(tmp_path, KEY)


def test_staging_replaces_what_was_staged_before(tmp_path: Path) -> None:
    stage(tmp_path, KEY, document(1, 1))
    stage(tmp_path, KEY, document(1, 2))
    assert staged_rows(tmp_path, [KEY], "paragraphs").num_rows == 7


def test_staging_that_crashes_leaves_nothing_staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        stage(tmp_path, KEY, document(1, 1))
    monkeypatch.undo()
    assert not is_staged(tmp_path, KEY)
    put(tmp_path, {1: 1})
    assert load(tmp_path)["documents"].num_rows == 1
    assert not (tmp_path / ".staging").exists()


def crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_staging_refuses_tables_that_are_not_the_declared_ones(tmp_path: Path) -> None:
    tables = document(1, 1)
    with pytest.raises(DatasetError, match="wrong: money"):
        stage(tmp_path, KEY, {name: table for name, table in tables.items() if name != "money"})
    with pytest.raises(DatasetError, match="table money has not the columns"):
        stage(tmp_path, KEY, tables | {"money": tables["money"].drop_columns(["document_id"])})
    assert not is_staged(tmp_path, KEY)


def test_copies_of_a_run_that_was_killed_are_removed_by_the_next(
    tmp_path: Path, memory: ObjectPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    kept = [f"outsider-etl-{os.getppid()}-of-another", "outsider-etl-notes", "outsider-etl-x-y"]
    for name in (f"outsider-etl-{ended.pid}-killed", *kept):
        (tmp_path / name / ".staging").mkdir(parents=True)
    with staged_nearby(memory, []) as copies:
        assert copies.parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


def test_staging_refuses_a_destination_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot be written"):
        stage(tmp_path / "file", KEY, document(1, 1))
    assert not is_staged(tmp_path / "file", KEY)


PARTS = st.tuples(*[st.text(max_size=4)] * 4)


@given(PARTS, PARTS)
def test_document_key_tells_apart_what_it_is_made_of(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str]
) -> None:
    assert (document_key(*one) == document_key(*other)) == (one == other)

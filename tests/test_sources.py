import errno
import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.errors import MetadataError, UnreadableError, UsageError
from outsider_etl.sources import MAX_SIDECAR_BYTES, Source, discover, read

SUFFIXES = frozenset({".txt"})


def write(path: Path, content: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def sidecar(path: Path, content: object) -> Source:
    write(path)
    write(path.with_name(f"{path.name}.meta.json"), content if isinstance(content, str) else json.dumps(content))
    return Source(path.name, path)


def test_discover_finds_reports_under_a_folder_in_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.TXT", "a.txt", "B.txt"):
        write(tmp_path / name)
    assert [source.name for source in discover(tmp_path, SUFFIXES)] == ["B.txt", "a.txt", "a/z.TXT", "b.txt"]


def test_discover_names_a_single_file_by_its_file_name(tmp_path):
    path = write(tmp_path / "deep" / "report.txt")
    assert discover(path, SUFFIXES) == [Source("report.txt", path)]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".folder/report.txt",
        "README.txt",
        "Readme.txt",
        "report.txt.meta.json",
        "picture.png",
        "report",
    ],
)
def test_discover_leaves_out_what_is_no_report(tmp_path, name):
    write(tmp_path / "report.txt")
    write(tmp_path / name)
    assert [source.name for source in discover(tmp_path, SUFFIXES)] == ["report.txt"]


def test_discover_takes_a_report_whose_name_begins_like_a_readme(tmp_path):
    write(tmp_path / "README-2019-report.txt")
    assert [source.name for source in discover(tmp_path, SUFFIXES)] == ["README-2019-report.txt"]


def test_discover_stops_at_a_folder_that_cannot_be_read(tmp_path, monkeypatch):
    write(tmp_path / "report.txt")
    write(tmp_path / "locked" / "report.txt")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match=r"/locked: cannot be read \(Permission denied\)"):
        discover(tmp_path, SUFFIXES)


def test_discover_keeps_a_link_to_itself_so_that_it_is_reported(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (source,) = discover(tmp_path, SUFFIXES)
    with pytest.raises(UnreadableError, match=r"loop\.txt: cannot be read"):
        read(source)


@pytest.mark.parametrize("uri", ["nowhere://bucket/reports", "https://example.org/report.txt"])
def test_discover_refuses_a_uri_that_names_no_object_storage(uri):
    with pytest.raises(UsageError, match=f"^{uri}: "):
        discover(uri, SUFFIXES)


def test_discover_follows_links_to_files_inside_only(tmp_path):
    outside = write(tmp_path / "outside.txt")
    inside = write(tmp_path / "raw" / "report.txt")
    (tmp_path / "raw" / "out.txt").symlink_to(outside)
    (tmp_path / "raw" / "same.txt").symlink_to(inside)
    (tmp_path / "raw" / "loop").symlink_to(tmp_path / "raw")
    out, *found = discover(tmp_path / "raw", SUFFIXES)
    assert [source.name for source in found] == ["report.txt", "same.txt"]
    assert all(read(source).data for source in found)
    with pytest.raises(UnreadableError, match=r"out\.txt: is a link that leads out of the reports' folder; put a copy"):
        read(out)
    (asked_for,) = discover(tmp_path / "raw" / "out.txt", SUFFIXES)
    assert read(asked_for).data


def test_discover_keeps_a_broken_link_so_that_it_is_reported(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (source,) = discover(tmp_path, SUFFIXES)
    with pytest.raises(UnreadableError, match=r"gone\.txt: cannot be read"):
        read(source)


@pytest.mark.parametrize("name", ["missing", "folder", "picture.png"])
def test_discover_says_what_can_be_read_where_there_is_nothing(tmp_path, name):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "picture.png")
    with pytest.raises(UsageError, match=rf"{name}: .*(\.txt|there is no such file or folder)"):
        discover(tmp_path / name, SUFFIXES)


def test_discover_makes_every_name_writable_as_utf8_and_keeps_them_apart(tmp_path):
    (tmp_path / "caf\udce9.txt").write_bytes(b"text")
    (tmp_path / r"caf\xe9.txt").write_bytes(b"another text")
    sources = {source.name: read(source).data for source in discover(tmp_path, SUFFIXES)}
    assert sources == {r"caf\xe9.txt": b"text", r"caf\\xe9.txt": b"another text"}


@given(data=st.binary(max_size=200))
def test_read_names_a_document_by_its_bytes(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("raw") / "report.txt"
    path.write_bytes(data)
    content = read(Source("report.txt", path))
    assert content.data == data
    assert content.document_id == hashlib.sha256(data).hexdigest()[:16]
    assert (content.overrides, content.overrides_digest) == ({}, "")


def test_read_needs_no_room_for_the_name_of_a_file_beside_a_source(tmp_path):
    path = write(tmp_path / f"{'a' * 250}.txt")
    assert read(Source(path.name, path)).overrides == {}


def test_read_takes_metadata_from_the_file_beside_a_source(tmp_path):
    given = {"title": " A Title ", "authors": ["A. Writer"], "language": "fr", "isbn": None, "published": "2013-03"}
    content = read(sidecar(tmp_path / "report.txt", given))
    assert content.overrides == {
        "title": "A Title",
        "authors": ("A. Writer",),
        "language": "fr",
        "isbn": None,
        "published_start": date(2013, 3, 1),
        "published_end": date(2013, 3, 31),
    }


def test_read_gives_a_digest_of_what_is_said_not_of_how(tmp_path):
    digests = [
        read(sidecar(tmp_path / "report.txt", text)).overrides_digest
        for text in ('{"title": "A", "isbn": "1"}', '{"isbn":"1","title":"A"}', '{"title": "B", "isbn": "1"}')
    ]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("published", "start", "end"),
    [
        ("2013-03-22", date(2013, 3, 22), date(2013, 3, 22)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2013-03/2013-05", date(2013, 3, 1), date(2013, 5, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        (None, None, None),
    ],
)
def test_read_resolves_a_date_of_publication(tmp_path, published, start, end):
    content = read(sidecar(tmp_path / "report.txt", {"published": published}))
    assert content.overrides == {"published_start": start, "published_end": end}


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('{"titel": "A"}', "titel: cannot be set; these can be: title, subtitle"),
        ('{"title": ""}', "title"),
        ('{"authors": "A. Writer"}', "authors"),
        ('{"authors": ["A", 1]}', r"authors\.1"),
        ('{"language": "English"}', "language"),
        ('{"published": "22 March 2013"}', "published"),
        ('{"published": "2013-02-30"}', "published"),
        ('{"published": "2013/.."}', "published"),
        ('{"published": "2014/2013"}', "published"),
        ('{"published": "Y170000002"}', "published"),
        ('{"published": "0000-0X"}', "published"),
        ('["title"]', "the file"),
        ("{", "the file"),
        (" " * (MAX_SIDECAR_BYTES + 1), "more than"),
    ],
)
def test_read_names_the_file_and_the_field_that_are_wrong(tmp_path, content, field, capsys):
    with pytest.raises(MetadataError, match=rf"^report\.txt\.meta\.json: .*{field}"):
        read(sidecar(tmp_path / "report.txt", content))
    assert capsys.readouterr().out == ""

from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from outsider_etl.batch import make_plan
from outsider_etl.errors import MetadataError, UnreadableError, UsageError
from outsider_etl.objects import ObjectPath, object_path, read_all
from outsider_etl.settings import Settings
from outsider_etl.sources import discover, read
from tests.object_storage import CREDENTIALS, upload

SUFFIXES = frozenset({".txt"})

FILES = {
    "report.txt": "one",
    "same.txt": "one",
    "deep/er/B.TXT": "two",
    "deep/odd [name]*?::%20#Ж.txt": "three",
    "deep/README.txt": "no report",
    ".hidden/report.txt": "no report",
    "deep/.hidden.txt": "no report",
    "picture.png": "no report",
    "report.txt.meta.json": '{"title": "One"}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "raw"


def test_sources_in_object_storage_are_those_of_the_same_files_in_a_folder(folder: Path, bucket: ObjectPath) -> None:
    upload(folder, bucket / "reports")
    found = [read(source) for source in discover(f"{bucket}/reports/", SUFFIXES)]
    expected = [read(source) for source in discover(folder, SUFFIXES)]
    assert [content.source.name for content in found] == sorted(name for name, text in FILES.items() if len(text) < 6)
    assert [replace(content, source=None) for content in found] == [replace(each, source=None) for each in expected]
    assert found[-2].overrides == {"title": "One"}


def test_a_plan_is_the_same_for_object_storage_and_a_folder(folder: Path, bucket: ObjectPath) -> None:
    upload(folder, bucket / "reports")
    (folder / "empty.txt.meta.json").write_text("no JSON", "utf-8")
    (folder / "empty.txt").touch()
    upload(folder, bucket / "reports")
    settings = Settings(source=str(folder), destination=str(folder.parent / "processed"))
    expected = make_plan(settings)
    plan = make_plan(settings.model_copy(update={"source": f"{bucket}/reports", "destination": f"{bucket}/processed"}))
    assert (plan.entries, plan.failures) == (expected.entries, expected.failures)
    assert [job.key for job in plan.jobs] == [job.key for job in expected.jobs]
    assert [entry.aliases for entry in plan.entries if entry.aliases] == [("same.txt",)]
    assert len(plan.failures) == 1


def test_a_single_object_is_a_source(bucket: ObjectPath) -> None:
    (bucket / "deep" / "report.txt").write_bytes(b"text")
    (source,) = discover(f"{bucket}/deep/report.txt", SUFFIXES)
    assert source.name == "report.txt"
    assert read(source).data == b"text"
    with pytest.raises(UsageError, match=r"cannot read this kind of file; these can be read: \.md"):
        discover(f"{bucket}/deep/report.txt", frozenset({".md"}))


def test_object_storage_without_reports_is_told(bucket: ObjectPath) -> None:
    with pytest.raises(UsageError, match="there is no such object or prefix"):
        discover(f"{bucket}/reports", SUFFIXES)
    (bucket / "reports" / "picture.png").write_bytes(b"")
    with pytest.raises(UsageError, match="there is no report in this folder"):
        discover(f"{bucket}/reports", SUFFIXES)
    with pytest.raises(UsageError, match=r"cannot be read \(The specified bucket does not exist\); check bucket"):
        discover("s3://no-such-bucket-anywhere/reports", SUFFIXES)


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (CREDENTIALS | {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}).items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3").clear_instance_cache()
    try:
        with pytest.raises(UsageError, match=r"s3://bucket/reports: cannot be read \(.*127\.0\.0\.1:1"):
            discover("s3://bucket/reports", SUFFIXES)
    finally:
        fsspec.filesystem("s3").clear_instance_cache()


def test_an_object_that_is_gone_or_has_a_wrong_file_beside_it_is_told(bucket: ObjectPath) -> None:
    (bucket / "a.txt").write_bytes(b"text")
    (bucket / "a.txt.meta.json").write_bytes(b"[]")
    (source,) = discover(str(bucket), SUFFIXES)
    with pytest.raises(MetadataError, match=r"a\.txt\.meta\.json"):
        read(source)
    (bucket / "a.txt").unlink()
    with pytest.raises(UnreadableError, match=r"a\.txt: cannot be read"):
        read(source)


def test_only_one_creates_an_object(bucket: ObjectPath) -> None:
    (bucket / "a").create(b"first")
    with pytest.raises(FileExistsError):
        (bucket / "a").create(b"second")
    assert (bucket / "a").read_bytes() == b"first"


def test_reading_all_leaves_out_what_is_not_there(bucket: ObjectPath) -> None:
    for number in range(80):
        (bucket / "folder" / f"{number}").write_bytes(str(number).encode())
    names = [str(number) for number in range(0, 160, 2)]
    assert dict(read_all(bucket / "folder", names)) == {name: name.encode() for name in names if int(name) < 80}


@pytest.mark.parametrize("location", ["raw", "/srv/raw", "C:/reports", "a:b//c", Path("s3:/bucket")])
def test_a_path_is_no_uri(location: str | Path) -> None:
    assert object_path(location) is None


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("gs://bucket/reports", "install"),
        ("nowhere://bucket/reports", "cannot be reached"),
        ("https://example.org/reports", "knows no folders"),
    ],
)
def test_a_uri_that_nothing_reaches_is_told(uri: str, reason: str) -> None:
    with pytest.raises(UsageError, match=f"{uri}: .*{reason}"):
        object_path(uri)


@pytest.mark.parametrize("sign", "*?[")
def test_a_place_that_would_be_taken_for_a_pattern_is_refused(sign: str) -> None:
    with pytest.raises(UsageError, match="sign of a pattern"):
        object_path(f"memory://bucket/a{sign}b")


def test_the_protocol_may_be_in_capitals() -> None:
    assert object_path("MEMORY://bucket/a") == object_path("memory://bucket/a")

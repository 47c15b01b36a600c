from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from outsider_etl.dataset import Entry, Failed, Published, document_key, load, publish, publish_anew, stage
from outsider_etl.dataset.assertions import COMPARED, FEW
from outsider_etl.dataset.buckets import count_nulls
from outsider_etl.dataset.places import Place
from outsider_etl.dataset.staging import DOCUMENT_TABLES, staged_keys
from outsider_etl.errors import DatasetError, Failure
from outsider_etl.settings import Assertions
from outsider_etl.tables import TABLES
from tests.dataset.small_documents import contents, document_id, failure, table

Rows = dict[str, int]
"""How many rows a document has in the tables named."""


def entry(number: int, pipeline: str = "one") -> Entry:
    identity, source = document_id(number, 1), f"report-{number}.txt"
    return Entry(identity, source, (), document_key(identity, source, "", pipeline))


def stage_rows(place: Place, documents: dict[int, Rows], pipeline: str = "one") -> list[Entry]:
    for number, rows in documents.items():
        made = entry(number, pipeline)
        tables = {
            name: table(name, made.document_id, (rows | {"documents": 1}).get(name, 0), 1) for name in DOCUMENT_TABLES
        }
        stage(place, made.key, tables)
    return [entry(number, pipeline) for number in documents]


def put(
    place: Place,
    documents: dict[int, Rows],
    assertions: Assertions | None = None,
    *,
    pipeline: str = "one",
    failed: int = 0,
) -> Published:
    """Stage and publish documents as a state of the code makes them, under the defaults if no assertions are given."""
    return publish(
        place,
        stage_rows(place, documents, pipeline),
        [Failed(failure(100 + number)) for number in range(failed)],
        sources_found=len(documents) + failed,
        pipeline_version="1.0",
        assertions=assertions or Assertions(),
    )


@pytest.fixture(params=["folder", "objects"])
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue("tmp_path" if request.param == "folder" else "memory")


@pytest.mark.parametrize("name", COMPARED)
def test_an_upgrade_that_loses_rows_publishes_nothing(tmp_path: Path, name: str) -> None:
    put(tmp_path, {1: {name: 60}, 2: {name: 40}})
    before = contents(tmp_path)
    with pytest.raises(DatasetError) as raised:
        put(tmp_path, {1: {name: 20}, 2: {name: 39}}, Assertions(max_unlinked_share=1), pipeline="two")
    lines = str(raised.value).splitlines()
    assert lines[0].startswith(f"{tmp_path} stays as it is")
    assert lines[1] == (
        f"- {name}: 59 rows, where the documents made anew (2) had 100; the share is 0.59, where min_kept_share is "
        "0.8; most are lost in report-1.txt, 40"
    )
    assert len(lines) == 3
    assert """OUTSIDER_ETL_ASSERTIONS='{"min_kept_share": 0}'""" in lines[2]
    assert before.items() <= contents(tmp_path).items()
    assert not list(tmp_path.rglob("*.draft"))


def test_what_was_stopped_stays_staged_and_is_published_once_it_is_accepted(place: Place) -> None:
    put(place, {1: {"money": 60}, 2: {"money": 40}})
    with pytest.raises(DatasetError, match="money: 50 rows"):
        put(place, {1: {"money": 30}, 2: {"money": 20}}, pipeline="two")
    assert load(place)["money"].num_rows == 100
    entries = [entry(1, "two"), entry(2, "two")]
    assert staged_keys(place) == {made.key for made in entries}
    for share in (0.51, 0.5):
        assertions = Assertions(min_kept_share=share)
        with pytest.raises(DatasetError, match="money: 50 rows") if share > 0.5 else nullcontext():
            publish(place, entries, [], sources_found=2, pipeline_version="2.0", assertions=assertions)
    assert load(place)["money"].num_rows == 50
    assert not staged_keys(place)


def test_rows_lost_are_no_matter_where_they_are_few_or_the_documents_are_others(tmp_path: Path) -> None:
    put(tmp_path, {1: {"money": FEW + 4}, 2: {"dates": 100}, 3: {"paragraphs": 100}, 4: {"footnotes": 50}})
    # One lost all but a few, one a fifth to a row, one is gone, and one is not made anew; a fifth has come.
    kept = {1: {"money": 5}, 2: {"dates": 80}}
    entries = [*stage_rows(tmp_path, kept, "two"), *stage_rows(tmp_path, {4: {}, 5: {}}, "one")]
    published = publish(tmp_path, entries, [], sources_found=4, pipeline_version="2.0")
    assert (published.new, published.unchanged, published.removed) == (3, 1, 1)
    assert published.rows["money"] == 5
    assert published.rows["footnotes"] == 50
    with pytest.raises(DatasetError, match=r"dates: 58 rows, where the documents made anew \(1\) had 80"):
        publish(
            tmp_path,
            stage_rows(tmp_path, {2: {"dates": 58}}, "three"),
            [],
            sources_found=1,
            pipeline_version="3.0",
        )


@pytest.mark.parametrize(
    ("error", "stopped"),
    [("ValueError", True), ("TimeUp", True), ("MetadataError", False), ("UnreadableError", False)],
)
def test_a_report_that_fails_now_has_lost_its_rows_unless_people_made_it_fail(
    tmp_path: Path, error: str, stopped: bool
) -> None:
    put(tmp_path, {1: {"money": 60}, 2: {"money": 40}})
    failed = Failed(Failure("report-1.txt", document_id(1, 1), "annotate", error, "report-1.txt: mend it"))
    entries = stage_rows(tmp_path, {2: {"money": 40}}, "two")
    with pytest.raises(DatasetError, match="money: 40 rows") if stopped else nullcontext():
        publish(tmp_path, entries, [failed], sources_found=2, pipeline_version="1.0", assertions=Assertions())
    assert load(tmp_path)["documents"].num_rows == (2 if stopped else 1)


def test_a_dataset_that_is_made_anew_is_compared_with_nothing(tmp_path: Path) -> None:
    put(tmp_path, {1: {"money": 100}})
    entries = stage_rows(tmp_path, {1: {"money": 1}}, "two")
    with pytest.raises(DatasetError, match="money: 1 rows, where min_rows is 2"):
        publish_anew(
            tmp_path,
            entries,
            [],
            sources_found=1,
            pipeline_version="2.0",
            assertions=Assertions(min_rows={"money": 2}),
        )
    published = publish_anew(tmp_path, entries, [], sources_found=1, pipeline_version="2.0")
    assert published.rows["money"] == 1


def test_a_table_has_the_rows_it_must_have(tmp_path: Path) -> None:
    least = Assertions(min_rows={"documents": 2, "money": 4, "failures": 0}, max_rows={"dates": 1})
    with pytest.raises(DatasetError) as raised:
        put(tmp_path, {1: {"money": 3, "dates": 2}}, least)
    assert str(raised.value).splitlines()[1:4] == [
        "- documents: 1 rows, where min_rows is 2",
        "- money: 3 rows, where min_rows is 4",
        "- dates: 2 rows, where max_rows is 1 (this alone would be a warning)",
    ]
    assert not (tmp_path / "manifest.json").exists()
    assert put(tmp_path, {1: {"money": 3}, 2: {"money": 1, "dates": 1}}, least).warnings == ()


def test_a_minimum_is_judged_where_nothing_is_new_too(tmp_path: Path) -> None:
    put(tmp_path, {1: {}})
    with pytest.raises(DatasetError, match="documents: 1 rows, where min_rows is 2"):
        put(tmp_path, {1: {}}, Assertions(min_rows={"documents": 2}))


def test_a_maximum_that_is_passed_warns_and_the_dataset_is_published(place: Place) -> None:
    rows = {"money": 12, "rejected": 1, "footnotes": 24}
    published = put(place, {1: rows, 2: {}}, Assertions(max_rows={"money": 11}), failed=18)
    assert published.warnings == (
        "money: 12 rows, where max_rows is 11",
        "failures: 18 of 20 sources failed; the share is 0.9, where max_failed_share is 0.1",
        "rejected: 1 of 39 rows were rejected; the share is 0.02564, where max_rejected_share is 0.01",
        "footnotes: 8 of 24 footnotes have no marker_passage_id; the share is 0.3333, where max_unlinked_share is 0.1",
    )
    assert load(place).manifest == published.manifest
    assert published.rows["money"] == 12
    # The same once more, without news, and with bounds that are just met.
    met = Assertions(max_rows={"money": 12}, max_failed_share=0.9, max_rejected_share=1 / 39, max_unlinked_share=8 / 24)
    assert put(place, {1: rows, 2: {}}, met, failed=18).warnings == ()


def test_a_share_of_a_few_is_not_judged(tmp_path: Path) -> None:
    assert put(tmp_path, {1: {"rejected": 1, "footnotes": 12}, 2: {}}, failed=FEW - 3).warnings == ()


def test_further_names_of_a_document_are_sources_that_did_not_fail(tmp_path: Path) -> None:
    [made] = stage_rows(tmp_path, {1: {}})
    aliases = tuple(f"copy-{number}.txt" for number in range(FEW))
    failures = [Failed(failure(2)), Failed(failure(3))]
    sources = FEW + 3
    published = publish(
        tmp_path, [replace(made, aliases=aliases)], failures, sources_found=sources, pipeline_version="1.0"
    )
    assert published.warnings == ()


def test_footnotes_without_a_marker_are_counted_in_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outsider_etl.dataset.buckets.BUCKET_BYTES", 300)
    monkeypatch.setattr("outsider_etl.dataset.buckets.ROW_GROUP_ROWS", 2)
    documents = {number: {"footnotes": number} for number in range(9)}
    put(tmp_path, documents)
    published = put(tmp_path, documents | {9: {"footnotes": 9}}, Assertions(max_unlinked_share=0))
    unlinked = load(tmp_path)["footnotes"]["marker_passage_id"].null_count
    assert unlinked > 9
    assert published.warnings[0].startswith(f"footnotes: {unlinked} of 45 footnotes")
    files = list((tmp_path / "footnotes").iterdir())
    assert len(files) > 2
    assert max(pq.read_metadata(file).num_row_groups for file in files) > 1


def test_a_file_that_is_none_has_nothing_to_count(tmp_path: Path) -> None:
    file = tmp_path / "file.parquet"
    file.write_bytes(b"no such thing")
    with pytest.raises(DatasetError, match=r"file\.parquet cannot be read"):
        count_nulls(tmp_path, [file], "marker_passage_id")


def test_assertions_compare_tables_that_there_are() -> None:
    assert set(COMPARED) < set(TABLES)
    description = Assertions.model_fields["min_kept_share"].description
    assert f"Fewer than {FEW} rows" in str(description)

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pandera.errors
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsider_etl.tables import TABLES, arrow_schema, columns, primary_key, validate
from outsider_etl.tables.checking import check, to_arrow
from outsider_etl.tables.schema import soundness
from tests.dataset.small_documents import value

SECTION: dict[str, Any] = {
    "document_id": "0123456789abcdef",
    "section_id": "s1",
    "parent_id": None,
    "level": 1,
    "title": "Выводы",
    "position": 0,
    "page_start": None,
    "page_label": None,
    "source_start": 0,
    "source_end": 10,
}


def frame(*changes: dict[str, Any]) -> pl.DataFrame:
    rows = [SECTION | {"section_id": f"s{n}"} | change for n, change in enumerate(changes)]
    return pl.DataFrame(to_arrow("sections", rows)[0])


def test_checking_parts_the_good_rows_from_the_bad() -> None:
    good, rejected = validate("sections", frame({}, {"source_start": 10}, {"level": 0}, {}))
    assert good["section_id"].to_list() == ["s0", "s3"]
    assert [(row["table"], row["column"], row["check"], row["reason"]) for row in rejected] == [
        (
            "sections",
            "source_start, source_end",
            "source_start_before_source_end",
            "it does not hold that source_start is before source_end",
        ),
        ("sections", "level", "greater_than_or_equal_to", "level is 0, not at least 1"),
    ]
    assert json.loads(rejected[1]["row"]) == SECTION | {"section_id": "s2", "level": 0}
    assert "Выводы" in rejected[1]["row"]


def test_checking_names_every_fault_of_a_row_once() -> None:
    _, (rejected,) = validate("sections", frame({"level": 0, "title": None, "source_end": -1}))
    assert rejected["column"] == "level, title, source_start, source_end"
    assert rejected["check"] == "greater_than_or_equal_to, not_nullable, source_start_before_source_end"
    assert rejected["reason"] == (
        "level is 0, not at least 1; title is null; it does not hold that source_start is before source_end"
    )


def test_checking_rejects_every_copy_of_a_key() -> None:
    good, rejected = validate("sections", frame({"section_id": "s7"}, {"section_id": "s7"}, {}))
    assert good.height == 1
    assert [row["reason"] for row in rejected] == ["more than one row has this document_id, section_id"] * 2


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("wrong", [pl.col("level").cast(pl.Int64), pl.col("title").cast(pl.Categorical)])
def test_checking_raises_for_a_column_of_the_wrong_type(wrong: pl.Expr, rows: int) -> None:
    with pytest.raises(pandera.errors.SchemaErrors):
        validate("sections", frame(*[{}] * rows).with_columns(wrong))


def test_checking_raises_for_a_missing_or_unknown_column() -> None:
    with pytest.raises(pandera.errors.SchemaErrors):
        validate("sections", frame({}).drop("level"))
    with pytest.raises(pandera.errors.SchemaErrors):
        validate("sections", frame({}).with_columns(extra=1))
    with pytest.raises(ValueError, match="missing or unknown: \\['colour'\\]"):
        to_arrow("sections", [SECTION | {"colour": "red"}])


def test_checking_rejects_numbers_that_do_not_fit() -> None:
    good, rejected = check("sections", [SECTION, SECTION | {"section_id": "s2", "level": 300, "position": 2**31}])
    assert good.num_rows == 1
    assert rejected[0]["column"] == "level, position"
    assert rejected[0]["reason"].startswith("level is 300, which int8 cannot hold")


OPTIONAL = st.one_of(st.none(), st.integers(-5, 300))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "section_id": st.sampled_from(["s1", "s2", "x", None]),
                "level": OPTIONAL,
                "title": st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
                "page_start": OPTIONAL,
                "page_label": st.none(),
                "source_start": OPTIONAL,
                "source_end": OPTIONAL,
            },
        ),
        max_size=8,
    )
)
def test_checking_good_and_rejected_rows_are_all_rows(changes: list[dict[str, Any]]) -> None:
    rows = [SECTION | {"section_id": f"s{100 + n}"} | change for n, change in enumerate(changes)]
    good, rejected = check("sections", rows)
    assert good.num_rows + len(rejected) == len(rows)
    assert all(row["reason"] and row["check"] and row["column"] for row in rejected)
    again, none = validate("sections", pl.DataFrame(good))
    assert again.equals(pl.DataFrame(good))
    assert none == []


def test_checking_takes_each_reason_from_the_declaration() -> None:
    assert dict(columns("sections")["level"].rules) == {"greater_than_or_equal_to": "at least 1"}


IDS = ("0123456789abcdef", "s1", "p0001", "n001", "n001.c1", "w001", "m0001", "o001", "USD", "en")
# For each kind of check that columns are declared with, a value that passes it and one that does not.
EXAMPLES: dict[str, Callable[[Any], tuple[Any, Any]]] = {
    "greater_than_or_equal_to": lambda facts: (facts["min_value"], facts["min_value"] - 1),
    "less_than_or_equal_to": lambda facts: (facts["max_value"], facts["max_value"] + 1),
    "isin": lambda facts: (facts["allowed_values"][0], "nothing of the kind"),
    "str_matches": lambda facts: (next(name for name in IDS if re.fullmatch(facts["pattern"], name)), "?"),
    "str_startswith": lambda facts: (facts["string"], "?"),
    "str_length": lambda facts: ("a", ""),
}


def sound(table: str) -> pl.DataFrame:
    """A frame of one row that passes every check of its table."""
    row = {}
    for name, declared in TABLES[table].to_schema().columns.items():
        passing = [EXAMPLES[check.name](check.statistics)[0] for check in declared.checks]
        row[name] = passing[0] if passing else value(columns(table)[name].type, 3)
    if "source_spans" in row:
        row["source_spans"] = [{"start": 0, "end": 1}]
    return pl.DataFrame(pa.Table.from_pylist([row], schema=arrow_schema(table)))


def broken(table: str) -> Iterator[pl.DataFrame]:
    """The sound frame, with each check of a column failed in turn, each column null that must not be, the key twice."""
    frame = sound(table)
    for name, declared in TABLES[table].to_schema().columns.items():
        failing = [EXAMPLES[check.name](check.statistics)[1] for check in declared.checks]
        for wrong in failing + [None] * (not declared.nullable):
            yield frame.with_columns(pl.lit(wrong, frame.schema[name]).alias(name))
    if primary_key(table):
        yield pl.concat([frame, frame])


@pytest.mark.parametrize("table", TABLES)
def test_checking_passes_no_frame_that_pandera_does_not(table: str) -> None:
    TABLES[table].validate(sound(table), lazy=True)
    assert validate(table, sound(table))[1] == []
    for frame in broken(table):
        assert not all(frame.select(soundness(table)).row(0))
        with pytest.raises(pandera.errors.SchemaErrors):
            TABLES[table].validate(frame, lazy=True)

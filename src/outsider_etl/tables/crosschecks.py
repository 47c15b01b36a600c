"""Checks that look beyond one table: keys that must lead somewhere, mentions that must lead back to the source."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import polars as pl

from outsider_etl.document import Passage
from outsider_etl.tables.rejection import Fault, Row, reject
from outsider_etl.tables.schema import columns


def trace(table: str, rows: Iterable[Row], passages: Mapping[str, Passage]) -> tuple[list[Row], list[Row]]:
    """Return the mentions whose text and source range are those of their passage, and rows of `rejected`.

    `passages` are the document's by id, without those whose own rows were rejected.
    """
    good, rejected = [], []
    for row in rows:
        faults = list(_untraceable(row, passages.get(row["passage_id"])))
        if faults:
            rejected.append(reject(table, row, faults))
        else:
            good.append(row)
    return good, rejected


def _untraceable(row: Row, passage: Passage | None) -> Iterator[Fault]:
    if passage is None:
        yield _orphan("passage_id", row["passage_id"])
        return
    start, end = row["start"], row["end"]
    if passage.text.value[start:end] != row["text"]:
        yield Fault(
            ("text", "start", "end"),
            "text_is_slice",
            f"characters {start} to {end} of {row['passage_id']} are another text",
        )
    source = row["source_start"], row["source_end"]
    if None in source:
        yield Fault(("source_start", "source_end"), "source_maps_back", "no characters of the source are known for it")
    elif passage.text.locate(*source) != (start, end):
        yield Fault(
            ("source_start", "source_end"),
            "source_maps_back",
            f"characters {source[0]} to {source[1]} of the source lead back to {passage.text.locate(*source)}",
        )


def close_keys(
    frames: Mapping[str, pl.DataFrame], parents: Mapping[str, pl.DataFrame]
) -> tuple[dict[str, pl.DataFrame], list[Row]]:
    """Return the rows of `frames`, all of one document, whose references lead to a row, and rows of `rejected`.

    They may lead into `frames` itself or into `parents`. A row that leads to a rejected one is rejected too.
    """
    frames = dict(frames)
    rejected: list[Row] = []
    while found := _first_orphans(frames, parents):
        table, column, orphans = found
        lost = frames[table].filter(orphans).iter_rows(named=True)
        rejected += [reject(table, row, [_orphan(column, row[column])]) for row in lost]
        frames[table] = frames[table].filter(~orphans)
    return frames, rejected


def _first_orphans(
    frames: Mapping[str, pl.DataFrame], parents: Mapping[str, pl.DataFrame]
) -> tuple[str, str, pl.Series] | None:
    """Return a table and a column in which rows refer to none that exists, and which rows do."""
    known = {**parents, **frames}
    values = cache(lambda table, column: frozenset(known[table][column].to_list()))
    for table, frame in frames.items():
        for column in columns(table).values():
            if column.references:
                targets = (values(*path.split(".")) for path in column.references)
                lost = values(table, column.name).difference({None}, *targets)
                if lost:
                    return table, column.name, frame[column.name].is_in(sorted(lost)).fill_null(False)
    return None


def _orphan(column: str, value: str) -> Fault:
    return Fault((column,), "foreign_key", f"{column} is {value}, which no row that passed its checks has")

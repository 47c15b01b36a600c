"""Checks that look beyond one table: keys that must lead somewhere, mentions that must lead back to the source."""

from collections.abc import Iterable, Mapping
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from outsider_etl.document import Passage
from outsider_etl.tables.rejection import Fault, Row, reject
from outsider_etl.tables.schema import columns

Tables = Mapping[str, pa.Table]


def trace(table: str, rows: Iterable[Row], passages: Mapping[str, Passage]) -> tuple[list[Row], list[Row]]:
    """Return the mentions whose text and source range are those of their passage, and rows of `rejected`.

    `passages` are the document's by id, without those whose own rows were rejected.
    """
    good, rejected = [], []
    for row in rows:
        if faults := _faults(row, passages.get(row["passage_id"])):
            rejected.append(reject(table, row, faults))
        else:
            good.append(row)
    return good, rejected


def _faults(row: Row, passage: Passage | None) -> list[Fault]:
    if passage is None:
        return [_orphan("passage_id", row["passage_id"])]
    faults = []
    start, end, source_start, source_end = row["start"], row["end"], row["source_start"], row["source_end"]
    if passage.text.value[start:end] != row["text"]:
        reason = f"characters {start} to {end} of {row['passage_id']} are another text"
        faults.append(Fault(("text", "start", "end"), "text_is_slice", reason))
    if source_start is None or source_end is None:
        reason = "no characters of the source are known for it"
        faults.append(Fault(("source_start", "source_end"), "source_maps_back", reason))
    elif (found := passage.text.locate(source_start, source_end)) != (start, end):
        reason = f"characters {source_start} to {source_end} of the source lead back to {found}"
        faults.append(Fault(("source_start", "source_end"), "source_maps_back", reason))
    return faults


def close_keys(tables: Tables, parents: Tables) -> tuple[dict[str, pa.Table], list[Row]]:
    """Return the rows of `tables`, all of one document, whose references lead to a row, and rows of `rejected`.

    They may lead into `tables` itself or into `parents`. A row that leads to a rejected one is rejected too.
    """
    closed = dict(tables)
    rejected: list[Row] = []
    while found := _first_orphans(closed, parents):
        table, column, lost = found
        orphans = pc.is_in(closed[table][column], pa.array(lost))
        rows = closed[table].filter(orphans).to_pylist()
        rejected += [reject(table, row, [_orphan(column, row[column])]) for row in rows]
        closed[table] = closed[table].filter(pc.invert(orphans))
    return closed, rejected


def _first_orphans(tables: Tables, parents: Tables) -> tuple[str, str, list[str]] | None:
    """Return a table and a column in which rows refer to none that exists, and to what."""
    known = {**parents, **tables}
    values = cache(lambda table, column: frozenset(known[table][column].unique().to_pylist()))
    for table in tables:
        for column in columns(table).values():
            if column.references:
                targets = (values(*path.split(".")) for path in column.references)
                lost = values(table, column.name).difference({None}, *targets)
                if lost:
                    return table, column.name, sorted(lost)
    return None


def _orphan(column: str, value: str) -> Fault:
    return Fault((column,), "foreign_key", f"{column} is {value}, which no row that passed its checks has")

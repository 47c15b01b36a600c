"""Part the rows that pass the checks of their table from those that do not: these go to `rejected`, with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import pandera.errors
import polars as pl
import pyarrow as pa

from outsider_etl.tables.models import TABLES
from outsider_etl.tables.rejection import Fault, Row, reject
from outsider_etl.tables.schema import Column, arrow_schema, columns, primary_key, row_rules, soundness


def check(table: str, rows: Sequence[Row]) -> tuple[pa.Table, list[Row]]:
    """Return the rows that pass as a table, in order, and rows of `rejected` for the others.

    Raises what `to_arrow` and `validate` raise where the rows are not of the table's shape.
    """
    fitting, unfit = to_arrow(table, rows)
    good, failed = validate(table, pl.DataFrame(fitting.to_reader()))  # which Polars reads faster than a table
    return good.to_arrow().cast(fitting.schema) if failed else fitting, unfit + failed


def sound_table(table: str, rows: Sequence[Row]) -> pa.Table:
    """Return the rows as a table; raises ValueError where one of them fails a check."""
    made, failed = check(table, rows)
    if failed:
        raise ValueError(f"{table}: {failed[0]['reason']}")
    return made


def to_arrow(table: str, rows: Sequence[Row]) -> tuple[pa.Table, list[Row]]:
    """Return the rows as a table, and rows of `rejected` for those with a number that its column cannot hold.

    Raises ValueError where a row's columns are not the table's, Arrow's errors for a value of another type.
    """
    declared = columns(table)
    names = frozenset(declared)
    for row in rows:
        if len(row) != len(names) or not names.issuperset(row):
            raise ValueError(f"{table}: these columns are missing or unknown: {sorted(names ^ row.keys())}")
    try:
        return _to_arrow(table, rows), []
    except (ValueError, TypeError, OverflowError):
        # A row with such a number may have been wrong in other ways too.
        unfit = _unfit(rows, declared.values())
    fitting = [row for index, row in enumerate(rows) if index not in unfit]
    return _to_arrow(table, fitting), [reject(table, rows[index], unfit[index]) for index in sorted(unfit)]


def _to_arrow(table: str, rows: Sequence[Row]) -> pa.Table:
    schema = arrow_schema(table)
    # Row by row, which takes less than the look at each row for each column that `from_pylist` takes.
    made = pa.Table.from_struct_array(pa.array(rows, pa.struct(schema)))
    return made.replace_schema_metadata(schema.metadata)


@cache
def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(arrow_schema(table).empty_table())


def _unfit(rows: Sequence[Row], declared: Iterable[Column]) -> dict[int, list[Fault]]:
    """Return the faults of each row with a number that its column cannot hold, by the number of the row."""
    unfit: defaultdict[int, list[Fault]] = defaultdict(list)
    for column in declared:
        if not _fits([row[column.name] for row in rows], column.type):
            for index, row in enumerate(rows):
                value = row[column.name]
                if isinstance(value, Decimal | int) and not _fits([value], column.type):
                    reason = f"{column.name} is {value}, which {column.type} cannot hold"
                    unfit[index].append(Fault((column.name,), "fits_type", reason))
    return unfit


def _fits(values: Sequence[Any], kind: pa.DataType) -> bool:
    if not (pa.types.is_decimal(kind) or pa.types.is_integer(kind)):
        return True
    try:
        pa.array(values, kind)
    except (pa.ArrowInvalid, OverflowError):
        return False
    return True


def validate(table: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Row]]:
    """Return the rows that pass the table's checks, in order, and rows of `rejected` for the others.

    Raises pandera's SchemaErrors where the frame itself is wrong: a column is missing, unknown or of another type.
    """
    fits = frame.schema == _empty(table).schema
    if fits and (frame.is_empty() or all(frame.select(soundness(table)).row(0))):
        return frame, []
    try:
        TABLES[table].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        if errors.failure_cases["index"].is_null().any():
            raise
        failed = _failed(table, frame, errors.failure_cases)
    else:
        return frame, []
    good = frame.filter(~pl.int_range(frame.height, eager=True).is_in(sorted(failed)))
    TABLES[table].validate(good, lazy=True)
    if good.height + len(failed) != frame.height:
        raise RuntimeError(f"{table}: {frame.height} rows became {good.height} good and {len(failed)} rejected ones")
    return good, [reject(table, frame.row(index, named=True), failed[index]) for index in sorted(failed)]


def _failed(table: str, frame: pl.DataFrame, cases: pl.DataFrame) -> dict[int, list[Fault]]:
    """Return the faults of each failed row by its number; `cases` are pandera's, one for each check that it failed."""
    failed: defaultdict[int, list[Fault]] = defaultdict(list)
    for index, column, check_name in cases.select("index", "column", "check").iter_rows():
        # For a check with arguments pandera says "isin(['a', 'b'])".
        name = check_name.partition("(")[0]
        failed[index].append(_fault(table, frame, index, column, name))
    return failed


def _fault(table: str, frame: pl.DataFrame, index: int, column: str, name: str) -> Fault:
    if name == "multiple_fields_uniqueness":
        key = primary_key(table)
        return Fault(key, "unique", f"more than one row has this {', '.join(key)}")
    if name in row_rules(table):
        rule = row_rules(table)[name]
        return Fault(rule.columns, name, f"it does not hold that {rule.words}")
    if name == "not_nullable":
        return Fault((column,), name, f"{column} is null")
    return Fault((column,), name, f"{column} is {frame[index, column]!r}, not {columns(table)[column].rules[name]}")

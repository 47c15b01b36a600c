"""Arrow schemas and column facts, read off the declarations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl
import pyarrow as pa

from outsider_etl.tables.models import TABLES

SCHEMA_VERSION = "1.1"
"""`major.minor`: see `dataset.versions` for which changes raise which."""

_ARROW: dict[type[pl.DataType], pa.DataType] = {
    pl.String: pa.string(),
    pl.Int8: pa.int8(),
    pl.Int32: pa.int32(),
    pl.Int64: pa.int64(),
    pl.Float32: pa.float32(),
    pl.Date: pa.date32(),
}


@dataclass(frozen=True, slots=True)
class RowRule:
    """What must hold between the columns of a row, in words."""

    columns: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """What is declared of a column.

    `rules` say in words what its values must be, by the name of the check; `allowed` is empty where any value will do.
    `references` are columns (`table.column`), one of which holds each of its values for the same document.
    """

    name: str
    type: pa.DataType
    unit: str | None
    nullable: bool
    description: str
    rules: Mapping[str, str]
    allowed: tuple[str, ...]
    references: tuple[str, ...]


def title(table: str) -> str:
    """Return the title of a table."""
    return str(TABLES[table].to_schema().title)


def description(table: str) -> str:
    """Return what one row of a table is."""
    return " ".join(str(TABLES[table].to_schema().description).split())


def primary_key(table: str) -> tuple[str, ...]:
    """Return the columns that identify a row; empty for a table whose rows have no key."""
    return tuple(TABLES[table].to_schema().unique or ())


@cache
def columns(table: str) -> Mapping[str, Column]:
    """Return the columns of a table by name, in order."""
    return MappingProxyType(
        {name: _column(name, declared) for name, declared in TABLES[table].to_schema().columns.items()}
    )


@cache
def row_rules(table: str) -> Mapping[str, RowRule]:
    """Return what must hold between the columns of a row, by the name of the check."""
    checks = TABLES[table].to_schema().checks
    return MappingProxyType({check.name: _row_rule(check) for check in checks})


@cache
def soundness(table: str) -> list[pl.Expr]:
    """Return what is all true of a frame of the table's columns and types if, and only if, its rows pass every check.

    pandera says what is wrong with which row, by a query for each check; whether anything is, one query says.
    """
    declared = TABLES[table].to_schema()
    checks = [_holds(check, pl.col(name)) for name, column in declared.columns.items() for check in column.checks]
    checks += [check.statistics["holds"] for check in declared.checks]
    # pandera takes what is no number for null.
    given = [
        pl.col(name).is_not_nan().fill_null(False) if column.dtype.type.is_float() else pl.col(name).is_not_null()
        for name, column in declared.columns.items()
        if not column.nullable
    ]
    keys = [pl.col(name) for name, column in declared.columns.items() if column.unique]
    keys += [pl.struct(declared.unique)] if declared.unique else []
    unique = [key.n_unique() == pl.len() for key in keys]
    return [each.all().alias(str(number)) for number, each in enumerate((*checks, *given, *unique))]


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table: descriptions and units on the fields, title and version on the whole."""
    fields = [
        pa.field(column.name, column.type, nullable=column.nullable, metadata=_field_metadata(column))
        for column in columns(table).values()
    ]
    metadata = {
        "title": title(table),
        "description": description(table),
        "schema_version": SCHEMA_VERSION,
    }
    return pa.schema(fields, metadata=metadata)


def _rule(check: Any) -> str:
    """Return in words what a check of a column asks for, such that "not ..." reads well."""
    facts = check.statistics or {}
    match check.name:
        case "greater_than_or_equal_to":
            return f"at least {facts['min_value']}"
        case "less_than_or_equal_to":
            return f"at most {facts['max_value']}"
        case "isin":
            return f"one of {', '.join(facts['allowed_values'])}"
        case "str_matches":
            return f"a match of {facts['pattern']}"
        case "str_startswith":
            return f"text that starts with {facts['string']}"
        case "str_length":
            return f"at least {facts['min_value']} character long"
        case name:
            raise ValueError(f"the check {name} has no words: add them here")


def _holds(check: Any, column: pl.Expr) -> pl.Expr:
    """Return what a check of a column asks of each value, null where the value is."""
    facts = check.statistics
    match check.name:
        case "greater_than_or_equal_to":
            return column.ge(facts["min_value"])
        case "less_than_or_equal_to":
            return column.le(facts["max_value"])
        case "isin":
            return column.is_in(facts["allowed_values"])
        case "str_matches":
            return column.str.contains(f"^(?:{facts['pattern']})")
        case "str_startswith":
            return column.str.starts_with(facts["string"])
        case "str_length" if facts["max_value"] is None and facts["exact_value"] is None:
            return column.str.len_chars().ge(facts["min_value"])
        case name:
            raise ValueError(f"the check {name} of {facts} has no expression: add it here")


def _column(name: str, declared: Any) -> Column:
    allowed = [check.statistics["allowed_values"] for check in declared.checks if check.name == "isin"]
    return Column(
        name=name,
        type=_arrow_type(declared.dtype.type),
        unit=declared.metadata["unit"],
        nullable=declared.nullable,
        description=declared.description,
        rules=MappingProxyType({check.name: _rule(check) for check in declared.checks}),
        allowed=tuple(allowed[0]) if allowed else (),
        references=declared.metadata["references"],
    )


def _row_rule(check: Any) -> RowRule:
    return RowRule(tuple(dict.fromkeys(check.statistics["columns"])), check.description)


def _arrow_type(dtype: Any) -> pa.DataType:
    if isinstance(dtype, pl.List):
        return pa.list_(_arrow_type(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pa.struct([(part.name, _arrow_type(part.dtype)) for part in dtype.fields])
    if isinstance(dtype, pl.Decimal):
        return pa.decimal128(dtype.precision, dtype.scale)
    return _ARROW[dtype.base_type()]


def _field_metadata(column: Column) -> dict[str, str]:
    unit = {"unit": column.unit} if column.unit else {}
    return {"description": column.description, **unit}

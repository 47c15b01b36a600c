"""The data dictionary: what each table and column holds, for people (Markdown) and for programs (JSON)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from outsider_etl.tables.models import TABLES
from outsider_etl.tables.schema import SCHEMA_VERSION, Column, columns, description, primary_key, row_rules, title
from outsider_etl.tables.views import VIEWS

_HEADER = ("column", "type", "unit", "null", "description", "values")


def to_markdown(names: Iterable[str] = (*TABLES, *VIEWS)) -> str:
    """Return the dictionary of tables and views as Markdown. Raises KeyError for one that does not exist."""
    parts = [_view_markdown(name) if name in VIEWS else _markdown(name) for name in names]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def to_json(names: Iterable[str] = (*TABLES, *VIEWS)) -> str:
    """Return the dictionary of tables and views as JSON. Raises KeyError for one that does not exist."""
    asked = list(names)
    content = {
        "schema_version": SCHEMA_VERSION,
        "tables": [describe(name) for name in asked if name not in VIEWS],
        "views": [_describe_view(name) for name in asked if name in VIEWS],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def describe(table: str) -> dict[str, Any]:
    """Return what is declared of a table, in plain values. Raises KeyError for a table that does not exist.

    A column's `references` are columns (`table.column`), one of which holds each of its values for the same document.
    """
    return {
        "name": table,
        "title": title(table),
        "description": description(table),
        "primary_key": list(primary_key(table)),
        "checks": [{"name": name, "rule": rule.words} for name, rule in row_rules(table).items()],
        "columns": [_describe_column(column) for column in columns(table).values()],
    }


def _describe_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": _type(column),
        "unit": column.unit,
        "nullable": column.nullable,
        "description": column.description,
        "checks": [{"name": name, "rule": rule} for name, rule in column.rules.items()],
        "allowed": list(column.allowed),
        "references": list(column.references),
    }


def _markdown(table: str) -> Iterator[str]:
    yield f"## {title(table)} (`{table}`)"
    yield ""
    yield description(table)
    if primary_key(table):
        yield ""
        yield f"Key: {', '.join(f'`{name}`' for name in primary_key(table))}."
    yield ""
    yield _line(_HEADER)
    yield _line("---" for _ in _HEADER)
    for column in columns(table).values():
        yield _line(
            (
                f"`{column.name}`",
                f"`{_type(column)}`",
                column.unit or "",
                "yes" if column.nullable else "no",
                column.description,
                _values(column),
            )
        )
    if row_rules(table):
        yield ""
        yield "In each row:"
        yield ""
        yield from (f"- {rule.words}" for rule in row_rules(table).values())


def _describe_view(name: str) -> dict[str, Any]:
    view = VIEWS[name]
    columns_ = [{"name": column, "description": meaning} for column, meaning in view.columns.items()]
    return {"name": name, "title": view.title, "description": view.description, "columns": columns_}


def _view_markdown(name: str) -> Iterator[str]:
    view = VIEWS[name]
    yield f"## {view.title} (`{name}`, a view)"
    yield ""
    yield view.description
    yield ""
    yield _line(("column", "description"))
    yield _line(("---", "---"))
    yield from (_line((f"`{column}`", meaning)) for column, meaning in view.columns.items())


def _values(column: Column) -> str:
    references = [f"in {' or '.join(f'`{target}`' for target in column.references)}"] if column.references else []
    return "; ".join([*column.rules.values(), *references])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _type(column: Column) -> str:
    return str(column.type).replace("item: ", "").replace("[day]", "")

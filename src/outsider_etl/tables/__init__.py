"""What every table holds: its declaration, and how a document's rows are made and checked."""

from outsider_etl.tables.checking import validate
from outsider_etl.tables.dictionary import describe, to_json, to_markdown
from outsider_etl.tables.making import failures_table, make_tables
from outsider_etl.tables.models import TABLES
from outsider_etl.tables.rows import Identity
from outsider_etl.tables.schema import SCHEMA_VERSION, arrow_schema, columns, primary_key

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Identity",
    "arrow_schema",
    "columns",
    "describe",
    "failures_table",
    "make_tables",
    "primary_key",
    "to_json",
    "to_markdown",
    "validate",
]

"""What every table holds: its declaration, and how rows are made and checked (`tables.making`, which needs spaCy)."""

from outsider_etl.tables.checking import sound_table, validate
from outsider_etl.tables.dictionary import describe, to_json, to_markdown
from outsider_etl.tables.models import TABLES
from outsider_etl.tables.schema import SCHEMA_VERSION, arrow_schema, columns, primary_key

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "arrow_schema",
    "columns",
    "describe",
    "primary_key",
    "sound_table",
    "to_json",
    "to_markdown",
    "validate",
]

"""The tables of a whole dataset: its organisations, and what did not make it in."""

from typing import get_args

import polars as pl

from outsider_etl.errors import Reason, Stage
from outsider_etl.tables.declaration import DOCUMENT_ID, Strings, Table, field, key


class OrganisationsIndex(Table):
    """One row for each distinct organisation of the whole dataset."""

    index_id: pl.String = field("The organisation's key in the dataset.", str_length={"min_value": 1})
    name: pl.String = field("The fullest form that any document uses.", str_length={"min_value": 1})
    acronym: pl.String = field("The acronym that documents introduce for it.", nullable=True)
    aliases: Strings = field("The other forms that documents use, sorted.")
    document_count: pl.Int32 = field("Documents that name it.", unit="documents", ge=1)
    mention_count: pl.Int32 = field("Mentions in all documents.", unit="mentions", ge=1)
    registry_id: pl.String = field("Its identifier in a registry of organisations.", nullable=True)

    class Config:
        """Title and key."""

        title = "Index of organisations"
        unique = key("index_id")


class Rejected(Table):
    """One row for each row that failed its checks; it is in no other table."""

    document_id: pl.String = field("The document that the row was made from.", str_matches=DOCUMENT_ID)
    table: pl.String = field("The table that the row was made for.")
    row: pl.String = field("The row as a JSON object, keys sorted.", str_startswith="{")
    column: pl.String = field("The column or columns that failed, with commas between them.")
    check: pl.String = field("The check or checks that failed, with commas between them.")
    reason: pl.String = field("What was wrong, in words.", str_length={"min_value": 1})

    class Config:
        """Title."""

        title = "Rejected rows"


class Failures(Table):
    """One row for each source that could not be processed."""

    document_id: pl.String = field(
        "First 16 hexadecimal digits of the SHA-256 of the source's bytes; null where they could not be read.",
        nullable=True,
        str_matches=DOCUMENT_ID,
    )
    source: pl.String = field(
        "Path or URI of the source, relative to the source of the run.", str_length={"min_value": 1}
    )
    stage: pl.String = field("The step that failed.", isin=get_args(Stage))
    reason: pl.String = field(
        "What kind of failure it is: the source is unreadable, empty, too large, or changed during the run; its "
        "metadata file is wrong, or what was read fails its checks (unchecked); it needs too much memory or time; a "
        "process crashed over it; or the system or the program (fault) failed. Null in datasets of schema version 1.0.",
        nullable=True,
        isin=get_args(Reason),
    )
    error: pl.String = field("Class of the error.", str_length={"min_value": 1})
    message: pl.String = field("What went wrong and what to do about it.")

    class Config:
        """Title and key."""

        title = "Failures"
        unique = key("source")

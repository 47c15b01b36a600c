"""The words that tables are declared with: a base model, columns with a description and a unit, and checks of a row."""

from typing import Annotated, Any

import pandera.polars as pandera
import polars as pl

Strings = Annotated[pl.List, pl.String()]
Spans = Annotated[pl.List, pl.Struct({"start": pl.Int64(), "end": pl.Int64()})]
Links = Annotated[pl.List, pl.Struct({"start": pl.Int32(), "end": pl.Int32(), "uri": pl.String()})]
Names = Annotated[pl.List, pl.Struct({"family": pl.String(), "given": pl.String(), "literal": pl.String()})]
Amount = Annotated[pl.Decimal, 24, 4]
Box = Annotated[pl.Struct, {"x0": pl.Float32(), "top": pl.Float32(), "x1": pl.Float32(), "bottom": pl.Float32()}]

CODE_POINTS = "Unicode code points"
PAGE_LABEL = "What the page that it begins on is called in print (`xii`), where the PDF says so."

DOCUMENT_ID = r"^[0-9a-f]{16}$"
SECTION_ID = r"^s[0-9]+(\.[0-9]+)*$"
PARAGRAPH_ID = r"^p[0-9]{4,}$"
FOOTNOTE_ID = r"^n[0-9]{3,}$"
CITATION_ID = r"^n[0-9]{3,}\.c[0-9]+$"
WORK_ID = r"^w[0-9]{3,}$"
MENTION_ID = r"^m[0-9]{4,}$"
ORGANISATION_ID = r"^o[0-9]{3,}$"

SECTION = ("sections.section_id",)
PASSAGE = ("paragraphs.passage_id", "footnotes.passage_id")


def field(description: str, *, unit: str | None = None, references: tuple[str, ...] = (), **rules: Any) -> Any:
    """Return the declaration of a column.

    `references` names the columns (`table.column`), one of which holds each value of this one for the same document;
    `rules` are the checks and the nullability that `pandera.Field` knows.
    """
    return pandera.Field(description=description, metadata={"unit": unit, "references": references}, **rules)


def key(*columns: str) -> list[str]:
    """Return the columns that no two rows of a table have in common: its primary key."""
    return list(columns)


def row_check(name: str, rule: str, expression: pl.Expr) -> Any:
    """Return a check of whole rows: `expression` holds in each, or is null; `rule` says what it must be."""

    def holds(cls: type, data: pandera.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression.fill_null(True))

    # Not the argument `name`: pandera forgets that one in every model but the first that inherits the check.
    holds.__name__ = name
    facts = {"columns": expression.meta.root_names(), "holds": expression}
    return pandera.dataframe_check(description=rule, statistics=facts)(holds)


def starts_before(start: str, end: str) -> Any:
    """Return the check that the column `start` is below the column `end`."""
    return row_check(f"{start}_before_{end}", f"{start} is before {end}", pl.col(start) < pl.col(end))


def period(start: str, end: str) -> Any:
    """Return the check that the days `start` and `end`, both inclusive, are given in order or not at all."""
    return row_check(
        f"{start}_to_{end}",
        f"{start} and {end} are both given or both null, and in order",
        (pl.col(start).is_null() == pl.col(end).is_null()) & (pl.col(start) <= pl.col(end)).fill_null(True),
    )


def spans_ordered() -> Any:
    """Return the check that `source_spans` holds at least one span and that each starts before it ends."""
    start, end = pl.element().struct.field("start"), pl.element().struct.field("end")
    spans = pl.col("source_spans")
    ordered = spans.list.eval((start >= 0) & (start < end)).list.all()
    return row_check(
        "spans_ordered",
        "source_spans holds at least one span, and each starts before it ends",
        (spans.list.len() > 0) & ordered,
    )


class Table(pandera.DataFrameModel):
    """Base of every table: no column too many or too few, no type made to fit."""

    class Config:
        """What holds for every table."""

        strict = True
        ordered = True
        coerce = False


class DocumentTable(Table):
    """Base of the tables whose rows belong to a document."""

    document_id: pl.String = field(
        "First 16 hexadecimal digits of the SHA-256 of the source's bytes.",
        references=("documents.document_id",),
        str_matches=DOCUMENT_ID,
    )

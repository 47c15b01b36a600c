"""The tables of what a document consists of: itself, its sections, paragraphs and footnotes."""

from typing import get_args

import polars as pl

from outsider_etl.document import PassageKind
from outsider_etl.tables.declaration import (
    CODE_POINTS,
    DOCUMENT_ID,
    FOOTNOTE_ID,
    PAGE_LABEL,
    PARAGRAPH_ID,
    PASSAGE,
    SECTION,
    SECTION_ID,
    DocumentTable,
    Links,
    Spans,
    Strings,
    Table,
    field,
    key,
    period,
    row_check,
    spans_ordered,
    starts_before,
)

PARAGRAPH_KINDS = tuple(kind for kind in get_args(PassageKind) if kind != "footnote")
SOURCE_SPANS = (
    "The pieces of the source that the text was put together from, in order, in code points of the source text, "
    "end-exclusive; two or more where a page break, a footnote or a running head cut it."
)
LINKS = "The stretches of the text, in code points, that lead to an address outside the document, and the address."


class Documents(Table):
    """One row for each source file, with what it says of itself and how much was found in it."""

    document_id: pl.String = field(
        "First 16 hexadecimal digits of the SHA-256 of the source's bytes.", str_matches=DOCUMENT_ID
    )
    source: pl.String = field(
        "Path or URI of the source, relative to the source of the run.", str_length={"min_value": 1}
    )
    media_type: pl.String = field("Media type (RFC 6838) that the source was read as.")
    byte_size: pl.Int64 = field("Size of the source.", unit="bytes", ge=0)
    title: pl.String = field("Title.", nullable=True)
    subtitle: pl.String = field("Subtitle.", nullable=True)
    authors: Strings = field(
        "Names of the authors in order, as printed but for capitals, which are set as in names; empty where none is "
        "named."
    )
    publisher: pl.String = field("Publisher.", nullable=True)
    series: pl.String = field("Series that the report appeared in.", nullable=True)
    series_number: pl.String = field("Number within the series, as printed.", nullable=True)
    isbn: pl.String = field("ISBN, as printed.", nullable=True)
    language: pl.String = field("Language of the text (ISO 639-1).", nullable=True, str_matches=r"^[a-z]{2}$")
    published_start: pl.Date = field("First day of the date of publication.", nullable=True)
    published_end: pl.Date = field("Last day of the date of publication, inclusive.", nullable=True)
    page_count: pl.Int32 = field("Pages; null for a source without pages.", unit="pages", nullable=True, ge=0)
    word_count: pl.Int32 = field(
        "Words (runs of characters between white space) in the paragraphs of the body and in the footnotes; front "
        "matter, table of contents and back matter are left out.",
        unit="words",
        ge=0,
    )
    section_count: pl.Int32 = field("Sections found.", unit="sections", ge=0)
    paragraph_count: pl.Int32 = field("Paragraphs found, of whatever kind.", unit="paragraphs", ge=0)
    footnote_count: pl.Int32 = field("Footnotes and endnotes found.", unit="footnotes", ge=0)
    pipeline_version: pl.String = field("Version of the package that made the rows.")
    model: pl.String = field("Name and version of the statistical model that found the organisations.")
    warnings: Strings = field("What could be read only in part, and why; empty where all was read.")

    published_ordered = period("published_start", "published_end")

    class Config:
        """Title and key."""

        title = "Documents"
        unique = key("document_id")


class Sections(DocumentTable):
    """One row for each heading, with all that it heads up to the next heading of its level or above."""

    section_id: pl.String = field("The section's number in the document: `s1`, `s1.2`.", str_matches=SECTION_ID)
    parent_id: pl.String = field(
        "The section that this one is part of; null at the highest level.", references=SECTION, nullable=True
    )
    level: pl.Int8 = field("Depth of the heading, 1 being the highest.", ge=1)
    title: pl.String = field("The heading's text.")
    position: pl.Int32 = field("Place among the document's sections, from 0.", ge=0)
    page_start: pl.Int32 = field("Page that the heading stands on, from 1.", nullable=True, ge=1)
    page_label: pl.String = field(PAGE_LABEL, nullable=True)
    source_start: pl.Int64 = field("Where the heading starts in the source text.", unit=CODE_POINTS, ge=0)
    source_end: pl.Int64 = field("Where the section ends in the source text, exclusive.", unit=CODE_POINTS)

    source_ordered = starts_before("source_start", "source_end")

    class Config:
        """Title and key."""

        title = "Sections"
        unique = key("document_id", "section_id")


class Paragraphs(DocumentTable):
    """One row for each block of the document that is no footnote, headings and tables included."""

    passage_id: pl.String = field("The paragraph's number in the document: `p0001`.", str_matches=PARAGRAPH_ID)
    section_id: pl.String = field("The section it stands in; null before the first.", references=SECTION, nullable=True)
    kind: pl.String = field("What the block is.", isin=PARAGRAPH_KINDS)
    position: pl.Int32 = field("Place among the document's paragraphs, from 0.", ge=0)
    text: pl.String = field(
        "Clean text: no footnote markers, marks, escapes or line-end hyphens.", str_length={"min_value": 1}
    )
    page_start: pl.Int32 = field("First page it stands on, from 1.", nullable=True, ge=1)
    page_end: pl.Int32 = field("Last page it stands on, inclusive.", nullable=True, ge=1)
    page_label: pl.String = field(PAGE_LABEL, nullable=True)
    source_spans: Spans = field(SOURCE_SPANS, unit=CODE_POINTS)
    links: Links = field(LINKS)

    spans = spans_ordered()
    pages_ordered = row_check(
        "pages_ordered", "page_start is not after page_end", pl.col("page_start") <= pl.col("page_end")
    )

    class Config:
        """Title and key."""

        title = "Paragraphs"
        unique = key("document_id", "passage_id")


class Footnotes(DocumentTable):
    """One row for each footnote or endnote, with the place in the text that its marker stood at."""

    passage_id: pl.String = field("The footnote's number in the document: `n001`.", str_matches=FOOTNOTE_ID)
    label: pl.String = field("The label as printed (`12`, `*`); null for an unnumbered note.", nullable=True)
    position: pl.Int32 = field("Place among the document's footnotes, from 0.", ge=0)
    text: pl.String = field("Clean text without the label.")
    page: pl.Int32 = field("Page that the note begins on, from 1.", nullable=True, ge=1)
    page_label: pl.String = field(PAGE_LABEL, nullable=True)
    source_spans: Spans = field(SOURCE_SPANS, unit=CODE_POINTS)
    links: Links = field(LINKS)
    marker_passage_id: pl.String = field(
        "The passage that the marker stood in; null for a note that nothing points at.",
        references=PASSAGE,
        nullable=True,
    )
    marker_offset: pl.Int32 = field(
        "The marker stood before this character of that passage's clean text.", unit=CODE_POINTS, nullable=True, ge=0
    )
    marker_sentence: pl.String = field("The sentence that the marker belongs to.", nullable=True)

    spans = spans_ordered()
    marker_whole = row_check(
        "marker_whole",
        "marker_passage_id and marker_offset are both given or both null",
        pl.col("marker_passage_id").is_null() == pl.col("marker_offset").is_null(),
    )

    class Config:
        """Title and key."""

        title = "Footnotes"
        unique = key("document_id", "passage_id")

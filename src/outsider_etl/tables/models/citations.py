"""The tables of what a document's footnotes cite."""

import polars as pl

from outsider_etl.tables.declaration import (
    CITATION_ID,
    CODE_POINTS,
    WORK_ID,
    DocumentTable,
    Names,
    Table,
    field,
    key,
    period,
    starts_before,
)

CITATION_KINDS = ("full", "short", "ibid")
CSL_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""


class CitedFields(Table):
    """What is said of a cited work, in a citation and in the list of works alike."""

    type: pl.String = field("Type of the work (CSL 1.0.2).", isin=CSL_TYPES.split(), nullable=True)
    authors: Names = field(
        "Authors in order; `literal` is an institution, and what else is not cut into parts (`et al.`). The editors of "
        "a work without authors. Empty where none is named."
    )
    title: pl.String = field("Title as cited.", nullable=True)
    title_translation: pl.String = field("Translation of the title that the citation gives.", nullable=True)
    container_title: pl.String = field(
        "Journal, newspaper, site, series or book that the work appeared in.", nullable=True
    )
    publisher: pl.String = field("Publisher.", nullable=True)
    publisher_place: pl.String = field("Place of publication.", nullable=True)
    volume: pl.String = field("Volume, as cited.", nullable=True)
    issue: pl.String = field("Issue, as cited.", nullable=True)
    page: pl.String = field("Page or pages, as cited but for dashes: `286-303`.", nullable=True)
    number: pl.String = field("Number of a report, law or patent, as cited.", nullable=True)
    issued_start: pl.Date = field("First day of the date of issue.", nullable=True)
    issued_end: pl.Date = field("Last day of the date of issue, inclusive.", nullable=True)
    url: pl.String = field("Address or DOI, as cited.", nullable=True)
    editors: Names = field("Editors in order. Empty where none is named.")
    translators: Names = field("Translators in order. Empty where none is named.")
    edition: pl.String = field("Edition, as cited.", nullable=True)
    accessed: pl.Date = field("Day on which the report's author looked at the address, as cited.", nullable=True)

    issued_ordered = period("issued_start", "issued_end")


class CitationPlace(DocumentTable):
    """Which citation it is, and where it stands."""

    citation_id: pl.String = field(
        "The footnote's id and the citation's number in it: `n031.c2`.", str_matches=CITATION_ID
    )
    passage_id: pl.String = field("The footnote it stands in.", references=("footnotes.passage_id",))
    position: pl.Int32 = field("Place among the footnote's citations, from 0.", ge=0)
    kind: pl.String = field("In full, by a short title, or by *ibid.*, meaning the one before.", isin=CITATION_KINDS)
    start: pl.Int32 = field("Where it starts in the footnote's clean text.", unit=CODE_POINTS, ge=0)
    end: pl.Int32 = field("Where it ends in the footnote's clean text, exclusive.", unit=CODE_POINTS)
    text: pl.String = field("The citation: the footnote's text from start to end.", str_length={"min_value": 1})

    span_ordered = starts_before("start", "end")


class WorkKey(DocumentTable):
    """Which work it is."""

    work_id: pl.String = field("The work's number in the document: `w001`.", str_matches=WORK_ID)


# Columns come in the order of the bases from last to first, then the class's own.
class Citations(CitedFields, CitationPlace):
    """One row for each work cited in a footnote."""

    refers_to: pl.String = field(
        "The citation that an *ibid.*, *op. cit.* or repeated short title stands for.",
        references=("citations.citation_id",),
        nullable=True,
    )
    work_id: pl.String = field(
        "The work that is cited; null where it is not known.", references=("works.work_id",), nullable=True
    )

    class Config:
        """Title and key."""

        title = "Citations"
        unique = key("document_id", "citation_id")


class Works(CitedFields, WorkKey):
    """One row for each distinct work that a document cites, with the fields of its fullest citation."""

    citation_count: pl.Int32 = field("Citations of the work in the document.", unit="citations", ge=1)

    class Config:
        """Title and key."""

        title = "Works"
        unique = key("document_id", "work_id")

"""The tables of what is found in the text: organisations, money figures and dates."""

from typing import get_args

import polars as pl

from outsider_etl.document import PassageKind
from outsider_etl.nlp.values import DateKind, Evidence, Granularity, Qualifier
from outsider_etl.tables.declaration import (
    CODE_POINTS,
    MENTION_ID,
    ORGANISATION_ID,
    PAGE_LABEL,
    PASSAGE,
    SECTION,
    Amount,
    Box,
    DocumentTable,
    Strings,
    field,
    key,
    period,
    row_check,
    starts_before,
)


class Organisations(DocumentTable):
    """One row for each distinct organisation that a document names, in order of first mention."""

    organisation_id: pl.String = field(
        "The organisation's number in the document: `o001`.", str_matches=ORGANISATION_ID
    )
    name: pl.String = field("The fullest form that the document uses.", str_length={"min_value": 1})
    acronym: pl.String = field("The acronym that the document introduces for it.", nullable=True)
    aliases: Strings = field("The other forms that the document uses, sorted; neither name nor acronym.")
    mention_count: pl.Int32 = field("Mentions in the document.", unit="mentions", ge=1)
    first_mention_id: pl.String = field(
        "The first mention.", references=("organisation_mentions.mention_id",), str_matches=MENTION_ID
    )

    class Config:
        """Title and key."""

        title = "Organisations"
        unique = key("document_id", "organisation_id")


class Mentions(DocumentTable):
    """What every mention has: where it stands, in the passage and in the source."""

    mention_id: pl.String = field(
        "The mention's number in the document (`m0001`), one sequence over organisations, money and dates.",
        str_matches=MENTION_ID,
    )
    passage_id: pl.String = field("The paragraph or footnote it stands in.", references=PASSAGE)
    passage_kind: pl.String = field("The kind of that paragraph, or `footnote`.", isin=get_args(PassageKind))
    section_id: pl.String = field("The section it stands in.", references=SECTION, nullable=True)
    page: pl.Int32 = field("The page it begins on, from 1.", nullable=True, ge=1)
    page_label: pl.String = field(PAGE_LABEL, nullable=True)
    start: pl.Int32 = field("Where it starts in the passage's clean text.", unit=CODE_POINTS, ge=0)
    end: pl.Int32 = field("Where it ends in the passage's clean text, exclusive.", unit=CODE_POINTS)
    text: pl.String = field("The mention: the passage's text from start to end.", str_length={"min_value": 1})
    source_start: pl.Int64 = field("Where it starts in the document's source text.", unit=CODE_POINTS, ge=0)
    source_end: pl.Int64 = field("Where it ends in the document's source text, exclusive.", unit=CODE_POINTS)
    sentence: pl.String = field("The sentence that holds it.")
    bbox: Box = field(
        "The box around it, from the top left corner of the page; null for text.", unit="points", nullable=True
    )

    span_ordered = starts_before("start", "end")
    source_ordered = starts_before("source_start", "source_end")
    sentence_holds_text = row_check(
        "sentence_holds_text",
        "sentence holds text",
        pl.col("sentence").str.contains(pl.col("text"), literal=True),
    )

    class Config:
        """Key of every table of mentions."""

        unique = key("document_id", "mention_id")


class OrganisationMentions(Mentions):
    """One row for each place where a document names an organisation."""

    organisation_id: pl.String = field("The organisation that is named.", references=("organisations.organisation_id",))
    score: pl.Float32 = field("How sure it is that this is an organisation, from 0 to 1.", nullable=True, ge=0, le=1)
    evidence: pl.String = field("What the mention was found by.", isin=get_args(Evidence))

    class Config:
        """Title."""

        title = "Mentions of organisations"


class Money(Mentions):
    """One row for each money figure, as an exact amount in a currency."""

    amount_min: Amount = field("The amount, or the least of a range.", unit="whole units of the currency")
    amount_max: Amount = field("The amount, or the most of a range.", unit="whole units of the currency")
    currency: pl.String = field("Currency (ISO 4217).", str_matches=r"^[A-Z]{3}$")
    qualifier: pl.String = field(
        "What the words around the figure make of it.", isin=get_args(Qualifier), nullable=True
    )

    amounts_ordered = row_check(
        "amounts_ordered", "amount_min is not above amount_max", pl.col("amount_min") <= pl.col("amount_max")
    )

    class Config:
        """Title."""

        title = "Money figures"


class Dates(Mentions):
    """One row for each date expression, with the days it stands for."""

    kind: pl.String = field("How the expression says its time.", isin=get_args(DateKind))
    date_start: pl.Date = field("First day; null where it has no calendar value.", nullable=True)
    date_end: pl.Date = field("Last day, inclusive; null where it has no calendar value.", nullable=True)
    granularity: pl.String = field(
        "The unit of the calendar that it speaks in.", isin=get_args(Granularity), nullable=True
    )
    edtf: pl.String = field("The date in EDTF level 1 (ISO 8601-2); null where it can't be said.", nullable=True)
    duration: pl.String = field("The duration (ISO 8601).", nullable=True, str_startswith="P")
    timex: pl.String = field("The TIMEX3 value of ISO-TimeML.", nullable=True)
    mod: pl.String = field("The TIMEX3 modifier of ISO-TimeML, such as `START` or `APPROX`.", nullable=True)

    dates_ordered = period("date_start", "date_end")

    class Config:
        """Title."""

        title = "Dates"

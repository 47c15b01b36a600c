"""Views over the tables, for the questions that people ask most: who, how much and when, sentence by sentence."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A query over the tables: what a row of its answer is, and what each column holds, in order."""

    title: str
    description: str
    columns: Mapping[str, str]
    query: str


_STATEMENTS = """
with mentions as (
    select document_id, passage_id, passage_kind, section_id, page, sentence, source_start, mention_id, 'ORG' as label
    from organisation_mentions
    union all by name
    select document_id, passage_id, passage_kind, section_id, page, sentence, source_start, mention_id, 'MONEY' as label
    from money
    union all by name
    select document_id, passage_id, passage_kind, section_id, page, sentence, source_start, mention_id, 'DATE' as label
    from dates
), sentences as (
    select document_id, passage_id, sentence, any_value(passage_kind) as passage_kind,
           any_value(section_id) as section_id, min(page) as page, min(source_start) as source_start
    from mentions group by all
), who as (
    select document_id, passage_id, sentence,
           list({mention_id: mention_id, organisation_id: organisation_id, name: name, text: text}
                order by mention_id) as organisations
    from organisation_mentions join organisations using (document_id, organisation_id) group by all
), how_much as (
    select document_id, passage_id, sentence,
           list({mention_id: mention_id, text: text, amount_min: amount_min, amount_max: amount_max,
                 currency: currency, qualifier: qualifier} order by mention_id) as money
    from money group by all
), days as (
    select document_id, passage_id, sentence,
           list({mention_id: mention_id, text: text, date_start: date_start, date_end: date_end, edtf: edtf}
                order by mention_id) as dates
    from dates group by all
), support as (
    select document_id, marker_passage_id as passage_id, marker_sentence as sentence,
           list({passage_id: passage_id, label: label, text: text} order by position) as footnotes
    from footnotes where marker_passage_id is not null group by all
)
select document_id, documents.source, passage_id, passage_kind, section_id, sections.title as section, page,
       sentences.source_start, sentence, coalesce(organisations, []) as organisations, coalesce(money, []) as money,
       coalesce(dates, []) as dates, coalesce(footnotes, []) as footnotes
from sentences
join documents using (document_id)
left join sections using (document_id, section_id)
left join who using (document_id, passage_id, sentence)
left join how_much using (document_id, passage_id, sentence)
left join days using (document_id, passage_id, sentence)
left join support using (document_id, passage_id, sentence)
order by document_id, sentences.source_start, passage_id, sentence
"""

VIEWS: Mapping[str, View] = {
    "statements": View(
        title="Statements",
        description="A sentence that names an organisation, a money figure or a date: who, how much, when, and the "
        "footnotes that support it. A sentence that a passage says twice is one row.",
        columns={
            "document_id": "The document.",
            "source": "Its path, relative to the source of the run.",
            "passage_id": "The paragraph or the footnote that the sentence stands in.",
            "passage_kind": "The kind of the paragraph, or `footnote`.",
            "section_id": "The section, null outside of all.",
            "section": "The title of the section.",
            "page": "The page of a PDF, counted from 1; null for text.",
            "source_start": "Where the first mention of the sentence begins in the source text, in code points.",
            "sentence": "The sentence.",
            "organisations": "The organisations it mentions: `mention_id`, `organisation_id`, `name`, and `text` as it "
            "stands there.",
            "money": "Its money figures: `mention_id`, `text`, `amount_min`, `amount_max`, `currency`, `qualifier`.",
            "dates": "Its dates: `mention_id`, `text`, `date_start`, `date_end`, `edtf`.",
            "footnotes": "The footnotes whose markers stand in it: `passage_id`, `label`, `text`.",
        },
        query=_STATEMENTS,
    ),
}

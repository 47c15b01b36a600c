"""What the first page shows: the documents, what they hold most of, and what failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outsider_etl.dataset import Dataset
from outsider_etl.explorer.pages import Record, amount
from outsider_etl.tables import TABLES

_DOCUMENTS = """
    select document_id, title, source, authors, publisher, published_start, footnote_count,
           coalesce(o.n, 0) as organisations, coalesce(m.n, 0) as money, coalesce(d.n, 0) as dates
    from documents
    left join (select document_id, count(*) as n from organisations group by all) as o using (document_id)
    left join (select document_id, count(*) as n from money group by all) as m using (document_id)
    left join (select document_id, count(*) as n from dates group by all) as d using (document_id)
    order by source
"""
_LARGEST = """
    select document_id, mention_id, text, amount_min, amount_max, currency, qualifier, sentence from money
    where amount_max is not null
    qualify row_number() over (partition by currency order by amount_max desc, document_id, mention_id) <= 10
    order by currency, amount_max desc, document_id, mention_id
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """The documents with counts, the largest figures of each currency, what failed, and the rows by table."""

    documents: Sequence[Record]
    largest: Sequence[Record]
    failures: Sequence[Record]
    totals: Mapping[str, int]


def make_overview(data: Dataset) -> Overview:
    """Return what the first page shows of a dataset."""
    totals = {name.replace("_", " "): sum(file.rows for file in data.manifest.tables.get(name, ())) for name in TABLES}
    return Overview(
        documents=records(data, _DOCUMENTS),
        largest=[{**each, "value": amount(each)} for each in records(data, _LARGEST)],
        failures=records(data, "select message from failures order by source"),
        totals={name: rows for name, rows in totals.items() if rows},
    )


def records(data: Dataset, query: str) -> list[Record]:
    """Return the rows of the answer to a query."""
    answer = data.sql(query)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]

"""What people see of a run in Prefect: a summary, and the tables that they ask for first."""

from collections.abc import Iterable, Mapping

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from outsider_etl import dataset

SUMMARY_KEY = "report-summary"

FAILURES = "select source, stage, error, message from failures order by source"

OPEN_CITATIONS = """
    select count(*)::bigint as citations, coalesce(sum((refers_to is null)::int), 0)::bigint as unresolved
    from citations where kind <> 'full'
"""

TABLES: Mapping[str, tuple[str, str]] = {
    "top-organisations": (
        "The organisations that are mentioned most often.",
        """
        select name, any_value(acronym) as acronym, sum(mention_count)::bigint as mentions,
               count(distinct document_id) as documents
        from organisations group by name order by mentions desc, name limit 50
        """,
    ),
    "most-cited-works": (
        "The works that are cited most often.",
        """
        select works.title, list_transform(works.authors, a -> coalesce(a.family, a.literal)) as authors, works.type,
               issued_start, citation_count, source
        from works join documents using (document_id)
        order by citation_count desc, document_id, work_id limit 50
        """,
    ),
    "largest-money-figures": (
        "The largest money figures of each currency.",
        """
        select currency, amount_min, amount_max, money.text, source, page, sentence
        from money join documents using (document_id)
        where amount_max is not null
        qualify row_number() over (partition by currency order by amount_max desc, document_id, mention_id) <= 20
        order by currency, amount_max desc, document_id, mention_id
        """,
    ),
    "timeline": (
        "The dates that are mentioned most often, in order of time.",
        """
        select * from (
            select date_start, date_end, count(*) as mentions, count(distinct document_id) as documents,
                   arg_min(sentence, (document_id, mention_id)) as example
            from dates where date_start is not null and date_end is not null
            group by all order by mentions desc, date_start, date_end limit 100
        ) order by date_start, date_end
        """,
    ),
}


def show_summary(destination: str, headline: str) -> None:
    """Show what a run came to."""
    summary = _summary(dataset.load(destination), headline)
    create_markdown_artifact(summary, key=SUMMARY_KEY, description="What the run came to.")


def show_tables(destination: str) -> None:
    """Show what a dataset holds most of."""
    data = dataset.load(destination)
    for key, (description, query) in TABLES.items():
        create_table_artifact(_rows(data, query), key=key, description=description)


def count_open_citations(data: dataset.Dataset) -> str | None:
    """Return how many short and *ibid.* citations lead to no citation in full, in words; None where all do."""
    ((citations, unresolved),) = data.sql(OPEN_CITATIONS).fetchall()
    if not unresolved:
        return None
    return f"{unresolved:,} of {citations:,} short and ibid. citations could not be resolved"


def _summary(data: dataset.Dataset, headline: str) -> str:
    rows = [{"table": name, "rows": sum(file.rows for file in files)} for name, files in data.manifest.tables.items()]
    failures = _rows(data, FAILURES)
    parts = [f"**{headline}**", f"Tables in `{data.destination}`:", _markdown(rows)]
    if unresolved := count_open_citations(data):
        parts.append(f"{unresolved}.")
    if failures:
        parts += ["Sources that failed:", _markdown(failures)]
    return "\n\n".join(parts)


def _rows(data: dataset.Dataset, query: str) -> list[dict[str, object]]:
    relation = data.sql(query)
    return [
        {
            name: value if isinstance(value, int | None) else str(value)
            for name, value in zip(relation.columns, row, strict=True)
        }
        for row in relation.fetchall()
    ]


def _markdown(rows: list[dict[str, object]]) -> str:
    lines: list[Iterable[object]] = [rows[0], ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join(f"| {' | '.join(_cell(value) for value in line)} |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())

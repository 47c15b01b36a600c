"""What people see of a run in Prefect: a summary, and the tables that they ask for first."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast
from uuid import UUID

from duckdb import DuckDBPyRelation
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from outsider_etl import dataset
from outsider_etl.errors import LONGEST_MESSAGE
from outsider_etl.redaction import quotation

SUMMARY_KEY = "report-summary"
PROGRESS_KEY = "progress"
EXPLORER_KEY = "explorer"

UPDATE_SECONDS = 1.0
"""How often at most a progress bar moves: each move is a call of Prefect's API."""

SUMMARY_FAILURES = 20
"""How many failures the summary names; the table `failures` has all."""

# Shown after every run: a table of an earlier run would look as if it were still true.
FAULTS: Mapping[str, tuple[str, str]] = {
    "failures": (
        "The first 100 sources that could not be processed, and what to do about each.",
        "select source, stage, reason, message from failures order by source limit 100",
    ),
    "rejected-rows": (
        "The rows that failed their checks and are in no table, counted by check, with an example of each.",
        """
        select "table", "column", "check", count(*) as rows,
               arg_min(source, (document_id, "row")) as source,
               arg_min(reason, (document_id, "row")) as reason,
               left(arg_min("row", (document_id, "row")), 300) as example
        from rejected left join documents using (document_id)
        group by all order by rows desc, "table", "column", "check"
        """,
    ),
}

_MARKUP = re.compile(r"[\\`*_\[\]!|<>&~]")

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


def show_summary(data: dataset.Dataset, headline: str, warnings: Sequence[str]) -> None:
    """Show what a run came to, and what it warns of."""
    summary = _summary(data, headline, warnings)
    create_markdown_artifact(summary, key=SUMMARY_KEY, description="What the run came to.")


def show_faults(data: dataset.Dataset) -> None:
    """Show which sources failed and which rows were rejected."""
    _show(data, FAULTS)


def show_tables(data: dataset.Dataset) -> None:
    """Show what a dataset holds most of."""
    _show(data, TABLES)


def show_explorer(page: Path, url: str | None) -> None:
    """Show where the page is that people read the dataset in: at `url`, or else its place on the disk."""
    create_link_artifact(
        url or page.resolve().as_uri(),
        key=EXPLORER_KEY,
        link_text="Read the dataset",
        description="The dataset as a page to read. A browser opens an address that begins with file: only where it is "
        "pasted, and only on the machine that the run was on; the setting explorer_url names another address.",
    )


def start_progress(documents: int) -> Callable[[int], None]:
    """Show a progress bar and return what moves it on by a number of documents; nothing is shown of a single one."""
    if documents < 2:
        return _nothing
    created = create_progress_artifact(0.0, key=PROGRESS_KEY, description=_documents(0, documents))
    artifact = cast(UUID, created)  # its type allows for a caller that is a coroutine
    done = 0
    moved = time.monotonic()

    def advance(more: int) -> None:
        nonlocal done, moved
        done += more
        now = time.monotonic()
        if done == documents or now >= moved + UPDATE_SECONDS:
            moved = now
            update_progress_artifact(artifact, 100 * done / documents, description=_documents(done, documents))

    return advance


def count_open_citations(data: dataset.Dataset) -> str | None:
    """Return how many short and *ibid.* citations lead to no citation in full, in words; None where all do."""
    ((citations, unresolved),) = data.sql(OPEN_CITATIONS).fetchall()
    if not unresolved:
        return None
    return f"{unresolved:,} of {citations:,} short and ibid. citations could not be resolved"


def _summary(data: dataset.Dataset, headline: str, warnings: Sequence[str]) -> str:
    rows = [{"table": name, "rows": sum(file.rows for file in files)} for name, files in data.manifest.tables.items()]
    failures = _rows(data.sql(FAULTS["failures"][1]))
    rejected = next(row["rows"] for row in rows if row["table"] == "rejected")
    parts = [f"**{headline}**", f"Tables in `{data.destination}`:", _markdown(rows)]
    if warnings:
        parts += ["Not as the setting `assertions` asks:", _markdown([{"warning": line} for line in warnings])]
    if unresolved := count_open_citations(data):
        parts.append(f"{unresolved}.")
    if rejected:
        parts.append(f"Rows that failed their checks: {rejected:,}; see the table `rejected-rows`.")
    if failures:
        parts += ["Sources that failed:", _markdown(failures[:SUMMARY_FAILURES])]
    if len(failures) > SUMMARY_FAILURES:
        parts.append(f"{len(failures) - SUMMARY_FAILURES:,} more are in the table `failures`.")
    return "\n\n".join(parts)


def _show(data: dataset.Dataset, tables: Mapping[str, tuple[str, str]]) -> None:
    answers = data.answers([query for _, query in tables.values()])
    for (key, (description, _)), answer in zip(tables.items(), answers, strict=True):
        create_table_artifact(_rows(answer), key=key, description=description)


def _documents(done: int, documents: int) -> str:
    return f"{done} of {documents} documents are done."


def _nothing(more: int) -> None:
    return


def _rows(answer: DuckDBPyRelation) -> list[dict[str, object]]:
    return [
        {
            name: value if isinstance(value, int | None) else quotation(str(value), LONGEST_MESSAGE)
            for name, value in zip(answer.columns, row, strict=True)
        }
        for row in answer.fetchall()
    ]


def _markdown(rows: list[dict[str, object]]) -> str:
    lines: list[Iterable[object]] = [rows[0], ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join(f"| {' | '.join(_cell(value) for value in line)} |" for line in lines)


def _cell(value: object) -> str:
    # A name of a file may look like Markdown or HTML, an image among it that a browser would fetch.
    return _MARKUP.sub(_as_it_stands, " ".join(str(value).split()))


def _as_it_stands(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"

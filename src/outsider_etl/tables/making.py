"""Make the tables of a document: its rows, checked, and those that failed a check."""

from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow as pa
from spacy.tokens import Doc

from outsider_etl.citations.resolution import Resolved
from outsider_etl.document import Document
from outsider_etl.structure.sentences import Sentences
from outsider_etl.tables.checking import check, sound_table
from outsider_etl.tables.citations import citation_rows
from outsider_etl.tables.crosschecks import Tables, close_keys, trace
from outsider_etl.tables.models import TABLES
from outsider_etl.tables.organisations import identify
from outsider_etl.tables.rejection import Row
from outsider_etl.tables.rows import Identity, mention_rows, structure_rows

RowsByTable = Mapping[str, Sequence[Row]]


def make_tables(
    document: Document, cited: Sequence[Resolved], docs: Sequence[Doc], identity: Identity
) -> dict[str, pa.Table]:
    """Return every table of a document but those of a whole dataset, checked, rows in their final order.

    `cited` are the citations of the document's footnotes, and `docs[i]` holds the entities of the i-th of
    `document.passages()`. Rows that fail a check are in `rejected`. Raises ValueError where docs and passages differ in
    number, RuntimeError where the rows do not add up.
    """
    sentences = cache(Sentences)
    structure, rejected = _check(structure_rows(document, identity, sentences), {})
    kept = frozenset(structure["footnotes"]["passage_id"].to_pylist())
    citations, works = citation_rows(identity.document_id, document.footnotes, cited, kept)
    rows, untraceable = _found_rows(document, mention_rows(document, docs, identity, sentences), structure)
    rows = {"citations": citations, "works": works, **rows}
    found, failed = _check(rows, structure)
    made = {**structure, **found, "rejected": sound_table("rejected", [*rejected, *untraceable, *failed])}
    return {table: made[table] for table in TABLES if table in made}


def _found_rows(
    document: Document, mentions: RowsByTable, structure: Tables
) -> tuple[dict[str, Sequence[Row]], list[Row]]:
    """Return the rows of what was found in the text, and rows of `rejected` for mentions that lead nowhere.

    Organisations are told apart after that, so that each one's first mention is in its table.
    """
    kept = {each for table in ("paragraphs", "footnotes") for each in structure[table]["passage_id"].to_pylist()}
    passages = {passage.passage_id: passage for passage in document.passages() if passage.passage_id in kept}
    traced: dict[str, Sequence[Row]] = {}
    rejected: list[Row] = []
    for table, rows in mentions.items():
        traced[table], untraceable = trace(table, rows, passages)
        rejected += untraceable
    texts = {passage_id: passage.text.value for passage_id, passage in passages.items()}
    organisations = identify(traced["organisation_mentions"], texts)
    return {**traced, "organisations": organisations}, rejected


def _check(made: RowsByTable, parents: Tables) -> tuple[Tables, list[Row]]:
    """Return the rows that pass every check by table, and rows of `rejected` for the others."""
    tables: dict[str, pa.Table] = {}
    rejected: list[Row] = []
    for table, rows in made.items():
        tables[table], failed = check(table, rows)
        rejected += failed
    closed, orphans = close_keys(tables, parents)
    rejected += orphans
    written = sum(table.num_rows for table in closed.values())
    if written + len(rejected) != sum(map(len, made.values())):
        raise RuntimeError(
            f"of {sum(map(len, made.values()))} rows, {written} passed and {len(rejected)} were rejected"
        )
    return closed, rejected

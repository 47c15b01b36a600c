"""A dataset of the report that `tests.tables.hand_made` makes by hand: a paragraph and a footnote with mentions."""

from pathlib import Path

from outsider_etl.dataset import Dataset, Entry, load, publish, stage
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from tests.tables.hand_made import IDENTITY, tables

KEY = "0" * 16


def put_report(destination: Path) -> Dataset:
    made = tables()
    stage(destination, KEY, {name: made[name] for name in DOCUMENT_TABLES})
    entry = Entry(IDENTITY.document_id, IDENTITY.source, (), KEY)
    publish(destination, [entry], [], sources_found=1, pipeline_version="1.0")
    return load(destination)

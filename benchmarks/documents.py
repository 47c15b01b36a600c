"""Write what a dataset says of the parts of its documents: `python -m benchmarks.documents DATASET OUT_DIR`.

For each document a file NAME.json, NAME being its source without suffix, as the scoring of footnotes reads it: `notes`
(label, text), `links` (label, the text before the marker, which note), `paragraphs` and `headings` (text, level).
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

import outsider_etl

BODY_KINDS = ("paragraph", "list_item", "block_quote")
# How much of the text before a marker is given, in characters: enough to tell its place from all others.
CONTEXT = 60

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def by_document(table: pa.Table) -> Rows:
    """Return the rows of a table for each document id, in their order."""
    rows: Rows = defaultdict(list)
    for row in table.to_pylist():
        rows[row["document_id"]].append(row)
    return rows


def parts(paragraphs: Sequence[Row], footnotes: Sequence[Row], sections: Sequence[Row]) -> dict[str, list[object]]:
    """Return the parts of one document in the form that is scored; a note that has no marker has no link.

    Notes to tables are set aside, as the tables themselves are.
    """
    texts = {row["passage_id"]: row["text"] for row in (*paragraphs, *footnotes)}
    tables = {row["passage_id"] for row in paragraphs if row["kind"] == "table"}
    footnotes = [row for row in footnotes if row["marker_passage_id"] not in tables]
    return {
        "notes": [{"label": row["label"] or "", "text": row["text"]} for row in footnotes],
        "links": [
            {
                "label": row["label"] or "",
                "before": texts[row["marker_passage_id"]][: row["marker_offset"]][-CONTEXT:],
                "note": index,
            }
            for index, row in enumerate(footnotes)
            if row["marker_passage_id"] is not None
        ],
        "paragraphs": [row["text"] for row in paragraphs if row["kind"] in BODY_KINDS],
        "headings": [{"text": row["title"], "level": row["level"]} for row in sections],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file of each document of the dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    data = outsider_etl.load(options.dataset)
    paragraphs, footnotes, sections = (by_document(data[name]) for name in ("paragraphs", "footnotes", "sections"))
    options.out.mkdir(parents=True, exist_ok=True)
    documents = data["documents"].to_pylist()
    stems = [PurePosixPath(document["source"]).stem for document in documents]
    if len(set(stems)) < len(stems):
        parser.error("two documents have one name but for their suffix; make a dataset of each")
    for document in documents:
        key = document["document_id"]
        found = parts(paragraphs[key], footnotes[key], sections[key])
        path = options.out / f"{PurePosixPath(document['source']).stem}.json"
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

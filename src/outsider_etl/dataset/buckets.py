"""A table in its files: which bucket a document's rows lie in, and the bytes of a bucket.

A bucket is named by the leading hex digits of `document_id`. How many digits a table has follows from the bytes of its
rows alone, so that the same documents lie in the same buckets whatever the order in which they came.
"""

import io
from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from outsider_etl.dataset.manifest import DocumentRecord, TableFile, damaged
from outsider_etl.dataset.places import Place, arrow_files
from outsider_etl.dataset.versions import present_rows
from outsider_etl.tables import arrow_schema

BUCKET_BYTES = 500_000_000
"""How many bytes of rows in memory a bucket holds on average before a table is cut into 16 times as many."""
MAX_DIGITS = 2
ROW_GROUP_ROWS = 122_880


def bucket_digits(name: str, documents: Mapping[str, DocumentRecord]) -> int:
    """Return how many digits name a bucket of table `name`: 0 for a table in one bucket, 1 for 16, 2 for 256."""
    size = sum(record.bytes.get(name, 0) for record in documents.values())
    return next((digits for digits in range(MAX_DIGITS) if size <= BUCKET_BYTES * 16**digits), MAX_DIGITS)


def bucket_keys(name: str, documents: Mapping[str, DocumentRecord], digits: int) -> dict[str, dict[str, str]]:
    """Return the keys of the documents that have rows in table `name`: by the digits of their bucket, then by id.

    Without digits there is one bucket, "", whether or not there are rows.
    """
    buckets: dict[str, dict[str, str]] = {} if digits else {"": {}}
    for document_id, record in sorted(documents.items()):
        if name in record.rows:
            buckets.setdefault(document_id[:digits], {})[document_id] = record.key
    return buckets


def bucket_name(prefix: str) -> str:
    """Return what the files of the bucket of ids that begin with `prefix` are called."""
    return prefix or "all"


def published_rows(destination: Place, name: str, files: Iterable[TableFile], ids: Collection[str]) -> pa.Table:
    """Return the rows of the documents `ids` from published files of table `name`, in their order there.

    Raises FileNotFoundError where a newer publication has taken a file away, DatasetError for one that is damaged.
    """
    paths, filesystem = arrow_files([destination / file.path for file in files])
    if not paths:
        return arrow_schema(name).empty_table()
    try:
        rows = ds.dataset(paths, format="parquet", filesystem=filesystem).to_table(
            filter=pc.field("document_id").isin(list(ids))
        )
    except FileNotFoundError:
        raise
    except (OSError, pa.ArrowException) as error:
        raise damaged(destination, f"a file of table {name} cannot be read ({error})") from error
    return present_rows(name, rows)


def count_nulls(destination: Place, files: Iterable[Place], column: str) -> int:
    """Return how many rows of some files have no value in `column`, as their footers say: no row is read.

    Raises DatasetError for a file that is damaged.
    """
    nulls = 0
    for file in files:
        (path,), filesystem = arrow_files([file])
        try:
            footer = pq.read_metadata(path, filesystem=filesystem)
        except (OSError, pa.ArrowException) as error:
            raise damaged(destination, f"{file} cannot be read ({error})") from error
        place = footer.schema.names.index(column)
        groups = [footer.row_group(number).column(place) for number in range(footer.num_row_groups)]
        nulls += sum(group.statistics.null_count for group in groups if group.num_values)
    return nulls


def sorted_rows(parts: Iterable[pa.Table]) -> pa.Table:
    """Return the rows of all parts by document; the rows of one document keep their order."""
    return pa.concat_tables(parts).sort_by("document_id")


def to_parquet(table: pa.Table) -> bytes:
    """Return the Parquet file of `table`; equal rows give equal bytes, however they lie in memory."""
    sink = io.BytesIO()
    pq.write_table(table.combine_chunks(), sink, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    return sink.getvalue()

"""What a row that failed its checks becomes: a row of `rejected`."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

Row = dict[str, Any]


class Fault(NamedTuple):
    """A check that a row failed: the columns it is about, its name, and what was wrong in words."""

    columns: tuple[str, ...]
    check: str
    reason: str


def reject(table: str, row: Row, faults: Sequence[Fault]) -> Row:
    """Return the row of `rejected` for a row of `table` with at least one fault."""
    return {
        "document_id": row["document_id"],
        "table": table,
        "row": json.dumps(row, ensure_ascii=False, sort_keys=True, default=str),
        "column": ", ".join(dict.fromkeys(column for fault in faults for column in fault.columns)),
        "check": ", ".join(dict.fromkeys(fault.check for fault in faults)),
        "reason": "; ".join(fault.reason for fault in faults),
    }

"""The tables for spreadsheet programs: a CSV file each, or one workbook with a sheet each."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter

from outsider_etl.tables import columns
from outsider_etl.tables.views import VIEWS

SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
"""What Excel holds: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3."""

# A spreadsheet program takes text that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day too many before it."""


def to_csv(table: pa.Table) -> bytes:
    """Return a table as CSV in UTF-8 with a mark of byte order, by which Excel knows it.

    Text that a spreadsheet program would take for a formula has an apostrophe before it, lists and structs are JSON,
    and null is an empty cell.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(["" if value is None else _inert(value) for value in row] for row in _rows(table))
    return sink.getvalue().encode("utf-8-sig")


def to_json_lines(table: pa.Table) -> bytes:
    """Return a table as JSON, an object a line: decimals are strings, days as in ISO 8601, bytes hexadecimal.

    What is no number is null, and the second of two columns of one name has a number behind it.
    """
    names = [
        f"{name}_{table.column_names[:at].count(name)}" if name in table.column_names[:at] else name
        for at, name in enumerate(table.column_names)
    ]
    rows = (dict(zip(names, map(_finite, row), strict=True)) for row in _rows(table))
    lines = (json.dumps(row, ensure_ascii=False, default=_plain) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def write_workbook(tables: dict[str, pa.Table], path: Path) -> int:
    """Write a workbook with a sheet for each table to `path`, and return how many cells were too long for Excel.

    Such a cell is cut, and says how many characters are missing. Rows that have no room in a sheet are in further ones
    ("dates 2"). Cells are as in `to_csv`, but numbers and days are numbers and days. Raises OSError where the file
    cannot be written.
    """
    cut = 0
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": datetime(2000, 1, 1)})  # equal tables, equal bytes
            head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
            for name, table in tables.items():
                for number, start in enumerate(range(0, max(1, table.num_rows), SHEET_ROWS - 1), start=1):
                    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
                    cut += _fill(sheet, name, table.slice(start, SHEET_ROWS - 1), head, day)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error
    return cut


def _fill(sheet: Any, name: str, table: pa.Table, head: Any, day: Any) -> int:
    cut = 0
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
    for column, field in enumerate(table.schema):
        sheet.set_column(column, column, _width(field))
        sheet.write_string(0, column, field.name, head)
        sheet.write_comment(0, column, _meaning(name, field.name))
    for number, row in enumerate(_rows(table), start=1):
        for column, value in enumerate(row):
            match value:
                case None:
                    pass
                case date() if value >= _FIRST_DAY:
                    sheet.write_datetime(number, column, value, day)
                case int() | float():
                    sheet.write_number(number, column, value)
                case Decimal() if Decimal(float(value)) == value:
                    sheet.write_number(number, column, float(value))
                case _:
                    text = str(_inert(value))
                    cut += _length(text) > CELL_CHARACTERS
                    sheet.write_string(number, column, _fitting(text))
    return cut


def _meaning(name: str, column: str) -> str:
    return VIEWS[name].columns[column] if name in VIEWS else columns(name)[column].description


def _width(field: pa.Field) -> int:
    if field.name in ("text", "sentence", "title", "marker_sentence", "message"):
        return 60
    return max(12, len(field.name) + 3)


def _rows(table: pa.Table) -> Iterator[Sequence[Any]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _inert(value: Any) -> object:
    match value:
        case str():
            return f"'{value}" if _FORMULA.match(value) else value
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=_plain)
        case _:
            return _plain(value)


def _plain(value: object) -> object:
    match value:
        case date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case bytes():
            return value.hex()
        case int() | float():
            return value
        case _:
            return str(value)


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not isfinite(value) else value


def _fitting(text: str) -> str:
    if _length(text) <= CELL_CHARACTERS:
        return text
    kept = (CELL_CHARACTERS - 40) * len(text) // _length(text) - 40
    return f"{text[:kept]} [{len(text) - kept:,} characters more]"


def _length(text: str) -> int:
    """Return the length of a text as Excel counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2

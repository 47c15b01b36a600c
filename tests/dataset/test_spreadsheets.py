import csv
import io
import json
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pytest

from outsider_etl.dataset import spreadsheets
from outsider_etl.dataset.spreadsheets import CELL_CHARACTERS, to_csv, to_json_lines, write_workbook
from tests.dataset.one_report import put_report

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1", "\ufeff=1"]


def money(**columns: list[object]) -> pa.Table:
    """A table with some of the columns of `money`."""
    types = {"amount_max": pa.decimal128(24, 4), "start": pa.int32(), "text": pa.string()}
    return pa.table({name: pa.array(values, types.get(name)) for name, values in columns.items()})


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path, text):
    assert rows_of(to_csv(money(text=[text]))) == [["text"], ["'" + text]]
    write_workbook({"money": money(text=[text])}, tmp_path / "it.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "it.xlsx")["money"]["A2"]
    assert (cell.data_type, cell.value.startswith("'")) == ("s", True)


def test_csv_keeps_figures_exact_and_text_whole():
    table = money(
        text=["a, “b”\nc", None], amount_max=[Decimal("12345678901234567890.5"), Decimal("-3")], start=[-1, 2]
    )
    assert rows_of(to_csv(table))[1:] == [["a, “b”\nc", "12345678901234567890.5", "-1"], ["", "-3", "2"]]


def test_nested_values_are_json():
    table = pa.table({"text": [[{"day": date(2020, 1, 2), "amount": Decimal("1.50")}]]})
    assert json.loads(rows_of(to_csv(table))[1][0]) == [{"day": "2020-01-02", "amount": "1.5"}]
    assert json.loads(to_json_lines(table)) == {"text": [{"day": "2020-01-02", "amount": "1.5"}]}


def test_json_lines_hold_whatever_can_be_asked():
    table = pa.table(
        [pa.array([float("nan")]), pa.array([b"a"]), pa.array([time(9, 30)]), pa.array([1])], ["a", "a", "b", "a"]
    )
    assert json.loads(to_json_lines(table)) == {"a": None, "a_1": "61", "b": "09:30:00", "a_2": 1}


def test_a_workbook_has_a_sheet_for_each_table_with_numbers_and_days(tmp_path):
    tables = put_report(tmp_path / "processed").everything()
    assert write_workbook(tables, tmp_path / "it.xlsx") == 0
    book = openpyxl.load_workbook(tmp_path / "it.xlsx")
    assert book.sheetnames == list(tables)
    head, *rows = [[cell.value for cell in row] for row in book["dates"].iter_rows()]
    assert head == tables["dates"].column_names
    assert rows[0][head.index("date_start")] == datetime(2019, 1, 1)
    head, *rows = [[cell.value for cell in row] for row in book["money"].iter_rows()]
    assert rows[0][head.index("amount_max")] == 2_000_000_000
    assert "ISO 4217" in book["money"].cell(1, 1 + head.index("currency")).comment.text


def test_a_workbook_says_what_excel_has_no_room_for(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "SHEET_ROWS", 3)
    long = "x" + "🏛" * (CELL_CHARACTERS // 2 + 1)
    amounts = [Decimal("0.5"), Decimal("12345678901234567890.5"), None]
    days = [date(1850, 1, 1), date(1900, 3, 1), None]
    table = pa.table({"text": [long, "b", "c"], "amount_max": amounts, "date_start": days})
    assert write_workbook({"money": table.select([0, 1]), "dates": table.select([2])}, tmp_path / "it.xlsx") == 1
    book = openpyxl.load_workbook(tmp_path / "it.xlsx")
    assert book.sheetnames == ["money", "money 2", "dates", "dates 2"]
    cut = book["money"]["A2"].value
    assert len(cut.encode("utf-16-le")) <= 2 * CELL_CHARACTERS
    assert cut.endswith("characters more]")
    assert [book["money"][cell].value for cell in ("B2", "B3")] == [0.5, "12345678901234567890.5"]
    assert [book["dates"][cell].value for cell in ("A2", "A3")] == ["1850-01-01", datetime(1900, 3, 1)]


def test_equal_tables_give_equal_bytes(tmp_path):
    tables = put_report(tmp_path / "processed").everything()
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tables, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()

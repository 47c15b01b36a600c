from decimal import Decimal

import pytest

from outsider_etl.tables.views import VIEWS
from tests.dataset.one_report import put_report
from tests.tables.hand_made import HEADING


@pytest.fixture
def statements(tmp_path):
    answer = put_report(tmp_path).sql("from statements")
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def test_a_statement_is_a_sentence_with_who_how_much_and_when(statements):
    first, second, _ = statements
    assert first["sentence"].startswith("The Defense Advanced")
    assert {each["name"] for each in first["organisations"]} == {"Defense Advanced Research Projects Agency"}
    assert [each["text"] for each in first["organisations"]] == ["Defense Advanced Research Projects Agency", "DARPA"]
    assert [(each["amount_max"], each["currency"]) for each in first["money"]] == [(Decimal(2_000_000_000), "USD")]
    assert (first["dates"], [each["edtf"] for each in second["dates"]]) == ([], ["2019"])
    assert {each["section"] for each in statements[:2]} == {HEADING}


def test_a_statement_has_the_footnotes_whose_markers_stand_in_it(statements):
    first, second, note = statements
    assert [(each["passage_id"], each["label"]) for each in first["footnotes"]] == [("n001", "12")]
    assert (second["footnotes"], note["footnotes"], note["passage_kind"]) == ([], [], "footnote")


def test_every_column_of_a_view_is_described(tmp_path):
    data = put_report(tmp_path)
    for name, view in VIEWS.items():
        assert list(view.columns) == data.sql(f"from {name}").columns


def test_every_mention_is_in_one_statement(tmp_path):
    data = put_report(tmp_path)
    for column, table in (("organisations", "organisation_mentions"), ("money", "money"), ("dates", "dates")):
        ids = data.sql(f"select unnest({column}).mention_id as id from statements order by id").fetchall()
        assert ids == data.sql(f"select mention_id from {table} order by 1").fetchall()

import pytest
from pydantic import ValidationError

from outsider_etl.errors import ModelError
from outsider_etl.settings import Assertions, Settings, pipeline_key


def test_settings_are_read_from_the_environment_unless_given(monkeypatch):
    monkeypatch.setenv("OUTSIDER_ETL_SOURCE", "reports")
    monkeypatch.setenv("OUTSIDER_ETL_WORKERS", "3")
    assert Settings().source == "reports"
    assert Settings(source="other").source == "other"
    assert Settings().worker_count() == 3


def test_settings_use_at_most_eight_processes_unless_told():
    assert 1 <= Settings().worker_count() <= 8


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("workers", 0),
        ("workers", 65),
        ("batch_documents", 0),
        ("batch_bytes", 0),
        ("document_seconds", 0),
        ("page_seconds", -1),
        ("document_memory", 0),
        ("document_characters", 0),
        ("source", ""),
    ],
)
def test_settings_have_bounds(name, value):
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})


def test_settings_take_an_empty_model_for_the_pinned_one():
    assert Settings(model="") == Settings()


def test_settings_need_a_registry_to_be_there(tmp_path):
    assert Settings(registry="").registry is None
    with pytest.raises(ValidationError, match="there is no such file"):
        Settings(registry=str(tmp_path / "none.csv"))


def test_settings_read_assertions_from_json_and_keep_what_is_not_named(monkeypatch):
    monkeypatch.setenv("OUTSIDER_ETL_ASSERTIONS", '{"min_rows": {"money": 100}, "max_failed_share": 0}')
    read = Settings().assertions
    assert read == Assertions(min_rows={"money": 100}, max_failed_share=0)
    assert read.min_kept_share == Assertions().min_kept_share
    assert hash(Settings()) == hash(Settings(assertions={"max_failed_share": 0, "min_rows": {"money": 100}}))
    assert Settings(assertions=Assertions()).assertions == Assertions()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{min_rows", "this is no JSON"),
        ('{"min_rows": {"mony": 1}}', "there is no such table; the tables are documents, "),
        ('{"max_rows": {"money": -1}}', "max_rows.money"),
        ('{"least": 1}', "least"),
        ('{"min_kept_share": 80}', "min_kept_share"),
    ],
)
def test_settings_say_what_is_wrong_with_assertions(monkeypatch, value, message):
    monkeypatch.setenv("OUTSIDER_ETL_ASSERTIONS", value)
    with pytest.raises(ValidationError, match=message):
        Settings()


def test_settings_describe_every_field():
    schema = Settings.model_json_schema()
    assert all(field["description"].endswith(".") for field in schema["properties"].values())


def test_pipeline_key_changes_with_what_changes_rows_only(tmp_path):
    (tmp_path / "meta.json").write_text('{"version": "1"}', "utf-8")
    model = str(tmp_path)
    key = pipeline_key(Settings(model=model))
    assert pipeline_key(Settings(model=model, workers=2, batch_bytes=9, source="x", destination="y")) == key
    assert pipeline_key(Settings()) != key
    (tmp_path / "meta.json").write_text('{"version": "2"}', "utf-8")
    assert pipeline_key(Settings(model=model)) != key


def test_pipeline_key_needs_the_model_to_be_there():
    with pytest.raises(ModelError, match="no_such_model: no such spaCy model"):
        pipeline_key(Settings(model="no_such_model"))

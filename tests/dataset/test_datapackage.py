import hashlib
import json
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest

from outsider_etl.dataset import buckets
from outsider_etl.tables import TABLES
from tests.dataset.small_documents import put


def resources(destination: Path) -> dict[str, Any]:
    package = json.loads((destination / "datapackage.json").read_text())
    return {resource["name"]: resource for resource in package["resources"]}


def test_data_package_describes_the_files_of_every_table(tmp_path: Path) -> None:
    put(tmp_path, {1: 1, 2: None})
    described = resources(tmp_path)
    assert set(described) == set(TABLES)
    for resource in described.values():
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == pq.read_schema(tmp_path / resource["path"]).names
        assert all(field["description"] for field in fields)


def test_data_package_lists_every_file_of_a_table_in_buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "BUCKET_BYTES", 300)
    put(tmp_path, dict.fromkeys(range(6), 1))
    paragraphs = resources(tmp_path)["paragraphs"]
    assert paragraphs["path"] == sorted(f"paragraphs/{path.name}" for path in (tmp_path / "paragraphs").iterdir())
    assert len(paragraphs["path"]) > 1
    assert "hash" not in paragraphs


def test_data_package_names_the_keys(tmp_path: Path) -> None:
    put(tmp_path, {})
    described = resources(tmp_path)
    assert described["documents"]["schema"]["primaryKey"] == ["document_id"]
    keys = described["organisation_mentions"]["schema"]["foreignKeys"]
    assert {
        "fields": ["document_id", "organisation_id"],
        "reference": {"resource": "organisations", "fields": ["document_id", "organisation_id"]},
    } in keys
    assert {
        "fields": ["document_id", "parent_id"],
        "reference": {"fields": ["document_id", "section_id"]},
    } in described["sections"]["schema"]["foreignKeys"]
    for name, resource in described.items():
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["reference"].get("resource") != name
            target = described[key["reference"].get("resource", name)]["schema"]
            assert set(key["reference"]["fields"]) <= set(target["primaryKey"])


def test_data_package_is_valid_to_frictionless(tmp_path: Path) -> None:
    put(tmp_path, {1: 1, 2: None})
    report = frictionless.Package.validate_descriptor(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])

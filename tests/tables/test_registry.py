import json
from pathlib import Path

import pytest

from outsider_etl.errors import UsageError
from outsider_etl.tables.registry import read_registry

CSV = "id,name,aliases\nr1,Federal Port Agency,FPA; Port Agency\nr2,Acme Lines,\nr3,Harbour Board,FPA2|Board\n"
ROR_1 = [{"id": "https://ror.org/01", "name": "Federal Port Agency", "aliases": ["Port Agency"], "acronyms": ["FPA"],
          "labels": [{"label": "Agencia Portuaria", "iso639": "es"}]}]  # fmt: skip
ROR_2 = [{"id": "https://ror.org/01", "names": [{"value": "Federal Port Agency", "types": ["ror_display", "label"]},
          {"value": "FPA", "types": ["acronym"]}, {"value": "Port Agency", "types": ["alias"]}]}]  # fmt: skip
ROR_1_CSV = (
    "id,name,types,status,aliases,acronyms,labels\n"
    "r1,Federal Port Agency,Government,active,Port Agency,FPA,es: Agencia\n"
)
ROR_2_CSV = (
    "id,names.types.acronym,names.types.alias,names.types.label,names.types.ror_display,status\n"
    "r1,FPA,Port Agency,en: Federal Port Agency; es: Agencia,Federal Port Agency,active\n"
    "r2,,,,Federal Port Agency,withdrawn\n"
)
WIKIDATA_CSV = (
    "item,itemLabel,itemAltLabel\n"
    'http://www.wikidata.org/entity/Q1,Federal Port Agency,"FPA, Port Agency"\n'
    "http://www.wikidata.org/entity/Q2,Acme Lines,\n"
)
WIKIDATA_JSON = [{"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "Federal Port Agency"}]
SPARQL = {"results": {"bindings": [{
    "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"},
    "itemLabel": {"type": "literal", "value": "Federal Port Agency"}}]}}  # fmt: skip


def written(folder: Path, content: object) -> Path:
    path = folder / "registry"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "identifier"),
    [
        (CSV, "r1"),
        ("\ufeff" + CSV, "r1"),
        (ROR_1, "https://ror.org/01"),
        (ROR_2, "https://ror.org/01"),
        ({"items": ROR_2}, "https://ror.org/01"),
        (ROR_1_CSV, "r1"),
        (ROR_2_CSV, "r1"),
        (WIKIDATA_CSV, "Q1"),
        (WIKIDATA_JSON, "Q1"),
        (SPARQL, "Q1"),
    ],
)
def test_registry_is_read_in_the_form_it_is_exported(tmp_path: Path, content: object, identifier: str) -> None:
    registry = read_registry(written(tmp_path, content), 100)
    assert registry.find("the Federal Port Agency", []) == identifier
    assert registry.find("Federal Agency", []) is None
    assert registry.find("F", []) is None


def test_registry_finds_by_alias_and_other_form(tmp_path: Path) -> None:
    registry = read_registry(written(tmp_path, CSV), 100)
    assert [registry.find(name, []) for name in ("FPA", "Port Agency", "Board", "ACME LINES")] == [
        "r1",
        "r1",
        "r3",
        "r2",
    ]
    assert registry.find("Bundeshafenamt", ["Federal Port Agency"]) == "r1"


def test_registry_finds_what_is_alike_enough(tmp_path: Path) -> None:
    path = written(tmp_path, CSV)
    assert read_registry(path, 90).find("Federal Ports Agency", []) == "r1"
    assert read_registry(path, 90).find("Agency, Federal Port", []) == "r1"
    assert read_registry(path, 100).find("Federal Ports Agency", []) is None
    assert read_registry(path, 90).find("Federal Bird Agency", []) is None
    assert read_registry(path, 50).find("Acne", []) is None


def test_registry_takes_an_acronym_for_no_more_than_it_is(tmp_path: Path) -> None:
    registry = read_registry(written(tmp_path, CSV), 95)
    assert registry.find("Forest Products Association", ["FPA"]) is None
    assert registry.find("Forest Products Association", ["FPa"]) is None


def test_registry_of_a_spreadsheet_is_parted_by_semicolons(tmp_path: Path) -> None:
    registry = read_registry(written(tmp_path, "id;name;aliases\nr1;Federal Port Agency;FPA | Port Agency\n"), 95)
    assert registry.find("Port Agency", []) == "r1"


def test_registry_takes_no_other_for_a_name_that_two_share(tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\nr1,Northern University\nr2,Northern University\nr3,Northerns University\n")
    assert read_registry(path, 80).find("Northern University", []) is None


@pytest.mark.parametrize("name", ["University of Niger", "University of Nigeria, Lagos", "Bank of Austria Group"])
def test_registry_tells_countries_apart(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "id,name\nr1,University of Nigeria\nr2,Bank of Australia Group\n")
    assert read_registry(path, 85).find(name, []) is None


def test_registry_gives_no_identifier_for_a_name_of_two(tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\nr1,Ministry of Defence\nr2,Ministry of Defense\n")
    assert read_registry(path, 100).find("Ministry of Defence", []) is None


@pytest.mark.parametrize(
    "content",
    ["", "no registry", "[1]", "{}", "{broken", "a,b\n1,2\n", '{"results": []}', '[{"id": "1", "names": ["x"]}]'],
)
def test_registry_says_what_it_reads_when_it_can_read_nothing(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match=r"registry: no organisation is in it.*; a registry is CSV with the columns"):
        read_registry(written(tmp_path, content), 95)


def test_registry_must_be_text(tmp_path: Path) -> None:
    (tmp_path / "registry").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        read_registry(tmp_path / "registry", 95)

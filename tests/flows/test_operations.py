"""docs/operations.md tells of every deployment, flow, event, automation and artifact, and of none besides."""

import re
from pathlib import Path

import pytest
import yaml

from flows import artifacts, automations, events
from flows.process_reports import process_reports
from flows.rebuild_dataset import rebuild_dataset
from outsider_etl.settings import Settings

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "operations.md").read_text("utf-8")
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]


def first_cells(heading: str) -> set[str]:
    """Return the names in the first column of the table whose header row begins so."""
    table = MANUAL[MANUAL.index(f"| {heading} |") :].partition("\n\n")[0]
    return {name for row in table.splitlines()[2:] for name in re.findall(r"`([^`]+)`", row.split("|")[1])}


def test_manual_tells_of_every_parameter_of_a_flow() -> None:
    for flow in (process_reports, rebuild_dataset):
        assert set(flow.parameters.properties) == {"settings"}
        assert f"`{flow.name}`" in MANUAL
    assert "All have one parameter, `settings`" in MANUAL


def test_manual_tells_of_every_deployment() -> None:
    assert first_cells("deployment") == {deployment["name"] for deployment in DEPLOYMENTS}
    (schedule,) = DEPLOYMENTS[0]["schedules"]
    assert schedule == {"cron": "30 3 * * *", "timezone": "Europe/London"}
    assert "03:30, Europe/London" in MANUAL


def test_manual_tells_of_every_event_automation_and_artifact() -> None:
    assert first_cells("event") == {events.PUBLISHED, events.CHECKED}
    assert first_cells("automation") == {automations.FAILED, automations.SILENT, automations.DIED}
    keys = {artifacts.SUMMARY_KEY, artifacts.PROGRESS_KEY, artifacts.EXPLORER_KEY, *artifacts.FAULTS, *artifacts.TABLES}
    assert first_cells("artifact") == keys
    assert f"`{automations.ALERTS}`" in MANUAL


def test_a_host_serves_on_loopback_and_asks_for_a_password() -> None:
    lines = (ROOT / "deploy" / "server.env.example").read_text("utf-8").splitlines()
    assert "PREFECT_SERVER_API_HOST=127.0.0.1" in lines
    assert "PREFECT_SERVER_API_AUTH_STRING=<user>:<password>" in lines
    for path in (*sorted((ROOT / "deploy").iterdir()), ROOT / "Makefile", ROOT / "prefect.yaml"):
        assert "0.0.0.0" not in path.read_text("utf-8")
    (exposed,) = (line for line in MANUAL.splitlines() if "0.0.0.0" in line)
    assert "-p 127.0.0.1:4200:4200" in exposed


@pytest.mark.parametrize("name", Settings.model_fields)
def test_form_tells_the_bounds_of_a_setting(name: str) -> None:
    shown = process_reports.parameters.model_dump()["definitions"]["Settings"]["properties"][name]
    for schema in (shown, *shown.get("anyOf", ())):
        for bound in ("minimum", "maximum"):
            if bound in schema:
                assert re.search(rf"\b{schema[bound]:.0f}\b", shown["description"])


def test_names_in_the_summary_are_no_markup() -> None:
    assert artifacts._cell("![i](x)<b>\\|.pdf") == "&#33;&#91;i&#93;(x)&#60;b&#62;&#92;&#124;.pdf"

"""What `make serve` serves, and what is deployed there: a real server and worker, and a password between them."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.automations import ALERTS, DIED, FAILED, SILENT
from flows.events import dataset_resource
from outsider_etl import dataset

PASSWORD = "reader:a password of the test's"
START_SECONDS = 400
RUN_SECONDS = 300

REPORT = """The budget of {place}

In March 2019 the World Bank lent $5 million to {place}. The Ministry of Finance spent it by 2 June 2020.
"""

BLOCK = """
from prefect.blocks.notifications import CustomWebhookNotificationBlock
block = CustomWebhookNotificationBlock(
    name="test", url="{url}", json_data={{"subject": "{{{{subject}}}}", "body": "{{{{body}}}}"}}
)
block.save("{name}")
"""

COMMAND = "from outsider_etl.cli import app; app()"

pytestmark = pytest.mark.timeout(START_SECONDS + 3 * RUN_SECONDS)


class Served:
    """A server and a worker that `outsider-etl serve` runs in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}/api"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "OUTSIDER_ETL_"))}
        self.environment = kept | {
            "PREFECT_HOME": str(folder / "state"),
            "PREFECT_SERVER_API_PORT": str(self.port),
            "PREFECT_SERVER_API_AUTH_STRING": PASSWORD,
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        self.client = httpx.Client(base_url=self.url, auth=tuple(PASSWORD.split(":", 1)), timeout=60)

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment | {"PREFECT_API_URL": self.url, "PREFECT_API_AUTH_STRING": PASSWORD},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def post(self, path: str, body: Any) -> Any:
        """Return the answer to a request; one that the server is too busy for is made again, as Prefect does itself."""
        for _ in range(30):
            answer = self.client.post(path, json=body)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
        answer.raise_for_status()
        return answer.json()

    def deployments(self) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in self.post("/deployments/filter", {})}

    def runs(self, deployment: str, *states: str) -> list[dict[str, Any]]:
        """Return the runs of a deployment in these states, by the time that they began."""
        wanted = {"deployments": {"name": {"any_": [deployment]}}, "sort": "START_TIME_ASC"}
        return [run for run in self.post("/flow_runs/filter", wanted) if run["state_type"] in states]

    def run(self, deployment: str, settings: dict[str, str]) -> dict[str, Any]:
        """Start a run and return it once it has ended."""
        started = self.post(
            f"/deployments/{self.deployments()[deployment]['id']}/create_flow_run",
            {"parameters": {"settings": settings}, "state": {"type": "SCHEDULED"}},
        )

        def ended() -> dict[str, Any] | None:
            (run,) = self.post("/flow_runs/filter", {"flow_runs": {"id": {"any_": [started["id"]]}}})
            return run if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None

        found: dict[str, Any] = wait_for(ended, f"the end of a run of {deployment}")
        return found

    def automations(self) -> dict[str, str]:
        """Return when each of the automations was changed last."""
        return {each["name"]: each["updated"] for each in self.post("/automations/filter", {})}

    def succeed(self, *command: str) -> None:
        process = self.start(*command)
        output, _ = process.communicate(timeout=RUN_SECONDS)
        assert process.returncode == 0, output

    def events(self, prefix: str, by: str) -> list[dict[str, Any]]:
        """Return the events with a name that begins so, from runs of a deployment."""
        related = {"role": ["deployment"], "labels": {"prefect.resource.name": [by]}}
        wanted = {"event": {"prefix": [prefix]}, "related": related, "order": "ASC"}
        return list(self.post("/events/filter", {"filter": wanted})["events"])


def wait_for(found: Callable[[], Any], what: str, seconds: float = RUN_SECONDS) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := found():
            return answer
        time.sleep(0.5)
    pytest.fail(f"{what}: not in {seconds} s")


def at_least(number: int, found: list[Any]) -> list[Any] | None:
    return found if len(found) >= number else None


def read_lines(process: subprocess.Popen[str]) -> list[str]:
    """Return the list that what a process prints is put into while it runs."""
    lines: list[str] = []
    stream = process.stdout
    assert stream is not None
    threading.Thread(target=lambda: lines.extend(stream), daemon=True).start()
    return lines


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "raw").mkdir()
    (folder / "raw" / "georgia.txt").write_text(REPORT.format(place="Georgia"), "utf-8")
    served = Served(folder)
    process = served.start("-c", COMMAND, "serve")
    lines = read_lines(process)
    try:
        wait_for(lambda: process.poll() is not None or "Ctrl-C ends all" in "".join(lines), "the start", START_SECONDS)
        assert process.poll() is None, "".join(lines)
        yield served
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
        assert lines[-1] == "Stopped.\n"
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", served.port)) != 0
    finally:
        process.kill()  # the server and the worker end with it
        process.wait()


def test_deployments_hold_nothing_of_the_machine_they_were_made_on(served: Served) -> None:
    deployments = served.deployments()
    assert set(deployments) == {"nightly", "on-demand", "rebuild"}
    for deployment in deployments.values():
        assert str(served.folder) not in json.dumps(deployment)
        assert str(Path(__file__).parents[2]) not in json.dumps(deployment)
    (schedule,) = deployments["nightly"]["schedules"]
    assert (schedule["active"], schedule["schedule"]["timezone"]) == (True, "Europe/London")
    assert deployments["nightly"]["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def test_server_asks_for_the_password_and_keeps_its_state_private(served: Served) -> None:
    assert httpx.get(f"{served.url}/admin/version", timeout=30).status_code == 401
    assert (served.folder / "state").stat().st_mode & 0o777 == 0o700


def test_server_listens_on_loopback_only(served: Served) -> None:
    # A server that listens on all addresses answers on each of loopback's.
    for address, answers in (("127.0.0.1", True), ("127.0.0.2", False)):
        with socket.socket() as probe:
            assert (probe.connect_ex((address, served.port)) == 0) is answers


def test_watched_folder_starts_a_run_for_a_new_report(served: Served) -> None:
    inbox = served.folder / "inbox"
    inbox.mkdir()
    process = served.start("-c", COMMAND, "watch", "inbox")
    lines = read_lines(process)
    try:
        wait_for(lambda: "There is no report in inbox" in "".join(lines), "the first look")
        (inbox / "moldova.txt").write_text(REPORT.format(place="Moldova"), "utf-8")
        wait_for(lambda: "found:" in "".join(lines), "the run for a new report")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
    (told,) = (line for line in lines if "found:" in line)
    assert told.startswith(f"{inbox} to processed: Completed: 1 source found: 1 new")


def test_failed_run_says_so_where_people_are_told(served: Served) -> None:
    told: list[dict[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        try:
            make_block = BLOCK.format(url=f"http://127.0.0.1:{listener.server_address[1]}", name=ALERTS)
            served.succeed("-c", make_block)
            served.succeed("-m", "flows.automations")
            before = served.automations()
            served.succeed("-m", "flows.automations")
            assert served.automations() == before
            assert set(before) == {FAILED, SILENT, DIED}
            (served.folder / "empty").mkdir()
            run = served.run("on-demand", {"source": "empty", "destination": "nowhere"})
            assert (run["state_type"], run["state"]["message"].partition(":")[0]) == ("FAILED", "empty")
            message = wait_for(lambda: at_least(1, told), "the message")[0]
        finally:
            listener.shutdown()
    assert "Traceback" not in (served.folder / "state" / "worker.log").read_text("utf-8")
    assert message["subject"] == "outsider-etl: the run empty to nowhere is Failed"
    assert "there is no report in this folder" in message["body"]


def test_schedule_fires_and_publishes_and_finds_nothing_new_after(served: Served) -> None:
    schedules = f"/deployments/{served.deployments()['nightly']['id']}/schedules"
    often = {"interval": 12, "anchor_date": datetime.now(UTC).isoformat()}
    served.post(schedules, [{"active": True, "schedule": often}])
    runs = wait_for(lambda: at_least(2, served.runs("nightly", "COMPLETED")), "two runs of the schedule")

    first, second = runs[:2]
    assert first["auto_scheduled"]
    assert first["name"] == "raw to processed"
    assert first["state"]["message"].startswith("1 source found: 1 new")
    assert second["state"]["message"] == "1 source found: nothing new"
    assert timedelta(seconds=second["total_run_time"]) < timedelta(seconds=15)

    data = dataset.load(served.folder / "processed")
    assert data["documents"]["source"].to_pylist() == ["georgia.txt"]
    assert data["money"]["text"].to_pylist() == ["$5 million"]

    shown = {
        artifact["key"] for artifact in served.post("/artifacts/filter", {}) if artifact["flow_run_id"] == first["id"]
    }
    assert {"report-summary", "failures", "rejected-rows", "top-organisations", "timeline"} <= shown

    events = wait_for(lambda: at_least(2, served.events("outsider.", by="nightly")), "the events")
    published, *checked = events
    assert published["event"] == "outsider.dataset.published"
    assert {event["event"] for event in checked} == {"outsider.dataset.checked"}
    assert published["resource"]["prefect.resource.id"] == dataset_resource(str(served.folder / "processed"))
    assert (published["payload"]["new"], published["payload"]["rows"]["money"]) == (1, 1)
    related = {resource["prefect.resource.role"]: resource for resource in published["related"]}
    assert related["deployment"]["prefect.resource.name"] == "nightly"

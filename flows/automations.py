"""What the server does by itself: tell that a run failed or that nothing was published, and mark runs that died.

A message goes to every notification block that is called `outsider-alerts` (Slack, e-mail, a webhook: made in the UI
under Blocks). Without one, that an automation fired is still among the server's events. `python -m flows.automations`
brings the automations up to date, for instance after such a block was made; what has not changed is left alone.
"""

from datetime import timedelta
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import BlockDocument, StateType
from prefect.events.actions import ActionTypes, ChangeFlowRunState, DoNothing, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from flows.events import CHECKED, PUBLISHED

ALERTS = "outsider-alerts"
SILENCE = timedelta(hours=26)
"""How long the nightly run may publish nothing: a day, and time for a run that takes long."""

FAILED = "outsider-etl: a run failed"
SILENT = f"outsider-etl: nothing published for {SILENCE // timedelta(hours=1)} hours"
DIED = "outsider-etl: a run died"

HEARTBEAT_SECONDS = 30
"""How often a run of the worker says that it lives; three are missed before it is taken for dead."""

_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDED = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}


def apply() -> None:
    """Create the automations, or bring those of the same names up to date."""
    with get_client(sync_client=True) as client:
        for wanted in (run_failed(client), nothing_published(client), run_died()):
            there = client.read_automations_by_name(wanted.name)
            if not there:
                client.create_automation(wanted)
            elif _content(there[0]) != _content(wanted):
                # An update begins the time that a trigger waits anew.
                client.update_automation(there[0].id, wanted)


def run_failed(client: SyncPrefectClient) -> AutomationCore:
    """Return the automation that tells of a run that failed or crashed."""
    return AutomationCore(
        name=FAILED,
        description="Nothing was published by a run of these flows: its message says why.",
        trigger=EventTrigger(
            expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed"},
            match_related={
                "prefect.resource.role": "flow",
                "prefect.resource.name": ["process-reports", "rebuild-dataset"],
            },
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=_tell(
            client,
            "outsider-etl: the run {{ flow_run.name }} is {{ flow_run.state.name }}",
            "{{ flow_run.state.message }}\n{{ flow_run|ui_url }}",
        ),
    )


def nothing_published(client: SyncPrefectClient) -> AutomationCore:
    """Return the automation that tells of a nightly run that does not come, or publishes nothing."""
    return AutomationCore(
        name=SILENT,
        description="No nightly run came, or none could publish. One that finds nothing new counts as published.",
        trigger=EventTrigger(
            expect={PUBLISHED, CHECKED},
            match={"prefect.resource.id": "outsider.dataset.*"},
            match_related={"prefect.resource.role": "deployment", "prefect.resource.name": "nightly"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=_tell(
            client,
            SILENT,
            "No nightly run has published. Is the worker up, and the schedule of the deployment on?",
        ),
    )


def run_died() -> AutomationCore:
    """Return the automation that marks a run as crashed whose process is gone."""
    return AutomationCore(
        name=DIED,
        description="A run that gave no sign of life is marked Crashed, so that it holds up no other.",
        trigger=EventTrigger(
            after={_HEARTBEAT},
            expect={_HEARTBEAT, *_ENDED},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=3 * HEARTBEAT_SECONDS),
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="The process of the run is gone.")],
    )


def _tell(client: SyncPrefectClient, subject: str, body: str) -> list[ActionTypes]:
    blocks = _notification_blocks(client)
    if not blocks:
        return [DoNothing()]
    return [SendNotification(block_document_id=block.id, subject=subject, body=body) for block in blocks]


def _notification_blocks(client: SyncPrefectClient) -> list[BlockDocument]:
    wanted = {
        "block_documents": {"name": {"any_": [ALERTS]}},
        "block_schemas": {"block_capabilities": {"all_": ["notify"]}},
    }
    answer = client.request("POST", "/block_documents/filter", json=wanted)
    answer.raise_for_status()
    return [BlockDocument.model_validate(block) for block in answer.json()]


def _content(automation: AutomationCore) -> dict[str, Any]:
    """Return what an automation says, without what the server adds to it."""
    fields = set(AutomationCore.model_fields) - {"tags", "owner_resource"}
    content = automation.model_dump(mode="json", include=fields)
    content["trigger"] = {name: value for name, value in content["trigger"].items() if name != "id"}
    for name in ("after", "expect", "for_each"):
        content["trigger"][name] = sorted(content["trigger"][name])
    return content


if __name__ == "__main__":
    apply()

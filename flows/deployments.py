"""Hand the deployments of prefect.yaml, and the automations, to the Prefect server in PREFECT_API_URL.

`python -m flows.deployments` may be run again at any time: what is there already is brought up to date.
"""

import subprocess
import sys
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

from flows import automations
from outsider_etl.errors import OutsiderError, UsageError

PREFECT_FILE = Path(__file__).parents[1] / "prefect.yaml"
POOL = "reports"
_DEPLOY_SECONDS = 300


def deploy(prefect_file: Path = PREFECT_FILE) -> None:
    """Create the work pool, the deployments and the automations; OutsiderError where the server takes them not."""
    if not prefect_file.is_file():
        raise UsageError(f"{prefect_file}: there is no such file; deploy from a clone of the repository")
    template = ProcessWorker.get_default_base_job_template()
    pool = WorkPoolCreate(name=POOL, type=ProcessWorker.type, base_job_template=template)
    with get_client(sync_client=True) as client:
        client.create_work_pool(pool, overwrite=True)
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(prefect_file)]
    answer = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=_DEPLOY_SECONDS,
    )
    if answer.returncode:
        raise OutsiderError(f"{prefect_file}: cannot be deployed; Prefect says:\n{answer.stdout}")
    automations.apply()


def end_runs(message: str) -> None:
    """Mark what runs in the work pool as crashed, where its one worker has ended and has left that undone."""
    under_way = FlowRunFilterState(
        type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])
    )
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=under_way),
            work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
        ):
            client.set_flow_run_state(run.id, Crashed(message=message), force=True)


if __name__ == "__main__":
    try:
        deploy()
    except OutsiderError as error:
        sys.exit(f"Error: {error}")

"""The flow that makes a dataset anew, for after an upgrade or where a dataset is damaged."""

from prefect import flow, task
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows.logs import keep_logs_clean
from flows.process_reports import Summary, log_plan, open_registry, process_all, publish_by, report, whole
from outsider_etl import dataset
from outsider_etl.batch import Plan, make_plan_anew, open_destination, settle
from outsider_etl.errors import DatasetError, OutsiderError
from outsider_etl.settings import Settings


@flow(name="rebuild-dataset", flow_run_name="rebuild {settings.destination} from {settings.source}")
def rebuild_dataset(settings: Settings) -> State[Summary | OutsiderError]:
    """Read every report at a source and make the dataset at a destination anew, as if nothing were there.

    Nothing that is published or staged is used again; a damaged dataset, or one of an older version, is no obstacle.
    What is there stands until the new dataset is complete, and for good where no report at all can be read.
    """
    keep_logs_clean()
    try:
        open_registry(settings)
        with open_destination(settings):
            plan = discover_all(settings)
            settled = settle(plan, process_all(plan, settings))
            if not settled.entries:
                first = settled.failures[0].failure.message
                raise DatasetError(
                    f"no report could be read, and {settings.destination} stays as it is; the first: {first}"
                )
            published = publish_anew(whole(settled), settings)
    except OutsiderError as error:
        return Failed(message=str(error), data=error)
    return report(plan, published, settings)


@task(name="discover documents")
def discover_all(settings: Settings) -> Plan:
    """Find the sources, plan to work on all of them and forget what is staged."""
    plan = make_plan_anew(settings)
    try:
        dataset.clear_staging(settings.destination)
    except OSError as error:
        raise DatasetError(
            f"{error.filename}: cannot be removed ({error.strerror}); remove it, then run again"
        ) from error
    log_plan(plan)
    return plan


@task(name="publish")
def publish_anew(plan: Plan, settings: Settings) -> dataset.Published:
    """Make what is staged the dataset, in the place of the one that is there."""
    return publish_by(dataset.publish_anew, plan, settings)

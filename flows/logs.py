"""What a run's log leaves out: where in the program an error arose that has a message of its own."""

import logging

from outsider_etl.errors import OutsiderError


def leave_out_tracebacks() -> None:
    """Keep the tracebacks of our own errors out of the logs of runs; their messages say what to do."""
    for name in ("prefect.task_runs", "prefect.flow_runs"):
        logging.getLogger(name).addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], OutsiderError):
        record.exc_info = None
    return True

"""What a run tells of itself: no credentials, of a document no more than a short quotation, no needless tracebacks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from outsider_etl.errors import OutsiderError
from outsider_etl.redaction import quotation, redact


def keep_logs_clean() -> None:
    """Keep credentials out of the logs of runs, and tracebacks of our own errors: their messages say what to do."""
    for name in ("prefect.task_runs", "prefect.flow_runs"):
        logging.getLogger(name).addFilter(_clean)


@contextmanager
def unexpected_in_brief() -> Iterator[None]:
    """Cut the message of an error that is none of ours: it goes into states and logs, and may quote a document.

    An error of the operating system is left as it is: it names files, and may pass.
    """
    try:
        yield
    except (OutsiderError, OSError):
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {quotation(str(error))}; this is a fault of the program, please report it"
        raise RuntimeError(said).with_traceback(error.__traceback__) from None


def _clean(record: logging.LogRecord) -> bool:
    record.msg, record.args = redact(record.getMessage()), None
    if record.exc_info and isinstance(record.exc_info[1], OutsiderError):
        record.exc_info = None
    return True

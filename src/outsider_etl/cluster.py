"""Batches worked on by a Dask cluster, the way that one machine works on them.

Start with `Cluster`. Dask takes a batch to one of its workers, which hands it on to processes of our own: there a
document has its limits and may kill its process, as on one machine, and nobody notices but its own row of
`failures`. A worker that dies itself leaves its batch to another, which finds staged what was done.
"""

import multiprocessing
import re
import sys
import threading
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from outsider_etl.dataset.places import place_of, write_file, writing
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.jobs import Job
from outsider_etl.objects import object_path
from outsider_etl.settings import Settings, pipeline_key
from outsider_etl.workers import Batch, Progress, Workers
from outsider_etl.working import Outcome, died

if TYPE_CHECKING:
    from distributed import Client, Future

MARKS = ".cluster"

PATIENCE = 30
"""Seconds that the scheduler, and then the first worker, may take to answer."""

# How soon a run ends that waits for what never comes.
_LOOK_SECONDS = 1

_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class View:
    """What a worker must see: versions by name, and a file in the destination that holds its own name."""

    versions: tuple[tuple[str, str], ...]
    mark: str


class Cluster:
    """The workers of a Dask cluster, by the methods of `Workers`.

    Raises UsageError where no scheduler or no worker answers, DatasetError where the destination cannot be written.
    """

    def __init__(self, settings: Settings, *, on_done: Progress | None = None) -> None:
        self._address = settings.dask_address or ""
        self._settings = settings.model_copy(
            update={"source": _absolute(settings.source), "destination": _absolute(settings.destination)}
        )
        self._on_done = on_done
        self._lock = threading.Lock()
        self._started: dict[Batch, Future] = {}
        self._view = View(versions(settings), uuid4().hex)
        self._client = _connect(self._address)
        place = place_of(settings.destination)
        try:
            with writing(place):
                write_file(place / MARKS / self._view.mark, self._view.mark.encode())
        except DatasetError:
            self._client.close()
            raise

    def start(self, batch: Batch) -> None:
        """Begin with a batch before it is asked for by `run`."""
        future = self._submit(batch)
        with self._lock:
            self._started[batch] = future

    def run(self, batch: Batch) -> list[Outcome]:
        """Return what became of the documents of a batch.

        Raises UsageError where a worker does not see what it must, ModelError, or DatasetError where nothing can be
        staged or the scheduler is gone.
        """
        from distributed import KilledWorker
        from distributed.client import ClosedClientError

        with self._lock:
            future = self._started.pop(batch, None)
        try:
            outcomes = self._result(future or self._submit(batch))
        except KilledWorker:
            outcomes = [died(job, None, self._settings) for job in batch]
        except (CancelledError, ClosedClientError) as error:
            raise DatasetError(f"{self._address}: the scheduler is gone; what is done is kept, run again") from error
        if self._on_done is not None:
            self._on_done(len(batch))
        return outcomes

    def close(self) -> None:
        """Leave the cluster; batches not begun are forgotten."""
        self._client.close()  # the scheduler forgets what only this client wants
        marks = place_of(self._settings.destination) / MARKS
        with suppress(OSError):
            (marks / self._view.mark).unlink(missing_ok=True)
            if isinstance(marks, Path):
                marks.rmdir()  # but for those of another run

    def _result(self, future: "Future") -> list[Outcome]:
        """Return what a future comes to; CancelledError for one that its client has forgotten or will never ask for.

        A client cancels the futures that it knows when the scheduler is gone, but not one that it is given meanwhile.
        """
        from distributed import wait

        while future.status not in ("error", "cancelled"):
            if self._client.status in ("closing", "closed") or future.key not in self._client.futures:
                raise CancelledError
            with suppress(TimeoutError), self._client.as_current():
                wait(future, timeout=_LOOK_SECONDS)
                finished: list[Outcome] = future.result(timeout=PATIENCE)
                return finished
        outcomes: list[Outcome] = future.result()  # which raises
        return outcomes

    def _submit(self, batch: Batch) -> "Future":
        jobs = tuple(_absolute_job(job) for job in batch)
        return self._client.submit(process_on_worker, jobs, self._settings, self._view, pure=False)


def process_on_worker(batch: Batch, settings: Settings, view: View) -> list[Outcome]:
    """Work on a batch within a Dask worker, in processes that stay for the next one.

    Raises UsageError where this worker does not see what it must.
    """
    from distributed import get_worker

    worker = get_worker()
    check_view(settings, view, worker.address)
    return _resident(settings, worker.state.nthreads).run(batch)


def _resident(settings: Settings, processes: int) -> Workers:
    """Return the processes of this Dask worker, which stay from batch to batch and run to run of the same settings."""
    with _making:
        return _make_resident(settings, processes)


# Batches of a run with other settings may be under way: its processes end when nobody knows them any more.
@lru_cache(maxsize=1)
def _make_resident(settings: Settings, processes: int) -> Workers:
    return Workers(settings.model_copy(update={"workers": processes}), batches=processes)


def versions(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return what rows depend on beyond a document, by name: Python, our own code with the model, what we require."""
    own = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "outsider-etl": pipeline_key(settings)}
    lines = [line for line in requires("outsider-etl") or () if "extra ==" not in line]
    names = [re.split(r"[^\w.-]", line)[0] for line in lines]
    return (*own.items(), *((name, version(name)) for name in names))


@lru_cache(maxsize=8)
def check_view(settings: Settings, view: View, address: str) -> None:
    """Raise UsageError where the worker at `address`, which is this process, does not see what it must."""
    if multiprocessing.current_process().daemon:
        raise UsageError(f"worker {address}: cannot start processes under a nanny; start it with --no-nanny")
    for (name, found), (_, expected) in zip(versions(settings), view.versions, strict=True):
        if found != expected:
            raise UsageError(f"worker {address}: has {name} {found} where the run has {expected}; install the same")
    mark = place_of(settings.destination) / MARKS / view.mark
    with suppress(OSError):
        if mark.read_bytes() == view.mark.encode() and _sees(settings.source):
            return
    raise UsageError(
        f"worker {address}: does not see {settings.source} and {settings.destination} as the run does; put them on a "
        "file system that all machines share, at the same path, or into object storage"
    )


def _sees(source: str) -> bool:
    return object_path(source) is not None or Path(source).exists()


def _absolute(location: str) -> str:
    # Workers have working directories of their own.
    return location if object_path(location) else str(Path(location).absolute())


def _absolute_job(job: Job) -> Job:
    path = job.source.path
    return replace(job, source=replace(job.source, path=path.absolute())) if isinstance(path, Path) else job


def client_of(address: str) -> "Client":
    """Return a client of a scheduler; raises OSError or ValueError where none answers, ImportError without Dask."""
    from distributed import Client

    make: Any = partial(Client, address, timeout=PATIENCE, set_as_default=False)
    try:
        return make()
    except AssertionError:
        # It gives its thread ten seconds to start, which on a busy machine have been too few.
        return make()


def _connect(address: str) -> "Client":
    try:
        client = client_of(address)
    except ImportError as error:
        raise UsageError("runner dask: install the extra: pip install 'outsider-etl[dask]'") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no Dask scheduler answers ({error}); start it, or correct the address") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UsageError(f"{address}: the scheduler has no workers; start some: dask worker {address}") from error
    return client

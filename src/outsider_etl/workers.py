"""Processes that work on batches, and what happens when one of them dies."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing import get_context
from typing import Protocol

from outsider_etl.batch import Outcome, crashed, prepare, process_batch
from outsider_etl.errors import ModelError
from outsider_etl.jobs import Job
from outsider_etl.lifeline import exit_with_parent
from outsider_etl.settings import Settings

Batch = tuple[Job, ...]
Task = Callable[[Batch, Settings], list[Outcome]]
Progress = Callable[[int], object]

_open: ContextVar["Pool | None"] = ContextVar("workers", default=None)


class Pool(Protocol):
    """What works on batches: `Workers` on this machine, or a cluster."""

    def start(self, batch: Batch) -> None:
        """Begin with a batch before it is asked for by `run`."""

    def run(self, batch: Batch) -> list[Outcome]:
        """Return what became of the documents of a batch."""

    def close(self) -> None:
        """End the work; batches not begun are forgotten."""


class Workers:
    """A pool of processes, each with the pipeline loaded, that outlives the death of any of them.

    There are no more processes than `batches`. `on_done` is called, in whatever thread, with the number of documents
    after each batch. `task` is what a process does with a batch.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        batches: int,
        on_done: Progress | None = None,
        task: Task = process_batch,
    ) -> None:
        self._settings = settings
        self._on_done = on_done
        self._task = task
        self._lock = threading.Lock()
        self._processes = max(1, min(settings.worker_count(), batches))
        self._pool = _make_pool(settings, self._processes)
        self._started: dict[Batch, tuple[ProcessPoolExecutor, Future[list[Outcome]]]] = {}

    def start(self, batch: Batch) -> None:
        """Begin with a batch before it is asked for by `run`."""
        # A pool that is broken is found so, and mended, by `run`.
        with self._lock, suppress(BrokenProcessPool):
            self._started[batch] = self._pool, self._pool.submit(self._task, batch, self._settings)

    def run(self, batch: Batch) -> list[Outcome]:
        """Return what became of the documents of a batch, those that kill a process being failures.

        Raises ModelError, or DatasetError where nothing can be staged.
        """
        with self._lock:
            pool, future = self._started.pop(batch, (self._pool, None))
        try:
            outcomes = (future or pool.submit(self._task, batch, self._settings)).result()
        except BrokenProcessPool:
            self._renew(pool)
            outcomes = [self._run_alone(job) for job in batch]
        if self._on_done is not None:
            self._on_done(len(batch))
        return outcomes

    def close(self) -> None:
        """End the processes; batches not begun are forgotten."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = _make_pool(self._settings, self._processes)

    def _run_alone(self, job: Job) -> Outcome:
        """Work on one document in a process of its own: which document of a batch has killed one can't be told."""
        with _make_pool(self._settings, 1) as pool:
            try:
                return pool.submit(self._task, (job,), self._settings).result()[0]
            except BrokenProcessPool:
                return crashed(job)


@contextmanager
def open_workers(settings: Settings, *, batches: int = 1, on_done: Progress | None = None) -> Iterator[Pool]:
    """Give out the workers that are open in this context already, or else new ones, which end with it.

    They are on this machine, or on a cluster, where the settings say so and there is something to do.
    """
    workers = _open.get()
    if workers is not None:
        yield workers
        return
    workers = _make_workers(settings, batches, on_done)
    token = _open.set(workers)
    try:
        yield workers
    finally:
        _open.reset(token)
        workers.close()


def _make_workers(settings: Settings, batches: int, on_done: Progress | None) -> Pool:
    if settings.runner == "dask" and batches:
        from outsider_etl.cluster import Cluster

        return Cluster(settings, on_done=on_done)
    return Workers(settings, batches=batches, on_done=on_done)


def start_worker(model: str | None, parent: int) -> None:
    """Make a new process, started by the process `parent`, ready for batches."""
    exit_with_parent(parent)
    # Who interrupts a run interrupts its first process; what is being staged is finished, for the next run to use.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        prepare(model)
    except ModelError:
        # An error here would look like the death of the process; the first batch raises it with its message.
        return


def _make_pool(settings: Settings, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=start_worker, initargs=(settings.model, os.getpid())
    )

"""Processes that work on documents, and what happens when one of them dies."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Lock
from typing import Protocol

from outsider_etl.errors import DatasetError, ModelError, OutsiderError
from outsider_etl.garbage import loading
from outsider_etl.jobs import Job
from outsider_etl.lifeline import exit_with_parent
from outsider_etl.limits import TIME_UP
from outsider_etl.settings import Settings
from outsider_etl.working import Outcome, died, prepare, process_document, unexpected

Batch = tuple[Job, ...]
Task = Callable[[Job, Settings], Outcome]
Progress = Callable[[int], object]

_SPAWN = get_context("spawn")
# How soon work is ended that nobody waits for any more.
_LOOK_SECONDS = 0.2
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
    after each batch. `task` is what a process does with a document.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        batches: int,
        on_done: Progress | None = None,
        task: Task = process_document,
    ) -> None:
        self._settings = settings
        self._on_done = on_done
        processes = max(1, min(settings.worker_count(), batches))
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="worker")
        self._lock = Lock()
        self._closing = Event()
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(processes):
            self._idle.put(_Worker(settings, task, self._closing))
        self._started: dict[Batch, Future[list[Outcome]]] = {}

    def start(self, batch: Batch) -> None:
        """Begin with a batch before it is asked for by `run`."""
        with self._lock:
            self._started[batch] = self._threads.submit(self._work, batch)

    def run(self, batch: Batch) -> list[Outcome]:
        """Return what became of the documents of a batch, those that kill a process being failures.

        Raises ModelError, or DatasetError where nothing can be staged.
        """
        with self._lock:
            future = self._started.pop(batch, None)
        outcomes = (future or self._threads.submit(self._work, batch)).result()
        if self._on_done is not None:
            self._on_done(len(batch))
        return outcomes

    def close(self) -> None:
        """End the processes, whatever they do: what is staged already is whole, and the next run does the rest."""
        self._closing.set()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().end()

    def _work(self, batch: Batch) -> list[Outcome]:
        worker = self._idle.get()
        try:
            return [self._work_on(batch[index:], worker) for index in range(len(batch))]
        except BaseException:
            worker.end()  # the answers to the rest of the batch are nobody's
            raise
        finally:
            self._idle.put(worker)

    def _work_on(self, jobs: Batch, worker: "_Worker") -> Outcome:
        """Return what becomes of the first document; it gets a second process where the first may have been at fault.

        A process that dies while it is idle, or is killed from outside, is no fault of the document; nor is the memory
        that the documents before it have left.
        """
        for _ in range(2):
            answer = worker.run(jobs)
            if isinstance(answer, Outcome) and not (answer.failure and answer.failure.reason == "memory"):
                return answer
            worker.end()
            if answer == -TIME_UP:
                break
        return answer if isinstance(answer, Outcome) else died(jobs[0], answer, self._settings)


class _Worker:
    """A process that works through documents in order; it starts with the first, and anew after its end.

    Once `closing` is set the process is ended, and DatasetError raised for the document.
    """

    def __init__(self, settings: Settings, task: Task, closing: Event) -> None:
        self._settings = settings
        self._task = task
        self._closing = closing
        self._connection: Connection[Batch, Outcome | Exception] | None = None
        self._sent = 0

    def run(self, jobs: Batch) -> Outcome | int | None:
        """Return what became of the first document, or the exit code of the process where it died over it.

        The process goes on with the others, which have to be those of the next calls: it waits for nobody.
        """
        if self._closing.is_set():
            raise self._ended()
        connection = self._connection or self._start()
        try:
            if not self._sent:
                connection.send(jobs)
                self._sent = len(jobs)
            while not connection.poll(_LOOK_SECONDS):
                if self._closing.is_set():
                    self.end()
                    raise self._ended()
            answer = connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return self._process.exitcode
        self._sent -= 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._sent = 0
            self._process.kill()
            self._process.join()

    def _ended(self) -> DatasetError:
        return DatasetError(f"{self._settings.destination}: the run was ended; what is done is kept, run again")

    def _start(self) -> "Connection[Batch, Outcome | Exception]":
        # Polars reads it as it is imported, before anything of ours; processes fill the processors already.
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        ours, theirs = _SPAWN.Pipe()
        with theirs:
            # As a daemon it ends with this process where nobody ends it before.
            arguments = (theirs, self._settings, self._task, os.getpid())
            self._process = _SPAWN.Process(target=_serve, args=arguments, daemon=True)
            self._process.start()
        self._connection = ours
        return ours


def _serve(connection: "Connection[Outcome | Exception, Batch]", settings: Settings, task: Task, parent: int) -> None:
    """Work on what comes through `connection` until that is closed, or the process `parent` ends."""
    exit_with_parent(parent)
    # Who interrupts a run interrupts its first process, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever started the run may have ignored or blocked the signal that ends a document.
    signal.signal(TIME_UP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [TIME_UP])
    # Where the model is missing the first document raises it, with its message.
    with loading(), suppress(ModelError):
        prepare(settings.model)
    with connection, suppress(EOFError):
        while True:
            for job in connection.recv():
                connection.send(_answer(job, settings, task))


def _answer(job: Job, settings: Settings, task: Task) -> Outcome | Exception:
    try:
        return task(job, settings)
    except (OutsiderError, OSError) as error:
        return error
    except Exception as error:
        return unexpected(job, error)


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

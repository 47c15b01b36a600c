"""What is to be made rows of: the documents that the sources of a run turn out to be once their bytes are read."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from outsider_etl.dataset import Failed, document_key
from outsider_etl.errors import Failure, SourceError
from outsider_etl.objects import ObjectPath
from outsider_etl.sources import Content, Source, read_alone, with_overrides

READERS = 16
"""How many sources are read from object storage at the same time, to plan a run."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document to make rows of: `size` in bytes, `key` as its rows are staged under.

    `document_id` and `overrides_digest` are those of the content that the key was made for.
    """

    source: Source
    document_id: str
    overrides_digest: str
    key: str
    size: int


def read_jobs(sources: Sequence[Source], pipeline: str) -> tuple[list[Job], dict[str, tuple[str, ...]], list[Failed]]:
    """Return the documents that sources are, the further names of each by its id, and the sources that failed.

    Sources of the same bytes are one document under the first name in order.
    """
    jobs: dict[str, Job] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    failures: list[Failed] = []
    for job in _jobs(sources, pipeline):
        if isinstance(job, Failed):
            failures.append(job)
        elif job.document_id in jobs:
            aliases[job.document_id] += (job.source.name,)
        else:
            jobs[job.document_id], aliases[job.document_id] = job, ()
    return list(jobs.values()), aliases, failures


def _jobs(sources: Sequence[Source], pipeline: str) -> Iterator[Job | Failed]:
    """Yield what each source is, in order; in object storage many are read at the same time."""
    if not any(isinstance(source.path, ObjectPath) for source in sources):
        yield from (_look(source, pipeline) for source in sources)
        return
    readers = ThreadPoolExecutor(READERS)
    try:
        yield from readers.map(partial(_look, pipeline=pipeline), sources)
    finally:
        readers.shutdown(cancel_futures=True)


def _look(source: Source, pipeline: str) -> Job | Failed:
    document_id = None
    try:
        content = read_alone(source)
        document_id = content.document_id
        return _job(with_overrides(content), pipeline)
    except SourceError as error:
        return Failed(Failure(source.name, document_id, "read", type(error).__name__, str(error)))


def _job(content: Content, pipeline: str) -> Job:
    key = document_key(content.document_id, content.source.name, content.overrides_digest, pipeline)
    return Job(content.source, content.document_id, content.overrides_digest, key, len(content.data))

"""The work on one document: from its job to staged rows, or to a failure that says why there are none.

`process_document` is what a worker process does; `died` says what it means that the process did not come back from it.
"""

import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsider_etl.dataset import is_staged, stage
from outsider_etl.errors import Failure, SourceError, Stage, failure
from outsider_etl.jobs import Job
from outsider_etl.limits import TIME_UP, count_pages, memory_limit, time_limit
from outsider_etl.settings import Settings
from outsider_etl.sources import Content, read

if TYPE_CHECKING:
    import pyarrow as pa
    from spacy.language import Language

# The process that plans a run needs no model: what imports spaCy is imported where a document is worked on.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: staged rows, or a failure; `final` where another try would only fail again."""

    document_id: str
    failure: Failure | None = None
    final: bool = False


MOST_WORDS, MOST_BYTES = 50_000, 50_000_000
"""A pipeline is kept until documents have brought it more words (some 15 MB of them), or it has read more bytes."""


@dataclass(slots=True)
class _Pipeline:
    """A pipeline, how many words it knew at first, and how many bytes of documents it has read."""

    nlp: "Language"
    words: int
    read: int = 0

    def is_full(self) -> bool:
        return len(self.nlp.vocab) > self.words + MOST_WORDS or self.read > MOST_BYTES


_pipelines: dict[str | None, _Pipeline] = {}


def prepare(model: str | None, size: int = 0) -> "Language":
    """Return the pipeline that a document of `size` bytes goes through; ModelError where the model is missing.

    It is kept from one document to the next with the words that it has met, of which most come again: to cut tokens
    out of known ones takes a tenth of the time. Once they are many a new one takes its place, so that the memory of a
    process does not grow with its documents. In a memory zone of spaCy's no tokens are kept.
    """
    from outsider_etl.nlp.pipeline import load_nlp

    if model in _pipelines and _pipelines[model].is_full():
        del _pipelines[model]  # before another one takes up room
    if model not in _pipelines:
        nlp = load_nlp(model, threads=1)  # processes fill the processors already
        _pipelines[model] = _Pipeline(nlp, len(nlp.vocab))
    _pipelines[model].read += size
    return _pipelines[model].nlp


def process_document(job: Job, settings: Settings) -> Outcome:
    """Stage the rows of a document and return what became of it; what is staged already is left as it is.

    The document is held to the limits of the settings: this process ends, by `TIME_UP`, where its time is up. Raises
    ModelError, or DatasetError where nothing can be staged.
    """
    if is_staged(settings.destination, job.key):
        return Outcome(job.document_id)
    nlp = prepare(settings.model, job.size)
    with time_limit(settings.document_seconds), memory_limit(settings.document_memory):
        made = _make_tables(job, settings, nlp)
    if isinstance(made, Outcome):
        return made
    stage(settings.destination, job.key, made)
    return Outcome(job.document_id)


def _make_tables(job: Job, settings: Settings, nlp: "Language") -> "dict[str, pa.Table] | Outcome":
    from outsider_etl.report import extract

    try:
        content = read(job.source)
        if (content.document_id, content.overrides_digest) != (job.document_id, job.overrides_digest):
            return _failed(job, "read", "SourceChanged", "changed while the run was reading it; run again")
        with time_limit(_seconds_for(content, settings)):
            made = extract(content, nlp, settings.document_characters)
    except SourceError as error:
        return _failed(job, "read", type(error).__name__, str(error))
    except MemoryError as error:
        return _failed(job, "read", type(error).__name__, _needs_memory(settings))
    return _judged(job, made, settings) if isinstance(made, Failure) else made.tables


def _seconds_for(content: Content, settings: Settings) -> float:
    return settings.document_seconds + settings.page_seconds * count_pages(content.data, content.source.name)


def _judged(job: Job, failed: Failure, settings: Settings) -> Outcome:
    """Return the outcome for a failure: final, unless it is the machine's or a limit's, and not the document's."""
    match failed.reason:
        case "memory":
            return _failed(job, failed.stage, failed.error, _needs_memory(settings))
        case "system":
            cause = failed.message.partition(";")[0]
            return _failed(job, failed.stage, failed.error, f"{cause} ({failed.error}); mend that and run again")
        case reason:
            return Outcome(job.document_id, failed, final=reason != "too_large")


def unexpected(job: Job, error: Exception) -> Outcome:
    """Return the outcome of a document whose rows were made, but not kept, for a fault of the program."""
    return Outcome(job.document_id, failure(job.source.name, job.document_id, "tables", error))


def died(job: Job, exit_code: int | None, settings: Settings) -> Outcome:
    """Return the outcome of a document over which processes died, the last with `exit_code`.

    That is below 0 for a signal, and None where it is not known.
    """
    match exit_code:
        case _ if exit_code == -TIME_UP:
            limits = f"{settings.document_seconds} s and {settings.page_seconds:g} s a page"
            error, reason = "TimeUp", f"took longer than {limits}; split it, or set document_seconds higher"
        case _ if exit_code == -signal.SIGKILL:
            error = "Killed"
            reason = "its process was killed twice, as by a system without memory; split it, or set fewer workers"
        case _:
            error, reason = "Crashed", _crash(exit_code)
    return _failed(job, "annotate", error, reason)


def _crash(exit_code: int | None) -> str:
    # Some libraries have no other way to say that they got no memory.
    return f"its process died twice ({_named(exit_code)}); split it, set document_memory higher, or leave it out"


def _named(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        with suppress(ValueError):
            return signal.Signals(-exit_code).name
    return "why is not known" if exit_code is None else f"exit code {exit_code}"


def _needs_memory(settings: Settings) -> str:
    limit = f"needs more than {settings.document_memory:,} bytes of memory"
    return f"{limit}; split it, or set document_memory higher"


def _failed(job: Job, stage_name: Stage, error: str, reason: str) -> Outcome:
    prefix = "" if reason.startswith(job.source.name) else f"{job.source.name}: "
    return Outcome(job.document_id, Failure(job.source.name, job.document_id, stage_name, error, prefix + reason))

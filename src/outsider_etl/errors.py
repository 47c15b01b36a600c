"""What can go wrong. Each message names the file or place and what to do.

OutsiderError
    UsageError          the call itself is wrong: a missing path, a folder without reports
    SourceError         one source cannot become tables; the others go on
        UnreadableError     its bytes cannot be read, or are not what its name says
        EmptySourceError    there is no text in it
        TooLargeError       there is more in it than is read of one source
        MetadataError       the NAME.meta.json beside it is wrong
        UncheckedError      what is known of the document as a whole fails its checks
    ModelError          the statistical model is missing or is not the one that was recorded
    DatasetError        a destination is not a dataset, or its files do not agree with its manifest

What went wrong with a source is kept as a `Failure`, a row of the dataset.
"""

import builtins
import re
from dataclasses import dataclass
from typing import Literal

from outsider_etl.redaction import quotation, redact

LONGEST_MESSAGE = 1000
"""Characters of the message of a failure: it goes into logs, and a source may be at the bottom of it."""

Stage = Literal["read", "structure", "annotate", "tables"]
Reason = Literal[
    "changed",
    "crashed",
    "empty",
    "fault",
    "memory",
    "metadata",
    "system",
    "timeout",
    "too_large",
    "unchecked",
    "unreadable",
]
_REASONS: dict[str, Reason] = {
    "Crashed": "crashed",
    "EmptySourceError": "empty",
    "Killed": "memory",
    "MetadataError": "metadata",
    "SourceChanged": "changed",
    "TimeUp": "timeout",
    "TooLargeError": "too_large",
    "UncheckedError": "unchecked",
    "UnreadableError": "unreadable",
}


class OutsiderError(Exception):
    """Base of every error that the product raises on purpose; its message holds no credentials of addresses."""

    def __init__(self, message: str) -> None:
        super().__init__(redact(message))


class UsageError(OutsiderError):
    """The call itself is wrong: a missing path, a folder without reports, a bad option."""


class SourceError(OutsiderError):
    """One source cannot become tables; the other sources go on."""


class UnreadableError(SourceError):
    """The bytes of a source cannot be read, or are not what its name says."""


class EmptySourceError(SourceError):
    """A source holds no text."""


class TooLargeError(SourceError):
    """A source holds more than is read of one."""


class MetadataError(SourceError):
    """The metadata file beside a source is wrong."""


class UncheckedError(SourceError):
    """What is known of a document as a whole fails the checks of its table."""


class ModelError(OutsiderError):
    """The statistical model is missing or is not the one whose files were recorded."""


class DatasetError(OutsiderError):
    """A destination is not a dataset, or its files do not agree with its manifest."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be processed: at which stage, the error's class, and what to do about it.

    `document_id` is None where the bytes could not be read. The message is one line without credentials, and not long.
    """

    source: str
    document_id: str | None
    stage: Stage
    error: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", quotation(self.message, LONGEST_MESSAGE))

    @property
    def reason(self) -> Reason:
        """Return what kind of failure it is, as the error's class tells."""
        # Libraries have classes of their own for want of memory, which end like this.
        if self.error.endswith("MemoryError"):
            return "memory"
        if issubclass(getattr(builtins, self.error, Exception), OSError):
            return "system"
        return _REASONS.get(self.error, "fault")


# How libraries that are no Python's say that they got no memory.
_NO_MEMORY = re.compile(r"bad[_ ]alloc|(?:failed|unable) to allocate|cannot allocate|out of memory", re.IGNORECASE)


def failure(source: str, document_id: str | None, stage: Stage, error: BaseException) -> Failure:
    """Return the row of `failures` for an error; one that is none of ours may quote the document, and is cut short."""
    message = str(error) or "no message"
    name = type(error).__name__
    if not isinstance(error, SourceError):
        name = "MemoryError" if _NO_MEMORY.search(message) else name
        message = f"{source}: {quotation(message)}; this is a fault of the program, please report it with the file"
    return Failure(source, document_id, stage, name, message)

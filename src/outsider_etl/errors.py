"""What can go wrong. Each message names the file or place and what to do.

OutsiderError
    UsageError          the call itself is wrong: a missing path, a folder without reports
    SourceError         one source cannot become tables; the others go on
        UnreadableError     its bytes cannot be read, or are not what its name says
        EmptySourceError    there is no text in it
        MetadataError       the NAME.meta.json beside it is wrong
    ModelError          the statistical model is missing or is not the one that was recorded
    DatasetError        a destination is not a dataset, or its files do not agree with its manifest
"""


class OutsiderError(Exception):
    """Base of every error that the product raises on purpose."""


class UsageError(OutsiderError):
    """The call itself is wrong: a missing path, a folder without reports, a bad option."""


class SourceError(OutsiderError):
    """One source cannot become tables; the other sources go on."""


class UnreadableError(SourceError):
    """The bytes of a source cannot be read, or are not what its name says."""


class EmptySourceError(SourceError):
    """A source holds no text."""


class MetadataError(SourceError):
    """The metadata file beside a source is wrong."""


class ModelError(OutsiderError):
    """The statistical model is missing or is not the one whose files were recorded."""


class DatasetError(OutsiderError):
    """A destination is not a dataset, or its files do not agree with its manifest."""

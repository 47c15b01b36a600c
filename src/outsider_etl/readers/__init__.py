"""From a source's bytes to pages of lines, one shape for every format."""

from pathlib import PurePosixPath

from outsider_etl.document import SourceText
from outsider_etl.errors import UnreadableError
from outsider_etl.readers.limits import MAX_CHARACTERS
from outsider_etl.readers.markdown import read_markdown
from outsider_etl.readers.pdf import read_pdf
from outsider_etl.readers.text import read_text

_READERS = {".md": read_markdown, ".markdown": read_markdown, ".pdf": read_pdf, ".txt": read_text, ".text": read_text}

SUFFIXES = frozenset(_READERS)


def read_pages(data: bytes, name: str, limit: int = MAX_CHARACTERS) -> SourceText:
    """Read the bytes of the source `name` by the reader for its suffix.

    Raises UnreadableError for bytes that are not what the suffix says, EmptySourceError where there is no text, and
    TooLargeError where there are more than `limit` characters.
    """
    reader = _READERS.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableError(f"{name}: cannot read this kind of file; rename or convert it to one of {known}")
    return reader(data, name, limit)

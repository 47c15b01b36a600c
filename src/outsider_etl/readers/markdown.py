"""Read Markdown: bytes to characters and lines; it has no pages."""

from outsider_etl.document import Page, SourceText
from outsider_etl.readers.text import decode, lines_of


def read_markdown(data: bytes, name: str, limit: int) -> SourceText:
    """Read a Markdown file; the source text is the decoded file as it is, without its byte order mark.

    Raises UnreadableError for bytes that are no text in any known encoding, EmptySourceError where there are only
    blanks, TooLargeError for more than `limit` characters.
    """
    text, warnings = decode(data, name, limit)
    return SourceText(text, (Page(None, lines_of(text, 0, len(text))),), "text/markdown", warnings=warnings)

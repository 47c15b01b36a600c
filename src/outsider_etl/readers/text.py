"""Read plain text: bytes to characters, lines and pages."""

import codecs
import re

from charset_normalizer import from_bytes

from outsider_etl.document import Line, Page, SourceText
from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.text import Text

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_BREAK = re.compile(r"\f")
# Control characters that no text file has; a few may be left over from a conversion, more mean that it is binary.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_BINARY_SHARE = 0.01
# Encodings of one family differ in a few letters only: in a near draw the one most Western reports are in wins.
_LIKELIEST = "cp1252"
_NEAR_DRAW = 0.1


def read_text(data: bytes, name: str) -> SourceText:
    """Read a text file; a form feed ends a page, and pages are numbered only where there is one.

    The source text is the decoded file as it is, without its byte order mark. Raises UnreadableError for bytes that
    are no text in any known encoding, EmptySourceError where there are only blanks.
    """
    text, encoding = _decode(data, name)
    if not text.strip():
        raise EmptySourceError(f"{name}: there is no text in this file; check that it was exported completely")
    if len(_BINARY.findall(text)) > len(text) * _BINARY_SHARE:
        raise UnreadableError(f"{name}: this is not a text file; give it the suffix of its real format")
    sheets = list(_pieces(text, _PAGE_BREAK, 0, len(text)))
    pages = tuple(
        Page(
            number=number if len(sheets) > 1 else None,
            lines=tuple(Line(Text.of(text[a:b], a)) for a, b in _pieces(text, _LINE_END, start, end)),
        )
        for number, (start, end) in enumerate(sheets, start=1)
    )
    warnings = () if encoding is None else (f"encoding not declared; read as {encoding}",)
    return SourceText(text, pages, "text/plain", warnings=warnings)


def _pieces(text: str, separator: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in separator.finditer(text, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, end))
    return pieces


def _decode(data: bytes, name: str) -> tuple[str, str | None]:
    """Return the text, and the encoding where it had to be guessed."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), None
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"{name}: begins as {encoding} but byte {error.start} is not; export it again"
                ) from error
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), None
        except UnicodeDecodeError:
            pass
    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise UnreadableError(f"{name}: no known text encoding fits; export it as UTF-8")
    for match in matches:
        near = match.chaos <= best.chaos + _NEAR_DRAW and match.coherence >= best.coherence
        if match.encoding == _LIKELIEST and near:
            best = match
    return str(best), best.encoding

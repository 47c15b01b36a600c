"""Read plain text: bytes to characters, lines and pages."""

import codecs
import re

import py3langid
from charset_normalizer import from_bytes

from outsider_etl.document import Line, Page, SourceText
from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.readers.limits import check_characters
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
_BINARY_FEW = 1
_LOST = re.compile(r"[\udc80-\udcff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_MOST_BYTES_A_CHARACTER = 4
# Letters beyond ASCII stand one or two together in a word of Latin letters, and in long runs in the other scripts.
# The quotes, dashes and dots of Windows-1252 next to them are no letters, and a rule is one character over and over.
_BEYOND_ASCII = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xff]+")
_LATIN_RUN = 2
_WIDE = ("utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be")
_OTHER_SCRIPTS = (
    *("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
# A byte that is a letter in one encoding of Latin letters is one in most, so the language of the text decides.
_WESTERN = "cp1252"
_OLDER_WESTERN = ("mac_roman", "cp850")
_LATIN_BY_LANGUAGE = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("az", "tr"), ("cp1254",)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
}
_SAMPLE = 20_000


def read_text(data: bytes, name: str, limit: int) -> SourceText:
    """Read a text file; a form feed ends a page, and pages are numbered only where there is one.

    The source text is the decoded file as it is, without its byte order mark. Raises UnreadableError for bytes that
    are no text in any known encoding, EmptySourceError where there are only blanks, TooLargeError for more than
    `limit` characters.
    """
    text, warnings = decode(data, name, limit)
    sheets = list(_pieces(text, _PAGE_BREAK, 0, len(text)))
    pages = tuple(
        Page(number=number if len(sheets) > 1 else None, lines=lines_of(text, start, end))
        for number, (start, end) in enumerate(sheets, start=1)
    )
    return SourceText(text, pages, "text/plain", warnings=warnings)


def lines_of(text: str, start: int, end: int) -> tuple[Line, ...]:
    """Return the lines of `text` from `start` to `end`, without their line ends."""
    return tuple(Line(Text.of(text[a:b], a)) for a, b in _pieces(text, _LINE_END, start, end))


def decode(data: bytes, name: str, limit: int) -> tuple[str, tuple[str, ...]]:
    """Return the text, and warnings where the encoding had to be guessed or bytes were lost.

    Raises UnreadableError for bytes that are no text in any known encoding, EmptySourceError where there are only
    blanks, TooLargeError for more than `limit` characters.
    """
    check_characters(len(data) // _MOST_BYTES_A_CHARACTER, name, limit)
    text, warnings = _decode(data, name)
    check_characters(len(text), name, limit)
    if not text.strip():
        raise EmptySourceError(f"{name}: there is no text in this file; check that it was exported completely")
    if _count(_BINARY, text) > max(_BINARY_FEW, len(text) * _BINARY_SHARE):
        raise UnreadableError(f"{name}: this is not a text file; give it the suffix of its real format")
    return text, warnings


def _pieces(text: str, separator: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in separator.finditer(text, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, end))
    return pieces


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _as_marked(data[len(mark) :], encoding, name)
    if data.count(b"\0") > len(data) * _BINARY_SHARE:
        return _guess(data, _WIDE, name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first = error.start
    if b"\0" in data:
        return _guess(data, _WIDE, name)
    text = data.decode("utf-8", "surrogateescape")
    lost = _count(_LOST, text)
    intact = sum(not char.isascii() for char in text) - lost
    if lost <= intact:
        return _LOST.sub("\ufffd", text), (f"not all of it is UTF-8; bytes lost: {lost}, the first at byte {first}",)
    return _guess(data, _candidates(data), name)


def _as_marked(data: bytes, encoding: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in the encoding that the file's mark tells, halves of characters in it being lost."""
    try:
        text = data.decode(encoding, "surrogatepass" if encoding != "utf-8" else "strict")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: begins as {encoding} but byte {error.start} is not; export it again") from error
    halves = _count(_HALF, text)
    return _HALF.sub("\ufffd", text), (f"halves of characters lost: {halves}",) if halves else ()


def _candidates(data: bytes) -> tuple[str, ...]:
    """Return the encodings that the text may be in, judged by its script and its language."""
    short = long = 0
    for match in _BEYOND_ASCII.finditer(data):
        run = len(set(match.group()))
        short, long = (short, long + run) if run > _LATIN_RUN else (short + run, long)
    if long > short:
        return _OTHER_SCRIPTS
    western = data.decode(_WESTERN, "replace")
    language, _ = py3langid.classify(western[:_SAMPLE])
    return _LATIN_BY_LANGUAGE.get(str(language), _OLDER_WESTERN if "\ufffd" in western else (_WESTERN,))


def _guess(data: bytes, candidates: tuple[str, ...], name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in the likeliest of the candidates; a lone one is taken at its word."""
    if len(candidates) > 1:
        matches = from_bytes(data, cp_isolation=[*candidates], enable_fallback=False)
        candidates = tuple(match.encoding for match in matches)
    for encoding in candidates:
        try:
            return data.decode(encoding), (f"encoding not declared; read as {encoding}",)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(f"{name}: no known text encoding fits; export it as UTF-8")

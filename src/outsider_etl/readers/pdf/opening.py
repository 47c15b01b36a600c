"""Open a PDF, a damaged one as far as it can be."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from itertools import repeat

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from outsider_etl.errors import EmptySourceError, UnreadableError

_HEADER = re.compile(rb"%PDF-\d")
_HEADER_WITHIN = 1024
_INDEX = re.compile(rb"^.(railer|tartxref)\b", re.MULTILINE)
# What a trailer says that the rest of the file cannot be read without.
_KEPT = re.compile(rb"/(Root|Info|Encrypt)\s+\d+\s+\d+\s+R|/(ID)\s*\[[^\[\]]{0,400}\]")
DAMAGED = "the file is damaged or cut off; read what could be found in it"


@contextmanager
def quiet_pdfminer() -> Iterator[None]:
    """Keep the libraries from logging each oddity of a file: what matters of them comes out as warnings."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def open_pdf(data: bytes, name: str) -> tuple[PDF, tuple[str, ...]]:
    """Return the opened PDF, which has at least one page, and warnings where it had to be repaired.

    Raises UnreadableError for what is no PDF, is protected by a password or is damaged beyond reading, and
    EmptySourceError for a PDF without pages.
    """
    if not _HEADER.search(data[:_HEADER_WITHIN]):
        raise UnreadableError(f"{name}: this is not a PDF; give it the suffix of its real format")
    pdf = _opened(data, name)
    if pdf and _has_pages(pdf):
        return pdf, ()
    repaired = _opened(_repaired(data), name)
    if repaired and _has_pages(repaired):
        return repaired, (DAMAGED,)
    if pdf:
        raise EmptySourceError(f"{name}: this PDF has no pages; export it again")
    raise UnreadableError(f"{name}: this PDF is damaged or cut off, and nothing in it can be read; get it again")


def _opened(data: bytes, name: str) -> PDF | None:
    """Return the PDF, or None where its structure cannot be read."""
    try:
        pdf = pdfplumber.open(BytesIO(data))
        pdf.doc.__dict__["get_page_labels"] = partial(_labels, pdf.doc.get_page_labels)
        return pdf
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            message = f"{name}: this PDF is protected by a password; save it without one"
            raise UnreadableError(message) from error
        if isinstance(cause, PDFEncryptionError):
            message = f"{name}: this PDF is encrypted in a way that cannot be read; save it without encryption"
            raise UnreadableError(message) from error
        return None


def _labels(read: Callable[[], Iterator[str | None]]) -> Iterator[str | None]:
    """Yield the labels of the pages as far as they can be read: they are no reason not to read the pages."""
    with suppress(Exception):
        yield from read()
    yield from repeat(None)


def _has_pages(pdf: PDF) -> bool:
    try:
        return next(PDFPage.create_pages(pdf.doc), None) is not None
    except Exception:  # pdfminer raises whatever comes up where a page tree is broken
        return False


def _repaired(data: bytes) -> bytes:
    """Return the file up to its last whole object, with a trailer that makes its objects be looked for one by one."""
    kept = {match[1] or match[2]: match[0] for match in _KEPT.finditer(data)}
    kept.setdefault(b"Root", b"/Root << /Type /Catalog >>")
    whole = data[: data.rfind(b"endobj") + len(b"endobj")]
    # The search would end at the first trailer, and would not begin where an index is promised.
    return _INDEX.sub(rb"%\1", whole) + b"\ntrailer\n<< " + b" ".join(kept[key] for key in sorted(kept)) + b" >>\n"

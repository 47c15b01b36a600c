"""Give a scan a text layer by optical character recognition, where the `ocr` extra and tesseract are installed."""

import logging
import shutil
from importlib.util import find_spec
from io import BytesIO

from outsider_etl.errors import UnreadableError

RECOGNISED = "a scan without text; read by optical character recognition, with the mistakes that this makes"


def can_recognise() -> bool:
    """Whether scans can be read on this machine."""
    return find_spec("ocrmypdf") is not None and shutil.which("tesseract") is not None


def recognise(data: bytes, name: str) -> bytes:
    """Return the PDF with a text layer on its pages; UnreadableError where that fails."""
    import ocrmypdf

    recognised = BytesIO()
    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL + 1)
    try:
        # One thread, since documents are worked on side by side; the pages themselves are left as they are.
        ocrmypdf.ocr(
            BytesIO(data),
            recognised,
            output_type="pdf",
            optimize=0,
            skip_text=True,
            jobs=1,
            use_threads=True,
            progress_bar=False,
        )
    except Exception as error:  # its plugins and the program raise errors of many kinds
        raise UnreadableError(f"{name}: a scan that tesseract cannot read ({error}); scan it again") from error
    return recognised.getvalue()

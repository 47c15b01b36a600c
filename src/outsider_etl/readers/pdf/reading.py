"""Read a PDF: its pages of lines in reading order, one page in memory at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF

from outsider_etl.document import Line, Page, SourceText
from outsider_etl.errors import EmptySourceError, UnreadableError
from outsider_etl.readers.limits import check_characters
from outsider_etl.readers.pdf.about import outline_of, properties_of
from outsider_etl.readers.pdf.bullets import with_bullets
from outsider_etl.readers.pdf.columns import gutters_of, in_reading_order
from outsider_etl.readers.pdf.fonts import UNKNOWN
from outsider_etl.readers.pdf.geometry import upright
from outsider_etl.readers.pdf.glyphs import GlyphDevice, PageContent
from outsider_etl.readers.pdf.lines import make_pieces
from outsider_etl.readers.pdf.links import links_of
from outsider_etl.readers.pdf.opening import open_pdf, quiet_pdfminer
from outsider_etl.readers.pdf.recognition import RECOGNISED, can_recognise, recognise
from outsider_etl.readers.pdf.visibility import visible_runs
from outsider_etl.text import Text

# From these shares of a document's characters on, those not known are worth a warning, and spoil it.
_UNKNOWN = 0.01
_UNREADABLE = 0.5
# A page whose text stands at an angle from this share on holds more than a stamp that does.
_SIDEWAYS = 0.2
_MOST_NAMED = 12
# Pages may share their links.
_MOST_LINKS = 200_000


@dataclass(slots=True)
class _Progress:
    """What has been read of a PDF so far, and what went wrong with it: the numbers of the pages concerned.

    `places` gives the number of the page that is a certain object of the PDF, `gutters` are those of the last page.
    """

    texts: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    offset: int = 0
    characters: int = 0
    images: int = 0
    unknown: int = 0
    broken: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    cut_off: bool = False
    links: int = 0
    gutters: list[float] = field(default_factory=list)


def read_pdf(data: bytes, name: str, limit: int) -> SourceText:
    """Read a PDF; the source text is its lines in reading order, one a line, with a form feed between pages.

    Raises UnreadableError for what is no PDF or cannot be read without a password, EmptySourceError where there are
    no pages, or no text on them, and TooLargeError once more than `limit` characters have been read.
    """
    with quiet_pdfminer():
        pdf, warnings = open_pdf(data, name)
        progress = _read_pages(pdf, name, limit)
        if not progress.characters and progress.images and can_recognise():
            progress = _read_pages(open_pdf(recognise(data, name), name)[0], name, limit)
            warnings = (*warnings, RECOGNISED)
        _check(progress, name)
        return SourceText(
            "\n".join(progress.texts),
            tuple(progress.pages),
            "application/pdf",
            page_count=len(progress.pages),
            warnings=(*warnings, *_warnings(progress)),
            outline=outline_of(pdf.doc, progress.places),
            properties=properties_of(pdf),
        )


def _read_pages(pdf: PDF, name: str, limit: int) -> _Progress:
    progress = _Progress()
    device = GlyphDevice()
    for number, page in enumerate(_pages(pdf, progress), start=1):
        if isinstance(page.pageid, int):
            progress.places[page.pageid] = number
        _read_page(page, number, device, progress)
        check_characters(progress.offset, name, limit)
        # The document would keep the content of every page; what the next page shares with it is read again.
        pdf.doc._cached_objs.clear()
    return progress


def _pages(pdf: PDF, progress: _Progress) -> Iterator[PDFPage]:
    """Yield the pages up to where the page tree breaks off."""
    pages = PDFPage.create_pages(pdf.doc)
    while True:
        try:
            page = next(pages, None)
        except Exception:  # pdfminer raises whatever comes up where an object is broken
            progress.cut_off = True
            return
        if page is None:
            return
        yield page


def _read_page(page: PDFPage, number: int, device: GlyphDevice, progress: _Progress) -> None:
    """Add what the page shows; nothing where its content is broken."""
    try:
        content, turned = device.read(page)
        pieces = make_pieces(with_bullets(visible_runs(content), content.dots))
        printed = [*in_reading_order(pieces, content.rulings, progress.gutters)]
    except MemoryError:
        raise
    except Exception:  # pdfminer raises whatever comes up where an object is broken
        content, turned, printed = PageContent(upright(page)[1]), 0, []
        progress.broken.append(number)
    progress.gutters = gutters_of([layout for _, layout in printed])
    links = links_of(page, upright(page, turned)[0]) if progress.links < _MOST_LINKS else ()
    progress.links += len(links)
    lines = []
    for text, layout in printed:
        lines.append(Line(Text.of(text, progress.offset), layout))
        progress.texts.append(text)
        progress.offset += len(text) + 1
        progress.characters += len(text)
        progress.unknown += text.count(UNKNOWN)
    if not lines and number not in progress.broken[-1:]:
        progress.empty.append(number)
    if content.quarters.total() - content.quarters[0] > _SIDEWAYS * content.quarters.total():
        progress.sideways.append(number)
    progress.texts.append("\f")
    progress.offset += 2
    progress.images += content.images
    progress.pages.append(
        Page(
            number=number,
            lines=tuple(lines),
            label=page.label if page.label != str(number) else None,
            size=content.size,
            rulings=tuple(content.rulings),
            painted=tuple(content.painted),
            links=links,
            turned=turned,
        )
    )


def _check(progress: _Progress, name: str) -> None:
    """Raise the error that says why there is no text to work with."""
    if not progress.characters and progress.broken:
        raise UnreadableError(f"{name}: the content of this PDF's pages is damaged; get it again")
    if not progress.characters and progress.sideways:
        raise EmptySourceError(
            f"{name}: all its text stands at an angle or in upright lines, which are not read; turn its pages"
        )
    if not progress.characters and not progress.images:
        raise EmptySourceError(f"{name}: its pages are blank, or drawn without type; check that it was exported whole")
    if not progress.characters:
        raise EmptySourceError(
            f"{name}: its pages are images without text, as of a scan; install the extra that reads them "
            "(pip install 'outsider-etl[ocr]' and the program tesseract), or run it through an OCR program"
        )
    if progress.unknown > _UNREADABLE * progress.characters:
        raise UnreadableError(
            f"{name}: its fonts do not say which characters most of its glyphs are; print it anew from its source, "
            "or run it through an OCR program"
        )


def _warnings(progress: _Progress) -> Iterator[str]:
    if progress.broken:
        yield f"content damaged, left out: {_named(progress.broken)}"
    if progress.cut_off:
        yield f"the pages after page {len(progress.pages)} cannot be found: the file is damaged"
    if progress.sideways:
        yield f"text at an angle to the rest left out on {_named(progress.sideways)}"
    if progress.empty:
        yield f"no text on {_named(progress.empty)}: blank, or an image"
    if progress.unknown > _UNKNOWN * progress.characters:
        share = 100 * progress.unknown / progress.characters
        yield f"the fonts do not say which characters {share:.0f} % of the glyphs are; those stand as \ufffd"


def _named(numbers: Sequence[int]) -> str:
    """Return the pages of these numbers in words, the first of them where there are many."""
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = len(numbers) - _MOST_NAMED
    return f"page{'s' if len(numbers) > 1 else ''} {named}" + (f" and {more} more" if more > 0 else "")

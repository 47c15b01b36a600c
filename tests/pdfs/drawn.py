"""PDFs drawn by hand with ReportLab: everything that can stand round a text, and what has no text or is broken."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO

from model import Block
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A6
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

WIDTH, HEIGHT = A6
MARGIN = 42
STYLES = {
    "heading": ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceAfter=8),
    "paragraph": ParagraphStyle("paragraph", fontName="Times-Roman", fontSize=9, leading=12, spaceAfter=5),
}
PASSWORD = "groundwater"


def draw(blocks: Sequence[Block], each_page: Callable[[Canvas, int], None], encrypt: str | None = None) -> bytes:
    """Return the headings and paragraphs as a PDF; `each_page` draws what else is on a page, given its number."""
    buffer = BytesIO()
    frame = Frame(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    template = PageTemplate(frames=[frame], onPage=lambda canvas, document: each_page(canvas, document.page))
    protection = StandardEncryption(encrypt) if encrypt else None
    document = BaseDocTemplate(buffer, pagesize=A6, pageTemplates=[template], invariant=1, encrypt=protection)
    document.build([Paragraph(block.text, STYLES[block.kind]) for block in blocks])
    return buffer.getvalue()


def nothing(canvas: Canvas, number: int) -> None:
    """Draw nothing round the text."""


def everything(canvas: Canvas, number: int) -> None:
    """Draw running heads that alternate, a page number, a download stamp up the margin, a watermark, hidden words."""
    canvas.saveState()
    canvas.setFont("Helvetica", 7)
    if number % 2:
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 28, f"Water Papers | {number}")
    else:
        canvas.drawString(MARGIN, HEIGHT - 28, f"{number} | Upper Valley Board")
    canvas.drawCentredString(WIDTH / 2, 20, "Not for resale")
    canvas.rotate(90)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(100, -16, "Downloaded from library.example on 3 May 2021")
    canvas.rotate(-90)
    canvas.translate(90, 120)
    canvas.rotate(50)
    canvas.setFont("Helvetica-Bold", 50)
    canvas.setFillGray(0.9)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()
    canvas.saveState()
    hidden = canvas.beginText(MARGIN, HEIGHT / 2)
    hidden.setFont("Times-Roman", 9)
    hidden.setTextRenderMode(3)
    hidden.textLine("These words are on the page and nobody sees them.")
    canvas.drawText(hidden)
    canvas.restoreState()


def numbered_in_roman(canvas: Canvas, number: int) -> None:
    """Draw the page's number, roman on the first two pages, and say so in the page labels."""
    printed = ("i", "ii")[number - 1] if number < 3 else str(number - 2)
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(WIDTH / 2, 20, printed)
    if number in (1, 3):
        canvas.addPageLabel(number - 1, style="ROMAN_LOWER" if number == 1 else "ARABIC", start=1)


def with_empty_page(blocks: Sequence[Block]) -> bytes:
    """Return the blocks as a PDF in which each second page is empty but for a rule."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A6, invariant=1)
    for block in blocks:
        paragraph = Paragraph(block.text, STYLES[block.kind])
        _, height = paragraph.wrap(WIDTH - 2 * MARGIN, HEIGHT)
        paragraph.drawOn(canvas, MARGIN, HEIGHT - MARGIN - height)
        canvas.showPage()
        canvas.line(MARGIN, HEIGHT / 2, WIDTH - MARGIN, HEIGHT / 2)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned(blocks: Sequence[Block]) -> bytes:
    """Return a PDF of one page that is a picture of the blocks' words."""
    picture = Image.new("1", (874, 1240), 1)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=24)
    for row, line in enumerate(re.findall(r".{1,56}(?:\s|$)", " ".join(block.text for block in blocks))):
        pen.text((90, 90 + 36 * row), line, font=font, fill=0)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A6, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return buffer.getvalue()


def without_pages() -> bytes:
    """Return a PDF that has a catalogue and no page."""
    objects = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")
    pdf, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return pdf + b"xref\n0 3\n0000000000 65535 f \n" + entries + trailer


def truncated(pdf: bytes) -> bytes:
    """Return the first two thirds of a PDF, as a broken download leaves it."""
    return pdf[: len(pdf) * 2 // 3]


def without_unicode_map(pdf: bytes, font: bytes) -> bytes:
    """Return an uncompressed PDF without the Unicode maps of the fonts whose names hold `font`; no byte moves."""

    def blank(match: re.Match[bytes]) -> bytes:
        return re.sub(rb"/ToUnicode \d+ 0 R", lambda entry: b" " * len(entry.group()), match.group())

    return re.sub(
        rb"\d+ 0 obj\s*<<(?:(?!endobj).)*?/BaseFont /[^/\s]*" + font + rb".*?endobj", blank, pdf, flags=re.DOTALL
    )

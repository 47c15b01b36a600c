"""Read which character each code of a font stands for from the font program, where the PDF does not say."""

from collections.abc import Iterator
from io import BytesIO

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import CFFFont, PDFFont, PDFType1Font
from pdfminer.pdftypes import PDFStream, resolve1


def built_in_encoding(font: PDFFont) -> dict[int, str]:
    """Return the characters by their codes, as a compact font's own encoding has them, for those not explained.

    Empty for a font to which the PDF gives an encoding, and where the font program is another kind, or broken.
    """
    if not isinstance(font, PDFType1Font) or font.cid2unicode != EncodingDB.std2unicode:
        return {}
    program = resolve1(font.descriptor.get("FontFile3"))
    explained = font.unicode_map.cid2unichr if font.unicode_map else {}
    try:
        characters = _characters(program.get_data()) if isinstance(program, PDFStream) else ()
        return {code: text for code, text in characters if code not in explained}
    except Exception:  # a font program that cannot be read says nothing
        return {}


def _characters(data: bytes) -> Iterator[tuple[int, str]]:
    font = CFFFont("", BytesIO(data))
    (place,) = font.top_dict.get(16, [0])
    # The first two stand for encodings that every reader has.
    if place < 2:
        return
    for glyph, code in enumerate(_codes(data[int(place) :]), start=1):
        name = font.gid2name.get(glyph, "")
        try:
            yield code, name2unicode(name.decode("latin-1") if isinstance(name, bytes) else name)
        except KeyError:
            continue


def _codes(table: bytes) -> Iterator[int]:
    """Yield the codes of the glyphs in order, but for the first one, which has none."""
    layout, count = table[0] & 0x7F, table[1]
    if layout == 0:
        yield from table[2 : 2 + count]
    else:
        for first, more in zip(table[2 : 2 + 2 * count : 2], table[3 : 3 + 2 * count : 2], strict=False):
            yield from range(first, first + more + 1)

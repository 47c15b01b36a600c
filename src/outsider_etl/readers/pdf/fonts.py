"""What the reader asks of a font: which characters its glyphs stand for, how wide they are, and how high."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from weakref import WeakKeyDictionary

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from outsider_etl.readers.pdf.builtin import built_in_encoding

# What stands for a glyph whose font does not say which character it is.
UNKNOWN = "\ufffd"
# The six capitals before a plus that mark a font of which only some glyphs are in the file.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\u00a0\u202f\u205f\u3000\u2028\u2029"), " ") | dict.fromkeys(
    range(0x2000, 0x200B), " "
)
# Signs that take no room and are not printed.
_NOTHING = dict.fromkeys((0x200B, 0x200C, 0x2060, 0xFEFF))
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Where older fonts keep their old-style figures and small capitals.
_PRIVATE = {0xF730 + i: ord("0") + i for i in range(10)} | {0xF761 + i: ord("A") + i for i in range(26)}
_CHARS = _SPACES | _NOTHING | _LIGATURES | _PRIVATE
# Halves of characters are none either.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_WINDOWS = EncodingDB.get_encoding("WinAnsiEncoding")
_BULLET = "•"
_BULLET_CODE = 0x95
# A glyph may be a word; more than this is no text of a glyph.
_LONGEST_TEXT = 64
_SOFT_HYPHEN = "\u00ad"
# In shares of the type size: a dash is wider than a hyphen.
_DASH = 0.45
_ASCENT, _DESCENT = 0.75, 0.25


class Fonts(PDFResourceManager):
    """The fonts of a document; `unnamed` are the codes of each for which it has names that say no character.

    pdfminer takes such a code for the character that the standard encoding has there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.unnamed: WeakKeyDictionary[PDFFont, frozenset[int]] = WeakKeyDictionary()

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font that `spec` describes."""
        font = super().get_font(objid, spec)
        if font not in self.unnamed:
            encoding = resolve1(spec.get("Encoding"))
            differences = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
            self.unnamed[font] = frozenset(_unnamed(differences if isinstance(differences, list) else []))
        return font


def _unnamed(differences: Iterable[object]) -> Iterator[int]:
    code = 0
    for item in map(resolve1, differences):
        if isinstance(item, int):
            code = item
        elif isinstance(item, PSLiteral):
            try:
                name2unicode(str(item.name))
            except (KeyError, ValueError):
                yield code
            code += 1


class FontFacts:
    """What is known of a font, looked up once: `known` holds the text and width of the glyphs met so far.

    A width is a share of the type size.
    """

    def __init__(self, font: PDFFont, number: int, unnamed: frozenset[int]) -> None:
        self._font = font
        mapped = getattr(font, "unicode_map", None)
        self._unnamed = unnamed - set(mapped.cid2unichr if mapped else ())
        name = _SUBSET.sub("", font.fontname if isinstance(font.fontname, str) else str(font.fontname))
        # Fonts that are drawn by the page itself often share one name, or have none.
        self.name = f"{name}-{number}" if isinstance(font, PDFType3Font) else name
        self.known: dict[int, tuple[str, float]] = {}
        self._built_in = built_in_encoding(font)
        # The codes that this encoding does not use are bullets (ISO 32000, annex D); no other has one at that code.
        self._is_windows = not mapped and getattr(font, "cid2unicode", {}).get(_BULLET_CODE) == _BULLET
        self._ascent, self._descent, self._unit = _shares(font)

    def look_up(self, cid: int) -> tuple[str, float]:
        """Return the text that the glyph stands for, none for what is not printed, and its width."""
        width = self._font.char_width(cid)
        try:
            text = UNKNOWN if cid in self._unnamed else self._built_in.get(cid) or self._font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _BULLET if self._is_windows and ord(" ") < cid <= 0xFF and cid not in _WINDOWS else UNKNOWN
        if text and len(text) > _LONGEST_TEXT:
            text = UNKNOWN
        if cid == ord(_SOFT_HYPHEN) and text == " " and not self._font.is_multibyte():
            # pdfminer's table of this encoding has a space here.
            text = _SOFT_HYPHEN
        if text == _SOFT_HYPHEN:
            # It is printed, and so no soft one; many fonts have one glyph for both, and some for a dash as well.
            text = "–" if width >= _DASH else "-"
        text = _CONTROL.sub(UNKNOWN, (text or UNKNOWN).translate(_CHARS))
        glyph = self.known[cid] = unicodedata.normalize("NFC", text), width
        return glyph

    def extent(self, points: float) -> tuple[float, float, float]:
        """Return ascent, descent and type size, in points, of type set at the nominal size of `points`."""
        size = points * self._unit
        return self._ascent * size, self._descent * size, size


def _shares(font: PDFFont) -> tuple[float, float, float]:
    """Return ascent and descent as shares of the type size, and that as a share of the nominal size."""
    if isinstance(font, PDFType3Font):
        # Its glyphs may be drawn in units of its own, so that only their height tells the size.
        height = abs(font.get_height())
        return _ASCENT, _DESCENT, 1.0 if 0.3 <= height <= 2.0 else height or 1.0
    ascent, descent = font.get_ascent(), -font.get_descent()
    if not 0.4 <= ascent <= 1.3 or not 0.0 <= descent <= 0.6:
        ascent, descent = _ASCENT, _DESCENT
    return ascent, descent, 1.0

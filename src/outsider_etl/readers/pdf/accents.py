"""Set accents that a font has as signs of their own on the letters they are drawn over."""

import unicodedata
from collections.abc import Iterator, Sequence

from outsider_etl.readers.pdf.glyphs import GlyphRun

Placed = tuple[str, float, float, GlyphRun]

# The accents as they stand alone, and as they combine.
_COMBINING = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
    "ˋ": "\u0300",
    "ˊ": "\u0301",
}
_ACCENTS = frozenset(_COMBINING) | frozenset(map(chr, range(0x0300, 0x0370)))
_DOTLESS = {"ı": "i", "ȷ": "j"}
# An accent stands over its letter where this share of the narrower of the two does.
_OVER = 0.5


def compose(glyphs: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the glyphs, which stand from left to right, each accent made one with the letter that it is drawn over."""
    if not any(glyph[0] in _ACCENTS for glyph in glyphs):
        yield from glyphs
        return
    held: Placed | None = None
    for glyph in glyphs:
        both = held and _composed(held, glyph)
        if both:
            held = both
            continue
        if held:
            yield held
        held = glyph
    if held:
        yield held


def _composed(first: Placed, second: Placed) -> Placed | None:
    """Return the letter with its accent, whichever of them comes first, or None where they stand apart."""
    if first[0] in _ACCENTS:
        accent, letter = first, second
    elif second[0] in _ACCENTS:
        letter, accent = first, second
    else:
        return None
    shared = min(first[2], second[2]) - max(first[1], second[1])
    combining = unicodedata.combining(accent[0]) and accent is second
    if not letter[0].isalpha() or not (combining or shared > _OVER * min(first[2] - first[1], second[2] - second[1])):
        return None
    base = _DOTLESS.get(letter[0], letter[0])
    text = unicodedata.normalize("NFC", base + _COMBINING.get(accent[0], accent[0]))
    if len(text) > len(letter[0]) and not combining:
        return None
    return text, min(first[1], second[1]), max(first[2], second[2]), letter[3]

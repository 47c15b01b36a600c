"""Cut text into the small pieces that the money and date grammars are written over.

A spaCy tokenizer keeps "post-1945", "2014–2017" and "1.2bn" whole or cuts them, depending on language and version. The
grammars see the same lexemes in every pipeline: runs of letters, runs of ASCII digits and single other characters.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

LexemeKind = Literal["word", "digits", "symbol"]

# Python counts superscripts and fractions as word characters; they are symbols here, or "1990s¹⁰" would be one word.
_NO_LETTER = r"\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b"
# Nobody writes a number or a date so long; kept whole, these runs cost what they are worth.
_LONG_RUN = r"[^\w\s]{8,}(?=[^\w\s]{2})|(?:[0-9]{1,4}[-\u2010-\u2014/.,:~]){24,}[0-9]{0,4}"
_PIECES = re.compile(rf"(\s*)(?:([^{_NO_LETTER}]+)|({_LONG_RUN})|([0-9]+)|(\S))")


class Lexeme(NamedTuple):
    """A run of letters, a run of ASCII digits, or one other character that is not white space.

    Long rows of marks ("........") but for the last two, and of numbers joined by marks ("1-1-1-1..."), are one symbol.

    `start` and `end` count code points in the text that was cut; `lower` is `text` in lower case; `gap` is the white
    space before it, empty where it touches the lexeme before.
    """

    kind: LexemeKind
    text: str
    lower: str
    start: int
    end: int
    gap: str


def lex(text: str) -> list[Lexeme]:
    """Return the lexemes of `text` in order; with their gaps they hold every character but white space at the end."""
    lexemes = []
    new, place = tuple.__new__, 0
    for gap, word, run, digits, symbol in _PIECES.findall(text.rstrip()):
        start = place + len(gap)
        piece = word or digits or symbol or run
        place = start + len(piece)
        if word:
            # Made as NamedTuple makes it, but without the call for each: a text has one every five characters.
            lexemes.append(new(Lexeme, ("word", word, word.lower(), start, place, gap)))
        else:
            lexemes.append(new(Lexeme, ("digits" if digits else "symbol", piece, piece, start, place, gap)))
    return lexemes


def lower_at(lexemes: Sequence[Lexeme], index: int) -> str:
    """Return the lexeme at `index` in lower case, or an empty text where there is none."""
    return lexemes[index].lower if 0 <= index < len(lexemes) else ""

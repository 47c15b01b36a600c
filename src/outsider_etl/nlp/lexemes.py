"""Cut text into the small pieces that the money and date grammars are written over.

A spaCy tokenizer keeps "post-1945", "2014–2017" and "1.2bn" whole or cuts them, depending on language and version. The
grammars see the same lexemes in every pipeline: runs of letters, runs of ASCII digits and single other characters.
"""

import re
from typing import Literal, NamedTuple, cast

LexemeKind = Literal["word", "digits", "symbol"]

# Python counts superscripts and fractions as word characters; they are symbols here, or "1990s¹⁰" would be one word.
_NO_LETTER = r"\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b"
_LEXEME = re.compile(rf"(?P<gap>\s*)(?:(?P<word>[^{_NO_LETTER}]+)|(?P<digits>[0-9]+)|(?P<symbol>\S))")


class Lexeme(NamedTuple):
    """A run of letters, a run of ASCII digits, or one other character that is not white space.

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
    for match in _LEXEME.finditer(text.rstrip()):
        kind = cast(LexemeKind, match.lastgroup)
        piece = match[kind]
        lexemes.append(Lexeme(kind, piece, piece.lower(), *match.span(kind), match["gap"]))
    return lexemes

"""Tell from the texts of a document whether its decimals stand behind a point or, as in German and French, a comma.

In the one case "1.500" is one and a half and a billion a thousand millions, in the other fifteen hundred and a million
millions.
"""

import re
from collections.abc import Iterable, Sequence

from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol

from outsider_etl.nlp.lexemes import Lexeme

POINT, COMMA = ".", ","

# Numbers of sections, days and laws are parted by points in any language: only those of amounts and shares count.
_UNITS = (
    r"pro[cz]ent|percent|per\scent|pour\scent|mrd|mio|mds?|millions?|millionen|milliards?|milliarden?|billions?"
    r"|billionen|trillions?|bn|euros?|eur|usd|dollars?"
)
_POINTED = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]*\d)"
_WITH_COMMA = r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d.,]*\d)"
_POINTS, _COMMAS = (
    re.compile(rf"(?:[$€£]\s?){number}|{number}(?=\s?(?:[%€$£]|M€|(?:{_UNITS})(?![^\W\d_])))", re.IGNORECASE)
    for number in (_POINTED, _WITH_COMMA)
)
_OUTWEIGHED = 3
"""Against what a language is written with so many numbers speak at least, and more than so many times those for it."""
_GROUPED = "'"
"""Behind this sign the grammar reads thousands, whatever follows."""
_GROUP = 3
_BILLIONS, _MILLION_MILLIONS = ("billion", "billions"), "trillion"
_ARTICLES, _SIGNS = ("the", "a"), ("€", "$", "£")


def decimal_sign_of(texts: Iterable[str], language: str | None = None) -> str:
    """Return POINT or COMMA, whichever numbers of a document have before their decimals, given its texts.

    It is that of the language (ISO 639-1), unless most of the numbers say otherwise; without a language it is a point
    where as many say the one as the other.
    """
    points = commas = 0
    for text in texts:
        points += len(_POINTS.findall(text))
        commas += len(_COMMAS.findall(text))
    if language is None:
        return COMMA if commas > points else POINT
    usual = _sign_of(language)
    for_it, against = (commas, points) if usual == COMMA else (points, commas)
    if against >= _OUTWEIGHED and against > _OUTWEIGHED * for_it:
        return POINT if usual == COMMA else COMMA
    return usual


def _sign_of(language: str) -> str:
    try:
        return COMMA if get_decimal_symbol(language) == COMMA else POINT
    except UnknownLocaleError:
        return POINT


def with_points_for_decimals(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Return lexemes whose numbers have decimal points, of a document in which they have commas.

    The point of "1.500" parts thousands, as an apostrophe does, and the comma of "3,125" is a point.
    """
    made = list(lexemes)
    for index in range(1, len(lexemes) - 1):
        before, sign, behind = lexemes[index - 1 : index + 2]
        apart = before.kind != "digits" or behind.kind != "digits" or sign.gap or behind.gap
        if apart or len(behind.text) != _GROUP or len(before.text) > _GROUP:
            continue
        if sign.text == POINT and not before.text.startswith("0"):
            made[index] = sign._replace(text=_GROUPED, lower=_GROUPED)
        elif sign.text == COMMA and not _goes_on(lexemes, index):
            made[index] = sign._replace(text=POINT, lower=POINT)
    return made


def with_long_scale(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which the "1 Billion" of German and the "2 billions de" of French are a million millions."""
    made = list(lexemes)
    for index, lexeme in enumerate(lexemes):
        if lexeme.lower not in _BILLIONS or index == 0 or index + 1 == len(lexemes):
            continue
        before, behind = lexemes[index - 1], lexemes[index + 1]
        # "The 1 Billion Dollar Question" is English.
        is_one = before.text == "1" and (index == 1 or (bool(before.gap) and lexemes[index - 2].lower not in _ARTICLES))
        is_german = lexeme.text == "Billion" and is_one and (behind.text[0].isupper() or behind.text in _SIGNS)
        # "Deux billions" are read as what they are.
        if is_german or (before.kind == "digits" and behind.lower in ("de", "d")):
            made[index] = lexeme._replace(lower=_MILLION_MILLIONS)
    return made


def _goes_on(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether another comma stands before or behind the one at `index` in its number: "1,234,567"."""
    near = (lexemes[place] for place in (index - 2, index + 2) if 0 <= place < len(lexemes))
    return any(lexeme.text == COMMA and not lexeme.gap for lexeme in near)

"""Tell from the texts of a document whether its decimals stand behind a point or, as in German and French, a comma.

In the one case "1.500" is one and a half, in the other fifteen hundred.
"""

import re
from collections.abc import Iterable, Sequence

from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol

from outsider_etl.nlp.lexemes import Lexeme

POINT, COMMA = ".", ","

# Numbers of sections, days and laws are parted by points in any language: only those of amounts and shares count.
_MEASURED = r"(?=\s?(?:%|[€$£]|(?:pro[cz]ent|per\s?cent|pour cent|m[ir]d|mi[ol]|bi?llion|bn|trillion|eur|usd)))"
_POINTS = re.compile(rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d{{1,2}}){_MEASURED}", re.IGNORECASE)
_COMMAS = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:\.\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,3}}\.000|\d+,\d{{1,2}}){_MEASURED}",
    re.IGNORECASE,
)
_GROUPED = "'"
"""Behind this sign the grammar reads thousands, whatever follows."""


def decimal_sign_of(texts: Iterable[str], language: str | None = None) -> str:
    """Return POINT or COMMA, whichever most numbers of a document have before their decimals, given its texts.

    Where they do not say it the language (ISO 639-1) does; without one it is a point.
    """
    points = commas = 0
    for text in texts:
        points += len(_POINTS.findall(text))
        commas += len(_COMMAS.findall(text))
    if points == commas:
        return _sign_of(language) if language else POINT
    return COMMA if commas > points else POINT


def _sign_of(language: str) -> str:
    try:
        return COMMA if get_decimal_symbol(language) == COMMA else POINT
    except UnknownLocaleError:
        return POINT


def with_grouping_points(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which the point of "1.500" parts thousands; for documents with decimal commas."""
    made = list(lexemes)
    for index in range(1, len(made) - 1):
        before, point, behind = made[index - 1 : index + 2]
        touching = point.text == POINT and not (point.gap or behind.gap)
        if touching and before.kind == behind.kind == "digits" and len(before.text) <= 3 == len(behind.text):
            made[index] = point._replace(text=_GROUPED, lower=_GROUPED)
    return made

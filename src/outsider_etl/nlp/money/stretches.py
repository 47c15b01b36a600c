"""Find the stretches of a text that may hold a money figure, so that the rest need not be lexed.

A figure has a currency beside a number. Such places are found by expressions and by the words that the text has, far
faster than the grammar could read it; that lets through more than figures, never less.
"""

import re
from collections.abc import Iterator
from functools import cache

from outsider_etl.nlp.digits import FRACTION_SIGNS
from outsider_etl.nlp.lexemes import Lexeme, lex
from outsider_etl.nlp.money import currencies as data
from outsider_etl.nlp.money.abroad import FIRST_WORDS, HALF_BEHIND
from outsider_etl.nlp.money.catalogue import catalogue
from outsider_etl.nlp.money.words import METALS, MONEY_SCALES
from outsider_etl.nlp.numerals import NOTE_SIGNS, NUMBER_WORDS

# No number, unit or qualifying phrase is as long as this.
_MARGIN = 160
_CUT = 40

# A number stands this near to its unit.
_NEAR = 24
_WIDEST_GAP = 6
_LONGEST_PREFIX = 6

_PENNY = "d"
_FRACTIONS = "".join(FRACTION_SIGNS)
_NOTES = "".join(sorted(NOTE_SIGNS))
_COUNTING = frozenset({*NUMBER_WORDS, *MONEY_SCALES, HALF_BEHIND})
_COUNTING_ALONE = _COUNTING - {"a", "an"}
_COUNTING_BEHIND = _COUNTING_ALONE | FIRST_WORDS
_NUMBER_ENDS = tuple("0123456789]" + _FRACTIONS + _NOTES)
# What may stand between a number and the unit behind it.
_BETWEEN = " \t\n\r\u00a0\u2009\u202f-\u2010\u2011.)\\"

# "30 millions d'euros", "two milliards de dollars", "due milioni di euro", "two millions of gold dollars"
_OF = re.compile(rf"\b(?:d(?:[ei]\s|['’])|of\s)?(?:\b(?:{'|'.join(METALS)})\s)?\Z", re.IGNORECASE)
_LETTER = rf"[^\W\d_{_FRACTIONS}{_NOTES}]"
_PREFIX = re.compile(rf"(?<!{_LETTER})(?:U\.?S\.?|[A-Z]{{1,3}})[-\s\\]{{0,2}}\Z", re.IGNORECASE)
_WORD = re.compile(f"{_LETTER}+")
_PENCE = re.compile(rf"[0-9]s\.\s?[0-9]*[0-9{_FRACTIONS}]{_PENNY}\b")
_SUFFIXES = [suffix for suffixes in data.SUFFIXES.values() for suffix in suffixes]
_BEHIND = re.compile(
    rf"(?:(?:{'|'.join(_SUFFIXES)})(?!{_LETTER})|[a-z]{{0,2}}(?=[0-9]))?\.?\s*+[-−–(\\]?\s*+(?:[0-9{_FRACTIONS}]|\.[0-9]|(?:an?\s++)?(?P<word>{_LETTER}++))",
    re.I,
)

# In tables the letter of a note, or what stood on the next line, touches the scale: "$552 milliona", "$3 billionFY10".
_SEAM = re.compile(r"(?<=[0-9]\s)(?P<scale>[Tt]housand|[MmBb]illion|[Tt]rillion)(?:[a-rt-z](?![^\W_])|(?=[A-Z]))")


def lex_stretches(text: str) -> Iterator[tuple[int, list[Lexeme]]]:
    """Yield the stretches of `text` that may hold money, each as its offset in `text` and its lexemes.

    A figure with the words that qualify it lies in one stretch as a whole.
    """
    start = end = 0
    for first, last in _places(text):
        if first - _MARGIN > end:
            yield from _lex_stretch(text, start, end)
            start = first - _MARGIN
        end = last + _MARGIN
    yield from _lex_stretch(text, start, end)


def _lex_stretch(text: str, start: int, end: int) -> Iterator[tuple[int, list[Lexeme]]]:
    """Yield the lexemes of `text[start:end]`, cut at white space where there is any."""
    if start == end:
        return
    if start > 0:
        start = max(start, text.find(" ", start, start + _CUT))
    if end < len(text):
        end = max(end - _CUT, text.rfind(" ", end - _CUT, end))
    stretch = text[start:end]
    seams = list(_SEAM.finditer(stretch))
    if not seams:
        yield start, lex(stretch)
        return
    lefts = [0, *(seam.end() for seam in seams)]
    rights = [*(seam.end("scale") for seam in seams), len(stretch)]
    pieces = [(left, lex(stretch[left:right])) for left, right in zip(lefts, rights, strict=True)]
    yield start, [_moved(lexeme, left) for left, piece in pieces for lexeme in piece]


def _moved(lexeme: Lexeme, distance: int) -> Lexeme:
    return lexeme._replace(start=lexeme.start + distance, end=lexeme.end + distance)


def _places(text: str) -> list[tuple[int, int]]:
    """Return where in `text` a currency stands beside a number, as start and end, in order."""
    places = [match.span() for match in _sign().finditer(text) if _has_number(text, *match.span())]
    unit = _units_of(text)
    if unit:
        places += (match.span() for match in unit.finditer(text) if _is_unit(text, *match.span()))
        places.sort()
    return places


def _units_of(text: str) -> re.Pattern[str] | None:
    """Return an expression for the words of `text` that units begin with, where they begin, or None without any."""
    known, exact = _unit_words(), _unit_spellings()
    found = set(_WORD.findall(text))
    words = [word for word in found if word in exact or word.lower() in known]
    # The letter is seldom anything but an article of French.
    if _PENNY in found and _PENCE.search(text):
        words.append(_PENNY)
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(sorted(words, key=len, reverse=True))})") if words else None


def _is_unit(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]`, where a word begins, is all of it, with a number beside it."""
    return not text[end : end + 1].isalpha() and _has_number(text, start, end)


def _has_number(text: str, start: int, end: int) -> bool:
    """Return whether a number stands before or behind the unit at `text[start:end]`."""
    behind = _BEHIND.match(text, end)
    if behind and (behind["word"] is None or behind["word"].lower() in _COUNTING_BEHIND):
        return True
    before = _OF.sub("", text[max(0, start - _NEAR) : start])
    if _ends_number(before, _COUNTING if text[start].isalpha() else _COUNTING_ALONE):
        return True
    if text[start].isalpha():
        return False
    # "5 million US$"
    prefix = _PREFIX.search(before, max(0, len(before) - _LONGEST_PREFIX))
    return prefix is not None and _ends_number(before[: prefix.start()], _COUNTING_ALONE)


def _ends_number(text: str, counting: frozenset[str]) -> bool:
    """Return whether a text ends with a number, in digits or with one of the words `counting`."""
    text = text.rstrip(_BETWEEN)
    place = len(text)
    while place and text[place - 1].isalpha():
        place -= 1
    word = text[place:]
    return word.lower() in counting if word else text.endswith(_NUMBER_ENDS)


@cache
def _sign() -> re.Pattern[str]:
    """Return the expression for a currency sign that a number may stand beside."""
    sign = "[" + re.escape("".join(data.SIGNS) + "¢") + "]"
    part = rf"[\w{_FRACTIONS}]"
    behind = rf"(?=\s*+[-−–(\\]?\s*+(?:{part}|\.[0-9]))"
    ends = rf"[\w{_FRACTIONS}{_NOTES})\].]"
    before = "|".join(rf"(?<={ends}[\s\\]{{{gap}}}{sign})" for gap in range(_WIDEST_GAP + 1))
    return re.compile(f"{sign}(?:{behind}|{before})")


@cache
def _unit_words() -> frozenset[str]:
    """Return the words in lower case, in any spelling, that units other than signs begin with."""
    codes = {code.lower() for code in catalogue().wide}
    return frozenset({*catalogue().reach, *codes})


@cache
def _unit_spellings() -> frozenset[str]:
    """Return the abbreviations, as they are spelled, that units begin with."""
    return frozenset({*catalogue().codes, *catalogue().scaled, *data.ABBREVIATIONS, "ct", "grand", "p"})

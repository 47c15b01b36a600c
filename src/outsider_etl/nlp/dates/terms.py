"""What a text is to the date grammar: a row of terms, each with a tag of one letter.

The tags of a text are a string in which patterns can be searched. They are:

    M m  month name, short one        W w  weekday, short one       L    "Mondays"
    Y    four-digit number            N    number of one or two     n    other number (digits or words)
    z    year in words                     digits                   O    ordinal
    D    decade ("1980s", "eighties") S    season                   H    day with a name ("Easter")
    K    years "2014-2017"            k    days "19-21"             I    day or month in figures ("2019-01-04")
    G    fiscal year ("FY2026")       Q    quarter or half ("Q1")   J    day of a month in figures ("4/22")
    u U  unit, plural unit            y    short year ("'98")       e    era ("BC")
    h    "first half", "second half"  E    "early", "mid", "late"   B    "beginning", "end"
    P    "yesterday", "today"         R    "last", "this", "next"   A    "ago", "later"
    b    "before", "after", "from"    T    "to", "until"            V    "every"
    v    "several", "few"             l    "all", "whole"           q    "rest"
    f    "daily", "annually"          d    "old"                    g    "starting"
    s    "weekend"                    p    "now"                    r    "recent years", "these days"
    F    "more", "other"              X    "long"                     C    other numbers "264-241"
    Z    "ending"                     x    anything else
    t a o i c j  the, a, of, in, and, on                            , . - / '  the marks themselves, and "'s"
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from outsider_etl.nlp.dates.cells import Part, Stretch, Unit
from outsider_etl.nlp.dates.meanings import Anchor
from outsider_etl.nlp.dates.named_days import NamedDay
from outsider_etl.nlp.lexemes import Lexeme

_STOPS = frozenset("!?;")
_LONGEST_ABBREVIATION = 4
HYPHENS = frozenset("-\u2010\u2011\u2013\u2014")
APOSTROPHES = frozenset("'’‘′")


class Term(NamedTuple):
    """The lexemes from `start` to `end` of a text; its `tag` says which of the other fields count.

    `number` is a month, day, year, weekday or a number of steps, `other` the second one of "19-21" and "4/22".
    `forward` says where a direction leads, and of an era that it is after Christ.
    """

    tag: str
    start: int = 0
    end: int = 0
    number: int = 0
    other: int = 0
    amount: Decimal | None = None
    unit: Unit | None = None
    stretch: Stretch | None = None
    part: Part | None = None
    anchor: Anchor = "reference"
    forward: bool = False
    named_day: NamedDay | None = None
    timex: str = ""


def touches(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether there is a lexeme at `index` that follows the one before it without a space."""
    return 0 < index < len(lexemes) and not lexemes[index].gap


def ends_sentence(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether a sentence ends with the lexeme at `index`, which the point of "Jan." and "U.S." doesn't do."""
    lexeme = lexemes[index]
    if lexeme.text in _STOPS:
        return True
    if lexeme.text != "." or index == 0 or index + 1 == len(lexemes):
        return False
    before, after = lexemes[index - 1], lexemes[index + 1]
    if not after.gap or after.text.islower():
        return False
    if before.kind == "digits":
        return after.kind == "word"
    whole_word = len(before.text) > 1 and (before.text.islower() or before.text.isupper())
    return whole_word or len(before.text) > _LONGEST_ABBREVIATION

"""Read the number of a money figure: what may be written for one beside a currency only."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.abroad import read_foreign_numeral
from outsider_etl.nlp.numerals import SCALE_WORDS, Numeral, read_numeral

_Lexemes = Sequence[Lexeme]

_ONE, _THOUSAND, _TRILLION = Decimal(1), Decimal(1000), Decimal("1E12")


def read_number(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Read a number; "750.000" has thousands, as nobody writes money with three zeros behind a decimal point."""
    number = read_numeral(lexemes, index, scales=words.MONEY_SCALES)
    foreign = read_foreign_numeral(lexemes, index)
    # "six" is French too, in "six cents millions".
    if foreign and (number is None or foreign.end > number.end):
        number = foreign
    if number is not None and (_is_thousand_millions(lexemes, number) or _is_mil(lexemes, index, number)):
        # "Mil" is short for millions elsewhere.
        return number._replace(value=number.value / _THOUSAND, scale=number.scale / _THOUSAND)
    if number is not None and _is_in_thousands(lexemes, number):
        return number._replace(value=number.value / number.scale * _THOUSAND, scale=_THOUSAND)
    if number is None or number.scale > 1 or number.end != index + 3 or lexemes[number.end - 1].text != "000":
        return number
    is_decimal = lexemes[index + 1].text == "." and len(lexemes[index].text) <= 3
    return number._replace(value=number.value * _THOUSAND) if is_decimal else number


def _is_thousand_millions(lexemes: _Lexemes, number: Numeral) -> bool:
    """Return whether a number ends as Spanish and Portuguese billions do: "3 mil millones"."""
    return lexemes[number.end - 1].lower in ("millones", "milhões") and lower_at(lexemes, number.end - 2) == "mil"


def _is_mil(lexemes: _Lexemes, index: int, number: Numeral) -> bool:
    """Return whether a number ends with the "mil" of "500 mil pesos" and "R$ 500 mil", Spanish and Portuguese ones."""
    if lexemes[number.end - 1].lower != "mil":
        return False
    is_brazilian = lower_at(lexemes, index - 1) == "$" and lower_at(lexemes, index - 2) == "r"
    return is_brazilian or lower_at(lexemes, number.end) in words.IBERIAN_NOUNS


def _is_in_thousands(lexemes: _Lexemes, number: Numeral) -> bool:
    """Return whether the last letter of a number is that of "300 T€", German for thousands, rather than of "$3T"."""
    letter, sign = lexemes[number.end - 1], lexemes[number.end] if number.end < len(lexemes) else None
    return number.scale == _TRILLION and letter.text == "T" and sign is not None and sign.text == "€" and not sign.gap


def read_digits(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Read a number that begins with digits or with the point of ".5"."""
    is_digits = lexemes[index].kind == "digits" or lexemes[index].text == "."
    return read_numeral(lexemes, index, scales=words.MONEY_SCALES) if is_digits else None


def read_article(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Read the "a" of "a dollar and a half" as a number."""
    return Numeral(_ONE, index + 1, _ONE, spelled=True) if lexemes[index].lower in ("a", "an") else None


def is_article(lexemes: _Lexemes, number: Numeral) -> bool:
    """Return whether a number is no more than an article."""
    return number.scale == 1 and lexemes[number.end - 1].lower in ("a", "an")


def skip_same_in_digits(lexemes: _Lexemes, number: Numeral) -> Numeral:
    """Read on in "five thousand (5,000) dollars"."""
    if not number.spelled or number.end >= len(lexemes) or lexemes[number.end].text != "(":
        return number
    same = read_numeral(lexemes, number.end + 1)
    if same is None or same.value != number.value or same.end >= len(lexemes) or lexemes[same.end].text != ")":
        return number
    return number._replace(end=same.end + 1)


def skip_period(lexemes: _Lexemes, number: Numeral) -> int:
    """Return the index after the period of an abbreviated scale ("90 bn. roubles")."""
    end = number.end
    if end >= len(lexemes) or lexemes[end].text != "." or number.scale == 1:
        return end
    return end if lexemes[end - 1].lower in SCALE_WORDS else end + 1

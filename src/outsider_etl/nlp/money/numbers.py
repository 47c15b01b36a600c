"""Read the number of a money figure: what may be written for one beside a currency only."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.digits import read_fraction, touching_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.abroad import read_foreign_numeral
from outsider_etl.nlp.numerals import SCALE_WORDS, Numeral, read_numeral

_Lexemes = Sequence[Lexeme]

_ONE, _THOUSAND, _TRILLION = Decimal(1), Decimal(1000), Decimal("1E12")


def read_number(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Read a number; "750.000" has thousands, as nobody writes money with three zeros behind a decimal point."""
    part = _read_part(lexemes, index) if lexemes[index].kind == "digits" else None
    number = part or read_numeral(lexemes, index, scales=words.MONEY_SCALES)
    foreign = read_foreign_numeral(lexemes, index)
    # "six" is French too, in "six cents millions".
    if foreign and (number is None or foreign.end > number.end):
        number = foreign
    if number is not None and (_is_thousand_millions(lexemes, number) or _is_mil(lexemes, index, number)):
        # "Mil" is short for millions elsewhere.
        return number._replace(value=number.value / _THOUSAND, scale=number.scale / _THOUSAND)
    if number is not None and number.scale == 1 and (scale := _brazilian_scale(lexemes, index, number.end)):
        return number._replace(value=number.value * scale, end=number.end + 1, scale=scale)
    if number is not None and _is_in_thousands(lexemes, number):
        return number._replace(value=number.value / number.scale * _THOUSAND, scale=_THOUSAND)
    if number is None or number.scale > 1 or number.end != index + 3 or lexemes[number.end - 1].text != "000":
        return number
    is_decimal = lexemes[index + 1].text == "." and len(lexemes[index].text) <= 3
    return number._replace(value=number.value * _THOUSAND) if is_decimal else number


def _is_thousand_millions(lexemes: _Lexemes, number: Numeral) -> bool:
    """Return whether a number ends as Spanish and Portuguese billions do: "3 mil millones"."""
    return lexemes[number.end - 1].lower in ("millones", "milhões") and lower_at(lexemes, number.end - 2) == "mil"


def _read_part(lexemes: _Lexemes, index: int) -> Numeral | None:
    """Read a fraction of a scale, with or without a whole number: "1/2 million", "1-1/2 million"."""
    above = index + 2 if lower_at(lexemes, index + 1) == words.HYPHEN else index
    # "In 2019-1/4 million dollars more"
    if above > index and len(lexemes[index].text) >= words.YEAR_LENGTH:
        return None
    fraction = read_fraction(lexemes, above) if above == index or touching_digits(lexemes, above) else None
    scale = words.MONEY_SCALES.get(lower_at(lexemes, fraction[1]), _ONE) if fraction else _ONE
    if fraction is None or scale < _THOUSAND:
        return None
    whole = Decimal(lexemes[index].text) if above > index else 0
    return Numeral((whole + fraction[0]) * scale, fraction[1] + 1, scale, spelled=False)


def _brazilian_scale(lexemes: _Lexemes, index: int, end: int) -> Decimal | None:
    """Return the scale of "R$ 10 bi", which no hyphen joins to another word, or None."""
    scale = words.BRAZILIAN_SCALES.get(lower_at(lexemes, end))
    return scale if _is_of_brazil(lexemes, index) and lower_at(lexemes, end + 1) != words.HYPHEN else None


def _is_of_brazil(lexemes: _Lexemes, index: int) -> bool:
    """Return whether a number stands behind "R$"."""
    return lower_at(lexemes, index - 1) == "$" and lower_at(lexemes, index - 2) == "r"


def _is_mil(lexemes: _Lexemes, index: int, number: Numeral) -> bool:
    """Return whether a number ends with the "mil" of "500 mil pesos" and "R$ 500 mil", Spanish and Portuguese ones."""
    if lexemes[number.end - 1].lower != "mil":
        return False
    return _is_of_brazil(lexemes, index) or lower_at(lexemes, number.end) in words.IBERIAN_NOUNS


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

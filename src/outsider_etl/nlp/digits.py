"""Read a number in digits, with its thousands separators, decimals and fraction, from lexemes; and a roman one."""

from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme

FRACTION_SIGNS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"),
    "⅛": Decimal("0.125"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875"),
}  # fmt: skip
"""What the signs of fractions are worth, those that have few decimals."""

MOST_DIGITS = 24
"""A number of more digits is none."""

# British books set the point in the middle of the line, "£13·3 million".
_DECIMAL_SIGNS = frozenset(".,\u00b7\u2027")
_GROUP_SIGNS = frozenset(",.'’")
_GROUP_SPACES = frozenset(" \u00a0\u2009\u202f")
_MOST_GROUPS = 8
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# "2 1/2", "101 3/8"; thirds have no end of decimals.
_DENOMINATORS = frozenset({"2", "4", "5", "8", "16"})


def read_digits(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Return the number ("1,000", "2.5", "2·5", "1½", ".5") at lexeme `index` and the index after it, or None."""
    first = lexemes[index]
    if first.kind != "digits":
        return _read_sign(lexemes, index)
    whole, end, separator = _read_groups(lexemes, index)
    decimals = _read_decimals(lexemes, end, separator)
    if len(whole) + len(decimals) > MOST_DIGITS:
        return None
    if decimals:
        return Decimal(f"{whole}.{decimals}"), end + 2
    fraction = _read_fraction(lexemes, end)
    return (Decimal(whole) + fraction[0], fraction[1]) if fraction else (Decimal(whole), end)


def touching_digits(lexemes: Sequence[Lexeme], index: int) -> str:
    """Return the digits at `index` if nothing stands between them and what is before, else an empty text."""
    if index < len(lexemes) and lexemes[index].kind == "digits" and not lexemes[index].gap:
        return lexemes[index].text
    return ""


def _read_sign(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Read "½" and ".5"."""
    first = lexemes[index]
    if first.text in FRACTION_SIGNS:
        return FRACTION_SIGNS[first.text], index + 1
    if first.text != "." or not (decimals := touching_digits(lexemes, index + 1)):
        return None
    if index and lexemes[index - 1].kind == "digits" and not first.gap:
        return None
    return (Decimal(f"0.{decimals}"), index + 2) if len(decimals) <= MOST_DIGITS else None


def _read_fraction(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Read the "½" or " 1/2" behind a whole number."""
    if index >= len(lexemes):
        return None
    above = lexemes[index]
    if above.text in FRACTION_SIGNS:
        return FRACTION_SIGNS[above.text], index + 1
    return read_fraction(lexemes, index) if above.gap == " " else None


def read_fraction(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Return what "1/2" or "3/4" at lexeme `index` is and the index after it, or None."""
    if index + 2 >= len(lexemes) or lexemes[index].kind != "digits" or lexemes[index + 1].text != "/":
        return None
    above = lexemes[index]
    below, after = touching_digits(lexemes, index + 2), index + 3
    if below not in _DENOMINATORS or len(above.text) > len(below) or not 0 < int(above.text) < int(below):
        return None
    # "5 1/2/2019" holds a date.
    is_date = after < len(lexemes) and lexemes[after].text == "/"
    if is_date or lexemes[index + 1].gap or len(lexemes[index - 1].text) > 3:
        return None
    return Decimal(above.text) / Decimal(below), after


def _read_groups(lexemes: Sequence[Lexeme], index: int) -> tuple[str, int, str]:
    """Return the digits of a whole number, the index after them and the separator of its groups ("" if none)."""
    first = lexemes[index].text
    alone = first, index + 1, ""
    separator = _separator(lexemes, index + 1)
    if not separator or len(first) > 3 or first.startswith("0"):
        return alone
    groups, end = _read_grouped(lexemes, index + 1, separator)
    if not groups or len(groups[-1]) != 3:
        return alone
    shapes = {len(group) for group in groups[:-1]}
    if not (shapes <= {3} or (shapes == {2} and separator == ",")):
        return alone
    # "1.234" is a decimal number in English, "1.234.567" and "1.234,56" can't be.
    if separator == "." and len(groups) == 1 and not _read_decimals(lexemes, end, separator):
        return alone
    return first + "".join(groups), end, separator


def _separator(lexemes: Sequence[Lexeme], index: int) -> str:
    """Return the sign at lexeme `index` or the space before it if that may part groups of digits."""
    if index >= len(lexemes):
        return ""
    sign = lexemes[index]
    if not sign.gap:
        return sign.text if sign.text in _GROUP_SIGNS else ""
    return sign.gap if sign.kind == "digits" and sign.gap in _GROUP_SPACES else ""


def _read_grouped(lexemes: Sequence[Lexeme], index: int, separator: str) -> tuple[list[str], int]:
    """Return the groups of two (as in India) or three digits from `index`, and the index after them."""
    groups: list[str] = []
    while len(groups) <= _MOST_GROUPS:
        at = index + (separator in _GROUP_SIGNS)
        if at >= len(lexemes) or (at > index and (lexemes[index].text != separator or lexemes[index].gap)):
            break
        group = lexemes[at]
        if group.kind != "digits" or not 1 < len(group.text) < 4 or group.gap != ("" if at > index else separator):
            break
        groups.append(group.text)
        index = at + 1
    return groups, index


def _read_decimals(lexemes: Sequence[Lexeme], index: int, separator: str) -> str:
    """Return the digits after the decimal sign at `index`, or an empty text."""
    sign = lexemes[index].text if index < len(lexemes) else ""
    if sign not in _DECIMAL_SIGNS or sign == separator or lexemes[index].gap:
        return ""
    decimals = touching_digits(lexemes, index + 1)
    # A comma before three digits parts thousands, or two numbers: "1,000" and "2019,100".
    return "" if sign == "," and len(decimals) == 3 and lexemes[index - 1].text != "0" else decimals


def roman_value(letters: str) -> int:
    """Return the value of a roman number below 400, in letters of either case."""
    values = [_ROMAN[letter] for letter in letters.lower()]
    return sum(-one if one < other else one for one, other in zip(values, (*values[1:], 0), strict=True))

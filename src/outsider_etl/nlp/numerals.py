"""Read numbers, in digits and in words, from lexemes.

Start at `read_numeral`: a numeral is one or more parts of falling size ("two million / five hundred thousand"), a part
is a small number ("2.5", "two hundred and fifty", "half a") with the scale words behind it. What a text writes as a
number that has no exact value ("dozens", "a few million", "a third") is no numeral.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from lexemes.

    `end` is the index after its last lexeme. `scale` is the scale its last part was written with (1000000 for "2.5
    million", 1 for "250"), so that a figure beside it can share it. `spelled` says that it begins with a word.
    """

    value: Decimal
    end: int
    scale: Decimal
    spelled: bool


_Part = tuple[Decimal, int]

_HYPHENS = frozenset("-\u2010\u2011")
_GROUP_SIGNS = frozenset(",.'’")
_GROUP_SPACES = frozenset(" \u00a0\u2009\u202f")

_TEENS = """
    zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_TEENS = """
    first second third fourth fifth sixth seventh eighth ninth tenth
    eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_TEEN_VALUES = {word: Decimal(number) for number, word in enumerate(_TEENS.split())}
_TEN_VALUES = {word: Decimal(10 * number) for number, word in enumerate(_TENS.split(), start=2)}
_ORDINALS = {word: Decimal(number) for number, word in enumerate(_ORDINAL_TEENS.split(), start=1)}
_ORDINALS |= {word[:-1] + "ieth": value for word, value in _TEN_VALUES.items()} | {"hundredth": Decimal(100)}
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_FRACTION_WORDS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_FRACTION_COUNTS = {"a": Decimal(1), "an": Decimal(1), "one": Decimal(1), "three": Decimal(3)}
_FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FIRST_WORDS = {"a", "an", *_TEEN_VALUES, *_TEN_VALUES, *_FRACTION_WORDS}
_HUNDRED = Decimal(100)

_SCALES = {
    "dozen": Decimal(12), "hundred": _HUNDRED, "thousand": Decimal("1E3"), "lakh": Decimal("1E5"),
    "million": Decimal("1E6"), "crore": Decimal("1E7"), "billion": Decimal("1E9"), "milliard": Decimal("1E9"),
    "trillion": Decimal("1E12"), "quadrillion": Decimal("1E15"),
}  # fmt: skip
SCALE_WORDS: Mapping[str, Decimal] = _SCALES | {word + "s": value for word, value in _SCALES.items()}
"""What a scale word in lower case multiplies by."""

_LARGEST_SCALE = Decimal("1E15")
_MOST_GROUPS = 8
_MOST_DIGITS = 24


def read_numeral(
    lexemes: Sequence[Lexeme], index: int, *, scales: Mapping[str, Decimal] = SCALE_WORDS
) -> Numeral | None:
    """Return the longest number that begins at lexeme `index`, or None.

    Digits may carry thousands separators, decimals and a fraction; words may be mixed in ("2.5 million", "one and a
    half billion", "half"). `scales` holds the scale words that count, in lower case; a caller whose context allows it
    adds abbreviations. Numbers of more than 24 digits are none.
    """
    part = _read_part(lexemes, index, scales)
    if part is None:
        return None
    value, end, scale = part.value, part.end, part.scale
    while scale > 1 and (addend := _read_addend(lexemes, end, scale, scales)):
        value, end, scale = value + addend.value, addend.end, addend.scale
    return Numeral(value, end, scale, part.spelled)


def read_cardinal(lexemes: Sequence[Lexeme], index: int) -> Numeral | None:
    """Return the whole number, in digits or in words, that begins at lexeme `index`, or None.

    "five", "twenty-one", "21", "1,000" and "two thousand" are whole numbers; "a", "half", "2.5" and "21st" are not.
    """
    if index < len(lexemes) and lexemes[index].lower in ("a", "an"):
        return None
    numeral = read_numeral(lexemes, index)
    if numeral is None or numeral.value != numeral.value.to_integral_value():
        return None
    return None if _is_suffix(lexemes, numeral.end) else numeral


def read_ordinal(lexemes: Sequence[Lexeme], index: int) -> Numeral | None:
    """Return the ordinal ("21st", "third", "twenty-first") that begins at lexeme `index`, or None."""
    if index >= len(lexemes):
        return None
    first = lexemes[index]
    if first.kind == "digits":
        if len(first.text) > _MOST_DIGITS or not _is_suffix(lexemes, index + 1):
            return None
        return Numeral(Decimal(first.text), index + 2, Decimal(1), spelled=False)
    if first.lower in _ORDINALS:
        return Numeral(_ORDINALS[first.lower], index + 1, Decimal(1), spelled=True)
    ten, last = _TEN_VALUES.get(first.lower), skip_hyphen(lexemes, index + 1)
    unit = _ORDINALS.get(_word(lexemes, last))
    if ten is None or unit is None or unit >= 10:
        return None
    return Numeral(ten + unit, last + 1, Decimal(1), spelled=True)


def skip_hyphen(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the hyphen at lexeme `index`, or `index` where there is none."""
    return index + 1 if index < len(lexemes) and lexemes[index].text in _HYPHENS else index


def _word(lexemes: Sequence[Lexeme], index: int) -> str:
    return lexemes[index].lower if index < len(lexemes) else ""


def _touching_digits(lexemes: Sequence[Lexeme], index: int) -> str:
    """Return the digits at `index` if nothing stands between them and what is before, else an empty text."""
    if index < len(lexemes) and lexemes[index].kind == "digits" and not lexemes[index].gap:
        return lexemes[index].text
    return ""


def _is_suffix(lexemes: Sequence[Lexeme], index: int) -> bool:
    return _word(lexemes, index) in _ORDINAL_SUFFIXES and not lexemes[index].gap


def _read_part(lexemes: Sequence[Lexeme], index: int, scales: Mapping[str, Decimal]) -> Numeral | None:
    """Read a small number and the scale words behind it."""
    spelled = index < len(lexemes) and lexemes[index].kind == "word"
    if index >= len(lexemes) or (spelled and lexemes[index].lower not in _FIRST_WORDS):
        return None
    if spelled and (fraction := _read_fraction(lexemes, index)):
        value, end = fraction
        scale, scaled_end = _read_scale(lexemes, _skip_article(lexemes, end), scales)
        if scale > 1:
            return Numeral(value * scale, scaled_end, scale, spelled)
        # A quarter is three months unless it is a quarter of something.
        is_time = lexemes[end - 1].lower.startswith("quarter") and _word(lexemes, end) != "of"
        return None if is_time else Numeral(value, end, scale, spelled)
    small = _read_below_thousand(lexemes, index, scales) if spelled else _read_figure(lexemes, index)
    if small is None:
        return None
    value, end = _add_fraction(lexemes, small, Decimal(1))
    scale, end = _read_scale(lexemes, end, scales)
    value, end = _add_fraction(lexemes, (value * scale, end), scale) if scale > 1 else (value, end)
    return Numeral(value, end, scale, spelled)


def _read_addend(
    lexemes: Sequence[Lexeme], index: int, scale: Decimal, scales: Mapping[str, Decimal]
) -> Numeral | None:
    """Read a part that adds to one of `scale`: "(two thousand) and five", "(5 million) 200 thousand"."""
    joined = _word(lexemes, index) == "and"
    part = _read_part(lexemes, index + joined, scales)
    if part is None or part.value >= scale or part.value != part.value.to_integral_value():
        return None
    # "between one million and two thousand" and "$2 billion 2019" are two numbers each.
    fits = part.spelled and part.value < _HUNDRED if joined else part.spelled or part.scale > 1
    return part if fits and lexemes[index + joined].lower not in ("a", "an") else None


def _read_below_thousand(lexemes: Sequence[Lexeme], index: int, scales: Mapping[str, Decimal]) -> _Part | None:
    """Read "five", "twenty-five", "two hundred and fifty", and the "a" of "a million"."""
    if _word(lexemes, index) in ("a", "an"):
        return (Decimal(1), index + 1) if _word(lexemes, index + 1) in scales else None
    small = _read_below_hundred(lexemes, index)
    if small is None or _word(lexemes, skip_hyphen(lexemes, small[1])) != "hundred":
        return small
    value, end = small[0] * _HUNDRED, skip_hyphen(lexemes, small[1]) + 1
    rest = _read_below_hundred(lexemes, skip_hyphen(lexemes, end + (_word(lexemes, end) == "and")))
    return (value + rest[0], rest[1]) if rest else (value, end)


def _read_below_hundred(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    word = _word(lexemes, index)
    if word in _TEEN_VALUES:
        return _TEEN_VALUES[word], index + 1
    if word not in _TEN_VALUES:
        return None
    last = skip_hyphen(lexemes, index + 1)
    unit = _TEEN_VALUES.get(_word(lexemes, last), Decimal(0))
    return (_TEN_VALUES[word] + unit, last + 1) if 0 < unit < 10 else (_TEN_VALUES[word], index + 1)


def _read_fraction(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    """Read "half", "a half", "a quarter" and "three-quarters"."""
    count = _FRACTION_COUNTS.get(_word(lexemes, index))
    end = skip_hyphen(lexemes, index + 1) if count else index
    fraction = _FRACTION_WORDS.get(_word(lexemes, end))
    return (fraction * (count or 1), end + 1) if fraction else None


def _skip_article(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the "a" or "of a" that may stand between a fraction and its scale word."""
    for words in (("of",), ("a", "an", "one")):
        index = skip_hyphen(lexemes, index)
        index += _word(lexemes, index) in words
    return index


def _add_fraction(lexemes: Sequence[Lexeme], number: _Part, unit: Decimal) -> _Part:
    """Add "and a half" (of `unit`) where it follows `number`; "and half" goes with what comes then."""
    value, end = number
    joint = skip_hyphen(lexemes, end)
    if _word(lexemes, joint) != "and":
        return number
    start = skip_hyphen(lexemes, joint + 1)
    fraction = _read_fraction(lexemes, start)
    return (value + fraction[0] * unit, fraction[1]) if fraction and fraction[1] > start + 1 else number


def _read_scale(lexemes: Sequence[Lexeme], index: int, scales: Mapping[str, Decimal]) -> _Part:
    """Read the scale words at `index` ("hundred million", "lakh crore"); their product is 1 where there are none."""
    product, end = Decimal(1), index
    while True:
        at = skip_hyphen(lexemes, end)
        factor = scales.get(_word(lexemes, at))
        if factor is None or product * factor > _LARGEST_SCALE:
            return product, end
        # "$20 T-shirt": a letter that stands off the figure and begins another word is no scale.
        if len(lexemes[at].text) == 1 and (lexemes[at].gap or at > end) and skip_hyphen(lexemes, at + 1) > at + 1:
            return product, end
        product, end = product * factor, at + 1


def _read_figure(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    """Read digits with their separators, decimals and fraction sign."""
    first = lexemes[index]
    if first.text in _FRACTION_SIGNS:
        return _FRACTION_SIGNS[first.text], index + 1
    if first.text == "." and (decimals := _touching_digits(lexemes, index + 1)):
        if index and lexemes[index - 1].kind == "digits" and not first.gap:
            return None
        return (Decimal(f"0.{decimals}"), index + 2) if len(decimals) <= _MOST_DIGITS else None
    if first.kind != "digits":
        return None
    whole, end, separator = _read_groups(lexemes, index)
    decimals = _read_decimals(lexemes, end, separator)
    if len(whole) + len(decimals) > _MOST_DIGITS:
        return None
    if decimals:
        return Decimal(f"{whole}.{decimals}"), end + 2
    fraction = _FRACTION_SIGNS.get(_word(lexemes, end))
    return (Decimal(whole), end) if fraction is None else (Decimal(whole) + fraction, end + 1)


def _read_groups(lexemes: Sequence[Lexeme], index: int) -> tuple[str, int, str]:
    """Return the digits of a whole number, the index after them and the separator of its groups ("" if none)."""
    first, alone = lexemes[index].text, (lexemes[index].text, index + 1, "")
    if len(first) > 3 or first.startswith("0") or index + 1 == len(lexemes):
        return alone
    sign = lexemes[index + 1]
    separator = sign.text if sign.text in _GROUP_SIGNS and not sign.gap else sign.gap
    if not separator or (separator == sign.gap and separator not in _GROUP_SPACES):
        return alone
    groups, end = _read_grouped(lexemes, index + 1, separator)
    shapes = {len(group) for group in groups[:-1]}
    if not groups or len(groups[-1]) != 3 or not (shapes <= {3} or (shapes == {2} and separator == ",")):
        return alone
    # "1.234" is a decimal number in English, "1.234.567" and "1.234,56" can't be.
    if separator == "." and len(groups) == 1 and not _read_decimals(lexemes, end, separator):
        return alone
    return first + "".join(groups), end, separator


def _read_grouped(lexemes: Sequence[Lexeme], index: int, separator: str) -> tuple[list[str], int]:
    """Return the groups of two (as in India) or three digits from `index`, and the index after them."""
    groups: list[str] = []
    while len(groups) <= _MOST_GROUPS:
        at = index + (separator in _GROUP_SIGNS)
        if at > index and (_word(lexemes, index) != separator or lexemes[index].gap):
            break
        if at >= len(lexemes) or lexemes[at].kind != "digits" or not 1 < len(lexemes[at].text) < 4:
            break
        if lexemes[at].gap != ("" if at > index else separator):
            break
        groups.append(lexemes[at].text)
        index = at + 1
    return groups, index


def _read_decimals(lexemes: Sequence[Lexeme], index: int, separator: str) -> str:
    """Return the digits after the decimal sign at `index`, or an empty text."""
    sign = _word(lexemes, index)
    if sign not in (".", ",") or sign == separator or lexemes[index].gap:
        return ""
    decimals = _touching_digits(lexemes, index + 1)
    # A comma before three digits parts thousands, or two numbers: "1,000" and "2019,100".
    return "" if sign == "," and (len(decimals) == 3 and lexemes[index - 1].text != "0") else decimals

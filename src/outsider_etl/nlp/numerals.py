"""Read numbers, in digits and in words, from lexemes.

Start at `read_numeral`: a numeral is one or more parts of falling size ("two million / five hundred thousand"), a part
is a small number ("2.5", "two hundred and fifty", "half a") with the scale words behind it. What a text writes as a
number that has no exact value ("dozens", "a few million", "a third") is no numeral.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from outsider_etl.nlp.digits import MOST_DIGITS, read_digits, touching_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at


class Numeral(NamedTuple):
    """A number read from lexemes.

    `end` is the index after its last lexeme. `scale` is the scale its last part was written with (1000000 for "2.5
    million", 1 for "250"), so that a figure beside it can share it. `spelled` says that it begins with a word.
    """

    value: Decimal
    end: int
    scale: Decimal
    spelled: bool


_Part = tuple[Decimal, int]

_ONE = Decimal(1)
_HYPHENS = frozenset("-\u2010\u2011")

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
_FIRST_WORDS = {"a", "an", *_TEEN_VALUES, *_TEN_VALUES, *_FRACTION_WORDS}
_HUNDRED = Decimal(100)
FIRST_WORDS = frozenset(_FIRST_WORDS)
"""What a number in words may begin with, in lower case."""
ORDINAL_WORDS = frozenset({*_ORDINALS, *_TEN_VALUES})
"""What an ordinal in words may begin with, in lower case."""

_SCALES = {
    "dozen": Decimal(12), "hundred": _HUNDRED, "thousand": Decimal("1E3"), "lakh": Decimal("1E5"),
    "million": Decimal("1E6"), "crore": Decimal("1E7"), "billion": Decimal("1E9"), "milliard": Decimal("1E9"),
    "trillion": Decimal("1E12"), "quadrillion": Decimal("1E15"),
}  # fmt: skip
SCALE_WORDS: Mapping[str, Decimal] = _SCALES | {word + "s": value for word, value in _SCALES.items()}
"""What a scale word in lower case multiplies by."""
NOTE_SIGNS = frozenset("\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079")
"""The raised digits that mark a note."""
NUMBER_WORDS = frozenset({*_FIRST_WORDS, *SCALE_WORDS})
"""The words in lower case that a number may begin or end with."""

_LARGEST_SCALE = Decimal("1E15")
_MOST_NOTE_SIGNS = 4


def read_numeral(
    lexemes: Sequence[Lexeme], index: int, *, scales: Mapping[str, Decimal] = SCALE_WORDS
) -> Numeral | None:
    """Return the longest number that begins at lexeme `index`, or None.

    Digits may carry thousands separators, decimals and a fraction; words may be mixed in ("2.5 million", "one and a
    half billion", "half"); the marker of a note may stand before a scale word ("5[12] million"). `scales` holds the
    scale words that count, in lower case; a caller whose context allows it adds abbreviations. Numbers of more than 24
    digits are none.
    """
    part = _read_part(lexemes, index, scales)
    if part is None:
        return None
    value, end, scale = part.value, part.end, part.scale
    while scale > 1 and (addend := _read_addend(lexemes, end, scale, scales)):
        value, end, scale = value + addend.value, addend.end, addend.scale
    return Numeral(value, end, scale, part.spelled)


def read_ordinal(lexemes: Sequence[Lexeme], index: int) -> Numeral | None:
    """Return the ordinal ("21st", "third", "twenty-first") that begins at lexeme `index`, or None."""
    if index >= len(lexemes):
        return None
    first = lexemes[index]
    if first.kind == "digits":
        if len(first.text) > MOST_DIGITS or not _is_suffix(lexemes, index + 1):
            return None
        return Numeral(Decimal(first.text), index + 2, Decimal(1), spelled=False)
    if first.lower in _ORDINALS:
        return Numeral(_ORDINALS[first.lower], index + 1, Decimal(1), spelled=True)
    ten, last = _TEN_VALUES.get(first.lower), skip_hyphen(lexemes, index + 1)
    unit = _ORDINALS.get(lower_at(lexemes, last))
    if ten is None or unit is None or unit >= 10:
        return None
    return Numeral(ten + unit, last + 1, Decimal(1), spelled=True)


def skip_hyphen(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the hyphen at lexeme `index`, or `index` where there is none."""
    return index + 1 if index < len(lexemes) and lexemes[index].text in _HYPHENS else index


def _is_suffix(lexemes: Sequence[Lexeme], index: int) -> bool:
    if index >= len(lexemes) or lexemes[index].gap:
        return False
    # Law and older books write "2d" and "23d".
    digits = lexemes[index - 1].text
    is_old = lexemes[index].text == "d" and digits[-1] in "23" and digits[-2:-1] != "1"
    return is_old or lexemes[index].lower in _ORDINAL_SUFFIXES


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
        is_time = lexemes[end - 1].lower.startswith("quarter") and lower_at(lexemes, end) != "of"
        return None if is_time else Numeral(value, end, scale, spelled)
    small = _read_below_thousand(lexemes, index) if spelled else read_digits(lexemes, index)
    if small is None:
        return None
    value, end = _add_fraction(lexemes, small, _ONE)
    if end >= len(lexemes):
        return Numeral(value, end, _ONE, spelled)
    scale, end = _read_scale(lexemes, end, scales)
    value, end = _add_fraction(lexemes, (value * scale, end), scale) if scale > 1 else (value, end)
    return Numeral(value, end, scale, spelled)


def _read_addend(
    lexemes: Sequence[Lexeme], index: int, scale: Decimal, scales: Mapping[str, Decimal]
) -> Numeral | None:
    """Read a part that adds to one of `scale`: "(two thousand) and five", "(5 million) 200 thousand"."""
    joined = lower_at(lexemes, index) == "and"
    part = _read_part(lexemes, index + joined, scales)
    if part is None or part.value >= scale or part.value != part.value.to_integral_value():
        return None
    # "between one million and two thousand" and "$2 billion 2019" are two numbers each.
    fits = part.spelled and part.value < _HUNDRED if joined else part.spelled or part.scale > 1
    return part if fits and lexemes[index + joined].lower not in ("a", "an") else None


def _read_below_thousand(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    """Read "five", "twenty-five", "two hundred and fifty", and the "a" of "a million"."""
    if lower_at(lexemes, index) in ("a", "an"):
        return (Decimal(1), index + 1) if lower_at(lexemes, index + 1) in SCALE_WORDS else None
    small = _read_below_hundred(lexemes, index)
    if small is None or lower_at(lexemes, skip_hyphen(lexemes, small[1])) != "hundred":
        return small
    value, end = small[0] * _HUNDRED, skip_hyphen(lexemes, small[1]) + 1
    rest = _read_below_hundred(lexemes, skip_hyphen(lexemes, end + (lower_at(lexemes, end) == "and")))
    return (value + rest[0], rest[1]) if rest else (value, end)


def _read_below_hundred(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    word = lower_at(lexemes, index)
    if word in _TEEN_VALUES:
        return _TEEN_VALUES[word], index + 1
    if word not in _TEN_VALUES:
        return None
    last = skip_hyphen(lexemes, index + 1)
    unit = _TEEN_VALUES.get(lower_at(lexemes, last), Decimal(0))
    return (_TEN_VALUES[word] + unit, last + 1) if 0 < unit < 10 else (_TEN_VALUES[word], index + 1)


def _read_fraction(lexemes: Sequence[Lexeme], index: int) -> _Part | None:
    """Read "half", "a half", "a quarter" and "three-quarters"."""
    count = _FRACTION_COUNTS.get(lower_at(lexemes, index))
    end = skip_hyphen(lexemes, index + 1) if count else index
    fraction = _FRACTION_WORDS.get(lower_at(lexemes, end))
    return (fraction * (count or 1), end + 1) if fraction else None


def _skip_article(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the "a" or "of a" that may stand between a fraction and its scale word."""
    for words in (("of",), ("a", "an", "one")):
        index = skip_hyphen(lexemes, index)
        index += lower_at(lexemes, index) in words
    return index


def _add_fraction(lexemes: Sequence[Lexeme], number: _Part, unit: Decimal) -> _Part:
    """Add "and a half" (of `unit`) where it follows `number`; "and half" goes with what comes then."""
    value, end = number
    joint = skip_hyphen(lexemes, end)
    if lower_at(lexemes, joint) != "and":
        return number
    start = skip_hyphen(lexemes, joint + 1)
    fraction = _read_fraction(lexemes, start)
    return (value + fraction[0] * unit, fraction[1]) if fraction and fraction[1] > start + 1 else number


def _read_scale(lexemes: Sequence[Lexeme], index: int, scales: Mapping[str, Decimal]) -> _Part:
    """Read the scale words at `index` ("hundred million", "lakh crore"); their product is 1 where there are none."""
    product, end = _ONE, index
    while True:
        at = skip_hyphen(lexemes, end if product > 1 else skip_note(lexemes, end))
        factor = scales.get(lower_at(lexemes, at))
        if factor is None or product * factor > _LARGEST_SCALE:
            return product, end
        is_letter = len(lexemes[at].text) == 1
        # No letter multiplies a scale: "a $350m B loan".
        if is_letter and (product > 1 or ((lexemes[at].gap or at > end) and _runs_on(lexemes, at + 1))):
            return product, end
        product, end = product * factor, at + 1


def skip_note(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the marker of a note that touches what is before it ("¹²", "[12]"), or `index`."""
    if index >= len(lexemes) or lexemes[index].gap or lexemes[index].kind != "symbol":
        return index
    end = index
    while end < len(lexemes) and lexemes[end].text in NOTE_SIGNS and end - index < _MOST_NOTE_SIGNS:
        end += 1
    if end == index and lexemes[index].text == "[" and touching_digits(lexemes, index + 1):
        return index + 3 if lower_at(lexemes, index + 2) == "]" else index
    return end


def _runs_on(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Tell letters that begin another word from scales: "$20 T-shirt", "$5 M&A fee", "$5 B.Sc."."""
    if index >= len(lexemes) or lexemes[index].gap:
        return False
    sign = lexemes[index].text
    if sign == ".":
        return index + 1 < len(lexemes) and lexemes[index + 1].kind == "word" and not lexemes[index + 1].gap
    return sign in _HYPHENS or sign in "&'’"

"""Read the numbers that German and French spell before a scale word: "zwei Milliarden", "un milliard et demi"."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.numerals import Numeral, skip_hyphen

HALF_BEHIND = "demi"
"""What a number may end with, in French."""
_HALF = Decimal("0.5")
_HALVES = frozenset({"halb", "halbe", "halben", "halber", HALF_BEHIND})
_NUMBERS: Mapping[str, Decimal] = {
    **dict.fromkeys(("ein", "eine", "einem", "einen", "einer", "un", "une"), Decimal(1)),
    **dict.fromkeys(("anderthalb", "eineinhalb"), 1 + _HALF),
    **{f"{word}einhalb": number + _HALF for number, word in enumerate(("zwei", "drei", "vier", "fünf"), start=2)},
    **{
        word: Decimal(number)
        for words in (
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
            "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        )
        for number, word in enumerate(words.split(), start=2)
    },
    **{word: Decimal(10 * number) for number, word in enumerate(("zwanzig", "dreißig", "vierzig", "fünfzig"), start=2)},
    **{word: Decimal(10 * number) for number, word in enumerate("vingt trente quarante cinquante".split(), start=2)},
    **dict.fromkeys(("hundert", "einhundert", "cent"), Decimal(100)),
}
# Long scale, whatever "billion" is in English.
_SCALES: Mapping[str, Decimal] = {
    **dict.fromkeys(("million", "millionen", "millions"), Decimal("1E6")),
    **dict.fromkeys(("milliarde", "milliarden", "milliard", "milliards"), Decimal("1E9")),
    **dict.fromkeys(("billion", "billionen", "billions"), Decimal("1E12")),
}
_LINKS = frozenset({"bis", "à", "oder", "ou", "und", "et"})


def read_foreign_numeral(lexemes: Sequence[Lexeme], index: int) -> Numeral | None:
    """Return the number in German or French words that begins at lexeme `index`, with its scale word, or None.

    The first of two has its scale behind the second: "zwei bis drei Milliarden".
    """
    small = _read_small(lexemes, index)
    if small is None:
        return None
    if _word(lexemes, small[1]) in _LINKS:
        other = _read_small(lexemes, small[1] + 1)
        return Numeral(*small, Decimal(1), spelled=True) if other and _word(lexemes, other[1]) in _SCALES else None
    number, end = small
    scale = _SCALES.get(_word(lexemes, end))
    if scale is None:
        return None
    end += 1
    if [_word(lexemes, end), _word(lexemes, end + 1)] == ["et", HALF_BEHIND]:
        number, end = number + _HALF, end + 2
    return Numeral(number * scale, end, scale, spelled=True)


def _read_small(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Read "drei", "eine halbe", "un demi-" and "halbe"; the second is the index after it."""
    number, end = _NUMBERS.get(_word(lexemes, index)), index + 1
    if number is None:
        number, end = Decimal(1), index
    if _word(lexemes, end) in _HALVES:
        return number * _HALF, skip_hyphen(lexemes, end + 1)
    return (number, end) if end > index else None


def _word(lexemes: Sequence[Lexeme], index: int) -> str:
    return lexemes[index].lower if index < len(lexemes) else ""

"""Read the numbers that German and French spell before a scale word: "zwei Milliarden", "un milliard et demi"."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import Numeral, skip_hyphen

HALF_BEHIND = "demi"
"""What a number may end with, in French."""
_HALF = Decimal("0.5")
_HALVES = frozenset({"halb", "halbe", "halben", "halber", HALF_BEHIND})
_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split()
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_GERMAN_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_GERMAN: Mapping[str, Decimal] = {
    **dict.fromkeys(("ein", "eine", "einem", "einen", "einer"), Decimal(1)),
    **dict.fromkeys(("anderthalb", "eineinhalb"), 1 + _HALF),
    **{f"{word}einhalb": number + _HALF for number, word in enumerate(_GERMAN_UNITS[1:], start=2)},
    **{word: Decimal(number) for number, word in enumerate((*_GERMAN_UNITS, *_GERMAN_TEENS.split()), start=1)},
    **{ten: Decimal(10 * number) for number, ten in enumerate(_GERMAN_TENS, start=2)},
    **{
        f"{word}und{ten}": Decimal(10 * tens + number)
        for number, word in enumerate(_GERMAN_UNITS, start=1)
        for tens, ten in enumerate(_GERMAN_TENS, start=2)
    },
    **{f"{word}hundert": Decimal(100 * number) for number, word in enumerate(("", *_GERMAN_UNITS[1:]), start=1)},
    "einhundert": Decimal(100),
}
_FRENCH_WORDS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_FRENCH: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_FRENCH_WORDS.split(), start=1)},
    **{word: 10 * number for number, word in enumerate("vingt trente quarante cinquante soixante".split(), start=2)},
    "une": 1,
    "vingts": 20,
    "cent": 100,
    "cents": 100,
}
FIRST_WORDS = frozenset({*_GERMAN, *_FRENCH, *_HALVES})
"""What a number in German or French words may begin with, in lower case."""
_MOST_FRENCH_WORDS = 8
# Long scale, whatever "billion" is in English.
_SCALES: Mapping[str, Decimal] = {
    **dict.fromkeys(("tausend", "mille"), Decimal("1E3")),
    **dict.fromkeys(("million", "millionen", "millions"), Decimal("1E6")),
    **dict.fromkeys(("milliarde", "milliarden", "milliard", "milliards"), Decimal("1E9")),
    **dict.fromkeys(("billion", "billionen", "billions"), Decimal("1E12")),
}
_LINKS = frozenset({"bis", "à", "oder", "ou", "und", "et"})


def read_foreign_numeral(lexemes: Sequence[Lexeme], index: int) -> Numeral | None:
    """Return the number in German or French words that begins at lexeme `index`, with its scale word, or None.

    The first of two has its scale behind the second: "zwei bis drei Milliarden".
    """
    small = _read_small(lexemes, index) if lexemes[index].lower in FIRST_WORDS else None
    if small is None:
        return None
    if lower_at(lexemes, small[1]) in _LINKS:
        other = _read_small(lexemes, small[1] + 1)
        return Numeral(*small, Decimal(1), spelled=True) if other and lower_at(lexemes, other[1]) in _SCALES else None
    number, end = small[0], skip_hyphen(lexemes, small[1])
    scale = _SCALES.get(lower_at(lexemes, end))
    # "ein Millionen-Euro-Projekt" counts none.
    if scale is None or (number == 1 and lower_at(lexemes, end).endswith("en")):
        return None
    end += 1
    if [lower_at(lexemes, end), lower_at(lexemes, end + 1)] == ["et", HALF_BEHIND]:
        number, end = number + _HALF, end + 2
    return Numeral(number * scale, end, scale, spelled=True)


def _read_small(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Read "drei", "eine halbe", "un demi-" and "halbe"; the second is the index after it."""
    number, end = _GERMAN.get(lower_at(lexemes, index)), index + 1
    if number is None:
        number, end = _read_french(lexemes, index) or (Decimal(1), index)
    if lower_at(lexemes, end) in _HALVES:
        return number * _HALF, skip_hyphen(lexemes, end + 1)
    return (number, end) if end > index else None


def _read_french(lexemes: Sequence[Lexeme], index: int) -> tuple[Decimal, int] | None:
    """Read "vingt-cinq", "quatre-vingt-dix" and "deux cent vingt et un", below a thousand."""
    number, end = _FRENCH.get(lower_at(lexemes, index)), index + 1
    for _ in range(_MOST_FRENCH_WORDS):
        at = skip_hyphen(lexemes, end)
        at += lower_at(lexemes, at) == "et" and lower_at(lexemes, at + 1) in ("un", "une", "onze")
        joined = _joined(number, _FRENCH.get(lower_at(lexemes, at))) if number else None
        if joined is None:
            break
        number, end = joined, at + 1
    return (Decimal(number), end) if number else None


def _joined(number: int, added: int | None) -> int | None:
    """Return the number that French says as `number` and `added` behind it ("quatre", "vingt"), or None."""
    if added is None:
        return None
    rest = number % 100
    if added == 100:
        return number * added if 1 < number < 10 else None
    if added == 20 and rest == 4:
        return number - rest + 80
    fits = {0: range(1, 100), 60: range(1, 20), 80: range(1, 20)}.get(rest)
    if fits is None:
        fits = range(7, 10) if rest in (10, 70, 90) else range(1, 10) if rest in (20, 30, 40, 50) else range(0)
    return number + added if added in fits else None

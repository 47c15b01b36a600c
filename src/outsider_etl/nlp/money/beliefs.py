"""Tell money from what only looks like it: "5,000 COP" from COP 26, "2000 euros" from prices "in 2000 euros"."""

from collections.abc import Sequence

from outsider_etl.nlp.digits import touching_digits
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.money import words
from outsider_etl.nlp.money.currencies import BARE_DOLLAR
from outsider_etl.nlp.money.units import Unit, read_unit
from outsider_etl.nlp.numerals import Numeral, skip_hyphen

_Lexemes = Sequence[Lexeme]

_CUE_REACH = 3
_SHORTEST_SERIES = 5
_CENTS, _FIRST_YEAR = -2, 1900
_OPENINGS = frozenset("([|-–—\"'“‘«„")
"""What a code that a letter would be part of may touch: "(R15 million)", "spending—R15 million"."""


def fits_before(lexemes: _Lexemes, index: int, unit: Unit, start: int, number: Numeral) -> bool:
    """Return whether a unit from lexeme `index` and the number behind it, from lexeme `start`, are money.

    "euro 5 million" and "COP 5,000" are; "the euro 5 years ago", "COP 26", "US$000" and "EUR/USD 1.20" are not.
    """
    end = number.end
    if (lexemes[end - 1].text == "000" and end == start + 1) or _is_plural(lexemes, end):
        return False
    if unit.kind == "cents":
        return _is_tariff(lexemes, index, unit, number)
    if unit.kind == "sign":
        is_indian = lexemes[end - 1].lower in words.INDIAN_SCALES and _is_apart(lexemes, index)
        return unit.care == "none" or is_indian
    if unit.kind == "code":
        return not _is_pair(lexemes, index) and _is_code_believable(lexemes, index, unit, start, number)
    if unit.care != "none":
        return False
    is_lower = lexemes[unit.end - 1].text.islower()
    return _is_large(lexemes, start, number) or (is_lower and _ends_clause(lexemes, end))


def _is_tariff(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Tell "US¢5" and "US cents 3.4/kWh" from "cents 5 years ago" and "in US cents 2019"."""
    if unit.end - index < 2 or number.value >= 1000:
        return False
    after = lexemes[number.end].lower if number.end < len(lexemes) else ""
    return lexemes[unit.end - 1].text == "¢" or number.value % 1 > 0 or after in words.PER


def _is_code_believable(lexemes: _Lexemes, index: int, unit: Unit, start: int, number: Numeral) -> bool:
    if _is_chain(lexemes, number.end) or _is_series(lexemes, index, number):
        return False
    match unit.care:
        case "hundreds":
            # "CYP450" and "PHP800" are names.
            is_apart = bool(lexemes[start].gap) or start > index + 1
            return _is_large(lexemes, start, number) or (is_apart and _is_hundreds(lexemes, start, number))
        case "large":
            return _is_large(lexemes, start, number) and not _is_count(lexemes, index, number)
        case "scaled":
            return _is_scaled(lexemes, index, unit, start, number)
        case "worded":
            return number.scale >= 1000 and _is_apart(lexemes, index)
        case "last":
            return False
        case _:
            return True


def fits_behind(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Return whether a number from lexeme `index` and the unit behind it are money.

    "5 million pounds", "5,000 COP" and "2000 euros" are; "5 pounds", "3 AMD" and "in 2000 euros" are not.
    """
    match unit.care:
        case "hundreds":
            return _is_large(lexemes, index, number) or _ends_clause(lexemes, unit.end)
        case "large":
            return _is_large(lexemes, index, number) or (unit.kind == "name" and _is_price(lexemes, unit, number))
        case "scaled" | "worded" | "indian":
            return False
        case "last":
            return unit.end == len(lexemes) or lexemes[unit.end].text in words.CLAUSE_ENDS
        case "cued" | "cued or large":
            is_part = unit.end < len(lexemes) and lexemes[unit.end].lower == "of"
            is_large = unit.care == "cued or large" and _is_large(lexemes, index, number)
            return not is_part and (number.scale >= 1000 or is_large or _is_cued(lexemes, index))
        case _:
            is_other = (
                _is_year(lexemes, index, unit, number)
                or _is_coin(lexemes, number, unit)
                or _is_area(lexemes, number, unit)
            )
            return not (is_other or _is_part(lexemes, index))


def _is_price(lexemes: _Lexemes, unit: Unit, number: Numeral) -> bool:
    """Tell "0,85 Franken" and "20 Franken pro Tag" from "2019 Franken pro Kopf" and "Hof 2,9 Franken 3,4"."""
    behind = lower_at(lexemes, unit.end)
    is_to_the_cent = number.value.as_tuple().exponent == _CENTS and not behind.isdecimal()
    return is_to_the_cent or (behind in words.GERMAN_PER and number.value < _FIRST_YEAR)


def _is_year(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Tell the year of prices ("in 2015 dollars", "2012-dollar terms") from an amount ("2000 euros a month")."""
    if number.end != index + 1 or len(lexemes[index].text) != 4 or not _FIRST_YEAR <= number.value < 2100:
        return False
    if index > 0 and lexemes[index - 1].lower in words.PRICE_YEAR_CUES:
        return True
    is_dollars = unit.currency in (BARE_DOLLAR, "USD") and unit.kind != "cents"
    return is_dollars and number.value % 50 != 0 and not _is_cued(lexemes, index)


def _is_coin(lexemes: _Lexemes, number: Numeral, unit: Unit) -> bool:
    """Tell the coin, "the half-dollar", from "half a dollar"."""
    is_fraction = number.spelled and number.value < 1
    return is_fraction and unit.kind == "name" and skip_hyphen(lexemes, number.end) > number.end


def _is_area(lexemes: _Lexemes, number: Numeral, unit: Unit) -> bool:
    """Tell "the 19 euro area countries" from a sum of euros."""
    if number.scale > 1:
        return False
    after = skip_hyphen(lexemes, unit.end)
    return lexemes[unit.end - 1].lower == "euro" and after < len(lexemes) and lexemes[after].lower in words.AREAS


def _is_part(lexemes: _Lexemes, index: int) -> bool:
    """Return whether a number in words is what an inexact part is of ("a third of a billion dollars")."""
    if index < 2 or lexemes[index - 1].lower != "of" or lexemes[index].lower not in ("a", "an", "one"):
        return False
    return lexemes[index - 2].lower.removesuffix("s") in words.PARTS


def _is_cued(lexemes: _Lexemes, index: int) -> bool:
    return any(lexeme.lower in words.PAYMENT_CUES for lexeme in lexemes[max(0, index - _CUE_REACH) : index])


def _is_large(lexemes: _Lexemes, start: int, number: Numeral) -> bool:
    """Return whether a number has a scale, thousands separators or more than four digits."""
    return number.scale >= 1000 or number.value >= (1000 if number.end - start > 1 else 10000)


def _is_count(lexemes: _Lexemes, index: int, number: Numeral) -> bool:
    """Return whether a number is no sum: "FF7 500,000", and behind a code that is a word "TOP 10,000 companies"."""
    if number.scale > 1 or number.end == len(lexemes):
        return False
    after = lexemes[number.end].text
    if after == "," and not lexemes[number.end].gap and touching_digits(lexemes, number.end + 1):
        return True
    is_plural = after.endswith("s") and len(after) > 3 and after.islower() and after not in words.FUNCTION_WORDS
    is_word = lexemes[index].lower in words.WORDS_LIKE_CODES
    return is_word and (is_plural or after in words.PERSONS) and read_unit(lexemes, number.end) is None


def _is_hundreds(lexemes: _Lexemes, start: int, number: Numeral) -> bool:
    """Return whether a number has hundreds and is no year, or has cents."""
    if number.end - start == 1:
        return number.value >= 100 and not _FIRST_YEAR <= number.value < 2100
    return number.value >= 100 or number.value.as_tuple().exponent == _CENTS


def _is_scaled(lexemes: _Lexemes, index: int, unit: Unit, start: int, number: Numeral) -> bool:
    """Tell "R15 million", "R1,500" and "R1 200 000" from "R15", "H.R. 1500" and "P450 707A"."""
    # "Shs. 20,000" and "R 3.4 billion", but "P. 1,200" and "R 1500"
    is_letter = len(lexemes[index].text) == 1
    if is_letter and (start > index + 1 or (lexemes[start].gap and not _is_rand(lexemes, index, unit, number))):
        return False
    if not _is_apart(lexemes, index):
        return False
    if number.scale >= 1000:
        return True
    # South Africa groups thousands by spaces.
    is_grouped = lexemes[number.end - 1].text == "000" and number.value >= 1000
    return is_grouped or (number.end > start + 2 and lexemes[start + 1].text == ",")


def _is_apart(lexemes: _Lexemes, index: int) -> bool:
    """Return whether nothing touches the code at `index` that it would be part of, as in "H.R" and "3R"."""
    return index == 0 or bool(lexemes[index].gap) or lexemes[index - 1].text in _OPENINGS


def _is_rand(lexemes: _Lexemes, index: int, unit: Unit, number: Numeral) -> bool:
    """Tell "cost R 3.4 billion" from "In Table R 3 million patients", "Team R 20 million" and "R 5 m long"."""
    if unit.currency != "ZAR" or number.scale < 1_000_000 or len(lexemes[number.end - 1].text) <= 2:
        return False
    before = lower_at(lexemes, index - 1)
    return not before.isalpha() or before in words.FUNCTION_WORDS | words.PAYMENT_CUES


def _is_pair(lexemes: _Lexemes, index: int) -> bool:
    """Return whether a code is the second of an exchange rate ("EUR/USD 1.20")."""
    if index < 2 or lexemes[index - 1].text != "/":
        return False
    first = lexemes[index - 2].text
    return len(first) == 3 and first.isalpha() and first.isupper()


def _is_chain(lexemes: _Lexemes, end: int) -> bool:
    """Return whether a number goes on as a file or telephone number does ("RM26-4-000")."""
    chain = lexemes[end : end + 4]
    if len(chain) < 4 or any(lexeme.gap for lexeme in chain):
        return False
    return chain[0].text == chain[2].text == "-" and chain[1].kind == chain[3].kind == "digits"


def _is_series(lexemes: _Lexemes, index: int, number: Numeral) -> bool:
    """Return whether the language of a report of the EU stands behind its number: "EUR 29958 EN".

    Other codes of languages are those of countries too.
    """
    language = number.end
    if language >= len(lexemes) or lexemes[language].text != "EN":
        return False
    is_number = lexemes[index].text == "EUR" and language == index + 2 and number.scale == 1
    is_long = len(lexemes[language - 1].text) >= _SHORTEST_SERIES
    is_closed = language + 1 == len(lexemes) or lexemes[language + 1].kind == "symbol"
    return is_number and is_long and is_closed and not _is_cued(lexemes, index)


def _is_plural(lexemes: _Lexemes, end: int) -> bool:
    """Return whether a number is vague ("$100s of millions")."""
    return end < len(lexemes) and lexemes[end].text == "s" and not lexemes[end].gap


def _ends_clause(lexemes: _Lexemes, end: int) -> bool:
    """Return whether nothing that could be counted stands at lexeme `end`."""
    return end == len(lexemes) or lexemes[end].text in words.CLAUSE_ENDS or lexemes[end].lower in words.FUNCTION_WORDS

"""Read what a figure counts: a currency sign, a code, a name or a small unit such as cents, from lexemes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.money import currencies as data
from outsider_etl.nlp.money.catalogue import catalogue, decimal_places, may_mean
from outsider_etl.nlp.money.currencies import BARE_DOLLAR, Care
from outsider_etl.nlp.money.words import GERMAN_PER, YEAR_LENGTH


class Unit(NamedTuple):
    """What a figure counts: `factor` times one unit of `currency` (an ISO 4217 code, BARE_DOLLAR or what is in SHARED).

    `end` is the index after its last lexeme; `care` says how much it takes to believe that it is money.
    """

    kind: Literal["sign", "code", "name", "cents"]
    currency: str
    end: int
    factor: Decimal = Decimal(1)
    care: Care = "none"


def read_unit(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Return the longest unit that begins at lexeme `index`, or None."""
    if index >= len(lexemes):
        return None
    lexeme = lexemes[index]
    if lexeme.text in data.SIGNS:
        return _read_sign(lexemes, index)
    if lexeme.lower not in catalogue().openings:
        return None
    prefixed = _read_scaled(lexemes, index) or _read_prefixed_sign(lexemes, index)
    if prefixed:
        return prefixed
    code, named = _read_code(lexemes, index), _read_named(lexemes, index)
    # "CFA francs" is longer than "CFA".
    return named if named and (code is None or named.end > code.end) else code


def subunit(currency: str) -> Decimal:
    """Return what one of its smallest units is in a currency: 0.01 for a cent."""
    return Decimal(1).scaleb(-decimal_places(currency))


def skip_escape(lexemes: Sequence[Lexeme], index: int) -> int:
    r"""Return the index after the backslash that escapes the sign behind it in Markdown (`\$3`), or `index`."""
    return index + 1 if index < len(lexemes) and lexemes[index].text == "\\" else index


def _read_sign(lexemes: Sequence[Lexeme], index: int) -> Unit:
    """Read a sign, with the letters that may stand behind it ("$US420", "$US 5 million", "5 million $US")."""
    currency = data.SIGNS[lexemes[index].text]
    suffixes = data.SUFFIXES.get(currency)
    if suffixes and index + 1 < len(lexemes) and not lexemes[index + 1].gap:
        owner = suffixes.get(lexemes[index + 1].text)
        if owner and _fits_suffix(lexemes, index + 1):
            return Unit("sign", owner, index + 2)
    return Unit("sign", currency, index + 1, care="indian" if lexemes[index].text == data.STAND_IN else "none")


def _fits_suffix(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Return whether the letters behind a sign say whose it is, and not what a word begins with or a year is in."""
    if index + 1 == len(lexemes) or lexemes[index + 1].kind != "digits":
        return len(lexemes[index].text) > 1
    number = lexemes[index + 1]
    is_apart = len(number.gap) == 1 and lexemes[index].text not in data.CLOSE_SUFFIXES
    return not number.gap or (is_apart and len(number.text) != YEAR_LENGTH)


def _read_scaled(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read "M€", "T€" and, before a number, "Mio. EUR"."""
    lexeme, at = lexemes[index], index + 1
    if lexeme.lower in data.WORD_SCALES:
        at += at < len(lexemes) and lexemes[at].text == "." and not lexemes[at].gap
        unit = read_unit(lexemes, at) if at < len(lexemes) and lexemes[at].lower not in data.WORD_SCALES else None
        is_plain = unit is not None and unit.kind in ("sign", "code") and unit.care == "none" and unit.factor == 1
        return unit._replace(factor=_power(data.WORD_SCALES[lexeme.lower])) if unit and is_plain else None
    if lexeme.text not in data.SIGN_SCALES or at == len(lexemes) or lexemes[at].text not in data.SCALED_SIGNS:
        return None
    if lexemes[at].gap:
        return None
    return Unit("sign", data.SIGNS[lexemes[at].text], at + 1, factor=_power(data.SIGN_SCALES[lexeme.text]))


def _power(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def _read_prefixed_sign(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read "US$", "U.S.$", "US-$" and "AUD$"."""
    for length in (1, 2, 3, 4):
        at = skip_escape(lexemes, index + length)
        if at >= len(lexemes):
            return None
        sign = lexemes[at]
        if sign.text in data.SIGNS or sign.text == "¢":
            break
        if sign.gap or sign.text not in ".-sS":
            return None
    else:
        return None
    prefix = "".join(lexeme.lower for lexeme in lexemes[index : index + length])
    currency = data.PREFIXED_SIGNS.get(prefix + sign.text) or _owner_of_sign(lexemes[index], sign, length)
    # Apart from the sign a letter may be a word; letters with points are none.
    if currency is None or (sign.gap and length == 1 and _is_word_before_sign(lexemes, index, at)):
        return None
    return Unit("sign", currency, at + 1)


def _owner_of_sign(prefix: Lexeme, sign: Lexeme, length: int) -> str | None:
    """Return the currency of the code that stands before a sign which may be its own ("MXN$5", "GBP £5")."""
    code, own = prefix.text.upper(), data.SIGNS.get(sign.text)
    if length > 1 or code not in catalogue().codes or not (own == BARE_DOLLAR or (own and may_mean(own, code))):
        return None
    return code if prefix.text == code or code in catalogue().wide else None


def _is_word_before_sign(lexemes: Sequence[Lexeme], index: int, at: int) -> bool:
    """Tell "paid us $10" and "ALL $5 tickets" from "us $ 10", where a tokenizer has set everything apart."""
    touches = at + 1 < len(lexemes) and not lexemes[at + 1].gap
    prefix = lexemes[index]
    is_word = prefix.lower in data.WORDS_BEFORE_SIGN or prefix.text in data.LARGE_CODES
    return is_word or (prefix.text == "us" and touches)


def _read_code(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read "USD", "usd", "MUSD" and "USDm" (millions of them) and other abbreviations."""
    text, known = lexemes[index].text, catalogue()
    if text in data.ABBREVIATIONS:
        currency, care = data.ABBREVIATIONS[text]
        return Unit("code", currency, index + 1, care=care)
    if text in known.codes:
        return Unit("code", text, index + 1, care=_care_of_code(text))
    if text.upper() in known.wide:
        return Unit("code", text.upper(), index + 1)
    if text in known.scaled:
        code, exponent = known.scaled[text]
        return Unit("code", code, index + 1, _power(exponent))
    return None


def _care_of_code(code: str) -> Care:
    if code in data.LARGE_CODES:
        return "large"
    # Codes of the past are known for other things today.
    return "none" if catalogue().codes[code] and code not in data.HUNDREDS_CODES else "hundreds"


def _read_named(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read the longest name of a unit ("euros", "Hong Kong dollars") or of a small unit ("cents", "euro cents")."""
    names, subunits = catalogue().names, catalogue().subunits
    words = tuple(lexeme.lower for lexeme in lexemes[index : index + catalogue().reach.get(lexemes[index].lower, 0)])
    for length in range(len(words), 0, -1):
        name = words[:length]
        if length == 1 and _is_capital_name(lexemes, index):
            return None
        if name in names:
            return Unit("name", names[name], index + length, care=_care_of_name(name))
        if name in subunits:
            return Unit("cents", subunits[name], index + length, subunit(subunits[name]))
    return None


def _is_capital_name(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Return whether a capital makes a word a name of something else: "50 Cent", "RAND"; not in "50 Cent je Liter"."""
    if index + 1 < len(lexemes) and lexemes[index + 1].lower in GERMAN_PER:
        return False
    lexeme = lexemes[index]
    is_common = _singular(lexeme.lower) in data.LOWER_NOUNS or (lexeme.lower,) in catalogue().subunits
    return is_common and lexeme.text != lexeme.lower


def _care_of_name(words: tuple[str, ...]) -> Care:
    if len(words) > 1:
        return "none"
    if words[0] in data.LARGE_NOUNS:
        return "large"
    noun = _singular(words[0])
    if noun in data.CUED_NOUNS:
        return "cued"
    return "cued or large" if noun in data.CUED_OR_LARGE_NOUNS else "none"


def _singular(noun: str) -> str:
    return noun.removesuffix("s")

"""Which currency a sign, a code or a name stands for.

The codes and English names of the world's currencies, those of today and those they replaced, come from Unicode's CLDR.
What CLDR doesn't say is data here: which currency a bare noun means, what else it is called, and which names need care
because they are ordinary words or acronyms as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from outsider_etl.nlp.lexemes import Lexeme, lex


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: `factor` times one unit of `currency` (an ISO 4217 code).

    `end` is the index after its last lexeme. A `doubtful` unit is an ordinary word or an acronym as well.
    """

    kind: Literal["sign", "code", "name", "cents"]
    currency: str
    end: int
    factor: Decimal = Decimal(1)
    doubtful: bool = False


_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """Currencies by code (True if of today) and by name (lower case, cut into lexemes).

    `first_words` and `longest` say what names begin with and the most lexemes one has; `wide` are the codes of the
    currencies with a sign of their own, which are common enough to be written in lower case.
    """

    codes: Mapping[str, bool]
    names: Mapping[_Phrase, str]
    first_words: frozenset[str]
    longest: int
    wide: frozenset[str]


_SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "￥": "JPY", "元": "CNY", "円": "JPY", "₡": "CRC", "₣": "FRF",
    "₤": "ITL", "₦": "NGN", "₧": "ESP", "₨": "INR", "₩": "KRW", "₪": "ILS", "₫": "VND", "₭": "LAK", "₮": "MNT",
    "₯": "GRD", "₱": "PHP", "₲": "PYG", "₴": "UAH", "₵": "GHS", "₸": "KZT", "₹": "INR", "₺": "TRY", "₼": "AZN",
    "₽": "RUB", "₾": "GEL", "฿": "THB", "៛": "KHR", "৳": "BDT", "﷼": "IRR",
}  # fmt: skip
_PREFIXED_SIGNS = {
    "us$": "USD", "u.s.$": "USD", "u.s$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD",
    "cdn$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN",
    "mex$": "MXN", "ec$": "XCD", "j$": "JMD", "fj$": "FJD", "bz$": "BZD", "tt$": "TTD", "n$": "NAD", "b$": "BND",
    "cn¥": "CNY", "e£": "EGP", "le£": "EGP", "ir£": "IEP",
}  # fmt: skip
# Apart from the sign these are words: "a $5 fee", "Ford 's $ 5", "Plan B $5".
_WORDS_BEFORE_SIGN = frozenset("absejnr")

_ABBREVIATIONS = {
    "Rs": "INR", "RM": "MYR", "RMB": "CNY", "NIS": "ILS", "SFr": "CHF", "sFr": "CHF", "DM": "DEM", "Ksh": "KES",
    "KSh": "KES", "USh": "UGX", "TSh": "TZS", "Tk": "BDT", "LE": "EGP", "SDR": "XDR", "SDRs": "XDR", "Kč": "CZK",
    "zł": "PLN", "руб": "RUB", "грн": "UAH", "FCFA": "XAF", "rs": "INR", "rmb": "CNY",
}  # fmt: skip
# In capitals these are names and words too: COP 26, 3 AMD chips, NIS 2, 5 KGS.
_DOUBTFUL_CODES = frozenset(
    {
        "ALL",
        "AMD",
        "ANG",
        "AOA",
        "BAM",
        "BIF",
        "BND",
        "BOB",
        "BSD",
        "COP",
        "CUP",
        "CVE",
        "DOP",
        "ERN",
        "GEL",
        "GIP",
        "GMD",
    }
    | {"IRR", "LAK", "MAD", "MGA", "MOP", "NAD", "PAB", "PEN", "RON", "SAR", "SCR", "SHP", "SLE", "SOS", "SSP", "STN"}
    | {"TOP", "TRY", "VES", "WST", "DM", "SDR", "SDRs", "Tk", "NIS", "PHP", "ILS", "CAD", "NPR", "KGS"}
)
_CODE_SCALES = {"k": Decimal("1E3"), "K": Decimal("1E3"), "m": Decimal("1E6"), "M": Decimal("1E6"), "B": Decimal("1E9")}

# What a noun that several currencies share means where the text doesn't say whose.
_BARE_NOUNS = {
    "dollar": "USD", "pound": "GBP", "franc": "CHF", "ruble": "RUB", "peso": "MXN", "rupee": "INR", "krone": "NOK",
    "krona": "SEK", "koruna": "CZK", "lira": "TRY", "won": "KRW", "yuan": "CNY", "yen": "JPY", "euro": "EUR",
    "riyal": "SAR", "rial": "IRR", "dirham": "AED", "shilling": "KES", "leu": "RON", "lev": "BGN", "manat": "AZN",
    "mark": "DEM", "guilder": "NLG", "peseta": "ESP", "escudo": "PTE", "som": "KGS", "real": "BRL",
    "kwacha": "ZMW", "colón": "CRC",
}  # fmt: skip
# Weights, verbs, people and the like: bare, they are money only with a scale ("5 million pounds").
_DOUBTFUL_NOUNS = frozenset(
    {"pound", "won", "mark", "sol", "som", "rand", "dram", "lev", "leone", "real", "colon", "florin", "quetzal", "pula"}
)
# Never bare: "five dinars" and "five crowns" say too little, the others are common words.
_NO_BARE_NOUNS = frozenset(
    {"dinar", "dinars", "crown", "crowns", "gold", "unit", "account", "value", "rights", "ley", "inti", "zaire"}
)
_OTHER_NOUNS = {
    "ruble": ("rouble",), "rouble": ("ruble",), "yuan": ("renminbi",), "krone": ("kroner", "crown"),
    "krona": ("kronor", "crown"), "króna": ("krónur", "crown"), "koruna": ("crown",), "leu": ("lei",), "lev": ("leva",),
    "real": ("reais",),
    "pound": ("pound sterling", "pounds sterling"), "hryvnia": ("hryvnya", "hryvna"), "colón": ("colones",),
    "sol": ("soles",), "zloty": ("złoty", "zlotych"),
}  # fmt: skip
_OTHER_ADJECTIVES = {
    "us": ("u.s.", "american", "united states"), "british": ("uk", "u.k."), "hong kong": ("hk",),
    "south korean": ("korean",), "new taiwan": ("taiwan", "taiwanese"), "singapore": ("singaporean",),
    "united arab emirates": ("uae", "emirati"), "kazakhstani": ("kazakh",), "saudi": ("saudi arabian",),
    "west african cfa": ("cfa",), "israeli new": ("israeli", "new israeli"), "bangladeshi": ("bangladesh",),
    "german": ("deutsche", "west german"), "new zealand": ("nz",),
}  # fmt: skip
_OTHER_NAMES = {
    "sterling": "GBP", "deutschmark": "DEM", "deutschmarks": "DEM", "l.e.": "EGP", "l.e": "EGP",
    "special drawing rights": "XDR",
}  # fmt: skip


def read_unit(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Return the longest currency sign, code or name that begins at lexeme `index`, or None."""
    if index >= len(lexemes):
        return None
    if lexemes[index].kind != "word":
        return _read_bare_sign(lexemes, index)
    return (
        _read_bare_sign(lexemes, index)
        or _read_prefixed_sign(lexemes, index)
        or _read_code(lexemes, index)
        or _read_name(lexemes, index)
    )


def decimal_places(currency: str) -> int:
    """Return the number of decimals of the smallest unit of a currency, at least 2: a cent is 0.01, a fils 0.001."""
    fractions: Mapping[str, Sequence[int]] = get_global("currency_fractions")
    return max(2, fractions.get(currency, (2,))[0])


def is_dollar(currency: str) -> bool:
    """Return whether a bare "$" may stand for a currency."""
    name: str = get_currency_name(currency, locale="en")
    return "dollar" in name.lower()


def skip_escape(lexemes: Sequence[Lexeme], index: int) -> int:
    r"""Return the index after the backslash that escapes the sign behind it in Markdown (`\$3`), or `index`."""
    return index + 1 if index < len(lexemes) and lexemes[index].text == "\\" else index


def _read_bare_sign(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    currency = _SIGNS.get(lexemes[index].text)
    return Unit("sign", currency, index + 1) if currency else None


def _read_prefixed_sign(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read "US$", "U.S.$" and "AUD$"."""
    for length in (1, 3, 4):
        at = skip_escape(lexemes, index + length)
        if at >= len(lexemes) or lexemes[at].text not in _SIGNS:
            continue
        prefix = "".join(lexeme.lower for lexeme in lexemes[index : index + length])
        currency = _PREFIXED_SIGNS.get(prefix + lexemes[at].text)
        if currency is None and lexemes[at].text == "$" and prefix.upper() in _catalogue().codes:
            currency = prefix.upper()
        if currency and not (lexemes[at].gap and _is_word_before_sign(lexemes, index, at)):
            return Unit("sign", currency, at + 1)
    return None


def _is_word_before_sign(lexemes: Sequence[Lexeme], index: int, at: int) -> bool:
    """Tell "paid us $10" from "us $ 10", where a tokenizer has set everything apart."""
    touches = at + 1 < len(lexemes) and not lexemes[at + 1].gap
    return lexemes[index].lower in _WORDS_BEFORE_SIGN or (lexemes[index].text == "us" and touches)


def _read_code(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    """Read "USD", "usd", "MUSD" (millions of them) and other abbreviations."""
    text, codes = lexemes[index].text, _catalogue().codes
    if text in _ABBREVIATIONS:
        return Unit("code", _ABBREVIATIONS[text], index + 1, doubtful=text in _DOUBTFUL_CODES)
    if text in codes:
        return Unit("code", text, index + 1, doubtful=text in _DOUBTFUL_CODES or not codes[text])
    if text.upper() in _catalogue().wide:
        return Unit("code", text.upper(), index + 1)
    if len(text) == 4 and text[0] in _CODE_SCALES and text[1:] in _catalogue().wide:
        return Unit("code", text[1:], index + 1, factor=_CODE_SCALES[text[0]])
    return None


def _read_name(lexemes: Sequence[Lexeme], index: int) -> Unit | None:
    catalogue = _catalogue()
    if lexemes[index].lower not in catalogue.first_words:
        return None
    words = tuple(lexeme.lower for lexeme in lexemes[index : index + catalogue.longest])
    for length in range(len(words), 0, -1):
        currency = catalogue.names.get(words[:length])
        if currency:
            return Unit("name", currency, index + length, doubtful=_singular(words[:length]) in _DOUBTFUL_NOUNS)
    return None


def _singular(words: _Phrase) -> str:
    """Return the noun of a bare name in the singular, and nothing of one that says whose currency it is."""
    return words[0].removesuffix("s") if len(words) == 1 else ""


@cache
def _catalogue() -> _Catalogue:
    """Gather codes and names from CLDR; a name that several currencies had goes to that of today."""
    territories = _tenders()
    today = {code: any(current for _, current, _ in uses) for code, uses in territories.items()}
    newest = {code: max((current, start) for _, current, start in uses) for code, uses in territories.items()}
    names: dict[_Phrase, str] = {}
    for code in sorted(territories, key=lambda code: (*newest[code], code)):
        owners = [territory for territory, current, _ in territories[code] if current]
        names |= dict.fromkeys(_names(code, owners), code)
    for noun, code in _BARE_NOUNS.items():
        names |= dict.fromkeys(map(_phrase, _noun_forms(noun) - _NO_BARE_NOUNS), code)
    names |= {_phrase(name): code for name, code in _OTHER_NAMES.items()}
    symbols = Locale("en").currency_symbols
    wide = {code for code, sign in symbols.items() if sign != code and code in today} | {"CHF", "RUB"}
    wide -= _DOUBTFUL_CODES
    first_words = frozenset(name[0] for name in names)
    return _Catalogue(today | {"XDR": True}, names, first_words, max(map(len, names)), frozenset(wide))


def _tenders() -> dict[str, list[tuple[str, bool, date]]]:
    """Return the territories where each currency is or was legal tender, whether it still is, and since when."""
    locale, uses = Locale("en"), dict[str, list[tuple[str, bool, date]]]()
    for territory, tenders in get_global("territory_currencies").items():
        for code, start, end, is_tender in tenders:
            if is_tender and code in locale.currencies and territory in locale.territories:
                since = date(*start) if start else date.min
                uses.setdefault(code, []).append((locale.territories[territory].lower(), end is None, since))
    return uses


def _names(code: str, territories: Iterable[str]) -> Iterator[_Phrase]:
    """Yield what a currency is called, in the singular and the plural, with the noun alone last."""
    one, many = (
        re.sub(r"\s*\(.*?\)", "", get_currency_name(code, count=count, locale="en").lower()) for count in (1, 2)
    )
    owner, _, noun = one.rpartition(" ")
    forms = _noun_forms(noun) | {many.rpartition(" ")[2]}
    for owner_form in (owner, *_OTHER_ADJECTIVES.get(owner, ()), *territories):
        yield from (_phrase(f"{owner_form} {form}") for form in forms if owner_form)
    yield from map(_phrase, forms - _NO_BARE_NOUNS)


def _noun_forms(noun: str) -> set[str]:
    """Return a noun and its other names, in the singular and the plural, with and without accents."""
    nouns = {noun, *_OTHER_NOUNS.get(noun, ())}
    forms = nouns | {f"{form}s" for form in nouns if not form.endswith("s")}
    return forms | {_without_accents(form) for form in forms}


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _phrase(name: str) -> _Phrase:
    return tuple(lexeme.lower for lexeme in lex(name))

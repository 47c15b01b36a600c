"""The names and codes of the world's currencies, those of today and those they replaced, from Unicode's CLDR."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from outsider_etl.nlp.lexemes import lex
from outsider_etl.nlp.money import currencies as data
from outsider_etl.nlp.money.foreign import foreign_names

Phrase = tuple[str, ...]
_Use = tuple[str, bool, date]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Currencies by code (True if of today), and by the name of a unit (lower case, cut into lexemes).

    `subunits` are the names of the smallest units, such as cents; `reach` is the most lexemes of a name by its first
    word; `wide` are the codes that are written in lower case too; `scaled` are codes with letters that multiply
    ("MUSD"), as the code and a power of ten; `openings` are the words, in lower case, that a unit may begin with;
    `small_words` are those that mean a small unit behind a larger one ("5 pounds 20p"); `shared` are the words, in
    lower case, and signs for each of SHARED.
    """

    codes: Mapping[str, bool]
    shared: Mapping[str, frozenset[str]]
    names: Mapping[Phrase, str]
    subunits: Mapping[Phrase, str]
    reach: Mapping[str, int]
    wide: frozenset[str]
    scaled: Mapping[str, tuple[str, int]]
    openings: frozenset[str]
    small_words: frozenset[str]


@cache
def catalogue() -> Catalogue:
    """Gather codes and names; a name that several currencies had goes to that of today, and an English one first."""
    tenders = _tenders()
    english = _english_names()
    names = {_phrase(name): code for name, code in foreign_names(_newest_last(tenders))} | english
    subunits: dict[Phrase, str] = {}
    for code in _newest_last(tenders):
        subunits |= dict.fromkeys(_subunit_names(code, _owners(tenders[code])), code)
    subunits |= {(form,): code for forms, (code, _) in data.SUBUNITS.items() if code for form in forms.split()}
    today = {code: any(current for _, current, _ in uses) for code, uses in tenders.items()}
    codes = today | dict.fromkeys(data.FURTHER_CODES, True)
    wide = _wide_codes(codes)
    scaled = _scaled_codes(wide)
    reach: dict[str, int] = {}
    for phrase in (*names, *subunits):
        reach[phrase[0]] = max(len(phrase), reach.get(phrase[0], 0))
    openings = frozenset(
        {*reach, *data.SIGNS}
        | {re.match(r"[^\W\d_]+", prefix)[0] for prefix in data.PREFIXED_SIGNS}  # type: ignore[index]
        | {word.lower() for word in (*codes, *data.ABBREVIATIONS, *scaled, *data.SIGN_SCALES, *data.WORD_SCALES)}
    )
    small_words = frozenset(form for forms in data.SUBUNITS for form in forms.split()) | {"c", "p"}
    shared = {name: _spellings(name, names) for name in data.SHARED}
    return Catalogue(codes, shared, names, subunits, reach, wide, scaled, openings, small_words)


@cache
def _english_names() -> dict[Phrase, str]:
    tenders = _tenders()
    names: dict[Phrase, str] = {}
    for code in _newest_last(tenders):
        names |= dict.fromkeys(_names(code, _owners(tenders[code])), code)
    for noun, code in data.BARE_NOUNS.items():
        names |= dict.fromkeys(map(_phrase, _noun_forms(noun) - data.NO_BARE_NOUNS), code)
    return names | {_phrase(name): code for name, code in data.OTHER_NAMES.items()}


@cache
def decimal_places(currency: str) -> int:
    """Return the number of decimals of the smallest unit of a currency, at least 2: a cent is 0.01, a fils 0.001."""
    fractions: Mapping[str, Sequence[int]] = get_global("currency_fractions")
    return max(2, fractions.get(currency, (2,))[0])


def may_mean(unit: str, currency: str) -> bool:
    """Return whether a unit, maybe one that several countries share, may stand for a currency."""
    is_shared = currency in data.SHARED.get(unit, ()) or (unit == data.BARE_DOLLAR and _is_dollar(currency))
    return unit == currency or is_shared


@cache
def _is_dollar(currency: str) -> bool:
    return currency == data.BARE_DOLLAR or _name(currency, 1).endswith("dollar")


def owners_of(currency: str) -> list[str]:
    """Return what the country of a currency, or each of the countries, is called, in lower case: "chilean", "chile"."""
    uses, owner = _tenders()[currency], _name(currency, 1).rpartition(" ")[0]
    territories = _owners(uses) or [territory for territory, _, _ in uses]
    return [*_owner_forms(owner, territories), *data.OTHER_OWNERS.get(currency, ())]


def _spellings(shared: str, names: Mapping[Phrase, str]) -> frozenset[str]:
    """Return what stands for a name that several countries share: "rupees", "rs", "₨"."""
    nouns = {name[0] for name, of in names.items() if of == shared and len(name) == 1}
    abbreviations = {text.lower() for text, (of, _) in data.ABBREVIATIONS.items() if of == shared}
    return frozenset(nouns | abbreviations | {sign for sign, of in data.SIGNS.items() if of == shared})


def dollar_owners() -> dict[str, str]:
    """Return the currencies that are called dollars, by what stands before "dollar", in lower case."""
    owners = {}
    for phrase, code in _english_names().items():
        if phrase[-1] == "dollar" and len(phrase) > 1 and _is_dollar(code):
            owners[" ".join(phrase[:-1])] = code
    return owners


def _wide_codes(codes: Iterable[str]) -> frozenset[str]:
    symbols = Locale("en").currency_symbols
    signed = {code for code, sign in symbols.items() if sign != code and code in codes}
    return frozenset(signed | data.WIDE_CODES) - data.LARGE_CODES - data.HUNDREDS_CODES


def _scaled_codes(wide: Iterable[str]) -> dict[str, tuple[str, int]]:
    before = {letter + code: (code, power) for letter, power in data.CODE_SCALES.items() for code in wide}
    behind = {code + letters: (code, power) for letters, power in data.CODE_ENDINGS.items() for code in wide}
    return {**before, **behind, **data.OTHER_SCALED_CODES}


@cache
def _tenders() -> dict[str, list[_Use]]:
    """Return the territories where each currency is or was legal tender, whether it still is, and since when."""
    locale, uses = Locale("en"), dict[str, list[_Use]]()
    for territory, tenders in get_global("territory_currencies").items():
        for code, start, end, is_tender in tenders:
            if is_tender and code in locale.currencies and territory in locale.territories:
                since = date(*start) if start else date.min
                uses.setdefault(code, []).append((locale.territories[territory].lower(), end is None, since))
    return uses


def _newest_last(tenders: Mapping[str, Sequence[_Use]]) -> list[str]:
    newest = {code: max((current, start) for _, current, start in uses) for code, uses in tenders.items()}
    return sorted(tenders, key=lambda code: (*newest[code], code))


def _owners(uses: Iterable[_Use]) -> list[str]:
    return [territory for territory, current, _ in uses if current]


def _names(code: str, territories: Iterable[str]) -> Iterator[Phrase]:
    """Yield what a currency is called, in the singular and the plural, with the noun alone last."""
    owner, _, noun = _name(code, 1).rpartition(" ")
    forms = _noun_forms(noun) | {_name(code, 2).rpartition(" ")[2]}
    for owner_form in _owner_forms(owner, territories):
        yield from (_phrase(f"{owner_form} {form}") for form in forms)
    yield from map(_phrase, forms - data.NO_BARE_NOUNS)


def _subunit_names(code: str, territories: Iterable[str]) -> Iterator[Phrase]:
    """Yield what the smallest unit of a currency is called together with its owner: "Australian cents"."""
    owner, _, noun = _name(code, 1).rpartition(" ")
    for forms, (_, nouns) in data.SUBUNITS.items():
        if noun in nouns:
            for form in forms.split():
                yield from (_phrase(f"{owner_form} {form}") for owner_form in _owner_forms(owner, territories))
                # A euro has no owner: "3 euro cents", "3 eurocents".
                if not owner:
                    yield from (_phrase(f"{noun} {form}"), _phrase(f"{noun}{form}"))


def _owner_forms(owner: str, territories: Iterable[str]) -> list[str]:
    return [form for form in (owner, *data.OTHER_ADJECTIVES.get(owner, ()), *territories) if form]


def _name(code: str, count: int) -> str:
    """Return the name of a currency in lower case, without the years in which it was in use."""
    return re.sub(r"\s*\(.*?\)", "", get_currency_name(code, count=count, locale="en").lower())


def _noun_forms(noun: str) -> set[str]:
    """Return a noun and its other names, in the singular and the plural, with and without accents."""
    nouns = {noun, *data.OTHER_NOUNS.get(noun, ())}
    forms = nouns | {f"{form}s" for form in nouns if not form.endswith("s")}
    return forms | {_without_accents(form) for form in forms}


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _phrase(name: str) -> Phrase:
    return tuple(lexeme.lower for lexeme in lex(name))

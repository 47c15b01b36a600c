"""The names of the world's currencies in German and French, from Unicode's CLDR.

Almost all consist of a noun and an adjective or a country. What is one word may be another in English ("livres",
"Kronen" and the like), so that few of those are taken.
"""

import re
from collections.abc import Iterable, Iterator

from babel.numbers import get_currency_name

from outsider_etl.nlp.money.currencies import BARE_DOLLAR

_LOCALES = ("de", "fr")
# A German adjective before a plural ends as its case and what is before it demand.
_INFLECTED = re.compile(r"(?<=[^\W\d_])e\b(?=\s)")
_ENDINGS = ("e", "en", "er")

_OTHER_NAMES = {
    "amerikanische dollar": "USD", "us-amerikanische dollar": "USD", "dollar américain": "USD",
    "dollars américains": "USD", "dollar us": "USD", "dollars us": "USD", "franc cfa": "XOF", "francs cfa": "XOF",
    "f cfa": "XOF", "cfa-franc": "XOF", "cfa-francs": "XOF", "pfund sterling": "GBP", "britische pfund sterling": "GBP",
    "polnische zloty": "PLN", "d-mark": "DEM",
}  # fmt: skip
_NOUNS = {
    "franken": "CHF", "pfund": "GBP", "rubel": "RUB", "rupien": "rupee", "roupies": "rupee", "drachmen": "GRD",
    "peseten": "ESP", "dólar": BARE_DOLLAR, "dólares": BARE_DOLLAR, "dollari": BARE_DOLLAR,
}  # fmt: skip


def foreign_names(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what currencies are called, in lower case, each with its code; of two for the same name the last counts."""
    named = [(_name(code, count, locale), code) for code in codes for locale in _LOCALES for count in (1, 2)]
    for name, code in (*named, *_OTHER_NAMES.items()):
        if len(name.replace("-", " ").split()) > 1:
            yield from ((_INFLECTED.sub(ending, name), code) for ending in _ENDINGS)
    yield from _NOUNS.items()


def _name(code: str, count: int, locale: str) -> str:
    """Return the name of a currency in lower case, without the years or the bank that CLDR adds."""
    return re.sub(r"\s*\(.*?\)", "", get_currency_name(code, count=count, locale=locale).lower())

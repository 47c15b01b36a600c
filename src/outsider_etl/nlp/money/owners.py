"""Tell from the texts of a document whose money it means by a name or sign that several countries share.

"300 billion pesos" are Mexican ones only where a document tells mostly of Mexico. What a document names as "Chilean
pesos" needs no telling; what it calls pesos alone are those of the country that it speaks of far more than of the
others that have some. Dollars, which the whole world counts in, are another matter: see `dollars`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from outsider_etl.nlp.money.catalogue import catalogue, owners_of
from outsider_etl.nlp.money.currencies import BARE_DOLLAR, NO_CURRENCY, NO_OWNERS, SHARED
from outsider_etl.nlp.money.dollars import dollar_of

DEFAULTS: Mapping[str, str] = {BARE_DOLLAR: "USD", **{name: codes[0] for name, codes in SHARED.items()}}
"""What shared names and signs stand for where nothing tells."""

_FEWEST = 3
_OUTWEIGHED, _OUTWEIGHED_USUAL = 3, 10
_WORD = re.compile(r"[^\W\d_]++|[¥￥₨]")


def currencies_of(texts: Iterable[str]) -> dict[str, str]:
    """Return the ISO 4217 code of each shared name in a document, given its texts, as `DEFAULTS` does."""
    text = "\n".join(texts)
    words = {word.lower() for word in _WORD.findall(text)}
    told = {
        name: code
        for name, spellings in catalogue().shared.items()
        if not words.isdisjoint(spellings) and (code := _most_named(text, name))
    }
    return {**DEFAULTS, **told, BARE_DOLLAR: dollar_of([text])}


def _most_named(text: str, name: str) -> str | None:
    """Return the currency whose owners are named far more often than those of the others of this name, or None.

    Reports on rivals and on aid tell much of countries whose money they don't mean: it is the usual one wherever its
    owner is more than mentioned.
    """
    expression, codes = _owners(name)
    counts = Counter(codes[match[0].lower()] for match in expression.finditer(text))
    del counts[NO_CURRENCY]
    usual = counts.pop(DEFAULTS[name], 0)
    if not counts:
        return None
    [(code, count)] = counts.most_common(1)
    outweighs = count > _OUTWEIGHED * (counts.total() - count) and count > _OUTWEIGHED_USUAL * usual
    return code if count >= _FEWEST and outweighs else None


@cache
def _owners(name: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return an expression for the owners of the currencies of a name, and the currency by each of them."""
    codes = {owner: code for code in SHARED[name] if code != NO_CURRENCY for owner in owners_of(code)}
    codes |= dict.fromkeys(NO_OWNERS, NO_CURRENCY)
    either = "|".join(re.escape(owner) for owner in sorted(codes, key=len, reverse=True))
    return re.compile(rf"\b(?=[A-ZÀ-Þ])(?i:{either})(?!\w)"), codes

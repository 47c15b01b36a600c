"""Tell from the texts of a document whose dollars its bare "$" stands for.

Most documents don't say, and mean those of the United States. Others do: by a statement ("all figures are in Canadian
dollars"), by the imprint of a government, by converting ("$100 million (US$75 million)"), or by telling "US$" apart
while they name one other dollar. What a text writes as "A$5" or "300 Canadian dollars" shows the opposite: it needs no
name where it is what "$" means.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from outsider_etl.nlp.money import currencies as data
from outsider_etl.nlp.money.catalogue import dollar_owners

_DEFAULT = "USD"

_US_SIGN = r"(?:\bU\.?S\.?\s?\\?\$|\$US(?=[0-9])|\bUSD\b)"
_WORD = re.compile(r"[^\W\d_]++")
_SENTENCE_END = re.compile(r"(?<=[.;])\s|\n")
_LONGEST_SENTENCE = 1000
_PREFIXED = re.compile(r"\$(?:(?<=[A-Za-z]\$)|(?<=[A-Za-z]\\\$))(?<!US\$)")
_BARE = re.compile(r"(?<![A-Za-z.$])\$\s?[0-9]")
_US = re.compile(_US_SIGN)
_CONVERTED = re.compile(
    r"(?<![A-Za-z.$])\$\s?[0-9][0-9.,]{0,15}(?:\s?(?:thousand|million|billion|trillion|bn|k|m|b))?\s?"
    rf"[(\[](?:about |around |approximately |approx\. |or )?{_US_SIGN}\s?[0-9]"
)


class _Expressions(NamedTuple):
    """Expressions over the names of the dollars other than those of the United States."""

    named: re.Pattern[str]
    declared: re.Pattern[str]
    qualified: re.Pattern[str]
    imprinted: re.Pattern[str]


def dollar_of(texts: Iterable[str]) -> str:
    """Return the ISO 4217 code of the currency that a bare "$" stands for in a document, given its texts.

    It is USD unless the texts clearly say otherwise.
    """
    text = "\n".join(texts)
    if ("$" not in text and "ollar" not in text) or not _names_other(text):
        return _DEFAULT
    # Only these sentences are worth the expressions, which cost far more.
    sentences = (sentence for sentence in _SENTENCE_END.split(text) if len(sentence) <= _LONGEST_SENTENCE)
    naming = "\n".join(filter(_names_other, sentences))
    expressions = _expressions()
    for expression in (expressions.declared, expressions.qualified, expressions.imprinted):
        if match := expression.search(naming):
            return _code(match)
    return _told_apart(text, naming) or _DEFAULT


def _names_other(text: str) -> bool:
    """Return whether a text has a word or a sign that another dollar is named by."""
    return not _hints().isdisjoint(_WORD.findall(text)) or _PREFIXED.search(text) is not None


@cache
def _hints() -> frozenset[str]:
    """Return the codes of the other dollars, and the last words of what stands before "dollar" in their names."""
    owners = {owner: code for owner, code in dollar_owners().items() if code != _DEFAULT}
    return frozenset({*owners.values(), *(owner.split()[-1].capitalize() for owner in owners)})


def _told_apart(text: str, naming: str) -> str | None:
    """Return the one dollar that the sentences `naming` others name, if `text` converts "$" to "US$" or has both."""
    named = list(_expressions().named.finditer(naming))
    if len({_code(match) for match in named}) != 1:
        return None
    is_default = any(match["amount"] or match["owner"] is None for match in named)
    if _CONVERTED.search(text) or (not is_default and 0 < len(_US.findall(text)) < len(_BARE.findall(text))):
        return _code(named[0])
    return None


def _code(match: re.Match[str]) -> str:
    """Return the code of the dollar that a match names by its owner ("Canadian"), its code or its sign."""
    groups = match.groupdict()
    if code := groups.get("code"):
        return code.upper()
    if sign := groups.get("sign"):
        return data.PREFIXED_SIGNS[sign.lower().replace("\\", "")]
    return dollar_owners()[" ".join(groups["owner"].lower().split())]


@cache
def _expressions() -> _Expressions:
    owners = {owner: code for owner, code in dollar_owners().items() if code != _DEFAULT and owner.isascii()}
    owner = _either("owner", owners).replace("\\ ", r"\s")
    code = _either("code", set(owners.values()))
    sign = _either("sign", {s for s, of in data.PREFIXED_SIGNS.items() if s[-1] == "$" and of in owners.values()})
    dollars = rf"\b(?:{owner}(?:\sdollars?)?|{code})\b"
    kinds = "(?:amounts?|figures?|values?|prices?|costs?|sums?|estimates?|currency|currencies|dollars|references)"
    means = r"(?:refers?\sto|means?|denotes?|stands?\sfor|signif(?:y|ies)|represents?|indicates?|is|are)"
    near = r"[^.;\n]{0,60}?"
    all_are = rf"\ball\s(?:[a-z]+\s){{0,4}}?{kinds}\b{near}"
    signs_are = rf"\ball\s\\?\$\s{kinds}\s(?:in\sthis\s[a-z]+\s)?(?:are|is)\s(?:[a-z]+\s)?in\s"
    kind_is = rf"\b(?:dollar|monetary|currency|financial)\s{kinds}\b{near}\b(?:are|is)\b{near}\b(?:in|to)\s"
    sign_is = rf"(?:\$|\bdollars?)[\"”'’)]{{0,2}}\s(?:signs?\s)?{means}\s(?:to\s|in\s|the\s){{0,2}}"
    unless = r"\bunless\s(?:otherwise|noted|stated|indicated|specified)"
    imprint = r"(?:commonwealth\sof|in\sright\sof|government\sof|crown\scopyright,?)\s(?:the\s)?"
    named = rf"(?P<amount>[0-9]\s|illion\s|ousand\s)?\b{owner}\sdollars?\b|\b{code}\b|(?<![A-Za-z]){sign}"
    declared = rf"(?:{all_are}|{signs_are}|{kind_is}|{sign_is}|\bcurrency:?\s(?:is\s|are\s)?(?:the\s)?){dollars}"
    return _Expressions(
        named=re.compile(named, re.IGNORECASE),
        declared=re.compile(declared, re.IGNORECASE),
        qualified=re.compile(rf"{dollars}[^.;\n]{{0,12}}{unless}", re.IGNORECASE),
        imprinted=re.compile(rf"(?:©|\bcopyright\b){near}\b{imprint}{owner}\b", re.IGNORECASE),
    )


def _either(group: str, words: Iterable[str]) -> str:
    """Return an expression for any of `words`, the longest first, as a named group."""
    return f"(?P<{group}>" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"

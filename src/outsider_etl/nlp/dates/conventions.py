"""Tell by what a document shows elsewhere how it writes dates in figures, and when its fiscal years begin."""

import re
from collections.abc import Sequence

from outsider_etl.nlp.dates.words import MONTH_NUMBERS

_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\.?\d|[/-])")
_MONTH = "|".join(MONTH_NUMBERS)
_DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(rf"\b(?:{_MONTH})\.?\s\d{{1,2}}\b", re.IGNORECASE)
_FISCAL_YEAR = r"\b(?:fiscal|financial)\s+years?\b[^.;\n]{0,60}?\b"
_DAY_WORDS = "on|in|from|the|first|last|final|day|of|closest|nearest|to|friday|saturday|sunday"
_DAY = rf"(?:\s+(?:{_DAY_WORDS}|\d{{1,2}}(?:st|nd|rd|th)?)){{0,9}}\s+"
_FISCAL_BEGIN = re.compile(
    rf"{_FISCAL_YEAR}(?:begins?|beginning|starts?|starting|runs?){_DAY}({_MONTH})\b", re.IGNORECASE
)
_FISCAL_END = re.compile(rf"{_FISCAL_YEAR}(?:ends?|ended|ending){_DAY}({_MONTH})\b", re.IGNORECASE)
_FISCAL_MONTHS = re.compile(
    rf"\b(?:fiscal|financial)\s+years?\b[^.;\n]{{0,30}}?\(?\b({_MONTH})\s?(?:[-–—]|to)\s?({_MONTH})\b", re.IGNORECASE
)
_FISCAL_WORDS = ("fy", "fiscal", "financial")
_NAMED_YEAR = re.compile(
    r"\b(?:financial\s+year|FY|fiscal(?:\s+year)?)(s?)\s?['’]?(\d{4}|\d{2})(?:\s?[-–/]\s?(\d{4}|\d{2}))?\b",
    re.IGNORECASE,
)
_SPLIT_YEAR = re.compile(r"\b\d{4}[-–/]\d\d (?:fiscal year|financial years?)\b", re.IGNORECASE)
_FEDERAL = 10
# Japan's fiscal 2022 begins in April 2022, where others name a year after the one that it ends in.
_APRIL, _JULY, _NEXT_APRIL = 4, 7, 16
_FINANCIAL = re.compile(r"\bfinancial\s+years?\b", re.IGNORECASE)
# Neither "federal", which Australia and Pakistan are too, nor dollars.
_IN_OCTOBER = re.compile(
    r"\b(?:(?<!National )Congress(?! [Pp]arty)|Department of Defense|D[Oo]D|GAO|Pentagon|United States"
    r"|(?:USA?|U\.S)(?!\.?\s?(?:\$|dollar)))\b"
)
_IN_APRIL = re.compile(
    r"\b(?:Brit(?:ain|ish)|Canad(?:a|ian)|Hong Kong|Indian?|Japan(?:ese)?|Singapore|South Africa|UK|United Kingdom)\b"
)
_IN_JAPAN = re.compile(r"\bJapan(?:ese|['’]s)\s(?:FY|[Ff]iscal\b)")
_IN_JULY = re.compile(
    r"\b(?:Australian?|Bangladeshi?|Egypt(?:ian)?|Ethiopian?|Kenyan?|New Zealand|Pakistani?|Tanzanian?|Ugandan?)\b"
)


def fiscal_month(texts: Sequence[str]) -> int:
    """Return the month in which the fiscal years of a document begin: what it says of them first, or October.

    Months count from January of the year before the one that names them; 16 is the April of that year itself.
    The federal government of the United States begins its fiscal year in October (31 U.S.C. 1102). It writes neither
    "FY2021-22" nor "financial year"; where a document does, the country that it names most decides. "Fiscal 2022"
    is Japan's where a document says so ("Japan's fiscal 2022"), and names nothing of the United States.
    """
    for text in texts:
        if "year" not in text:
            continue
        months = _FISCAL_MONTHS.search(text)
        if months and MONTH_NUMBERS[months[2].lower()] % 12 + 1 == MONTH_NUMBERS[months[1].lower()]:
            return MONTH_NUMBERS[months[1].lower()]
        if begin := _FISCAL_BEGIN.search(text):
            return MONTH_NUMBERS[begin[1].lower()]
        if end := _FISCAL_END.search(text):
            return MONTH_NUMBERS[end[1].lower()] % 12 + 1
    foreign, federal = _count_fiscal_years(texts)
    if foreign > federal:
        return _month_of_country(texts)
    is_japanese = not foreign and any(_IN_JAPAN.search(text) for text in texts)
    return _NEXT_APRIL if is_japanese and not any(_IN_OCTOBER.search(text) for text in texts) else _FEDERAL


def _month_of_country(texts: Sequence[str]) -> int:
    """Return where the country begins its fiscal year that the texts name most, or October where they name none.

    "Financial year" is not said in the United States: without a country it is Britain's.
    """
    named = {
        month: sum(len(names.findall(text)) for text in texts)
        for month, names in ((_FEDERAL, _IN_OCTOBER), (_APRIL, _IN_APRIL), (_JULY, _IN_JULY))
    }
    if any(named.values()):
        return max(named, key=lambda month: named[month])
    return _APRIL if any(_FINANCIAL.search(text) for text in texts) else _FEDERAL


def _count_fiscal_years(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many fiscal years are named as the government of the United States does not, and as it does.

    It does not write "FY2021-22"; "fiscal years 2021-22" and "FY2021-2022" are two years, and it writes those.
    """
    foreign = federal = 0
    for text in texts:
        # Few texts speak of them, and a search for words takes a fraction of one by patterns.
        folded = text.casefold()
        if not any(word in folded for word in _FISCAL_WORDS):
            continue
        for match in _NAMED_YEAR.finditer(text):
            plural, first, last = match.groups()
            follows = last is not None and (int(last) - int(first)) % 100 == 1
            if _FINANCIAL.match(match[0]) or (follows and not plural and len(last) == 2):
                foreign += 1
            elif not follows:
                federal += 1
        foreign += len(_SPLIT_YEAR.findall(text))
    return foreign, federal


def is_day_first(texts: Sequence[str]) -> bool:
    """Return whether 04/01/2019 is the 4th of January in a document of these texts.

    Dates in figures that can be read in one way only decide, or else how it writes days with the month's name; where
    nothing shows, the month comes first, as in the United States.
    """
    pairs = [(int(match[1]), int(match[3])) for text in texts for match in _IN_FIGURES.finditer(text)]
    days = sum(first > 12 >= second for first, second in pairs)
    months = sum(second > 12 >= first for first, second in pairs)
    if not pairs or days != months:
        return days > months
    days_named = sum(len(_DAY_AND_MONTH.findall(text)) for text in texts)
    return days_named > sum(len(_MONTH_AND_DAY.findall(text)) for text in texts)

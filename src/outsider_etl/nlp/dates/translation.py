"""Dates in German and French as the grammar of dates reads them: "27. Februar 2022" as "27 February 2022".

Only words that a date makes certain are translated: a month beside a day or a year, a preposition before a year. Nouns
have capitals in German and articles in French, which the English evidence doesn't know; what tells there whether a
number is a year or a count is written as English would have it ("im Haushalt in 2019", "2,000 Soldaten").
"""

import re
from collections.abc import Iterator
from functools import cache

from outsider_etl.nlp.dates import foreign_words as words
from outsider_etl.nlp.dates.foreign_lengths import centuries, lengths, shifts
from outsider_etl.nlp.dates.foreign_phrases import phrases
from outsider_etl.nlp.dates.months import english_month, iberian_month_numbers, month_numbers, month_numbers_of_works
from outsider_etl.nlp.dates.words import MONTH_NUMBERS
from outsider_etl.text import Edit, Text, without_overlaps

LANGUAGES = frozenset(("de", "fr"))
"""The ISO 639-1 codes of the languages that are translated."""

# Many a paragraph has no figure, and so no date but one that is told by its length or its distance.
_FIGURE = re.compile(r"\d|siècle", re.IGNORECASE)
_PLANET = "Mars"
_ROUND = 50
_LONGEST_TITLE = 60
_LONGEST_SHORT = 3
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
# Of raised letters the first of a month alone has any: "1 er août".
_ORDINAL = r"(?:\.|er|(?<=\b1)\ser)"
_DAY = rf"\d{{1,2}}{_ORDINAL}?"
_TO_DAY = r"(?:\s(?:bis(?:\szum)?|au|und|et|oder|ou)\s|\s?[-–/]\s?)"
_TO_MONTH = r"(?:\s(?:bis(?:\szum)?|à|au|(?:und|et|oder|ou)(?:\s(?:dem|den|le))?)\s|\s?[-–/]\s?)"


def with_english_dates(text: Text, language: str | None = None) -> Text:
    """Return a text with the words of its dates in English, as far as a day or a year makes them certain.

    Its `origin` leads back to the given one. A month alone is left as it is, and so is "Mars 2020":
    these are names as well. Lengths such as "5 Jahre" are read where the `language` is given, one of LANGUAGES.
    """
    return text.edit(_edits(text.value, language))


def with_english_days(text: Text) -> Text:
    """Return a text of any language with days in English that are told in others, year and all: "4 mars 2020".

    So are months of Spanish and Portuguese: "mayo de 2020".
    """
    return text.edit(without_overlaps((*_days(text.value), *_months_of_years(text.value))))


def _days(value: str) -> Iterator[Edit]:
    for match in _foreign_day().finditer(value):
        # No name is "auguſt", which matches all the same, and "Mars 2020" is a name.
        if match["month"] != _PLANET and (number := month_numbers_of_works().get(match["month"].lower())):
            yield Edit(match.end("day"), match.start("year"), f" {english_month(number)} ")


def _months_of_years(value: str) -> Iterator[Edit]:
    """Yield what makes English of the months of Spanish and Portuguese that have a year, and no day before them."""
    if " de 1" not in value and " de 2" not in value:
        return
    for match in _MONTH_OF_YEAR.finditer(value):
        if number := iberian_month_numbers().get(match["month"].lower()):
            yield Edit(*match.span(), f"{english_month(number)} ")


def _edits(value: str, language: str | None) -> Iterator[Edit]:
    edits: tuple[Edit, ...] = ()
    if _FIGURE.search(value):
        edits = (*_months(value), *_words(value), *_decades(value), *_quarters(value), *_numbers(value))
        edits = (*edits, *centuries(value))
    if language in LANGUAGES:
        edits = (*edits, *lengths(value, language), *shifts(value, language), *phrases(value, language))
    if language == "de":
        edits = (*edits, *_cited_years(value))
    return without_overlaps(edits)


def _months(value: str) -> Iterator[Edit]:
    """Yield what makes English of days and months: "Montag, den 3. Mai", "vom 3. bis 5. Mai 2019", "Juni–Juli 2019"."""
    for match in _dated_month().finditer(value):
        start, end = match.span("month")
        number = month_numbers().get(match["month"].lower())  # none for "Auguſt", which matches all the same
        dated = match["day"] or match["to_month"] or (match["year"] and match["month"] != _PLANET)
        if number is None or not dated:
            continue
        for mark in ("first_mark", "mark", "article"):
            if match[mark]:
                yield Edit(*match.span(mark))
        for word in ("weekday", "opener", "to_day", "to_month"):
            if match[word] and (english := words.AROUND_DAYS.get(" ".join(match[word].lower().split()))):
                space = match[word][-1:].isspace()
                yield Edit(*match.span(word), f" {english} " if space else english)
        yield Edit(start, end + (match["year"] or "").startswith("."), english_month(number))


def _words(value: str) -> Iterator[Edit]:
    """Yield what makes English of a word before a year or a part of one: "seit 2014", "d'ici fin 2030"."""
    for match in _word_before_year().finditer(value):
        word = " ".join(match["word"].lower().replace("’", "'").split())
        joins = value[max(0, match.start() - 2) : match.start()][:1].isdecimal()
        if word in words.BETWEEN_YEARS and joins:
            yield Edit(*match.span("word"), "to")
        elif word in ("de", "von") and _TREATY.search(value, max(0, match.start() - _LONGEST_TITLE), match.start()):
            # The year belongs to the name of a treaty: "la Convention de Genève de 1951".
            yield Edit(*match.span("word"), "no")
        elif (english := words.BEFORE_YEARS.get(word)) and match["word"] != "Horizon":
            yield Edit(*match.span("word"), english)
    for match in _DATED.finditer(value):
        yield Edit(*match.span("gap"), " in ")
    for match in _NAME_BEFORE_OBJECT.finditer(value):
        name = match["name"].lower()
        if name not in words.BEFORE_YEARS and name not in words.BEFORE_NAMES and name not in month_numbers():
            yield Edit(*match.span("gap"), " in ")


def _cited_years(value: str) -> Iterator[Edit]:
    """Yield what tells the year of a journal from the page in "NJW 2019, 2016 Rn. 22" and "GWR 2021, 287"."""
    for match in _CITED_YEAR.finditer(value):
        yield Edit(*match.span("gap"), " in ")
        if match["page"]:
            yield Edit(match.start("page"), match.start("page"), "p. ")


def _decades(value: str) -> Iterator[Edit]:
    for match in _DECADE.finditer(value):
        yield Edit(*match.span(), f"{match['french'] or match['german']}s")
    for match in _DECADES.finditer(value):
        first, last = int(match["first"]), int(match["last"])
        # "Les années 2010 et 2015" are two years.
        if last == first + 10:
            yield Edit(match.start(), match.end("first"), f"{first}s")
            yield Edit(*match.span("last"), f"{last}s")


def _quarters(value: str) -> Iterator[Edit]:
    for match in _QUARTER.finditer(value):
        ordinal, unit = words.ORDINALS.get(match["ordinal"].lower()), words.QUARTERS.get(match["unit"].lower())
        if ordinal and unit:
            yield Edit(*match.span(), f"{ordinal} {unit} of ")


def _numbers(value: str) -> Iterator[Edit]:
    """Yield commas in the thousands of numbers that count a measure or, if they are round, what a plural names."""
    for match in _COUNT.finditer(value):
        before, noun = (match["before"] or "").lower(), match["noun"].lower()
        if before in words.BEFORE_YEARS_ONLY or before in month_numbers() or noun in month_numbers():
            continue
        figures = [name for name in ("first", "last") if match[name]]
        if noun in words.MEASURES or all(int(match[name]) % _ROUND == 0 for name in figures):
            for name in figures:
                yield Edit(match.start(name) + 1, match.start(name) + 1, ",")


@cache
def _month_names() -> str:
    return "|".join(sorted((name for name in month_numbers() if len(name) > 2), key=len, reverse=True))


@cache
def _dated_month() -> re.Pattern[str]:
    months = _month_names()
    weekday = rf"\b(?P<weekday>{'|'.join(words.WEEKDAYS)}),?\s(?P<article>(?:de[nmr]|le)\s)?(?={_DAY}\s(?:{months})\b)"
    opener = rf"\b(?P<opener>{'|'.join(words.OPENERS)})\s"
    first = rf"(?:{opener})?\b\d{{1,2}}(?P<first_mark>{_ORDINAL})?(?P<to_day>{_TO_DAY})(?={_DAY}\s)"
    day = rf"\b\d{{1,2}}(?P<mark>{_ORDINAL})?\s"
    to_month = rf"(?P<to_month>{_TO_MONTH})(?={_DAY}\s(?:{months})\b|(?:{months})\.?\s{_YEAR})"
    return re.compile(
        rf"(?:{weekday})?(?:{first})?(?P<day>{day})?\b(?P<month>{months})\b(?:(?P<year>\.?\s{_YEAR})|{to_month})?",
        re.IGNORECASE,
    )


@cache
def _foreign_day() -> re.Pattern[str]:
    # "3 out 2019" and "5 set 2019" are no days; "3. September 2019" may be an item of a list.
    names = {name for name in month_numbers_of_works() if len(name) > _LONGEST_SHORT or name == "mai"} - {
        *MONTH_NUMBERS
    }
    months = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    # What begins with one digit is searched for fast.
    return re.compile(
        rf"(?P<day>\d(?<![\w.,/-]\d)\d?)(?:{_ORDINAL}|º)?\s(?:de\s)?(?P<month>{months})\.?\s(?:del?\s)?(?P<year>{_YEAR})",
        re.IGNORECASE,
    )


@cache
def _word_before_year() -> re.Pattern[str]:
    phrases = sorted({*words.BEFORE_YEARS, *words.BETWEEN_YEARS, *words.BEFORE_NUMBERS}, key=len, reverse=True)
    word = "|".join(re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]") for phrase in phrases)
    month = rf"(?:{'|'.join(words.SEASONS)}|(?:(?:{_month_names()}){_TO_MONTH})?(?:{_month_names()})\.?)\s"
    part = rf"(?:(?:{'|'.join(words.PARTS)})[\s-])?(?:{month})?"
    decade = r"années\s\d\d|\d\d(?:\d\d)?er|(?:\d{1,2}|[IVX]{1,5})(?:\.\sJahrh|(?:er|ème|[eèᵉ])\ssiècle)"
    return re.compile(rf"(?<![\w-])(?P<word>{word})(?=[\s-](?:{part}{_YEAR}|{decade}))", re.IGNORECASE)


_MONTH_OF_YEAR = re.compile(rf"\b(?P<month>[^\W\d_]{{4,12}})\sde\s(?={_YEAR})")
_TREATY = re.compile(rf"\b(?i:{'|'.join(words.TREATIES)})\s[^.,;:()]*[A-ZÀ-Þ][^\W_]+\s\Z")
_DATED = re.compile(rf"\b(?i:\w{{0,20}}(?:{'|'.join(words.DATED)}))(?P<gap>\s)(?={_YEAR})")
# "als Russland 2014 die Krim besetzte"
_NAME_BEFORE_OBJECT = re.compile(
    rf"\b(?P<name>[A-ZÄÖÜ][a-zäöüß]{{1,20}})(?P<gap>\s)(?={_YEAR}\s(?:die|das|den|dem|ein|eine[nmr]?)\s)"
)
# Of two years, as in "SPD 2017, 2021", neither is a page.
_CITED_YEAR = re.compile(
    rf"\b[A-ZÄÖÜ]\w{{0,8}}[A-Z](?P<gap>\s){_YEAR},\s(?:(?:S\.\s)?\d{{1,3}}(?!\d)"
    r"|(?P<page>\d{4})(?=\s(?:Rn|Rdnr|Rz|ff?)\b|\s\(\d))"
)
_DECADE = re.compile(
    r"\bannées\s(?P<french>(?:\d\d)?\d0)(?!\d|[-–]|\s(?:et|ou|à)\s\d)|"
    r"\b(?P<german>(?:\d\d)?\d0)er(?:n|[\s-]Jahren?)?\b"
)
_DECADES = re.compile(r"\bannées\s(?P<first>(?:\d\d)?\d0)\s(?:et|ou)\s(?P<last>(?:\d\d)?\d0)\b")
_ORDINALS = "|".join(map(re.escape, words.ORDINALS))
_QUARTER = re.compile(
    rf"\b(?P<ordinal>{_ORDINALS})\s(?P<unit>{'|'.join(words.QUARTERS)})s?\s(?:de\s)?(?={_YEAR})", re.IGNORECASE
)
_JOINED = r"(?:\s(?:à|et|ou|bis|und|oder)\s|[-–])"
_COUNT = re.compile(
    rf"(?:\b(?P<before>\w{{1,20}})\s)?(?<![\d.,/-])(?:(?P<first>{_YEAR}){_JOINED})?(?P<last>[1-9]\d{{3}})\s"
    rf"(?P<noun>[A-ZÄÖÜ][a-zäöüß]+(?:en|er|ern|eln|ge|te|re|ze|ne|s)|{'|'.join(words.MEASURES).title()}|(?(first)[a-zà-ÿ]{{4,}}[sx]|(?!)))\b"
)

"""Days that have a name: holidays and feasts, by the calendars of the library `holidays`.

A name that countries give to different days ("Labor Day", "Thanksgiving") is that of the United States where these have
it, as a bare dollar is theirs, and else nobody's. Feasts that move with the moon or with Easter are the library's too.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

from outsider_etl.nlp.dates.cells import DAY, Cell
from outsider_etl.nlp.lexemes import Lexeme, lex

# In order: the first calendar that knows a name says when the day is.
_CALENDARS = ("US", "GB", "CA", "AU", "VA", "SE", "IL", "SG", "IN", "IR", "CN", "KR")
_SAMPLE_YEARS = (2015, 2019)
# Feasts that go by the calendar of this day are told of these years; before, they were on other days.
_KNOWN_YEARS = range(1500, 2201)
_OTHER_NAMES = {
    "Christmas Day": ("Christmas", "Xmas", "Xmas Day"),
    "Christmas Eve": ("Xmas Eve",),
    "Easter Sunday": ("Easter", "Easter Day"),
    "Thanksgiving Day": ("Thanksgiving",),
    "Martin Luther King Jr. Day": ("Martin Luther King Day", "MLK Day"),
    "Washington's Birthday": ("Presidents' Day",),
    "Saint Patrick's Day": ("St. Patrick's Day", "St Patrick's Day"),
    "All Saints' Day": ("All Saints",),
    "Boxing Day": ("Saint Stephen's Day",),
    "Pesach": ("Passover",),
    "Hanukkah": ("Chanukah",),
    "Chinese New Year": ("Lunar New Year",),
    "Pentecost Monday": ("Whit Monday",),
    "Pentecost": ("Whit Sunday",),
}
_NOT_NAMES = re.compile(
    r"observed|holiday|day off|birthday|preceding|half|^the |anniversary|day (?:after|before|of)|polling",
    re.IGNORECASE,
)
# Calendars that follow the moon are a day or two apart from country to country.
_SAME_FEAST = timedelta(4)
_BRACKETS = re.compile(r"\s*\(.*?\)|\s*/.*")

_INSIDE = frozenset("'’‘.-")

_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day by the `name` that the library's calendar of a country has for it."""

    name: str
    country: str

    def of_year(self, year: int) -> Cell | None:
        """Return its first day in `year`, or None where the calendar does not go there."""
        day = _days(self.country, year).get(self.name)
        return DAY.containing(day) if day else None


def read_named_day(lexemes: Sequence[Lexeme], index: int) -> tuple[NamedDay, int] | None:
    """Return the named day that begins at lexeme `index`, and the index after it, or None."""
    names = _names()
    phrase: list[str] = []
    best = None
    for end in range(index, min(len(lexemes), index + 8)):
        lexeme = lexemes[end]
        if lexeme.kind == "digits" or (lexeme.kind == "symbol" and lexeme.text not in _INSIDE):
            break
        phrase += _stems([lexeme])
        day = names.get(tuple(phrase))
        if day and lexeme.kind == "word":
            best = day, end + 1
    return best


@cache
def first_words() -> frozenset[str]:
    """Return what the names of days begin with, in lower case, in the forms that texts may have."""
    return frozenset(form for name in _names() for form in (name[0], f"{name[0]}s"))


@cache
def _names() -> Mapping[_Phrase, NamedDay]:
    names: dict[_Phrase, NamedDay] = {}
    days: dict[_Phrase, date] = {}
    for country in _CALENDARS:
        for name, when in sorted(_sample(country).items()):
            for form in (name, *_OTHER_NAMES.get(name, ())):
                phrase = _phrase(form)
                if phrase in names and names[phrase].country != "US" and abs(days[phrase] - when) > _SAME_FEAST:
                    names.pop(phrase)
                elif phrase not in days:
                    names[phrase] = NamedDay(name, country)
                days.setdefault(phrase, when)
    return names


def _sample(country: str) -> dict[str, date]:
    """Return when the days of a calendar are, by their names, in a year in which it has them."""
    found: dict[str, date] = {}
    for year in _SAMPLE_YEARS:
        found |= {
            name: day
            for name, day in _days(country, year).items()
            if name == "Washington's Birthday" or not _NOT_NAMES.search(name)
        }
    return found


@lru_cache(maxsize=1024)
def _days(country: str, year: int) -> Mapping[str, date]:
    """Return the first day that has each name in the calendar of a country."""
    if year not in _KNOWN_YEARS:
        return {}
    categories = getattr(holidays, country).supported_categories
    wanted = [name for name in ("public", "government", "unofficial", "optional") if name in categories]
    with warnings.catch_warnings():
        # The library warns of years for which it has no table of a moon calendar; then the day is just not known.
        warnings.simplefilter("ignore", UserWarning)
        calendar = holidays.country_holidays(country, years=year, categories=wanted, language="en_US", observed=False)
    days: dict[str, date] = {}
    for day, names in sorted(calendar.items()):
        for name in _split(names):
            days.setdefault(name, day)
    return days


def _split(names: str) -> Iterator[str]:
    for name in names.split("; "):
        yield _BRACKETS.sub("", name).strip()


def _phrase(name: str) -> _Phrase:
    return tuple(_stems(lex(name)))


def _stems(lexemes: Sequence[Lexeme]) -> list[str]:
    """Return words without the sign of the possessive and plural, which texts write in every way."""
    stems = (lexeme.lower.removesuffix("s") for lexeme in lexemes if lexeme.kind == "word")
    return [stem for stem in stems if stem]

"""The names of months in the languages that notes and reports are written in."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

_LANGUAGES = ("en", "fr", "de")
# No two of these give a name to different months, as Croatian and Polish do.
_OF_WORKS = tuple("bg ca cs da el es fi hu id it nb nl pl pt ro ru sk sl sv tr uk".split())


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its names, long and short, in lower case and without a full stop."""
    return _numbers(_LANGUAGES, ("format",)) | {"sept": 9, "jänner": 1, "feber": 2}


@lru_cache(maxsize=1)
def iberian_month_numbers() -> dict[str, int]:
    """Return the same in Spanish and Portuguese."""
    return _numbers(("es", "pt"), ("format",))


@lru_cache(maxsize=1)
def month_numbers_of_works() -> dict[str, int]:
    """Return the same in the languages that works are cited in."""
    return _numbers(_OF_WORKS, ("format", "stand-alone")) | month_numbers()


def _numbers(languages: Iterable[str], contexts: Iterable[str]) -> dict[str, int]:
    return {
        name.removeprefix("de ").strip(".").lower(): number
        for language in languages
        for context in contexts
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months[context][width].items()
    }


@lru_cache(maxsize=12)
def english_month(number: int) -> str:
    """Return the English name of a month; `calendar` would have it in the language of the machine."""
    name: str = Locale("en").months["format"]["wide"][number]
    return name


def is_month_abroad(name: str, *, dated: bool) -> bool:
    """Whether a word is a month in German or French; one that is called so in English has to be `dated` by a year."""
    number = month_numbers().get(name.lower())
    return number is not None and (dated or not english_month(number).startswith(name))

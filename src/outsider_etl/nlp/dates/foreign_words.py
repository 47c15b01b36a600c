"""The German and French words that stand around years, days and months, and the English ones for them."""

from collections.abc import Mapping
from typing import NamedTuple


def _by_foreign(table: Mapping[str, str]) -> dict[str, str]:
    """Return the English word by each of the foreign ones that the table lists behind it."""
    return {word: english for english, words in table.items() for word in words.split(", ")}


def _inflected(stems: str) -> list[str]:
    """Return German adjectives with the endings that they have before nouns."""
    return [stem + ending for stem in stems.split() for ending in ("e", "em", "en", "er", "es")]


PARTS = _by_foreign(
    {
        "early": "anfang, beginn, début",
        "mid": "mitte, mi, milieu",
        "late": "ende, fin",
        "first half of": "erste hälfte, ersten hälfte, première moitié",
        "second half of": "zweite hälfte, zweiten hälfte, seconde moitié, deuxième moitié",
    }
)
_BEHIND_PARTS = ("", " de", " des", " du", " de l'année", " d'année", " des jahres", " der")
_YEARS = ("jahr", "jahre", "jahren", "jahres", "an", "année", "années", "exercice", "exercices")

SEASONS = _by_foreign(
    {
        "spring": "frühjahr, frühling, printemps",
        "summer": "sommer, été",
        "autumn": "herbst, automne",
        "winter": "winter, hiver",
    }
)
BEFORE_YEARS = {
    **dict.fromkeys(_YEARS, "years"),
    **SEASONS,
    **{word + behind: part for word, part in PARTS.items() for behind in _BEHIND_PARTS},
    **_by_foreign(
        {
            "in": "en, courant, horizon, bereits, schon, erst, zuletzt, déjà",
            "since": "seit, seit dem jahr, ab, ab dem jahr, depuis, depuis l'année, dès, à partir de, à compter de",
            "until": "bis, bis zum jahr, bis zum jahre, d'ici, d'ici à, jusqu'en, jusqu'à",
            "before": "vor, vor dem jahr, avant",
            "after": "nach, nach dem jahr, après",
            "during": "während, pendant, durant",
            "between": "zwischen, entre",
            "around": "um, gegen, vers",
            "about": "etwa, rund, environ",
            "than": "gegenüber, par rapport à",
            "from": "von, aus",
            "of": "de",
            "for": "für, pour",
            "and": "und, et",
            "or": "oder, ou",
        }
    ),
}
"""What stands before a year, or before a part or a month of one."""
BEFORE_NUMBERS = frozenset({"moins de", "nombre de", "ordre de", "plus de", "près de", "total de", "a été", "ont été"})
"""What ends like a word before a year, but stands before a number."""
BETWEEN_YEARS = frozenset({"bis", "auf", "à"})
"""What leads from one year to another."""
BEFORE_YEARS_ONLY = frozenset({*_YEARS, "en", "im", "in", "seit"})
"""Behind these words a number is a year whatever stands behind it."""
BEFORE_NAMES = frozenset(
    {"agenda", "artikel", "band", "horizon", "horizont", "kapitel", "nummer", "plan", "seite", "strategie", "vision"}
)
"""What a number belongs to as a name or a place in a text."""
MEASURES = ("dollar", "euro", "kilometer", "kilometern", "mann", "meter", "metern", "prozent", "tonnen")
"""What a number counts in German, whatever the number is."""
DATED = (
    *(f"(?<!früh){year}" for year in ("jahr", "jahre", "jahren", "jahres")),
    *(
        "zeitraum",
        "periode",
        "période",
        "wahl",
        "wahlen",
        "haushalt",
        "haushalts",
        "etat",
        "budget",
        "krise",
        "ausgaben",
        "einnahmen",
    ),
    *("begann", "begannen", "endete", "endeten", "sank", "sanken", "starb", "stieg", "stiegen", "wurde", "wurden"),
    *("élection", "élections", "budgets", "crise", "campagne", "récolte", "rentrée"),
)
"""The ends of nouns that have the year that they are of behind them, and are no names; and verbs before a year."""
TREATIES = (
    *("abkommen", "konvention", "pakt", "protokoll", "vertrag"),
    *("accords?", "charte", "convention", "pacte", "protocole", "traité"),
)
"""What is named after its place and year: "le traité de Lisbonne de 2007"."""

WEEKDAYS = _by_foreign(
    {
        "Monday": "montag, lundi",
        "Tuesday": "dienstag, mardi",
        "Wednesday": "mittwoch, mercredi",
        "Thursday": "donnerstag, jeudi",
        "Friday": "freitag, vendredi",
        "Saturday": "samstag, sonnabend, samedi",
        "Sunday": "sonntag, dimanche",
    }
)
OPENERS = _by_foreign({"between": "zwischen dem, entre le", "on": "am, den, le, les", "from": "vom, du"})
AROUND_DAYS = {
    **WEEKDAYS,
    **OPENERS,
    **_by_foreign({"to": "bis, bis zum, au, à", "and": "und, et, und dem, und den, et le", "or": "oder, ou"}),
}
"""What stands before days and between days or months."""

ORDINALS = _by_foreign(
    {
        "first": "premier, 1er, erste, ersten, erstes, 1.",
        "second": "deuxième, second, 2e, zweite, zweiten, zweites, 2.",
        "third": "troisième, 3e, dritte, dritten, drittes, 3.",
        "fourth": "quatrième, 4e, vierte, vierten, viertes, 4.",
    }
)
DECADES: Mapping[str, Mapping[str, str]] = {
    "de": _by_foreign(
        {
            "twenties": "zwanziger",
            "thirties": "dreißiger, dreissiger",
            "forties": "vierziger",
            "fifties": "fünfziger",
            "sixties": "sechziger",
            "seventies": "siebziger",
            "eighties": "achtziger",
            "nineties": "neunziger",
        }
    ),
    "fr": _by_foreign(
        {
            "twenties": "vingt",
            "thirties": "trente",
            "forties": "quarante",
            "fifties": "cinquante",
            "sixties": "soixante",
            "seventies": "soixante-dix",
            "eighties": "quatre-vingt, quatre-vingts",
            "nineties": "quatre-vingt-dix",
        }
    ),
}
QUARTERS = _by_foreign({"quarter": "trimestre, quartal", "half": "semestre, halbjahr"})


class LengthWords(NamedTuple):
    """What lengths of time, and times told by their distance, are made of in a language, with the English for each.

    `behind` stands behind a length; `about` may stand between "ago" and a length, and needs no translation.
    """

    ago: str
    about: str
    to: str
    numbers: Mapping[str, str]
    units: Mapping[str, str]
    shifts: Mapping[str, str]
    behind: Mapping[str, str]


def _numbered(words: str) -> dict[str, str]:
    return {word: str(number) for number, word in enumerate(words.split(), start=1)}


LENGTHS: Mapping[str, LengthWords] = {
    "de": LengthWords(
        ago="vor",
        about="rund, etwa, ungefähr, fast, knapp, gut, circa, über, mehr als, weniger als",
        to="bis, oder",
        numbers=_numbered("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
        | _by_foreign(
            {
                "1": "einem, einer, einen, eines, eine",
                "1.5": "anderthalb, eineinhalb",
                "2.5": "zweieinhalb",
                "3.5": "dreieinhalb",
                "4.5": "viereinhalb",
                "5.5": "fünfeinhalb",
                "15": "fünfzehn",
                "20": "zwanzig",
                "30": "dreißig",
                "50": "fünfzig",
            }
        ),
        units=_by_foreign(
            {
                "year": "jahr, jahres",
                "years": "jahre, jahren",
                "month": "monat, monats",
                "months": "monate, monaten",
                "week": "woche",
                "weeks": "wochen",
                "day": "tag",
                "days": "tage, tagen",
                "decade": "jahrzehnt, jahrzehnts",
                "decades": "jahrzehnte, jahrzehnten",
            }
        ),
        shifts={
            **dict.fromkeys(_inflected("letzt vergangen vorig"), "last"),
            **dict.fromkeys(_inflected("nächst kommend"), "next"),
            **dict.fromkeys(_inflected("dies"), "this"),
            **dict.fromkeys(_inflected("laufend"), "current"),
            **dict.fromkeys(_inflected("folgend"), "following"),
        },
        behind=_by_foreign({"later": "später, danach", "earlier": "zuvor, früher, vorher"}),
    ),
    "fr": LengthWords(
        ago="il y a",
        about="environ, près de, plus de, moins de, quelque, presque, à peine",
        to="à, ou",
        numbers=_numbered("un deux trois quatre cinq six sept huit neuf dix onze douze")
        | _by_foreign({"1": "une", "15": "quinze", "20": "vingt", "30": "trente", "50": "cinquante"}),
        units=_by_foreign(
            {
                "year": "an, année",
                "years": "ans, années",
                "months": "mois",
                "week": "semaine",
                "weeks": "semaines",
                "day": "jour",
                "days": "jours",
                "decade": "décennie",
                "decades": "décennies",
            }
        ),
        shifts=_by_foreign(
            {
                "last": "dernier, derniers, dernière, dernières, passé, passée, passés, passées",
                "next": "prochain, prochains, prochaine, prochaines",
                "previous": "précédent, précédente",
                "following": "suivante",
            }
        ),
        behind=_by_foreign({"later": "plus tard", "earlier": "plus tôt, auparavant"}),
    ),
}

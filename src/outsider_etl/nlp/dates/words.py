"""The words that date expressions are made of, and what each stands for."""

from collections.abc import Mapping
from decimal import Decimal

from outsider_etl.nlp.dates.cells import CENTURY, DAY, DECADE, FISCAL_YEAR, MONTH, QUARTER, WEEK, YEAR, Part, Unit
from outsider_etl.nlp.dates.meanings import Anchor, Mod

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
SHORT_MONTHS: Mapping[str, int] = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
WEEKDAYS: Mapping[str, int] = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
SHORT_WEEKDAYS: Mapping[str, int] = {name[:3]: number for name, number in WEEKDAYS.items()} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
VERBS_TOO = frozenset({"may", "march"})
"""Names of months that are everyday words in lower case."""

SEASONS: Mapping[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

UNITS: Mapping[str, Unit] = {
    "day": DAY,
    "week": WEEK,
    "month": MONTH,
    "quarter": QUARTER,
    "year": YEAR,
    "decade": DECADE,
    "century": CENTURY,
    "yr": YEAR,
    "qtr": QUARTER,
}
PLURAL_UNITS: Mapping[str, Unit] = {word + "s": unit for word, unit in UNITS.items() if unit is not CENTURY} | {
    "centuries": CENTURY
}
YEAR_KINDS: Mapping[str, Unit] = {"fiscal": FISCAL_YEAR, "financial": FISCAL_YEAR, "calendar": YEAR}
"""What "year" means behind these words."""

UNIT_DURATIONS: Mapping[Unit, tuple[Decimal, str, str]] = {
    DAY: (Decimal(1), "D", "D"),
    WEEK: (Decimal(1), "W", "W"),
    MONTH: (Decimal(1), "M", "M"),
    QUARTER: (Decimal(3), "M", "Q"),
    YEAR: (Decimal(1), "Y", "Y"),
    FISCAL_YEAR: (Decimal(1), "Y", "Y"),
    DECADE: (Decimal(10), "Y", "DE"),
    CENTURY: (Decimal(100), "Y", "CE"),
}
"""What a unit is in ISO 8601 (how many of which), and what TIMEX3 writes for it."""

DECADE_WORDS: Mapping[str, int] = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}

PARTS: Mapping[str, Part] = {"early": "START", "mid": "MID", "late": "END"}
PART_NOUNS: Mapping[str, Part] = {
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
}
HALVES: Mapping[str, Part] = {"first": "FIRST_HALF", "second": "SECOND_HALF", "latter": "SECOND_HALF"}

RELATIVES: Mapping[str, tuple[int, Anchor]] = {
    "last": (-1, "reference"),
    "past": (-1, "reference"),
    "previous": (-1, "named"),
    "preceding": (-1, "named"),
    "prior": (-1, "named"),
    "this": (0, "reference"),
    "current": (0, "reference"),
    "same": (0, "named"),
    "that": (0, "named"),
    "next": (1, "reference"),
    "coming": (1, "reference"),
    "upcoming": (1, "reference"),
    "following": (1, "named"),
    "ensuing": (1, "named"),
}
"""Where these words lead, and from which anchor."""

DAY_WORDS: Mapping[str, int] = {"yesterday": -1, "today": 0, "tomorrow": 1}

DIRECTIONS: Mapping[str, tuple[bool, Anchor]] = {
    "ago": (False, "reference"),
    "earlier": (False, "named"),
    "previously": (False, "named"),
    "later": (True, "named"),
    "afterwards": (True, "named"),
    "thereafter": (True, "named"),
    "hence": (True, "reference"),
}
"""Whether these words lead forward, and from which anchor."""

EACH_WORDS = frozenset({"every", "each"})
VAGUE_AMOUNTS = frozenset({"several", "few", "many"})

CYCLES: Mapping[Unit, str] = {
    DAY: "XXXX-XX-XX",
    WEEK: "XXXX-WXX",
    MONTH: "XXXX-XX",
    QUARTER: "XXXX-QX",
    YEAR: "XXXX",
    FISCAL_YEAR: "XXXX",
}
CYCLE_WORDS: Mapping[str, Unit] = {
    "daily": DAY,
    "weekly": WEEK,
    "monthly": MONTH,
    "quarterly": QUARTER,
    "yearly": YEAR,
    "annual": YEAR,
    "annually": YEAR,
}

ERAS: Mapping[str, bool] = {"bc": True, "bce": True, "ad": False, "ce": False}
"""Whether the era runs before Christ."""

MODS: Mapping[tuple[str, ...], Mod] = {
    ("about",): "APPROX",
    ("around",): "APPROX",
    ("approximately",): "APPROX",
    ("roughly",): "APPROX",
    ("circa",): "APPROX",
    ("some",): "APPROX",
    ("nearly",): "LESS_THAN",
    ("almost",): "LESS_THAN",
    ("under",): "LESS_THAN",
    ("less", "than"): "LESS_THAN",
    ("fewer", "than"): "LESS_THAN",
    ("for", "over"): "MORE_THAN",
    ("in", "over"): "MORE_THAN",
    ("more", "than"): "MORE_THAN",
    ("at", "least"): "EQUAL_OR_MORE",
    ("up", "to"): "EQUAL_OR_LESS",
    ("at", "most"): "EQUAL_OR_LESS",
}
"""What the words before an expression make of it."""

PREFIX_MODS: Mapping[str, Mod] = {"post": "AFTER", "pre": "BEFORE"}
"""What a prefix with a hyphen makes of it."""

"""The words that date expressions are made of, and what each stands for."""

from collections.abc import Mapping
from decimal import Decimal

from outsider_etl.nlp.dates.cells import (
    CENTURY,
    DAY,
    DECADE,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    FORTNIGHT,
    MONTH,
    QUARTER,
    SCHOOL_YEAR,
    WEEK,
    YEAR,
    Part,
    Unit,
)
from outsider_etl.nlp.dates.meanings import Anchor, Mod

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
SHORT_MONTHS: Mapping[str, int] = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
MONTH_NUMBERS: Mapping[str, int] = {**MONTHS, **SHORT_MONTHS}
"""Months by all their names, long and short."""
WEEKDAYS: Mapping[str, int] = {name: number for number, name in enumerate(_WEEKDAY_NAMES)}
SHORT_WEEKDAYS: Mapping[str, int] = {name[:3]: number for name, number in WEEKDAYS.items()} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
PLURAL_WEEKDAYS: Mapping[str, int] = {name + "s": number for name, number in WEEKDAYS.items()}
VERBS_TOO = frozenset({"may", "march"})
"""Names of months that are everyday words in lower case."""

SEASONS: Mapping[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

UNITS: Mapping[str, Unit] = {
    "day": DAY,
    "week": WEEK,
    "fortnight": FORTNIGHT,
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
YEAR_KINDS: Mapping[str, Unit] = {
    "fiscal": FISCAL_YEAR,
    "financial": FISCAL_YEAR,
    "calendar": YEAR,
    "school": SCHOOL_YEAR,
    "academic": SCHOOL_YEAR,
}
"""What "year" means behind these words."""
YEAR_LETTERS: Mapping[str, Unit] = {
    **dict.fromkeys(("fy", "fys"), FISCAL_YEAR),
    **dict.fromkeys(("ay", "sy"), SCHOOL_YEAR),
    "cy": YEAR,
}
"""The kinds of year that letters before figures name."""

UNIT_DURATIONS: Mapping[Unit, tuple[Decimal, str, str]] = {
    DAY: (Decimal(1), "D", "D"),
    WEEK: (Decimal(1), "W", "W"),
    FORTNIGHT: (Decimal(2), "W", "W"),
    MONTH: (Decimal(1), "M", "M"),
    QUARTER: (Decimal(3), "M", "Q"),
    FISCAL_QUARTER: (Decimal(3), "M", "Q"),
    YEAR: (Decimal(1), "Y", "Y"),
    FISCAL_YEAR: (Decimal(1), "Y", "Y"),
    SCHOOL_YEAR: (Decimal(1), "Y", "Y"),
    DECADE: (Decimal(10), "Y", "DE"),
    CENTURY: (Decimal(100), "Y", "CE"),
}
"""What a unit is in ISO 8601 (how many of which), and what TIMEX3 writes for it."""

_DECADE_NAMES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
DECADE_WORDS: Mapping[str, int] = {name: 10 * number for number, name in enumerate(_DECADE_NAMES, start=2)}
"""The years of a century that a decade begins with."""
CENTURY_WORDS: Mapping[str, int] = {
    "sixteen": 1600,
    "seventeen": 1700,
    "eighteen": 1800,
    "nineteen": 1900,
    "twenty": 2000,
}
"""What a year in words begins with: "nineteen ninety-six", "the nineteen-eighties"."""

PARTS: Mapping[str, Part] = {"early": "START", "mid": "MID", "late": "END"}
PART_NOUNS: Mapping[str, Part] = {
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
}
HALVES: Mapping[str, Part] = {"first": "FIRST_HALF", **dict.fromkeys(("second", "latter", "last"), "SECOND_HALF")}

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

LETTER_MONTHS: Mapping[str, int] = {"ult": -1, "ultimo": -1, "inst": 0, "instant": 0, "prox": 1, "proximo": 1}
"""Months as letters once told them behind a day: "the 14th inst."."""
DAY_WORDS: Mapping[str, int] = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

BEFORE_OR_AFTER: Mapping[str, bool] = {"before": False, "after": True, "from": True}
"""Whether "two days ... May 5" leads forward."""

RANGE_WORDS = frozenset({"to", "till", "until", "through", "thru"})
VAGUE_PHRASES: Mapping[tuple[str, ...], str] = {
    ("nowadays",): "PRESENT_REF",
    ("these", "days"): "PRESENT_REF",
    ("present", "day"): "PRESENT_REF",
    ("present", "-", "day"): "PRESENT_REF",
    ("at", "present"): "PRESENT_REF",
    **{(kind, "past"): "PAST_REF" for kind in ("recent", "distant", "near")},
    **{("recent", unit): "PAST_REF" for unit in PLURAL_UNITS},
    **{(kind, "future"): "FUTURE_REF" for kind in ("near", "foreseeable", "distant", "immediate")},
    **{(unit, "to", "come"): "FUTURE_REF" for unit in PLURAL_UNITS},
}
"""What is only told from the present, with its TIMEX3 value. Bare adverbs ("now", "recently") date nothing."""

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
WHOLE_WORDS = frozenset({"all", "whole", "entire", "full"})
MORE_WORDS = frozenset(
    {
        "more",
        "further",
        "additional",
        "consecutive",
        "successive",
        "straight",
        "calendar",
        "working",
        "business",
        "other",
    }
)
"""What may stand between a number and the units that it counts."""
END_WORDS = frozenset({"ending", "ended"})
REST_WORDS = frozenset({"rest", "remainder"})
BEGIN_WORDS = frozenset({"starting", "commencing"})

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
    **dict.fromkeys((("about",), ("around",), ("approximately",), ("roughly",), ("circa",), ("some",)), "APPROX"),
    **dict.fromkeys((("c", "."), ("ca", "."), ("c",), ("ca",)), "APPROX"),
    **dict.fromkeys((("nearly",), ("almost",), ("under",), ("less", "than"), ("fewer", "than")), "LESS_THAN"),
    **dict.fromkeys((("for", "over"), ("in", "over"), ("more", "than")), "MORE_THAN"),
    ("at", "least"): "EQUAL_OR_MORE",
    **dict.fromkeys((("up", "to"), ("at", "most")), "EQUAL_OR_LESS"),
    **dict.fromkeys((("before",), ("prior", "to"), ("earlier", "than"), ("sooner", "than")), "BEFORE"),
    **dict.fromkeys((("after",), ("later", "than")), "AFTER"),
    **dict.fromkeys(
        (("by",), ("until",), ("till",), ("no", "later", "than"), ("not", "later", "than"), ("on", "or", "before")),
        "ON_OR_BEFORE",
    ),
    **dict.fromkeys(
        (("since",), ("no", "earlier", "than"), ("not", "earlier", "than"), ("not", "before"), ("on", "or", "after")),
        "ON_OR_AFTER",
    ),
}
"""What the words before an expression make of it."""

MODS_BEHIND: Mapping[tuple[str, ...], Mod] = {
    **dict.fromkeys((("onward",), ("onwards",), ("-", "present"), ("–", "present")), "ON_OR_AFTER"),
    **dict.fromkeys((("or", "later"), ("and", "later")), "ON_OR_AFTER"),
    **dict.fromkeys((("or", "earlier"), ("and", "earlier")), "ON_OR_BEFORE"),
}
"""What the words behind it make of it."""

DOUBTS = frozenset({"perhaps", "possibly", "probably"})
PREFIX_MODS: Mapping[str, Mod] = {"post": "AFTER", "pre": "BEFORE"}
"""What a prefix with a hyphen makes of it."""

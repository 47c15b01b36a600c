"""The words around a money figure: scales, small units, ranges and what qualifies an amount."""

from collections.abc import Mapping
from decimal import Decimal

from outsider_etl.nlp.numerals import SCALE_WORDS
from outsider_etl.nlp.values import Qualifier

Phrases = Mapping[tuple[str, ...], Qualifier]

MONEY_SCALES: Mapping[str, Decimal] = {
    **SCALE_WORDS,
    **dict.fromkeys(("k", "thsd"), Decimal("1E3")),
    **dict.fromkeys(("m", "mn", "mln", "mio", "mil", "mm"), Decimal("1E6")),
    **dict.fromkeys(("cr",), Decimal("1E7")),
    **dict.fromkeys(("b", "bn", "bln", "mrd"), Decimal("1E9")),
    **dict.fromkeys(("t", "tn", "tln", "trn"), Decimal("1E12")),
}
"""Scale words and the abbreviations that count beside a currency, in lower case."""

SUBUNITS: Mapping[str, str | None] = {
    **dict.fromkeys(("¢", "cent", "cents"), "USD"),
    **dict.fromkeys(("penny", "pennies", "pence"), "GBP"),
    **dict.fromkeys(("kopeck", "kopecks", "kopek", "kopeks"), "RUB"),
    **dict.fromkeys(("kopiyka", "kopiykas"), "UAH"),
    **dict.fromkeys(("paisa", "paise"), "INR"),
    **dict.fromkeys(("pfennig", "pfennigs"), "DEM"),
    **dict.fromkeys(("grosz", "groszy"), "PLN"),
    **dict.fromkeys(("satang", "satangs"), "THB"),
    **dict.fromkeys(("halala", "halalas"), "SAR"),
    **dict.fromkeys(("c", "centavo", "centavos", "centime", "centimes", "fils", "piastre", "piastres", "sen"), None),
    **dict.fromkeys(("sens", "øre", "öre"), None),
}
"""The smallest units of currencies, and whose they are where no larger unit stands before them."""

RANGE_WORDS = frozenset({"to", "or"})
RANGE_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212~")
MINUS_SIGNS = frozenset("-\u2212")

PRICE_YEAR_CUES = frozenset(
    "in at to by since until ( - constant current real fixed fiscal year fy adjusted january february march april may "
    "june july august september october november december".split()
)
"""What stands before the year whose prices are meant: "in 2015 dollars"."""

AFTER_RANGE = frozenset({"a", "an", "and", "at", "by", "each", "for", "from", "in", "on", "or", "over", "per", "with"})
"""Words that may follow a range without a scale; any other shows what is counted: "paid $50 to 100 people"."""

PERCENT = frozenset({"%", "percent", "percentage", "percentile", "pct"})
CLAUSE_ENDS = frozenset(".,;:!?)")
SKIPPED_BEFORE = frozenset({"a", "an", "the", "another", "\\"})
"""What may stand between a qualifier and the figure."""

BEFORE: Phrases = {
    **dict.fromkeys(
        (
            ("about",), ("around",), ("approximately",), ("approx",), ("approx", "."), ("roughly",), ("some",),
            ("nearly",), ("almost",), ("circa",), ("c", "."), ("ca", "."), ("estimated",), ("close", "to"), ("near",),
            ("in", "the", "region", "of"), ("on", "the", "order", "of"), ("in", "the", "order", "of"), ("~",), ("≈",),
        ),
        "about",
    ),
    **dict.fromkeys(
        (
            ("more", "than"), ("over",), ("above",), ("exceeding",), ("exceeds",), ("exceeded",), ("exceed",),
            ("in", "excess", "of"), ("upwards", "of"), ("upward", "of"), ("greater", "than"), ("higher", "than"),
            ("north", "of"), ("larger", "than"), ("surpassing",), ("surpassed",), (">",),
        ),
        "more_than",
    ),
    **dict.fromkeys(
        (
            ("less", "than"), ("under",), ("below",), ("lower", "than"), ("fewer", "than"), ("smaller", "than"),
            ("short", "of"), ("south", "of"), ("<",),
        ),
        "less_than",
    ),
    **dict.fromkeys(
        (
            ("up", "to"), ("at", "most"), ("at", "the", "most"), ("as", "much", "as"), ("as", "high", "as"),
            ("no", "more", "than"), ("not", "more", "than"), ("maximum", "of"), ("not", "exceeding"),
            ("not", "to", "exceed"), ("no", "higher", "than"), ("capped", "at"), ("≤",),
        ),
        "up_to",
    ),
    **dict.fromkeys(
        (
            ("at", "least"), ("at", "the", "least"), ("no", "less", "than"), ("not", "less", "than"),
            ("minimum", "of"), ("no", "lower", "than"), ("no", "fewer", "than"), ("as", "low", "as"), ("≥",),
        ),
        "at_least",
    ),
}  # fmt: skip
"""What an amount is by the words before it."""

BEHIND: Phrases = {
    ("or", "more"): "at_least",
    ("or", "above"): "at_least",
    ("and", "above"): "at_least",
    ("plus",): "at_least",
    ("-", "plus"): "at_least",
    ("+",): "at_least",
    ("or", "less"): "up_to",
    ("or", "under"): "up_to",
    ("or", "so"): "about",
}
"""What an amount is by the words behind it."""

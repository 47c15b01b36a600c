"""The words of a money figure: scales, the ends of ranges, and what may stand around both."""

from collections.abc import Mapping
from decimal import Decimal

from outsider_etl.nlp.numerals import SCALE_WORDS

MONEY_SCALES: Mapping[str, Decimal] = {
    **SCALE_WORDS,
    **dict.fromkeys(("k", "thsd", "thous", "tsd", "tausend", "mille", "mila", "duizend"), Decimal("1E3")),
    **dict.fromkeys(("lac", "lacs"), Decimal("1E5")),
    **dict.fromkeys(("m", "mn", "mln", "mio", "mil", "mill", "mm", "millionen"), Decimal("1E6")),
    **dict.fromkeys(("cr",), Decimal("1E7")),
    **dict.fromkeys(("b", "bn", "bln", "bil", "mrd", "md", "mds", "milliarde", "milliarden"), Decimal("1E9")),
    **dict.fromkeys(("t", "tn", "tr", "tln", "trn", "trln", "tril", "billionen"), Decimal("1E12")),
    # Spanish, Portuguese, Italian, Dutch and the languages of Scandinavia.
    **dict.fromkeys("millón millones milhão milhões milione milioni".split(), Decimal("1E6")),
    **dict.fromkeys("miljoen miljon miljoner millioner".split(), Decimal("1E6")),
    **dict.fromkeys("bilhão bilhões miliardo miliardi miljard miljarder milliarder mia mld".split(), Decimal("1E9")),
    **dict.fromkeys("billón billones trilhão trilhões".split(), Decimal("1E12")),
    # Polish and Russian.
    **dict.fromkeys(("tys", "тыс"), Decimal("1E3")),
    **dict.fromkeys(("млн",), Decimal("1E6")),
    **dict.fromkeys(("mlrd", "млрд"), Decimal("1E9")),
    **dict.fromkeys(("трлн",), Decimal("1E12")),
}
"""Scale words and the abbreviations that count beside a currency, in lower case; those of other languages too."""

INDIAN_SCALES = frozenset("crore crores lakh lakhs lac lacs".split())
"""Scale words that nobody counts with but in South Asia."""
BRAZILIAN_SCALES: Mapping[str, Decimal] = {"mi": Decimal("1E6"), "bi": Decimal("1E9"), "tri": Decimal("1E12")}
"""Scale words that count behind "R$" and a number only."""
IBERIAN_NOUNS = frozenset("dólares reais bolívares".split())
"""What Spanish and Portuguese count and English calls otherwise: it has millions of "20 mil euros"."""

RANGE_WORDS = frozenset({"to", "or", "through", "thru", "bis", "oder", "à", "ou"})
AND_WORDS = frozenset({"and", "und", "et"})
RANGE_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212~")
HYPHEN = "-"
MINUS_SIGNS = frozenset("-\u2212")
EN_DASH = "\u2013"

PRICE_YEAR_CUES = frozenset(
    "in at to by since until ( - constant current real fixed fiscal year fy adjusted january february march april may "
    "june july august september october november december".split()
)
"""What stands before the year whose prices are meant: "in 2015 dollars"."""

PAYMENT_CUES = frozenset(
    "pay pays paid paying payment cost costs costing worth price priced prices spend spends spent spending earn earns "
    "earned charge charged fee fine fined wage wages salary bribe toll rent owe owes owed donate donated sum".split()
)
"""Words which show that pounds, marks or won behind them are money."""

FUNCTION_WORDS = frozenset(
    "a an the and or but as at by each every for from in into of on onto over per with within without under until "
    "up while when where which who whose that than then though if so because before after during between among "
    "through to toward towards via is are was were be been being has have had will would can could may might must "
    "should shall this these those it its he she they we you his her their our your more less annually yearly monthly "
    "weekly daily apiece respectively depending plus not only even also now today".split()
)
"""Words that count nothing: what a number before them counts has been said."""

PARTS = frozenset({"third", "fifth", "sixth", "eighth", "tenth", "fraction", "part", "portion", "share", "bulk"})
"""What a sum may be parted into without an exact amount, in the singular."""

AREAS = frozenset({"area", "zone", "bloc", "countries", "members", "states", "economies", "nations"})
"""What the countries that have a currency are called behind its name."""

WORDS_LIKE_CODES = frozenset({"all", "bam", "cup", "gel", "mad", "mop", "pen", "sos", "top", "try"})
"""Words that are codes of currencies in capitals, as in a heading: "the TOP 10,000 companies"."""

PERSONS = frozenset({"people", "children", "men", "women"})

PERCENT = frozenset({"%", "percent", "percentage", "percentile", "pct"})
CLAUSE_ENDS = frozenset(".,;:!?)")
CLAUSE_ENDS_BUT_COMMA = CLAUSE_ENDS - {","}
AFTER_GRAND = (CLAUSE_ENDS | FUNCTION_WORDS) - {"and", "or"}
PER = frozenset({"a", "an", "per", "each", "/"})
GERMAN_PER = frozenset({"pro", "je"})
METALS = frozenset({"gold", "paper"})
"""What the money of a century ago was of: "5,000 gold francs"."""
CELL = "|"
"""What parts the cells of a row in the text of a table."""
YEAR_LENGTH = 4
"""So many figures may be a year."""

"""What CLDR doesn't say about currencies: signs, abbreviations, further names, and which of them need care.

The tables hold data only; `catalogue` joins them with the codes and the English names of Unicode's CLDR.
"""

from collections.abc import Mapping
from typing import Literal

BARE_DOLLAR = "$"
"""Stands for the currency of "$", "dollars" and "cents" where the text doesn't say whose; the document settles it."""
NO_CURRENCY = "XXX"
"""The ISO 4217 code for none."""

SHARED: Mapping[str, tuple[str, ...]] = {
    "peso": ("MXN", "ARS", "CLP", "COP", "CUP", "DOP", "PHP", "UYU"),
    "rupee": ("INR", "LKR", "MUR", "NPR", "PKR", "SCR"),
    "franc": ("CHF", "BEF", "BIF", "CDF", "DJF", "FRF", "GNF", "KMF", "RWF", "XAF", "XOF", "XPF"),
    "pound": ("GBP", "EGP", "LBP", "SDG", "SSP", "SYP"), "Sh": ("KES", "SOS", "TZS", "UGX"),
    "shilling": (NO_CURRENCY, "KES", "SOS", "TZS", "UGX"),
    "lira": ("TRY", "ITL", "LBP", "SYP"), "rial": ("IRR", "OMR", "YER"), "riyal": ("SAR", "OMR", "QAR", "YER"),
    "dirham": ("AED", "MAD"), "leu": ("RON", "MDL"), "ruble": ("RUB", "BYN"), "manat": ("AZN", "TMT"),
    "som": ("KGS", "UZS"), "kwacha": ("ZMW", "MWK"), "krone": ("NOK", "DKK"), "krona": ("SEK", "ISK"),
    "escudo": ("PTE", "CVE"), "¥": ("JPY", "CNY"),
    "dinar": (NO_CURRENCY, "BHD", "DZD", "IQD", "JOD", "KWD", "LYD", "RSD", "TND"),
    "K": (NO_CURRENCY, "ZMW", "MWK"), "crown": (NO_CURRENCY, "CZK", "DKK", "ISK", "NOK", "SEK"),
}  # fmt: skip
"""The currencies that may be meant by a name which several countries share, first the one where nothing tells.

The name stands for them as BARE_DOLLAR does for dollars.
"""

Care = Literal["none", "hundreds", "large", "scaled", "worded", "indian", "cued", "cued or large", "last"]
"""How much it takes to believe that a unit is money.

`hundreds`: at least 100, or cents ("CAD 500"); `large`: a scale, thousands separators or five digits ("TOP 5,000");
`scaled`: a scale or thousands separators ("R15 million"); `worded`: a scale ("SR 5 billion"); `indian`: a scale of
India ("` 5 crore"); `cued`: a scale of thousands, or a word of payment before it ("paid ten pounds"), `cued or large`
also what is large ("5,000 crowns");
`last`: the end of a clause behind it ("42 le.").
"""

STAND_IN = "`"
"""In its place fonts had the new sign of the rupee until Unicode had it."""

SIGNS: Mapping[str, str] = {
    "$": BARE_DOLLAR, "＄": BARE_DOLLAR, "£": "GBP", "￡": "GBP", "€": "EUR", "¥": "¥", "￥": "¥", "元": "CNY",
    "円": "JPY", "₡": "CRC", "₣": "FRF", "₦": "NGN", "₧": "ESP", "₨": "rupee", "₩": "KRW", "￦": "KRW", "₪": "ILS",
    "₫": "VND", "₭": "LAK", "₮": "MNT", "₯": "GRD", "₱": "PHP", "₲": "PYG", "₴": "UAH", "₵": "GHS", "₸": "KZT",
    "₹": "INR", "₺": "TRY", "₼": "AZN", "₽": "RUB", "₾": "GEL", "฿": "THB", "៛": "KHR", "৳": "BDT", "﷼": "IRR",
    "؋": "AFN",
    # The sign of the lira is in use for the pound, hardly ever for the lira.
    "₤": "GBP",
    STAND_IN: "INR",
}  # fmt: skip

PREFIXED_SIGNS: Mapping[str, str] = {
    "us$": "USD", "u.s.$": "USD", "u.s$": "USD", "us-$": "USD", "u$": "USD", "a$": "AUD", "au$": "AUD", "aus$": "AUD",
    "c$": "CAD", "ca$": "CAD", "can$": "CAD", "cdn$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "sg$": "SGD",
    "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "mex$": "MXN", "ec$": "XCD", "j$": "JMD", "ja$": "JMD", "fj$": "FJD",
    "bz$": "BZD", "bds$": "BBD", "ci$": "KYD", "g$": "GYD", "l$": "LRD", "rd$": "DOP", "si$": "SBD", "tt$": "TTD",
    "n$": "NAD", "b$": "BND", "z$": "ZWL", "cn¥": "CNY", "rmb¥": "CNY", "e£": "EGP", "le£": "EGP", "ir£": "IEP",
    "f$": "FJD", "ch$": "CLP", "col$": "COP", "ar$": "ARS", "u$s": "USD", "gh₵": "GHS", "gh¢": "GHS",
}  # fmt: skip
"""Currencies by their sign with the letters before it, in lower case."""

WORDS_BEFORE_SIGN = frozenset("abefgjlnrsuz") | {"can"}
"""Prefixes that are words apart from the sign: "a $5 fee", "Plan B $5"."""

SIGN_SUFFIXES: Mapping[str, str] = {
    "US": "USD", "A": "AUD", "C": "CAD", "Can": "CAD", "CAN": "CAD", "Cdn": "CAD", "CDN": "CAD", "NZ": "NZD",
    "HK": "HKD", "S": "SGD",
}  # fmt: skip
"""Whose dollars the letters behind a sign say: "$US420"."""

SUFFIXES: Mapping[str, Mapping[str, str]] = {
    BARE_DOLLAR: SIGN_SUFFIXES,
    "GBP": {"E": "EGP", "Stg": "GBP", "stg": "GBP"},
}
"""Whose the letters behind a sign say it is, by what the sign means without them."""

CLOSE_SUFFIXES = frozenset({"C", "S"})
"""Those that no space parts from the number."""

ABBREVIATIONS: Mapping[str, tuple[str, Care]] = {
    "RM": ("MYR", "none"), "RMB": ("CNY", "none"), "rmb": ("CNY", "none"), "CNH": ("CNY", "none"),
    "SFr": ("CHF", "none"), "sFr": ("CHF", "none"), "Sfr": ("CHF", "none"), "Fr": ("CHF", "large"),
    "Rs": ("rupee", "none"), "rs": ("rupee", "none"), "Rp": ("IDR", "none"), "Php": ("PHP", "none"),
    "PhP": ("PHP", "none"), "Ksh": ("KES", "none"), "KSh": ("KES", "none"), "Sh": ("Sh", "scaled"),
    "USh": ("UGX", "none"), "TSh": ("TZS", "none"), "Kč": ("CZK", "none"), "zł": ("PLN", "none"),
    "руб": ("RUB", "none"), "rub": ("RUB", "none"), "rubs": ("RUB", "none"), "грн": ("UAH", "none"),
    "FCFA": ("XAF", "none"), "LE": ("EGP", "none"), "le": ("EGP", "last"), "DM": ("DEM", "hundreds"),
    "NIS": ("ILS", "hundreds"), "TL": ("TRY", "hundreds"), "Tk": ("BDT", "large"), "SDR": ("XDR", "large"),
    "SDRs": ("XDR", "large"), "CDN": ("CAD", "large"), "Cdn": ("CAD", "large"), "R": ("ZAR", "scaled"),
    "N": ("NGN", "scaled"), "P": ("PHP", "scaled"), "SKr": ("SEK", "none"), "DKr": ("DKK", "none"),
    "NKr": ("NOK", "none"), "Rmb": ("CNY", "none"), "KD": ("KWD", "worded"), "BD": ("BHD", "worded"),
    "JD": ("JOD", "worded"), "QR": ("QAR", "worded"), "SR": ("SAR", "worded"), "Dh": ("AED", "large"),
    "Dhs": ("AED", "large"), "CFA": ("XOF", "large"), "CFAF": ("XOF", "large"), "ECU": ("XEU", "large"),
    "Kshs": ("KES", "none"), "KShs": ("KES", "none"), "UShs": ("UGX", "none"), "Ushs": ("UGX", "none"),
    "TShs": ("TZS", "none"), "Tshs": ("TZS", "none"), "Tsh": ("TZS", "none"), "FF": ("FRF", "large"),
    "FFr": ("FRF", "none"), "BFr": ("BEF", "none"), "Afs": ("AFN", "none"), "Ps": ("peso", "worded"),
    "Shs": ("Sh", "scaled"), "Bt": ("THB", "worded"), "Frs": ("franc", "none"), "frs": ("franc", "none"),
    "Dfl": ("NLG", "none"), "Hfl": ("NLG", "none"), "K": ("K", "scaled"), "ZK": ("ZMW", "worded"),
    "MK": ("MWK", "worded"), "NRs": ("NPR", "worded"), "SLRs": ("LKR", "worded"),
    "Frw": ("RWF", "worded"), "FRw": ("RWF", "worded"),
}  # fmt: skip
"""Abbreviations that are no ISO codes, and the care they need."""

# In capitals these are words and common acronyms: ALL, TOP 500, 3 AMD chips, 44 GMD interceptors.
LARGE_CODES = frozenset(
    """
    ALL AMD ANG AOA BAM BIF BND BSD CUP ERN GIP GMD IRR LAK MAD MGA MOP NAD PAB PEN SCR SHP SLE SOS SSP STN TOP TRY VES
    WST
    """.split()
)
# These are known for something else too, but hardly with a number of hundreds: COP 26, PHP 8, 3 CAD drawings.
HUNDREDS_CODES = frozenset("BOB CAD COP CVE DOP GEL ILS KGS NPR PHP RON SAR".split())

CODE_SCALES: Mapping[str, int] = {"k": 3, "K": 3, "m": 6, "M": 6, "B": 9}
"""The power of ten that a letter before a code stands for: "30 MUSD"."""

CODE_ENDINGS: Mapping[str, int] = {"k": 3, "m": 6, "mn": 6, "bn": 9}
"""The power of ten that letters behind a code stand for: "EURm 300"."""

OTHER_SCALED_CODES: Mapping[str, tuple[str, int]] = {
    "TEUR": ("EUR", 3), "TCHF": ("CHF", 3), "MECU": ("XEU", 6), "MdF": ("FRF", 9),
}  # fmt: skip
"""Multiples of a currency that aren't written so for others, as its code and a power of ten."""

SIGN_SCALES: Mapping[str, int] = {
    "k": 3, "K": 3, "T": 3, "m": 6, "M": 6, "bn": 9, "Md": 9, "Mds": 9, "Mrd": 9, "G": 9
}  # fmt: skip
"""The power of ten that letters before a SCALED_SIGN stand for: "M€ 3,5", "300 T€"."""

SCALED_SIGNS = frozenset("€£")

WORD_SCALES: Mapping[str, int] = {"tsd": 3, "mio": 6, "mrd": 9}
"""The power of ten that an abbreviation before a currency and its number stands for: "Mio. EUR 5,2"."""

FURTHER_CODES = frozenset({"DDM", "XDR", "XEU"})
"""Codes that CLDR knows but not as legal tender anywhere."""

WIDE_CODES = frozenset({"CHF", "RUB"})
"""Codes common enough to be written in lower case, beside those that CLDR has a sign for in English."""

BARE_NOUNS: Mapping[str, str] = {
    "dollar": BARE_DOLLAR, "buck": BARE_DOLLAR, "koruna": "CZK", "won": "KRW", "yuan": "CNY", "yen": "JPY",
    "euro": "EUR", "lev": "BGN", "mark": "DEM", "guilder": "NLG", "peseta": "ESP", "real": "BRL", "colón": "CRC",
    "florin": "NLG",
    **{name: name for name in SHARED if name.islower()},
}  # fmt: skip
"""What a noun that several currencies share means where the text doesn't say whose."""

CUED_NOUNS = frozenset("pound pfund won sol lev real colon mark florin quetzal".split())
"""Weights, verbs, people, birds, marks of schools and the like."""

CUED_OR_LARGE_NOUNS = frozenset("som dram leone pula ecu crown dinar".split())
"""Those that nobody has thousands of but as money."""

LARGE_NOUNS = frozenset({"franken"})
"""Nouns that are believed only with large amounts: "2009 Franken ran for the Senate"."""

LOWER_NOUNS = frozenset({"afghani", "rand", "buck"})
"""Nouns that are names of something else where they begin with a capital."""

NO_BARE_NOUNS = frozenset({"gold", "unit", "account", "value", "rights", "ley", "inti", "zaire"})
"""Never bare, since these are common words."""

OTHER_NOUNS: Mapping[str, tuple[str, ...]] = {
    "ruble": ("rouble",), "rouble": ("ruble",), "yuan": ("renminbi", "yuan renminbi"), "krone": ("kroner", "crown"),
    "krona": ("kronor", "crown"), "króna": ("krónur", "crown"), "koruna": ("crown",), "leu": ("lei",), "lev": ("leva",),
    "real": ("reais",), "pound": ("pound sterling", "pounds sterling"), "hryvnia": ("hryvnya", "hryvna"),
    "colón": ("colones",), "sol": ("soles",), "lira": ("lire",), "markka": ("mark",),
    "zloty": ("złoty", "zlotych", "złotych"),
    "som": ("soum",), "guarani": ("guaraníes",), "bolívar": ("bolívares",), "kroon": ("krooni",),
}  # fmt: skip
"""Further names and plurals of a noun."""

OTHER_ADJECTIVES: Mapping[str, tuple[str, ...]] = {
    "us": ("u.s.", "american", "united states"), "british": ("uk", "u.k.", "english", "britain"), "hong kong": ("hk",),
    "south korean": ("korean",), "new taiwan": ("taiwan", "taiwanese"), "singapore": ("singaporean",),
    "uae": ("united arab emirates", "emirati", "u.a.e."), "kazakhstani": ("kazakh",), "saudi": ("saudi arabian",),
    "west african cfa": ("cfa",), "israeli new": ("israeli", "new israeli", "new"), "bangladeshi": ("bangladesh",),
    "german": ("deutsche", "west german"), "new zealand": ("nz",), "laotian": ("lao",), "uzbekistani": ("uzbek",),
    "kyrgystani": ("kyrgyz", "kyrgyzstani"), "turkmenistani": ("turkmen",), "tajikistani": ("tajik",),
    "guyanaese": ("guyanese",), "macanese": ("macau", "macao"), "trinidad & tobago": ("trinidad and tobago",),
    "bosnia-herzegovina convertible": ("convertible", "bosnian convertible", "bosnian"), "myanmar": ("burmese",),
    "bermudan": ("bermudian",), "argentine": ("argentinian", "argentinean"), "salvadoran": ("salvadorean",),
    "czechoslovak hard": ("czechoslovak",), "nepalese": ("nepali",), "philippine": ("filipino",),
    "luxembourgian": ("luxembourg",), "slovenian": ("slovene",), "turkish": ("turkey",),
}  # fmt: skip
"""What else stands before the noun, beside the adjective of CLDR and the names of the countries."""

OTHER_OWNERS: Mapping[str, tuple[str, ...]] = {
    "AED": ("emirates", "dubai", "abu dhabi"), "AZN": ("baku",), "CDF": ("congo",), "FRF": ("paris",),
    "CHF": ("geneva", "zurich", "berne"), "GBP": ("england", "scotland", "scottish", "wales", "welsh", "london",
    "northern ireland", "whitehall", "westminster", "brexit", "foreign office"), "INR": ("delhi", "mumbai"),
    "IRR": ("tehran",), "ITL": ("rome",), "JPY": ("tokyo",), "KES": ("nairobi",), "KGS": ("bishkek",),
    "NOK": ("oslo",), "PTE": ("lisbon",), "RON": ("bucharest",), "RUB": ("moscow", "kremlin", "soviet"),
    "SAR": ("riyadh",), "SEK": ("stockholm",), "TRY": ("ankara", "istanbul"), "ZMW": ("lusaka",),
    "XOF": ("ivory coast", "côte d'ivoire"),
}  # fmt: skip
"""What else tells that a text is about the country of a currency, chiefly of those that shared names usually mean."""

NO_OWNERS = (
    "papua new guinea", "new mexico", "gulf of mexico", "south china sea", "east china sea", "indian ocean",
    "new england",
)  # fmt: skip
"""What has the name of an owner within it, and is another."""

OTHER_NAMES: Mapping[str, str] = {
    "sterling": "GBP", "pound sterling": "GBP", "pounds sterling": "GBP", "quid": "GBP",
    "deutschmark": "DEM", "deutschmarks": "DEM", "l.e.": "EGP", "l.e": "EGP",
    "special drawing rights": "XDR", "lire": "ITL", "ecu": "XEU", "ecus": "XEU", "east german marks": "DDM",
    "us-dollar": "USD", "us-dollars": "USD", "uzbek sum": "UZS", "uzbek sums": "UZS",
    "lebanese lira": "LBP", "lebanese liras": "LBP", "syrian lira": "SYP", "syrian liras": "SYP",
}  # fmt: skip

SUBUNITS: Mapping[str, tuple[str | None, tuple[str, ...]]] = {
    "¢ cent cents": (BARE_DOLLAR, ("dollar", "euro", "rand", "shilling")),
    "penny pennies pence": ("GBP", ("pound",)),
    "kopeck kopecks kopek kopeks": ("RUB", ("ruble", "rouble")),
    "kopiyka kopiykas": ("UAH", ("hryvnia",)),
    "paisa paise": ("rupee", ("rupee",)),
    "pfennig pfennigs": ("DEM", ("mark",)),
    "grosz groszy": ("PLN", ("zloty",)),
    "satang satangs": ("THB", ("baht",)),
    "halala halalas": ("SAR", ("riyal",)),
    "fen": ("CNY", ("yuan",)),
    "kobo": ("NGN", ("naira",)),
    "pesewa pesewas": ("GHS", ("cedi",)),
    "agora agorot": ("ILS", ("shekel",)),
    "kuruş kurus": ("TRY", ("lira",)),
    "stotinka stotinki": ("BGN", ("lev",)),
    "centavo centavos": (None, ("peso", "real", "escudo")),
    "centime centimes": (None, ("franc",)),
    "fils": (None, ("dinar", "dirham")),
    "piastre piastres": (None, ("pound",)),
    "sen sens": (None, ("yen", "ringgit", "rupiah")),
    "øre öre": (None, ("krone", "krona")),
}
"""The smallest units of currencies: whose they are where nothing says it, and what the larger unit is called."""

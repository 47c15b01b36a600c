"""The key that the forms of one name share."""

import re
from functools import lru_cache

from anyascii import anyascii

_ARTICLE = re.compile(r"\A(?:(?:the|an?)\s+(?=\S))+", re.IGNORECASE)
# In French and German. "LA Times" has none.
_FOREIGN_ARTICLE = re.compile(r"\A(?:[Ll]['’](?=\w)|(?:[Ll]es?|[Ll]a|[Dd](?:as|er|ie))\s+(?=\S))")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_DROPPED = re.compile(r"[.'’\"“”„«»*_]")
_GAP = re.compile(r"\W+")
# What a company is by law, behind its name or, in Russian and Indonesian, before it.
_LEGAL_FORMS = (
    "ab ag ao aps as asa bhd bv cjsc co corp corporation dmcc doo eurl ev fzco fze gmbh inc incorporated jsc kft kg "
    "kgaa kk lda limited llc llp lp ltd ltda mbh nv oao ohg ojsc ooo oy oyj pao pcl pjsc plc pllc private pt pte pty "
    "pvt sa sarl sas sdn se sl snc spa sprl sro srl tbk uab zao zrt"
).split()
_LEGAL_PHRASES = ["a s", "and co", "gmbh and co", "public limited company", "s(?:a|ab|apib|rl) de cv", "sp z ?oo"]
_BEFORE = "cjsc|fgup|jsc|llc|oao|ojsc|ooo|pao|pjsc|pt|zao|(?:(?:open|closed|public) )?joint stock company"
_LEGAL_FORM = re.compile(
    rf"\A(?:(?:{_BEFORE})\s)?(?P<name>.+?)(?:\s(?:{'|'.join([*_LEGAL_FORMS, *_LEGAL_PHRASES])}))*\Z"
)
# Spellings that countries and systems of transliteration differ in, each made one; for words that are long enough.
_SPELT_OUT = 6
_SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"shch|sch", "sh"),
        (r"kh", "h"),
        (r"[iyj]+([aou])", r"i\1"),
        (r"[yj]e|[yj]o", "e"),
        (r"[yj]+", "i"),
        (r"w", "v"),
        (r"tre$", "ter"),
        (r"our$", "or"),
        (r"ence$", "ense"),
        (r"is(?=ation|e[dr]?$|ing$)", "iz"),
        (r"amme$", "am"),
        (r"([a-z])\1", r"\1"),
    )
]


def form(name: str) -> str:
    """Return a name as it is called: without line ends and leading article."""
    return _ARTICLE.sub("", " ".join(name.split()))


def plain(name: str) -> str:
    """Return a name in ASCII and without signs: words parted by single spaces."""
    return _GAP.sub(" ", _DROPPED.sub("", anyascii(_DROPPED.sub("", name)))).strip()


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return what the forms of one name share: no article, case, possessive, punctuation, accents, legal form.

    Spellings that countries differ in share a key ("Defence", "Defense"), and so do those of systems of transliteration
    ("Nezavisimaya Gazeta", "Nezavissimaia gazeta").
    """
    key = plain(_POSSESSIVE.sub("", _FOREIGN_ARTICLE.sub("", form(name))).replace("&", " and ")).casefold()
    if key.startswith("united states "):
        key = "us " + key.removeprefix("united states ")
    if match := _LEGAL_FORM.match(key):
        key = match["name"]
    return " ".join(map(spelt_alike, key.split())) or name


@lru_cache(maxsize=100_000)
def spelt_alike(word: str) -> str:
    """Return a word in the one of its spellings that keys have."""
    if len(word) >= _SPELT_OUT:
        for pattern, spelling in _SPELLINGS:
            word = pattern.sub(spelling, word)
    return word

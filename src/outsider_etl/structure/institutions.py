"""Tell the names of institutions by the kind that they say: an institute, a ministry, a council."""

import re

# Kinds that end a name where two words make it one, and where it takes three: "Human Agency" may be a title.
_SURE_KINDS = frozenset(
    "assembly institute institution institut commission committee council center centre foundation stiftung".split()
)
_KINDS = _SURE_KINDS | frozenset(
    "ministry agency association organization organisation university corporation bureau "
    "secretariat academy ministerium".split()
)
# These end a name of three words or more, none of which is an "and": "Presidents and Executive Authority" is a title.
_LONGER_KINDS = frozenset("authority office".split())
# With "of" or the like behind them these begin a name as well, as in "Bank of England".
_LED_KINDS = _KINDS | frozenset("department office bank endowment college school universität akademie".split())
_UN_KINDS = _LED_KINDS | frozenset("conference fund programme program mission".split())
# In any place of a name these and the kinds say that it is an institution's.
_OTHER_WORDS = frozenset(
    "alliance authority banks congress corporation company directorate federation fondation forum fund gesellschaft "
    "government group inc laboratory library ltd ministère nations offices organisations organizations parliament "
    "press senate service society union".split()
)
_WORDS = "|".join(sorted(_LED_KINDS | _OTHER_WORDS))
INSTITUTION_WORD = rf"\b(?:{_WORDS}|institut\w*|universit\w+|\w*stiftung|\w*ministerium|bundes(?:amt|verband)\w*)\b"
INSTITUTION = re.compile(INSTITUTION_WORD, re.IGNORECASE)
_COMPOUND = re.compile(r"\w-?(?:stiftung|institut|ministerium)$")
_LEADS_ON = frozenset("of for on der des für zur de du".split())
_BETWEEN_NAMES = frozenset("and & und et".split())
_JOINS = _LEADS_ON | _BETWEEN_NAMES | frozenset("the in die den dem la le les l' d'".split())
_MOST_WORDS = 12
# A branch in one country or union: "Amnesty International UK".
_BRANCH = ("international", True)
# "Department of Homeland Security" is one; what goes on without an "and" speaks of something of a department's.
_LONGEST_FIELD = 3
_BEGINS_TITLE = re.compile(r"(?:the|an?|who|how|why|what|inside|towards?|beyond|\S+ing|\S+[’']s)\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"amnesty international|assemblée nationale|bruegel|(?:the )?brookings(?: institution)?|bundesrat|chatham house|"
    r"congressional (?:budget office|research service)|csis|deutscher bundestag|european (?:central bank|"
    r"court of auditors|parliament)|freedom house|german marshall fund|greenpeace|house of (?:commons|lords)"
    r"(?: library)?|house of representatives|human rights watch|ifri|iiss|"
    r"international (?:crisis group|labour office|monetary fund)|odi|oecd|"
    r"oxfam|rand(?: corporation)?|rusi|sénat|sipri|unctad|undp|unesco|unhcr|unicef|united nations|"
    r"(?:the )?world bank(?: group)?|world economic forum",
    re.IGNORECASE,
)
# The French and the German write small what a name in English has in capitals.
_WRITTEN_SMALL = re.compile(
    r"(?:institut|agence|ministère|fondation|observatoire|bundes(?:ministerium|amt)|stiftung|ministerium)"
    r"(?: [^\W\d_][\w’'-]*){1,7}",
    re.IGNORECASE,
)
# What a committee or a department is of may be several things: "Food, Farming and Rural Affairs Committee".
_SEVERAL = re.compile(r"[^,:]+(?:, [^,:]+){1,3} (?:and|&|und|et) [^,:]+")
_AFFILIATION = re.compile(r"\b(?:universit\w+|department|school|college|faculty)\b", re.IGNORECASE)


def names_institution(text: str) -> bool:
    """Whether all of `text` is the name of an institution, and could hardly be a title that speaks of one."""
    if _KNOWN.fullmatch(text) or _WRITTEN_SMALL.fullmatch(text):
        return True
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or _BEGINS_TITLE.match(text):
        return False
    if _SEVERAL.fullmatch(text):
        words = text.replace(",", "").split()
    if not all(map(_is_of_name, words)):
        return False
    lower = [word.lower() for word in words]
    if "international" in lower[1:] and (lower[-1] == "international" or (lower[-2], words[-1].isupper()) == _BRANCH):
        return True
    of_nations = lower[:2] == ["united", "nations"]
    before = next((at for at, word in enumerate(lower) if word in _JOINS - _BETWEEN_NAMES), len(lower))
    if before == len(lower):
        kinds = _UN_KINDS if of_nations else _KINDS if before > 2 else _SURE_KINDS if before == 2 else frozenset()
        if before > 2 and not _BETWEEN_NAMES.intersection(lower):
            kinds |= _LONGER_KINDS
        return _is_kind(lower[-1], kinds)
    leads_on = 0 < before < len(lower) - 1 and lower[before] in _LEADS_ON and lower[-1] not in _JOINS
    if lower[before - 1] == "department" and len(lower) > before + _LONGEST_FIELD and "and" not in lower[before:]:
        return False
    return leads_on and _is_kind(lower[before - 1], _UN_KINDS if of_nations else _LED_KINDS)


def _is_kind(word: str, kinds: frozenset[str]) -> bool:
    return word in kinds or _COMPOUND.search(word) is not None


def is_affiliation(name: str) -> bool:
    """Whether an institution is of the kind that authors belong to, more often than it publishes their reports."""
    return _AFFILIATION.search(name) is not None


def _is_of_name(word: str) -> bool:
    return (word[0].isupper() and word[-1] not in ":;,.?!") or word.lower() in _JOINS

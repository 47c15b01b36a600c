"""Read the names of persons off a line, and tell them from roles, newspapers and houses."""

import re

from outsider_etl.structure.institutions import INSTITUTION, names_institution
from outsider_etl.structure.places import without_place
from outsider_etl.structure.signs import SYMBOL

ROLE = re.compile(
    r"\b(?:fellow|professor|analyst|director|researcher|scholar|advis[eo]r|editors?|eds?|specialist|economist|attorney|"
    r"lecturer|associate|head|president|chair\w*|officer|scientist|coordinator|expert|consultant|ph\.?d)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:international|research|rights|network|coalition|initiative|consortium|observatory|reports?|studies|policy|programme|journal|review)\b",
    re.IGNORECASE,
)
# Newspapers and watchdogs are called so, and some persons: those have a given name before it.
_MAY_BE_MASTHEAD = re.compile(r"\b(?:watch|times|post|news)\b", re.IGNORECASE)
_GIVEN_NAMES = (
    "adam alan alexander alice amanda amy andrew anna anne anthony barbara benjamin brian carol caroline catherine "
    "charles charlotte christine christopher claire daniel david deborah diana donald edward elizabeth emily emma eric "
    "frank gary george hannah harold helen henry ian jack jacob james jane janet jason jean jeffrey jennifer jessica "
    "joan john jonathan joseph joshua judith julia julie karen katherine kathleen kenneth kevin larry laura linda lisa "
    "lucy margaret maria marie mark martin mary matthew megan michael michelle nancy nicholas nicole olivia pamela "
    "patricia patrick paul peter philip rachel rebecca richard robert roger ronald ruth samuel sandra sara sarah scott "
    "sharon simon sophie stephanie stephen steven susan teresa thomas timothy victoria virginia walter william"
).replace(" ", "|")
_SO_CALLED = re.compile(rf"(?:(?:{_GIVEN_NAMES})|[a-z]\.)(?: [a-z]\.)* (?:watch|times|post|news)", re.IGNORECASE)
_HAS_GIVEN_NAME = re.compile(rf"(?:(?:{_GIVEN_NAMES})|[a-z]\.) ", re.IGNORECASE)
_NOT_PERSONS = (ROLE, _NO_PERSON, INSTITUTION)
_END = re.compile(rf"(?<=\w\w)\.$|(?<=\w)\s?(?:{SYMBOL}|[¹²³⁰-⁹])+$")
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|mme|mlle|herr|frau)\.?\s+", re.IGNORECASE)
NAME_WORD = r"(?!(?:The|A|An|On|In|Of|For|Its?|THE|AND|IN|OF|ON|FOR|TO)\s)[A-ZÀ-Þ][\w.’'-]*"
# The number of a section is no initials, that of a part no name, nor is a word set in spaced letters.
_NUMBERED = r"[IVXLC]{2,}\.\s|(?i:part|chapter|book|annex|appendix|volume|phase) [IVXLC]+$"
_PERSON = re.compile(
    rf"^(?!{_NUMBERED}|(?:\w ){{2,}}\w$)"
    rf"{NAME_WORD}(?:\s+(?:{NAME_WORD}|de|da|di|do|dos|del|della|der|den|du|la|le|van|von|ten|ter|el|al|bin|ibn))"
    rf"{{0,4}}\s+{NAME_WORD}$"
)
# An initial, the number of a generation, or initials without stops.
_KEEPS_CAPITALS = re.compile(r"\.|^(?:I{2,3}|IV)$|^[B-DF-HJ-NP-TV-XZ]+$")
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+$")
_DEGREE = re.compile(
    r"(?:[BM]\.?A|[BM]\.?Sc|[MP]h?\.?D|LL\.?[BDM]|[KQ]\.?C|M\.?P|C\.?[BE]|F\.?R\.?[A-Z]{0,2}\.?S|Esq|Jr)\.?"
)
AND = re.compile(r"\s*(?:;|(?<=\s)[/·](?=\s)|,?\s*(?:&|\b(?:and|und|et|AND|UND|ET)\b))\s*")
_MAIL = re.compile(r"\s*[<(]\S{1,80}@[^\s<>()]{1,80}[>)]")
_COMMA = re.compile(r"\s*[,(\n]\s*")


def read_persons(text: str) -> tuple[str, ...]:
    """Return the persons named, given name first; none where `text` names anything but persons, roles and houses."""
    names = []
    # "Center for Strategic and International Studies" is one name, whatever its "and" parts.
    text = without_place(_MAIL.sub("", text).strip(" ,:;"))
    said = ", ".join(piece for piece in _COMMA.split(text) if not names_institution(piece.strip(" .)")))
    for group in AND.split(said):
        pieces = [_HONORIFIC.sub("", _END.sub("", piece.strip(" :)"))) for piece in _COMMA.split(group)]
        pieces = [piece for piece in pieces if piece and not _is_no_person(piece)]
        while pieces:
            name = pieces.pop(0)
            if " " in name and pieces and _DEGREE.fullmatch(pieces[0]):
                pieces.pop(0)
            if pieces and (" " not in name or _INITIALS.match(pieces[0])):
                name = f"{pieces.pop(0)} {name}"
            names.append(name)
    return tuple(map(_in_title_case, names)) if all(map(_PERSON.match, names)) else ()


def has_given_name(name: str) -> bool:
    """Whether what looks like a person's name begins with a common given name, or an initial."""
    return _HAS_GIVEN_NAME.match(name) is not None


def _is_no_person(text: str) -> bool:
    masthead = _MAY_BE_MASTHEAD.search(text) is not None and not _SO_CALLED.fullmatch(text)
    return masthead or any(pattern.search(text) for pattern in _NOT_PERSONS)


def _in_title_case(name: str) -> str:
    shortest = 2 if name.isupper() else 4
    words = name.split()
    return " ".join(
        word.title() if len(word) >= shortest and word.isupper() and not _KEEPS_CAPITALS.search(word) else word
        for word in words
    )

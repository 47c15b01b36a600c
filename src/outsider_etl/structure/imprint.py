"""Read single facts off a line of imprint: persons, a date, a number in a series."""

import re
from dataclasses import replace

from outsider_etl.document import Metadata
from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.translation import with_english_dates
from outsider_etl.nlp.values import DateValue
from outsider_etl.structure.institutions import INSTITUTION, names_institution
from outsider_etl.structure.places import CITIES, without_place
from outsider_etl.text import Text

_SERIAL = r"(?:report|paper|brief|briefing|note|study|memo|series|papers|reports|notes|studies)"
_NUMBERED = (
    re.compile(r"^(?P<series>.*?)\W*(?:\b(?:no|nr|number)\b\.?|n°|№)\s*(?P<number>[\w/-]*\d[\w./-]*)$", re.IGNORECASE),
    re.compile(
        rf"^(?P<series>(?:[A-Z][\w.&’'-]*\s+){{0,4}}(?i:{_SERIAL}))\s+(?!(?:19|20)\d\d$)(?P<number>[A-Z]{{0,4}}-?\d[\w./-]*)$"
    ),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,4}-\d{2,6}(?:[-/]\w+)*|(?!FY)[A-Z]{1,4}\d{4,6})$"),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,5} ?\((?:19|20)\d\d\) ?\d{1,5})(?: final)?$"),
)
ROLE = re.compile(
    r"\b(?:fellow|professor|analyst|director|researcher|scholar|advis[eo]r|editors?|eds?|specialist|economist|attorney|"
    r"lecturer|associate|head|president|chair\w*|officer|scientist|coordinator|expert|consultant|ph\.?d)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:international|research|reports?|studies|policy|programme|journal|review)\b", re.IGNORECASE
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
_NOT_PERSONS = (ROLE, _NO_PERSON, INSTITUTION)
_END = re.compile(r"(?<=\w\w)\.$|(?<=\w)[*†‡§¹²³⁰-⁹]+$")
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms)\.?\s+", re.IGNORECASE)
_NAME_WORD = r"(?!(?:The|A|An|On|In|Of|For|Its?|THE|AND|IN|OF|ON|FOR|TO)\s)[A-ZÀ-Þ][\w.’'-]*"
_PERSON = re.compile(
    rf"^{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|da|di|do|dos|del|della|der|den|du|la|le|van|von|ten|ter|el|al|bin|ibn))"
    rf"{{0,4}}\s+{_NAME_WORD}$"
)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+$")
AND = re.compile(r"\s*(?:;|(?<=\s)[/·](?=\s)|,?\s*(?:&|\b(?:and|und|et)\b))\s*")
_COMMA = re.compile(r"\s*[,(\n]\s*")
_PLACE_NAME = re.compile(rf"(?:The Hague|(?:{_NAME_WORD},? ){{0,2}}{_NAME_WORD})")
_PLACE = re.compile(rf"^{_PLACE_NAME.pattern},(?:\s+|$)")
_PLACE_BEHIND = re.compile(rf"^\s*,\s*{_PLACE_NAME.pattern}$")
# A year alone behind a name may be part of a title, unless reports are published there.
_CITY = re.compile(rf"^(?:{CITIES}),$")
_MASTHEAD = re.compile(rf"(?:The )?{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}")
BYLINE = re.compile(
    r"^(?:(?:(?:written|prepared|compiled|authored|commentary|report|analysis|text|opinion|story) )?by:?|"
    r"(?:authors?|autor(?:en|in)?|verfasser(?:in)?|auteure?s?) ?:)\s+(?P<names>.+)$",
    re.IGNORECASE,
)
# These are words of names in other languages.
FOREIGN_BYLINE = {
    "de": re.compile(r"^von\s+(?P<names>.+)$", re.IGNORECASE),
    "fr": re.compile(r"^par\s+(?P<names>.+)$", re.IGNORECASE),
}
_YEAR_LAST = re.compile(r"^(?:\S+ ){0,3}\(?(?:19|20)\d\d\)?$")
_ADDRESS = re.compile(r"\s(?:https?://|www\.)\S+$")
BAR = re.compile(r"\s+[|·•]\s+")
_BY = re.compile(r"(?:by|authors?)\b", re.IGNORECASE)
# What a first line may say before the title comes.
_DOCUMENT_KIND = re.compile(
    r"^\W*(?:(?:(?:policy|working|research|issue|discussion|white|technical|briefing|background|special|annual|final)\s+)?"
    r"(?:briefs?|briefing|papers?|reports?|notes?|memo(?:randum)?|study|commentary|analysis|perspectives?)"
    r"|(?:\S+-)?(?:studie|arbeitspapier|positionspapier)"
    r"|(?:press|news|media) release|fact ?sheet|pressemitteilung|communiqué de presse"
    r"|\S+(?:st|nd|rd|th) session|\S+ (?:special )?report of session \d\S*|home\s*[/>»›].*)\W*$",
    re.IGNORECASE,
)
_LONGEST = 120
_MOST_WORDS = 4
_BY_A_DATE = re.compile(
    r"^(?:(?:published|updated|revised|released|issued|posted|last|first|draft|version|date|dated|datum|of|on|in|as|"
    r"den|vom|im|am|stand|du|le)\b[\s:]*)*$",
    re.IGNORECASE,
)


def only_date(text: str) -> DateValue | None:
    """Return the date that `text` consists of, words such as "Published" left aside, and the place beside a month."""
    text = with_english_dates(Text.of(text)).value
    for found in find_dates(text):
        value = found.value
        if isinstance(value, DateValue) and value.start:
            before, after = text[: found.start].strip(" .:;()"), text[found.end :].rstrip(" .:;()")
            if value.granularity == "year":
                before = _CITY.sub("", before)
            else:
                before, after = _PLACE.sub("", before), _PLACE_BEHIND.sub("", after)
            return value if _BY_A_DATE.match(before + after.strip(" .,:;()")) else None
    return None


def without_date(text: str) -> tuple[DateValue | None, str]:
    """Return the first date that stands between commas, and the text without it."""
    for found in find_dates(text):
        before, after = text[: found.start].rstrip(), text[found.end :]
        alone = before[-1:] in ("", ",", ".", ";", ":") and after[:1] in ("", ",", ".", ";")
        if alone and isinstance(found.value, DateValue) and found.value.start:
            return found.value, f"{before.rstrip(',')}, {after.lstrip(' ,.;')}".strip(" ,.;")
    return None, text


def read_imprint(text: str) -> tuple[str | None, DateValue | None]:
    """Return the institution and the date that `text` consists of, with their places: "Clean Air Fund, Bonn, May 2020".

    Of a newspaper's name and a day only the day is returned. Both are None where `text` says anything else.
    """
    value, rest = without_date(with_english_dates(Text.of(_ADDRESS.sub("", text))).value)
    name, *places = rest.split(", ")
    if all(map(_PLACE_NAME.fullmatch, places)):
        short = value and len(name.split()) <= _MOST_WORDS and INSTITUTION.search(name)
        if short or names_institution(name):
            return name, value
        if value and value.granularity == "day" and not places and _MASTHEAD.fullmatch(name):
            return None, value
    return None, None


def is_document_kind(text: str) -> bool:
    """Whether `text` says what kind of document it stands on, such as "Policy Brief" or "First session"."""
    return len(text) <= _LONGEST and _DOCUMENT_KIND.match(text) is not None


def says_publication(text: str) -> bool:
    """Whether `text` is a line about the publication: who wrote or published it, when, or a report's bare number."""
    if len(text) > _LONGEST:
        return False
    byline = next(filter(None, (pattern.match(text) for pattern in (BYLINE, *FOREIGN_BYLINE.values()))), None)
    if byline and (_BY.match(text) or read_persons(byline["names"])):
        return True
    series, number = read_number(text) or (None, "")
    numbered = series is None and number.isalnum()
    return bool(numbered or _YEAR_LAST.match(text) or any(map(only_date, BAR.split(text))) or any(read_imprint(text)))


def read_number(text: str) -> tuple[str | None, str] | None:
    """Return the series and the number in it that `text` consists of."""
    for pattern in _NUMBERED:
        match = pattern.match(text)
        if match:
            return match["series"].strip(" ,") or None, match["number"].rstrip(".")
    return None


def with_date(metadata: Metadata, value: DateValue | None) -> Metadata:
    """Return the metadata with the days of `value` as its publication date, or as they are where it is None."""
    return replace(metadata, published_start=value.start, published_end=value.end) if value else metadata


def read_persons(text: str) -> tuple[str, ...]:
    """Return the persons named, given name first; none where `text` names anything but persons, roles and houses."""
    names = []
    # "Center for Strategic and International Studies" is one name, whatever its "and" parts.
    text = without_place(text.strip(" ,:;"))
    said = ", ".join(piece for piece in _COMMA.split(text) if not names_institution(piece.strip(" .)")))
    for group in AND.split(said):
        pieces = [_HONORIFIC.sub("", _END.sub("", piece.strip(" :)"))) for piece in _COMMA.split(group)]
        pieces = [piece for piece in pieces if piece and not _is_no_person(piece)]
        while pieces:
            name = pieces.pop(0)
            if pieces and (" " not in name or _INITIALS.match(pieces[0])):
                name = f"{pieces.pop(0)} {name}"
            names.append(_in_title_case(name))
    return tuple(names) if all(map(_PERSON.match, names)) else ()


def _is_no_person(text: str) -> bool:
    masthead = _MAY_BE_MASTHEAD.search(text) is not None and not _SO_CALLED.fullmatch(text)
    return masthead or any(pattern.search(text) for pattern in _NOT_PERSONS)


def _in_title_case(name: str) -> str:
    return " ".join(part.title() if len(part) > 3 and part.isupper() else part for part in name.split())

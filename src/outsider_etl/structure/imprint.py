"""Read single facts off a line of imprint: persons, a date, a number in a series."""

import re
from dataclasses import replace

from outsider_etl.document import Metadata
from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.translation import with_english_dates
from outsider_etl.nlp.values import DateValue
from outsider_etl.text import Text

_SERIAL = r"(?:report|paper|brief|briefing|note|study|memo|series|papers|reports|notes|studies)"
_NUMBERED = (
    re.compile(r"^(?P<series>.*?)\W*(?:\b(?:no|nr|number)\b\.?|n°|№)\s*(?P<number>[\w/-]*\d[\w./-]*)$", re.IGNORECASE),
    re.compile(
        rf"^(?P<series>(?:[A-Z][\w.&’'-]*\s+){{0,4}}(?i:{_SERIAL}))\s+(?!(?:19|20)\d\d$)(?P<number>[A-Z]{{0,4}}-?\d[\w./-]*)$"
    ),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,4}-\d{2,6}(?:[-/]\w+)*|(?!FY)[A-Z]{1,4}\d{4,6})$"),
)
INSTITUTION_WORD = (
    r"\b(?:institut\w*|universit\w+|banks?|commission|council|cent(?:er|re)|ministry|department|agency|offices?|"
    r"foundation|association|society|organi[sz]ation|committee|corporation|company|group|school|college|academy|"
    r"union|fund|press|bureau|authority|government|parliament|congress|forum|alliance|service|nations|library|"
    r"federation|secretariat|directorate|laboratory|inc|ltd)\b"
)
INSTITUTION = re.compile(INSTITUTION_WORD, re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:fellow|professor|analyst|director|researcher|scholar|advis[eo]r|editors?|eds?|specialist|economist|attorney|"
    r"lecturer|associate|head|president|chair\w*|officer|scientist|coordinator|expert|consultant|ph\.?d)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=\w\w)\.$")
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms)\.?\s+", re.IGNORECASE)
_NAME_WORD = r"(?!(?:The|A|An|On|In|Of|For|Its?)\s)[A-ZÀ-Þ][\w.’'-]*"
_PERSON = re.compile(
    rf"^{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|da|di|do|dos|del|della|der|den|du|la|le|van|von|ten|ter|el|al|bin|ibn))"
    rf"{{0,4}}\s+{_NAME_WORD}$"
)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+$")
AND = re.compile(r"\s*(?:;|,?\s*(?:&|\band\b))\s*")
_COMMA = re.compile(r"\s*[,(\n]\s*")
_PLACE = re.compile(rf"^(?:{_NAME_WORD},? ){{0,2}}{_NAME_WORD},(?:\s+|$)")
_BY_A_DATE = re.compile(
    r"^(?:(?:published|updated|revised|released|issued|last|first|draft|version|date|dated|of|on|in|as|"
    r"den|vom|stand|du|le)\b[\s:]*)*$",
    re.IGNORECASE,
)


def only_date(text: str) -> DateValue | None:
    """Return the date that `text` consists of, words such as "Published" left aside, and a place before a month."""
    text = with_english_dates(Text.of(text)).value
    for found in find_dates(text):
        value = found.value
        rest = (text[: found.start] + text[found.end :].strip(" .,:;()")).strip(" .:;()")
        if isinstance(value, DateValue) and value.start:
            words = rest if value.granularity == "year" else _PLACE.sub("", rest)
            return value if _BY_A_DATE.match(words) else None
    return None


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
    for group in AND.split(text.strip(" ,:;")):
        pieces = [_HONORIFIC.sub("", _END.sub("", piece.strip(" :)"))) for piece in _COMMA.split(group)]
        pieces = [piece for piece in pieces if piece and not _ROLE.search(piece) and not INSTITUTION.search(piece)]
        while pieces:
            name = pieces.pop(0)
            if pieces and (" " not in name or _INITIALS.match(pieces[0])):
                name = f"{pieces.pop(0)} {name}"
            names.append(_in_title_case(name))
    return tuple(names) if all(map(_PERSON.match, names)) else ()


def _in_title_case(name: str) -> str:
    return " ".join(part.title() if len(part) > 3 and part.isupper() else part for part in name.split())

"""Read what a line of a title page says: who wrote or published the report, when, and its number in a series."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from outsider_etl.document import Metadata
from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.translation import with_english_dates
from outsider_etl.nlp.values import DateValue
from outsider_etl.structure.institutions import INSTITUTION, names_institution
from outsider_etl.structure.persons import NAME_WORD, read_persons
from outsider_etl.structure.places import CITIES
from outsider_etl.structure.signs import FIELD
from outsider_etl.text import Text

SERIAL = r"(?:reports?|papers?|briefs?|briefings?|notes?|stud(?:y|ies)|memos?|series|drucksache)"
_NUMBERED = (
    re.compile(r"^(?P<series>.*?)\W*(?:\b(?:no|nr|number)\b\.?|n°|№)\s*(?P<number>[\w/-]*\d[\w./-]*)$", re.IGNORECASE),
    re.compile(
        rf"^(?P<series>(?:[A-Z][\w.&’'-]*\s+){{0,4}}(?i:{SERIAL}))\s+(?!(?:19|20)\d\d$)(?P<number>[A-Z]{{0,4}}-?\d[\w./-]*)$"
    ),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,4}-\d{2,6}(?:[-/]\w+)*|(?!FY)[A-Z]{1,4}\d{4,6})$"),
    # The symbols of the United Nations' documents.
    re.compile(r"^(?P<series>)(?P<number>(?=\D*\d)[A-Z]{1,4}(?:/[A-Z\d.]{1,8}){2,5})$"),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,5} ?\((?:19|20)\d\d\) ?\d{1,5})(?: final)?$"),
)
_PLACE_NAME = re.compile(rf"(?:The Hague|(?:{NAME_WORD},? ){{0,2}}{NAME_WORD})")
_PLACE = re.compile(rf"^{_PLACE_NAME.pattern},(?:\s+|$)")
_PLACE_BEHIND = re.compile(rf"^\s*,\s*{_PLACE_NAME.pattern}$")
# A year alone behind a name may be part of a title, unless reports are published there.
_CITY = re.compile(rf"^(?:{CITIES}),$")
_MASTHEAD = re.compile(rf"(?:The )?{NAME_WORD}(?: {NAME_WORD}){{0,3}}")
_BYLINE = re.compile(
    r"^(?:(?:(?:written|prepared|compiled|authored|commentary|report|analysis|text|opinion|story) )?by:?|"
    r"(?:authors?|from|autor(?:en|in)?|verfasser(?:in)?|auteure?s?) ?:)\s+(?P<names>.+)$",
    re.IGNORECASE,
)
# These are words of names in other languages.
_FOREIGN_BYLINES = {
    "de": re.compile(r"^von\s+(?P<names>.+)$", re.IGNORECASE),
    "fr": re.compile(r"^par\s+(?:mm?\.\s+)?(?P<names>.+)$", re.IGNORECASE),
}
_PUBLISHED_BY = re.compile(
    r"^(?:publisher ?:|published by:?|(?:hrsg\.|herausgegeben) von|herausgeber(?:in)? ?:|publié par|éditeur ?:)\s+"
    r"(?:(?:the|der|dem|den|die)\s+)?(?!(?:order|permission)\b)(?P<name>(?-i:[^\W\d_a-z]).{1,80})$",
    re.IGNORECASE,
)
_LEADS_TO_DATE = re.compile(r"\s*(?:[,(]|\s(?:on|in))\s*$")
# What says where or to whom a report was published, or its number, and ends with the day or the month.
_DATED = re.compile(
    r"(?!.*(?:;|\b(?:answer|reply|response)\b))"
    r"(?:published (?:in|at)|presented to (?:parliament|congress)|report no)\b.*, .*\d{4}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_LAST = re.compile(r"^(?:\S+ ){0,3}\(?(?:19|20)\d\d\)?$")
_ADDRESS = re.compile(r"\s(?:https?://|www\.)\S+$")
BAR = re.compile(r"\s+[|·•]\s+")
_BY = re.compile(r"(?:by|authors?)\b", re.IGNORECASE)
# What a first line may say before the title comes.
_DOCUMENT_KIND = re.compile(
    r"^\W*(?:(?:(?:policy|working|research|issue|discussion|white|technical|position|briefing|background|special|annual|final)\s+)?"
    r"(?:briefs?|briefing|papers?|reports?|notes?|memo(?:randum)?|study|commentary|analysis|perspectives?)"
    r"|(?:\S+-)?(?:studie|arbeitspapier|positionspapier)"
    r"|(?:press|news|media) release|fact ?sheet|pressemitteilung|communiqué de presse"
    r"|(?:the )?long read|op-?ed|opinion|editorial|explainer|feature|interview"
    r"|(?:kleine |große )?anfrage|antrag|antwort|bericht|gesetzentwurf|gutachten|stellungnahme|unterrichtung"
    r"|rapport(?: d['’]information| annuel)?|avis|note d['’]information|document de travail)\W*$",
    re.IGNORECASE,
)
# On what occasion it was written, and what stands over a page of the web.
_OCCASION = re.compile(
    r"^\W*(?:(?:agenda )?item \d[^.]{0,20} of the (?:provisional )?agenda"
    r"|(?:hc \d\S* )?session (?:ordinaire |extraordinaire )?(?:de )?\d{4}\S*(?: \d{1,2} \w+ \d{4})?"
    r"|\S+(?:st|nd|rd|th) session|\d+\. wahlperiode|\S+ (?:special )?report of session \d{4}\S*|home\s*[/>»›].*"
    r"|(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation)|menu|search|share(?: this(?: \w+)?)?"
    r"|zum (?:haupt)?inhalt(?: springen)?|(?:aller|passer) au contenu(?: principal)?)\W*$",
    re.IGNORECASE,
)
# A title page has no more blocks than these.
MOST_BLOCKS = 12
_LONGEST = 120
_MOST_WORDS = 4
# The time of the day that a newspaper or an e-mail gives with the date.
_TIME = re.compile(
    r"(?:(?<=\d)T|,? *(?:\b(?:at|à|um)\b|[|–—-])? *\b)\d{1,2}(?:[:h]\d\d(?::\d\d)?|\.\d\d(?= ?[A-Zap]))(?![.:]?\d)"
    r"(?: ?[ap]\.?m\b\.?)?(?: Uhr)?(?: ?(?:[A-Z]{1,4}\b|[+-]\d{4}))?,?"
)
_BY_A_DATE = re.compile(
    r"^(?:(?:published|updated|revised|released|issued|posted|last|first|draft|version|date|dated|datum|of|on|in|as|modified|sent|"
    r"den|vom|im|am|stand|du|le)\b[\s:]*)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a title page and what it says.

    `whole` where it is a block and no piece of one; `byline` and `imprint` where it says that its names are those of
    authors, or that of the publisher.
    """

    text: str
    whole: bool = True
    names: tuple[str, ...] = ()
    byline: bool = False
    date: DateValue | None = None
    publisher: str | None = None
    imprint: bool = False
    number: tuple[str | None, str] | None = None


def only_date(text: str) -> DateValue | None:
    """Return the date that `text` consists of, words such as "Published", the hour and a place left aside."""
    text = with_english_dates(Text.of(_TIME.sub("", text))).value
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


def _without_last_date(text: str) -> tuple[DateValue | None, str]:
    """Return the date that ends a line, and the text before it."""
    for found in find_dates(text):
        led = _LEADS_TO_DATE.search(text[: found.start])
        if led and not text[found.end :].strip(" .)") and isinstance(found.value, DateValue) and found.value.start:
            return found.value, text[: led.start()]
    return None, text


def read_line(text: str, languages: Collection[str] = _FOREIGN_BYLINES) -> Line:
    """Return what a line of a title page says: "Clean Air Fund, Bonn, May 2020" names the publisher and the date.

    Of a newspaper's name and a day only the day is read. The `languages` tell which words lead in to a byline.
    """
    published = _PUBLISHED_BY.match(text)
    if published:
        date, name = _without_last_date(published["name"].rstrip(" ."))
        # A person who publishes a page of the web, or edits a book, is no house.
        house = ":" in text or not read_persons(name)
        return Line(text, date=date, publisher=name if house else None, imprint=house)
    byline = _byline(text, languages)
    date = None if byline else only_date(text)
    if date:
        return Line(text, date=date, number=read_number(text))
    said = byline["names"] if byline else _ADDRESS.sub("", text)
    date, rest = without_date(with_english_dates(Text.of(said)).value)
    publisher = None if byline else _institution(rest, dated=date is not None)
    number = read_number(text) or read_number(rest)
    dated = date is not None and date.granularity in ("day", "month") and is_dated(text)
    newspaper = date is not None and date.granularity == "day" and _MASTHEAD.fullmatch(rest)
    return Line(
        text=text,
        names=() if is_document_kind(text) or (date and not byline) else read_persons(rest),
        byline=byline is not None,
        date=date if byline or publisher or number or newspaper or dated or is_document_kind(rest) else None,
        publisher=publisher,
        number=number,
    )


def is_dated(text: str) -> bool:
    """Whether a line says where, to whom or as what the report was published, and when, with one year in it."""
    return _DATED.match(text) is not None and len(_YEAR.findall(text)) == 1


def _byline(text: str, languages: Collection[str]) -> re.Match[str] | None:
    patterns = [_BYLINE, *(_FOREIGN_BYLINES[code] for code in languages if code in _FOREIGN_BYLINES)]
    return next(filter(None, (pattern.match(text) for pattern in patterns)), None)


def _institution(text: str, *, dated: bool) -> str | None:
    """Return the institution that `text` is the name of, places behind it left aside; a short name may be `dated`."""
    name, *places = text.split(", ")
    short = dated and len(name.split()) <= _MOST_WORDS and INSTITUTION.search(name)
    known = short or names_institution(name)
    if known and all(map(_PLACE_NAME.fullmatch, places)):
        return name
    return text if names_institution(text) else None


def is_document_kind(text: str) -> bool:
    """Whether `text` says what kind of document it stands on, such as "Policy Brief" or "First session"."""
    return names_kind(text) or (len(text) <= _LONGEST and _OCCASION.match(text) is not None)


def names_kind(text: str) -> bool:
    """Whether `text` is the name of a kind of document, such as "Policy Brief"."""
    return len(text) <= _LONGEST and _DOCUMENT_KIND.match(text) is not None


def says_publication(text: str) -> bool:
    """Whether `text` is a line about the publication: who wrote or published it, when, or a report's bare number."""
    if len(text) > _LONGEST:
        return False
    return (
        FIELD.match(text) is not None
        or _YEAR_LAST.match(text) is not None
        or any(map(_is_about_publication, map(read_line, BAR.split(text))))
    )


def _is_about_publication(line: Line) -> bool:
    series, number = line.number or (None, "")
    signed = line.byline and (line.names or _BY.match(line.text))
    return bool(signed or line.date or line.publisher or (series is None and number.isalnum()))


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

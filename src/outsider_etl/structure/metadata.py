"""Read what a report says of itself: title, authors, publisher, series, ISBN, date and language."""

import re
from collections.abc import Sequence
from dataclasses import replace

import py3langid

from outsider_etl.document import Metadata
from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.values import DateValue

_CITE_AS = re.compile(
    r"^\W*(?:how to (?:quote|cite)|(?:please )?(?:cite|quote) (?:this|as)|(?:suggested|recommended|preferred) citation"
    r"|citation)\b[^:]{0,40}:?\s*",
    re.IGNORECASE,
)
# What follows the facts of a citation: where it can be had, and when it was looked up.
_TAIL = re.compile(
    r"\s*(?:https?://|www\.|\bdoi\b|(?:(?<=[.,;)])|(?<=[.,;)]\s))"
    r"(?:as of|(?:also )?available|accessed|retrieved|url)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(
    r"^(?P<authors>.*?)[\s,(]*(?P<year>(?:19|20)\d\d)?[).,:\s]*"
    r"(?:[“\"«](?P<title>[^”\"»]{3,300})[”\"»]|‘(?P<single>.{3,300})’(?=[,.;(\s]|$))(?P<rest>.*)",
    re.DOTALL,
)
_YEAR_SECOND = re.compile(
    r"^(?P<authors>.+?)\s*\((?P<year>(?:19|20)\d\d)(?:, (?P<day>\w+(?: \d+)?))?\)[.,:]?\s+"
    r"(?P<title>[^.?!(]{3,300}[?!]?)[.\s]*(?P<rest>.*)",
    re.DOTALL,
)
_IMPRINT = re.compile(
    r"(?:^|(?<=[,.;] ))[A-Z][\w’' -]+(?:, (?:[A-Z]{2}|[A-Z][a-z]{1,5}\.|D\.C\.))?: (?P<publisher>[A-Z][^,.;:]+)"
)
_SEPARATOR = re.compile(r",\s+|;\s+|(?<!\b[A-Z])\.\s+(?=[A-Z])")
_SERIAL = r"(?:report|paper|brief|briefing|note|study|memo|series|papers|reports|notes|studies)"
_NUMBERED = (
    re.compile(r"^(?P<series>.*?)\W*(?:\b(?:no|nr|number)\b\.?|n°|№)\s*(?P<number>[\w/-]*\d[\w./-]*)$", re.IGNORECASE),
    re.compile(
        rf"^(?P<series>(?:[A-Z][\w.&’'-]*\s+){{0,4}}(?i:{_SERIAL}))\s+(?!(?:19|20)\d\d$)(?P<number>[A-Z]{{0,4}}-?\d[\w./-]*)$"
    ),
    re.compile(r"^(?P<series>)(?P<number>[A-Z]{1,4}-\d{2,6}(?:[-/]\w+)*|(?!FY)[A-Z]{1,4}\d{4,6})$"),
)
_BODY = (
    r"\b(?:institut\w*|universit\w+|banks?|commission|council|cent(?:er|re)|ministry|department|agency|offices?|"
    r"foundation|association|society|organi[sz]ation|committee|corporation|company|group|school|college|academy|"
    r"union|fund|press|bureau|authority|government|parliament|congress|forum|alliance|service|nations|library|"
    r"federation|secretariat|directorate|laboratory|inc|ltd)\b"
)
_INSTITUTION = re.compile(_BODY, re.IGNORECASE)
# A rule, a sentence, or a line that begins or ends as the name of an institution does.
_NO_SUBTITLE = re.compile(rf"^\W*$|\.$|^(?:the )?{_BODY}|^[^:]*{_BODY}$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:fellow|professor|analyst|director|researcher|scholar|advis[eo]r|editors?|eds?|specialist|economist|attorney|"
    r"lecturer|associate|head|president|chair\w*|officer|scientist|coordinator|expert|consultant|ph\.?d)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:by|authors?:|written by)\s+(?P<names>.+)$", re.IGNORECASE)
_END = re.compile(r"(?<=\w\w)\.$")
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms)\.?\s+", re.IGNORECASE)
_NAME_WORD = r"(?!(?:The|A|An|On|In|Of|For|Its?)\s)[A-ZÀ-Þ][\w.’'-]*"
_PERSON = re.compile(
    rf"^{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|da|di|do|dos|del|della|der|den|du|la|le|van|von|ten|ter|el|al|bin|ibn))"
    rf"{{0,4}}\s+{_NAME_WORD}$"
)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[\s-]?)+$")
_AND = re.compile(r"\s*(?:;|,?\s*(?:&|\band\b))\s*")
_COMMA = re.compile(r"\s*[,(\n]\s*")
_PLACE = re.compile(rf"^(?:{_NAME_WORD},? ){{0,2}}{_NAME_WORD},(?:\s+|$)")
_BY_A_DATE = re.compile(
    r"^(?:(?:published|updated|revised|released|issued|last|first|draft|version|date|dated|of|on|in|as)\b[\s:]*)*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^\W*(?:(?:table of )?contents|summary|executive summary|abstract|introduction|jump to\b.*)\W*$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?P<rest>.{2,120})", re.IGNORECASE)
_RIGHTS_NOISE = re.compile(
    r"all rights reserved|copyright|by the\b|\b(?:19|20)\d\d\b|[©,.;]|^\s*(?:by|the)\b", re.IGNORECASE
)
_SAMPLE = 20_000
_LEAST_LETTERS = 80


def read_metadata(front: Sequence[str], body: str, isbn_text: str) -> Metadata:
    """Return what the front matter says; `front` are its blocks' clean texts in order, `body` the text that follows.

    A suggested citation is believed before the title page, since it tells title, series, publisher and date apart.
    The language is that of the body. `isbn_text` is searched for an ISBN whose check digit holds.
    """
    title_page = _from_title_page(front, frozenset(_WORD.findall(body)))
    cited = _from_citation(front)
    found = replace(
        title_page, **{name: value for name in cited.__slots__ if (value := getattr(cited, name)) not in (None, ())}
    )
    return replace(
        found,
        publisher=found.publisher or _rights_holder(front),
        isbn=_isbn(isbn_text),
        language=_language(body or " ".join(front)),
    )


def _from_title_page(front: Sequence[str], words: frozenset[str]) -> Metadata:
    """Read title, subtitle, authors, series and date off the first short blocks, in whatever order they stand.

    `words` are those of the body: what is written small there is no name.
    """
    title = subtitle = None
    authors: tuple[str, ...] = ()
    found = Metadata()
    for text in front[:12]:
        if _CITE_AS.match(text) or _CONTENTS.match(text) or len(text) > 200:
            break
        value, numbered, byline = _only_date(text), _numbered(text), _BYLINE.match(text)
        names = _authors(byline["names"] if byline else text)
        if value:
            found = found if found.published_start else _dated(found, value)
        elif title and numbered:
            found = replace(found, series=found.series or numbered[0], series_number=found.series_number or numbered[1])
        elif names and (byline or (title and _are_names(names, words.union(_WORD.findall(title.lower()))))):
            authors += tuple(name for name in names if name not in authors)
        elif title is None:
            title = text if _WORD.search(text) else None
        elif not (names or byline or subtitle or authors or found.published_start or _NO_SUBTITLE.search(text)):
            subtitle = text
    if title and subtitle is None and ": " in title:
        title, subtitle = title.split(": ", 1)
    return replace(found, title=title, subtitle=subtitle, authors=authors)


def _are_names(names: Sequence[str], words: frozenset[str]) -> bool:
    """Return whether none of the names has a word that is written small among `words`."""
    return not any(word.lower() in words for name in names for word in _WORD.findall(name) if word[0].isupper())


def _only_date(text: str) -> DateValue | None:
    """Return the date that `text` consists of, words such as "Published" left aside, and a place before a month."""
    for found in find_dates(text):
        value = found.value
        rest = (text[: found.start] + text[found.end :].strip(" .,:;()")).strip(" .:;()")
        if isinstance(value, DateValue) and value.start:
            words = rest if value.granularity == "year" else _PLACE.sub("", rest)
            return value if _BY_A_DATE.match(words) else None
    return None


def _numbered(text: str) -> tuple[str | None, str] | None:
    """Return the series and the number in it that `text` consists of."""
    for pattern in _NUMBERED:
        match = pattern.match(text)
        if match:
            return match["series"].strip(" ,") or None, match["number"].rstrip(".")
    return None


def _from_citation(front: Sequence[str]) -> Metadata:
    """Read the citation that the report asks to be quoted by, in whichever of the usual orders its facts stand."""
    citation = _TAIL.sub("", _suggested_citation(front)).strip()
    match = _QUOTED.match(citation)
    if match:
        found = _titled(match["title"] or match["single"], _authors(match["authors"]))
        return _with_rest(_dated(found, _only_date(match["year"] or "")), match["rest"])
    match = _YEAR_SECOND.match(citation)
    if match:
        found = _titled(match["title"], _authors(match["authors"]))
        return _with_rest(_dated(found, _only_date(f"{match['day'] or ''} {match['year']}".strip())), match["rest"])
    imprint = _last_imprint(citation)
    if imprint:
        names, title = _names_before_title(citation[: imprint.start()])
        return _with_rest(_titled(title, names), citation[imprint.start() :]) if title else Metadata()
    return Metadata()


def _last_imprint(text: str) -> re.Match[str] | None:
    """Return where the place and the publisher stand; a colon in the title may look the same, but comes before."""
    return max(_IMPRINT.finditer(text), key=re.Match.start, default=None)


def _titled(text: str, authors: tuple[str, ...]) -> Metadata:
    title, _, subtitle = text.strip(" ,.").partition(": ")
    return Metadata(title=title, subtitle=subtitle or None, authors=authors)


def _names_before_title(text: str) -> tuple[tuple[str, ...], str | None]:
    """Part the authors from a title that only a comma or a full stop sets off: several names end after their "and"."""
    for match in _SEPARATOR.finditer(text):
        head, title = text[: match.start()], text[match.end() :].strip(" ,.")
        names = _authors(head)
        open_list = _AND.match(title) or (_AND.search(title) and _authors(_SEPARATOR.split(title)[0]))
        if names and not open_list and title[:1].isalpha() and (len(names) == 1 or _AND.search(head)):
            return names, title
    return (), None


def _with_rest(found: Metadata, rest: str) -> Metadata:
    """Add what stands after the title: series and number, publisher and date."""
    value, rest = _without_date(rest.replace("(", ", ").replace(")", "").strip(" ,.;"))
    imprint = _last_imprint(rest)
    if imprint:
        rest = rest[: imprint.start()] + rest[imprint.end() :]
    parts = [part.strip(" .") for part in _SEPARATOR.split(rest) if part.strip(" .,;")]
    series, number, others = _series_apart(parts)
    likely = [part for part in others if _INSTITUTION.search(part)] or (others if number and len(others) == 1 else [])
    return replace(
        found if found.published_start else _dated(found, value),
        publisher=imprint["publisher"].strip() if imprint else next(iter(likely), None),
        series=series,
        series_number=number,
    )


def _without_date(text: str) -> tuple[DateValue | None, str]:
    """Return the first date that stands between commas, and the text without it."""
    for found in find_dates(text):
        before, after = text[: found.start].rstrip(), text[found.end :]
        alone = before[-1:] in ("", ",", ".", ";", ":") and after[:1] in ("", ",", ".", ";")
        if alone and isinstance(found.value, DateValue) and found.value.start:
            return found.value, f"{before.rstrip(',')}, {after.lstrip(' ,.;')}".strip(" ,.;")
    return None, text


def _series_apart(parts: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    """Return the series, the number in it and the other parts; the series may be a part of its own before it."""
    for index, part in enumerate(parts):
        numbered = _numbered(part)
        if numbered is None:
            continue
        series, number = numbered
        others = [*parts[:index], *parts[index + 1 :]]
        before = parts[index - 1] if index else ""
        if any(map(str.isdigit, before)):
            return None, None, others
        if series is None and len(others) > 1 and before and not _INSTITUTION.search(before):
            others.remove(before)
            series = before
        return series, number, others
    return None, None, list(parts)


def _suggested_citation(front: Sequence[str]) -> str:
    for index, text in enumerate(front):
        lead = _CITE_AS.match(text)
        if lead:
            rest = text[lead.end() :].strip()
            return rest or (front[index + 1] if index + 1 < len(front) else "")
    return ""


def _dated(metadata: Metadata, value: DateValue | None) -> Metadata:
    return replace(metadata, published_start=value.start, published_end=value.end) if value else metadata


def _authors(text: str) -> tuple[str, ...]:
    """Return the persons named, given name first; none where `text` names anything but persons, roles and houses."""
    names = []
    for group in _AND.split(text.strip(" ,:;")):
        pieces = [_HONORIFIC.sub("", _END.sub("", piece.strip(" :)"))) for piece in _COMMA.split(group)]
        pieces = [piece for piece in pieces if piece and not _ROLE.search(piece) and not _INSTITUTION.search(piece)]
        while pieces:
            name = pieces.pop(0)
            if pieces and (" " not in name or _INITIALS.match(pieces[0])):
                name = f"{pieces.pop(0)} {name}"
            names.append(_in_title_case(name))
    return tuple(names) if all(map(_PERSON.match, names)) else ()


def _in_title_case(name: str) -> str:
    return " ".join(part.title() if len(part) > 3 and part.isupper() else part for part in name.split())


def _rights_holder(front: Sequence[str]) -> str | None:
    for text in front:
        match = _RIGHTS.search(text)
        holder = _RIGHTS_NOISE.sub(" ", match["rest"]) if match else ""
        if holder.strip():
            return " ".join(holder.split())
    return None


def _isbn(text: str) -> str | None:
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[- ]", "", match["isbn"]).upper()
        values = [10 if char == "X" else int(char) for char in digits]
        if len(values) == 13 and sum(v * (3 if i % 2 else 1) for i, v in enumerate(values)) % 10 == 0:
            return match["isbn"].strip()
        if len(values) == 10 and sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0:
            return match["isbn"].strip()
    return None


def _language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of `text` is in; None where there is too little to tell."""
    if sum(map(str.isalpha, text[:_SAMPLE])) < _LEAST_LETTERS:
        return None
    return next((code for code, _ in py3langid.rank(text[:_SAMPLE]) if len(code) == 2), None)

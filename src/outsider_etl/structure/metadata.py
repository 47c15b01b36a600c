"""Read what a report says of itself: title, authors, publisher, series, ISBN, date and language."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import py3langid

from outsider_etl.document import Metadata
from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.values import DateValue

_CITE_AS = re.compile(
    r"^\W*(?:how to (?:quote|cite)|(?:please )?(?:cite|quote) (?:this|as)|(?:suggested|recommended|preferred) citation"
    r"|citation)\b[^:]{0,40}:?\s*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[“\"«](?P<quoted>[^”\"»]{3,300})[”\"»]")
_NUMBER = re.compile(r"(?:\b(?:no|nr|number|report|paper|brief)\b\.?|n°|№)\s*(?P<number>\d[\w./-]*)", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?P<rest>.{2,120})", re.IGNORECASE)
_RIGHTS_NOISE = re.compile(
    r"all rights reserved|copyright|by the\b|\b(?:19|20)\d\d\b|[©,.;]|^\s*(?:by|the)\b", re.IGNORECASE
)
_BYLINE = re.compile(r"^(?:by|authors?:?|written by)\s+(?P<names>.+)$", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.’'-]*\s+){1,4}[A-ZÀ-Þ][\w.’'-]+$")
_NAMES_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_SAMPLE = 20_000


def read_metadata(front: Sequence[str], body: str, isbn_text: str) -> Metadata:
    """Return what the front matter says; `front` are its blocks' clean texts in order, `body` the text that follows.

    A suggested citation is believed before the title page, since it tells title, series, publisher and date apart.
    The language is that of the body. `isbn_text` is searched for an ISBN whose check digit holds.
    """
    title_page = _from_title_page(front)
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


def _from_title_page(front: Sequence[str]) -> Metadata:
    """Read title, subtitle, authors and date off the first short blocks, in whatever order they stand."""
    title = subtitle = None
    authors: tuple[str, ...] = ()
    published: DateValue | None = None
    for text in front[:8]:
        value = _only_date(text)
        byline = _BYLINE.match(text)
        if _CITE_AS.match(text) or len(text) > 200:
            break
        if value:
            published = published or value
        elif byline or (title and _NAME.match(text) and not authors):
            authors = _names(byline["names"] if byline else text)
        elif title is None:
            title = text
        elif subtitle is None and not authors and published is None:
            subtitle = text
    if title and subtitle is None and ": " in title:
        title, subtitle = title.split(": ", 1)
    return _dated(Metadata(title=title, subtitle=subtitle, authors=authors), published)


def _only_date(text: str) -> DateValue | None:
    """Return the date that `text` consists of, words such as "Published" left aside."""
    for found in find_dates(text):
        rest = (text[: found.start] + text[found.end :]).strip(" ,.:;()")
        if (
            isinstance(found.value, DateValue)
            and found.value.start
            and len(rest) <= 12
            and not any(map(str.isdigit, rest))
        ):
            return found.value
    return None


def _from_citation(front: Sequence[str]) -> Metadata:
    """Read the citation that the report asks to be quoted by: authors, “title”, series, number, publisher, date."""
    citation = _suggested_citation(front)
    match = _TITLE.search(citation)
    if not match:
        return Metadata()
    title, _, subtitle = match["quoted"].strip(" ,.").partition(": ")
    parts = [part.strip(" .()") for part in re.split(r",\s+|\.\s+(?=[A-Z])|;\s+", citation[match.end() :].strip(" ,."))]
    numbers = [_NUMBER.search(part) for part in parts]
    dated = [_only_date(part) for part in parts]
    names = [
        part for part, number, value in zip(parts, numbers, dated, strict=True) if part and not number and not value
    ]
    number = next((found["number"] for found in numbers if found), None)
    series = names[0] if number and len(names) > 1 else None
    return _dated(
        Metadata(
            title=title,
            subtitle=subtitle or None,
            authors=_names(citation[: match.start()]),
            publisher=names[-1] if names else None,
            series=series,
            series_number=number,
        ),
        next((value for value in dated if value), None),
    )


def _suggested_citation(front: Sequence[str]) -> str:
    for index, text in enumerate(front):
        lead = _CITE_AS.match(text)
        if lead:
            rest = text[lead.end() :].strip()
            return rest or (front[index + 1] if index + 1 < len(front) else "")
    return ""


def _dated(metadata: Metadata, value: DateValue | None) -> Metadata:
    start: date | None = value.start if value else None
    end: date | None = value.end if value else None
    return replace(metadata, published_start=start, published_end=end)


def _names(text: str) -> tuple[str, ...]:
    return tuple(_in_title_case(name) for name in _NAMES_SPLIT.split(text.strip(" ,.:")) if name)


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
    """Return the ISO 639-1 code of the language that most of `text` is in."""
    if not any(char.isalpha() for char in text):
        return None
    return str(py3langid.classify(text[:_SAMPLE])[0])

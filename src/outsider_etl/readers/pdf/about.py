"""What a PDF says of itself outside its pages: title, authors, date and language, and its outline."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.utils import decode_text
from pdfplumber.pdf import PDF

from outsider_etl.document import Metadata, OutlineEntry

_MOST_ENTRIES = 20_000
_DEEPEST = 20
_LONGEST = 1_000
_MOST_XMP_BYTES = 1_000_000
_DC = "{http://purl.org/dc/elements/1.1/}"
_DATE = re.compile(r"(?:D:)?(?P<year>\d{4})-?(?P<month>\d\d)?-?(?P<day>\d\d)?")
# The format is no older; a clock that was never set is.
_FIRST_YEAR = 1993
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
# What programs put in for a title: their own name, a file's name, or nothing.
_NO_TITLE = re.compile(
    r"(?:microsoft|powerpoint|word|excel|libreoffice|adobe|quark|openoffice|google)\b.*|.*\.[a-z]{2,4}\d?|untitled.*"
    r"|\W*(?:document|presentation|slide|layout|title|page|text|none|null|print|anonymous|unspecified)[\s_-]*\d*\W*"
    r"|[\W\d_]*|\S*[_\\/]\S*|<.*",
    re.IGNORECASE,
)
_BETWEEN_AUTHORS = re.compile(r"\s*[;\n]\s*|\s+(?:and|&)\s+")
_COMMA = re.compile(r"\s*,\s*")


def properties_of(pdf: PDF) -> Metadata:
    """Return what the PDF's information dictionary and XMP packet say, rubbish left out; nothing where it is broken."""
    try:
        return _properties(pdf)
    except MemoryError:
        raise
    except Exception:  # pdfminer raises whatever comes up where an object is broken
        return Metadata()


def _properties(pdf: PDF) -> Metadata:
    xmp = _xmp(pdf.doc)
    info = {key: value for key, value in pdf.metadata.items() if isinstance(value, str)}
    titles = [*xmp.get("title", ()), info.get("Title", "")]
    created = _date(info.get("CreationDate", ""))
    languages = [_text(pdf.doc.catalog.get("Lang")), *xmp.get("language", ())]
    return Metadata(
        title=next((title for title in map(_tidy, titles) if title and not _NO_TITLE.fullmatch(title)), None),
        authors=_authors(xmp.get("creator") or [info.get("Author", "")]),
        language=next((match[1].lower() for match in map(_LANGUAGE.fullmatch, languages) if match), None),
        published_start=created,
        published_end=created,
    )


def outline_of(document: PDFDocument, pages: Mapping[int, int]) -> tuple[OutlineEntry, ...]:
    """Return the entries of the outline in order; `pages` gives the number of the page that is a certain object."""
    try:
        return tuple(_entries(document, pages))
    except Exception:  # pdfminer raises whatever comes up where an object is broken
        return ()


def _entries(document: PDFDocument, pages: Mapping[int, int]) -> Iterator[OutlineEntry]:
    root = _dictionary(document.catalog.get("Outlines"))
    todo: list[tuple[Any, int]] = [(root.get("First"), 1)]
    seen: set[int] = set()
    while todo and len(seen) < _MOST_ENTRIES:
        reference, level = todo.pop()
        if not isinstance(reference, PDFObjRef) or reference.objid in seen or level > _DEEPEST:
            continue
        seen.add(reference.objid)
        entry = _dictionary(reference)
        title = _tidy(_text(entry.get("Title")))
        if title:
            yield OutlineEntry(level, title, _page(document, entry, pages))
        todo += [(entry.get("Next"), level), (entry.get("First"), level + 1)]


def _page(document: PDFDocument, entry: Mapping[str, Any], pages: Mapping[int, int]) -> int | None:
    """Return the number of the page that an entry of the outline leads to."""
    place = resolve1(entry.get("Dest") or _dictionary(entry.get("A")).get("D"))
    if hasattr(place, "name"):
        place = place.name
    if isinstance(place, (str, bytes)):
        try:
            place = resolve1(document.get_dest(place))
        except Exception:  # a name that leads nowhere
            return None
    if isinstance(place, dict):
        place = resolve1(place.get("D"))
    first = place[0] if isinstance(place, list) and place else None
    return pages.get(first.objid) if isinstance(first, PDFObjRef) else None


def _xmp(document: PDFDocument) -> dict[str, list[str]]:
    """Return the texts of the XMP packet's Dublin Core elements by their names."""
    stream = resolve1(document.catalog.get("Metadata"))
    try:
        data = stream.get_data()[:_MOST_XMP_BYTES] if isinstance(stream, PDFStream) else b""
        # Expat fetches nothing, and bounds what entities may grow to.
        root = ElementTree.fromstring(data.strip()) if data.strip() else ElementTree.Element("none")  # noqa: S314
    except Exception:  # a broken packet says nothing
        return {}
    return {
        name: [text for item in root.iter(_DC + name) for text in map(_tidy, item.itertext()) if text]
        for name in ("title", "creator", "language")
    }


def _authors(names: list[str]) -> tuple[str, ...]:
    """Return the authors; a single word is the login of whoever made the file, unless it is an acronym."""
    parts = [part for name in names for part in _BETWEEN_AUTHORS.split(_tidy(name))]
    listed = [[*_COMMA.split(part)] for part in parts]
    people = [each for part in listed for each in (part if all(" " in p for p in part) else [", ".join(part)])]
    return tuple(dict.fromkeys(name for name in people if " " in name or (name.isupper() and len(name) > 1)))


def _date(text: str) -> date | None:
    match = _DATE.match(text)
    if not match or not match["day"] or int(match["year"]) < _FIRST_YEAR:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _text(value: object) -> str:
    value = resolve1(value)
    return value if isinstance(value, str) else decode_text(value) if isinstance(value, bytes) else ""


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:_LONGEST]


def _dictionary(value: object) -> Mapping[str, Any]:
    value = resolve1(value)
    return value if isinstance(value, dict) else {}

"""Institutions that were taken for a person, or for the author of what they keep."""

import re
from dataclasses import replace

from outsider_etl.citations.model import Citation, Name, Work

# "AG" and "SA" may be initials.
_FIRM = re.compile(r".+\s(?:A/S|ASA|GmbH|Inc|LLC|Ltd|Limited|Oyj|PJSC|S\.p\.A|plc)\.?")
_ARCHIVE = re.compile(r"archiv|biblioth|\b(?:library|record office|NARA|PRO|TNA)\b|BArch", re.IGNORECASE)


def with_institution(citation: Citation) -> Citation:
    """Return a citation with the firm that is its author as such, and the archive before a manuscript as its place."""
    work = citation.work
    if len(work.authors) != 1:
        return citation
    (author,) = work.authors
    printed = author.literal or " ".join(filter(None, (author.given, author.family)))
    if author.family and _FIRM.fullmatch(printed):
        return _relabelled(citation, "a", "l", work._replace(authors=(Name(literal=printed),)))
    if author.literal and work.type == "manuscript" and not work.publisher and _ARCHIVE.search(printed):
        return _relabelled(citation, "l", "p", work._replace(authors=(), publisher=printed))
    return citation


def _relabelled(citation: Citation, label: str, right: str, work: Work) -> Citation:
    parts = tuple(part._replace(label=right) if part.label == label else part for part in citation.parts)
    return replace(citation, parts=parts, work=work)

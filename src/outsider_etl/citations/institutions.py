"""Institutions that were taken for a person, or for the author of what they keep."""

import re
from dataclasses import replace

from outsider_etl.citations.model import Citation, Name, Work
from outsider_etl.citations.names import is_firm
from outsider_etl.citations.outlets import is_series

_WHOLE = frozenset(("book", "report"))
_ARCHIVE = re.compile(r"archiv|biblioth|\b(?:library|record office)\b|BArch", re.IGNORECASE)
# Archives go by their initials before the numbers of what lies there; who wrote a memorandum that has a title may too.
_INITIALS = re.compile(r"[A-Z]{2,6}")


def with_institution(citation: Citation) -> Citation:
    """Return a citation with the firm that is its author as such, and the archive before a manuscript as its place.

    What an institution published has a title, be it in the place of a series: "Federal Bureau, Yearbook, Bonn 1969".
    """
    work = citation.work
    if not work.authors:
        return citation
    first, *others = work.authors
    printed = first.literal or " ".join(filter(None, (first.given, first.family)))
    label = citation.parts[0].label
    is_publisher = printed == work.publisher and first.given is None
    if label == "a" and not others and (is_publisher or is_firm(printed)):
        return _begun(citation, "l", work._replace(authors=(Name(literal=printed),)))
    container = work.container_title
    whole = work.type in _WHOLE and not (work.title or work.volume or work.issue or work.number)
    if label == "l" and not others and whole and container and not is_series(container):
        parts = tuple(part._replace(label="ti") if part.label == "j" else part for part in citation.parts)
        return replace(citation, parts=parts, work=work._replace(title=container, container_title=None))
    keeps = _ARCHIVE.search(printed) or (not work.title and _INITIALS.fullmatch(printed))
    if label == "l" and work.type == "manuscript" and not work.publisher and keeps:
        return _begun(citation, "p", work._replace(authors=tuple(others), publisher=printed))
    return citation


def _begun(citation: Citation, label: str, work: Work) -> Citation:
    """Return a citation whose first field has another label."""
    first, *behind = citation.parts
    return replace(citation, parts=(first._replace(label=label), *behind), work=work)

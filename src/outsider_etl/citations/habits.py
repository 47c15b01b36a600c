"""What a document does throughout, and what follows for the citations in which it is not seen.

Where a report sets its outlets in italics, what stands upright in an outlet's place is the institution whose site it
is.
"""

from collections.abc import Sequence
from dataclasses import replace

from outsider_etl.citations.model import Citation, Offsets

_ARTICLES = frozenset(("article-magazine", "article-newspaper", "post-weblog", "report", "webpage"))
_FEWEST, _MOST_OFTEN = 5, 0.75
"""A habit shows in so many articles at least, and in such a share of them."""


def with_publishers(citations: Sequence[Citation], emphasis: Sequence[Sequence[Offsets]]) -> list[Citation]:
    """Return the citations of a document with upright containers as publishers, where it sets containers in italics.

    `emphasis` are the spans in italics or bold of each of its notes. A container that is called by its host
    ("Kremlin.ru") stays one.
    """
    italic = [_is_italic(each, emphasis[each.note]) for each in citations]
    told = [each for each in italic if each is not None]
    if len(told) < _FEWEST or sum(told) < _MOST_OFTEN * len(told):
        return list(citations)
    return [_published(each) if upright is False else each for each, upright in zip(citations, italic, strict=True)]


def _is_italic(citation: Citation, emphasis: Sequence[Offsets]) -> bool | None:
    """Whether the container of an article is in italics; None where there is none, or it is a series or a journal."""
    work = citation.work
    if work.type not in _ARTICLES or work.number or work.volume or work.issue:
        return None
    container = next((part for part in citation.parts if part.label == "j"), None)
    return container and any(start < container.end and container.start < end for start, end in emphasis)


def _published(citation: Citation) -> Citation:
    work = citation.work
    if work.publisher is not None or "." in (work.container_title or ""):
        return citation
    parts = tuple(part._replace(label="p") if part.label == "j" else part for part in citation.parts)
    type_ = work.type if work.type == "report" else "webpage"
    work = work._replace(publisher=work.container_title, container_title=None, type=type_)
    return replace(citation, parts=parts, work=work)

"""The forms of works that citations tell in so many words: speeches, broadcasts, films, papers of a conference."""

import re

from outsider_etl.citations.model import Citation, Work
from outsider_etl.citations.types import gaps

_OPENS_AS_SPEECH = re.compile(
    r"(?:\w+\s)?(?:speech|remarks|address|lecture|discours|allocution|\w*rede|ansprache|vortrag|grußwort)\s"
    r"(?:(?:by|of|von|vo[mr]|de[rs]|de|du)\s|d['’])",
    re.IGNORECASE,
)
# "Remarks by an official in an interview with the author" are no speech.
_IN_PRIVATE = re.compile(
    r"\b(?:interview\w*|entretien|gespräch|(?:the|de[mn]|der)\s(?:author|autor\w*|verfasser\w*)|l['’]auteure?|e-?mail"
    r"|phone|telephone)\b",
    re.IGNORECASE,
)
_BROADCAST = re.compile(
    r"\b(?:podcast|sendung|émission|broadcast|(?:radio|television|TV)\sprogram(?:me)?)\b", re.IGNORECASE
)
_DIRECTED = re.compile(r"\b(?:directed\sby|réalisée?\spar|regie:)", re.IGNORECASE)
# What a conference is on tells it from those of diplomats: "Proceedings of the Yalta Conference".
_CONFERENCE = re.compile(
    r"\bproceedings\b.{0,100}\b(?:conference|congress|symposium|workshop)\son\b"
    r"|\b(?:symposium|workshop)(?:\s\d{4})?\sproceedings\b|^international\s(?:conference|symposium|workshop)\son\b",
    re.IGNORECASE,
)
_PREPRINTS = re.compile(
    r"(?:arxiv|(?:bio|chem|earth|med|soc)r?(?:ar)?xiv|ssrn)(?:$|:|\s(?:\[|e-?prints?\b|preprints?\b|electronic\b))",
    re.IGNORECASE,
)
_OF_BOOKS = re.compile(r"\b(?:press(?=$|\s(?:books|of)\b)|verlag|books|publishers|éditions)\b", re.IGNORECASE)
_SAYS_REPORT = re.compile(r"paper|report|study|brief|bericht|studie|rapport|étude", re.IGNORECASE)
_OF_A_YEAR = 300
"""Days: what has a month or a day is no book."""
_TALKED = frozenset(("interview", "personal_communication"))
_MAY_BE_BROADCAST = frozenset(("article-magazine", "article-newspaper", "post", "webpage"))
_WHOLE = frozenset(("book", "webpage"))
_IN_CONTAINER = frozenset(("article-journal", "chapter"))


def with_told_form(citation: Citation, note: str) -> Citation:
    """Return a citation with the type that its words or its container tell, where it has one that is easily mistaken.

    `note` is the text that its offsets count in.
    """
    type_, said = citation.work.type, gaps(note, citation.start, citation.end, citation.parts)
    container = citation.work.container_title or ""
    if type_ in _IN_CONTAINER and _PREPRINTS.match(container):
        return citation.typed("article")
    if type_ in _IN_CONTAINER and _CONFERENCE.search(container):
        return citation.typed("paper-conference")
    between = " … ".join(said)
    if type_ in _TALKED and _OPENS_AS_SPEECH.match(said[0]) and not _IN_PRIVATE.search(between):
        return citation.typed("speech")
    if type_ in _MAY_BE_BROADCAST and _BROADCAST.search(between):
        return citation.typed("broadcast")
    if type_ == "report" and _is_book(citation.work) and not _SAYS_REPORT.search(between):
        return citation.typed("book")
    return citation.typed("motion_picture") if type_ in _WHOLE and _DIRECTED.search(between) else citation


def _is_book(work: Work) -> bool:
    """Whether a work is one that persons wrote for a publisher of books, and of which only the year is told."""
    persons = work.authors and all(name.family or name.literal == "et al." for name in work.authors)
    if not persons or not work.title or any((work.number, work.container_title, work.volume)):
        return False
    first, last = work.issued_start, work.issued_end
    is_year = first is not None and last is not None and (last - first).days > _OF_A_YEAR
    return is_year and _OF_BOOKS.search(work.publisher or "") is not None

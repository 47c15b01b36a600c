"""The forms of works that citations tell in so many words: speeches, broadcasts, films."""

import re

from outsider_etl.citations.model import Citation, Part

_OPENS_AS_SPEECH = re.compile(
    r"(?:\w+\s)?(?:speech|remarks|address|lecture|discours|allocution|\w*rede|ansprache|vortrag|grußwort)\s"
    r"(?:(?:by|of|von|vo[mr]|de[rs]|de|du)\s|d['’])",
    re.IGNORECASE,
)
_BROADCAST = re.compile(
    r"\b(?:podcast|sendung|émission|broadcast|(?:radio|television|TV)\sprogram(?:me)?)\b", re.IGNORECASE
)
_DIRECTED = re.compile(r"\b(?:directed\sby|réalisée?\spar|regie:)", re.IGNORECASE)
_TALKED = frozenset(("interview", "personal_communication"))
_ON_A_SITE = frozenset(("article-magazine", "article-newspaper", "post", "webpage"))
_WHOLE = frozenset(("book", "webpage"))


def with_told_form(citation: Citation) -> Citation:
    """Return a citation with the type that it tells outside of its fields, where it has one that is easily mistaken."""
    type_, said = citation.work.type, _said(citation)
    if type_ in _TALKED and _OPENS_AS_SPEECH.match(said[0]):
        return citation.typed("speech")
    between = " … ".join(said)
    if type_ in _ON_A_SITE and _BROADCAST.search(between):
        return citation.typed("broadcast")
    return citation.typed("motion_picture") if type_ in _WHOLE and _DIRECTED.search(between) else citation


def _said(citation: Citation) -> list[str]:
    """Return what a citation says before, between and behind its fields."""
    said, place = [], citation.start
    for part in (*citation.parts, Part("", citation.end, citation.end)):
        said.append(citation.text[place - citation.start : part.start - citation.start])
        place = part.end
    return said

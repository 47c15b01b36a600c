"""What the citations of a note say of its names: where organisations stand in it, and where none does."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

import py3langid

from outsider_etl.citations.model import PERSONS, Citation, Part
from outsider_etl.nlp.organisations.tags import Offsets

# What of these types appears in is an outlet; what others appear in is a journal, a series, a book or a code of laws.
_IN_OUTLETS = frozenset(
    "article-magazine article-newspaper broadcast interview motion_picture post post-weblog speech webpage".split()
)
# A bracket parts names; which they are is for the tagger to say.
_BRACKET = re.compile(r"[(\[]")
_BLOG = re.compile(r"\bblog\b", re.IGNORECASE)
_FOREIGN_AND = re.compile(r"\s(?:et|und|y)\s(?=[A-ZÀ-Þ])")
_SEPARATOR = re.compile(r"\s*(?:[,;/]|\b(?:and|et|und|y)\b|&|,\s+and\b)\s*")
_FOREIGN = 12.0
"""By how much another language must be likelier (log odds) for a title not to be in English."""


def closed_fields(text: str, citations: Iterable[Citation]) -> list[Offsets]:
    """Return the spans of a note in which citations say that no organisation is named, in order.

    They are persons, addresses, journals, and titles in another language.
    """
    return sorted(
        (part.start, part.end)
        for citation in citations
        for part in citation.parts
        if not _is_institution(citation, part, text)
        and (part.label in (*PERSONS, "u", "j") or (part.label == "ti" and _is_foreign(citation, text, part)))
    )


def cited_names(text: str, citations: Iterable[Citation], chosen: Sequence[Offsets]) -> list[Offsets]:
    """Return the organisations of `text` that citations name; `chosen` are those that the tagger found, in order.

    A publisher, an institution in the author's place and an outlet are organisations; where the tagger names several in
    a list of them, each is, and where it names more than the field, that is the name. What stands in the author's place
    of a citation without a title may be the title itself, and decides nothing.
    """
    return [
        name
        for citation in citations
        for part in citation.parts
        if _is_institution(citation, part, text)
        for name in _names(text, (part.start, part.end), chosen)
    ]


def _is_institution(citation: Citation, part: Part, text: str) -> bool:
    work = citation.work
    match part.label:
        case "p":
            return True
        case "l":
            return work.title is not None
        case "j":
            in_outlet = work.type in _IN_OUTLETS and not (work.volume or work.issue)
            return in_outlet and not _BLOG.search(text, part.start, part.end)
        case _:
            return False


def _names(text: str, span: Offsets, chosen: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the names in a field: those chosen where they are all of it but for what parts them, else the whole."""
    before = bisect_right(chosen, span[0], key=itemgetter(0))
    if before and chosen[before - 1][1] >= span[1] and chosen[before - 1] != span:
        yield chosen[before - 1]
        return
    if _BRACKET.search(text, *span):
        return
    first = bisect_left(chosen, span[0], key=itemgetter(0))
    inside = chosen[first : bisect_right(chosen, span[1], lo=first, key=itemgetter(1))]
    edges = [span[0], *(end for _, end in inside)], [*(start for start, _ in inside), span[1]]
    between = [text[one:other] for one, other in zip(*edges, strict=True)]
    listed = (
        inside and not between[0].strip() and not between[-1].strip() and all(map(_SEPARATOR.fullmatch, between[1:-1]))
    )
    if not listed or ("&" in text[slice(*span)] and any(_is_one_word(text[slice(*each)]) for each in inside)):
        inside = [span]
    for start, end in inside:
        # To a reader of English "et" and "und" are part of the name.
        for match in _FOREIGN_AND.finditer(text, start, end):
            yield start, match.start()
            start = match.end()
        yield start, end


def _is_one_word(name: str) -> bool:
    """Whether a name is a word that is no acronym, as partners in a firm are named: "Farrar, Straus & Giroux"."""
    return " " not in name and not name.isupper()


def _is_foreign(citation: Citation, text: str, title: Part) -> bool:
    return bool(citation.work.title_translation) or _is_in_another_language(text[title.start : title.end])


@lru_cache(maxsize=1000)
def _is_in_another_language(title: str) -> bool:
    ranked = py3langid.rank(title)
    return float(ranked[0][1] - dict(ranked)["en"]) > _FOREIGN

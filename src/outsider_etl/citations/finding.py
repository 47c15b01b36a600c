"""The citations of a document: found in its footnotes, read, and resolved."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from outsider_etl.citations.forms import with_told_form
from outsider_etl.citations.habits import with_publishers
from outsider_etl.citations.institutions import with_institution
from outsider_etl.citations.model import UNNAMED, Citation, Offsets, Part
from outsider_etl.citations.numbering import with_number
from outsider_etl.citations.outlets import with_known_outlet
from outsider_etl.citations.reading import read
from outsider_etl.citations.resolution import Resolved, resolve
from outsider_etl.citations.tagger import tag, type_of
from outsider_etl.citations.tokens import tokenize
from outsider_etl.citations.types import gaps, type_features
from outsider_etl.document import Footnote, SourceLink
from outsider_etl.links import PassageLink, links_in
from outsider_etl.nlp.organisations.tags import Tags

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PAGES = re.compile(r"(?:pp?|ss?|pages?|seiten?)\.?\s?[\d\s,–-]+\.?", re.IGNORECASE)
_OF_WORK, _BESIDE_WORK = frozenset(("ti", "nu", "d")), frozenset(("a", "l", "j"))
_QUOTED = re.compile(r"[\s,;:(]*(?:as\s)?(?:quoted|cited|zitiert|zit\.|citée?)\s(?:in|by|nach|bei|dans|par)\b")


class NoteRead(NamedTuple):
    """The citations in a note, in order, and what its words say of names."""

    citations: list[Citation]
    tags: Tags


class FootnotesRead(NamedTuple):
    """The citations in a document's footnotes, in order, and the tags of each footnote that cites, None for others.

    The encoder knows names by citations; in mere remarks the tagger of organisations finds more.
    """

    citations: list[Resolved]
    tags: list[Tags | None]


def read_footnotes(footnotes: Sequence[Footnote], links: Sequence[SourceLink] = ()) -> FootnotesRead:
    """Return the citations in a document's footnotes, resolved; `links` are those of the document.

    `citation.note` is the number of the footnote among `footnotes`; offsets count in its passage's clean text.
    """
    found: list[Citation] = []
    tags: list[Tags] = []
    for number, footnote in enumerate(footnotes):
        passage = footnote.passage
        cited, of_note = read_note(passage.text.value, passage.emphasis, number=number)
        found += _with_links(cited, list(links_in(passage, links))) if cited and links else cited
        tags.append(of_note)
    found = with_publishers(found, [footnote.passage.emphasis for footnote in footnotes])
    found = [with_known_outlet(each) for each in found]
    resolved = resolve(found, [footnote.label for footnote in footnotes])
    citing = {each.citation.note for each in resolved}
    return FootnotesRead(resolved, [of_note if number in citing else None for number, of_note in enumerate(tags)])


def read_note(text: str, emphasis: Sequence[Offsets], *, number: int = 0) -> NoteRead:
    """Return what the text of a note cites; `emphasis` are the spans of it in italics or bold."""
    tokens = tokenize(text)
    labels, types, tags = tag(text, tokens, emphasis)
    places = {token.start: place for place, token in enumerate(tokens)}
    citations = []
    for each in read(number, text, tokens, labels):
        seen = type_features(text, each.start, each.end, each.parts, emphasis)
        typed = with_told_form(each.typed(type_of(seen, types[places[each.start]])), text)
        typed = with_institution(replace(typed, work=with_number(typed.work)))
        citations.append(replace(typed, is_scrap=_is_scrap(typed, text, "title=bare" in seen)))
    return NoteRead(citations, tags)


def _with_links(citations: Sequence[Citation], links: Sequence[PassageLink]) -> list[Citation]:
    """Return citations with the address that a link in them leads to, where they print none."""
    return [replace(each, work=each.work._replace(url=each.work.url or _led_to(each, links))) for each in citations]


def _led_to(citation: Citation, links: Sequence[PassageLink]) -> str | None:
    """Return the address of what is cited: that of its title, number or day before others, and not its author's."""
    inside = [
        link
        for link in links
        if citation.start <= link.start and link.end <= citation.end and not link.uri.lower().startswith("mailto:")
    ]
    of_work = (link.uri for link in inside if any(part.label in _OF_WORK for part in _covered(citation, link)))
    others = (link.uri for link in inside if not _is_beside(citation, link))
    return next(of_work, None) or next(others, None)


def _covered(citation: Citation, link: PassageLink) -> list[Part]:
    return [part for part in citation.parts if part.start < link.end and link.start < part.end]


def _is_beside(citation: Citation, link: PassageLink) -> bool:
    """Whether a link covers nothing but who wrote a work, or where it appeared."""
    covered = _covered(citation, link)
    return bool(covered) and all(part.label in _BESIDE_WORK for part in covered)


def _is_scrap(citation: Citation, text: str, bare: bool) -> bool:
    """Whether a citation says nothing but names and, in full, an unmarked title, or goes on with a sentence.

    An institution's title with a year in it says enough: "OECD, Employment Outlook 2021".
    """
    work = citation.work
    if citation.kind == "short":
        return _is_bare_name(citation, text)
    if citation.kind != "full":
        return False
    if _is_bare_day(citation, text):
        return True
    if work.type in UNNAMED:
        return False
    if work.number is None and _PAGES.fullmatch(citation.text):
        return True
    where = (work.container_title, work.publisher, work.url)
    said = (*where, work.issued_start, work.accessed, work.number, work.page, work.edition)
    goes_on = text[citation.start] in ",:;" and not any((*where, work.authors))
    issue_of_year = any(name.literal for name in work.authors) and _YEAR.search(work.title or "")
    return goes_on or (not any(said) and (bare or not work.title) and not issue_of_year)


def _is_bare_day(citation: Citation, note: str) -> bool:
    """Whether a citation says nothing but a day, or numbers of which nothing is told."""
    said = "".join(gaps(note, citation.start, citation.end, citation.parts))
    return {part.label for part in citation.parts} <= {"d"} and not any(map(str.isalpha, said))


def _is_bare_name(citation: Citation, note: str) -> bool:
    """Whether a person's name is all that is said ("Jens Stoltenberg, quoted in ..."); "Nelson 1965b" says more."""
    text = citation.text.strip(" ,;:")
    is_name = [part.end - part.start for part in citation.parts] == [len(text)]
    speaks = any(name.given for name in citation.work.authors) or _QUOTED.match(note, citation.end)
    return is_name and bool(speaks) and not any(map(str.isdigit, text))

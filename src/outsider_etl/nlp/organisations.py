"""Organisations: what the statistical model names, with what the passage's own structure says against it."""

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from outsider_etl.nlp.acronyms import abbreviates
from outsider_etl.nlp.foreign import Offsets, foreign_spans, outside
from outsider_etl.nlp.name_words import COMMON_ACRONYMS, COMMON_NOUNS, OTHER_HEADS, WORLD_BODIES
from outsider_etl.nlp.outlets import find_outlets
from outsider_etl.nlp.spans import split_tokens

_LABEL = "ORG"
# What a model names at greater length is no name but noise.
_LONGEST_NAME = 250
_QUOTES = "\"“”„«»‘’'`"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LEFT = re.compile(rf"(?:[\s\\*_{_QUOTES}(\[{{<,.;:/–—-]+|(?:the|a|an)\s+(?=\S))+", re.IGNORECASE)
_RIGHT = re.compile(
    rf"(?:['’]s|[\s\\*_{_QUOTES}(\[{{)\]}}>,;:/–—{_SUPERSCRIPTS}-]|(?<=[a-zà-ÿ])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bBros)\.)+$"
)
# A bracket, a mark of emphasis or a footnote marker is never part of a name: what it parts are two.
_PARTING = re.compile(rf"[()\[\]<>*|{_SUPERSCRIPTS}]+")
_ACRONYM = re.compile(r"\s*\(\s*(?P<acronym>[A-Z][A-Za-z&.-]{1,9})\s*\)")
_ADDRESS = re.compile(r"://|www\.|@|%[0-9A-F]{2}")
_TOUCHING_BEFORE = re.compile(r"(?<!\S)\S+$")
_TOUCHING_BEHIND = re.compile(r"\S*")
_NAME = re.compile(r"[^\W\d_]{2}")
_LINK = re.compile(r"\s(?:of|for|on|in|to|against|with|by|concerning)\b.*$", re.DOTALL)
_DESIGNATION = re.compile(r"\s+(?:(?:In )?[A-Z][a-z]+\s+){0,2}(?:No\.\s*)?[A-Z]{0,4}-?\d[\w.-]*$")


def create_organisations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that leaves in a Doc the entities ORG, MONEY and DATE only, the organisations tidied.

    It comes after a statistical `ner` and the grammars. `doc._.emphasis` may hold the spans in italics.
    """
    return _set_organisations


Language.factory("outsider_organisations", assigns=["doc.ents"], func=create_organisations)


def _set_organisations(doc: Doc) -> Doc:
    named = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == _LABEL]
    dates = [(ent.start_char, ent.end_char) for ent in doc.ents if ent._.date is not None]
    named += find_outlets(doc.text, dates)
    foreign = foreign_spans(doc.text, doc._.emphasis)
    found = sorted(outside(find_organisations(doc.text, named), foreign), key=_longest_first)
    doc = split_tokens(doc, (offset for span in found for offset in span))
    valued = [ent for ent in doc.ents if ent._.money is not None or ent._.date is not None]
    doc.ents = [*valued, *_spans(doc, found, {token.i for ent in valued for token in ent})]
    return doc


def find_organisations(text: str, named: Iterable[Offsets]) -> list[Offsets]:
    """Return the organisations that the spans `named` by a model stand for, in no order and without doubles.

    A span leaves out a leading article, a possessive, quotes, brackets, marks and footnote markers; a name and the
    acronym in brackets behind it are two; addresses and what has no letters are none.
    """
    found: dict[Offsets, None] = {}
    for start, end in named:
        if end - start > _LONGEST_NAME:
            continue
        for part in _parts(text, start, end):
            if _is_organisation(text, *part):
                found[part] = None
                found |= dict.fromkeys(_acronym_behind(text, *part))
    return list(found)


def _parts(text: str, start: int, end: int) -> Iterator[Offsets]:
    for begin, stop in _between(text, start, end):
        left = _LEFT.match(text, begin, stop)
        begin = left.end() if left else begin
        right = _RIGHT.search(text[begin:stop])
        stop = begin + right.start() if right else stop
        if begin < stop:
            yield begin, stop


def _between(text: str, start: int, end: int) -> Iterator[Offsets]:
    for match in _PARTING.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    designation = _DESIGNATION.search(text[start:end])
    yield start, start + designation.start() if designation else end


def _is_organisation(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    head = _LINK.sub("", name).split()[-1:]
    return (
        _NAME.search(name) is not None
        and not _ADDRESS.search(_chunk(text, start, end))
        and not name.islower()
        and name.lower() not in COMMON_NOUNS
        and name not in COMMON_ACRONYMS
        and (OTHER_HEADS.isdisjoint(map(str.lower, head)) or name.startswith(WORLD_BODIES))
        and ": " not in name
    )


def _chunk(text: str, start: int, end: int) -> str:
    """Return a span with what touches it on both sides, as far as an address is worth reading."""
    before = _TOUCHING_BEFORE.search(text[max(0, start - _LONGEST_NAME) : start])
    after = _TOUCHING_BEHIND.match(text, end, end + _LONGEST_NAME)
    return (before.group() if before else "") + text[start:end] + (after.group() if after else "")


def _acronym_behind(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the acronym in brackets behind a name, where its letters are those of the name."""
    match = _ACRONYM.match(text, end)
    if match and abbreviates(match["acronym"], text[start:end]):
        yield match.span("acronym")


def _longest_first(span: Offsets) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def _spans(doc: Doc, found: Iterable[Offsets], taken: set[int]) -> Iterator[Span]:
    for start, end in found:
        span = doc.char_span(start, end, label=_LABEL)
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span

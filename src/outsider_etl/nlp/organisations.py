"""Organisations: what the statistical model names, with what the passage's own structure says against it."""

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from outsider_etl.nlp.foreign import Offsets, foreign_spans, outside
from outsider_etl.nlp.name_words import COMMON_ACRONYMS, OTHER_HEADS, WORLD_BODIES
from outsider_etl.nlp.outlets import find_outlets
from outsider_etl.nlp.spans import split_tokens

_LABEL = "ORG"
_QUOTES = "\"“”„«»‘’'`"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LEFT = re.compile(rf"(?:[\s\\*_{_QUOTES}(\[{{<,.;:/–—-]+|(?:the|a|an)\s+(?=\S))+", re.IGNORECASE)
_RIGHT = re.compile(rf"(?:['’]s|[\s\\*_{_QUOTES}(\[{{)\]}}>,;:/–—{_SUPERSCRIPTS}-]|(?<=[a-zà-ÿ])\.)+$")
# A bracket, a mark of emphasis or a footnote marker is never part of a name: what it parts are two.
_PARTING = re.compile(rf"[()\[\]<>*{_SUPERSCRIPTS}]+")
_ACRONYM = re.compile(r"\s*\(\s*(?P<acronym>[A-Z][A-Za-z&.-]{1,9})\s*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S*@\S*$")
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
    valued = [ent for ent in doc.ents if ent._.money is not None or ent._.date is not None]
    named = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == _LABEL]
    named += find_outlets(doc.text, [(ent.start_char, ent.end_char) for ent in valued if ent._.date is not None])
    foreign = foreign_spans(doc.text, doc._.emphasis)
    found = sorted(outside(find_organisations(doc.text, named), foreign), key=_longest_first)
    split_tokens(doc, (offset for span in found for offset in span))
    doc.ents = [*valued, *_spans(doc, found, {token.i for ent in valued for token in ent})]
    return doc


def find_organisations(text: str, named: Iterable[Offsets]) -> list[Offsets]:
    """Return the organisations that the spans `named` by a model stand for, in no order and without doubles.

    A span leaves out a leading article, a possessive, quotes, brackets, marks and footnote markers; a name and the
    acronym in brackets behind it are two; addresses and what has no letters are none.
    """
    found: dict[Offsets, None] = {}
    for start, end in named:
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
    in_address = _ADDRESS.search(text, max(0, start - 60), end)
    return (
        _NAME.search(name) is not None
        and (in_address is None or in_address.start() > start)
        and not name.islower()
        and name not in COMMON_ACRONYMS
        and (OTHER_HEADS.isdisjoint(map(str.lower, head)) or name.startswith(WORLD_BODIES))
        and ": " not in name
    )


def _acronym_behind(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield the acronym in brackets behind a name, where its letters begin words of the name."""
    match = _ACRONYM.match(text, end)
    if match and _is_acronym_of(match["acronym"], text[start:end]):
        yield match.span("acronym")


def _is_acronym_of(acronym: str, name: str) -> bool:
    letters = [char for char in acronym if char.isupper()]
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return len(letters) > 1 and all(any(initial == letter for initial in initials) for letter in letters)


def _longest_first(span: Offsets) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def _spans(doc: Doc, found: Iterable[Offsets], taken: set[int]) -> Iterator[Span]:
    for start, end in found:
        span = doc.char_span(start, end, label=_LABEL)
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield span

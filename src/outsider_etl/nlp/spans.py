"""Put entities found by character offsets into a spaCy Doc."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.attrs import ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE, IDX, LEMMA, LENGTH, MORPH, POS, TAG
from spacy.tokens import Doc, Span

from outsider_etl.nlp import serialization  # noqa: F401 - lets spaCy write the values
from outsider_etl.nlp.values import DateValue, Money

# The value of a figure or a date; how sure it is that an organisation is one (0 to 1), and what it was found by.
_OF_ENTITIES: dict[str, Any] = {"money": None, "date": None, "score": None, "evidence": "model"}
for _name, _default in _OF_ENTITIES.items():
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=_default)
# Docs that follow each other with the same value are passages of one document.
if not Doc.has_extension("document"):
    Doc.set_extension("document", default=None)
if not Doc.has_extension("reference_date"):
    Doc.set_extension("reference_date", default=None)
# The ISO 4217 codes of what a bare "$" or "pesos" stand for in the document; None where the Doc's own text says it.
if not Doc.has_extension("currencies"):
    Doc.set_extension("currencies", default=None)
# What stands before the decimals of the document's numbers, "." or ","; None where the Doc's own text says it.
if not Doc.has_extension("decimal_sign"):
    Doc.set_extension("decimal_sign", default=None)
if not Doc.has_extension("found_dates"):
    Doc.set_extension("found_dates", default=None)
# `doc.text`, which spaCy puts together of all tokens at each look.
if not Doc.has_extension("text"):
    Doc.set_extension("text", default=None)

_CARRIED = [TAG, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE, ENT_KB_ID, ENT_ID]
_IOB_COLUMN = _CARRIED.index(ENT_IOB)
_CONTINUES, _BEGINS = 1, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that a grammar found: `text[start:end]` of the Doc, and its value."""

    start: int
    end: int
    value: Money | DateValue


def text_of(doc: Doc) -> str:
    """Return the text of a Doc, and keep it there."""
    text: str | None = doc.user_data.get(_key("text"))
    if text is None:
        doc._.text = text = doc.text
    return text


def value_of(ent: Span, name: str) -> Any:
    """Return what a component has set on `ent._`: money, date, score or evidence.

    It is looked up where spaCy keeps it, which takes a tenth of the time, and entities are many.
    """
    return ent.doc.user_data.get(_key(name, ent.start_char, ent.end_char), _OF_ENTITIES[name])


def _key(name: str, start: int | None = None, end: int | None = None) -> tuple[str, str, int | None, int | None]:
    """Return spaCy's own key of what stands on `doc._`, or on `ent._` of an entity at these characters."""
    return "._.", name, start, end


def split_tokens(doc: Doc, offsets: Iterable[int]) -> Doc:
    """Return `doc` with a token boundary at each of `offsets` (code points into `doc.text`).

    It is `doc` itself where no token has to be split, else a new Doc with its user data and the annotations of its
    tokens.
    """
    starts, sizes = doc.to_array([IDX, LENGTH]).T.tolist() if len(doc) else ([], [])
    places = sorted(set(offsets) - set(starts) - {start + size for start, size in zip(starts, sizes, strict=True)})
    if not places:
        return doc
    text = text_of(doc)
    words: list[str] = []
    spaces: list[bool] = []
    origins: list[int] = []
    for token in doc:
        end = token.idx + len(token)
        inside = places[bisect_right(places, token.idx) : bisect_left(places, end)]
        pieces = [text[a:b] for a, b in pairwise([token.idx, *inside, end])]
        words += pieces
        spaces += [False] * len(inside) + [bool(token.whitespace_)]
        origins += [token.i] * len(pieces)
    # The retokenizer of spaCy would move all tokens once for each split.
    return doc if len(words) == len(doc) else _rebuilt(doc, words, spaces, origins)


def _rebuilt(doc: Doc, words: list[str], spaces: list[bool], origins: list[int]) -> Doc:
    """Return a Doc of `words`, each of which is or is part of the token of `doc` that `origins` names."""
    values = doc.to_array(_CARRIED)[origins]
    starts = [doc[origin].is_sent_start for origin in origins]
    heads, deps = _parse(doc, origins)
    for index, (before, origin) in enumerate(pairwise(origins), start=1):
        if before == origin:
            starts[index] = False
            if values[index, _IOB_COLUMN] == _BEGINS:
                values[index, _IOB_COLUMN] = _CONTINUES
    rebuilt = Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        user_data=doc.user_data,
        heads=heads,
        deps=deps,
        sent_starts=None if heads else starts,
    )
    rebuilt.from_array(_CARRIED, values)
    if len(doc.tensor):
        rebuilt.tensor = doc.tensor[origins]
    return rebuilt


def _parse(doc: Doc, origins: Sequence[int]) -> tuple[list[int] | None, list[str] | None]:
    """Return heads and labels of a dependency parse, the further pieces of a token hanging on its first."""
    if not doc.has_annotation("DEP"):
        return None, None
    first = {origin: index for index, origin in reversed(list(enumerate(origins)))}
    heads = [first[doc[o].head.i] if first[o] == index else first[o] for index, o in enumerate(origins)]
    deps = [doc[o].dep_ if first[o] == index else "dep" for index, o in enumerate(origins)]
    return heads, deps


def has_value(ent: Span) -> bool:
    """Whether an entity carries a value of a grammar: money or a date."""
    return value_of(ent, "money") is not None or value_of(ent, "date") is not None


def set_found(doc: Doc, label: str, found: Iterable[Found]) -> Doc:
    """Return `doc`, or `doc` with its tokens split, with `found` as its entities of `label`, their values on `ent._`.

    Entities that `doc` had under `label` go, and so do others that overlap a new one, unless they carry a value of
    their own: then the new one is left out.
    """
    found = list(found)
    present = doc.ents
    kept = [ent for ent in present if ent.label_ != label]
    if not found and len(kept) == len(present):
        return doc
    doc = split_tokens(doc, (offset for item in found for offset in (item.start, item.end)))
    kept = [ent for ent in doc.ents if ent.label_ != label]
    fixed = [ent for ent in kept if has_value(ent)]
    taken = {i for ent in fixed for i in range(ent.start, ent.end)}
    new = []
    for item in found:
        span = doc.char_span(item.start, item.end, label=label, alignment_mode="contract")
        if span is None or any(i in taken for i in range(span.start, span.end)):
            continue
        taken.update(range(span.start, span.end))
        if isinstance(item.value, Money):
            span._.money = item.value
        else:
            span._.date = item.value
        new.append(span)
    others = [ent for ent in kept if not any(i in taken for i in range(ent.start, ent.end))]
    doc.ents = [*fixed, *new, *others]
    return doc

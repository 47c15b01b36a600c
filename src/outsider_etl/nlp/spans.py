"""Put entities found by character offsets into a spaCy Doc."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from outsider_etl.nlp.values import DateValue, Money

if not Span.has_extension("money"):
    Span.set_extension("money", default=None)
if not Span.has_extension("date"):
    Span.set_extension("date", default=None)
if not Doc.has_extension("reference_date"):
    Doc.set_extension("reference_date", default=None)
if not Doc.has_extension("emphasis"):
    Doc.set_extension("emphasis", default=())


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that a grammar found: `text[start:end]` of the Doc, and its value."""

    start: int
    end: int
    value: Money | DateValue


def split_tokens(doc: Doc, offsets: Iterable[int]) -> None:
    """Split the tokens of `doc` so that a token boundary lies at each of `offsets` (code points into `doc.text`)."""
    cuts: dict[int, set[int]] = {}
    for offset in set(offsets):
        token = _token_before(doc, offset)
        if token is not None and token.idx < offset < token.idx + len(token):
            cuts.setdefault(token.i, set()).add(offset - token.idx)
    if not cuts:
        return
    with doc.retokenize() as retokenizer:
        for index, inside in cuts.items():
            token = doc[index]
            edges = [0, *sorted(inside), len(token)]
            pieces = [token.text[a:b] for a, b in pairwise(edges)]
            retokenizer.split(token, pieces, heads=[(token, 0)] * len(pieces))


def _token_before(doc: Doc, offset: int) -> Token | None:
    """Return the last token that begins before `offset`."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return doc[low - 1] if low else None


def set_found(doc: Doc, label: str, found: Iterable[Found]) -> Doc:
    """Make `found` the entities of `doc` that carry `label`, with their values on `ent._`.

    Entities that `doc` had under `label` go, and so do others that overlap a new one, unless they carry a value of
    their own: then the new one is left out.
    """
    found = list(found)
    present = doc.ents
    kept = [ent for ent in present if ent.label_ != label]
    if not found and len(kept) == len(present):
        return doc
    split_tokens(doc, (offset for item in found for offset in (item.start, item.end)))
    kept = [ent for ent in doc.ents if ent.label_ != label]
    fixed = [ent for ent in kept if ent._.money is not None or ent._.date is not None]
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

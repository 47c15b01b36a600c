"""Run the pipeline over texts of any length: the statistical model sees a long one in pieces, or memory would run out.

The model takes about 4 GB for a million characters at once, be they one text or a batch of them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc, Span

from outsider_etl.nlp.pipeline import COMPONENTS
from outsider_etl.structure.sentences import split_sentences

_MOST_TOKENS = 4_000
_BATCH = 32


def annotate_all(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Yield the Docs, which the tokenizer of `nlp` made, as `nlp.pipe` would, in order; they may have any length."""
    for long, group in groupby(docs, key=lambda doc: len(doc) > _MOST_TOKENS):
        if long:
            yield from (_annotate_long(nlp, doc) for doc in group)
        else:
            yield from nlp.pipe(group, batch_size=_BATCH)


def _annotate_long(nlp: Language, doc: Doc) -> Doc:
    named = []
    for start, end in _pieces(doc):
        piece = doc[start:end].as_doc()
        for name, component in nlp.pipeline:
            if name not in COMPONENTS:
                piece = component(piece)
        named += [Span(doc, start + ent.start, start + ent.end, ent.label_) for ent in piece.ents]
    doc.ents = named
    for name, component in nlp.pipeline:
        if name in COMPONENTS:
            doc = component(doc)
    return doc


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens from where to where are a piece: as many sentences as fit, or what fits of a longer one."""
    stops = {end for _, end in split_sentences(doc.text)}
    ends = [token.i + 1 for token in doc if token.idx + len(token) in stops]
    start = 0
    while start < len(doc):
        place = bisect_right(ends, start + _MOST_TOKENS)
        end = ends[place - 1] if place and ends[place - 1] > start else min(len(doc), start + _MOST_TOKENS)
        yield start, end
        start = end

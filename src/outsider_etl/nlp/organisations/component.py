"""The component that makes organisations of what a tagger says, passage by passage and over a whole document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from outsider_etl.citations import component  # noqa: F401 - registers `doc._.citations`
from outsider_etl.nlp.organisations.cited import cited_names, closed_fields
from outsider_etl.nlp.organisations.knowledge import Mention, find_mentions
from outsider_etl.nlp.organisations.passages import Passage
from outsider_etl.nlp.organisations.tags import OUTSIDE, TAGS, Tags, name_tags, outside
from outsider_etl.nlp.organisations.trimming import in_addresses, is_agreement, trim
from outsider_etl.nlp.spans import has_value, split_tokens, text_of

LABEL = "ORG"


class Organisations:
    """Leaves in a Doc the entities ORG, MONEY and DATE only; an ORG has `ent._.score` and `ent._.evidence`.

    It comes after a tagger or a statistical `ner`, and after the grammars. The Docs of one call of `nlp.pipe` are read
    as the passages of one document, whose names and acronyms hold in all of them; where they are of several,
    `doc._.document` tells them apart.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with its organisations, a document by itself."""
        (doc,) = _annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Yield the Docs with their organisations, in order; a document is held in memory until its last one."""
        for _, docs in groupby(stream, key=attrgetter("_.document")):
            yield from _annotate(list(docs))


def create_organisations(nlp: Language, name: str) -> Organisations:
    """Return the component `outsider_organisations`."""
    return Organisations()


Language.factory("outsider_organisations", assigns=["doc.ents"], func=create_organisations)


def _annotate(docs: Sequence[Doc]) -> Iterator[Doc]:
    found = find_mentions([_passage(doc) for doc in docs])
    for doc, mentions in zip(docs, found, strict=True):
        yield _with_entities(doc, mentions)


def _passage(doc: Doc) -> Passage:
    text, citations = text_of(doc), doc._.citations or ()
    tags = doc._.tags or _tags_of_entities(doc)
    found = list(tags.names())
    # So an acronym is none that is introduced for one.
    tags = tags.without([span for span in found if is_agreement(text[slice(*span)])])
    chosen = list(trim(text, found))
    if moved := set(chosen).difference(found):
        tags = tags.with_names(moved)
    cited = list(trim(text, sorted(cited_names(text, citations, chosen))))
    closed = [*((ent.start_char, ent.end_char) for ent in _valued(doc)), *closed_fields(text, citations)]
    closed += in_addresses(text, sorted({*chosen, *cited}))
    given = sorted(set(outside(cited, closed)))
    named = sorted({*given, *outside(outside(chosen, closed), given)})
    return Passage(text, tags, named, closed, frozenset(given))


def _valued(doc: Doc) -> list[Span]:
    return [ent for ent in doc.ents if has_value(ent)]


def _tags_of_entities(doc: Doc) -> Tags:
    """Return what the entities of another model say: it is sure of what it names, less of what it passes over."""
    chosen: dict[int, int] = {}
    named = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == LABEL]
    for start, end in trim(text_of(doc), named):
        name = doc.char_span(start, end, alignment_mode="expand")
        chosen |= dict(zip(range(name.start, name.end), name_tags(name.end - name.start), strict=True))
    log_probabilities = np.full((len(doc), len(TAGS)), np.log(0.1), dtype=np.float32)
    log_probabilities[:, OUTSIDE] = np.log(0.6)
    for token, tag in chosen.items():
        log_probabilities[token] = np.log(0.0125)
        log_probabilities[token, tag] = np.log(0.95)
    starts = np.array([token.idx for token in doc], dtype=np.int32)
    ends = np.array([token.idx + len(token) for token in doc], dtype=np.int32)
    return Tags(starts, ends, log_probabilities)


def _with_entities(doc: Doc, mentions: Sequence[Mention]) -> Doc:
    doc = split_tokens(doc, (offset for mention in mentions for offset in (mention.start, mention.end)))
    spans = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=LABEL)
        span._.score, span._.evidence = mention.score, mention.evidence
        spans.append(span)
    doc.ents = [*_valued(doc), *spans]
    doc._.tags = None  # they are large
    return doc

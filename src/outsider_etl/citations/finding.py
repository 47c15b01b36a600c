"""The citations of a document: found in its footnotes, read, and resolved."""

from collections.abc import Sequence

from outsider_etl.citations.habits import with_publishers
from outsider_etl.citations.model import Citation, Offsets
from outsider_etl.citations.outlets import known_type
from outsider_etl.citations.reading import read
from outsider_etl.citations.resolution import Resolved, resolve
from outsider_etl.citations.tagger import tag, type_of
from outsider_etl.citations.tokens import tokenize
from outsider_etl.citations.types import type_features
from outsider_etl.document import Footnote


def find_citations(footnotes: Sequence[Footnote]) -> list[Resolved]:
    """Return the citations in a document's footnotes, in order.

    `citation.note` is the number of the footnote among `footnotes`; offsets count in its passage's clean text.
    """
    found: list[Citation] = []
    for number, footnote in enumerate(footnotes):
        found += read_note(footnote.passage.text.value, footnote.passage.emphasis, number=number)
    found = with_publishers(found, [footnote.passage.emphasis for footnote in footnotes])
    found = [each.typed(known_type(each.work)) for each in found]
    return resolve(found, [footnote.label for footnote in footnotes])


def read_note(text: str, emphasis: Sequence[Offsets], *, number: int = 0) -> list[Citation]:
    """Return the citations in the text of a note, in order; `emphasis` are the spans of it in italics or bold."""
    tokens = tokenize(text)
    labels, types = tag(text, tokens, emphasis)
    places = {token.start: place for place, token in enumerate(tokens)}
    citations = []
    for each in read(number, text, tokens, labels):
        seen = type_features(text, each.start, each.end, each.parts, emphasis)
        citations.append(each.typed(type_of(seen, types[places[each.start]])))
    return citations

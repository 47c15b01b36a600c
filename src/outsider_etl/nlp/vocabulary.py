"""The words that a pipeline knows: kept from one document to the next, until they are too many."""

from contextlib import ExitStack
from typing import Any

from spacy.language import Language

MOST_BYTES = 4_000_000
"""The words that documents brought are kept while they take no more memory than that: some 40,000 of usual length."""

_zones: dict[Language, tuple[ExitStack, Any]] = {}


def forget_words(nlp: Language) -> None:
    """Let a pipeline forget the words of earlier documents, once they are many; the Docs made of these are void then.

    It is for a pipeline that lives as long as its process: that would keep the words of all documents. Most words come
    again: to learn them anew for each document takes six times what it takes to cut one of known words into tokens.
    """
    if nlp in _zones:
        zone, memory = _zones[nlp]
        if memory.size <= MOST_BYTES:
            return
        zone.close()
    zone = ExitStack()
    _zones[nlp] = zone, zone.enter_context(nlp.memory_zone())

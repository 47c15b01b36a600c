"""Find the chains of notes whose labels are no figures: symbols, letters and small Roman numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from outsider_etl.structure.alignment import Candidate, align
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.closing import close_pages
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import (
    BRACKETED_LABELS,
    BRACKETED_MARKERS,
    BRACKETED_PROOF,
    CAPITAL_ORDER,
    LETTER_LABELS,
    LETTER_MARKERS,
    LETTER_ORDER,
    LETTER_PROOF,
    NAMED_LABELS,
    NAMED_MARKERS,
    NAMED_PROOF,
    ROMAN_ORDER,
    SYMBOL_LABELS,
    SYMBOL_MARKERS,
    SYMBOL_ORDERS,
    SYMBOL_PROOF,
    candidates,
    emphasises_with_stars,
    without_bullets,
)
from outsider_etl.structure.signs import SYMBOL, usual_mark

_SYMBOL = re.compile(SYMBOL)
_LONGEST_CELL = 40
_BRACKETED = (
    (ROMAN_ORDER, BRACKETED_MARKERS, BRACKETED_LABELS, BRACKETED_PROOF),
    (LETTER_ORDER, BRACKETED_MARKERS, BRACKETED_LABELS, BRACKETED_PROOF),
    (CAPITAL_ORDER, NAMED_MARKERS, NAMED_LABELS, NAMED_PROOF),
)
# Below this a chain is likelier a numbered list, some exponents or tables than notes.
LEAST_EVIDENCE = 3.0


@dataclass(frozen=True, slots=True)
class Chain:
    """A numbering of notes: every marker and label printed in its way, the pairs of them, and how each label reads."""

    markers: list[Candidate]
    labels: list[Candidate]
    pairs: list[tuple[Candidate, Candidate]]
    names: Mapping[int, str] | None = None

    def name(self, note: Candidate) -> str:
        """Return the label of a note as it is printed."""
        return self.names[note.label] if self.names else str(note.label)


def symbol_chain(lines: Sequence[BodyLine]) -> Chain | None:
    """Return the chain of notes that symbols mark; a single one closes its page."""
    emphasis = emphasises_with_stars(lines)
    symbolic = [line for line in lines if _SYMBOL.search(line.text.value)]
    # A symbol in a cell of a table belongs to the table; on the first page it may stand behind an author's name.
    running = [line for line in symbolic if line.page == lines[0].page or not _is_cell(line)]
    best, chain = LEAST_EVIDENCE, None
    for order in SYMBOL_ORDERS:
        read = partial(_place_in, order, not emphasis)
        markers = candidates(running, SYMBOL_MARKERS, read)
        notes = without_bullets(markers, candidates(symbolic, SYMBOL_LABELS, read))
        found = _chain_of_signs(markers, notes, order, SYMBOL_PROOF)
        if found and found[0] > best:
            best, chain = found
        elif found and chain is None and close_pages(lines, found[1].pairs, notes, (), alike=True):
            chain = found[1]
    return chain


def letter_chain(lines: Sequence[BodyLine]) -> Chain | None:
    """Return the chain of notes that bare letters mark."""
    notes = candidates(lines, LETTER_LABELS, LETTER_ORDER.get)
    markers = candidates(lines, LETTER_MARKERS, LETTER_ORDER.get) if notes else []
    found = _chain_of_signs(markers, notes, LETTER_ORDER, LETTER_PROOF)
    return found[1] if found and found[0] > LEAST_EVIDENCE else None


def bracketed_chain(lines: Sequence[BodyLine]) -> Chain | None:
    """Return the chain of notes that letters or small Roman numbers in brackets mark."""
    found = []
    for order, marked, labelled, proof in _BRACKETED:
        notes = candidates(lines, labelled, order.get)
        # To look through all lines for markers takes longer than to see that no line begins with a label.
        markers = candidates(lines, marked, order.get) if notes else []
        names = {place: sign for sign, place in order.items()}
        score, pairs = align(markers, notes)
        found.append((score * proof, Chain(markers, notes, pairs, names)))
    evidence, chain = max(found, key=itemgetter(0))
    return chain if evidence > LEAST_EVIDENCE else None


def _chain_of_signs(
    markers: list[Candidate], notes: list[Candidate], order: Mapping[str, int], proof: float
) -> tuple[float, Chain] | None:
    """Return the chain of labels that are no numbers, which begin anew on each page, and what speaks for it."""
    score, pairs = align(markers, notes)
    pairs = [(marker, note) for marker, note in pairs if marker.page == note.page]
    names = {place: sign for sign, place in order.items()}
    return (score * proof, Chain(markers, notes, pairs, names)) if pairs else None


def _is_cell(line: BodyLine) -> bool:
    text = usual_mark(line.text.value).rstrip(" *†‡§¶‖#")
    return len(text) < _LONGEST_CELL and not ends_sentence(text)


def _place_in(order: Mapping[str, int], stars: bool, symbols: str) -> int | None:
    """Return the place of a label in an order of symbols; asterisks have one only where they are no emphasis."""
    symbols = usual_mark(symbols)
    return order.get(symbols) if stars or symbols[0] != "*" else None

"""Part footnotes from the body by matching markers with notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from outsider_etl.structure.alignment import Candidate, align, displaced
from outsider_etl.structure.blocks import block_starts
from outsider_etl.structure.chains import LEAST_EVIDENCE, Chain, bracketed_chain, letter_chain, symbol_chain
from outsider_etl.structure.closing import close_pages
from outsider_etl.structure.extents import NoteLines, with_extents
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import (
    CITATIONS,
    LABELS,
    MARKERS,
    ONE_FORM,
    candidates,
    number,
)
from outsider_etl.structure.marker_groups import with_groups
from outsider_etl.structure.resumption import heads_text
from outsider_etl.structure.signs import BACK_LINK, CONTENTS_HEADING, LIST_HEADING, NOTES_HEADING, SUPERSCRIPT
from outsider_etl.text import Edit, Text

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s|\n\s*\n")
_FIGURE = re.compile(rf"\d|{SUPERSCRIPT}")
_SOFT_HYPHEN = "\u00ad"
_FEWEST_UNMARKED = 3
# Labels as doubtful as this are believed only in a chain.
_DOUBTFUL = 0.3
_BARE = "plain"
# How much more notes prove that close their pages: two of them are as good as five elsewhere.
_CLOSING = 2.5


class _Found(NamedTuple):
    """A note: its place among the others, its label as a candidate and as it is printed, and its marker."""

    place: tuple[int, int]
    note: Candidate
    name: str
    marker: tuple[int, int] | None


def find_notes(lines: Sequence[BodyLine]) -> tuple[list[BodyLine], list[NoteLines]]:
    """Return the lines, each note beginning one, and the notes among them in order; without notes there are none.

    Every pair of a way to print markers and a way to print labels is tried, and the best chain over the document wins;
    notes labelled by symbols may stand among numbered ones. Where there is no chain, what is numbered under a heading
    such as "Notes" is notes whose markers were lost.
    """
    heads = block_starts(lines)
    ends = {line.text.origin(0, len(line.text))[1] for line in lines if line.text}
    found: list[_Found] = []
    for chain in filter(
        None, (_numbered_chain(lines), symbol_chain(lines), letter_chain(lines), bracketed_chain(lines))
    ):
        believed = [label for label in chain.labels if label.doubt < _DOUBTFUL]
        away = list(displaced(chain.pairs, chain.markers, believed))
        anchors = {note.start: anchor.start for _, note, anchor in away}
        pairs = sorted([*chain.pairs, *((m, n) for m, n, _ in away)], key=lambda pair: pair[1].start)
        markers = {note.start: (marker.start, marker.end) for marker, note in pairs}
        for note in _with_unmarked(chain.labels, [note for _, note in pairs], heads):
            # A label that stands alone away from its place tells that its note is there where it should be.
            place = anchors.get(note.start, note.start) if note.end in ends else note.start
            found.append(_Found((place, note.label), note, chain.name(note), markers.get(note.start)))
    if not found:
        found = [_Found((note.start, 0), note, str(note.label), None) for note in _under_heading(lines, heads)]
    lines = _parted(lines, sorted(item.note.start for item in found))
    numbers = {line.text.origin(0, 1)[0]: index for index, line in enumerate(lines) if line.text}
    labelled = [
        NoteLines(item.name, numbers[item.note.start], item.note.end, (), item.marker)
        for item in sorted(found, key=itemgetter(0))
    ]
    return lines, with_extents(lines, labelled)


def _numbered_chain(lines: Sequence[BodyLine]) -> Chain | None:
    listed = _in_contents(lines)
    figured = [line for at, line in enumerate(lines) if at not in listed and _FIGURE.search(line.text.value)]
    titles = {
        _start(line.text) for at, line in enumerate(lines) if not line.blank and heads_text(lines, at, len(lines))
    }
    labels = {way: _less_sure(candidates(figured, ways, number), titles) for way, ways in LABELS.items()}
    numbers = {label.label for notes in labels.values() for label in notes}
    headed = _below_headings(lines)
    best, chain = LEAST_EVIDENCE, None
    weak: list[tuple[float, bool, Chain]] = []
    for way, (ways, proof) in MARKERS.items():
        markers = with_groups(figured, way, candidates(figured, ways, number), numbers)
        form = ONE_FORM.get(way)
        chains = [(*align(markers, notes), at) for at, notes in labels.items() if form in (None, at)]
        chains = [each for each in chains if each[1] and not (way in CITATIONS and _are_references(lines, each[1]))]
        chains = [each for each in chains if not (form and _count_in_one_sentence(lines, each[1]))]
        chains = [each for each in chains if form is None or not _count_in_one_sentence(lines, each[1])]
        if not chains:
            continue
        # Of two lists that count alike the notes are under a heading of notes, or else behind the other.
        score, pairs, at = max(chains, key=lambda each: (each[0], (first := each[1][0][1].start) in headed, first))
        if score * proof > best:
            best, chain = score * proof, Chain(markers, labels[at], pairs)
        alike = form or (way if way != _BARE else None)
        weak += [(score * proof, at == alike, Chain(markers, labels[at], pairs)) for score, pairs, at in chains]
    return chain or _closing_chain(lines, weak, [label for notes in labels.values() for label in notes])


def _in_contents(lines: Sequence[BodyLine]) -> set[int]:
    """Return the lines right under the heading of a table of contents, whose numbers are those of sections."""
    listed: set[int] = set()
    for at, line in enumerate(lines):
        if at - 1 in listed or (at and CONTENTS_HEADING.fullmatch(lines[at - 1].text.value)):
            listed.update(() if line.blank else (at,))
    return listed


def _less_sure(labels: Sequence[Candidate], titles: Set[int]) -> list[Candidate]:
    """Return the labels, those that begin what stands as a heading more doubtful."""
    return [replace(label, doubt=label.doubt + _DOUBTFUL) if label.start in titles else label for label in labels]


def _below_headings(lines: Sequence[BodyLine]) -> set[int]:
    """Return where in the source the lines begin that stand right under a heading of notes or works."""
    texts = [line.text for line in lines if not line.blank]
    return {_start(below) for title, below in pairwise(texts) if LIST_HEADING.fullmatch(title.value)}


def _closing_chain(
    lines: Sequence[BodyLine], weak: Iterable[tuple[float, bool, Chain]], labels: Sequence[Candidate]
) -> Chain | None:
    """Return the strongest chain whose notes close their pages, of those that prove too little by themselves.

    With each comes what proves it, and whether its markers look as its labels do, and as no other label does.
    """
    enough = [each for each in weak if each[0] * _CLOSING > LEAST_EVIDENCE]
    closing = (
        (evidence, chain)
        for evidence, alike, chain in enough
        if close_pages(lines, chain.pairs, chain.labels, () if alike else labels, alike=alike)
    )
    return max(closing, key=itemgetter(0), default=(0.0, None))[1]


def _are_references(lines: Sequence[BodyLine], pairs: Sequence[tuple[Candidate, Candidate]]) -> bool:
    """Whether all the notes stand under the heading of a list of works, which the text cites by their numbers.

    What leads back to its marker is a note wherever it stands; one arrow may say how a sum rose.
    """
    starts = {note.start for _, note in pairs}
    firsts = (line.text.value for line in lines if line.text and _start(line.text) in starts)
    if 2 * sum(BACK_LINK.search(first) is not None for first in firsts) > len(starts):
        return False
    titles = (line.text for line in lines if LIST_HEADING.fullmatch(line.text.value))
    last = max((title for title in titles if title.origin(0, 1)[0] < pairs[0][1].start), key=_start, default=None)
    return last is not None and NOTES_HEADING.fullmatch(last.value) is None


def _count_in_one_sentence(lines: Sequence[BodyLine], pairs: Sequence[tuple[Candidate, Candidate]]) -> bool:
    """Whether the markers stand in one sentence, whose parts a list then explains: "a tax (1) and a levy (2)"."""
    first, last = pairs[0][0].end, pairs[-1][0].start
    texts = (line.text for line in lines)
    between = "\n".join(text.value[text.offset_of(first) : text.offset_of(last)] for text in texts)
    return _SENTENCE_END.search(between.strip("\n") + "\n") is None


def _start(text: Text) -> int:
    return text.origin(0, 1)[0]


def _parted(lines: Sequence[BodyLine], starts: Sequence[int]) -> list[BodyLine]:
    """Return the lines parted where a note starts in the middle of one; a word that is cut there gets its hyphen."""
    parted: list[BodyLine] = []
    at = 0
    for line in lines:
        text = line.text
        while at < len(starts) and text and starts[at] < text.origin(0, len(text))[1]:
            inside = text.offset_of(starts[at])
            if inside > 0:
                before, text = text[:inside], text[inside:]
                if before.value[-1].isalpha():
                    before = before.edit([Edit(inside, inside, _SOFT_HYPHEN)])
                parted.append(replace(line, text=before))
            at += 1
        parted.append(replace(line, text=text))
    return parted


def _under_heading(lines: Sequence[BodyLine], heads: Sequence[int]) -> list[Candidate]:
    """Return the labels that count from 1 right under a heading that says that notes follow, no marker being left."""
    labels = [candidates(lines, ways, number) for ways in LABELS.values()]
    titles = (line.text for line in lines if NOTES_HEADING.fullmatch(line.text.value))
    places = [title.origin(0, 1)[0] for title in titles]
    found = (
        _unbroken(alike[bisect_right(alike, place, key=_place) :], 1, place, heads)
        for place in places
        for alike in labels
    )
    longest = max(found, key=len, default=[])
    return longest if len(longest) >= _FEWEST_UNMARKED else []


def _place(candidate: Candidate) -> int:
    return candidate.start


def _unbroken(candidates: Iterable[Candidate], label: int, place: int, heads: Sequence[int]) -> list[Candidate]:
    """Return the candidates that count on from `label` as long as no other block stands between them."""
    found: list[Candidate] = []
    for candidate in candidates:
        if bisect_left(heads, candidate.start) > bisect_right(heads, place):
            break
        if candidate.label == label + len(found) and candidate.doubt < _DOUBTFUL:
            found.append(candidate)
            place = candidate.start
    return found


def _with_unmarked(labels: Sequence[Candidate], chain: Sequence[Candidate], heads: Sequence[int]) -> list[Candidate]:
    """Return the chain with the labels that count on from one of its notes to the next: notes whose marker is lost.

    Labels that lead down to 1 before the chain, or on behind its end, belong to it where nothing stands between them.
    """
    positions = {candidate.start: index for index, candidate in enumerate(labels)}
    leading = list(reversed(_counting(reversed(labels[: positions[chain[0].start]]), chain[0].label - 1, -1)))
    whole = leading and len(_unbroken([*leading[1:], chain[0]], 2, leading[0].start, heads)) == len(leading)
    notes = leading if whole and leading[0].label == 1 else []
    for note, following in pairwise(chain):
        counting = _counting(labels[positions[note.start] + 1 : positions[following.start]], note.label + 1, 1)
        notes += [note, *(c for c in counting if c.label < following.label or _ends_count(c, note, following))]
    last = chain[-1]
    return [*notes, last, *_unbroken(labels[positions[last.start] + 1 :], last.label + 1, last.start, heads)]


def _ends_count(label: Candidate, note: Candidate, following: Candidate) -> bool:
    """Whether a label may count on from a note where the next one begins at 1: on that one's page, text does."""
    return following.label == 1 and (label.page == note.page or label.page != following.page)


def _counting(candidates: Iterable[Candidate], label: int, step: int) -> list[Candidate]:
    """Return the first candidates that count on from `label` by `step`."""
    found = []
    for candidate in candidates:
        if candidate.label == label and candidate.doubt < _DOUBTFUL:
            found.append(candidate)
            label += step
    return found

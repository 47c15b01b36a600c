"""Part footnotes from the body by matching markers with notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsider_etl.structure.alignment import Candidate, align
from outsider_etl.structure.furniture import BodyLine

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Each way to print a marker, with how much a match by it proves: digits that merely touch a word prove little, and
# those behind a single capital are part of a name (Q1, G7).
_MARKERS: dict[str, tuple[re.Pattern[str], float]] = {
    "superscript": (re.compile(r"(?<=\S)[ \u00a0\u202f]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})"), 4.0),
    "caret": (re.compile(r"(?:(?<=\S) )?\[\^(\d{1,5})\](?!:)"), 4.0),
    "bracket": (re.compile(r"(?<=\S) ?\[(\d{1,5})\]"), 1.5),
    "plain": (
        re.compile(r"(?<!\b[A-Z])(?<=[^\W\d_]|[.,;:!?)\]”’\"'»])(?<!\d[.,:])(\d{1,3})(?=[\s.,;:?!)\]”’\"'»—–]|$)"),
        0.75,
    ),
}
# Each way to print the label that begins a note; what follows the label is the note's text.
_LABELS: dict[str, re.Pattern[str]] = {
    "superscript": re.compile(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})\s*(?=\S)"),
    "caret": re.compile(r"\s*\[\^(\d{1,5})\]:\s*(?=\S)"),
    "bracket": re.compile(r"\s*\[(\d{1,5})\]:?\s+(?=\S)"),
    "point": re.compile(r"\s*(\d{1,5})\.\s+(?=\S)"),
    "parenthesis": re.compile(r"\s*(\d{1,5})\)\s+(?=\S)"),
    "plain": re.compile(r"\s*(\d{1,3})[ \t]+(?=[^\W_]|[\"'“‘«(\[<*])"),
    "glued": re.compile(r"\s*(\d{1,3})(?=[^\W\d_]|[\"“‘«(])"),
    "alone": re.compile(r"\s*(\d{1,3})\s*$"),
}
NOTES_HEADING = re.compile(r"[\W\d_]*(?:foot|end)?notes[\W_]*", re.IGNORECASE)
_FEWEST_UNMARKED = 3
# Below this a chain is likelier a numbered list, some exponents or tables than notes.
_LEAST_EVIDENCE = 3.0


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note among lines: its label, the lines it is on, and where in the source its label ends and its marker is."""

    label: str
    first_line: int
    end_line: int
    label_end: int
    marker: tuple[int, int] | None


def find_notes(lines: Sequence[BodyLine]) -> list[NoteLines]:
    """Return the notes among `lines`, in order; a document without notes has none.

    Every pair of a way to print markers and a way to print labels is tried, and the best chain over the document wins.
    Where there is none, what is numbered under a heading such as "Notes" is notes whose markers were lost.
    """
    numbers = {line.text.origin(0, 1)[0]: index for index, line in enumerate(lines) if not line.blank}
    labels = {name: list(_label_candidates(lines, pattern)) for name, pattern in _LABELS.items()}
    best: tuple[float, list[tuple[Candidate, Candidate]], str] = (_LEAST_EVIDENCE, [], "")
    for pattern, proof in _MARKERS.values():
        markers = list(_marker_candidates(lines, pattern))
        for name, candidates in labels.items():
            score, pairs = align(markers, candidates)
            if score * proof > best[0]:
                best = (score * proof, pairs, name)
    _, pairs, name = best
    markers_of = {note.start: (marker.start, marker.end) for marker, note in pairs}
    heads = _block_starts(lines)
    notes = (
        _with_unmarked(labels[name], [note for _, note in pairs], heads)
        if pairs
        else _under_heading(labels, heads, lines)
    )
    if not notes:
        return []
    firsts = [numbers[note.start] for note in notes]
    found = (
        NoteLines(str(note.label), first, _end_line(lines, first, stop), note.end, markers_of.get(note.start))
        for note, first, stop in zip(notes, firsts, [*firsts[1:], len(lines)], strict=True)
    )
    return [note for note in found if _has_text(lines, note)]


def _block_starts(lines: Sequence[BodyLine]) -> list[int]:
    """Return where in the source the lines begin that have a blank line or nothing before them."""
    before = [True, *(line.blank for line in lines)]
    return [line.text.origin(0, 1)[0] for line, apart in zip(lines, before, strict=False) if apart and not line.blank]


def _under_heading(
    labels: dict[str, list[Candidate]], heads: Sequence[int], lines: Sequence[BodyLine]
) -> list[Candidate]:
    """Return the labels that count from 1 right under a heading that says that notes follow, no marker being left."""
    titles = (line.text for line in lines if NOTES_HEADING.fullmatch(line.text.value))
    places = [title.origin(0, 1)[0] for title in titles]
    found = (
        _unbroken(candidates[bisect_right(candidates, place, key=_place) :], 1, place, heads)
        for place in places
        for candidates in labels.values()
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
        if candidate.label == label + len(found):
            found.append(candidate)
            place = candidate.start
    return found


def _has_text(lines: Sequence[BodyLine], note: NoteLines) -> bool:
    """Whether anything stands behind the label; a label alone is left where it is."""
    first, *others = (line.text for line in lines[note.first_line : note.end_line])
    return any(text.value.strip() for text in (first[first.offset_of(note.label_end) :], *others))


def _marker_candidates(lines: Sequence[BodyLine], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    for line in lines:
        for match in pattern.finditer(line.text.value):
            start, end = line.text.origin(match.start(), match.end())
            yield Candidate(_number(match[1]), start, end, line.page)


def _label_candidates(lines: Sequence[BodyLine], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    before = ""
    for line in lines:
        match = None if line.blank else pattern.match(line.text.value)
        # "We ask for three things:" is followed by a list.
        if match and not (_number(match[1]) == 1 and before.endswith(":")):
            start, end = line.text.origin(0, match.end())
            yield Candidate(_number(match[1]), start, end, line.page)


def _number(digits: str) -> int:
    return int(digits.translate(_SUPERSCRIPTS))


def _with_unmarked(
    candidates: Sequence[Candidate], chain: Sequence[Candidate], heads: Sequence[int]
) -> list[Candidate]:
    """Return the chain with the labels that count on from one of its notes to the next: notes whose marker is lost.

    Labels that lead down to 1 before the chain, or on behind its end, belong to it where nothing stands between them.
    """
    positions = {candidate.start: index for index, candidate in enumerate(candidates)}
    leading = list(reversed(_counting(reversed(candidates[: positions[chain[0].start]]), chain[0].label - 1, -1)))
    whole = leading and len(_unbroken([*leading[1:], chain[0]], 2, leading[0].start, heads)) == len(leading)
    notes = leading if whole and leading[0].label == 1 else []
    for note, following in pairwise(chain):
        counting = _counting(candidates[positions[note.start] + 1 : positions[following.start]], note.label + 1, 1)
        notes += [note, *(c for c in counting if c.label < following.label or following.label == 1)]
    last = chain[-1]
    return [*notes, last, *_unbroken(candidates[positions[last.start] + 1 :], last.label + 1, last.start, heads)]


def _counting(candidates: Iterable[Candidate], label: int, step: int) -> list[Candidate]:
    """Return the first candidates that count on from `label` by `step`."""
    found = []
    for candidate in candidates:
        if candidate.label == label:
            found.append(candidate)
            label += step
    return found


def _end_line(lines: Sequence[BodyLine], first: int, stop: int) -> int:
    """Return where the note that begins on line `first` ends: with its page, or without pages at a blank line."""
    page = lines[first].page
    filled = not _LABELS["alone"].match(lines[first].text.value)
    for index in range(first + 1, stop):
        line = lines[index]
        if line.page != page or (page is None and line.blank and filled):
            return index
        filled = filled or not line.blank
    return stop

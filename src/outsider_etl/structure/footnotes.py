"""Part footnotes from the body by matching markers with notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outsider_etl.structure.alignment import Candidate, align
from outsider_etl.structure.furniture import BodyLine

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Each way to print a marker, with how much a match by it proves: digits that merely touch a word prove little.
_MARKERS: dict[str, tuple[re.Pattern[str], float]] = {
    "superscript": (re.compile(r"(?<=\S)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})"), 3.0),
    "caret": (re.compile(r"\[\^(\d{1,5})\](?!:)"), 3.0),
    "bracket": (re.compile(r"(?<=\S) ?\[(\d{1,5})\]"), 1.5),
    "plain": (re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”’\"'»])(?<!\d[.,:])(\d{1,3})(?=[\s.,;:?!)\]”’\"'»—–]|$)"), 1.0),
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
# Below this a chain is likelier a numbered list, some exponents or tables than notes.
_LEAST_EVIDENCE = 3.0
# So many labels in a row may have lost their markers.
_LONGEST_HOLE = 3


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its label, the lines it is on, where its label ends in the source, and the source range of its marker."""

    label: str
    first_line: int
    end_line: int
    label_end: int
    marker: tuple[int, int] | None


def find_notes(lines: Sequence[BodyLine]) -> list[Note]:
    """Return the notes among `lines`, in order; a document without notes has none.

    Every pair of a way to print markers and a way to print labels is tried, and the best chain over the document wins.
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
    if not pairs:
        return []
    markers_of = {note.start: (marker.start, marker.end) for marker, note in pairs}
    notes = sorted([note for _, note in pairs] + _in_holes(labels[name], pairs), key=lambda note: note.start)
    firsts = [numbers[note.start] for note in notes]
    found = (
        Note(str(note.label), first, _end_line(lines, first, stop), note.end, markers_of.get(note.start))
        for note, first, stop in zip(notes, firsts, [*firsts[1:], len(lines)], strict=True)
    )
    return [note for note in found if _has_text(lines, note)]


def _has_text(lines: Sequence[BodyLine], note: Note) -> bool:
    """Whether anything stands behind the label; a label alone is left where it is."""
    first, *others = (line.text for line in lines[note.first_line : note.end_line])
    return any(text.value.strip() for text in (first[first.offset_of(note.label_end) :], *others))


def _marker_candidates(lines: Sequence[BodyLine], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    for line in lines:
        for match in pattern.finditer(line.text.value):
            start, end = line.text.origin(match.start(), match.end())
            yield Candidate(_number(match[1]), start, end, line.page)


def _label_candidates(lines: Sequence[BodyLine], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    for line in lines:
        match = None if line.blank else pattern.match(line.text.value)
        if match:
            start, end = line.text.origin(0, match.end())
            yield Candidate(_number(match[1]), start, end, line.page)


def _number(digits: str) -> int:
    return int(digits.translate(_SUPERSCRIPTS))


def _in_holes(candidates: Sequence[Candidate], pairs: Sequence[tuple[Candidate, Candidate]]) -> list[Candidate]:
    """Return the labels that fill a hole in the chain: notes whose marker is lost."""
    found = []
    for (_, before), (_, after) in pairwise(pairs):
        wanted = before.label + 1
        if not wanted < after.label <= wanted + _LONGEST_HOLE:
            continue
        begin = bisect_right(candidates, before.start, key=lambda candidate: candidate.start)
        stop = bisect_left(candidates, after.start, key=lambda candidate: candidate.start)
        for candidate in candidates[begin:stop]:
            if candidate.label == wanted < after.label:
                found.append(candidate)
                wanted += 1
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

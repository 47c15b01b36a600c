"""Part footnotes from the body of a printed document by matching markers with notes."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outsider_etl.document import Page
from outsider_etl.structure.alignment import Candidate, align
from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER
from outsider_etl.structure.layout.candidates import Mark, digit_widths, find_labels, find_markers, raised_stretches
from outsider_etl.structure.layout.typography import PrintedLine, body_size
from outsider_etl.structure.layout.zones import Place, places_of

# Below this score a chain of markers and notes is likelier some exponents and a list.
_LEAST_EVIDENCE = 1.0
# A mark in small type at the foot of a page is likelier a label, or a number within a note.
_MARKER_AT_FOOT = 0.4
# How doubtful a label is for where it stands; from 1 on it is none.
_CERTAIN = 0.0
_SMALL_AT_FOOT = 0.1
_UNDER_HEADING = 0.2
_LARGE = 0.3
_WITHIN_LINE = 0.3
_SMALL_AMID = 0.4
# Symbols are matched one by one, so that a marker which may be something else, as behind a figure, is none.
_UNLIKELY = 0.5
_ONE_FORM = 0.7
# What is set larger than the body by this is a heading.
_LARGEST = 1.05


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a note, and the marker that leads to it, None where that is lost."""

    mark: Mark
    marker: Mark | None = None


def match_notes(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> tuple[list[Label], list[Place]]:
    """Return the labels of the notes, in reading order, with their markers, and the place of each line.

    Numbers are matched in order over the document, symbols with their like on the same page.
    """
    widths = digit_widths(lines)
    raised = [raised_stretches(line, widths) for line in lines]
    places = places_of(lines, pages)
    largest = _LARGEST * body_size(lines)
    labels = [
        label
        for index, (line, place) in enumerate(zip(lines, places, strict=True))
        if line.size <= largest and not LEADER.search(line.text.value[-LONGEST_LEADER:])
        for mark in find_labels(line, index, raised[index])
        for label in _doubted(mark, line, place)
    ]
    labels = _under_text(labels, places)
    taken = {(label.line, label.start) for label in labels if label.doubt <= _SMALL_AT_FOOT}
    numbers = {int(label.label) for label in labels if label.label.isdecimal()}
    # Numbers in parentheses count the items of a list, where no note begins with one.
    in_parentheses = any(label.form == "round" for label in labels)
    markers = [
        mark._replace(doubt=mark.doubt + _MARKER_AT_FOOT) if places[mark.line].at_foot else mark
        for index, line in enumerate(lines)
        for mark in find_markers(line, index, raised[index], numbers)
        if (mark.line, mark.start) not in taken and (in_parentheses or mark.form != "round")
    ]
    numbered = _match_numbers(lines, _numbers(markers), _numbers(labels))
    symbols = _match_symbols(
        lines, [m for m in markers if not m.label.isdecimal()], [n for n in labels if not n.label.isdecimal()]
    )
    return sorted([*numbered, *symbols], key=lambda label: (label.mark.line, label.mark.start)), places


def _under_text(labels: Sequence[Mark], places: Sequence[Place]) -> list[Mark]:
    """Return the labels, those in parentheses only where larger type stands in their column, or a heading of notes."""
    with_text = {place.region for place in places if not place.small}
    return [
        label
        for label in labels
        if label.form != "round" or places[label.line].in_notes or places[label.line].region in with_text
    ]


def _numbers(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.label.isdecimal()]


def _doubted(mark: Mark, line: PrintedLine, place: Place) -> Iterator[Mark]:
    """Yield a label with how doubtful it is where it stands that it begins a note; none where it cannot."""
    raised = mark.form == "raised"
    at_foot = place.small and (place.at_foot or place.separated)
    if (mark.form == "bracket" and place.in_references) or (mark.form == "letter" and not at_foot):
        return
    if line.text.value[: mark.start].strip():
        if not (place.small or place.separated):
            return
        doubt = _WITHIN_LINE
    elif at_foot or place.in_notes:
        doubt = _CERTAIN if raised else _SMALL_AT_FOOT if at_foot else _UNDER_HEADING
    elif raised or place.separated:
        doubt = _LARGE
    elif place.small:
        doubt = _SMALL_AMID
    else:
        return
    yield mark._replace(doubt=mark.doubt + doubt)


def _match_numbers(lines: Sequence[PrintedLine], markers: Sequence[Mark], labels: Sequence[Mark]) -> list[Label]:
    """Return the labels that markers lead to, and those that count on between them, whose markers are lost.

    Once most of the labels turn out to be printed in one way, others are left aside, but for those that stand alone on
    a line because what follows them stands higher or lower.
    """
    pairs = _align(lines, markers, labels)
    forms = Counter(label.form for _, label in pairs)
    if len(forms) > 1:
        form, count = forms.most_common(1)[0]
        if count >= _ONE_FORM * forms.total():
            labels = [label for label in labels if label.form in (form, "alone")]
            pairs = _align(lines, markers, labels)
    if not pairs:
        return []
    marker_of = {label: marker for marker, label in pairs}
    chain = [index for index, label in enumerate(labels) if label in marker_of]
    found: list[Label] = []
    before, number = -1, 0
    for index in chain:
        found += _counting(labels[before + 1 : index], number, int(labels[index].label))
        found.append(Label(labels[index], marker_of[labels[index]]))
        before, number = index, int(labels[index].label)
    last = lines[labels[before].line].page
    following = [label for label in labels[before + 1 :] if lines[label.line].page <= last + 1]
    return list(_with_late_markers([*found, *_counting(following, number, None)], markers))


def _with_late_markers(labels: Sequence[Label], markers: Sequence[Mark]) -> Iterator[Label]:
    """Yield the labels, one without a marker with that between its neighbours' markers which has its number.

    A note is set before its marker where the line of that was moved to the next page, and the note was not.
    """
    places = [(mark.line, mark.start) for mark in markers]
    at = 0
    for index, label in enumerate(labels):
        if label.marker:
            at = bisect_right(places, (label.marker.line, label.marker.start))
            yield label
            continue
        following = next((other.marker for other in labels[index + 1 : index + 2] if other.marker), None)
        stop = bisect_left(places, (following.line, following.start)) if following else at
        late = (mark for mark in markers[at:stop] if mark.label == label.mark.label and mark.doubt <= _SMALL_AT_FOOT)
        yield Label(label.mark, next(late, None))


def _align(lines: Sequence[PrintedLine], markers: Sequence[Mark], labels: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    def candidates(marks: Sequence[Mark]) -> dict[Candidate, Mark]:
        return {
            Candidate(int(m.label), at := lines[m.line].start + m.start, at + 1, lines[m.line].page, m.doubt): m
            for m in marks
        }

    of_markers, of_labels = candidates(markers), candidates(labels)
    score, pairs = align(list(of_markers), list(of_labels))
    return [(of_markers[a], of_labels[b]) for a, b in pairs] if score >= _LEAST_EVIDENCE else []


def _counting(labels: Sequence[Mark], after: int, before: int | None) -> list[Label]:
    """Return the certain labels that count on from `after` to the next matched number, or on where none follows."""
    found = []
    number = after + 1
    for label in labels:
        if (
            int(label.label) == number
            and label.doubt <= _SMALL_AT_FOOT
            and (before is None or number < before or before == 1 < number)
        ):
            found.append(Label(label))
            number += 1
    return found


def _match_symbols(lines: Sequence[PrintedLine], markers: Sequence[Mark], labels: Sequence[Mark]) -> list[Label]:
    """Return the labels with a marker of the same symbol above them on their page, or the page before."""
    waiting: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for mark in markers:
        waiting[lines[mark.line].page, mark.label].append(mark)
    found = []
    for label in labels:
        page = lines[label.line].page
        begins = not lines[label.line].text.value[: label.start].strip()
        above = [
            [mark for mark in same if mark.doubt < _UNLIKELY and (mark.line, mark.start) < (label.line, label.start)]
            for same in (waiting[page, label.label], waiting[page - 1, label.label] if begins else ())
        ]
        nearest = above[0] or above[1]
        if nearest and label.doubt <= _LARGE:
            marker = min(nearest, key=lambda mark: (mark.doubt, mark.line, mark.start))
            waiting[lines[marker.line].page, label.label].remove(marker)
            found.append(Label(label, marker))
    return found

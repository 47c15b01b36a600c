"""Tell which lines a note takes up, once it is known where its label stands.

On a page, a label that was set apart may have come out in front of its note, behind it, or away from it; the notes
themselves come in the order of their labels. So the beginnings of all notes of a page are looked for together. A note
ends at the next one or with its page, and may go on at the foot of the page after.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.labels import leaves_open
from outsider_etl.structure.markup import clean
from outsider_etl.structure.measure import Measure, measure
from outsider_etl.structure.resumption import body_resumed, holds_marker
from outsider_etl.structure.signs import SUPERSCRIPT

Lines = tuple[int, int]
# A note of nothing but a marker says nothing.
_RAISED = f" {SUPERSCRIPT[1:-1]}"

# What speaks for a note beginning at a line: its own label right before it, the label of the note before it there, a
# blank line, a line that broke off, or a sentence that ended; and what speaks against it.
_LABEL_BEFORE = 1.0
_LABEL_BEHIND = 0.8
_BLANK_BEFORE = 0.4
_BROKE_OFF = 0.3
_SENTENCE_ENDED = 0.1
_GOES_ON = -0.5
# The first note begins as late as it may, since the body is above it.
_LATER = 0.1
_OPENING = " \t\u00a0([\"'“‘«"
# More labels and lines than a page can hold are not searched for the best beginnings.
_MOST_CHOICES = 20_000
# A note in brackets has not more lines than this.
_LONGEST_BRACKETED = 40
_CONTINUED = re.compile(r"[(\[]\W*(?:note )?cont(?:inued|['’]?d)\b\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note among lines: its label, the line and place in the source where that stands, its lines and its marker.

    `lines` are the ranges of lines that it takes up, its label included, in order.
    """

    label: str
    label_line: int
    label_end: int
    lines: tuple[Lines, ...]
    marker: tuple[int, int] | None


def with_extents(lines: Sequence[BodyLine], notes: Sequence[NoteLines]) -> list[NoteLines]:
    """Return the notes, given in order with the line of their label alone, with all the lines that they take up.

    A label that no text is found for is left where it is.
    """
    width = measure(lines)
    markers = sorted(note.marker[0] for note in notes if note.marker)
    pages = _page_ranges(lines)
    found: list[NoteLines] = []
    for page, group in groupby(notes, key=lambda note: lines[note.label_line].page):
        on_page = list(group)
        if page is None:
            stops = [note.label_line for note in on_page[1:]] + [len(lines)]
            found += [_until_blank(lines, note, stop) for note, stop in zip(on_page, stops, strict=True)]
        else:
            found += _on_page(lines, on_page, pages[page], markers, width)
    found = [note for note in found if _has_text(lines, note)]
    return list(_continued(lines, found, pages, markers, width))


def _page_ranges(lines: Sequence[BodyLine]) -> dict[int | None, Lines]:
    ranges: dict[int | None, Lines] = {}
    for index, line in enumerate(lines):
        first, _ = ranges.get(line.page, (index, index))
        ranges[line.page] = (first, index + 1)
    return ranges


def _until_blank(lines: Sequence[BodyLine], note: NoteLines, stop: int) -> NoteLines:
    """Return a note of a text without pages: it ends at a blank line, or where the bracket of its label is closed."""
    filled = _has_own_text(lines, note)
    closing = _closing_bracket(lines, note, stop)
    for index in range(note.label_line + 1, stop):
        if lines[index].blank and filled and index > closing:
            return replace(note, lines=((note.label_line, index),))
        filled = filled or not lines[index].blank
    return replace(note, lines=((note.label_line, stop),))


def opens_bracket(lines: Sequence[BodyLine], note: NoteLines) -> bool:
    """Whether a bracket stands open behind a note's label, as in "[Footnote 1: See the index.]"."""
    text = lines[note.label_line].text
    return leaves_open(text.value[: text.offset_of(note.label_end)])


def _closing_bracket(lines: Sequence[BodyLine], note: NoteLines, stop: int) -> int:
    """Return the line that closes the bracket that a label opens, or that of the label where none is left open."""
    if not opens_bracket(lines, note):
        return note.label_line
    ends = min(stop, note.label_line + _LONGEST_BRACKETED)
    depth = 0
    for index in range(note.label_line, ends):
        value = lines[index].text.value
        depth += value.count("[") - value.count("]")
        if depth <= 0:
            return index
    return note.label_line


def _has_own_text(lines: Sequence[BodyLine], note: NoteLines) -> bool:
    text = lines[note.label_line].text
    return bool(clean(text[text.offset_of(note.label_end) :])[0].value.strip(_RAISED))


def _has_text(lines: Sequence[BodyLine], note: NoteLines) -> bool:
    others = (lines[i] for first, end in note.lines for i in range(first, end) if i != note.label_line)
    return _has_own_text(lines, note) or any(not line.blank for line in others)


def _on_page(
    lines: Sequence[BodyLine], notes: Sequence[NoteLines], page: Lines, markers: Sequence[int], width: Measure | None
) -> Iterator[NoteLines]:
    """Yield the notes of a page with their lines."""
    lone = {note.label_line for note in notes if not _has_own_text(lines, note)}
    texts = [index for index in range(*page) if index not in lone and not lines[index].blank]
    # Columns that were read across have their notes in the order of the page rather than in that of the labels.
    as_printed = sorted(notes, key=_label_line)
    order: Sequence[NoteLines] = as_printed
    best, beginnings = -math.inf, [note.label_line for note in as_printed]
    if lone and len(notes) * len(texts) <= _MOST_CHOICES:
        marked = _marked(lines, page, markers)
        for notes_in_order in (notes, as_printed):
            worth, found = _beginnings(lines, notes_in_order, texts, lone, marked, width)
            if worth > best + _LABEL_BEFORE:
                best, order, beginnings = worth, notes_in_order, found
    stop = texts[-1] + 1 if texts else page[1]
    for note, (first, following) in zip(order, pairwise([*beginnings, stop]), strict=True):
        own = [index for index in range(first, following) if index not in lone]
        end = body_resumed(lines, own, markers)
        yield replace(note, lines=_ranges([*own[:end], note.label_line]))


def _label_line(note: NoteLines) -> int:
    return note.label_line


def _marked(lines: Sequence[BodyLine], page: Lines, markers: Sequence[int]) -> list[int]:
    """Return the lines of the page that hold a marker, which stand in the body."""
    return [index for index in range(*page) if holds_marker(lines, (index, index + 1), markers)]


def _ranges(indices: Iterable[int]) -> tuple[Lines, ...]:
    ranges: list[Lines] = []
    for index in sorted(set(indices)):
        if ranges and ranges[-1][1] == index:
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
    return tuple(ranges)


def _beginnings(
    lines: Sequence[BodyLine],
    notes: Sequence[NoteLines],
    texts: Sequence[int],
    lone: set[int],
    marked: Sequence[int],
    width: Measure | None,
) -> tuple[float, list[int]]:
    """Return the lines that the notes begin at, in the order of the notes: those that most speaks for, and how much.

    `texts` are the lines of the page with something else than a label on them, those in `lone` left out. Lines that
    are `marked` belong to the body, and so does what is above one that a note's label is below.
    """
    breaks = [_break_at(lines, texts, place, width) for place in range(len(texts))]
    # Few labels came out behind their notes where most stand in front, the first one too.
    top = min(note.label_line for note in notes)
    above = -1 if 2 * len(lone) > len(notes) or notes[0].label_line > top else top - 1
    rows = []
    label_before = claimed = None
    for note in notes:
        after_label = bisect_left(texts, note.label_line)
        if note.label_line in lone:
            floor = max([above, *marked[: bisect_left(marked, note.label_line)][-1:]])
            row = [speaks if index > floor else -math.inf for index, speaks in zip(texts, breaks, strict=True)]
        else:
            row = [0.0 if place == after_label else -math.inf for place in range(len(texts))]
        # Of labels that came out as one block, the first alone is next to a note's text.
        if note.label_line - 1 not in lone and after_label != claimed:
            for place, worth in ((after_label, _LABEL_BEFORE), (label_before, _LABEL_BEHIND)):
                if place is not None and place < len(row):
                    row[place] += worth
        rows.append(row)
        behind = note.label_line in lone and _ends_text(lines[note.label_line - 1], width)
        label_before, claimed = (after_label, None) if behind else (None, after_label)
    later = accumulate(speaks > 0 for speaks in breaks)
    rows[0] = [score + _LATER * count for score, count in zip(rows[0], later, strict=True)]
    worth, places = _best_rising(rows)
    return worth, [texts[place] for place in places]


def _best_rising(rows: Sequence[Sequence[float]]) -> tuple[float, list[int]]:
    """Return one place in each row, each behind the one before, whose scores sum to most, and their sum.

    Where there are no such places the sum is minus infinity.
    """
    chosen: list[list[int]] = []
    reached = [0.0] * len(rows[0])
    best = -math.inf
    for row in rows:
        scores = [before + score for before, score in zip(reached, row, strict=True)]
        bests: list[int] = []
        for place, score in enumerate(scores):
            bests.append(place if not bests or score >= scores[bests[-1]] else bests[-1])
        chosen.append(bests)
        best = max(scores, default=-math.inf)
        reached = [-math.inf, *(scores[place] for place in bests[:-1])][: len(row)]
    if best == -math.inf:
        return best, []
    places = [chosen[-1][-1]]
    for bests in reversed(chosen[:-1]):
        places.append(bests[places[-1] - 1])
    return best, places[::-1]


def _break_at(lines: Sequence[BodyLine], texts: Sequence[int], place: int, width: Measure | None) -> float:
    """Return what speaks for something new beginning at a line, but for labels."""
    if place == 0 or lines[texts[place] - 1].blank:
        return _BLANK_BEFORE
    before, line = lines[texts[place - 1]], lines[texts[place]]
    goes_on = line.text.value.lstrip(_OPENING)[:1].islower() + (not _ends_text(before, width))
    if goes_on:
        return _GOES_ON * goes_on
    return _BROKE_OFF if _falls_short(before, width) else _SENTENCE_ENDED


def _ends_text(line: BodyLine, width: Measure | None) -> bool:
    """Whether what stands on a line is at its end there: it breaks off, or its sentence ends."""
    return not line.blank and (_falls_short(line, width) or ends_sentence(line.text.value))


def _falls_short(line: BodyLine, width: Measure | None) -> bool:
    return width is not None and width.falls_short(line.text.value)


def _continued(
    lines: Sequence[BodyLine],
    notes: Sequence[NoteLines],
    pages: dict[int | None, Lines],
    markers: Sequence[int],
    width: Measure | None,
) -> Iterator[NoteLines]:
    """Yield the notes, those that a page's end cut with their rest at the foot of the next page."""
    next_page = dict(pairwise(pages))
    firsts: dict[int | None, int] = {}
    for note in notes:
        page = lines[note.label_line].page
        firsts[page] = min(note.lines[0][0], firsts.get(page, len(lines)))
    lasts = {lines[note.label_line].page: i for i, note in enumerate(notes)}
    for i, note in enumerate(notes):
        page = lines[note.label_line].page
        following = next_page.get(page)
        if page is None or following is None or lasts[page] != i:
            yield note
            continue
        end = note.lines[-1][1]
        said = _CONTINUED.fullmatch(lines[end - 1].text.value.strip()) is not None
        last = lines[end - 1 - said]
        first, stop = pages[following]
        rest = None
        if said or not _ends_text(last, width):
            # An endnote's marker is on an earlier page, and nothing but notes on the next one.
            begin = next(lines[index].text for index in range(*pages[page]) if lines[index].text).origin(0, 1)[0]
            endnote = note.marker is not None and note.marker[0] < begin
            rest = _rest(lines, (first, firsts.get(following, stop)), markers, said or endnote)
        kept = _ranges(index for taken in note.lines for index in range(*taken) if not said or index != end - 1)
        yield replace(note, lines=(*kept, rest) if rest else kept)


def _rest(lines: Sequence[BodyLine], above_notes: Lines, markers: Sequence[int], likely: bool) -> Lines | None:
    """Return the last block above a page's notes, if it can only go on with a note of the page before.

    There is more above the notes of a page than the rest of one, unless it is `likely` that nothing is.
    """
    blocks = [
        (indices[0], indices[-1] + 1)
        for blank, run in groupby(range(*above_notes), key=lambda index: lines[index].blank)
        if not blank and (indices := list(run))
    ]
    if len(blocks) + likely < 2 or holds_marker(lines, blocks[-1], markers):
        return None
    lower = lines[blocks[-1][0]].text.value.strip()[:1].islower()
    return blocks[-1] if likely or lower or not ends_sentence(lines[blocks[-2][1] - 1].text.value) else None

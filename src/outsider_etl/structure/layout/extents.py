"""Tell which lines of a printed document a note takes up, once it is known where its label stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from statistics import median

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.candidates import Mark
from outsider_etl.structure.layout.notes import Label
from outsider_etl.structure.layout.typography import PrintedLine, bold_share, family
from outsider_etl.structure.layout.zones import Place
from outsider_etl.structure.signs import BACK_LINK

# Type larger than the note's by more than this is no longer of it.
_LARGER = 1.04
# A gap so many times the type size ends a note where no other follows.
_FAR = 3.0
_HEADING = 0.6
_LONGEST_HEADING = 80
_SOURCE = re.compile(r"(?:sources?|notes?|quellen?|anm(?:\.|erkung(?:en)?))\s?:", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*\w[./]\w\S*")
_CONTINUED = re.compile(r"\s*[(\[]?\W*(?:note )?cont(?:inued|['’]?d)\b[^)\]\w]*[)\]]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteLines:
    """A note: its label and its lines, the first cut behind the label; none of them is empty."""

    label: Label
    lines: tuple[PrintedLine, ...]


def part_notes(
    lines: Sequence[PrintedLine], labels: Sequence[Label], places: Sequence[Place]
) -> tuple[list[NoteLines], list[PrintedLine]]:
    """Return the notes with their lines, and the lines of the body, which may be cut where a note begins in one.

    `labels` are in reading order. A note goes on until the next one, its column's end or a change of type, and then in
    small type at the foot of the next column or page where that begins with no label.
    """
    usual = median(lines[label.mark.line].size for label in labels) if labels else 0.0
    notes: list[NoteLines] = []
    taken: set[int] = set()
    for label, following in zip_longest(labels, (label.mark for label in labels[1:])):
        stop = following.line if following else len(lines)
        first = label.mark.line
        mine = [first, *_rest(lines, places, label.mark, stop, max(usual, lines[first].size))]
        if following and following.line not in mine and lines[following.line].text.value[: following.start].strip():
            mine.append(following.line)
        mine += _continuation(lines, places, mine, stop)
        texts = [_part_of(lines[i], i, label.mark, following) for i in mine]
        filled = tuple(line for line in texts if line.text.value.strip() and not _CONTINUED.fullmatch(line.text.value))
        if filled:
            notes.append(NoteLines(label, filled))
            taken.update(mine)
    return notes, [line for i, line in enumerate(lines) if i not in taken and line.text.value.strip()]


def _rest(lines: Sequence[PrintedLine], places: Sequence[Place], label: Mark, stop: int, size: float) -> Iterator[int]:
    """Yield the lines that follow the label's in its column and belong to its note, which is set in type of `size`."""
    start = last = label.line
    followed = stop < len(lines) and places[stop].region == places[start].region
    for i in range(start + 1, stop):
        if places[i].region != places[last].region and not (
            places[start].in_notes
            and (
                (stop < len(lines) and places[stop].region == places[i].region)
                or not ends_sentence(lines[last].text.value)
            )
        ):
            return
        step = lines[i].layout.baseline - lines[last].layout.baseline
        if lines[i].size > _LARGER * size or (step > _FAR * size and not followed) or _heads(lines[i], lines[start]):
            return
        if places[i].ruled and places[i].region == places[last].region:
            return
        if _is_of_table(lines[i], lines[last], label):
            return
        yield i
        last = i


def _is_of_table(line: PrintedLine, above: PrintedLine, label: Mark) -> bool:
    """Whether a line names the source of a table that `label`, which is no number, has a note of."""
    return (
        not label.label.isdecimal() and _SOURCE.match(line.text.value) is not None and ends_sentence(above.text.value)
    )


def _heads(line: PrintedLine, first: PrintedLine) -> bool:
    """Whether a line stands like a heading among notes."""
    said = line.text.value
    bold = bold_share(line.layout) > _HEADING >= bold_share(first.layout)
    capitals = said.isupper() and not first.text.value.isupper()
    return (bold or capitals) and len(said) <= _LONGEST_HEADING and not ends_sentence(said)


def _continuation(
    lines: Sequence[PrintedLine], places: Sequence[Place], mine: Sequence[int], stop: int
) -> Iterator[int]:
    """Yield the lines at the foot of the next columns and pages in which the note goes on."""
    last, first = lines[mine[-1]], lines[mine[0]]
    at = mine[-1] + 1
    if at < len(lines) and places[at].region == places[mine[-1]].region:
        return
    while at < stop and lines[at].page <= last.page + 1:
        end = at
        while end < len(lines) and places[end].region == places[at].region:
            end += 1
        bottom = min(end, stop)
        top = bottom
        while top > at and _is_like(lines[top - 1], places[top - 1], first):
            top -= 1
            if places[top].ruled:
                break
        below_rule = top < bottom and places[top].ruled and (top == at or not places[top - 1].small)
        if top < bottom and (below_rule or _goes_on(last, lines[top])):
            yield from range(top, bottom)
            last = lines[bottom - 1]
        if bottom < end:
            return
        at = end


def _is_like(line: PrintedLine, place: Place, first: PrintedLine) -> bool:
    """Whether a line at the foot of a page is set as the note is that begins with `first`."""
    if not place.separated and family(line.layout) != family(first.layout) and not _is_address(line):
        return False
    if not place.small:
        return place.separated and line.size <= _LARGER * first.size
    return line.size <= _LARGER * first.size and line.size >= first.size / _LARGER / _LARGER


def _is_address(line: PrintedLine) -> bool:
    """Whether a line is all of an address, which may be set in type of its own."""
    return _ADDRESS.fullmatch(line.text.value.strip()) is not None


def _goes_on(last: PrintedLine, line: PrintedLine) -> bool:
    return not ends_sentence(last.text.value) or line.text.value[:1].islower()


def _part_of(line: PrintedLine, index: int, label: Mark, following: Mark | None) -> PrintedLine:
    """Return what of a line lies between a label and the next one."""
    start = line.text.offset_of(line.start + label.end) if index == label.line else 0
    end = line.text.offset_of(line.start + following.start) if following and index == following.line else None
    return replace(line, text=line.text[start:end].sub(BACK_LINK, "").strip())

"""Where in a Markdown document notes stand as in print: under a heading of notes, or behind all text of a section."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from outsider_etl.structure.closing import LONGEST_IMPRINT
from outsider_etl.structure.markdown.leaves import Leaf
from outsider_etl.structure.parts import Span
from outsider_etl.structure.signs import LIST_HEADING, NOTES_HEADING, SUPERSCRIPT
from outsider_etl.text import Text

_NUMBER_OF_ITEM = re.compile(r"\s*\d+[.)]")
_LABEL = re.compile(r"\s*\[?\d{1,3}\]?\s")
_RAISED = re.compile(rf"\s*{SUPERSCRIPT}")
_MARKER = re.compile(rf"{SUPERSCRIPT}|\[\d{{1,3}}\]")
# A paragraph that breaks off within a sentence.
_UNFINISHED = re.compile(r"[^\W\d_][,-]?\s*$")
# A list of as many items as the text before has markers, and none behind, is hardly anything but notes.
_FEWEST_SURE = 5
# The level of a section below a line of text, which any heading ends.
_NO_LEVEL = 7


class PrintedNote(NamedTuple):
    """A note: where its label begins in the source, the label, where what it says begins, and its marker.

    `printed` is the label as it is printed.
    """

    start: int
    label: str
    said: int
    marker: Span | None
    printed: str


def chapters(leaves: Sequence[Leaf]) -> Iterator[Sequence[Leaf]]:
    """Yield the leaves up to the end of each section of notes, or else of the last one where a number begins a line.

    Those behind are left out.
    """
    inside = enumerate(pairwise([*_in_notes(leaves), 0]), start=1)
    ends = [end for end, (now, following) in inside if now and not following]
    if not ends:
        last = max((i for i, leaf in enumerate(leaves) if _LABEL.match(_value(leaf))), default=len(leaves))
        ends = [border for border in _borders(leaves) if border > last][:1]
    for begin, end in pairwise([0, *ends]):
        yield leaves[begin:end]


def closing_notes(parted: Sequence[Leaf], notes: Sequence[PrintedNote]) -> list[PrintedNote]:
    """Return those of the notes that a document is `parted` in that stand where notes do, each run judged by itself."""
    by_start = {note.start: note for note in notes}
    document = _Document(parted)
    kept: list[PrintedNote] = []
    for first, last in document.runs:
        starts = dict.fromkeys(leaf.group.start for leaf in parted[first:last] if leaf.group)
        # What goes on with a note behind a table, say, is a run of its own.
        run = [by_start.pop(start) for start in starts if start in by_start]
        if run and document.holds_notes(first, last, run, kept):
            kept += run
    return kept


class _Document:
    """A document parted in notes and other leaves: the runs of notes, from one leaf to another, and what is around."""

    def __init__(self, parted: Sequence[Leaf]) -> None:
        self.parted = parted
        self.in_notes = _in_notes(parted)
        self.borders = _borders(parted)
        self.lengths = [0, *accumulate(sum(map(len, leaf.pieces)) for leaf in parted)]
        self.last_marked = max((i for i, leaf in enumerate(parted) if _is_marked(leaf)), default=-1)
        rules = [leaf.start for leaf in parted if leaf.ruled]
        self.runs = []
        alike = groupby(range(len(parted)), key=lambda i: (_is_note(parted[i]), bisect_right(rules, parted[i].start)))
        for (are_notes, _), group in alike:
            indices = list(group)
            if are_notes:
                self.runs.append((indices[0], indices[-1] + 1))

    def holds_notes(self, first: int, last: int, run: Sequence[PrintedNote], before: Sequence[PrintedNote]) -> bool:
        """Whether a run of what may be notes is one of notes, by its labels and by what stands before and behind it.

        Nothing else is in a section of notes, has a raised number, or stands where a paragraph was cut; but where
        no marker is left, "Notes:" in a line of text may say what a table holds. What another heading, or a colon,
        announces is a list. `before` are the notes before the run.
        """
        some_marked, marked = any(note.marker for note in run), all(note.marker for note in run)
        listed = all(_NUMBER_OF_ITEM.match(note.printed) for note in run)
        in_notes = 0 < self.in_notes[first] < (_NO_LEVEL + some_marked)
        raised = all(_RAISED.match(note.printed) for note in run)
        at_foot = marked and not listed and self._cut_text(first, last)
        if in_notes or at_foot or (marked and raised):
            return True
        above = _value(self.parted[first - 1]) if first else ""
        headed = LIST_HEADING.fullmatch(above) is not None
        if not headed and (above.endswith(":") or (first and self.parted[first - 1].kind == "heading")):
            return False
        if listed and run[0].label not in ("1", _next_label(before)):
            return False
        apart = self.parted[first].ruled or len(run) >= _FEWEST_SURE
        sure = (headed and some_marked) or (marked and (not listed or (apart and last > self.last_marked)))
        end = self.borders[bisect_left(self.borders, last)] if sure else len(self.parted)
        return self.lengths[end] - self.lengths[last] <= LONGEST_IMPRINT

    def _cut_text(self, first: int, last: int) -> bool:
        """Whether a run of leaves stands where a paragraph was cut, as notes do at the foot of a page."""
        if not first or last == len(self.parted):
            return False
        above, below = self.parted[first - 1], self.parted[last]
        running = above.kind == below.kind == "paragraph"
        return running and _UNFINISHED.search(_value(above)) is not None and _value(below).lstrip()[:1].islower()


def _next_label(notes: Sequence[PrintedNote]) -> str | None:
    return str(int(notes[-1].label) + 1) if notes and notes[-1].label.isdecimal() else None


def _borders(leaves: Sequence[Leaf]) -> list[int]:
    """Return where sections begin, under a heading or a rule, and where the last one ends."""
    return [*(i for i, leaf in enumerate(leaves) if leaf.ruled or leaf.kind == "heading"), len(leaves)]


def _in_notes(leaves: Sequence[Leaf]) -> list[int]:
    """Return of each leaf the level of the section of notes that it stands in, 0 in none.

    A marker ends such a section as the next heading does.
    """
    inside = []
    level = 0
    for leaf in leaves:
        value = _value(leaf)
        if NOTES_HEADING.fullmatch(value):
            level = leaf.level or _NO_LEVEL
        elif level and (
            (leaf.kind == "heading" and (leaf.level or _NO_LEVEL) <= level)
            or (not _is_note(leaf) and (leaf.markers or LIST_HEADING.fullmatch(value)))
        ):
            level = 0
        inside.append(level)
    return inside


def _is_marked(leaf: Leaf) -> bool:
    """Whether a marker, or what may be one, stands in the body there."""
    return not _is_note(leaf) and (bool(leaf.markers) or _MARKER.search(_value(leaf)) is not None)


def _is_note(leaf: Leaf) -> bool:
    return leaf.kind == "footnote"


def _value(leaf: Leaf) -> str:
    return Text.join(leaf.pieces).value

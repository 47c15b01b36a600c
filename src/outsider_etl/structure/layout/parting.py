"""Part a printed document: furniture, notes, body."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from outsider_etl.document import Metadata, SourceText
from outsider_etl.structure.hyphens import Words, vocabulary
from outsider_etl.structure.layout.blocks import part_body
from outsider_etl.structure.layout.candidates import Mark
from outsider_etl.structure.layout.extents import NoteLines, part_notes
from outsider_etl.structure.layout.furniture import without_furniture
from outsider_etl.structure.layout.notes import Label, match_notes
from outsider_etl.structure.layout.running import running_text, source_spans
from outsider_etl.structure.layout.typography import PrintedLine, printed_lines
from outsider_etl.structure.metadata import first_known, metadata_of
from outsider_etl.structure.parts import Note, Part, Parts, Span
from outsider_etl.text import Edit


def part_printed(source: SourceText) -> Parts:
    """Return the parts of a document whose lines have a layout."""
    words = cache(partial(vocabulary, source.text))
    lines = without_furniture(printed_lines(source), source.pages)
    labels, places = match_notes(lines, source.pages)
    notes, body = part_notes(_without_markers(lines, labels), labels, places)
    paragraphs = tuple(part_body(body, source, words))
    return Parts(
        paragraphs=paragraphs,
        notes=tuple(_note(note, lines, words) for note in notes),
        links=tuple(sorted(source.links())),
        metadata=first_known(metadata_of(paragraphs, source.text), source.properties or Metadata()),
    )


def _without_markers(lines: Sequence[PrintedLine], labels: Sequence[Label]) -> list[PrintedLine]:
    """Return the lines with the markers of the notes taken out of them."""
    stretches: dict[int, list[Span]] = defaultdict(list)
    for label in labels:
        if label.marker:
            stretches[label.marker.line].append(_stretch(label.marker, lines))
    return [
        replace(line, text=line.text.edit(_edits(line, stretches[index]))) if index in stretches else line
        for index, line in enumerate(lines)
    ]


def _edits(line: PrintedLine, stretches: Sequence[Span]) -> Iterator[Edit]:
    """Yield the edits that take markers out of a line, with the commas that stand between two of them."""
    last = 0
    for start, end in sorted(set(stretches)):
        between = line.text.value[last:start]
        yield Edit(last if last and not between.strip(" ,;") else max(last, start), end)
        last = end


def _stretch(marker: Mark, lines: Sequence[PrintedLine]) -> Span:
    """Return the characters of its line that a marker takes up, with the gap before it where another follows it."""
    text = lines[marker.line].text.value
    start = marker.start
    if not text[marker.end : marker.end + 1].strip(' .,;:!?)]”’"'):
        start = len(text[:start].rstrip())
    return start, marker.end


def _note(note: NoteLines, lines: Sequence[PrintedLine], words: Words) -> Note:
    text, emphasis = running_text(note.lines, words)
    body = Part(
        kind="footnote",
        text=text,
        source_spans=tuple(source_spans(note.lines)),
        emphasis=emphasis,
        page_start=note.lines[0].page,
        page_end=note.lines[-1].page,
    )
    marker = None
    if note.label.marker:
        line = lines[note.label.marker.line]
        start, end = _stretch(note.label.marker, lines)
        marker = line.start + start, line.start + end
    return Note(note.label.mark.label, body, marker)

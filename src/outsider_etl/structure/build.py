"""From a source's text to a document: the one way through the structure."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from outsider_etl.document import Document, Footnote, Marker, Passage, Section, SourceText
from outsider_etl.structure.layout.parting import part_printed
from outsider_etl.structure.markdown import part_markdown
from outsider_etl.structure.parts import Note, Part, Parts
from outsider_etl.structure.plain import part_plain_text
from outsider_etl.structure.sections import OUTSIDE_SECTIONS, build_sections

_PARTERS: dict[str, Callable[[SourceText], Parts]] = {
    "application/pdf": part_printed,
    "text/markdown": part_markdown,
    "text/plain": part_plain_text,
}


def build_document(source: SourceText) -> Document:
    """Return the document that `source` makes, parted in the way of its media type."""
    parts = _PARTERS[source.media_type](source)
    paragraphs = [_passage(part, f"p{i:04}", i - 1) for i, part in enumerate(parts.paragraphs, start=1)]
    sections = _sections(paragraphs, parts.paragraphs)
    paragraphs = _in_sections(paragraphs, sections)
    return Document(
        source=replace(source, warnings=source.warnings + parts.warnings),
        metadata=parts.metadata,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        footnotes=tuple(_footnotes(parts.notes, paragraphs, source.text)),
        links=parts.links,
    )


def _passage(part: Part, name: str, position: int) -> Passage:
    return Passage(
        passage_id=name,
        kind=part.kind,
        section_id=None,
        position=position,
        text=part.text,
        source_spans=part.source_spans,
        emphasis=part.emphasis,
        page_start=part.page_start,
        page_end=part.page_end,
    )


def _sections(paragraphs: Sequence[Passage], parts: Sequence[Part]) -> list[Section]:
    headings = [(p, part.level) for p, part in zip(paragraphs, parts, strict=True) if p.kind == "heading"]
    body = (p for p in paragraphs if p.kind not in OUTSIDE_SECTIONS)
    return build_sections(headings, max((end for p in body for _, end in p.source_spans), default=0))


def _in_sections(paragraphs: Sequence[Passage], sections: Sequence[Section]) -> list[Passage]:
    """Return the paragraphs with the section each stands in; a heading stands in the section that it heads."""
    placed = []
    heads = iter(sections)
    current = None
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            current = next(heads).section_id
        inside = None if paragraph.kind in OUTSIDE_SECTIONS else current
        placed.append(replace(paragraph, section_id=inside))
    return placed


def _footnotes(notes: Sequence[Note], paragraphs: Sequence[Passage], source_text: str) -> list[Footnote]:
    passages = [_passage(note.body, f"n{i:03}", i - 1) for i, note in enumerate(notes, start=1)]
    places = sorted(
        ((start, passage) for passage in (*paragraphs, *passages) for start, _ in passage.source_spans),
        key=lambda place: place[0],
    )
    starts = [start for start, _ in places]
    footnotes = []
    for note, passage in zip(notes, passages, strict=True):
        marker = None
        if note.marker:
            # A marker that begins a block stands before the block's first character; a note may stand in its marker.
            start, end = note.marker
            at = bisect_right(starts, start)
            begins = at < len(places) and end <= starts[at] and not source_text[end : starts[at]].strip(" \t")
            holder = places[at if begins else max(0, at - 1)][1]
            marker = Marker(holder.passage_id, holder.text.offset_of(start))
            passage = replace(passage, section_id=holder.section_id)
        footnotes.append(Footnote(passage, note.label, marker))
    return footnotes

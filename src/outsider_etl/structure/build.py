"""From pages to a document: the one way through the structure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from outsider_etl.document import Document, Footnote, Marker, Metadata, Passage, PassageKind, Section, SourceText
from outsider_etl.structure.blocks import BLOCK_MARK, BULLET, Block, gather, join_lines, measure, vocabulary
from outsider_etl.structure.contents import Contents, find_contents
from outsider_etl.structure.footnotes import Note, find_notes
from outsider_etl.structure.furniture import BodyLine, without_furniture
from outsider_etl.structure.markup import clean
from outsider_etl.structure.metadata import read_metadata
from outsider_etl.structure.paragraphs import join_cut
from outsider_etl.structure.sections import Heading, build_sections, classify, mark_depth
from outsider_etl.text import Edit, Text

_OUTSIDE_SECTIONS: frozenset[PassageKind] = frozenset({"front_matter", "toc", "back_matter"})


def build_document(source: SourceText) -> Document:
    """Return the document that the pages of `source` make up."""
    words = cache(partial(vocabulary, source.text))
    lines = without_furniture(source.pages)
    notes = find_notes(lines)
    lines = _without_markers(lines, notes)
    body, cuts = _body_lines(lines, notes)
    blocks = gather(body, measure(body), cuts)
    contents = find_contents(blocks)
    pieces = list(join_cut(classify(blocks, contents)))
    paragraphs = [_passage(group, f"p{i:04}", i - 1, words) for i, group in enumerate(pieces, start=1)]
    sections = _sections(paragraphs, contents, source.text)
    paragraphs = _in_sections(paragraphs, sections)
    footnotes = _footnotes(lines, notes, paragraphs, words, source.text)
    return Document(
        source=source,
        metadata=_metadata(paragraphs, source.text),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        footnotes=tuple(footnotes),
    )


def _without_markers(lines: Sequence[BodyLine], notes: Sequence[Note]) -> list[BodyLine]:
    """Return the lines with the markers of the notes taken out of them."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    filled = [index for index, line in enumerate(lines) if not line.blank]
    starts = [lines[index].text.origin(0, 1)[0] for index in filled]
    for marker in sorted(note.marker for note in notes if note.marker):
        index = filled[bisect_right(starts, marker[0]) - 1]
        span = lines[index].text.locate(*marker)
        if span:
            edits[index].append(Edit(*span))
    return [
        replace(line, text=line.text.edit(edits[index])) if index in edits else line for index, line in enumerate(lines)
    ]


def _body_lines(lines: Sequence[BodyLine], notes: Sequence[Note]) -> tuple[list[BodyLine], frozenset[int]]:
    """Return the lines that belong to no note, and the places among them where notes were taken out."""
    body: list[BodyLine] = []
    cuts = set()
    at = 0
    for note in notes:
        body += lines[at : note.first_line]
        cuts.add(len(body))
        at = note.end_line
    return [*body, *lines[at:]], frozenset(cuts)


def _passage(blocks: Sequence[Block], name: str, position: int, words: Callable[[], frozenset[str]]) -> Passage:
    text = join_lines([line for block in blocks for line in block.lines], words)
    mark = BULLET.match(text.value) or BLOCK_MARK.match(text.value)
    text, emphasis = clean(text[mark.end() :] if mark else text)
    return Passage(
        passage_id=name,
        kind=blocks[0].kind,
        section_id=None,
        position=position,
        text=text,
        source_spans=tuple((block.start, block.end) for block in blocks),
        emphasis=emphasis,
        page_start=blocks[0].page,
        page_end=blocks[-1].page,
    )


def _sections(paragraphs: Sequence[Passage], contents: Contents | None, source_text: str) -> list[Section]:
    headings = [
        Heading(p.text.value, p.page_start, start, mark_depth(source_text[start : start + 9]))
        for p in paragraphs
        if p.kind == "heading"
        for start, _ in p.source_spans[:1]
    ]
    body = [p for p in paragraphs if p.kind not in _OUTSIDE_SECTIONS]
    body_end = max((end for p in body for _, end in p.source_spans), default=0)
    return build_sections(headings, contents, body_end)


def _in_sections(paragraphs: Sequence[Passage], sections: Sequence[Section]) -> list[Passage]:
    """Return the paragraphs with the section each stands in; a heading stands in the section that it heads."""
    placed = []
    heads = iter(sections)
    current = None
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            current = next(heads).section_id
        inside = None if paragraph.kind in _OUTSIDE_SECTIONS else current
        placed.append(replace(paragraph, section_id=inside))
    return placed


def _footnotes(
    lines: Sequence[BodyLine],
    notes: Sequence[Note],
    paragraphs: Sequence[Passage],
    words: Callable[[], frozenset[str]],
    source_text: str,
) -> list[Footnote]:
    passages = [_note_passage(lines, note, position, words) for position, note in enumerate(notes)]
    places = sorted((start, passage) for passage in (*paragraphs, *passages) for start, _ in passage.source_spans)
    starts = [start for start, _ in places]
    footnotes = []
    for note, passage in zip(notes, passages, strict=True):
        marker = None
        if note.marker:
            # A marker that begins a block stands before the block's first character.
            at = bisect_right(starts, note.marker[0])
            begins = at < len(places) and not source_text[note.marker[1] : starts[at]].strip(" \t")
            holder = places[at if begins else max(0, at - 1)][1]
            marker = Marker(holder.passage_id, holder.text.offset_of(note.marker[0]))
            passage = replace(passage, section_id=holder.section_id)
        footnotes.append(Footnote(passage, note.label, marker))
    return footnotes


def _note_passage(lines: Sequence[BodyLine], note: Note, position: int, words: Callable[[], frozenset[str]]) -> Passage:
    first, *others = lines[note.first_line : note.end_line]
    head = first.text[first.text.offset_of(note.label_end) :]
    texts = [text.strip() for text in (head, *(line.text for line in others)) if text.value.strip()]
    text, emphasis = clean(join_lines(texts, words))
    return Passage(
        passage_id=f"n{position + 1:03}",
        kind="footnote",
        section_id=None,
        position=position,
        text=text,
        source_spans=(_span(texts),),
        emphasis=emphasis,
        page_start=first.page,
        page_end=lines[note.end_line - 1].page,
    )


def _span(texts: Sequence[Text]) -> tuple[int, int]:
    return texts[0].origin(0, 1)[0], texts[-1].origin(0, len(texts[-1]))[1]


def _metadata(paragraphs: Sequence[Passage], source_text: str) -> Metadata:
    front = [p.text.value for p in paragraphs if p.kind == "front_matter"]
    title = [p.text.value for p in paragraphs[:1] if p.kind == "heading"]
    body = " ".join(p.text.value for p in paragraphs if p.kind == "paragraph")
    return read_metadata(title + front, body, source_text)

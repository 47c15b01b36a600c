"""Part a plain text: what tells furniture, notes, headings and paragraphs apart is how its lines stand."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, partial

from outsider_etl.document import SourceText
from outsider_etl.structure.back_matter import heads_list
from outsider_etl.structure.blocks import BLOCK_MARK, BULLET, Block, gather, mark_depth
from outsider_etl.structure.columns import find_tables, table_of
from outsider_etl.structure.contents import Contents, find_contents, number_depths, title_key
from outsider_etl.structure.counting_heads import without_counting_heads
from outsider_etl.structure.extents import NoteLines, opens_bracket
from outsider_etl.structure.footnotes import find_notes
from outsider_etl.structure.furniture import BodyLine, without_furniture
from outsider_etl.structure.hyphens import Words, join_lines, vocabulary
from outsider_etl.structure.kinds import classify
from outsider_etl.structure.markup import clean
from outsider_etl.structure.measure import measure
from outsider_etl.structure.metadata import metadata_of
from outsider_etl.structure.paragraphs import join_cut
from outsider_etl.structure.parts import Note, Part, Parts
from outsider_etl.structure.printed_pages import with_printed_pages
from outsider_etl.structure.signs import BACK_LINK
from outsider_etl.structure.titles import with_whole_titles
from outsider_etl.text import Edit, Text


def part_plain_text(source: SourceText) -> Parts:
    """Return the parts of a plain text, which have the numbers of their pages where form feeds part these."""
    words = cache(partial(vocabulary, source.text))
    lines, notes = find_notes(without_counting_heads(without_furniture(source.pages)))
    printed = with_printed_pages(source.pages)
    if len(printed) > len(source.pages):
        paged, found = _find_notes_apart(without_counting_heads(without_furniture(printed)))
        # Numbers whose loss loses notes are their labels.
        lines, notes = (paged, found) if len(found) >= len(notes) else (lines, notes)
    lines, notes, parted = _parted_notes(lines, notes, words)
    body, cuts = _body_lines(lines, notes)
    blocks = gather(body, measure(body), cuts, find_tables(body))
    contents = find_contents(blocks)
    pieces = join_cut(classify(with_whole_titles(blocks, contents), contents))
    parts = [(_part(group, words), mark_depth(group[0].value)) for group in pieces]
    # Of marks around nothing no text is left.
    paragraphs = _with_levels([(part, depth) for part, depth in parts if part.text.value], contents)
    if source.pages[0].number is None:
        paragraphs = tuple(map(_without_page, paragraphs))
        parted = [replace(note, body=_without_page(note.body)) for note in parted]
    return Parts(paragraphs=paragraphs, notes=tuple(parted), metadata=metadata_of(paragraphs, source.text))


def _find_notes_apart(lines: Sequence[BodyLine]) -> tuple[list[BodyLine], list[NoteLines]]:
    """Return lines and notes, looking for these as in a text without pages: they may stand anywhere on printed ones."""
    starts = {line.text.origin(0, 1)[0]: line.page for line in lines if line.text}
    parted, notes = find_notes([replace(line, page=None) for line in lines])
    page = lines[0].page if lines else None
    paged = []
    for line in parted:
        page = starts.get(line.text.origin(0, 1)[0], page) if line.text else page
        paged.append(replace(line, page=page))
    return paged, notes


def _without_page(part: Part) -> Part:
    return replace(part, page_start=None, page_end=None)


def _parted_notes(
    lines: Sequence[BodyLine], notes: list[NoteLines], words: Words
) -> tuple[list[BodyLine], list[NoteLines], list[Note]]:
    """Return the lines without the markers of the notes that say something, those notes, and what they say.

    A label that nothing is said behind stays in the body as it is printed, and so does its marker.
    """
    while True:
        unmarked = _without_markers(lines, notes)
        parted = [_note(unmarked, note, words) for note in notes]
        saying = [note for note, part in zip(notes, parted, strict=True) if part.body.text.value]
        if len(saying) == len(notes):
            return unmarked, notes, parted
        notes = saying


def _without_markers(lines: Sequence[BodyLine], notes: Sequence[NoteLines]) -> list[BodyLine]:
    """Return the lines with the markers of the notes taken out of them."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    filled = [index for index, line in enumerate(lines) if not line.blank]
    starts = [lines[index].text.origin(0, 1)[0] for index in filled]
    for marker in sorted({note.marker for note in notes if note.marker}):
        index = filled[bisect_right(starts, marker[0]) - 1]
        span = lines[index].text.locate(*marker)
        if span:
            edits[index].append(Edit(*span))
    return [
        replace(line, text=line.text.edit(edits[index])) if index in edits else line for index, line in enumerate(lines)
    ]


def _body_lines(lines: Sequence[BodyLine], notes: Sequence[NoteLines]) -> tuple[list[BodyLine], frozenset[int]]:
    """Return the lines that belong to no note, and the places among them where notes were taken out."""
    body: list[BodyLine] = []
    cuts = set()
    at = 0
    for first, end in sorted(taken for note in notes for taken in note.lines):
        body += lines[at:first]
        cuts.add(len(body))
        at = max(at, end)
    return [*body, *lines[at:]], frozenset(cuts)


def _part(blocks: Sequence[Block], words: Words) -> Part:
    lines = [line for block in blocks for line in block.lines]
    text = join_lines(lines, words)
    mark = BULLET.match(text.value) or BLOCK_MARK.match(text.value)
    text, emphasis = clean(text[mark.end() :] if mark else text)
    if blocks[0].kind == "table":
        text, emphasis = table_of(lines), ()
    return Part(
        kind=blocks[0].kind,
        text=text,
        source_spans=tuple((block.start, block.end) for block in blocks),
        emphasis=emphasis,
        page_start=blocks[0].page,
        page_end=blocks[-1].page,
    )


def _with_levels(parts: Sequence[tuple[Part, int | None]], contents: Contents | None) -> tuple[Part, ...]:
    """Return the parts, given with the depths of their marks, the headings and marked titles among them with levels.

    A level is the one that the title has in the contents, or the depth of its marks or of its number.
    """
    listed = contents.levels if contents else {}
    headings = [at for at, (part, _) in enumerate(parts) if part.kind == "heading"]
    stacked = {number for number, at in enumerate(headings) if at - 1 in headings[max(0, number - 1) : number]}
    depths = iter(_depths([parts[at][0].text.value for at in headings], stacked))
    levelled = []
    for part, marked in parts:
        if part.kind == "heading":
            depth = next(depths)
            part = replace(part, level=listed.get(title_key(part.text.value)) or marked or depth)
        elif part.kind == "front_matter":
            part = replace(part, level=marked)
        levelled.append(part)
    return tuple(levelled)


def _depths(titles: Sequence[str], stacked: Collection[int]) -> list[int | None]:
    """Return the depths of the titles' numbers; references or notes behind the last of them are none of its own."""
    depths = number_depths(titles, stacked)
    last = max((at for at, depth in enumerate(depths) if depth), default=len(titles))
    return [1 if at > last and heads_list(title) else depths[at] for at, title in enumerate(titles)]


def _note(lines: Sequence[BodyLine], note: NoteLines, words: Words) -> Note:
    ranges = [[_note_text(lines, note, index) for index in range(*taken)] for taken in note.lines]
    pieces = [filled for texts in ranges if (filled := [text for text in texts if text.value])]
    text, emphasis = clean(join_lines([text for texts in pieces for text in texts], words))
    body = Part(
        kind="footnote",
        text=text,
        source_spans=tuple(_span(texts) for texts in pieces),
        emphasis=emphasis,
        page_start=lines[note.label_line].page,
        page_end=lines[note.lines[-1][1] - 1].page,
    )
    return Note(note.label, body, note.marker)


def _note_text(lines: Sequence[BodyLine], note: NoteLines, index: int) -> Text:
    """Return what a line of a note says, its label and the link back to its marker left out."""
    text = lines[index].text
    text = (text[text.offset_of(note.label_end) :] if index == note.label_line else text).strip()
    back = BACK_LINK.search(text.value)
    text = text[: back.start()] if back else text
    closes = index == note.lines[-1][1] - 1 and text.value.endswith("]") and opens_bracket(lines, note)
    return text[:-1] if closes else text


def _span(texts: Sequence[Text]) -> tuple[int, int]:
    return texts[0].origin(0, 1)[0], texts[-1].origin(0, len(texts[-1]))[1]

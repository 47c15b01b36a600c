"""Make of a leaf block what stands in the document: its clean text, and the notes that were written inside of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outsider_etl.document import PassageKind
from outsider_etl.structure.markdown.leaves import Group, Leaf, is_escaped
from outsider_etl.structure.markdown.raised import LOWERED_DIGITS, RAISED_DIGITS
from outsider_etl.structure.markdown.wiki import wiki_marks
from outsider_etl.structure.markup import CELL_SEPARATOR, spans_in, tidy
from outsider_etl.structure.parts import Part, Span
from outsider_etl.text import Edit, Text, without_overlaps

# Lines that say nothing: pandoc's fences around what has a class, and kramdown's attributes of a block.
_SILENT = re.compile(
    r"^(?::{3,}(?:[ \t]*(?:\{[^{}\n]*\}|[\w-]+)(?:[ \t]*:{3,})?)?|\{:[ \t]?(?:[#.][\w-]|[\w-]{1,40}=)[^{}\n]{0,400}\})"
    r"[ \t]*$",
    re.MULTILINE,
)
# Blocks that do: the place of the contents, commands of LaTeX that part pages, and where a page of a PDF ended.
_SILENT_BLOCK = re.compile(
    r"\s*(?:(?:toc\n)?\{:[ \t]?toc\}|\[{1,2}_?toc_?\]{1,2}|\{\d{1,4}\}-{20,}"
    r"|\\(?:newpage|clearpage|pagebreak|tableofcontents|maketitle|vspace\{[^{}\n]{0,40}\}))\s*",
    re.IGNORECASE,
)
# What a name or a class is given with, behind what has it.
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.=][^{}]{0,400}|[\w-]{1,40}=[^{}]{0,1000})\}")
# Behind a word anything may be raised, elsewhere the numbers of notes alone.
_NUMBERS = r"(?<=\^)(?:\d[\d,;–-]{0,20}|\[\d{1,5}\])"
_RAISED = re.compile(
    rf"(?<![\^~])(?P<mark>[\^~])(?P<raised>(?<=[\w)].)[^\s^~\[\]]{{1,20}}|{_NUMBERS})(?P=mark)(?![\^~])"
)
# What stands behind a marker that a space sets off from the word before.
_SET_OFF = re.compile(r"[\s.,;:!?)\]}”’»…]|$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the document, or of a note or a table where `group` says so.

    `anchors` counts the links to places in the document where the text is nothing but these.
    """

    part: Part
    group: Group | None = None
    anchors: int = 0


def with_raised(leaf: Leaf, source: str) -> Leaf:
    """Return a leaf with what pandoc's users raise or lower between carets or tildes in characters that look so."""
    text = Text.join(leaf.pieces)
    matches = [] if leaf.html or leaf.verbatim else _RAISED.finditer(text.value)
    edits = [edit for match in matches if _is_mark(text, match.start(), leaf, source) for edit in _raising(match)]
    return replace(leaf, pieces=[text.edit(edits)]) if edits else leaf


def _raising(match: re.Match[str]) -> Iterator[Edit]:
    """Yield the edits that make what stands between two marks look as they say; "[1]" looks like a marker already."""
    digits = RAISED_DIGITS if match["mark"] == "^" else LOWERED_DIGITS
    raised = match["raised"]
    yield Edit(match.start(), match.start() + 1)
    for at, char in enumerate(raised, match.start() + 1):
        if ord(char) in digits and raised[0] != "[":
            yield Edit(at, at + 1, char.translate(digits))
    yield Edit(match.end() - 1, match.end())


def _is_mark(text: Text, at: int, leaf: Leaf, source: str) -> bool:
    """Whether the character at an offset is neither escaped nor part of code."""
    start = text.origin(at, at + 1)[0]
    code = bisect_right(leaf.code, (start, start))
    inside = code > 0 and start < leaf.code[code - 1][1]
    return not inside and not is_escaped(source, [text[max(0, at - 1) : at]], start)


def finish(leaf: Leaf, source: str) -> Iterator[Piece]:
    """Yield what `leaf` says, then the notes inside of it; nothing of what has no text, or is a row of empty cells."""
    text = Text.join(leaf.pieces)
    yield from (piece for piece in _from_marks(leaf, text, source) if piece.part.text.value.strip(CELL_SEPARATOR))


def _from_marks(leaf: Leaf, text: Text, source: str) -> Iterator[Piece]:
    notes = _inline_notes(leaf, text, source)
    text = _without_marks(text, leaf, notes, source)
    body = _without(text, notes)
    kind = leaf.kind
    if leaf.images and _is_blank(body, leaf.images):
        kind = "caption" if kind == "paragraph" else kind
    else:
        body = _without(body, leaf.images)
    begins = min((span[0] for _, span in leaf.markers), default=leaf.end)
    part = _part(kind, body, leaf.emphasised, level=leaf.level, begins=begins, cuts=notes)
    yield Piece(part, leaf.group, anchors=len(leaf.anchors) if _is_blank(body, leaf.anchors) else 0)
    for span in notes:
        inside = text.locate(span[0] + 2, span[1] - 1)
        marks = leaf.emphasised[bisect_left(leaf.emphasised, span) : bisect_left(leaf.emphasised, (span[1], 0))]
        if inside:
            yield Piece(_part("footnote", text[slice(*inside)], marks), Group("footnote", span[0], marker=span))


def _part(
    kind: PassageKind,
    text: Text,
    emphasised: Sequence[Span],
    *,
    level: int | None = None,
    begins: int | None = None,
    cuts: Sequence[Span] = (),
) -> Part:
    """Return the part that `text` makes; what it `begins` with may be a marker, and the `cuts` are no part of it."""
    text = tidy(text)
    if not text:
        return Part(kind, text, ())
    start, end = text.origin(0, len(text))
    start = start if begins is None else min(start, begins)
    bounds = [start, *(place for cut in cuts if start <= cut[0] < end for place in cut), end]
    spans = tuple((a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b)
    return Part(kind, text, spans, tuple(dict.fromkeys(spans_in(text, emphasised))), level=level)


def _without(text: Text, hidden: Sequence[Span]) -> Text:
    """Return `text` without what came from the `hidden` ranges of the source."""
    return text.edit(without_overlaps(Edit(*span) for span in spans_in(text, hidden)))


def _is_blank(text: Text, hidden: Sequence[Span]) -> bool:
    """Whether no letter is left of `text` where what came from the `hidden` ranges of the source is taken out."""
    return not any(map(str.isalpha, _without(text, hidden).value))


def _inline_notes(leaf: Leaf, text: Text, source: str) -> list[Span]:
    """Return where notes stand that pandoc's users write in brackets behind a caret; one inside another is its text."""
    found: list[Span] = []
    opened: list[int | None] = []
    if "^[" not in text.value:
        return found
    for bracket in leaf.brackets:
        at = text.offset_of(bracket)
        if text.value[at] == "[":
            opened.append(bracket - 1 if _is_caret(text, at - 1, source) else None)
            continue
        start = opened.pop() if opened else None
        if start is None:
            continue
        while found and found[-1][0] > start:
            found.pop()
        found.append((start, bracket + 1))
    return [span for span in found if source[span[0] + 2 : span[1] - 1].strip()]


def _is_caret(text: Text, at: int, source: str) -> bool:
    return (
        at >= 0
        and text.value[at] == "^"
        and not is_escaped(source, [text[max(0, at - 1) : at]], text.origin(at, at + 1)[0])
    )


def _without_marks(text: Text, leaf: Leaf, notes: Sequence[Span], source: str) -> Text:
    """Return `text` without the marks that the parser leaves in it, and the space that sets a marker off."""
    edits = [] if leaf.html or leaf.verbatim else [*_marks(text, leaf, source)]
    for start, end in [*notes, *(span for _, span in leaf.markers)]:
        before, after = text.offset_of(start), text.offset_of(end)
        if before and text.value[before - 1].isspace() and _SET_OFF.match(text.value, after):
            edits.append(Edit(before - 1, before))
    return text.edit(without_overlaps(edits))


def _marks(text: Text, leaf: Leaf, source: str) -> Iterator[Edit]:
    """Yield the edits that leave of the marks in Markdown what they say."""
    if _SILENT_BLOCK.fullmatch(text.value):
        yield Edit(0, len(text))
        return
    for match in _SILENT.finditer(text.value):
        yield Edit(*match.span())
    yield from _attributes(text, leaf)
    for at, marks in wiki_marks(text.value):
        yield from marks if _is_mark(text, at, leaf, source) else ()


def _attributes(text: Text, leaf: Leaf) -> Iterator[Edit]:
    """Yield the edits that take out attributes, and the brackets around what they are given to."""
    for place in leaf.closings:
        match = _ATTRIBUTES.match(text.value, text.offset_of(place))
        if match:
            yield Edit(*match.span())
    opened: list[int] = []
    if "]{" not in text.value:
        return
    for bracket in leaf.brackets:
        span = text.locate(bracket, bracket + 1)
        if span is None:
            continue
        if text.value[span[0]] == "[":
            opened.append(span[0])
            continue
        match = _ATTRIBUTES.match(text.value, span[1])
        if opened and match:
            yield Edit(opened[-1], opened[-1] + 1)
            yield Edit(span[0], match.end())
        if opened:
            opened.pop()

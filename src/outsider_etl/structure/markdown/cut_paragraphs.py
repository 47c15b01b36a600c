"""Join the pieces of paragraphs that the end of a page cut in two, in Markdown that programs make of a PDF."""

import re
from collections.abc import Sequence
from dataclasses import replace

from outsider_etl.structure.blocks import begins_item, ends_sentence
from outsider_etl.structure.hyphens import Words, join_lines
from outsider_etl.structure.kinds import is_prose
from outsider_etl.structure.markdown.inline import Piece
from outsider_etl.structure.markup import spans_in
from outsider_etl.structure.sentences import split_sentences

# What stands at the foot or the head of a page.
_BETWEEN = ("footnote", "caption")
# A word, and no figure or address; half of one may stand in few others.
_LAST_WORD = re.compile(r"(?:^|\s)[\"'“‘«(\[]*[^\W\d_]+(?:['’-][^\W\d_]+)*[,–—]?$")
_HALF_WORD = re.compile(r"[^\W\d_]-$")
_FIRST_WORD = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ]+(?:['’-][^\W\d_]+)*[,.;:)…]{0,2}(?:\s|$)")
_LONGEST_WORD = 80
# What begins an entry of a list of works: "van der Meer, A."
_NAME = re.compile(r"(?:[^\W\d_]{1,4}[ '’-]){1,3}[A-ZÀ-ÖØ-Þ][^\s,]*,")


def with_whole_paragraphs(pieces: Sequence[Piece], words: Words) -> list[Piece]:
    """Return the pieces, each paragraph whole; notes and captions may stand where it was cut.

    Behind a note that breaks off itself nobody can tell which of the two goes on.
    """
    groups: list[list[Piece]] = []
    unfinished: list[Piece] | None = None
    for piece in pieces:
        if unfinished and _are_one(unfinished[-1], piece):
            unfinished.append(piece)
            continue
        groups.append([piece])
        if piece.part.kind not in _BETWEEN:
            unfinished = groups[-1]
        elif piece.part.kind == "footnote" and breaks_off(piece.part.text.value):
            unfinished = None
    return [_joined(group, words) for group in groups]


def breaks_off(text: str) -> bool:
    """Whether a block ends within a sentence, at a word or at half of one."""
    end = text[-_LONGEST_WORD:]
    return not ends_sentence(text) and (_LAST_WORD.search(end) is not None or _HALF_WORD.search(end) is not None)


def goes_on(before: str, after: str) -> bool:
    """Whether prose that breaks off in one block goes on in lower case in another."""
    begins = _FIRST_WORD.match(after) is not None and not begins_item(after) and _NAME.match(after) is None
    if not begins or not breaks_off(before):
        return False
    if _HALF_WORD.search(before):
        return True
    is_text = is_prose(before) or len(split_sentences(before)) > 1
    return is_text and (is_prose(after) or ends_sentence(after))


def _are_one(first: Piece, second: Piece) -> bool:
    running = all(piece.part.kind == "paragraph" and not piece.code for piece in (first, second))
    return running and goes_on(first.part.text.value, second.part.text.value)


def _joined(pieces: Sequence[Piece], words: Words) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    parts = [piece.part for piece in pieces]
    text = join_lines([part.text for part in parts], words)
    emphasised = (part.text.origin(*span) for part in parts for span in part.emphasis)
    spans = tuple(span for part in parts for span in part.source_spans)
    part = replace(parts[0], text=text, source_spans=spans, emphasis=spans_in(text, emphasised))
    return replace(pieces[0], part=part, anchors=0)

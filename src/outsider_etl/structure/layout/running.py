"""Make running text of printed lines: hyphens closed up, and what is emphasised noted."""

from collections.abc import Iterator, Sequence

from outsider_etl.structure.hyphens import Words, join_lines
from outsider_etl.structure.layout.typography import PrintedLine, is_bold, is_italic, spans
from outsider_etl.structure.markup import spans_in, tidy
from outsider_etl.structure.parts import Span
from outsider_etl.text import Text


def running_text(lines: Sequence[PrintedLine], words: Words) -> tuple[Text, tuple[Span, ...]]:
    """Return the lines as one clean text, and its spans in italics or bold."""
    text = tidy(join_lines([line.text.strip() for line in lines], words))
    return text, spans_in(text, _emphasised(lines))


def source_spans(lines: Sequence[PrintedLine]) -> list[Span]:
    """Return the source ranges of the lines, none of which is blank, those in one that follow each other there."""
    found: list[Span] = []
    reached = -1
    for line in lines:
        text = line.text.strip()
        start, end = text.origin(0, len(text))
        if found and line.start <= reached + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        # A marker at the end of a line is not in its text any more.
        reached = line.start + len(line.layout.edges) - 1
    return found


def _emphasised(lines: Sequence[PrintedLine]) -> Iterator[Span]:
    """Yield the source ranges that are set in italics or bold."""
    open_start = open_end = -1
    for line in lines:
        for span in spans(line.layout):
            if not (is_italic(span.font.font) or is_bold(span.font.font)):
                continue
            start, end = line.start + span.start, line.start + span.end
            if start > open_end + 1:
                if open_end > open_start:
                    yield open_start, open_end
                open_start = start
            open_end = end
    if open_end > open_start:
        yield open_start, open_end

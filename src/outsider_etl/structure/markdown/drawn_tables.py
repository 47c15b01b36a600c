"""Find the tables that pandoc draws with dashes and bars, which CommonMark takes for rules and running text."""

import re
from collections.abc import Iterator

from outsider_etl.structure.markdown.leaves import Group, Leaf
from outsider_etl.structure.markup import CELL_SEPARATOR, clean
from outsider_etl.text import Text

_COLUMNS = r"[ ]{0,3}-{2,}(?:[ ]+-{2,})+[ ]*\r?\n"
_EDGE = r"[ ]{0,3}-{3,}[ ]*\r?"
_FILLED = r"[ \t]*[^\s].*(?:\n|\Z)"
# Rows follow each other in a simple table; in one with rows of several lines blank lines part them, down to an edge.
_TABLE = re.compile(
    rf"^(?:{_EDGE}\n(?:{_FILLED}){{1,10}}?{_COLUMNS}(?:.*\n){{1,2000}}?{_EDGE}(?=\n|\Z)"
    rf"|(?:(?:(?<=\n\n)|(?<=\n\r\n)){_FILLED})?{_COLUMNS}(?:{_FILLED})+"
    rf"|[ ]{{0,3}}\+(?:[-=:]{{2,}}\+)+[ ]*\r?\n(?:[ \t]*[+|].*(?:\n|\Z))+)",
    re.MULTILINE,
)
_ROW = re.compile(r"^(?![ -]+\r?$|[ ]*\+[-=:+]+[ ]*\r?$).*\S.*$", re.MULTILINE)
_GAP = re.compile(r"(?<=\S)(?:[ \t]*\|[ \t]*|[ ]{2,}[ \t]*|\t[ \t]*)(?=\S)")
_BORDER = re.compile(r"^[ \t]*\||\|[ \t]*$")
_MARKER = re.compile(r"[ ]?\[\^([^\]\s]{1,100})\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\[\^([^\]\s]{1,100})\]:", re.MULTILINE)


def without_drawn_tables(source: str, begin: int) -> tuple[str, list[Leaf]]:
    """Return `source` with blanks in the place of the tables behind `begin`, and the rows of these as leaf blocks."""
    labels = frozenset(_DEFINITION.findall(source))
    pieces: list[str] = []
    rows: list[Leaf] = []
    at = 0
    for match in _TABLE.finditer(source, begin):
        rows += _rows(match, labels)
        pieces += [source[at : match.start()], re.sub(r"[^\n]", " ", match.group())]
        at = match.end()
    return "".join([*pieces, source[at:]]), rows


def _rows(table: re.Match[str], labels: frozenset[str]) -> Iterator[Leaf]:
    """Yield the lines of a table, cells parted; marks are taken out as in plain text."""
    group = Group("table", table.start())
    for line in _ROW.finditer(table.string, table.start(), table.end()):
        text = Text.of(line.group(), line.start()).strip().sub(_BORDER, "").sub(_GAP, CELL_SEPARATOR)
        found = [match for match in _MARKER.finditer(text.value) if match[1] in labels]
        markers = [(match[1], text.origin(*match.span())) for match in found]
        for match in reversed(found):
            text = text.delete(*match.span())
        text, emphasis = clean(text)
        emphasised = [text.origin(*span) for span in emphasis]
        yield Leaf("table", line.start(), line.end(), None, group, [text], emphasised, markers=markers)

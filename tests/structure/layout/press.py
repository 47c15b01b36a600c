"""Print made-up pages in a type whose characters are all half as wide as it is high: lines with their layouts."""

import re
import textwrap
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from outsider_etl.document import Box, FontRun, Layout, Line, OutlineEntry, Page, SourceText
from outsider_etl.structure.hyphens import vocabulary
from outsider_etl.structure.layout.blocks import part_body
from outsider_etl.structure.layout.typography import PrintedLine, line_size
from outsider_etl.structure.parts import Part
from outsider_etl.text import Text

ROMAN, BOLD, ITALIC = "Serif-Regular", "Serif-Bold", "Serif-Italic"
SIZE, LEADING = 10.0, 12.0
_FULL = 0.8


@dataclass
class Press:
    """Puts lines under each other on pages; all measures are in points, `measure` is the width of a column."""

    measure: float = 300.0
    left: float = 72.0
    justified: bool = True
    outline: tuple[OutlineEntry, ...] = ()
    lines: list[PrintedLine] = field(default_factory=list)
    rulings: dict[int, list[Box]] = field(default_factory=dict)
    painted: dict[int, list[Box]] = field(default_factory=dict)
    page: int = 1
    column: int = 0
    baseline: float = 72.0
    text: str = ""

    def line(
        self,
        text: str,
        *,
        x: float = 0.0,
        size: float = SIZE,
        font: str = ROMAN,
        step: float = LEADING,
        wide: float = 0,
    ) -> None:
        """Print one line `step` under the last, `x` right of the margin, stretched to be `wide`.

        `_so_` is italic, `^so^` raised and small.
        """
        self.baseline += step
        fonts = list(_fonts(text, font, size))
        value = re.sub(r"[_^]", "", text)
        pitch = wide / len(value) if wide else size / 2
        edges = array("f")
        at = self.left + x
        widths = [run.size / size for run in fonts for _ in range(run.length)]
        for char, width in zip([*value, ""], [*widths, 0.0], strict=True):
            edges.append(at)
            at += (3 if char == "\t" else 1) * pitch * width
        box = Box(edges[0], self.baseline - 0.7 * size, edges[-1], self.baseline + 0.3 * size)
        layout = Layout(box, self.baseline, edges, tuple(fonts), self.column)
        start = len(self.text)
        self.lines.append(PrintedLine(Text.of(value, start), layout, self.page, line_size(layout), start))
        self.text += value + "\n"

    def paragraph(
        self,
        text: str,
        *,
        first: float = 0.0,
        x: float = 0.0,
        narrower: float = 0.0,
        size: float = SIZE,
        font: str = ROMAN,
        space: float = 0.0,
        ends: bool = True,
    ) -> None:
        """Print text that fills its lines: `first` indents the first line, `x` all of them, `narrower` the right side.

        The last line is stretched as well where the paragraph does not end with it. Raises ValueError where that has
        too little text for it.
        """
        measure = self.measure - x - narrower
        filler = "\0" * int(2 * max(first, 0) / size)
        pieces = textwrap.wrap(filler + text, int(2 * (measure - min(first, 0)) / size), break_on_hyphens=False)
        if not ends and len(pieces[-1]) < _FULL * len(pieces[0]):
            raise ValueError(f"the last line is not full: {pieces[-1]!r}")
        for index, piece in enumerate(pieces):
            value = piece.replace("\0", "")
            indent = x + (first if index == 0 else 0.0)
            full = index < len(pieces) - 1 or not ends
            wide = measure - (first if index == 0 else 0.0) if full and self.justified else 0.0
            step = LEADING * size / SIZE + (space if index == 0 else 0.0)
            self.line(value, x=indent, size=size, font=font, step=step, wide=wide)

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.page, self.column, self.baseline = self.page + 1, 0, 72.0
        self.text += "\f\n"

    def new_column(self, left: float) -> None:
        """Go on at the top of the page, in a column that begins at `left`."""
        self.column, self.left, self.baseline = self.column + 1, left, 72.0

    def rule(self, *, above: float = LEADING / 2, x: float = 0.0, width: float | None = None) -> None:
        """Draw a level rule under the last line."""
        top, left = self.baseline + above, self.left + x
        self.rulings.setdefault(self.page, []).append(Box(left, top, left + (width or self.measure), top))

    def source(self) -> SourceText:
        """Return what was printed as a reader gives it."""
        pages = tuple(
            Page(
                number=number,
                lines=tuple(Line(line.text, line.layout) for line in self.lines if line.page == number),
                size=(612.0, 792.0),
                rulings=tuple(self.rulings.get(number, ())),
                painted=tuple(self.painted.get(number, ())),
            )
            for number in range(1, self.page + 1)
        )
        return SourceText(self.text, pages, "application/pdf", page_count=self.page, outline=self.outline)

    def parts(self) -> list[Part]:
        """Return the parts that are made of what was printed."""
        return part_body(self.lines, self.source(), partial(vocabulary, self.text))


def _fonts(text: str, font: str, size: float) -> Iterator[FontRun]:
    slanted = raised = False
    for piece in re.split(r"([_^])", text):
        slanted, raised = slanted ^ (piece == "_"), raised ^ (piece == "^")
        if piece and piece not in "_^":
            yield FontRun(
                len(piece), ITALIC if slanted else font, 0.6 * size if raised else size, 0.35 * size if raised else 0.0
            )


def said(parts: list[Part]) -> list[tuple[str, str]]:
    """Return the kinds of parts, and what they say."""
    return [(part.kind, part.text.value) for part in parts]

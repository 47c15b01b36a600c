"""Tell the text that a reader of the page sees from what is hidden on it."""

from collections.abc import Sequence

from outsider_etl.document import Box
from outsider_etl.readers.pdf.glyphs import GlyphRun, PageContent

# Where more is painted, white text is taken to be seen, for the time that looking would take.
_MOST_AREAS = 2_000


def visible_runs(content: PageContent) -> list[GlyphRun]:
    """Return the runs that can be seen: drawn in ink, and not in white on white.

    Where most of the text is drawn without ink, the page is a scan, whose text layer it is.
    """
    seen = [*content.runs, *(run for run in content.white if _is_over(run, content.painted))]
    if _count(content.invisible) > _count(seen):
        return [*content.invisible, *seen]
    return seen


def _count(runs: Sequence[GlyphRun]) -> int:
    return sum(len(run.texts) for run in runs)


def _is_over(run: GlyphRun, areas: Sequence[Box]) -> bool:
    x, y = (run.lefts[0] + run.rights[-1]) / 2, run.baseline - run.ascent / 2
    return len(areas) > _MOST_AREAS or any(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for box in areas)

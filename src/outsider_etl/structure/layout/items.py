"""Tell where an item of a list begins on a printed page, and who is named under a quotation."""

from collections.abc import Sequence

from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.forms import begins_item, has_bullet, item_number, leads_in, mark_width
from outsider_etl.structure.layout.setting import ALIGNED, Setting, has_room
from outsider_etl.structure.layout.typography import PrintedLine
from outsider_etl.structure.signs import UNFINISHED

# The name under a quotation stands so many type sizes to the right of where its lines begin, at least.
_FAR_RIGHT = 5.0


def opens_item(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether a line begins an item of a list under another line of text."""
    value = line.text.value
    if has_bullet(value):
        return True
    if not begins_item(value) or is_attribution(above, line, above.layout.box.x0):
        return False
    said = above.text.value
    moved = abs(line.layout.box.x0 - above.layout.box.x0) > ALIGNED * line.size
    ended = ends_sentence(said) or leads_in(said)
    if ended and begins_item(said) and not moved:
        return True
    return (ended and (moved or setting.is_short(above, line, setting.column(above).right))) or (
        moved and text_left(line) <= above.layout.box.x0 + ALIGNED * line.size and text_left(line) > line.layout.box.x0
    )


def counts_on(run: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line begins the item behind the one that `run` is, by number or letter and place.

    It does not below a line that needs another one, as where "1. Januar" begins a paragraph and "2. Januar" a line.
    """
    before, number = item_number(run[0].text.value), item_number(line.text.value)
    near = abs(line.layout.box.x0 - run[0].layout.box.x0) <= ALIGNED * line.size
    counts = near and before is not None and number is not None and number - before == 1
    above = run[-1].text.value
    return counts and (UNFINISHED.search(above) is None or leads_in(above))


def opens_unmarked_item(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    """Whether an indented line goes on with a sentence after a comma or semicolon that could have stood on it.

    So do the items of a list whose bullets are no text.
    """
    column = setting.column(line)
    indent = line.layout.box.x0 - column.left
    return (
        indent > ALIGNED * line.size
        and line.text.value[:1].islower()
        and leads_in(above.text.value)
        and has_room(above, line, column.right - indent)
    )


def is_attribution(above: PrintedLine, line: PrintedLine, left: float) -> bool:
    """Whether a line under a quotation that begins at `left` names who said it: far to the right, or behind a dash."""
    box, said = line.layout.box, above.layout.box
    if box.x0 - left > _FAR_RIGHT * line.size and box.x1 >= said.x1 - ALIGNED * line.size:
        return True
    return line.text.value.startswith("—") and ends_sentence(above.text.value) and not above.text.value.startswith("—")


def text_left(line: PrintedLine) -> float:
    """Return where the text of a line begins, behind the bullet or number of an item, in points."""
    edges = line.layout.edges
    return edges[min(mark_width(line.text.value), len(edges) - 1)]

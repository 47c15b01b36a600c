"""Find the tables among printed lines: rows of cells that stand under each other, with the lines that go with them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from outsider_etl.document import Box, Page
from outsider_etl.structure.blocks import LEADER, LONGEST_LEADER
from outsider_etl.structure.contents import number_depth
from outsider_etl.structure.layout.boxes import rulings_of
from outsider_etl.structure.layout.forms import begins_item
from outsider_etl.structure.layout.setting import Setting, key_of
from outsider_etl.structure.layout.typography import PrintedLine, bold_share
from outsider_etl.structure.markup import CELL_SEPARATOR, ROW_SEPARATOR, tidy
from outsider_etl.structure.parts import Span
from outsider_etl.text import Edit, Text

# In type sizes: a gap this wide parts two cells, cells this near stand under each other, and gaps
# that differ by so little are even.
_CELL_GAP = 1.1
_ALIGNED = 0.6
_EVEN = 0.15
_FEWEST_ROWS = 2
# Between two rows so many lines may be the rest of cells; they do not fill the measure, as running text does.
_LONGEST_CELL = 5
_CELL_WIDTH = 0.6
_RULE_WIDTH = 0.3
# In type sizes, how far from a rule the first or last line of a table stands.
_RULE_REACH = 2.5
# Rules this near in points are one; so many of one width make a table, if so large a share of what is between is cells.
_SAME_RULE = 2.0
_FEWEST_RULES = 3
_CELL_SHARE = 0.7
_LARGER = 1.06
_BOLD_SHARE = 0.9

Range = tuple[int, int]
Cell = tuple[float, float]


def find_tables(lines: Sequence[PrintedLine], pages: Sequence[Page], setting: Setting) -> list[Range]:
    """Return the ranges of lines that are tables, in order."""
    rulings = rulings_of(pages)
    ranges: list[Range] = []
    at = 0
    for (page, _), group in groupby(lines, key=key_of):
        column = list(group)
        rules = sorted(box.top for box in rulings.get(page, ()) if _is_rule(box, column, setting))
        ranges += ((at + first, at + end) for first, end in _tables_in(column, rules, setting))
        at += len(column)
    return _merged([*ranges, *_ruled_tables(lines, rulings)])


def _merged(ranges: Sequence[Range]) -> list[Range]:
    """Return the ranges in order, those that overlap made one."""
    merged: list[Range] = []
    for first, end in sorted(ranges):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged


def _ruled_tables(lines: Sequence[PrintedLine], rulings: Mapping[int | None, Sequence[Box]]) -> Iterator[Range]:
    """Yield the ranges of lines in bands between rules of one width, two bands or more, that hold only cells."""
    at = 0
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        for rules in _rules_of_one_width(rulings.get(page, ())):
            run: list[list[int]] = []
            bands = _bands(on_page, rules)
            for band in [*bands, []]:
                if band and _are_cells([on_page[index] for index in band], rules[0].x1 - rules[0].x0):
                    run.append(band)
                    continue
                taken = sorted(index for band in run for index in band)
                if len(run) > 1 and taken[-1] - taken[0] < len(taken):
                    yield at + taken[0], at + taken[-1] + 1
                run = []
        at += len(on_page)


def _rules_of_one_width(rulings: Sequence[Box]) -> list[list[Box]]:
    """Return the level rules of a page that begin and end alike, from top to bottom, their pieces put together."""
    whole: list[Box] = []
    for rule in sorted((rule for rule in rulings if rule.x1 - rule.x0 > rule.bottom - rule.top), key=_place):
        last = whole[-1] if whole else None
        if last and abs(rule.top - last.top) <= _SAME_RULE and rule.x0 - last.x1 <= _SAME_RULE:
            whole[-1] = last._replace(x1=max(last.x1, rule.x1))
        else:
            whole.append(rule)
    alike: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for rule in whole:
        alike[round(rule.x0 / _SAME_RULE / 2), round(rule.x1 / _SAME_RULE / 2)].append(rule)
    return [rules for rules in alike.values() if len(rules) >= _FEWEST_RULES]


def _place(rule: Box) -> tuple[int, float]:
    return round(rule.top / _SAME_RULE), rule.x0


def _bands(lines: Sequence[PrintedLine], rules: Sequence[Box]) -> list[list[int]]:
    """Return which lines stand between each two rules that follow each other."""
    tops = [rule.top for rule in rules]
    bands: list[list[int]] = [[] for _ in rules[1:]]
    for index, line in enumerate(lines):
        band = bisect_right(tops, line.layout.baseline) - 1
        box = line.layout.box
        if 0 <= band < len(bands) and rules[0].x0 - line.size <= box.x0 and box.x1 <= rules[0].x1 + line.size:
            bands[band].append(index)
    return bands


def _are_cells(lines: Sequence[PrintedLine], width: float) -> bool:
    """Whether lines are nearly all made of cells, which are narrow for a table of this width."""
    cells = [cell for line in lines for cell in _row_cells(line)]
    return sum(right - left < _CELL_WIDTH * width for left, right in cells) > _CELL_SHARE * len(cells)


def _is_rule(box: Box, column: Sequence[PrintedLine], setting: Setting) -> bool:
    margins = setting.column(column[0])
    width = min(box.x1, margins.right) - max(box.x0, margins.left)
    return box.x1 - box.x0 > box.bottom - box.top and width >= _RULE_WIDTH * (margins.right - margins.left)


def _tables_in(column: Sequence[PrintedLine], rules: Sequence[float], setting: Setting) -> Iterator[Range]:
    cells = [_row_cells(line) for line in column]
    rows = [
        index
        for index, (line, row) in enumerate(zip(column, cells, strict=True))
        if len(row) > 1 and not _is_numbered(line, row, setting) and not _is_stretched(line, row, setting)
    ]
    taken = 0
    for run in _runs(rows, column, setting):
        aligned = any(_is_under(cells[a], cells[b], column[a].size) for a, b in pairwise(run))
        if len(run) < _FEWEST_ROWS or not aligned:
            continue
        first, end = run[0], run[-1] + 1
        while first > taken and _belongs(column[first - 1], rules, setting, above=True):
            first -= 1
        while end < len(column) and _belongs(column[end], rules, setting, above=False):
            end += 1
        yield first, end
        taken = end


def _is_numbered(line: PrintedLine, row: Sequence[Cell], setting: Setting) -> bool:
    """Whether a line is a numbered title or begins a numbered paragraph, with a wide gap behind its number."""
    if number_depth(line.text.value) is None:
        return False
    display = line.size >= _LARGER * setting.size or bold_share(line.layout) > _BOLD_SHARE
    margins = setting.column(line)
    return display or (len(row) == 2 and row[1][1] - row[1][0] > _CELL_WIDTH * (margins.right - margins.left))


def _is_stretched(line: PrintedLine, row: Sequence[Cell], setting: Setting) -> bool:
    """Whether the words of a line of text were driven so far apart that it fills its justified column."""
    margins = setting.column(line)
    near = _EVEN * line.size
    gaps = [right - left for (_, left), (right, _) in pairwise(row)]
    filled = max(row[0][0] - margins.left, margins.right - row[-1][1]) <= near
    even = max(gaps) - min(gaps) <= near and len(gaps) == len(line.text.value.split()) - 1
    return margins.justified and filled and even


def _row_cells(line: PrintedLine) -> list[Cell]:
    """Return the left and right edges of the cells of a line; what is no row of a table is one cell."""
    edges = line.layout.edges
    box = line.layout.box
    value = line.text.value
    if begins_item(value) or _leads_to_page(value):
        return [(box.x0, box.x1)]
    gaps = [(edges[index], edges[index + 1]) for index, _ in _gaps(line)]
    starts = [box.x0, *(b for _, b in gaps)]
    ends = [*(a for a, _ in gaps), box.x1]
    return list(zip(starts, ends, strict=True))


def _leads_to_page(value: str) -> bool:
    """Whether a line is an entry of the contents: dots, or its only gap, lead to a page number."""
    leader = LEADER.search(value[-LONGEST_LEADER:]) if "." in value else None
    return leader is not None and ("." in leader.group() or value.count("\t") == leader.group().count("\t"))


def _runs(rows: Sequence[int], column: Sequence[PrintedLine], setting: Setting) -> Iterator[list[int]]:
    """Yield the rows that only lines of cells stand between."""
    run: list[int] = []
    for row in rows:
        between = column[run[-1] + 1 : row] if run else []
        if run and (len(between) > _LONGEST_CELL or not all(_is_cell(line, setting) for line in between)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_cell(line: PrintedLine, setting: Setting) -> bool:
    """Whether a line is too narrow for one of running text."""
    margins = setting.column(line)
    return line.layout.box.x1 - line.layout.box.x0 < _CELL_WIDTH * (margins.right - margins.left)


def _is_under(above: Sequence[Cell], row: Sequence[Cell], size: float) -> bool:
    """Whether a cell behind the first stands right under one, at its left, its right or its middle."""
    near = _ALIGNED * size
    return any(
        min(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(sum(a) - sum(b)) / 2) <= near for a in above[1:] for b in row[1:]
    )


def _belongs(line: PrintedLine, rules: Sequence[float], setting: Setting, *, above: bool) -> bool:
    """Whether a line beside the rows stands between them and a rule, as the rest of a table does."""
    reach = _RULE_REACH * line.size
    box = line.layout.box
    if above:
        return _is_cell(line, setting) and any(box.top - reach <= rule <= line.layout.baseline for rule in rules)
    return _is_cell(line, setting) and any(line.layout.baseline <= rule <= box.bottom + reach for rule in rules)


def table_text(lines: Sequence[PrintedLine], setting: Setting) -> Text:
    """Return the text of a table row by row, clean, the cells of a row parted by a bar, each row on a line of its own.

    A line with nothing but the rest of the cell above it goes on with that.
    """
    rows: list[Text] = []
    for index, line in enumerate(lines):
        if index and _goes_on(lines[index - 1], line, setting):
            rows[-1] = Text.join((rows[-1], _row_text(line)), " ")
        else:
            rows.append(_row_text(line))
    return Text.join([tidy(row) for row in rows], ROW_SEPARATOR)


def _goes_on(above: PrintedLine, line: PrintedLine, setting: Setting) -> bool:
    cells = _row_cells(line)
    under = abs(_row_cells(above)[-1][0] - cells[0][0]) <= _ALIGNED * line.size
    return key_of(above) == key_of(line) and len(cells) == 1 and under and not setting.parted(above, line)


def _row_text(line: PrintedLine) -> Text:
    return line.text.edit(Edit(*span, CELL_SEPARATOR) for _, span in _gaps(line)).strip()


def _gaps(line: PrintedLine) -> Iterator[tuple[int, Span]]:
    """Yield the wide spaces of a line: which character it is as printed, and its span in the text."""
    for index, (left, right) in enumerate(pairwise(line.layout.edges)):
        if right - left > _CELL_GAP * line.size:
            span = line.text.locate(line.start + index, line.start + index + 1)
            if span and line.text.value[slice(*span)].isspace():
                yield index, span

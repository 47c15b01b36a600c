"""Tell a printed page's furniture from its text: running heads and feet, page numbers, stamps, line numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, takewhile
from operator import attrgetter
from typing import NamedTuple

from outsider_etl.document import Page
from outsider_etl.nlp.digits import roman_value
from outsider_etl.structure.blocks import ends_sentence
from outsider_etl.structure.layout.typography import PrintedLine, body_size, bold_share, leading, without_front

# A line is looked at as a head or foot where at most so many others stand beyond it.
_DEPTH = 4
_LONGEST = 200
# Heads and feet stand at the same height on every page, give or take so many points.
_SAME_PLACE = 3.0
_FEWEST_PAGES = 3
_SHORT_DOCUMENT = 5
# A place is that of heads or feet where so large a share of the pages has a line there, set apart from the text.
_USUAL = 0.4
_STAMPED = 0.5
_NUMBERED = 0.3
_OFTEN = 0.3
_TITLE = 1.15
_BOLD = 0.5
_APART = 1.25
_FEWEST_LINE_NUMBERS = 5
_COUNTED = 0.4
_LINE_NUMBER = re.compile(r"(?P<number>\d{1,4})(?:\s+|$)")
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,4}|[ivxlc]{1,7})(?![\w%]|[.,]\d)")
_COUNTED_TITLE = re.compile(
    r"^\W*(?:(?:chapter|part|section)\s+)?(?:[\dIVXLC]+[.:]?)*\s+|\s+\d{1,4}\W*$", re.IGNORECASE
)
# Stands for the number of the page in what a head says.
_MARK = "\x00"
_ONLY_NUMBER = re.compile(rf"\W*(?:page |seite |[ps]\. ?)?{_MARK}(?: ?(?:of|/|von|sur) ?\d+)?\W*")
# A head that begins or ends with the page's number, and no entry or title; what stands before the number of all pages.
_OUTER_NUMBER = re.compile(rf"{_MARK}(?:(?!\s?[.)\]:]\s?\w)\W.*)?|.*\W{_MARK}")
_OF = re.compile(r"\d ?(?:of|/|von|sur) ?$", re.IGNORECASE)


class _Edge(NamedTuple):
    """A line at a page's head or foot: how many lines stand beyond it, and how far away the next one inside is."""

    line: PrintedLine
    side: str
    depth: int
    gap: float


class _Verdict(NamedTuple):
    """Whether a line at the edge of a page is likely furniture, and whether it is so whatever is further inside."""

    likely: bool
    settled: bool


def without_furniture(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> list[PrintedLine]:
    """Return the lines of all pages but heads, feet, page numbers, stamps and line numbers.

    What stands at the edge of a page is furniture where the same words come again there, or the number that counts the
    pages, or where most pages have a line at that place, apart from the text. Heads may differ from page to page and
    from chapter to chapter.
    """
    by_page = _without_line_numbers([list(group) for _, group in groupby(lines, key=attrgetter("page"))])
    lines = [line for page in by_page for line in page]
    edges = [edge for page in by_page for edge in _edges(page)]
    labels = {page.number: page.label for page in pages if page.number is not None}
    judge = _judge(lines, edges, len(by_page), labels)
    left_out = {id(line) for page in by_page for line in _peeled(page, judge)}
    left_out.update(map(id, _stamps(lines, len(by_page))))
    return [line for page in by_page for line in page if id(line) not in left_out and line.text]


def _edges(page: Sequence[PrintedLine]) -> Iterator[_Edge]:
    """Yield the outermost lines of a page, from the outside in."""
    ordered = sorted(page, key=lambda line: line.layout.baseline)
    for side, run in (("head", ordered), ("foot", ordered[::-1])):
        rows = [list(row) for _, row in groupby(run, key=lambda line: round(line.layout.baseline))]
        for depth, row in enumerate(rows[:_DEPTH]):
            following = rows[depth + 1] if depth + 1 < len(rows) else row
            gap = abs(following[0].layout.baseline - row[0].layout.baseline)
            for line in row:
                if len(line.text) <= _LONGEST:
                    yield _Edge(line, side, depth, gap)


def _judge(
    lines: Sequence[PrintedLine], edges: Sequence[_Edge], pages: int, labels: dict[int, str | None]
) -> Callable[[_Edge], _Verdict]:
    """Return a function that says of a line at the edge of a page whether it is furniture there.

    A place is that of running heads where many pages have a line there, apart from the text, which comes again or says
    what is said in larger type elsewhere, as a heading is.
    """
    step, size = leading(lines), body_size(lines)
    offsets = _number_offsets(edges, pages) or _offsets_of_few(edges, pages, _APART * step)
    words = {id(edge.line): _without_number(edge.line, offsets, labels.get(edge.line.page)) for edge in edges}
    same: dict[tuple[int, str], set[int]] = defaultdict(set)
    for edge in edges:
        for place in _places(edge.line):
            for said in _readings(edge.line, words):
                same[place, said].add(edge.line.page)

    enough = _FEWEST_PAGES if pages > _SHORT_DOCUMENT else 2

    def repeats(line: PrintedLine) -> int:
        return max(len(same[place, said]) for place in _places(line) for said in _readings(line, words))

    titles: dict[str, float] = defaultdict(float)
    for line in lines:
        titles[_title_key(line)] = max(titles[_title_key(line)], line.size)
    running: dict[tuple[str, int], set[int]] = defaultdict(set)
    for edge in edges:
        said = words[id(edge.line)]
        plain = edge.line.size <= size and bold_share(edge.line.layout) < _BOLD
        numbered = _ONLY_NUMBER.fullmatch(said) or (plain and _OUTER_NUMBER.fullmatch(said))
        known = repeats(edge.line) > 1 or titles[_title_key(edge.line)] >= _TITLE * edge.line.size
        if edge.gap >= _APART * step and (known or numbered):
            for place in _places(edge.line):
                running[edge.side, place].add(edge.line.page)

    def judge(edge: _Edge) -> _Verdict:
        said = words[id(edge.line)]
        again = repeats(edge.line)
        apart = edge.gap >= _APART * step
        usual = any(len(running[edge.side, place]) >= max(enough, _USUAL * pages) for place in _places(edge.line))
        # A number in larger type may be that of a chapter.
        number = _ONLY_NUMBER.fullmatch(said) and (usual or edge.line.size < _TITLE * size)
        if number or again >= max(enough, _OFTEN * pages):
            return _Verdict(True, True)
        return _Verdict(again >= enough or (apart and (usual or (again > 1 and _MARK in said))), apart)

    return judge


def _peeled(page: Sequence[PrintedLine], judge: Callable[[_Edge], _Verdict]) -> Iterator[PrintedLine]:
    """Yield the furniture at the head and the foot, from the outside in to the first row that is text.

    What merely comes again at the edge of some pages is furniture only where space parts it from the text.
    """
    edges = list(_edges(page))
    for side in ("head", "foot"):
        rows = [list(row) for _, row in groupby((e for e in edges if e.side == side), key=attrgetter("depth"))]
        verdicts = [[judge(edge) for edge in row] for row in rows]
        likely = list(takewhile(lambda row: all(verdict.likely for verdict in row), verdicts))
        while likely and not all(verdict.settled for verdict in likely[-1]):
            likely.pop()
        for row in rows[: len(likely)]:
            yield from (edge.line for edge in row)


def _title_key(line: PrintedLine) -> str:
    """Return what a running head and the heading that it repeats have in common."""
    return "".join(filter(str.isalpha, _COUNTED_TITLE.sub("", line.text.value))).casefold()


def _places(line: PrintedLine) -> tuple[int, int]:
    """Return the two cells that a line's height falls into, so that neighbours share one wherever cells meet."""
    at = line.layout.baseline / (2 * _SAME_PLACE)
    return 2 * int(at), 2 * int(at + 0.5) + 1


def _readings(line: PrintedLine, words: dict[int, str]) -> set[str]:
    """Return what a head says without the number of its page, and as it stands: the number may be another's."""
    return {words[id(line)], " ".join(line.text.value.split()).casefold()}


def _without_number(line: PrintedLine, offsets: dict[bool, int], label: str | None) -> str:
    """Return what a head says, a mark standing for the number of its page."""

    def mark(match: re.Match[str]) -> str:
        if _OF.search(match.string, max(0, match.start() - 6), match.start()):
            return match.group()
        offset = offsets.get(match.group().isdigit())
        counts = offset is not None and _value(match.group()) == line.page + offset
        return _MARK if counts or (label and match.group().casefold() == label.casefold()) else match.group()

    return " ".join(_NUMBER.sub(mark, line.text.value).split()).casefold()


def _value(number: str) -> int:
    """Return the value of an arabic or roman number."""
    return int(number) if number.isdigit() else roman_value(number)


def _number_offsets(edges: Sequence[_Edge], pages: int) -> dict[bool, int]:
    """Return what to add to a page's place in the file for the number printed on it, by whether that is arabic."""
    found: dict[bool, dict[int, set[int]]] = {True: defaultdict(set), False: defaultdict(set)}
    for edge in edges:
        for match in _NUMBER.finditer(edge.line.text.value):
            arabic = match.group().isdigit()
            found[arabic][_value(match.group()) - edge.line.page].add(edge.line.page)
    offsets = {}
    for arabic, fewest in ((True, max(2, _NUMBERED * pages)), (False, 2)):
        places = found[arabic]
        offset = max(places, key=lambda offset: (len(places[offset]), -abs(offset)), default=None)
        if offset is not None and len(places[offset]) >= fewest:
            offsets[arabic] = offset
    return offsets


def _offsets_of_few(edges: Sequence[_Edge], pages: int, apart: float) -> dict[bool, int]:
    """Return what `_number_offsets` does for a document of few pages, one of which has its number alone at its edge."""
    counting = any(
        edge.line.text.value.strip(" –—-|") == str(edge.line.page) and edge.depth == 0 and edge.gap >= apart
        for edge in edges
    )
    return {True: 0} if counting and pages <= _FEWEST_PAGES else {}


def _stamps(lines: Sequence[PrintedLine], pages: int) -> list[PrintedLine]:
    """Return what stands at one place with the same words on many pages, wherever on the page that is."""

    def key(line: PrintedLine) -> tuple[str, int, int]:
        return line.text.value, round(line.layout.box.x0 / _SAME_PLACE), round(line.layout.baseline / _SAME_PLACE)

    if pages < _FEWEST_PAGES:
        return []
    counts = Counter(key(line) for line in lines)
    return [line for line in lines if counts[key(line)] >= max(_FEWEST_PAGES, _STAMPED * pages)]


def _without_line_numbers(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages without the numbers that count their lines in a margin, where many pages have such numbers."""
    numbered = [_line_numbers(page) for page in pages]
    counted = sum(len(ends) >= _COUNTED * len(page) for page, ends in zip(pages, numbered, strict=True) if ends)
    if counted < max(2, _USUAL * len(pages)):
        return [list(page) for page in pages]
    return [
        [without_front(line, ends.get(i, 0)) for i, line in enumerate(page)]
        for page, ends in zip(pages, numbered, strict=True)
    ]


def _line_numbers(page: Sequence[PrintedLine]) -> dict[int, int]:
    """Return where the numbers end that count the lines of a page, by line; none where they are but few.

    Numbers of lines stand within sentences, and most labels of notes behind the end of one.
    """
    chains: dict[int, list[tuple[int, int]]] = {}
    for index, line in enumerate(page):
        match = _LINE_NUMBER.match(line.text.value)
        if match:
            number = int(match["number"])
            chains[number] = [*chains.pop(number - 1, []), (index, match.end())]
    longest = max(chains.values(), key=len, default=[])
    within = sum(not ends_sentence(page[index - 1].text.value) for index, _ in longest if index)
    return dict(longest) if len(longest) >= _FEWEST_LINE_NUMBERS and 2 * within >= len(longest) else {}

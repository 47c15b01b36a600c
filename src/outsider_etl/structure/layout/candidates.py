"""Find what may be the marker of a note in a printed line, and what may be the label that begins a note."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal, NamedTuple

from outsider_etl.structure.layout.typography import PrintedLine, spans
from outsider_etl.structure.marker_groups import SEVERAL, SEVERAL_RAISED, numbers_in
from outsider_etl.structure.signs import SUPERSCRIPT, SYMBOL, usual_mark

# How a label is printed; all labels of numbers in a document are printed alike.
Form = Literal["raised", "point", "parenthesis", "bracket", "round", "plain", "symbol", "letter", "alone"]

_NUMBER_OR_SYMBOL = rf"(?:\d{{1,4}}|{SUPERSCRIPT}{{1,4}}|{SYMBOL}{{1,9}})"
# A single letter is a mark where it is raised.
_MARK = re.compile(rf"[\[(]?({_NUMBER_OR_SYMBOL}|[a-z](?![^\W\d_]))[\])]?")
_MARKS = re.compile(rf"(?:{_MARK.pattern}[\s,;⁻–-]*)+[.]?")
_SUPERSCRIPT = re.compile(rf"{SEVERAL_RAISED}|{SUPERSCRIPT}{{1,4}}")
_SEVERAL = re.compile(rf"{SEVERAL}|{SEVERAL_RAISED}")
_BRACKETED = re.compile(r"(?:(?<=\S)\s?|^\s*)\[(?P<mark>\d{1,4})\]")
_SEVERAL_BRACKETED = re.compile(rf"(?<=\S)\s?\[(?P<marks>{SEVERAL})\]")
_ROUND = re.compile(r"""(?:(?<=[^\W\d_]|[.,;:!?)\]”’"'»])|(?<=[^\W\d_] |[.,;:!?)\]”’"'»] ))\((?P<mark>\d{1,3})\)""")
_STANDING = re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]”’\"'»])(?P<mark>{SYMBOL}{{1,9}})(?![\w*])")
_LABELS: dict[Form, re.Pattern[str]] = {
    "bracket": re.compile(r"\[(?P<label>\d{1,4})\][.:]?(?=\s*\S)"),
    "round": re.compile(r"\((?P<label>\d{1,3})\)(?=\s*\S)"),
    "point": re.compile(r"(?P<label>\d{1,4})\.(?!\d)(?=\s*\S)"),
    "parenthesis": re.compile(r"(?P<label>\d{1,4})\)(?=\s*\S)"),
    "plain": re.compile(r"(?P<label>\d{1,4})(?=\s+(?![a-z]\w|[%&/+=<>])|[^\W\d_a-z]|[\"“”‘«(\[<$£€§])"),
    "symbol": re.compile(rf"(?P<label>{SYMBOL}{{1,9}})(?=\s*\S)"),
    "letter": re.compile(r"(?P<label>[a-z])[.)]?(?=\s+[A-Z\d\"“‘«(\[])"),
}
# A number that begins with a note's own, with no space between: "3086/23/17 Letter" is note 308.
_GLUED = re.compile(r"\d{2,7}")
_SHARED = re.compile(rf"(?<=[\t\u2003])(?P<label>{SYMBOL}{{1,9}})(?=\s*\S)")
# What is raised behind these is likelier an exponent or an ordinal than a marker.
_UNIT = re.compile(r"(?:^|[\s(])(?:[a-zA-Z\U0001d400-\U0001d7ff]|[kcmd]m|[-−]?\d(?:[\d.,]*\d)?|CO|ft|mi|in|sq)$")
# A line hardly ever breaks before a marker, and numbers of lines stand there.
_EXPONENT, _OPENING, _DRAWN_NARROW, _STANDS, _IN_BRACKETS, _IN_PARENTHESES, _PREFIX = 0.6, 0.9, 0.1, 0.2, 0.5, 0.6, 0.5
_SEVERAL_IN_BRACKETS = 0.6
_SMALLER = 0.85
# A digit so much narrower than its like elsewhere, or than any digit of its font, is drawn in a raised form.
_NARROW, _NARROWEST = 0.85, 0.7

Widths = Mapping[tuple[str, str], float]


class Stretch(NamedTuple):
    """Characters `start` to `end` of a line, which are raised, and how doubtful that is."""

    start: int
    end: int
    doubt: float


class Mark(NamedTuple):
    """What may be a marker or a label: the line it is in, the characters of it, and how doubtful it is, from 0 to 1."""

    label: str
    line: int
    start: int
    end: int
    form: Form
    doubt: float


def find_markers(line: PrintedLine, index: int, raised: Sequence[Stretch], labels: Set[int]) -> Iterator[Mark]:
    """Yield what may be markers in a line: its raised stretches, what is in brackets, symbols behind a word.

    `labels` are those of the notes that are numbers.
    """
    before: Mark | None = None
    marks = [*_raised_marks(line, index, raised, labels), *_standing_marks(line, index, labels)]
    for mark in sorted(marks, key=lambda mark: (mark.end, mark.doubt)):
        # Several may share a place: "[2, 3]".
        if before is None or mark.start >= before.end or mark == before._replace(label=mark.label):
            yield mark
            before = mark


def _raised_marks(line: PrintedLine, index: int, raised: Sequence[Stretch], labels: Set[int]) -> Iterator[Mark]:
    text = line.text.value
    for start, end, doubt in raised:
        if _MARKS.fullmatch(text[start:end].strip()):
            unit = _UNIT.search(text[max(0, start - 12) : start])
            opening = 0.0 if text[:start].strip() else _OPENING
            for label, first, stop in _marks_in(text, start, end, labels):
                # A letter behind a figure is no exponent.
                exponent = _EXPONENT if unit and not (label.isalpha() and text[start - 1].isdigit()) else doubt
                yield Mark(label, index, first, stop, "raised", max(exponent, opening))


def _marks_in(text: str, start: int, end: int, labels: Set[int]) -> Iterator[tuple[str, int, int]]:
    """Yield the marks in a stretch of a text, with where they stand; several numbers share the whole of it."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    several = text[first:end].rstrip()
    numbers = numbers_in(several, labels) if _SEVERAL.fullmatch(several) else []
    if numbers:
        yield from ((str(number), first, first + len(several)) for number in numbers)
    else:
        yield from ((usual_mark(match[1]), *match.span()) for match in _MARK.finditer(text, start, end))


def _standing_marks(line: PrintedLine, index: int, labels: Set[int]) -> Iterator[Mark]:
    for match in _BRACKETED.finditer(line.text.value):
        doubt = _IN_BRACKETS if line.text.value[: match.start()].strip() else _OPENING
        yield Mark(match["mark"], index, match.start(), match.end(), "bracket", doubt)
    for match in _SEVERAL_BRACKETED.finditer(line.text.value):
        for number in numbers_in(match["marks"], labels):
            yield Mark(str(number), index, match.start(), match.end(), "bracket", _SEVERAL_IN_BRACKETS)
    for match in _ROUND.finditer(line.text.value):
        yield Mark(match["mark"], index, match.start(), match.end(), "round", _IN_PARENTHESES)
    for match in _STANDING.finditer(line.text.value):
        yield Mark(usual_mark(match["mark"]), index, match.start(), match.end(), "symbol", _STANDS)


def find_labels(line: PrintedLine, index: int, raised: Sequence[Stretch]) -> Iterator[Mark]:
    """Yield what may be the label of a note that begins with a line, or within it where notes share one."""
    text = line.text.value
    first = len(text) - len(text.lstrip())
    alone = usual_mark(text.strip())
    if alone.isdecimal():
        yield Mark(alone, index, first, len(text), "alone", 0.0)
        return
    for start, end, _ in raised:
        match = _MARK.fullmatch(text[start:end].strip())
        if match:
            stop = end + (text[end : end + 1] in (".", ")"))
            yield Mark(usual_mark(match[1]), index, start, stop, "raised", 0.0)
    if raised and raised[0].start <= first:
        return
    for form, pattern in _LABELS.items():
        match = pattern.match(text, first)
        if match:
            yield Mark(usual_mark(match["label"]), index, first, match.end(), form, 0.0)
    glued = _GLUED.match(text, first)
    for length in range(1, len(glued.group()) if glued else 0):
        yield Mark(text[first : first + length], index, first, first + length, "plain", _PREFIX)
    for match in _SHARED.finditer(text, first + 1):
        yield Mark(usual_mark(match["label"]), index, match.start(), match.end(), "symbol", 0.0)


def raised_stretches(line: PrintedLine, widths: Widths) -> list[Stretch]:
    """Return the stretches of a line that are raised or set small, or drawn in a font's own raised forms."""
    small = [
        Stretch(span.start, span.end, 0.0)
        for span in spans(line.layout)
        if span.font.size <= _SMALLER * line.size and span.font.rise > -0.02 * line.size
    ]
    drawn = [Stretch(*match.span(), 0.0) for match in _SUPERSCRIPT.finditer(line.text.value)]
    found: list[Stretch] = []
    for stretch in sorted([*small, *drawn, *_narrow(line, widths)]):
        if found and stretch.start <= found[-1].end:
            last = found[-1]
            found[-1] = Stretch(last.start, max(stretch.end, last.end), min(stretch.doubt, last.doubt))
        else:
            found.append(stretch)
    return found


def digit_widths(lines: Sequence[PrintedLine]) -> Widths:
    """Return how wide each digit is at its widest in each font, in type sizes, and under "" how wide any digit is."""
    widest: dict[tuple[str, str], float] = defaultdict(float)
    for line in lines:
        for _, (font, digit), width in _digits(line):
            widest[font, digit] = max(widest[font, digit], width)
            widest[font, ""] = max(widest[font, ""], width)
    return widest


def _digits(line: PrintedLine) -> Iterator[tuple[int, tuple[str, str], float]]:
    """Yield where the digits of a line are, the font and the digit, and how wide it is in type sizes."""
    text, edges = line.text.value, line.layout.edges
    if not any(map(str.isdigit, text)):
        return
    for start, end, font in spans(line.layout):
        for index in range(start, end):
            if text[index] in "0123456789":
                yield index, (font.font, text[index]), (edges[index + 1] - edges[index]) / font.size


def _narrow(line: PrintedLine, widths: Widths) -> list[Stretch]:
    """Return the numbers all of whose digits are narrower than usual, and which stand behind a word or begin a line."""
    text = line.text.value
    shares = {
        i: (width / widths[key], width / widths[key[0], ""]) for i, key, width in _digits(line) if widths[key] > 0
    }
    narrow = {i for i, (of_digit, of_any) in shares.items() if of_digit <= _NARROW or of_any <= _NARROWEST}
    found = []
    for start in sorted(i for i in narrow if i - 1 not in narrow):
        end = start
        while end in narrow:
            end += 1
        # Behind another digit only a like one tells: in some types one digit is narrower than the others.
        sure = not text[start - 1 : start].isdigit() or all(shares[i][0] <= _NARROW for i in range(start, end))
        if sure and not text[end : end + 1].isdigit() and not text[start - 1 : start].isspace():
            found.append(Stretch(start, end, _DRAWN_NARROW))
    return found

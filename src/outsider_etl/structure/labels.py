"""How markers and the labels of notes are printed, and where in a text something stands that is printed so."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase

from outsider_etl.structure.alignment import Candidate
from outsider_etl.structure.furniture import BodyLine
from outsider_etl.structure.signs import SUPERSCRIPT, SYMBOL, usual_mark

Way = tuple[re.Pattern[str], float]
Read = Callable[[str], int | None]


# To look for a sign that is seldom, and back from there, is several times faster than to look back everywhere.
BEFORE_ENCLOSED = r"(?:[^\W\d_]|[.,;:!?\]”’\"'»])"
_ENCLOSED: tuple[Way, ...] = (
    (re.compile(rf"\((?<={BEFORE_ENCLOSED}\()(\d{{1,3}})\)"), 0.0),
    (re.compile(rf"[\u00a0\u2009\u202f](?<={BEFORE_ENCLOSED}.)\((\d{{1,3}})\)"), 0.0),
)
REFERRING = (
    "and or und oder et ou to in by of see section sections subsection subsections subparagraph paragraph "
    "paragraphs point points clause item step option article articles equation equations formula part rule figure "
    "table absatz absätze satz nummer ziffer gleichung alinéa alinéas paragraphe paragraphes équation équations"
).split()
"""Behind these and an ordinary space, "(1)" counts what the text says, or refers to a part of it."""
_NO_CALL = "".join(rf"(?<!\b{word} )" for word in REFERRING)
_APART = rf" (?=\()(?i:{_NO_CALL})(?:(?<=[^\W\d_] )|(?<=[.!?%)\]”’\"'»] )|(?<=\d{{4}} ))\((\d{{1,3}})\)"
BEHIND_MARKER = r"(?=[\s.,;:?!)\]”’\"'»—–]|$)"
_BEHIND_WORD = r"(?=\d)(?<!\b[A-Z])(?<=[^\W\d_]|[.,;:!?)\]”’\"'»])(?<!\d[.,:])"
# What follows is a word that begins a sentence, and no unit such as GW or part of the number.
_NEXT_SENTENCE = r"(?=\s+(?!(?i:[mb]illion|trillion|per)\b)[\"“‘«]?[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿ]|['’\s]))"
# A 2 or 3 behind these is likelier their exponent: "5 km²", "CO²".
OF_UNIT = r"(?:(?<=(?<![^\W\d_])m.)|(?<=(?<![^\W\d_])(?:[kcdhm]m|mi|yd|ft|CO).))"
_EXPONENT = 0.9
# Figures behind a stop are likelier decimals: they are believed only where a marker is missing, behind thousands, spans
# of years ("2019-20") and numbered names ("MIR-2"), which seldom have decimals.
_DECIMAL = 0.95
# A year that a marker touches: "in March 20185". Behind a mere "in" postcodes and numbers have five figures, too.
_MONTHS = "January February March April May June July August September October November December".split()
_YEAR_AND = "|".join(rf"(?<=\b{month} (?:19|20)\d\d)" for month in _MONTHS)
# Each way to print a marker, the forms that one comes in with how doubtful they are, and how much a match by it proves:
# digits that merely touch a word prove little, and those behind a single capital are part of a name (Q1, G7). Behind
# a number of four figures no decimals stand.
MARKERS: Mapping[str, tuple[tuple[Way, ...], float]] = {
    "superscript": (
        (
            (re.compile(rf"([²³]){OF_UNIT}(?!{SUPERSCRIPT})"), _EXPONENT),
            (re.compile(r"(?=[ (])(?<=\S) ?\(([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})\)"), 0.0),
            (re.compile(r"(?=[ \u00a0\u202f⁰¹²³⁴⁵⁶⁷⁸⁹])(?<=[^\s(])[ \u00a0\u202f]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})"), 0.0),
        ),
        4.0,
    ),
    "caret": (
        (
            (re.compile(r"(?=[ \[])(?:(?<=\S) )?\[\^(\d{1,5})\](?!:)"), 0.0),
            (re.compile(rf"\^(?<={BEFORE_ENCLOSED}\^)(\d{{1,3}})(?![\d^])"), 0.5),
        ),
        4.0,
    ),
    "bracket": (((re.compile(r"(?=[ \[])(?<=\S) ?\[(\d{1,5})\]"), 0.0),), 1.5),
    "backslash": (((re.compile(r"\\(?<=[\w.,;:!?)\"'”’]\\)(\d{1,3})\\(?!\w)"), 0.0),), 4.0),
    "enclosed": (_ENCLOSED, 1.5),
    "apart": (
        (
            *_ENCLOSED,
            (re.compile(_APART + r"(?=[.,;:)»”])"), 0.55),
            (re.compile(_APART + r"(?=\s+[a-zà-öø-ÿœ«“\"(–—]|$)"), 0.9),
        ),
        1.5,
    ),
    "plain": (
        (
            (re.compile(rf"([23]){OF_UNIT}{BEHIND_MARKER}"), _EXPONENT),
            (re.compile(rf"{_BEHIND_WORD}(\d{{1,3}}){BEHIND_MARKER}"), 0.0),
            (re.compile(r"(?=\d)(?<=\d{4}[.,;:])(\d{1,3})" + BEHIND_MARKER), 0.1),
            (re.compile(r"(?=\d)(?<=\d\.\d[.,;:])(\d{1,3})" + BEHIND_MARKER), 0.5),
            (
                re.compile(
                    r"(?=\d)(?:(?<=\d,\d{3}\.)|(?<=\d{4}[-–]\d\d\.)|(?<=[A-Z]{2}-\d\.))(\d{1,3})" + _NEXT_SENTENCE
                ),
                _DECIMAL,
            ),
            (re.compile(rf"(?=\d)(?:{_YEAR_AND})(\d{{1,3}}){BEHIND_MARKER}"), _DECIMAL),
            (re.compile(r"(?<=[.,;:!?)\]”’\"'»]) (\d{1,3})(?=\s+[A-Z\"“‘«(]|$)"), 0.4),
        ),
        0.75,
    ),
}
# Works in a list are cited in brackets; what is raised in the text is a note, though it be listed with the works.
CITATIONS = ("bracket", "enclosed", "apart")
# The ways whose notes have labels of one form alone: other lists have nothing to do with "(1)" in a sentence.
ONE_FORM: Mapping[str, str] = {"apart": "enclosed"}
# What a note begins with, in laws with a sign. So do rows of figures with the sign of a currency.
_TEXT = r"(?=[^\W_]|[\"'“‘«(\[<*§¶…¿¡„‚‹])"
_SUM = r"(?=[$£€¥@#])"
# Where a word that the page's end broke was closed up with the line under it, a label stands right behind the word.
_BROKEN = r"(?<=[^\W\d_A-Z])"
# Where short notes share a line, a label stands behind the end of the note before it.
_INSIDE = r"(?<=[.!?)\]”’\"'»>/] )"
_CAPITAL = r"(?=[A-Z\"“‘«(])"
# Each way to print the label that begins a note, in the forms that one such label comes out in, and how doubtful each
# of them is; what follows the label is the note's text.
LABELS: Mapping[str, tuple[Way, ...]] = {
    "superscript": (
        (re.compile(r"^\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})\s*(?=\S)"), 0.0),
        (re.compile(r"^\s*\(([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})\)(?:\s*(?=\S)|\s*$)"), 0.0),
        (re.compile(r"^\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,5})\s*$"), 0.0),
    ),
    "caret": (
        (re.compile(r"^\s*\[\^(\d{1,5})\]:\s*(?=\S)"), 0.0),
        # Where a line begins with a marker, it looks so too.
        (re.compile(r"^\s*\[\^(\d{1,5})\]\s+(?=\S)"), 0.3),
        (re.compile(r"^\s*\^(\d{1,3})[.)]?\s+(?=\S)"), 0.0),
    ),
    "bracket": (
        (re.compile(r"^\s*\[(\d{1,5})\](?::?\s+(?=\S)|\s*$)"), 0.0),
        (re.compile(r"^\s*\[(?:foot|end)?note (\d{1,5}):\s+(?=\S)", re.IGNORECASE), 0.0),
    ),
    "backslash": ((re.compile(r"^\s*\\(\d{1,3})\\\s*(?=\S)"), 0.0),),
    "enclosed": ((re.compile(r"^\s*\((\d{1,3})\)(?:\s*(?=\S)|\s*$)"), 0.0),),
    "point": (
        (re.compile(r"^\s*(\d{1,5})\.(?:\s+(?=\S)|\s*$|(?=[^\W\d_]|[\"“‘«(]))"), 0.0),
        (re.compile(rf"{_INSIDE}(\d{{1,5}})\.[ \t]+{_CAPITAL}"), 0.3),
    ),
    "parenthesis": (
        (re.compile(r"^\s*(\d{1,5})\)(?:\s*(?=\S)|\s*$)"), 0.0),
        (re.compile(rf"{_INSIDE}(\d{{1,5}})\)[ \t]*{_CAPITAL}"), 0.3),
    ),
    "plain": (
        (re.compile(rf"^\s*(\d{{1,3}})[ \t]+{_TEXT}"), 0.0),
        (re.compile(rf"^\s*(\d{{1,3}})[ \t]+{_SUM}"), 0.3),
        (re.compile(r"^\s*(\d{1,3})\s*$"), 0.1),
        (re.compile(r"^\s*(\d{1,3})(?!st\b|nd\b|rd\b|th\b)(?=[^\W\d_]|[\"“‘«(])"), 0.1),
        (re.compile(rf"{_BROKEN}(\d{{1,3}})[ \t]?(?:{_CAPITAL}|$)"), 0.75),
        (re.compile(rf"{_INSIDE}(\d{{1,3}})[ \t]?{_CAPITAL}"), 0.3),
    ),
}

# Behind a letter, a stop or a closing mark; figures in tables have asterisks of their own.
SYMBOL_MARKERS: tuple[Way, ...] = (
    (
        re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]”’\"'»])[\u00a0\u2009\u202f]?({SYMBOL}{{1,8}})" + BEHIND_MARKER),
        0.0,
    ),
    (re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]”’\"'»]) ?[\[(]({SYMBOL}{{1,8}})[\])]"), 0.0),
)
SYMBOL_PROOF = 3.0
# What a table says of its asterisks is no note of the text.
_SIGNIFICANCE = r"(?!\s*(?:[pP]\s*[-<>=≤]|(?:statistically )?significan))"
SYMBOL_LABELS: tuple[Way, ...] = (
    (re.compile(rf"^\s*({SYMBOL}{{1,8}})(?!{SYMBOL})\s*{_SIGNIFICANCE}{_TEXT}"), 0.0),
    (re.compile(rf"^\s*[\[(]({SYMBOL}{{1,8}})[\])]\s*{_TEXT}"), 0.0),
    (re.compile(rf"^\s*\[(?:foot|end)?note ({SYMBOL}{{1,8}}):\s+(?=\S)", re.IGNORECASE), 0.0),
    (re.compile(rf"^\s*({SYMBOL}{{1,8}})\s*$"), 0.1),
    (re.compile(rf"{_BROKEN}({SYMBOL}{{1,8}})[ \t]?(?:{_CAPITAL}|$)"), 0.6),
    (re.compile(rf"{_INSIDE}({SYMBOL}{{1,8}})[ \t]?{_CAPITAL}"), 0.3),
)
# The orders that printers go by; each goes on with the symbols doubled, then threefold.
_ORDERS = ("*†‡§¶‖", "*†‡§‖¶#", "†‡§¶‖", "*")
SYMBOL_ORDERS: tuple[Mapping[str, int], ...] = tuple(
    {symbol * times: place for place, (times, symbol) in enumerate(((t, s) for t in range(1, 9) for s in order), 1)}
    for order in _ORDERS
)
# Letters prove little, and stand for notes only behind a stop and at the head of a line.
LETTER_MARKERS: tuple[Way, ...] = ((re.compile(r"(?<=[^\W\d_][.,;:!?)\]”’\"'»])([a-z])(?=[\s—–]|$)"), 0.0),)
LETTER_PROOF = 0.75
LETTER_LABELS: tuple[Way, ...] = (
    (re.compile(r"^\s*([a-z])\s*$"), 0.1),
    (re.compile(rf"^\s*([a-z])[ \t]+{_CAPITAL}"), 0.2),
)
LETTER_ORDER: Mapping[str, int] = {letter: place for place, letter in enumerate(ascii_lowercase, 1)}
# Word prints endnotes so, which it counts in Roman numbers, or in letters. Behind a space within a sentence they refer
# to an item.
BRACKETED_MARKERS: tuple[Way, ...] = ((re.compile(r"(?:(?<=\S)|(?<=[.,;:!?)\]\"”’»]) )\[([a-z]{1,7})\]"), 0.0),)
BRACKETED_LABELS: tuple[Way, ...] = ((re.compile(r"^\s*\[([a-z]{1,7})\]\s+(?=\S)"), 0.0),)
BRACKETED_PROOF = 2.0
# Books that were typed out say "[Footnote A: ...]" behind the paragraph, as no list does.
# A letter put for another begins a word or a quotation: "[A]ny", '"[A] ship'.
NAMED_MARKERS: tuple[Way, ...] = ((re.compile(r"(?:(?<=[\w.,;:!?)\]*_”’»])|(?<=\S[\"']))\[([A-Z])\](?!\w)"), 0.0),)
NAMED_LABELS: tuple[Way, ...] = ((re.compile(r"^\s*\[(?i:(?:foot|end)note) ([A-Z]):\s+(?=\S)"), 0.0),)
NAMED_PROOF = 4.0
CAPITAL_ORDER: Mapping[str, int] = {letter.upper(): place for letter, place in LETTER_ORDER.items()}
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN_ORDER: Mapping[str, int] = {
    f"{tens}{units}": 10 * ten + unit
    for ten, tens in enumerate(("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc", "c", "cx", "cxx"))
    for unit, units in enumerate(_ROMAN_UNITS)
    if tens or units
}
_OPENING_STAR = re.compile(r"(?<![^\s(\[“\"'‘—–])\*{1,3}(?=[^\s*\]):])")
_CLOSING_STAR = re.compile(r"(?<=[^\s*])\*{1,3}(?![\w*])")


def leaves_open(label: str) -> bool:
    """Whether a bracket stands open at the end of a note's label, as in "[Footnote 1: See the index.]"."""
    return label.rfind("[") > label.rfind("]")


def number(digits: str) -> int:
    """Return the number that digits read as, raised ones too."""
    return int(usual_mark(digits))


def candidates(lines: Sequence[BodyLine], ways: Sequence[Way], read: Read) -> list[Candidate]:
    """Return what may be a marker or a label printed in one of some ways, in the order of the source.

    `read` says what a label counts as, None where it is none after all.
    """
    found: dict[int, Candidate] = {}
    for line in lines:
        on_line: dict[int, Candidate] = {}
        for pattern, doubt in ways:
            for match in pattern.finditer(line.text.value):
                label = read(match[1])
                if label is not None:
                    start, end = line.text.origin(match.start(), match.end())
                    on_line.setdefault(start, Candidate(label, start, end, line.page, doubt))
        found.update(sorted(on_line.items()))
    return list(found.values())


def emphasises_with_stars(lines: Sequence[BodyLine]) -> bool:
    """Whether asterisks stand around words of the text, for emphasis, as often as they merely stand behind one."""
    openings = sum(len(_OPENING_STAR.findall(line.text.value)) for line in lines)
    closings = sum(len(_CLOSING_STAR.findall(line.text.value)) for line in lines)
    return openings > 0 and openings * 2 >= closings


def without_bullets(markers: Sequence[Candidate], labels: Sequence[Candidate]) -> list[Candidate]:
    """Return the labels of symbols but those that follow another with no marker between: items of a list."""
    places: dict[int, list[int]] = defaultdict(list)
    for marker in markers:
        places[marker.label].append(marker.start)
    by_label: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in labels:
        by_label[candidate.label].append(candidate)
    bullets = {
        start
        for label, same in by_label.items()
        for first, second in pairwise(same)
        if bisect_left(places[label], first.start) == bisect_left(places[label], second.start)
        for start in (first.start, second.start)
    }
    return [label for label in labels if label.start not in bullets]

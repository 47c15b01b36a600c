"""What can be seen of a token of a note and around it: the features that its label is told from.

A feature is a short string. Those of a word are seen by its neighbours as well; those of its place are what encloses it
(quotes, italics, brackets), the piece between two delimiters that it belongs to, and the sentence around that.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from outsider_etl.citations.tokens import Stretch, Token, brackets, inside, quotations, stretches
from outsider_etl.nlp.dates.months import month_numbers

Features = tuple[str, ...]

_REACH = (-2, -1, 0, 1, 2)
_EDGE: dict[int, Features] = {reach: (f"{reach}:edge",) for reach in _REACH}
_DELIMITERS = frozenset(',.;:()[]<>/“”„«»‘"&*—–?!')
_PARTICLES = frozenset(
    "al bin da das de del della den der di dos du el ibn la le ten ter van vom von zu zum zur".split()
)
_SMALL = frozenset(
    "a an and at by for from in of on or the to with et de des du la le les un une en pour sur au aux und der die das "
    "von zu zur zum für im".split()
)
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def features(tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> list[list[Features]]:
    """Return the features of each token of a note, in groups; `emphasis` are the spans of it in italics or bold.

    A group holds what goes together at many tokens, so that its weights have to be added up but once.
    """
    quoted = quotations(tokens)
    italics = stretches(tokens, emphasis)
    bracketed = brackets(tokens)
    marked = [
        _places("q", len(tokens), quoted),
        _places("e", len(tokens), italics),
        _places("b", len(tokens), [each for each in bracketed if tokens[each.start - 1].text == "("]),
        _places("s", len(tokens), [each for each in bracketed if tokens[each.start - 1].text == "["]),
    ]
    closed = inside(len(tokens), [*quoted, *italics])
    edges = [_EDGE] * len(_REACH)
    words = [*edges, *(_word(token.text, token.kind) for token in tokens), *edges]
    made: list[list[Features]] = []
    for index, seen in enumerate(_surroundings(tokens, closed)):
        own = [words[len(edges) + index + reach][reach] for reach in _REACH]
        inside_of = [each for places in marked for each in places[index]]
        both = "|".join(places[index][0] for places in marked if places[index]) or "plain"
        made.append([*own, ("bias", both, *inside_of), *seen])
    return made


@lru_cache(maxsize=50_000)
def _word(text: str, kind: str) -> dict[int, Features]:
    """Return the features of a word by how far from the token that sees it they stand."""
    lower = _lower(text, kind)
    form = shape(text, kind)
    far = [f"w={lower}", f"f={form}"]
    near = list(far)
    if kind == "word":
        near += [f"s2={lower[-2:]}", f"s3={lower[-3:]}", f"s4={lower[-4:]}", f"p3={lower[:3]}"]
    return {reach: tuple(f"{reach}:{each}" for each in (far if reach else near)) for reach in _REACH}


def _lower(text: str, kind: str) -> str:
    if kind in ("url", "code"):
        return kind
    return re.sub(r"\d+", "9", text) if kind == "number" else text.lower()


@lru_cache(maxsize=50_000)
def shape(text: str, kind: str) -> str:
    """Return a rough form of a token: `Xx`, `XX`, `x`, `year`, `9`, `roman`, `month`..."""
    if kind == "number":
        if _YEAR.fullmatch(text):
            return "year"
        return "range" if re.search(r"[-–—‑]", text) else ("dotted" if "." in text else f"9{min(4, len(text))}")
    if kind != "word":
        return text if kind == "mark" else kind
    lower = text.lower()
    if lower in month_numbers():
        return "month"
    if lower in _PARTICLES:
        return "particle" + text[0].isupper() * "X"
    if lower in _SMALL:
        return "small" + text[0].isupper() * "X"
    if _ROMAN.fullmatch(text):
        return "roman"
    if text.isupper():
        return "X" if len(text) == 1 else ("XX" if len(text) < 5 else "XXXXX")
    if text[0].isupper():
        return "Xx-Xx" if "-" in text else ("Xx" if text[1:].islower() else "XxX")
    return "x" if text[0].islower() else "mixed"


def _places(name: str, size: int, stretches: Sequence[Stretch]) -> list[list[str]]:
    """Return what each token has to do with stretches of one kind: before, in, first, last, behind."""
    made: list[list[str]] = [[] for _ in range(size)]
    for number, stretch in enumerate(stretches):
        for index in range(stretch.start, min(stretch.end, size)):
            made[index] = [f"{name}in"]
        if stretch.start < stretch.end:
            made[stretch.start].append(f"{name}first")
            made[stretch.end - 1].append(f"{name}last")
        for index in range(stretch.end, min(stretch.end + 3, size)):
            if not made[index]:
                made[index] = [f"{name}behind{index - stretch.end}"]
        if stretch.start > 1 and number == 0 and not made[stretch.start - 2]:
            made[stretch.start - 2] = [f"{name}before"]
    return made


class Piece(NamedTuple):
    """Tokens between two delimiters; what is quoted or in italics is a piece by itself."""

    start: int
    end: int
    closed: bool


def _pieces(tokens: Sequence[Token], closed: Sequence[bool]) -> Iterator[Piece]:
    start = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or closed[index] != closed[start] or _parts(tokens, closed, index, start):
            yield Piece(start, index, closed[start])
            start = index


def _parts(tokens: Sequence[Token], closed: Sequence[bool], index: int, start: int) -> bool:
    if closed[index]:
        return False
    return tokens[index].text in _DELIMITERS or tokens[index - 1].text in _DELIMITERS


def _surroundings(tokens: Sequence[Token], closed: Sequence[bool]) -> Iterator[tuple[Features, Features]]:
    """Yield what is seen of the pieces and the sentence around each token, and of its place in its piece."""
    pieces = list(_pieces(tokens, closed))
    kinds = [_piece_kind(tokens, piece) for piece in pieces]
    sentences = list(_sentences(tokens, pieces, kinds))
    for number, piece in enumerate(pieces):
        before = kinds[max(0, number - 3) : number]
        behind = kinds[number + 1 : number + 4]
        own = (
            f"k={kinds[number]}",
            f"k-1={''.join(before[-1:])}",
            f"k+1={''.join(behind[:1])}",
            f"k-2={'|'.join(before[-2:])}",
            f"k+2={'|'.join(behind[:2])}",
            f"k-3={'|'.join(before)}",
            f"k+3={'|'.join(behind)}",
            f"kk={''.join(before[-1:])}|{kinds[number]}|{''.join(behind[:1])}",
            *sentences[number],
        )
        for index in range(piece.start, piece.end):
            place = _place(index, piece)
            yield own, (f"at={place}", f"at={place}|{kinds[number]}")


def _place(index: int, piece: Piece) -> str:
    if piece.end - piece.start == 1:
        return "only"
    if index == piece.start:
        return "first"
    return "last" if index == piece.end - 1 else "mid"


def _piece_kind(tokens: Sequence[Token], piece: Piece) -> str:
    """Return a word for what a piece looks like."""
    own = tokens[piece.start : piece.end]
    if piece.closed:
        return "C"
    if len(own) == 1 and own[0].text in _DELIMITERS:
        return own[0].text
    shapes = [shape(token.text, token.kind) for token in own]
    if "url" in shapes:
        return "url"
    if "month" in shapes or "year" in shapes:
        return "date" if all(each in ("month", "year", "small", "x") or each[0] == "9" for each in shapes) else "dated"
    if any(token.kind in ("number", "code") for token in own):
        return "num" if len(own) < 4 else "nums"
    if "initials" in shapes:
        return "ini" if len(own) == 1 else "name" if len(own) < 6 else "long"
    lower = sum(each == "x" for each in shapes)
    if lower == 0:
        return f"X{min(4, len(own))}"
    if lower == len(own):
        return f"x{min(3, lower)}"
    first = "x" if shapes[0] == "x" else "X"
    return f"{first}m{min(3, lower)}" if len(own) < 8 else f"{first}long"


def _sentences(tokens: Sequence[Token], pieces: Sequence[Piece], kinds: Sequence[str]) -> Iterator[list[str]]:
    """Yield for each piece what its sentence, or the stretch between semicolons around it, looks like."""
    ends = [number for number in range(len(pieces)) if _ends(tokens, pieces, kinds, number)]
    if not ends or ends[-1] != len(pieces) - 1:
        ends.append(len(pieces) - 1)
    start = 0
    for count, end in enumerate(ends):
        own = range(start, end + 1)
        held = [number for number in own if pieces[number].closed]
        whole = _whole(tokens, pieces, kinds, own)
        for number in own:
            zone = "none" if not held else "pre" if number < held[0] else "post" if number > held[-1] else "at"
            since = min(6, number - start)
            yield [
                *whole,
                f"zone={zone}",
                f"zone={zone}|k={kinds[number]}",
                f"sent={min(3, count)}",
                f"since={since}",
                f"since={since}|k={kinds[number]}",
                f"until={min(6, end - number)}",
            ]
        start = end + 1


def _whole(tokens: Sequence[Token], pieces: Sequence[Piece], kinds: Sequence[str], own: range) -> list[str]:
    """Return what a sentence holds: quotes or italics (C), an address (u), a date (d), how many words in lower case."""
    lower = sum(
        shape(token.text, token.kind) == "x"
        for number in own
        if not pieces[number].closed
        for token in tokens[pieces[number].start : pieces[number].end]
    )
    closed = any(pieces[number].closed for number in own)
    address = any(kinds[number] == "url" for number in own)
    dated = any(kinds[number] in ("date", "dated") for number in own)
    holds = "C" * closed + "u" * address + "d" * dated
    verbs = min(5, lower // 2)
    return [f"holds={holds}", f"verbs={verbs}", f"holds={holds}|verbs={verbs}"]


def _ends(tokens: Sequence[Token], pieces: Sequence[Piece], kinds: Sequence[str], number: int) -> bool:
    if kinds[number] == ";":
        return True
    if kinds[number] not in (".", "?", "!") or number + 1 == len(pieces):
        return False
    behind = tokens[pieces[number + 1].start]
    return behind.start > tokens[pieces[number].end - 1].end and not behind.text[0].islower()

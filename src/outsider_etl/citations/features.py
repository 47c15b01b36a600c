"""What can be seen of a token of a note and around it: the features that its label is told from.

A feature is a short string. Those of a word are seen by its neighbours as well; those of its place are what encloses it
(quotes, italics, brackets), the piece between two delimiters that it belongs to, and the sentence around that.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from outsider_etl.citations.issued import YEAR
from outsider_etl.citations.tokens import Stretch, Token, brackets, inside, quotations, stretches
from outsider_etl.nlp.dates.months import month_numbers

Features = tuple[str, ...]
Kinds = tuple[str, ...]

_kept = lru_cache(maxsize=10_000)

_REACH = (-2, -1, 0, 1, 2)
_EDGE: dict[int, Features] = {reach: (f"{reach}:edge",) for reach in _REACH}
_PLAIN: Features = ("bias", "plain")
_DELIMITERS = frozenset(',.;:()[]<>/“”„«»‘"&*—–?!')
_PARTICLES = frozenset(
    "al bin da das de del della den der di dos du el ibn la le ten ter van vom von zu zum zur".split()
)
_SMALL = frozenset(
    "a an and at by for from in of on or the to with et de des du la le les un une en pour sur au aux und der die das "
    "von zu zur zum für im".split()
)
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE)
_YEAR = re.compile(YEAR)


def features(tokens: Sequence[Token], emphasis: Sequence[tuple[int, int]]) -> list[list[Features]]:
    """Return the features of each token of a note, in groups; `emphasis` are the spans of it in italics or bold.

    A group holds what is told from the same few things, so that it comes again and its weights are added up but once.
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
    edges = [_EDGE] * max(_REACH)
    words = [*edges, *(_word(token.text, token.kind) for token in tokens), *edges]
    seen = [[word[reach] for word in words[len(edges) + reach :]] for reach in _REACH]
    around = _surroundings(tokens, closed)
    enclosed = map(_enclosed, *marked)
    return [[*groups[:-1], *groups[-1]] for groups in zip(*seen, enclosed, around, strict=False)]


def _enclosed(*places: Sequence[str]) -> Features:
    """Return what a token has to do with quotes, italics and brackets."""
    if not any(places):
        return _PLAIN
    return ("bias", "|".join(place[0] for place in places if place), *chain.from_iterable(places))


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


def _surroundings(tokens: Sequence[Token], closed: Sequence[bool]) -> Iterator[tuple[Features, ...]]:
    """Yield what is seen of the pieces and the sentence around each token, and of its place in its piece."""
    shapes = [shape(token.text, token.kind) for token in tokens]
    pieces = list(_pieces(tokens, closed))
    kinds = tuple(
        _piece_kind(tokens[piece.start : piece.end], shapes[piece.start : piece.end], piece) for piece in pieces
    )
    sentences = _sentences(tokens, shapes, pieces, kinds)
    for number, (piece, sentence) in enumerate(zip(pieces, sentences, strict=True)):
        kind = kinds[number]
        own = (
            _beside(kinds[max(0, number - 1) : number], kind, kinds[number + 1 : number + 2]),
            _before(kinds[max(0, number - 3) : number]),
            _behind(kinds[number + 1 : number + 4]),
            *sentence,
        )
        for index in range(piece.start, piece.end):
            yield *own, _at(_place(index, piece), kind)


@_kept
def _beside(before: Kinds, kind: str, behind: Kinds) -> Features:
    """Return what kind a piece is of, and those beside it, at most one on each side."""
    one, other = "".join(before), "".join(behind)
    return (f"k={kind}", f"k-1={one}", f"k+1={other}", f"kk={one}|{kind}|{other}")


@_kept
def _before(kinds: Kinds) -> Features:
    """Return of what kinds the last three pieces are."""
    return (f"k-2={'|'.join(kinds[-2:])}", f"k-3={'|'.join(kinds)}")


@_kept
def _behind(kinds: Kinds) -> Features:
    """Return of what kinds the next three pieces are."""
    return (f"k+2={'|'.join(kinds[:2])}", f"k+3={'|'.join(kinds)}")


@_kept
def _at(place: str, kind: str) -> Features:
    return (f"at={place}", f"at={place}|{kind}")


def _place(index: int, piece: Piece) -> str:
    if piece.end - piece.start == 1:
        return "only"
    if index == piece.start:
        return "first"
    return "last" if index == piece.end - 1 else "mid"


def _piece_kind(own: Sequence[Token], shapes: Sequence[str], piece: Piece) -> str:
    """Return a word for what a piece looks like; `own` are its tokens, and `shapes` theirs."""
    if piece.closed:
        return "C"
    if len(own) == 1 and own[0].text in _DELIMITERS:
        return own[0].text
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


def _sentences(
    tokens: Sequence[Token], shapes: Sequence[str], pieces: Sequence[Piece], kinds: Kinds
) -> Iterator[tuple[Features, Features]]:
    """Yield for each piece what its sentence, or the stretch between semicolons around it, looks like."""
    ends = [number for number in range(len(pieces)) if _ends(tokens, pieces, kinds, number)]
    if not ends or ends[-1] != len(pieces) - 1:
        ends.append(len(pieces) - 1)
    start = 0
    for count, end in enumerate(ends):
        own = range(start, end + 1)
        held = [number for number in own if pieces[number].closed]
        whole = _sentence(_holds(kinds[start : end + 1]), _verbs(shapes, pieces[start : end + 1]), min(3, count))
        for number in own:
            zone = "none" if not held else "pre" if number < held[0] else "post" if number > held[-1] else "at"
            yield whole, _within(zone, kinds[number], min(6, number - start), min(6, end - number))
        start = end + 1


def _holds(kinds: Kinds) -> str:
    """Return what a sentence holds: quotes or italics (C), an address (u), a date (d)."""
    return "C" * ("C" in kinds) + "u" * ("url" in kinds) + "d" * ("date" in kinds or "dated" in kinds)


def _verbs(shapes: Sequence[str], pieces: Sequence[Piece]) -> int:
    """Return how many words in lower case stand outside of quotes and italics, in twos, up to five."""
    return min(5, sum(shapes[each.start : each.end].count("x") for each in pieces if not each.closed) // 2)


@_kept
def _sentence(holds: str, verbs: int, count: int) -> Features:
    return (f"holds={holds}", f"verbs={verbs}", f"holds={holds}|verbs={verbs}", f"sent={count}")


@_kept
def _within(zone: str, kind: str, since: int, until: int) -> Features:
    """Return where in its sentence a piece stands: before, between or behind what is closed, and how far in."""
    return (f"zone={zone}", f"zone={zone}|k={kind}", f"since={since}", f"since={since}|k={kind}", f"until={until}")


def _ends(tokens: Sequence[Token], pieces: Sequence[Piece], kinds: Sequence[str], number: int) -> bool:
    if kinds[number] == ";":
        return True
    if kinds[number] not in (".", "?", "!") or number + 1 == len(pieces):
        return False
    behind = tokens[pieces[number + 1].start]
    return behind.start > tokens[pieces[number].end - 1].end and not behind.text[0].islower()

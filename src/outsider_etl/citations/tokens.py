"""The tokens of a note: words, numbers, marks and addresses, with what encloses them: quotes, brackets, italics."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

# Hosts are told from abbreviations by their ends: these, or a path behind.
_DOMAINS = (
    "com|org|net|int|edu|gov|mil|info|eu|uk|us|ca|au|nz|ie|in|za|de|at|ch|fr|be|nl|lu|it|es|pt|gr|pl|cz|sk|hu|ro|bg|hr|si|"
    "se|no|dk|fi|is|ee|lv|lt|ru|ua|by|kz|ge|am|az|tr|il|ir|ae|sa|eg|ma|tn|ng|ke|et|gh|cn|jp|kr|tw|hk|sg|my|th|vn|id|ph|pk|"
    "bd|lk|br|ar|cl|co|mx|pe|io|ai|tv|me|news|online|gouv"
)
_WORD = r"[^\W_]+(?:['’ʼ‑-][^\W_]+)*"
_TOKEN = re.compile(
    rf"""
    (?P<url>(?:(?:https?|ftp)://|www\d?\.)[^\s<>«»“”"]+
        | (?<![\w@./])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})/[^\s<>«»“”"]*
        | (?<![\w@./])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})(?![\w.-]{{0,64}}\w)
        | (?<![\w./])10\.\d{{4,9}}/[^\s<>“”"]+
    )
    | (?P<initials>(?:[^\W\d_]\.-?(?![^\W\d_]{{2}})){{2,}} | (?<![\w.])[^\W\d_]\.)
    | (?P<number>\d+(?:[.,]\d+){{0,16}}(?:[-–—‑]\d+(?:[.,]\d+){{0,16}}){{0,16}}(?![^\W_]|[-–/.]?\w))
    | (?P<locator>(?-i:pp?)(?=\d) | [^\W\d_]{{2,32}}(?=\.\d))
    | (?P<code>[^\W_]+(?:[-–/.][^\W_]+){{1,16}})
    | (?P<word>{_WORD})
    | (?P<mark>[^\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# "Discours d'Emmanuel Macron"
_ELIDED = re.compile(r"(?:[dl]|qu)['’](?=[^\Wa-zß-ÿ])")
_AT_WORD = re.compile(_WORD)
# What closes a sentence or a bracket behind an address is no part of it.
_AFTER_ADDRESS = frozenset(".,;:!?'’*_])}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a note: `note[start:end]`, and the kind of it: url, initials, number, code, word or mark."""

    start: int
    end: int
    text: str
    kind: str


def tokenize(note: str) -> list[Token]:
    """Return the tokens of a note, which hold every character of it that is not white space."""
    return list(_tokens(note))


def _tokens(note: str) -> Iterator[Token]:
    place = 0
    while match := _TOKEN.search(note, place):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind == "url":
            end = start + _address_end(match.group())
        elif kind == "locator":
            kind = "word"
        elif kind == "code" and "/" not in match.group() and not _DIGIT.search(match.group()):
            # "Jean-Luc" is a word, and "B.Lee" an initial and a word.
            word = _AT_WORD.match(note, start, end)
            kind, end = "word", word.end() if word else end
        if elided := _ELIDED.match(note, start, end):
            end = elided.end()
        yield Token(start, end, note[start:end], kind)
        place = end


def _address_end(address: str) -> int:
    """Return where an address ends; "…/Index_(economics)" closes a bracket of its own."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while end and address[end - 1] in _AFTER_ADDRESS:
        if address[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `start` to `end` inside a pair of marks, the marks themselves left out."""

    start: int
    end: int


_PAIRS = {"“": "”", "«": "»", "„": "“”", "»": "«", "‟": "”", "‹": "›", "›": "‹"}
_LONGEST_QUOTE = 200
"""No quote goes on for more tokens than that: the time it takes to pair them grows with the note."""
_DEEPEST = 4
"""Of brackets within brackets, those further in than that tell nothing."""
_BRACKETS = {"(": ")", "[": "]"}
_SINGLE = {"‘": "’'", "'": "'’", "‚": "‘’'"}
# What may stand before a quote that opens, and behind one that closes.
_BEFORE_OPENING = frozenset("([{—–-:;,“„«\"'‘*")
_BEHIND_CLOSING = frozenset('.,;:)]}!?(*[—–<"”’»')


def brackets(tokens: Sequence[Token]) -> list[Stretch]:
    """Return what stands in round and square brackets, the outer before the inner."""
    found, open_ = [], []
    for index, token in enumerate(tokens):
        if token.text in _BRACKETS:
            open_.append((index, _BRACKETS[token.text]))
        elif open_ and token.text == open_[-1][1]:
            start, _ = open_.pop()
            if len(open_) < _DEEPEST:
                found.append(Stretch(start + 1, index))
    return sorted(found, key=lambda each: (each.start, -each.end))


def quotations(tokens: Sequence[Token]) -> list[Stretch]:
    """Return what stands in quotes of any kind, outermost only, in order.

    A quote that is never closed, or closed by a mark of another kind, ends where a translation in brackets begins.
    """
    found = []
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index) if _opens(tokens, index) else None
        if end is None:
            index += 1
            continue
        found.append(Stretch(index + 1, end))
        index = end + 1
    return found


def _opens(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.text in _PAIRS or token.text == "‘":
        return token.text != "»" or _may_open(tokens, index)
    return token.text in ('"', "'", "‚") and _may_open(tokens, index)


def _may_open(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is None:
        return False
    return before is None or before.end < tokens[index].start or before.text in _BEFORE_OPENING


def _closing(tokens: Sequence[Token], index: int) -> int | None:
    """Return where the quote that `index` opens is closed, or None where it is not."""
    opening = tokens[index].text
    closers = _PAIRS.get(opening) or _SINGLE.get(opening) or '"'
    depth = 0
    fallback: int | None = None
    for place in range(index + 1, min(len(tokens), index + _LONGEST_QUOTE)):
        token = tokens[place]
        if token.text in closers and _closes(tokens, place, opening):
            if depth == 0:
                return place
            depth -= 1
        elif token.text == opening and opening in _PAIRS:
            depth += 1
        elif token.text == "[" and fallback is None and place > index + 1 and tokens[place - 1].text in "”’'\"»“":
            fallback = place - 1
        elif token.text == ";" and fallback is not None:
            break
    return fallback


def _closes(tokens: Sequence[Token], place: int, opening: str) -> bool:
    if opening not in ("'", "‘", "‚", '"'):
        return True
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place - 1].end < tokens[place].start:
        return False
    return behind is None or behind.start > tokens[place].end or behind.text[0] in _BEHIND_CLOSING


def stretches(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Return which tokens stand in the spans of a note, where any does."""
    found = []
    for start, end in spans:
        first = bisect_left(tokens, start, key=attrgetter("start"))
        behind = bisect_right(tokens, end, key=attrgetter("end"))
        if first < behind:
            found.append(Stretch(first, behind))
    return found


def inside(size: int, stretches: Sequence[Stretch]) -> list[bool]:
    """Return for each of `size` tokens whether a stretch holds it."""
    held = [False] * size
    for stretch in stretches:
        held[stretch.start : stretch.end] = [True] * (min(stretch.end, size) - stretch.start)
    return held

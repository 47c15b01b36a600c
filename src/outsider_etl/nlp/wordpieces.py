"""A text as an encoder takes it: word pieces with the shape of their word, in windows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from tokenizers import BertWordPieceTokenizer

from outsider_etl.model_files import read_model_file

VOCABULARY = "vocabulary.txt"
MOST_PIECES = 200
"""Pieces that the encoder sees at once, at most, beside the one that opens and the one that closes them."""
OPENS, CLOSES, EDGE = 101, 102, 0
"""The pieces that open and close a window, and their shape."""
SHAPES = 8
_LOWER, _TITLE, _UPPER, _MIXED, _DIGITS, _SIGNS, _LETTER = range(1, SHAPES)
_CELLS = " | "
_SENTENCE_ENDS = frozenset(".!?;")
# A window is cut shorter than it could be by so many words at most, to end with a sentence.
_MOST_SPARED = 60
# The shapes of shorter words are kept: they come again.
_LONGEST_KEPT = 40


class Pieces(NamedTuple):
    """A text or a window of it in pieces, and the words that they make up, by columns.

    `ids` has the number of each piece in the vocabulary, `shapes` the shape of its word. `starts` and `ends` say where
    in the text each word stands (code points, end-exclusive), and `firsts` which piece is its first.
    """

    ids: list[int]
    shapes: list[int]
    starts: list[int]
    ends: list[int]
    firsts: list[int]

    def stops(self) -> list[int]:
        """Return for each word which piece is the first behind it."""
        return [*self.firsts, len(self.ids)][1:]


def tokenizer() -> BertWordPieceTokenizer:
    """Return the tokenizer of the encoder: BERT's, in lower case and without accents; ModelError for another file."""
    read_model_file(f"nlp/{VOCABULARY}")
    with resources.as_file(resources.files(__package__) / VOCABULARY) as path:
        return BertWordPieceTokenizer(str(path), lowercase=True)


def cut(text: str, pieces: BertWordPieceTokenizer) -> Pieces:
    """Return `text` in the pieces of its words; what has no pieces, such as white space, is in no word."""
    encoding = pieces.encode(text, add_special_tokens=False)
    ids, offsets, numbers = encoding.ids, encoding.offsets, encoding.word_ids  # made anew at each look
    firsts = [place for place, (last, number) in enumerate(pairwise([None, *numbers])) if number != last]
    stops = [*firsts, len(ids)][1:]
    starts = [offsets[first][0] for first in firsts]
    ends = [offsets[stop - 1][1] for stop in stops]
    shapes: list[int] = []
    for start, end, first, stop in zip(starts, ends, firsts, stops, strict=True):
        shapes += [shape(text[start:end])] * (stop - first)
    return Pieces(ids, shapes, starts, ends, firsts)


def of_words(pieces: Pieces, numbers: Sequence[int]) -> Pieces:
    """Return the pieces of some of the words, by their numbers, in order."""
    if len(numbers) == len(pieces.firsts):
        return pieces
    stops = pieces.stops()
    ids: list[int] = []
    shapes: list[int] = []
    firsts: list[int] = []
    for number in numbers:
        own = slice(pieces.firsts[number], stops[number])
        firsts.append(len(ids))
        ids += pieces.ids[own]
        shapes += pieces.shapes[own]
    starts, ends = ([column[number] for number in numbers] for column in (pieces.starts, pieces.ends))
    return Pieces(ids, shapes, starts, ends, firsts)


def windows(text: str, pieces: Pieces) -> Iterator[Pieces]:
    """Yield `pieces` in windows of MOST_PIECES at most, cut behind the last sentence that fits, else between words.

    The rows of a table, lines of cells parted by " | ", have windows of their own.
    Of a word that has more pieces than a window holds, the further ones are left out.
    """
    ids, shapes, starts, ends, firsts = pieces
    rows = _rows(text, starts)
    stops = pieces.stops()
    first = 0
    while first < len(firsts):
        begin = firsts[first]
        last = max(first + 1, bisect_right(stops, begin + MOST_PIECES))
        row = bisect_right(rows, first)
        if row < len(rows) and rows[row] <= last:
            last = rows[row]
        elif last < len(firsts):
            last = _behind_sentence(text, pieces, first, last)
        stop = min(stops[last - 1], begin + MOST_PIECES)
        here = slice(first, last)
        places = [place - begin for place in firsts[here]]
        yield Pieces(ids[begin:stop], shapes[begin:stop], starts[here], ends[here], places)
        first = last


def _rows(text: str, starts: Sequence[int]) -> list[int]:
    """Return which words begin a line of cells or stand behind one, in order."""
    begins, place = set(), 0
    for line in text.split("\n") if _CELLS in text else ():
        if _CELLS in line:
            begins |= {place, place + len(line) + 1}
        place += len(line) + 1
    return sorted({bisect_left(starts, begin) for begin in begins})


def _behind_sentence(text: str, pieces: Pieces, first: int, last: int) -> int:
    for place in range(last, max(first + 1, last - _MOST_SPARED), -1):
        if text[pieces.starts[place - 1] : pieces.ends[place - 1]] in _SENTENCE_ENDS:
            return place
    return last


def shape(word: str) -> int:
    """Return the number of the shape of a word: its case, or that it has digits or no letters."""
    return _shape(word) if len(word) <= _LONGEST_KEPT else _shape.__wrapped__(word)


@lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if not word.isalpha():
        if any(map(str.isdigit, word)):
            return _DIGITS
        if not any(map(str.isalpha, word)):
            return _SIGNS
    if word.islower():
        return _LOWER
    if word.isupper():
        return _LETTER if len(word) == 1 else _UPPER
    return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED

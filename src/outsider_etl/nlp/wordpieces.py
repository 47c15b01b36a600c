"""A text as an encoder takes it: word pieces with the shape of their word, in windows."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from operator import itemgetter
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


class Word(NamedTuple):
    """A word: where it starts and ends in the text (code points, end-exclusive), and the place of its first piece."""

    start: int
    end: int
    piece: int


class Pieces(NamedTuple):
    """A text or a window of it: the number of each piece in the vocabulary, the shape of its word, and the words."""

    ids: list[int]
    shapes: list[int]
    words: list[Word]


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
    words: list[Word] = []
    shapes: list[int] = []
    for first, stop in pairwise([*firsts, len(ids)]):
        start, end = offsets[first][0], offsets[stop - 1][1]
        words.append(Word(start, end, first))
        shapes += [shape(text[start:end])] * (stop - first)
    return Pieces(ids, shapes, words)


def of_words(pieces: Pieces, numbers: Sequence[int]) -> Pieces:
    """Return the pieces of some of the words, by their numbers, in order."""
    if len(numbers) == len(pieces.words):
        return pieces
    stops = [*(word.piece for word in pieces.words[1:]), len(pieces.ids)]
    ids: list[int] = []
    shapes: list[int] = []
    words: list[Word] = []
    for number in numbers:
        start, end, piece = pieces.words[number]
        words.append(Word(start, end, len(ids)))
        ids += pieces.ids[piece : stops[number]]
        shapes += pieces.shapes[piece : stops[number]]
    return Pieces(ids, shapes, words)


def windows(text: str, pieces: Pieces) -> Iterator[Pieces]:
    """Yield `pieces` in windows of MOST_PIECES at most, cut behind the last sentence that fits, else between words.

    The rows of a table, lines of cells parted by " | ", have windows of their own.
    Of a word that has more pieces than a window holds, the further ones are left out.
    """
    ids, shapes, words = pieces
    rows = _rows(text, words)
    stops = [*(word.piece for word in words[1:]), len(ids)]
    first = 0
    while first < len(words):
        begin = words[first].piece
        last = max(first + 1, bisect_right(stops, begin + MOST_PIECES))
        row = bisect_right(rows, first)
        if row < len(rows) and rows[row] <= last:
            last = rows[row]
        elif last < len(words):
            last = _behind_sentence(text, words, first, last)
        stop = min(stops[last - 1], begin + MOST_PIECES)
        here = [Word(start, end, piece - begin) for start, end, piece in words[first:last]]
        yield Pieces(ids[begin:stop], shapes[begin:stop], here)
        first = last


def _rows(text: str, words: Sequence[Word]) -> list[int]:
    """Return which words begin a line of cells or stand behind one, in order."""
    begins, place = set(), 0
    for line in text.split("\n") if _CELLS in text else ():
        if _CELLS in line:
            begins |= {place, place + len(line) + 1}
        place += len(line) + 1
    return sorted({bisect_left(words, begin, key=itemgetter(0)) for begin in begins})


def _behind_sentence(text: str, words: Sequence[Word], first: int, last: int) -> int:
    for place in range(last, max(first + 1, last - _MOST_SPARED), -1):
        if text[words[place - 1].start : words[place - 1].end] in _SENTENCE_ENDS:
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

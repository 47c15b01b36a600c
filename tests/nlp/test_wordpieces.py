import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.wordpieces import MOST_PIECES, cut, shape, tokenizer, windows

PIECES = tokenizer()


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("bank", "über", "ß"), True),
        (("Bank", "Über"), True),
        (("BANK", "NATO"), True),
        (("eBay", "McKinsey", "DoD"), True),
        (("2019", "3M", "5G"), True),
        (("—", "(", "“"), True),
        (("bank", "Bank", "BANK", "eBay", "3M", "(", "U"), False),
    ],
)
def test_shapes_tell_the_case_of_words(words: tuple[str, ...], same: bool) -> None:
    assert len({shape(word) for word in words}) == (1 if same else len(words))


def test_words_are_cut_into_pieces_at_their_places() -> None:
    text = "The École’s Rosatom-owned unit"
    pieces = cut(text, PIECES)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == "The École ’ s Rosatom - owned unit".split()
    assert len(pieces.ids) == len(pieces.shapes) > len(pieces.firsts)


@given(st.text(st.sampled_from("ab Z.É’中\u00ad\n1-"), max_size=300))
def test_windows_hold_every_word_once_and_in_order(text: str) -> None:
    whole = cut(text, PIECES)
    parts = list(windows(text, whole))
    assert [start for part in parts for start in part.starts] == whole.starts
    assert [end for part in parts for end in part.ends] == whole.ends
    assert [piece for part in parts for piece in part.ids] == whole.ids
    for part in parts:
        assert all(0 <= first < len(part.ids) for first in part.firsts)


def test_windows_are_cut_behind_a_sentence() -> None:
    text = "One and two are three. " * 60
    parts = list(windows(text, cut(text, PIECES)))
    assert len(parts) > 1
    assert all(len(part.ids) <= MOST_PIECES for part in parts)
    assert all(text[part.starts[-1]] == "." for part in parts)


def test_windows_cut_what_has_no_sentences_between_words() -> None:
    parts = list(windows("word " * 1000, cut("word " * 1000, PIECES)))
    assert [len(part.firsts) for part in parts] == [MOST_PIECES] * 5
    (part,) = windows("x" * 90, cut("x" * 90, PIECES))
    assert len(part.ids) <= MOST_PIECES


def test_windows_of_a_table_are_its_rows() -> None:
    text = "Funder | Amount\nAcme Bank | 5\nHarbour Board | 6"
    rows = [text[part.starts[0] : part.ends[-1]] for part in windows(text, cut(text, PIECES))]
    assert rows == text.split("\n")
    prose = text + "\nNothing but\nprose here"
    assert len(list(windows(prose, cut(prose, PIECES)))) == 4


def test_cutting_takes_a_time_that_grows_with_the_length() -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        cut("中文，" * size, PIECES)
        return time.process_time() - started

    assert min(seconds(16_000) for _ in range(2)) < 12 * max(0.05, seconds(4_000))

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.citations.tokens import brackets, quotations, tokenize


def texts(note: str) -> list[str]:
    return [token.text for token in tokenize(note)]


@pytest.mark.parametrize(
    "note",
    [
        "See | J. | G. | Ganascia | , | Le | Mythe | ( | Paris | : | Plon | , | 2017 | ) | .",
        "E.M. | Geist | , | pp | . | 318-321 | ; | 36 | ( | 2 | ) | : | 12–34 | .",
        "GAO-22-105507 | , | ISBA/31/LTC/2 | , | 19/1234 | , | 30 | U.S.C. | § | 1401 | ( | a | )",
        "available | at | : | < | https://iz.ru | > | . | Also | www.ifri.org | .",
        "doi | : | 10.1000/xyz.123 | . | ( | https://x.org/A_(b) | ) | , | opensource.org/faq | ;",
        "Discours | d' | Emmanuel | Macron | à | l’ | Élysée",
        "vol | . | 82 | , | No | . | 4 | , | p | 34 | ; | pp | . | 12-23 | ; | P5 | , | v2.1",
        "“ | l’got | ” | , | Jean-Luc | O'Brien | , | 4.5.2016",
    ],
)
def test_tokens_are_words_numbers_marks_and_addresses(note: str) -> None:
    assert texts(note.replace("' | ", "'").replace("l’ | ", "l’").replace(" | ", " ")) == note.split(" | ")


def test_tokens_keep_apart_what_touches() -> None:
    assert texts("(Paris:Plon,2017).") == ["(", "Paris", ":", "Plon", ",", "2017", ")", "."]
    assert texts("https://ng.ru/a-b.html.") == ["https://ng.ru/a-b.html", "."]


@given(st.text(max_size=200))
def test_tokens_hold_every_character_but_white_space_once(note: str) -> None:
    tokens = tokenize(note)
    assert "".join(token.text for token in tokens) == "".join(note.split())
    assert all(note[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    ("note", "quoted"),
    [
        ("“The Tech “Solutions” Take Over”, *x*", ["The Tech “Solutions” Take Over"]),
        ('"One", then "Two".', ["One", "Two"]),
        ("« Le Web réinvente-t-il ? », then „Wie „gut“ ist“", ["Le Web réinvente-t-il ?", "Wie „gut“ ist"]),
        ("Vgl. »Neue Wege«, und ‘it’s late’, p. 3", ["Neue Wege", "it’s late"]),
        ("‘Rossijskaia shkola l’got’ [The school]", ["Rossijskaia shkola l’got"]),
        ("“Robototekhnika est’, a zakon—poka net’ [Robotics]", ["Robototekhnika est’, a zakon—poka net"]),
        ("the author's own, and O'Brien's", []),
        ("Kommersant’ FM, 3 June", []),
        ("“never closed", []),
    ],
)
def test_quotations_are_told_from_apostrophes_and_pair_up(note: str, quoted: list[str]) -> None:
    tokens = tokenize(note)
    found = [note[tokens[each.start].start : tokens[each.end - 1].end] for each in quotations(tokens)]
    assert found == quoted


def test_brackets_are_found_outer_first() -> None:
    tokens = tokenize("(a [b (c)] d) e)")
    assert [[token.text for token in tokens[each.start : each.end]] for each in brackets(tokens)] == [
        ["a", "[", "b", "(", "c", ")", "]", "d"],
        ["b", "(", "c", ")"],
        ["c"],
    ]


@given(st.text(alphabet="\"“”«»„‘’'([ )]ab;.", max_size=60))
def test_quotations_are_in_order_and_apart(note: str) -> None:
    tokens = tokenize(note)
    found = quotations(tokens)
    assert all(0 < each.start <= each.end < len(tokens) + 1 for each in found)
    assert all(one.end < other.start for one, other in pairwise(found))


@pytest.mark.parametrize("piece", ["1.", "1-", "1,2-", "a.", "/1"])
def test_tokens_take_a_time_that_grows_with_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        tokenize(piece * (length // len(piece)) + "1x")
        return time.process_time() - started

    assert min(seconds(40_000) for _ in range(2)) < 12 * max(0.02, seconds(10_000))

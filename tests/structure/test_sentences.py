import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.structure.sentences import Sentences, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rose in 2019.", "In that year it fell.", "Why?"],
        ["See J. G. Ganascia, Le Mythe, Paris, 2017, p. 95; F. Morgan et al., Report No. 34, vol. 2, pp. 3-4."],
        ["The U.S. Department of Defense paid.", "The U.S. The plan failed."][:1],
        ["Sales went to the U.S.", "The plan failed."],
        ["“We will act.”", "He left."],
        ["Costs (rent, heat, etc.) rose by 3.5 percent to $1.2 billion.", "Then they fell."],
        ["Dr. Smith and Sen. Jones met on Jan. 4, 2019, at St. Gallen."],
        ["Es kostete 1.250 Mio. Euro, vgl. Nr. 3 und Bd. II.", "Dann fiel es."],
        ["Am 27. Februar 2022 kam die Wende.", "Der 3. Mai war frei."],
        ["Am 3. August 2019 kam sie."],
        ["It rose by 27.", "Then it fell in 2019.", "March was worse."],
        ["The contract went to ABB.", "It fell to rank 12.", "March was worse.", "He scored 15.", "Jan Egeland left."],
        [
            "Der 19. Deutsche Bundestag dankt der 2. Kammer, vgl. BT-Drs. 19/123 und BR-Drs. 20/4.",
            "Im 20. Jahrhundert.",
        ],
        ["Es lag am 12.", "Danach fiel es auf 5 Mio. Euro.", "Er wurde 20.", "Sie nicht."],
        ["C'est l'un des 27.", "La France aussi.", "I am 12.", "Then she left."],
        ["I am 35.", "John is 40 years old."],
        ["It grew.¹²", "It shrank."],
        ["One thing... and another.", "Done!"],
    ],
)
def test_sentences_are_split_at_their_ends_only(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet="Ab .!?\n”1)", max_size=60))
def test_sentences_hold_every_character_that_is_no_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("a" + "." * 60_000 + "b", 7), ("." + ")" * 60_000 + "b", 7), ("\n" + " " * 60_000 + "b", 1)],
)
def test_sentences_reads_hostile_text_in_linear_time(text: str, sentences: int) -> None:
    started = time.process_time()
    assert len(split_sentences(text)) == sentences
    assert time.process_time() - started < 2


@pytest.mark.parametrize("word", ["1,", "word ", "a" * 9_999 + " "])
def test_what_has_no_full_stop_is_cut_between_words(word: str) -> None:
    text = word * (35_000 // len(word))
    spans = split_sentences(text)
    assert all(0 < end - start <= 10_000 for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert all(text[start - 1].isspace() for start, _ in spans[1:] if " " in text)


def test_sentences_are_found_around_and_before_a_place() -> None:
    sentences = Sentences("One two.  Three. Four")
    assert sentences.around(4, 7) == "One two."
    assert sentences.around(4, 12) == "One two.  Three."
    assert sentences.around(8, 10) is None
    assert sentences.before(0) == sentences.before(8) == "One two."
    assert sentences.before(21) == "Four"
    assert Sentences("  ").before(1) == ""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.organisations.asking import asked
from outsider_etl.nlp.wordpieces import cut, of_words, tokenizer
from tests.nlp.inline import lines

PIECES = tokenizer()


def said(text: str) -> tuple[str, str]:
    """Return the words that the tagger is shown, and those that it is asked about."""
    pieces = cut(text, PIECES)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    shown, wanted = [], []
    for sentence, numbers in asked(text, pieces):
        shown += [words[number] for number in sentence]
        wanted += [words[number] for number in numbers]
    return " ".join(shown), " ".join(wanted)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        line.split(" | ")
        for line in lines("""
It rained all day. The roads were closed. | -
It rained. The roads were closed. Then Acme paid. | The roads were closed . Then Acme paid .
Acme paid. It rained. | Acme paid .
They bought 300 lorries of the U.S. army. | They bought 300 lorries of the U . S . army .
See the maps, p. 4. | -
they say that 中国银行 paid. | they say that 中 国 银 行 paid .
he thought that g20 was the g8. | -
He thought that G20 was it. | He thought that G20 was it .
""")
    ],
)
def test_sentences_without_a_name_are_not_looked_at_but_for_the_one_before(text: str, shown: str) -> None:
    seen, _ = said(text)
    assert seen == shown.removeprefix("-")


def test_words_far_from_any_name_are_not_asked_about() -> None:
    text = (
        "they said at some length that the fleet of Hapag had left the harbour by noon that day before the storm came"
    )
    _, wanted = said(text)
    assert wanted == "the fleet of Hapag had left the harbour by noon that day before the"


def test_a_long_name_is_asked_about_to_its_end() -> None:
    name = "Institut national de la statistique et des études économiques"
    _, wanted = said(f"see {name} for the most recent series of all")
    assert name in wanted


@pytest.mark.parametrize("text", ["Next paid.", "จ่ายเงิน ธนาคาร", "बैंक", "مصرف مصر"])
def test_what_may_be_a_name_is_asked_about_in_any_script(text: str) -> None:
    assert said(text)[1]


@given(st.text(st.sampled_from("ab Z.É’中\u00ad\n1-"), max_size=300))
def test_sentences_are_in_order_and_every_word_not_in_lower_case_is_asked_about(text: str) -> None:
    pieces = cut(text, PIECES)
    found = list(asked(text, pieces))
    shown = [number for sentence, _ in found for number in sentence]
    wanted = [number for _, numbers in found for number in numbers]
    assert shown == sorted(set(shown))
    assert wanted == sorted(set(wanted))
    assert set(wanted) <= set(shown)
    words = zip(pieces.starts, pieces.ends, strict=True)
    capitals = {number for number, (start, end) in enumerate(words) if {*text[start:end]} & {"Z", "É", "中"}}
    assert capitals <= set(wanted)


@given(st.text(st.sampled_from("abZ. ’中"), max_size=200), st.sets(st.integers(0, 200)))
def test_some_words_have_the_pieces_that_they_have_among_all(text: str, chosen: set[int]) -> None:
    whole = cut(text, PIECES)
    numbers = sorted(number for number in chosen if number < len(whole.firsts))
    part = of_words(whole, numbers)
    stops = whole.stops()
    assert part.starts == [whole.starts[number] for number in numbers]
    assert part.ends == [whole.ends[number] for number in numbers]
    assert part.ids == [piece for number in numbers for piece in whole.ids[whole.firsts[number] : stops[number]]]
    assert len(part.shapes) == len(part.ids)

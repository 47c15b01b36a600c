import random

import pytest

from training.notes import HELD, Note, parse_note, read_notes
from training.variations import joined, plain, pools, requote, vary

NOTES = [note for document in read_notes([HELD / "eu.txt"]) for note in document]


def fields(note: Note) -> list[tuple[str, str]]:
    return [
        (own.tag, note.text[own.start : own.end]) for cited in note.citations for own in cited.fields if own.tag != "f"
    ]


def test_a_note_is_read_without_its_tags_and_italics() -> None:
    note = NOTES[0]
    assert "<" not in note.text.replace("<http", "")
    assert all(note.text[start:end].strip("*") == note.text[start:end] for start, end in note.emphasis)
    assert all(cited.start <= own.start < own.end <= cited.end for cited in note.citations for own in cited.fields)


@pytest.mark.parametrize("seed", range(20))
def test_variations_exchange_fields_and_keep_the_marks_true(seed: int) -> None:
    rng = random.Random(seed)
    known = pools(NOTES)
    texts = {text for group in known.values() for text in group}
    for note in NOTES:
        varied = vary(note, known, rng)
        assert [tag for tag, _ in fields(varied)] == [tag for tag, _ in fields(note)]
        assert {text for _, text in fields(varied)} <= texts
        assert len(varied.emphasis) == len(note.emphasis)


@pytest.mark.parametrize(
    "marked", ["<c t=book>Foo", "Foo</c>", "<c t=book>Foo <q>bar</q></c>", "<c t=book><ti>x</c></ti>"]
)
def test_a_wrong_tag_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match=r"tag|closes"):
        parse_note("document", "1", marked)


def test_other_quotes_leave_what_is_quoted() -> None:
    rng = random.Random(1)
    for note in NOTES:
        quoted = requote(note, rng)
        assert len(quoted.text) == len(note.text)
        assert [text for tag, text in fields(quoted) if tag == "a"] == [
            text for tag, text in fields(note) if tag == "a"
        ]
        assert plain(quoted).emphasis == ()


def test_two_notes_become_one_with_the_citations_of_both() -> None:
    rng = random.Random(2)
    for one, other in zip(NOTES, reversed(NOTES), strict=True):
        assert fields(joined(one, other, rng)) == [*fields(one), *fields(other)]

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.text import Edit, Text

SOURCE = st.text(alphabet="ab c\n*¹é😀-", max_size=30)


def flat(text: Text) -> list[tuple[str, int, int]]:
    """Every character with its source range, looked up one by one."""
    return [(text.value[i], *text.origin(i, i + 1)) for i in range(len(text))]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Text]:
    """A source and a text made of it by a chain of deletions, slices and joins, in order, that changes no character."""
    source = draw(SOURCE)
    text = Text.of(source)
    for _ in range(draw(st.integers(0, 5))):
        a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        step = draw(st.sampled_from(["delete", "slice", "rejoin", "strip"]))
        if step == "delete":
            text = text.delete(a, b)
        elif step == "slice":
            text = text[a:b]
        elif step == "rejoin":
            text = text[:a] + text[b:]
        else:
            text = text.strip()
    return source, text


@given(edited())
def test_text_every_character_maps_back_to_itself(made: tuple[str, Text]) -> None:
    source, text = made
    assert all(source[start:end] == char for char, start, end in flat(text))


@given(edited(), st.data())
def test_text_a_span_maps_back_to_a_range_that_begins_and_ends_as_it_does(
    made: tuple[str, Text], data: st.DataObject
) -> None:
    source, text = made
    if len(text) == 0:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source_start, source_end = text.origin(start, end)
    assert source[source_start] == text.value[start]
    assert source[source_end - 1] == text.value[end - 1]
    assert text.locate(source_start, source_end) == (start, end)


@st.composite
def replaced(draw: st.DrawFn) -> tuple[Text, Text, list[Edit]]:
    before = Text.of(draw(SOURCE), draw(st.integers(0, 9)))
    cuts = sorted(draw(st.lists(st.integers(0, len(before)), max_size=6)))
    edits = [Edit(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return before, before.edit(edits), edits


@given(replaced())
def test_text_edit_changes_the_string_as_slicing_would(made: tuple[Text, Text, list[Edit]]) -> None:
    before, after, edits = made
    expected = before.value
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    assert after.value == expected
    assert sum(run.length for run in after.runs) == len(expected)


@given(replaced())
def test_text_what_an_edit_puts_in_stands_for_what_it_replaced(made: tuple[Text, Text, list[Edit]]) -> None:
    before, after, edits = made
    shift = 0
    for start, end, new in edits:
        if new and end > start:
            assert after.origin(start + shift, start + shift + len(new)) == before.origin(start, end)
        shift += len(new) - (end - start)


@given(replaced())
def test_text_origins_never_go_backwards(made: tuple[Text, Text, list[Edit]]) -> None:
    _, after, _ = made
    starts = [start for _, start, _ in flat(after)]
    assert starts == sorted(starts)


def test_text_join_separator_stands_for_what_lies_between() -> None:
    source = "inno-\n\nvation policy"
    joined = Text.join([Text.of(source)[:4], Text.of(source)[7:13], Text.of(source)[14:]], " ")
    assert joined.value == "inno vation policy"
    assert joined.origin(4, 5) == (4, 7)
    assert joined.origin(0, 11) == (0, 13)


def test_text_locate_finds_nothing_where_all_was_taken_out() -> None:
    text = Text.of("growth¹ in 2019").delete(6, 7)
    assert text.locate(6, 7) is None
    assert text.locate(5, 8) == (5, 7)


def test_text_sub_replaces_every_match() -> None:
    text = Text.of(r"\$3 to \$5").sub(re.compile(r"\\(?=\$)"), "")
    assert text.value == "$3 to $5"
    assert text.origin(6, 8) == (8, 10)


@pytest.mark.parametrize("edits", [[Edit(2, 1)], [Edit(0, 3), Edit(2, 4)], [Edit(0, 99)]])
def test_text_refuses_edits_that_overlap_or_lie_outside(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        Text.of("abcdef").edit(edits)


def test_text_origin_of_an_empty_span_is_an_error() -> None:
    with pytest.raises(ValueError, match="is no span"):
        Text.of("abc").origin(1, 1)


@given(replaced(), st.integers(0, 45))
def test_text_offset_of_counts_what_came_from_before(made: tuple[Text, Text, list[Edit]], position: int) -> None:
    _, after, edits = made
    if any(len(new) != end - start for start, end, new in edits):
        return
    assert after.offset_of(position) == sum(start < position for _, start, _ in flat(after))


@given(replaced(), st.integers(0, 45), st.integers(1, 9))
def test_text_locate_spans_all_that_came_from_a_range(
    made: tuple[Text, Text, list[Edit]], source_start: int, length: int
) -> None:
    _, after, _ = made
    inside = [i for i, (_, a, b) in enumerate(flat(after)) if a < source_start + length and source_start < b]
    assert after.locate(source_start, source_start + length) == ((inside[0], inside[-1] + 1) if inside else None)


def test_locating_takes_no_longer_in_a_longer_range():
    text = Text.join([Text.of("ab", 3 * place) for place in range(20_000)])
    begin = time.process_time()
    assert all(text.locate(3 * place, 60_000 - 3 * place) == (2 * place, 40_000 - 2 * place) for place in range(9_000))
    assert time.process_time() - begin < 2

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from outsider_etl.explorer.marking import Mark, Marker, attributes, marked, visible

LETTERS = st.text(st.sampled_from("ab <>&\"'é\u202e\u0000"), max_size=20)


def mark(start: int, end: int, name: str) -> Mark:
    return Mark(start, end, "mark", name, attributes(class_="org"))


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def test_marks_stand_within_each_other_and_are_escaped():
    html = marked("A & B paid", [mark(0, 10, "c"), mark(0, 5, "m")], [Marker(5, Markup("<sup>1</sup>"))])
    assert html == ('<mark id="c" class="org"><mark id="m" class="org">A &amp; B</mark><sup>1</sup> paid</mark>')


def test_a_mark_that_crosses_another_is_cut_and_keeps_its_id_once():
    html = marked("abcdef", [mark(0, 4, "one"), mark(2, 6, "two")])
    assert html == (
        '<mark id="one" class="org">ab<mark id="two" class="org">cd</mark></mark><mark class="org">ef</mark>'
    )


@given(LETTERS, st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=6))
def test_every_character_is_shown_once_and_elements_close_in_order(text, places):
    spans = {(start, min(len(text), start + length)) for start, length in places if start < len(text)}
    html = marked(text, [mark(start, end, f"m{start}.{end}") for start, end in sorted(spans)])
    assert plain(html) == visible(text)
    opened = 0
    for closing in re.findall("<(/?)mark", html):
        opened += -1 if closing else 1
        assert opened >= 0
    assert opened == 0
    assert sorted(re.findall('id="([^"]*)"', html)) == sorted(f"m{start}.{end}" for start, end in spans)


def test_characters_that_hide_or_reorder_others_are_told():
    assert visible("a\u202eb\u0000\tc\n") == "a⟦U+202E⟧b⟦U+0000⟧\tc\n"


def test_attributes_are_escaped_and_left_out_where_there_is_no_value():
    assert attributes(title='"><script>', data_amount=None, class_="x") == (
        ' title="&quot;&gt;&lt;script&gt;" class="x"'
    )

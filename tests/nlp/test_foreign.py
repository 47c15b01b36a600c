import time

from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.foreign import foreign_spans, outside

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda span: (span[0], sum(span))))


def test_foreign_titles_end_where_their_translation_begins() -> None:
    text = "S. Ivanova, Porty i dengi [The ports and money]; B. Orlov, Reki [The rivers of it], *More* [The sea of it]."
    found = [text[start:end] for start, end in foreign_spans(text, [(text.index("*"), text.index("*") + 6)])]
    assert found == ["Porty i dengi", "Reki", "*More"]


@given(SPANS, SPANS)
def test_foreign_outside_leaves_the_spans_that_touch_no_region(
    spans: list[tuple[int, int]], regions: list[tuple[int, int]]
) -> None:
    covered = {place for region in regions for place in range(*region)}
    assert list(outside(spans, regions)) == [span for span in spans if covered.isdisjoint(range(*span))]


def test_foreign_reads_many_translations_in_linear_time() -> None:
    text = "Foo bar baz [the translation of it], " * 3_000
    started = time.process_time()
    spans = foreign_spans(text, [])
    list(outside(spans, spans))
    assert time.process_time() - started < 2
    assert len(spans) == 3_000

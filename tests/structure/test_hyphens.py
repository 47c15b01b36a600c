import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.structure.hyphens import join_lines, vocabulary
from outsider_etl.text import Text


def joined(lines, rest=""):
    """Join lines of a document that says `rest` as well."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    texts = [Text.of(line, start) for line, start in zip(lines, starts, strict=False)]
    return join_lines(texts, lambda: vocabulary(f"{text}\n\n{rest}"))


@pytest.mark.parametrize(
    ("lines", "rest", "expected"),
    [
        (["the break-", "waters"], "A breakwater, two breakwaters.", "the breakwaters"),
        (["a well-", "known man"], "He is well-known.", "a well-known man"),
        (["a mem-", "ory of it"], "", "a memory of it"),
        (["some-", "thing"], "some other thing", "something"),
        (["policy-", "making"], "decision-making by makers of policy", "policy-making"),
        (["less-than-", "stellar"], "", "less-than-stellar"),
        (["COVID-", "19"], "", "COVID-19"),
        (["US-", "China talks"], "", "US-China talks"),
        (["in 2014-", "2018"], "", "in 2014-2018"),
        (["in 2014–", "2018"], "", "in 2014–2018"),
        (["short-", "and long-term"], "", "short- and long-term"),
        (["it came—", "late"], "", "it came—late"),
        (["it came", "—late"], "", "it came—late"),
        (["it came –", "late"], "", "it came – late"),
        (["soft\u00ad", "ware"], "", "software"),
        (["a self-re-", "ported figure"], "as reported", "a self-reported figure"),
        (["a well-con\u2010", "nected firm"], "a well-known, long-term one", "a well-connected firm"),
        (["a well\u2010", "known firm"], "a well-known, long-term one", "a well\u2010known firm"),
        (["the decision\u2010", "makers"], "decision-makers, well-known", "the decision\u2010makers"),
        (["the EU-", "wide mem-", "ory of it"], "", "the EU-wide memory of it"),
        (["a mem\u2010", "ory of it"], "see https://x.org/p-q for it", "a memory of it"),
        (["a know-how\u2010", "based firm"], "a well\u2010known one", "a know-how\u2010based firm"),
    ],
)
def test_hyphens_and_dashes_at_line_ends(lines, rest, expected):
    assert joined(lines, rest).value == expected


def test_document_that_breaks_no_words_keeps_its_hyphens():
    lines = ["a wide-", "spread and multi-", "party view of the"] + ["line of words that end"] * 120
    rest = "The wide spread of the party, a multi and so on."
    assert joined(lines, rest).value.startswith("a wide-spread and multi-party view")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["see <https://www.example.", "org/a>"], "see <https://www.example.org/a>"),
        (["see https://example.org/the-", "report.pdf."], "see https://example.org/the-report.pdf."),
        (["see https://example.org/papers/", "2019/report.pdf."], "see https://example.org/papers/2019/report.pdf."),
        (["see https://x.org/aaa/", "bbb/ccc/", "ddd/eee.pdf"], "see https://x.org/aaa/bbb/ccc/ddd/eee.pdf"),
        (["see https://x.org/gov\u2010", "ernment-at-work"], "see https://x.org/government-at-work"),
        (["at https://x.org/p-q, https://x.org/a\u2010", "b/c"], "at https://x.org/p-q, https://x.org/a\u2010b/c"),
        (["see www.example.", "org for it"], "see www.example.org for it"),
        (["see https://example.org/papers/", "for more"], "see https://example.org/papers/ for more"),
        (["see https://example.org.", "The board met"], "see https://example.org. The board met"),
    ],
)
def test_addresses_that_a_line_end_broke_are_whole(lines, expected):
    assert joined(lines).value == expected


@given(st.lists(st.text("ab-–— .C1/\u00ad", max_size=12), max_size=8))
def test_nothing_but_hyphens_at_line_ends_is_lost(lines):
    def bare(text):
        return "".join(char for char in text if char not in "-\u2010\u00ad ")

    assert bare(joined(lines).value) == bare("".join(lines))


@pytest.mark.parametrize("text", ["a mem- \nory of it", "a mem-\n    ory of it", "  a mem-\t\n  ory of it "])
def test_vocabulary_reads_lines_that_are_indented_or_end_with_a_space(text):
    assert vocabulary(text) == vocabulary("a mem-\nory of it")

import gc
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outsider_etl.document import Document, SourceText
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from tests.structure.markdown_setting import as_markdown

REPORT = Path(__file__).parents[3] / "raw" / "the-outsider.txt"


def build(text: str) -> Document:
    return build_document(read_pages(text.encode(), "report.md"))


def blocks(text: str) -> list[tuple[str, str]]:
    """Return kinds and texts of what stands under a heading."""
    return [(p.kind, p.text.value) for p in build(f"# Report\n\n## Aims\n\n{text}").paragraphs[2:]]


def notes(document: Document) -> list[tuple[str | None, str, str | None]]:
    """Return the notes with their labels, and the text before the marker of each."""
    texts = {passage.passage_id: passage.text.value for passage in document.passages()}
    return [
        (n.label, n.passage.text.value, n.marker and texts[n.marker.passage_id][: n.marker.offset])
        for n in document.footnotes
    ]


@pytest.fixture(scope="module")
def report() -> tuple[Document, Document]:
    """The same report as plain text and as Markdown."""
    plain = build_document(read_pages(REPORT.read_bytes(), "report.txt"))
    return plain, build(as_markdown(plain))


def test_a_report_has_the_same_passages_as_in_plain_text(report: tuple[Document, Document]) -> None:
    plain, marked = (
        [(p.passage_id, p.kind, p.section_id, p.text.value, p.emphasis) for p in document.passages()]
        for document in report
    )
    assert marked == plain


def test_a_report_has_the_same_notes_as_in_plain_text(report: tuple[Document, Document]) -> None:
    plain, marked = ([(n.label, n.marker) for n in document.footnotes] for document in report)
    assert len(marked) == 120
    assert marked == plain


def test_a_report_has_the_same_sections_and_metadata_as_in_plain_text(report: tuple[Document, Document]) -> None:
    plain, marked = ([(s.section_id, s.level, s.title) for s in document.sections] for document in report)
    assert marked == plain
    assert report[1].metadata == report[0].metadata


@pytest.mark.parametrize(
    ("markdown", "text", "emphasised"),
    [
        ("It *grew* by __far__ and ***fast***.", "It grew by far and fast.", ["grew", "far", "fast"]),
        ("AT&amp;T paid \\$3 for 2\\*3&nbsp;m.", "AT&T paid $3 for 2*3 m.", []),
        ("one  \ntwo\\\nthree\nfour<br>five", "one two three four five", []),
        ("[the law](http://a.org/b) and <http://c.org>, www.d.org", "the law and http://c.org, www.d.org", []),
        ("`a  b` ``c`d`` ~~gone~~", "a b c`d gone", []),
        ("<span class='x'>said</span> <!-- not this --> so", "said so", []),
        ("10<sup>3</sup> of CO<sub>2</sub>, the 10<sup>th</sup>", "10³ of CO₂, the 10th", []),
        (
            'It fell.<sup class="n"><a href="#a">1</a></sup><sup><b>2</b></sup> CO<SUB id=x>2</SUB>',
            "It fell.¹ ² CO₂",
            [],
        ),
        ("10<sup>3 and in <b>2019</b>, b<sup/> 45 <sup>2</sup>", "103 and in 2019, b 45 ²", []),
        ("<p>10<sup>3 and in <b>2019</b></p>", "103 and in 2019", []),
        ("It fell.[1](#fn1)[2](#fn2)", "It fell.¹ ²", []),
        ("CO~2~ at 3 m^2^, ~5 to ~6 and x^y", "CO₂ at 3 m², ~5 to ~6 and x^y", []),
        ("It fell.^1^ He said “no”^2,3^ (twice ^4^).^[5](#f)^", "It fell.¹ He said “no”²,³ (twice ⁴).⁵", []),
        ("A caret\\^1\\^ and `x^2^`", "A caret^1^ and x^2^", []),
        ("[Ada]{.smallcaps} [x](y){.uri}, `z`{=html} {so}", "Ada x, z {so}", []),
        ("::: {.note}\nMind the gap.\n:::", "Mind the gap.", []),
        ("before ![alt](a.png) after", "before after", []),
        ('[x](y){:target="_blank"} is {: so }', "x is {: so }", []),
        ("A port.\n{: .big #a}", "A port.", []),
        (
            "A port of {{ site.name }}, {50%} or `{% if %}`",
            "A port of {{ site.name }}, {50%} or {% if %}",
            [],
        ),
    ],
)
def test_marks_go_and_the_text_stays(markdown: str, text: str, emphasised: list[str]) -> None:
    passage = build(f"# Report\n\n## Aims\n\n{markdown}\n").paragraphs[-1]
    assert passage.text.value == text
    assert [passage.text.value[start:end] for start, end in passage.emphasis] == emphasised


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("15. Januar 2021", ("paragraph", "15. Januar 2021")),
        ("3. Oktober 1990 und seither", ("paragraph", "3. Oktober 1990 und seither")),
        ("12. April 2021", ("paragraph", "12. April 2021")),
        ("12. May be so", ("list_item", "May be so")),
        ("1. Mai", ("list_item", "Mai")),
        ("32. Mai", ("list_item", "Mai")),
        ("4) Mai", ("list_item", "Mai")),
    ],
)
def test_a_day_is_no_item_of_a_list(markdown: str, expected: tuple[str, str]) -> None:
    assert blocks(f"Es galt.\n\n{markdown}\n\nMehr.\n") == [("paragraph", "Es galt."), expected, ("paragraph", "Mehr.")]


def test_days_that_count_are_items_of_a_list() -> None:
    assert [kind for kind, _ in blocks("2. Mai\n3. Juni\n\nSo.\n\n4. Juli\n")] == [
        *("list_item", "list_item", "paragraph", "list_item")
    ]


def test_an_item_is_what_a_list_item_begins_with() -> None:
    assert blocks("- one\n\n  more\n\n  > quoted\n  - two\n    wrapped\n3. three\n\n   - four\n") == [
        ("list_item", "one"),
        ("paragraph", "more"),
        ("block_quote", "quoted"),
        ("list_item", "two wrapped"),
        ("list_item", "three"),
        ("list_item", "four"),
    ]
    assert blocks("- [x] done\n- [ ] open") == [("list_item", "done"), ("list_item", "open")]


def test_a_quotation_is_one_however_it_is_wrapped() -> None:
    assert blocks("> They paid\n> late and\nnever.\n>\n> > Not so.\n") == [
        ("block_quote", "They paid late and never."),
        ("block_quote", "Not so."),
    ]


def test_a_table_keeps_its_rows_and_cells_apart() -> None:
    assert blocks("Table 1: Sums\n\n| Year | Sum |\n|---|--:|\n| 2019 | *3* bn |\n| 2020 | |\n\n: In dollars\n") == [
        ("caption", "Table 1: Sums"),
        ("table", "Year | Sum\n2019 | 3 bn\n2020 |"),
        ("caption", "In dollars"),
    ]


def test_code_is_kept_as_a_paragraph() -> None:
    assert blocks("    2019  3 bn\n    2020  4 bn\n\n```r\nx <- 1\n```\n") == [
        ("paragraph", "2019 3 bn 2020 4 bn"),
        ("paragraph", "x <- 1"),
    ]


def test_an_image_that_stands_alone_is_captioned_by_its_text() -> None:
    assert blocks('![Ships *built*, 2019](a.png){width="6in"\nheight="3in"}\n\n![](b.png)\n\nText.') == [
        ("caption", "Ships built, 2019"),
        ("paragraph", "Text."),
    ]


def test_lines_that_are_for_programs_say_nothing() -> None:
    assert blocks(
        "* TOC\n{:toc}\n\n[[_TOC_]]\n\n\\newpage\n\n\\vspace{2em}\n\n{12}" + 48 * "-" + "\n\n[Toc] of it"
    ) == [("paragraph", "[Toc] of it")]


@pytest.mark.parametrize(
    "line",
    [
        "The value is\n[TOC]\nin all samples.",
        "Open the folder\n\\Windows\nand look.",
        "It holds carbon.\n{:toc}",
        "Of it {% 5 per cent, 20 %} is paid.",
        '{{< sidenote "The board denied it." >}}',
        "Shares: {%} and {5%}.",
        "{: 5 of them}",
    ],
)
def test_what_the_text_says_is_for_no_program(line: str) -> None:
    assert blocks(line) == [("paragraph", line.replace("\n", " "))]


def test_code_stays_as_it_is() -> None:
    assert blocks("```\n\\newpage\n{: .x}\na^2^ = [[b]]\n```") == [("paragraph", "\\newpage {: .x} a^2^ = [[b]]")]
    assert blocks("<pre>a^2^ = [[b]]</pre>") == [("paragraph", "a^2^ = [[b]]")]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("$3 million[1](http://a.org) in 2019[2], they fell.[3](#x)", "$3 million¹ in 2019², they fell.³"),
        ("of Leeds.[1](#a1)[2](#a2) “So”[3](#a) (twice).[4](#b)", "of Leeds.¹ ² “So”³ (twice).⁴"),
        ("Under Art. 6(1)[2](#h)", None),
        ("ISO 5904[1](#p) of the G[20](http://a.org), page [12](b.html), 1[000](#c), §4.[2](#d)", None),
        ("Pages: [1](#a)[2](#b)[3](#c) and [4](#d),[5](#e), para.[7](#f) of BGH 2019,[12](#g)", None),
        ("in [2019](http://a.org), 2018-[19](#e) and A[2](#f)", None),
        ("$4.[5](http://a.org) billion, 3.[2](#a)%, 10:[30](#b), 201[8](#c), 1,[200](#d), 12.[3](#e).2019", None),
        (
            "Table[1](#a), Fig.[3](#b), Art.[5](#c), p.[45](#d), Goal[13](#e), section[2](#f), Quays,[9](#g)",
            None,
        ),
    ],
)
def test_a_number_that_is_a_link_runs_on_with_no_other(markdown: str, text: str | None) -> None:
    plain = re.sub(r"\[|\](?:\([^)]*\))?", "", markdown)
    assert blocks(f"{markdown}\n\n[2]: http://b.org\n") == [("paragraph", text or plain)]


def test_notes_hold_all_that_stands_in_them() -> None:
    document = build(
        "Ports are dear.[^1] Ships [^b-2]; quays.[^none]\n\n"
        "[^1]: A first *paragraph*.\n\n    - an item\n\n    > quoted\n\n"
        "[^b-2]: See [the law](http://a.org),\nwrapped.[^1]\n[^un]: Nobody asks.\n"
    )
    assert notes(document) == [
        ("1", "A first paragraph. an item quoted", "Ports are dear."),
        ("b-2", "See the law, wrapped.", "Ports are dear. Ships"),
        ("un", "Nobody asks.", None),
    ]
    assert [p.text.value for p in document.paragraphs] == ["Ports are dear. Ships; quays.[^none]"]
    assert [len(n.passage.source_spans) for n in document.footnotes] == [3, 1, 1]


def test_a_note_is_linked_to_the_first_of_its_markers() -> None:
    document = build("One.[^A] Two.[^a]\n\n*Three.*[^a]\n\n[^a]: First.\n\n[^a]: Again.\n")
    assert notes(document) == [("a", "First.", "One."), ("a", "Again.", None)]


@pytest.mark.parametrize("label", ["[^{}]: ", "[^{}] ", "[^{}^]: ", "\\[^{}\\]: "])
def test_labels_may_lack_a_colon_or_have_another_caret(label: str) -> None:
    one, two = label.format(1), label.format(2)
    document = build(
        f"# Report\n\n## Aims\n\nPorts are dear.{one.rstrip(': ')} Quays,{two.rstrip(': ')} too.\n\n"
        f"## Notes\n\n{one}A first.\n\n{two}A second.\n"
    )
    assert notes(document) == [("1", "A first.", "Ports are dear."), ("2", "A second.", "Ports are dear. Quays,")]


def test_a_marker_stands_in_whatever_holds_it() -> None:
    document = build(
        "# Aims[^h]\n\nA sentence. And another.\n\n[^p]*Then* this.\n\n- an item[^i]\n\n> a quote[^q]\n\n"
        "| a[^t] | b |\n|---|---|\n| 1 | 2[^c] |\n\n[^h]: H\n[^p]: P\n[^i]: I\n[^q]: Q\n[^t]: T\n[^c]: C\n"
    )
    assert notes(document) == [
        ("h", "H", "Aims"),
        ("p", "P", ""),
        ("i", "I", "an item"),
        ("q", "Q", "a quote"),
        ("t", "T", "a"),
        ("c", "C", "a | b\n1 | 2"),
    ]


def test_notes_may_be_written_in_the_text() -> None:
    document = build("Ports ^[See *Quays* [p. 3] and [x](http://a.org).], ships^[Ibid.] and x\\^[y], z^[open.\n")
    assert [p.text.value for p in document.paragraphs] == ["Ports, ships and x^[y], z^[open."]
    assert notes(document) == [
        (None, "See Quays [p. 3] and x.", "Ports"),
        (None, "Ibid.", "Ports, ships"),
    ]
    first, _ = document.footnotes
    assert [first.passage.text.value[a:b] for a, b in first.passage.emphasis] == ["Quays"]
    assert len(document.paragraphs[0].source_spans) == 3


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "a b. \n \n\n # > - 1. * ** _ ` [ ] ( ) [^1] [^1]: ^[ | |- &amp; \\ <b> </b> <!-- --> <td> é 😀 { } "
            ".x \t ::: ~ --- title: ! \r\n".split(" ")
        ),
        max_size=60,
    ).map(" ".join)
    | st.lists(st.sampled_from("a\n #>-*_`[]()^1:|&\\<é😀{.}~!\r\t"), max_size=80).map("".join)
)
@example("a^a^")
@example("10^31^ of H~2~O")
def test_every_character_stands_for_its_source(text: str) -> None:
    if not text.strip():
        return
    document = build(text)
    for passage in document.passages():
        assert passage.text.value.strip()
        assert all(start < end for start, end in passage.source_spans)
        spans = passage.source_spans
        for index, char in enumerate(passage.text.value):
            start, end = passage.text.origin(index, index + 1)
            assert 0 <= start <= end <= len(document.source.text)
            origin = document.source.text[start:end]
            # A raised or lowered figure stands for the figure that is written between the marks.
            written = unicodedata.normalize("NFKC", char) if char in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉" else char
            assert written == origin or char in " \n|" or "&" in origin or "`" in origin
            assert any(a <= start and end <= b for a, b in spans) or char in " \n|"
    ids = {passage.passage_id: passage for passage in document.passages()}
    for note in document.footnotes:
        assert note.marker is None or note.marker.offset <= len(ids[note.marker.passage_id].text)


PLAIN = st.text(st.sampled_from("abcé😀 .,;'\"$%0123"), min_size=1).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(st.lists(PLAIN.filter(lambda text: not re.search(r"%%[^%]*[abcé][^%]*%%", text)), min_size=1, max_size=5))
@example(["%%%%"])
def test_no_character_of_plain_words_is_lost(paragraphs: list[str]) -> None:
    words = [" ".join(("x", *paragraph.split())) for paragraph in paragraphs]
    assert [p.text.value for p in build("\n\n".join(words)).paragraphs] == words


@given(st.text(max_size=200))
def test_nothing_raises(text: str) -> None:
    assert build_document(SourceText(text, (), "text/markdown")).source.text == text


@pytest.mark.parametrize(
    "piece", ["[", "*", ">", "^[", "^[a]", "[^1]", "![", "<a '", "# a\n", "- a\n\n", "[a](#b)\n\n", "[a]{.b}", "a^[^["]
)
def test_time_grows_no_faster_than_the_document(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece)) + "\n\n[^1]: A note.\n"
        # A collection takes as long as all that the session has loaded, whatever the document.
        gc.disable()
        begin = time.perf_counter()
        build(text)
        spent = time.perf_counter() - begin
        gc.enable()
        return spent

    # What is loaded at first use is loaded before.
    build("The ministry published its report in May 2019. " * 20)
    assert seconds(32_000) < 10 * seconds(8_000) + 0.2

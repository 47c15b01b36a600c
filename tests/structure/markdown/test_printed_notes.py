"""Markdown as programs make it of PDFs and of pages of the web: notes without Markdown's syntax for them."""

import re

import pytest

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

ABOUT = f"## About the author\n\nAnn Lee leads the work on ports.{30 * ' She has written on them.'}"
FIRST, SECOND = "Minutes of the *harbour* board, 1921.", "Ibid., [item 4](https://harbour.example/4)."


def build(foot: str, marker: str = "<sup>{}</sup>") -> Document:
    one, two = marker.format(1), marker.format(2)
    foot = foot.replace("ONE", one).replace("TWO", two)
    text = (
        f"# The harbour\n\n## Dues\n\nThe board met twice.{one} It heard them\nand *published* nothing.{two}\n\n"
        f"1. Cut the dues.\n2. Raise the levy.\n\n| Port | Dues |\n|---|---|\n| 1 | 2 |\n\n{foot}\n"
    )
    return build_document(read_pages(text.encode(), "report.md"))


def notes(document: Document) -> list[tuple[str | None, str, str]]:
    """Return the notes with their labels, and the five characters before the marker of each."""
    texts = {passage.passage_id: passage.text.value for passage in document.paragraphs}
    return [
        (n.label, n.passage.text.value, texts[n.marker.passage_id][: n.marker.offset][-5:] if n.marker else "")
        for n in document.footnotes
    ]


@pytest.mark.parametrize(
    "marker",
    ["<sup>{}</sup>", "[{}]", "^{}^", "^[{}](#fn)^", "<sup>[{}](#fn)</sup>"],
)
@pytest.mark.parametrize(
    "foot",
    [
        f"## Notes\n\n1. {FIRST}\n2. {SECOND}",
        f"## Notes\n\n1. {FIRST}\n\n2. {SECOND}",
        f"## Notes\n\n1 {FIRST}\n\n2 {SECOND}",
        f"ONE {FIRST}\n\nTWO {SECOND}",
        f"ONE {FIRST}\nTWO {SECOND}",
        f"## Notes\n\n1. {FIRST}\n1. {SECOND}",
        f"## Notes\n\n1. {FIRST} [↩](#one)\n2. {SECOND} [↩](#two)",
        f"## Notes:\n\n1. {FIRST}\n2. {SECOND}",
        f"**Notes:**\n\n1. {FIRST}\n2. {SECOND}",
        f"## Notes and references\n\n1. {FIRST}\n2. {SECOND}",
        f"## Notes\n\n1. {FIRST}\n2. {SECOND}\n\n{ABOUT}",
        f"## Notes\n\n### Dues\n\n1. {FIRST}\n2. {SECOND}\n\n{ABOUT}",
        f"ONE {FIRST}\n\nTWO {SECOND}\n\n{ABOUT}",
    ],
)
def test_printed_notes_are_notes(marker: str, foot: str) -> None:
    document = build(foot, marker)
    assert notes(document) == [
        ("1", "Minutes of the harbour board, 1921.", "wice."),
        ("2", "Ibid., item 4.", "hing."),
    ]
    first = document.footnotes[0].passage
    assert [first.text.value[slice(*span)] for span in first.emphasis] == ["harbour"]
    assert [link.uri for link in document.links] == ["https://harbour.example/4"]
    texts = [passage.text.value for passage in document.paragraphs]
    assert "The board met twice. It heard them and published nothing." in texts
    assert [passage.text.value for passage in document.paragraphs if passage.kind == "list_item"] == [
        "Cut the dues.",
        "Raise the levy.",
    ]


def test_text_of_printed_notes_leads_back_to_the_source() -> None:
    document = build(f"## Notes\n\n1. {FIRST}\n2. {SECOND}")
    for note in document.footnotes:
        text = note.passage.text
        start, end = text.origin(0, len(text))
        source = document.source.text[start:end]
        assert (source[:4], source[-1]) == (text.value[:4], text.value[-1])


def test_all_that_stands_behind_the_label_of_a_note_is_in_it() -> None:
    document = build("## Notes\n\n1. One.<br><br>More.\n\n   Its end.\n2. Two.<br><br>It paid $5 million.\n\n© Press")
    said = [note.passage.text.value for note in document.footnotes]
    assert said == ["One. More. Its end.", "Two. It paid $5 million."]
    assert document.paragraphs[-1].text.value == "© Press"


BODY = "# The harbour\n\n## Dues\n\nIt has 5 m<sup>2</sup> and 4 m<sup>3</sup>, as `a[1]` says.<sup>1</sup>\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}## 1. Intro\n\nHello there.\n\n## 2. Method\n\nText.\n\n## 3. End\n\nText.\n",
        f"{BODY}The steps are:\n\n1. Cut the dues.\n2. Raise the levy.\n3. Sell the quay.\n",
        f"{BODY}What to do\n----\n\n1. Cut the dues.\n2. Raise the levy.\n3. Sell the quay.\n",
        f"{BODY}1. Cut the dues.\n2. Raise the levy.\n3. Sell the quay.\n\n{30 * 'No imprint is so long. '}\n",
    ],
)
def test_lists_and_headings_are_no_printed_notes(text: str) -> None:
    document = build_document(read_pages(text.encode(), "report.md"))
    assert notes(document) == []
    assert "It has 5 m² and 4 m³, as a[1] says.¹" in [passage.text.value for passage in document.paragraphs]


@pytest.mark.parametrize("own", ["See [^1].\n\n[^1]: A note.", "See ^[A note.]"])
def test_numbers_are_no_notes_where_markdown_has_its_own(own: str) -> None:
    text = f"# A\n\nThe board.[1] It met.[2]\n\n{own}\n\n1. So.\n2. And so.\n"
    document = build_document(read_pages(text.encode(), "a.md"))
    assert [note.passage.text.value for note in document.footnotes] == ["A note."]


def read(text: str) -> Document:
    return build_document(read_pages(text.encode(), "report.md"))


@pytest.mark.parametrize(
    "heading",
    [
        "## End Notes",
        "Endnotes:",
        "## Sources:",
        "## References and notes",
        "## Footnotes and sources",
        "## Citations",
        "## Einzelnachweise",
        "## Anmerkungen und Quellen",
        "## Notes & Sources",
        "## Notes et références",
        "## Literaturhinweise",
        "## Notes to chapter 1",
        "---",
    ],
)
def test_notes_stand_under_headings_that_say_so(heading: str) -> None:
    document = read(
        "# The harbour\n\nIt met.<sup>1</sup> It heard.<sup>2</sup> It left.<sup>3</sup>\n\n"
        f"{heading}\n\n1. One.\n2. Two.\n3. Three.\n\n{ABOUT}\n"
    )
    assert notes(document) == [("1", "One.", " met."), ("2", "Two.", "eard."), ("3", "Three.", "left.")]


@pytest.mark.parametrize("heading", ["Sources", "Citations", "Notes on method"])
def test_a_section_with_such_a_name_may_be_text(heading: str) -> None:
    document = read(
        f"# The harbour\n\nIt met.<sup>1</sup> It left.<sup>2</sup>\n\n## {heading}\n\nWe have two of them.\n\n"
        f"1. The census.\n2. The survey.\n\n{30 * 'All are public. '}\n\n## Dues\n\nThey fell.\n"
    )
    assert notes(document) == []
    assert "It met.¹ It left.²" in [passage.text.value for passage in document.paragraphs]


@pytest.mark.parametrize(("marker", "label"), [("<sup>{}</sup>", "{}."), ("{}", "{}")])
def test_each_chapter_has_its_own_notes(marker: str, label: str) -> None:
    one, two = marker.format(1), marker.format(2)
    first, second = label.format(1), label.format(2)
    document = read(
        f"# Ports\n\n## Dues\n\nIt met.{one} It heard.{two}\n\n### Notes\n\n{first} Aa.\n{second} Bb.\n\n"
        f"## Quays\n\nThe *quays* are old.\n\nThey fell.{one} They cost.{two}\n\n"
        f"### Notes\n\n{first} Cc.\n{second} Dd.\n\n{ABOUT}\n"
    )
    expected = [("1", "Aa.", " met."), ("2", "Bb.", "eard."), ("1", "Cc.", "fell."), ("2", "Dd.", "cost.")]
    assert notes(document) == expected
    assert "The quays are old." in [passage.text.value for passage in document.paragraphs]


@pytest.mark.parametrize(("title", "count"), [("Notes:", 0), ("#### Notes", 3)])
def test_without_markers_only_a_heading_tells_notes_amid_the_text(title: str, count: int) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    document = read(f"# Ports\n\n{table}\n\n{title}\n\n1. Aa.\n2. Bb.\n3. Cc.\n\n## Dues\n\n{30 * 'They rose. '}\n")
    assert [(note.label, note.marker) for note in document.footnotes] == [(str(n), None) for n in range(1, count + 1)]


def test_a_note_may_go_on_behind_a_table() -> None:
    document = read(
        "# Ports\n\nIt met.<sup>1</sup> It left.<sup>2</sup>\n\n## Notes\n\n1. Aa.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nCc.\n\n2. Bb.\n"
    )
    assert notes(document) == [("1", "Aa. Cc.", " met."), ("2", "Bb.", "left.")]


def test_notes_with_raised_numbers_may_stand_at_the_foot_of_each_page() -> None:
    document = read(
        "# Ports\n\nIt met.<sup>1</sup>\n\n<sup>1</sup> Aa.\n\n"
        f"They fell.<sup>2</sup>\n\n<sup>2</sup> Bb.\n\n{30 * 'They rose. '}\n"
    )
    assert notes(document) == [("1", "Aa.", " met."), ("2", "Bb.", "fell.")]


@pytest.mark.parametrize("label", ["{}", "- {}", "<sup>{}</sup>"])
def test_notes_at_the_foot_of_a_page_may_cut_a_paragraph(label: str) -> None:
    said = [f"{label.format(n)} Minutes of {1920 + n}.\n\n" for n in range(1, 7)]
    long = 4 * "It sat for days, and it said nothing. "
    first = f"The board met in the winter.1 It heard the strikers.2 It wrote.3 {long}It paid"
    second = f"for the quays of the north.4 It left.5 It met again.6 {long}It paid"
    body = f"{first}\n\n{''.join(said[:3])}{second}\n\n{''.join(said[3:])}for ships. It fell."
    document = read(f"# Ports\n\n## Dues\n\n{body}\n\n{40 * 'They rose. '}\n")
    assert notes(document) == [
        ("1", "Minutes of 1921.", "nter."),
        ("2", "Minutes of 1922.", "kers."),
        ("3", "Minutes of 1923.", "rote."),
        ("4", "Minutes of 1924.", "orth."),
        ("5", "Minutes of 1925.", "left."),
        ("6", "Minutes of 1926.", "gain."),
    ]
    whole = [paragraph.text.value for paragraph in document.paragraphs[2:5]]
    assert whole == [re.sub(r"\.\d", ".", half) for half in (first, second, "for ships. It fell.")]


def test_a_list_within_a_sentence_is_no_notes() -> None:
    text = f"The board met.1 It heard.2 It left.3 {6 * 'It sat for days, and it said nothing. '}It said of the quays"
    document = read(
        f"# Ports\n\n## Dues\n\n{text}\n\n1. Cut.\n2. Raise.\n3. Sell.\n\nand of no other. {60 * 'It fell. '}\n"
    )
    assert notes(document) == []


def test_what_leads_back_to_its_marker_is_a_note_wherever_it_stands() -> None:
    text = (
        "# Ports\n\nIt met [\\[1\\]](#footnote-1). It left [\\[2\\]](#footnote-2). It sat [\\[3\\]](#footnote-2).\n\n"
    )
    works = "## References\n\n1. Minutes. [↑](#r1)\n2. Ibid. [↑](#r2)\n3. Ibid. [↑](#r2)\n\n## Quays\n\nThey fell.\n"
    assert notes(read(text + works)) == [("1", "Minutes.", "t met"), ("2", "Ibid.", " left"), ("3", "Ibid.", "t sat")]
    assert notes(read(text + works.replace("[↑](#r", "[p](#r"))) == []
    assert notes(read(text + works.replace(" [↑](#r2)", ""))) == []


@pytest.mark.parametrize(
    "markers", ["<sup>1</sup>,<sup>2</sup>", "<sup>1, 2</sup>", "^1,2^", "<sup>[1]</sup><sup>[2]</sup>"]
)
def test_nothing_is_left_of_markers_at_one_place(markers: str) -> None:
    document = read(f"# Ports\n\nIt met,{markers} and left.<sup>3</sup>\n\n## Notes\n\n1. Aa.\n2. Bb.\n3. Cc.\n")
    assert "It met, and left." in [passage.text.value for passage in document.paragraphs]
    assert notes(document) == [("1", "Aa.", " met,"), ("2", "Bb.", " met,"), ("3", "Cc.", "left.")]


def test_code_holds_no_markers() -> None:
    document = read(
        "# Ports\n\nAs `a[1]` and `b[2]` say, it met.[1] It left.[2]\n\nSee `c[1]` and `d[2]`, as well as `2^3^`.\n\n"
        "## Notes\n\n[1] Aa.\n\n[2] Bb.\n"
    )
    assert notes(document) == [("1", "Aa.", " met."), ("2", "Bb.", "left.")]
    texts = [passage.text.value for passage in document.paragraphs]
    assert "As a[1] and b[2] say, it met. It left." in texts
    assert "See c[1] and d[2], as well as 2^3^." in texts


@pytest.mark.parametrize(
    "text",
    [
        "{markers}\n\n1. Cut it.\n2. Cut it.\n3. Cut it.\n4. Cut it.\n5. Cut it.\n\n## Quays\n\nThey fell.[7] {long}",
        "{markers}\n\n1. Cut it.\n2. Raise it.\n\n## Quays\n\n{long}",
        "{markers}\n\n### What to do\n\n1. Cut.\n2. Cut.\n3. Cut.\n4. Cut.\n5. Cut.\n\n## Quays\n\nThey fell.",
    ],
)
def test_lists_amid_the_text_are_no_notes(text: str) -> None:
    markers = "It met.[1] It heard.[2] It left.[3] It came.[4] It sat.[5]"
    assert notes(read("# Ports\n\n" + text.format(markers=markers, long=30 * "They rose. "))) == []


def test_a_long_list_that_all_markers_lead_to_is_notes() -> None:
    text = "".join(f"It met.<sup>{n}</sup> " for n in range(1, 7))
    document = read(f"# Ports\n\n{text}\n\n" + "".join(f"{n}. Aa.\n" for n in range(1, 7)) + f"\n{ABOUT}\n")
    assert len(notes(document)) == 6


def test_printed_notes_may_be_said_below_the_links_that_lead_back() -> None:
    foot = "[1](https://a.example/p#fnref-1)\n\nMinutes.\n\n[2](https://a.example/p#fnref-2)\n\nIbid.\n\nAll of it."
    document = build(foot, marker="[{0}](https://a.example/p#fn-{0})")
    assert notes(document) == [("1", "Minutes.", "wice."), ("2", "Ibid.", "hing.")]
    assert document.paragraphs[-1].text.value == "All of it."


@pytest.mark.parametrize("address", ["book.html#notebook", "r.html?a#note-12", "#item-12-footnote"])
def test_a_number_that_leads_elsewhere_is_not_raised(address: str) -> None:
    assert read(f"# Ports\n\nSee page [12]({address}) of it.\n").paragraphs[-1].text.value == "See page 12 of it."
    assert read("# Ports\n\nSo it was.[12](#_ftn12)\n").paragraphs[-1].text.value == "So it was.¹²"


def test_notes_may_be_html() -> None:
    document = read(
        '# Ports\n\n<p>It met in 1921.<sup><a href="#a">1</a></sup><sup id="b">2</sup></p>\n\n'
        "- It left.<sup>3</sup>\n\n"
        '<p id="a"><sup>1</sup> Minutes &amp; so.</p>\n<p><sup>2</sup>\nIbid.</p>\n\n'
        "<div><sup>3</sup> <i>Quays</i>, 2.</div>\n\n"
        f"# Dues\n\n{30 * 'They rose. '}\n"
    )
    assert notes(document) == [("1", "Minutes & so.", "1921."), ("2", "Ibid.", "1921."), ("3", "Quays, 2.", "left.")]
    assert document.paragraphs[1].text.value == "It met in 1921."


@pytest.mark.parametrize("name", ["fn1", "fn:1", "footnote-1", "cite_note-1", "user-content-fn-1", "footnote-1-40817"])
@pytest.mark.parametrize(
    "item",
    [
        '<li id="NAME">TEXT <a href="#ref">↩</a></li>',
        '<li class="note" id=\'NAME\'><p>TEXT <a class="back" href="#ref">↩︎</a></p></li>',
        "<li id=NAME>\n<p>TEXT</p>\n</li>",
    ],
)
def test_notes_may_be_a_list_of_a_page_of_the_web(name: str, item: str) -> None:
    one = item.replace("NAME", name).replace("TEXT", FIRST.replace("*", ""))
    two = item.replace("NAME", name.replace("1", "2", 1)).replace("TEXT", "Ibid., item 4.")
    marker = f'<sup><a href="#{name}">{{}}</a></sup>'
    document = build(f"<hr>\n<ol>\n{one}\n{two}\n</ol>", marker)
    assert notes(document) == [
        ("1", "Minutes of the harbour board, 1921.", "wice."),
        ("2", "Ibid., item 4.", "hing."),
    ]
    assert [p.text.value for p in document.paragraphs if p.kind == "list_item"] == ["Cut the dues.", "Raise the levy."]


def test_numbers_that_are_links_to_notes_may_be_html() -> None:
    marker = '<a class="anchor" id="footnote-anchor-{0}" href="#footnote-{0}">{0}</a>'
    note = '<div><a id="footnote-{0}" href="#footnote-anchor-{0}">{0}</a><div><p>{1}</p></div></div>'
    document = build(f"{note.format(1, 'Minutes.')}\n\n{note.format(2, 'Ibid.')}", marker)
    assert notes(document) == [("1", "Minutes.", "wice."), ("2", "Ibid.", "hing.")]


@pytest.mark.parametrize("back", ["↩", "↩︎", "&#8617;", '↩ <a href="#b">↩<sup>2</sup></a>', "↩ ↩2"])
def test_a_note_may_lead_back_to_several_markers(back: str) -> None:
    document = build(f'<ol>\n<li id="fn1">Minutes. <a href="#a">{back}</a></li>\n<li id="fn2">Ibid.</li>\n</ol>')
    assert [note[1] for note in notes(document)] == ["Minutes.", "Ibid."]


@pytest.mark.parametrize("said", ["{0}. {1}", "<sup>{0}</sup> {1}", "[{0}] {1}", '<a href="#fnref{0}">{0}</a> {1}'])
def test_notes_of_a_list_may_print_their_numbers(said: str) -> None:
    one, two = said.format(1, "Minutes."), said.format(2, "Ibid.")
    document = build(f'<ol>\n<li id="fn1">{one}</li>\n<li id="fn2">{two}</li>\n</ol>')
    assert [note[:2] for note in notes(document)] == [("1", "Minutes."), ("2", "Ibid.")]


@pytest.mark.parametrize(
    "names",
    [("cite_note-1", "cite_note-Roe-2"), ("fn-3-1", "fn-3-2"), ("cite_note-0", "cite_note-1"), ("fn1", "note_2")],
)
def test_notes_of_a_list_are_numbered_by_their_place(names: tuple[str, str]) -> None:
    one, two = names
    document = build(f'<ol>\n<li id="{one}">Minutes.</li>\n<li id="{two}">Ibid.</li>\n</ol>')
    assert [note[:2] for note in notes(document)] == [("1", "Minutes."), ("2", "Ibid.")]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<ol>\n<li id="note1">Cut</li>\n<li id="note2">Raise</li>\n</ol>', ["Cut", "Raise"]),
        ('<ul>\n<li id="note-10">Cut</li>\n</ul>', ["Cut"]),
        ('<ul>\n<li data-id="note7">Cut</li>\n</ul>', ["Cut"]),
        ('<ol>\n<li id="note1"><h3>Cut</h3>Raise</li>\n</ol>', ["Cut", "Raise"]),
        ("<p><sup>1</sup></p><p><sup>2</sup> Cut</p>", ["¹", "² Cut"]),
        ("<blockquote>Cut</blockquote><sup>1</sup><ul><li>Raise</li></ul>", ["Cut", "¹", "Raise"]),
    ],
)
def test_nothing_is_added_to_html(html: str, said: list[str]) -> None:
    document = read(f"# Ports\n\nIt met twice.\n\n{html}\n\nSo it was.\n")
    assert [p.text.value for p in document.paragraphs][2:-1] == said


@pytest.mark.parametrize(
    "sentence",
    [
        'See notes <a href="#fn2">2</a> below.',
        'So says the board (see n. <a href="#fn2">2</a>).',
        "See note [2](#fn2) below.",
        'Under Rule <a href="#note2">2</a> it may.',
    ],
)
def test_a_number_that_a_sentence_names_is_no_marker(sentence: str) -> None:
    assert " 2" in read(f"# Ports\n\n{sentence}\n").paragraphs[-1].text.value


@pytest.mark.parametrize("said", ["Exports: ↑ 12", "Dues ↑ 5 ↑ 7", "Imports ↑<sup>3</sup>", "Up ↑ 99"])
def test_arrows_that_point_up_are_no_links_back(said: str) -> None:
    document = build(f"<sup>1</sup> Minutes.\n\n<sup>2</sup> {said}")
    assert notes(document)[-1][1].replace("³", "<sup>3</sup>") == said


def test_arrows_of_the_text_may_have_markers() -> None:
    marked = "Exports rose ↑<sup>1</sup> and imports fell ↓<sup>2</sup> so far."
    document = read(f"# Ports\n\n{marked}\n\n<sup>1</sup> Minutes.\n\n<sup>2</sup> Ibid.\n")
    assert [note[:2] for note in notes(document)] == [("1", "Minutes."), ("2", "Ibid.")]


def test_a_list_of_html_without_names_has_no_numbers() -> None:
    document = build('<ol>\n<li id="dues-1">Cut</li>\n<li>Raise</li>\n</ol>')
    assert [p.text.value for p in document.paragraphs if p.kind == "list_item"][-2:] == ["Cut", "Raise"]


@pytest.mark.parametrize("last", ["Ibid., item 4.", "Ibid. [sic]", "[1921] 2 Dues 4"])
def test_a_bracket_around_a_note_is_no_part_of_it(last: str) -> None:
    document = build(f"[Footnote 1: Minutes [lost].]\n\n[Footnote 2: {last}]", "[{}]")
    assert [note[:2] for note in notes(document)] == [("1", "Minutes [lost]."), ("2", last)]


def test_raised_numbers_of_sentences_are_no_notes() -> None:
    document = read("# Dues\n\n(1) ¹Dues are paid in May. ²They fall due at noon. ³The harbour master may wait.\n")
    assert notes(document) == []
    assert document.paragraphs[-1].text.value.endswith("²They fall due at noon. ³The harbour master may wait.")


def test_printed_notes_may_be_raised_with_their_brackets() -> None:
    assert notes(build("ONE Minutes.\n\nTWO Ibid.", marker="<sup>({})</sup>")) == [
        ("1", "Minutes.", "wice."),
        ("2", "Ibid.", "hing."),
    ]

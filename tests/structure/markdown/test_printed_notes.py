"""Markdown as programs make it of PDFs and of pages of the web: notes without Markdown's syntax for them."""

import pytest

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

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


@pytest.mark.parametrize("marker", ["<sup>{}</sup>", "[{}]"])
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

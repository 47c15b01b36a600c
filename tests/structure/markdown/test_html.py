from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document


def blocks(text: str) -> list[tuple[str, str]]:
    document = build_document(read_pages(f"# Report\n\n## Aims\n\n{text}".encode(), "report.md"))
    return [(p.kind, p.text.value) for p in document.paragraphs[2:]]


def test_comments_and_what_is_not_shown_go() -> None:
    assert blocks("<!-- a > b\n\nc -->\n\nText.\n\n<style>\np { x: y }\n</style>\n<?php z ?>\n\n<!-- open") == [
        ("paragraph", "Text.")
    ]


def test_tags_go_and_their_text_stays() -> None:
    assert blocks('<div title="a > b">\nOne<br>two &amp; <b>three</b>\n<p>four<p>five</div>\n') == [
        ("paragraph", "One two & three"),
        ("paragraph", "four"),
        ("paragraph", "five"),
    ]


def test_markdown_inside_a_division_is_read() -> None:
    assert blocks("<div>\n\nOne *two*.\n\n</div>\n") == [("paragraph", "One two.")]


def test_blocks_keep_their_kinds() -> None:
    html = (
        "<h2 align='center'>Means</h2>\n<ul><li>one</li><li>two</li></ul>\n"
        "<blockquote><p>said</p></blockquote>\n<p>a < b</p>"
    )
    assert blocks(html) == [
        ("heading", "Means"),
        ("list_item", "one"),
        ("list_item", "two"),
        ("block_quote", "said"),
        ("paragraph", "a < b"),
    ]


def test_tables_keep_rows_and_cells_apart() -> None:
    html = (
        "<table>\n<caption>Sums</caption>\n<thead><tr><th>Year</th><th><p>Sum</p></th></tr></thead>\n"
        "<tr>\n  <td></td>\n  <td>3<br>bn</td>\n</tr>\n</table>\n"
    )
    html = html.replace("3<br>bn", "<ul><li>3<br>bn</li></ul>")
    assert blocks(html) == [("caption", "Sums"), ("table", "Year | Sum\n| 3 bn")]


def test_markdown_within_tags_that_say_so_is_read() -> None:
    assert blocks('<div class="a" markdown="1">\n> *Dues* fell.\n</div>\n\n<p>*so*</p>\n') == [
        ("block_quote", "Dues fell."),
        ("paragraph", "*so*"),
    ]
    tag = '<div class="a" markdown="1">'
    assert blocks(f"```\n{tag}\n```\n") == [("paragraph", tag)]

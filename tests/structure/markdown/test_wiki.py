"""What wikis and keepers of notes add to Markdown."""

import pytest

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document


def said(text: str) -> list[tuple[str, str]]:
    source = read_pages(f"# Report\n\n## Aims\n\n{text}".encode(), "report.md")
    return [(p.kind, p.text.value) for p in build_document(source).paragraphs[2:]]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("The [[Water Board]] met.", "The Water Board met."),
        ("The [[Water Board|board]] met ==in May==.", "The board met in May."),
        ("It met. %% ask Ada %%", "It met."),
        ("Dues rose by 5%% in May and by 7%% in June.", "Dues rose by 5%% in May and by 7%% in June."),
        ("Dues rose by 5 %% in May and by 7 %% in June.", "Dues rose by 5 %% in May and by 7 %% in June."),
        ("Dues %%%% rose, x %%%", "Dues %%%% rose, x %%%"),
        ("Dues %%.%% rose.", "Dues %%.%% rose."),
        ("The `[[Water Board]]` met, and a==b==c.", "The [[Water Board]] met, and a==b==c."),
        ('The **Board****:** it met in **(May)**and **"June"**.', 'The Board: it met in (May)and "June".'),
        ("It is 2**(3)**4 of f(**kw)**2.", "It is 2**(3)**4 of f(**kw)**2."),
        ("Hours**; days**, and 5%** of .1*** (b)", "Hours**; days**, and 5%** of .1*** (b)"),
        ("It met \\[[twice]] and paid [[3]].", "It met [[twice]] and paid [[3]]."),
    ],
)
def test_marks_of_links_and_of_marked_text_are_left_out(text: str, clean: str) -> None:
    assert said(text) == [("paragraph", clean)]


def test_a_box_says_nothing_of_its_kind_and_what_is_embedded_says_nothing_at_all() -> None:
    assert said("> [!note]- Who pays\n> The board pays.\n\n![[chart.png]]") == [
        ("block_quote", "Who pays The board pays.")
    ]


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("# Ports and Power", "## Dues"), "Ports and Power"),
        (("# Ports and Power", "# Dues"), None),
        (("# Introduction", "## Dues"), None),
    ],
)
def test_below_the_links_of_a_page_of_the_web_the_highest_heading_is_the_title(
    titles: tuple[str, ...], title: str | None
) -> None:
    links = "[Skip to content](#content)\n\n- [Home](/)\n- [About](/about)"
    text = "\n\n".join([links, *(f"{heading}\n\nThe board met in May, and it met again." for heading in titles)])
    assert build_document(read_pages(text.encode(), "page.md")).metadata.title == title

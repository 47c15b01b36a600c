import pytest

from outsider_etl.document import Document
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

PROSE = "Ports are dear, and small states look for others to pay. Nobody else will."


def build(text: str) -> Document:
    return build_document(read_pages(text.encode(), "report.md"))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text.value[:24]) for p in build(text).paragraphs]


def levels(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in build(text).sections]


def test_a_heading_above_all_others_is_the_title() -> None:
    document = build(
        f"Steady *Hands*\n===\n\nAda Mensah\n\nMarch 2021\n\nAims {{#aims .x}}\n---\n\n{PROSE}\n\n### Scope\n"
    )
    assert [(p.kind, p.text.value) for p in document.paragraphs[:4]] == [
        ("front_matter", "Steady Hands"),
        ("front_matter", "Ada Mensah"),
        ("front_matter", "March 2021"),
        ("heading", "Aims"),
    ]
    assert [(section.level, section.title) for section in document.sections] == [(1, "Aims"), (2, "Scope")]
    assert (document.metadata.title, document.metadata.authors) == ("Steady Hands", ("Ada Mensah",))


def test_headings_of_one_level_are_no_titles() -> None:
    text = f"# Aims\n\n{PROSE}\n\n# Means\n\n## Money\n\n{PROSE}\n"
    assert levels(text) == [(1, "Aims"), (1, "Means"), (2, "Money")]


def test_a_heading_without_text_under_the_title_is_a_subtitle() -> None:
    text = f"# Ports\n\n## How states pay\n\nAda Mensah\n\n## Aims\n\n### Scope\n\n{PROSE}\n"
    assert kinds(text)[:5] == [
        ("front_matter", "Ports"),
        ("front_matter", "How states pay"),
        ("front_matter", "Ada Mensah"),
        ("heading", "Aims"),
        ("heading", "Scope"),
    ]


def test_text_above_the_first_section_is_no_front_matter() -> None:
    assert kinds(f"# Ports\n\n{PROSE}\n\n## Aims\n\nShort.\n") == [
        ("front_matter", "Ports"),
        ("paragraph", PROSE[:24]),
        ("heading", "Aims"),
        ("paragraph", "Short."),
    ]


def test_what_stands_above_the_title_is_not_the_title() -> None:
    for above in ("Home / Research / Commentary", "Press release", "Latest news"):
        metadata = build(
            f"{above}\n\n# Ports\n\nHow states pay\n\nMay 2020\n\n{PROSE}\n\n## Aims\n\n{PROSE}\n"
        ).metadata
        assert (metadata.title, metadata.subtitle, str(metadata.published_start)) == (
            "Ports",
            "How states pay",
            "2020-05-01",
        )


def test_an_institution_may_be_the_highest_heading() -> None:
    metadata = build(f"# Amnesty International\n\n## Left in the Dark\n\nMay 2020\n\n## Aims\n\n{PROSE}\n").metadata
    assert (metadata.title, metadata.publisher) == ("Left in the Dark", "Amnesty International")


def test_byline_and_date_under_the_only_heading_are_front_matter() -> None:
    document = build(
        "# Why Aid Fails\n\nBy Ada Mensah | Li Wei\n\nOverseas Development Institute | 12 May 2020\n\n"
        "Aid to small states fails when donors leave early.\n\nIt fails as well when they stay.\n"
    )
    assert [p.kind for p in document.paragraphs] == ["front_matter"] * 3 + ["paragraph"] * 2
    metadata = document.metadata
    assert (metadata.authors, metadata.publisher) == (("Ada Mensah", "Li Wei"), "Overseas Development Institute")
    assert str(metadata.published_start) == "2020-05-12"


def test_a_summary_before_the_contents_stays_text() -> None:
    text = (
        f"# Ports\n\n## Summary\n\n{PROSE}\n\n## On these pages\n\n- [Aims](#aims)\n  - [1.1 Scope](#scope)\n"
        f"- Means 12\n\n## Aims\n\n### 1.1 Scope\n\n{PROSE}\n\n## Means\n\n- [Aims](#aims)\n"
    )
    assert kinds(text) == [
        ("front_matter", "Ports"),
        ("heading", "Summary"),
        ("paragraph", PROSE[:24]),
        ("toc", "On these pages"),
        ("toc", "Aims"),
        ("toc", "1.1 Scope"),
        ("toc", "Means 12"),
        ("heading", "Aims"),
        ("heading", "1.1 Scope"),
        ("paragraph", PROSE[:24]),
        ("heading", "Means"),
        ("list_item", "Aims"),
    ]


@pytest.mark.parametrize(
    ("above", "page", "kind"),
    [
        ("They came in waves. Three of them are:", "", "list_item"),
        ("They came in waves. Three of them are:", " 12", "toc"),
        ("## Contents\n\nThis study has the parts that are named here:", "", "toc"),
        ("Contents:", "", "toc"),
        (PROSE, "", "toc"),
    ],
)
def test_a_list_that_the_text_announces_is_no_contents(above: str, page: str, kind: str) -> None:
    titles = ("Aims", "Means", "Ends")
    sections = "".join(f"## {title}\n\n{PROSE}\n\n" for title in titles)
    items = "".join(f"- {title}{page}\n" for title in titles)
    text = f"# Ports\n\n## Intro\n\n{PROSE}\n\n{above}\n\n{items}\n{sections}"
    assert all((kind, f"{title}{page}") in kinds(text) for title in titles)


@pytest.mark.parametrize(
    ("heading", "rows", "kind"),
    [
        ("Table of Contents", "| Aims | 5 |\n|---|---|\n| Means | | 7 |\n", "toc"),
        ("Inhalt", "| 1 | Aims 5 | |\n|---|---|---|\n| 2 | Means 7 | |\n", "toc"),
        ("Contents", "| File | What it holds |\n|---|---|\n| a.csv | Dues |\n", "table"),
        ("Índice", "| Mes | Valor |\n|---|---|\n| Enero de 2019 | 102 |\n", "table"),
        ("Dues", "| Aims | 5 |\n|---|---|\n| Means | 7 |\n", "table"),
    ],
)
def test_a_table_may_list_the_contents(heading: str, rows: str, kind: str) -> None:
    told = kinds(f"# Ports\n\n## {heading}\n\n{rows}\n## Aims\n\n{PROSE}\n\n## Means\n\n{PROSE}\n")
    assert told[1][0] == ("toc" if kind == "toc" else "heading")
    assert told[2][0] == kind


def test_what_stands_behind_the_text_is_back_matter() -> None:
    text = (
        f"# Ports\n\n## Aims\n\n{PROSE * 5}\n\nTranslated by Jo Roe\n\n## References\n\n- Mensah, A. (2017). Quays.\n"
    )
    assert kinds(text)[2:] == [
        ("paragraph", PROSE[:24]),
        ("front_matter", "Translated by Jo Roe"),
        ("heading", "References"),
        ("back_matter", "Mensah, A. (2017). Quays"),
    ]


def test_without_a_marked_heading_blocks_are_told_apart_as_in_plain_text() -> None:
    text = f"Ports\n\nMarch 2021\n\nIntroduction\n\n{PROSE}[^1]\n\n- one\n- two\n\n[^1]: See Quays.\n"
    assert kinds(text) == [
        ("front_matter", "Ports"),
        ("front_matter", "March 2021"),
        ("heading", "Introduction"),
        ("paragraph", PROSE[:24]),
        ("list_item", "one"),
        ("list_item", "two"),
    ]


def test_unmarked_headings_in_paragraphs_of_their_own_stay_apart() -> None:
    text = f"{PROSE}\n\nThe economic consequences of the closing of the ports\n\nThe dues of the ports\n\n{PROSE}\n"
    assert kinds(text) == [
        ("paragraph", PROSE[:24]),
        ("heading", "The economic consequence"),
        ("heading", "The dues of the ports"),
        ("paragraph", PROSE[:24]),
    ]

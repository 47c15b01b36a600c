import time
from datetime import date

import pytest

from outsider_etl.document import Metadata
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from outsider_etl.structure.markdown.front_matter import front_matter


def read(yaml: str) -> Metadata:
    begin, metadata, warnings = front_matter(f"---\n{yaml}\n---\n\n# Aims\n")
    assert (begin, warnings) == (len(yaml) + 8, ())
    return metadata


def test_front_matter_tells_what_a_report_says_of_itself() -> None:
    assert read(
        'title: "Ports: a *Study*"\nsubtitle: How states pay\nauthor: [Ada Mensah, Li Wei]\n'
        "publisher: Harbour Institute\nseries: Harbour Papers\nseries_number: 012\nisbn: 978-3-16-148410-0\n"
        "lang: en-GB\ndate: 2021-03\ntags: [a, b]"
    ) == Metadata(
        title="Ports: a Study",
        subtitle="How states pay",
        authors=("Ada Mensah", "Li Wei"),
        publisher="Harbour Institute",
        series="Harbour Papers",
        series_number="012",
        isbn="978-3-16-148410-0",
        language="en",
        published_start=date(2021, 3, 1),
        published_end=date(2021, 3, 31),
    )


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        ("author: Ada Mensah and Li Wei", ("Ada Mensah", "Li Wei")),
        ("author: Harbour Institute", ("Harbour Institute",)),
        (
            "Authors:\n- name: Ada Mensah\n  affiliation: Port Authority\n- Harbour Institute",
            ("Ada Mensah", "Harbour Institute"),
        ),
        ("author:\n  name: Ada Mensah", ("Ada Mensah",)),
        ("author:\n- affiliation: Port Authority", ()),
    ],
)
def test_front_matter_names_authors_in_many_ways(yaml: str, authors: tuple[str, ...]) -> None:
    assert read(yaml).authors == authors


@pytest.mark.parametrize(
    ("expression", "start", "end"),
    [
        ("2013-03-22", date(2013, 3, 22), date(2013, 3, 22)),
        ("2013-03-01/2013-05", date(2013, 3, 1), date(2013, 5, 31)),
        ("March 22, 2013", date(2013, 3, 22), date(2013, 3, 22)),
        ("Spring 2013", date(2013, 3, 1), date(2013, 5, 31)),
        ("2013-03-22 10:15:00 +0100", date(2013, 3, 22), date(2013, 3, 22)),
        ("2013-03-22T10:15:00Z", date(2013, 3, 22), date(2013, 3, 22)),
        ("soon", None, None),
        ("2013-99-99", None, None),
    ],
)
def test_front_matter_reads_dates(expression: str, start: date | None, end: date | None) -> None:
    metadata = read(f"date: {expression}")
    assert (metadata.published_start, metadata.published_end) == (start, end)


@pytest.mark.parametrize("name", ["published", "issued", "publishDate", "pubDate", "publishedAt", "publication_date"])
def test_front_matter_has_several_names_for_the_date(name: str) -> None:
    assert read(f"{name}: 2013-03-22\nlastmod: 2020-01-01").published_end == date(2013, 3, 22)
    assert read(f"{name}: 2013-03-22\ndate: 2013-03-21\npublished:").published_end is not None


def test_front_matter_may_be_toml() -> None:
    text = (
        '+++\ntitle = "Ports: a study"\ndate = 2021-03-04T10:00:00Z\nauthors = ["Ada Mensah", "Li Wei"]\n'
        "draft = true\n\n[menu]\nweight = 3\n+++\n\n# Aims\n"
    )
    begin, metadata, warnings = front_matter(text)
    assert (text[begin:], warnings) == ("\n\n# Aims\n", ())
    assert metadata == Metadata(
        title="Ports",
        subtitle="a study",
        authors=("Ada Mensah", "Li Wei"),
        published_start=date(2021, 3, 4),
        published_end=date(2021, 3, 4),
    )


@pytest.mark.parametrize("toml", ["title = Ports", "a = " + "[" * 20_000, "a = " + "9" * 9000, "date = 2021-02-30"])
def test_toml_that_cannot_be_read_is_a_warning(toml: str) -> None:
    _, metadata, warnings = front_matter(f"+++\n{toml}\n+++\n\n# Aims\n")
    assert (metadata, len(warnings)) == (Metadata(), 1)


def test_numbers_of_toml_are_read_as_they_are_in_yaml() -> None:
    _, metadata, warnings = front_matter("+++\ntitle = 1984\ndate = 2019\nisbn = 9780141036144\n+++\n\n# Aims\n")
    assert (metadata.title, metadata.published_end, warnings) == ("1984", date(2019, 12, 31), ())
    assert metadata.isbn == "9780141036144"
    assert front_matter("+++\ntitle = true\n+++\n\n# Aims\n")[1].title is None
    assert front_matter(f"+++\ntitle = 0x{'f' * 9000}\n+++\n\n# Aims\n")[1].title is None


def test_front_matter_may_be_a_title_block() -> None:
    text = "% Ports:\n  a study\n% Ada Mensah; Li Wei\n% March 2021\n\n# Aims\n"
    begin, metadata, _ = front_matter(text)
    assert text[begin:] == "\n# Aims\n"
    assert (metadata.title, metadata.subtitle) == ("Ports", "a study")
    assert metadata.authors == ("Ada Mensah", "Li Wei")
    assert metadata.published_end == date(2021, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nText\n\n---\n",
        "---\nText, and more.\n---\n",
        "Text\n\n---\na: b\n---\n",
        "---\na: b\n",
        "+++\n\nText\n\n+++\n",
        "+++\n[Table 1] Dues\n+++\n",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == (0, Metadata(), ())


@pytest.mark.parametrize(
    "yaml",
    [
        "title: Ports: a study",
        "title: [",
        "title: " + "[" * 20_000,
        "title: &a [*a]",
        "title: !!python/name:os.system [",
        "title: " + "a" * 40_000,
        "title: \x07",
    ],
)
def test_front_matter_that_cannot_be_read_is_a_warning(yaml: str) -> None:
    document = build_document(read_pages(f"---\n{yaml}\n---\n\n# Aims\n\nTo grow.\n".encode(), "report.md"))
    assert len(document.source.warnings) == 1
    assert document.source.warnings[0].startswith("front matter not read")
    assert [p.text.value for p in document.paragraphs] == ["Aims", "To grow."]
    assert document.metadata.title == "Aims"


def test_nested_aliases_take_no_time() -> None:
    bomb = "\n".join(
        ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)), "author: *a39"]
    )
    begin = time.perf_counter()
    assert read(bomb).authors == ()
    assert time.perf_counter() - begin < 2


def test_front_matter_wins_over_the_text() -> None:
    document = build_document(
        read_pages(
            b"---\r\ntitle: Steady Hands\r\n...\r\n\r\nBy Ada Mensah\r\n\r\n# Money: who pays\r\n\r\nStates do.\r\n",
            "report.md",
        )
    )
    assert document.metadata.title == "Steady Hands"
    assert document.metadata.subtitle is None
    assert document.metadata.authors == ("Ada Mensah",)
    assert [(p.kind, p.text.value) for p in document.paragraphs] == [
        ("front_matter", "By Ada Mensah"),
        ("heading", "Money: who pays"),
        ("paragraph", "States do."),
    ]

"""The report in raw/: what its tables must hold, counted by hand or read off its text in another way."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import outsider_etl
from outsider_etl.nlp.organisations.tagger import VERSION
from outsider_etl.structure.sentences import split_sentences

PATH = Path(__file__).parents[2] / "raw" / "the-outsider.txt"
SOURCE = PATH.read_text("utf-8")

HEADINGS = """\
1 Introduction
1 AI through Moscow's Eyes
2 Russia's pedigree
2 A return to the debate on AI since 2010
2 AI and socio-economic modernization
2 AI as an issue, and tool, of sovereignty
1 The Development of a Civilian AI Strategy
2 The National Strategy for AI (2019)
2 The State and Sberbank take center stage
1 From Theory to Reality: a Militarized AI
2 The centrality of the Ministry of Defense in AI Innovation
2 AI and/or robotics?
2 Playing catch-up in technology
2 Strategic consequences
2 Disinformation and more disinformation
1 Brains, Data and Chips: Russia's Strengths and Weaknesses in AI
2 The paradoxes of Russian expertise in AI
3 A solid educational base but a modest scientific impact on the world
3 Harnessing Russian expertise
2 Electronics, robotics and computing: playing catch up
2 Data: international isolation and national desires
1 The Ambiguities of Cooperation with China
1 Conclusion
"""

MONEY = [
    ("$1.3", 1_300_000_000, "USD", None),
    ("$6.1 billion", 6_100_000_000, "USD", None),
    ("$60 million", 60_000_000, "USD", "about"),
    ("$3 billion", 3_000_000_000, "USD", None),
    ("$59 million", 59_000_000, "USD", None),
    ("$148 billion", 148_000_000_000, "USD", None),
    ("$100 million", 100_000_000, "USD", None),
    ("$50 million", 50_000_000, "USD", None),
    ("90 billion roubles", 90_000_000_000, "RUB", None),
]


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return outsider_etl.process(PATH).tables


def rows(table: pa.Table) -> list[dict[str, object]]:
    return table.to_pylist()


def plain(text: str) -> str:
    """A line of the source without its marks; good enough here, since no line has an asterisk of its own."""
    return " ".join(re.sub(r"[⁰¹²³⁴-⁹]+|\\(?=[$()])|\*", "", text).split())


def test_report_footnotes_are_whole_and_in_order(tables: dict[str, pa.Table]) -> None:
    notes = re.findall(r"^(\d+)\. (.*)$", SOURCE, re.MULTILINE)
    assert len(notes) == 120
    assert [(row["label"], row["text"]) for row in rows(tables["footnotes"])] == [(n, plain(t)) for n, t in notes]


def test_report_footnotes_are_linked_to_their_sentence(tables: dict[str, pa.Table]) -> None:
    texts = {row["passage_id"]: row["text"] for row in rows(tables["paragraphs"])}
    markers = [(m.group(), SOURCE[: m.start()]) for m in re.finditer(r"[⁰¹²³⁴-⁹]+", SOURCE)]
    for row, (_, before) in zip(rows(tables["footnotes"]), markers, strict=True):
        text = texts[row["marker_passage_id"]]
        last_line = plain(before[before.rfind("\n") + 1 :])
        assert text[: row["marker_offset"]].endswith(last_line[-80:])
        sentences = [text[a:b] for a, b in split_sentences(text) if a < row["marker_offset"] <= b]
        assert row["marker_sentence"] in sentences


def test_report_paragraphs_are_whole_and_lose_nothing(tables: dict[str, pa.Table]) -> None:
    body = [row for row in rows(tables["paragraphs"]) if row["kind"] in ("paragraph", "block_quote")]
    assert all(re.search(r"[.:?][”’]?$|[”’]\.?$", row["text"]) and not row["text"][0].islower() for row in body)
    assert sum(len(row["source_spans"]) > 1 for row in body) == 19
    text = SOURCE[SOURCE.index("\nIntroduction\n") : SOURCE.index("\nThe Latest Publications")]
    lines = [line for line in text.splitlines() if line.strip() and not re.match(r"\d+\. |Translated from", line)]
    headings = {line.split(" ", 1)[1] for line in HEADINGS.splitlines()}
    expected = " ".join(plain(line) for line in lines if line not in headings)
    assert " ".join(row["text"] for row in body) == expected


def test_report_headings_have_levels_and_parents(tables: dict[str, pa.Table]) -> None:
    sections = rows(tables["sections"])
    assert "".join(f"{row['level']} {row['title']}\n" for row in sections) == HEADINGS
    levels = {row["section_id"]: row["level"] for row in sections}
    for row in sections:
        assert (row["parent_id"] is None) == (row["level"] == 1)
        assert row["parent_id"] is None or levels[row["parent_id"]] == row["level"] - 1


def test_report_tells_body_from_the_rest(tables: dict[str, pa.Table]) -> None:
    kinds = {row["text"]: row["kind"] for row in rows(tables["paragraphs"])}
    assert kinds["Table of Contents"] == "toc"
    assert kinds["Abstract"] == "front_matter"
    assert kinds["Translated from French by Cameron Johnston."] == "front_matter"
    assert kinds["The Latest Publications of Russie.Nei.Reports"] == "back_matter"


def test_report_metadata(tables: dict[str, pa.Table]) -> None:
    (row,) = rows(tables["documents"])
    expected = {
        "source": "the-outsider.txt",
        "title": "The Outsider",
        "subtitle": "Russia in the Race for Artificial Intelligence",
        "authors": ["Julien Nocetti"],
        "publisher": "Ifri",
        "series": "Russie.Nei.Reports",
        "series_number": "34",
        "isbn": "979-10-373-0263-2",
        "language": "en",
        "section_count": 23,
        "footnote_count": 120,
        "model": f"en_outsider_tagger {VERSION}",
    }
    assert {name: row[name] for name in expected} == expected
    assert (str(row["published_start"]), str(row["published_end"])) == ("2020-12-01", "2020-12-31")


def test_report_money(tables: dict[str, pa.Table]) -> None:
    found = [(row["text"], row["amount_min"], row["currency"], row["qualifier"]) for row in rows(tables["money"])]
    assert found == [(text, Decimal(amount), currency, qualifier) for text, amount, currency, qualifier in MONEY]


def test_report_has_one_row_an_organisation(tables: dict[str, pa.Table]) -> None:
    found = {row["name"]: row for row in rows(tables["organisations"])}
    agency = found["Defense Advanced Research Projects Agency"]
    assert agency["acronym"] == "DARPA"
    institute = found["Institut français des relations internationales"]
    assert (institute["acronym"], institute["aliases"]) == ("Ifri", ["French Institute of International Relations"])
    assert found["European Union"]["mention_count"] > 1
    assert {"Sberbank", "Kremlin", "Yandex", "Huawei", "European Commission"} <= found.keys()
    assert not {"Russia", "FindFace", "AI", "Russian Federation", "Global Innovation Index"} & found.keys()


def test_report_says_how_sure_it_is_of_an_organisation(tables: dict[str, pa.Table]) -> None:
    mentions = rows(tables["organisation_mentions"])
    assert all(0.3 < row["score"] <= 1 for row in mentions)
    assert {row["evidence"] for row in mentions} >= {"model", "repeat"}


@pytest.mark.parametrize("name", ["money", "dates", "organisation_mentions"])
def test_report_mentions_map_back_to_the_source(tables: dict[str, pa.Table], name: str) -> None:
    passages = {row["passage_id"]: row for part in ("paragraphs", "footnotes") for row in rows(tables[part])}
    mentions = rows(tables[name])
    assert mentions
    for row in mentions:
        assert passages[row["passage_id"]]["text"][row["start"] : row["end"]] == row["text"]
        assert plain(SOURCE[row["source_start"] : row["source_end"]]) == row["text"]
        assert row["text"] in row["sentence"]


def test_report_gives_the_counts_that_the_readme_prints(tables: dict[str, pa.Table]) -> None:
    readme = (PATH.parents[1] / "README.md").read_text("utf-8")
    printed = {name: int(count) for name, count in re.findall(r"^  (\w+) +(\d+)$", readme, re.MULTILINE)}
    assert printed.pop("organisations_index") == tables["organisations"].num_rows  # of the one document
    assert printed == {name: table.num_rows for name, table in tables.items() if table.num_rows}


CITED = {
    "5": {
        "kind": "full",
        "type": "book",
        "authors": [{"family": "Parrott", "given": "B.", "literal": None}],
        "title": "Politics and Technology in the Soviet Union",
        "publisher": "MIT Press",
        "publisher_place": "Cambridge",
        "issued_start": date(1983, 1, 1),
        "issued_end": date(1983, 12, 31),
    },
    "24": {
        "type": "article-journal",
        "authors": [
            {"family": "Bazarkina", "given": "D.", "literal": None},
            {"family": "Pashentsev", "given": "E.", "literal": None},
        ],
        "title": "Artificial Intelligence and New Threats to International Psychological Security",
        "container_title": "Russia in Global Affairs",
        "volume": "17",
        "issue": "1",
        "page": "147-170",
        "issued_start": date(2019, 1, 1),
        "issued_end": date(2019, 3, 31),
    },
    "52": {
        "type": "article-newspaper",
        "title_translation": "War of the Machines: Russia creates groups of fighting robots",
        "container_title": "Gazeta.ru",
        "issued_start": date(2019, 11, 23),
        "url": "www.gazeta.ru",
    },
}


@pytest.mark.parametrize("label", CITED)
def test_report_footnotes_become_what_they_cite(tables: dict[str, pa.Table], label: str) -> None:
    notes = {row["label"]: row["passage_id"] for row in rows(tables["footnotes"])}
    (row,) = (row for row in rows(tables["citations"]) if row["passage_id"] == notes[label])
    assert {name: row[name] for name in CITED[label]} == CITED[label]


def test_report_short_citations_lead_to_what_they_stand_for(tables: dict[str, pa.Table]) -> None:
    labels = {row["passage_id"]: row["label"] for row in rows(tables["footnotes"])}
    citations = {row["citation_id"]: row for row in rows(tables["citations"])}
    led = [(labels[row["passage_id"]], row["refers_to"]) for row in citations.values() if row["kind"] != "full"]
    assert all(target is not None and citations[target]["kind"] == "full" for _, target in led)
    assert {(note, labels[citations[target]["passage_id"]]) for note, target in led} >= {
        ("22", "21"), ("27", "25"), ("38", "37"), ("43", "42"), ("57", "2"), ("61", "2"), ("93", "90"), ("102", "3"),
    }  # fmt: skip


def test_report_works_are_told_apart(tables: dict[str, pa.Table]) -> None:
    works = {row["title"]: row for row in rows(tables["works"])}
    nocetti = works["Intelligence artificielle et politique internationale. Les impacts d'une rupture technologique"]
    assert nocetti["citation_count"] == 3
    assert works["O razvitii iskusstvennogo intellekta v Rossijskoj Federatsii"]["citation_count"] == 3
    assert sum(row["citation_count"] for row in works.values()) <= tables["citations"].num_rows


def test_report_citations_name_organisations(tables: dict[str, pa.Table]) -> None:
    cited = {row["text"] for row in rows(tables["organisation_mentions"]) if row["evidence"] == "citation"}
    assert {"Vedomosti", "MIT Press", "World Economic Forum", "WIPO", "Cornell University", "INSEAD"} <= cited
    assert not cited & {"International Relations", "Politique étrangère", "Global Policy"}


def test_report_has_no_rejected_row(tables: dict[str, pa.Table]) -> None:
    assert tables["rejected"].num_rows == 0

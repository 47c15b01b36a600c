import json
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from outsider_etl.document import Footnote, Line, Marker, Page, Section, SourceText
from outsider_etl.nlp.values import Money
from outsider_etl.structure.build import build_document
from outsider_etl.tables import TABLES, arrow_schema, columns, sound_table
from outsider_etl.tables.making import make_tables
from outsider_etl.text import Text
from tests.tables.hand_made import IDENTITY, NLP, SOURCE, YEAR_2019, doc, docs, document, passage, tables, unvalued


def pick(table: pa.Table, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


def test_making_returns_every_table_of_a_document_in_its_schema() -> None:
    made = tables()
    assert list(made) == [name for name in TABLES if name not in ("organisations_index", "failures")]
    for name, table in made.items():
        assert table.schema.equals(arrow_schema(name), check_metadata=True)
    assert made["citations"].num_rows == made["works"].num_rows == made["rejected"].num_rows == 0


def test_making_documents_row_counts_the_parts() -> None:
    (row,) = tables()["documents"].to_pylist()
    assert row["source"] == "reports/one.txt"
    assert row["authors"] == ["A. Author", "B. Author"]
    assert row["warnings"] == ["one line was cut"]
    assert (row["section_count"], row["paragraph_count"], row["footnote_count"]) == (1, 2, 1)
    assert row["word_count"] == 1 + 19 + 9
    assert row["byte_size"] == 4096
    assert row["page_count"] is None


def test_making_says_every_warning_once() -> None:
    source = replace(document().source, warnings=("one line was cut", "another was lost"))
    made = build_document(source)
    result = tables(made, [NLP.make_doc(each.text.value) for each in made.passages()])
    assert result["documents"]["warnings"].to_pylist() == [["one line was cut", "another was lost"]]


def test_making_words_leave_out_what_is_not_body() -> None:
    whole = document()
    contents = passage("p0003", "toc", Text.of("Contents 1 2 3"), position=2)
    made = replace(whole, paragraphs=(*whole.paragraphs, contents))
    found = docs(whole)
    made_tables = tables(made, [*found[:2], NLP.make_doc(contents.text.value), found[2]])
    assert made_tables["documents"]["word_count"].to_pylist() == tables()["documents"]["word_count"].to_pylist()


def test_making_footnotes_say_where_their_marker_stood() -> None:
    made = tables()
    (note,) = made["footnotes"].to_pylist()
    body = made["paragraphs"].to_pylist()[1]["text"]
    assert note["label"] == "12"
    assert note["marker_passage_id"] == "p0002"
    assert body[: note["marker_offset"]].endswith("$2 billion.")
    assert note["marker_sentence"] == "The Defense Advanced Research Projects Agency (DARPA) spent $2 billion."


@pytest.mark.parametrize(("before", "sentence"), [("One", "One two."), (" two.", "One two."), ("Three", "Three.")])
def test_making_markers_belong_to_the_sentence_before_them(before: str, sentence: str) -> None:
    text = "One two. Three."
    body, note = passage("p0001", "paragraph", Text.of(text)), passage("n001", "footnote", Text.of("Note", 20))
    made = replace(
        document(),
        paragraphs=(body,),
        footnotes=(Footnote(note, "1", Marker("p0001", text.index(before) + len(before))),),
    )
    footnotes = tables(made, [NLP.make_doc(text), NLP.make_doc("Note")])["footnotes"]
    assert footnotes["marker_sentence"].to_pylist() == [sentence]


def test_making_numbers_mentions_in_one_sequence_over_the_tables() -> None:
    made = tables()
    rows = [
        row for name in ("organisation_mentions", "money", "dates") for row in pick(made[name], "mention_id", "text")
    ]
    assert sorted(rows) == [
        ("m0001", "Defense Advanced Research Projects Agency"),
        ("m0002", "DARPA"),
        ("m0003", "$2 billion"),
        ("m0004", "2019"),
        ("m0005", "darpa"),
        ("m0006", "Kremlin"),
        ("m0007", "Kremlin"),
        ("m0008", "$5-10 million"),
    ]


def test_making_mentions_lead_back_to_the_source() -> None:
    made = tables()
    texts = dict(pick(made["paragraphs"], "passage_id", "text") + pick(made["footnotes"], "passage_id", "text"))
    for name in ("organisation_mentions", "money", "dates"):
        for row in made[name].to_pylist():
            assert texts[row["passage_id"]][row["start"] : row["end"]] == row["text"]
            assert SOURCE[row["source_start"] : row["source_end"]] == row["text"]
            assert row["text"] in row["sentence"]
            assert (row["section_id"], row["page"], row["bbox"]) == ("s1", 3, None)
    assert pick(made["money"], "passage_kind", "sentence") == [
        ("paragraph", "The Defense Advanced Research Projects Agency (DARPA) spent $2 billion."),
        ("footnote", "The Kremlin paid between $5-10 million; see p. 4."),
    ]


def test_making_mentions_stand_on_the_page_that_holds_them() -> None:
    source = "\nNASA paid in\f\n\n2019 for\f\f\nTASS"
    sheets = source.split("\f")
    starts = [0, *(index + 1 for index, char in enumerate(source) if char == "\f")]
    pages = tuple(
        Page(number, (Line(Text.of("")), Line(Text.of(sheet.strip(), source.index(sheet.strip(), start)))))
        for number, (start, sheet) in enumerate(zip(starts, sheets, strict=True), start=8)
    )
    text = Text.join([line.text for page in pages for line in page.lines if line.text], " ")
    body = replace(passage("p0001", "paragraph", text), page_start=8, page_end=11)
    made = replace(document(), source=SourceText(source, pages, "text/plain"), paragraphs=(body,), footnotes=())
    result = tables(made, [doc(text.value, ("NASA", None), ("2019", YEAR_2019), ("TASS", None))])
    assert pick(result["organisation_mentions"], "text", "page") == [("NASA", 8), ("TASS", 11)]
    assert pick(result["dates"], "text", "page") == [("2019", 9)]
    unnumbered = tuple(replace(page, number=None) for page in pages)
    assert SourceText(source, unnumbered, "text/plain").page_at(5) is None


def test_making_takes_time_that_grows_with_the_mentions() -> None:
    text = "In 2019 NASA paid. " * 1500
    body = passage("p0001", "paragraph", Text.of(text))
    notes = tuple(
        Footnote(passage(f"n{number:03}", "footnote", Text.of("Note", len(text))), "1", Marker("p0001", number * 19))
        for number in range(1, 1001)
    )
    made = replace(document(), paragraphs=(body,), footnotes=notes)
    found = NLP.make_doc(text)
    found.ents = [Span(found, token.i, token.i + 1, "ORG") for token in found if token.text in ("NASA", "2019")]
    docs_of_notes = [NLP.make_doc("Note")] * len(notes)
    start = time.perf_counter()
    result = tables(made, [found, *docs_of_notes])
    assert time.perf_counter() - start < 3
    assert result["organisation_mentions"].num_rows == 3000
    assert set(result["footnotes"]["marker_sentence"].to_pylist()) == {"In 2019 NASA paid."}


def test_making_values_become_columns() -> None:
    made = tables()
    assert pick(made["money"], "amount_min", "amount_max", "currency", "qualifier") == [
        (Decimal("2000000000.0000"), Decimal("2000000000.0000"), "USD", None),
        (Decimal("5000000.0000"), Decimal("10000000.0000"), "USD", "about"),
    ]
    names = ("kind", "date_start", "date_end", "granularity", "edtf", "duration", "timex", "mod")
    assert pick(made["dates"], *names) == [
        ("absolute", date(2019, 1, 1), date(2019, 12, 31), "year", "2019", None, "2019", None)
    ]


def test_making_organisations_join_their_mentions() -> None:
    made = tables()
    names = ("organisation_id", "name", "acronym", "aliases", "mention_count", "first_mention_id")
    assert pick(made["organisations"], *names) == [
        ("o001", "Defense Advanced Research Projects Agency", "DARPA", ["darpa"], 3, "m0001"),
        ("o002", "Kremlin", None, [], 2, "m0006"),
    ]
    mentions = pick(made["organisation_mentions"], "organisation_id", "evidence", "score")
    assert mentions == [(identity, "model", None) for identity in ("o001", "o001", "o001", "o002", "o002")]


def test_making_ignores_other_labels() -> None:
    made = document()
    found = docs(made)
    found[0] = unvalued(made.paragraphs[0].text.value, "Spending", "PERSON")
    assert tables(made, found)["organisation_mentions"].num_rows == 5


def with_first(value: Money | None) -> dict[str, pa.Table]:
    """The tables of the document whose heading is a money figure of `value`."""
    made = document()
    found = docs(made)
    text = made.paragraphs[0].text.value
    found[0] = unvalued(text, "Spending", "MONEY") if value is None else doc(text, ("Spending", value))
    return tables(made, found)


def backwards() -> Money:
    value = Money(Decimal(5), Decimal(5), "USD")
    object.__setattr__(value, "amount_min", Decimal(6))
    return value


@pytest.mark.parametrize(
    ("value", "column", "check", "reason"),
    [
        (
            Money(Decimal("1e25"), Decimal("1e25"), "USD"),
            "amount_min, amount_max",
            "fits_type",
            "amount_min is 1E+25, which decimal128(24, 4) cannot hold",
        ),
        (
            Money(Decimal(1), Decimal("1.00001"), "USD"),
            "amount_max",
            "fits_type",
            "amount_max is 1.00001, which decimal128(24, 4) cannot hold",
        ),
        (
            backwards(),
            "amount_min, amount_max",
            "amounts_ordered",
            "it does not hold that amount_min is not above amount_max",
        ),
        (
            Money(Decimal(1), Decimal(1), "usd"),
            "currency",
            "str_matches",
            "currency is 'usd', not a match of ^[A-Z]{3}$",
        ),
        (
            Money(Decimal(1), Decimal(1), "USD", "roughly"),
            "qualifier",
            "isin",
            "qualifier is 'roughly', not one of about, more_than, less_than, up_to, at_least",
        ),
        (None, "amount_min, amount_max, currency", "not_nullable", "amount_min is null"),
    ],
)
def test_making_rejects_money_that_fails_its_checks(value: Money | None, column: str, check: str, reason: str) -> None:
    made = with_first(value)
    (rejected,) = made["rejected"].to_pylist()
    assert (rejected["table"], rejected["column"], rejected["check"]) == ("money", column, check)
    assert rejected["reason"].startswith(reason)
    assert rejected["document_id"] == IDENTITY.document_id
    row = json.loads(rejected["row"])
    assert row["text"] == "Spending"
    assert list(row) == sorted(columns("money"))
    assert made["money"].num_rows == 2


def test_making_rejects_a_mention_that_is_not_in_its_passage() -> None:
    made = document()
    found = docs(made)
    found[0] = doc("Spending by NASA", ("NASA", None))
    result = tables(made, found)
    (rejected,) = result["rejected"].to_pylist()
    assert rejected["check"] == "text_is_slice, source_maps_back"
    assert rejected["reason"].startswith("characters 12 to 16 of p0001 are another text")
    assert result["organisation_mentions"].num_rows == 5
    assert [row["name"] for row in result["organisations"].to_pylist()][-1] == "Kremlin"


def test_making_rejects_a_mention_that_does_not_map_back() -> None:
    made = document()
    # Every character stands for the whole source range, so no part of it can be told from another.
    replaced = Text.of("a long title").replace(0, 12, "Spending")
    made = replace(made, paragraphs=(replace(made.paragraphs[0], text=replaced), made.paragraphs[1]))
    found = docs(made)
    found[0] = unvalued("Spending", "Spending", "ORG")
    assert tables(made, found)["rejected"].num_rows == 0
    replaced = Text.of("a long title").replace(0, 12, "My NASA")
    made = replace(made, paragraphs=(replace(made.paragraphs[0], text=replaced), made.paragraphs[1]))
    found[0] = unvalued("My NASA", "NASA", "ORG")
    (rejected,) = tables(made, found)["rejected"].to_pylist()
    assert (rejected["column"], rejected["check"]) == ("source_start, source_end", "source_maps_back")


def test_making_rejects_what_refers_to_a_rejected_row() -> None:
    made = document()
    bad = replace(made.paragraphs[1], kind="essay")
    result = tables(replace(made, paragraphs=(made.paragraphs[0], bad)))
    rejected = pick(result["rejected"], "table", "check")
    assert rejected.count(("paragraphs", "isin")) == 1
    assert rejected.count(("footnotes", "foreign_key")) == 1
    assert len(rejected) == 2 + 8
    assert all(result[name].num_rows == 0 for name in ("organisation_mentions", "organisations", "money", "dates"))


def test_making_keeps_an_organisation_whose_first_mention_is_rejected() -> None:
    made = document()
    bad = replace(made.footnotes[0].passage, passage_id="x1")
    shown = doc(made.paragraphs[0].text.value)
    text = "The Kremlin."
    late = passage("p0003", "paragraph", Text.of(text, 500), position=2)
    paragraphs = (made.paragraphs[0], replace(made.paragraphs[1], kind="essay"), late)
    made = replace(made, paragraphs=paragraphs, footnotes=(Footnote(bad, "1", None),))
    found = docs(document())
    result = tables(made, [shown, found[1], doc(text, ("Kremlin", None)), found[2]])
    assert pick(result["organisations"], "name", "mention_count", "first_mention_id") == [("Kremlin", 1, "m0007")]


def test_making_rejects_a_section_with_no_parent() -> None:
    made = document()
    orphan = Section("s2.1", "s2", 2, "Orphan", 1, None, 5, 9)
    result = tables(replace(made, sections=(*made.sections, orphan)))
    (rejected,) = result["rejected"].to_pylist()
    assert (rejected["table"], rejected["column"]) == ("sections", "parent_id")
    assert rejected["reason"] == "parent_id is s2, which no row that passed its checks has"


def test_making_raises_for_docs_that_are_not_the_passages() -> None:
    made = document()
    with pytest.raises(ValueError, match="zip"):
        make_tables(made, [], docs(made)[:2], IDENTITY)


def test_making_raises_for_a_value_of_the_wrong_type() -> None:
    with pytest.raises(pa.ArrowInvalid):
        make_tables(document(), [], docs(document()), replace(IDENTITY, byte_size="4096"))  # type: ignore[arg-type]


def test_making_failures_become_a_table() -> None:
    failure = {
        "document_id": None,
        "source": "a.pdf",
        "stage": "read",
        "reason": "unreadable",
        "error": "UnreadableError",
        "message": "a.pdf: ...",
    }
    table = sound_table("failures", [failure])
    assert table.schema.equals(arrow_schema("failures"), check_metadata=True)
    assert table.to_pylist() == [failure]
    assert sound_table("failures", []).num_rows == 0


@pytest.mark.parametrize(("column", "value"), [("stage", "cooking"), ("source", None)])
def test_making_failures_that_are_none_raise(column: str, value: str | None) -> None:
    failure = {"document_id": None, "source": "a.pdf", "stage": "read", "reason": None, "error": "E", "message": "m"}
    with pytest.raises(ValueError, match=f"failures: {column} is"):
        sound_table("failures", [failure | {column: value}])


AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**22), max_value=10**22)


@settings(max_examples=25, deadline=None)
@given(
    amounts=st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=4),
    currency=st.sampled_from(["USD", "usd", "", "EUR"]),
    kinds=st.lists(st.sampled_from(["paragraph", "footnote", "poem"]), min_size=4, max_size=4),
    section=st.sampled_from([None, "s1", "s9"]),
)
def test_making_every_row_is_in_its_table_or_rejected(
    amounts: list[tuple[Decimal, Decimal]], currency: str, kinds: list[str], section: str | None
) -> None:
    text = "$1 for NASA in 2019"
    paragraphs, found = [], []
    for number, (one, other) in enumerate(amounts, start=1):
        paragraphs.append(
            passage(
                f"p{number:04}", kinds[number - 1], Text.of(text, number * 100), position=number, section_id=section
            )
        )
        value = Money(min(one, other), max(one, other), currency)
        found.append(doc(text, ("$1", value), ("NASA", None), ("2019", YEAR_2019)))
    made = replace(document(), paragraphs=tuple(paragraphs), footnotes=())
    result = tables(made, found)
    organisations = result["organisations"].num_rows
    rows = 1 + 1 + len(paragraphs) * 4 + organisations
    assert sum(table.num_rows for table in result.values()) == rows
    for table in ("organisation_mentions", "money", "dates"):
        kept = set(result["paragraphs"]["passage_id"].to_pylist())
        assert set(result[table]["passage_id"].to_pylist()) <= kept

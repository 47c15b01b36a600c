from dataclasses import replace
from datetime import date

from outsider_etl.citations.resolution import resolve
from outsider_etl.document import Footnote
from outsider_etl.text import Text
from tests.citations.notes import cited, marked
from tests.tables.hand_made import NLP, document, passage, tables

NOTES = marked(
    "12 See <c t=book><e>J. <f>Roe</f></e> (ed.), *<ti>Tides</ti>*, <ed>2nd ed.</ed>, <pl>Hull</pl>: <p>Sea Press</p>, "
    "<d v=2005>2005</d>, <u>sea.org</u> (accessed <ac v=2020-01-02>2 January 2020</ac>).</c> A remark.",
    "13 <c t=book>Ibid., pp. <pp>3–4</pp></c>; <c t=book><a>Moe</a>, op. cit.</c>",
)


def rows() -> dict[str, list[dict[str, object]]]:
    report = document()
    footnotes = tuple(
        Footnote(passage(f"n{number:03}", "footnote", Text.of(note.text), position=number - 1), note.label, None)
        for number, note in enumerate(NOTES, start=1)
    )
    report = replace(report, footnotes=footnotes)
    found = [NLP.make_doc(each.text.value) for each in report.passages()]
    made = tables(report, found, resolve(cited(NOTES), [note.label for note in NOTES]))
    assert made["rejected"].num_rows == 0
    return {name: made[name].to_pylist() for name in ("citations", "works")}


def test_a_citation_has_a_row_with_its_place_and_its_fields() -> None:
    first = rows()["citations"][0]
    assert first["text"] == NOTES[0].text[first["start"] : first["end"]]
    names = ("citation_id", "passage_id", "position", "kind", "type", "title", "publisher", "edition", "url")
    assert [first[name] for name in names] == [
        "n001.c1", "n001", 0, "full", "book", "Tides", "Sea Press", "2nd ed.", "sea.org",
    ]  # fmt: skip
    assert (first["issued_start"], first["issued_end"]) == (date(2005, 1, 1), date(2005, 12, 31))
    assert first["accessed"] == date(2020, 1, 2)
    roe = {"family": "Roe", "given": "J.", "literal": None}
    assert (first["authors"], first["editors"], first["translators"]) == ([roe], [roe], [])


def test_citations_lead_to_each_other_and_to_works() -> None:
    assert [(row["citation_id"], row["refers_to"], row["work_id"]) for row in rows()["citations"]] == [
        ("n001.c1", None, "w001"),
        ("n002.c1", "n001.c1", "w001"),
        ("n002.c2", None, "w002"),
    ]


def test_a_work_has_the_fields_of_its_fullest_citation() -> None:
    first, second = rows()["works"]
    assert (first["work_id"], first["title"], first["page"], first["citation_count"]) == ("w001", "Tides", None, 2)
    assert (second["work_id"], second["citation_count"]) == ("w002", 1)

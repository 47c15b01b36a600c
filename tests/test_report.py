import re
from pathlib import Path

import numpy as np
import pytest
import spacy

from outsider_etl.citations.finding import FootnotesRead
from outsider_etl.errors import Failure
from outsider_etl.nlp.organisations import tagger  # noqa: F401 - registers the component
from outsider_etl.nlp.organisations.tags import OUTSIDE, SINGLE, TAGS, Tags
from outsider_etl.readers import read_pages
from outsider_etl.report import Report, annotate, extract
from outsider_etl.sources import Content, Source
from outsider_etl.structure.build import build_document

PROSE = "The council paid $5 million in May 2019, and Acme Inc. was glad of it. " * 5


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    nlp = spacy.blank("en")
    for name in ("outsider_money", "outsider_dates", "outsider_organisations"):
        nlp.add_pipe(name)
    return nlp


def content(data: bytes, **overrides: object) -> Content:
    return Content(Source("a.txt", Path("a.txt")), data, "0" * 16, overrides, "")


def test_report_holds_tables(nlp: spacy.Language) -> None:
    report = extract(content(PROSE.encode(), title="Money"), nlp)
    assert isinstance(report, Report)
    assert report.tables["documents"].to_pylist()[0]["title"] == "Money"
    assert report.tables["money"].num_rows == 5
    assert report.tables["rejected"].num_rows == 0


TITLED = """The port grew last year, in 2014.[^1] It paid for it.[^2] It is said.[^3] It lay idle.[^4] It closed.[^5]

[^1]: Robin Higham, *Harbours of the South, 1921 to 1936* (London: Foulis, 1960), p. 112.
[^2]: In 1931 it sank. See World Bank, *Ports 2018*.
[^3]: She said: "We built the pier in 1953." Hansard, 7 May 1987.
[^4]: "In 1956 our ships lay idle", Ann Hale, interview with the author, Leeds, 3 May 1988.
[^5]: "We will not close a dock in 1989," the mayor told the council, *Harbour News*, 3 May 1988.
"""


def test_years_in_titles_of_dated_works_are_no_dates(nlp: spacy.Language) -> None:
    report = extract(Content(Source("a.md", Path("a.md")), TITLED.encode(), "0" * 16, {}, ""), nlp)
    assert isinstance(report, Report)
    dates = [row["text"] for row in report.tables["dates"].to_pylist()]
    assert dates[:2] == ["last year", "2014"]
    assert dates[2:4] == ["1960", "1931"]
    assert {"1953", "1956", "1989"} <= set(dates)


NOTED = "The port grew last year.[^1] It paid for it.[^2]\n\n[^1]: See Oddly named works.\n[^2]: All Quaint and old.\n"


def odd_names(nlp: spacy.Language) -> list[str]:
    """Return the organisations of a report where reading its notes says that the second word of each is one."""
    document = build_document(read_pages(NOTED.encode(), "a.md"))
    tags = []
    for note in document.footnotes:
        words = [match.span() for match in re.finditer(r"\w+", note.passage.text.value)]
        said = [SINGLE if number == 1 else OUTSIDE for number in range(len(words))]
        rows = np.log(np.eye(len(TAGS), dtype=np.float32)[said] + 0.001)
        tags.append(Tags.of([start for start, _ in words], [end for _, end in words], rows))
    docs = list(annotate(document, FootnotesRead([], tags), nlp))
    assert len(docs) == 3
    return [f"{place}: {ent.text}" for place, doc in enumerate(docs) for ent in doc.ents if ent.label_ == "ORG"]


def test_names_in_footnotes_are_those_that_reading_them_gave() -> None:
    nlp = spacy.blank("en")
    for name in ("outsider_tagger", "outsider_organisations"):
        nlp.add_pipe(name)
    assert odd_names(nlp) == ["1: Oddly", "2: Quaint"]


def test_another_model_names_what_is_in_footnotes_too(nlp: spacy.Language) -> None:
    assert odd_names(nlp) == []


def test_report_says_at_which_stage_a_document_failed(nlp: spacy.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    assert extract(content(b" "), nlp) == Failure(
        "a.txt",
        "0" * 16,
        "read",
        "EmptySourceError",
        "a.txt: there is no text in this file; check that it was exported completely",
    )

    def broken(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        raise RuntimeError("no good")

    monkeypatch.setattr(nlp, "_components", [("broken", broken)])
    failure = extract(content(PROSE.encode()), nlp)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.error) == ("annotate", "RuntimeError")
    assert failure.message.startswith("a.txt: no good")


def test_report_whose_document_fails_its_checks_is_a_failure(nlp: spacy.Language) -> None:
    failure = extract(content(PROSE.encode(), language="english"), nlp)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.error) == ("tables", "UncheckedError")
    assert "language" in failure.message
    assert "a.txt.meta.json" in failure.message


def test_report_takes_a_passage_of_any_length(nlp: spacy.Language) -> None:
    text = "The council met and talked about the harbour. " * 22_000 + "It paid $5 million in May 2019."
    report = extract(content(text.encode()), nlp)
    assert isinstance(report, Report)
    (money,) = report.tables["money"].to_pylist()
    assert text[money["source_start"] : money["source_end"]] == "$5 million"

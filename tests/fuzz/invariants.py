"""What must hold of every document, whatever it was made of."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pyarrow as pa

from outsider_etl.document import Document, Passage, SourceText
from outsider_etl.structure.counting_heads import without_counting_heads
from outsider_etl.structure.furniture import without_furniture
from outsider_etl.structure.printed_pages import with_printed_pages
from outsider_etl.tables import TABLES, arrow_schema
from outsider_etl.text import Text

_PAGE_NUMBER = re.compile(r"(?:page|seite)?\s?\d{1,6}(?: (?:of|von) \d{1,4})?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"


def check_source(source: SourceText) -> None:
    """The lines of the pages are pieces of the source text, in order; layouts have an edge for each character."""
    last = 0
    for page in source.pages:
        for line in page.lines:
            check_text(line.text, source.text)
            for run in line.text.runs:
                assert run.start >= last
                last = run.end
            if line.layout:
                assert len(line.layout.edges) == len(line.text) + 1
                assert sum(font.length for font in line.layout.fonts) == len(line.text)
    source.text.encode()


def check_text(text: Text, source: str) -> None:
    """Every character stands for itself, for white space, or for what it was written as."""
    assert sum(run.length for run in text.runs) == len(text.value)
    at = 0
    for run in text.runs:
        assert 0 <= run.start <= run.end <= len(source)
        if run.end - run.start == run.length:
            for char, origin in zip(text.value[at : at + run.length], source[run.start : run.end], strict=True):
                written = unicodedata.normalize("NFKC", char) if char in _RAISED else char
                assert origin in (char, written) or char in " \n|"
        at += run.length


def check_document(document: Document) -> None:
    """Passages map back to the source, share no character of it, and refer to each other."""
    source = document.source.text
    passages = list(document.passages())
    texts = {passage.passage_id: passage.text for passage in passages}
    assert len(texts) == len(passages)
    for passage in passages:
        check_text(passage.text, source)
        _check_spans(passage)
        assert passage.page_start is None or passage.page_end is None or passage.page_start <= passage.page_end
    spans = sorted(span for passage in passages for span in passage.source_spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans)), "a character is in two passages"
    sections = {section.section_id for section in document.sections}
    assert {passage.section_id for passage in passages} <= {None, *sections}
    for section in document.sections:
        assert section.parent_id is None or section.parent_id in sections
        assert 0 <= section.source_start < section.source_end <= len(source)
        assert section.level >= 1
    for footnote in document.footnotes:
        if footnote.marker:
            assert 0 <= footnote.marker.offset <= len(texts[footnote.marker.passage_id])


def _check_spans(passage: Passage) -> None:
    spans = passage.source_spans
    assert all(start < end for start, end in spans)
    assert passage.text.value.strip()
    at = 0
    for run in passage.text.runs:
        one_to_one = run.end - run.start == run.length
        for start, end in _outside([(run.start, max(run.end, run.start + 1))], sorted(spans)):
            put_in = (at + start - run.start, at + end - run.start) if one_to_one else (at, at + run.length)
            assert not passage.text.value[slice(*put_in)].strip(" \n|"), (
                "a character of the source outside of its passage"
            )
        at += run.length
    assert all(0 <= start <= end <= len(passage.text) for start, end in passage.emphasis)


def check_nothing_lost(document: Document) -> None:
    """Body, notes and furniture are the words of a plain text: what is in no passage is furniture or says nothing."""
    source = document.source.text
    # Labels and markers are taken out of the text, and kept by themselves.
    labels = {footnote.label for footnote in document.footnotes}
    pages = with_printed_pages(document.source.pages)
    paged = {id(line) for page in pages for line in page.lines}
    for line in (line for page in document.source.pages for line in page.lines if id(line) not in paged):
        assert not _said(_PAGE_NUMBER.sub("", line.text.value)), f"no page number: {line.text.value!r}"
    lines = without_counting_heads(without_furniture(pages))
    kept = [(run.start, run.end) for line in lines for run in line.text.runs]
    spans = sorted(span for passage in document.passages() for span in passage.source_spans)
    for start, end in _outside(kept, spans):
        lost = _said(source[start:end]) - labels
        assert not lost, f"lost from {start} to {end}: {source[start:end]!r}"
    clean = sorted((run.start, run.end) for passage in document.passages() for run in passage.text.runs)
    for start, end in _outside(kept, clean):
        lost = _said(source[start:end]) - labels
        assert not lost or "](" in source[start:end], f"taken out from {start} to {end}: {source[start:end]!r}"


def _said(text: str) -> set[str]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    # A label in the digits of another script is kept in ours.
    return {str(int(word)) if word.isdecimal() and not word.isascii() else word for word in words}


def _outside(ranges: Iterable[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield what of the ranges lies in none of those taken; both are in order."""
    place = 0
    for start, end in ranges:
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        at, here = start, place
        while here < len(taken) and taken[here][0] < end:
            if taken[here][0] > at:
                yield at, taken[here][0]
            at = max(at, taken[here][1])
            here += 1
        if at < end:
            yield at, end


def check_tables(tables: dict[str, pa.Table]) -> None:
    """Every table has its schema, no row is rejected but for a number out of range, mentions are slices of passages."""
    assert list(tables) == [name for name in TABLES if name in tables]
    for name, table in tables.items():
        assert table.schema.equals(arrow_schema(name), check_metadata=True)
        table.validate(full=True)
    reasons = [(row["table"], row["check"], row["reason"], row["row"]) for row in tables["rejected"].to_pylist()]
    assert not [reason for reason in reasons if reason[1] != "fits_type"]
    passages = {row["passage_id"]: row for name in ("paragraphs", "footnotes") for row in tables[name].to_pylist()}
    for name in ("money", "dates", "organisation_mentions", "citations"):
        for row in tables[name].to_pylist():
            assert passages[row["passage_id"]]["text"][row["start"] : row["end"]] == row["text"] != ""

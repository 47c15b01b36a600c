"""What is fuzzed: for each target a strategy for its input and a check that holds for every input."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
from edtf import parse_edtf
from hypothesis import strategies as st
from spacy.language import Language

from outsider_etl.citations.finding import read_footnotes
from outsider_etl.document import Document, Footnote, Metadata, Passage, SourceText
from outsider_etl.errors import Failure, SourceError
from outsider_etl.nlp.dates import find_in_flows
from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.money.owners import currencies_of
from outsider_etl.nlp.organisations import knowledge
from outsider_etl.nlp.organisations.tags import TAGS, Tags, outside
from outsider_etl.nlp.organisations.trimming import trim
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.nlp.spans import Found
from outsider_etl.readers import read_pages
from outsider_etl.report import extract
from outsider_etl.sources import Content, Source, read
from outsider_etl.structure.build import build_document
from outsider_etl.structure.sentences import split_sentences
from outsider_etl.tables import sound_table
from outsider_etl.tables.citations import citation_rows
from outsider_etl.tables.organisations import identify
from outsider_etl.text import Text
from tests.fuzz.fragments import blocks, sentences, texts
from tests.fuzz.inputs import encoded, figures, flows, names, sidecars, whole
from tests.fuzz.invariants import check_document, check_nothing_lost, check_source, check_tables
from tests.fuzz.pdfs import pdfs

_SOURCE_ERRORS = {error.__name__ for error in SourceError.__subclasses__()}


@dataclass(frozen=True)
class Target:
    """`check` takes what `strategy` draws, and raises where something is wrong; CI takes so many `examples` of it."""

    strategy: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    examples: int


def _check_message(error: SourceError, name: str) -> None:
    assert str(error).startswith(f"{name}: ")


def _read(suffix: str, data: bytes) -> SourceText | None:
    try:
        source = read_pages(data, f"a{suffix}")
    except SourceError as error:
        _check_message(error, f"a{suffix}")
        return None
    check_source(source)
    assert read_pages(data, f"a{suffix}") == source
    return source


def _check_reader(suffix: str, data: bytes) -> None:
    _read(suffix, data)


def _check_structure(suffix: str, text: str) -> Document | None:
    source = _read(suffix, text.encode())
    if source is None:
        return None
    document = build_document(source)
    check_document(document)
    again = build_document(source)
    assert (again.paragraphs, again.footnotes, again.metadata) == (
        document.paragraphs,
        document.footnotes,
        document.metadata,
    )
    if suffix == ".txt":
        check_nothing_lost(document)
    return document


def _structure(suffix: str, text: str) -> None:
    _check_structure(suffix, text)


def _check_pdf(data: bytes) -> None:
    source = _read(".pdf", data)
    if source is None:
        return
    document = build_document(source)
    check_document(document)
    for passage in document.passages():
        document.source.bbox(passage.source_spans)


def _check_found(text: str, found: list[Found]) -> None:
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[item.start : item.end].strip() == text[item.start : item.end] for item in found)


def _check_money(text: str) -> None:
    found = find_money(text)
    _check_found(text, found)
    for item in found:
        assert item.value.amount_min <= item.value.amount_max
        assert item.value.amount_min.is_finite()
        assert len(item.value.currency) == 3
    assert currencies_of([text]) == currencies_of([text])
    assert find_money(text) == found


def _check_dates(drawn: tuple[list[list[str]], date | None]) -> None:
    texts, reference = drawn
    found = find_in_flows(texts, reference)
    every = [text for flow in texts for text in flow]
    assert find_in_flows(texts, reference) == found
    assert len(every) == len(found)
    for text, items in zip(every, found, strict=True):
        _check_found(text, items)
        for item in items:
            pa.array([item.value.start, item.value.end], pa.date32())
            assert item.value.edtf is None or parse_edtf(item.value.edtf)
            assert item.value.duration is None or item.value.duration.startswith("P")


def _footnotes(texts: list[str]) -> list[Footnote]:
    made = []
    for number, text in enumerate(text for text in texts if text.strip()):
        passage = Passage(f"n{number + 1:03}", "footnote", None, number, Text.of(text), ((0, len(text)),), ())
        made.append(Footnote(passage, str(number + 1), None))
    return made


def _check_citations(texts: list[str]) -> None:
    footnotes = _footnotes(texts)
    found, tags = read_footnotes(footnotes)
    again = read_footnotes(footnotes)
    assert again.citations == found
    assert {number for number, of_note in enumerate(tags) if of_note} == {each.citation.note for each in found}
    for one, other in zip(tags, again.tags, strict=True):
        if one is None or other is None:
            assert one is other
        else:
            np.testing.assert_array_equal(one.log_probabilities, other.log_probabilities)
            assert len(one.starts) == len(one.ends) == len(one.log_probabilities)
    for place, each in enumerate(found):
        text = footnotes[each.citation.note].passage.text.value
        assert 0 <= each.citation.start < each.citation.end <= len(text)
        assert all(each.citation.start <= part.start < part.end <= each.citation.end for part in each.citation.parts)
        assert each.refers_to is None or each.refers_to < place
    kept = [footnote.passage.passage_id for footnote in footnotes]
    citations, works = citation_rows("0123456789abcdef", footnotes, found, kept)
    sound_table("citations", citations)
    sound_table("works", works)


def _passage(text: str, seed: int) -> knowledge.Passage:
    """Return the text as a tagger that knows nothing would name it."""
    words = [(at, at + len(word)) for word, at in _words(text)]
    scores = np.random.default_rng(seed).normal(0, 3, (len(words), len(TAGS))).astype(np.float32)
    rows = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    tags = Tags(np.array([a for a, _ in words], np.int32), np.array([b for _, b in words], np.int32), rows)
    chosen = list(trim(text, tags.names()))
    assert all(0 <= start < end <= len(text) for start, end in chosen)
    random = Random(seed)
    closed = [span for span in chosen if random.random() < 0.2]
    return knowledge.Passage(text, tags, list(outside(sorted(set(chosen)), closed)), closed)


def _words(text: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((word, at))
        at += len(word)
    return found


def _check_organisations(drawn: list[tuple[str, int]]) -> None:
    passages = [_passage(text, seed) for text, seed in drawn]
    found = knowledge.find_mentions(passages)
    assert knowledge.find_mentions(passages) == found
    rows = []
    for number, (passage, mentions) in enumerate(zip(passages, found, strict=True)):
        assert all(0 <= each.start < each.end <= len(passage.text) and 0 <= each.score <= 1 for each in mentions)
        assert all(one.end <= other.start for one, other in pairwise(mentions))
        assert len(list(outside([each[:2] for each in mentions], passage.closed))) == len(mentions)
        rows += [
            {
                "document_id": "0123456789abcdef",
                "mention_id": f"m{number:04}{each.start}",
                "passage_id": f"p{number:04}",
                "start": each.start,
                "end": each.end,
                "text": passage.text[each.start : each.end],
                "source_start": number * 100_000 + each.start,
            }
            for each in mentions
        ]
    organisations = identify(rows, {f"p{number:04}": passage.text for number, passage in enumerate(passages)})
    sound_table("organisations", organisations)
    assert sum(row["mention_count"] for row in organisations) == len(rows)


def _check_sentences(text: str) -> None:
    spans = split_sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)


def _check_sidecar(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text("A report.")
        Path(folder, "a.txt.meta.json").write_bytes(data)
        try:
            content = read(Source("a.txt", path))
        except SourceError as error:
            _check_message(error, "a.txt.meta.json")
            return
        assert read(Source("a.txt", path)) == content
    assert Metadata(**content.overrides)
    pa.array([content.overrides.get(name) for name in ("published_start", "published_end")], pa.date32())


# From the bytes to the tables.


@cache
def _nlp() -> Language:
    return load_nlp(threads=1)


def _check_extraction(drawn: tuple[str, bytes]) -> None:
    suffix, data = drawn
    content = Content(Source(f"a{suffix}", Path(f"a{suffix}")), data, sha256(data).hexdigest()[:16], {}, "")
    report = extract(content, _nlp())
    if isinstance(report, Failure):
        assert report.error in _SOURCE_ERRORS, report
        return
    check_tables(report.tables)
    again = extract(content, _nlp())
    assert not isinstance(again, Failure)
    assert again.tables == report.tables


TARGETS: dict[str, Target] = {
    "text": Target(encoded, partial(_check_reader, ".txt"), 100),
    "markdown": Target(encoded, partial(_check_reader, ".md"), 100),
    "pdf": Target(pdfs(), _check_pdf, 40),
    "structure-text": Target(texts, partial(_structure, ".txt"), 150),
    "structure-markdown": Target(texts, partial(_structure, ".md"), 150),
    "sentences": Target(texts | figures, _check_sentences, 100),
    "money": Target(figures | texts, _check_money, 150),
    "dates": Target(st.tuples(flows, st.none() | st.dates()), _check_dates, 50),
    "citations": Target(st.lists(texts | sentences | figures | blocks, max_size=6), _check_citations, 20),
    "organisations": Target(st.lists(st.tuples(names, st.integers(0, 2**32)), max_size=5), _check_organisations, 40),
    "sidecars": Target(sidecars, _check_sidecar, 150),
    "extraction": Target(whole, _check_extraction, 15),
}

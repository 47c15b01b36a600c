"""One report in memory: from its bytes to checked tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.citations.finding import FootnotesRead, read_footnotes
from outsider_etl.citations.model import Citation
from outsider_etl.citations.titles import outside_titles
from outsider_etl.document import Document, Metadata, Passage
from outsider_etl.errors import Failure, ModelError, Stage, UncheckedError, failure
from outsider_etl.nlp.dates import find_in_flows
from outsider_etl.nlp.dates.translation import LANGUAGES, with_english_dates, with_english_days
from outsider_etl.nlp.money.decimals import decimal_sign_of
from outsider_etl.nlp.money.owners import currencies_of
from outsider_etl.nlp.pipeline import load_nlp, model_label
from outsider_etl.nlp.spans import Found
from outsider_etl.readers import read_pages
from outsider_etl.readers.limits import MAX_CHARACTERS
from outsider_etl.redaction import quotation
from outsider_etl.settings import pipeline_version
from outsider_etl.sources import Content, Source, read
from outsider_etl.structure.build import build_document
from outsider_etl.tables.making import make_tables
from outsider_etl.tables.rows import Identity
from outsider_etl.text import Text

_RUNNING = ("heading", "paragraph", "list_item", "block_quote")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as tables; `tables` holds every table of the data contract that belongs to a single document."""

    document_id: str
    source: str
    tables: dict[str, pa.Table]


def process(path: str | Path, *, model: str | None = None) -> Report:
    """Return the report at `path` as tables; `model` names another installed spaCy model.

    A file `NAME.meta.json` beside the report NAME overrides what the report says of itself. Raises SourceError where
    the report cannot be read, ModelError where the model is missing.
    """
    path = Path(path)
    return _make_report(read(Source(path.name, path)), load_nlp(model), [], MAX_CHARACTERS)


def extract(content: Content, nlp: Language, characters: int = MAX_CHARACTERS) -> Report | Failure:
    """Return the report as tables, or why there are none; whatever a document holds, only ModelError is raised.

    One of more than `characters` has no tables. `nlp` keeps the words of all documents that go through it.
    """
    stages: list[Stage] = []
    try:
        return _make_report(content, nlp, stages, characters)
    except ModelError:
        raise  # no fault of the document: each one would fail
    except Exception as error:
        return failure(content.source.name, content.document_id, stages[-1], error)


def _make_report(content: Content, nlp: Language, stages: list[Stage], characters: int) -> Report:
    """Return the report; each stage is noted in `stages` as it begins."""
    name = content.source.name
    stages.append("read")
    source = read_pages(content.data, name, characters)
    stages.append("structure")
    document = build_document(source)
    document = replace(document, metadata=replace(document.metadata, **content.overrides))
    stages.append("annotate")
    notes = read_footnotes(document.footnotes, document.links)
    identity = Identity(
        document_id=content.document_id,
        source=name,
        byte_size=len(content.data),
        pipeline_version=pipeline_version(),
        model=model_label(nlp),
    )
    docs = list(annotate(document, notes, nlp))
    stages.append("tables")
    tables = make_tables(document, notes.citations, docs, identity)
    if tables["documents"].num_rows == 0:
        reasons = "; ".join(row["reason"] for row in tables["rejected"].to_pylist() if row["table"] == "documents")
        raise UncheckedError(f"{name}: {quotation(reasons)}; correct it in {name}.meta.json")
    return Report(content.document_id, name, tables)


def annotate(document: Document, notes: FootnotesRead, nlp: Language) -> Iterator[Doc]:
    """Yield the annotated Doc of each of the document's passages, in order; `notes` is what its footnotes say.

    Relative dates are resolved against the first day of the publication date, where the report has one.
    """
    yield from nlp.pipe(_docs(document, notes, nlp))


def _docs(document: Document, notes: FootnotesRead, nlp: Language) -> Iterator[Doc]:
    passages = tuple(document.passages())
    citations: list[list[Citation]] = [[] for _ in passages]
    for each in notes.citations:
        citations[len(document.paragraphs) + each.citation.note].append(each.citation)
    tags = [*[None] * len(document.paragraphs), *notes.tags]
    currencies = currencies_of(passage.text.value for passage in passages)
    sign = decimal_sign_of((passage.text.value for passage in passages), document.metadata.language)
    found = _find_dates(passages, document.metadata)
    for passage, found_dates, own, note_tags in zip(passages, found, citations, tags, strict=True):
        # Its `make_doc` would refuse a long text.
        doc = nlp.tokenizer(passage.text.value)
        doc._.text = passage.text.value
        doc._.reference_date = document.metadata.published_start
        doc._.currencies = currencies
        doc._.decimal_sign = sign
        doc._.found_dates = outside_titles(found_dates, own, passage.text.value)
        doc._.citations = own
        doc._.note_tags = note_tags
        yield doc


def _find_dates(passages: Sequence[Passage], metadata: Metadata) -> list[list[Found]]:
    """Return the date expressions of each passage; the running text is read on end, each other passage by itself."""
    texts = [Text.of(passage.text.value) for passage in passages]
    if metadata.language in LANGUAGES:
        texts = [with_english_dates(text, metadata.language) for text in texts]
    else:
        texts = [with_english_days(text) for text in texts]
    found = _find_in_texts(passages, [text.value for text in texts], metadata)
    return [[_as_printed(each, text) for each in dates] for dates, text in zip(found, texts, strict=True)]


def _find_in_texts(passages: Sequence[Passage], texts: Sequence[str], metadata: Metadata) -> list[list[Found]]:
    running = [place for place, passage in enumerate(passages) if passage.kind in _RUNNING]
    apart = [place for place, passage in enumerate(passages) if passage.kind not in _RUNNING]
    flows = [[texts[place] for place in places] for places in (running, *([place] for place in apart))]
    found = find_in_flows(flows, metadata.published_start)
    return [dates for _, dates in sorted(zip((*running, *apart), found, strict=True), key=itemgetter(0))]


def _as_printed(found: Found, text: Text) -> Found:
    start, end = text.origin(found.start, found.end)
    return replace(found, start=start, end=end)

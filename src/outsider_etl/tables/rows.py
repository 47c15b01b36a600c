"""The rows that a document and the entities of its passages make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from spacy.tokens import Doc, Span

from outsider_etl.document import Document, Footnote, Passage, Section, SourceLink, SourceText
from outsider_etl.links import links_in
from outsider_etl.nlp.spans import text_of, value_of
from outsider_etl.structure.sentences import Sentences
from outsider_etl.tables.rejection import Row
from outsider_etl.text import Text

TABLE_OF_LABEL = {"ORG": "organisation_mentions", "MONEY": "money", "DATE": "dates"}
SentencesOf = Callable[[str], Sentences]
"""What knows the sentences of a text; both functions below ask it about most texts."""
_MONEY = ("amount_min", "amount_max", "currency", "qualifier")
_DATE = {"date_start": "start", "date_end": "end"} | {
    name: name for name in ("kind", "granularity", "edtf", "duration", "timex", "mod")
}
_NOT_BODY = ("front_matter", "toc", "back_matter")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document's rows say that is not in the document itself; `byte_size` is that of its source."""

    document_id: str
    source: str
    byte_size: int
    pipeline_version: str
    model: str


def structure_rows(document: Document, identity: Identity, sentences: SentencesOf) -> dict[str, list[Row]]:
    """Return the rows of what the document consists of, by table, in order."""
    key = {"document_id": identity.document_id}
    texts = {passage.passage_id: passage.text.value for passage in document.passages()}
    label = document.source.page_label
    return {
        "documents": [_document(document, identity)],
        "sections": [key | _section(section, label(section.page_start)) for section in document.sections],
        "paragraphs": [
            key | _paragraph(paragraph, label(paragraph.page_start), document.links)
            for paragraph in document.paragraphs
        ],
        "footnotes": [
            key | _footnote(footnote, label(footnote.passage.page_start), document.links, texts, sentences)
            for footnote in document.footnotes
        ],
    }


def _document(document: Document, identity: Identity) -> Row:
    body = (passage for passage in document.passages() if passage.kind not in _NOT_BODY)
    metadata = asdict(document.metadata)
    return {
        **asdict(identity),
        **metadata,
        "authors": list(document.metadata.authors),
        "media_type": document.source.media_type,
        "page_count": document.source.page_count,
        "word_count": sum(len(passage.text.value.split()) for passage in body),
        "section_count": len(document.sections),
        "paragraph_count": len(document.paragraphs),
        "footnote_count": len(document.footnotes),
        "warnings": list(document.source.warnings),
    }


def _section(section: Section, label: str | None) -> Row:
    return asdict(section) | {"page_label": label}


def _paragraph(paragraph: Passage, label: str | None, links: Sequence[SourceLink]) -> Row:
    return {
        "passage_id": paragraph.passage_id,
        "section_id": paragraph.section_id,
        "kind": paragraph.kind,
        "position": paragraph.position,
        "text": paragraph.text.value,
        "page_start": paragraph.page_start,
        "page_end": paragraph.page_end,
        "page_label": label,
        "source_spans": _spans(paragraph),
        "links": [link._asdict() for link in links_in(paragraph, links)],
    }


def _footnote(
    footnote: Footnote,
    label: str | None,
    links: Sequence[SourceLink],
    texts: Mapping[str, str],
    sentences: SentencesOf,
) -> Row:
    passage, marker = footnote.passage, footnote.marker
    return {
        "passage_id": passage.passage_id,
        "label": footnote.label,
        "position": passage.position,
        "text": passage.text.value,
        "page": passage.page_start,
        "page_label": label,
        "source_spans": _spans(passage),
        "links": [link._asdict() for link in links_in(passage, links)],
        "marker_passage_id": marker.passage_id if marker else None,
        "marker_offset": marker.offset if marker else None,
        "marker_sentence": sentences(texts.get(marker.passage_id, "")).before(marker.offset) if marker else None,
    }


def _spans(passage: Passage) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in passage.source_spans]


def mention_rows(
    document: Document, docs: Sequence[Doc], identity: Identity, sentences: SentencesOf
) -> dict[str, list[Row]]:
    """Return the rows of the mentions, by table, in order; `docs` belong to `document.passages()` one to one.

    An organisation's id is None until the organisations of the document are known.
    """
    rows: dict[str, list[Row]] = {table: [] for table in TABLE_OF_LABEL.values()}
    numbers = count(1)
    for passage, doc in zip(document.passages(), docs, strict=True):
        printed = text_of(doc)  # an entity's own text is put together of its tokens
        for ent in doc.ents:
            if table := TABLE_OF_LABEL.get(ent.label_):
                row = _place(passage, ent, printed, document.source, sentences)
                row.update(_value(ent), document_id=identity.document_id, mention_id=f"m{next(numbers):04}")
                rows[table].append(row)
    return rows


def _place(passage: Passage, ent: Span, printed: str, source: SourceText, sentences: SentencesOf) -> Row:
    text, start, end = passage.text, ent.start_char, ent.end_char
    traceable = start < end <= len(text.value)
    source_start, source_end = text.origin(start, end) if traceable else (None, None)
    page = None if source_start is None else source.page_at(source_start)
    return {
        "passage_id": passage.passage_id,
        "passage_kind": passage.kind,
        "section_id": passage.section_id,
        "page": page,
        "page_label": source.page_label(page),
        "start": start,
        "end": end,
        "text": printed[start:end],
        "source_start": source_start,
        "source_end": source_end,
        "sentence": sentences(text.value).around(start, end),
        "bbox": _bbox(source, text[start:end]) if traceable and source.is_printed else None,
    }


def _bbox(source: SourceText, text: Text) -> dict[str, float] | None:
    """Return the box of a text, which what lies between its pieces is not part of."""
    box = source.bbox((run.start, run.end) for run in text.runs if run.end - run.start == run.length)
    return box._asdict() if box else None


def _value(ent: Span) -> dict[str, Any]:
    match ent.label_:
        case "MONEY":
            value = value_of(ent, "money")
            return {column: getattr(value, column, None) for column in _MONEY}
        case "DATE":
            value = value_of(ent, "date")
            return {column: getattr(value, name, None) for column, name in _DATE.items()}
        case _:
            score, evidence = value_of(ent, "score"), value_of(ent, "evidence")
            return {"organisation_id": None, "score": score, "evidence": evidence}

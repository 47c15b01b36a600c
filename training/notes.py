"""Footnotes with their citations marked, which the tagger of citations is trained on and measured by.

The files in `footnotes/` hold documents, each after a line `## name | style | language`, and their notes, one a line:
the label, a tab, and the text with tags. What the tags mean is said in `footnotes/README.md`.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

WRITTEN = Path(__file__).parent / "footnotes"
HELD = WRITTEN / "held"
"""Notes that are not trained on."""
GOLD = Path(__file__).parent / "gold" / "footnotes.jsonl"
"""Real notes that are not trained on."""
TRAINED_GOLD = Path(__file__).parent / "gold" / "footnotes-trained.jsonl"
RAW = Path(__file__).parents[1] / "raw"

Spans = tuple[tuple[int, int], ...]

FIELDS = ("a", "e", "r", "l", "et", "ti", "tt", "j", "p", "pl", "vo", "is", "pp", "nu", "ed", "d", "ac", "u", "h")
_NUMBERED = re.compile(r"(\d+)\. (.+)")
_TAG = re.compile(rf"<(/?)(c|f|{'|'.join(sorted(FIELDS, key=len, reverse=True))})((?: +\w+=[^\s>]+)*) *>")
_LIKE_A_TAG = re.compile(r"</?[a-z]{1,2}(?: [a-z]+=[^>]*)?>")
_ITALICS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A field of a citation: its tag, attributes, and where it stands in the note."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(slots=True)
class Cited:
    """A citation: its attributes (`t` type, `k` kind, `to` the citation it stands for), place and fields."""

    attributes: dict[str, str]
    start: int
    end: int = 0
    fields: list[Marked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label, clean text, spans in italics, and citations in order."""

    document: str
    label: str
    text: str
    emphasis: Spans
    citations: tuple[Cited, ...]


def read_notes(paths: Iterable[Path]) -> Iterator[list[Note]]:
    """Yield the documents of the files: their notes in order. Raises ValueError where a tag is wrong."""
    for path in paths:
        notes: list[Note] = []
        name = path.stem
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("## "):
                if notes:
                    yield notes
                notes, name = [], f"{path.stem}/{line[3:].split('|')[0].strip()}"
            elif line.strip():
                label, _, text = line.partition("\t")
                notes.append(parse_note(name, label.strip(), text))
        if notes:
            yield notes


def own_gold(corpora: Path, path: Path = GOLD) -> Iterator[list[Note]]:
    """Yield real footnotes that were annotated, by document: those of papers in `corpora`/unlabelled and of `raw`.

    A line of `path` names a document, the label of a note, the SHA-256 of its text, and its citations
    by offsets into that text. Raises ValueError where a text is not the one that was annotated.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for name, group in groupby(rows, key=itemgetter("document")):
        texts = _report_texts(name) if (RAW / f"{name}.txt").exists() else _paper_texts(corpora, name)
        yield [_annotated(row, *texts[row["label"]]) for row in group]


def _paper_texts(corpora: Path, name: str) -> dict[str, tuple[str, Spans]]:
    """Return the notes of a paper, one a line at its end, by label."""
    lines = (corpora / "unlabelled" / f"{name}.txt").read_text("utf-8").splitlines()
    return {match.group(1): (match.group(2), ()) for line in lines if (match := _NUMBERED.fullmatch(line))}


def _report_texts(name: str) -> dict[str, tuple[str, Spans]]:
    path = RAW / f"{name}.txt"
    footnotes = build_document(read_pages(path.read_bytes(), path.name)).footnotes
    return {str(each.label): (each.passage.text.value, each.passage.emphasis) for each in footnotes}


def _annotated(row: dict[str, Any], text: str, emphasis: Spans) -> Note:
    if not hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"]):
        raise ValueError(f"note {row['label']} of {row['document']} is not the one that was annotated")
    citations = [
        Cited(
            {key: value for key, value in each.items() if key not in ("span", "fields")},
            *each["span"],
            [Marked(tag, {}, start, end) for tag, start, end in each["fields"]],
        )
        for each in row["citations"]
    ]
    return Note(row["document"], row["label"], text, emphasis, tuple(citations))


def parse_note(document: str, label: str, marked: str) -> Note:
    """Return a note from its text with tags and with `*` around what is in italics."""
    text, citations = _untagged(marked)
    drop: list[int] = []
    emphasis = []
    for match in _ITALICS.finditer(text):
        drop += [match.start(), match.end() - 1]
        emphasis.append((match.start() + 1, match.end() - 1))
    kept = [0]
    for index in range(len(text)):
        kept.append(kept[-1] + (index not in drop))
    clean = "".join(letter for index, letter in enumerate(text) if index not in drop)
    for cited in citations:
        cited.start, cited.end = kept[cited.start], kept[cited.end]
        cited.fields = [Marked(f.tag, f.attributes, kept[f.start], kept[f.end]) for f in cited.fields]
    spans = tuple((kept[start], kept[end]) for start, end in emphasis)
    return Note(document, label, clean, spans, tuple(citations))


def _untagged(marked: str) -> tuple[str, list[Cited]]:
    text, place = "", 0
    citations: list[Cited] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    for match in _TAG.finditer(marked):
        text += marked[place : match.start()]
        place = match.end()
        closing, tag, attributes = match.groups()
        if closing:
            name, known, start = opened.pop() if opened else (None, {}, 0)
            if name != tag:
                raise ValueError(f"</{tag}> closes <{name}> in {marked}")
            if tag == "c":
                citations[-1].end = len(text)
            else:
                citations[-1].fields.append(Marked(tag, known, start, len(text)))
        else:
            known = dict(each.split("=", 1) for each in attributes.split())
            opened.append((tag, known, len(text)))
            if tag == "c":
                citations.append(Cited(known, len(text)))
    text += marked[place:]
    if opened or _LIKE_A_TAG.search(text):
        raise ValueError(f"a tag is left open or unknown in {marked}")
    return text, citations

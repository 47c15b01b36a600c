"""Footnotes with their citations marked, which the tagger of citations is trained on and measured by.

The files in `footnotes/` hold documents, each after a line `## name | style | language`, and their notes, one a line:
the label, a tab, and the text with tags. What the tags mean is said in `footnotes/README.md`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

WRITTEN = Path(__file__).parent / "footnotes"
HELD = WRITTEN / "held"
"""Notes that are not trained on."""

FIELDS = ("a", "e", "r", "l", "et", "ti", "tt", "j", "p", "pl", "vo", "is", "pp", "nu", "ed", "d", "ac", "u", "h")
_TAG = re.compile(rf"<(/?)(c|f|{'|'.join(sorted(FIELDS, key=len, reverse=True))})((?: +\w+=[^\s>]+)*) *>")
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
    emphasis: tuple[tuple[int, int], ...]
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
            name, known, start = opened.pop()
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
    return text + marked[place:], citations

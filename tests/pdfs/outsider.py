"""The report in raw/ as blocks: its marks become type, and its notes stand where their markers are."""

import re
from collections.abc import Iterator
from pathlib import Path

from model import Block, Note, Piece, heading, paragraph, quotation

SOURCE = Path(__file__).parents[2] / "raw" / "the-outsider.txt"
TITLE_PAGE_BLOCKS = 4
LONGEST_HEADING = 90
# Headings of the lowest level: nothing in the text tells them from those above.
THIRD_LEVEL = ("A solid educational base", "Harnessing Russian expertise")
# Lines of the imprint that stand between the paragraphs or behind them, and the heading of the list at the end.
APART = ("Translated from French", "If you wish to be notified")
PUBLICATIONS = "The Latest Publications"

PREAMBLE = """
#set document(title: "The Outsider", date: none)
#set page(
  paper: "a4",
  margin: 3.1cm,
  header: context if here().page() > 1 { text(8pt)[The Outsider #h(1fr) Julien Nocetti] },
  footer: context if here().page() > 1 { align(center, counter(page).display()) },
)
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", hyphenate: false)
#set smartquote(enabled: false)
#set par(spacing: 1.1em)
#show heading.where(level: 1): it => pagebreak(weak: true) + block(text(18pt, it.body), below: 1.5em)
#show heading.where(level: 2): set text(14pt)
#show heading.where(level: 3): set text(11.5pt, style: "italic")
"""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKER = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_NOTE = re.compile(r"(\d{1,3})\. (.+)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\(#\)")
_ESCAPE = re.compile(r"\\(?=[$()])")
_ENDED = re.compile(r"[.!?:][”\"’'»)*⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


def blocks() -> list[Block]:
    """Return the report's blocks in order: title page, imprint, contents, text and list of publications."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", SOURCE.read_text("utf-8")) if part.strip()]
    contents = parts.index("Table of Contents")
    entries = [Block("contents_entry", (title,), label=page) for title, page in _entries(parts[contents + 1])]
    chapters = {_folded(title) for title, _ in _entries(parts[contents + 1]) if title.isupper()}
    front = [Block("front", (_running(part),)) for part in parts[:contents]]
    return [
        Block("title", front[0].pieces),
        *front[1:TITLE_PAGE_BLOCKS],
        Block("page_break"),
        *front[TITLE_PAGE_BLOCKS:],
        Block("page_break"),
        Block("front", (parts[contents],)),
        *entries,
        *_body(parts[contents + 2 :], chapters),
    ]


def _entries(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        title, page = line.split("\t")
        yield title, page


def _folded(title: str) -> str:
    return title.casefold().replace("’", "'").rstrip(".")


def _running(text: str) -> str:
    return _LINK.sub(r"\1", _ESCAPE.sub("", " ".join(text.split())))


def _body(parts: list[str], chapters: set[str]) -> Iterator[Block]:
    texts, notes = _without_notes(parts)
    before = ""
    for text in texts:
        if text.startswith("- "):
            yield from (Block("front", (_running(line.removeprefix("- ")),)) for line in text.splitlines())
        elif text.startswith(APART):
            yield Block("front", (_running(text),))
        elif text.startswith(PUBLICATIONS):
            yield from (Block("page_break"), Block("title", (text,)))
        elif len(text) < LONGEST_HEADING and not text.endswith((".", ":")):
            level = 1 if _folded(text) in chapters else 3 if text.startswith(THIRD_LEVEL) else 2
            yield heading(level, text)
        else:
            kind = quotation if before.endswith(":") and text.startswith("“") else paragraph
            yield kind(*_pieces(_running(text), notes))
        before = text


def _without_notes(parts: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the parts that are no notes, those joined that a foot of a page cut in two, and the notes by label."""
    texts: list[str] = []
    notes: dict[str, str] = {}
    cut = False
    for part in parts:
        match = _NOTE.match(part)
        if match and int(match[1]) == len(notes) + 1:
            notes[match[1]] = _running(match[2])
            cut = True
        elif cut and (index := _unfinished(texts)) is not None:
            texts[index] += f" {part}"
            cut = False
        else:
            texts.append(part)
            cut = False
    return texts, notes


def _unfinished(texts: list[str]) -> int | None:
    """Return which of the last two texts goes on behind the notes: a line set apart may stand under it."""
    for index in range(len(texts) - 1, max(0, len(texts) - 2) - 1, -1):
        if len(texts[index]) > LONGEST_HEADING and not _ENDED.search(texts[index]):
            return index
    return None


def _pieces(text: str, notes: dict[str, str]) -> Iterator[Piece]:
    """Yield the pieces of a text: what is plain, and the notes in the place of their markers."""
    for index, piece in enumerate(_MARKER.split(text)):
        if index % 2:
            label = piece.translate(_SUPERSCRIPTS)
            yield Note(label, notes[label])
        elif piece:
            yield piece

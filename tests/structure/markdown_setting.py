"""Write a document as the Markdown that a careful hand would make of it."""

import re

from outsider_etl.document import Document, Passage

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~^&{}]|^(?:[-+]|\d+[.)])(?=\s)|^[-=:]")


def as_markdown(document: Document) -> str:
    """Return the document with its headings, lists and quotations marked, and its notes behind the text."""
    markers: dict[str, list[tuple[int, str]]] = {}
    for note in document.footnotes:
        if note.marker:
            markers.setdefault(note.marker.passage_id, []).append((note.marker.offset, f"[^{note.label}]"))
    levels = {section.title: section.level for section in document.sections}
    blocks = []
    before = None
    for index, passage in enumerate(document.paragraphs):
        text = _marked(passage, markers.get(passage.passage_id, []))
        if index == 0:
            text = f"# {text}"
        elif passage.kind == "heading":
            text = "#" * (levels[passage.text.value] + 1) + f" {text}"
        elif passage.kind in ("toc", "back_matter"):
            entry = f"- [{text}](#{index})" if passage.kind == "toc" else f"- {text}"
            text = entry if passage.kind == before else f"## {text}"
        elif passage.kind == "block_quote":
            text = f"> {text}"
        before = passage.kind
        blocks.append(text)
    notes = [f"[^{note.label}]: {_marked(note.passage, [])}" for note in document.footnotes]
    return "\n\n".join(blocks + notes) + "\n"


def _marked(passage: Passage, markers: list[tuple[int, str]]) -> str:
    text = passage.text.value
    inserted = [(match.start(), 2, "\\") for match in _SPECIAL.finditer(text)]
    inserted += [(place, 1, mark) for place, mark in markers]
    for start, end in passage.emphasis:
        inserted += [(start, 1, "*"), (end, 0, "*")]
    pieces = []
    at = 0
    for place, _, mark in sorted(inserted):
        pieces += [text[at:place], mark]
        at = place
    return "".join([*pieces, text[at:]])

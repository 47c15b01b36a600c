"""Footnotes with the citations marked in them, as `training/footnotes/README.md` says."""

from operator import attrgetter

from outsider_etl.citations.model import Citation, Part
from outsider_etl.citations.reading import make_citation
from training.notes import Note, parse_note


def marked(*lines: str) -> list[Note]:
    """Return notes from lines of a label and text with tags: `12 <c t=book><a>J. <f>Roe</f></a>...`."""
    return [parse_note("test", *line.split(" ", 1)) for line in lines]


def cited(notes: list[Note]) -> list[Citation]:
    """Return the citations that are marked in notes, as they are read where every label is right."""
    found = []
    for number, note in enumerate(notes):
        for own in note.citations:
            fields = sorted((field for field in own.fields if field.tag != "f"), key=attrgetter("start"))
            parts = tuple(Part(field.tag, field.start, field.end) for field in fields)
            citation = make_citation(number, note.text, own.start, own.end, parts)
            found.append(citation.typed(own.attributes["t"]))
    return found

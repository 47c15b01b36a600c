"""Documents and entities made by hand: no model, no files."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pyarrow as pa
import spacy
from spacy.tokens import Doc

from outsider_etl.citations.resolution import Resolved
from outsider_etl.document import Document, Footnote, Line, Marker, Metadata, Page, Passage, Section, SourceText
from outsider_etl.nlp.spans import Found, set_found
from outsider_etl.nlp.values import DateValue, Money
from outsider_etl.tables.making import make_tables
from outsider_etl.tables.rows import Identity
from outsider_etl.text import Edit, Text

NLP = spacy.blank("en")
IDENTITY = Identity("0123456789abcdef", "reports/one.txt", 4096, "0.1.0", "en_core_web_md 3.7.1")

BODY = (
    "The Defense Advanced Research Projects Agency (DARPA) spent \\$2 billion.12 "
    "In 2019 darpa and the Kremlin's press office agreed."
)
NOTE = "The Kremlin paid between $5-10 million; see p. 4."
HEADING = "Spending"
SOURCE = f"{HEADING}\n\n{BODY}\n\n12 {NOTE}\n"

YEAR_2019 = DateValue("absolute", date(2019, 1, 1), date(2019, 12, 31), "year", "2019", None, "2019")


def passage(
    passage_id: str, kind: str, text: Text, *, position: int = 0, section_id: str | None = "s1", page: int | None = 3
) -> Passage:
    spans = (text.origin(0, len(text)),) if len(text) else ((0, 1),)
    return Passage(passage_id, kind, section_id, position, text, spans, (), page, page)


def document() -> Document:
    """A heading, a paragraph with an escaped dollar and a footnote marker, and the footnote."""
    heading = passage("p0001", "heading", Text.of(HEADING))
    at = SOURCE.index(BODY)
    body = Text.of(BODY, at).edit(
        [Edit(BODY.index("\\"), BODY.index("\\") + 1), Edit(BODY.index("12 "), BODY.index("12 ") + 2)]
    )
    note = passage("n001", "footnote", Text.of(NOTE, SOURCE.index(NOTE)))
    return Document(
        source=SourceText(SOURCE, (Page(3, (Line(Text.of(SOURCE)),)),), "text/plain", warnings=("one line was cut",)),
        metadata=Metadata(title="Spending", authors=("A. Author", "B. Author"), language="en"),
        sections=(Section("s1", None, 1, HEADING, 0, 3, 0, len(SOURCE)),),
        paragraphs=(heading, passage("p0002", "paragraph", body, position=1)),
        footnotes=(Footnote(note, "12", Marker("p0002", body.value.index(" In 2019"))),),
    )


def doc(text: str, *entities: tuple[str, Money | DateValue | None]) -> Doc:
    """Return `text` with entities: what is said, and its value, None for an organisation."""
    made = NLP.make_doc(text)
    for kind, label in ((Money, "MONEY"), (DateValue, "DATE")):
        values = [(said, value) for said, value in entities if isinstance(value, kind)]
        set_found(made, label, [Found(text.index(said), text.index(said) + len(said), value) for said, value in values])
    names = [
        made.char_span(text.index(said), text.index(said) + len(said), "ORG")
        for said, value in entities
        if value is None
    ]
    made.ents = [*made.ents, *names]
    return made


def docs(made: Document) -> list[Doc]:
    texts = [each.text.value for each in made.passages()]
    return [
        doc(texts[0]),
        doc(
            texts[1],
            ("Defense Advanced Research Projects Agency", None),
            ("DARPA", None),
            ("$2 billion", Money(Decimal(2_000_000_000), Decimal(2_000_000_000), "USD")),
            ("2019", YEAR_2019),
            ("darpa", None),
            ("Kremlin", None),
        ),
        doc(
            texts[2],
            ("Kremlin", None),
            ("$5-10 million", Money(Decimal(5_000_000), Decimal(10_000_000), "USD", "about")),
        ),
    ]


def tables(
    made: Document | None = None, found: list[Doc] | None = None, cited: Sequence[Resolved] = ()
) -> dict[str, pa.Table]:
    made = made or document()
    return make_tables(made, cited, docs(made) if found is None else found, IDENTITY)


def unvalued(text: str, said: str, label: str) -> Doc:
    """Return `text` with one entity that has no value."""
    made = NLP.make_doc(text)
    start = text.index(said)
    made.ents = [made.char_span(start, start + len(said), label)]
    return made

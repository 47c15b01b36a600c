"""What the page of a document shows: its blocks with their notes, and its rows, made of the tables' rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from outsider_etl.explorer.marking import Mark, Marker, attributes, marked, visible

Record = Mapping[str, Any]
Tables = Mapping[str, Sequence[Record]]
"""The rows of one document by table, in their order there."""

_SAFE_ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|$))[^\s\"'<>]*", re.IGNORECASE)
LABELS = {"org": "Organisations", "money": "Money", "date": "Dates", "citation": "Citations"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list beside the text: what it says in short, where it stands, and what it is filtered by.

    `anchor` is the id of its element in the text; `filters` are `data-` attributes.
    """

    label: str
    anchor: str
    text: str
    value: str
    filters: Markup


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its text as HTML, its label, and whether a marker in the text leads to it."""

    passage_id: str
    label: str
    html: Markup
    has_marker: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as HTML, with the notes whose markers stand in it.

    `tag` is its element; `section_id` is given for the heading that begins a section, and `page` where a page begins.
    """

    passage_id: str
    kind: str
    tag: str
    html: Markup
    notes: tuple[Note, ...]
    section_id: str | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A document to be shown: what it says of itself, its sections, blocks, further notes, and rows."""

    document: Record
    sections: Sequence[Record]
    blocks: Sequence[Block]
    loose_notes: Sequence[Note]
    rows: Sequence[Row]
    currencies: Sequence[str]


def make_page(tables: Tables) -> Page:
    """Return the page of the document whose rows `tables` holds."""
    (document,) = tables["documents"]
    marks = _marks(tables)
    references = _references(tables)
    notes = {each["passage_id"]: _note(each, marks, references) for each in tables["footnotes"]}
    called: defaultdict[str, list[Record]] = defaultdict(list)
    for each in tables["footnotes"]:
        if each["marker_passage_id"]:
            called[each["marker_passage_id"]].append(each)
    paragraphs = {each["passage_id"] for each in tables["paragraphs"]}
    loose = [notes[each["passage_id"]] for each in tables["footnotes"] if each["marker_passage_id"] not in paragraphs]
    return Page(
        document=document,
        sections=tables["sections"],
        blocks=list(_blocks(tables, marks, called, notes)),
        loose_notes=loose,
        rows=list(_rows(tables)),
        currencies=sorted({each["currency"] for each in tables["money"]}),
    )


def address(url: str | None) -> str | None:
    """Return a link's address for a URL as a document prints it, None for one that is not for the web."""
    stripped = (url or "").strip("<>() ")
    if _SAFE_ADDRESS.fullmatch(stripped):
        return stripped
    return f"https://{stripped}" if _BARE_ADDRESS.fullmatch(stripped) else None


def amount(record: Record) -> str:
    """Return a money figure in words: "about USD 1,300,000,000"."""
    least, most = record["amount_min"], record["amount_max"]
    qualifier = f"{record['qualifier'].replace('_', ' ')} " if record["qualifier"] else ""
    figures = [_figure(each) for each in (least, most) if each is not None]
    return f"{qualifier}{record['currency']} {' – '.join(dict.fromkeys(figures))}".strip()


def _figure(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _blocks(
    tables: Tables, marks: Mapping[str, list[Mark]], called: Mapping[str, list[Record]], notes: Mapping[str, Note]
) -> Iterator[Block]:
    levels = {each["section_id"]: each["level"] for each in tables["sections"]}
    begun: set[str] = set()
    page = None
    for each in tables["paragraphs"]:
        own = called.get(each["passage_id"], [])
        heads = each["section_id"] if each["kind"] == "heading" and each["section_id"] not in begun else None
        if heads:
            begun.add(heads)
        label = each["page_label"] or (each["page_start"] and str(each["page_start"]))
        yield Block(
            passage_id=each["passage_id"],
            kind=each["kind"],
            tag=_tag(each["kind"], levels.get(each["section_id"], 1)),
            html=marked(each["text"], [*marks[each["passage_id"]], *_links(each)], _markers(own)),
            notes=tuple(notes[note["passage_id"]] for note in own),
            section_id=heads,
            page=label if label != page else None,
        )
        page = label


def _tag(kind: str, level: int) -> str:
    match kind:
        case "heading":
            return f"h{min(6, level + 1)}"
        case "block_quote":
            return "blockquote"
        case "table":
            return "pre"
        case _:
            return "p"


def _markers(footnotes: Sequence[Record]) -> Iterator[Marker]:
    for each in footnotes:
        label, anchor = visible(each["label"] or "note"), each["passage_id"]
        link = Markup('<a class="marker" id="{0}-marker" href="#{0}">{1}</a>').format(anchor, label)
        yield Marker(each["marker_offset"], link)


def _note(footnote: Record, marks: Mapping[str, list[Mark]], references: Mapping[str, list[Marker]]) -> Note:
    passage_id = footnote["passage_id"]
    html = marked(footnote["text"], [*marks[passage_id], *_links(footnote)], references.get(passage_id, ()))
    return Note(passage_id, visible(footnote["label"] or ""), html, footnote["marker_passage_id"] is not None)


def _references(tables: Tables) -> Mapping[str, list[Marker]]:
    """Return for each passage the links from its citations to those they stand for, and back."""
    labels = {each["passage_id"]: each["label"] or each["passage_id"] for each in tables["footnotes"]}
    cited = {each["citation_id"]: each for each in tables["citations"]}
    back: defaultdict[str, list[str]] = defaultdict(list)
    for each in tables["citations"]:
        if each["refers_to"]:
            back[each["refers_to"]].append(each["citation_id"])
    made: defaultdict[str, list[Marker]] = defaultdict(list)
    for citation_id, each in cited.items():
        given = [("→", [each["refers_to"]] if each["refers_to"] else []), ("←", back[citation_id])]
        for arrow, others in given:
            links = [
                Markup('<a href="#{}">{}</a>').format(other, visible(labels[cited[other]["passage_id"]]))
                for other in others
            ]
            if links:
                element = Markup(' <span class="refers">{} {}</span>').format(arrow, Markup(", ").join(links))
                made[each["passage_id"]].append(Marker(each["end"], element))
    return made


def _links(passage: Record) -> Iterator[Mark]:
    for number, link in enumerate(passage["links"]):
        target = address(link["uri"])
        if target:
            given = attributes(href=target, rel="noopener noreferrer")
            yield Mark(link["start"], link["end"], "a", f"{passage['passage_id']}-link{number}", given)


def _marks(tables: Tables) -> Mapping[str, list[Mark]]:
    """Return the marks of each passage: citations, and mentions within and outside of them."""
    made: defaultdict[str, list[Mark]] = defaultdict(list)
    for each in tables["citations"]:
        given = attributes(class_="citation", title=_cited(each))
        made[each["passage_id"]].append(Mark(each["start"], each["end"], "span", each["citation_id"], given))
        place = each["text"].find(each["url"]) if each["url"] else -1
        if place >= 0 and (target := address(each["url"])):
            start = each["start"] + place
            given = attributes(href=target, rel="noopener noreferrer")
            made[each["passage_id"]].append(
                Mark(start, start + len(each["url"]), "a", f"{each['citation_id']}-url", given)
            )
    for label, each, value in _mentions(tables):
        given = attributes(class_=label, title=f"{LABELS[label]}: {value}")
        made[each["passage_id"]].append(Mark(each["start"], each["end"], "mark", each["mention_id"], given))
    return made


def _mentions(tables: Tables) -> Iterator[tuple[str, Record, str]]:
    names = {each["organisation_id"]: each["name"] for each in tables["organisations"]}
    for each in tables["organisation_mentions"]:
        yield "org", each, names[each["organisation_id"]]
    for each in tables["money"]:
        yield "money", each, amount(each)
    for each in tables["dates"]:
        yield "date", each, each["edtf"] or each["duration"] or each["timex"] or each["kind"]


def _rows(tables: Tables) -> list[Row]:
    """Return the rows of the list in the order of the text."""
    positions = {each["passage_id"]: (0, each["position"]) for each in tables["paragraphs"]}
    positions |= {each["passage_id"]: (1, each["position"]) for each in tables["footnotes"]}
    places = {each["passage_id"]: each["section_id"] for each in tables["paragraphs"]}
    places |= {each["passage_id"]: places.get(each["marker_passage_id"]) for each in tables["footnotes"]}
    made = []
    for label, each, value in _mentions(tables):
        filters = attributes(data_section=places[each["passage_id"]] or "", **_filters(label, each))
        said = "" if value == each["text"] else visible(value)
        row = Row(label, each["mention_id"], visible(each["text"]), said, filters)
        made.append((positions[each["passage_id"]], each["start"], 1, row))
    for each in tables["citations"]:
        days = _period(each["issued_start"], each["issued_end"])
        filters = attributes(data_section=places[each["passage_id"]] or "", **days)
        row = Row("citation", each["citation_id"], visible(each["text"]), visible(_cited(each)), filters)
        made.append((positions[each["passage_id"]], each["start"], 0, row))
    return [row for *_, row in sorted(made, key=itemgetter(0, 1, 2))]


def _filters(label: str, mention: Record) -> dict[str, object]:
    match label:
        case "money":
            most = mention["amount_max"] if mention["amount_max"] is not None else mention["amount_min"]
            return {"data_currency": mention["currency"], "data_amount": most}
        case "date":
            return _period(mention["date_start"], mention["date_end"])
        case _:
            return {}


def _period(start: Any, end: Any) -> dict[str, object]:
    first, last = start or end, end or start
    return {"data_start": first.year, "data_end": last.year} if first else {}


def _cited(citation: Record) -> str:
    """Return what a citation says, in short, and for *ibid.* and the like what it stands for."""
    if citation["refers_to"]:
        return f"stands for {citation['refers_to']}"
    people = [each["family"] or each["literal"] or each["given"] or "" for each in citation["authors"]]
    issued = citation["issued_start"]
    parts = [
        ", ".join(people[:3]) + (" et al." if len(people) > 3 else ""),
        citation["title"] or "",
        citation["container_title"] or citation["publisher"] or "",
        str(issued.year) if issued else "",
    ]
    said = ". ".join(part for part in parts if part)
    return f"{citation['type']}: {said}" if citation["type"] and said else said or citation["kind"]

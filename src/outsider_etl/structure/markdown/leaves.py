"""Walk a Markdown document and gather its leaf blocks, the blocks that hold text and no other block.

Start with `read_leaves`. The parser tells of blocks and marks by events with byte ranges; here they become texts that
know their origin.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pyromark import Options, events_with_range
from pyromark.event import Event

from outsider_etl.document import PassageKind, SourceLink
from outsider_etl.structure.markdown.raised import DIGITS, Script, between_raised, is_call, script_behind
from outsider_etl.structure.markup import CELL_SEPARATOR
from outsider_etl.structure.parts import Span
from outsider_etl.text import Run, Text

_EXTENSIONS = (
    Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TABLES
    | Options.ENABLE_TASKLISTS
)
_MARKS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_NUMBER_OF_ITEM = re.compile(r"(?<![^\n])[ \t]*(\d{1,5})[.)][ \t]+\Z")
_LONGEST_NUMBER = 20
_LINE_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)


class Group(NamedTuple):
    """What several leaves are part of: a note or a table, where it begins in the source, and a note's label.

    `marker` is where a note has its marker, if this is not to be found by the label.
    """

    kind: PassageKind
    start: int
    label: str | None = None
    marker: Span | None = None


class Item(NamedTuple):
    """The number of an item of a list as a reader sees it, and the source range from where it stands to its text."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class Leaf:
    """A leaf block from `start` to `end` of the source, and the pieces of its text in order.

    The rest are source ranges: of what is emphasised, of images, of links to a place in the document and out of it, and
    of the markers of notes with their labels, and of code. `brackets` are the places of the square brackets that are
    neither escaped nor part of a link, and `closings` those where a link, an image or a code span ends. `script` is
    what the figures to come stand in, `item` the number of an item of HTML that is named as a note. `ruled` says that a
    rule stands right above the block, `verbatim` that it is one of code.
    """

    kind: PassageKind
    start: int
    end: int
    level: int | None = None
    group: Group | None = None
    pieces: list[Text] = field(default_factory=list)
    emphasised: list[Span] = field(default_factory=list)
    images: list[Span] = field(default_factory=list)
    anchors: list[Span] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)
    markers: list[tuple[str, Span]] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    closings: list[int] = field(default_factory=list)
    html: bool = False
    verbatim: bool = False
    ruled: bool = False
    script: Script = ""
    item: Item | None = None


@dataclass(slots=True)
class _Container:
    """A block that holds blocks, and whether a leaf of it came already."""

    name: str
    group: Group | None = None
    begun: bool = False


class _Token(NamedTuple):
    """An event: `act` is Start, End or what the event holds, `name` the tag's name, and `data` what it tells."""

    act: str
    name: str
    data: object
    start: int
    end: int


def read_leaves(source: str, begin: int) -> Iterator[Leaf]:
    """Yield the leaf blocks of the Markdown that starts at `begin` of `source`, in order."""
    containers: list[_Container] = []
    leaf: Leaf | None = None
    ruled = False
    for token in _tokens(source, begin):
        block = token.act == "Rule" or (token.act in ("Start", "End") and token.name not in _MARKS)
        if block and leaf and token.name != "TableCell":
            yield leaf
            leaf = None
        if token.act == "Start" and block:
            leaf = _opened(token, containers, leaf)
        elif token.act == "End" and block:
            if containers and containers[-1].name == token.name:
                containers.pop()
        elif token.act == "Rule":
            ruled = True
        else:
            # The text of a tight list item has no paragraph around it.
            leaf = leaf or _begun("Paragraph", token, containers)
            _add(leaf, token, source)
        if leaf and ruled:
            leaf.ruled, ruled = True, False
    if leaf:
        yield leaf


def _tokens(source: str, begin: int) -> Iterator[_Token]:
    text = source[begin:]
    continuations = array("Q", (match.start() for match in _CONTINUATION.finditer(text.encode())))
    for event, place in events_with_range(text, options=_EXTENSIONS):
        start, end = (begin + byte - bisect_left(continuations, byte) for byte in (place["start"], place["end"]))
        yield _Token(*_parts(event), start, end)


def _parts(event: Event) -> tuple[str, str, object]:
    if isinstance(event, str):
        return event, "", None
    ((act, what),) = event.items()
    if isinstance(what, dict):
        ((name, data),) = what.items()
        return act, name, data
    return (act, str(what), None) if act in ("Start", "End") else (act, "", what)


def _opened(token: _Token, containers: list[_Container], leaf: Leaf | None) -> Leaf | None:
    """Return the leaf that the block begins or goes on with; a container is put on the stack instead."""
    match token.name:
        case "Paragraph" | "Heading" | "CodeBlock" | "HtmlBlock":
            return _begun(token.name, token, containers)
        case "TableCell":
            if leaf:
                leaf.pieces.append(Text(CELL_SEPARATOR, (Run(len(CELL_SEPARATOR), leaf.end, token.start),)))
                leaf.end = token.end
            return leaf or _begun("Table", token, containers)
        case "FootnoteDefinition":
            containers.append(_Container(token.name, Group("footnote", token.start, _label(token))))
        case "Table":
            containers.append(_Container(token.name, Group("table", token.start)))
        case _:
            containers.append(_Container(token.name))
    return None


def _begun(name: str, token: _Token, containers: Sequence[_Container]) -> Leaf:
    level = None
    if name == "Heading" and not containers and isinstance(token.data, dict):
        level = int(token.data["level"][1:])
    kind, group = ("heading", None) if level else _kind(containers)
    html, verbatim = name == "HtmlBlock", name == "CodeBlock"
    return Leaf(kind, token.start, token.end, level, group, html=html, verbatim=verbatim)


def _kind(containers: Sequence[_Container]) -> tuple[PassageKind, Group | None]:
    """Return what a leaf in these containers is, by the innermost of them that tells.

    Only what an item of a list begins with is the item; its later paragraphs are what they would be outside of it.
    """
    kind: PassageKind = "paragraph"
    group = None
    for container in reversed(containers):
        if container.group and (group is None or group.kind == "table"):
            group = container.group
        if kind == "paragraph" and container.name == "Item" and not container.begun:
            kind = "list_item"
        elif kind == "paragraph" and container.name == "BlockQuote":
            kind = "block_quote"
        container.begun = True
    return (group.kind if group else kind), group


def _add(leaf: Leaf, token: _Token, source: str) -> None:
    """Add to the leaf what the event tells."""
    span = token.start, token.end
    match token.act, token.name:
        case "Start", "Emphasis" | "Strong":
            leaf.emphasised.append(span)
        case "Start", "Image":
            leaf.images.append(span)
        case "Start", "Link":
            address = str(token.data["dest_url"]) if isinstance(token.data, dict) else ""
            if address.startswith("#"):
                leaf.anchors.append(span)
            elif address:
                leaf.links.append(SourceLink(*span, address))
        case "End", "Link" | "Image":
            leaf.closings.append(token.end)
        case "FootnoteReference", _:
            leaf.markers.append((_label(token), span))
        case (("SoftBreak" | "HardBreak"), _):
            leaf.pieces.append(Text("\n", (Run(1, *span),)))
        case "InlineHtml", _:
            if _LINE_BREAK.match(str(token.data)):
                leaf.pieces.append(Text("\n", (Run(1, *span),)))
            leaf.script = script_behind(source, token.start, leaf.script, leaf.pieces)
        case "Code", _:
            leaf.pieces.append(_code(str(token.data), source[token.start : token.end], token.start))
            leaf.code.append(span)
            leaf.closings.append(token.end)
        case (("Text" | "Html"), _):
            if token.data in ("[", "]") and not is_escaped(source, leaf.pieces, token.start):
                leaf.brackets.append(token.start)
            text = _text(str(token.data), source[token.start : token.end], token.start)
            links = [*(link.start for link in leaf.links[-1:]), *(start for start, _ in leaf.anchors[-1:])]
            call = is_call(source, token.start - 1, leaf.pieces, links)
            text = Text(text.value.translate(DIGITS["link" if call else leaf.script]), text.runs)
            leaf.pieces += [*between_raised(leaf.pieces, text), text]


def _label(token: _Token) -> str:
    """Return the label of a note, without the caret that some put on its other side as well: "[^1^]"."""
    label = str(token.data)
    return label.rstrip("^") or label


def number_of_item(leaf: Leaf, source: str) -> re.Match[str] | None:
    """Return the number in front of an item of the document that begins a line, the digits as the first group."""
    if leaf.kind != "list_item" or leaf.group:
        return None
    return _NUMBER_OF_ITEM.search(source, max(0, leaf.start - _LONGEST_NUMBER), leaf.start)


def is_escaped(source: str, before: Sequence[Text], start: int) -> bool:
    """Whether a backslash that is no text itself stands before the character at `start`, after the texts `before`."""
    if source[max(0, start - 1) : start] != "\\":
        return False
    return not (before and before[-1] and before[-1].runs[-1].end == start)


def _text(value: str, raw: str, start: int) -> Text:
    """Return a text as the parser gives it: an entity, say, stands for its whole range."""
    return Text.of(raw, start) if value == raw else Text(value, (Run(len(value), start, start + len(raw)),))


def _code(value: str, raw: str, start: int) -> Text:
    """Return what a code span says, its marks and a space next to each of them left out."""
    marks = len(raw) - len(raw.lstrip("`"))
    inner = raw[marks : len(raw) - marks]
    for spaces in (0, 1):
        text = inner[spaces : len(inner) - spaces]
        if " ".join(text.splitlines()) == value:
            return Text.of(text, start + marks + spaces)
    return Text(value, (Run(len(value), start, start + len(raw)),))

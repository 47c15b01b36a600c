"""Read the text out of HTML that stands in Markdown: tags and comments go, what they hold stays."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from outsider_etl.document import PassageKind
from outsider_etl.structure.markdown.leaves import Group, Leaf
from outsider_etl.structure.markdown.raised import between_raised, digits_behind
from outsider_etl.structure.markup import CELL_SEPARATOR
from outsider_etl.structure.signs import SUPERSCRIPT
from outsider_etl.text import Run, Text

_MARKUP = re.compile(
    r"""
    <!--.*?(?:-->|\Z) | <\?.*?(?:\?>|\Z) | <![a-z].*?(?:>|\Z)
    | <(?P<unseen>script|style|template)\b.*?(?:</(?P=unseen)\s*>|\Z)
    | <(?P<close>/?)(?P<tag>[a-z][\w-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*+>
    | &(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z]\w{1,31});
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
# A tag around what is Markdown none the less; where there are fences, it may be shown as code.
_TRANSPARENT = re.compile(
    r"^ {0,3}<[a-z]\w{0,20}[ \t][^<>\n]{0,400}?\bmarkdown[ \t]?=[^<>\n]{0,400}>[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time "
    "tt u var wbr".split()
)
# Where a page of the web has its notes, an item is called by the number of its note.
_NOTE_ITEM = re.compile(
    r"""<li\b[^>]*?\bid\s?=\s?["']?_*(?:user-content-|cite_)?(?:(?:foot|end)?note|fn|ftn|edn)[-_:.]*(\d{1,3})"""
    r"""(?:-\d{1,12})?["'\s>]""",
    re.IGNORECASE,
)
_IN_TABLE = frozenset({"table", "tr", "caption"})
_KINDS: dict[str, PassageKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "blockquote": "block_quote",
    "li": "list_item",
    "table": "table",
    "tr": "table",
}


_RAISED = re.compile(rf"\s*{SUPERSCRIPT}{{1,3}}\s*")


class Excerpt(NamedTuple):
    """A block of text in HTML: its kind, the level of a heading, the table it is a row of, and its text."""

    kind: PassageKind
    level: int | None
    group: Group | None
    text: Text


def without_tags_around_markdown(source: str) -> str:
    """Return `source` with blanks in the place of tags such as "<div markdown="1">", which hide it from the parser."""
    return source if "markdown" not in source or _FENCE.search(source) else _TRANSPARENT.sub(_blanks, source)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def without_html(leaf: Leaf) -> Iterator[Leaf]:
    """Yield the leaves that one is made of: each block of text in it, if it is HTML."""
    if not leaf.html:
        yield leaf
        return
    for kind, level, table, text in _with_raised_labels(read_html(Text.join(leaf.pieces))):
        start, end = text.origin(0, len(text))
        told = leaf.kind if kind == "paragraph" or leaf.kind == "footnote" else kind
        yield replace(leaf, kind=told, start=start, end=end, level=level, group=leaf.group or table, pieces=[text])
        leaf = replace(leaf, ruled=False)


def _with_raised_labels(excerpts: Iterable[Excerpt]) -> Iterator[Excerpt]:
    """Yield the blocks, a raised number that is one by itself in front of the one behind it: so pages print notes."""
    label: Excerpt | None = None
    for excerpt in excerpts:
        if label and excerpt.kind != "table":
            excerpt, label = excerpt._replace(text=label.text + excerpt.text), None
        elif label:
            yield label
            label = None
        if excerpt.kind != "table" and _RAISED.fullmatch(excerpt.text.value):
            label = excerpt
        else:
            yield excerpt
    if label:
        yield label


def read_html(html: Text) -> Iterator[Excerpt]:
    """Yield the blocks of text that `html` holds; entities are resolved, the cells of a row parted."""
    kind: PassageKind = "paragraph"
    level: int | None = None
    table: Group | None = None
    label: list[Text] = []
    pieces: list[Text] = []
    digits: Mapping[int, int] = {}
    at = 0
    for match in _MARKUP.finditer(html.value):
        piece = html[at : match.start()]
        piece = Text(piece.value.translate(digits), piece.runs)
        pieces += [*between_raised(pieces, piece), piece] if piece else []
        at = match.end()
        tag = (match["tag"] or "").lower()
        digits = digits_behind(html.value, match.start(), digits)
        new = _in_its_place(html[match.start() : at], tag, kind)
        if new is not None:
            pieces += [new] if new else []
            continue
        if said := _said(pieces):
            yield _excerpt(kind, level, table, Text.join([*label, said]))
            label = []
        pieces, digits = [], {}
        if tag in _KINDS:
            kind = _KINDS[tag] if not match["close"] else ("table" if tag in ("tr", "caption") else "paragraph")
            level = int(tag[1]) if kind == "heading" else None
        if tag == "li":
            label = [*_label(html, match)]
        if tag == "table":
            table = Group("table", html.origin(match.start(), at)[0])
    if said := _said([*label, *pieces, html[at:]]):
        yield _excerpt(kind, level, table, said)


def _said(pieces: Sequence[Text]) -> Text | None:
    """Return what pieces say together, None where that is nothing."""
    text = Text.join(pieces)
    return text if text.value.strip() else None


def _label(html: Text, tag: re.Match[str]) -> Iterator[Text]:
    """Yield what a reader sees in front of the item that a tag begins, where its name says which note it is."""
    if note := _NOTE_ITEM.match(html.value, tag.start()):
        printed = f"{note[1]}. "
        yield Text(printed, (Run(len(printed), *html.origin(*tag.span())),))


def _excerpt(kind: PassageKind, level: int | None, table: Group | None, text: Text) -> Excerpt:
    if kind != "table":
        return Excerpt(kind, level, None, text)
    # A separator stands before the first cell of a row, too.
    before, separator, _ = text.value.partition(CELL_SEPARATOR)
    return Excerpt(kind, level, table, text if before.strip() else text[len(before + separator) :])


def _in_its_place(markup: Text, tag: str, kind: PassageKind) -> Text | None:
    """Return what stands in the text for a piece of markup, or None where a block begins or ends with it."""
    if markup.value[0] == "&":
        return markup.replace(0, len(markup), unescape(markup.value))
    if not tag or tag in _INLINE:
        return markup[:0]
    if tag in ("td", "th") and not markup.value.startswith("</"):
        return markup.replace(0, len(markup), CELL_SEPARATOR)
    if tag == "br" or (kind == "table" and tag not in _IN_TABLE):
        return markup.replace(0, len(markup), "\n")
    return None

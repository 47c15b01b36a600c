"""Read the text out of HTML that stands in Markdown: tags and comments go, what they hold stays."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from outsider_etl.document import PassageKind
from outsider_etl.structure.markdown.leaves import Group, Item, Leaf
from outsider_etl.structure.markdown.raised import DIGITS, NAME_OF_NOTE, Script, between_raised, script_behind
from outsider_etl.structure.markup import CELL_SEPARATOR
from outsider_etl.structure.signs import SUPERSCRIPT
from outsider_etl.text import Text

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
# What is called so is a note on a page of the web; in a list that counts, its place there is its number.
_NOTE_ITEM = re.compile(
    rf"""<li\b[^>]*?(?<![\w-])id\s?=\s?["']?{NAME_OF_NOTE}"""
    r"""(?=[\w:.-]*\d)(?:[-_:.]*([1-9]\d{0,2})(?:-\d{4,12})?(?=["'\s>]))?""",
    re.IGNORECASE,
)
_COUNTS_FROM = re.compile(r"<ol\b[^>]*?(?<![\w-])start\s?=\s?[\"']?(\d{1,4})", re.IGNORECASE)
_RAISED_ALONE = re.compile(rf"\s*{SUPERSCRIPT}{{1,3}}\s*")
_AROUND_NOTE = frozenset({"div", "p"})
_IN_TABLE = frozenset({"table", "tr", "caption"})
_KINDS: dict[str, PassageKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "blockquote": "block_quote",
    "li": "list_item",
    "table": "table",
    "tr": "table",
}


class Excerpt(NamedTuple):
    """A block of text in HTML: its kind, the level of a heading, the table it is a row of, and its text.

    `item` is the number of the note that an item of a list is by its name, and where in the source the item begins.
    """

    kind: PassageKind
    level: int | None
    group: Group | None
    text: Text
    item: tuple[int, int] | None = None


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
    for kind, level, table, text, item in read_html(Text.join(leaf.pieces)):
        if text.value.strip():
            start, end = text.origin(0, len(text))
            told = leaf.kind if kind == "paragraph" or leaf.kind == "footnote" else kind
            group, number = leaf.group or table, Item(*item, start) if item else None
            yield replace(leaf, kind=told, start=start, end=end, level=level, group=group, pieces=[text], item=number)
            leaf = replace(leaf, ruled=False)


def read_html(html: Text) -> Iterator[Excerpt]:
    """Yield the blocks of text that `html` holds; entities are resolved, the cells of a row parted."""
    kind: PassageKind = "paragraph"
    level: int | None = None
    table: Group | None = None
    item: tuple[int, int] | None = None
    counts: list[int | None] = []
    pieces: list[Text] = []
    script: Script = ""
    at = 0
    for match in _MARKUP.finditer(html.value):
        piece = html[at : match.start()]
        piece = Text(piece.value.translate(DIGITS[script]), piece.runs)
        pieces += [*between_raised(pieces, piece), piece] if piece else []
        at = match.end()
        tag = (match["tag"] or "").lower()
        script = script_behind(html.value, match.start(), script, pieces)
        new = _in_its_place(html[match.start() : at], tag, kind)
        if new is not None:
            pieces += [new] if new else []
            continue
        said = Text.join(pieces)
        if tag in _AROUND_NOTE and not match["close"] and _RAISED_ALONE.fullmatch(said.value):
            # What a note says is a block behind its number on some pages.
            pieces.append(html[match.start() : at].replace(0, at - match.start(), " "))
            continue
        yield _excerpt(kind, level, table, said, item)
        item = None if said.value.strip() else item
        pieces, script = [], ""
        if tag in _KINDS:
            kind = _KINDS[tag] if not match["close"] else ("table" if tag in ("tr", "caption") else "paragraph")
            level = int(tag[1]) if kind == "heading" else None
        if tag == "table":
            table = Group("table", html.origin(match.start(), at)[0])
        elif tag == "li":
            number = _number_of_note(html.value, match.start(), counts)
            item = (number, html.origin(match.start(), at)[0]) if number else None
        elif tag in ("ol", "ul"):
            _count(html.value, match, counts)
    pieces.append(html[at:])
    yield _excerpt(kind, level, table, Text.join(pieces), item)


def _count(html: str, tag: re.Match[str], counts: list[int | None]) -> None:
    """Begin or end a list in `counts`, which has of each list that is open the number before its next item, or None."""
    if tag["close"]:
        del counts[-1:]
    elif tag["tag"].lower() == "ul":
        counts.append(None)
    else:
        start = _COUNTS_FROM.match(html, tag.start())
        counts.append(int(start[1]) - 1 if start else 0)


def _number_of_note(html: str, start: int, counts: list[int | None]) -> int | None:
    """Return the number of the item whose tag begins at `start`, if it is called as notes are: by its place or name."""
    counted = counts[-1] if counts else None
    if counted is not None and not html.startswith("</", start):
        counts[-1] = counted = counted + 1
    note = _NOTE_ITEM.match(html, start)
    if note is None or counts:
        return counted if note else None
    return int(note[1]) if note[1] else None


def _excerpt(
    kind: PassageKind, level: int | None, table: Group | None, text: Text, item: tuple[int, int] | None
) -> Excerpt:
    if kind != "table":
        return Excerpt(kind, level, None, text, item if kind == "list_item" else None)
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

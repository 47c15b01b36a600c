"""Tell what the blocks of a Markdown document are in it: title, front matter, contents, headings, back matter."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from outsider_etl.structure.back_matter import with_back_matter
from outsider_etl.structure.blocks import Block, ends_sentence
from outsider_etl.structure.captions import is_caption
from outsider_etl.structure.contents import find_contents, title_key
from outsider_etl.structure.kinds import classify, is_credit, is_prose, text_start
from outsider_etl.structure.markdown.inline import Piece
from outsider_etl.structure.markup import ROW_SEPARATOR
from outsider_etl.structure.parts import Part
from outsider_etl.structure.signs import CONTENTS_HEADING
from outsider_etl.text import Text

_PAGE_NUMBER = re.compile(r"[\s.…]*\b\d{1,4}$")
_FEWEST_ENTRIES = 3
_CAPTION_MARK = re.compile(r"(?::|(?=Table:))\s*", re.IGNORECASE)


def tell_kinds(pieces: Sequence[Piece], source: str, title: str | None) -> list[Part]:
    """Return the parts with their kinds and their levels, 1 being the highest heading's below the title.

    `title` is the document's where it is known. Where no heading is marked, blocks are told apart as in plain text.
    """
    parts = _with_captions([piece.part for piece in pieces])
    headings = [index for index, part in enumerate(parts) if part.kind == "heading"]
    if not headings:
        return _as_in_plain_text(parts, source)
    toc = _contents(pieces, parts, headings)
    told = [
        replace(part, kind="toc")
        if index in toc
        else replace(part, kind="front_matter")
        if is_credit(part.text.value)
        else part
        for index, part in enumerate(parts)
    ]
    body = _body_start(told, _title(told, headings, title))
    told = [
        replace(part, kind="front_matter") if index < body and part.kind != "toc" else part
        for index, part in enumerate(told)
    ]
    blocks = with_back_matter([Block((part.text,), None, kind=part.kind) for part in told], {})
    return _with_levels([replace(part, kind=block.kind) for part, block in zip(told, blocks, strict=True)])


def _with_captions(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the captions among them, those too that pandoc's users mark next to a table."""
    tables = {index for index, part in enumerate(parts) if part.kind == "table"}
    checked = []
    for index, part in enumerate(parts):
        mark = _CAPTION_MARK.match(part.text.value) if tables & {index - 1, index + 1} else None
        if part.kind == "paragraph" and mark and len(mark.group()) < len(part.text):
            cut = len(mark.group())
            emphasis = tuple((start - cut, end - cut) for start, end in part.emphasis if start >= cut)
            part = replace(part, kind="caption", text=part.text[cut:], emphasis=emphasis)
        elif part.kind == "paragraph" and is_caption(part.text.value):
            part = replace(part, kind="caption")
        checked.append(part)
    return checked


def _as_in_plain_text(parts: Sequence[Part], source: str) -> list[Part]:
    blocks = [_block(part, source) for part in parts]
    contents = find_contents(blocks)
    kinds = [block.kind for block in classify(blocks, contents)]
    # A title page has no lists, tables and quotations.
    body = next((index for index, part in enumerate(parts) if part.kind not in ("paragraph", "caption")), len(parts))
    told = []
    for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        inside = kind == "front_matter" and index >= body and not is_credit(part.text.value)
        around = kind in ("front_matter", "toc", "back_matter")
        told.append(replace(part, kind=kind) if not inside and (around or part.kind == "paragraph") else part)
    levels = contents.levels if contents else {}
    return [replace(p, level=levels.get(title_key(p.text.value))) if p.kind == "heading" else p for p in told]


def _block(part: Part, source: str) -> Block:
    """Return the part as plain text would have it, marks and tabs included."""
    start, end = part.source_spans[0][0], part.source_spans[-1][1]
    return Block((Text.of(source[start:end], start),), None, apart=True)


def _contents(pieces: Sequence[Piece], parts: Sequence[Part], headings: Sequence[int]) -> frozenset[int]:
    """Return the blocks that list the document's headings: links to places in it, or titles that come again.

    What the text announces is a list, though its items have sections of their own.
    """
    titles = {title_key(parts[index].text.value) for index in headings} - {""}
    found = _tables_of_contents(parts, titles)
    entries = enumerate(_entries(piece, part, titles) for piece, part in zip(pieces, parts, strict=True))
    for listed, run in groupby(entries, key=_is_entry):
        places = list(run)
        if not listed or sum(count for _, count in places) < _FEWEST_ENTRIES:
            continue
        first, end = places[0][0], places[-1][0] + 1
        paged = any(_PAGE_NUMBER.search(part.text.value) for part in parts[first:end])
        linked = any(piece.anchors for piece in pieces[first:end])
        if not (paged or linked) and _announced(parts[max(0, first - 2) : first]):
            continue
        found.update(index for index, _ in places)
        level = parts[first - 1].level if first else None
        following = next((parts[index].level for index in headings if index >= end), None)
        if level and (following is None or following <= level):
            found.add(first - 1)
    return frozenset(found)


def _announced(before: Sequence[Part]) -> bool:
    """Whether a sentence of the text ends in a colon at the last of these parts, with no heading of contents above."""
    if not before or any(CONTENTS_HEADING.fullmatch(part.text.value) for part in before):
        return False
    above = before[-1]
    return above.kind == "paragraph" and above.text.value.endswith(":") and is_prose(above.text.value)


def _tables_of_contents(parts: Sequence[Part], titles: set[str]) -> set[int]:
    """Return the tables under a heading of contents that list the document's headings, and the heading of contents."""
    found: set[int] = set()
    for index, part in enumerate(parts):
        if part.kind != "table" or not index:
            continue
        above = parts[index - 1]
        rows = part.text.value.split(ROW_SEPARATOR)
        listed = sum(title_key(_PAGE_NUMBER.sub("", row.strip(" |")).strip(" |")) in titles for row in rows)
        headed = above.kind == "heading" and CONTENTS_HEADING.fullmatch(above.text.value)
        if (headed or index - 1 in found) and 2 * listed > len(rows):
            found.update((index - 1, index))
    return found


def _is_entry(entry: tuple[int, int]) -> bool:
    return entry[1] > 0


def _entries(piece: Piece, part: Part, titles: set[str]) -> int:
    """Return how many headings the block lists."""
    if part.kind not in ("list_item", "paragraph"):
        return 0
    listed = {title_key(part.text.value), title_key(_PAGE_NUMBER.sub("", part.text.value))}
    return piece.anchors or (1 if listed & titles else 0)


def _title(parts: Sequence[Part], headings: Sequence[int], title: str | None) -> int | None:
    """Return the heading that is the document's title: the first one, if it says so or stands above all others."""
    first, *others = headings
    value = parts[first].text.value
    if title is not None:
        same = title_key(value).startswith(title_key(title))
    else:
        same = all((parts[index].level or 0) > (parts[first].level or 0) for index in others)
    return first if same and not any(_is_body(part) for part in parts[:first]) else None


def _is_body(part: Part) -> bool:
    """Whether a part is no line of a title page, by itself."""
    if part.kind in ("heading", "caption", "front_matter", "toc"):
        return False
    return part.kind != "paragraph" or is_prose(part.text.value)


def _body_start(parts: Sequence[Part], title: int | None) -> int:
    """Return the first part of the body: the first heading with text under it, or what stands before it.

    Before it stands the contents with all above them, or else text that the title page ends at.
    """
    top = 0 if title is None else title + 1
    sections = [i for i in range(top, len(parts)) if parts[i].kind == "heading"]
    first = next((i for i in sections if _heads_text(parts, i)), next(iter(sections), len(parts)))
    listed = [i for i in range(first) if parts[i].kind == "toc"]
    if listed:
        return listed[-1] + 1
    body = next((i for i in range(top, first) if _is_body(parts[i])), first)
    body = text_start([part.text.value for part in parts[: max(body, first)]], body)
    return body if body < len(parts) else top


def _heads_text(parts: Sequence[Part], heading: int) -> bool:
    """Whether there is text in the section of a heading, and not just what a title page says under a subtitle."""
    for index in range(heading + 1, len(parts)):
        part = parts[index]
        if part.kind == "heading" and (part.level or 0) <= (parts[heading].level or 0):
            return False
        if _is_body(part) or (part.kind == "paragraph" and ends_sentence(part.text.value)):
            return True
    return False


def _with_levels(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the levels of their headings; a title in the front matter has the highest one."""
    highest = {
        kind: min((part.level for part in parts if part.level and part.kind in kinds), default=1)
        for kind, kinds in (("heading", ("heading",)), ("front_matter", ("heading", "front_matter")))
    }
    return [
        replace(part, level=part.level - highest[part.kind] + 1 if part.level and part.kind in highest else None)
        for part in parts
    ]

"""What the words of a line say of its block: an item of a list, a caption, a formula, a line of a listing."""

import re
from itertools import pairwise

from outsider_etl.structure.captions import is_caption
from outsider_etl.structure.layout.setting import Setting
from outsider_etl.structure.layout.typography import PrintedLine, family

# These begin an item wherever they begin a line; a dash or a number may also have come there by chance.
_SURE_BULLET = re.compile(r"\s*[•‣▪▫■□▀◦●○\uf0b7\uf0a7]")
_MARK = re.compile(
    r"\s*(?:[•‣▪▫■□▀◦●○\uf0b7\uf0a7]\s*|(?:[–—·*+-]|\((?:[a-z]|[ivx]{1,4}|\d{1,3})\)|\[\d{1,3}\]"
    r"|(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)])\s+)(?=\S)"
)
_COUNTER = re.compile(r"\s*[(\[]?(?:(?P<number>\d{1,3})|(?P<letter>[a-z]))[.)\]]\s")
_LEAD_IN = re.compile(r"(?:[;:,]|\b(?:and|or|und|oder|et|ou))\s*$")
_BOX = re.compile(r"\W*(?:box|kasten|encadré|recuadro|riquadro|caixa|kader)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3,} [^\W\d_]{2,}")
_MATHS = re.compile(r"[=<>≤≥≠≈±×÷∑∏∫√∞∂∈∀∃+−]|^\W*[^\W\d_]\W*\d*\W*$|\s\(\d{1,3}[a-z]?\)$")
_ABOUT_FIGURE = re.compile(r"\W*\w+\.?\s+[\w.]*\w\)?,?\s+[a-z]|\W*\w+\.?\s+[\w.]*\w\),")
# Widths that differ by a smaller share are the same; so many tell.
_SAME_WIDTH = 0.03
_FEWEST_WIDTHS = 8


def has_bullet(text: str) -> bool:
    """Whether `text` begins with a bullet that stands for nothing else."""
    return _SURE_BULLET.match(text) is not None


def begins_item(text: str) -> bool:
    """Whether `text` begins with a bullet, or with a dash or an enumerator that a space follows."""
    return _MARK.match(text) is not None


def mark_width(text: str) -> int:
    """Return how many characters the bullet or enumerator at the head of `text` takes up, with what follows it."""
    mark = _MARK.match(text)
    return mark.end() if mark else 0


def item_number(text: str) -> int | None:
    """Return the number that the enumerator at the head of `text` stands for; a letter's is in a range of its own."""
    counter = _COUNTER.match(text)
    return (int(counter["number"]) if counter["number"] else 1000 + ord(counter["letter"])) if counter else None


def leads_in(text: str) -> bool:
    """Whether `text` ends as what stands before an item of a list does, in the middle of a sentence."""
    return _LEAD_IN.search(text) is not None


def begins_caption(text: str) -> bool:
    """Whether `text` begins as the caption of a figure or a table does, and not as a sentence about one."""
    return is_caption(text) and _ABOUT_FIGURE.match(text) is None


def names_box(caption: str) -> bool:
    """Whether a caption is the title of a box, which text stands under, and not that of a figure or a table."""
    return _BOX.match(caption) is not None


def is_formula(text: str) -> bool:
    """Whether `text` is a formula, or a piece of one, set on a line of its own."""
    return _WORDS.search(text) is None and _MATHS.search(text) is not None


def is_listing(line: PrintedLine, setting: Setting) -> bool:
    """Whether a line is of a listing: all its characters are of one width, as on a screen, and the text is not so."""
    widths = [b - a for a, b in pairwise(line.layout.edges)]
    alike = len(widths) >= _FEWEST_WIDTHS and max(widths) - min(widths) <= _SAME_WIDTH * max(widths)
    return alike and family(line.layout) != setting.family

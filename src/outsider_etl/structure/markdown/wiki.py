"""Find the marks that wikis and keepers of notes, such as Obsidian, add to Markdown, and those that parsers leave."""

import re
from collections.abc import Iterator

from outsider_etl.text import Edit

# A link to another note, by its name or with a text of its own; what is embedded says nothing here. Numbers are
# markers.
_LINK = re.compile(
    r"(?P<embeds>!?)(?P<open>\[\[)(?!\d+\]\])(?P<target>[^\[\]|\n]{1,200}\|)?[^\[\]|\n]{1,200}(?P<close>\]\])"
)
_MARKED = re.compile(r"(?<![=\w])(?P<open>==)(?![\s=])[^=\n]{1,400}(?<!\s)(?P<close>==)(?![=\w])")
# In "5%%" the marks are of a format, as in "5 %%"; a comment has words.
_COMMENT = re.compile(r"(?<![\w%])(?<!\d\s)(?P<embeds>%%)(?=[^%]{0,99}[^\W\d_])[^%]{1,2000}%%")
# Marks of bold type between a letter and a sign, which CommonMark does not take for such: "so**:**", "**(so)**and".
_BOLD_SIGN = re.compile(r"(?P<open>(?<=\w)\*{2,3})[^\w\s*]{1,4}(?P<close>(?P=open))(?!\*)")
_BOLD = re.compile(r"(?P<open>(?<!\S)\*{2,3}(?=[^\s*]))[^*\n]{1,200}(?<=[^\w\s*])(?P<close>(?P=open))(?=[^\W\d_])")
# What kind of box a quotation is.
_CALLOUT = re.compile(r"\A\s*(?P<embeds>\[![\w-]{1,40}\])[+-]?\s*")

_MARKS = (
    ("[[", _LINK),
    ("==", _MARKED),
    ("%%", _COMMENT),
    ("**", _BOLD_SIGN),
    ("**", _BOLD),
    ("[!", _CALLOUT),
)


def wiki_marks(text: str) -> Iterator[tuple[int, list[Edit]]]:
    """Yield for each mark where it stands and the edits that leave of it what it says."""
    for sign, pattern in _MARKS:
        for match in pattern.finditer(text) if sign in text else ():
            yield match.start(), list(_edits(match))


def _edits(match: re.Match[str]) -> Iterator[Edit]:
    groups = match.groupdict()
    if groups.get("embeds"):
        yield Edit(*match.span())
        return
    yield Edit(match.start("open"), match.end("target" if groups.get("target") else "open"))
    yield Edit(*match.span("close"))

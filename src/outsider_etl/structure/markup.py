"""Take out of a block what is not its text: Markdown marks, escapes and odd white space."""

import re
from collections.abc import Iterable, Iterator

from outsider_etl.text import Edit, Text

# What stands between the cells and the rows of a table in every format: figures of two cells never run together.
CELL_SEPARATOR = " | "
ROW_SEPARATOR = "\n"
_MARK = re.compile(r"[\\*_\[]|^=")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!$<>|~])")
_LINK = re.compile(r"(?<![\\!])(?P<open>\[)[^\[\]\n]{1,400}(?P<close>\]\([^()\s]{0,400}\))")
# So books that were typed out set a line in bold; what has a sign of reckoning in it is a sum.
BOLD_LINE = re.compile(r"^(?P<open>=)(?=[^\W\d_]{2})(?P<text>[^=+()]{1,600})(?<=\S)(?P<close>=)$")
# An opening mark stands before a word and not behind one, a closing one the other way round; of bold marks, which
# nobody writes for anything else, only the first is asked.
_EMPHASIS = (
    re.compile(r"(?<![\w*\\])(?P<open>\*{2,3})(?![\s*])(?P<text>[^*]{1,600}?)(?P<close>(?P=open))(?!\*)"),
    re.compile(r"(?<![\w*\\])(?P<open>\*)(?![\s*])(?P<text>[^*]{1,600}?)(?<![\s\\])(?P<close>\*)(?![\w*])"),
    BOLD_LINE,
    re.compile(r"(?<![\w\\])(?P<open>_{1,3})(?![\s_])(?P<text>[^_]{1,600}?)(?<![\s\\])(?P<close>(?P=open))(?!\w)"),
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile(r"\s{2,}|[^\S ]")

Span = tuple[int, int]


def clean(text: Text) -> tuple[Text, tuple[Span, ...]]:
    """Return `text` without marks and escapes, and the spans of it that were emphasised.

    Every run of white space becomes one space; quotes and dashes stay as they are.
    """
    if not _MARK.search(text.value):
        return tidy(text), ()
    emphasised = []
    edits = [Edit(match.start(), match.end()) for match in _ESCAPE.finditer(text.value)]
    for match in _LINK.finditer(text.value):
        edits += [Edit(*match.span("open")), Edit(*match.span("close"))]
    for pattern in _EMPHASIS:
        for match in pattern.finditer(text.value):
            edits += [Edit(*match.span("open")), Edit(*match.span("close"))]
            emphasised.append(text.origin(*match.span("text")))
    plain = tidy(text.edit(_without_overlaps(edits)))
    return plain, spans_in(plain, emphasised)


def tidy(text: Text) -> Text:
    """Return `text` without invisible characters, every run of white space being one space."""
    return text.sub(_INVISIBLE, "").sub(_SPACES, " ").strip()


def spans_in(text: Text, sources: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans of `text` that came from the source ranges, in order, those left out of which nothing came."""
    spans = (text.locate(*source) for source in sorted(sources))
    return tuple(span for span in spans if span is not None)


def _without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    at = 0
    for edit in sorted(edits):
        if edit.start >= at:
            yield edit
            at = edit.end

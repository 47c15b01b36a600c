"""Laws of the United States that a sentence names: what is cited is the reference in brackets behind the name."""

import re
from collections.abc import Sequence

from outsider_etl.citations.model import Part

_REFERENCE = re.compile(
    r"(?:P\.\s?L\.|Pub\.\s?L\.|Public\sLaw|\d{1,2}\s(?:U\.\s?S\.\s?C|C\.\s?F\.\s?R)\.?)\s?(?=[\d§N])"
)
# "is authorized by", "as amended by", "Section 5 of": what follows is told of, not cited as behind "see". So is what a
# verb follows: "The Act (P.L. 92-419) provided that".
_BEFORE = re.compile(r"\b(?:by|in|of|through|to|under|with)\s(?:the\s)?$", re.IGNORECASE)
_BEHIND = re.compile(r"\)?\s(?!(?:and|as|at|or|see)\b)[a-z]{2}")
_LAW = re.compile(r"\b(?:Act|Amendments|Code|Law|Resolution)\b")
_OF_NAME = frozenset(("d", "h", "nu", "ti"))
_REACH = 20


def reference_in_brackets(text: str, start: int, end: int, parts: Sequence[Part]) -> tuple[int, int] | None:
    """Return where what is cited stands from `start` to `end` of a note: all, or the reference behind a law's name.

    `parts` are the fields there; where some of them are no part of such a name, all is cited.

    A law that a sentence names is no citation ("is authorized by the Clean Air Act"), and what is in brackets behind it
    is one ("(42 U.S.C. §7401)"). None stands for the name alone, where another citation is in the brackets.
    """
    in_sentence = _BEFORE.search(text, max(0, start - _REACH), start) or _BEHIND.match(text, end)
    if not in_sentence:
        return start, end
    bracket = text.find("(", start, end)
    while bracket >= 0 and text[bracket - 1].isalnum():
        # "118(a)"
        bracket = text.find("(", bracket + 1, end)
    if bracket < 0 or not _LAW.search(text, start, bracket):
        return start, end
    if not text[bracket + 1 : end].strip():
        return None
    reference = _REFERENCE.search(text, bracket, end)
    if reference is None:
        return start, end
    first, last = reference.start(), _closed(text, reference.start(), end)
    outside = {part.label for part in parts if part.end <= first or last <= part.start}
    return (first, last) if outside <= _OF_NAME else (start, end)


def _closed(text: str, start: int, end: int) -> int:
    """Return where the bracket that `start` stands in is closed, or `end` where that is before."""
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            return place
    return end

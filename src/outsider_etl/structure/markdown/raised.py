"""Figures that stand raised or lowered in Markdown: within tags that say so, and in links that lead to notes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from outsider_etl.structure.labels import REFERRING
from outsider_etl.text import Run, Text

# Figures keep their place, or "10^3^" would read 103.
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED_DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a tag raises or lowers, up to its end, which has to be near: one that nobody closed would raise sums and dates.
_SCRIPT = re.compile(
    r"<(su[pb])\b[^<>]{0,400}>(?<!/>)(?=(?:[^<>]|<(?!/?su[pb]\b)[^<>]{0,400}>){0,60}</\1\b)|</su[pb]\b", re.IGNORECASE
)
_DIGITS = {"sup": RAISED_DIGITS, "sub": LOWERED_DIGITS}
_OF_LINK = dict(RAISED_DIGITS)
# A number that leads to a note, or back from it, stands raised on a page of the web.
_ADDRESS_OF_NOTE = (
    r"(?:https?://[^\s()#\"'<>]{1,400})?#_*(?:user-content-|cite_)?(?:(?:foot|end)?note|fn|ftn|edn)"
    r"(?:-?(?:ref|anchor))?[-_:.]*\d{1,3}(?:-\d{1,12})?"
)
_LEADS_TO_NOTE = re.compile(rf"(?<!\^)\[\d{{1,3}}\]\({_ADDRESS_OF_NOTE}\)", re.IGNORECASE)
_LINK_TO_NOTE = re.compile(
    rf"<a\s[^<>]{{0,400}}?\bhref\s?=\s?[\"']?{_ADDRESS_OF_NOTE}(?=[\"'\s>])[^<>]{{0,400}}>(?=\s?\d{{1,3}}\s?</a)",
    re.IGNORECASE,
)
# So does one that is a link right behind a word, the end of a sentence or a year, where it would run on with these; but
# "Section" and "Fig." go before a number, and it may be the last of one ("1,[200]").
_CALL = re.compile(r"\[[1-9]\d{0,2}\]")
_NOT_CALLED = "|".join((*REFERRING, "annex", "appendix", "box", "chapters?", "pages?", "paras?", "regulations?"))
_CALLED = re.compile(
    rf"(?:(?<!\w)(?!(?:{_NOT_CALLED})\b)(?:[a-zà-öø-ÿœß]{{4,}}[.,;:]?|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœß]{{4,}}\.)"
    r"|[!?…”’\"'»%]|(?<!\(\w)(?<!\(\w\w)\)[.,;:]?|(?<![\d.,])(?:1[89]|20)\d\d[.;]?|[⁰¹²³⁴⁵⁶⁷⁸⁹])\Z"
)
_LONGEST_CALLED, _CALLED_PIECES = 30, 4


def digits_behind(source: str, start: int, digits: Mapping[int, int]) -> Mapping[int, int]:
    """Return the forms of the figures behind the tag that begins at `start` of `source`, `digits` before it."""
    if script := _SCRIPT.match(source, start):
        return _DIGITS.get((script[1] or "").lower(), {})
    if not digits and _LINK_TO_NOTE.match(source, start):
        return _OF_LINK
    return {} if digits is _OF_LINK and source.startswith(("</a", "</A"), start) else digits


def leads_to_note(source: str, start: int) -> bool:
    """Whether a link of Markdown that begins at `start` is a number that leads to a note, or back from one."""
    return _LEADS_TO_NOTE.match(source, start) is not None


def is_called(source: str, start: int, before: Sequence[Text]) -> bool:
    """Whether a link that begins at `start`, behind some texts, is a number that stands where those of notes do."""
    if not _CALL.match(source, start):
        return False
    said = "".join(piece.value for piece in before[-_CALLED_PIECES:])
    return _CALLED.search(said[-_LONGEST_CALLED:]) is not None


def between_raised(pieces: Sequence[Text], text: Text) -> Iterator[Text]:
    """Yield a space between two raised numbers that are marked each by itself: 1 and 2 are not 12."""
    if pieces and pieces[-1].value[-1:] in _RAISED and text.value[:1] in _RAISED:
        start, end = pieces[-1].runs[-1].end, text.runs[0].start
        if start < end:
            yield Text(" ", (Run(1, start, end),))

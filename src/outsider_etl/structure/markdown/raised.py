"""Figures that stand raised or lowered in Markdown: within tags that say so, and in links that lead to notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

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
Script = Literal["", "sup", "sub", "link"]
"""What figures stand in: tags that raise or lower them, a link to a note, or none of these."""
DIGITS: Mapping[Script, Mapping[int, int]] = {
    "": {},
    "sup": RAISED_DIGITS,
    "sub": LOWERED_DIGITS,
    "link": RAISED_DIGITS,
}
_OPENED: Mapping[str, Script] = {"sup": "sup", "sub": "sub"}
_END_OF_LINK = re.compile(r"</a\s*>", re.IGNORECASE)
NAME_OF_NOTE = r"_*(?:user-content-|cite_)?(?:(?:foot|end)?note|fn|ftn|edn)"
"""The pattern of what a note is called by on a page of the web, before its number."""
# A number that leads to a note, or back from it, stands raised there.
_ADDRESS_OF_NOTE = (
    rf"(?:https?://[^\s()#\"'<>]{{1,400}})?#{NAME_OF_NOTE}(?:-?(?:ref|anchor))?[-_:.]*\d{{1,3}}(?:-\d{{1,12}})?"
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
# "See note 2": there the number is part of the sentence.
_NAMED = re.compile(rf"\b(?:{_NOT_CALLED}|(?:foot|end)?notes?|nn?\.|fn\.?|fußnoten?|anm\.|rules?)\s*\Z", re.IGNORECASE)


def script_behind(source: str, start: int, script: Script, before: Sequence[Text]) -> Script:
    """Return what the figures stand in behind the tag that begins at `start` of `source`, in a block with texts before.

    A link to a note raises its number where that stands as those of notes do, or begins the block.
    """
    if tag := _SCRIPT.match(source, start):
        return _OPENED.get((tag[1] or "").lower(), "")
    if script == "link" and _END_OF_LINK.match(source, start):
        return ""
    if script or not _LINK_TO_NOTE.match(source, start):
        return script
    said = _last_said(before)
    return "link" if not said.strip() or _CALLED.search(said) else ""


def is_call(source: str, start: int, before: Sequence[Text], links: Sequence[int]) -> bool:
    """Whether what begins at `start`, behind some texts of a block, is a number that calls a note or leads back to it.

    It is one by where it leads, or else where it is one of the `links`, by their starts, and stands as notes' do.
    """
    if _LEADS_TO_NOTE.match(source, start):
        return _NAMED.search(_last_said(before)) is None
    stands_alone = start in links and _CALL.match(source, start) is not None
    return stands_alone and _CALLED.search(_last_said(before)) is not None


def _last_said(before: Sequence[Text]) -> str:
    return "".join(piece.value for piece in before[-_CALLED_PIECES:])[-_LONGEST_CALLED:]


def between_raised(pieces: Sequence[Text], text: Text) -> Iterator[Text]:
    """Yield a space between two raised numbers that are marked each by itself: 1 and 2 are not 12."""
    if pieces and pieces[-1].value[-1:] in _RAISED and text.value[:1] in _RAISED:
        start, end = pieces[-1].runs[-1].end, text.runs[0].start
        if start < end:
            yield Text(" ", (Run(1, start, end),))

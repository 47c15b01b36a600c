"""What persons and institutions did for the work that a citation cites, by the words around their names."""

import re
from collections.abc import Sequence
from itertools import pairwise

from outsider_etl.citations.issued import YEAR
from outsider_etl.citations.model import Part
from outsider_etl.citations.names import is_firm
from outsider_etl.structure.places import without_place

_TRANSLATES = re.compile(
    r"\b(?:trans(?:\.|lated|l\.)|tr\.|übers(?:\.|etzt)|trad(?:\.|uit))\s?(?:by|von|par|de)?\s?$", re.IGNORECASE
)
_EDITS = re.compile(r"\b(?:coordonn|dirig|édit)ée?s?\spar\s$", re.IGNORECASE)
# What a citation begins with ("Interview by Jan Roe") says nothing of an author before.
_ASKS = re.compile(
    r"(?<=\W)(?:interview(?:ed|t|ée?)?\s(?:by|von|par)|in\sconversation\swith|im\sgespräch\smit|propos\s"
    r"recueillis\spar|entrevistad[ao]\spor|intervistat[ao]\sda)\s$",
    re.IGNORECASE,
)
# "The review of it by Jan Roe" is told by who reviews, "Ann Poe, review of *Tides* by Jan Roe" names both.
_REVIEW = re.compile(
    r"[,.:(]\s?(?:(?-i:review\sof\s(?![a-z]))|rezension\s(?:von|zu)\b|compte\srendu\sde\b)"
    r"|\b(?:interview\s(?:with|mit)|gespräch\smit|entretien\savec)\b.*\w",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|de|of|par|von|zu)\s$")
_JOINS = re.compile(r"[\s,;/]*(?:(?:&|\+|and|e|et|i|och|und|y)\s)?", re.IGNORECASE)
_SEVERAL = re.compile(r"[\s,(\[]*(?:eds|editors|éds|dirs|Herausgeber)\b", re.IGNORECASE)
# "in: Bundeszentrale (Hrsg.), Handbuch": an institution between these edits what the work is in.
_IN = re.compile(r"\b[Ii]n:?\s$")
_EDITOR_MARK = re.compile(
    r"(?:\s?[(\[](?:Hrsg|Hgg?|eds?|éds?|dirs?|coords?)\.?[)\]]|,\s(?:Hrsg|Hgg?|eds?|éds?)\.?\s?[,:])"
)
# What is edited itself: "in: Münchener Kommentar (Hrsg.), Bürgerliches Gesetzbuch".
_EDITED = re.compile(
    r"dictionary|dictionnaire|encyclop|handb(?:ook|uch)|jahrbuch|journal|kommentar|lexikon|manuel|review|yearbook",
    re.IGNORECASE,
)
_INSIDE = frozenset(("a", "l", "ti", "tt", "vo", "is"))
_SHORT = re.compile(r"(?:a )+pl d(?: pp)*")
_YEAR = re.compile(rf"{YEAR}[a-z]?")
# "Ministry of Trade, | Industry and Energy, | Annual Report"
_MINISTRY = re.compile(r"(?:\w+ )?(?:Department|Committee|Ministry|Minist[eè]r\w+|Bundesministerium)\b")
_NOUNS = r"[^\Wa-zß-ÿ][\w-]+(?: [^\Wa-zß-ÿ][\w-]+){0,2}"
_REST_OF_NAME = re.compile(
    rf"((?:{_NOUNS}, ){{0,3}}{_NOUNS},? (?:and|&|et|und|y|e) (?:[a-z]{{2,3}} ){{0,2}}{_NOUNS})"
    r"(?:, (?=[^\Wa-zß-ÿ]|\d)|$)"
)
# "J. Roe & Sea Surveys Ltd" are a person and a firm, "A. Roe & Co." is one.
_PARTNER = re.compile(r"[^,.]+,? & ")
_FIRST_OF_OTHERS = re.compile(r".+ & ")
_MORE_PARTNERS = re.compile(r"[^\s,.]+, ")
_OTHERS = frozenset(("Associates", "Co", "Co.", "Company", "Partners", "Sons"))
_NEAREST, _REACH = 24, 400
"""So many characters before a name are its own introduction, and are looked at at all."""


def role_of(label: str, text: str, start: int, end: int) -> str | None:
    """Return the label of a person whose name stands at `end` in the citation from `start` on of a note, or None.

    Who asks is no author of what another one says, nor is one whose work another one reviews.
    """
    before = text[max(start, end - _REACH) : end]
    nearest = before[-_NEAREST:]
    if _TRANSLATES.search(nearest):
        return "r"
    if label == "a" and _EDITS.search(nearest):
        return "e"
    reviewed = _BY.search(nearest) and _REVIEW.search(before)
    return None if label == "a" and (reviewed or _ASKS.search(nearest)) else label


def with_editors(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a citation with all of those as editors whom nothing but a word parts from one.

    Of "Ann Roe and Bob Poe (eds.)" the first may have been taken for an author; "Adam Smith, Edwin Cannan (ed.)" are
    one of each.
    """
    told = [part for part in parts if part.label == "e"]
    one_of_several = len(told) == 1 and _SEVERAL.match(text, told[0].end) is not None
    made: list[Part] = []
    for part in reversed(parts):
        behind = made[-1] if made else None
        edits = behind is not None and (part.label, behind.label) == ("a", "e")
        joins = _JOINS.fullmatch(text, part.end, behind.start) if edits and behind is not None else None
        joined = joins is not None and (one_of_several or joins.group().strip(" ,;") != "")
        made.append(part._replace(label="e") if joined else part)
    return _with_more_editors(text, tuple(reversed(made)))


def _with_more_editors(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with those as editors who stand behind one and what they edit: "Ports, ed. by Roe, Poe"."""
    made: list[Part] = []
    for part in parts:
        behind = bool(made) and (made[-1].label, part.label) == ("e", "a") and any(each.label == "j" for each in made)
        joins = behind and _JOINS.fullmatch(text, made[-1].end, part.start)
        made.append(part._replace(label="e") if joins else part)
    return tuple(made)


def with_editing_institutions(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts with an institution as such that was taken for the container it edits: "in: Bureau (ed.)"."""
    return tuple(
        one._replace(label="l")
        if (one.label, other.label) == ("j", "j")
        and is_editing(text, one)
        and not _EDITED.search(text, one.start, one.end)
        else one
        for one, other in pairwise([*parts, Part("", len(text), len(text))])
    )


def is_editing(text: str, part: Part) -> bool:
    """Whether the name in a part is that of the editor of what a work is in, by the words around it."""
    return (
        _IN.search(text[max(0, part.start - _NEAREST) : part.start]) is not None
        and _EDITOR_MARK.match(text, part.end) is not None
    )


def with_title(text: str, start: int, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a citation that begins at `start` with a title instead of a container or place that is none.

    What editors edit is no container where nothing in it is named, and no place that is not known as one stands right
    between an author and a year: "Roe, Tides, 2018, p. 5".
    """
    labels = [part.label for part in parts]
    if labels[:1] == ["e"] and labels.count("j") == 1 and _INSIDE.isdisjoint(labels):
        return tuple(part._replace(label="ti") if part.label == "j" else part for part in parts)
    if _SHORT.fullmatch(" ".join(labels)) and parts[0].start == start:
        *authors, named, day = (part for part in parts if part.label != "pp")
        joined = all(_JOINS.fullmatch(text, one.end, other.start) for one, other in pairwise([*authors, named]))
        commas = {text[: named.start].rstrip()[-1:], text[named.end : day.start].strip()}
        is_year = _YEAR.fullmatch(text, day.start, day.end)
        if joined and commas == {","} and is_year and without_place(text[named.start : named.end]):
            return tuple(part._replace(label="ti") if part is named else part for part in parts)
    return tuple(parts)


def with_whole_institutions(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a citation with an institution in one whose name has commas.

    Its end may have been taken for a title, or for the beginning of one: "Ministry of Ports, | Sea and Air, Plan 2030".
    """
    made = list(parts)
    for place, (one, title) in enumerate(pairwise(parts)):
        if (one.label, title.label) != ("l", "ti") or text[one.end : title.start].strip() != ",":
            continue
        rest = _REST_OF_NAME.match(text, title.start, title.end) if _MINISTRY.match(text, one.start, one.end) else None
        if rest is None:
            continue
        if rest.end() < title.end:
            made[place : place + 2] = [one._replace(end=rest.end(1)), title._replace(start=rest.end())]
        elif any(part.label == "ti" for part in parts[place + 2 :]):
            made[place : place + 2] = [one._replace(end=title.end)]
        break
    return tuple(made)


def with_firms(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of a citation with a firm in one that is called by persons: "Roe, | Poe & | Moe LLP"."""
    made: list[Part] = []
    for part in parts:
        name, start = text[part.start : part.end], part.start
        are_others = part.label == "l" and name in _OTHERS
        if are_others or (part.label == "a" and is_firm(name)):
            partner = _FIRST_OF_OTHERS if are_others else _PARTNER
            while made and made[-1].label == "a" and partner.fullmatch(text, made[-1].start, start):
                start, partner = made.pop().start, _MORE_PARTNERS
        made.append(part if start == part.start else Part("l", start, part.end))
    return tuple(made)

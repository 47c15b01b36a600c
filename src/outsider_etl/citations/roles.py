"""What persons did for the work that a citation cites, by the words before their names."""

import re

_TRANSLATES = re.compile(
    r"\b(?:trans(?:\.|lated|l\.)|tr\.|übers(?:\.|etzt)|trad(?:\.|uit))\s?(?:by|von|par|de)?\s?$", re.IGNORECASE
)
# What a citation begins with ("Interview by Jan Roe") says nothing of an author before.
_ASKS = re.compile(
    r"(?<=\W)(?:interview(?:ed|t|ée?)?\s(?:by|von|par)|in\sconversation\swith|im\sgespräch\smit|propos\s"
    r"recueillis\spar|entrevistad[ao]\spor|intervistat[ao]\sda)\s$",
    re.IGNORECASE,
)
# "The review of it by Jan Roe" is told by who reviews, "Ann Poe, review of *Tides* by Jan Roe" names both.
_REVIEW = re.compile(r"[,.:(]\s?(?:review\sof|rezension\s(?:von|zu)|compte\srendu\sde)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|von|de)\s$")
_REACH = 24


def role_of(label: str, before: str) -> str | None:
    """Return the label of a person that the words `before` of a citation introduce, None for one who has no part in it.

    Who asks is no author of what another one says, nor is one whose work another one reviews.
    """
    nearest = before[-_REACH:]
    if _TRANSLATES.search(nearest):
        return "r"
    reviewed = _BY.search(nearest) and _REVIEW.search(before)
    return None if label == "a" and (reviewed or _ASKS.search(nearest)) else label

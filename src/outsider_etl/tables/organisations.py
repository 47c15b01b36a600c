"""Which mentions of a document name the same organisation.

Two do when their names are equal but for article, case, possessive and punctuation, or when the text introduces one as
the acronym of the other: "Full Name (ACR)" or "ACR (Full Name)".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from outsider_etl.tables.rejection import Row

_ARTICLE = re.compile(r"\A(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_DROPPED = re.compile(r"[.'’\"“”„«»*_]")
_GAP = re.compile(r"\W+")
_BRACKET_OPENS = re.compile(r"[\"”’»]?\s*[(\[]\s*(?:the\s+)?[\"“‘«]?", re.IGNORECASE)
_BRACKET_ENDS = re.compile(r"[\"”’»]?\s*[)\],;]")


def identify(mentions: Sequence[Row], texts: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the organisations that `mentions` name, and the mentions with their organisation's id.

    `mentions` are rows of organisation_mentions in order; `texts` are the texts of their passages by id.
    """
    introduced = list(_introduced(mentions, texts))
    joined: dict[str, str] = {}
    for name, acronym in introduced:
        root, other = _root(name, joined), _root(acronym, joined)
        if root != other:
            joined[other] = root
    acronyms = {_root(acronym, joined): acronym for _, acronym in reversed(introduced)}
    roots = [_root(mention["text"], joined) for mention in mentions]
    groups: dict[str, list[Row]] = {}
    for root, mention in zip(roots, mentions, strict=True):
        groups.setdefault(root, []).append(mention)
    ids = {root: f"o{number:03}" for number, root in enumerate(groups, start=1)}
    organisations = [_organisation(ids[root], group, acronyms.get(root)) for root, group in groups.items()]
    named = [mention | {"organisation_id": ids[root]} for root, mention in zip(roots, mentions, strict=True)]
    return organisations, named


def name_key(name: str) -> str:
    """Return what two names of one organisation have in common: no article, case, possessive or punctuation."""
    plain = _GAP.sub(" ", _DROPPED.sub("", _POSSESSIVE.sub("", _form(name)))).strip().casefold()
    return plain or name


def abbreviates(acronym: str, name: str) -> bool:
    """Return whether `acronym` looks like one of `name`: its letters occur in order, the first at a word's start."""
    capitals = sum(char.isupper() for char in acronym)
    if capitals < 2 or not acronym[0].isupper() or " " in acronym or len(acronym) >= len(name):
        return False
    first, *others = (char for char in acronym.casefold() if char.isalnum())
    lower = name.casefold()
    starts = (match.end() for match in re.finditer(rf"\b{re.escape(first)}", lower))
    return any(_in_order(others, lower[start:]) for start in starts)


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _introduced(mentions: Sequence[Row], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names with their acronyms that the text introduces in brackets."""
    for one, other in pairwise(mentions):
        text = texts[one["passage_id"]]
        if (
            one["passage_id"] == other["passage_id"]
            and _BRACKET_OPENS.fullmatch(text, one["end"], other["start"])
            and _BRACKET_ENDS.match(text, other["end"])
        ):
            for name, acronym in ((one, other), (other, one)):
                if abbreviates(acronym["text"], name["text"]):
                    yield _form(name["text"]), _form(acronym["text"])


def _root(name: str, joined: Mapping[str, str]) -> str:
    key = name_key(name)
    while key in joined:
        key = joined[key]
    return key


def _organisation(organisation_id: str, mentions: Sequence[Row], acronym: str | None) -> Row:
    forms = list(dict.fromkeys(_form(mention["text"]) for mention in mentions))
    name = max(forms, key=_fullness)
    return {
        "document_id": mentions[0]["document_id"],
        "organisation_id": organisation_id,
        "name": name,
        "acronym": acronym,
        "aliases": sorted(set(forms) - {name, acronym}),
        "mention_count": len(mentions),
        "first_mention_id": mentions[0]["mention_id"],
    }


def _fullness(form: str) -> tuple[int, bool]:
    # Of forms of one length, the one that a heading did not put in capitals.
    return len(form), not form.isupper()


def _form(text: str) -> str:
    return _ARTICLE.sub("", " ".join(text.split()))

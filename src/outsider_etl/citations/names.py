"""Names of persons as footnotes write them, cut into family and given name."""

import re

from outsider_etl.citations.model import Name

_PARTICLES = frozenset(
    "al ap ben bin da dal dalla das de degli dei del della den der des di do dos du el ibn in la las le los mac op san "
    "santa st ten ter van vander vom von zu zum zur 't".split()
)
# No given name is like these.
_LEADING_PARTICLES = frozenset("da de del della der di dos du le la ten ter van von".split())
_HONORIFICS = frozenset(
    "adm ambassador amb baroness col dame dr gen general hon judge justice lady lord lt maj mr mrs ms president prof "
    "professor rep representative rev secretary sen senator sir the".split()
)
_POSSESSIVE = re.compile(r"['’]s$")
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV|MP|PhD|Ph\.D\.)$")
# "J.", "J.-P.", "JA": more letters without full stops are a name in capitals.
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,5}|[^\W\d_]{1,2}")


def parse_name(text: str) -> Name:
    """Return a person's name in its parts.

    The family name stands before a comma, in capitals, before bare initials ("Smith JA"), or else last, with the
    particles before it. A suffix ("Jr.") goes with the given name.
    """
    name = _POSSESSIVE.sub("", " ".join(text.split()).strip(" ,;:"))
    suffix = _SUFFIX.search(name)
    behind = f", {suffix.group(1)}" if suffix else ""
    name = name[: suffix.start()] if suffix else name
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        family, given = _split(name)
    return Name(family or name, (given + behind).strip(" ,") or None)


def _split(name: str) -> tuple[str, str]:
    words = name.split(" ")
    while len(words) > 1 and words[0].strip(".").lower() in _HONORIFICS:
        words = words[1:]
    capitals = [word.isupper() and len(word) > 2 and not _is_initials(word) for word in words]
    if any(capitals) and not all(capitals):
        family = [word for word, capital in zip(words, capitals, strict=True) if capital]
        given = [word for word, capital in zip(words, capitals, strict=True) if not capital]
        return " ".join(family), " ".join(given)
    first = len(words)
    while first and _is_initials(words[first - 1]):
        first -= 1
    if 0 < first < len(words) and not _is_initials(words[0]):
        return " ".join(words[:first]), " ".join(words[first:])
    start = len(words) - 1
    while start and words[start - 1].lower() in (_PARTICLES if start > 1 else _LEADING_PARTICLES):
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _is_initials(word: str) -> bool:
    return word[0].isupper() and word.isupper() and _INITIALS.fullmatch(word) is not None

"""Join lines to running text: words, ranges and addresses that the end of a line broke are made whole."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from outsider_etl.text import Text


class Vocabulary(NamedTuple):
    """The words of a document in lower case, compounds whole; the halves of compounds; whether it breaks words.

    What the end of a line broke is not among the words. `breaking` are the hyphens that only ever break words.
    """

    words: frozenset[str]
    beginnings: frozenset[str]
    ends: frozenset[str]
    breaks_words: bool
    breaking: str


Words = Callable[[], Vocabulary]

_HYPHENS = "-\u2010\u00ad"
# A word at the end of a line that ends with a hyphen is half a word, and so is what the next line begins with.
_WORD = re.compile(rf"(?<![{_HYPHENS}]\n)(?<![^\W\d_])[^\W\d_]++(?:[-\u2010](?:[^\W\d_]++|\d++))*+(?![{_HYPHENS}]\n)")
_BROKEN = re.compile(rf"(?P<compound>[-\u2010])?(?P<word>[^\W_]{{1,40}})(?P<hyphen>[{_HYPHENS}])$")
# Dashes that have no space on one side have none on the other; ranges of numbers have none.
_TIGHT_DASH = re.compile(r"[^\s—]—\n\S|\S\n—[^\s—]|\w–\n\w")
_BREAKS = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{1,40}})[{_HYPHENS}]\n([^\W\d_]{{1,40}})")
_WITHIN_LINE = re.compile(r"\u2010[^\W_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
# So many compounds outside addresses tell with which hyphen a document writes them.
_FEWEST_WRITTEN = 2
_LONGEST_ADDRESS = 400
_MOST_LINES = 8
_REST = re.compile(r"[^\W_]+")
_SUSPENDED = frozenset("and or to nor und oder et ou y o e".split())
# What begins compounds far more often than it begins a word that has no hyphen.
_COMBINING = frozenset("non quasi self well".split())
# Compounds alone end fewer of the lines with a hyphen than this.
_BREAKING, _BROKEN_SHARE = 0.02, 0.5
_OPEN_ADDRESS = re.compile(r"(?:^|[\s(\[“\"])(?:<\S*|(?:https?://|www\.)\S*)$", re.IGNORECASE)
_NEVER_LAST = re.compile(r"[-_=?&%~]$")
_GOES_ON = re.compile(r"[a-z\d][\w-]*(?:[/_=?&%~]|\.(?:[a-z]{2}|\d))|[/?=&%]\S", re.ASCII)


def vocabulary(text: str) -> Vocabulary:
    """Return the vocabulary of a document.

    It breaks words where many lines end with a hyphen, or most of those that do end within a word that it has elsewhere
    whole, or between halves of which it has neither.
    """
    # Lines may be indented, or have a space at their end.
    text = "\n".join(map(str.strip, text.split("\n")))
    words = frozenset(word.lower().replace("\u2010", "-") for word in _WORD.findall(text))
    compounds = [word.split("-") for word in words if "-" in word]
    written = {word for word in _WORD.findall(_ADDRESS.sub("", text)) if "-" in word}
    breaks = [(first.lower(), second.lower()) for first, second in _BREAKS.findall(text)]
    broken = sum(first + second in words or not {first, second} & words for first, second in breaks)
    return Vocabulary(
        words=words,
        beginnings=frozenset(parts[0] for parts in compounds),
        ends=frozenset(parts[-1] for parts in compounds),
        breaks_words=len(breaks) >= _BREAKING * text.count("\n") or broken > _BROKEN_SHARE * len(breaks),
        # A document that writes its compounds with another hyphen has this one from breaking words alone.
        breaking="\u00ad" if _WITHIN_LINE.search(text) or len(written) < _FEWEST_WRITTEN else "\u00ad\u2010",
    )


def join_lines(lines: Sequence[Text], words: Words) -> Text:
    """Return the lines as one running text, of a document whose `words` are asked for only where a hyphen needs it."""
    groups: list[list[Text]] = []
    for line in lines:
        last = groups[-1][-1] if groups else Text.of("")
        broken = _BROKEN.search(last.value)
        rest = _REST.match(line.value)
        tight = groups and _TIGHT_DASH.search(f"{last.value[-2:]}\n{line.value[:2]}")
        if tight or (groups and _breaks_address(groups[-1], line)):
            if broken and broken["hyphen"] in words().breaking:
                groups[-1][-1] = last[: broken.start("hyphen")]
            groups[-1].append(line)
        elif broken and rest and rest.group().lower() not in _SUSPENDED:
            if _is_one_word(broken, rest.group(), words):
                groups[-1][-1] = last[: broken.start("hyphen")]
            groups[-1].append(line)
        else:
            groups.append([line])
    return Text.join((Text.join(group) for group in groups), " ")


def _is_one_word(broken: re.Match[str], rest: str, words: Words) -> bool:
    """Whether a hyphen at the end of a line only breaks a word there, and is not a compound's own.

    The document tells, where it has the word or the compound elsewhere. Else, if it breaks words at all, it is a
    compound where both halves are words of the document and the first is none that grows together with others
    ("some-thing"), or where other compounds begin or end so and either half is a word.
    """
    first, second = broken["word"].lower(), rest.lower()
    # An acronym never grows together with a word: "EU-wide".
    acronym = len(first) > 1 and broken["word"].isupper()
    if acronym or not (rest[0].islower() and first.isalpha()):
        return False
    known = words()
    if broken["hyphen"] == "\u00ad" or first + second in known.words:
        return True
    if f"{first}-{second}" in known.words:
        return False
    if broken["hyphen"] in known.breaking:
        return True
    if broken["compound"] or first in _COMBINING or not known.breaks_words:
        return False
    if first in known.beginnings or second in known.ends:
        return not {first, second} & known.words
    return first in STOP_WORDS or not {first, second} <= known.words


def _breaks_address(lines: Sequence[Text], following: Text) -> bool:
    """Whether the end of lines that were joined stands within an address of the web that goes on in the next."""
    line = "".join(text.value for text in lines[-_MOST_LINES:])[-_LONGEST_ADDRESS:]
    address = _OPEN_ADDRESS.search(line)
    if address is None or not following.value[:1].strip():
        return False
    if address.group().lstrip('([“" ').startswith("<"):
        return ">" not in address.group() and "://" in address.group()
    within = _NEVER_LAST.search(line) or _GOES_ON.match(following.value)
    return within is not None or (line.endswith(".") and following.value[0].islower())

"""Acronyms that a text introduces: "Full Name (ACR)", "ACR (Full Name)", "ACR, the Full Name", lists of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from operator import eq
from typing import NamedTuple

from anyascii import anyascii

from outsider_etl.nlp.organisations.countries import is_country
from outsider_etl.nlp.organisations.tags import Offsets

_KEPT = 1_000
"""So many texts are remembered with what they introduce: names are found first, and told apart after that."""
_MOST_WORDS = 14
_LONGEST_NAME = 160
_INTRODUCED = re.compile(
    r"(?:['’]s)?[\s”\"’»*_]{0,4}[(\[]\s?(?:here(?:in)?after\s)?(?:referred\sto\sas\s)?(?:the\s|or\s)?[\"“«‘*_]{0,2}(?P<acronym>[A-ZÀ-Þ][\w&./’'-]{0,10}?[\w&])(?:['’]s)?[\"”»’*_]{0,2}(?:\s?[)\],;]|\sor\s)"
)
_SPELT_OUT = re.compile(
    r"(?<!\w)(?P<acronym>[A-ZÀ-Þ][\w&-]{0,9}[A-ZÀ-Þ\d])\s?\((?:the\s|or\s)?[\"“«‘*_]{0,2}(?P<name>[^()]{6,160}?)[\"”»’*_]{0,2}[),;]"
)
_OPENS = re.compile(
    r"(?:['’]s)?[\"”’»]?\s*[(\[]\s*(?:here(?:in)?after\s+|(?:also|better|commonly)\s+)?"
    r"(?P<called>(?:called|known\s+as|referred\s+to\s+as)\s+)?(?:the\s+)?[\"“«]?",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:['’]s)?[\"”’»]?\s*(?P<mark>[)\],;]|\bor\b)")
# An acronym and nothing else: "(HAC-D)".
_BRACKETED = re.compile(r"[”\"’»]?\s?[(\[](?:the\s)?[\"“«‘]?(?P<acronym>[A-ZÀ-Þ][\w&-]{2,8})[\"”»’]?[)\]]")
# Both in one bracket: "(Nom propre, NP)".
_WITHIN = re.compile(
    r"[(\[](?:the\s)?[\"“«‘*_]{0,2}(?P<name>[^()\[\]]{6,160}?)[\"”»’*_]{0,2}(?:[,;]|\sor)\s(?:or\s)?"
    r"[\"“«‘*_]{0,2}(?P<acronym>[A-ZÀ-Þ][\w&-]{0,9}[A-ZÀ-Þ\d])[\"”»’*_]{0,2}[)\]]"
)
# An entry of a list of abbreviations, or of one in a note, and an apposition.
_ENTRY = re.compile(
    r"(?:^|[\n;:.])\s{0,3}(?P<acronym>[A-ZÀ-Þ][\w&-]{1,9}[A-ZÀ-Þ\d])"
    r"(?P<mark>\s?[:=|–—]|\s-)?\s{1,3}(?P<name>[A-ZÀ-Þ][^\n;|.()]{5,160})"
)
_APPOSED = re.compile(
    r"(?<!\w)(?P<acronym>[A-ZÀ-Þ][\w&-]{1,9}[A-ZÀ-Þ\d])(?P<mark>,\sthe\s)(?P<name>[A-ZÀ-Þ][^\n,;|.()]{5,160})"
)
_SMALL_WORDS = frozenset(
    "a and at aux d da das de dei del della der des di do dos du e en et for für im in la las le les los of on pour "
    "the to und van von voor y zur".split()
)
_LEAST_LETTERS, _LONGEST_ACRONYM = 3, 9
_SYLLABLE = 3
_ARTICLES = frozenset({"a", "an", "the"})
# What no name goes on behind: a bracket, a colon, the end of a sentence.
_BREAK = re.compile(r"[()\[\]:;?!]|[^\W\dA-Z_]{3}\.\s")
_ELIDED = re.compile(r"\A[dl]['’]", re.IGNORECASE)
# The letters of "U.S." are words by themselves.
_WORD = re.compile(r"[A-Z](?=\.)|[^\W_][\w’'&-]*")


class Introduction(NamedTuple):
    """Where a text introduces an acronym, and where the name stands that it is introduced for."""

    name: Offsets
    acronym: Offsets


@lru_cache(_KEPT)
def introductions(text: str) -> tuple[Introduction, ...]:
    """Return the acronyms that `text` introduces, in order of place and kind; it is asked of each text twice."""
    return tuple(_introductions(text))


def _introductions(text: str) -> Iterator[Introduction]:
    for match in _INTRODUCED.finditer(text):
        if name := _name_before(text, match.start(), match["acronym"]):
            yield Introduction(name, match.span("acronym"))
    for match in chain(_SPELT_OUT.finditer(text), _WITHIN.finditer(text)):
        if match["name"][0].isalpha() and _spells(match["acronym"], match["name"]):
            yield Introduction(match.span("name"), match.span("acronym"))
    for match in chain(_ENTRY.finditer(text), _APPOSED.finditer(text)):
        if length := _spelt_length(match["acronym"], match["name"].rstrip(), is_whole=match["mark"] is not None):
            start = match.start("name")
            yield Introduction((start, start + length), match.span("acronym"))


def bracketed(text: str, named: Sequence[Offsets]) -> Iterator[Introduction]:
    """Yield what a bracket that it fills introduces as an acronym of one of the names `named`, by loose letters.

    It has them in order, and not in one word: "House Appropriations Subcommittee on Defense (HAC-D)", "Census Bureau
    (CENSUS)".
    """
    for start, end in named:
        if (match := _BRACKETED.match(text, end)) and " " in (name := text[start:end]):
            acronym = match["acronym"]
            may_be = is_acronym(acronym) and not is_country(acronym) and not _shortens_word(acronym, name)
            if may_be and abbreviates(acronym, name):
                yield Introduction((start, end), match.span("acronym"))


def _name_before(text: str, end: int, acronym: str) -> Offsets | None:
    """Return the run of words that ends at `end`, begins with a capital and has the acronym's letters.

    It is the one whose words begin with just these letters, else the shortest one.
    """
    if not _may_be_acronym(acronym):
        return None
    words = list(_WORD.finditer(text, max(0, end - _LONGEST_NAME), end))[-_MOST_WORDS:]
    starts = [word.start() for word in reversed(words) if text[word.start()].isupper()]
    if not starts:
        return None
    end = words[-1].end()
    begun = (start for start in starts if is_initials(acronym, text[start:end]))
    spelt = (start for start in starts if _spells(acronym, text[start:end]))
    start = next(begun, None)
    start = next(spelt, None) if start is None else start
    if start is None:
        return None
    # "Acme Lines (Europe) (ALE)"
    return start, end + (text[end : end + 1] == ")" and "(" in text[start:end])


def _spelt_length(acronym: str, text: str, *, is_whole: bool) -> int:
    """Return the length of what a text begins with that an acronym has the initials of, or spells where `is_whole`.

    It is 0 where there is no such name: the letters have to go on to the last word.
    """
    letters = fold(acronym)
    words = list(_WORD.finditer(text))[:_MOST_WORDS]
    if len(letters) >= _LEAST_LETTERS:
        for word in words[1:]:
            if is_initials(acronym, text[: word.end()]):
                return word.end()
        if is_whole and words[-1].end() == len(text) and _spells(acronym, text):
            return len(text) if fold(words[-1].group())[:1] in letters[-_LEAST_LETTERS:] else 0
    return 0


def is_initials(acronym: str, name: str) -> bool:
    """Return whether the letters of `acronym` are just the first ones of words of `name`."""
    return "".join(filter(str.isalnum, fold(acronym))) in initials(name)


def is_part_of_name(text: str) -> bool:
    """Return whether the words that stand before another in a text may begin a name that the other ends."""
    words = text.split()
    return (
        bool(words)
        and not {words[0].casefold(), words[-1]} & _ARTICLES
        and all(word[:1].isupper() or word.strip(",&") in _SMALL_WORDS or word == "&" for word in words)
        and not _BREAK.search(text)
    )


def initials(name: str) -> tuple[str, str, str]:
    """Return the first letters of words of a name: all, those with a capital, and those that are no small words."""
    words = [_ELIDED.sub("", word) for word in _WORD.findall(name)]
    capitals = [word for word in words if word[:1].isupper()]
    full = [word for word in words if fold(word) not in _SMALL_WORDS]
    first, second, third = (fold("".join(word[:1] for word in each)) for each in (words, capitals, full))
    return first, second, third


def mark_behind(text: str, one: Offsets, other: Offsets) -> str:
    """Return what is behind `other` where it stands first in a bracket behind `one`: ")", "]", ",", ";", "or"."""
    opens = _OPENS.fullmatch(text, one[1], other[0])
    ends = _ENDS.match(text, other[1]) if opens else None
    return ends["mark"] if ends else ""


def is_called(text: str, one: Offsets, other: Offsets) -> bool:
    """Return whether a bracket behind `one` says that it is called `other`: "(also known as the CMA)".

    Behind a comma this is said of another noun as often: "the arm of the CIA, known as In-Q-Tel".
    """
    opens = _OPENS.fullmatch(text, one[1], other[0])
    return bool(opens and opens["called"])


def is_acronym(name: str) -> bool:
    """Return whether a name is short and most of its letters are capitals: "BND", "GKChP", "DG MOVE"."""
    capitals = sum(map(str.isupper, name))
    return len(name) <= _LONGEST_ACRONYM and capitals > 1 and 2 * capitals >= sum(map(str.isalpha, name))


def fold(text: str) -> str:
    """Return a text in lower case and ASCII ("École": "ecole")."""
    return anyascii(text).casefold()


def _may_be_acronym(text: str) -> bool:
    return sum(map(str.isupper, text)) >= 2 or (len(text) > 2 and text[0].isupper() and text.isalpha())


def _spells(acronym: str, name: str) -> bool:
    """Whether each letter of the acronym begins a word of the name or follows one that does, in order."""
    if is_initials(acronym, name):
        return True
    letters = [char for char in fold(acronym) if char.isalnum()]
    words = [word for match in _WORD.finditer(name) if (word := fold(match.group()))]
    if len(words) < 2 or not letters or letters[0] != words[0][:1]:
        return _reordered(letters, name)
    return _spelt(letters, words)


def _reordered(letters: Sequence[str], name: str) -> bool:
    """Whether the letters are the initials of the name's capitalised words in an order of another language."""
    return len(letters) > 2 and any(sorted(letters) == sorted(begun) for begun in initials(name))


def _spelt(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the letters are found in order, most of them at the beginnings of words."""
    heads = 0
    place, offset = 0, 0
    for letter in letters:
        head = next((i for i in range(place + bool(offset), len(words)) if words[i][0] == letter), None)
        inside = words[place].find(letter, offset) if offset else -1
        if head is not None and (inside < 0 or head <= place + 2):
            place, offset, heads = head, 1, heads + 1
        elif inside >= 0:
            offset = inside + 1
        else:
            return False
    return 2 * heads > len(letters)


def abbreviates(acronym: str, name: str) -> bool:
    """Return whether `acronym` looks like one of `name`.

    Its letters occur in order, the first at a word's start, or they are the initials in any order ("Ifri").
    """
    if not acronym[0].isupper() or " " in acronym or len(acronym) >= len(name):
        return False
    first, *others = [char for char in fold(acronym) if char.isalnum()] or [""]
    if not first:
        return False
    lower = fold(name)
    if sum(map(str.isupper, acronym)) < 2:
        words = [word for word in _WORD.findall(lower) if word not in _SMALL_WORDS]
        return _reordered([first, *others], name) or are_beginnings(fold(acronym), words)
    starts = (match.end() for match in re.finditer(rf"\b{re.escape(first)}", lower))
    return any(_in_order(others, lower[start:]) for start in starts)


def are_beginnings(letters: str, words: Sequence[str]) -> bool:
    """Return whether letters are beginnings of all of two or more words in order, of the last one a syllable."""
    *before, final = words or [""]
    reached = {0}
    for word in before:
        shared = {place: sum(takewhile(bool, map(eq, word, letters[place:]))) for place in reached}
        reached = {place + length for place, most in shared.items() for length in range(1, most + 1)}
    return bool(before) and any(
        len(letters) - place >= _SYLLABLE and final.startswith(letters[place:]) for place in reached
    )


def shares_letters(acronym: str, name: str) -> bool:
    """Return whether more than half of an acronym's letters, which are no more than the words, begin words of a name.

    So it is where the name is a translation: "National Liberation Army (ELN)". The order is that of another language.
    """
    letters, begun = Counter(filter(str.isalpha, fold(acronym))), Counter(initials(name)[2])
    return letters.total() <= begun.total() and 2 * (letters & begun).total() > letters.total()


def _shortens_word(acronym: str, name: str) -> bool:
    """Whether an acronym is a word of the name or begins one; few letters may do so by chance ("SEC")."""
    letters = fold(acronym)
    begun = [word for word in _WORD.findall(fold(name)) if word.startswith(letters)]
    return bool(begun) and (letters in begun or len(letters) > _LEAST_LETTERS)


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)

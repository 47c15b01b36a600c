"""The passages of a document, and what acronyms and other places say of where the names in them begin and end."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from outsider_etl.nlp.organisations.acronyms import Introduction, is_initials, is_part_of_name
from outsider_etl.nlp.organisations.tags import Offsets, Tags

_JOINT = re.compile(r",?\sand\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document, and where names may and may not stand in it.

    `named` are the names that the tagger chose or a citation gives, in order and apart, `cited` are the latter, and
    `closed` is what no name may overlap: money figures, dates, and what citations say is none. `explained` are the
    acronyms that are introduced for one of the names there.
    """

    text: str
    tags: Tags
    named: Sequence[Offsets]
    closed: Sequence[Offsets]
    cited: frozenset[Offsets] = frozenset()
    explained: frozenset[Offsets] = frozenset()


def repaired(passages: Sequence[Passage], given: Sequence[Iterable[Introduction]]) -> Sequence[Passage]:
    """Return the passages of one document where what the tagger joined is two, and what it cut is whole.

    `given` are the acronyms that each passage introduces.
    """
    known = frozenset(name for passage in passages for name in _known(passage))
    parted = [_parted(passage, here, known) for passage, here in zip(passages, given, strict=True)]
    return _completed(parted, given)


def _known(passage: Passage) -> Iterator[str]:
    """Yield the chosen names of some words, but for those that "and" joins: a "Department of A and B" may be cut."""
    text, named = passage.text, passage.named
    behind = [_JOINT.fullmatch(text, one, other) for (_, one), (other, _) in pairwise(named)]
    for (start, end), before, after in zip(named, [None, *behind], [*behind, None], strict=False):
        if " " in text[start:end] and not before and not after:
            yield text[start:end]


def _parted(passage: Passage, given: Iterable[Introduction], known: frozenset[str]) -> Passage:
    """Return a passage where what the tagger joined is two: "the Lake Union and Norland Motors (NM)".

    The acronym has just the initials of the second, or both are `known`.
    """
    text = passage.text
    acronyms = {each.name: text[slice(*each.acronym)] for each in given}
    named: list[Offsets] = []
    for start, end in passage.named:
        for joint in _JOINT.finditer(text, start, end):
            one, other = (start, joint.start()), (joint.end(), end)
            first, second = text[slice(*one)], text[slice(*other)]
            if (other in acronyms and is_initials(acronyms[other], second)) or known.issuperset((first, second)):
                named += [one, other]
                break
        else:
            named.append((start, end))
    return passage if len(named) == len(passage.named) else replace(passage, named=named)


def _completed(passages: Sequence[Passage], given: Sequence[Iterable[Introduction]]) -> Sequence[Passage]:
    """Return the passages where what the tagger chose of a name is all of it: "Committee on Lakes in Norland (CLN)".

    The acronym has just the initials of the whole, and the whole has more behind what was chosen of it.
    """
    wholes: dict[str, str] = {}
    for passage, here in zip(passages, given, strict=True):
        ends = dict(passage.named)
        for (start, stop), acronym in here:
            whole, end = passage.text[start:stop], ends.get(start, stop)
            if end < stop and is_initials(passage.text[slice(*acronym)], whole) and is_part_of_name(whole):
                wholes[passage.text[start:end]] = whole
    return [replace(each, named=list(_with_wholes(each, wholes))) for each in passages] if wholes else passages


def _with_wholes(passage: Passage, wholes: Mapping[str, str]) -> Iterator[Offsets]:
    reached = 0
    for start, end in passage.named:
        if start >= reached:
            whole = wholes.get(passage.text[start:end], "")
            is_there = passage.text.startswith(whole, start)
            reached = max(end, start + len(whole)) if is_there else end
            yield start, reached

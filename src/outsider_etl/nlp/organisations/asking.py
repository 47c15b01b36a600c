"""Which words of a text a tagger is asked about: the others cannot be part of an organisation's name.

A name has a word that is not in lower case. Words far from each such word, and sentences without one, are not worth
the tagger's time, which is most of what the work on a report takes.
"""

from collections.abc import Iterator, Sequence
from unicodedata import category

from outsider_etl.nlp.wordpieces import Pieces

_BEFORE, _BEHIND = 3, 10
"""How many words before and behind one that is not in lower case others may be part of its name.

"Institut national de la statistique et des études économiques" goes on for eight, "ministries of Defence" begins two
before.
"""
# Words that begin sentences with a capital, and are no name where they stand alone.
_FUNCTION_WORDS = frozenset(
    "a about above across after again against all along also although among an and another any as at available "
    "because before below between both but by cf despite during each ebd either every few first for from further "
    "furthermore given he hence her here his how however i ibid if in indeed instead it its last later many "
    "meanwhile moreover most much neither nevertheless no nor not now of often on one only or other others our "
    "over overall perhaps rather second see several she siehe similarly since so some sometimes still such than "
    "that the their then there therefore these they third this those though three through throughout thus to "
    "together too two under unless unlike until upon vgl voir we what when where whereas whether which while who "
    "whose why will with within without yet you your".split()
)
_SENTENCE_ENDS = frozenset(".!?")
_LONGEST_ABBREVIATION = 3


def asked(text: str, pieces: Pieces) -> Iterator[tuple[range, list[int]]]:
    """Yield the sentences that the tagger has to see, as ranges of words, and the words of each it is asked about.

    These are the sentences in which a name may stand, and the one before each, by which it is understood.
    """
    before: range | None = None
    forms = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    for sentence in _sentences(forms, pieces):
        capitals = [number for number in sentence if _may_name(forms[number], number == sentence.start)]
        if capitals:
            if before:
                yield before, []
            near = {near for number in capitals for near in range(number - _BEFORE, number + _BEHIND + 1)}
            yield sentence, sorted(near.intersection(sentence))
        before = None if capitals else sentence


def _sentences(forms: Sequence[str], pieces: Pieces) -> Iterator[range]:
    """Yield what are sentences beyond doubt: two that may be one are one."""
    first = 0
    for number, form in enumerate(forms):
        behind = number + 1
        if behind == len(forms) or (
            form in _SENTENCE_ENDS
            and pieces.starts[behind] > pieces.ends[number]
            and not (forms[behind][0].islower() or forms[behind][0].isdigit())
            and number
            and not _may_be_abbreviated(forms[number - 1])
        ):
            yield range(first, behind)
            first = behind


def _may_be_abbreviated(word: str) -> bool:
    return len(word) <= _LONGEST_ABBREVIATION and not word.islower()


def _may_name(form: str, begins: bool) -> bool:
    if form == form.lower():
        # Of a script that knows no case.
        return not form.isascii() and any(category(letter) == "Lo" for letter in form)
    return not (begins and form.istitle() and form.lower() in _FUNCTION_WORDS)

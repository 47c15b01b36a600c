"""Split clean text into sentences, by rule and without a model."""

import re
from bisect import bisect_left, bisect_right

from spacy.lang.en.stop_words import STOP_WORDS

from outsider_etl.nlp.dates.months import is_month_abroad

# It begins with what it can begin with, so that the rest of a text is passed over fast.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\s*(?=\n)"
    r"|(?<![.!?…]{2})(?<!\n)[.!?…]*[\"'”’»)\]\u00b9\u00b2\u00b3\u2070\u2074-\u2079]*(?=\s))"
)
_WORD = re.compile(r"[\w.&'’-]*")
# What goes on for longer, such as a table without a full stop, is cut between words: each mention's row has a sentence.
_LONGEST = 10_000
_LONGEST_WORD = 40
_OPENING = "\"'“‘«([*_¿¡"

# After these a full stop abbreviates, whatever follows.
_NEVER_LAST = frozenset(
    "adm approx art arts c ca cap capt cf ch chap col cols dept dir dr ed eds e.g est fig figs fn fr gen gov hon i.e "
    "ibid lt maj mr mrs ms mt n nn no nos op p para paras pp pres prof pt rep rev sec secs sect sen sgt ss st supt "
    "trans v viz vol vols vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# After these in German and French; in capitals they are names ("ABB").
_NEVER_LAST_ABROAD = frozenset(
    "abb abs anm aufl bd bzw dgl drs ebd evtl hrsg inkl kap mio mlle mme mrd nr tsd vgl zzgl".split()
)
# After these it may end a sentence as well: it does where a word follows that begins sentences.
_MAYBE_LAST = frozenset("al bros cit co corp etc inc jr ltd sr".split())
# A number between one of these and a noun is a German ordinal: "im 20. Jahrhundert".
_BEFORE_ORDINAL = re.compile(r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Ii]m|(?<!\bI )[Aa]m|[Vv]om|[Zz]u[mr]|[Bb]eim)\s$")
# What begins sentences and follows no ordinal; "die", "am" and "des" are words of English and French as well.
_NO_NOUN = STOP_WORDS | frozenset(
    "aber als am auch auf aus bei da dabei daher damit danach dann das dem den der des deshalb die dies diese dieser "
    "dieses doch ein eine einer er es für hier ich im jedoch man mit nach nun nur seit sie von vor wenn wie wir zu zum "
    "zur ce ces cette dans elle elles en il ils la le les on un une".split()
)


class Sentences:
    """The sentences of a text, found by where in it they stand."""

    def __init__(self, text: str) -> None:
        spans = split_sentences(text)
        self._text = text
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def around(self, start: int, end: int) -> str | None:
        """Return the sentence, or the sentences, that hold the characters from `start` to `end`; None where none do."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end, lo=first) - 1
        return self._text[self._starts[first] : self._ends[last]] if first <= last else None

    def before(self, offset: int) -> str:
        """Return the sentence before what stands at `offset`: what is behind a full stop belongs to what ends there."""
        index = bisect_left(self._starts, max(1, offset)) - 1
        return self._text[self._starts[index] : self._ends[index]] if index >= 0 else self._text.strip()


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end) offsets without the white space around them.

    None is longer than 10,000 code points. Together they hold every character of `text` that is not white space.
    """
    sentences: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match.start(), match.end()):
            _append(sentences, text, start, match.end())
            start = match.end()
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        most = start + _LONGEST
        cut = next((place for place in range(most, start, -1) if text[place - 1].isspace()), most)
        _append(sentences, text, start, cut)
        start = cut
    piece = text[start:end].rstrip()
    if piece:
        end = start + len(piece)
        sentences.append((end - len(piece.lstrip()), end))


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    rest = text[end : end + 60].lstrip().lstrip(_OPENING)
    if not rest or text[stop] == "\n":
        return True
    if rest[0].islower():
        return False
    if text[stop:end] != ".":
        return True
    word = _word_before(text, stop)
    before = word.lower()
    if before in _NEVER_LAST:
        return False
    if before.isdigit() and len(before) <= 2 and (_is_day(rest) or _is_ordinal(text, stop - len(before), rest)):
        return False
    if before.rpartition("-")[2] in _NEVER_LAST_ABROAD and not word.isupper():
        return False
    if before in _MAYBE_LAST or "." in before or (len(before) == 1 and before.isalpha()):
        following = re.match(r"\w+", rest)
        return following is not None and following.group() != "I" and following.group().lower() in STOP_WORDS
    return True


def _word_before(text: str, stop: int) -> str:
    """Return what stands right before a stop: looked for from there, not from where it may begin."""
    match = _WORD.match(text[max(0, stop - _LONGEST_WORD) : stop][::-1])
    return match.group()[::-1] if match else ""


def _is_day(rest: str) -> bool:
    """Whether a full stop between a number and `rest` makes a day of a month, as in "27. Februar" and "3. August 2019".

    English has no such days: a month that is called so in English has a year behind it.
    """
    month = re.match(r"([^\W\d_]+)(\s(?:1[5-9]|20)\d\d\b)?", rest)
    return month is not None and is_month_abroad(month[1], dated=month[2] is not None)


def _is_ordinal(text: str, start: int, rest: str) -> bool:
    """Whether a number from `start` stands behind an article and before a noun, as in "der 19. Deutsche Bundestag"."""
    following = re.match(r"[^\W\d_]+", rest)
    if following is None or following.group().lower() in _NO_NOUN:
        return False
    return _BEFORE_ORDINAL.search(text, max(0, start - 10), start) is not None

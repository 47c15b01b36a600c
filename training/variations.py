"""Further notes made of those that were written: other fields, other quotes, no italics, two notes in one.

So the tagger learns the forms of notes and not the works, persons and publishers that happen to stand in them.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace

from training.notes import Cited, Marked, Note

_LEGAL = frozenset("bill hearing legal_case legislation regulation treaty standard patent".split())
_PERSONS = frozenset("aer")
_KEPT = frozenset(("h", "et", "ed"))
_QUOTES = ("“”", '""', "‘’", "«»", "„“", "''")
_QUOTED = re.compile(r"[“«„](.*?)[”»“]|(?<!\w)\"(?=\S)(.*?)\"")

_UNVARIED, _REQUOTED, _WITHOUT_ITALICS, _JOINED = 0.25, 0.3, 0.4, 0.2

Pools = dict[tuple[str, ...], list[str]]


def pools(notes: Iterable[Note]) -> Pools:
    """Return the texts of fields of one kind and form, which may take each other's place."""
    found: Pools = defaultdict(list)
    for note in notes:
        for cited in note.citations:
            for own in cited.fields:
                if own.tag != "f":
                    text = note.text[own.start : own.end]
                    found[_key(note, cited, own)].append(text)
    return found


def _key(note: Note, cited: Cited, own: Marked) -> tuple[str, ...]:
    text = note.text[own.start : own.end]
    legal = cited.attributes["t"] if cited.attributes["t"] in _LEGAL else ""
    if own.tag in _PERSONS:
        return ("person", _form(text))
    if own.tag in ("d", "ac", "pp", "vo", "is", "nu"):
        return (own.tag, legal, _form(text))
    if own.tag == "ti":
        italic = any(start <= own.start < end for start, end in note.emphasis)
        full = cited.attributes.get("k", "full") == "full"
        quotes = bool(re.search('["“‘«]', text))
        return (own.tag, legal, str(full), str(italic), str(quotes))
    if own.tag == "j":
        kind = cited.attributes["t"]
        return (own.tag, kind if legal or kind in ("article-journal", "chapter") else "")
    return (own.tag, legal)


def _form(text: str) -> str:
    """Return how a name, date or number is written, whatever it says."""
    form = re.sub(r"[^\W\d_]\.", "I", re.sub(r"[^\W\d_][^\W\d_]+\.?", _word_form, text))
    return re.sub(r"\d{4}", "Y", re.sub(r"(?<!\d)\d{1,3}(?!\d)", "9", form))


def _word_form(match: re.Match[str]) -> str:
    word = match.group()
    return "w" if word[0].islower() else "C" if word.isupper() else "W"


def vary(note: Note, known: Pools, rng: random.Random) -> Note:
    """Return the note with some of its fields exchanged for others of their kind."""
    pieces: list[tuple[int, int, str]] = []
    share = rng.choice((0.3, 0.6, 0.9))
    for cited in note.citations:
        for own in cited.fields:
            if own.tag != "f" and own.tag not in _KEPT and rng.random() < share:
                pieces.append((own.start, own.end, rng.choice(known[_key(note, cited, own)])))
    return _replaced(note, pieces)


def _replaced(note: Note, pieces: Sequence[tuple[int, int, str]]) -> Note:
    """Return the note with new texts in the place of spans, which are apart; what else stands in it moves along."""
    ordered = sorted(pieces)
    text, place = "", 0
    for start, end, new in ordered:
        text += note.text[place:start] + new
        place = end
    text += note.text[place:]

    def moved(offset: int, *, end: bool) -> int:
        shift = 0
        for start, stop, new in ordered:
            if offset >= stop and (end or offset > start):
                shift += len(new) - (stop - start)
            elif start < offset < stop:
                return start + shift + min(offset - start, len(new))
        return offset + shift

    citations = deepcopy(note.citations)
    for cited in citations:
        cited.start, cited.end = moved(cited.start, end=False), moved(cited.end, end=True)
        cited.fields = [
            Marked(own.tag, own.attributes, moved(own.start, end=False), moved(own.end, end=True))
            for own in cited.fields
            if own.tag != "f"
        ]
    emphasis = tuple((moved(start, end=False), moved(end, end=True)) for start, end in note.emphasis)
    return replace(note, text=text, citations=citations, emphasis=tuple(each for each in emphasis if each[0] < each[1]))


def requote(note: Note, rng: random.Random) -> Note:
    """Return the note with its double quotes in another form."""
    opening, closing = rng.choice(_QUOTES)
    pieces = []
    for match in _QUOTED.finditer(note.text):
        if opening in "'‘" and re.search(r"['’]", match.group()):
            continue
        pieces += [(match.start(), match.start() + 1, opening), (match.end() - 1, match.end(), closing)]
    return _replaced(note, pieces)


def plain(note: Note) -> Note:
    """Return the note without its italics."""
    return replace(note, emphasis=())


def joined(one: Note, other: Note, rng: random.Random) -> Note:
    """Return two notes as one."""
    between = rng.choice((" ", " ", "; ", " See also "))
    if between != " " and (not one.citations or not other.citations or other.citations[0].start):
        between = " "
    head = one
    if between == "; " and one.text.endswith(".") and one.citations[-1].end == len(one.text):
        head = _replaced(one, [(len(one.text) - 1, len(one.text), "")])
    by = len(head.text) + len(between)
    moved = [
        Cited(
            cited.attributes,
            cited.start + by,
            cited.end + by,
            [Marked(own.tag, own.attributes, own.start + by, own.end + by) for own in cited.fields],
        )
        for cited in other.citations
    ]
    emphasis = (*head.emphasis, *((start + by, end + by) for start, end in other.emphasis))
    return replace(head, text=head.text + between + other.text, citations=(*head.citations, *moved), emphasis=emphasis)


class Variations:
    """Notes, and what can be made of them."""

    def __init__(self, notes: Sequence[Note], seed: int) -> None:
        self._notes = notes
        self._pools = pools(notes)
        self._rng = random.Random(seed)

    def rounds(self, count: int) -> list[Note]:
        """Return the notes as they are, and `count` variations of each."""
        return [*self._notes, *(self._varied(note) for _ in range(count) for note in self._notes)]

    def epoch(self) -> list[Note]:
        """Return each note once, most of them varied."""
        return [note if self._rng.random() < _UNVARIED else self._varied(note) for note in self._notes]

    def _varied(self, note: Note) -> Note:
        rng = self._rng
        varied = vary(note, self._pools, rng)
        if rng.random() < _REQUOTED:
            varied = requote(varied, rng)
        if rng.random() < _WITHOUT_ITALICS:
            varied = plain(varied)
        if rng.random() < _JOINED:
            varied = joined(varied, vary(rng.choice(self._notes), self._pools, rng), rng)
        return varied

"""The spans of names: what marks, brackets and words at the edges of a tagger's span leave of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from outsider_etl.nlp.organisations.acronyms import is_initials
from outsider_etl.nlp.organisations.countries import is_state
from outsider_etl.nlp.organisations.foreign import name_start
from outsider_etl.nlp.organisations.tags import Offsets

# What a model names at greater length is no name but noise.
_LONGEST_NAME = 250
_QUOTES = "\"“”„«»‘’'`"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# Behind a shortened word a stop is part of the name: "Norgaz Bank Plc.", "Norgaz S.r.l.".
_SHORTENED = [*(rf"\b{word}" for word in "Bros Cie Co Corp Inc Ltd Plc Pte Pty Pvt".split()), r"\.\w"]
_UNABBREVIATED = "".join(f"(?<!{word})" for word in _SHORTENED)
_LEFT = re.compile(rf"(?:[\s\\*_{_QUOTES}(\[{{<,.;:/–—-]+|(?:the|a|an)\s+(?=\S))+", re.IGNORECASE)
_RIGHT = re.compile(rf"(?:['’]s|[\s\\*_{_QUOTES}(\[{{)\]}}>,;:/–—{_SUPERSCRIPTS}-]|(?<=[a-zà-ÿ]){_UNABBREVIATED}\.)+$")
# A bracket, a mark of emphasis, a footnote marker or "nor" is never part of a name: what it parts are two.
_PARTING = re.compile(rf"[()\[\]<>*|{_SUPERSCRIPTS}]+|\bnor\b")
# "Alexandria, VA 22301": a state of the United States, and not the department of that acronym.
_POSTAL_STATE = re.compile(r"(?<=, )[A-Z]{2}(?=\s\d{5}\b)")
# "SEC(2021) 581 final": letters of the number of a paper of the European Union or the Venice Commission. Others are of
# the author of a year: "UNHCR (2018) 70 million people", and so are these: "SEC (2019) 12 final rules".
_NUMBERED = re.compile(
    r"(?<![\w&-])(?:C|CDL-[A-Z]{2}|COM|JOIN|SEC|SWD)(?=\s?\((?:19|20)\d\d\)\s?\d{1,5}"
    r"(?:\s(?:draft|endg|final)\s(?:and|of)\b|(?:\s(?:draft|endg|final))?(?:\s?[,.;:)\]](?!\d)|/\d|\s?(?:\n|\Z))))"
)
_HOST = re.compile(r"(?<![\w-])[A-Z][\w-]*\.(?:com|edu|gov|info|int|mil|net|org|[a-z]{2})\b")
_ADDRESS = re.compile(r"://|www\.|@|%[0-9A-F]{2}")
_TOUCHING_BEFORE = re.compile(r"(?<!\S)\S+$")
_TOUCHING_BEHIND = re.compile(r"\S*")
# "A. Fedorov": a word behind initials is the name of a person.
_INITIALS = re.compile(r"(?<![\w.])(?!U\.\s?[SKN]\.)(?:[A-ZÀ-Þ]\.[\s-]?)+$")
# What a company is by law, behind a comma or a place in brackets: "Norgaz, Inc.", "Norgaz (Lake) Limited". Letters with
# stops are as often the initials of a person: "Norgaz, S. A. Roe".
_COMPANY = r"(?:Inc|Corp|(?:(?:Co|Pte|Pty|Pvt)\.?,?\s)?Ltd|plc|PLC|GmbH|LLC|LLP)"
_LEGAL_TAIL = re.compile(
    rf"(?:,\s{_COMPANY}|\s\([A-Z][a-z]*(?:[\s-][A-Z][a-z]+){{0,2}}\)\s(?:{_COMPANY}|(?:(?:Private|Pte|Pty|Pvt)\s)?Limited))"
    r"(?![\w-])\.?"
)
# The tagger takes it for a name by itself: "Norgaz, S.A.".
_LEGAL_LETTERS = re.compile(rf"(?:{_COMPANY}|[NS]\.\s?A|[BN]\.\s?V|L\.\s?P|S\.\s?p\.\s?A)\.?")
# "Norgaz S.A. of Copley": where a company sits is not part of its name. "AG" and "PLC" are acronyms of others as well.
_SEAT = re.compile(
    r"(?:\b(?:GmbH|LLC|LLP|Limited|SARL|plc|(?:Inc|Ltd|Plc)\.?|(?:B\.V|N\.V|S\.A|S\.p\.A|S\.r\.l)\.?)|&\sCo\.?)"
    r"(?P<left_out>\sof\s[A-ZÀ-Þ].*)"
)
# "CRS Report R45770", "DOD Directive 8521.01E": what an organisation numbers is not part of its name.
_DESIGNATION = re.compile(
    r"(?P<left_out>\s+(?:(?:In )?[A-Z][a-z]+\s+)?"
    r"(?:Bulletin|Circular|Directive|Document|Focus|Insight|Instruction|Memorandum|Order|Paper|Publication|"
    r"Regulation|Report|Resolution|Sidebar|Standard)s?\s+(?:No\.\s*)?[A-Z]{0,4}-?\d[\w.-]*)$"
)

# "Lake Water Authority LWA": behind a name its acronym is another, brackets or not.
_ACRONYM_BEHIND = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]{0,40}(?P<gap>\s)(?P<acronym>[A-ZÀ-Þ]{3,9})$")

# Who holds an office is a person: "President of the Russian Federation". The "Auditor-General of Bree" may be a body.
_OFFICE = re.compile(
    r"(?:(?:Acting|Deputy|First|Prime|Vice)[\s-])*"
    r"(?:Chancellor|Emperor|Governor|King|Mayor|Minister|President|Procurator|Prosecutor|Queen|Secretary)"
    r"(?:[\s-]General)?(?:\s(?:of|for)\s.+)?"
    r"|(?:Attorney|Auditor|Comptroller|Controller|Director|Inspector|Solicitor|Surgeon)[\s-]General|Messrs"
)

# Treaties, laws and prizes: "International Covenant on Lakes". An institute may be one for law.
_AGREED = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*\s){1,5}(?:Act|Agreement|Award|Covenant|Declaration|Prize|Protocol|Treaty)"
    rf"|(?:[A-ZÀ-Þ][\w’'-]*\s){{0,5}}(?:Covenant|Law|Treaty)\s(?:against|on)\s(?!.*\b{_COMPANY}\.?\Z).+"
)

# What refers back to a body by what it is: "the Court", "the Agencies". "Treasury", "House" and "Navy" are names, and
# so are "Alliance" and "Union", of parties.
_COMMON_NOUN = re.compile(
    r"(?:agenc|academ|assembl|authorit|countr|embass|facult|ministr|part|universit)(?:y|ies)|(?:(?:federal|state)\s)?governments?|"
    r"(?:administration|association|bank|board|bureau|cabinet|centers?|centre|college|commission|"
    r"committee|company|companies|consortium|corporation|council|court|department|directorate|federation|firm|foundation|"
    r"fund|group|institute|institution|member|office|organi[sz]ation|panel|parliaments|secretariat|subcommittee|"
    r"tribunal|trust)s?",
    re.IGNORECASE,
)

# "ministries of Defense, Education and Sciences": a list with one head is one name.
_WORDS = r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,4}"
_LIST = re.compile(
    r"\b(?:academies|colleges|committees|departments|faculties|ministries|subcommittees|universities)\s(?:of|for|on)\s"
    r"(?:the\s)?"
    rf"(?-i:{_WORDS})(?:,\s(?-i:{_WORDS})){{0,8}},?\sand\s(?!(?:[\w’'-]+ ){{1,4}}(?:college|institute|university)\b)"
    rf"(?-i:{_WORDS})",
    re.IGNORECASE,
)


def in_addresses(text: str, named: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield where addresses and numbers of documents have what looks like an organisation.

    It is a state before its code, part of a host or what stands before "(2021) 581". A host within one of the spans
    `named`, which are in order, is a name: "Forbes.ru".
    """
    for match in chain(_POSTAL_STATE.finditer(text), _NUMBERED.finditer(text)):
        yield match.span()
    for match in _HOST.finditer(text):
        before = bisect_right(named, match.start(), key=itemgetter(0))
        if not before or named[before - 1][1] < match.end():
            yield match.span()


def is_agreement(name: str) -> bool:
    """Return whether a name is that of a treaty, a law or a prize."""
    return _AGREED.fullmatch(name) is not None


def legal_end(text: str, end: int) -> int:
    """Return where a name that ends at `end` does with what it is by law: "Norgaz, Inc."."""
    tail = _LEGAL_TAIL.match(text, end)
    return tail.end() if tail else end


def trim(text: str, named: Iterable[Offsets]) -> Iterator[Offsets]:
    """Yield the organisations that the spans `named` by a tagger stand for.

    A span leaves out a leading article, a possessive, quotes, brackets, marks and footnote markers; what brackets part
    is two; addresses, common nouns and what has no letters are none. A list with one head that a span lies in is one.
    """
    lists = [match.span() for match in _LIST.finditer(text)]
    reached = 0
    for start, end in named:
        if end - start <= _LONGEST_NAME:
            for part in _parts(text, start, end):
                begin, stop = _with_list(part, lists)
                if begin >= reached and _is_name(text, begin, stop):
                    reached = stop
                    yield begin, stop


def _with_list(part: Offsets, lists: Sequence[Offsets]) -> Offsets:
    """Return a part of a span with the one of `lists`, which are in order and apart, that it overlaps."""
    before = bisect_left(lists, part[1], key=itemgetter(0))
    if not before or lists[before - 1][1] <= part[0]:
        return part
    return min(part[0], lists[before - 1][0]), max(part[1], lists[before - 1][1])


def _parts(text: str, start: int, end: int) -> Iterator[Offsets]:
    for begin, stop in _between(text, start, end):
        left = _LEFT.match(text, begin, stop)
        begin = name_start(text, left.end() if left else begin, stop)
        right = _RIGHT.search(text[begin:stop])
        stop = begin + right.start() if right else stop
        if begin < stop:
            yield begin, stop


def _between(text: str, start: int, end: int) -> Iterator[Offsets]:
    for match in _PARTING.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    described = _DESIGNATION.search(text[start:end]) or _SEAT.search(text[start:end])
    end = start + described.start("left_out") if described else end
    behind = _ACRONYM_BEHIND.search(text[start:end])
    if behind and is_initials(behind["acronym"], text[start : start + behind.start("gap")]):
        yield start, start + behind.start("gap")
        start += behind.end("gap")
    yield start, end


def _is_name(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return (
        sum(map(str.isalnum, name)) > 1
        and any(map(str.isalpha, name))
        and not name.islower()
        and not _OFFICE.fullmatch(name)
        and not is_agreement(name)
        and not _COMMON_NOUN.fullmatch(name)
        and not _LEGAL_LETTERS.fullmatch(name)
        and not is_state(name)
        and (" " in name or not _INITIALS.search(text, max(0, start - 8), start))
        and not _ADDRESS.search(_chunk(text, start, end))
    )


def _chunk(text: str, start: int, end: int) -> str:
    """Return a span with what touches it on both sides, as far as an address is worth reading."""
    before = _TOUCHING_BEFORE.search(text[max(0, start - _LONGEST_NAME) : start])
    after = _TOUCHING_BEHIND.match(text, end, end + _LONGEST_NAME)
    return (before.group() if before else "") + text[start:end] + (after.group() if after else "")

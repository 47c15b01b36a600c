"""From the labels of a note's tokens to the citations that it holds."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise, takewhile
from operator import attrgetter

from outsider_etl.citations.crf import FILLER
from outsider_etl.citations.edges import with_edges
from outsider_etl.citations.extents import IBID, extents, with_publishers_joined, with_told_elsewhere
from outsider_etl.citations.issued import YEAR, day_without_year, holds, issued
from outsider_etl.citations.model import PERSONS, Citation, CitationKind, Name, Part, Work
from outsider_etl.citations.names import is_degree, parse_name, separator_of, with_initials, with_particles
from outsider_etl.citations.numbering import OFFICIAL_JOURNAL, act_of, read_numbering, without_columns
from outsider_etl.citations.roles import (
    is_editing,
    role_of,
    with_editing_institutions,
    with_editors,
    with_firms,
    with_title,
    with_whole_institutions,
)
from outsider_etl.citations.statutes import reference_in_brackets
from outsider_etl.citations.tokens import Token

_BEGINS_AS_IBID = re.compile(
    r"\W*(?:(?i:ib[ií]d(?:em)?\b|ib\.|ebd\b|ebenda\b|as\s(?:above|before)\b(?!\W*n))|[Ii]d\.,?\s(?:at\b|p\.|§|¶))"
)
_IBID_ABROAD = re.compile(r"(?:Ivi|Tamtéž|Tamże|Там же)(?=[,.;:]?(?:\s*$|\s(?:pp?|ss?|[сС])\.|\s\d))")
BEGINS_AS_SAME = re.compile(r"\W*(?:(?:in\s)?(?:the|this)\s)?(?:same\b|même\s|(?:der|die|das)selbe\b)", re.IGNORECASE)
_SAME_AUTHOR = re.compile(r"[\W_]*(?:(?i:idem|eadem|ders(?:\.|elbe)|dies(?:\.|elben?))|[Ii]d\.)|\s*[—–-]{2,3}")
_NOTE = r"(?:n(?:ote)?s?|fn|footnotes?|endnotes?|ref(?:erence)?s?|Anm(?:erkung)?|Fußnote)\b\.?"
_SHORT = re.compile(
    r"\b(?:(?:op|art|loc|ob)\.?\s?cit|dz\.\s?cyt|supra|infra|a\.\s?a\.\s?O|aaO|précité\w*|déjà\scité\w*|(?:art|ouvr)\w*\.?\scité\w*|"
    r"(?:cited|quoted|see|mentioned)\s(?:above|earlier|previously)|(?:previously|already)\s(?:cited|quoted)|"
    rf"{_NOTE}\s?\d+,?\s(?:above|supra)|above,?\s(?:at\s)?{_NOTE}|"
    rf"(?:wie|siehe|oben|s\.)\s{_NOTE}|as\s(?:above|before|in\s{_NOTE})|ditto)(?!\w)|\({_NOTE}\s?\d+\)|,\scit\.|"
    r"\ba\.\s?g\.\s?e\.|\bό\.\s?π\.",
    re.IGNORECASE,
)
_POINTS_TO = re.compile(rf"\b{_NOTE}\s?(?:n°\s?)?\[?(\d{{1,4}}|[*†‡§]+)(?![\w/-])", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:supra|above|see|voir|siehe|wie|précité)", re.IGNORECASE)
# What may stand beside a name and a year where they are all that is said: places in a work, and words that join.
_BARE_WORDS = frozenset(
    "abschnitt al and annexe appendix at ch chap chapitre chapter chs col esp et fig figure in kap kapitel p panel "
    "para paras part pp pt s sec section see tab table und".split()
)
_WORD = re.compile(r"\w+")
_SAYS_SOMETHING = re.compile(r"[^\W_]{2}|\d")
_MARKS = '"“”„«»‟'
_YEAR = re.compile(rf"({YEAR})[a-z]?")
_ONE_FIELD = ("d", "p", "pl", "ti", "tt")
_JOINS = re.compile(r"[\s,:/&.–—-]*(?:\b(?:and|et|und|to)\s)?")
# "in: dies. (Hrsg.)", "in: ders./Ann Poe (Hrsg.)", "in idem (ed.)": who wrote it edits the whole.
_SAME_EDITS = re.compile(
    r"\bin:?\s(?:ders|dies|eadem|(?-i:[Ii]d)|idem)\b\.?(?=[^().;“„«]{0,80}\((?:Hrsg|Hg|Hgg|eds?|dir|éds?)\b)",
    re.IGNORECASE,
)
_SERIES_OF_REPORTS = re.compile(r"[2-5](?:d|th)")
_DAY = re.compile(r"(?<!\d)\d\d?(?!\d)")
_ISSUE_OF_YEAR = re.compile(rf"(\d{{1,3}}(?:[-–]\d{{1,3}})?)\s?[/.-]\s?({YEAR})")
_MONTHS = 12
_EDGES = " \t\n,;:*_"
# "(‘Trap Grounds’)", "(SDI 2018)": so a name for later stands in brackets, unless it is a field.
_NAMED = re.compile(
    r"[(\[](?:(?:the\s)?[‘“'\"„«]\s?(?=[^\Wa-zß-ÿ])([^‘’“”'\"„«»()\[\]]{2,40}?)\s?[’”'\"“»]|([A-Z]{2,7}\s(?:19|20)\d\d)"
    r"|([A-Z][\w’'-]{1,20}\s(?:[\w’'-]{1,20}\s){0,3}(?:Act|Code|Convention|Decision|Directive|Regulation|Treaty)))[)\]]"
)
# "[2016] OJ L119/1 (GDPR)"
_LAW_NAMED = re.compile(r"\s\(([A-Z]{3,8})\)")


def read(note: int, text: str, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[Citation]:
    """Yield the citations of note number `note` in order; `labels` are those of `tagger`, one a token."""
    labels = with_publishers_joined(tokens, with_told_elsewhere(text, tokens, labels))
    for first, last in extents(text, tokens, labels):
        if not _SAYS_SOMETHING.search(text, tokens[first].start, tokens[last].end):
            continue
        parts = with_edges(text, tuple(_parts(text, tokens, labels, first, last)))
        parts = with_firms(text, with_whole_institutions(text, parts))
        parts = with_editing_institutions(text, with_editors(text, parts))
        parts = tuple(with_initials(text, with_title(text, tokens[first].start, parts)))
        cited = reference_in_brackets(text, tokens[first].start, tokens[last].end, parts)
        if cited is not None:
            start, end = cited
            inside = tuple(part for part in parts if start <= part.start and part.end <= end)
            yield make_citation(note, text, start, end, inside)


def _parts(text: str, tokens: Sequence[Token], labels: Sequence[str], first: int, last: int) -> Iterator[Part]:
    index = first
    before: Part | None = None
    while index <= last:
        field = labels[index].rpartition("-")[2]
        end = index + 1
        while end <= last and labels[end] == f"I-{field}":
            end += 1
        part = Part(field, tokens[index].start, tokens[end - 1].end)
        role = role_of(field, text, tokens[first].start, part.start) if field in PERSONS else field
        if field != FILLER and role is not None:
            part = part._replace(label=role)
            if before is not None and _go_together(before, part, text):
                part = before._replace(end=part.end)
            elif before is not None:
                yield before
            before = part
        index = end
    if before is not None:
        yield before


def _go_together(one: Part, other: Part, text: str) -> bool:
    """Whether two parts are one field: a list of publishers or places, a title or an address that was cut, "P.2d"."""
    between = text[one.end : other.start]
    if one.label != other.label:
        return (
            one.label == "j" and not between and _SERIES_OF_REPORTS.fullmatch(text, other.start, other.end) is not None
        )
    return (
        not between.strip() if one.label == "u" else one.label in _ONE_FIELD and _JOINS.fullmatch(between) is not None
    )


def make_citation(note: int, text: str, start: int, end: int, parts: tuple[Part, ...]) -> Citation:
    """Return the citation from `start` to `end` of note number `note` with the fields `parts`; its type is not told."""
    if abroad := _IBID_ABROAD.match(text, start, end):
        parts = tuple(part for part in parts if part.start >= abroad.end())
    kind = "ibid" if abroad else _kind(_words(text, start, end, parts), parts)
    opening = text[start : parts[0].start if parts else end]
    same_author = _SAME_AUTHOR.match(opening) is not None and not {"ti", "j"}.isdisjoint(part.label for part in parts)
    parts = _with_name(text, start, end, parts)
    work, short = read_work(text, parts, end), _first(text, parts, "h")
    points_to = _points_to(text, start, end, parts)
    if _BEGINS_AS_IBID.match(opening):
        kind = "ibid"
    elif BEGINS_AS_SAME.match(opening):
        kind = "short"
    return Citation(note, start, end, kind, work, parts, text[start:end], points_to, short, same_author)


def _words(text: str, start: int, end: int, parts: Sequence[Part]) -> str:
    """Return what a citation says between its fields."""
    words, place = [], start
    for part in parts:
        words.append(text[place : part.start])
        place = part.end
    return " … ".join([*words, text[place:end]])


def _with_name(text: str, start: int, end: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with the name for later that a citation gives a work in brackets, where none is among them."""
    if any(part.label == "h" for part in parts):
        return parts
    journal = _first_of(parts, "j")
    in_journal = journal is not None and OFFICIAL_JOURNAL.match(text, journal.start)
    if journal is not None and in_journal and (law := _LAW_NAMED.search(text, journal.end, end)):
        # The number before it may have been read as going on in the bracket.
        cut = [each._replace(end=law.start()) if each.start < law.start() < each.end else each for each in parts]
        return tuple(sorted((*cut, Part("h", *law.span(1))), key=attrgetter("start")))
    for match in _NAMED.finditer(text, start, end):
        inside = [part for part in parts if match.start() <= part.start < match.end()]
        # A second title is no title.
        if all(part.label == "ti" for part in inside) and (not inside or inside[0] != _first_of(parts, "ti")):
            named = Part("h", *match.span(match.lastindex or 0))
            return tuple(sorted({*parts, named}.difference(inside), key=attrgetter("start")))
    return parts


def _first_of(parts: Sequence[Part], label: str) -> Part | None:
    return next((part for part in parts if part.label == label), None)


def _points_to(text: str, start: int, end: int, parts: Sequence[Part]) -> str | None:
    """Return the label of the note that a citation points to; "p. 62, n. 34" is a note of the work that is cited."""
    pages = next((part.start for part in parts if part.label == "pp"), end)
    match = _POINTS_TO.search(text, start, end)
    while match and any(part.start < match.end() and match.start() < part.end for part in parts):
        match = _POINTS_TO.search(text, match.end(), end)
    if match is None or (match.start() > pages and not _POINTS_BACK.search(text, start, end)):
        return None
    return match.group(1)


def _kind(said: str, parts: Sequence[Part]) -> CitationKind:
    labels = {part.label for part in parts}
    if IBID.search(said) and not labels & {"ti", "j", "u"}:
        return "ibid"
    # "Floridi (2005)", "Anderson, n. 5": where nothing more is said, the work is told elsewhere.
    words = {word for word in _WORD.findall(said.lower()) if not word.isdigit()}
    named = labels <= {"a", "e", "l", "et", "pp"} and (_POINTS_TO.search(said) or "above" in words)
    dated = labels & {"a", "e", "l"} and labels <= {"a", "e", "l", "et", "d", "pp"} and words <= _BARE_WORDS
    return "short" if _SHORT.search(said) or named or dated else "full"


def read_work(text: str, parts: Sequence[Part], end: int) -> Work:
    """Return what the fields of a citation in the note `text`, which ends at `end`, say; the type is not told."""
    accessed = issued(_first(text, parts, "ac") or "")
    # Institutions that edit, `le` here, are no authors.
    named = [part._replace(label="le") if part.label == "l" and is_editing(text, part) else part for part in parts]
    authors, editors = _names(text, named, ("a", "l")), _names(text, named, ("e", "le"))
    if authors and _SAME_EDITS.search(text, parts[0].start, end):
        editors = (*authors, *editors)
    counted = without_columns(text, parts)
    numbering = read_numbering(text, counted, partial(_values, text, counted))
    dates, dated = _issued(text, parts, end), _first(text, parts, "d") or ""
    if numbering.issue and (yearly := _ISSUE_OF_YEAR.fullmatch(numbering.issue)):
        numbering, dates = numbering._replace(issue=yearly[1]), dates or issued(yearly[2])
    elif numbering.container_title and not numbering.issue and (said := _ISSUE_OF_YEAR.fullmatch(dated)):
        # "13/2021" counts issues, since a year has no 13 months.
        is_month = said[1].isdigit() and int(said[1]) <= _MONTHS
        numbering = numbering._replace(issue=None if is_month else said[1].replace("–", "-"))
    work = Work(
        authors=authors,
        editors=editors,
        translators=_names(text, parts, ("r",)),
        title=_first(text, parts, "ti"),
        title_translation=_first(text, parts, "tt"),
        publisher=_first(text, parts, "p"),
        publisher_place=_first(text, parts, "pl"),
        edition=_first(text, parts, "ed"),
        issued_start=dates[0] if dates else None,
        issued_end=dates[1] if dates else None,
        accessed=accessed[0] if accessed else None,
        url="".join((_first(text, parts, "u") or "").split()) or None,
        **numbering._asdict(),
    )
    number, day = act_of(work)
    # What is told besides is when the journal appeared that an act stands in.
    work = work._replace(number=work.number or number)
    return work._replace(issued_start=day[0], issued_end=day[1]) if day else work


def _issued(text: str, parts: Sequence[Part], end: int) -> tuple[date, date] | None:
    """Return the days of issue.

    The day of a year in brackets may stand apart ("Elgot (2019) ..., 28 August"), and that of a paper behind the years
    that its file covers, or the days that it reports of ("(1 May to 31 July 2019), A/74/9, 6 August 2019").
    """
    place, said = next(((place, part) for place, part in enumerate(parts) if part.label == "d"), (0, None))
    if said is None:
        return None
    value = _clean(text[said.start : said.end])
    year = _YEAR.fullmatch(value)
    behind = [*parts[place + 1 :], Part("end", end, end)]
    spans = ((one.end, other.end if other.label == "d" else other.start) for one, other in pairwise([said, *behind]))
    days = (day_without_year(text[start:stop]) for start, stop in spans)
    day = next(filter(None, days), None) if year else None
    whole = issued(f"{day} {year[1]}" if year and day else value)
    # "On the storm of 3 May 2019" tells no day of issue.
    own = (part for part in behind if part.label == "d" and not text[: part.start].rstrip()[-1:].isalnum())
    later = filter(None, (issued(_clean(text[part.start : part.end])) for part in own))
    reports = whole is not None and whole[0] < whole[1] and len(_DAY.findall(value)) > 1 and _is_numbered(behind)
    return whole and next(
        (days for days in later if holds(whole, days) or (reports and whole[1] < days[0] == days[1])), whole
    )


def _is_numbered(behind: Sequence[Part]) -> bool:
    """Whether a number stands before the next day, and no address, behind which is the day of access."""
    before = [part.label for part in takewhile(lambda part: part.label != "d", behind)]
    return "nu" in before and "u" not in before


def _names(text: str, parts: Sequence[Part], role: Sequence[str]) -> tuple[Name, ...]:
    """Return the names in a role (labels of parts); "et al." goes with the name before it."""
    names: list[Name] = []
    before = ""
    separator = separator_of(_values(text, parts, "a"))
    for part in with_particles(text, parts):
        before = before if part.label == "et" else part.label
        value = _clean(text[part.start : part.end])
        # "A.a.O." looks like initials.
        if before not in role or not any(map(str.isalnum, value)) or _SHORT.fullmatch(value.rstrip(".")):
            continue
        if part.label in PERSONS:
            names += [parse_name(name) for name in separator.split(value) if not is_degree(name)]
        else:
            names.append(Name(literal="et al." if part.label == "et" else value))
    return tuple(names)


def _values(text: str, parts: Sequence[Part], label: str) -> list[str]:
    values = (_clean(text[part.start : part.end]) for part in parts if part.label == label)
    return [value for value in values if value]


def _first(text: str, parts: Sequence[Part], label: str) -> str | None:
    return next(iter(_values(text, parts, label)), None)


def _clean(value: str) -> str:
    """Return a field without the marks at its edges, unless they are a pair inside it."""
    value = " ".join(value.split()).strip(_EDGES)
    while value and value[0] in _MARKS and not any(mark in _MARKS for mark in value[1:]):
        value = value[1:].strip(_EDGES)
    while value and value[-1] in _MARKS and not any(mark in _MARKS for mark in value[:-1]):
        value = value[:-1].strip(_EDGES)
    return value

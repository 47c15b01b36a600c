"""Read the title page: title, subtitle, authors, publisher, series and date, in whatever order they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outsider_etl.document import Metadata
from outsider_etl.structure.imprint import (
    BAR,
    MOST_BLOCKS,
    SERIAL,
    Line,
    is_dated,
    is_document_kind,
    names_kind,
    only_date,
    read_line,
    says_publication,
    with_date,
)
from outsider_etl.structure.institutions import INSTITUTION, INSTITUTION_WORD, is_affiliation, names_institution
from outsider_etl.structure.persons import ROLE, has_given_name
from outsider_etl.structure.places import without_place
from outsider_etl.structure.signs import FIELD, OPENING_HEADING, SUBJECT_ABROAD, UNFINISHED
from outsider_etl.structure.suggested_citation import CITE_AS

_LONGEST = 200
_NAME_WORDS = 2
# A rule, a sentence, an address, or a line about the publication.
_NO_TITLE = re.compile(
    r"^[\W\d]*$|^©|^version:? [\d.]+$|:$|\.[\"”’»)\]]*$|https?://|www\.|\S@\S|"
    r"^(?:published|presented|ordered|prepared|updated|posted|submitted|edited|hrsg\.|herausgegeben)\b|"
    r"^(?:number|no\.?|nr\.?) ?\d|^(?:distr\.?|original|vol(?:ume|\.)?|jahrgang)\b\W*[:\d]",
    re.IGNORECASE,
)
# A line that begins or ends as the name of an institution does.
_LIKE_INSTITUTION = re.compile(
    rf"^(?:the )?{INSTITUTION_WORD}|^[^:]*(?:{INSTITUTION_WORD}|\binternational(?: \w+)?)$", re.IGNORECASE
)
# The end of a sentence that another one, or a note's marker, comes behind.
_STOP_INSIDE = re.compile(r"(?:[a-zà-ÿ]{4}|(?:19|20)\d\d)[.!](?:[\d¹²³⁰-⁹^\[]| +[A-ZÀ-Þ])")
_PUBLISHED_ON = re.compile(r"^(?:published|posted|released)\b(?P<when>.{4,40}?) by (?P<rest>\S.*)$", re.IGNORECASE)
_CONTENTS = re.compile(r"[\W\d]*(?:(?:table of )?contents|jump to\b.*)\W*", re.IGNORECASE)
# Whom a letter is to, which has a subject or a salutation below; up to there all is an address but for the date.
_ADDRESS_BEGINS = re.compile(r"an (?:die|den|das|frau|herrn)\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"(?:the (?:right )?hon(?:ou?rable|\.) |(?:dear|sehr geehrte[rs]?)\b.*[:,]$|"
    r"(?:monsieur|madame)(?: l[ea] [^,:]+|, monsieur)?\s?[:,]$)",
    re.IGNORECASE,
)
# How a memorandum or an e-mail says its title.
_TITLED = re.compile(rf"^(?:subject|re|title|{SUBJECT_ABROAD})\s?:\s+(?=\S)", re.IGNORECASE)
_TITLED_ABROAD = re.compile(rf"{SUBJECT_ABROAD}\s?:", re.IGNORECASE)
_ADDRESS_FIELD = re.compile(r"(?:from|to|cc|sent) ?:", re.IGNORECASE)
# A title that is set over several lines goes on below a line that ends so.
_LEADS_ON = re.compile(r"\b(?:an?|the|of|in|on|at|to|for)$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[\w-]+:? )?(?:(?:https?://|www\.)\S+|\S+@\S+)", re.IGNORECASE)
# Who a report is for, or who ordered it.
_ON_BEHALF = re.compile(r"(?:submitted|presented|prepared|ordered)\b.* (?:to|by|for)\b", re.IGNORECASE)
# For whom or by whom a report is, over its title, below the name of who publishes it.
_REPORT_OF = re.compile(r"^(?:an? )?reports? (?:to|by|of)\b", re.IGNORECASE)
# So begins no title below another line, but what goes on with that.
_RUNS_ON = re.compile(r"(?:der|des|dem|auf|du|au|of|by)\b")
# A house stands above its committee.
_COMMITTEE = re.compile(r"\bcommittee$", re.IGNORECASE)
_PUBLISHED_BELOW = re.compile(r"(?:published by|publisher):?", re.IGNORECASE)
# What stands below the name of an institution that the report is about.
_ABOUT = re.compile(
    r"^(?:an?|its|background|selected|oversight|actions?|additional|further|improve\w*|opportunities|challenges|status|"
    r"current|recent|history|membership|structure|organi[sz]ation|roles?|functions?|frequently|recommendations|lessons|"
    r"legislative|funding|appropriations|evolution|origins?)\b|"
    r"\b(?:issues|options|overview|needed|in brief|for congress)\b",
    re.IGNORECASE,
)
# The numbers of those who write for the Congress of the United States, often about an institution.
_NUMBER_FOR_CONGRESS = re.compile(r"\b(?:GAO-\d\d-\d{1,4}|(?:IF|IN|LSB|R|RL|RS)\d{4,6})\b")
_WRITES_FOR_CONGRESS = re.compile(r"congressional research service|accountability office", re.IGNORECASE)
_BEGINNING = 1_000
_SERIES = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.&’'-]* ){1,4}(?i:policy|working|discussion|research|issue|occasional|briefing) "
    r"(?i:briefs?|briefings?|papers?|notes?|memos?)$"
)
_SERIAL = re.compile(rf"\b{SERIAL}\b", re.IGNORECASE)
_NEXT_FIELD = re.compile(rf"\s+(?={FIELD.pattern})", re.IGNORECASE)
_NO_SUBTITLE = (_NO_TITLE, _LIKE_INSTITUTION, _STOP_INSIDE, UNFINISHED)
_WORD = re.compile(r"[^\W\d_]+")


def read_title_page(front: Sequence[str], body: str, language: str | None, headings: Sequence[int]) -> Metadata:
    """Read what the first short blocks say; `headings` are those marked as such, the highest first.

    What is written small in the `body` is no name. The `language` tells which words lead in to a byline.
    """
    first = headings[0] if headings and not _heads_text(front[headings[0]]) else 0
    # German has no noun that is written small.
    words = frozenset(_WORD.findall(body.lower() if language == "de" else body))
    lines = [
        replace(read_line(text, (language,) if index and language else ()), whole=whole and index >= first)
        for index, text, whole in _pieces(front)
    ]
    # An institution is what the report is about where it is all that is marked as a title, or the text begins with it.
    marked = " ".join(front[index] for index in headings)
    at = _title_line(lines, words, marked if names_institution(marked) else body[:_BEGINNING], headed=bool(headings))
    title = _TITLED.sub("", lines[at].text, count=1) if at is not None else None
    subtitle = None
    authors: tuple[str, ...] = ()
    found = Metadata()
    below = _below_title(lines, at) if at is not None else None
    small = words.union(_WORD.findall(title.lower())) if title else words
    stands_alone = any(index != at and only_date(line.text) for index, line in enumerate(lines))
    for index, line in enumerate(lines):
        if index == at:
            continue
        if line.date and not (stands_alone and is_dated(line.text)):
            found = found if found.published_start else with_date(found, line.date)
        if line.number:
            series, number = line.number
            found = replace(found, series=found.series or series, series_number=found.series_number or number)
        elif not line.publisher and line.names and (line.byline or _names_authors(lines, index, at, small)):
            authors += tuple(name for name in line.names if name not in authors)
        elif at is not None and index < at and _SERIES.match(line.text):
            found = replace(found, series=found.series or line.text)
        elif index == below and line.whole and _may_be_subtitle(line):
            subtitle = line.text
    if title and subtitle is None and ": " in title and not FIELD.match(title):
        title, subtitle = title.split(": ", 1)
    return replace(found, title=title, subtitle=subtitle, authors=authors, publisher=_publisher(lines, at))


def _below_title(lines: Sequence[Line], at: int) -> int | None:
    """Return the line below the title, its number in a series and its kind left aside."""
    return next((index for index in range(at + 1, len(lines)) if not _says_issue(lines[index])), None)


def _pieces(front: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the number of its block, its text and whether it is all of the block, for each line of the title page."""
    to_address = False
    for index, text in enumerate(front[:MOST_BLOCKS]):
        if CITE_AS.match(text) or len(text) > _LONGEST:
            return
        # The number of a part, say, may stand above the byline.
        if OPENING_HEADING.fullmatch(text) and any(map(says_publication, front[index + 1 : MOST_BLOCKS])):
            continue
        if _heads_text(text) or (index and _ADDRESSEE.match(text)):
            return
        to_address = to_address or (index > 0 and _begins_address(text, front[index + 1 : MOST_BLOCKS]))
        if to_address and not (FIELD.match(text) or only_date(text)):
            continue
        parts = _NEXT_FIELD.split(text) if FIELD.match(text) else BAR.split(text)
        published = _PUBLISHED_ON.match(text)
        if published and only_date(published["when"]):
            parts = [published["when"].strip(), f"published by {published['rest']}"]
        for part in parts:
            yield index, part, len(parts) == 1 or (part is parts[0] and len(part.split()) > _NAME_WORDS + 1)


def _begins_address(text: str, below: Sequence[str]) -> bool:
    is_letter = any(_TITLED_ABROAD.match(line) or _ADDRESSEE.match(line) for line in below)
    return is_letter and _ADDRESS_BEGINS.match(text) is not None


def _heads_text(text: str) -> bool:
    return _CONTENTS.fullmatch(text) is not None or OPENING_HEADING.fullmatch(text) is not None


def _may_be_title(line: Line) -> bool:
    """Whether a line could be the title by what it says."""
    says_other = only_date(line.text) or (line.byline and line.names) or is_document_kind(line.text)
    marked = FIELD.match(line.text) or _ADDRESS.fullmatch(line.text)
    return line.whole and _WORD.search(line.text) is not None and not (says_other or marked)


def _may_precede_title(line: Line) -> bool:
    """Whether a line could stand over the title and be none: an institution, or a series."""
    numbered = line.number is not None and (line.number[0] is None or _SERIAL.search(line.text))
    on_behalf = _ON_BEHALF.match(line.text) and INSTITUTION.search(line.text)
    return bool(line.publisher or numbered or on_behalf or _SERIES.match(line.text))


def _title_line(lines: Sequence[Line], words: frozenset[str], about: str, *, headed: bool) -> int | None:
    """Return the line that is the title: the first one, or what it stands over where it surely names who publishes it.

    `about` is text that names the institutions that the report may be about. A field tells the title of a memorandum,
    but not of what is `headed` by a title marked as such; the only one of a page is none: "From: Peril to Promise".
    Where none but an author's name could be it, the kind of document is.
    """
    fields = [index for index, line in enumerate(lines) if FIELD.match(line.text)]
    if fields == [0] and _ADDRESS_FIELD.match(lines[0].text) and not lines[0].names:
        return 0
    told = next((index for index, line in enumerate(lines) if _TITLED.match(line.text)), None)
    titles = [i for i, line in enumerate(lines) if _may_be_title(line) and not (i and _RUNS_ON.match(line.text))]
    first = next(iter(titles), None)
    addressed = told is not None and (
        _TITLED_ABROAD.match(lines[told].text) or any(_ADDRESS_FIELD.match(line.text) for line in lines[:told])
    )
    if told is not None and (first is None or addressed or (first > told and not headed)):
        return told
    kind = next((index for index, line in enumerate(lines) if names_kind(line.text)), None)
    alone = len(titles) < 2 and not headed and all(_are_names(lines[i].names, words) for i in titles)
    if kind is not None and alone and [kind] < [*titles, len(lines)]:
        return kind
    if first is None or not _stands_over_title(lines[first], words):
        return first
    below = [i for i in titles[1:] if not _says_other(lines[i])]
    named = [index for index, line in enumerate(lines) if _are_names(line.names, words)]
    sure = [i for i in below if i not in named or len(lines[i].text.split()) > _NAME_WORDS]
    if not all(_REPORT_OF.match(lines[i].text) for i in sure):
        below, sure = ([i for i in found if not _REPORT_OF.match(lines[i].text)] for found in (below, sure))
    # An author may stand over the title: what looks like a name is one where none stands below it.
    title = sure[0] if named[-1:] < sure[:1] else next(iter(below), first)
    above = [index for index in range(first, title) if lines[index].publisher]
    return above[0] if above and not _publishes(lines, above[0], title, about, words) else title


def _publishes(lines: Sequence[Line], above: int, title: int, about: str, words: frozenset[str]) -> bool:
    """Whether the institution `above` surely publishes the report with that title, and is no subject of it."""
    name, text, between = lines[above].publisher or "", lines[title].text, lines[above + 1 : title]
    if any(_NUMBER_FOR_CONGRESS.search(line.text) for line in lines) and not _WRITES_FOR_CONGRESS.search(name):
        return False
    if _ABOUT.search(text.split(": ")[0]):
        return False
    if any(_says_issue(line) for line in between) or (text.isupper() and not name.isupper()):
        return True
    alone = not any(line.names or _may_be_subtitle(line) for line in lines[title + 1 :])
    return not (alone and _are_names(lines[title].names, words)) and not _speaks_of(name, about)


def _speaks_of(name: str, text: str) -> bool:
    """Whether a text has the name of an institution or its initials."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")
    return name.lower().removeprefix("the ") in text.lower() or (len(initials) > 2 and initials in _WORD.findall(text))


def _says_issue(line: Line) -> bool:
    """Whether a line says what the institution above it issues, or which part of it does."""
    return line.number is not None or is_document_kind(line.text)


def _names_authors(lines: Sequence[Line], index: int, title: int | None, words: frozenset[str]) -> bool:
    """Whether a line names the authors without a byline, as above the title several do or one with a given name."""
    names = lines[index].names
    if title is None or not _are_names(names, words):
        return False
    above = lines[index - 1].text if index else ""
    if _LEADS_ON.search(above):
        return False
    return index > title or len(names) > 1 or has_given_name(names[0])


def _stands_over_title(line: Line, words: frozenset[str]) -> bool:
    """Whether a line is no title, if another may be one: "Security Council" is, where "security" is a common word."""
    first, *others = line.text.split()
    common = line.publisher and len(others) == 1 and first.lower() in words
    return _may_precede_title(line) and not common


def _says_other(line: Line) -> bool:
    several = len(line.names) > 1
    return _may_precede_title(line) or several or _NO_TITLE.search(line.text) is not None


def _may_be_subtitle(line: Line) -> bool:
    place = not without_place(line.text)
    says_other = line.names or line.byline or line.date or _may_precede_title(line) or place or FIELD.match(line.text)
    return not says_other and not (is_document_kind(line.text) or any(p.search(line.text) for p in _NO_SUBTITLE))


def _publisher(lines: Sequence[Line], title: int | None) -> str | None:
    """Return who is said to publish the report, who stands over its title, or the one institution below it."""
    named = [(index, line) for index, line in enumerate(lines) if line.publisher and index != title]
    told = [line.publisher for _, line in named if line.imprint]
    own = [(index, line) for index, line in named if not _is_of_another(lines, index, title)]
    above = [line.publisher for index, line in own if title is not None and index < title]
    below = {line.publisher for _, line in own if not is_affiliation(line.text)}
    return next(iter(told + above), next(iter(below)) if len(below) == 1 else None)


def _is_of_another(lines: Sequence[Line], index: int, title: int | None) -> bool:
    """Whether the line above an institution says who the report is for or paid by, or names its house or a person."""
    above = lines[index - 1].text if index else ""
    if _PUBLISHED_BELOW.fullmatch(above):
        return False
    if index and index - 1 != title and _COMMITTEE.search(lines[index].text) and lines[index - 1].publisher:
        return True
    return bool(UNFINISHED.search(above) or (index - 1 != title and ROLE.search(above)))


def _are_names(names: Sequence[str], words: frozenset[str]) -> bool:
    """Return whether there are names and none of them has a genitive, or a word that is written small among `words`."""
    parts = [word for name in names for word in name.split()]
    genitive = any(word.endswith(("'s", "’s", "'", "’")) for word in parts)
    common = any(word.lower() in words for part in parts for word in _WORD.findall(part) if word[0].isupper())
    return bool(parts) and not genitive and not common

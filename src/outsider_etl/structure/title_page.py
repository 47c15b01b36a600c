"""Read the title page: title, subtitle, authors, publisher, series and date, in whatever order they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outsider_etl.document import Metadata
from outsider_etl.structure.imprint import (
    BAR,
    MOST_BLOCKS,
    Line,
    is_dated,
    names_kind,
    only_date,
    read_line,
    says_publication,
    with_date,
)
from outsider_etl.structure.institutions import is_affiliation, names_institution
from outsider_etl.structure.persons import ROLE, has_given_name
from outsider_etl.structure.signs import FIELD, OPENING_HEADING, SUBJECT_ABROAD, SYMBOL, UNFINISHED
from outsider_etl.structure.suggested_citation import CITE_AS
from outsider_etl.structure.title_lines import (
    SERIES,
    WORD,
    are_names,
    may_be_subtitle,
    may_be_title,
    says_issue,
    says_other,
    stands_over_title,
)

_LONGEST = 200
_NAME_WORDS = 2
# What is below it says which item that is, in documents of the United Nations.
_AGENDA = re.compile(
    r"agenda items? \d.*|items? \d.* of the (?:provisional |preliminary )?agenda\b.*"
    r"|points? \d.* de l['’]ordre du jour\b.*",
    re.IGNORECASE,
)
_MARKS_BEHIND = re.compile(rf"(?<=\w)\s?{SYMBOL}+$")
_PUBLISHED_ON = re.compile(r"^(?:published|posted|released)\b(?P<when>.{4,40}?) by (?P<rest>\S.*)$", re.IGNORECASE)
# How the papers of parliaments say their date.
_PRINTED_ON = re.compile(
    r"^(?P<when>.{6,30}?)\.\s?[-–—]{1,2}\s?(?:committed|laid|ordered|read|referred)\b", re.IGNORECASE
)
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
# Names are written small in addresses.
_OF_ADDRESS = re.compile(r"@|//")
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
_NEXT_FIELD = re.compile(rf"\s+(?={FIELD.pattern})", re.IGNORECASE)


def read_title_page(front: Sequence[str], body: str, language: str | None, headings: Sequence[int]) -> Metadata:
    """Read what the first short blocks say; `headings` are those marked as such, the highest first.

    What is written small in the `body` is no name. The `language` tells which words lead in to a byline.
    """
    first = headings[0] if headings and not _heads_text(front[headings[0]]) else 0
    # German has no noun that is written small.
    prose = " ".join(word for word in body.split() if not _OF_ADDRESS.search(word))
    words = frozenset(WORD.findall(prose.lower() if language == "de" else prose))
    lines = [
        replace(read_line(text, (language,) if index and language else ()), whole=whole and index >= first)
        for index, text, whole in _pieces(front)
    ]
    # An institution is what the report is about where it is all that is marked as a title, or the text begins with it.
    marked = " ".join(front[index] for index in headings)
    at = _title_line(lines, words, marked if names_institution(marked) else body[:_BEGINNING], headed=bool(headings))
    title = _MARKS_BEHIND.sub("", _TITLED.sub("", lines[at].text, count=1)) if at is not None else None
    subtitle = None
    authors: tuple[str, ...] = ()
    found = Metadata()
    below = _below_title(lines, at) if at is not None else None
    small = words.union(WORD.findall(title.lower())) if title else words
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
        elif at is not None and index < at and SERIES.match(line.text):
            found = replace(found, series=found.series or line.text)
        elif index == below and line.whole and may_be_subtitle(line):
            subtitle = _MARKS_BEHIND.sub("", line.text)
    if title and subtitle is None and ": " in title and not FIELD.match(title):
        title, subtitle = title.split(": ", 1)
    return replace(found, title=title, subtitle=subtitle, authors=authors, publisher=_publisher(lines, at))


def _below_title(lines: Sequence[Line], at: int) -> int | None:
    """Return the line below the title, its number in a series and its kind left aside."""
    return next((index for index in range(at + 1, len(lines)) if not says_issue(lines[index])), None)


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
        printed = _PRINTED_ON.match(text)
        if printed and only_date(printed["when"]):
            parts = [printed["when"]]
        for part in parts:
            yield index, part, len(parts) == 1 or (part is parts[0] and len(part.split()) > _NAME_WORDS + 1)


def _begins_address(text: str, below: Sequence[str]) -> bool:
    is_letter = any(_TITLED_ABROAD.match(line) or _ADDRESSEE.match(line) for line in below)
    return is_letter and _ADDRESS_BEGINS.match(text) is not None


def _heads_text(text: str) -> bool:
    return _CONTENTS.fullmatch(text) is not None or OPENING_HEADING.fullmatch(text) is not None


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
    titles = [i for i, line in enumerate(lines) if may_be_title(line) and not (i and _RUNS_ON.match(line.text))]
    titles = _below_agenda(lines, titles)
    first = next(iter(titles), None)
    addressed = told is not None and (
        _TITLED_ABROAD.match(lines[told].text) or any(_ADDRESS_FIELD.match(line.text) for line in lines[:told])
    )
    if told is not None and (first is None or addressed or (first > told and not headed)):
        return told
    kind = next((index for index, line in enumerate(lines) if names_kind(line.text)), None)
    alone = len(titles) < 2 and not headed and all(are_names(lines[i].names, words) for i in titles)
    if kind is not None and alone and [kind] < [*titles, len(lines)]:
        return kind
    if first is None or not stands_over_title(lines[first], words):
        return first
    below = [i for i in titles[1:] if not says_other(lines[i])]
    named = [index for index, line in enumerate(lines) if are_names(line.names, words)]
    sure = [i for i in below if i not in named or len(lines[i].text.split()) > _NAME_WORDS]
    if not all(_REPORT_OF.match(lines[i].text) for i in sure):
        below, sure = ([i for i in found if not _REPORT_OF.match(lines[i].text)] for found in (below, sure))
    # An author may stand over the title: what looks like a name is one where none stands below it.
    title = sure[0] if named[-1:] < sure[:1] else next(iter(below), first)
    above = [index for index in range(first, title) if lines[index].publisher]
    return above[0] if above and not _publishes(lines, above[0], title, about, words) else title


def _below_agenda(lines: Sequence[Line], titles: list[int]) -> list[int]:
    """Return the possible titles but for the item of an agenda, and what stands above it, where others are below."""
    item = next((index for index, line in enumerate(lines) if _AGENDA.fullmatch(line.text)), len(lines))
    return [index for index in titles if index > item + 1] or titles


def _publishes(lines: Sequence[Line], above: int, title: int, about: str, words: frozenset[str]) -> bool:
    """Whether the institution `above` surely publishes the report with that title, and is no subject of it."""
    name, text, between = lines[above].publisher or "", lines[title].text, lines[above + 1 : title]
    if any(_NUMBER_FOR_CONGRESS.search(line.text) for line in lines) and not _WRITES_FOR_CONGRESS.search(name):
        return False
    if _ABOUT.search(text.split(": ")[0]):
        return False
    if any(says_issue(line) for line in between) or (text.isupper() and not name.isupper()):
        return True
    alone = not any(line.names or may_be_subtitle(line) for line in lines[title + 1 :])
    return not (alone and are_names(lines[title].names, words)) and not _speaks_of(name, about)


def _speaks_of(name: str, text: str) -> bool:
    """Whether a text has the name of an institution or its initials."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")
    return name.lower().removeprefix("the ") in text.lower() or (len(initials) > 2 and initials in WORD.findall(text))


def _names_authors(lines: Sequence[Line], index: int, title: int | None, words: frozenset[str]) -> bool:
    """Whether a line names the authors without a byline, as above the title several do or one with a given name."""
    names = lines[index].names
    if title is None or not are_names(names, words):
        return False
    above = lines[index - 1].text if index else ""
    if _LEADS_ON.search(above):
        return False
    return index > title or len(names) > 1 or has_given_name(names[0])


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

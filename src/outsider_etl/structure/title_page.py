"""Read the title page: title, subtitle, authors, publisher, series and date, in whatever order they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from outsider_etl.document import Metadata
from outsider_etl.nlp.values import DateValue
from outsider_etl.structure.imprint import (
    BAR,
    BYLINE,
    only_date,
    read_imprint,
    read_number,
    read_persons,
    with_date,
    without_date,
)
from outsider_etl.structure.institutions import INSTITUTION_WORD, is_affiliation
from outsider_etl.structure.kinds import heads_summary
from outsider_etl.structure.suggested_citation import CITE_AS

_MOST_BLOCKS = 12
_LONGEST = 200
_NAME_WORDS = 2
# A rule, a sentence, an address, or a line about the publication.
_NO_TITLE = re.compile(
    r"^[\W\d]*$|:$|\.[\"”’»)\]]*$|https?://|www\.|\S@\S|"
    r"^(?:published|prepared|updated|posted|submitted|edited|hrsg\.|herausgegeben)\b|^(?:number|no\.?|nr\.?) ?\d",
    re.IGNORECASE,
)
# A line that begins or ends as the name of an institution does.
_LIKE_INSTITUTION = re.compile(
    rf"^(?:the )?{INSTITUTION_WORD}|^[^:]*(?:{INSTITUTION_WORD}|\binternational(?: \w+)?)$", re.IGNORECASE
)
# The end of a sentence that another one, or a note's marker, comes behind.
_STOP_INSIDE = re.compile(r"(?:[a-zà-ÿ]{4}|(?:19|20)\d\d)[.!](?:[\d¹²³⁰-⁹^\[]| +[A-ZÀ-Þ])")
_PUBLISHED_BY = re.compile(
    r"^(?:publisher ?:|published by:?|(?:hrsg\.|herausgegeben) von|herausgeber(?:in)? ?:|publié par|éditeur ?:)\s+"
    r"(?:(?:the|der|dem|den|die)\s+)?(?P<name>(?-i:[^\W\d_a-z]).{1,80})$",
    re.IGNORECASE,
)
_PUBLISHED_ON = re.compile(r"^(?:published|posted|released)\b(?P<when>.{4,40}?) by (?P<rest>\S.*)$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^[\W\d]*(?:(?:table of )?contents|summary|executive summary|abstract|introduction|jump to\b.*)\W*$", re.IGNORECASE
)
# What a first line may say before the title comes.
_DOCUMENT_KIND = re.compile(
    r"^\W*(?:(?:(?:policy|working|research|issue|discussion|white|technical|briefing|background|special|annual|final)\s+)?"
    r"(?:briefs?|briefing|papers?|reports?|notes?|memo(?:randum)?|study|commentary|analysis|perspectives?)"
    r"|(?:\S+-)?(?:studie|arbeitspapier|positionspapier)"
    r"|(?:press|news|media) release|fact ?sheet|pressemitteilung|communiqué de presse|\S+ session|home\s*[/>»›].*)\W*$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.&’'-]* ){1,4}(?i:policy|working|discussion|research|issue|occasional|briefing) "
    r"(?i:briefs?|briefings?|papers?|notes?|memos?)$"
)
_SERIAL = re.compile(r"\b(?:reports?|papers?|briefs?|briefings?|notes?|series|studies)\b", re.IGNORECASE)
_LABEL = r"(?:authors?|date|publisher|published(?: by)?|series)\s?:"
_NEXT_LABEL = re.compile(rf"\s+(?={_LABEL}\s)", re.IGNORECASE)
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
_NO_SUBTITLE = (_NO_TITLE, _LIKE_INSTITUTION, _STOP_INSIDE, _DOCUMENT_KIND)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the title page and what it says; `whole` where it is a block and no piece of one."""

    text: str
    whole: bool
    names: tuple[str, ...]
    byline: bool
    date: DateValue | None
    publisher: str | None
    number: tuple[str | None, str] | None

    @property
    def may_be_title(self) -> bool:
        """Whether it could be the title by what it says."""
        says_other = only_date(self.text) or (self.byline and self.names) or _DOCUMENT_KIND.match(self.text)
        return self.whole and _WORD.search(self.text) is not None and not says_other

    @property
    def may_precede_title(self) -> bool:
        """Whether it could stand over the title and be none: an institution, or a series."""
        numbered = self.number is not None and (self.number[0] is None or _SERIAL.search(self.text))
        return bool(self.publisher or numbered or _SERIES.match(self.text))


def read_title_page(front: Sequence[str], words: frozenset[str], first: int) -> Metadata:
    """Read what the first short blocks say; of them `first` is the first that may be the title.

    `words` are those of the body: what is written small there is no name.
    """
    if first and (_CONTENTS.match(front[first]) or heads_summary(front[first])):
        first = 0
    lines = [_read_line(text, whole and index >= first) for index, text, whole in _pieces(front)]
    at = _title_line(lines, words)
    title = lines[at].text if at is not None else None
    subtitle = None
    authors: tuple[str, ...] = ()
    found = Metadata()
    small = words.union(_WORD.findall(title.lower())) if title else words
    for index, line in enumerate(lines):
        if index == at:
            continue
        below = at is not None and index > at
        if line.date:
            found = found if found.published_start else with_date(found, line.date)
        if line.number:
            series, number = line.number
            found = replace(found, series=found.series or series, series_number=found.series_number or number)
        elif not line.publisher and line.names and (line.byline or (below and _are_names(line.names, small))):
            authors += tuple(name for name in line.names if name not in authors)
        elif at is not None and not below and _SERIES.match(line.text):
            found = replace(found, series=found.series or line.text)
        elif below and line.whole and not (subtitle or authors or found.published_start) and _may_be_subtitle(line):
            subtitle = line.text
    if title and subtitle is None and ": " in title:
        title, subtitle = title.split(": ", 1)
    return replace(found, title=title, subtitle=subtitle, authors=authors, publisher=_publisher(lines, at))


def _pieces(front: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the number of its block, its text and whether it is all of the block, for each line of the title page."""
    for index, text in enumerate(front[:_MOST_BLOCKS]):
        if CITE_AS.match(text) or _CONTENTS.match(text) or len(text) > _LONGEST:
            return
        parts = _NEXT_LABEL.split(text) if _LABELLED.match(text) else BAR.split(text)
        published = _PUBLISHED_ON.match(text)
        if published and only_date(published["when"]):
            parts = [published["when"].strip(), f"published by {published['rest']}"]
        for part in parts:
            yield index, part, len(parts) == 1


def _read_line(text: str, whole: bool) -> _Line:
    byline, published = BYLINE.match(text), _PUBLISHED_BY.match(text)
    date, said = without_date(byline["names"]) if byline else (only_date(text), text)
    institution = None
    if not (date or byline or published):
        institution, date = read_imprint(text)
    elif published and (":" in text or not read_persons(published["name"])):
        institution = published["name"].rstrip(" .")
    return _Line(
        text=text,
        whole=whole,
        names=() if published or (date and not byline) or _DOCUMENT_KIND.match(text) else read_persons(said),
        byline=byline is not None,
        date=date,
        publisher=institution,
        number=read_number(text),
    )


def _title_line(lines: Sequence[_Line], words: frozenset[str]) -> int | None:
    """Return the line that is the title: the first one, or what it stands over where it names who publishes it."""
    candidates = [index for index, line in enumerate(lines) if line.may_be_title]
    if not candidates or not _stands_over_title(lines[candidates[0]], words):
        return candidates[0] if candidates else None
    below = [index for index in candidates[1:] if not _says_other(lines[index])]
    named = [index for index, line in enumerate(lines) if _are_names(line.names, words)]
    sure = next((i for i in below if i not in named or len(lines[i].text.split()) > _NAME_WORDS), None)
    # An author may stand over the title: what looks like a name is one where none stands below it.
    if sure is not None and named[-1:] < [sure]:
        return sure
    return next(iter([*below, *candidates]))


def _stands_over_title(line: _Line, words: frozenset[str]) -> bool:
    """Whether a line is no title, if another may be one: "Security Council" is, where "security" is a common word."""
    first, *others = line.text.split()
    common = line.publisher and len(others) == 1 and first.lower() in words
    return line.may_precede_title and not common


def _says_other(line: _Line) -> bool:
    several = len(line.names) > 1
    other = line.may_precede_title or line.date or line.byline or several
    return bool(other) or _NO_TITLE.search(line.text) is not None


def _may_be_subtitle(line: _Line) -> bool:
    says_other = line.names or line.byline or line.publisher or line.may_precede_title
    return not says_other and not any(p.search(line.text) for p in _NO_SUBTITLE)


def _publisher(lines: Sequence[_Line], title: int | None) -> str | None:
    """Return who is said to publish the report, who stands over its title, or the one institution below it."""
    named = [(index, line) for index, line in enumerate(lines) if line.publisher and index != title]
    told = [line.publisher for _, line in named if _PUBLISHED_BY.match(line.text)]
    above = [line.publisher for index, line in named if title is not None and index < title]
    below = {line.publisher for _, line in named if not is_affiliation(line.text)}
    return next(iter(told + above), next(iter(below)) if len(below) == 1 else None)


def _are_names(names: Sequence[str], words: frozenset[str]) -> bool:
    """Return whether there are names and none of them has a genitive, or a word that is written small among `words`."""
    parts = [word for name in names for word in name.split()]
    genitive = any(word.endswith(("'s", "’s")) for word in parts)
    common = any(word.lower() in words for part in parts for word in _WORD.findall(part) if word[0].isupper())
    return bool(parts) and not genitive and not common

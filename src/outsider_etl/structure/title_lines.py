"""Tell what a line of the title page may be by what it says: the title, what stands over it, a subtitle."""

import re
from collections.abc import Sequence

from outsider_etl.structure.imprint import SERIAL, Line, is_document_kind, only_date
from outsider_etl.structure.institutions import INSTITUTION, INSTITUTION_WORD
from outsider_etl.structure.places import without_place
from outsider_etl.structure.signs import FIELD, UNFINISHED

# A rule, a sentence, an address, or a line about the publication.
_NO_TITLE = re.compile(
    r"^[\W\d]*$|:$|\.[\"”’»)\]]*$|https?://|www\.|\S@\S|"
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
# Who holds the rights, what a clerk put in brackets, a session, volume or version, the code of a language, an address.
_NEVER_TITLE = re.compile(
    r"(?i:(?:©|\(c\)|copyright (?:©|\(c\)|\d)).*|\d{1,3}(?:st|n?d|rd|th) (?:congress|session|parliament)|"
    r"(?:vol(?:ume|\.)?|no\.?) ?[\dIVX]+|version:? ?[\d.]+)"
    r"|\[.*\]|BG|CS|DA|DE|EL|EN|ES|ET|FI|FR|GA|HR|HU|LT|LV|MT|NL|NO|PL|PT|RO|SK|SL|SV|.*\bwww\..*"
)
_ADDRESS = re.compile(r"(?:[\w-]+:? )?(?:(?:https?://|www\.)\S+|\S+@\S+)", re.IGNORECASE)
# Who a report is for, or who ordered it.
_ON_BEHALF = re.compile(r"(?:submitted|presented|prepared|ordered)\b.* (?:to|by|for)\b", re.IGNORECASE)
SERIES = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.&’'-]* ){1,4}(?i:policy|working|discussion|research|issue|occasional|briefing) "
    r"(?i:briefs?|briefings?|papers?|notes?|memos?)$"
)
_SERIAL = re.compile(rf"\b{SERIAL}\b", re.IGNORECASE)
_NO_SUBTITLE = (_NO_TITLE, _LIKE_INSTITUTION, _STOP_INSIDE, UNFINISHED)
WORD = re.compile(r"[^\W\d_]+")


def may_be_title(line: Line) -> bool:
    """Whether a line could be the title by what it says."""
    other = only_date(line.text) or (line.byline and line.names) or is_document_kind(line.text)
    marked = FIELD.match(line.text) or _ADDRESS.fullmatch(line.text) or _NEVER_TITLE.fullmatch(line.text)
    return line.whole and WORD.search(line.text) is not None and not (other or marked)


def may_precede_title(line: Line) -> bool:
    """Whether a line could stand over the title and be none: an institution, or a series."""
    numbered = line.number is not None and (line.number[0] is None or _SERIAL.search(line.text))
    on_behalf = _ON_BEHALF.match(line.text) and INSTITUTION.search(line.text)
    return bool(line.publisher or numbered or on_behalf or SERIES.match(line.text))


def says_issue(line: Line) -> bool:
    """Whether a line says what the institution above it issues, or which part of it does."""
    return line.number is not None or is_document_kind(line.text)


def stands_over_title(line: Line, words: frozenset[str]) -> bool:
    """Whether a line is no title, if another may be one: "Security Council" is, where "security" is a common word."""
    first, *others = line.text.split()
    common = line.publisher and len(others) == 1 and first.lower() in words
    return may_precede_title(line) and not common


def says_other(line: Line) -> bool:
    """Whether a line says something else about the publication than its title."""
    several = len(line.names) > 1
    return may_precede_title(line) or several or _NO_TITLE.search(line.text) is not None


def may_be_subtitle(line: Line) -> bool:
    """Whether a line below the title could be the subtitle by what it says."""
    place = not without_place(line.text)
    other = line.names or line.byline or line.date or may_precede_title(line) or place or FIELD.match(line.text)
    none = _NEVER_TITLE.fullmatch(line.text) or is_document_kind(line.text)
    return not other and not (none or any(p.search(line.text) for p in _NO_SUBTITLE))


def are_names(names: Sequence[str], words: frozenset[str]) -> bool:
    """Return whether there are names and none of them has a genitive, or a word that is written small among `words`."""
    parts = [word for name in names for word in name.split()]
    genitive = any(word.endswith(("'s", "’s", "'", "’")) for word in parts)
    common = any(word.lower() in words for part in parts for word in WORD.findall(part) if word[0].isupper())
    return bool(parts) and not genitive and not common

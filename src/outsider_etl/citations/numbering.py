"""What the numbers of a citation count: volumes, issues, pages, or the laws and papers that bear them."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from outsider_etl.citations.issued import issued
from outsider_etl.citations.model import Part, Work

_DASHES = str.maketrans("–—‑−", "----")
# What stands beside a volume so is a part of it.
_ISSUE = re.compile(r"\d{1,3}(?:[-–/]\d{1,3})?")
# "33(2)", "14.3", "33/2", "48/2022": one word that says two things.
_ISSUE_OF_VOLUME = re.compile(
    r"(\d{1,4}|[ivxlcIVXLC]{1,8})\s?(?:\((\d{1,3}(?:[-–/]\d{1,3})?)\)?|\.(\d{1,3})|(?<=\d\d)/(\d))"
)
# Codes are cited by title and section, series of treaties and of decisions by volume and page: none has issues.
_CODE = re.compile(r"U\.?\s?S\.?\s?C\b|C\.?\s?F\.?\s?R\b")
_WITHOUT_ISSUES = re.compile(
    rf"(?:{_CODE.pattern}|Stat\b|[A-Z]\.\s?Ct\b|L\.\s?Ed\b|F\.\s?(?:Supp|App|\d)|Fed\.|U\.?\s?N\.?\s?T\.?\s?S\b"
    r"|[A-Z]{1,3}TS\b|I\.?\s?L\.?\s?M\b)"
)
# "Art. 115 Abs. 2 GG", "Article 4(2) TEU": capitals behind the number of a section are the law's.
_SECTION = re.compile(r"(?:§+|\b[Aa]rt(?:\.|ikel|icles?)?)\s?$")
_REACH = 10
_OF_LAW = re.compile(r"(.*\d.*?)\s+((?![IVXLC]+$)[^\W\d_a-z]+[a-z]*[^\W\d_a-z][^\W\d_]*)")
OFFICIAL_JOURNAL = re.compile(r"(?:OJ|O\.J\.|Official Journal|ABl|JO)\b")
_DOCUMENT = re.compile(r"\b[Dd]oc(?:ument|\.)?(?:\s[Nn]o\.)?\s?$")
_ISSUE_MARK = re.compile(r"\b(?:[Nn](?:[or]?\.|[o°º])|núm\.|[Hh]eft|fasc\.|№)\s?(\d{1,4}(?:[-–/]\d{1,4})?)\b")
_PAGE_MARK = re.compile(r"\b(?:pp?|ss?|S)\.\s?$")
_COLUMN_MARK = re.compile(r"\bcols?\.?\s?$")
_IN_OFFICIAL_JOURNAL = re.compile(r"([LC]\s?\d+\s?[A-Z]?)\s?/\s?(\d+)")
# "(HC 2022–23, 115)": the session of a House, and the number of its paper.
_OF_SESSION = re.compile(r"\bH[CL]\s\d{4}[-–]\d{2,4},\s(\d+(?:-[ivxlc]+)?)\)")
# Bills and resolutions of the Congress of the United States: "S. 3755", "H.J.Res. 7".
_CHAMBER = r"(?:S|H\.\s?R|[HS]\.\s?(?:Con\.\s?|J\.\s?)?Res)\."
_BILL = re.compile(rf"{_CHAMBER}\s?\d{{1,5}}")
# "arXiv:2104.11803 [cs.LG]": where a paper lies, and its number there.
_PREPRINT = re.compile(r"(arXiv):\s?(\S+)", re.IGNORECASE)
_BODY = "(?:ANSI|BS|DIN|EN|IEC|IEEE|ISO|NF|UNE|UNI)"
STANDARD = re.compile(rf"{_BODY}(?:[/ ][A-Z]{{2,5}}){{0,3}}\s\d{{1,6}}(?:-\d{{1,4}}){{0,2}}:(?:19|20)\d\d\b")
"""The number of a standard, "DIN EN ISO 14001:2015"; "SFS 2018:1937" is a law, and "WP 5:2006" a paper."""
_MAY_BE_STANDARD = frozenset(("book", "dataset", "document", "report", "software", "webpage"))
# "BGE 138 II 346": the reports of the Swiss Federal Court, in the three languages that it publishes in.
_SWISS_REPORTS = frozenset(("ATF", "BGE", "DTF"))
_IN_SWISS_REPORTS = re.compile(r"(\d{1,3})\s([IV]{1,3}[ab]?)\s(\d{1,4})")
# "Regulation (EU) 2016/679 of the Parliament and of the Council of 27 April 2016 on ...": what acts of the
# European Union are called by is their number and their day. Behind words like "amending" stands the day of another.
_KIND_OF_ACT = (
    r"(?:(?:Council|Commission|Delegated|Framework|Implementing|Joint)\s){0,3}(?:Regulation|Directive|Decision)"
    r"|(?:(?:Delegierte|Gemeinsamer)\s)?(?:(?:Durchführungs)?[Vv]erordnung|Richtlinie|(?:(?:Durchführungs|Rahmen)b|B)eschluss)"
    r"|(?:[Rr]èglement|[Dd]irective|[Dd]écision)(?:-cadre)?(?:\sdéléguée?|\sd['’]exécution)?"
)
_WHOSE_ACT = r"(?:of|the|and|des|der|und|du|de|la|et|européen(?:ne)?s?|[A-ZÀ-ÖØ-Þ][^\W\d_]*)"
_ACT = re.compile(
    rf"(?:{_KIND_OF_ACT})\s(?:\([A-Z, ]{{2,14}}\)\s)?(?:No\.?\s|Nr\.\s|n[o°]\s?)?"
    r"((?:19|20)?\d\d/\d{1,4}(?:/(?:CE|CEE|CFSP|EC|EEC|EG|EU|EWG|JHA|UE))?|\d{1,4}/(?:19|20)?\d\d)\b"
    rf"(?:(?:\s{_WHOSE_ACT}){{0,12}}?\s(?:of|vom|du)\s(\d{{1,2}}(?:er|\.)?\s[^\W\d_]+\s(?:19|20)\d\d)\b)?"
)
_NUMBERED = frozenset(("bill", "document", "legal_case", "legislation", "regulation", "report"))


class Numbering(NamedTuple):
    """The numbers of a work as its citation has them, dashes as hyphens, and the container that they count in."""

    container_title: str | None
    volume: str | None
    issue: str | None
    page: str | None
    number: str | None


def read_numbering(text: str, parts: Sequence[Part], values: Callable[[str], list[str]]) -> Numbering:
    """Return what the numbers of a citation in the note `text` count; `values` gives what its fields of a label say."""
    container, volume, issue, number = (next(iter(values(label)), None) for label in ("j", "vo", "is", "nu"))
    pages = values("pp")
    without_issues = container is not None and _WITHOUT_ISSUES.match(container) is not None
    if container and _CODE.match(container):
        numbers = values("nu")
        # "15 CFR parts 730-774": what stands before the code is the title of it.
        if not volume and len(numbers) > 1 and [part.label for part in parts[:2]] == ["nu", "j"]:
            volume, number = numbers[:2]
        if pages and not number:
            number, pages = ", ".join(pages), []
    if number and len(pages) == 1 and _BILL.fullmatch(f"{number} {pages[0]}"):
        number, pages = f"{number} {pages[0]}", []
    apart = without_issues or _counts_apart(parts)
    if volume and number and not issue and not apart and _ISSUE.fullmatch(number):
        issue, number = (None, number) if _number_is_behind(_DOCUMENT, text, parts) else (number, None)
    if container and pages and not issue and not number:
        issue, pages = _issue_apart(text, parts, pages, bool(volume))
    if (volume is None) != (issue is None) and (both := _ISSUE_OF_VOLUME.fullmatch(volume or issue or "")):
        volume, issue = both[1], both[2] or both[3] or both[4]
    if (
        container is None
        and number
        and (named := _OF_LAW.fullmatch(number))
        and _number_is_behind(_SECTION, text, parts)
    ):
        number, container = named.groups()
    if container in _SWISS_REPORTS and not volume and (place := _IN_SWISS_REPORTS.fullmatch(number or "")):
        volume, issue, number, pages = place[1], place[2], None, [place[3], *pages]
    if container is None and (preprint := _PREPRINT.match(number or "")):
        container, number = preprint.groups()
    if OFFICIAL_JOURNAL.match(container or ""):
        if not volume:
            # A law has a number of its own before: "Directive 93/13/EEC ... [1993] OJ L95/29".
            volume = next((value for value in values("nu") if _IN_OFFICIAL_JOURNAL.fullmatch(value)), None)
            number = None if number == volume else number
        if place := _IN_OFFICIAL_JOURNAL.fullmatch(volume or ""):
            volume, pages = place[1], [place[2], *pages]
    if parts and (session := _OF_SESSION.search(text, max(0, parts[0].start - _REACH), parts[-1].end + 1)):
        number, pages = session[1], [page for page in pages if page != session[1]]
    return Numbering(container, volume, _dashed(issue), _dashed(", ".join(pages) or None), number)


def act_of(work: Work) -> tuple[str | None, tuple[date, date] | None]:
    """Return the number and the day that the title of an act of the European Union says, None for what it does not.

    What persons wrote, or appeared elsewhere than in the Official Journal, is about the act.
    """
    persons = any(name.family for name in (*work.authors, *work.editors))
    elsewhere = work.container_title and not OFFICIAL_JOURNAL.match(work.container_title)
    act = None if persons or elsewhere else _ACT.match(work.title or "")
    if act is None:
        return None, None
    days = issued(act[2] or "")
    return act[1], days if days and days[0] == days[1] else None


def without_columns(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return the parts without the columns of a page, which are no pages: "p. 3, cols 4-5, 9"."""
    made: list[Part] = []
    on_page = in_columns = False
    for part in parts:
        before = text[max(0, part.start - _REACH) : part.start]
        if part.label != "pp":
            on_page = in_columns = False
        elif _PAGE_MARK.search(before):
            on_page, in_columns = True, False
        elif _COLUMN_MARK.search(before):
            in_columns = on_page
        if not in_columns:
            made.append(part)
    return made


def with_number(work: Work) -> Work:
    """Return a work with the type that its number shows and the number that its type shows.

    "H.J.Res. 7" is a bill, "ISO 9:2018" a standard; "Sénat, n° 711" is no issue, since what it is has none and appeared
    nowhere.
    """
    if work.type in _MAY_BE_STANDARD and STANDARD.fullmatch(work.number or ""):
        return work._replace(type="standard")
    if work.type in ("document", "report") and not work.title and _BILL.fullmatch(work.number or ""):
        return work._replace(type="bill")
    if work.type not in _NUMBERED or work.container_title or work.volume or work.number or not work.issue:
        return work
    return work._replace(number=work.issue, issue=None)


def _issue_apart(text: str, parts: Sequence[Part], pages: list[str], has_volume: bool) -> tuple[str | None, list[str]]:
    """Return an issue that has no field, and the pages in it: "2012, n. 2, pp. 3-9", "52 (2002) 16-17, S. 3-9"."""
    container = next(part for part in parts if part.label == "j")
    first, *others = (part for part in parts if part.label == "pp")
    gaps = ((one.end, other.start) for one, other in pairwise(parts) if container.start <= one.start < first.start)
    said = next(filter(None, (_ISSUE_MARK.search(text, *gap) for gap in gaps)), None)
    if said:
        return said[1], pages
    if has_volume and others and _ISSUE.fullmatch(pages[0]):
        marked = [bool(_PAGE_MARK.search(text, 0, part.start)) for part in (first, others[0])]
        if marked == [False, True]:
            return pages[0], pages[1:]
    return None, pages


def _counts_apart(parts: Sequence[Part]) -> bool:
    """Whether a number counts in a first container and a volume in a second: "[2008] UKHL 13, [2008] 1 AC 884"."""
    labels = [part.label for part in parts]
    return labels.count("j") > 1 and labels.index("nu") < labels.index("vo") if {"nu", "vo"} <= {*labels} else False


def _number_is_behind(mark: re.Pattern[str], text: str, parts: Sequence[Part]) -> bool:
    """Whether the first number stands right behind a mark (an expression for the end of what is before)."""
    start = next(part.start for part in parts if part.label == "nu")
    return mark.search(text[max(0, start - _REACH) : start]) is not None


def _dashed(value: str | None) -> str | None:
    return value.translate(_DASHES) if value else None

"""What is known of outlets beyond the document that cites them.

Which are magazines, which are news agencies, and what sites of all hold.
"""

import re
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import pairwise
from operator import attrgetter

from outsider_etl.citations.cards import fold
from outsider_etl.citations.model import Citation, Part, Work
from outsider_etl.nlp.dates.months import month_numbers_of_works
from outsider_etl.structure.places import without_place

_MAGAZINES = "magazines.txt"
_AGENCIES = "agencies.txt"
_SITES = {
    "article": "arxiv.org biorxiv.org medrxiv.org osf.io ssrn.com",
    "post-weblog": "blogger.com blogspot.com ghost.io habr.com habrahabr.ru livejournal.com medium.com substack.com "
    "tumblr.com typepad.com wordpress.com",
    "post": "facebook.com instagram.com linkedin.com mastodon.social reddit.com t.me telegram.me threads.net "
    "tiktok.com twitter.com vk.com weibo.com x.com",
    "entry-encyclopedia": "britannica.com wikipedia.org",
}
_TYPES = {host: type_ for type_, hosts in _SITES.items() for host in hosts.split()}
_HOST = re.compile(r"(?:\w+://)?([\w.-]+)", re.IGNORECASE)
# "Stanford Encyclopedia of Philosophy", "Encyclopaedia Iranica", but no "Essays on the Dictionary of ...".
_REFERENCE = re.compile(
    r"(?:[Tt]he )?(?:[^\Wa-zß-ÿ]\S* ){0,4}(?:[\w-]*(?i:en[cz][iy][ck]lop\w+|encyklop\w+|lexi[kc]on)(?: [a-zà-ÿ].*)?"
    r"|(?:Dictionary of|Dictionnaire (?:de|des|du)|[\w-]*[Ww]örterbuch der)\b.+)|(?i:en[cz][iy][ck]lop\w+) \w+(?:a|is)"
)
# "harbour-news.com/article/new-quay"; firms have "news/articles/" and "stories/" too.
_ARTICLE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|net|news)/(?:article|story)/.")
_PERIODICAL = re.compile(r"(?:la )?(?:magazine?|revue)\b|.*\b(?:magazine?|weekly|monthly)$")
_AGENCY = re.compile(
    r".*\b(?:news ?(?:agency|service|wire)|press agency|agence de presse|agencia de noticias|(?:presse|nachrichten)"
    r"agentur|information agency|informatsionnoe agentstvo)$"
)
_PAPERS = r"(?:country|discussion|occasional|policy|research|special|technical|working) (?:brief|note|paper|report)s?$"
_PAPER = re.compile(_PAPERS, re.IGNORECASE)
_SERIES = re.compile(
    rf"{_PAPERS}|(?:series|bulletin|reihe|studien?|arbeitspapiere?|beiträge|cahiers?|documents? de travail"
    r"|documentos? de trabajo|quaderni)$",
    re.IGNORECASE,
)
_NUMBER_MARK = re.compile(r"[\s,]*(?:(?i:no|nr|n|núm|num|vol|bd)\.?|n[°º]|№)?\s?")
_COUNTED = frozenset(("is", "nu", "vo"))
_VOLUME_MARK = re.compile(r"vol|bd", re.IGNORECASE)
# ", IMF Country Report No. |": what an institution numbers under its initials; "HL Paper 54" is a number, and has two.
_NUMBERED = re.compile(
    r"\W*([A-Z]{3,}[A-Za-z]*(?:\s[A-Z][\w&-]*){0,4}\s(?:Brief|Briefing|Note|Paper|Report|Series|Study)s?)"
    rf"{_NUMBER_MARK.pattern}"
)
# "World Bank Open Database, GDP per capita": no edition or time of the database stands behind the comma.
_TABLE = re.compile(
    r"((?:[^\s,]+ ){0,6}?(?:[A-Z]*[Dd]ata ?(?:[Bb]ases?|[Bb]ank|[Ww]eb)|\w*[Dd]atenbank|Data ?stream|Comtrade|FRED"
    r"|GENESIS|Online|\w*STAT|(?:Data )?(?:Browser|Dashboard|Explorer)|World Development Indicators"
    r"|Direction of Trade Statistics)), (?=[A-Z])"
    r"(?!(?:\w+ ){0,2}(?i:edition|version|release|update|issue|volume|vol|quarter|half)\b"
    r"|(?:[A-Z]\w+\.? )?(?:\d{1,2}, )?(?:19|20)\d\d)"
)
_QUOTES = frozenset("\"“”„«»‘’'")
_SITE_END = re.compile(r" (?:com|de|fr|org|net|ru|uk)$")
# A "Communication" of the Commission is addressed to institutions.
_EU_PAPER = re.compile(r"(?:COM|JOIN|SEC|SWD)\b")
# What says of itself that it is one of these stays one, wherever it can be read.
_PLAIN = frozenset(("article-magazine", "article-newspaper", "webpage"))
_SENT_OUT = _PLAIN | {"broadcast"}


def with_known_outlet(citation: Citation) -> Citation:
    """Return a citation with its type by where it appeared, where that is known better than from how it is cited.

    A news agency or a broadcaster is the container of what it sent out, whatever place of the citation it stands in.
    """
    citation = _with_database(_with_series(citation))
    work = citation.work
    if work.type in _SENT_OUT and work.container_title is None:
        label, outlet = ("p", work.publisher) if work.publisher else ("l", _sole_institution(work))
        broadcast = work.type == "broadcast" and label == "p"
        known = outlet and (_is_agency(outlet) or _is_magazine(outlet) or _has_articles(outlet, work.url or ""))
        if outlet and work.title and (broadcast or known):
            parts = tuple(part._replace(label="j") if part.label == label else part for part in citation.parts)
            authors = work.authors if label == "p" else ()
            type_ = work.type if work.type == "broadcast" else "article-newspaper"
            work = work._replace(type=type_, container_title=outlet, publisher=None, authors=authors)
            citation = replace(citation, parts=parts, work=work)
    return citation.typed(known_type(work))


def is_series(name: str) -> bool:
    """Whether a name is that of a series: "Policy Research Working Paper"."""
    return _SERIES.search(name) is not None


def _with_series(citation: Citation) -> Citation:
    """Return a citation with what stands in a publisher's place before a number as the series that it is."""
    citation = _with_numbered_series(citation)
    work, text = citation.work, citation.text
    place = next((i for i, part in enumerate(citation.parts[:-1]) if part.label == "p"), None)
    if place is None or work.container_title or not is_series(work.publisher or ""):
        return citation
    series, behind = citation.parts[place : place + 2]
    between = text[series.end - citation.start : behind.start - citation.start]
    if behind.label not in _COUNTED or not _NUMBER_MARK.fullmatch(between):
        return citation
    parts = (*citation.parts[:place], series._replace(label="j"), *citation.parts[place + 1 :])
    return replace(citation, parts=parts, work=work._replace(container_title=work.publisher, publisher=None))


def _with_numbered_series(citation: Citation) -> Citation:
    """Return a citation with the series of an institution before its number as its container, where none is told.

    A report in a series has a number and no volume: "OSW Commentary 236".
    """
    work = citation.work
    for place, (one, other) in enumerate(pairwise(citation.parts), start=1):
        between = citation.text[one.end - citation.start : other.start - citation.start]
        is_volume = (work.type, one.label, other.label) == ("report", "j", "vo") and not (work.issue or work.number)
        if is_volume and _NUMBER_MARK.fullmatch(between) and not _VOLUME_MARK.search(between):
            parts = (*citation.parts[:place], other._replace(label="nu"), *citation.parts[place + 1 :])
            return replace(citation, parts=parts, work=work._replace(volume=None, number=work.volume))
        if work.container_title is None and other.label == "nu" and (series := _NUMBERED.fullmatch(between)):
            part = Part("j", one.end + series.start(1), one.end + series.end(1))
            parts = tuple(sorted((*citation.parts, part), key=attrgetter("start")))
            return replace(citation, parts=parts, work=work._replace(container_title=series[1]))
    return citation


def _with_database(citation: Citation) -> Citation:
    """Return a citation of a table with the database that it is from as its container, where both are in its title.

    Where no institution is told, it may be what stands behind the database.
    """
    work = citation.work
    title = next((part for part in citation.parts if part.label == "ti"), None)
    if work.type != "dataset" or work.container_title or title is None:
        return citation
    start, end = title.start - citation.start, title.end - citation.start
    table = _TABLE.match(citation.text, start, end)
    if table is None or citation.text[start - 1 : start] in _QUOTES or not (work.authors or work.publisher):
        return citation
    behind = citation.text[table.end() : end]
    if not without_place(behind) or re.split(r"\W", behind)[0].lower() in month_numbers_of_works():
        return citation
    container, of_table = (
        title._replace(label="j", end=citation.start + table.end(1)),
        title._replace(start=citation.start + table.end()),
    )
    parts = tuple(each for part in citation.parts for each in ((container, of_table) if part is title else (part,)))
    named = work._replace(container_title=table[1], title=behind)
    return replace(citation, parts=parts, work=named)


def _sole_institution(work: Work) -> str | None:
    return work.authors[0].literal if len(work.authors) == 1 else None


def known_type(work: Work) -> str | None:
    """Return the type of a work by where it appeared, where that is known better than from how it is cited."""
    if work.type == "personal_communication" and _EU_PAPER.match(work.number or ""):
        return "document"
    if work.type == "chapter" and _REFERENCE.fullmatch(work.container_title or ""):
        return "entry-encyclopedia"
    if work.type not in _PLAIN or work.volume:
        return work.type
    host = _HOST.match(work.url or "")
    site = ".".join(host.group(1).lower().removeprefix("www.").rsplit(".", 2)[-2:]) if host else ""
    if site in _TYPES:
        return _TYPES[site]
    if work.type == "article-newspaper" and _PAPER.search(work.container_title or ""):
        return "report"
    if work.type == "article-newspaper" and _is_magazine(work.container_title or ""):
        return "article-magazine"
    return work.type


def _is_magazine(container: str) -> bool:
    name = _bare(container)
    return name in _names(_MAGAZINES) or _PERIODICAL.match(name) is not None


def _is_agency(publisher: str) -> bool:
    name = _bare(publisher)
    return name in _names(_AGENCIES) or _AGENCY.match(name) is not None


def _has_articles(outlet: str, url: str) -> bool:
    """Whether an address leads to an article on the outlet's own site."""
    site = _ARTICLE.match(url)
    return site is not None and site[1].replace("-", "").lower() == _bare(outlet).replace(" ", "")


def _bare(outlet: str) -> str:
    return _SITE_END.sub("", fold(outlet)).removeprefix("the ")


@cache
def _names(file: str) -> frozenset[str]:
    """Return the names in a file of outlets that are widely cited, as `_bare` gives them."""
    text = (resources.files(__package__) / file).read_text("utf-8")
    return frozenset(map(_bare, text.splitlines()))

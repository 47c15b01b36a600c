"""What is known of outlets beyond the document that cites them.

Which are magazines, which are news agencies, and what sites of all hold.
"""

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from outsider_etl.citations.cards import fold
from outsider_etl.citations.model import Citation, Work

_MAGAZINES = "magazines.txt"
_AGENCIES = "agencies.txt"
_SITES = {
    "post-weblog": "blogger.com blogspot.com ghost.io habr.com habrahabr.ru livejournal.com medium.com substack.com "
    "tumblr.com typepad.com wordpress.com",
    "post": "facebook.com instagram.com linkedin.com mastodon.social reddit.com t.me telegram.me threads.net "
    "tiktok.com twitter.com vk.com weibo.com x.com",
    "entry-encyclopedia": "britannica.com wikipedia.org",
}
_TYPES = {host: type_ for type_, hosts in _SITES.items() for host in hosts.split()}
_HOST = re.compile(r"(?:\w+://)?([\w.-]+)", re.IGNORECASE)
_PERIODICAL = re.compile(r"(?:la )?(?:magazine?|revue)\b|.*\b(?:magazine?|weekly|monthly)$")
_AGENCY = re.compile(
    r".*\b(?:news ?(?:agency|service|wire)|press agency|agence de presse|agencia de noticias|(?:presse|nachrichten)"
    r"agentur|information agency|informatsionnoe agentstvo)$"
)
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
    work = citation.work
    if work.type in _SENT_OUT and work.container_title is None:
        label, outlet = ("p", work.publisher) if work.publisher else ("l", _sole_institution(work))
        broadcast = work.type == "broadcast" and label == "p"
        if outlet and work.title and (broadcast or _is_agency(outlet) or _is_magazine(outlet)):
            parts = tuple(part._replace(label="j") if part.label == label else part for part in citation.parts)
            authors = work.authors if label == "p" else ()
            type_ = work.type if broadcast else "article-newspaper"
            work = work._replace(type=type_, container_title=outlet, publisher=None, authors=authors)
            citation = replace(citation, parts=parts, work=work)
    return citation.typed(known_type(work))


def _sole_institution(work: Work) -> str | None:
    return work.authors[0].literal if len(work.authors) == 1 else None


def known_type(work: Work) -> str | None:
    """Return the type of a work by where it appeared, where that is known better than from how it is cited."""
    if work.type == "personal_communication" and _EU_PAPER.match(work.number or ""):
        return "document"
    if work.type not in _PLAIN or work.volume:
        return work.type
    host = _HOST.match(work.url or "")
    site = ".".join(host.group(1).lower().removeprefix("www.").rsplit(".", 2)[-2:]) if host else ""
    if site in _TYPES:
        return _TYPES[site]
    if work.type == "article-newspaper" and _is_magazine(work.container_title or ""):
        return "article-magazine"
    return work.type


def _is_magazine(container: str) -> bool:
    name = _bare(container)
    return name in _names(_MAGAZINES) or _PERIODICAL.match(name) is not None


def _is_agency(publisher: str) -> bool:
    name = _bare(publisher)
    return name in _names(_AGENCIES) or _AGENCY.match(name) is not None


def _bare(outlet: str) -> str:
    return _SITE_END.sub("", fold(outlet)).removeprefix("the ")


@cache
def _names(file: str) -> frozenset[str]:
    """Return the names in a file of outlets that are widely cited, as `_bare` gives them."""
    text = (resources.files(__package__) / file).read_text("utf-8")
    return frozenset(map(_bare, text.splitlines()))

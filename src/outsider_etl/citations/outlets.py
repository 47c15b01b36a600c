"""What is known of outlets beyond the document that cites them: which are magazines, and what sites of all hold."""

import re
from functools import cache
from importlib import resources

from outsider_etl.citations.likeness import fold
from outsider_etl.citations.model import Work

_MAGAZINES = "magazines.txt"
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
_SITE_END = re.compile(r" (?:com|de|fr|org|net|ru|uk)$")
# What says of itself that it is one of these stays one, wherever it can be read.
_PLAIN = frozenset(("article-magazine", "article-newspaper", "webpage"))


def known_type(work: Work) -> str | None:
    """Return the type of a work by where it appeared, where that is known better than from how it is cited."""
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
    name = _SITE_END.sub("", fold(container)).removeprefix("the ")
    return name in _magazines() or _PERIODICAL.match(name) is not None


@cache
def _magazines() -> frozenset[str]:
    """Return the names of magazines that are widely read and widely cited, folded, without an article."""
    text = (resources.files(__package__) / _MAGAZINES).read_text("utf-8")
    return frozenset(fold(line).removeprefix("the ") for line in text.splitlines())

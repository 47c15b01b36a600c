"""What messages, names and logs leave out: credentials in addresses, and all but a short quotation of a text."""

import re
from itertools import pairwise

HIDDEN = "***"
QUOTED = 200
"""Characters of a document that a message may quote."""

_READ = 10_000
_PARTS = re.compile(r"(\s+)")
_PORT = re.compile(r":[0-9]+$")
# Elsewhere a name before the host is no secret: a user's, or a container's (abfs://CONTAINER@ACCOUNT...).
_TOKEN_FOR_USER = ("http", "https")


def redact(text: str) -> str:
    """Return `text` with what stands for credentials in addresses hidden: user and password, and parameters.

    `s3://KEY:SECRET@bucket/reports` becomes `s3://***@bucket/reports`, `https://host/page?token=T` `https://host/page?***`.
    """
    if "://" not in text:
        return text
    return "".join(_redact_address(part) if "://" in part else part for part in _PARTS.split(text))


def quotation(text: str, most: int = QUOTED) -> str:
    """Return what a message may quote of `text`: on one line, redacted, and cut behind `most` characters."""
    line = "".join(map(_printable, redact(text[:_READ])))
    return line if len(line) <= most and len(text) <= _READ else f"{line[:most]}..."


def _redact_address(part: str) -> str:
    """Return a word with an address in it, or several that commas part, without credentials."""
    pieces = part.split("://")
    shown = [_redact_behind(scheme.lower(), rest) for scheme, rest in pairwise(pieces)]
    return "://".join([pieces[0], *shown])


def _redact_behind(scheme: str, rest: str) -> str:
    user, at, host = rest.rpartition("@")
    if at and _is_secret(scheme, user):
        rest = f"{HIDDEN}@{host}"
    for sign in "?#":
        before, _, parameters = rest.partition(sign)
        if "=" in parameters:
            rest = f"{before}{sign}{HIDDEN}"
    return rest


def _is_secret(scheme: str, user: str) -> bool:
    """Tell whether what stands before the last @ is a user with a password, or a token, and no path with an @ in it."""
    first, slash, _ = user.partition("/")
    if ":" in first:
        # A secret may have slashes in it; before a path there may be a port.
        return not slash or "@" in first or _PORT.search(first) is None
    return scheme.endswith(_TOKEN_FOR_USER) and (not slash or "@" in first)


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"

"""How much of a source is read."""

from outsider_etl.errors import TooLargeError

MAX_CHARACTERS = 50_000_000
"""How many characters of a source are read, unless it is said otherwise."""


def check_characters(count: int, name: str, limit: int) -> None:
    """Raise TooLargeError where the source `name` has a `count` of characters beyond `limit`."""
    if count > limit:
        raise TooLargeError(f"{name}: has more than {limit:,} characters; split it, or set document_characters higher")

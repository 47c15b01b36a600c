"""Whether one name is the acronym of another."""

import re
from collections.abc import Sequence


def abbreviates(acronym: str, name: str) -> bool:
    """Return whether `acronym` looks like one of `name`: its letters occur in order, the first at a word's start."""
    capitals = sum(char.isupper() for char in acronym)
    if capitals < 2 or not acronym[0].isupper() or " " in acronym or len(acronym) >= len(name):
        return False
    first, *others = (char for char in acronym.casefold() if char.isalnum())
    lower = name.casefold()
    starts = (match.end() for match in re.finditer(rf"\b{re.escape(first)}", lower))
    return any(_in_order(others, lower[start:]) for start in starts)


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)

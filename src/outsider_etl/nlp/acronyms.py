"""Whether one name is the acronym of another."""

import re


def abbreviates(acronym: str, name: str) -> bool:
    """Return whether `acronym` looks like one of `name`: its letters occur in order, the first at a word's start."""
    capitals = sum(char.isupper() for char in acronym)
    if capitals < 2 or not acronym[0].isupper() or " " in acronym or len(acronym) >= len(name):
        return False
    first, *others = (char for char in acronym.casefold() if char.isalnum())
    start = re.search(rf"\b{re.escape(first)}.*", name.casefold(), re.DOTALL)
    rest = iter(start[0][1:] if start else "")
    return start is not None and all(letter in rest for letter in others)

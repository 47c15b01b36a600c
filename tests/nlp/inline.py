"""Read gold that is written inside the sentence: `"cost <money amount=5 currency=USD>$5</money> then"`."""

import re
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<label>[a-z]+)(?P<attributes>(?: [a-z_]+=[^\s<>]+)*)>(?P<inside>[^<]*)</(?P=label)>")


@dataclass(frozen=True)
class Marked:
    """A span that the author of a test marked; `start` and `end` count in the text without marks."""

    label: str
    start: int
    end: int
    attributes: dict[str, str]


def parse(marked: str) -> tuple[str, list[Marked]]:
    """Return the text without its marks, and the spans that they marked."""
    text, spans, last = "", [], 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        attributes = dict(item.split("=", 1) for item in tag["attributes"].split())
        spans.append(Marked(tag["label"], len(text), len(text) + len(tag["inside"]), attributes))
        text += tag["inside"]
        last = tag.end()
    return text + marked[last:], spans


def lines(block: str) -> list[str]:
    """Return the lines of a block of marked text; one that ends with a backslash goes on in the next."""
    return [line for line in block.replace("\\\n", "").splitlines() if line]


def said(value: object, mark: Marked) -> dict[str, str]:
    """Return what `value` says about each thing that the mark asks for."""
    return {name: str(getattr(value, name)) for name in mark.attributes}

"""What a citation shows of the CSL 1.0.2 item type of its work: its fields, and the words in and between them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from outsider_etl.citations.features import shape
from outsider_etl.citations.model import Offsets, Part
from outsider_etl.citations.tokens import Token, tokenize

_TOLD_BY_WORDS = ("ti", "tt", "j", "p", "l", "nu", "ed")
_QUOTES = frozenset("\"“”„«»‘’'")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\d?\.)?([\w.-]+)/?(.*)")
_WORD_OF_PATH = re.compile(r"[a-z]{2,}")


def type_features(text: str, start: int, end: int, parts: Sequence[Part], emphasis: Sequence[Offsets]) -> list[str]:
    """Return what the citation from `start` to `end` of a note shows of its type."""
    made = {"bias", *_words_between(text, start, end, parts)}
    labels = [part.label for part in parts]
    made |= {f"has={label}" for label in labels}
    made.add("order=" + "|".join(dict.fromkeys(labels)))
    made.add("all=" + "|".join(sorted({label for label in labels if label not in ("et", "tt", "ac", "h", "pp")})))
    made |= {f"pair={one}|{other}" for one in set(labels) for other in set(labels) if one < other}
    made |= {f"no={label}" for label in ("a", "ti", "j", "p", "d", "u") if label not in labels}
    for part in parts:
        made |= set(_told_by(text, part, emphasis))
    return sorted(made)


def _told_by(text: str, part: Part, emphasis: Sequence[Offsets]) -> Iterator[str]:
    value = text[part.start : part.end]
    if part.label == "ti":
        italic = any(start < part.end and part.start < end for start, end in emphasis)
        quoted = text[max(0, part.start - 1) : part.start] in _QUOTES
        yield f"title={'italic' if italic else 'quoted' if quoted else 'bare'}"
    elif part.label == "u":
        address = _ADDRESS.match("".join(value.split()).lower())
        host, path = address.groups(default="") if address else ("", "")
        yield from (f"host={word}" for word in host.split("."))
        yield from (f"path={word}" for word in [bool(path), *_WORD_OF_PATH.findall(path)])
    elif part.label == "d":
        shapes = [shape(token.text, token.kind) for token in tokenize(value)]
        day = any(each in ("91", "92", "dotted") for each in shapes)
        yield f"date={'day' if day else 'month' if 'month' in shapes else 'year'}"
    if part.label in _TOLD_BY_WORDS:
        tokens = tokenize(value)
        words = [_word(token) for token in tokens]
        yield from (f"{part.label}={word}" for word in words)
        yield f"{part.label}first={words[0] if words else ''}"
        yield f"{part.label}last={words[-1] if words else ''}"
        if part.label == "nu":
            yield f"nu={'_'.join(value.rstrip('0123456789-/().').split())}"


def gaps(text: str, start: int, end: int, parts: Sequence[Part]) -> list[str]:
    """Return what a citation from `start` to `end` says before, between and behind its fields."""
    ends, starts = [start, *(part.end for part in parts)], [*(part.start for part in parts), end]
    return [text[one:other] for one, other in zip(ends, starts, strict=True)]


def _words_between(text: str, start: int, end: int, parts: Sequence[Part]) -> Iterator[str]:
    """Yield what stands between the fields, and in which of these gaps."""
    labels = ["start", *(part.label for part in parts), "end"]
    for gap, (before, behind) in zip(gaps(text, start, end, parts), pairwise(labels), strict=True):
        words = _words(gap)
        yield from (f"said={word}" for word in words)
        yield from (f"said={one}_{other}" for one, other in pairwise(words))
        yield from (f"before={behind}|{word}" for word in words[-1:])
        yield from (f"behind={before}|{word}" for word in words[:1])


@lru_cache(maxsize=5_000)
def _words(between: str) -> tuple[str, ...]:
    """Return the words of what stands between two fields, which is the same again and again."""
    words = map(_word, tokenize(between))
    return tuple(word for word in words if word[:1].isalnum())


def _word(token: Token) -> str:
    return token.text.lower() if token.kind in ("word", "initials", "mark") else shape(token.text, token.kind)

"""Companies that a tagger passes over, though what they are by law tells them: "Lancaster 6 DMCC"."""

import re
from collections.abc import Iterator, Sequence

from outsider_etl.nlp.organisations.asking import FUNCTION_WORDS
from outsider_etl.nlp.organisations.countries import is_country
from outsider_etl.nlp.organisations.tags import Offsets, outside

# What stands for nothing else, but in the name of a law ("Uniform LLC Act"). Other letters with stops are as often the
# initials of a person: "Roe S.A.".
_FORM = (
    r"(?:(?:CJSC|DMCC|FZCO|FZE|GmbH|LLC|LLP|OAO|OJSC|OOO|PJSC|PLLC|ZAO|Kft|Zrt)(?![\w&/-]|[ \xa0][A-ZÀ-Þ])|"
    r"d\.o\.o\.|S\.p\.A\.|S\.r\.l\.|s\.r\.o\.|sp\. z ?o\. ?o\.)"
)
_BY_LAW = re.compile(rf"(?<=[\w’'])\s{_FORM}")
_ONLY_BY_LAW = re.compile(_FORM)
_LONGEST_NAME = 100
_NAME = re.compile(r"(?<![^\s(\[“\"])(?:(?:[A-Z]\.|[A-ZÀ-Þ\d][\w’'-]*)[ \xa0](?:&[ \xa0])?){0,7}[A-ZÀ-Þ\d][\w’'-]*\Z")
# Of the first there are many ("a Delaware LLC"), and of the second the name may be a part: "Roe and Bree LLP".
_NO_NAME_BEHIND = re.compile(
    rf"\b(?i:an?|each|every)\s\Z|"
    rf"(?<!\S)(?!{_FORM}\s)[A-ZÀ-Þ][\w’'.-]*\s(?:and|d[aeiu]|del|for|für|et|of|und|y)\s(?:the\s)?\Z"
)
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;][\"”’)]?\s|\n)\Z")
_OPENINGS = FUNCTION_WORDS | {"das", "der", "die"}
_OPENING = re.compile(r"(?P<word>\w+)\s")


def with_companies(text: str, named: Sequence[Offsets]) -> list[Offsets]:
    """Return the spans `named` by a tagger, which are in order and apart, and the companies that it passed over."""
    others = [span for span in named if not _ONLY_BY_LAW.fullmatch(text, *span)]
    found = list(outside(_companies(text), others))
    return sorted({*outside(named, found), *found})


def _companies(text: str) -> Iterator[Offsets]:
    for match in _BY_LAW.finditer(text):
        begin = max(0, match.start() - _LONGEST_NAME)
        name = _NAME.search(text, begin, match.start())
        if name and not _NO_NAME_BEHIND.search(text, begin, name.start()):
            start = name.start()
            if _SENTENCE_BEGINS.search(text, begin, start):
                opening = _OPENING.match(text, start, match.start())
                start = opening.end() if opening and opening["word"].lower() in _OPENINGS else start
            words = text[start : match.start()].split()
            if words[-1].lower() not in FUNCTION_WORDS and not is_country(" ".join(words)):
                yield start, match.end()

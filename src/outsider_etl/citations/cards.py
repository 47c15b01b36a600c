"""What a citation is found by and compared by: its names, titles and numbers, and its words, folded once."""

import re
from functools import cached_property

from anyascii import anyascii

from outsider_etl.citations.model import Citation

_WORDS = re.compile(r"[^\W_]+")
SMALL = frozenset("a and de des du et for in la le of on the und von".split())
_LONGEST_ACRONYM = 8
_FEW_WORDS = 16
_YEAR_SUFFIX = re.compile(r"\b(?:1[5-9]|20)\d\d([a-z])\b")
# What a work is, and where in it: words that may stand beside a name and tell no work.
_BESIDE = SMALL | frozenset(
    "al annex app appendix art article articles at bd box ch chap chapter cit col emphasis et fig figure fn fol note "
    "op p para paras part pp pt report s sec section see study supra table vol".split()
)


def fold(text: str) -> str:
    """Return the words of a text in lower case and without accents, with one space between them."""
    return " ".join(_WORDS.findall(anyascii(text).lower()))


class Card:
    """What a citation is found by: its names, titles and numbers, folded once."""

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.work = citation.work
        named = [name for name in (*citation.work.authors, *citation.work.editors) if name.literal != "et al."]
        told = [name.family or name.literal or "" for name in named] or [citation.work.publisher or ""]
        # A work without an author goes by who published it; "Sea Board (SB)" is two names.
        self.names = tuple(filter(None, (fold(part) for name in told for part in name.split("("))))

    @cached_property
    def printed_title(self) -> str:
        """The title as it is cited; where a name and pages stand beside it at most, a container is one."""
        work = self.work
        said = (work.volume, work.issue, work.publisher, work.publisher_place, work.issued_start, work.url)
        return work.title or ((work.container_title or "") if self.names and not any(said) else "")

    @cached_property
    def title(self) -> str:
        """The title as it is cited, folded."""
        return fold(self.printed_title)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title and its translation, folded; without one what stands in its place, and may be it."""
        work = self.work
        own = (work.title, work.title_translation) if work.title else (work.publisher, work.container_title)
        return tuple(filter(None, map(fold, filter(None, own))))

    @cached_property
    def number(self) -> str:
        """The number of the report, law or document, folded."""
        return fold(self.work.number or "")

    @cached_property
    def short_name(self) -> str:
        """What the work is called from here on, folded."""
        return fold(self.citation.short_name or "")

    @cached_property
    def said(self) -> str:
        """All of the citation, folded."""
        return fold(self.citation.text)

    @cached_property
    def words(self) -> set[str]:
        """What it says but for where in the work."""
        where = fold(f"{self.work.page or ''} {self.work.url or ''}")
        return set(self.said.split()) - _BESIDE - set(where.split())

    @cached_property
    def year_suffix(self) -> str | None:
        """The letter behind a year ("2014a") that tells the works of that year apart."""
        match = _YEAR_SUFFIX.search(self.citation.text)
        return match and match.group(1)

    @cached_property
    def called(self) -> str:
        """The names and the title or number, folded: what a short name is made of."""
        return " ".join([*self.names, self.title or self.number])

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but a title, perhaps who wrote it, and pages."""
        work = self.work
        said = (work.container_title, work.publisher, work.publisher_place, work.number, work.issued_start, work.url)
        return work.title is not None and not any(said)

    @property
    def is_name(self) -> bool:
        """Whether nothing is said but who wrote it, what it is and where in it."""
        work = self.work
        if not (work.authors or work.editors) or any((work.title, work.container_title, work.url, work.issued_start)):
            return False
        said = {word for name in self.names for word in name.split()}
        return not telling(self.said) - said

    def found_by(self) -> set[str]:
        """Return words by which a citation that fits this one can be found: it has at least one of them too."""
        keys = {f"n:{word}" for name in self.names for word in name.split() if word not in SMALL}
        keys |= {f"n:{acronym}" for name in self.names for acronym in acronyms(name)}
        keys |= {f"t:{word}" for title in self.titles for word in title.split() if len(word) > 3}
        keys |= {f"t:{word}" for word in self.short_name.split()}
        keys |= {f"#:{self.number.split()[0]}"} if self.number else set()
        words = self.said.split()
        if len(words) <= _FEW_WORDS:
            keys |= {f"t:{word}" for word in words if word not in _BESIDE}
            keys |= {f"#:{word}" for word in words if not word.isalpha()}
        if self.work.container_title:
            container = fold(self.work.container_title)
            keys |= {f"c:{container}", f"v:{container} {self.work.volume}"}
        if self.work.url:
            keys.add(f"u:{self.work.url}")
        return keys


def telling(said: str) -> set[str]:
    """Return the words of a citation that may tell what it cites: no numbers, and not where in it."""
    return {word for word in said.split() if word not in _BESIDE and not word.isdigit()}


def acronyms(name: str) -> set[str]:
    """Return what a folded name of several words may be shortened to: the first letters of them, or of the longer."""
    words = name.split()
    if len(words) == 1:
        return set()
    made = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL)}
    return {acronym for acronym in made if 1 < len(acronym) <= _LONGEST_ACRONYM}

"""What a citation is found by and compared by: its names, titles and numbers, and its words, folded once."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from anyascii import anyascii

from outsider_etl.citations.issued import YEAR
from outsider_etl.citations.model import Citation
from outsider_etl.citations.reading import BEGINS_AS_SAME

_WORDS = re.compile(r"[^\W_]+")
SMALL = frozenset("a and de des du et for in la le of on the und von".split())
_LONGEST_ACRONYM = 8
_COUNTRY = re.compile(r"(?:e ?u|u ?[ks]) (?=\w+ \w)")
_FEW_WORDS = 16
_TITLE_WORDS = 16
SHORTEST_INITIALS = 3
_YEAR_SUFFIX = re.compile(rf"\b{YEAR}([a-z])\b")
# "R41658", "CO 926/259", "COM(2020) 474", "A/HRC/39/50", "117-263", "2022/2104": no section, article or issue looks so.
_IDENTIFIER = re.compile(
    r"[A-Z]{2,}(?:\(\d{4}\)\s?|[ /-]?)\d[\d/-]*|[A-Z]\d{3,}|[A-Z]+(?:/[\w.]+)+"
    r"|\d+/\d+(?:/\w+)*|\d+(?:-\d+){2,}|\d+-\d{3,}|\d{3,}-\d+|\d{3,}-[A-Z]+"
)
_IN_TITLE = re.compile(r"\d+/\d+(?:/\w+)*")
# "art 5", "§ 12": a place in a law. Bills are told by a capital: "S. 12".
_PLACE = re.compile(
    r"(?:§+|\b(?:[Aa]rts?|[Aa]rticles?|[Aa]rtikel|ss?|[Ss]ecs?|[Ss]ections?|[Rr]ecitals?|[Rr]ules?)\.?)\s?$"
)
_REACH = 12
_YEARS = re.compile(rf"{YEAR}[-–/](?:\d\d|{YEAR})|1\d{{3}}[-–]1\d{{3}}")
_NAMES_INSTITUTION = 25
"""So close behind a publisher or an institution a name for later is its own, and not that of the work."""
_BEFORE_NUMBERS = frozenset(("ec", "eec", "eu", "no", "nr"))
# What a work is, and where in it: words that may stand beside a name and tell no work.
_BESIDE = SMALL | frozenset(
    "aao above al annex app appendix art article articles as at bd before box ch chap chapter cit cite col ebd "
    "emphasis et fig figure fn fol footnote loc n note o op ouvr p para paragraph paras part pp precite pt recital "
    "recitals report s same sec section see study supra tab table this vol".split()
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
        told = tuple(spelling for name in named for spelling in _spellings(name.family or name.literal or ""))
        self.persons = tuple(fold(name.family) for name in named if name.family)
        self.given = {(fold(name.family), fold(name.given)) for name in named if name.family and name.given}
        # A work without an author goes by who published it.
        self.names = told or _spellings(citation.work.publisher or "")
        self.short_name = fold(citation.short_name or "")
        if self._names_institution():
            self.names, self.short_name = (*self.names, self.short_name), ""

    def _names_institution(self) -> bool:
        """Whether a name for later is that of an institution told right before: "Joint Research Centre (JRC)"."""
        parts = self.citation.parts
        place = next((number for number, part in enumerate(parts) if part.label == "h"), 0)
        before = parts[place - 1] if place else None
        return before is not None and before.label in "lp" and parts[place].start - before.end < _NAMES_INSTITUTION

    @cached_property
    def printed_title(self) -> str:
        """The title as it is cited; where a name and pages stand beside it at most, a container is one."""
        work = self.work
        said = (work.volume, work.issue, work.number, work.publisher, work.issued_start, work.url)
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
    def container(self) -> str:
        """The container, folded."""
        return fold(self.work.container_title or "")

    @cached_property
    def number(self) -> str:
        """The number of the report, law or document, folded."""
        return fold(self.work.number or "")

    @cached_property
    def identifier(self) -> str:
        """A number by which one document is known, folded."""
        for pattern, text in ((_IDENTIFIER, self.work.number), (_IN_TITLE, self.work.title)):
            for match in pattern.finditer(text or ""):
                if not _YEARS.fullmatch(match[0]):
                    return fold(match[0])
        return ""

    @cached_property
    def numbered(self) -> str:
        """The letter that the word before the identifier begins with: l for "P.L. 117-263", r for "H.Rept. 117-263"."""
        if not self.identifier[:1].isdigit():
            return ""
        before = [word for word in self.said.partition(self.identifier)[0].split() if word not in _BEFORE_NUMBERS]
        return before[-1][0] if before else ""

    @cached_property
    def numbers_place(self) -> bool:
        """Whether its number is that of a section or an article."""
        start = next((part.start for part in self.citation.parts if part.label == "nu"), None)
        if start is None:
            return False
        place = start - self.citation.start
        before = self.citation.text[max(0, place - _REACH) : place]
        return self.citation.text.startswith("§", place) or _PLACE.search(before) is not None

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
    def telling(self) -> set[str]:
        """The words that may tell what it cites: no numbers, and not where in it."""
        return {word for word in self.said.split() if word not in _BESIDE and not word.isdigit()}

    @cached_property
    def initials(self) -> str:
        """The first letters of the title of a work of institutions: the World Energy Outlook goes by "WEO"."""
        persons = any(name.family for name in self.work.authors)
        return "" if persons else "".join(word[0] for word in self.title.split() if word not in SMALL)

    @cached_property
    def signed(self) -> int:
        """How many persons wrote it, or edited it where none did."""
        work = self.work
        return sum(name.family is not None for name in work.authors or work.editors)

    @cached_property
    def has_others(self) -> bool:
        """Whether further persons are not named ("et al.")."""
        return any(name.literal == "et al." for name in (*self.work.authors, *self.work.editors))

    @cached_property
    def year_suffix(self) -> str | None:
        """The letter behind the year of issue ("2014a") that tells the works of that year apart."""
        citation = self.citation
        dates = (citation.text[part.start - citation.start :] for part in citation.parts if part.label == "d")
        match = _YEAR_SUFFIX.match(next(dates, ""))
        return match and match.group(1)

    @cached_property
    def called(self) -> str:
        """The names and the title or number, folded: what a short name is made of."""
        return " ".join([*self.names, self.title or self.number])

    @property
    def is_same(self) -> bool:
        """Whether it says that it is the same as what was cited last."""
        return BEGINS_AS_SAME.match(self.citation.text) is not None

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
        return not self.telling - said

    @cached_property
    def found_by(self) -> set[str]:
        """Return words by which a citation that fits this one can be found: it has at least one of them too."""
        keys = {f"w:{word}" for name in self.names for word in name.split() if word not in SMALL}
        keys |= {f"w:{acronym}" for name in self.names for acronym in acronyms(name)}
        keys |= {f"w:{word}" for title in self.titles for word in title.split()[:_TITLE_WORDS] if len(word) > 3}
        keys |= {f"w:{word}" for word in self.short_name.split()}
        longest = min(len(self.initials), _LONGEST_ACRONYM)
        keys |= {f"w:{self.initials[:end]}" for end in range(SHORTEST_INITIALS, longest + 1)}
        keys |= {f"#:{self.number.split()[0]}"} if self.number else set()
        words = self.said.split()
        if len(words) <= _FEW_WORDS:
            keys |= {f"w:{word}" for word in words if word not in _BESIDE}
            keys |= {f"#:{word}" for word in words if not word.isalpha()}
        if self.work.container_title:
            keys |= {f"c:{self.container}", f"v:{self.container} {self.work.volume}"}
        if self.work.url:
            keys.add(f"u:{self.work.url}")
        return keys


def _spellings(name: str) -> tuple[str, ...]:
    """Return a name, folded; "Sea Board (SB)", where one of the two stands for the other, is two."""
    outer, _, rest = name.partition("(")
    one, two = fold(outer), fold(rest.partition(")")[0])
    if one and two and (two in acronyms(one) or one in acronyms(two)):
        return one, two
    return tuple(filter(None, (fold(name),)))


@lru_cache(maxsize=10_000)
def acronyms(name: str) -> frozenset[str]:
    """Return what a folded name of several words may be shortened to: the first letters of them, or of the longer.

    The country that a body is of may be left out: the U.S. Department of Energy goes by "DOE".
    """
    country = _COUNTRY.match(name)
    words = name[country.end() :].split() if country else name.split()
    if len(words) < 2:
        return frozenset()
    before = country.group().replace(" ", "") if country else ""
    made = {f"{start}{letters}" for start in ("", before[:1], before) for letters in _initials(words)}
    if words[-2] in ("for", "of"):
        made |= {letters for letters in _initials(words[:-2]) if len(letters) >= SHORTEST_INITIALS}
    return frozenset(acronym for acronym in made if 1 < len(acronym) <= _LONGEST_ACRONYM)


def _initials(words: Sequence[str]) -> set[str]:
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL)}

"""What a citation says: the values that rows of the tables `citations` and `works` are made of."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

CitationKind = Literal["full", "short", "ibid"]
Offsets = tuple[int, int]


class Name(NamedTuple):
    """A person by `family` and `given` name, or what is not cut into parts (an institution, "et al.") as `literal`."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Work(NamedTuple):
    """What a citation says of the work that it cites; `type` is a CSL 1.0.2 item type."""

    type: str | None = None
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    title: str | None = None
    title_translation: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    edition: str | None = None
    issued_start: date | None = None
    issued_end: date | None = None
    accessed: date | None = None
    url: str | None = None


UNNAMED = ("interview", "personal_communication")
"""The types of works that need neither a title nor a name to be told."""
PERSONS = ("a", "e", "r")
"""The labels of the parts that name persons."""


class Part(NamedTuple):
    """A field as it stands in its note: the label of its tokens, and code points `start` to `end` of the note.

    The labels: `a` author, `e` editor, `r` translator (persons), `l` institution in the author's place, `et` "et al.",
    `ti` title, `tt` translated title, `j` container, `p` publisher, `pl` place, `vo` volume, `is` issue, `pp` pages,
    `nu` number, `ed` edition, `d` date of issue, `ac` day of access, `u` address, `h` short name for later.
    """

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: characters `start` to `end` of the clean text of note number `note`, and what it says.

    `text` is these characters, and `parts` are its fields as they stand in the note, in order. `points_to` is the label
    of the note that a "see note 12 above" names, `short_name` what the work is called from here on ("hereinafter ..."),
    and `same_author` whether it says that its author is that of the one before ("idem, *Title*"). One `is_scrap` where
    it says too little to be a citation by itself: it may be a shortened title, or a list of names in a remark.
    """

    note: int
    start: int
    end: int
    kind: CitationKind
    work: Work
    parts: tuple[Part, ...]
    text: str
    points_to: str | None = None
    short_name: str | None = None
    same_author: bool = False
    is_scrap: bool = False

    def typed(self, type_: str | None) -> "Citation":
        """Return the citation with the type of its work."""
        return replace(self, work=self.work._replace(type=type_))

"""What a date expression says before it is known when it was said: the terms that the grammar and the context share.

The grammar reads "last March" as a `Nearest`, the context makes a `Stretch` of it. A meaning holds no offsets.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from outsider_etl.nlp.dates.cells import Cell, Part, Stretch, Unit, day_cell

Anchor = Literal["reference", "named"]
"""What an expression counts from: the document's date, or the date that the text named last."""

Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"
]


@dataclass(frozen=True, slots=True)
class InYear:
    """A day, month, quarter or season of a year that is not said: "4 March", "March", "Q3", "winter".

    `number` counts the cells of `unit` in a year from 1; `day` is a day of that month.
    """

    unit: Unit
    number: int
    day: int | None = None

    def of_year(self, year: int) -> Cell | None:
        """Return it in `year`, or None where that year has no such day."""
        return day_cell(year, self.number, self.day) if self.day else self.unit.in_year(year, self.number)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0."""

    number: int


Recurring = InYear | Weekday


@dataclass(frozen=True, slots=True)
class Shift:
    """The cell of `unit` that lies `count` after the anchor's: "last year", "this month", "the next day"."""

    unit: Unit
    count: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Nearest:
    """The occurrence of `what` before the anchor (-1), after it (1) or in its year (0): "last March", "next spring"."""

    what: Recurring
    count: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class OfShift:
    """A day, month, quarter or season of a year that is told by its distance: "March of last year"."""

    what: InYear
    year: Shift


@dataclass(frozen=True, slots=True)
class Nth:
    """The `number`-th cell of `unit`, or weekday, within `whole`; -1 is the last.

    With a `count` it is the first or the last few: "the first three months of 2019".
    """

    number: int
    unit: Unit
    weekday: int | None
    whole: "Meaning"
    count: int = 1


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of time, largest unit first; an amount is None where the text has no figure ("several years")."""

    amounts: tuple[tuple[Decimal | None, Unit], ...]


@dataclass(frozen=True, slots=True)
class Rolling:
    """The `length` that ends before the document's date or begins after it: "the past two years"."""

    length: Length
    forward: bool


@dataclass(frozen=True, slots=True)
class Offset:
    """The moment `length` after the anchor, or before it: "two years later", "ten years ago"."""

    length: Length
    forward: bool
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Cycle:
    """What comes again and again, by its TIMEX3 value: "every year", "daily"."""

    timex: str


@dataclass(frozen=True, slots=True)
class Between:
    """From the beginning of `first` to the end of `last`, each of them maybe a part."""

    first: "Meaning"
    last: "Meaning"


@dataclass(frozen=True, slots=True)
class PartOf:
    """An "early", "mid" or "late" of `whole`."""

    part: Part
    whole: "Meaning"


Meaning = (
    Stretch | InYear | Weekday | Shift | Nearest | OfShift | Nth | Length | Rolling | Offset | Cycle | Between | PartOf
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression of a text, at `text[start:end]`; `mod` is what the words around it make of it.

    An `aside` dates a thing ("the 1976 elections", "(2017)") and not what is told: nothing is counted from it.
    """

    start: int
    end: int
    meaning: Meaning
    mod: Mod | None = None
    aside: bool = False

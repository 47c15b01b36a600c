"""What a date expression says before it is known when it was said: the terms that the grammar and the context share.

The grammar reads "last March" as a `Nearest`, the context makes a `Stretch` of it. A meaning holds no offsets.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from outsider_etl.nlp.dates.cells import WEEK, Cell, Part, Stretch, Unit, day_cell, week_cell
from outsider_etl.nlp.dates.named_days import NamedDay

Anchor = Literal["reference", "named", "letter"]
"""What an expression counts from: the document's date, or the date that the text named last.

"Letter" is the date named last too, which the days that a letter tells by their distance leave as it is.
"""

Tense = Literal["past", "future"]
"""Whether the sentence around an expression tells what was or what will be."""

Mod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "MORE_THAN", "LESS_THAN",
    "EQUAL_OR_MORE", "EQUAL_OR_LESS",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class InYear:
    """A day, week, month, quarter or season of a year that is not said: "4 March", "March", "Q3", "winter".

    `number` counts the cells of `unit` in a year from 1, weeks as ISO 8601 does; `day` is a day of that month, and
    `weekday` what the text calls it.
    """

    unit: Unit
    number: int
    day: int | None = None
    weekday: int | None = None

    def of_year(self, year: int) -> Cell | None:
        """Return it in `year`, or None where that year has no such day."""
        if self.unit is WEEK:
            return week_cell(year, self.number)
        return day_cell(year, self.number, self.day) if self.day else self.unit.in_year(year, self.number)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0."""

    number: int


@dataclass(frozen=True, slots=True)
class InMonth:
    """A day of a month that is not said: "the 18th", "Friday the 15th" with its `weekday`."""

    day: int
    weekday: int | None = None


Recurring = InYear | Weekday | NamedDay


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
    """A day, month, quarter or season of a year that is told by its distance, or of a fiscal year.

    "March of last year", "October of FY2020".
    """

    what: InYear | NamedDay
    year: "Shift | Stretch"


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
    """The moment `length` after the anchor, or before it: "two years later", "ten years ago".

    The anchor may be said itself: "two weeks before Easter", "the day after tomorrow".
    """

    length: Length
    forward: bool
    anchor: "Anchor | Meaning"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A `length` behind "in": the moment after it where the text looks ahead, else how long something took."""

    length: Length


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that `day` lies in."""

    day: "Meaning"


@dataclass(frozen=True, slots=True)
class RestOf:
    """What is left of the document's year, month or week."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that is only told from the present: "now", "recently", by its TIMEX3 value."""

    timex: str


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
    Stretch | InYear | InMonth | Weekday | NamedDay | Shift | Nearest | OfShift | Nth | Length | Rolling | Offset
    | Ahead | WeekOf | RestOf | Cycle | Vague | Between | PartOf
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression of a text, at `text[start:end]`; `mod` is what the words around it make of it.

    An `aside` dates a thing ("the 1976 elections", "(2017)") and not what is told: nothing is counted from it.
    `sentence` and `paragraph` count those before it in its text; it `leads` where its sentence begins with it. It is
    `unsure` behind "perhaps".
    """

    start: int
    end: int
    meaning: Meaning
    mod: Mod | None = None
    aside: bool = False
    tense: Tense | None = None
    sentence: int = 0
    paragraph: int = 0
    leads: bool = False
    unsure: bool = False

"""What a money figure and a date expression mean: the values that mentions carry."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Qualifier = Literal["about", "more_than", "less_than", "up_to", "at_least"]
DateKind = Literal["absolute", "relative", "duration", "set"]
Evidence = Literal["model", "acronym", "repeat", "citation", "registry"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money, exact.

    `amount_min` and `amount_max` are in whole units of `currency` (an ISO 4217 code) and equal for a single figure;
    a range ("$5-10 million") has both ends. `qualifier` says what the words around the figure make of it.
    """

    amount_min: Decimal
    amount_max: Decimal
    currency: str
    qualifier: Qualifier | None = None

    def __post_init__(self) -> None:
        if self.amount_min > self.amount_max:
            raise ValueError(f"amount_min {self.amount_min} is above amount_max {self.amount_max}")


@dataclass(frozen=True, slots=True)
class DateValue:
    """What a date expression stands for.

    `start` and `end` are the first and last day, both inclusive; None where the expression has no calendar value.
    `edtf` is EDTF level 1 (ISO 8601-2), `duration` an ISO 8601 duration, `timex` the TIMEX3 value and `mod` the TIMEX3
    modifier of ISO-TimeML (`BEFORE`, `AFTER`, `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`...).
    """

    kind: DateKind
    start: date | None = None
    end: date | None = None
    granularity: Granularity | None = None
    edtf: str | None = None
    duration: str | None = None
    timex: str | None = None
    mod: str | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a date has both a start and an end, or neither")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"start {self.start} is after end {self.end}")

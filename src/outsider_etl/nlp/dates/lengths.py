"""Make meanings of the terms that the patterns of the date grammar caught: lengths of time and what they count.

The groups are named as in `builders`, with `r` relative, `l` length, `a` direction, `b` "before" or "after".
"""

from decimal import Decimal

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.builders import Caught, recurring_of
from outsider_etl.nlp.dates.cells import WEEK, Unit
from outsider_etl.nlp.dates.meanings import Length, Meaning
from outsider_etl.nlp.dates.values import timex_duration

_ONE = Decimal(1)
_MOST_ROLLING = 1000


def length_of(caught: Caught) -> Length | None:
    """Return a length of time: "five years", "2 years and 3 months", "a year and a half", "several weeks"."""
    amounts: list[tuple[Decimal | None, Unit]] = []
    amount: Decimal | None = None
    vague = False
    for term in caught.groups["l"]:
        if term.tag == "v":
            amount, vague = None, True
        elif term.tag == "a" and amount is not None and amount >= 1:
            # "340 million a year earlier"
            return None
        elif term.tag == "a" and (amounts or amount is not None):
            # "a year and a half", "half a century"
            continue
        elif term.tag in "NnYa" and term.amount is not None and not vague:
            if amount is not None and term.amount >= 1:
                return None
            amount = (amount or 0) + term.amount
        elif term.unit:
            amounts.append((amount, term.unit))
            amount = None
    if amount is not None and (amount >= 1 or amounts[-1][0] is None):
        return None
    if amount is not None and amounts[-1][0] is not None:
        amounts[-1] = (amounts[-1][0] + amount, amounts[-1][1])
    # "Five years, seven years and ten years" is a list.
    days = [_days(amount) for amount in amounts]
    return Length(tuple(sorted(amounts, key=_days, reverse=True))) if len(set(days)) == len(days) else None


def _days(amount: tuple[Decimal | None, Unit]) -> int:
    unit = amount[1]
    return unit.size if unit.in_days else 30 * unit.size


def whole_of(caught: Caught) -> Length | None:
    """Return "all week" and "the whole year"."""
    unit = caught["u"].unit
    return Length(((_ONE, unit),)) if unit else None


def rolling_of(caught: Caught) -> Meaning | None:
    """Return "the past two years", "the next 30 days" and "two upcoming months"."""
    length, relative = length_of(caught), caught["r"]
    if length is None or relative.number == 0 or (length.amounts[0][0] or 0) > _MOST_ROLLING:
        return None
    return meant.Rolling(length, forward=relative.number > 0) if relative.anchor == "reference" else length


def vague_of(caught: Caught) -> Meaning | None:
    """Return "the coming years": a length without a figure."""
    unit = caught["u"].unit
    return Length(((None, unit),)) if unit and caught["r"].number else None


def unnumbered_of(caught: Caught) -> Length | None:
    """Return a length without an exact figure: "for years", "5-10 years"."""
    unit = caught["u"].unit
    return Length(((None, unit),)) if unit else None


def offset_of(caught: Caught) -> Meaning | None:
    """Return "two years later", "ten years ago"."""
    length = length_of(caught)
    return meant.Offset(length, caught["a"].forward, caught["a"].anchor) if length else None


def unit_ago_of(caught: Caught) -> Meaning | None:
    """Return the moment that "year-ago" and "year-earlier" tell."""
    length = whole_of(caught)
    return meant.Offset(length, caught["a"].forward, "named") if length and not caught["a"].forward else None


def ahead_of(caught: Caught) -> Meaning | None:
    """Return what "in" makes of "two weeks"."""
    length = length_of(caught)
    return meant.Ahead(length) if length else None


def from_now_of(caught: Caught) -> Meaning | None:
    """Return "two weeks from now"."""
    length = length_of(caught)
    return meant.Offset(length, forward=True, anchor="reference") if length else None


def day_beside_of(caught: Caught) -> Meaning | None:
    """Return "the day before" and "the year after", counted from what was told before."""
    length = whole_of(caught)
    return meant.Offset(length, caught["b"].forward, "named") if length and caught.definite else None


def cycle_of(caught: Caught) -> Meaning | None:
    """Return "every year", "every Monday", "on Mondays", "monthly"."""
    if "w" in caught:
        return meant.Cycle(f"XXXX-WXX-{caught['w'].number + 1}")
    length = whole_of(caught)
    return meant.Cycle(timex_duration(length)) if length else None


def yearly_of(caught: Caught) -> Meaning | None:
    """Return "every March" and "every summer"."""
    what = recurring_of(caught)
    cell = what.of_year(1) if what else None
    return meant.Cycle(f"XXXX{cell.timex()[4:]}") if cell else None


def length_cycle_of(caught: Caught) -> Meaning | None:
    """Read "every two years"."""
    length = length_of(caught)
    return meant.Cycle(timex_duration(length)) if length else None


def other_cycle_of(caught: Caught) -> Meaning | None:
    """Return "every other year", "every third month" and "every other Friday"."""
    unit = WEEK if "w" in caught else caught["u"].unit
    count = Decimal(caught["n"].number) if "n" in caught else Decimal(2)
    return meant.Cycle(timex_duration(Length(((count, unit),)))) if unit and count > 0 else None

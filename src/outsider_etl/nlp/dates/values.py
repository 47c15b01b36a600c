"""Turn what a date expression means on the calendar into the value that a mention carries."""

from decimal import Decimal

from outsider_etl.nlp.dates.cells import FORTNIGHT, SEASON, Stretch
from outsider_etl.nlp.dates.meanings import Cycle, Length, Mod
from outsider_etl.nlp.dates.words import UNIT_DURATIONS
from outsider_etl.nlp.values import DateKind, DateValue

_AMOUNT_MODS = ("MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")
_LENGTH_MODS = (*_AMOUNT_MODS, "APPROX")
_PART_MODS: dict[str, str | None] = {
    "WEEKEND": None,
    "START": "START",
    "MID": "MID",
    "END": "END",
    "FIRST_HALF": "START",
    "SECOND_HALF": "END",
}


def stretch_value(stretch: Stretch, kind: DateKind, mod: Mod | None = None, *, unsure: bool = False) -> DateValue:
    """Return the value of a stretch of the calendar; bounds, EDTF and TIMEX all come from its cells.

    What is approximate or `unsure` has the sign for it in EDTF, at both ends of an interval; level 1 has none for
    seasons and masked digits. A part's TIMEX modifier goes before `mod`, of which those that compare amounts say
    nothing about a stretch.
    """
    bounds = stretch.bounds
    own: str | None = _PART_MODS[stretch.part] if stretch.part else None if mod in _AMOUNT_MODS else mod
    edtf = stretch.edtf()
    if "X" not in edtf and SEASON not in (stretch.first.unit, stretch.last.unit):
        sign = "%" if own == "APPROX" and unsure else "~" if own == "APPROX" else "?" if unsure else ""
        edtf = "/".join(f"{end}{sign}" for end in edtf.split("/"))
    return DateValue(
        kind,
        start=bounds[0] if bounds else None,
        end=bounds[1] if bounds else None,
        granularity=stretch.first.unit.granularity,
        edtf=edtf,
        timex=stretch.timex(),
        mod=own,
    )


def length_value(length: Length, mod: Mod | None = None) -> DateValue:
    """Return the value of a duration that lies nowhere on the calendar."""
    mod = mod if mod in _LENGTH_MODS else None
    return DateValue("duration", duration=iso_duration(length), timex=timex_duration(length), mod=mod)


def rolling_value(length: Length, stretch: Stretch | None, mod: Mod | None = None) -> DateValue:
    """Return the value of a duration that ends or begins at a known day, the days of which are `stretch`."""
    bounds = stretch.bounds if stretch else None
    return DateValue(
        "duration",
        start=bounds[0] if bounds else None,
        end=bounds[1] if bounds else None,
        granularity=length.amounts[0][1].granularity,
        edtf=stretch.edtf() if stretch else None,
        duration=iso_duration(length),
        timex=timex_duration(length),
        mod=mod if mod in _LENGTH_MODS else None,
    )


def cycle_value(cycle: Cycle) -> DateValue:
    """Return the value of what comes again and again."""
    return DateValue("set", timex=cycle.timex)


def iso_duration(length: Length) -> str | None:
    """Return the ISO 8601 duration, decades and centuries in years; None for a length without figures."""
    sums: dict[str, Decimal] = {}
    for amount, unit in length.amounts:
        if amount is None:
            return None
        factor, letter, _ = UNIT_DURATIONS[unit]
        sums[letter] = sums.get(letter, Decimal(0)) + amount * factor
    return "P" + "".join(f"{_plain(amount)}{letter}" for letter, amount in sums.items())


def timex_duration(length: Length) -> str:
    """Return the TIMEX3 value of a duration: whole decades and centuries under their own names, X for no figure."""
    if len(length.amounts) == 1:
        amount, unit = length.amounts[0]
        if unit is not FORTNIGHT and (amount is None or amount == amount.to_integral_value()):
            return f"P{'X' if amount is None else _plain(amount)}{UNIT_DURATIONS[unit][2]}"
    return iso_duration(length) or "PX" + UNIT_DURATIONS[length.amounts[0][1]][2]


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

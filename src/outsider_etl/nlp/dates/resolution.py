"""Resolve what date expressions mean, one after the other, against what was told before them.

Start at `resolve`: it walks over the expressions of a text with a `Context` in hand, which each of them may change.
"""

from collections.abc import Sequence

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import MONTH, Stretch
from outsider_etl.nlp.dates.context import Context, refers_back
from outsider_etl.nlp.dates.meanings import Expression, InYear, Length, Meaning
from outsider_etl.nlp.dates.placing import rolling_stretch, stretch_of
from outsider_etl.nlp.dates.values import cycle_value, length_value, rolling_value, stretch_value
from outsider_etl.nlp.values import DateKind, DateValue


def resolve(expressions: Sequence[Expression], context: Context) -> tuple[list[DateValue | None], Context]:
    """Return the value of each of the expressions of a text, in order, and the context behind the last of them.

    A value is None for an expression that means nothing here ("that year" with none named before it).
    """
    values: list[DateValue | None] = []
    for expression in expressions:
        context = context.at(expression)
        value, named = _value(expression, context)
        values.append(value)
        if named:
            context = context.after(expression, named)
    return values, context


def _value(expression: Expression, context: Context) -> tuple[DateValue | None, Stretch | None]:
    """Return the value of an expression, and the stretch of the calendar that it names."""
    meaning, mod = expression.meaning, expression.mod
    match meaning:
        case meant.Cycle():
            return cycle_value(meaning), None
        case meant.Vague(timex=timex):
            return DateValue("relative", timex=timex), None
        case Length():
            return length_value(meaning, mod), None
        case meant.Ahead(length=length) if context.tense != "future":
            return length_value(length, mod), None
        case meant.Rolling():
            return rolling_value(meaning.length, rolling_stretch(meaning, context), mod), None
    if refers_back(meaning) and context.latest is None:
        return None, None
    stretch = stretch_of(meaning, context)
    if stretch is None or not stretch.exists:
        return _open_value(meaning), None
    return stretch_value(stretch, _kind(meaning), mod, unsure=expression.unsure), stretch


def _kind(meaning: Meaning) -> DateKind:
    match meaning:
        case Stretch():
            return "absolute"
        case meant.PartOf(whole=whole) | meant.Nth(whole=whole) | meant.WeekOf(day=whole) | meant.OfShift(year=whole):
            return _kind(whole)
        case meant.Offset(anchor=anchor) if not isinstance(anchor, str):
            return _kind(anchor)
        case meant.Between(first, last):
            # A first end without a year takes the last one's.
            return _kind(last) if isinstance(first, InYear) or _kind(first) == "absolute" else "relative"
    return "relative"


def _open_value(meaning: Meaning) -> DateValue | None:
    """Return the value of what cannot be placed: a month of an unknown year, a moment before an unknown one.

    A date that has its year is None: it is one that the calendar does not have.
    """
    if _kind(meaning) == "absolute":
        return None
    match meaning:
        case InYear(unit=unit, number=number, day=None) if unit is MONTH:
            return DateValue("relative", granularity="month", timex=f"XXXX-{number:02d}")
        case InYear(number=number, day=int(day)):
            return DateValue("relative", granularity="day", timex=f"XXXX-{number:02d}-{day:02d}")
        case meant.InMonth(day=day):
            return DateValue("relative", granularity="day", timex=f"XXXX-XX-{day:02d}")
        case meant.Weekday(number=number):
            return DateValue("relative", granularity="day", timex=f"XXXX-WXX-{number + 1}")
        case meant.Offset(forward=forward):
            return DateValue("relative", timex="FUTURE_REF" if forward else "PAST_REF")
        case meant.Ahead(length=length):
            return length_value(length)
    return DateValue("relative")

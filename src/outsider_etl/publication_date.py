"""Read the date of a publication as people who know dates write it: in EDTF."""

from datetime import date

from edtf import parse_edtf
from edtf.parser import parser_classes

_LONGEST = 100
# The library would print what it did not expect.
vars(parser_classes)["print"] = lambda *_: None


def days_of(expression: str) -> tuple[date, date]:
    """Return the first and the last day of an EDTF date or interval; ValueError where `expression` is none."""
    if len(expression) > _LONGEST:
        raise ValueError(f"{expression[:_LONGEST]!r}... is too long for a date")
    try:
        edtf = parse_edtf(expression)
        start, end = (date(*moment[:3]) for moment in (edtf.lower_strict(), edtf.upper_strict()))
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever comes up where something is nearly a date
        raise ValueError(f"{expression!r} is no EDTF date or interval") from error
    if start > end:
        raise ValueError(f"{expression!r} ends before it starts")
    return start, end

"""Read the terms that are written in figures: years, days, decades, and whole dates such as 2019-01-04.

Figures that touch one another ("116-260", "10:30", "3.11.9") are read as one chain. A chain that has none of the forms
of a date is none, nor are its pieces: that keeps versions, times, telephone and docket numbers out.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from outsider_etl.nlp.dates.cells import DECADE, HUNDRED, MONTH, YEAR, Cell, Stretch, Unit, day_cell
from outsider_etl.nlp.dates.figure_evidence import is_note_behind, is_number_of_act, is_shillings, tells_decade
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, Term, touches
from outsider_etl.nlp.dates.words import MONTH_NUMBERS, PART_NOUNS, PARTS, PLURAL_UNITS, SEASONS, UNITS
from outsider_etl.nlp.digits import FRACTION_SIGNS
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import read_numeral, read_ordinal

LATEST_YEAR = 2999
_LATEST_MONTH = 2199
# Years farther apart, or far ahead, are joined by a dash, but for the round ones of projections.
_LAST_SLASHED, _LONGEST_SLASHED, _ROUND = 2030, 10, 5

_SEPARATORS = HYPHENS | frozenset("./:~")
_GLUE_BEFORE = frozenset("./\\_$€£¥₽₹#§№&=+@^~°×")
_GLUE_AFTER = frozenset("%‰°$€£¥₽₹_×")
_PREFIXES = frozenset({"post", "pre", "since", *PARTS, *PART_NOUNS, *SEASONS, *MONTH_NUMBERS})
# "c.1680", "b.1902", "fl.1340"
_CIRCA = frozenset({"c", "ca", "b", "d", "fl", "r"})
_TOUCHING = frozenset({*MONTH_NUMBERS, *UNITS, *PLURAL_UNITS})
_SUFFIXES = frozenset({"st", "nd", "rd", "th", "s"})
# What follows the last digits of a year among others of an author ("2015a"), and the day of a time ("2021-03-04T12").
_LETTERS_BEHIND = frozenset("abcde")
_SHORT_YEAR_PIVOT = 25
_LONGEST_CHAIN = 24


def read_figures(lexemes: Sequence[Lexeme], index: int, *, day_first: bool) -> Term:
    """Return the term that begins with the digits at `index`; `day_first` says that 04/01/2019 is in January."""
    end = chain_end(lexemes, index)
    if _is_glued_before(lexemes, index) or is_number_of_act(lexemes, index, end):
        return Term("x", index, end)
    if suffixed := _read_suffix(lexemes, index, end):
        return suffixed
    before_month = lower_at(lexemes, end) in MONTH_NUMBERS
    if end > index + 1 and before_month and len(lexemes[index].text) == 4:
        # "30 December 2016–2 January 2017"
        end = index + 1
    if touches(lexemes, end) and _runs_on(lexemes, end):
        return Term("x", index, end + 1)
    text = lexemes[index].text if end == index + 1 else chain(lexemes, index, end)
    days = _SLASHED.fullmatch(text) if before_month else None
    if days and (term := _days(int(days[1]), int(days[2]))):
        return term._replace(start=index, end=end)
    term = _read_single(text) if end == index + 1 else _read_chain(text, day_first=day_first)
    if term and not _has_fraction(lexemes, index, end):
        return term._replace(start=index, end=end)
    numeral = read_numeral(lexemes, index)
    if numeral is None or numeral.end < end:
        return Term("x", index, end)
    return Term("n", index, numeral.end, amount=numeral.value)


def chain(lexemes: Sequence[Lexeme], index: int, end: int) -> str:
    """Return the figures from lexeme `index` up to `end` and the marks between them, unless they are too many."""
    return "".join(lexeme.text for lexeme in lexemes[index:end]) if end - index < _LONGEST_CHAIN else ""


def _has_fraction(lexemes: Sequence[Lexeme], index: int, end: int) -> bool:
    """Say whether a fraction stands behind a small number: "1½ years", "2 1/2 years"."""
    is_marked = lower_at(lexemes, end) in FRACTION_SIGNS or lower_at(lexemes, end + 1) == "/"
    numeral = read_numeral(lexemes, index) if is_marked and len(lexemes[index].text) <= 2 else None
    return numeral is not None and numeral.end > end and numeral.scale == 1 and numeral.value % 1 > 0


def _runs_on(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Say whether what touches the figures from behind makes them something else: "B2019x", "20%"; "3day" is none."""
    lexeme = lexemes[end]
    if lexeme.kind != "word":
        return lexeme.text in _GLUE_AFTER
    if len(lexeme.text) == 1 and len(lexemes[end - 1].text) == 4 and lexeme.text in _LETTERS_BEHIND:
        return touches(lexemes, end + 1) and lexemes[end + 1].kind != "symbol"
    return lexeme.lower not in _TOUCHING and lexeme.text != "T"


def _read_single(digits: str) -> Term | None:
    number = int(digits) if len(digits) < 5 else 0
    if len(digits) < 3:
        return Term("N", number=number, amount=Decimal(number))
    is_year = len(digits) == 4 and digits[0] != "0" and number <= LATEST_YEAR
    return Term("Y", number=number, amount=Decimal(number)) if is_year else None


def _read_chain(text: str, *, day_first: bool) -> Term | None:
    if match := _DAY_IN_FIGURES.fullmatch(text):
        cell = _day_in_figures(match, day_first=day_first)
        return _day_term(cell)
    if match := _DAYS_IN_FIGURES.fullmatch(text):
        ends = [_DAY_IN_FIGURES.fullmatch(match[group]) for group in (1, 2)]
        cells = [_day_in_figures(end, day_first=day_first) for end in ends if end]
        first, last = (cells[0], cells[-1]) if len(cells) == 2 else (None, None)
        return Term("I", stretch=Stretch(first, last)) if first and last and first.index <= last.index else None
    if match := _SLASHED.fullmatch(text):
        one, other = int(match[1]), int(match[2])
        month, day = (other, one) if (day_first and other <= 12) or one > 12 else (one, other)
        return Term("J", number=month, other=day) if day_cell(2000, month, day) else None
    for form, build in _FORMS:
        if (match := form.fullmatch(text)) and (term := build(*(int(group) for group in match.groups()))):
            return term
    return None


def _day_in_figures(match: re.Match[str], *, day_first: bool) -> Cell | None:
    """Return the day of "31.1.2019", which in Europe, where the points are at home, comes before the month."""
    first, sign, second, year = match.groups()
    return numeric_day(int(first), int(second), int(year), day_first=day_first or sign == ".")


def read_apostrophe(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Return the short year or decade ("'98", "'80s") that begins with the apostrophe at `index`, or None."""
    digits = index + 1
    if not touches(lexemes, digits) or lexemes[digits].kind != "digits" or len(lexemes[digits].text) != 2:
        return None
    # "Oct'20" is a month, "O'20" is not.
    if (
        touches(lexemes, index)
        and lexemes[index - 1].kind != "symbol"
        and lower_at(lexemes, index - 1) not in MONTH_NUMBERS
    ):
        return None
    short = int(lexemes[digits].text)
    # The crash of '29 is told as a past one.
    year = short + (2000 if short <= _SHORT_YEAR_PIVOT else 1900)
    if not touches(lexemes, digits + 1) or lexemes[digits + 1].kind == "symbol":
        return Term("y", index, digits + 1, number=year)
    return _decade(index, digits + 2, year) if lexemes[digits + 1].lower == "s" else None


def long_year(year: int) -> int:
    """Return the full year that two digits stand for: 1950 to 2049."""
    return year + (2000 if year < 50 else 1900)


def year_span(text: str) -> tuple[int, int] | None:
    """Return the first and last year that "2026", "26", "2014-2017" or "2014-17" stands for, or None."""
    match = re.fullmatch(r"(\d{4}|\d{2})(?:[-‐‑–—/](\d{4}|\d{2}))?", text)
    if match is None:
        return None
    first = int(match[1]) if len(match[1]) == 4 else long_year(int(match[1]))
    last = int(match[2] or match[1])
    last += first // 100 * 100 if last < 100 else 0
    return (first, last) if first <= last <= LATEST_YEAR else None


def numeric_day(first: int, second: int, year: int, *, day_first: bool = False) -> Cell | None:
    """Return the day of 04/01/2019; what stands first tells the other reading's turn where it is impossible."""
    year = long_year(year) if year < 100 else year
    if year > LATEST_YEAR:
        return None
    first, second = (second, first) if day_first else (first, second)
    return day_cell(year, first, second) or day_cell(year, second, first)


def chain_end(lexemes: Sequence[Lexeme], index: int) -> int:
    """Return the index after the figures that begin at `index`, with those that marks of dates join to them."""
    end = index + 1
    while touches(lexemes, end + 1) and not lexemes[end].gap and lexemes[end + 1].kind == "digits":
        thousands = lexemes[end].text == "," and len(lexemes[end + 1].text) == 3
        if (lexemes[end].text not in _SEPARATORS and not thousands) or is_note_behind(lexemes, index, end):
            break
        end += 2
    return end


def _is_glued_before(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether the figures are a part of what stands before them, as in "$2000", "B2019" and "Su-57"."""
    if not touches(lexemes, index):
        return False
    before = lexemes[index - 1]
    if before.text in HYPHENS and before.text != "\u2014":
        glued = touches(lexemes, index - 1) and lexemes[index - 2].kind == "word"
        if glued and lexemes[index - 2].lower in _SUFFIXES and lexemes[index - 3].kind == "digits":
            # "5th-8th June", "1920s–1930s"
            return False
        return lexemes[index - 2].lower not in _PREFIXES if glued else index == 1
    if before.text == "/" and lower_at(lexemes, index - 2) in MONTH_NUMBERS:
        return False
    if before.text == "." and lower_at(lexemes, index - 2) in _CIRCA:
        return False
    return (before.kind == "word" and before.lower not in MONTH_NUMBERS) or before.text in _GLUE_BEFORE


def _read_suffix(lexemes: Sequence[Lexeme], index: int, end: int) -> Term | None:
    """Read "21st", "1980s" and "1980's"."""
    if end != index + 1:
        return None
    if ordinal := read_ordinal(lexemes, index):
        return Term("O", index, ordinal.end, number=min(int(ordinal.value), LATEST_YEAR))
    quoted = touches(lexemes, end) and lexemes[end].text in APOSTROPHES
    letter = end + quoted
    text = lexemes[index].text
    if not touches(lexemes, letter) or lexemes[letter].lower != "s" or len(text) not in (2, 4) or text[-1] != "0":
        return None
    year = int(text) if len(text) == 4 else long_year(int(text))
    if year > LATEST_YEAR or (quoted and not tells_decade(lexemes, index)) or is_shillings(lexemes, index, letter):
        return None
    return _decade(index, letter + 1, year)


def _decade(start: int, end: int, year: int) -> Term | None:
    """Return the term of "1980s"; "1800s" are a hundred years, "2000s" are ten."""
    if year % 10:
        return None
    unit = HUNDRED if year % 100 == 0 and year != 2000 else DECADE
    return Term("D", start, end, stretch=Stretch.of(Cell(unit, year * 12 // unit.size)))


def _years(first: int, last: int, unit: Unit = YEAR) -> Stretch:
    return Stretch(Cell(unit, first), Cell(unit, last))


def _day_term(cell: Cell | None) -> Term | None:
    return Term("I", stretch=Stretch.of(cell)) if cell else None


def _iso_day(year: int, month: int, day: int) -> Term | None:
    return _day_term(day_cell(year, month, day)) if year <= LATEST_YEAR else None


def _iso_days(*numbers: int) -> Term | None:
    first, last = day_cell(*numbers[:3]), day_cell(*numbers[3:])
    return Term("I", stretch=Stretch(first, last)) if first and last and first.index <= last.index else None


def _next_year(year: int, last: int) -> Term | None:
    """Read "2008/9", which is a range of two years."""
    return _year_range(year, year + 1) if last == (year + 1) % 10 else None


def _split_years(first: int, second: int, last: int, end: int) -> Term | None:
    """Read "1990/91-1994/95", but not "2015/06-2015/12"."""
    follow = second == (first + 1) % 100 and end == (last + 1) % 100
    return _year_range(first, last + 1) if follow else None


def _slashed_years(first: int, last: int) -> Term | None:
    """Read "2018/2019" and "2025/2040", but not the number of an act: "2022/2065"."""
    is_act = last > _LAST_SLASHED and last - first > _LONGEST_SLASHED and (first % _ROUND or last % _ROUND)
    return None if is_act else _year_range(first, last)


def _month(month: int, year: int) -> Term | None:
    return _day_term(MONTH.in_year(year, month)) if 1 <= month <= 12 and year <= _LATEST_MONTH else None


def _year_range(first: int, last: int) -> Term | None:
    last += first // 100 * 100 if last < 100 else 0
    return Term("K", number=first, other=last, stretch=_years(first, last)) if first < last <= LATEST_YEAR else None


def _year_month(year: int, month: int) -> Term | None:
    """Read "2019-03"; where the second number is the year after's, as in "2009-10", it is a range."""
    follows = month == year % 100 + 1
    return (None if follows else _month(month, year)) or _year_range(year, month)


def _days(first: int, last: int) -> Term | None:
    return Term("k", number=first, other=last) if 1 <= first < last <= 31 else None


def _numbers(first: int, last: int) -> Term:
    return Term("C", number=first, other=last)


_DASH = "[-‐‑–—~]"
_DAY_IN_FIGURES = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_DAYS_IN_FIGURES = re.compile(rf"(\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}){_DASH}(\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Term | None]], ...] = (
    (re.compile(r"([1-9]\d{3})[-./](\d{1,2})[-./](\d{1,2})"), _iso_day),
    (re.compile(r"([1-9]\d{3})-(\d\d)-(\d\d)/([1-9]\d{3})-(\d\d)-(\d\d)"), _iso_days),
    (re.compile(rf"([1-9]\d{{3}}){_DASH}([1-9]\d{{3}})"), _year_range),
    (re.compile(r"([1-9]\d{3})/([1-9]\d{3})"), _slashed_years),
    (re.compile(rf"([1-9]\d{{3}})(?:{_DASH}|/)(\d)"), _next_year),
    (re.compile(rf"([1-9]\d{{3}})/(\d\d){_DASH}([1-9]\d{{3}})/(\d\d)"), _split_years),
    (re.compile(r"([1-9]\d{3})[-/](\d{2})"), _year_month),
    (re.compile(r"([1-9]\d{3})[–—](\d{2})"), _year_range),
    (re.compile(r"(\d{1,2})[-/]([1-9]\d{3})"), _month),
    (re.compile(rf"(\d{{1,2}}){_DASH}(\d{{1,2}})"), _days),
    (re.compile(rf"([1-9]\d{{1,3}}){_DASH}(\d{{1,3}})"), _numbers),
)

"""Make terms of the lexemes of a text: words by the tables of `words`, figures by `figures`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from outsider_etl.nlp.dates import words
from outsider_etl.nlp.dates.cells import DECADE, FISCAL_QUARTER, MONTH, QUARTER, Cell, Stretch
from outsider_etl.nlp.dates.evidence import is_adjective
from outsider_etl.nlp.dates.figures import read_apostrophe, read_figures
from outsider_etl.nlp.dates.named_days import first_words, read_named_day
from outsider_etl.nlp.dates.quarters import read_fiscal, read_quarter
from outsider_etl.nlp.dates.spoken import read_decade_words, read_year_words
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, Term, touches
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import (
    FIRST_WORDS,
    ORDINAL_WORDS,
    SCALE_WORDS,
    read_numeral,
    read_ordinal,
    skip_hyphen,
)

_Reader = Callable[[Sequence[Lexeme], int], Term | None]

_YEARS = frozenset({"year", "fy", "fiscal"})
_TURNED = frozenset({"century", "decade", "millennium", "year"})
_ERAS = frozenset(word.upper() for word in words.ERAS)
_FUNCTION_WORDS = {
    "the": "t", "a": "a", "an": "a", "of": "o", "in": "i", "and": "c", "or": "c", "on": "j", "old": "d", "olds": "d",
    "long": "X",
}  # fmt: skip
_SYMBOLS = dict.fromkeys(HYPHENS, "-") | {mark: mark for mark in ",./"} | {"~": "-", "&": "c"}


def classify(text: str, lexemes: Sequence[Lexeme], *, day_first: bool = False) -> list[Term]:
    """Return the terms of `text`; they hold every one of its `lexemes`, in order.

    `day_first` says that 04/01/2019 is a day of January.
    """
    terms: list[Term] = []
    readers, addresses = _readers(), _addresses(text)
    last_address = next(addresses, None)
    index, idle = 0, 0
    while index < len(lexemes):
        lexeme = lexemes[index]
        while last_address and last_address[1] <= lexeme.start:
            last_address = next(addresses, None)
        term = None
        if last_address and last_address[0] <= lexeme.start:
            pass
        elif lexeme.kind == "word":
            for reader in readers.get(lexeme.lower, ()):
                if term := reader(lexemes, index):
                    break
        elif lexeme.kind == "digits":
            term = read_quarter(lexemes, index) or read_figures(lexemes, index, day_first=day_first)
        else:
            term = _read_symbol(lexemes, index)
        if term is None:
            index += 1
            continue
        if idle < index or _ends_row(lexemes, index):
            terms.append(Term("x", idle, index))
        terms.append(term)
        index = idle = term.end
    if idle < index:
        terms.append(Term("x", idle, index))
    return terms


def _ends_row(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether a row of a table or a heading ends before lexeme `index`: no date goes over its end."""
    gap = lexemes[index].gap
    if index == 0 or "\n" not in gap:
        return False
    return gap.count("\n") > 1 or (lexemes[index - 1].kind == "digits" and len(lexemes[index - 1].text) == 4)


_ADDRESS = re.compile(r"://|www\.|@\w|[^\W\d]\.[a-z]{2}")
_SPACE = re.compile(r"\s+")


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the web and mail addresses of `text` are, with all that touches them."""
    end = 0
    for match in _ADDRESS.finditer(text):
        if match.start() < end:
            continue
        start = end
        for gap in _SPACE.finditer(text, end, match.start()):
            start = gap.end()
        after = _SPACE.search(text, match.end())
        end = after.start() if after else len(text)
        yield start, end


@cache
def _readers() -> Mapping[str, Sequence[_Reader]]:
    """Return what reads a term that begins with a word; what is read first comes first."""
    table: dict[str, list[_Reader]] = {}

    def add(reader: _Reader, *beginnings: str) -> None:
        for word in beginnings:
            table.setdefault(word, []).append(reader)

    add(read_fiscal, *words.YEAR_LETTERS)
    add(read_quarter, "q", "h")
    add(_read_era, *{era[:length].lower() for era in _ERAS for length in (1, len(era))})
    add(_read_named_day, *first_words())
    add(_read_pair, *words.YEAR_KINDS, *words.HALVES, "couple", "a")
    add(_read_vague, *(phrase[0] for phrase in words.VAGUE_PHRASES))
    add(_read_month, *words.MONTHS, *words.SHORT_MONTHS)
    add(_read_turn, "turn")
    add(_read_by_letter, *words.LETTER_MONTHS)
    add(_read_spoken, *words.CENTURY_WORDS, *words.DECADE_WORDS, "one", "two")
    add(_read_known, *_WORDS)
    add(_read_number, *FIRST_WORDS, *ORDINAL_WORDS)
    return table


def _tabled() -> dict[str, Term]:
    """Return a term without a place for each word of the tables."""
    table = {word: Term(tag, amount=Decimal(1)) for word, tag in _FUNCTION_WORDS.items()}
    table |= {word: Term("W", number=number) for word, number in words.WEEKDAYS.items()}
    table |= {word: Term("w", number=number) for word, number in words.SHORT_WEEKDAYS.items()}
    table |= {word: Term("L", number=number) for word, number in words.PLURAL_WEEKDAYS.items()}
    table |= {word: Term("S", number=number) for word, number in words.SEASONS.items()}
    table |= {word: Term("u", unit=unit) for word, unit in words.UNITS.items()}
    table |= {word: Term("U", unit=unit) for word, unit in words.PLURAL_UNITS.items()}
    table |= {"final": Term("O", number=-1)}
    table |= {"weekend": Term("s"), "weekends": Term("s", number=1)}
    table |= {word: Term("E", part=part) for word, part in words.PARTS.items()}
    table |= {word: Term("B", part=part) for word, part in words.PART_NOUNS.items()}
    table |= {word: Term("P", number=number) for word, number in words.DAY_WORDS.items()}
    table |= {word: Term("R", number=n, anchor=anchor) for word, (n, anchor) in words.RELATIVES.items()}
    table |= {word: Term("A", forward=on, anchor=anchor) for word, (on, anchor) in words.DIRECTIONS.items()}
    table |= {word: Term("b", forward=on, number=word == "from") for word, on in words.BEFORE_OR_AFTER.items()}
    table |= {word: Term("f", unit=unit) for word, unit in words.CYCLE_WORDS.items()}
    table |= {"now": Term("p")}
    table |= dict.fromkeys(words.RANGE_WORDS, Term("T"))
    table |= dict.fromkeys(words.EACH_WORDS, Term("V"))
    table |= dict.fromkeys(words.VAGUE_AMOUNTS, Term("v"))
    table |= dict.fromkeys(words.WHOLE_WORDS, Term("l", amount=Decimal(1)))
    table |= dict.fromkeys(words.REST_WORDS, Term("q"))
    table |= dict.fromkeys(words.MORE_WORDS, Term("F"))
    table |= dict.fromkeys(words.BEGIN_WORDS, Term("g"))
    table |= dict.fromkeys(words.END_WORDS, Term("Z"))
    return table


_WORDS = _tabled()


def _read_symbol(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    lexeme = lexemes[index]
    if lexeme.text in APOSTROPHES:
        possessive = touches(lexemes, index) and touches(lexemes, index + 1) and lexemes[index + 1].lower == "s"
        return Term("'", index, index + 2) if possessive else read_apostrophe(lexemes, index)
    tag = _SYMBOLS.get(lexeme.text)
    return Term(tag, index, index + 1) if tag else None


def _read_era(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "BC", "B.C.", "AD", "BCE"."""
    if lexemes[index].text in _ERAS:
        return Term("e", index, index + 1, forward=not words.ERAS[lexemes[index].lower])
    letters, end = lexemes[index].text, index + 1
    while len(letters) <= 3 and lower_at(lexemes, end) == "." and touches(lexemes, end) and touches(lexemes, end + 1):
        if len(lexemes[end + 1].text) > 1 or lexemes[end + 1].kind != "word":
            break
        letters, end = letters + lexemes[end + 1].text, end + 2
    if letters not in _ERAS:
        return None
    end += lower_at(lexemes, end) == "."
    return Term("e", index, end, forward=not words.ERAS[letters.lower()])


def _read_named_day(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read a capitalised "Christmas Eve", but not the one in "India's Independence Day", which has another date."""
    lexeme = lexemes[index]
    if lexeme.text.islower() or (lower_at(lexemes, index - 1) == "s" and lower_at(lexemes, index - 2) in APOSTROPHES):
        return None
    found = read_named_day(lexemes, index)
    return Term("H", index, found[1], named_day=found[0]) if found else None


def _read_pair(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "fiscal year", "first half" and "a couple of", whose words mean something else apart."""
    first, second = lexemes[index].lower, lower_at(lexemes, index + 1)
    if first in ("fiscal", "calendar") and re.fullmatch(r"(?:19|20)\d\d", second):
        return Term("u", index, index + 1, unit=words.YEAR_KINDS[first])
    if first in words.YEAR_KINDS and second in ("year", "years"):
        short = [lexeme.lower for lexeme in lexemes[index + 2 : index + 5]] == ["(", "fy", ")"]
        end = index + 5 if short else index + 2
        return Term("u" if second == "year" else "U", index, end, unit=words.YEAR_KINDS[first])
    if first == "a" and second in SCALE_WORDS and (numeral := read_numeral(lexemes, index)):
        return Term("n", index, numeral.end, amount=numeral.value)
    if first in ("fiscal", "financial") and (quarter := _read_fiscal_quarter(lexemes, index + 1)):
        return quarter._replace(start=index)
    half = skip_hyphen(lexemes, index + 1)
    # "The last half of 2019", but "the last half century"
    is_half = lower_at(lexemes, half) == "half" and (first != "last" or lower_at(lexemes, half + 1) == "of")
    if first in words.HALVES and is_half:
        return Term("h", index, half + 1, part=words.HALVES[first])
    couple = index + (first == "a")
    if lower_at(lexemes, couple) == "couple":
        end = couple + 1 + (lower_at(lexemes, couple + 1) == "of")
        return Term("n", index, end, amount=Decimal(2)) if lower_at(lexemes, end) in words.PLURAL_UNITS else None
    return None


def _read_fiscal_quarter(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read the "fourth quarter", "Q4", or mere "quarter" that stands behind "fiscal"."""
    if (word := lower_at(lexemes, index)) in ("quarter", "quarters"):
        return Term("u" if word == "quarter" else "U", end=index + 1, unit=FISCAL_QUARTER)
    quarter = read_quarter(lexemes, index) if index < len(lexemes) else None
    if quarter and quarter.unit is QUARTER:
        return quarter._replace(unit=FISCAL_QUARTER)
    ordinal = read_ordinal(lexemes, index)
    at = skip_hyphen(lexemes, ordinal.end) if ordinal else index
    if ordinal is None or ordinal.value > 4 or lower_at(lexemes, at) != "quarter":
        return None
    return Term("Q", end=at + 1, number=int(ordinal.value), unit=FISCAL_QUARTER)


def _read_vague(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "recent years" and "the near future"."""
    for length in (3, 2, 1):
        phrase = tuple(lexeme.lower for lexeme in lexemes[index : index + length])
        if timex := words.VAGUE_PHRASES.get(phrase):
            return Term("r", index, index + len(phrase), timex=timex)
    return None


def _read_month(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read a month; one that is an everyday word too must be capitalised, or stand beside a number."""
    lexeme = lexemes[index]
    long, short = words.MONTHS.get(lexeme.lower), words.SHORT_MONTHS.get(lexeme.lower)
    number = long or short
    if number is None:
        return None
    if lexeme.text.islower() and (short or lexeme.lower in words.VERBS_TOO):
        beside = (*lexemes[max(0, index - 3) : index], *lexemes[index + 1 : index + 3])
        if not any(item.kind == "digits" or read_ordinal([item], 0) for item in beside):
            return None
    return Term("M" if long else "m", index, index + 1, number=number)


def _read_turn(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read the "turn" of "the turn of the twentieth century", which is none in "the turn of Friday prayers"."""
    if lower_at(lexemes, index + 1) != "of" or lower_at(lexemes, index + 2) not in ("the", "this"):
        return None
    at = index + 3
    ordinal = read_ordinal(lexemes, at) if at < len(lexemes) else None
    at = skip_hyphen(lexemes, ordinal.end) if ordinal else at + (lower_at(lexemes, at) == "last")
    is_turned = at < len(lexemes) and lexemes[at].text in _TURNED
    return Term("B", index, index + 1, part="START") if is_turned else None


def _read_by_letter(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read the "inst." of "the 14th inst.", as letters once named this month and those beside it."""
    return Term("R", index, index + 1, number=words.LETTER_MONTHS[lexemes[index].lower], anchor="letter", unit=MONTH)


def _read_spoken(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "nineteen ninety-six", "the nineteen-eighties" and "the eighties"."""
    if decade := read_decade_words(lexemes, index):
        first, end = decade
        return Term("D", index, end, stretch=Stretch.of(Cell(DECADE, first // 10)))
    if year := read_year_words(lexemes, index):
        return Term("z", index, year[1], number=year[0], amount=Decimal(year[0]))
    return None


def _read_known(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    lexeme = lexemes[index]
    term = _WORDS[lexeme.lower]
    # "He sat" is no Saturday, and "Annual" is part of a name.
    if term.tag == "w" if lexeme.text.islower() else term.tag == "f":
        return None
    if lexeme.lower == "following" and not is_adjective(lexemes, index):
        return None
    return term._replace(start=index, end=index + 1)


def _are_quarters_of_year(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Tell "the first three quarters of 2019" from "three quarters of them" and "the last three quarters of it"."""
    if lower_at(lexemes, index - 1) not in ("first", "last"):
        return False
    at = index + 3 + (lower_at(lexemes, index + 3) == "the")
    behind = [lexeme.lower for lexeme in lexemes[at : at + 2]]
    return not _YEARS.isdisjoint(behind) or re.fullmatch(r"[12]\d{3}", lower_at(lexemes, at)) is not None


def _read_number(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    if ordinal := read_ordinal(lexemes, index):
        return Term("O", index, ordinal.end, number=int(ordinal.value))
    if lexemes[index].lower == "three" and lower_at(lexemes, index + 1) == "quarters":
        is_time = lower_at(lexemes, index + 2) != "of" or _are_quarters_of_year(lexemes, index)
        return Term("n", index, index + 1, amount=Decimal(3)) if is_time else None
    if numeral := read_numeral(lexemes, index):
        return Term("n", index, numeral.end, amount=numeral.value)
    return None

"""Make terms of the lexemes of a text: words by the tables of `words`, figures by `figures`."""

import re
from collections.abc import Sequence
from decimal import Decimal

from outsider_etl.nlp.dates import words
from outsider_etl.nlp.dates.cells import DECADE, HALF, QUARTER, Cell, Stretch
from outsider_etl.nlp.dates.figures import read_apostrophe, read_figures, read_fiscal
from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, Term, lower_at, touches
from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.numerals import read_numeral, read_ordinal

_NUMBERED = {"Q": QUARTER, "q": QUARTER, "H": HALF}
_ERAS = frozenset(word.upper() for word in words.ERAS)
_MONTHS = frozenset({*words.MONTHS, *words.SHORT_MONTHS})
_FUNCTION_WORDS = {"the": "t", "a": "a", "an": "a", "of": "o", "in": "i", "and": "c", "old": "d"}


def _tabled() -> dict[str, Term]:
    """Return a term without a place for each word of the tables."""
    table = {word: Term(tag, amount=Decimal(1)) for word, tag in _FUNCTION_WORDS.items()}
    table |= {word: Term("W", number=number) for word, number in words.WEEKDAYS.items()}
    table |= {word: Term("w", number=number) for word, number in words.SHORT_WEEKDAYS.items()}
    table |= {word: Term("S", number=number) for word, number in words.SEASONS.items()}
    table |= {word: Term("u", unit=unit) for word, unit in words.UNITS.items()}
    table |= {word: Term("U", unit=unit) for word, unit in words.PLURAL_UNITS.items()}
    table |= {word: Term("E", part=part) for word, part in words.PARTS.items()}
    table |= {word: Term("B", part=part) for word, part in words.PART_NOUNS.items()}
    table |= {word: Term("P", number=number) for word, number in words.DAY_WORDS.items()}
    table |= {word: Term("R", number=n, anchor=anchor) for word, (n, anchor) in words.RELATIVES.items()}
    table |= {word: Term("A", forward=on, anchor=anchor) for word, (on, anchor) in words.DIRECTIONS.items()}
    table |= {word: Term("f", unit=unit) for word, unit in words.CYCLE_WORDS.items()}
    table |= {word: Term("V") for word in words.EACH_WORDS}
    table |= {word: Term("v") for word in words.VAGUE_AMOUNTS}
    for word, year in words.DECADE_WORDS.items():
        table[word] = Term("D", stretch=Stretch.of(Cell(DECADE, year // 10)))
    return table


_WORDS = _tabled()
_ADDRESS = re.compile(r"://|^\W*www\.|@\w|\w\.[a-z]{2,}")


def classify(text: str, lexemes: Sequence[Lexeme]) -> list[Term]:
    """Return the terms of `text`; they hold every one of its `lexemes`, in order."""
    addresses = [run.span() for run in re.finditer(r"\S+", text) if _ADDRESS.search(run[0])]
    terms: list[Term] = []
    index = place = 0
    while index < len(lexemes):
        while place < len(addresses) and addresses[place][1] <= lexemes[index].start:
            place += 1
        in_address = place < len(addresses) and addresses[place][0] <= lexemes[index].start
        terms.append(Term("x", index, index + 1) if in_address else _read(lexemes, index))
        index = terms[-1].end
    return terms


def _read(lexemes: Sequence[Lexeme], index: int) -> Term:
    lexeme = lexemes[index]
    if lexeme.kind == "digits":
        return _read_days(lexemes, index) or read_figures(lexemes, index)
    if lexeme.kind == "word":
        return _read_word(lexemes, index)
    if lexeme.text in APOSTROPHES and (term := read_apostrophe(lexemes, index)):
        return term
    tag = "-" if lexeme.text in HYPHENS else lexeme.text if lexeme.text in (",", ".") else "x"
    return Term(tag, index, index + 1)


def _read_days(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "15 to 22" in "15 to 22 February"; in "May 15 to 22 February" the first number is May's."""
    first, word, last, month = (lower_at(lexemes, place) for place in range(index, index + 4))
    if word != "to" or month not in _MONTHS or lexemes[index + 3].text.islower():
        return None
    before = lower_at(lexemes, index - 1 - (lower_at(lexemes, index - 1) == "."))
    days = re.fullmatch(r"[0-9]{1,2} [0-9]{1,2}", f"{first} {last}")
    if not days or before in _MONTHS or not 1 <= int(first) < int(last) <= 31:
        return None
    return Term("k", index, index + 3, number=int(first), other=int(last))


def _read_word(lexemes: Sequence[Lexeme], index: int) -> Term:
    for reader in (read_fiscal, _read_numbered, _read_era, _read_pair, _read_month, _read_known, _read_number):
        if term := reader(lexemes, index):
            return term
    return Term("x", index, index + 1)


def _read_numbered(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "Q1" and "H2"."""
    unit = _NUMBERED.get(lexemes[index].text)
    if unit is None or not touches(lexemes, index + 1) or lexemes[index + 1].kind != "digits":
        return None
    number = lexemes[index + 1].text
    if len(number) > 1 or not 1 <= int(number) <= 12 // unit.size:
        return None
    return Term("Q", index, index + 2, number=int(number), unit=unit)


def _read_era(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "BC", "B.C.", "AD", "BCE"."""
    if lexemes[index].text in _ERAS:
        return Term("e", index, index + 1, forward=not words.ERAS[lexemes[index].lower])
    letters, end = lexemes[index].text, index + 1
    while len(letters) <= 3 and lower_at(lexemes, end) == "." and touches(lexemes, end) and touches(lexemes, end + 1):
        if len(lexemes[end + 1].text) > 1:
            break
        letters, end = letters + lexemes[end + 1].text, end + 2
    if letters not in _ERAS:
        return None
    end += lower_at(lexemes, end) == "."
    return Term("e", index, end, forward=not words.ERAS[letters.lower()])


def _read_pair(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read "fiscal year" and "first half", whose words mean something else apart."""
    first, second = lexemes[index].lower, lower_at(lexemes, index + 1)
    if first in words.YEAR_KINDS and second in ("year", "years"):
        return Term("u" if second == "year" else "U", index, index + 2, unit=words.YEAR_KINDS[first])
    if first in words.HALVES and second == "half":
        return Term("h", index, index + 2, part=words.HALVES[first])
    return None


def _read_month(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    """Read a month; one that is an everyday word too must be capitalised, or stand beside a number."""
    lexeme = lexemes[index]
    long, short = words.MONTHS.get(lexeme.lower), words.SHORT_MONTHS.get(lexeme.lower)
    number = long or short
    if number is None:
        return None
    if lexeme.text.islower() and (short or lexeme.lower in words.VERBS_TOO):
        beside = lexemes[max(0, index - 1) : index + 2]
        if all(item.kind != "digits" for item in beside):
            return None
    return Term("M" if long else "m", index, index + 1, number=number)


def _read_known(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    lexeme = lexemes[index]
    term = _WORDS.get(lexeme.lower)
    # "He sat" is no Saturday, and "Annual" is part of a name.
    if term is None or (term.tag == "w" if lexeme.text.islower() else term.tag == "f"):
        return None
    return term._replace(start=index, end=index + 1)


def _read_number(lexemes: Sequence[Lexeme], index: int) -> Term | None:
    if ordinal := read_ordinal(lexemes, index):
        return Term("O", index, ordinal.end, number=int(ordinal.value))
    if numeral := read_numeral(lexemes, index):
        return Term("n", index, numeral.end, amount=numeral.value)
    return None

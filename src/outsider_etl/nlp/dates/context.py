"""What is known at a place of a text: when it was written, and which date it told last.

A history tells one date after another: a month belongs to the year that was named last. News is told from the day it
was written: a month belongs to the year around that day, but for one that the sentence itself names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from outsider_etl.nlp.dates import meanings as meant
from outsider_etl.nlp.dates.cells import (
    DAY,
    DECADE,
    FISCAL_YEAR,
    HALF,
    MONTH,
    QUARTER,
    SEASON,
    WEEK,
    YEAR,
    Cell,
    Stretch,
)
from outsider_etl.nlp.dates.meanings import Anchor, Expression, Meaning, Tense

Style = Literal["news", "narrative"]

_COUNTED_FROM = (DAY, WEEK, MONTH, SEASON, QUARTER, HALF, YEAR)
_DATED = (DAY, MONTH)


@dataclass(frozen=True, slots=True)
class Context:
    """The reference date, style and fiscal year of a text, and at one expression of it what was told before.

    `named` is the stretch of the calendar that was named last, in the sentence and paragraph `named_in`. `excursion` is
    a year that the sentence only visits (`visits`) or an earlier one did, or a day in it. `latest` may have been told
    by its distance from the reference date too; `decade` is one told since. `tense` and `sentence` are those of the
    expression.
    """

    reference: date | None = None
    style: Style = "narrative"
    fiscal_month: int = 10
    named: Stretch | None = None
    named_in: tuple[int, int] = (0, 0)
    excursion: Stretch | None = None
    visits: bool = False
    latest: Stretch | None = None
    decade: Stretch | None = None
    tense: Tense | None = None
    sentence: int = 0

    @property
    def year_cell(self) -> Cell | None:
        """The cell whose year a month without one belongs to, or None where that is the reference date's."""
        if self.excursion and self.visits:
            return self.excursion.first
        if self.named is None or self.named.bounds is None:
            return None
        near = 1 if self.named.first.unit in _DATED else 0
        if self.style == "news" and self.reference and self.sentence - self.named_in[0] > near:
            return None
        return self.named.first

    def anchor(self, anchor: Anchor) -> date | None:
        """Return the day to count from; without a date told before that is the reference."""
        if anchor != "reference" and self.latest and self.latest.bounds:
            return self.latest.bounds[0]
        return self.reference

    def contradicts(self, cell: Cell) -> bool:
        """Say whether the tense forbids `cell`: what was past when it was written, news does not say will be."""
        last = cell.last_day
        looks_ahead = self.style == "news" and self.tense == "future"
        return looks_ahead and self.reference is not None and last is not None and last < self.reference

    def at(self, expression: Expression) -> "Context":
        """Return the context at an expression."""
        visits = self.visits and expression.sentence == self.sentence
        return replace(self, tense=expression.tense, sentence=expression.sentence, visits=visits)

    def with_year_of(self, stretch: Stretch) -> "Context":
        """Return the context in which the year of `stretch` is that of a month without one."""
        return replace(self, named=stretch, latest=stretch, named_in=(self.sentence, self.named_in[1]))

    def in_next_text(self) -> "Context":
        """Return the context at the beginning of the text that follows."""
        return replace(self, named_in=(self.named_in[0] - self.sentence - 1, -1), sentence=-1, visits=False)

    def after(self, expression: Expression, stretch: Stretch) -> "Context":
        """Return the context behind an expression that named `stretch`.

        A month is not of the decade told before; a fiscal year labels money more often than it tells when things
        happened. Years and decades are counted from both.
        """
        told = Stretch(stretch.last, stretch.last)
        if stretch.last.unit.name == FISCAL_YEAR.name:
            return replace(self, latest=Stretch.of(Cell(YEAR, stretch.last.index)), decade=None)
        if stretch.last.unit is DECADE:
            return replace(self, decade=told)
        if stretch.last.unit not in _COUNTED_FROM or _leaves_as_it_is(expression.meaning):
            return self
        if is_deictic(expression.meaning):
            return replace(self, latest=told) if self.style == "news" else self
        if isinstance(expression.meaning, meant.Offset) and not expression.meaning.forward:
            return replace(self, latest=told)
        returns = told == self.excursion and not self.visits
        since = expression.mod == "ON_OR_AFTER" and not expression.leads
        if self.named and (expression.aside or since) and not returns:
            return self
        if self.named and not returns and self._only_visits(expression, told.first):
            return replace(self, excursion=told, latest=told, visits=True)
        place = expression.sentence, expression.paragraph
        return replace(self, named=told, latest=told, named_in=place, excursion=None, visits=False, decade=None)

    def _only_visits(self, expression: Expression, told: Cell) -> bool:
        """Say whether it leaves what is told: a year inside a sentence, a day in it, a plan for years to come."""
        if self.visits and not isinstance(expression.meaning, Stretch):
            return True
        if self.named and self.reference and told.first_day and told.first_day > self.reference:
            return True
        if self.named is None or expression.leads or self.named_in[1] != expression.paragraph:
            return False
        return told.unit is YEAR and self.named.first.unit in _DATED and self.named.first.year != told.index


def refers_back(meaning: Meaning) -> bool:
    """Say whether it is a mere "that year" or "the same day", which is nothing without a date before it."""
    return isinstance(meaning, meant.Shift) and meaning.count == 0 and meaning.anchor == "named"


def _leaves_as_it_is(meaning: Meaning) -> bool:
    """Say whether nothing is counted from it: "that year", and "the 3rd instant", which counts from a letter's date."""
    whole = meaning.whole if isinstance(meaning, meant.Nth) else None
    return refers_back(meaning) or (isinstance(whole, meant.Shift) and whole.anchor == "letter")


def style_of(expressions: Iterable[Expression]) -> Style:
    """Return the style of a text by its expressions: news says "Friday" and "last month", a history says which."""
    days = dates = 0
    for expression in expressions:
        match expression.meaning:
            case meant.Weekday() | meant.Shift(anchor="reference") | meant.Nearest(anchor="reference"):
                days += 1
            case Stretch(first=cell) if cell.unit in _DATED:
                dates += 1
    return "news" if days and 2 * days >= dates else "narrative"


def is_deictic(meaning: Meaning) -> bool:
    """Say whether it is counted from the reference date: such a mention is an aside to what is told."""
    match meaning:
        case meant.Shift(anchor=anchor) | meant.Nearest(anchor=anchor) | meant.Offset(anchor=anchor):
            return is_deictic(anchor) if not isinstance(anchor, str) else anchor == "reference"
        case meant.PartOf(whole=whole) | meant.Nth(whole=whole) | meant.OfShift(year=whole) | meant.WeekOf(day=whole):
            return is_deictic(whole)
    return isinstance(meaning, meant.Weekday | meant.Ahead | meant.RestOf)

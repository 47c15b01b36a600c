"""The patterns of date expressions: rows of the tags of `terms`, what they mean, and which words have to stand around.

A group is named for the builder that reads it; a pattern begins with a tag or a set of tags, maybe in a group, and none
runs on without bound. Of two patterns of the same length the first one holds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from outsider_etl.nlp.dates import builders as build
from outsider_etl.nlp.dates import lengths as measure
from outsider_etl.nlp.dates import relatives as tell
from outsider_etl.nlp.dates.builders import Caught
from outsider_etl.nlp.dates.day_evidence import (
    is_day_behind_month,
    is_day_in_figures,
    is_day_in_letter,
    is_day_of_month,
    is_listed_behind_day,
    is_listed_day,
    is_no_conjunction,
    is_no_count,
    is_range,
    is_written_as_one,
)
from outsider_etl.nlp.dates.evidence import (
    Evidence,
    is_bare_abbreviation,
    is_bare_name,
    is_bare_season,
    is_bare_unit,
    is_behind_for,
    is_behind_in,
    is_clause_end,
    is_length,
    is_length_between,
    is_no_age,
    is_no_comparison,
    is_no_event,
    is_no_part,
    is_no_verb,
    is_on_weekdays,
    is_quarter_of_year,
    is_the_weekend,
)
from outsider_etl.nlp.dates.meanings import Meaning
from outsider_etl.nlp.dates.year_evidence import is_bare_year, is_spoken_year


@dataclass(frozen=True, slots=True)
class Pattern:
    """Tags to match (a regular expression), what they mean, and the test that the words around have to pass."""

    example: str
    tags: str
    build: Callable[[Caught], Meaning | None]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Tags before an expression ("early", "the end of"), and what they make of its meaning."""

    example: str
    tags: str
    wrap: Callable[[Caught, Meaning], Meaning | None]


_MONTH = r"(?P<m>[Mm])(?:(?<=m)\.)?"
_DAY = r"(?P<d>[NO])"
_YEAR = r"(?P<y>[Yz])"
_OF_YEAR = r"(?P<u>[uU])?(?P<y>[YyGKz])"
_OF_SHIFT = r"(?:o(?P<t>t)?|,)?(?P<r>R)(?P<u>u)"
_QUARTER = r"(?P<n>O)-?(?P<q>[uU])"
_DAYS = r"(?P<d>[NO])(?:[T-]|c)t?(?P<k2>[NO])"
_AMOUNT = r"[NnY](?:cn)?-?[alF]?[uU]"
_AMOUNTS = rf"{_AMOUNT}(?:,?c?[Nn][uU]){{1,5}}"
_AND_A_HALF = "auca?n"

PATTERNS: tuple[Pattern, ...] = (
    Pattern("4 January 2019", rf"{_DAY}o?{_MONTH},?{_YEAR}", build.day_of),
    Pattern("January 4th, 2019", rf"{_MONTH}t?{_DAY}(?:,?|o){_YEAR}", build.day_of),
    Pattern("January 4, A.D. 2019", rf"{_MONTH}t?{_DAY},?e{_YEAR}", build.day_of),
    Pattern("4 January, A.D. 2019", rf"{_DAY}o?{_MONTH},?e{_YEAR}", build.day_of),
    Pattern("first of May of 2016", rf"{_DAY}o{_MONTH}o(?P<y>[Yz])", build.day_of),
    Pattern("04-Jan-2019", r"(?P<d>N)(?P<hy>[-/])(?P<m>[Mm])(?P=hy)(?P<y>[YN])", build.day_of),
    Pattern("12MAR22", r"(?P<d>N)(?P<m>m)(?P<y>N)", build.day_of, is_written_as_one),
    Pattern("2019/aug/01", r"(?P<y>Y)[-/](?P<m>[Mm])[-/](?P<d>N)", build.day_of),
    Pattern("4th of January", rf"{_DAY}o?(?P<m>[Mm])(?!\.?[,o]?[Yz])(?:(?<=m)\.(?=-))?", build.day_of),
    Pattern("January 29 and 30, 2021", rf"{_MONTH}(?P<d>N)(?=(?:,N){{0,8}},?cN,(?P<y>Y))", build.day_of),
    Pattern("January the 4th", rf"{_MONTH}t?{_DAY}(?![,o]?[Yz])", build.day_of, is_day_behind_month),
    Pattern("Oct-2", r"(?P<m>[Mm])[-/](?P<d>N)(?!o?[Mm])", build.day_or_year_of),
    Pattern("4 March of last year", rf"{_DAY}o?{_MONTH}{_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("March 4 of last year", rf"{_MONTH}t?{_DAY}{_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("19-21 June, 2018", rf"(?P<k>k)o?{_MONTH},?{_YEAR}", build.days_of),
    Pattern("1-3 and 8-10 May 2016", r"(?P<k>k)(?=,?cko?(?P<m>[Mm]),?(?P<y>[Yz])?)", build.days_of),
    Pattern("19-21 June", r"(?P<k>k)o?(?P<m>[Mm])", build.days_of),
    Pattern("June 19-21, 2018", rf"{_MONTH}(?P<k>k)(?:,?{_YEAR})?", build.days_of),
    Pattern("between the 3rd and the 12th of May 2018", rf"{_DAYS}o?{_MONTH}(?:,?{_YEAR})?", build.days_of, is_range),
    Pattern(
        "June 19 to 21, 2018",
        rf"{_MONTH}t?(?P<d>[NO])[T-]t?(?P<k2>[NO])(?!o?[Mm])(?:,?{_YEAR})?",
        build.days_of,
        is_range,
    ),
    Pattern("4 to January 22, 1995", rf"(?P<d>N)T(?P<m>M)(?P<k2>[NO])(?:,?{_YEAR})?", build.days_of, is_range),
    Pattern(
        "4 to 22 of this month",
        r"(?P<n>[NO])(?:T|c)t?(?P<k>[NO])(?:o(?P<t>t)?)?(?P<r>R)(?P<u>u)",
        tell.in_shifted_month_of,
    ),
    Pattern(
        "9, 15 and 22 February 1984",
        rf"{_DAY}(?=(?:,t?[NO]){{0,8}},?ct?[NO]o?(?P<m>[Mm]),?(?P<y>[Y])?)",
        build.day_of,
        is_listed_day,
    ),
    Pattern("on the 18th", r"(?P<d>O)", build.month_day_of, is_day_of_month),
    Pattern("15", r"(?P<d>N)", build.month_day_of, is_listed_behind_day),
    Pattern("30, 2021", r"(?P<d>N),Y", build.month_day_of, is_listed_behind_day),
    Pattern("Friday the 13th", r"(?P<w>[Ww])\.?,?t?(?P<d>[ON])", build.month_day_of, is_day_of_month),
    Pattern("October 2019", rf"{_MONTH}[o,/-]?(?P<y>[Yyz])", build.in_year_of),
    Pattern("October, A.D. 2019", rf"{_MONTH},?e(?P<y>Y)", build.in_year_of),
    Pattern("March of fiscal year 2020", r"(?P<m>M)[oi,]?t?(?P<u>u)(?P<y>[YK])", build.in_year_of),
    Pattern("March of FY2020", r"(?P<m>M)[oi,]?(?P<y>G)", build.in_year_of),
    Pattern("March of last year", rf"(?P<m>M){_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("last March", r"(?P<r>R)(?P<m>M)", tell.nearest_of, is_no_conjunction),
    Pattern("next 6th of April", r"(?P<r>R)(?P<d>[NO])o?(?P<m>M)", tell.nearest_of, is_no_conjunction),
    Pattern("this May 5", r"(?P<r>R)(?P<m>M)(?P<d>[NO])", tell.nearest_of, is_no_conjunction),
    Pattern("May", r"(?P<m>M)", build.recurring_of, is_bare_name),
    Pattern("Jan", r"(?P<m>m)(?:\.(?=-))?", build.recurring_of, is_bare_abbreviation),
    Pattern("2019 May", r"(?P<y>Y)(?P<m>[Mm])", build.in_year_of),
    Pattern("2019 May 5", rf"(?P<y>Y){_MONTH}{_DAY}", build.day_of),
    Pattern("Easter", r"(?P<h>H)", build.recurring_of, is_bare_name),
    Pattern("Easter 2019", r"(?P<h>H)[o,i]?(?P<y>Y)", build.in_year_of),
    Pattern("Labor Day of last year", rf"(?P<h>H){_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("next Thanksgiving", r"(?P<r>R)(?P<h>H)", tell.nearest_of, is_no_conjunction),
    Pattern("spring of 2019", rf"(?P<s>S)[o,]?{_OF_YEAR}", build.in_year_of),
    Pattern("winter months of 2010", r"(?P<s>S)U[o,]?(?P<y>Y)", build.in_year_of),
    Pattern("2019 spring", r"(?P<y>Y)(?P<s>S)", build.in_year_of, is_no_event),
    Pattern("summer of last year", rf"(?P<s>S){_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("last summer", r"(?P<r>R)(?P<s>S)", tell.nearest_of, is_no_conjunction),
    Pattern("winter", r"(?P<s>S)", build.recurring_of, is_bare_season),
    Pattern("Q1 2019", rf"(?P<q>Q)[o,-]?{_OF_YEAR}", build.in_year_of),
    Pattern("Q3 this year", rf"(?P<q>Q){_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("2019-Q4", r"(?P<y>[YG])-?(?P<q>Q)", build.in_year_of),
    Pattern("second quarter of 2019", rf"{_QUARTER}(?:[o,]t?)?{_OF_YEAR}", build.in_year_of),
    Pattern("2016 the third quarter", r"(?P<y>Y)t(?P<n>O)(?P<q>u)", build.in_year_of),
    Pattern("first and second quarters of 2019", r"(?P<n>O)(?=ct?O(?P<q>[uU])o(?P<y>[YG]))", build.in_year_of),
    Pattern("third quarter of last year", rf"{_QUARTER}{_OF_SHIFT}", tell.in_shifted_year_of),
    Pattern("2019's third quarter", rf"(?P<y>[YG])'{_QUARTER}", build.in_year_of),
    Pattern("next year's third quarter", rf"(?P<r>R)(?P<u>u)'{_QUARTER}", tell.in_shifted_year_of),
    Pattern("Q1", r"(?P<q>Q)", build.quarter_of),
    Pattern("week 12 of 2021", r"(?P<v>u)(?P<k>N)o(?P<y>Y)", build.in_year_of),
    Pattern("week 12 of last year", r"(?P<v>u)(?P<k>N)o(?P<r>R)(?P<u>u)", tell.in_shifted_year_of),
    Pattern("third quarter", r"(?P<n>O)-?(?P<q>[uU])", build.quarter_of),
    Pattern("21st century BC", r"(?P<n>O)-?(?P<u>[uU])(?P<e>e)?", build.century_of),
    Pattern(
        "19th and 20th centuries", r"(?P<n>O)(?=(?:-?,t?O){0,3}-?,?[Tc,-]t?(?:E-?)?O-?(?P<u>[uU]))", build.century_of
    ),
    Pattern("2014-2017", r"(?P<y>[YK])", build.year_of, is_bare_year),
    Pattern("nineteen ninety-six", r"(?P<y>z)", build.year_of, is_spoken_year),
    Pattern("2019-20 school year", r"(?P<y>[YK])-?(?P<u>u)", build.school_year_of),
    Pattern("FY2026", r"(?P<y>[Gy])", build.year_of),
    Pattern("fiscal year 2026", r"(?P<u>u)(?P<y>[YKz])", build.year_of),
    Pattern("fiscal years 2020-2023", r"(?P<u>U)(?P<y>[YK])", build.fiscal_years_of),
    Pattern("264 BC", r"(?P<y>[YNn])(?P<e>e)", build.era_year_of),
    Pattern("AD 79", r"(?P<e>e)(?P<y>[YNn])", build.era_year_of),
    Pattern("264 to 241 BC", r"(?P<y>[YNn])(?=[Tc-][YNn](?P<e>e))", build.era_year_of),
    Pattern("264-241 BC", r"(?P<k>C)(?P<e>e)", build.era_years_of),
    Pattern("1980s", r"(?P<i>[DI])(?!e)", build.figures_of, is_no_age),
    Pattern("4/22", r"(?P<j>J)", build.figures_day_of, is_day_in_figures),
    Pattern("4/22, 2019", r"(?P<j>J),(?P<y>Y)", build.figures_day_of),
    Pattern("January-March quarter", r"(?P<m>[Mm])-(?P<m2>[Mm])(?P<q>u)", build.quarter_of_months),
    Pattern("January-March quarter of 2019", r"(?P<m>[Mm])-(?P<m2>[Mm])(?P<q>u)o?(?P<y>Y)", build.quarter_of_months),
    Pattern("June quarter", r"(?P<m>M)(?P<q>u)", build.quarter_to_month, is_quarter_of_year),
    Pattern("June quarter of 2019", r"(?P<m>M)(?P<q>u)[o,]?(?P<y>Y)", build.quarter_to_month),
    Pattern("June 2019 quarter", r"(?P<m>M)(?P<y>Y)(?P<q>u)", build.quarter_to_month),
    Pattern("Friday", r"(?P<w>W)", build.weekday_of, is_bare_name),
    Pattern("Fri.", r"(?P<w>w)\.?", build.weekday_of, is_bare_abbreviation),
    Pattern("next Friday", r"(?P<r>R)(?P<w>W)", tell.nearest_of, is_no_conjunction),
    Pattern("Friday of next week", r"(?P<w>W)(?:o|b)?(?P<t>t)?(?P<r>R)(?P<u>u)", tell.in_shifted_month_of),
    Pattern("next week on Friday", r"(?P<r>R)(?P<u>u)j?(?P<w>[Ww])", tell.in_shifted_month_of),
    Pattern("20th of next month", r"(?P<n>[ON])o(?P<t>t)?(?P<r>R)(?P<u>u)", tell.in_shifted_month_of),
    Pattern("21st this month", r"(?P<n>O)(?P<r>R)(?P<u>u)", tell.in_shifted_month_of),
    Pattern("14th instant", r"(?P<n>O)(?P<r>R)", tell.day_by_letter_of, is_day_in_letter),
    Pattern("Friday after next", r"(?P<w>W)(?P<b>b)t?(?P<r>R)", tell.after_next_of),
    Pattern("week after next", r"(?P<u>u)(?P<b>b)t?(?P<r>R)", tell.after_next_of),
    Pattern("three Fridays from now", r"(?P<n>[Nn])(?P<w>L)bp", tell.weekdays_from_now_of),
    Pattern("two weeks from now", rf"(?P<l>{_AMOUNT})bp", measure.from_now_of),
    Pattern("a week from now", r"(?P<l>au)bp", measure.from_now_of),
    Pattern("last year", r"(?P<r>R)(?P<u>u)", tell.relative_of, is_no_part),
    Pattern("next weekend", r"(?P<r>R)(?P<s>s)", tell.weekend_of),
    Pattern("weekend", r"(?P<s>s)", tell.weekend_of, is_the_weekend),
    Pattern("end of the year", r"(?P<b>B)ot?(?P<u>u)", tell.part_of_unit_of),
    Pattern("year-end 2015", r"(?P<v>u)-(?P<b>B)o?(?P<y>Y)", tell.part_of_year_of),
    Pattern("second half 2019", r"(?P<b>h)(?P<y>[YG])", tell.half_of_year),
    Pattern("mid-year", r"(?P<b>E)-(?P<u>u)", tell.part_of_unit_of),
    Pattern("year's end", r"(?P<u>u)['-](?P<b>B)", tell.part_of_unit_of),
    Pattern("second half of the year", r"(?P<b>h)ot(?P<u>u)", tell.part_of_unit_of),
    Pattern("rest of the week", r"(?P<q>q)ot?(?P<u>u)", tell.rest_of),
    Pattern("first Monday of the month", r"(?P<n>[OR])(?P<i>[uW])ot(?P<u>u)", tell.nth_of_unit),
    Pattern("first nine months of the year", r"(?P<n>[OR])(?P<l>[Nn])(?P<i>U)ot(?P<u>u)", tell.nth_of_unit),
    Pattern("last months of the year", r"(?P<n>[OR])Uot(?P<u>u)", tell.first_or_last_of_unit),
    Pattern("yesterday", r"(?P<p>P)", tell.day_word_of),
    Pattern("recent years", r"(?P<p>r)", tell.vague_phrase_of),
    Pattern("later that year", r"(?P<a>A)(?:(?P<r>R)|it)(?P<u>u)", tell.within_of),
    Pattern("two weeks", rf"(?P<l>{_AMOUNT})", measure.ahead_of, is_behind_in),
    Pattern("two weeks and three days", rf"(?P<l>{_AMOUNTS})", measure.ahead_of, is_behind_in),
    Pattern("a week", r"(?P<l>au)", measure.ahead_of, is_behind_in),
    Pattern("five years", rf"(?P<l>{_AMOUNT})(?:-?d|-X)?", measure.length_of, is_length),
    Pattern("five years and two months", rf"(?P<l>{_AMOUNTS})", measure.length_of, is_length),
    Pattern("two years and a half", rf"(?P<l>{_AMOUNT}ca?n)", measure.length_of),
    Pattern("a year and a half", rf"(?P<l>{_AND_A_HALF})", measure.length_of),
    Pattern("5-10 years", r"[kC]-?(?P<u>[uU])", measure.unnumbered_of, is_length),
    Pattern("five to ten years", r"[Nn][T-][Nn]-?(?P<u>[uU])", measure.unnumbered_of, is_length),
    Pattern("between two and four weeks", r"[Nn]c[Nn](?P<u>U)", measure.unnumbered_of, is_length_between),
    Pattern("several years", r"(?P<l>vU)", measure.length_of),
    Pattern("a year", r"(?P<l>au)", measure.length_of, is_bare_unit),
    Pattern("whole year", r"l(?P<u>u)(?![YK])", measure.whole_of),
    Pattern("month-long", r"(?P<u>u)-X", measure.whole_of),
    Pattern("months-long", r"(?P<u>U)-X", measure.unnumbered_of),
    Pattern("decades", r"(?P<u>U)", measure.unnumbered_of, is_behind_for),
    Pattern("two years later", rf"(?P<l>{_AMOUNT})(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("two years and one month later", rf"(?P<l>{_AMOUNTS})(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("a year and a half later", rf"(?P<l>{_AND_A_HALF})(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("several years ago", r"(?P<l>vU)(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("a few years ago", r"(?P<l>avU)(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("a year earlier", r"(?P<l>au)(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("years later", r"(?P<l>U)(?P<a>A)", measure.offset_of, is_no_comparison),
    Pattern("year-ago", r"(?P<u>u)-(?P<a>A)", measure.unit_ago_of),
    Pattern("first 100 days", rf"O(?P<l>{_AMOUNT})", measure.length_of, is_length),
    Pattern("day before", r"(?P<u>u)(?P<b>b)", measure.day_beside_of, is_clause_end),
    Pattern("past two years", rf"(?P<r>R)(?P<l>{_AMOUNT}|vU)", measure.rolling_of, is_no_verb),
    Pattern("past two years and three months", rf"(?P<r>R)(?P<l>{_AMOUNTS})", measure.rolling_of, is_no_verb),
    Pattern("two upcoming months", r"(?P<l>[Nn](?P<r>R)U)", measure.rolling_of),
    Pattern("coming years", r"(?P<r>R)(?P<u>U)", measure.vague_of, is_no_verb),
    Pattern("next three to five years", r"(?P<r>R)(?:[Nn][Tc-][Nn]|[kC])(?P<u>U)", measure.vague_of, is_no_verb),
    Pattern("every year", r"V(?P<u>u)", measure.cycle_of),
    Pattern("every other year", r"VF(?P<u>u)", measure.other_cycle_of),
    Pattern("every second year", r"V(?P<n>O)(?P<u>u)", measure.other_cycle_of),
    Pattern("every other Friday", r"VF(?P<w>W)", measure.other_cycle_of),
    Pattern("first Monday of each month", r"[OR][uW][oi]V(?P<u>u)", measure.cycle_of),
    Pattern("every Monday", r"V(?P<w>W)", measure.cycle_of),
    Pattern("every March", r"V(?P<m>M)", measure.yearly_of),
    Pattern("every March 1", r"V(?P<m>M)(?P<d>[NO])", measure.yearly_of, is_no_count),
    Pattern("every 1 March", r"V(?P<d>[NO])o?(?P<m>M)", measure.yearly_of),
    Pattern("every summer", r"V(?P<s>S)", measure.yearly_of),
    Pattern("Mondays", r"(?P<w>L)", measure.cycle_of, is_on_weekdays),
    Pattern("every two years", rf"V(?P<l>{_AMOUNT})", measure.length_cycle_of),
    Pattern("monthly", r"(?P<u>f)", measure.cycle_of),
)

PREFIXES: tuple[Prefix, ...] = (
    Prefix("early 2019", r"(?P<part>E)-?(?:it?|Uot?)?", tell.part_of),
    Prefix("end of 2019", r"(?P<part>B)(?:ot?|-|(?=Y))", tell.part_of),
    Prefix("first half of 2019", r"(?P<part>h)ot?", tell.part_of),
    Prefix("Friday, 4 January 2019", r"(?P<w>[Ww])\.?,?t?", tell.day_only_of),
    Prefix("third last week of 2018", r"(?P<n>[OR])(?P<r>R)?(?P<i>[uW])[oi]t?", tell.nth_of),
    Prefix("first three months of 2019", r"(?P<n>[OR])(?P<l>[Nn])(?P<i>U)[oi]t?", tell.nth_of),
    Prefix("last months of 2019", r"(?P<n>[OR])U[oi]t?", tell.first_or_last_of),
    Prefix("two weeks before Easter", rf"(?P<l>{_AMOUNT})(?P<b>b)t?", tell.offset_from),
    Prefix("two weeks and two days before Easter", rf"(?P<l>{_AMOUNTS})(?P<b>b)t?", tell.offset_from),
    Prefix("a week after Easter", r"(?P<l>au)(?P<b>b)t?", tell.offset_from),
    Prefix("day after tomorrow", r"(?P<u>u)(?P<b>b)t?", tell.offset_from),
    Prefix("week ending 14 March", r"(?P<u>u)Zj?t?", tell.week_to),
    Prefix("mid-to-late 1990s", r"(?P<part>E)-?T-?(?P<last>E)-?(?:it?)?", tell.mid_to_late_of),
    Prefix("week of 5 May", r"(?P<u>u)(?:o|gj?|Bj?)t?", tell.week_of),
    Prefix("weekend of 5 May", r"sot?", tell.weekend_in),
)

BARE_FORMS: tuple[Evidence, ...] = (
    is_bare_abbreviation,
    is_bare_name,
    is_bare_season,
    is_bare_unit,
    is_bare_year,
    is_spoken_year,
)
"""Tests that are skipped behind a prefix."""

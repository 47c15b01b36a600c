import gc
import re
import time
from datetime import date, timedelta

import pytest
import spacy
from edtf import parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from outsider_etl.nlp.dates import find_dates, words
from outsider_etl.nlp.values import DateValue
from tests.nlp.inline import lines, parse, said

REFERENCE = date(2020, 12, 1)

DAYS = """
signed on <date start=2019-01-04 timex=2019-01-04 edtf=2019-01-04 kind=absolute>4 January 2019</date> in Oslo
signed on <date start=2019-01-04>4 Jan. 2019</date>, and again on <date start=2019-02-05>5th of February 2019</date>
published <date start=2019-01-04>January 4, 2019</date>, available online
the <date start=2019-01-04>Jan. 4th, 2019</date> notice
on <date start=2019-01-04>Friday, 4 January 2019</date> it rained
on <date start=2019-01-04>Friday, January 4, 2019</date> it rained
as of <date start=2019-01-04>2019-01-04</date> or <date start=2019-01-04>01/04/2019</date>
as of <date start=2019-01-31>31/01/2019</date> or <date start=2019-01-31>31.1.2019</date>
from the <date start=2016-05-01>first of May 2016</date> on
<date start=2018-06-19 end=2018-06-21 timex=2018-06-19/2018-06-21>19-21 June 2018</date>
<date start=2018-06-19 end=2018-06-21>June 19–21, 2018</date>
from <date start=2019-02-15 end=2019-02-22 timex=2019-02-15/2019-02-22>15 to 22 February 2019</date> it
from <date start=2019-05-15>May 15</date> to <date start=2019-06-22>22 June 2019</date> it
between the <date start=1867-03-04>4th March</date> and the <date start=1867-07-09>9th July, 1867</date>
it rose from 3 to <date start=2019-02-02>2 February 2019</date> since
<date start=2018-06-28 end=2018-07-02>28 June – 2 July 2018</date>
ended on <date start=2019-05-03>3 May 2019</date>.¹² It was
"""

MONTHS = """
in <date start=2019-10-01 end=2019-10-31 timex=2019-10 granularity=month>October 2019</date> the
by <date start=2019-10-01 end=2019-10-31>Oct. 2019</date> or
in <date start=2020-02-01 end=2020-02-29>February, 2020</date>
<date start=2019-01-01 end=2019-03-31 timex=2019-01/2019-03>January-March 2019</date>
<date start=2019-11-01 end=2020-01-31>November-January 2020</date>
in <date start=2020-01-01 end=2020-01-31>January</date> and <date start=2020-04-01 end=2020-04-30>April 2020</date>
<date start=2020-01-05>January 5</date> and <date start=2020-03-07>7 March 2020</date>
in <date start=2023-06-11 end=2023-06-20 mod=MID timex=2023-06>mid-June 2023</date>
in <date start=2024-03-01 end=2024-03-10 mod=START>early March 2024</date>
in <date start=2022-08-21 end=2022-08-31 mod=END>late August 2022</date>
at the <date start=2024-02-21 end=2024-02-29>end of February 2024</date>
Theresa May spoke in <date start=2017-05-01 end=2017-05-31>May 2017</date>
"""

QUARTERS_AND_SEASONS = """
in <date start=2019-01-01 end=2019-03-31 timex=2019-Q1 edtf=2019-01/2019-03 granularity=quarter>Q1 2019</date>
the <date start=2019-04-01 end=2019-06-30>second quarter of 2019</date>
in <date start=2019-10-01 end=2019-12-31>2019-Q4</date> or
in <date start=2020-01-01 end=2020-06-30 timex=2020-H1>H1 2020</date>
in the <date start=2019-07-01 end=2019-12-31 timex=2019-H2>second half of 2019</date>
in the <date start=2019-07-01 end=2019-12-31 timex=2019-H2>last half of 2019</date>, not the last half of it
<date start=2015-06-01 end=2015-08-31 timex=2015-SU edtf=2015-22 granularity=season>Summer 2015</date>, pp. 11-38
in the <date start=2019-03-01 end=2019-05-31>spring of 2019</date>
in <date start=2019-12-01 end=2020-02-29 timex=2019-WI>winter 2019</date>
<date start=2012-06-01 end=2012-11-30>Summer-Fall 2012</date>
the <date start=2025-10-01 end=2025-12-31 timex=FY2026-Q1>first quarter of FY2026</date>
the <date start=2020-01-01 end=2020-09-30 timex=2020-Q1/2020-Q3>first three quarters of 2020</date>
the <date start=2020-04-01 end=2020-12-31>last three quarters of 2020</date>
the <date start=2019-10-01 end=2020-06-30>first three quarters of FY 2020</date>
the <date start=2021-05-01 end=2021-05-15>first fortnight of May 2021</date>, \
the <date start=2021-07-16 end=2021-07-31>last fortnight of July 2021</date>, \
the <date start=2021-08-16 end=2021-08-31>second fortnight of August 2021</date>
in <date start=2021-09-01 end=2022-08-31>AY 2021/22</date> and <date start=2019-09-01 end=2020-08-31>SY2019-20</date>
"""

YEARS = """
the Spring Offensive of <date start=1918-01-01 end=1918-12-31>1918</date> failed
the Treaty was signed before the Great Depression of <date start=1929-01-01 end=1929-12-31>1929</date> began
he was director (<date start=2014-01-01 end=2014-12-31>2014</date>-present) of it
in <date start=2019-01-01 end=2019-12-31 timex=2019 edtf=2019 granularity=year>2019</date>, the
Since <date start=2010-01-01 end=2010-12-31>2010</date> growth
the map (<date start=1931-01-01 end=1931-12-31>1931</date>) shows
Lisbon: Tinta, <date start=2011-01-01 end=2011-12-31>2011</date>.
the <date start=1997-01-01 end=1997-12-31>1997</date> floods were worse
it drew on <date start=2024-01-01 end=2024-12-31>2024</date> evidence
a <date start=2021-01-01 end=2021-12-31>2021</date> National Audit Office report
was lost in <date start=2008-01-01 end=2008-12-31>2008</date>.²
From <date start=1871-01-01 end=1871-12-31>1871</date> onwards
between the <date start=1920-01-01 end=1929-12-31>1920s</date> and <date start=1940-01-01 end=1940-12-31>1940</date>
in <date start=2017-01-01 end=2017-12-31>2017</date> and <date start=2018-01-01 end=2018-12-31>2018</date>
<date start=2014-01-01 end=2017-12-31 timex=2014/2017 edtf=2014/2017>2014-2017</date> was a time of
in <date start=2014-01-01 end=2017-12-31>2014–17</date> and in <date start=2018-01-01 end=2019-12-31>2018/19</date>
the post-<date start=1945-01-01 end=1945-12-31 mod=AFTER>1945</date> order
the pre-<date start=2014-01-01 mod=BEFORE>2014</date>
at the <date start=2017-10-01 end=2017-12-31 mod=END timex=2017>end of 2017</date>
<date start=2017-01-01 end=2017-03-31 mod=START>early 2017</date> or <date start=2017-05-01 mod=MID>mid-2017</date>
around <date start=2035-01-01 end=2035-12-31 mod=APPROX edtf=2035~>2035</date>
in <date timex=BC0044 edtf=-0043 granularity=year>44 BC</date> or <date timex=0079 start=0079-01-01>AD 79</date>
in <date start=1998-01-01 end=1998-12-31>'98</date>
"""

FISCAL_YEARS = """
for <date start=2025-10-01 end=2026-09-30 timex=FY2026 edtf=2025-10/2026-09 kind=absolute>FY2026</date> funds
for <date start=2019-10-01 end=2023-09-30>FY2020-FY2023</date> and
for <date start=2019-10-01 end=2023-09-30>FY2020-23</date>
<date start=2019-10-01 end=2020-09-30>FY2020</date> through <date start=2022-10-01 end=2023-09-30>FY2023</date>
in <date start=2020-10-01 end=2021-09-30>fiscal year 2021</date>
in <date timex=FY2021>fiscal year 2021</date> and <date timex=2021>calendar year 2021</date>
the <date start=2021-01-01 end=2021-12-31>2021 calendar year</date> was better
in the <date start=2019-10-01 end=2020-09-30 kind=relative>past fiscal year</date>
over the <date start=2017-10-01 end=2020-09-30 duration=P3Y>last three fiscal years</date>
over the <date start=2017-09-01 end=2020-08-31 duration=P3Y>last three school years</date>
<date timex=FY2020>fiscal years 2020</date> and <date timex=FY2021>'21</date>
in <date start=2019-10-01 end=2020-09-30>fiscal years 2020</date> and <date start=2020-10-01 end=2021-09-30>2021</date>
"""

DECADES_AND_CENTURIES = """
in the <date start=1980-01-01 end=1989-12-31 timex=198 edtf=198X granularity=decade>1980s</date>, farms grew
through the <date start=1950-01-01 end=1959-12-31>1950s</date>.⁷
the <date start=2000-01-01 end=2003-12-31 mod=START timex=200 edtf=2000/2003>early 2000s</date>
<date start=2014-01-01 end=2016-12-31 mod=MID>mid-2010s</date>, <date start=1997-01-01 end=1999-12-31>late 1990s</date>
the <date start=2010-01-01 end=2013-12-31 mod=START>beginning of the 2010s</date>
in the <date start=1980-01-01 end=1989-12-31>'80s</date> and the <date start=1970-01-01 end=1979-12-31>seventies</date>
the <date start=1995-01-01 end=1999-12-31>second half of the 1990s</date>
in the <date start=2001-01-01 end=2100-12-31 timex=20 edtf=2001/2100 granularity=century>21st century</date>
the <date start=1871-01-01 end=1900-12-31 mod=END timex=18>late nineteenth century</date>
the <date start=1901-01-01 end=1940-12-31 mod=START timex=19>turn of the twentieth century</date>
the <date start=1901-01-01 end=1940-12-31>turn of the last century</date>, the turn of <date>2019</date> growth
the <date start=1900-01-01 end=1919-12-31 edtf=190X/191X>first two decades of the twentieth century</date>
the <date start=1970-01-01 end=1999-12-31>last three decades of the 20th century</date>
the <date timex=184>1840s</date> and <date timex=185>'50s</date>, <date timex=189>1890s</date> and the \
<date timex=191>10s</date>, <date timex=199>1990s</date> and the <date timex=197>70s</date>, \
the <date timex=200>2000s</date> and the <date timex=199>'90s</date>
in the <date start=1800-01-01 end=1899-12-31 timex=18 edtf=18XX>1800s</date>
the <date timex=BC08 edtf=-0799/-0700>8th century BC</date> poets
"""

CALENDAR = DAYS + MONTHS + QUARTERS_AND_SEASONS + YEARS + FISCAL_YEARS + DECADES_AND_CENTURIES

RELATIVE = """
<date start=2020-01-01 end=2020-12-31 kind=relative>this year</date> and
than <date start=2019-01-01 kind=relative>last year</date>
<date start=2020-12-01>today</date>, <date start=2020-11-30>yesterday</date> and <date start=2020-12-02>tomorrow</date>
<date start=2010-01-01 end=2010-12-31>ten years ago</date>
<date start=2020-03-01 end=2020-03-31>last March</date>, <date start=2021-03-01 end=2021-05-31>next spring</date>
<date start=2019-12-01 end=2019-12-31>last December</date>, <date start=2019-12-01 end=2020-02-29>last winter</date>
<date start=2019-12-25>last Christmas</date>
the <date start=2020-11-16 end=2020-11-30>second fortnight of November</date>
On <date>3 May 1855</date> the <date start=1855-05-01>1st inst</date>., the <date start=1855-04-29>29th ult</date>.
<date>10 May 1867</date>: yours of the <date start=1867-04-28>28th ultimo</date> was received on the \
<date start=1867-05-03>3rd instant</date>
in <date start=2019-03-01 end=2019-03-31>March of last year</date>
In <date start=1961-01-01>1961</date> it opened; <date start=1964-01-01 end=1964-12-31>three years later</date> it shut
In <date start=2017-01-01>2017</date> it met in <date start=2017-08-01 kind=relative>August</date>
In <date start=2017-01-01>2017</date> it met here and in <date start=2017-05-01>May</date>
On <date start=2018-09-03>September 3, 2018</date> it sank. By <date start=2018-09-20>September 20</date> it was found
In <date start=2016-12-01>December 2016</date> and in <date start=2017-01-01>January</date>
On <date start=2019-10-10>10 October 2019</date> and the <date start=2019-10-11>following day</date>
in the week following <date start=2019-10-10>10 October 2019</date>,\
 not falling following <date start=2019-05-01>May 2019</date>
growth following <date kind=duration>two years</date> of drought, and in the\
 <date kind=duration>following two years</date>, and in <date kind=duration>following years</date>
<date start=2021-01-01>2021</date>: in immediately <date start=2021-10-01 end=2022-09-30>following fiscal year</date>
In <date start=2021-07-01>July 2021</date> it met, and on any <date start=2021-07-05>following Monday</date>
the two next <date kind=duration>following years</date>, and all <date kind=duration>following two years</date>
in <date start=2019-10-01>October 2019</date>; by the <date start=2019-10-01 end=2019-12-31>end of the year</date>
On <date start=2015-03-02>March 2, 2015</date>: in the <date start=2015-10-01 end=2016-09-30>next fiscal year</date>
In <date end=2019-12-31>2019</date> the <date end=1970-12-31>1970</date> pact fell in <date end=2019-06-30>June</date>
in <date start=2020-02-01 end=2020-02-29>February</date> he said
In <date start=2019-01-01>2019</date> and later in <date start=2019-01-01 end=2019-12-31>that year</date>
the <date start=2019-01-28 end=2019-02-03>last week of January 2019</date>
the <date start=2019-01-01 end=2019-03-31>first three months of 2019</date>
on <date start=2020-11-26>Thursday last week</date> and <date start=2020-12-04>Friday this week</date>
the <date start=2020-11-20>20th of last month</date> or <date start=2020-12-07>Monday of next week</date>
"""

DURATIONS_AND_SETS = """
after <date duration=P5Y timex=P5Y kind=duration>five years</date> of talks
for over <date duration=P3Y mod=MORE_THAN>three years</date>
spread over <date duration=P3Y mod=None>three years</date>
within <date duration=P45D>45 days</date> of it
a <date duration=P3D>three-day</date> visit
for more than <date duration=P50Y mod=MORE_THAN>half a century</date>.⁹ Then
nearly <date duration=P20Y timex=P2DE mod=LESS_THAN>two decades</date> of war
for <date duration=P2Y3M>two years and three months</date>
for <date timex=PXY kind=duration>several years</date>
within <date duration=P1Y>a year</date> of that
over the <date duration=P10Y timex=P1DE kind=duration start=2010-12-01 end=2020-11-30>last decade</date>
over the <date duration=P2Y start=2020-12-02 end=2022-12-01>next two years</date>
<date kind=set timex=P1Y>every year</date> or <date kind=set timex=P2Y>every two years</date>
held <date kind=set timex=P1Y>annually</date> and on <date kind=set timex=XXXX-WXX-1>every Monday</date>
"""

NO_DATES = """
2019 people and 2000 researchers came to room 2010
it costs $2000, €2019, 2020 dollars or 1,950 euros
RFC 2020, No. 1999, p. 2010, pp. 1976-1980, Vol. 2019, Section 1523 and § 2020
18 U.S.C. 1951, P.L. 116-260, H.R. 2019, S. 2053, 114 Stat. 1654
the Army 2017 forum, an AI 2020 report, Strategy-2035, the Su-57 and COVID-19
the Clean Water Act of 1972 and the Consolidated Appropriations Act, 2026
the Treaty on Open Skies of 1992 and the Law on Defence of 1996
https://example.org/2019/10/01/page-2019.html and www.example.ru/2019 and a2019@example.org
the file budget-2019.pdf and release v3.11.2019
at 10:30, call 202-555-0100, ISBN 978-3-16-148410-0
it grew by 2030% or 2000 km
you may march; he sat in the sun; a second chance, the fall of Rome
Theresa May, April Glaspie and the Black Monday crash
the Five-Year Plan and the company, now over 50
that year, the same day, Q² and
twice a year, more than a quarter of them, recent events
three quarters of 2000 people; in turn of the 8th, in an instant, the 5th Inst Rd, the 9th instant message
from the first instant, at the second instant, it fell; the turn of the Century Foundation, a turn of 1800 rpm
the first three quarters of the route, the last three quarters of revenue, of its population and of the century
the March on Rome, a March against taxes, AY 2021 and SY 2019, the SS AY 12
a plant of 2010 kWh, 2015 MWh in all, 1990 kcal, 2020 MHz and 1800 rpm
Cd. 1906, Cmd. 2010, Cmnd 1960, Cm 1998
"""


@pytest.mark.parametrize(
    "marked",
    [line for block in (CALENDAR, RELATIVE, DURATIONS_AND_SETS) for line in lines(block)],
)
def test_dates_finds_span_and_value(marked: str) -> None:
    text, marks = parse(marked)
    found = find_dates(text, REFERENCE)
    assert [(item.start, item.end) for item in found] == [(mark.start, mark.end) for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]


@pytest.mark.parametrize("text", lines(NO_DATES))
def test_dates_ignores_other_figures_and_words(text: str) -> None:
    assert find_dates(text, REFERENCE) == []


def test_dates_component_works_alone_and_reads_the_reference_date() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_dates")
    doc = nlp.make_doc("It began last year, in post-1945 Europe.")
    doc._.reference_date = date(2013, 3, 22)
    doc = nlp(doc)
    assert [(ent.text, ent.label_, str(ent._.date.start)) for ent in doc.ents] == [
        ("last year", "DATE", "2012-01-01"),
        ("1945", "DATE", "1945-01-01"),
    ]


@pytest.mark.parametrize("reference", [date.min, date.max])
def test_dates_of_the_first_and_last_day_do_not_fail(reference: date) -> None:
    words = "last next this the following previous past coming".split()
    units = "day week month year decade century fiscal year quarter March Friday two years 5 days spring".split()
    text = ". ".join(f"the {word} {unit}. {word} {unit}. end of {word} {unit}" for word in words for unit in units)
    text += " Friday. March 5. Yesterday. tomorrow. two years later. ten weeks ago. five days earlier. 5 days hence."
    text += " Q1. the first Monday of the next week. the last week of this day. AD 1. ten weeks earlier."
    found = find_dates(text, reference)
    assert {item.value.kind for item in found} == {"absolute", "relative", "duration"}


def test_dates_without_a_reference_have_no_calendar_value() -> None:
    found = find_dates("It was said last year and in March.")
    assert [(item.value.kind, item.value.start, item.value.timex) for item in found] == [
        ("relative", None, None),
        ("relative", None, "XXXX-03"),
    ]


STYLES = (
    "{d.day} {d:%B} {d.year:04d}",
    "{d.day} {d:%b} {d.year:04d}",
    "{d:%B} {d.day}, {d.year:04d}",
    "{d:%b}. {d.day}, {d.year:04d}",
    "{d:%A}, {d.day} {d:%B} {d.year:04d}",
    "{d:%A}, {d:%B} {d.day}, {d.year:04d}",
    "{d.year:04d}-{d.month:02d}-{d.day:02d}",
    "{d.month:02d}/{d.day:02d}/{d.year:04d}",
    "{d.month}/{d.day}/{d.year:04d}",
)


@settings(deadline=None)
@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.sampled_from(STYLES))
def test_dates_finds_a_day_again_in_every_style(day: date, style: str) -> None:
    written = style.format(d=day)
    assume("May." not in written)
    (found,) = find_dates(f"It was signed on {written} in Oslo.")
    assert (found.value.start, found.value.end) == (day, day)
    assert found.end - found.start == len(written)


PIECES = st.sampled_from(
    (
        "the early mid - late end of beginning first second half quarter Q1 FY2026 2019 1980s 21st century BC May "
        "June 5 31 , last next this year month week ago later two five years days every in since – 2014-2017 ' (2010) "
        "decade Monday winter 0 29 February Easter weekend before after tomorrow about perhaps until by 18th 4/22 to "
        "through nineteen ninety-six rest all school fiscal ends July said will couple more now recent 12/10/2020"
    ).split()
)
SENTENCES = st.lists(PIECES, max_size=14).map(" ".join)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PART_MODS = ("START", "MID", "END")


def month_after(year: int, month: int, months: int) -> date:
    count = year * 12 + month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def days_of(timex: str) -> tuple[date, date] | None:
    """Return the first and last day of a TIMEX3 value of the calendar, by a reading of its own."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", timex):
        return date.fromisoformat(timex), date.fromisoformat(timex)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(5 if week[3] else 0), monday + timedelta(6)
    parts = re.fullmatch(r"(FY)?(\d{4})(?:-(\d\d)|-Q(\d)|-H(\d)|-(SP|SU|FA|WI))?", timex)
    if parts is None:
        return None
    fiscal, year, month, quarter, half, season = parts.groups()
    first = int(month or 0) or 3 * int(quarter or 0) - 2 or 1
    first = 6 * int(half) - 5 if half else SEASON_MONTHS[season] if season else max(first, 1)
    length = 1 if month else 3 if quarter or season else 6 if half else 12
    begins = month_after(int(year), first, -3 if fiscal else 0)
    return begins, month_after(begins.year, begins.month, length) - timedelta(1)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, st.none() | st.dates(date(1000, 1, 1), date(2500, 1, 1)))
def test_dates_values_never_contradict_each_other(text: str, reference: date | None) -> None:
    for found in find_dates(text, reference):
        value = found.value
        assert isinstance(value, DateValue)
        assert (value.duration is None) or value.kind == "duration"
        assert (value.kind == "set") <= (value.start is None and value.duration is None)
        if value.start is None or value.end is None or value.edtf is None:
            continue
        assert value.timex is not None
        parsed = parse_edtf(value.edtf)
        # The library lets winter end with its December.
        if "-24" not in value.edtf:
            assert tuple(parsed.lower_strict()[:3]) == (value.start.year, value.start.month, value.start.day)
            assert tuple(parsed.upper_strict()[:3]) == (value.end.year, value.end.month, value.end.day)
        first, last = (days_of(value.timex.split("/")[place]) for place in (0, -1))
        if first and last and "ends July" not in text:
            assert first[0] <= value.start <= value.end <= last[1]
            assert value.mod in PART_MODS or (value.start, value.end) == (first[0], last[1])


@settings(deadline=None)
@given(st.text(max_size=80) | st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join), st.none() | st.dates())
def test_dates_never_fails_and_spans_are_apart(text: str, reference: date | None) -> None:
    found = find_dates(text, reference)
    edges = [edge for item in found for edge in (item.start, item.end)]
    assert edges == sorted(edges)
    assert all(item.start < item.end <= len(text) for item in found)


TABLES = (
    *(words.MONTHS, words.SHORT_MONTHS, words.WEEKDAYS, words.SHORT_WEEKDAYS, words.SEASONS, words.UNITS, words.PARTS),
    *(words.PLURAL_UNITS, words.YEAR_KINDS, words.DECADE_WORDS, words.PART_NOUNS, words.HALVES, words.RELATIVES),
    *(words.DAY_WORDS, words.DIRECTIONS, words.EACH_WORDS, words.VAGUE_AMOUNTS, words.CYCLE_WORDS, words.ERAS),
)
WORDS = st.sampled_from(TABLES).flatmap(lambda table: st.sampled_from(sorted(table)))
NUMBERS = st.sampled_from("0 zero 1 12 31 99 2000 9999 1st 31st 0th FY2000 Q1 9990s 2000-9999 9999-12-31 '99".split())
GLUE = st.sampled_from("the a of in and to from until half first , . - – ( )".split())
GRAMMATICAL = st.lists(WORDS | NUMBERS | GLUE | WORDS.map(str.title) | WORDS.map(str.upper), max_size=12).map(" ".join)
REFERENCES = st.sampled_from((date(1, 1, 1), date(9999, 12, 31), date(2020, 2, 29), None))


@settings(max_examples=400, deadline=None)
@given(GRAMMATICAL, REFERENCES)
def test_dates_never_fails_on_the_words_of_its_grammar(text: str, reference: date | None) -> None:
    assert all(text[item.start : item.end].strip() for item in find_dates(text, reference))


@pytest.mark.parametrize("text", ["in the next 0 months", "the last 0 days", "in the next zero years"])
def test_dates_a_length_of_nothing_has_no_calendar_value(text: str) -> None:
    (found,) = find_dates(text, REFERENCE)
    assert (found.value.kind, found.value.start) == ("duration", None)


def seconds(text: str) -> float:
    # A collection of garbage takes longer the more there is in memory, also of other tests.
    gc.disable()
    try:
        started = time.process_time()
        find_dates(text, REFERENCE)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", ["1", "$", "1-", "[(", "'"])
def test_dates_passes_fast_over_hostile_text_without_dates(piece: str) -> None:
    assert seconds(piece * (200_000 // len(piece))) < 2


@pytest.mark.parametrize(
    "piece", ["1 ", "2019-", "January-", "early ", "two ", "(2019", "FY2020-", "B.", "Q1/", "2019 or ", "$1 ", "May 3 "]
)
def test_dates_reads_hostile_text_in_linear_time(piece: str) -> None:
    seconds(piece * 10)
    small, large = (seconds(piece * (size // len(piece))) for size in (5_000, 30_000))
    assert large < 20 * small + 0.25

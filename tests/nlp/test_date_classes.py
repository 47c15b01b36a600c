"""Date expressions class by class: each line is a sentence with its gold inside."""

from datetime import date

import pytest

from outsider_etl.nlp.dates import find_dates
from tests.nlp.inline import lines, parse, said

# A Tuesday.
REFERENCE = date(2020, 12, 1)

DAYS = """
on <date start=1863-05-03>May 3d, 1863</date>, <date start=1863-06-22>22d of June 1863</date> and in 2d place
The pact of <date start=2019-01-04>04-Jan-2019</date> replaced that of <date start=2018-12-23>23-Dec-18</date>
It closed on <date start=2019-08-01>2019-Aug-01</date>
a letter dated <date start=2020-05-25>25/5</date>
Bids came in by <date start=2020-10-31>10/31</date>
Signed in Lagos on the <date start=1960-10-01>1st of October, 1960</date>
from the <date start=2018-07-13 end=2018-07-15>13th to the 15th of July 2018</date> they met
between <date start=2018-09-03 end=2018-09-12>3 and 12 September 2018</date> it was shut
<date start=2018-08-27 end=2018-08-29>August 27th - 29th, 2018</date>
<date start=2018-07-13 end=2018-07-15>July 13 through 15, 2018</date>
on <date start=1917-08-16>16</date> and <date start=1917-08-22>22 August 1917</date> they attacked
on <date start=2021-01-29>January 29</date> and <date start=2021-01-30>30, 2021</date>, as planned
<date start=2019-12-20>December 20</date> to <date start=2020-01-05>January 5, 2020</date>
<date start=2019-06-28 end=2019-07-02>28 June–2 July 2019</date>
<date start=2019-01-01 end=2019-12-31>1 Jan. 2019 – 31 Dec. 2019</date>
on <date start=2015-10-26>Monday the 26th of October, 2015</date>
this <date start=2019-03-01>1st day of March, A.D. 2019</date>, the <date>4th of July, A.D. 1848</date>
on <date start=1848-07-04>July 4, A.D. 1848</date>, the day
The office (open <date start=2020-12-25>Dec. 25</date>) is staffed
The count of <date start=2024-10-01 end=2024-10-31>Oct-24</date> was lower
flown on <date start=2022-03-12>12MAR22</date> and <date start=2022-04-05>05APR2022</date> in all
"""

RANGES_AND_LISTS = """
<date start=1999-01-01 end=1999-02-03>1 Jan.–3 Feb. 1999</date>
from <date start=1999-01-01 end=1999-01-01>1 Jan</date>. to <date start=1999-02-03>3 Feb. 1999</date>
from <date start=1999-01-01 end=1999-01-31>Jan</date>. to <date start=1999-02-01>Feb. 1999</date>
It closed in <date start=2020-05-01>May</date>. <date start=2019-06-01>June 2019</date> was quiet
on <date start=1917-10-25>25 October</date>/<date start=1917-11-07>7 November 1917</date>
on <date start=1917-12-20>20 December</date> (<date>2 January 1918</date>) and \
<date start=1917-11-07>7 November</date> (<date>25 October 1917</date>)
on <date start=1917-10-25>25 October</date> (<date start=1917-11-07>7 November</date>) <date timex=1917>1917</date>
<date start=2017-01-01 end=2017-09-30>January–September 2017</date>, <date start=2018-01-01>Jan.–Dec. 2018</date>
<date start=2016-12-30 end=2017-01-02>30 December 2016–2 January 2017</date>
<date start=1940-05-10 end=1940-06-25>10.05.1940–25.06.1940</date>
<date start=2016-05-03 end=2016-06-07>2016-05-03/2016-06-07</date>
<date start=1967-06-05 end=1967-06-08>5th-8th June 1967</date> or <date start=2019-06-08>8/9 June 2019</date>
<date start=2016-05-03 end=2016-05-07>3-7 May</date> and <date start=2016-05-10>10-14 May 2016</date>
<date start=1920-01-01 end=1939-12-31>1920s–1930s</date>, <date start=1501-01-01>16th–18th centuries</date>
<date start=2014-04-01 end=2014-05-31>April/May 2014</date> or <date start=2008-01-01 end=2009-12-31>2008/9</date>
<date start=1949-01-01 end=1949-12-31>1949</date> – <date start=1949-04-04 end=1949-04-04>4 April</date>: it was founded
on <date start=1933-03-03>March 3</date> and <date start=1933-03-04>4, 1933</date>, banks shut
In <date start=2014-01-01>January</date>, <date start=2014-03-01>March</date> and <date start=2014-05-01>May 2014</date>
from <date start=2010-07-21>late July</date> to <date start=2010-08-11>mid-August 2010</date>
the <date start=2019-01-01 timex=2019-Q1>first</date> and <date start=2019-04-01>second quarters of 2019</date>
<date start=2019-05-05>5</date> or <date start=2019-05-06>6 May 2019</date>
the <date start=1850-01-01 end=1869-12-31 edtf=185X/186X>1850s–60s</date>
about <date start=1990-01-01 end=2000-12-31 edtf=1990~/2000~>1990-2000</date>
"""

ABBREVIATED_QUARTERS = """
<date start=2019-10-01 end=2019-12-31>Q4-19</date> and <date start=2020-01-01>Q1-2020</date>
profits of <date start=1998-10-01 end=1998-12-31>4Q98</date> and <date start=1997-07-01 end=1997-09-30>Q3/97</date>
<date start=2018-07-01 end=2018-09-30>Q3/2018</date>, <date start=2018-07-01>3Q18</date>
<date timex=2018-Q3>2018Q3</date>
<date start=2015-10-01 end=2016-03-31>2015Q4–2016Q1</date> and <date start=2019-01-01 end=2019-06-30>1H19</date>
<date start=2020-10-01 end=2021-03-31>H1 FY2021</date>, <date start=2020-01-01 timex=FY2020-Q2>Q2FY20</date>
<date timex=FY2019-Q4>Q4 of 2018-19</date> or <date timex=FY2020-Q3/FY2020-Q4>H2:2019-20</date>
<date timex=FY2024-Q1/FY2024-Q2>1HFY24</date> and <date timex=FY2024-Q3>3QFY24</date>
in <date start=2018-07-01 end=2018-09-30>fiscal Q4 2018</date>
the <date timex=FY2018-Q3>third fiscal quarter of 2018</date> and <date timex=FY2019-Q1>fiscal first-quarter 2019</date>
in the <date timex=XXXX-Q4 kind=relative>fiscal fourth quarter</date>
a <date timex=P2Q>two fiscal quarters</date> long slump
<date start=2019-01-01 end=2019-12-31>CY2019</date>, <date start=2015-10-01 end=2015-12-31 mod=END>year-end 2015</date>
"""

CELLS = """
Month | <date start=2020-09-01>Sep</date> | <date start=2020-10-01>Oct</date>. | <date start=2020-11-01>November</date>
<date start=2020-11-27>Friday</date>
the <date start=2020-12-01>1st</date>
"""

CITED = """
until <date start=2019-06-30>30 June 2019</date>.3 It was renewed in <date start=2020-01-01>2020</date>.14
from <date start=2014-01-01>2014</date> to <date start=2017-01-01>2017</date>.3 Then
growth fell (<date start=1998-01-01>1998</date>; Kim and Lee <date start=2013-01-01>2013</date>, 12)
(Kim et al. <date>2013</date>, 12; Lee and Ames <date>2014</date>a; \
Roe and Low <date>2016</date>; Dee <date>2017</date>)
as said (Ostrom <date start=1990-01-01>1990</date>) and (World Bank <date start=2020-01-01>2020</date>a)
downloaded on <date start=2023-11-02>02.11.2023</date>
"""

NAMED_DAYS = """
on <date start=2018-12-25>Christmas Day 2018</date> and <date start=2018-12-31>New Year's Eve</date>
before <date start=2019-04-21 timex=2019-04-21>Easter 2019</date>
the <date start=2019-11-29>day after Thanksgiving 2019</date>
<date start=2020-12-11>two weeks before Christmas</date>
closed on <date start=2020-09-07>Labor Day</date> and on <date start=2020-05-25>Memorial Day</date>
since <date start=2017-05-14>Mother's Day 2017</date>
the <date start=2019-04-19>Good Friday of 2019</date>
By <date start=2019-10-09>Yom Kippur 2019</date> it was over
"""

WEEKS = """
the <date start=2021-06-05 end=2021-06-06>weekend of 5-6 June 2021</date>
in the <date start=2020-10-05 end=2020-10-11 timex=2020-W41 granularity=week>week of 5 October 2020</date>
in the <date start=2020-10-05 end=2020-10-11>week beginning October 7, 2020</date>
<date start=2021-03-22 end=2021-03-28>week 12 of 2021</date>
the <date start=2020-10-03 end=2020-10-04 timex=2020-W40-WE>weekend of 3 October</date>
the <date start=2019-05-13 end=2019-05-19>third week of May 2019</date>
the <date start=2018-12-10 end=2018-12-16>third last week of 2018</date>
"""

MONTHS_QUARTERS_SEASONS = """
in <date start=2020-10-01 end=2020-10-31>Oct'20</date> and (<date start=2020-04-01 end=2020-12-31>Apr-Dec</date>)
the <date start=2003-01-01 end=2003-03-31 timex=2003-Q1>January-March quarter of 2003</date>
the <date start=2006-10-01 end=2006-12-31>final quarter of 2006</date>
the <date start=2006-01-01 end=2006-03-31 mod=START>early months of 2006</date>
in the <date start=2006-10-01 mod=END>last months of 2006</date>, the second months of <date>2007</date>
in <date timex=2006>2006</date> and the <date start=2006-01-01 end=2006-09-30>first nine months of the year</date>
in <date timex=2006>2006</date>, in the <date start=2006-10-01 mod=END kind=relative>last weeks of the year</date>
the <date start=1914-07-21 end=1914-07-31 mod=END>final days of July 1914</date>
in the <date timex=2020-Q2>June quarter 2020</date>, the <date timex=2020-Q4>December 2020 quarter</date>
the <date timex=2019-Q3>September quarter of 2019</date>; a <date timex=2019-05>May</date> quarter report
the <date>March</date> quarter-finals; a <date>March</date> quarter century ago
the <date timex=PXD>last days</date> of <date timex=2021/2022>2021-2022</date>
the <date start=1987-01-01 end=1989-12-31>late years of the 1980s</date>, in the early years of the war
<date start=2019-07-01 end=2019-09-30>2019's third quarter</date>
<date start=2021-07-01 end=2021-09-30>next year's third quarter</date>
<date start=2020-07-01 end=2020-09-30>Q3 this year</date>
in <date start=2016-11-01 end=2016-11-30>11-2016</date>
as of <date start=2018-12-01 end=2018-12-31>Dec/2018</date>
the <date start=2020-07-01 end=2020-12-31 kind=relative>second half of the year</date>
at <date start=2020-10-01 end=2020-12-31 mod=END>year-end</date>
by <date start=2020-12-21 mod=END>month's end</date>
in the <date start=1968-03-01 end=1968-05-31>spring of '68</date>
<date start=2019-12-01 end=2020-02-29 timex=2019-WI>winter 2019-20</date>
"""

YEARS = """
over <date start=1990-01-01 end=1995-12-31 timex=1990/1995>1990/91-1994/95</date>
<date start=2019-07-01 end=2019-12-31 timex=2019-H2>second-half 2019</date> sales
in <date start=1996-01-01 end=1996-12-31 timex=1996>nineteen ninety-six</date>
in <date start=2020-01-01 end=2020-12-31>two thousand and twenty</date>
in <date start=1789-01-01 end=1789-12-31>seventeen eighty-nine</date>
in <date start=1905-01-01 end=1905-12-31>nineteen hundred and five</date>
It ran from <date start=1994-01-01 end=1999-12-31 timex=1994/1999>1994–99</date>
The <date start=2021-01-01 end=2027-12-31>2021-2027</date> budget
below <date start=1990-01-01 end=1990-12-31>1990</date> levels, after <date start=2020-01-01>2020</date>'s fires
(<date start=1950-05-01 end=1950-08-31>May-August 1950</date>), in <date start=1918-06-01>summer</date> and \
<date start=1918-09-01>autumn 1918</date>
his <date start=1963-01-01>1963</date> children's book (<date start=1944-01-01 end=1944-12-31>1944</date>-)
(born <date start=1902-01-01>1902</date>, died c.<date start=1968-01-01 mod=APPROX>1968</date>)
<date timex=BC0264/BC0241 edtf=-0263/-0240>264–241 BC</date>
from <date timex=BC0218 edtf=-0217>218</date> to <date timex=BC0201 edtf=-0200>201 B.C.</date>
<date timex=BC2000 edtf=-1999 start=None>2000 BCE</date> or <date start=0079-01-01 timex=0079>79 AD</date>
"""

FISCAL_AND_SCHOOL_YEARS = """
Our fiscal year ends on the <date start=2021-01-31>last day of January</date>: in \
<date start=2019-02-01 end=2020-01-31>FY2020</date>
in <date start=2021-10-01 end=2022-09-30 timex=FY2022>FY 2021/2022</date>
in the <date start=2019-10-01 end=2020-03-31>first half FY2020</date>
in <date start=1987-10-01 end=1988-09-30 timex=FY1988>fiscal 1988</date>
the <date start=2020-10-01 end=2020-12-31 timex=FY2021-Q1>first quarter of fiscal 2021</date>
The fiscal year ends on <date start=2021-03-31>March 31</date>; for \
<date start=2019-04-01 end=2020-03-31 timex=FY2020>fiscal year 2020</date> it
The financial year begins on <date start=2020-07-01>1 July</date>: \
<date start=2018-07-01 end=2019-06-30>FY2019</date>
the <date start=2019-09-01 end=2020-08-31 timex=2019-09/2020-08>2019-20 school year</date>
the <date start=2018-09-01 end=2019-08-31>academic year 2018/19</date>
fiscal years end on <date start=2020-06-30>June 30</date>; in the <date start=2018-07-01 end=2019-06-30>fiscal year \
2018-19</date>
<date start=2012-11-01 end=2012-11-30>November of fiscal year 2013</date>
<date start=2020-03-01 end=2020-03-31>March of FY2020</date>
<date start=2020-04-01 end=2020-06-30 timex=FY2020-Q3>third quarter of last fiscal year</date>
<date start=2019-10-01 end=2020-03-31 timex=FY2020-Q1/FY2020-Q2>first half of fiscal year 2020</date>
"""

DECADES_AND_CENTURIES = """
the <date start=1984-01-01 end=1986-12-31 timex=198 mod=MID>mid-1980's</date>, by the \
<date timex=198 mod=END>late 1980′s</date>
the <date start=1980-01-01 end=1989-12-31>nineteen-eighties</date> or <date start=2010-01-01>twenty-tens</date>
through the <date start=1970-01-01 end=1979-12-31>70's</date>
the <date start=1801-01-01 end=1900-12-31>19th</date> and <date start=1901-01-01>20th centuries</date>
a <date start=1701-01-01 end=1800-12-31>18th-century</date> map
the <date start=1901-01-01 end=1925-12-31>first quarter of the 20th century</date>
the <date start=1890-01-01 end=1899-12-31>last decade of the 19th century</date>
in the <date start=1994-01-01 end=1999-12-31>mid-to-late 1990s</date>
the <date start=1941-01-01 end=1970-12-31 mod=MID>mid-twentieth century</date>
the <date timex=BC03 edtf=-0299/-0200>3rd century BC</date>
"""

VAGUE = """
a map of circa <date start=1850-01-01 mod=APPROX edtf=1850~>1850</date>
built c. <date mod=APPROX edtf=1900~>1900</date> or perhaps <date mod=None edtf=1930?>1930</date>
in <date timex=PAST_REF kind=relative>recent years</date> and <date timex=PRESENT_REF>these days</date>
in the <date timex=FUTURE_REF>foreseeable future</date> and for <date timex=FUTURE_REF>decades to come</date>
in the <date timex=PXY kind=duration>coming years</date>
for <date timex=PXDE>decades</date> and <date timex=PXM>several months</date>
"""

OPEN_INTERVALS = """
on or before <date mod=ON_OR_BEFORE>June 30, 2010</date> and on or after <date mod=ON_OR_AFTER>1 May 2010</date>
since <date start=2014-01-01 end=2014-12-31 timex=2014 mod=ON_OR_AFTER>2014</date>, not before
until <date timex=2030 mod=ON_OR_BEFORE>2030</date> or by <date timex=2025-06 mod=ON_OR_BEFORE>June 2025</date>
before <date timex=1990 mod=BEFORE>1990</date> and after <date timex=1991 mod=AFTER>1991</date>
from <date timex=2012 mod=ON_OR_AFTER>2012</date> onwards
no later than <date timex=2021-06-30 mod=ON_OR_BEFORE>30 June 2021</date>
since the <date timex=199 mod=ON_OR_AFTER>1990s</date>
since at least <date start=2014-01-01 mod=ON_OR_AFTER>2014</date>
"""

RELATIVE = """
<date start=2020-12-03>two days after today</date> or <date start=2020-12-23>three weeks from tomorrow</date>
<date start=2020-12-15 end=2020-12-15>two weeks from today</date>
It will end <date start=2022-01-01 end=2022-12-31>two years from now</date>
the <date start=2020-12-03>day after tomorrow</date> or the <date start=2020-11-29>day before yesterday</date>
the <date start=2020-12-14 end=2020-12-20>week after next</date>, the <date start=2018-01-01>year before last</date>
<date start=2020-12-22>three Tuesdays from now</date>
<date start=2020-12-11>Friday of next week</date>, or <date start=2020-12-07>next week on Monday</date>
the <date start=2020-12-07>first Monday of the month</date>
the <date start=2021-01-20>20th of next month</date>
from <date start=2020-12-04 end=2020-12-22>4 to 22 of this month</date>
for the <date start=2020-12-01 end=2020-12-31>rest of the year</date>
<date start=2020-12-05 end=2020-12-06>this weekend</date> and <date start=2020-12-12>next weekend</date>
In <date start=2018-10-01>October 2018</date>, up from <date start=2017-10-01>a year earlier</date>, he said \
<date start=2020-11-30>Monday</date>
the <date start=2020-04-01 end=2020-09-30 timex=P2Q>last two quarters</date>
"""

DURATIONS = """
over the <date timex=PXY>next three to five years</date> or the <date timex=PXM>last two or three months</date>
between <date timex=PXW>2 and 4 weeks</date>, or after 2 and <date timex=P3Y>3 years</date>
between 10 and <date start=2008-01-01>12 years ago</date>; between 2 and <date timex=P10Y>10 year</date> yields
for <date duration=P1.5Y>1½ years</date>, a <date duration=P2.5Y>2½-year</date> term, <date duration=P3.5Y>3 1/2 \
years</date>
for <date duration=P18Y>18-year-olds</date>
<date duration=P1.5Y>a year and a half</date>, <date duration=P2.5Y>two and a half years</date>
<date duration=P2W>a couple of weeks</date>; within <date duration=P2W>a fortnight</date> it
for <date duration=P1W>all week</date> or the <date duration=P1Y>whole year</date>
<date duration=P4Y>four more years</date>, <date duration=P3M>three consecutive months</date>
the <date duration=P100D>first 100 days</date> in office
a <date duration=P45Y>45-year-old</date> clerk and a <date duration=P3M>three-month-old</date> boy
<date duration=None timex=PXY>5-10 years</date> or <date duration=None timex=PXM>18 to 24 months</date>
for about <date duration=P3Y mod=APPROX>three years</date>, at least \
<date duration=P2M mod=EQUAL_OR_MORE>two months</date>
<date duration=P1M2D>2 days 1 month</date>
<date duration=P15D>15 days</date> and <date duration=P3D>three working days</date>
for <date duration=P100Y>a hundred years</date>
in the <date start=2020-03-08 end=2020-03-14>week ending 14 March 2020</date>
it lasted <date duration=P1D>one day</date> and took <date duration=P1D>one day</date> of talks
a <date duration=P1M>month-long</date> truce lasted <date duration=P1Y>a year</date>, a \
<date duration=P2W>two-week-long</date> one
<date duration=P3Y>three years</date> or <date duration=P5Y>five years</date> at the most remote places
"""

SETS = """
<date kind=set timex=P2W>every other Friday</date> and <date kind=set timex=XXXX-04-01>every 1 April</date>
the <date kind=set timex=P1M>first Monday of each month</date>
<date timex=P1D kind=set>every day</date>, <date timex=P1M kind=set>each month</date>, <date timex=P1Q>quarterly</date>
<date timex=P2W kind=set>every two weeks</date> or on <date timex=XXXX-WXX-1 kind=set>Mondays</date>
<date timex=XXXX-05>every May</date> 2 people died; <date timex=XXXX-03>every March</date> 15 firms report
<date timex=XXXX-03-15>every March 15</date> the firms report
<date timex=XXXX-SU kind=set>every summer</date> and <date timex=XXXX-03 kind=set>every March</date>
"""

NO_DATES = """
it stood at 2019.3 in all, in Stata 2019.3 The, in 1912.4 GWh, of 1850.3 Mt and rose to 2019.3
a ratio of 1/2 to 3/4, since 9/11, open 24/7
at 1950 Market Street, near the 2000 block of Elm
on the 5th floor, the 18th Airborne Corps
in his fifties, in her early 70s
He introduced Jan to Marie; a letter from Jan to Mary; I gave Jan to Augustine
in the second half 1500 fans left
One day, she left; it could one day become a rule
Mr. Friday disagreed and Black Friday sales rose
the second was accepted; the first to sign
an epiphany, India's Independence Day
nineteen ninety-six people
Boeing 747, Windows 2000 and version 2.2019
Agenda 2030, Vision 2035, Horizon 2020 and COP26
May I ask, he may march on
now, currently and recently
on the last day of his presidency
Of the 2014 respondents; rose to 2021 per day; some 1900 were killed
COM(2020) 456; 1600 Pennsylvania Avenue; a man in his mid-70s; ISSN 1999-2000
the histones H2A and H2B
"""

BLOCKS = (
    *(RANGES_AND_LISTS, ABBREVIATED_QUARTERS, CELLS, CITED),
    *(DAYS, NAMED_DAYS, WEEKS, MONTHS_QUARTERS_SEASONS, YEARS, FISCAL_AND_SCHOOL_YEARS, DECADES_AND_CENTURIES),
    *(VAGUE, OPEN_INTERVALS, RELATIVE, DURATIONS, SETS),
)


@pytest.mark.parametrize("marked", [line for block in BLOCKS for line in lines(block)])
def test_dates_of_every_class_are_found_with_their_values(marked: str) -> None:
    text, marks = parse(marked)
    found = find_dates(text, REFERENCE)
    assert [text[item.start : item.end] for item in found] == [text[mark.start : mark.end] for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]


@pytest.mark.parametrize("text", lines(NO_DATES))
def test_dates_leaves_other_numbers_and_names_alone(text: str) -> None:
    assert [text[item.start : item.end] for item in find_dates(text, REFERENCE)] == []


@pytest.mark.parametrize("text", ["10MAR4", "4mar2", "12dec45", "3f12DEC45a"])
def test_figures_and_letters_written_as_one_are_no_whole_date(text):
    assert text not in [text[found.start : found.end] for found in find_dates(text)]
    assert all(not found.value.start for found in find_dates(text))

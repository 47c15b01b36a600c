"""Which numbers of four digits are years, by the words around them; the gold stands inside the sentences."""

from datetime import date

import pytest

from outsider_etl.nlp.dates import find_dates
from tests.nlp.inline import lines, parse, said

REFERENCE = date(2020, 12, 1)

LISTED = """
an average of <date>2010</date> and <date>2011</date>
the laws of <date>2004</date>, article 5 of <date>2010</date>
It rises by <date>2100</date> at 1830 hrs, in <date>1990</date> hours worked fell
The base year is <date>2015</date>. The number was 1998.
Resolutions 12 and 13, <date>2005</date> being a year of peace
Resolutions 1373, 1540 and 1624 (<date>2005</date>); the Council adopted resolutions in <date>2004</date>
Resolutions 1540 (<date>2004</date>), 1718 (<date>2006</date>) and 1874 (<date>2009</date>)
In <date>1999</date> (<date>2000</date>) and <date>2003</date> (<date>2005</date>) it rose
Cases rose from 1532 in <date start=2010-01-01>2010</date> to 1987 in <date start=2015-01-01>2015</date>
By <date start=2010-01-01>2010</date> in <date start=2015-01-01>2015</date> dollars it had doubled
It rose from <date start=2019-01-01>2019</date> to 5 million dollars
In <date start=2014-01-01>2014</date> and <date start=2015-01-01 end=2015-12-31>2015</date> exports fell
In <date start=2014-01-01>2014</date> or <date start=2015-01-01>2015</date> flows rose
In <date start=2012-01-01>2012</date>, <date start=2013-01-01>2013</date>, and <date start=2014-01-01>2014</date> \
exports fell
Between <date start=2010-01-01>2010</date> and <date start=2014-01-01>2014</date> imports doubled
From <date start=2018-01-01>2018</date> to <date start=2020-01-01>2020</date> forces trained
Data from <date start=2011-01-01>2011</date> to <date start=2016-01-01>2016</date> suggests it
in <date start=1999-01-01>1999</date> and <date start=2000-01-01>2000</date> members left
In <date start=2014-01-01>2014</date>, 2000 soldiers were sent
the <date start=2014-01-01>2014</date> and <date start=2015-01-01>2015</date> elections
Between <date>2017</date> and <date>2021</date> migrants arrived; between <date>2011</date> and <date>2013</date> \
schools closed
From <date>2018</date> to <date>2020</date> cases rose; from <date>2001</date> to <date>2021</date> troops fought
Between <date>2010</date> and <date>2020</date> jobs fell; from <date>1990</date> to <date>2000</date> firms left
From <date>2000</date> to <date>2005</date> companies invested
From <date>1861</date> to <date>1865</date> soldiers fought
<date>2016-2018</date> cases rose, and so did <date>2015/16</date> students
Exports grew from <date>2010</date> to <date>2015</date> thanks to reforms
Around <date>2010</date> to 2015 exports fell
from <date>1990</date> to <date>2019</date> in <date>2017</date> US dollars; spending of <date>2010</date> in \
<date>2012</date> prices
The invasion of <date>2003</date> <date start=2013-01-01>a decade later</date>
the crash of <date>2008</date> a week after; from <date>2008</date> a decade of stagnation
The number rose by 2100 in <date start=2020-03-01>March</date>
By <date>2100</date> in the north, from <date>2050</date> to <date>2100</date>, <date>2050-2100</date>
The year was <date>1984</date>.
an average of <date>2010-2012</date>, an average of <date>2015–17</date>, a range of <date>2018</date> \
prices, a sum of <date>2010</date> and <date>2011</date>
In the bill, <date>2015</date> (12) and <date>2016</date> (15); in room 3, <date>2015</date> (12)
the <date start=2014-01-01 end=2020-12-31>2014-2020</date> programmes; its \
<date start=2021-01-01 end=2027-12-31>2021-2027</date> projects
In <date>2018/19</date>, the season <date>2018/2019</date>, in <date>2014/2020</date> and in <date>1881/1914</date>
It grew up to and including <date>2011</date>, or up to and including 2000 soldiers
The (EU) <date>2014/2020</date> budget, in (EC) <date>2007/2013</date>, Regulation (EU) <date>2018/2019</date>, \
a body of law <date>2014/17</date>, 2 PhD <date>2013/16</date>, to <date>2025/2045</date>
The audit (NAO) <date start=2015-01-01 end=2016-12-31>2015/16</date>
"""

BEFORE_MORE_OF_THEM = """
The population of <date start=1990-01-01>1990</date> was larger
By <date start=2025-01-01>2025</date> new vehicles must be electric
By <date start=2025-01-01>2025</date> more countries and by <date start=2030-01-01>2030</date> other sources will
As of <date start=2021-01-01>2021</date> more states had joined
It passed. From <date start=2020-01-01>2020</date> new cars must be electric
Through <date start=2022-01-01>2022</date> additional tanks were built
Around <date start=2030-01-01>2030</date> new reactors will be built
It was dissolved <date start=1932-01-01>1932</date>; amended 2019 laws, issued 2000. They built 1800.
From <date>1950</date> to <date>2000</date> hours worked declined; adopted 1540 (<date>2004</date>)
"""

DECADES_AND_CENTURIES = """
In the <date start=1960-01-01>1960's</date> and <date start=1970-01-01 end=1979-12-31>1970's</date> it grew
In the <date start=1801-01-01 end=1900-12-31>19th</date> and \
<date start=1901-01-01 end=1940-12-31>early 20th centuries</date>
the <date start=1701-01-01>18th</date>, <date start=1801-01-01>19th</date>, and <date>20th centuries</date>
The <date start=1920-01-01 end=1929-12-31>1920's</date>, <date start=1930-01-01 end=1939-12-31>1930's</date> and \
<date start=1940-01-01 end=1949-12-31>1940's</date> were hard
the <date>late 1960's</date>, <date>1970's</date>, and <date>1980's</date>
It cost £2 10s. 6d. in <date start=1938-01-01>1938</date>, or 10s. 6d. and £3 20s
"""

NO_YEARS = """
Law No. 12 of 2018, Cabinet Decision (57) of 2018 and Order No. 3 of 2011
at 1830 hrs and 1700 GMT 2100 people met on May Day
at first they were few, then 2000 a day, or 1800 a day on average
a town with a population of 1987, at an altitude of 1950; a further 2010 were fined
Some 2000 to 2500 troops; about 2000-2500 vessels; up to 2000-2500 additional rifles
between 1800 and 2000 soldiers died; it rose from 1500 to 2000 hectares
from 2000 to 2500 troops; between 1900 and 2000 people; from 1990 to 1850 soldiers
it grew from 1950 to 2020 cases and fell from 1850 to 1990 soldiers
it sent 2000 new soldiers from 2000 new ships; some 1950 to 2010 other refugees
up to 2000 additional troops; 1950 further arrests
col. 1963, cols. 1950-1952, cc. 1900-1902, fol. 1945, fn. 1999, ch. 2000, reg. 2010, cl. 1950, tel. 2015, Res. 1973
employed 2100 in Leeds; fell to 2100 from 2300; University, 2100, Balanga City
hours worked per year are 1720; the cost per year was 2000. Deaths in the year were 1950. The number a year is 1600
2015/06-2015/12 and 2019/12-2020/03
a GDP of 1990.5 Billion Dollars, rose by 1950.4 Tonnes, from 1990.5 Euros to 1880.2 Pounds
at 1850.3, 1900.4; were 1850.4, 1987.2, 2019.3; rose to 2010.6 On the way
the 2030 Agenda and the 2063 Agenda
Horizon 2020 and Vision 2030
the Strategic Plan 2020-2024 and the National Strategy 2020–2025
the 14th Five-Year Plan
Third Five Year Plan, China's 12th Five-Year Plan
Regulation (EU) 2021/23, Directive (EU) 2019/2034, Decision (CFSP) 2015/2096, Regulation (EU, Euratom) 2020/12
Decisions (EU) 2017/35, (EU) 2017/39 and (EU) 2018/41
the taxonomy (2020/2852), the motion 2018/2973(RSP), Directive 2000/31, Ley 3/2018, Loi n° 12/2019, SI 2010/12
the Decreto-ley 8/2020; 4 StR 1904/18; 2 BvR 2628/10; case 7/2019
"""


@pytest.mark.parametrize("marked", lines(LISTED) + lines(BEFORE_MORE_OF_THEM) + lines(DECADES_AND_CENTURIES))
def test_dates_of_years_are_found_beside_others(marked: str) -> None:
    text, marks = parse(marked)
    found = find_dates(text, REFERENCE)
    assert [text[item.start : item.end] for item in found] == [text[mark.start : mark.end] for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]


@pytest.mark.parametrize("text", lines(NO_YEARS))
def test_dates_leaves_counts_references_and_names_of_plans_alone(text: str) -> None:
    assert [text[item.start : item.end] for item in find_dates(text, REFERENCE)] == []

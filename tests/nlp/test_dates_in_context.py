"""What an expression means by what the text tells around it: news from its day, a history from date to date."""

from datetime import date

import pytest

from outsider_etl.nlp.dates import find_dates, find_in_flows
from outsider_etl.nlp.values import DateValue
from tests.nlp.inline import lines, parse, said

# A Wednesday.
REFERENCE = date(2013, 2, 13)

NEWS = """
The deadline of <date start=2012-01-31>Tuesday 31 January</date> passed
The deadline of <date start=2013-01-31>Monday 31 January</date> passed
The minister said <date start=2013-02-11>Monday</date> that talks will resume on <date start=2013-02-18>Monday</date>
Prosecutors will appeal after the court ruled <date start=2013-02-08>Friday</date>
The hearing is scheduled for <date start=2013-02-15>Friday</date>
They are to meet again <date start=2013-02-14>Thursday</date>
The bank, which met <date start=2013-02-12>Tuesday</date>, kept rates
A ruling may not come until <date start=2013-02-19>Tuesday</date>
It fell in the <date start=2012-10-01 end=2012-12-31>past fiscal quarter</date>
It fell over the <date start=2012-07-01 end=2012-12-31 timex=P2Q>last two fiscal quarters</date>
It was signed <date start=2013-02-13>Wednesday</date>
They died <date start=2013-02-12>this Tuesday</date>
Sales fell in <date start=2012-11-01 end=2012-11-30>November</date> from <date start=2012-10-01>October</date>, it said
It will open in <date start=2014-01-01 end=2014-01-31>January</date>
It opened in <date start=2013-01-01 end=2013-01-31>January</date>
Parliament is expected to vote by <date start=2013-06-30>June 30</date>
She was elected on <date start=2012-06-30>June 30</date>
The fleet is due home in the <date start=2013-06-01 end=2013-08-31>summer</date>
He spoke on <date start=2012-12-24>December 24</date> and <date start=2012-12-31>New Year's Eve</date>
The fund closes <date start=2013-02-27>two weeks from today</date>
The plant will close in <date start=2013-02-23 kind=relative>10 days</date>
The dam was built in <date duration=P10Y kind=duration>10 years</date>
Work will be finished in <date start=2015-01-01 end=2015-12-31>two years</date>
They return the <date start=2013-02-15>day after tomorrow</date>
It began the <date start=2013-02-11>day before yesterday</date>
It is due the <date start=2013-02-25 end=2013-03-03>week after next</date>
Fires broke out over the <date start=2013-02-09 end=2013-02-10 timex=2013-W06-WE>weekend</date>
They will march <date start=2013-02-16 end=2013-02-17>this weekend</date>
They marched <date start=2013-02-09 end=2013-02-10>last weekend</date>
It will rain for the <date start=2013-02-13 end=2013-02-17>rest of the week</date>
Votes are due on the <date start=2013-02-18>18th</date>
He was arrested on the <date start=2013-01-31>31st</date>
It took place on <date start=2013-02-08>Friday the 8th</date>
Profit fell to $3 million in the <date start=2012-10-01>fourth quarter</date>
It rose by <date start=2012-01-01 end=2012-12-31>last year</date>'s end, as in <date start=2011-01-01>2011</date>
It said <date start=2013-02-12>Tuesday</date> exports rose in <date start=2013-01-01>January</date> from \
<date start=2012-01-01 end=2012-01-31>a year earlier</date>
He leaves for Rome in <date start=2013-03-01>early March</date>, <date start=2013-02-13>today</date>'s notice says
It may end by <date start=2016-01-01>2016</date>. It meets on <date start=2013-02-15>Friday, 15 February</date>
In <date start=2016-01-01>2016</date> it meets on <date start=2016-02-15>Friday, 15 February</date>
The war of <date start=1814-01-01>1814</date> ended. On <date start=1814-02-15>Friday, 15 February</date>, they said
The ban was to last <date start=None>60 days</date> but may only last <date duration=P3W>three weeks</date>
A cell will last <date duration=P12Y start=None>12 years</date>;\
 it won't last <date>several decades</date>
It is confined to <date duration=P3Y start=2010-02-13>last three years</date>, in contrast to \
<date duration=P6M start=2012-08-13>last six months</date>, though likely to last <date duration=P4Y>four years</date>
It fell, compared to <date duration=P2Y start=2011-02-13>last two years</date> and the \
<date duration=P90D start=2012-11-15>last 90 days</date>
"""

HISTORY = """
On <date start=1914-08-04>4 August 1914</date> it began. By <date start=1914-09-05>5 September</date> they had lost
On <date start=1914-12-24>24 December 1914</date> they stopped. In <date start=1915-01-01>January</date> they went on
In <date start=1929-01-01>1929</date> she was a typist and \
<date start=1930-01-01 end=1930-12-31>a year later</date> wrote
He sailed in <date start=1920-09-01>September 1920</date>, as in <date start=1812-01-01>1812</date>. They met on \
<date start=1920-09-18>18 September</date>
On <date start=1975-03-10>10 March 1975</date> it fell. They had planned it for <date start=1976-01-01>1976</date>. On \
<date start=1975-03-20>20 March</date> he fled
On <date start=1951-04-22>22 April 1951</date> they came. In <date start=1952-01-01>1952</date>, it calmed. In \
<date start=1952-06-01>June</date> it flared
He was shot on <date start=1881-07-02>2 July 1881</date> and died on the <date start=1881-07-19>19th</date>, not before
It met on <date start=1848-05-18>18 May 1848</date> and, <date start=1848-05-21>three days later</date>, chose him
The siege began on <date start=1775-04-19>April 19, 1775</date>. The \
<date start=1775-04-20>following day</date> they dug in
In <date timex=BC0218>218 BC</date> he came; <date timex=BC0216>two years later</date> he won
In <date start=1925-01-01>1925</date> they met; the <date start=2012-07-01>third quarter of last year</date> was poor
In <date start=1925-01-01>1925</date> they met, and in <date start=1926-03-01>March of the next year</date> again
They met in <date start=1787-05-01>May 1787</date> and again in <date start=1787-09-01>September of that year</date>
We found that <date start=1997-06-01>June 1997</date> was wet and that <date start=1998-05-03>3 May 1998</date> \
was dry, and that <date start=1998-05-05>May 5, 1998</date> was neither
We heard that <date start=1999-11-19>Friday 19 November 1999</date> was quiet, and that \
<date start=1999-12-01>winter 1999</date> was mild
In <date start=1926-01-01>1926</date> he fell ill. <date start=1926-06-01>That summer</date> he wrote, \
<date start=1926-10-01>that October</date> he sailed, and on <date start=1926-07-04>that 4th of July</date> they met
In <date start=1942-01-01>1942</date> he saw <date start=1942-12-01>that winter</date> 2000 people flee
Met on <date start=2007-02-05>5</date>, <date start=2007-02-07>7</date> and <date start=2007-02-09>9 February</date> \
and again in the <date start=2007-06-04>week of 4 June 2007</date>
It flooded in <date start=2006-11-01>November</date>, and again in <date start=2007-02-01>February 2007</date>
In <date start=2005-01-01>2005</date> snow fell. It thawed in <date start=2005-03-01>March</date> and again in \
<date start=2007-02-01>February 2007</date>
In <date start=1915-01-01>1915</date> he came in <date start=1915-05-01>May</date> and again in \
<date start=1917-06-01>June 1917</date>
In <date start=1930-01-01>1930</date> it opened, <date duration=P2Y>two years</date> later than planned and \
<date duration=P1Y>a year</date> earlier than feared; <date start=1933-01-01>three years later</date> it shut
"""


@pytest.mark.parametrize("marked", lines(NEWS) + lines(HISTORY))
def test_dates_are_resolved_by_what_is_told_around_them(marked: str) -> None:
    text, marks = parse(marked)
    found = find_dates(text, REFERENCE)
    assert [text[item.start : item.end] for item in found] == [text[mark.start : mark.end] for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]


def values(flows: list[list[str]], reference: date | None = None) -> list[list[str | None]]:
    found = find_in_flows(flows, reference)
    return [[item.value.timex for item in items if isinstance(item.value, DateValue)] for items in found]


def test_dates_in_one_flow_count_from_the_text_before() -> None:
    body = ["Fighting began on 7 August 1914.", "On 12 August the dam broke.", "Two days later it was mended."]
    assert values([body]) == [["1914-08-07"], ["1914-08-12"], ["1914-08-14"]]


def test_dates_in_a_flow_of_their_own_do_not_count_from_the_body() -> None:
    assert values([["In March 1914 he left."], ["See his letter of 3 May."]]) == [["1914-03"], ["XXXX-05-03"]]


def test_dates_in_figures_are_read_as_the_document_writes_them() -> None:
    ambiguous = "Signed on 04/01/2019."
    assert values([[ambiguous]]) == [["2019-04-01"]]
    assert values([[ambiguous], ["Ratified on 31/01/2019."]])[0] == ["2019-01-04"]
    assert values([[ambiguous], ["They met on 3 May 2019 and on 7 June 2019."]])[0] == ["2019-01-04"]
    assert values([[ambiguous], ["They met on May 3, 2019."]])[0] == ["2019-04-01"]


def test_dates_of_fiscal_years_are_those_that_the_document_says() -> None:
    texts = ["Revenue rose in FY2020.", "The fiscal year begins on 1 April."]
    found = find_in_flows([texts])[0][0].value
    assert isinstance(found, DateValue)
    assert (str(found.start), str(found.end), found.timex) == ("2019-04-01", "2020-03-31", "FY2020")


def test_dates_have_the_same_value_wherever_the_same_is_told() -> None:
    story = "It began on 10 March 1975. By 20 March he had fled; two days later it was over."
    once = values([[story]])
    assert values([[story, "Elsewhere, in 1990, nothing happened.", story]])[2] == once[0]


FOREIGN_FISCAL_YEARS = """
Japan's <date start=2022-04-01 end=2023-03-31 timex=FY2022>fiscal 2022</date> budget, in the \
<date start=2022-04-01 end=2022-06-30 timex=FY2022-Q1>first quarter of FY2022</date>
American aid and bases in Japan in <date start=2021-10-01 end=2022-09-30>fiscal 2022</date>
Congress spent it on Japan in <date start=2021-10-01 end=2022-09-30>fiscal 2022</date>
The Government of India spent it in <date start=2021-04-01 end=2022-03-31 timex=FY2022>FY 2021-22</date>
in <date start=2020-04-01 end=2021-03-31>financial year 2020/21</date> the MOD spent it
in <date start=2022-04-01 end=2023-03-31>financial year 2022-23</date>, as before
Pakistan spent it in <date start=2021-07-01 end=2022-06-30>FY2021-22</date>
the <date start=2021-07-01 end=2022-06-30>2021-22 financial year</date> in Australia
India got aid in <date start=2019-10-01 end=2020-09-30>FY2020</date> and \
<date start=2020-10-01 end=2021-09-30>FY2021</date>, and spent it in <date timex=FY2022>FY2021-22</date>
The United States Department of Defense requested it for \
<date start=2023-10-01 end=2025-09-30>fiscal years 2024-2025</date>
Congress appropriated it for <date start=2021-10-01 end=2023-09-30>fiscal years 2022–2023</date>
GAO reviewed <date start=2018-10-01 end=2020-09-30>fiscal years 2019-20</date>
the UK in the US budget for <date start=2023-10-01 end=2025-09-30>FY2024-2025</date>
The Department of Defense asked for <date start=2024-10-01 end=2025-09-30>FY2024-25</date> funds
for <date start=2019-10-01 end=2020-09-30>FY2019-20</date> or the \
<date start=2020-10-01 end=2021-09-30>2020-21 fiscal year</date>
The Pentagon told Congress of <date start=2019-10-01 end=2020-09-30>financial year 2020</date> and of Canada
India spent US$ 3 million in <date start=2019-04-01 end=2020-03-31>FY2019-20</date>
in <date start=2019-04-01 end=2021-03-31>financial years 2020-21</date>
in <date start=1974-07-01 end=1975-06-30>FY1975</date> and <date start=1976-10-01 end=1977-09-30>FY1977</date>
the <date start=1975-10-01 end=1975-12-31>second quarter of FY1976</date>
the <date start=2025-10-01 end=2026-09-30>2026 fiscal year</date>
"""


@pytest.mark.parametrize("marked", lines(FOREIGN_FISCAL_YEARS))
def test_dates_of_fiscal_years_are_those_of_the_government_whose_way_of_writing_it_is(marked: str) -> None:
    text, marks = parse(marked)
    found = find_dates(text, REFERENCE)
    assert [text[item.start : item.end] for item in found] == [text[mark.start : mark.end] for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]

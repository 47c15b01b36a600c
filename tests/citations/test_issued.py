from datetime import date

import pytest

from outsider_etl.citations.issued import day_without_year, issued


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("21 June 2019", "2019-06-21", "2019-06-21"),
        ("June 21, 2019", "2019-06-21", "2019-06-21"),
        ("2019, June 21", "2019-06-21", "2019-06-21"),
        ("21.6.2019", "2019-06-21", "2019-06-21"),
        ("November 2019", "2019-11-01", "2019-11-30"),
        ("January-March 2019", "2019-01-01", "2019-03-31"),
        ("Sep-Dec. 2012", "2012-09-01", "2012-12-31"),
        ("Summer 2012", "2012-06-01", "2012-08-31"),
        ("14-15 March 2018", "2018-03-14", "2018-03-15"),
        ("January and April 2020", "2020-01-01", "2020-04-30"),
        ("1er mars 2020", "2020-03-01", "2020-03-01"),
        ("févr. 2018", "2018-02-01", "2018-02-28"),
        ("printemps 2019", "2019-03-01", "2019-05-31"),
        ("4. Mai 2019", "2019-05-04", "2019-05-04"),
        ("14.–15. März 2018", "2018-03-14", "2018-03-15"),
        ("Juni/Juli 2018", "2018-06-01", "2018-07-31"),
        ("12 de marzo de 2022", "2022-03-12", "2022-03-12"),
        ("3 fev. 2015", "2015-02-03", "2015-02-03"),
        ("ottobre-dicembre 2006", "2006-10-01", "2006-12-31"),
        ("14 июня 2018 г.", "2018-06-14", "2018-06-14"),
        ("15 Aralık 2010", "2010-12-15", "2010-12-15"),
        ("12 kwietnia 1999", "1999-04-12", "1999-04-12"),
        ("2020. március 5.", "2020-03-05", "2020-03-05"),
        ("12.III.1995", "1995-03-12", "1995-03-12"),
        ("2014年3月12日", "2014-03-12", "2014-03-12"),
        ("2012年6月", "2012-06-01", "2012-06-30"),
        ("2012年13月", "2012-01-01", "2012-12-31"),
        ("lapkritis 2012", "2012-01-01", "2012-12-31"),
    ],
)
def test_dates_of_issue_are_intervals_in_every_language_of_notes(text: str, start: str, end: str) -> None:
    assert issued(text) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "n.d.", "forthcoming", "working document"])
def test_what_names_no_date_has_none(text: str) -> None:
    assert issued(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (", *The Guardian*, 28 August. Available at ", "28 August"),
        (", 14. Januar", "14. Januar"),
        (", 3 mars, ", "3 mars"),
        (", July 26, ", "July 26"),
        (" (September) ", "September"),
        (", accessed 28 August", None),
        (", 28 August 2019", None),
        (" which may, ", None),
        (", March for Life, ", None),
    ],
)
def test_a_day_may_stand_apart_from_its_year(text: str, day: str | None) -> None:
    assert day_without_year(text) == day

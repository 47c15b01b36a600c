import time

import pytest

from outsider_etl.nlp.organisations.trimming import never_named, trim
from tests.nlp.inline import parse


@pytest.mark.parametrize(
    "marked",
    [
        "It fell to <org>the Ministry of Transport's</org> lot. => Ministry of Transport",
        "So says <org>the “Harbour Board”</org>. => Harbour Board",
        "The <org>Port of London Authority (PLA</org>) paid. => Port of London Authority | PLA",
        "It was <org>Rostelecom²</org> that built it. => Rostelecom",
        "It was <org>*Le Monde*</org> that said so. => Le Monde",
        "See <org>CRS Report R45770</org> on this. => CRS",
        "Visit <org>www.harbour.org</org> for more. =>",
        "Write to <org>info@harbour.org</org>. =>",
        "The <org>Group of 77</org>, <org>U.N.</org> and <org>3M</org>. => Group of 77 | U.N. | 3M",
        "A. <org>Fedorov</org>, J.-P. <org>Roe</org>, U.S. <org>Navy</org>, J. <org>Acme Co</org>. => Navy | Acme Co",
        "The ministries of <org>Defense, Work and Science</org> met. => ministries of Defense, Work and Science",
        "<org>Departments of Commerce</org>, Justice, and State. => Departments of Commerce, Justice, and State",
        "<org>UK ministries of Work</org>, <org>Food</org> and <org>War</org>. => UK ministries of Work, Food and War",
        "<org>Universities of Arden</org> and <org>Bree</org> met. => Universities of Arden and Bree",
        "<org>Universities of Arden</org> and <org>Bree College</org>. => Universities of Arden | Bree College",
        "The offices of <org>Google</org>, <org>Microsoft</org> and <org>Apple</org>. => Google | Microsoft | Apple",
        "Heard on <org>BBC Radio 4</org>. => BBC Radio 4",
        "It fell to <org>Acme Systems, Inc.</org> in May. => Acme Systems, Inc.",
        "The court of <org>EAC |</org> law. => EAC",
        "See uscode.house.gov/x%20OR%20(id:<org>USC</org>-prelim-title28) for it. =>",
        "A decree of <org>the President of the Republic</org> on <org>the Prime Minister</org>. =>",
        "<org>Office of the President</org> and <org>King & Co</org>. => Office of the President | King & Co",
        "In <org>the Court</org>'s view <org>the Commission</org> and <org>the federal government</org> erred. =>",
        "<org>FUND</org>, <org>Agencies</org>, <org>Court of Seas</org>, <org>Senate</org>. => Court of Seas | Senate",
        "<org>DPRK</org> and <org>Republic of Korea</org>, <org>Bank of Korea</org>. => Bank of Korea",
        "<org>CIOs</org>, <org>IFRs</org> and <org>IFRS</org>. => IFRS",
        "<org>Norgaz</org>, <org>S.A.</org>, and <org>Acme</org>. => Norgaz, S.A. | Acme",
        "<org>Norgaz (Lake)</org> <org>Limited</org> paid. => Norgaz (Lake) Limited",
        "<org>Norgaz (Lake) Co., Ltd.</org> paid. => Norgaz (Lake) Co., Ltd.",
        "<org>Norgaz</org>, Co. Clare, and <org>Acme</org>, SA. => Norgaz | Acme",
        "The bank, <org>the</org> and <org>—</org>. =>",
    ],
)
def test_trim_leaves_the_names_of_organisations(marked: str) -> None:
    given, right = marked.split("=>")
    text, marks = parse(given.strip())
    names = [text[start:end] for start, end in trim(text, [(mark.start, mark.end) for mark in marks])]
    assert names == [name.strip() for name in right.split("|") if name.strip()]


@pytest.mark.parametrize(
    "marked",
    [
        "made in Copley, <none>VA</none>, and Lake Town, <none>OH</none> 12345, and in Bree, <none>UT</none>",
        "paid to <org>Energy</org>, VA, and others",
        "In May, VA paid; for veterans, VA, and others; Copley, UK.",
        "See <none>Congress.gov</none>, <org>Norgaz.ru</org>, <org>Mail.ru Group</org>, U.S. and Acme.\nIt rose.",
    ],
)
def test_no_organisation_stands_in_states_behind_towns_and_in_hosts(marked: str) -> None:
    text, marks = parse(marked)
    named = [(mark.start, mark.end) for mark in marks if mark.label == "org"]
    assert list(never_named(text, named)) == [(mark.start, mark.end) for mark in marks if mark.label == "none"]


@pytest.mark.parametrize(
    "text", ["a" + "-" * 60_000 + "b", "’s" * 30_000 + "b", "the " * 15_000, "A1" + " Aa" * 20_000]
)
def test_trim_reads_a_hostile_name_in_linear_time(text: str) -> None:
    started = time.process_time()
    assert list(trim(text, [(0, len(text))])) == []
    assert list(never_named(text, [])) == []
    list(trim(text, [(start, start + 250) for start in range(0, 25_000, 25)]))
    assert time.process_time() - started < 2

import time

import pytest

from outsider_etl.nlp.organisations.trimming import in_addresses, legal_end, trim
from tests.nlp.inline import parse


@pytest.mark.parametrize(
    "marked",
    [
        "It fell to <org>the Ministry of Transport's</org> lot. => Ministry of Transport",
        "So says <org>the “Harbour Board”</org>. => Harbour Board",
        "The <org>Port of London Authority (PLA</org>) paid. => Port of London Authority | PLA",
        "The <org>Lake Water Authority LWA</org> paid. => Lake Water Authority | LWA",
        "<org>Lake Water Company LWA</org>, <org>Army Group III</org> => Lake Water Company LWA | Army Group III",
        "<org>Lake Water Authority and LWA</org> => Lake Water Authority and LWA",
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
        "Neither <org>the Ministry nor Lake Health</org> and <org>Norgaz</org>. => Lake Health | Norgaz",
        "Heard on <org>BBC Radio 4</org>. => BBC Radio 4",
        "It fell to <org>Acme Systems, Inc.</org> in May. => Acme Systems, Inc.",
        "The court of <org>EAC |</org> law. => EAC",
        "See uscode.house.gov/x%20OR%20(id:<org>USC</org>-prelim-title28) for it. =>",
        "A decree of <org>the President of the Republic</org> on <org>the Prime Minister</org>. =>",
        "The <org>Auditor-General</org>, <org>Messrs</org>. Roe, the <org>Attorney General</org> =>",
        "The <org>Auditor-General of Bree</org> spoke. => Auditor-General of Bree",
        "<org>Office of the President</org> and <org>King & Co</org>. => Office of the President | King & Co",
        "In <org>the Court</org>'s view <org>the Commission</org> and <org>the federal government</org> erred. =>",
        "<org>FUND</org>, <org>Agencies</org>, <org>Court of Seas</org>, <org>Senate</org>. => Court of Seas | Senate",
        "<org>DPRK</org> and <org>Republic of Korea</org>, <org>Bank of Korea</org>. => Bank of Korea",
        "Sales of <org>EUs</org>, the <org>Union</org> and the <org>Alliance</org>. => EUs | Union | Alliance",
        "<org>Norgaz</org>, <org>S.A.</org>, <org>Copley</org>, <org>N.A.</org>. => Norgaz | Copley",
        "The <org>Australian</org>, the <org>Bank Republic of Korea</org>. => Australian | Bank Republic of Korea",
        "The bank, <org>the</org> and <org>—</org>. =>",
        "<org>International Covenant on Lakes</org>, <org>World Lake Prize</org> and <org>Law on Lakes</org> =>",
        "<org>Law on Lakes Ltd.</org> and <org>Bree Day</org> paid. => Law on Lakes Ltd. | Bree Day",
        "<org>Board for Law on Lakes</org>, <org>Lake Prize Jury</org> => Board for Law on Lakes | Lake Prize Jury",
        "<org>Norgaz</org> (D) <org>Ltd.</org> paid. => Norgaz",
        "<org>Norgaz S.A. of Copley</org>, <org>Roe & Co. of Bree</org>. => Norgaz S.A. | Roe & Co.",
        "<org>Norgaz Corporation of Norland</org> paid. => Norgaz Corporation of Norland",
        "<org>Office of the AG of Bree</org>, <org>AG of Bree</org>. => Office of the AG of Bree | AG of Bree",
        "<org>Norgaz Plc.</org>, <org>Roe S.r.l.</org> and <org>Harbour.</org> => Norgaz Plc. | Roe S.r.l. | Harbour",
        "<org>Selon Lac Conseil</org> et <org>selon la Banque du Lac</org>, qui. => Lac Conseil | Banque du Lac",
        "<org>Laut Seebank</org> ist es so. => Seebank",
        "Das sagt <org>Laut gegen Lärm</org>, wie es ist. => Laut gegen Lärm",
        "The <org>Laut Company</org> paid. => Laut Company",
        "Pour <org>la Banque du Lac</org> et <org>l'Institut</org>, aux lacs. => Banque du Lac | Institut",
        "<org>La Norlande Insoumise</org>, avec <org>Le Monde du Lac</org>. => La Norlande Insoumise | Le Monde du Lac",
        "By <org>la Gazeta</org> and <org>la Via Lacustre</org>. => la Gazeta | la Via Lacustre",
        "Er ist bei <org>dem Amt für Seen</org>, <org>und die Norgaz AG</org>. => Amt für Seen | Norgaz AG",
        "Ils vont dans <org>la CEL</org>, <org>et le ministère des Lacs</org>. => CEL | ministère des Lacs",
        "<org>Organisation pour l'Eau et l'Air</org> (<org>OEA</org>) => Organisation pour l'Eau et l'Air | OEA",
        "<org>Agence des Lacs et la Maîtrise de l'Eau</org>. => Agence des Lacs et la Maîtrise de l'Eau",
        "<org>Verband der Seen und der Städte</org> => Verband der Seen und der Städte",
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
        "made in Copley, <none>VA</none> 12345, and Lake Town, <none>OH</none> 12345-6789",
        "However, VA, in coordination with DOD; in May, VA, DOD and Copley, VA, and Bree, UK",
        "Israel, PA, and Additionally, MS 123456",
        "See <none>SWD</none>(2019) 35, <none>CDL-AD</none>(2019)007; <none>SEC</none> (2020) 12 final of May.",
        "<none>COM</none>(2011) 7 final and <none>JOIN</none>(2014)3/2 and (<none>C</none> (1997) 40 endg)",
        "COM(2019) says so, and COM(2019a), SEC (2019) 35 rules, SEC(2020) 12 final cases, SEC(35) 2019, SEC[2019] 35.",
        "The UNESCO(2017) 24 sites; ILO (2015) 8 final drafts, the EBRD(2009), 5. SEC (2018) 3.5 points, FAO (2014) 7.",
        "See <none>Congress.gov</none>, <org>Norgaz.ru</org>, <org>Mail.ru Group</org>, U.S. and Acme.\nIt rose.",
    ],
)
def test_no_organisation_stands_in_addresses_and_numbers_of_documents(marked: str) -> None:
    text, marks = parse(marked)
    named = [(mark.start, mark.end) for mark in marks if mark.label == "org"]
    assert list(in_addresses(text, named)) == [(mark.start, mark.end) for mark in marks if mark.label == "none"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<org>Norgaz</org>, Inc., paid", "Norgaz, Inc."),
        ("<org>Norgaz</org> (Lake) Limited paid", "Norgaz (Lake) Limited"),
        ("<org>Norgaz</org> (D) Ltd paid", "Norgaz (D) Ltd"),
        ("<org>Norgaz</org> (Great Lake) Co., Ltd. paid", "Norgaz (Great Lake) Co., Ltd."),
        ("<org>Norgaz</org>, Private Manning said", "Norgaz"),
        ("<org>Norgaz</org>, Pvt. Roe said", "Norgaz"),
        ("<org>Norgaz</org>, Limited access", "Norgaz"),
        ("<org>Norgaz</org>, S. A. Roe", "Norgaz"),
        ("<org>Norgaz</org>, L.P. Roe", "Norgaz"),
        ("<org>Norgaz</org>, Co. Clare", "Norgaz"),
        ("<org>Norgaz</org>, *Lake News*", "Norgaz"),
        ("<org>Norgaz</org> (Lake) Pvt Ltd paid", "Norgaz (Lake) Pvt Ltd"),
        ("<org>Ministry of Lakes</org> (MoL) Private Lakes", "Ministry of Lakes"),
        ("<org>Ministry of Lakes</org> (MoL) Limited", "Ministry of Lakes"),
        ("<org>Ministry of Lakes</org> (Lake) Private Lakes", "Ministry of Lakes"),
    ],
)
def test_a_name_goes_on_with_what_a_company_is_by_law(text: str, name: str) -> None:
    plain, (mark,) = parse(text)
    assert plain[mark.start : legal_end(plain, mark.end)] == name


@pytest.mark.parametrize(
    "text",
    [
        "a" + "-" * 60_000 + "b",
        "’s" * 30_000 + "b",
        "the " * 15_000,
        "A1" + " Aa" * 20_000,
        "Aa-" * 20_000,
        "A-" * 20_000,
    ],
)
def test_trim_reads_a_hostile_name_in_linear_time(text: str) -> None:
    started = time.process_time()
    assert list(trim(text, [(0, len(text))])) == []
    assert list(in_addresses(text, [])) == []
    list(trim(text, [(start, start + 250) for start in range(0, 25_000, 25)]))
    assert time.process_time() - started < 2

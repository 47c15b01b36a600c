import time

import pytest

from outsider_etl.nlp.organisations.countries import is_state
from outsider_etl.nlp.organisations.keys import name_key
from outsider_etl.nlp.organisations.sameness import same_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the World Bank", "World Bank"),
        ("The New York Times", "NEW YORK TIMES"),
        ("Rosatom's", "Rosatom"),
        ("Rosatom’s", "Rosatom"),
        ("U.S. Congress", "US Congress"),
        ("United States Congress", "U.S. Congress"),
        ("“Kalashnikov” Group", "Kalashnikov Group"),
        ("Rolls-Royce", "Rolls Royce"),
        ("World\n Bank", "World Bank"),
        ("Acme Systems, Inc.", "Acme Systems"),
        ("OAO Gazprom", "Gazprom"),
        ("PJSC Norgaz", "Norgaz"),
        ("Open Joint-Stock Company “Norgaz”", "Norgaz"),
        ("PT Norgaz Tbk", "Norgaz"),
        ("Norgaz Pvt. Ltd.", "Norgaz Private Limited"),
        ("Norgaz GmbH & Co. KG", "Norgaz"),
        ("Norgaz A/S", "Norgaz"),
        ("Norgaz, S.A. de C.V.", "Norgaz"),
        ("Norgaz Sp. z o.o.", "Norgaz"),
        ("Norgaz s.r.o.", "Norgaz"),
        ("Standard & Poor's", "Standard and Poor’s"),
        ("Ministry of Defence", "Ministry of Defense"),
        ("World Food Programme", "World Food Program"),
        ("L’Agence française de développement", "Agence française de développement"),
        ("La Banque du Lac", "Banque du Lac"),
        ("Das Amt für Seen", "Amt für Seen"),
        ("Nezavissimaia Gazeta", "Nezavisimaya gazeta"),
        ("Rossijskaia Gazeta", "Rossiyskaya Gazeta"),
        ("Kommersant’", "Kommersant"),
        ("Électricité de France", "Electricite de France"),
        ("Вышка", "Vyshka"),
    ],
)
def test_forms_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("World Bank", "World Bank Group"),
        ("The", "A"),
        ("LA Times", "Times"),
        ("!!!", "???"),
        ("CIA", "CA"),
        ("Joint Stock Bank", "Bank"),
        ("Norgaz and Copley", "Norgaz"),
        ("Alliance of Small Private Firms", "Alliance of Small Firms"),
        ("Yandex", "Yandex Cloud"),
        ("Ministry of Defense", "Ministry of Education"),
        ("Bank of Austria", "Bank of Australia"),
        ("Bank of Niger", "Bank of Nigeria"),
        ("Northern Command", "Southern Command"),
        ("Kommersant", "Kommersant Nauka"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("names", "together"),
    [
        ("Department of Justice | Justice Department", 1),
        ("House Committee on Appropriations | House Appropriations Committee", 1),
        ("Carnegie Moscow Center | Moscow Carnegie Center", 1),
        ("University of Washington | Washington University", 2),
        ("Russian Academy of Sciences | Academy of Sciences", 1),
        ("Academy of Sciences | Russian Academy of Sciences", 2),
        ("Japanese Ministry of Defense | Defense Ministry", 1),
        ("U.S. Department of State | Department of State | State Department", 1),
        ("Russian Association of Artificial Intelligence | Artificial Intelligence Association", 2),
        ("National Security Council | Security Council", 2),
        ("European Central Bank | Central Bank", 2),
        ("Russian Ministry of Defense | Polish Ministry of Defense | Ministry of Defense", 3),
        ("German Ministry of Defense | Russian Defense Ministry | Ministry of Defense | Defense Ministry", 3),
        ("American University | University", 2),
        ("National Science Foundation | Swiss National Science Foundation", 2),
        ("Department of State | U.S. Department of State", 1),
        ("1122334 Ontario Inc. | 1223344 Ontario Inc.", 2),
        ("European Union | EU", 1),
        ("Department of Defense | DOD", 1),
        ("United States Postal Service | USPS", 1),
        ("U.S. Air Force | USAF", 1),
        ("Federal Deposit Insurance Corporation | FDIC", 1),
        ("United States Postal Service | UPS", 2),
        ("Ministry of Health | Ministry of Housing | MH", 3),
        ("Meta | Ministry of Economy and Trade Affairs", 2),
        ("Ministry of Defense | Ministry of Education", 2),
        ("Supreme Court of India | Supreme Court", 1),
        ("Supreme Court | Supreme Court of India", 2),
        ("Academy of Lakes of the Republic of Uzbekistan | Academy of Lakes", 1),
        ("Ministry of Lakes of the Russian Federation | Russian Ministry of Lakes | Ministry of Lakes", 1),
        ("Ministry of Lakes of Austria | Australian Ministry of Lakes | Ministry of Lakes", 3),
        ("Ministry of Lakes of Peru | Ministry of Lakes of Chile | Ministry of Lakes", 3),
        ("Ministry of Lakes of Nigeria | Nigerian Ministry of Lakes", 1),
        ("Ministry of Lakes of Niger | Nigerian Ministry of Lakes", 2),
        ("Ministry of Lakes of Niger | Ministry of Lakes of Nigeria", 2),
        ("Ministry of Lakes of Guinea | Ministry of Lakes of Guinea-Bissau", 2),
        ("Ministry of Lakes of Mauritius | Ministry of Lakes of Mauritania", 2),
        ("Supreme Court of the United States | Supreme Court of the United Kingdom", 2),
        ("Ministry of Lakes of the UK | Ministry of Lakes of Ukraine | UK Ministry of Lakes", 2),
        ("Ministry of Lakes of the United Kingdom | Ministry of Lakes of the United Arab Emirates", 2),
        ("High Court of South Africa | High Court of South Sudan", 2),
        ("U.S. Academy of Lakes | Academy of Lakes of the USSR", 2),
        ("Bank of India | Bank", 2),
        ("Institute of Lakes of Geneva | Institute of Lakes", 2),
        ("Space Agency | Russian Space Agency | Lunar Space Agency", 3),
        ("Academy of Lakes of the USSR | USSR Academy of Lakes", 1),
        ("The A List | A List", 1),
        ("U.S. Congress | Congress | Library of Congress | 115th Congress", 3),
        ("Congress | U.S. Congress", 2),
        ("U.S. Navy | Navy | Department of the Navy", 2),
        ("Navy | U.S. Navy | Royal Navy", 3),
        ("U.S. Treasury | Treasury | HM Treasury", 3),
        ("U.S. Congress | Congress | Indian National Congress", 3),
        ("U.S. Senate | Senate | Senate of Norland", 3),
        ("US Airways | Airways | U.S. Steel | Steel | US Foods | Foods | US News | News", 8),
        ("Navy | U.S. Navy | Indian Navy", 3),
        ("Navy | Indian Navy", 2),
        ("U.S. Strategic Command | STRATCOM", 1),
        ("Lake Operations Command of Norland | LOCOMNO", 2),
        ("Norland Force | NFOR", 1),
        ("Norland Force | Northern Force | NFOR", 3),
        ("Total Air Lines | TOTAL", 2),
        ("Norgaz Holdings plc | Norgaz | Norgaz Company", 1),
        ("State Corporation “Norgaz” | Norgaz", 1),
        ("State Gas Corporation Norgaz | Norgaz", 1),
        ("Penn State | Penn | Washington State | Washington", 4),
        ("Army Group | Army | NATO Group | NATO | Norland Group | Lake Group | Lakes", 7),
        ("Norgaz Group | Norgaz | Norgaz Lines", 2),
        ("Norgaz | Norgaz Group", 2),
        ("World Bank Group | World Bank | Australia Group | Australia", 4),
        ("Amnesia International | Amnesia", 1),
        ("National Security Agency Congress | Congress", 2),
        ("Defense Agency Lake Office | Lake Office", 2),
        ("Norgaz Lines Holding | Norgaz Lines | Norgaz", 2),
        ("Norgaz Holding | Norgaz Group", 2),
        ("Lake Bank | Lake Bank Holding", 2),
        ("Group of Lakes | State Lakes | Lakes", 3),
    ],
)
def test_names_of_a_document_are_the_same_or_not(names: str, together: int) -> None:
    forms = names.split(" | ")
    same = same_names([forms])
    assert len({same[name_key(form)] for form in forms}) == together


def test_acronyms_of_syllables_are_read_in_polynomial_time() -> None:
    started = time.process_time()
    names = [" ".join(["A" * 10] * count) for count in range(2, 30)]
    assert len(same_names([[*names, "A" * 60 + "B"]])) == len(names) + 1
    assert time.process_time() - started < 2


def test_names_with_and_without_an_adjective_are_the_same_over_passages() -> None:
    same = same_names([["Ministry of Defense"], ["Russian Ministry of Defense"]])
    assert len(set(same.values())) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Democratic People's Republic of Korea", True),
        ("DPRK", True),
        ("United States of America", True),
        ("Lao People's Democratic Republic", False),
        ("Swiss", False),
        ("Australian", False),
        ("Principality of Monaco", True),
        ("Supreme Court Republic of Korea", False),
        ("National Bank Republic of Moldova", False),
        ("European Union", False),
        ("Lake Bank of the Republic of Korea", False),
        ("Lake Republic of Daily", False),
        ("Arizona Republic", False),
    ],
)
def test_states_are_told_from_organisations(name: str, expected: bool) -> None:
    assert is_state(name) is expected

import time

import pytest

from outsider_etl.nlp.organisations.acronyms import abbreviates, introductions, is_part_of_name
from tests.nlp.inline import parse


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("PLA", "Port of London Authority", True),
        ("MoD", "the Ministry of Defence", True),
        ("VTsIOM", "Vserossiyskiy tsentr izucheniya obshchestvennogo mneniya", True),
        ("VEB", "Vnesheconombank", True),
        ("Ifri", "French Institute of International Relations", True),
        ("TASS", "Ministry of Defence", False),
        ("Rosatom", "Russian State Atomic Corporation Rosatom", False),
        ("Port", "Port of London Authority", False),
        ("A B", "Alpha Beta", False),
        ("(AB)", "Alpha Beta", False),
    ],
)
def test_acronyms_have_the_letters_of_the_name(acronym: str, name: str, expected: bool) -> None:
    assert abbreviates(acronym, name) is expected


@pytest.mark.parametrize(
    "marked",
    [
        "The <name>Port of London Authority</name> (<acronym>PLA</acronym>) paid.",
        "the Russian <name>Ministry of Defence</name> (the “<acronym>MoD</acronym>”) paid",
        "<acronym>MIPT</acronym> (<name>Moscow Institute of Physics and Technology</name>)",
        "the <name>Institut français des relations internationales</name> (<acronym>IFRI</acronym>)",
        "<name>French Institute of International Relations</name> (<acronym>Ifri</acronym>)",
        "<name>École nationale d'administration</name> (<acronym>ENA</acronym>)",
        "<name>Agence nationale de la sécurité des systèmes d'information</name> (<acronym>Anssi</acronym>)",
        "<name>Électricité de France</name> (<acronym>EDF</acronym>) runs it",
        "The <name>Office of the Comptroller of the Currency</name> [<acronym>OCC</acronym>] said",
        "the <name>European Environment Agency</name> (<acronym>EEA</acronym>) said",
        "<name>American Association for the Advancement of Science</name>   (<acronym>AAAS</acronym>)",
        "the <name>Better Harbours and Estuaries Programme</name> (<acronym>BHEP</acronym>, 2019)",
        "the <name>Lake Energy Lines (Europe)</name> (<acronym>LELE</acronym>) paid",
        "<name>Lake Water Authority</name>'s (<acronym>LWA</acronym>’s) plans",
        "The Lake Bank (<name>Banco Nacional de la Laguna</name>, <acronym>BNL</acronym>) paid",
        "The Lake Agency (<name>Badan Danau Nasional</name> or <acronym>BDN</acronym>) paid",
        "<name>Lake Energy Limited</name> (“<acronym>LEL</acronym>” or the “Company”) paid",
        "<acronym>LWA</acronym>: <name>Lake Water Authority</name>",
        "Lakes\n<acronym>LWAN</acronym> | <name>Lake Water Authority of Norland</name>\n",
        "<acronym>LWA</acronym>  <name>Lake Water Authority</name> of the north",
        "<acronym>INWA</acronym> – <name>Interlake Water Authority</name>",
        "Note: <acronym>LWA</acronym> = <name>Lake Water Authority</name>; n.a. = not available.",
        "and <acronym>LWA</acronym>, the <name>Lake Water Authority</name>, met",
        "LWA: Lakes were full. LWA, the Lake Bank, met. LWA lakes. (Lake Bank, LWA) (Lakes of Water, 2019)",
        "LW: Lake Water. WHO needs lakes. EU Enlargement Under Strain",
        "He came to Moscow (MSC) and Acme (A) or Ports (2019), the bank (in May).",
        "It rose (GDP) and fell (CPI).",
    ],
)
def test_acronyms_are_introduced_in_brackets(marked: str) -> None:
    text, marks = parse(marked)
    spans = {mark.label: (mark.start, mark.end) for mark in marks}
    found = [(each.name, each.acronym) for each in introductions(text)]
    assert found == ([(spans["name"], spans["acronym"])] if spans else [])


@pytest.mark.parametrize("text", ["Foo ا Daily (FQZ) x", "Foo Bar (ЬЪ) x", "ЬЪ (Foo Bar) x"])
def test_acronyms_of_letters_without_a_form_in_ascii_are_none(text: str) -> None:
    assert list(introductions(text)) == []
    assert not abbreviates("ЬЪ", "Foo Bar Baz")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Institute of Rocks and ", True),
        ("Verification, ", True),
        ("U.S. ", True),
        ("Institute of Rocks. ", False),
        ("Norgaz was bought by the ", False),
        ("The ", False),
        ("", False),
    ],
)
def test_words_that_may_begin_a_name_are_told_from_a_sentence(before: str, expected: bool) -> None:
    assert is_part_of_name(before) is expected


@pytest.mark.parametrize("piece", ["(A, B", "(Abc abc, ", "AB: A", "ABC, the A", "ABC – Ab cd\n", "A (B or "])
def test_acronyms_are_looked_for_in_linear_time(piece: str) -> None:
    started = time.process_time()
    list(introductions(piece * 5_000))
    assert time.process_time() - started < 2

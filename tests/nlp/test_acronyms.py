import pytest

from outsider_etl.nlp.acronyms import abbreviates


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("PLA", "Port of London Authority", True),
        ("MoD", "the Ministry of Defence", True),
        ("VTsIOM", "Vserossiyskiy tsentr izucheniya obshchestvennogo mneniya", True),
        ("VEB", "Vnesheconombank", True),
        ("TASS", "Ministry of Defence", False),
        ("Rosatom", "Russian State Atomic Corporation Rosatom", False),
        ("Port", "Port of London Authority", False),
        ("A B", "Alpha Beta", False),
        ("(AB)", "Alpha Beta", False),
        ("", "Alpha", False),
    ],
)
def test_acronyms_have_the_letters_of_the_name(acronym: str, name: str, expected: bool) -> None:
    assert abbreviates(acronym, name) is expected

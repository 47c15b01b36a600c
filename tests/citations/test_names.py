import pytest

from outsider_etl.citations.model import Name
from outsider_etl.citations.names import parse_name


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("J. G. Ganascia", "Ganascia", "J. G."),
        ("E.M. Geist", "Geist", "E.M."),
        ("Iu. Tishina", "Tishina", "Iu."),
        ("Helen Scales", "Scales", "Helen"),
        ("Ursula von der Leyen", "von der Leyen", "Ursula"),
        ("von der Leyen", "von der Leyen", None),
        ("Van Wyk", "Van Wyk", None),
        ("Smith, J. A.", "Smith", "J. A."),
        ("de Gaulle, Charles", "de Gaulle", "Charles"),
        ("Smith JA", "Smith", "JA"),
        ("van der Berg J", "van der Berg", "J"),
        ("SMITH John", "SMITH", "John"),
        ("Jean-Pierre DUPONT", "DUPONT", "Jean-Pierre"),
        ("John Smith, Jr.", "Smith", "John, Jr."),
        ("John Smith , Jr.", "Smith", "John, Jr."),
        ("Prof. Hans Müller", "Müller", "Hans"),
        ("Jean-Baptiste Keating-Bitonti", "Keating-Bitonti", "Jean-Baptiste"),
        ("Nocetti", "Nocetti", None),
        ("Li Wei", "Wei", "Li"),
        ("Yan Xuetong", "Yan", "Xuetong"),
        ("Zhao Lijian 赵立坚", "Zhao", "Lijian"),
        ("Xuetong Yan", "Yan", "Xuetong"),
        ("Kim Jong-dae", "Kim", "Jong-dae"),
        ("Ha-Joon Chang", "Chang", "Ha-Joon"),
        ("Jean Li", "Li", "Jean"),
        ("Lu Steiner", "Steiner", "Lu"),
        ("Dipl.-Ing. Karl Reuter", "Reuter", "Karl"),
        ("Admiral Sir George Poe", "Poe", "George"),
        ("J.Roe", "Roe", "J."),
        ("Ibn Khaldun", "Ibn Khaldun", None),
        ("J. García López", "García López", "J."),
        ("Gabriel García Márquez", "García Márquez", "Gabriel"),
        ("Félix Martínez", "Martínez", "Félix"),
        ("Inez Garcia", "Garcia", "Inez"),
        ("Mary Inez Poe", "Poe", "Mary Inez"),
        ("Syed Pervez Kamal", "Kamal", "Syed Pervez"),
        ("Jim Lopez Brown", "Brown", "Jim Lopez"),
        ("Jorge Luis Borges", "Borges", "Jorge Luis"),
        ("Chancellor Poe", "Poe", None),
        ("Bundeskanzlerin Ann Poe", "Poe", "Ann"),
    ],
)
def test_names_are_cut_into_family_and_given(text: str, family: str, given: str | None) -> None:
    assert parse_name(text) == Name(family, given)


@pytest.mark.parametrize("text", ["", " , "])
def test_what_holds_no_name_is_kept_as_it_is(text: str) -> None:
    assert parse_name(text) == Name(literal=text)


def test_the_name_of_an_account_is_not_cut() -> None:
    assert parse_name("@harbour.watch") == Name(literal="@harbour.watch")

import pytest

from outsider_etl.citations.institutions import with_institution
from outsider_etl.citations.model import Name
from tests.citations.notes import cited, marked


@pytest.mark.parametrize(
    ("note", "publisher"),
    [
        ("<c t=manuscript><l>Archives nationales</l> (AN), <nu>F/7/13456</nu>, rapport, <d v=1917>1917</d></c>", True),
        ("<c t=manuscript><l>NSA</l>, <nu>F/7</nu>, <a>Roe</a> to Poe, <d>1951</d></c>", True),
        ("<c t=manuscript><l>NSA</l>, ‘<ti>Tides</ti>’, memorandum, <d>1951</d></c>", False),
        ("<c t=manuscript><l>Foreign Office</l>, memorandum, <nu>FO 371/1</nu>, <d v=1917>1917</d></c>", False),
        ("<c t=report><l>National Archives</l>, *<ti>Annual report</ti>*, <d v=1917>1917</d></c>", False),
    ],
)
def test_an_archive_is_the_place_of_manuscripts(note: str, publisher: bool) -> None:
    (read,) = map(with_institution, cited(marked(f"1 {note}")))
    institutions = [name.literal for name in read.work.authors if name.literal]
    assert (read.work.publisher is not None, not institutions) == (publisher, publisher)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Saltmarsh ASA", Name(literal="Saltmarsh ASA")),
        ("Harbour Dredging Ltd", Name(literal="Harbour Dredging Ltd")),
        ("Roe AG", Name("Roe", "AG")),
    ],
)
def test_a_firm_is_no_person(printed: str, name: Name) -> None:
    (read,) = map(with_institution, cited(marked(f"1 <c t=report><a>{printed}</a>, <ti>Tides</ti>, <d>2019</d></c>")))
    assert read.work.authors == (name,)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("<c t=report><l>Federal Bureau</l> (ed.), <j>Yearbook</j>, <pl>Bonn</pl> <d>1969</d></c>", "Yearbook"),
        ("<c t=report><l>Federal Bureau</l>, <j>Sea Papers</j>, No. <nu>4</nu>, <d>1969</d></c>", None),
        ("<c t=report><l>Sea Bank</l>, <j>Policy Research Working Paper</j>, <d>1969</d></c>", None),
        ("<c t=post><l>Federal Bureau</l>, <j>Facebook</j>, <d>2019</d></c>", None),
        ("<c t=report><l>Federal Bureau</l>, “<ti>Tides</ti>”, <j>Yearbook</j>, <d>1969</d></c>", "Tides"),
    ],
)
def test_what_an_institution_published_has_a_title(printed: str, title: str | None) -> None:
    (read,) = map(with_institution, cited(marked(f"1 {printed}")))
    assert read.work.title == title
    assert [part.label for part in read.parts].count("ti") == (title is not None)


@pytest.mark.parametrize(
    ("author", "publisher", "name"),
    [
        ("Levada-Center", "Levada-Center", Name(literal="Levada-Center")),
        ("Springer", "Sea Press", Name("Springer")),
        ("Ann Springer", "Springer", Name("Springer", "Ann")),
    ],
)
def test_who_publishes_under_the_same_name_is_an_institution(author: str, publisher: str, name: Name) -> None:
    line = f"1 <c t=book><a>{author}</a>, *<ti>Tides</ti>* (<pl>Hull</pl>: <p>{publisher}</p>, <d>2020</d>).</c>"
    (read,) = map(with_institution, cited(marked(line)))
    assert read.work.authors == (name,)

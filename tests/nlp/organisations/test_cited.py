import pytest

from outsider_etl.nlp.organisations.cited import cited_names, closed_fields
from tests.citations.notes import cited, marked


@pytest.mark.parametrize(
    ("note", "named"),
    [
        (
            "1 <c t=report><l>Sea Board</l>, *<ti>On Tides</ti>*, <pl>Hull</pl>: <p>Sea Press</p>, <d>2005</d>.</c>",
            ["Sea Board", "Sea Press"],
        ),
        (
            "1 <c t=article-newspaper>“<ti>Tides</ti>”, *<j>The Shore News</j>*, <d v=2019>2019</d>.</c>",
            ["The Shore News"],
        ),
        ("1 <c t=article-journal>“<ti>Tides</ti>”, *<j>Shores</j>*, Vol. <vo>3</vo>.</c>", []),
        ("1 <c t=chapter>“<ti>Tides</ti>”, in *<j>A Book of Seas</j>*, <p>Sea Press</p>.</c>", ["Sea Press"]),
        ("1 A remark on the Sea Board.", []),
        # A short citation's title in the author's place, and a name that a bracket parts.
        ("1 <c t=report><l>Draft Plan</l>, p. <pp>4</pp>.</c>", []),
        ("1 <c t=hearing><l>Senate Fisheries (Select) Committee</l>, <ti>Tides</ti>, <d>2019</d>.</c>", []),
    ],
)
def test_publishers_institutions_and_outlets_are_named_by_their_place(note: str, named: list[str]) -> None:
    notes = marked(note)
    text = notes[0].text
    assert [text[slice(*span)] for span in cited_names(text, cited(notes), [])] == named


@pytest.mark.parametrize(
    ("publisher", "chosen", "named"),
    [
        ("WIPO, Cornell University and INSEAD", ["WIPO", "Cornell University", "INSEAD"], None),
        ("Farrar, Straus & Giroux", ["Farrar", "Straus"], ["Farrar, Straus & Giroux"]),
        ("Farrar, Straus & Giroux", [], ["Farrar, Straus & Giroux"]),
        ("Centre for Sea and Ice", ["Centre for Sea and Ice"], None),
        ("The Sea Board", ["Sea Board"], ["The Sea Board"]),
        ("Sea Centre et Board of Ice", ["Sea Centre et Board of Ice"], ["Sea Centre", "Board of Ice"]),
    ],
)
def test_the_names_in_a_list_are_those_that_make_it_up(
    publisher: str, chosen: list[str], named: list[str] | None
) -> None:
    notes = marked(f"1 <c t=report>*<ti>Tides</ti>*, <p>{publisher}</p>, <d v=2019>2019</d>.</c>")
    text = notes[0].text
    spans = [(text.index(each), text.index(each) + len(each)) for each in chosen]
    assert [text[slice(*span)] for span in cited_names(text, cited(notes), spans)] == (named or chosen)


@pytest.mark.parametrize(
    ("title", "closed"),
    [
        ("“<ti>O razvitii iskusstvennogo intellekta v Rossijskoj Federatsii</ti>”", True),
        ("“<ti>Um za razum</ti>” [<tt>Mind for mind</tt>]", True),
        ("“<ti>How the European Commission Changed the Tides</ti>”", False),
        ("“<ti>The Global Innovation Index</ti>”", False),
    ],
)
def test_no_organisation_is_named_in_a_title_of_another_language(title: str, closed: bool) -> None:
    notes = marked(f"1 <c t=book><a>J. <f>Roe</f></a>, {title}, <u>www.sea.org</u>.</c>")
    text = notes[0].text
    spans = [text[slice(*span)] for span in closed_fields(text, cited(notes))]
    assert spans[0] == "J. Roe"
    assert spans[-1] == "www.sea.org"
    assert (len(spans) == 3) is closed


def test_a_name_that_goes_beyond_a_field_is_the_name() -> None:
    notes = marked("1 <c t=hearing><l>Committee on Ice</l>, <l>Sea and Wind</l>, <ti>Tides</ti>, <d>2019</d>.</c>")
    text = notes[0].text
    whole = (0, text.index(", Tides"))
    assert set(cited_names(text, cited(notes), [whole])) == {whole}

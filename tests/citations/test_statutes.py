"""Laws that a sentence names, and the references in brackets behind them."""

import pytest

from outsider_etl.citations.model import Part
from outsider_etl.citations.statutes import reference_in_brackets


@pytest.mark.parametrize(
    "note",
    [
        "It is authorized by [Section 310H of the Ports Act (<7 U.S.C. §1936b(c)>)], as amended.",
        "It is authorized by Section 310H of the [Ports Act (<7 U.S.C. §1936b>]), as amended.",
        "It was added by [Section 6107(a) of the Ports Act of 2014 (2014 farm bill; <P.L. 113-79>)].",
        "Fees under the [Clean Ports Amendments of 1972 (<Pub. L. No. 92-419, §2>)] are due in May.",
        "[The Clean Ports Act (<P.L. 117-167>)] provided $52.7 billion.",
        "Under the [Clean Ports Act (<P.L. 117-167>)], fees are due.",
        "[<Clean Ports Act (42 U.S.C. §7401)>].",
        "[<Clean Ports Act (42 U.S.C. §7401)>] and the Clean Bays Act.",
        "See [<Section 118(a) of the Ports Act of 1972 (P.L. 92-419)>].",
        "As is shown by [<Roe, The Ports (Hull: Sea Press, 2010)>].",
        "As is shown in [<the Ports Act Handbook (Hull: Sea Press, 2010)>].",
        "It is under [<7 U.S.C. §1936b(c)>].",
        "So it was put in [<Roe, “P.L. 113-79 Reviewed” (2014)>].",
    ],
)
def test_of_a_law_that_a_sentence_names_the_reference_is_cited(note: str) -> None:
    text = note.translate({ord(mark): None for mark in "[]<>"})
    start, end = (len(note[: note.index(mark)].translate({ord(each): None for each in "[]<>"})) for mark in "[]")
    cited = reference_in_brackets(text, start, end, [])
    assert cited is not None
    assert text[slice(*cited)] == note[note.index("<") + 1 : note.index(">")]


def test_the_name_alone_is_not_cited_where_its_reference_is() -> None:
    text = "It was added by Section 6107(a) of the Ports Act of 2014 (P.L. 113-79)."
    assert reference_in_brackets(text, text.index("Section"), text.index("P.L."), []) is None


def test_a_title_that_holds_a_reference_stays_whole() -> None:
    text = "It is told by Roe, “The Ports Act (42 U.S.C. §7401) at Fifty,” Sea Law 3 (2014)."
    start, journal = text.index("Roe"), text.index("Sea Law")
    parts = [Part("a", start, start + 3), Part("j", journal, journal + 7)]
    assert reference_in_brackets(text, start, len(text), parts) == (start, len(text))

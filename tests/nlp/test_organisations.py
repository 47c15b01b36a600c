import time

import pytest
import spacy
from spacy.language import Language

from outsider_etl.nlp import organisations  # noqa: F401 - registers the component
from outsider_etl.nlp.organisations import find_organisations
from outsider_etl.nlp.outlets import find_outlets
from outsider_etl.nlp.spans import Found, set_found
from outsider_etl.nlp.values import DateValue
from tests.nlp.inline import parse


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("outsider_organisations")
    return nlp


def found(nlp: Language, marked: str) -> tuple[list[str], list[str]]:
    """What the component makes of the <ner> spans of a model, beside the <org> spans that are right.

    An <org> that holds a <ner> is written twice: the model's names are given, the right ones follow behind "=>".
    """
    given, right = marked.split("=>")
    text, marks = parse(given.strip())
    doc = nlp.make_doc(text)
    doc.ents = [doc.char_span(m.start, m.end, label=m.label.upper(), alignment_mode="expand") for m in marks]
    dates = [Found(m.start, m.end, DateValue("absolute")) for m in marks if m.label == "date"]
    doc = nlp.get_pipe("outsider_organisations")(set_found(doc, "DATE", dates))
    return [ent.text for ent in doc.ents if ent.label_ == "ORG"], [
        name.strip() for name in right.split("|") if name.strip()
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "It fell to <org>the Ministry of Transport's</org> lot. => Ministry of Transport",
        "So says <org>the “Harbour Board”</org>. => Harbour Board",
        "The <org>Port of London Authority (PLA</org>) paid. => Port of London Authority | PLA",
        "The <org>Port of London Authority</org> (PLA) paid. => Port of London Authority | PLA",
        "The <org>Port of London Authority</org> (1908) paid. => Port of London Authority",
        "It was <org>Rostelecom²</org> that built it. => Rostelecom",
        "It was <org>*Le Monde*</org> that said so. => Le Monde",
        "See <org>CRS Report R45770</org> on this. => CRS",
        "Visit <org>www.harbour.org</org> for more. =>",
        "Write to <org>info@harbour.org</org>. =>",
        "<person>Jane Roe</person> of <org>Acme</org> in <gpe>Paris</gpe>. => Acme",
        "The <org>Harbour Safety Act</org> of 1999. =>",
        "The <org>National Strategy for Ports</org> came late. =>",
        "<org>Institute for Coastal Policy</org> staff. => Institute for Coastal Policy",
        "The <org>World Food Programme</org> fed them. => World Food Programme",
        "Money for <org>R&D</org> and <org>AI</org> was short. =>",
        "A <org>“Ports and Men: A Study of the Levant”</org> in all. =>",
        "It fell to <org>Acme Systems, Inc.</org> in May. => Acme Systems, Inc.",
        "The <org>Administration</org> and the <org>Court</org> of <org>EAC |</org> law. => EAC",
        "See uscode.house.gov/x%20OR%20(id:<org>USC</org>-prelim-title28) for it. =>",
        "The bank, <org>the</org> and <org>—</org>. =>",
    ],
)
def test_organisations_are_trimmed_split_and_told_from_others(nlp: Language, marked: str) -> None:
    names, right = found(nlp, marked)
    assert names == right


@pytest.mark.parametrize(
    "marked",
    [
        "S. Ivanova, “Porty i dengi v mirovoj ekonomike” [Ports and money], *Morskaia Gazeta*, <date>2 May 2019</date>."
        " => Morskaia Gazeta",
        "B. Keim, “The Economics of Deep Ports,” Nautilus, <date>June 7, 2023</date>. => Nautilus",
        "M. Roe, *Ports and Money*, Cambridge: MIT Press, <date>1983</date>. => MIT Press",
        "R. Strack, “Ports Face a Test”, Boston Consulting Group, <date>June 2018</date>. => Boston Consulting Group",
        "P. Loy, “The Port”, *Harbour Studies*, Vol. 3, No. 2, <date>2019</date>, pp. 1-9. =>",
        "He came in May, as Harbour Board, <date>2 May 2019</date> was. =>",
        "“Porty i dengi v mirovoj ekonomike <org>Gazprom</org>” [The ports and the money], 2019. =>",
        "“Porty i <org>Gazprom</org> v mirovoj ekonomike”, *op. cit.* =>",
        "“The Ports of <org>Gazprom</org> in the Far East”, *op. cit.* => Gazprom",
    ],
)
def test_organisations_follow_the_structure_of_a_citation(nlp: Language, marked: str) -> None:
    names, right = found(nlp, marked)
    assert names == right


def test_organisations_leave_money_and_dates_alone(nlp: Language) -> None:
    doc = nlp.make_doc("The Army 2017 forum")
    doc = set_found(doc, "DATE", [Found(9, 13, DateValue("absolute"))])
    (date,) = nlp.get_pipe("outsider_organisations")(doc).ents
    assert (date.text, date.label_, date._.date) == ("2017", "DATE", DateValue("absolute"))


def test_organisations_keep_what_is_split_off_with_its_value(nlp: Language) -> None:
    doc = nlp.make_doc("In post-1945Acme")
    doc.ents = [doc.char_span(3, 16, label="ORG")]
    doc = set_found(doc, "DATE", [Found(8, 12, DateValue("absolute", timex="1945"))])
    (date,) = [ent for ent in nlp.get_pipe("outsider_organisations")(doc).ents if ent.label_ == "DATE"]
    assert (date.text, date._.date.timex) == ("1945", "1945")


@pytest.mark.parametrize(
    "text", ["a" + "-" * 60_000 + "b", "’s" * 30_000 + "b", "the " * 15_000, "A1" + " Aa" * 20_000]
)
def test_organisations_reads_a_hostile_name_in_linear_time(text: str) -> None:
    started = time.process_time()
    find_organisations(text, [(0, len(text))])
    assert time.process_time() - started < 2


@pytest.mark.parametrize("piece", [", ”" + "*" * 290, ":A a" * 70, "“A,”" + " " * 290, "A, " * 95])
def test_organisations_reads_hostile_citations_in_linear_time(piece: str) -> None:
    text = (piece + ", 2019") * 300
    dates = [(place, place + 4) for place in range(len(piece) + 2, len(text), len(piece) + 6)]
    started = time.process_time()
    list(find_outlets(text, dates))
    assert time.process_time() - started < 2

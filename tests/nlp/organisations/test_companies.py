import time

import pytest

from outsider_etl.nlp.organisations.companies import with_companies
from tests.nlp.inline import parse


@pytest.mark.parametrize(
    "marked",
    [
        "It paid <org>Roe Bree Harbour LLP</org> and (<org>Lake 9 DMCC</org>).",
        "Payee\n<org>Lake Roe LLC</org>\nAmount\n<org>Bree Roe\nLLP</org>\n3,000",
        "The shares of <org>L-6 FZE</org> and <org>J. Roe & Bree d.o.o.</org> of Copley fell.",
        "Copley. <org>Norgaz OAO</org> paid. Under <org>Norgaz OAO</org> it did. Die <org>Seewerk GmbH</org> zahlte.",
        "A case of the LLC, a Norland LLC, each Copley GmbH and the German GmbH. Forming Your LLC.",
        "The Uniform LLC Act, an Office of Lakes GmbH, Roe and Bree LLP, Bree, LLP, and Norgaz LLC-2.",
    ],
)
def test_a_company_is_found_by_what_it_is_by_law(marked: str) -> None:
    text, marks = parse(marked)
    assert with_companies(text, []) == [(mark.start, mark.end) for mark in marks]


@pytest.mark.parametrize(
    "marked",
    [
        "It paid <org>Roe Bree</org> LLP.",
        "<org>Office of Lake Roe LLP</org> paid.",
        "<org>Lake Roe LLP</org> and <org>Norgaz</org> paid.",
    ],
)
def test_what_a_tagger_names_stays(marked: str) -> None:
    text, marks = parse(marked)
    named = [(mark.start, mark.end) for mark in marks]
    assert with_companies(text, named) == named


def test_what_a_company_is_by_law_is_none_itself() -> None:
    text, (mark,) = parse("So Lake Roe <org>FZE</org> paid.")
    assert [text[start:end] for start, end in with_companies(text, [(mark.start, mark.end)])] == ["Lake Roe FZE"]


@pytest.mark.parametrize("piece", ["A", "Aa ", "A. ", "A & ", "Aa LLC ", "a LLC ", " LLC", "A-", "d.o.o.", " and A"])
def test_companies_are_looked_for_in_linear_time(piece: str) -> None:
    started = time.process_time()
    with_companies(piece * 20_000, [])
    assert time.process_time() - started < 2

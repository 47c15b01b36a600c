from decimal import Decimal

import pytest

from outsider_etl.explorer.pages import address, amount, make_page
from tests.tables.hand_made import tables


@pytest.fixture
def page():
    return make_page({name: table.to_pylist() for name, table in tables().items()})


def test_mentions_are_marked_where_they_stand(page):
    html = page.blocks[1].html
    assert '<mark id="m0003" class="money" title="Money: USD 2,000,000,000">$2 billion</mark>' in html
    assert 'title="Organisations: Defense Advanced Research Projects Agency">DARPA</mark>' in html


def test_a_note_stands_beside_the_paragraph_that_calls_it(page):
    assert [note.passage_id for note in page.blocks[1].notes] == ["n001"]
    assert '<a class="marker" id="n001-marker" href="#n001">12</a>' in page.blocks[1].html
    assert page.loose_notes == []


def test_a_heading_begins_its_section(page):
    assert [(block.tag, block.section_id) for block in page.blocks] == [("h2", "s1"), ("p", None)]


def test_rows_follow_the_text_and_can_be_filtered(page):
    assert [row.label for row in page.rows] == ["org", "org", "money", "date", "org", "org", "org", "money"]
    figure = page.rows[-1]
    assert (figure.text, figure.value) == ("$5-10 million", "about USD 5,000,000 – 10,000,000")
    assert 'data-currency="USD" data-amount="10000000.0000"' in figure.filters
    assert 'data-start="2019" data-end="2019"' in page.rows[3].filters


@pytest.mark.parametrize(
    ("printed", "target"),
    [
        ("www.ifri.org", "https://www.ifri.org"),
        ("<http://kremlin.ru/a?b=c>", "http://kremlin.ru/a?b=c"),
        ("doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://a.b/ onclick=x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_links(printed, target):
    assert address(printed) == target


@pytest.mark.parametrize(
    ("least", "most", "qualifier", "said"),
    [
        ("1300000000.0000", "1300000000.0000", None, "USD 1,300,000,000"),
        ("0.5000", "0.5000", "less_than", "less than USD 0.5"),
        ("100.0000", None, "at_least", "at least USD 100"),
    ],
)
def test_amounts_are_exact(least, most, qualifier, said):
    figure = {
        "amount_min": Decimal(least),
        "amount_max": most and Decimal(most),
        "currency": "USD",
        "qualifier": qualifier,
    }
    assert amount(figure) == said

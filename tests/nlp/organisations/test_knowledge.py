import re
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.nlp.organisations.knowledge import find_mentions
from outsider_etl.nlp.organisations.passages import Passage
from outsider_etl.nlp.organisations.tags import OUTSIDE, TAGS, Tags, name_tags, outside
from tests.nlp.inline import parse

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair))))
SURE, LIKELY, UNLIKELY, NO = 0.99, 0.7, 0.2, 0.01


def passage(marked: str, closed: Sequence[str] = ()) -> Passage:
    """A passage in which a tagger is sure of <org>, thinks <likely> and <maybe> likely and <hardly> unlikely."""
    text, marks = parse(marked)
    words = [match.span() for match in re.finditer(r"[^\W_]+|[^\w\s]", text)]
    probabilities = np.full((len(words), len(TAGS)), NO)
    probabilities[:, OUTSIDE] = SURE
    for mark in marks:
        places = [place for place, (start, end) in enumerate(words) if mark.start < end and start < mark.end]
        likely = {"org": SURE, "likely": 0.86, "maybe": LIKELY, "hardly": UNLIKELY}[mark.label]
        for place, tag in zip(places, name_tags(len(places)), strict=True):
            probabilities[place, [tag, OUTSIDE]] = likely, 1 - likely
    starts, ends = (np.array([span[side] for span in words], dtype=np.int32) for side in (0, 1))
    tags = Tags(starts, ends, np.log(probabilities).astype(np.float32))
    spans = [(text.index(part), text.index(part) + len(part)) for part in closed]
    return Passage(text, tags, list(tags.names()), spans)


def found(*marked: str) -> list[list[tuple[str, str]]]:
    passages = [passage(each) for each in marked]
    return [
        [(each.text[mention.start : mention.end], mention.evidence) for mention in mentions]
        for each, mentions in zip(passages, find_mentions(passages), strict=True)
    ]


# Words that begin and end elsewhere than a name does.
SPLIT_OTHERWISE = Tags(
    np.array([0, 4, 9], dtype=np.int32), np.array([3, 8, 14], dtype=np.int32), np.log(np.full((3, 5), 0.2, np.float32))
)


def test_a_name_is_found_where_the_tagger_was_in_doubt() -> None:
    assert found(
        "<org>Acme Lines</org> paid.", "So did <hardly>Acme Lines</hardly>.", "And <org>Acme Lines</org>."
    ) == [
        [("Acme Lines", "model")],
        [("Acme Lines", "repeat")],
        [("Acme Lines", "model")],
    ]


@pytest.mark.parametrize(
    ("place", "is_one"),
    [
        ("Paid by Acme Lines, it fell.", True),
        ("The Acme Lines panel met.", True),
        ("It met Roe Acme Lines there.", False),
        ("The Acme Lines Museum fell.", False),
        ("A guild of Acme Lines and Lakes.", False),
        ("See Roe v. Acme Lines.", False),
        ("So “Acme Lines idut”.", False),
        ("An un-Acme Lines-like ship.", False),
    ],
)
def test_a_name_of_some_words_that_is_sure_is_one_wherever_it_stands_apart(place: str, is_one: bool) -> None:
    sure = "So <org>Acme Lines</org> paid."
    assert [name for name, _ in found(sure, place)[1]] == ["Acme Lines"] * is_one
    assert found("So <likely>Acme Lines</likely> paid.", place)[1] == []
    assert found(sure, place, "Its Acme Lines fell.")[1:] == [[], []]


def test_a_name_of_one_word_that_is_sure_may_be_none_elsewhere() -> None:
    assert found("So <org>Acme</org> paid.", "An acme, Acme.")[1] == []
    assert found("So <org>New Zealand</org> won.", "Ships left New Zealand.")[1] == []


def test_a_name_is_dropped_that_most_places_speak_against() -> None:
    assert found("<maybe>Lyra</maybe> flew.", "Lyra fell.", "Lyra rose.", "Lyra stood.") == [[], [], [], []]


def test_places_of_another_kind_differ_from_the_rest() -> None:
    first, second = found("<org>Target</org> and <org>Target</org>, <org>Target</org>.", "Target prices rose.")
    assert [name for name, _ in first] == ["Target"] * 3
    assert second == []


def test_an_acronym_goes_the_way_of_its_name() -> None:
    assert found("The <org>Port of London Authority</org> (PLA) paid.", "The PLA did. <hardly>PLA</hardly> too.") == [
        [("Port of London Authority", "model"), ("PLA", "acronym")],
        [("PLA", "acronym"), ("PLA", "acronym")],
    ]
    assert found("The Better Harbours Programme (<maybe>BHP</maybe>).", "<maybe>BHP</maybe> ended.") == [[], []]


def test_a_name_that_a_citation_and_the_tagger_give_is_one_elsewhere() -> None:
    note, others = passage("<org>Norgaz</org>, Lakes."), [passage("So <hardly>Norgaz</hardly> said.")] * 4
    cited = replace(note, cited=frozenset(note.named))
    assert list(map(len, find_mentions([cited, *others]))) == [1] * 5
    assert list(map(len, find_mentions([note, *others]))) == [1, 0, 0, 0, 0]
    assert list(map(len, find_mentions([cited, passage("Norgaz street."), passage("Norgaz street.")]))) == [1, 0, 0]


def test_an_acronym_goes_by_its_name_where_that_is_surest() -> None:
    introduced = "The <org>Lake Water Service</org> (<org>LWS</org>) paid."
    titles = ["Lake Water Service Deferred Works"] * 2
    assert found(introduced, *titles, "The LWS did.", "So LWS said.")[3:] == [[("LWS", "acronym")]] * 2


def test_an_acronym_that_is_introduced_for_a_name_is_one_there_however_sure_that_is() -> None:
    introduced = "The <likely>Water Mission in South Norland</likely> (<hardly>WMISN</hardly>) came late."
    assert found(introduced, "So WMISN did.") == [
        [("Water Mission in South Norland", "model"), ("WMISN", "acronym")],
        [],
    ]
    assert found("The Lake Works Programme (<hardly>LWP</hardly>) paid.") == [[]]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("(LAC-H)", ["LAC-H", "LAC-H"]),
        ("(the “LAC-H”)", ["LAC-H", "LAC-H"]),
        ("(LAC-H, 2019)", []),
        ("(LAC-D)", []),
        ("(Harbours)", []),
        ("(USA)", []),
        ("(LAKE)", []),
        ("(SUBC)", []),
        ("(SUB)", ["SUB", "SUB"]),
    ],
)
def test_an_acronym_of_loose_letters_fills_a_bracket_behind_its_name(bracket: str, expected: list[str]) -> None:
    named = "The <org>Lake Appropriations Subcommittee on Harbours in Austria</org>"
    (_, *others), again = found(f"{named} {bracket} paid.", "The LAC-H, the SUB and the USA did, in Harbours.")
    assert [other for other, _ in others + again] == expected


def test_an_acronym_of_a_state_goes_its_own_way() -> None:
    council, state = "The <org>Delta Rice Council</org> (<org>DRC</org>)", "Democratic Republic of the Congo (DRC)."
    assert found(f"{council} paid.", f"{council} met in the {state}", "The DRC voted.", "The DRC fell.") == [
        [("Delta Rice Council", "model"), ("DRC", "model")],
        [("Delta Rice Council", "model"), ("DRC", "model")],
        [],
        [],
    ]


def test_an_acronym_goes_by_the_introduction_where_both_are_surest() -> None:
    introduced = "The <likely>Lake Water Service</likely> (<org>LWS</org>) paid."
    assert found(introduced, *["A 2025 LWS report."] * 3)[1:] == [[("LWS", "acronym")]] * 3


def test_a_part_of_a_name_is_the_whole_that_an_acronym_is_introduced_for() -> None:
    introduced = "The <org>Committee on Works</org> in Norland Lakes (<org>CWNL</org>) met."
    first, second, third = found(
        introduced, "<org>Committee on Works</org> in Norland Lakes", "<org>Committee on Works</org>"
    )
    whole = ("Committee on Works in Norland Lakes", "model")
    assert (first, second, third) == ([whole, ("CWNL", "model")], [whole], [("Committee on Works", "model")])
    chief = "The Chief of Staff of the <org>Army</org> (CSA) and <org>Lake Bank</org> of the sea (LBX)."
    assert [name for name, _ in found(chief)[0]] == ["Army", "Lake Bank"]


def test_an_acronym_is_introduced_for_the_name_that_the_tagger_chose() -> None:
    marked = "Dorgaz will pay at once. The <org>Danish Lake Energy Board</org> (<org>DDLEN</org>) said so."
    assert [name for name, _ in found(marked)[0]] == ["Danish Lake Energy Board", "DDLEN"]
    first, second = found("The <org>Lake Company</org> (<maybe>TLC</maybe>) paid.", "The <hardly>TLC</hardly> did.")
    assert [name for name, _ in first + second] == ["Lake Company", "TLC", "TLC"]


@pytest.mark.parametrize(
    "introduced", ["<org>Lake Agency</org> (<org>BSW</org>)", "<org>BSW</org> (<org>Lake Agency</org>)"]
)
def test_an_acronym_of_another_language_goes_the_way_of_its_name(introduced: str) -> None:
    assert found(f"The {introduced} paid.", "The <hardly>BSW</hardly> did. BSW too.")[1] == [("BSW", "acronym")] * 2


@pytest.mark.parametrize("apart", ["<org>Lake Agency</org>, <org>BSW</org>,", "<org>Norgaz</org> (<org>BSW</org>)"])
def test_an_acronym_beside_another_name_goes_its_own_way(apart: str) -> None:
    assert found(f"The {apart} paid.", "The <hardly>BSW</hardly> did. BSW too.")[1] == []


def test_an_acronym_that_is_sure_outweighs_a_name_that_was_doubted() -> None:
    introduced = "The <hardly>Port of London Authority</hardly> (<org>PLA</org>) paid."
    first, *others = found(introduced, *["The <org>PLA</org> paid."] * 9)
    assert first[-1] == ("PLA", "model")
    assert others == [[("PLA", "model")]] * 9


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<org>Lake Union and Norland Motors</org> (<org>NM</org>)", ["Lake Union", "Norland Motors", "NM"]),
        ("<org>Lake Union and the Norland Motors</org> (<org>NM</org>)", ["Lake Union", "Norland Motors", "NM"]),
        (
            "<org>Office of Lakes and Norland Motors</org> (<org>OLNM</org>)",
            ["Office of Lakes and Norland Motors", "OLNM"],
        ),
        ("<org>Office of Trade and Duties</org> (<org>TD</org>)", ["Office of Trade and Duties", "TD"]),
    ],
)
def test_an_acronym_parts_names_that_the_tagger_joined(marked: str, expected: list[str]) -> None:
    assert [name for name, _ in found(marked)[0]] == expected


@pytest.mark.parametrize(
    ("elsewhere", "is_parted"),
    [
        ("The <org>Office of Lakes</org> paid. <org>Norland Motors</org> sold.", True),
        ("The <org>Office of Lakes</org> paid. Norland Motors sold.", False),
        ("<org>Norland Motors</org> sold.", False),
        ("The <org>Office of Lakes</org> and the <org>Norland Motors</org>.", False),
    ],
)
def test_names_that_stand_by_themselves_elsewhere_are_two_where_the_tagger_joined_them(
    elsewhere: str, is_parted: bool
) -> None:
    whole = "Office of Lakes and Norland Motors"
    names = [name for name, _ in found(f"The <org>{whole}</org> met.", elsewhere)[0]]
    assert names == (["Office of Lakes", "Norland Motors"] if is_parted else [whole])


def test_one_word_is_no_name_that_parts_another() -> None:
    assert found("<org>Lakes and Motors</org>.", "<org>Lakes</org> paid.", "<org>Motors</org> sold.")[0] == [
        ("Lakes and Motors", "model")
    ]


def test_an_acronym_of_two_names_goes_by_the_one_that_is_sure() -> None:
    first, second = found(
        "<org>Acme Lines</org> (AL) and <org>AL</org>.", "An Alpha List (<org>AL</org>); <org>AL</org>."
    )
    assert [name for name, _ in first + second].count("AL") == 4


def test_what_was_chosen_is_kept_however_its_words_are_cut() -> None:
    odd = Passage("the U.S. Bank®", SPLIT_OTHERWISE, [(4, 13)], [])
    ((mention,),) = find_mentions([odd])
    assert (mention.start, mention.end) == (4, 13)


def test_a_name_within_that_of_a_law_or_an_event_is_no_mention() -> None:
    known = [
        "<org>Lake Football Union</org> (<org>LFU</org>) and <org>LFU</org>.",
        "The <hardly>LFU</hardly> Board met.",
    ]
    assert [len(each) for each in found(*known, "The LFU Lake Cup, the LFU Reform and Budget Act.")] == [3, 1, 0]
    assert [len(each) for each in found(*known, "The LFU and the Lake Act. The LFU acted.")] == [3, 1, 2]
    assert found("The <org>Lake Act</org> and the <org>Lake</org> Act.") == [[("Lake Act", "model"), ("Lake", "model")]]


def test_a_name_within_a_longer_one_is_no_mention() -> None:
    assert found("<org>House</org> and <org>House</org>; <org>White House</org>.", "The <org>White House</org>.") == [
        [("House", "model"), ("House", "model"), ("White House", "model")],
        [("White House", "model")],
    ]


def test_nothing_is_found_in_a_part_of_a_word_or_where_it_is_closed() -> None:
    passages = [
        passage("<org>Acme</org> and <org>Acme</org>."),
        passage("Acmeists wrote “Slava Acme i more”.", ["“Slava Acme i more”"]),
    ]
    assert [len(mentions) for mentions in find_mentions(passages)] == [2, 0]


def test_scores_grow_with_the_evidence() -> None:
    alone, often = found_scores("<maybe>Acme</maybe>."), found_scores("<maybe>Acme</maybe>.", "<org>Acme</org>.")
    assert 0.3 < alone[0] < often[0] < often[1] < 1


def found_scores(*marked: str) -> list[float]:
    return [mention.score for mentions in find_mentions([passage(each) for each in marked]) for mention in mentions]


@pytest.mark.parametrize("piece", ["<org>A</org> ", "<org>A B</org> (AB) ", "A B (", "<org>Acme</org> Acme "])
def test_a_name_many_times_is_found_in_linear_time(piece: str) -> None:
    many = passage(piece * 800)
    started = time.process_time()
    find_mentions([many])
    assert time.process_time() - started < 1


def test_many_names_are_found_in_linear_time() -> None:
    text = " ".join(f"University of X{number}." for number in range(10_000))
    spans = [match.span() for match in re.finditer(r"University of \w+", text)]
    words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = (np.array([span[side] for span in words], dtype=np.int32) for side in (0, 1))
    tags = Tags(starts, ends, np.log(np.full((len(words), len(TAGS)), 0.2, np.float32)))
    started = time.process_time()
    (mentions,) = find_mentions([Passage(text, tags, spans, [])])
    assert time.process_time() - started < 5
    assert [(mention.start, mention.end) for mention in mentions] == spans


@given(SPANS, SPANS)
def test_outside_keeps_what_overlaps_nothing(spans: list[tuple[int, int]], regions: list[tuple[int, int]]) -> None:
    assert list(outside(spans, regions)) == [
        span for span in spans if all(span[1] <= start or stop <= span[0] for start, stop in regions)
    ]

from typing import Any

import pytest

from outsider_etl.tables.organisations import identify


def identified(text: str, *names: str) -> tuple[list[dict[str, Any]], list[str]]:
    mentions, at = [], 0
    for number, name in enumerate(names, start=1):
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(
            {
                "document_id": "d",
                "mention_id": f"m{number:04}",
                "passage_id": "p0001",
                "text": name,
                "start": start,
                "end": at,
                "source_start": start,
                "organisation_id": None,
            }
        )
    organisations = identify(mentions, {"p0001": text})
    return organisations, [mention["organisation_id"] for mention in mentions]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Health (MoH) said; the MoH paid.",
        "The MoH (Ministry of Health) said; the MoH paid.",
        "The “Ministry of Health” (the “MoH”) said; the MoH paid.",
        "The Ministry of Health [MoH, founded in 1950] said; the MoH paid.",
    ],
)
def test_organisations_are_joined_with_the_acronym_that_the_text_introduces(text: str) -> None:
    names = sorted(["Ministry of Health", "MoH"], key=text.index)
    (organisation,), ids = identified(text, *names, "MoH")
    assert (organisation["name"], organisation["acronym"]) == ("Ministry of Health", "MoH")
    assert organisation["aliases"] == []
    assert ids == ["o001"] * 3


@pytest.mark.parametrize("text", ["INWA | Interlake Water Authority", "INWA, the Interlake Water Authority"])
def test_organisations_are_joined_with_the_acronym_of_a_list_or_an_apposition(text: str) -> None:
    (organisation,), _ = identified(f"{text}\nINWA rose.", "INWA", "Interlake Water Authority", "INWA")
    assert (organisation["name"], organisation["acronym"]) == ("Interlake Water Authority", "INWA")


def test_organisations_are_joined_with_their_translation_by_the_acronym() -> None:
    french, english = "Institut français des relations internationales", "French Institute of International Relations"
    text = f"{french} (Ifri); the {english} (Ifri); Ifri; {french}"
    (organisation,), ids = identified(text, french, "Ifri", english, "Ifri", "Ifri", french)
    assert (organisation["acronym"], organisation["mention_count"]) == ("Ifri", 6)
    assert ids == ["o001"] * 6


def test_organisations_of_one_acronym_are_not_joined_for_a_small_word() -> None:
    lac, flint = "Fond du Lac Police Department", "Flint Police Department"
    organisations, _ = identified(f"{lac} (FPD) and later {flint} (FPD)", lac, "FPD", flint, "FPD")
    assert [row["name"] for row in organisations] == [lac, flint]


def test_organisations_in_brackets_behind_another_stay_apart() -> None:
    text = "NATO met. Allied Command Transformation (NATO) said. NATO left."
    organisations, _ = identified(text, "NATO", "Allied Command Transformation", "NATO", "NATO")
    assert [row["mention_count"] for row in organisations] == [3, 1]


def test_organisations_side_by_side_are_not_joined() -> None:
    organisations, ids = identified("The Ministry of Health, MoH, and OAO (Moscow)", "Ministry of Health", "MoH", "OAO")
    assert ids == ["o001", "o002", "o003"]
    assert [row["acronym"] for row in organisations] == [None, None, None]


def test_organisations_take_the_longest_form_that_is_no_heading() -> None:
    (organisation,), _ = identified(
        "WORLD BANK The World Bank a World-Bank", "WORLD BANK", "The World Bank", "World-Bank"
    )
    assert organisation["name"] == "World Bank"
    assert organisation["aliases"] == ["WORLD BANK", "World-Bank"]
    assert organisation["mention_count"] == 3
    assert organisation["first_mention_id"] == "m0001"


def test_organisations_an_acronym_stands_for_the_name_it_was_introduced_with_last() -> None:
    text = "MoH: Ministry of Health (MoH), MoH. Ministry of Home Affairs (MoH), MoH; not the Ministry of Health"
    health, home = "Ministry of Health", "Ministry of Home Affairs"
    organisations, ids = identified(text, "MoH", health, "MoH", "MoH", home, "MoH", "MoH", health)
    assert [(row["name"], row["acronym"], row["aliases"]) for row in organisations] == [
        (health, "MoH", []),
        (home, "MoH", []),
    ]
    assert ids == ["o001"] * 4 + ["o002"] * 3 + ["o001"]


def test_organisations_an_acronym_of_an_acronym_stands_for_the_name() -> None:
    text = "Ministry of Health (MOHE), also MOHE (MOE); MOE"
    (organisation,), _ = identified(text, "Ministry of Health", "MOHE", "MOHE", "MOE", "MOE")
    assert (organisation["acronym"], organisation["aliases"]) == ("MOHE", ["MOE"])


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "Lake Ministry (Ministère du Lac)",
            "Lake Ministry | Ministère du Lac",
            "Ministère du Lac, None, Lake Ministry",
        ),
        (
            "National Lake Institute (Institut des Lacs, IDL)",
            "National Lake Institute | Institut des Lacs | IDL",
            "National Lake Institute, IDL, Institut des Lacs",
        ),
        ("Seibu Nippo [Western Times]", "Seibu Nippo | Western Times", "Western Times, None, Seibu Nippo"),
        (
            "Norgaz Lake Company LLC (“Norgaz”); Norgaz",
            "Norgaz Lake Company LLC | Norgaz | Norgaz",
            "Norgaz Lake Company LLC, None, Norgaz",
        ),
        ("Group of Five Lakes (G5 Lakes)", "Group of Five Lakes | G5 Lakes", "Group of Five Lakes, None, G5 Lakes"),
        ("National Lake Army (ELN)", "National Lake Army | ELN", "National Lake Army, ELN"),
        ("Central Bank of Lakes (BCL, of Bree)", "Central Bank of Lakes | BCL", "Central Bank of Lakes, BCL"),
        ("Lake Union (hereinafter referred to as “Lakers”)", "Lake Union | Lakers", "Lake Union, None, Lakers"),
        (
            "Lake Electric Power Company (Lepco)",
            "Lake Electric Power Company | Lepco",
            "Lake Electric Power Company, Lepco",
        ),
        ("Lagos Mexicanos (Lamex)", "Lagos Mexicanos | Lamex", "Lagos Mexicanos, Lamex"),
        (
            "Norland Union Agency for Lakes (Norlac)",
            "Norland Union Agency for Lakes | Norlac",
            "Norland Union Agency for Lakes, None, Norlac",
        ),
        ("Lake Movement (known as the CMA)", "Lake Movement | CMA", "Lake Movement, CMA"),
        ("Lake Band (also called Men of Bree)", "Lake Band | Men of Bree", "Men of Bree, None, Lake Band"),
        ("CLM (better known as Lk-Q-Men)", "CLM | Lk-Q-Men", "Lk-Q-Men, None, CLM"),
        ("Lake Union (commonly known as “Lakers”, who paid)", "Lake Union | Lakers", "Lake Union, None, Lakers"),
    ],
)
def test_organisations_are_joined_with_what_brackets_say_that_they_are_called(
    text: str, names: str, expected: str
) -> None:
    (organisation,), _ = identified(f"{text} rose.", *names.split(" | "))
    name, *others = expected.split(", ")
    assert [organisation["name"], str(organisation["acronym"]), *organisation["aliases"]] == [name, *others]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("QAS met. Institute of Lakes (QAS)", "QAS | Institute of Lakes | QAS"),
        ("Institute of Lakes (QAS), Institute of Seas (QAS)", "Institute of Lakes | QAS | Institute of Seas | QAS"),
        ("Lake Party (PDL); Lake Party (SJP)", "Lake Party | PDL | Lake Party | SJP"),
        ("Lake Party (LP); Lake Party (SJP)", "Lake Party | LP | Lake Party | SJP"),
        ("Ministry of Lakes (UK)", "Ministry of Lakes | UK"),
        ("Ministry of Lakes [South Africa]", "Ministry of Lakes | South Africa"),
        ("Department of Lakes (FWMA)", "Department of Lakes | FWMA"),
        ("Jet Propulsion Laboratory (NASA); NASA", "Jet Propulsion Laboratory | NASA | NASA"),
        ("Ministry of Defence (UAE)", "Ministry of Defence | UAE"),
        ("Lake Service (BN)", "Lake Service | BN"),
        ("Department of Lakes (Flood Watch, FW)", "Department of Lakes | Flood Watch | FW"),
        ("NLO met. National Lake Institute (NLO)", "NLO | National Lake Institute | NLO"),
        (
            "Department of Lakes (DL); Copley's Department of Lakes (CDL)",
            "Department of Lakes | DL | Department of Lakes | CDL",
        ),
        ("Ministry of Lakes and Works (Norgaz) met. Norgaz", "Ministry of Lakes and Works | Norgaz | Norgaz"),
        ("Lake Office of the Union (Lakers, who paid)", "Lake Office of the Union | Lakers"),
        ("Norland Commission (Norstat)", "Norland Commission | Norstat"),
        ("Lake and Power Fund of Chile (Chile)", "Lake and Power Fund of Chile | Chile"),
        (
            "Institute of Asian Lakes (LAS), Institute of Seas (LAS)",
            "Institute of Asian Lakes | LAS | Institute of Seas | LAS",
        ),
        ("Lake Force (LFQ)", "Lake Force | LFQ"),
        ("Lake Force of Great Norland (LFRQ)", "Lake Force of Great Norland | LFRQ"),
        ("Academy of Urban Fish (UAE)", "Academy of Urban Fish | UAE"),
        ("Norland Union Agency for Lakes (Norland Works)", "Norland Union Agency for Lakes | Norland Works"),
        ("Lake Union (formerly known as the UEL)", "Lake Union | UEL"),
        ("Lake Union (known as the World Fund's debtor)", "Lake Union | World Fund"),
        ("The men, backed by the Lake Guard, also known as Men of Bree,", "Lake Guard | Men of Bree"),
        ("The arm of the CLM, known as Lake-Q-Men", "CLM | Lake-Q-Men"),
        ("A unit of Lake Bank, known as LB Norland,", "Lake Bank | LB Norland"),
        ("The Lake Reserve, known by the FMI as slow", "Lake Reserve | FMI"),
        ("QERN (University of Geneva)", "QERN | University of Geneva"),
        ("Norwagen Group (Copley)", "Norwagen Group | Copley"),
        ("Lake Parliament (Greens)", "Lake Parliament | Greens"),
        ("Université de Lyon (French Research Agency)", "Université de Lyon | French Research Agency"),
        ("Fotolago (Meta Platforms)", "Fotolago | Meta Platforms"),
        ("EU (Court of Auditors)", "EU | Court of Auditors"),
        ("Lake Laboratory (Institute of Technology)", "Lake Laboratory | Institute of Technology"),
        ("Lake Laboratory (Norbank, which paid)", "Lake Laboratory | Norbank"),
    ],
)
def test_organisations_that_stand_in_brackets_behind_a_part_of_them_stay_apart(text: str, names: str) -> None:
    organisations, _ = identified(f"{text} rose.", *names.split(" | "))
    forms = {form for row in organisations for form in [row["name"], row["acronym"]] if form}
    assert len(organisations) >= 2
    assert forms == set(names.split(" | "))


def test_organisations_an_acronym_is_that_of_its_initials_wherever_it_stands_in_brackets() -> None:
    institute, office = "National Lake Institute", "Norland Lake Office"
    _, ids = identified(f"{institute} (NLO) met. The {office} paid.", institute, "NLO", office)
    assert ids == ["o001", "o002", "o002"]

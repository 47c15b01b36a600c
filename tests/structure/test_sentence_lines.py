"""Texts written a sentence a line, and what looks like one."""

import pytest

from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document

SENTENCES = (
    "The register of ships was meant to be public.",
    "For eleven years it was, and then the board that kept it was merged with the one that kept the tariff.",
    "Whether dues rose or fell is a question of what is counted.",
    "Both readings are consistent with the accounts; the board has published neither.",
    "A levy on cargo was proposed three times in as many years.",
    "Each time the users asked what it was for.",
)


def parts(text: str) -> list[tuple[str, str]]:
    document = build_document(read_pages(text.encode(), "report.txt"))
    return [(p.kind, p.text.value) for p in document.paragraphs]


def test_sentences_on_lines_of_their_own_are_one_paragraph_up_to_a_blank_line() -> None:
    stacks = [SENTENCES[:2], SENTENCES[2:4], SENTENCES[4:]]
    text = "Ships\n\n" + "\n\n".join("\n".join(stack) for stack in stacks)
    assert parts(text)[1:] == [("paragraph", " ".join(stack)) for stack in stacks]


def test_a_heading_right_over_the_sentences_and_items_below_them_stay_apart() -> None:
    stacks = [SENTENCES[:2], SENTENCES[2:4], SENTENCES[4:]]
    text = "\n\n".join("\n".join(stack) for stack in stacks)
    text += "\n\nWho Pays\n" + "\n".join(SENTENCES[:2]) + "\n- Raise dues.\n- Cut rents.\n\n" + SENTENCES[2]
    assert parts(text)[-5:] == [
        ("heading", "Who Pays"),
        ("paragraph", " ".join(SENTENCES[:2])),
        ("list_item", "Raise dues."),
        ("list_item", "Cut rents."),
        ("paragraph", SENTENCES[2]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(SENTENCES),
        "\n\n".join("\n".join([title, *SENTENCES]) for title in ("Ships", "Dues", "Levy")),
        "\n\n".join(
            "\n".join([f"{a} {b}", f"{c} {d}"]) for a, b, c, d in [SENTENCES[:4], SENTENCES[1:5], SENTENCES[2:]]
        ),
    ],
    ids=["without blank lines", "under headings", "of several sentences"],
)
def test_lines_that_are_paragraphs_stay_so(text: str) -> None:
    assert [value for kind, value in parts(text) if kind == "paragraph"] == [
        line for line in text.split("\n") if line.endswith(".")
    ]

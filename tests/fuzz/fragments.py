"""Texts made of what reports are made of, in any order, with what never should be in them."""

from hypothesis import strategies as st

SENTENCES = (
    "In March 2019 the World Bank (WB) lent $1.3 billion to the Ministry of Finance.",
    "The budget rose by 5 % a year, from €2m to 4.5 million euros",
    "and much of it was never paid back to those who had lent it",
    "The E.U. and the W.B. agreed; the “Bank” did not.",
    "By the end of the 1990s, i.e. two years ago, it was Q3 2012/13.",
    "inter-\nnational co-\noperation",
    "See J. Smith, “The Price of Ports”, Foreign Affairs, vol. 98, no. 3, May 2019, pp. 12-19.",
    "Ibid., p. 4.",
    "Smith, op. cit.; A. Mensah, *Ports and Power*, Oxford University Press, 2017.",
    "www.example.org/a-very_\nlong/address?x=1",
)
BLOCKS = (
    *(
        "Introduction",
        "INTRODUCTION",
        "1. Introduction",
        "2.1 Money and Men",
        "## Who pays?",
        "Notes",
        "References",
        "1.1",
    ),
    *("Table of Contents", "Introduction\t3", "Money and Men......5", "March 2021", "ISBN 978-3-16-148410-0"),
    *("- an item", "• an item", "•", "(a) first", "iv) fourth", "> quoted", "1) one", "10. ten", "2019. In that year"),
    *("Table 1: Ports", "a | b | c", "|a|b|\n|---|---|\n|1|2|", "Oslo   12.5   13.7", "1\t2\t3", "Figure 2. Ships"),
    *("STEADY HANDS\t3", "3", "Page 4 of 9", "- 5 -", "xii", "* * *", "-----", "___", "DRAFT", "[1]", "[^1]", "[^1]:"),
    *("---\ntitle: Ports\n---", "<div>a</div>", "<!-- a -->", "```\ncode\n```", "[a](b)", "![a](b)", "a\\*b", "&amp;"),
    *(
        "References",
        "↩",
        "¹",
        "1.",
        "*",
        "†",
        "Suggested citation:",
        "Also available in this series",
        "Translated by Jo Roe",
    ),
)
MARKERS = (
    "¹",
    "²",
    "³",
    "¹²",
    "[1]",
    "[2]",
    "[^1]",
    "[^a]",
    "^1^",
    "1",
    "2",
    "*",
    "**",
    "†",
    "a",
    "(1)",
    "<sup>1</sup>",
)
LABELS = (
    "1. ",
    "2. ",
    "3. ",
    "1 ",
    "2 ",
    "1) ",
    "[1] ",
    "[2]: ",
    "[^1]: ",
    "[^2]: ",
    "¹ ",
    "² ",
    "¹",
    "* ",
    "† ",
    "a ",
)
# Controls, marks of direction, marks that combine, what is twice as long in another case, halves of pictures.
STRANGE = (
    *"\x00\x01\x07\x08\x0b\x1a\x1b\x1c\x1d\x1f\x7f\x85\xa0\xad\u061c\u0130\u0300\u034f\u0660\u09e7\u1680\u180e\u200b",
    *"\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u3000\u3002\ufb01\ufeff\ufffd\uffff\U0001f468",
    *"\U0001d7d9\U000e0001\U0010ffff½ß",
)
SEPARATORS = ("\n", "\n\n", "\n\n", " ", "", "\t", "\f", "\n\f\n", "\r\n", "\r", "    ", "\n   ")

sentences = st.sampled_from(SENTENCES)
blocks = st.sampled_from(BLOCKS)
strange = st.text(st.sampled_from(STRANGE), max_size=3)
marked = st.builds("{}{}".format, sentences, st.sampled_from(MARKERS))
notes = st.builds("{}{}".format, st.sampled_from(LABELS), sentences)
pieces = sentences | blocks | marked | notes | strange | st.text(max_size=12)


@st.composite
def heaps(draw: st.DrawFn) -> str:
    """Pieces of reports in any order, with anything between them."""
    made = draw(st.lists(st.tuples(pieces, st.sampled_from(SEPARATORS)), max_size=25))
    return "".join(piece + separator for piece, separator in made)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Pages with running heads, a body with markers, notes and page numbers, each of which may be missing or wrong."""
    mark, label = draw(
        st.sampled_from([("{}", "{}. "), ("[{}]", "[{}] "), ("[^{}]", "[^{}]: "), ("", "{} "), ("{}", "")])
    )
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹") if draw(st.booleans()) else {}
    number, pages = draw(st.integers(0, 3)), []
    for page in range(draw(st.integers(1, 6))):
        body: list[str] = []
        foot: list[str] = []
        for _ in range(draw(st.integers(0, 6))):
            text = draw(sentences | blocks)
            if draw(st.booleans()):
                number += draw(st.sampled_from([1, 1, 1, 1, 0, 2, -1]))
                text += mark.format(number).translate(raised)
                foot += [label.format(number) + draw(sentences | strange)] * draw(st.sampled_from([1, 1, 1, 0, 2]))
            body.append(text)
        head = draw(st.sampled_from(["STEADY HANDS", f"Ports {page + 1}", str(page + 1), ""]))
        separator = draw(st.sampled_from(["\n", "\n\n", " "]))
        pages.append("\n\n".join([head, separator.join(body), draw(st.sampled_from(["\n", "\n\n"])).join(foot)]))
    return draw(st.sampled_from(["\f", "\n\f", "\n\n"])).join(pages)


texts = heaps() | reports() | st.text(st.sampled_from(STRANGE + tuple("aB 1.\n\f-|#*_[]()^\\$")), max_size=120)
runs = st.builds(lambda piece, times: piece * times, pieces, st.integers(1, 2000))

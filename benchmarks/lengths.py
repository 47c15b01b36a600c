"""Texts of any length, ordinary and hostile, that `benchmarks.scaling` takes the time of: each is about `size` long."""

from collections.abc import Callable, Iterator
from itertools import count, cycle
from random import Random
from textwrap import fill

WORDS = (
    "budget council defence economy finance growth industry justice law market nation office policy reform sector "
    "treaty union value worker zone the of to in a and for by on that with from"
).split()
_FACTS = (
    "In March 2019 the World Bank lent $1.3 billion to the Ministry of Finance.",
    "The European Investment Bank (EIB) paid between 5 and 10 million euros last year.",
    "The EIB said on 12 May 2020 that the International Monetary Fund agreed.",
    "By the end of the 1990s Gazprom had spent more than 200 million roubles a month.",
)
_SYLLABLES = "ba den fel gra ko lin mir mul por quo ren sto tan ti vek zu".split()
_JOURNALS = ("Foreign Affairs", "International Security", "Survival", "The Economic Journal", "World Politics")
_OUTLETS = {"Reuters": "www.reuters.com", "The Guardian": "www.theguardian.com", "Le Monde": "www.lemonde.fr"}

_CHARACTERS_A_LINE = 90


def _filled(pieces: Iterator[str], size: int) -> str:
    """Return as many of the pieces as make `size` characters."""
    made: list[str] = []
    length = 0
    while length < size:
        made.append(next(pieces))
        length += len(made[-1])
    return "".join(made)


def _sentences(random: Random) -> Iterator[str]:
    for fact in cycle(_FACTS):
        for _ in range(2):
            yield " ".join(random.choices(WORDS, k=random.randint(6, 16))).capitalize() + "."
        yield fact


def made_up_name(random: Random) -> str:
    """Return a name that hardly another text has."""
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))).title()


def _title(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(4, 8))).capitalize()


def _notes(random: Random) -> Iterator[str]:
    """Yield notes that cite an article, the same again, a book and the article in short, and a page of an outlet."""
    while True:
        author, title, year, page = (
            made_up_name(random),
            _title(random),
            random.randint(1990, 2023),
            random.randint(2, 300),
        )
        where = f"{random.choice(_JOURNALS)}, vol. {random.randint(1, 99)}, no. {random.randint(1, 6)}"
        yield f"J. {author}, “{title}”, {where}, May {year}, pp. {page}-{page + 9}."
        yield f"Ibid., p. {page + 1}."
        book = f"A. {made_up_name(random)} and L. {made_up_name(random)}, {_title(random)}, Oxford University Press"
        yield f"{book}, {year - 3}, p. {page}; {author}, “{title}”, p. {page + 2}."
        outlet, host = random.choice(list(_OUTLETS.items()))
        news, day = _title(random), random.randint(1, 30)
        yield f"“{news}”, {outlet}, {day} April {year}, https://{host}/{news.lower().replace(' ', '-')}-{page}."


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _pages(sentences_a_page: int, marked: int, notes: Iterator[str]) -> Iterator[str]:
    """Yield pages with a running head, a heading, paragraphs in lines, and a note to each so many sentences."""
    sentences, numbers = _sentences(Random(1)), count(1)
    for page in count(1):
        body, foot = [], []
        for place in range(sentences_a_page):
            sentence = next(sentences)
            if place % marked == 0:
                number = next(numbers)
                sentence += _raised(number)
                foot.append(f"{number}. {next(notes)}")
            body.append(sentence)
        paragraphs = (fill(" ".join(body[at : at + 5]), _CHARACTERS_A_LINE) for at in range(0, len(body), 5))
        yield "\n\n".join((f"STEADY HANDS\t{page}", f"Part {page}", *paragraphs, "\n".join(foot))) + "\n\f"


def report(size: int, seed: int = 1) -> str:
    """Return pages of a report as they come, with footnotes that cite; reports of two seeds cite other works."""
    return _filled(_pages(25, 4, _notes(Random(seed))), size)


def footnotes(size: int) -> str:
    """Return pages on which every sentence has a short footnote."""
    return _filled(_pages(20, 1, cycle(["See above.", "Ibid.", "Interview, Oslo, 2019."])), size)


def citations(size: int) -> str:
    """Return pages on which every sentence has a footnote with several citations."""
    notes = _notes(Random(1))
    return _filled(_pages(12, 1, (f"{next(notes)} {next(notes)}" for _ in count())), size)


def one_line(size: int) -> str:
    """Return sentences in one line, which is one paragraph."""
    return _filled((f"{sentence} " for sentence in _sentences(Random(1))), size)


def unbroken(size: int) -> str:
    """Return digits and signs, with no white space among them."""
    random = Random(1)
    return _filled(("".join(random.choices("0123456789.,;:-()[]*$%/", k=50)) for _ in count()), size)


def signs(size: int) -> str:
    """Return one sign, over and over, in a line that is no drawn rule."""
    return f"Oslo {'*' * size} Oslo."


def numbers(size: int) -> str:
    """Return the rows of a table of numbers."""
    random = Random(1)
    return _filled(
        (f"Item {row}" + "".join(f"\t{random.randint(1, 99_999):,}" for _ in range(8)) + "\n" for row in count(1)), size
    )


def markers(size: int) -> str:
    """Return sentences with markers that no note answers to."""
    pairs = zip(_sentences(Random(1)), count(1), strict=False)
    return _filled((f"{sentence}{_raised(number)}[^{number}]\n" for sentence, number in pairs), size)


def labels(size: int) -> str:
    """Return blocks labelled by numbers in no order, and as many markers."""
    random = Random(1)
    pairs = zip(_sentences(random), count(1), strict=False)
    return _filled(
        (f"{sentence}{_raised(random.randint(1, at))}\n\n{random.randint(1, at)}. Note.\n\n" for sentence, at in pairs),
        size,
    )


def nested(size: int) -> str:
    """Return quotations and brackets within each other, to the middle and back."""
    inner = "“a (b [c *d ", " d* c] b) a” "
    depth = size // (2 * len(inner[0])) + 1
    return inner[0] * depth + inner[1] * depth


def names(size: int) -> str:
    """Return one paragraph that says the same few names over and over."""
    return _filled(
        cycle(
            [
                "The World Bank met the European Investment Bank (EIB). ",
                "The EIB thanked the Bank and Gazprom in Oslo. ",
            ]
        ),
        size,
    )


def lists(size: int) -> str:
    """Return the items of a list, each a level deeper than the one before, down to eight."""
    pairs = zip(_sentences(Random(1)), cycle(range(8)), strict=False)
    return _filled((f"{'  ' * depth}- {sentence}\n" for sentence, depth in pairs), size)


KINDS: dict[str, Callable[[int], str]] = {
    "a report": report,
    "footnotes": footnotes,
    "citations": citations,
    "one line": one_line,
    "digits and signs": unbroken,
    "one sign": signs,
    "numbers": numbers,
    "markers": markers,
    "labels": labels,
    "nested": nested,
    "names": names,
    "lists": lists,
}

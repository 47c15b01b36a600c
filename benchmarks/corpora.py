"""Reports that benchmarks are run on, made anew each time: the same numbers give the same bytes."""

from pathlib import Path
from random import Random

from benchmarks.lengths import WORDS, made_up_name, report
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from tests.readers.pdf_files import lines, make_pdf

_OWN_SHARE = 5
_LINES_A_PAGE, _CHARACTERS_A_LINE = 40, 80

_SHORT = """# The budget of district {number}

In March {year} the World Bank lent ${number} million to the Ministry of Finance.[^1] The European Union gave €3 billion
for the ports of district {number}, and the ministry spent half of it by 2 June {year}.[^2]

[^1]: J. Holmgren, “Lending in Hard Times”, *Development Review*, Vol. 12, No. 3, {year}, pp. 3-9.
[^2]: Ibid., p. 4.
"""


def write_short_reports(folder: Path, documents: int) -> Path:
    """Write Markdown reports of 500 characters that differ from each other, and return their folder."""
    folder.mkdir()
    for number in range(documents):
        (folder / f"{number:05}.md").write_text(_SHORT.format(number=number, year=1990 + number % 30), "utf-8")
    return folder


def write_reports(folder: Path, documents: int, size: int) -> Path:
    """Write plain texts of `size` characters with running heads and footnotes that cite, and return their folder.

    They share most of their body; what they cite, and a fifth of each, about banks, no other has.
    """
    folder.mkdir()
    for number in range(documents):
        random = Random(number)
        own: list[str] = []
        while sum(map(len, own)) < size // _OWN_SHARE:
            name, words = made_up_name(random), random.choices(WORDS, k=13)
            own.append(f"In {random.randint(1950, 2020)} the {name} Bank {' '.join(words)}.")
        text = report(size - size // _OWN_SHARE, seed=number)
        (folder / f"{number:05}.txt").write_text(f"{text}\n\n{' '.join(own)}\n", "utf-8")
    return folder


def passages(path: Path) -> tuple[str, ...]:
    """Return the texts of the passages of a report."""
    document = build_document(read_pages(path.read_bytes(), path.name))
    return tuple(passage.text.value for passage in document.passages())


def printed(text: str) -> bytes:
    """Return a text as a PDF, 40 lines of 80 characters a page; what Latin-1 lacks becomes a question mark."""
    plain = text.replace("\f", "\n").encode("latin-1", "replace").decode("latin-1")
    cut = [
        line[at : at + _CHARACTERS_A_LINE]
        for line in plain.split("\n")
        for at in range(0, max(1, len(line)), _CHARACTERS_A_LINE)
    ]
    pages = (cut[at : at + _LINES_A_PAGE] for at in range(0, len(cut), _LINES_A_PAGE))
    return make_pdf(*(lines(20, 40, page) for page in pages))

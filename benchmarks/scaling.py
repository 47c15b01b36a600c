"""Measure how the time of each stage grows with a document's length: `python -m benchmarks.scaling`.

Each stage takes texts of 1, 2, 4 and 8 lengths, ordinary ones and ones that are made to take long. What is printed is
the exponent of CPU time against length, fitted by least squares on the logarithms: 1 where twice the length takes twice
the time. Ends 1 where one is above 1.1, after measuring it anew.
"""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from math import log
from statistics import linear_regression

from spacy.language import Language

from benchmarks.corpora import printed
from benchmarks.lengths import KINDS
from outsider_etl.citations.finding import read_footnotes
from outsider_etl.document import Document, SourceText
from outsider_etl.nlp.dates import find_in_flows
from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.readers import read_pages
from outsider_etl.report import annotate, extract
from outsider_etl.sources import Content, Source
from outsider_etl.structure.build import build_document
from outsider_etl.tables.making import make_tables
from outsider_etl.tables.rows import Identity

MOST = 1.1
LENGTHS = (1, 2, 4, 8)
# A figure above MOST may be noise: it is measured so many times more, each length keeping its best time.
AGAIN = 4
# Work shorter than this is done several times on end: clocks tick in hundredths of a second on some machines.
SHORTEST = 0.05


class Given:
    """What the stages take, made from one text, and kept: each stage is timed without those before it."""

    def __init__(self, text: str, nlp: Language) -> None:
        self.text = text
        self.nlp = nlp

    def bytes_of(self, suffix: str) -> bytes:
        """Return the text as a file with this suffix."""
        return printed(self.text) if suffix == ".pdf" else self.text.encode()

    @cached_property
    def source(self) -> SourceText:
        """The text as it is read."""
        return read_pages(self.text.encode(), "a.txt")

    @cached_property
    def document(self) -> Document:
        """The document that it makes."""
        return build_document(self.source)

    @cached_property
    def passages(self) -> list[str]:
        """The texts of the document's passages."""
        return [passage.text.value for passage in self.document.passages()]


Work = Callable[[], object]


def _read(suffix: str, given: Given) -> Work:
    data = given.bytes_of(suffix)
    return lambda: read_pages(data, f"a{suffix}")


def _structure(suffix: str, given: Given) -> Work:
    source = read_pages(given.bytes_of(suffix), f"a{suffix}")
    return lambda: build_document(source)


def _dates(given: Given) -> Work:
    passages = given.passages
    return lambda: find_in_flows([passages])


def _money(given: Given) -> Work:
    passages = given.passages
    return lambda: [find_money(text) for text in passages]


def _citations(given: Given) -> Work:
    footnotes = given.document.footnotes
    return lambda: read_footnotes(footnotes)


def _organisations(given: Given) -> Work:
    passages = given.passages

    def find() -> None:
        with given.nlp.select_pipes(enable=["outsider_tagger", "outsider_organisations"]):
            list(given.nlp.pipe(given.nlp.tokenizer(text) for text in passages))

    return find


def _annotation(given: Given) -> Work:
    document = given.document
    notes = read_footnotes(document.footnotes)
    return lambda: list(annotate(document, notes, given.nlp))


def _tables(given: Given) -> Work:
    document = given.document
    notes = read_footnotes(document.footnotes)
    docs = list(annotate(document, notes, given.nlp))
    identity = Identity("0123456789abcdef", "a.txt", len(given.text), "0", "none")
    return lambda: make_tables(document, notes.citations, docs, identity)


def _whole(given: Given) -> Work:
    content = Content(Source("a.txt", None), given.text.encode(), "0123456789abcdef", {}, "")
    return lambda: extract(content, given.nlp)


# Each stage with the length, in characters, that it takes once.
STAGES: dict[str, tuple[Callable[[Given], Work], int]] = {
    "read text": (partial(_read, ".txt"), 100_000),
    "read Markdown": (partial(_read, ".md"), 100_000),
    "read PDF": (partial(_read, ".pdf"), 10_000),
    "structure of text": (partial(_structure, ".txt"), 50_000),
    "structure of Markdown": (partial(_structure, ".md"), 50_000),
    "structure of PDF": (partial(_structure, ".pdf"), 10_000),
    "dates": (_dates, 50_000),
    "money": (_money, 50_000),
    "citations": (_citations, 20_000),
    "organisations": (_organisations, 10_000),
    "annotation": (_annotation, 10_000),
    "tables": (_tables, 10_000),
    "whole": (_whole, 10_000),
}


def seconds(work: Work) -> float:
    """Return the CPU time of `work`."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    times = 0
    while times == 0 or time.process_time() - started < SHORTEST:
        work()
        times += 1
    taken = (time.process_time() - started) / times
    gc.enable()
    return taken


def exponent(times: Sequence[float]) -> float:
    """Return the power of the length that the times of LENGTHS grow with."""
    return linear_regression([log(length) for length in LENGTHS], [log(taken) for taken in times]).slope


def measure(stage: str, kind: str, nlp: Language, base: float) -> tuple[float, float]:
    """Return the exponent of a stage on a kind of text, and the seconds a MB at the greatest length."""
    prepare, size = STAGES[stage]
    texts = [KINDS[kind](int(size * base * length)) for length in LENGTHS]
    works = [prepare(Given(text, nlp)) for text in texts]
    works[0]()
    best = [seconds(work) for work in works]
    for _ in range(AGAIN):
        if exponent(best) <= MOST:
            break
        best = [min(before, seconds(work)) for before, work in zip(best, works, strict=True)]
    return exponent(best), best[-1] / len(texts[-1]) * 1e6


def rows(stages: Sequence[str], kinds: Sequence[str], base: float) -> Iterator[tuple[str, list[float]]]:
    """Yield each stage with its exponents by kind of text; what each took is told on stderr."""
    nlp = load_nlp(threads=1)
    for stage in stages:
        figures = []
        for kind in kinds:
            figure, cost = measure(stage, kind, nlp, base)
            print(f"{stage}, {kind}: exponent {figure:.2f}, {cost:.1f} s/MB", file=sys.stderr, flush=True)
            figures.append(figure)
        yield stage, figures


def main() -> int:
    """Print a table of exponents; return 1 where one is above MOST."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", nargs="+", choices=STAGES, default=list(STAGES), metavar="NAME")
    parser.add_argument("--kind", nargs="+", choices=KINDS, default=list(KINDS), metavar="NAME")
    parser.add_argument("--base", type=float, default=1.0, help="how many times the usual lengths")
    args = parser.parse_args()
    print("| stage |", " | ".join(args.kind), "|")
    print("|---" * (1 + len(args.kind)) + "|")
    worst = 0.0
    for stage, figures in rows(args.stage, args.kind, args.base):
        print(f"| {stage} |", " | ".join(f"{figure:.2f}" for figure in figures), "|", flush=True)
        worst = max(worst, *figures)
    print(f"\nThe greatest exponent is {worst:.2f}; {MOST} is allowed.")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())

"""Measure what a run costs beside its parts and its peers: `python -m benchmarks.ratios [MEASURE ...]`.

Each figure is the ratio of two kinds of work that are timed in turn, several times, in one run: what else the machine
does meets both. Printed are the ratio of the medians, what it should be at most (or at least), and the medians. Peers
are measured where they are installed (`pip install --group peers`, or `--group recognizers`, which cannot stand beside
it); the others are named. Ends 1 where a figure is not what it should be.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pdfplumber
from spacy.language import Language

from benchmarks.corpora import passages, printed, write_reports, write_short_reports
from benchmarks.lengths import report
from benchmarks.orchestration import directly
from benchmarks.pairs import PROCESSES, REPORT_SIZE, Given, Pair, measure
from benchmarks.peers import peers
from benchmarks.speed import PDF, base_model
from outsider_etl.citations.finding import read_footnotes
from outsider_etl.garbage import collect_seldom
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.readers import read_pages
from outsider_etl.report import annotate
from outsider_etl.settings import Settings
from outsider_etl.sources import Source, read
from outsider_etl.structure.build import build_document

PDF_SIZE = 150_000
LONG_PDF, TIMES = 3_400_000, 100
"""Characters of a PDF of some 2,000 pages, and how many short ones are compared with a long one."""
_COMMAND = Path(sys.executable).with_name("outsider-etl")


@cache
def _language(name: str) -> Language:
    """Return a pipeline of this process: `ner`, that of en_core_web_md alone, `tagger`, ours alone, or `whole`."""
    nlp = base_model() if name == "ner" else load_nlp(threads=1)
    if name == "tagger":
        nlp.select_pipes(enable="outsider_tagger")
    return nlp


def bare(name: str, texts: Sequence[str]) -> None:
    """Send the passages of a report through one component alone."""
    for _ in _language(name).pipe(texts):
        pass


def annotated(path: Path) -> None:
    """Do all the work on a report but its tables."""
    content = read(Source(path.name, path))
    document = build_document(read_pages(content.data, path.name))
    nlp = _language("whole")
    for _ in annotate(document, read_footnotes(document.footnotes, document.links), nlp):
        pass


def read_file(path: Path) -> None:
    """Read a file as a run does."""
    read_pages(path.read_bytes(), path.name)


def bare_characters(path: Path) -> None:
    """Go through the characters of a PDF's pages, as pdfplumber gives them."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            _ = page.chars
            page.close()


_numbers = count()


def run(given: Given, source: Path, **settings: int) -> Path:
    """Run the command over a folder, into a new dataset, and return that."""
    destination = given.folder / f"run {next(_numbers)}"
    command(given, source, destination, **settings)
    return destination


def command(given: Given, source: Path, destination: Path, **settings: int) -> None:
    """Run the command over a folder."""
    chosen = {f"OUTSIDER_ETL_{name.upper()}": str(value) for name, value in ({"workers": PROCESSES} | settings).items()}
    environment = os.environ | {"PREFECT_HOME": str(given.folder / "prefect")} | chosen
    arguments = [str(_COMMAND), "run", str(source), "--out", str(destination)]
    subprocess.run(arguments, check=True, capture_output=True, env=environment)


def work_directly(given: Given, source: Path, workers: int) -> None:
    """Do the work of a run without Prefect, into a new dataset."""
    destination = given.folder / f"direct {next(_numbers)}"
    directly(Settings(source=str(source), destination=str(destination), workers=workers))


def whole_run(name: str, at_most: float, given: Given) -> Pair:
    """Compare the command over texts with one component of spaCy over the same text, in as many processes."""
    source = given.texts
    work, texts = partial(bare, name), [passages(path) for path in sorted(source.iterdir())]
    _warm_up(given, work, texts)
    return Pair(lambda: run(given, source), partial(given.spread, work, texts), at_most=at_most)


def overhead(given: Given) -> Pair:
    """Compare the command over texts, without pages, with the same work less orchestration, tables, checks, Parquet."""
    source = given.texts
    paths = sorted(source.iterdir())
    _warm_up(given, annotated, paths)
    second = partial(given.spread, annotated, paths)
    return Pair(lambda: run(given, source, explorer_documents=0), second, at_most=1 / 0.9)


def _warm_up(given: Given, work: Callable[..., object], items: Sequence[object]) -> None:
    """Let each process load what it needs, by some of the items: one that has seen them all knows all their words."""
    given.spread(work, items[: 2 * PROCESSES])


def pages(given: Given) -> Pair:
    """Compare the command over texts with the same without the pages of the explorer."""
    source = given.texts
    return Pair(lambda: run(given, source), lambda: run(given, source, explorer_documents=0), at_most=1.1)


@cache
def _pdfs(given: Given) -> list[Path]:
    return [PDF, _written(given.folder / "made.pdf", printed(report(PDF_SIZE)))]


def pdf_reading(processes: int, at_most: float, given: Given) -> Pair:
    """Compare reading PDFs with a bare loop over their characters in one process."""
    paths = _pdfs(given) * 2
    second = partial(_each, bare_characters, paths)
    if processes == 1:
        return Pair(partial(_each, read_file, paths), second, at_most=at_most)
    _warm_up(given, read_file, paths)
    return Pair(partial(given.spread, read_file, paths), second, at_most=at_most)


def _each(work: Callable[[Path], object], paths: Sequence[Path]) -> None:
    for path in paths:
        work(path)


def growth(given: Given) -> Pair:
    """Compare what a document costs among eight times as many with what it costs, without what any run starts with."""
    one, few, many = given.folder / "one", given.short(1), given.short(8)
    write_short_reports(one, 1)
    firsts, _ = measure(Pair(lambda: run(given, one), lambda: None), 3)
    return Pair(lambda: run(given, many), lambda: run(given, few), at_most=1.1, scale=1 / 8, less=median(firsts))


def length_of_text(given: Given) -> Pair:
    """Compare the work on one long text with that on short ones that are as long together."""
    short, long = (
        sorted(write_reports(given.folder / f"{number} texts", number, TIMES * REPORT_SIZE // number).iterdir())
        for number in (TIMES, 1)
    )
    annotated(short[0])
    return Pair(partial(_each, annotated, long), partial(_each, annotated, short), at_most=1.1)


def length_of_pdf(given: Given) -> Pair:
    """Compare reading one PDF of many pages with reading short ones of as many pages together."""
    short, long = (
        _written(given.folder / f"{size}.pdf", printed(report(size))) for size in (LONG_PDF // TIMES, LONG_PDF)
    )
    return Pair(partial(read_file, long), partial(_each, read_file, [short] * TIMES), at_most=1.1)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def one_process(given: Given) -> Pair:
    """Compare the work in one process with that in two."""
    source = given.texts
    work = partial(work_directly, given, source)
    return Pair(partial(work, 1), partial(work, 2), at_least=1.8)


def unchanged(given: Given) -> Pair:
    """Compare a second run over reports that have not changed with the first."""
    source = given.short(8)
    made: list[Path] = []
    return Pair(
        lambda: command(given, source, made[-1]),
        lambda: made.append(run(given, source)),
        at_most=0.03,
    )


def start(arguments: Sequence[str], seconds: float, given: Given) -> Pair:
    """Compare what starts with a second of sleep, so that the ratio is in seconds."""
    return Pair(
        partial(subprocess.run, arguments, check=True, capture_output=True), partial(time.sleep, 1), at_most=seconds
    )


MEASURES: dict[str, Callable[[Given], Pair]] = {
    "whole run / bare nlp.pipe of en_core_web_md's ner": partial(whole_run, "ner", 1.5),
    "whole run / bare nlp.pipe of our own tagger": partial(whole_run, "tagger", 1.5),
    "run without pages / the same without tables, Parquet and Prefect": overhead,
    "whole run / the same without pages": pages,
    "reading PDFs / bare page.chars": partial(pdf_reading, 1, 1.0),
    "reading PDFs in two processes / bare page.chars in one": partial(pdf_reading, PROCESSES, 0.6),
    "cost of a document among 8 times as many": growth,
    "a text of 10 MB / a hundred of 100 KB": length_of_text,
    "reading a PDF of some 2,000 pages / a hundred of some 20": length_of_pdf,
    "one process / two": one_process,
    "second run, nothing changed / first": unchanged,
    "import outsider_etl (s)": partial(start, [sys.executable, "-c", "import outsider_etl"], 0.15),
    "outsider-etl --help (s)": partial(start, [str(_COMMAND), "--help"], 0.4),
}


@contextmanager
def opened(reports: int, short_reports: int) -> Iterator[Given]:
    """Give out what the measures work on, gone after that."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"), initializer=collect_seldom) as pool,
    ):
        yield Given(Path(folder), reports, short_reports, lambda work, items: list(pool.map(work, items)))


def main() -> int:
    """Print a row for each measure; return 1 where one is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", nargs="*", help="a part of the name of each measure that is wanted; all without")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="turns; the median counts")
    parser.add_argument("--reports", type=int, default=20, metavar="N", help="reports of 100 KB")
    parser.add_argument("--short-reports", type=int, default=100, metavar="N", help="reports of 500 bytes, and 8 N")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    args = parser.parse_args()
    collect_seldom()  # as the workers of a run do
    figures = []
    installed, missing = peers()
    measures = {
        name: prepare
        for name, prepare in (MEASURES | installed).items()
        if not args.measure or any(part in name for part in args.measure)
    }
    if not measures:
        parser.error(f"no measure is called so; there are: {'; '.join(MEASURES | installed)}")
    print("| measure | ratio | wanted | seconds | to |\n|---|---|---|---|---|")
    with opened(args.reports, args.short_reports) as given:
        for name, prepare in measures.items():
            pair = prepare(given)
            firsts, seconds = measure(pair, args.repeat)
            ratio = pair.ratio(median(firsts), median(seconds))
            kept = pair.keeps(ratio)
            figures.append({"measure": name, "ratio": ratio, "kept": kept, "first": firsts, "second": seconds})
            wanted = pair.wanted() + ("" if kept else ": missed")
            print(f"| {name} | {ratio:.3f} | {wanted} | {median(firsts):.2f} | {median(seconds):.2f} |", flush=True)
    print("", *(f"Not installed: {name}." for name in missing), sep="\n")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return int(not all(figure["kept"] for figure in figures))


if __name__ == "__main__":
    sys.exit(main())

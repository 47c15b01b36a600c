"""Measure the organisations: `python -m benchmarks.organisations --corpora DIR [GOLD.jsonl ...] [--ablation]`.

Each GOLD file is one document (a JSON object a line: `text`, and `entities` with `start`, `end`, `label` and perhaps
`optional`); the corpora folder adds our own gold that was held back from training, by document, and its test files, a
sentence by itself, and their mean. Spans count where they agree to the character, a leading article, marks and a
possessive aside; optional and undecided gold counts neither way. With `--ablation` each step is left out in turn; with
`--clusters` the organisations of the GOLD files, whose entities have a `name`, are scored by B-cubed F1 over the gold
mentions, one that is not found being in a cluster by itself.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple
from unittest.mock import patch

from spacy.language import Language

from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.tables.organisations import identify
from training.corpora import Passage, held_back, labelled, own_gold, written

_LEFT = re.compile(r"(?i)(?:the|an?)\s+|[\s\\*_“\"'‘«(\[]+")
_RIGHT = re.compile(r"(?:['’]s|[\s*_”\"'’»,.;:)\]]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_ORGANISATIONS = "outsider_etl.nlp.organisations"

Span = tuple[int, int]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, and the number of gold spans."""

    precision: float
    recall: float
    f1: float
    gold: int


def trimmed(text: str, span: Span) -> Span:
    """Return a span without article, marks, possessive and closing punctuation."""
    start, end = span
    while match := _LEFT.match(text, start, end):
        start = match.end()
    while match := _RIGHT.search(text[start:end]):
        end = start + match.start()
    return start, end


def score(nlp: Language, passages: Sequence[Passage]) -> Score:
    """Return how well the pipeline finds the names of the passages; those of one source in a row are one document."""
    right = found = gold = 0
    for passage, spans in zip(passages, predicted(nlp, passages), strict=True):
        names = {trimmed(passage.text, name) for name in passage.names}
        wrong = {span for span in spans - names if not _overlaps(span, passage.undecided)}
        right, gold = right + len(spans & names), gold + len(names)
        found += len(spans & names) + len(wrong)
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return Score(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), gold)


def predicted(nlp: Language, passages: Iterable[Passage]) -> Iterator[set[Span]]:
    """Yield the trimmed spans of the organisations that the pipeline finds in each passage."""

    def docs() -> Iterator[object]:
        for passage in passages:
            doc = nlp.make_doc(passage.text)
            doc._.document = passage.source
            yield doc

    for doc in nlp.pipe(docs()):
        yield {trimmed(doc.text, (ent.start_char, ent.end_char)) for ent in doc.ents if ent.label_ == "ORG"}


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def sets(corpora: Path | None, files: Iterable[Path]) -> dict[str, list[Passage]]:
    """Return the passages of each set by its name."""
    found = {path.stem: [replace(each, source=path.stem) for each in labelled(path)] for path in files}
    if corpora:
        reports, invented = own_gold(corpora), written()
        held = held_back([*reports, *invented])
        found["held-back reports"] = [each for each in reports if each.source in held]
        found["held-back written"] = [each for each in invented if each.source in held]
        for path in sorted((corpora / "test").glob("*.jsonl")):
            rows = enumerate(labelled(path))
            found[path.stem] = [replace(each, source=f"{path.stem}.{number}") for number, each in rows]
    return found


# What the pipeline does without each of its steps.
ABLATIONS: Mapping[str, Mapping[str, object]] = {
    "all steps": {},
    "without beliefs (votes, repeats)": {f"{_ORGANISATIONS}.knowledge._TRUST": 0.0},
    "without acronyms": {f"{_ORGANISATIONS}.knowledge.introductions": lambda text: ()},
    "without trimming": {f"{_ORGANISATIONS}.component.trim": lambda text, named: named},
}


@contextmanager
def without(changes: Mapping[str, object]) -> Iterator[None]:
    """Run with other values of the names that `changes` gives."""
    with ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(patch(name, value))
        yield


def b_cubed(nlp: Language, path: Path) -> float:
    """Return B-cubed F1 of the organisations of the documents of a file; ids are `document.passage` or of one document.

    Bagga and Baldwin, 1998: the mean over the mentions of how much of a mention's cluster is of its organisation, and
    of how much of its organisation is in its cluster.
    """
    documents: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        documents[row["id"].rpartition(".")[0]].append(row)
    pairs: list[tuple[str, str]] = []
    for document, rows in documents.items():
        pairs += [(f"{document} {name}", f"{document} {cluster}") for name, cluster in _clustered(nlp, rows)]
    both, names, clusters = Counter(pairs), Counter(name for name, _ in pairs), Counter(cluster for _, cluster in pairs)
    precision = fmean(both[pair] / clusters[pair[1]] for pair in pairs)
    recall = fmean(both[pair] / names[pair[0]] for pair in pairs)
    return 2 * precision * recall / (precision + recall)


def _clustered(nlp: Language, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the name in the gold and the cluster that was found, for each gold mention of a document."""
    mentions, gold, begin = [], {}, 0
    for number, (row, doc) in enumerate(zip(rows, nlp.pipe(nlp.make_doc(row["text"]) for row in rows), strict=True)):
        for ent in (ent for ent in doc.ents if ent.label_ == "ORG"):
            place = {"source_start": begin + ent.start_char, "start": ent.start_char, "end": ent.end_char}
            mentions.append({"document_id": "", "mention_id": "", "passage_id": str(number), "text": ent.text, **place})
        for entity in row["entities"]:
            if entity["label"] == "ORG" and not entity.get("optional"):
                gold[number, *trimmed(row["text"], (entity["start"], entity["end"]))] = entity["name"]
        begin += len(row["text"]) + 1
    identify(mentions, {str(number): row["text"] for number, row in enumerate(rows)})
    found = {}
    for mention in mentions:
        number = int(mention["passage_id"])
        span = trimmed(rows[number]["text"], (mention["start"], mention["end"]))
        found[number, *span] = mention["organisation_id"]
    for place, name in gold.items():
        yield name, found.get(place, f"alone {place}")


def main() -> None:
    """Print a table in Markdown: a row for each way to run, a column for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--clusters", action="store_true")
    parser.add_argument("--model", help="an installed spaCy model in the place of the tagger")
    args = parser.parse_args()
    nlp = load_nlp(args.model)
    if args.clusters:
        for path in args.gold:
            print(f"{path.stem}: B-cubed F1 {b_cubed(nlp, path):.3f}")
        return
    given = sets(args.corpora, args.gold)
    print(
        "| strict F1 (precision / recall) |",
        " | ".join(f"{name} ({sum(len(p.names) for p in given[name])})" for name in given),
        "|",
    )
    print("|---" * (len(given) + 1) + "|")
    for name, changes in ABLATIONS.items() if args.ablation else [("all steps", {})]:
        with without(changes):
            scores = [score(nlp, passages) for passages in given.values()]
        cells = [f"{each.f1:.3f} ({each.precision:.3f} / {each.recall:.3f})" for each in scores]
        print(f"| {name} |", " | ".join(cells), "|", flush=True)
        tests = [each.f1 for set_name, each in zip(given, scores, strict=True) if set_name.endswith(".test")]
        if tests and not args.ablation:
            print(f"macro F1 of the test files: {fmean(tests):.3f}")


if __name__ == "__main__":
    main()

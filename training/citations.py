"""Make the models of citations anew: `python -m training.citations --corpora DIR`, some four hours on two cores.

They are the encoder and the two grammars of features that `outsider_etl.citations.tagger` adds up. What the encoder
says of names it learns from the tagger of organisations that is installed. The same machine, packages and data give
the same files, byte for byte.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

import pycrfsuite
import torch

from outsider_etl.citations import encoder, tagger
from outsider_etl.citations.features import features
from outsider_etl.citations.model import Part
from outsider_etl.citations.tokens import tokenize
from outsider_etl.citations.types import type_features
from outsider_etl.model_files import record
from outsider_etl.nlp.organisations import tagger as names
from training.corpora import trained_on
from training.export import export
from training.labels import labels
from training.loading import loaded
from training.note_encoder import NARROWED_EPOCHS, cut, teach, trained
from training.notes import TRAINED_GOLD, WRITTEN, Note, own_gold, read_notes
from training.variations import Variations

SEED = 1
# How often each note is varied for the grammars, and how far these are trained.
ROUNDS, C1, C2, ITERATIONS = 2, 0.1, 0.05, 100

NAMES = Path(names.__file__).with_name(names.WEIGHTS)
"""The tagger of organisations, which the encoder learns of names from."""

Sequences = Iterable[tuple[list[list[str]], list[str]]]


def main() -> None:
    """Train on all that was written and the real notes of the corpora, write the weights, record their hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with the texts of the real notes")
    parser.add_argument("--notes", type=Path, nargs="+", default=sorted(WRITTEN.glob("*.txt")), help="files of notes")
    parser.add_argument("--out", type=Path, default=Path(tagger.__file__).parent, help="the folder of the weights")
    parser.add_argument("--layers", type=int, choices=(5, 6), default=6, help="those of the deep encoder")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--narrowed-epochs", type=int, default=NARROWED_EPOCHS)
    parser.add_argument("--threads", type=int, default=2, help="changes the last bits of sums, and so the file")
    parser.add_argument("--bfloat16", action="store_true", help="half the time, where the processor has such numbers")
    parser.add_argument("--only", choices=("grammars", "encoder"), help="leave the other as it is")
    parser.add_argument("--deep", type=Path, help="a deep encoder that `training.export` wrote, in place of a new one")
    parser.add_argument("--narrow", type=Path, help="a narrow one to go on with, in place of one cut from the deep one")
    args = parser.parse_args()
    documents = [*read_notes(args.notes), *own_gold(args.corpora, TRAINED_GOLD)]
    notes = [note for document in documents for note in document]
    if args.only != "encoder":
        varied = Variations(notes, SEED).rounds(ROUNDS)
        write_grammar(field_examples(varied), args.out / tagger.FIELDS)
        write_grammar(type_examples(varied), args.out / tagger.TYPES)
    if args.only != "grammars":
        torch.manual_seed(SEED)
        torch.set_num_threads(args.threads)
        torch.use_deterministic_algorithms(True)
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bfloat16):
            deep = loaded(args.deep) if args.deep else trained(notes, args.layers, args.epochs)
            torch.manual_seed(SEED)
            narrow = loaded(args.narrow) if args.narrow else cut(deep, notes)
            teach(narrow, deep, loaded(NAMES), notes, trained_on(args.corpora), args.narrowed_epochs)
        export(narrow, args.out / encoder.WEIGHTS)
    record()


def field_examples(notes: Iterable[Note]) -> Sequences:
    """Yield the features and the labels of the tokens of each note."""
    for note in notes:
        tokens = tokenize(note.text)
        seen = [[each for group in groups for each in group] for groups in features(tokens, note.emphasis)]
        yield seen, labels(tokens, note)


def type_examples(notes: Iterable[Note]) -> Sequences:
    """Yield the features and the type of each citation."""
    for note in notes:
        for cited in note.citations:
            parts = [Part(own.tag, own.start, own.end) for own in cited.fields if own.tag != "f"]
            parts.sort(key=attrgetter("start"))
            seen = type_features(note.text, cited.start, cited.end, parts, note.emphasis)
            yield [seen], [cited.attributes["t"]]


def write_grammar(examples: Sequences, path: Path) -> None:
    """Train a grammar on sequences of features and labels, and write it as `crf.read_weights` reads it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": ITERATIONS, "feature.possible_transitions": False})
    for seen, labelled in examples:
        trainer.append(seen, labelled)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        opened = pycrfsuite.Tagger()
        opened.open(model)
        path.write_text("\n".join(_lines(opened)) + "\n", "utf-8")


def _lines(opened: pycrfsuite.Tagger) -> Iterator[str]:
    info = opened.info()
    names = sorted(info.labels)
    numbers = {name: number for number, name in enumerate(names)}
    rows: dict[str, list[str]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        if thousandths := round(weight * 1000):
            rows.setdefault(feature, []).append(f"{numbers[label]}:{thousandths}")
    for (before, label), weight in sorted(info.transitions.items()):
        if thousandths := round(weight * 1000):
            rows.setdefault(f">{numbers[before]}", []).append(f"{numbers[label]}:{thousandths}")
    yield " ".join(names)
    for feature, weighted in sorted(rows.items()):
        yield " ".join([feature, *weighted])


if __name__ == "__main__":
    main()

"""Make the models of citations anew: `python -m training.citations --corpora DIR`, an hour and a half on two cores.

They are the encoder and the two grammars of features that `outsider_etl.citations.tagger` adds up. The same machine,
packages and data give the same files, byte for byte.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

import pycrfsuite
import torch
from torch.nn import functional

from outsider_etl.citations import crf, encoder, tagger
from outsider_etl.citations.features import features
from outsider_etl.citations.model import Part
from outsider_etl.citations.tokens import Token, tokenize
from outsider_etl.citations.types import type_features
from outsider_etl.model_files import record
from training.distilling import KEPT, loss_beside, shortened
from training.encoder import Encoder, packaged, pretrained
from training.examples import NO_TAG, Batch, Example, batches
from training.export import export
from training.fitting import fit, of_scores
from training.notes import TRAINED_GOLD, WRITTEN, Cited, Note, own_gold, read_notes
from training.variations import Variations

SEED = 1
RATE, WARM_UP = 3e-4, 0.06
SHORTENED_RATE, SHORTENED_EPOCHS = 1.5e-4, 4
MOST_PIECES = 2400
# How often each note is varied for the grammars, and how far these are trained.
ROUNDS, C1, C2, ITERATIONS = 2, 0.1, 0.05, 100

Sequences = Iterable[tuple[list[list[str]], list[str]]]


def main() -> None:
    """Train on all that was written and the real notes of the corpora, write the weights, record their hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with the texts of the real notes")
    parser.add_argument("--notes", type=Path, nargs="+", default=sorted(WRITTEN.glob("*.txt")), help="files of notes")
    parser.add_argument("--out", type=Path, default=Path(tagger.__file__).parent, help="the folder of the weights")
    parser.add_argument("--layers", type=int, choices=(1, 2, 3, 4), default=4, help="one is left out of four")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2, help="changes the last bits of sums, and so the file")
    parser.add_argument("--only", choices=("grammars", "encoder"), help="leave the other as it is")
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
        export(train(notes, layers=args.layers, epochs=args.epochs), args.out / encoder.WEIGHTS)
    record()


def labels(tokens: Sequence[Token], note: Note) -> list[str]:
    """Return the label of each token of a note."""
    made = []
    for token in tokens:
        cited = next((each for each in note.citations if each.start <= token.start < each.end), None)
        made.append(crf.OUTSIDE if cited is None else _label(tokens, token, cited))
    return made


def _label(tokens: Sequence[Token], token: Token, cited: Cited) -> str:
    own = next((f for f in cited.fields if f.tag != "f" and f.start < token.end and token.start < f.end), None)
    name = crf.FILLER if own is None else own.tag
    if not any(cited.start <= each.start < token.start for each in tokens):
        return f"S-{name}"
    if own is None:
        return name
    begins = not any(own.start < each.end and each.start < token.start for each in tokens)
    return f"{'B' if begins else 'I'}-{name}"


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


def train(notes: Sequence[Note], *, layers: int, epochs: int) -> Encoder:
    """Return an encoder trained on the notes, in other variations each epoch.

    Its outputs are the labels of fields and then the types, each in the order that a grammar has them in.
    """
    fields = sorted({label for note in notes for label in labels(tokenize(note.text), note)})
    types = sorted({cited.attributes["t"] for note in notes for cited in note.citations})
    trained = pretrained(packaged(), layers, encoder.MARKED_SHAPES, len(fields) + len(types))
    rng = random.Random(SEED)
    varied = Variations(notes, SEED)
    plan = len(list(batches(_examples(notes, fields, types), MOST_PIECES, random.Random(SEED))))

    def of_epoch(_: int) -> Iterator[Batch]:
        return batches(_examples(varied.epoch(), fields, types), MOST_PIECES, rng)

    of_fields = partial(_loss, fields=len(fields))
    fit(trained, epochs, of_epoch, of_scores(of_fields), steps=plan * epochs, rate=RATE, warm_up=WARM_UP)
    if layers <= len(KEPT):
        return trained
    shorter = shortened(trained)
    beside = loss_beside(trained, of_fields, len(fields))
    steps = plan * SHORTENED_EPOCHS
    fit(shorter, SHORTENED_EPOCHS, of_epoch, beside, steps=steps, rate=SHORTENED_RATE, warm_up=WARM_UP)
    return shorter


def _examples(notes: Iterable[Note], fields: Sequence[str], types: Sequence[str]) -> list[Example]:
    """Return the windows of the notes.

    A tag is the number of a label; at the first token of a citation that of its type, counted from 1, is added to it
    so many times as there are labels.
    """
    numbers = {label: number for number, label in enumerate(fields)}
    kinds = {type_: number for number, type_ in enumerate(types, start=1)}
    made = []
    for note in notes:
        tokens = tokenize(note.text)
        tags = [numbers.get(label, NO_TAG) for label in labels(tokens, note)]
        for cited in note.citations:
            first = next((n for n, token in enumerate(tokens) if cited.start <= token.start < cited.end), None)
            if first is not None and tags[first] != NO_TAG:
                tags[first] += len(fields) * kinds[cited.attributes["t"]]
        for window in encoder.note_windows(note.text, tokens, note.emphasis):
            targets = [NO_TAG] * len(window.ids)
            for piece, number in window.tokens:
                targets[piece] = tags[number]
            made.append(Example(window.ids, window.shapes, targets, 1.0))
    return made


def _loss(scores: torch.Tensor, batch: Batch, *, fields: int) -> torch.Tensor:
    scores = scores.transpose(1, 2)
    known = batch.tags != NO_TAG
    labels_ = torch.where(known, batch.tags % fields, NO_TAG)
    types = torch.where(known & (batch.tags >= fields), batch.tags // fields - 1, NO_TAG)
    loss = functional.cross_entropy(scores[:, :fields], labels_, ignore_index=NO_TAG)
    if bool((types != NO_TAG).any()):
        # There are some thirty tokens to a citation, and but one type.
        loss = loss + 0.2 * functional.cross_entropy(scores[:, fields:], types, ignore_index=NO_TAG)
    return loss


if __name__ == "__main__":
    main()

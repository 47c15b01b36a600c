"""Make the tagger of organisations anew: `python -m training.train --corpora FOLDER`.

The same machine, packages and data give the same file, byte for byte.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from tokenizers import BertWordPieceTokenizer
from torch import Tensor
from torch.nn import functional

from outsider_etl.model_files import record
from outsider_etl.nlp.organisations import tagger
from outsider_etl.nlp.organisations.tags import TAGS
from outsider_etl.nlp.wordpieces import SHAPES, tokenizer
from training.corpora import Passage, open_corpora, trained_on
from training.distilling import KEPT, LOOKED_AT, loss_beside, narrowed, shortened
from training.encoder import Encoder, packaged, pretrained
from training.examples import NO_TAG, Batch, Example, batches, examples, in_capitals
from training.export import export
from training.fitting import Loss, fit, of_scores
from training.notes import WRITTEN, read_notes

SEED = 1
RATE, WARM_UP = 2.5e-4, 0.05
SHORTENED_RATE, SHORTENED_EPOCHS = 1.5e-4, 3
NARROWED_RATE, NARROWED_EPOCHS = 2e-4, 6
HEADS_KEPT, INNER_KEPT = 6, 768
"""The heads and the inner units of each layer of the narrower encoder: half of them, in .54 of the time."""
MOST_PIECES = 2400
# The noisy open corpora are left behind after so many epochs.
NOISY_EPOCHS = 2
NOISE = 0.25


def main() -> None:
    """Train, write the weights and record their hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with train/ and unlabelled/")
    parser.add_argument("--encoder", type=Path, help="MiniLM weights; by default those of the installed package")
    parser.add_argument("--out", type=Path, default=Path(tagger.__file__).with_name(tagger.WEIGHTS))
    parser.add_argument("--layers", type=int, choices=(1, 2, 3, 4), default=4, help="one is left out of four")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="changes the last bits of sums, and so the file")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    passages = [*trained_on(args.corpora), *open_corpora(args.corpora)]
    encoder = pretrained(args.encoder or packaged(), args.layers, SHAPES, len(TAGS))
    train(encoder, passages, args.epochs, RATE, of_scores(_loss))
    if args.layers > len(KEPT):
        encoder = smaller(encoder, passages)
    export(encoder, args.out)
    record()


def smaller(teacher: Encoder, passages: Sequence[Passage]) -> Encoder:
    """Return an encoder of fewer and narrower layers that says what its teacher does, of footnotes too."""
    beside = loss_beside(teacher, _loss)
    shorter = shortened(teacher)
    train(shorter, passages, SHORTENED_EPOCHS, SHORTENED_RATE, beside)
    rng = random.Random(SEED)
    looked_at = islice(batches(_epoch(passages, NOISY_EPOCHS, rng, tokenizer()), MOST_PIECES, rng), LOOKED_AT)
    narrower = narrowed(shorter, HEADS_KEPT, INNER_KEPT, looked_at, of_scores(_loss))
    train(narrower, [*passages, *unmarked_notes()], NARROWED_EPOCHS, NARROWED_RATE, beside)
    return narrower


def unmarked_notes() -> Iterator[Passage]:
    """Yield the notes that were written for the reader of citations: they have no marks of names, and no weight."""
    for document in read_notes(sorted(WRITTEN.glob("*.txt"))):
        for note in document:
            yield Passage(note.document, note.text, (), weight=0.0)


def train(encoder: Encoder, passages: Sequence[Passage], epochs: int, rate: float, loss_of: Loss) -> None:
    """Train `encoder` on `passages`."""
    rng = random.Random(SEED)
    pieces = tokenizer()
    plan = [len(list(batches(_epoch(passages, epoch, rng, pieces), MOST_PIECES, rng))) for epoch in range(epochs)]

    def of_epoch(epoch: int) -> Iterator[Batch]:
        return batches(_epoch(passages, epoch, rng, pieces), MOST_PIECES, rng)

    fit(encoder, epochs, of_epoch, loss_of, steps=sum(plan), rate=rate, warm_up=WARM_UP)


def _epoch(
    passages: Sequence[Passage], epoch: int, rng: random.Random, pieces: BertWordPieceTokenizer
) -> list[Example]:
    kept = [each for each in passages if each.weight != NOISE or epoch < NOISY_EPOCHS]
    return [example for each in kept for example in examples(in_capitals(each, rng), pieces)]


def _loss(scores: Tensor, batch: Batch) -> Tensor:
    losses = functional.cross_entropy(scores.transpose(1, 2), batch.tags, ignore_index=NO_TAG, reduction="none")
    weights = (batch.tags != NO_TAG) * batch.weights[:, None]
    return (losses * weights).sum() / weights.sum().clamp(min=1)


if __name__ == "__main__":
    main()

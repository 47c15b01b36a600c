"""A smaller encoder that says what a larger one says (knowledge distillation: Hinton, Vinyals and Dean, 2015)."""

from collections.abc import Iterable, Sequence
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import HEAD_WIDTH, Encoder
from training.examples import Batch
from training.fitting import Loss, ScoreLoss

KEPT = (0, 1, 3)
"""The layers of four that the shorter encoder begins with.

Of the four choices the one that loses least before any further training: the loss of the tagger on what is held back
rises from .050 to .072 without the third layer, to .101 without the second, and to .27 and .30 without the last and the
first.
"""
LOOKED_AT = 60
"""Batches by which heads and inner units are weighed."""
GOLD_SHARE, STATES_SHARE = 0.3, 0.1
"""How much the gold, and what the layers give out, count beside what the larger encoder says."""


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


def narrowed(encoder: Encoder, heads_kept: int, inner_kept: int, batches: Iterable[Batch], loss_of: Loss) -> Encoder:
    """Return an encoder with the heads and the inner units of each layer of another that matter most to the loss.

    What one matters is how much the loss would change without it, to the first order: what it gives out times the
    gradient there, summed over the pieces without their sign (Molchanov et al., 2017; of heads: Michel, Levy and
    Neubig, 2019).
    """
    worth = _worth(encoder, batches, loss_of)
    made = Encoder(
        len(encoder.layers), encoder.shapes.num_embeddings, encoder.head.out_features, heads_kept, inner_kept
    )
    own = encoder.state_dict()
    for number, layer in enumerate(encoder.layers):
        heads = worth[layer.out].topk(heads_kept).indices.sort().values
        units = worth[layer.down].topk(inner_kept).indices.sort().values
        name = f"layers.{number}"
        for part in ("weight", "bias"):
            of_heads = own[f"{name}.qkv.{part}"].unflatten(0, (3, -1, HEAD_WIDTH))
            own[f"{name}.qkv.{part}"] = of_heads[:, heads].flatten(0, 2)
            own[f"{name}.up.{part}"] = own[f"{name}.up.{part}"][units]
        own[f"{name}.out.weight"] = own[f"{name}.out.weight"].unflatten(1, (-1, HEAD_WIDTH))[:, heads].flatten(1)
        own[f"{name}.down.weight"] = own[f"{name}.down.weight"][:, units]
    made.load_state_dict(own)
    return made


def _worth(encoder: Encoder, batches: Iterable[Batch], loss_of: Loss) -> dict[nn.Module, Tensor]:
    """Return what each head and each inner unit is worth, by the matrix that takes in what it gives out."""
    worth: dict[nn.Module, Tensor] = {}

    def add(module: nn.Module, size: int, given: Tensor, gradient: Tensor) -> None:
        change = (given * gradient).detach().unflatten(-1, (-1, size)).sum(-1)
        worth[module] = worth.get(module, torch.zeros(())) + change.abs().sum((0, 1))

    def watch(size: int, module: nn.Module, given: tuple[Tensor]) -> None:
        given[0].register_hook(partial(add, module, size, given[0]))

    watched = [
        module.register_forward_pre_hook(partial(watch, size))
        for layer in encoder.layers
        for module, size in ((layer.out, HEAD_WIDTH), (layer.down, 1))
    ]
    encoder.eval()
    for batch in batches:
        loss_of(encoder, batch).backward()
        encoder.zero_grad()
    for each in watched:
        each.remove()
    return worth


def loss_beside(teacher: Encoder, loss_of_scores: ScoreLoss) -> Loss:
    """Return a loss: how far an encoder is from its teacher, and a share of how far its scores are from the gold.

    Compared are the scores, the log odds of labels that exclude each other, at the pieces that have a tag, whatever the
    windows weigh; and what the layers give out with what the layers KEPT of the teacher do (Jiao et al., TinyBERT,
    2020).
    """
    teacher.eval()

    def loss(encoder: Encoder, batch: Batch) -> Tensor:
        with torch.no_grad():
            shown = teacher.states(batch.ids, batch.shapes, batch.mask)
            said = teacher.scores(shown[-1])
        states = encoder.states(batch.ids, batch.shapes, batch.mask)
        scores = encoder.scores(states[-1])
        known = batch.tags >= 0
        pairs = ((one[known], shown[number][known]) for one, number in zip(states, KEPT, strict=True))
        inside = sum(functional.mse_loss(one, other) for one, other in pairs)
        said_apart = apart(scores[known], said[known])
        return said_apart + STATES_SHARE * inside + GOLD_SHARE * loss_of_scores(scores, batch)

    return loss


def apart(scores: Tensor, others: Tensor) -> Tensor:
    """Return how far scores (rows, labels) are from others: the mean divergence of the labels' probabilities."""
    own, other = scores.log_softmax(-1), others.log_softmax(-1)
    return functional.kl_div(own, other, log_target=True, reduction="sum") / max(1, len(own))

"""The steps of training an encoder, whatever it learns."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from training.encoder import Encoder
from training.examples import Batch

Loss = Callable[[Encoder, Batch], Tensor]
"""The loss of an encoder on a batch."""
ScoreLoss = Callable[[Tensor, Batch], Tensor]
"""The loss of scores (windows, pieces, outputs) on a batch."""

DECAY, LAST_RATE = 0.01, 0.01


def of_scores(loss: ScoreLoss) -> Loss:
    """Return the loss of an encoder that is that of its scores."""
    return lambda encoder, batch: loss(encoder(batch.ids, batch.shapes, batch.mask), batch)


def fit(
    encoder: Encoder,
    epochs: int,
    batches: Callable[[int], Iterator[Batch]],
    loss_of: Loss,
    *,
    steps: int,
    rate: float,
    warm_up: float,
) -> None:
    """Train `encoder` on the `batches` of each epoch, the weight of a step falling evenly to nearly nothing.

    `steps` are those of all epochs together, `rate` is the highest weight, reached after the share `warm_up` of them.
    """
    matrices = [each for each in encoder.parameters() if each.ndim > 1]
    others = [each for each in encoder.parameters() if each.ndim == 1]
    groups = [{"params": matrices, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=rate, fused=True)
    encoder.train()
    step = 0
    for epoch in range(epochs):
        total, begun = 0.0, step
        for batch in batches(epoch):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / (warm_up * steps)) * max(LAST_RATE, 1 - step / steps)
            loss = loss_of(encoder, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step, total = step + 1, total + loss.item()
        mean = total / max(1, step - begun)
        print(f"epoch {epoch + 1} of {epochs}: step {step} of about {steps}, mean loss {mean:.4f}", flush=True)

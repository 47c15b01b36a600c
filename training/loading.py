"""Read an encoder back from the ONNX model that `training.export` wrote."""

import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.encoder import HEAD_WIDTH, Encoder

_QUANTIZED = "_quantized"
_EMBEDDINGS = ("pieces.weight", "shapes.weight")
_PART = re.compile(r"(layers\.\d+\.qkv)\.(\d+)\.(weight|bias)")


def loaded(path: Path) -> Encoder:
    """Return the encoder in `path`; its matrices are the 8-bit numbers that were written, as floating point."""
    given = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}
    state: dict[str, Tensor] = {}
    for name, value in given.items():
        if name.endswith(_QUANTIZED):
            matrix = name.removesuffix(_QUANTIZED)
            whole = _whole(given, matrix)
            state[matrix] = whole if matrix in _EMBEDDINGS else whole.T.contiguous()
        elif name.endswith((".weight", ".bias")):
            state[name] = torch.from_numpy(value.copy())
    state = _joined(state)
    layers = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    heads, inner = state["layers.0.out.weight"].shape[1] // HEAD_WIDTH, len(state["layers.0.up.bias"])
    encoder = Encoder(layers, len(state["shapes.weight"]), len(state["head.bias"]), heads, inner)
    encoder.load_state_dict(state)
    return encoder


def _whole(given: dict[str, np.ndarray], name: str) -> Tensor:
    numbers = given[f"{name}{_QUANTIZED}"].astype(np.float32) - given[f"{name}_zero_point"].astype(np.float32)
    return torch.from_numpy(numbers * given[f"{name}_scale"])


def _joined(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights with those together whose rows were written apart, by the number of their first row."""
    parts: dict[str, dict[int, Tensor]] = defaultdict(dict)
    for name, value in state.items():
        part = _PART.fullmatch(name)
        parts[f"{part[1]}.{part[3]}" if part else name][int(part[2]) if part else 0] = value
    return {name: torch.cat([some[first] for first in sorted(some)]) for name, some in parts.items()}

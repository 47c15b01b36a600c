"""Write an encoder as an ONNX model of whole numbers: what the product runs."""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.encoder import HEAD_WIDTH, Encoder

OPSET, IR_VERSION = 20, 9
_RUNTIME = "com.microsoft"
"""The operators that ONNX Runtime has beside those of ONNX; attention is one, in place of some twenty."""


def export(encoder: Encoder, path: Path) -> None:
    """Write `encoder` to `path`, its matrices as 8-bit numbers of which 7 bits are used.

    With the eighth bit, sums could overflow on processors without the newer instructions, and tags would depend on the
    machine. The model has a third input, the places of the pieces whose scores it gives out: the last layer is worked
    out for them alone.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "encoder.onnx")
        onnx.save(_model(encoder), str(whole))
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def _model(encoder: Encoder) -> ModelProto:
    """Return the encoder as a graph with as few nodes as there can be: a short window costs little more than those."""
    graph = _Graph(encoder)
    length = graph.node("Shape", "ids", start=1, end=2)
    first, axis = graph.held("first", np.array([0])), graph.held("axis", np.array([0]))
    x = graph.node("Slice", graph.held("positions.weight"), first, length, axis)
    for name, numbers in (("pieces", "ids"), ("shapes", "shapes")):
        x = graph.node("Add", graph.node("Gather", graph.held(f"{name}.weight"), numbers), x)
    x = graph.norm("norm", x)
    for number, layer in enumerate(encoder.layers):
        name = f"layers.{number}"
        if number < len(encoder.layers) - 1:
            queries, keys, values = graph.split(graph.linear(f"{name}.qkv", x), 3)
        else:
            keys, values = graph.split(graph.linear(f"{name}.qkv", x, slice(layer.seen, None)), 2)
            x = graph.node("Gather", x, "asked", axis=1)
            queries = graph.linear(f"{name}.qkv", x, slice(layer.seen))
        heads = layer.seen // HEAD_WIDTH
        seen = graph.node("MultiHeadAttention", queries, keys, values, domain=_RUNTIME, num_heads=heads)
        x = graph.norm(f"{name}.norm1", graph.node("Add", x, graph.linear(f"{name}.out", seen)))
        inner = graph.node("Gelu", graph.linear(f"{name}.up", x))
        x = graph.norm(f"{name}.norm2", graph.node("Add", x, graph.linear(f"{name}.down", inner)))
    return graph.model(graph.linear("head", x), encoder.head.out_features)


class _Graph:
    """The nodes of a model so far, and the weights that they hold; a value goes by the name of what gives it out."""

    def __init__(self, encoder: Encoder) -> None:
        self._state: dict[str, Tensor] = encoder.state_dict()
        self._nodes: list[NodeProto] = []
        self._held: dict[str, TensorProto] = {}

    def node(self, operator: str, *given: str, domain: str = "", **attributes: int | float) -> str:
        """Add a node and return what it gives out."""
        (made,) = self._add(operator, given, 1, domain=domain, **attributes)
        return made

    def split(self, given: str, parts: int) -> list[str]:
        """Return the equal parts of each row."""
        return self._add("Split", [given], parts, domain="", axis=-1, num_outputs=parts)

    def linear(self, name: str, given: str, rows: slice = slice(None)) -> str:
        """Return what a linear step makes of `given`, or some of its outputs, whose weights are then held apart."""
        place = name if rows == slice(None) else f"{name}.{rows.start or 0}"
        weight = self.held(f"{place}.weight", self._state[f"{name}.weight"][rows].T.contiguous().numpy())
        bias = self.held(f"{place}.bias", self._state[f"{name}.bias"][rows].numpy())
        return self.node("Add", self.node("MatMul", given, weight), bias)

    def norm(self, name: str, given: str) -> str:
        """Return `given` normalised."""
        weights = (self.held(f"{name}.weight"), self.held(f"{name}.bias"))
        return self.node("LayerNormalization", given, *weights, axis=-1, epsilon=1e-12)

    def held(self, name: str, value: np.ndarray | None = None) -> str:
        """Keep a value, or else the weights of this name, in the model."""
        self._held[name] = numpy_helper.from_array(self._state[name].numpy() if value is None else value, name)
        return name

    def model(self, scores: str, outputs: int) -> ModelProto:
        """Return the model that gives out `scores`."""
        self._nodes.append(helper.make_node("Identity", [scores], ["scores"], name="scores"))
        pieces, asked = ([1, "pieces"], ["asked"])
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT64, size)
            for name, size in (("ids", pieces), ("shapes", pieces), ("asked", asked))
        ]
        made = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "asked", outputs])
        graph = helper.make_graph(self._nodes, "encoder", given, [made], [*self._held.values()])
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION)

    def _add(self, operator: str, given: list[str] | tuple[str, ...], outputs: int, **attributes: object) -> list[str]:
        name = f"{operator} {len(self._nodes)}"
        made = [f"{name}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, given, made, name=name, **attributes))
        return made

"""Write an encoder as an ONNX model of whole numbers: what the product runs."""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import Encoder


def export(encoder: Encoder, path: Path) -> None:
    """Write `encoder` to `path`, its matrices as 8-bit numbers of which 7 bits are used.

    With the eighth bit, sums could overflow on processors without the newer instructions, and tags would depend on the
    machine. The model has a third input, the places of the pieces whose scores it gives out: the last layer is worked
    out for them alone.
    """
    encoder.eval()
    ids = torch.full((1, 16), 1000)
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "asked": {0: "asked"}, "scores": {1: "asked"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "encoder.onnx")
        torch.onnx.export(
            encoder,
            (ids, torch.ones_like(ids), None, torch.arange(1, 9)),
            str(whole),
            input_names=["ids", "shapes", "asked"],
            output_names=["scores"],
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)

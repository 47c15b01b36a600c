"""The files of the models that come with the package: each is compared with the hash that stands in the repository.

`models.sha256` has the hashes, in the form of `sha256sum`. Training writes it anew.
"""

import hashlib
import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from outsider_etl.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

RECORD = "models.sha256"


def read_model_file(name: str) -> bytes:
    """Return a file of the models, by its path in the package; ModelError where it is not the one that was recorded."""
    try:
        content = (resources.files(__package__) / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{name}: cannot be read ({error.strerror}); install outsider-etl anew") from error
    found, expected = hashlib.sha256(content).hexdigest(), recorded()[name]
    if found != expected:
        raise ModelError(
            f"{name}: is not the file of this version (SHA-256 {found[:12]}... where {RECORD} has {expected[:12]}...); "
            "install outsider-etl anew, or train the models, which records them"
        )
    return content


def open_model(name: str, threads: int) -> "InferenceSession":
    """Return a model, by the path of its file in the package, that runs on `threads` threads: 0 for one a processor.

    Raises ModelError where the file is not the one that was recorded.
    """
    # From its version 1.29 on ONNX Runtime tells its makers over the network what it runs; it reads this as it starts.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(
        read_model_file(name),
        options,
        providers=["CPUExecutionProvider"],
        # Where it adds and normalises in one step, that takes three times what the two steps do.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


@cache
def recorded() -> dict[str, str]:
    """Return the SHA-256 of each file of the models, by its path in the package."""
    lines = (resources.files(__package__) / RECORD).read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def record() -> None:
    """Write down the hashes of the files of the models as they are now."""
    package = Path(__file__).parent
    lines = [f"{hashlib.sha256((package / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(recorded())]
    (package / RECORD).write_text("".join(lines), "ascii")
    recorded.cache_clear()

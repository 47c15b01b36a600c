"""Turn policy reports into a dataset in which every value leads back to the characters it came from.

`process` makes tables of one report, `load` reads a finished dataset, `load_nlp` returns the spaCy pipeline.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outsider_etl.dataset import load
    from outsider_etl.nlp.pipeline import load_nlp
    from outsider_etl.report import process

__all__ = ["load", "load_nlp", "process"]

# Found on first use: spaCy, Arrow and DuckDB take seconds to import, and `outsider-etl --help` needs none of them.
_MODULES = {"load": "dataset", "load_nlp": "nlp.pipeline", "process": "report"}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

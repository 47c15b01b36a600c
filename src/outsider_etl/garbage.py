"""When Python looks for reference cycles: seldom, and never among what is loaded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

GC_THRESHOLD = 50_000
"""The threshold of the garbage collector's first generation: objects made less objects given back."""


@contextmanager
def loading() -> Iterator[None]:
    """Look for no cycles while modules and models are loaded, which takes a seventh of that, and seldom afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        collect_seldom()


def collect_seldom() -> None:
    """Let this process look for cycles seldom, and never among what is loaded by now.

    The one saves a twentieth of the work on a document, and so does the other: rows, tokens and mentions are many, and
    hardly one of them is in a cycle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)

"""Run a target: one example with a limit of time, or all that fit into so many minutes."""

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import Target

# Seconds of CPU time that one example may take.
MOST_SECONDS = 20
_EXAMPLES_A_ROUND = 500


class HangError(Exception):
    """An example takes longer than it may."""


@contextmanager
def limited(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Raise HangError within the block once it has taken so much CPU time, which does not hang on what else runs."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangError(f"takes more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass
class Outcome:
    """How many examples were run, in how many seconds of CPU time, and what was found, by the place where it shows."""

    examples: int = 0
    seconds: float = 0.0
    findings: dict[str, str] = field(default_factory=dict)


def run_for(target: Target, seconds: float, first_seed: int) -> Outcome:
    """Run examples with ever new seeds for so many seconds."""
    outcome = Outcome()
    begin, stop = time.process_time(), time.monotonic() + seconds
    for number in count(first_seed):
        if time.monotonic() >= stop:
            outcome.seconds = time.process_time() - begin
            return outcome
        try:
            _round(target, number, stop, outcome)
        except Exception as error:
            outcome.findings.setdefault(_place(error), f"seed {number}\n{''.join(traceback.format_exception(error))}")
    raise AssertionError("seeds do not end")


def _round(target: Target, number: int, stop: float, outcome: Outcome) -> None:
    @seed(number)
    @settings(
        max_examples=_EXAMPLES_A_ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(target.strategy)
    def check(drawn: Any) -> None:
        if time.monotonic() < stop + 30:
            outcome.examples += time.monotonic() < stop
            with limited():
                target.check(drawn)

    check()


def _place(error: Exception) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "hypothesis" not in frame.filename]
    last = frames[-1]
    return f"{type(error).__name__} at {last.name}:{last.lineno}"
